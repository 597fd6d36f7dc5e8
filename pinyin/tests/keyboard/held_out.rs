//! The names that no order was made from, and what they come to. `figures.rs` prints more of it.

use pinyin::{Manner, Script};

use crate::taps;

static NAMES: &str = include_str!("../data/held_out.tsv");

/// (where from, as it is written there, in simplified characters, letters without breaks)
fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str, String)> {
    let line = |line: &'static str| match line.split('\t').collect::<Vec<_>>().as_slice() {
        &[from, written, simplified, said] => (from, written, simplified, said.replace('\'', "")),
        other => panic!("{} columns", other.len()),
    };
    NAMES.lines().map(line)
}

/// Three quarters stand on the first page of five, and a name costs less than eleven taps; when
/// these were written it was 76.4 % and 10.50. Every one can be entered.
#[test]
fn b05_names_nobody_tuned_for_stand_on_the_first_page() {
    let (mut names, mut on_the_page, mut taps) = (0, 0, 0);
    for (from, _, name, letters) in all() {
        let entered = taps::enter(name, &letters, Manner::default());
        let entered = entered.unwrap_or_else(|| panic!("a name of {from} cannot be entered by {letters}"));
        names += 1;
        on_the_page += usize::from(entered.place.is_some_and(|place| place < taps::PAGE));
        taps += entered.taps;
        assert!(taps::watched(name, &letters, Manner::default()).is_some_and(|watched| watched <= entered.taps));
    }
    assert!(names >= 2000, "{names} names");
    assert!(on_the_page * 4 >= names * 3, "{on_the_page} of {names} on the first page");
    assert!(taps <= names * 11, "{taps} taps for {names} names");
}

#[test]
fn b05_names_are_entered_in_traditional_characters_too() {
    let manner = Manner { script: Script::Traditional, ..Manner::default() };
    let (mut names, mut on_the_page) = (0, 0);
    for (_, written, _, letters) in all().filter(|(from, ..)| *from == "zh_TW") {
        let entered = taps::enter(written, &letters, manner).unwrap_or_else(|| panic!("no way by {letters}"));
        names += 1;
        on_the_page += usize::from(entered.place.is_some_and(|place| place < taps::PAGE));
    }
    assert!(names >= 1000 && on_the_page * 4 >= names * 3, "{on_the_page} of {names}");
}
