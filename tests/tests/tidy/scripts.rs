//! Traditional Chinese is traditional: no phrase has a character that only the simplified script has.

use std::collections::BTreeSet;
use tests::harness::source;

/// The table of simplified characters and their traditional forms.
const FORMS: &str = include_str!("../../../pinyin/data/forms.tsv");
/// What a traditional phrase says of the other script.
const NAMED: [char; 1] = ['简'];

#[test]
fn a_traditional_phrase_has_no_character_of_the_simplified_script_alone() {
    let form = |line: &'static str| {
        let (simplified, forms) = line.split_once('\t')?;
        let simplified = simplified.chars().next()?;
        (!forms.contains(simplified)).then_some(simplified)
    };
    let simplified: BTreeSet<char> = FORMS.lines().filter_map(form).filter(|c| !NAMED.contains(c)).collect();
    assert!(simplified.contains(&'们') && !simplified.contains(&'里'));
    let mut wrong = Vec::new();
    for source in source::all().iter().filter(|s| s.path.starts_with("look/src/words/")) {
        let Some((_, rest)) = source.text.split_once("pub const ZH_HANT") else { continue };
        let phrases = rest.split_once("\npub const EN").map_or(rest, |(phrases, _)| phrases);
        let found: BTreeSet<char> = phrases.chars().filter(|c| simplified.contains(c)).collect();
        if !found.is_empty() {
            wrong.push(format!("{}: {}", source.path, found.into_iter().collect::<String>()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
