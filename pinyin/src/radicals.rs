//! Characters by radical and remaining strokes, as in a dictionary (部首检字): the way to any
//! character that the terminals' font draws.
//!
//! `data/radicals.tsv`: radical, remaining strokes, characters with the commonest first; for no
//! remaining strokes the radical's forms (水 氵 氺), and how many strokes each has.

use std::sync::OnceLock;

static RADICALS: &str = include_str!("../data/radicals.tsv");

/// One of the 214 radicals of the Kangxi dictionary, as it is written in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its number, from 1.
    pub radical: u8,
    /// How it is written: 水 or 氵.
    pub written: char,
    /// Strokes of this form.
    pub strokes: u8,
}

struct Line {
    radical: u8,
    rest: u8,
    characters: &'static str,
    strokes: &'static str,
}

fn table() -> &'static Vec<Line> {
    static TABLE: OnceLock<Vec<Line>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let line = |line: &'static str| {
            let mut columns = line.split('\t');
            let (radical, rest) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
            Some(Line { radical, rest, characters: columns.next()?, strokes: columns.next()? })
        };
        RADICALS.lines().filter_map(line).collect()
    })
}

/// The forms of all radicals, those of the fewest strokes first.
pub fn forms() -> Vec<Form> {
    let of = |line: &'static Line| {
        let strokes = line.strokes.bytes().map(|letter| letter.saturating_sub(b'0'));
        line.characters
            .chars()
            .zip(strokes)
            .map(|(written, strokes)| Form { radical: line.radical, written, strokes })
    };
    let mut forms: Vec<Form> = table().iter().filter(|line| line.rest == 0).flat_map(of).collect();
    forms.sort_by_key(|form| (form.strokes, form.radical));
    forms
}

/// How many strokes the characters of a radical have beside it, the fewest first, each once.
pub fn rests(radical: u8) -> impl Iterator<Item = u8> {
    table().iter().filter(move |line| line.radical == radical).map(|line| line.rest)
}

/// The characters of a radical with so many strokes beside it, the commonest first; behind them
/// those with one fewer or one more, because books count some parts differently (那).
pub fn characters(radical: u8, rest: u8) -> impl Iterator<Item = char> {
    let near = [Some(rest), rest.checked_sub(1), rest.checked_add(1)];
    let of = move |rest: u8| table().iter().filter(move |line| line.radical == radical && line.rest == rest);
    near.into_iter().flatten().flat_map(of).flat_map(|line| line.characters.chars())
}

/// All characters of a radical, those of the fewest strokes first and of those the commonest.
pub fn all_characters(radical: u8) -> impl Iterator<Item = char> {
    table().iter().filter(move |line| line.radical == radical).flat_map(|line| line.characters.chars())
}

/// Every character that a radical leads to.
pub(crate) fn all() -> impl Iterator<Item = char> {
    table().iter().flat_map(|line| line.characters.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_has_a_form_and_water_has_three() {
        let forms = forms();
        let numbers: std::collections::BTreeSet<u8> = forms.iter().map(|form| form.radical).collect();
        assert!(numbers.into_iter().eq(1..=214));
        let water: Vec<(char, u8)> = forms.iter().filter(|form| form.radical == 85).map(|form| (form.written, form.strokes)).collect();
        assert_eq!(water, [('氵', 3), ('水', 4), ('氺', 5)]);
    }

    #[test]
    fn the_rests_of_a_radical_are_in_order_and_each_has_characters() {
        for radical in 1..=214 {
            let rests: Vec<u8> = rests(radical).collect();
            assert!(rests.first() == Some(&0) && rests.is_sorted_by(|one, other| one < other), "{radical}: {rests:?}");
            assert!(rests.iter().all(|rest| characters(radical, *rest).next().is_some()), "{radical}");
        }
    }

    #[test]
    fn what_is_counted_exactly_comes_before_one_more_or_less() {
        let found: Vec<char> = characters(85, 3).collect();
        let place = |wanted: char| found.iter().position(|other| *other == wanted);
        assert!(place('江') < place('汉') && place('汉').is_some() && place('沈') > place('江'));
        assert!(all_characters(85).count() > found.len());
    }

    #[test]
    fn a_character_is_found_by_its_radical() {
        for (radical, rest, character) in [(85, 3, '江'), (154, 12, '赟'), (38, 6, '娜'), (212, 4, '䶮'), (181, 5, '𬱖')] {
            assert!(characters(radical, rest).any(|other| other == character), "{character}");
        }
        assert_eq!(all_characters(215).count(), 0);
    }
}
