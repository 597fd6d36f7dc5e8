//! Syllables, and what names have for them.
//!
//! `data/readings.tsv` has a line for each syllable: surnames, each with its cost; characters of
//! given names, each with three (first of two, last of two, alone); all other characters, the
//! commonest first. `data/pairs.tsv` has a syllable alone on a line, and below it a line for each
//! second one: surnames and given names of two characters with their cost, then everyday words.
//!
//! A cost is a printable character: three for each halving of the likelihood, from `0` on.

use std::sync::OnceLock;

static READINGS: &str = include_str!("../data/readings.tsv");
static PAIRS: &str = include_str!("../data/pairs.tsv");

/// How unlikely something is: 3 for each halving of its likelihood.
pub type Cost = u32;

/// The cost of what is known, but not how often.
pub const RARE: Cost = 63;

/// Lines sorted by their key.
struct Lines<K>(Vec<(K, &'static str)>);

impl<K: Ord> Lines<K> {
    fn find(&self, key: &K) -> Option<&'static str> {
        let place = self.0.binary_search_by(|(other, _)| other.cmp(key)).ok()?;
        self.0.get(place).map(|(_, line)| *line)
    }
}

fn readings() -> &'static Lines<&'static str> {
    static LINES: OnceLock<Lines<&'static str>> = OnceLock::new();
    LINES.get_or_init(|| Lines(READINGS.lines().filter_map(|line| line.split_once('\t')).collect()))
}

fn pairs() -> &'static Lines<[&'static str; 2]> {
    static LINES: OnceLock<Lines<[&'static str; 2]>> = OnceLock::new();
    LINES.get_or_init(|| {
        let mut lines = vec![];
        let mut first = "";
        for line in PAIRS.lines() {
            match line.split_once('\t') {
                Some((second, columns)) => lines.push(([first, second], columns)),
                None => first = line,
            }
        }
        Lines(lines)
    })
}

fn column(line: Option<&'static str>, place: usize) -> &'static str {
    line.and_then(|line| line.split('\t').nth(place)).unwrap_or("")
}

fn cost(letter: char) -> Cost {
    u32::from(letter).saturating_sub(u32::from('0'))
}

/// A character of given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The character.
    pub character: char,
    /// As the first of two.
    pub first: Cost,
    /// As the last of two.
    pub last: Cost,
    /// Alone.
    pub alone: Cost,
}

/// Whether this is a syllable as the table spells it.
pub fn knows(syllable: &str) -> bool {
    readings().find(&syllable).is_some()
}

/// The syllables that begin with these letters, in the order of the alphabet.
pub fn beginning(letters: &str) -> impl Iterator<Item = &'static str> {
    let lines = &readings().0;
    let from = lines.partition_point(|(syllable, _)| *syllable < letters);
    lines[from..].iter().map(|(syllable, _)| *syllable).take_while(move |syllable| syllable.starts_with(letters))
}

/// Surnames of one character, the commonest first.
pub fn surnames(syllable: &str) -> impl Iterator<Item = (char, Cost)> + use<> {
    let mut rest = column(readings().find(&syllable), 0).chars();
    std::iter::from_fn(move || Some((rest.next()?, cost(rest.next()?))))
}

/// Characters that given names have, the commonest first.
pub fn given(syllable: &str) -> impl Iterator<Item = Given> + use<> {
    let mut rest = column(readings().find(&syllable), 1).chars();
    std::iter::from_fn(move || {
        let character = rest.next()?;
        let (first, last, alone) = (cost(rest.next()?), cost(rest.next()?), cost(rest.next()?));
        Some(Given { character, first, last, alone })
    })
}

/// All other characters for a syllable, the commonest first.
pub fn others(syllable: &str) -> std::str::Chars<'static> {
    column(readings().find(&syllable), 2).chars()
}

fn two(first: &str, second: &str, place: usize) -> std::str::Chars<'static> {
    column(pairs().find(&[first, second]), place).chars()
}

fn with_cost(mut rest: std::str::Chars<'static>) -> impl Iterator<Item = ([char; 2], Cost)> + use<> {
    std::iter::from_fn(move || Some(([rest.next()?, rest.next()?], cost(rest.next()?))))
}

/// Surnames of two characters (欧阳), the commonest first.
pub fn double_surnames(first: &str, second: &str) -> impl Iterator<Item = ([char; 2], Cost)> + use<> {
    with_cost(two(first, second, 0))
}

/// Given names of two characters that are likelier than their characters alone say.
pub fn given_pairs(first: &str, second: &str) -> impl Iterator<Item = ([char; 2], Cost)> + use<> {
    with_cost(two(first, second, 1))
}

/// Everyday words of two characters, the commonest first.
pub fn words(first: &str, second: &str) -> impl Iterator<Item = [char; 2]> + use<> {
    let mut rest = two(first, second, 2);
    std::iter::from_fn(move || Some([rest.next()?, rest.next()?]))
}

/// Whether a text is a surname, of one character or two.
pub fn is_surname(text: &str) -> bool {
    static SURNAMES: OnceLock<Vec<String>> = OnceLock::new();
    let all = SURNAMES.get_or_init(|| {
        let one = readings().0.iter().flat_map(|(syllable, _)| surnames(syllable)).map(|(surname, _)| surname.to_string());
        let two = pairs().0.iter().flat_map(|(_, line)| with_cost(column(Some(line), 0).chars()));
        let mut all: Vec<String> = one.chain(two.map(|(surname, _)| surname.iter().collect())).collect();
        all.sort_unstable();
        all.dedup();
        all
    });
    all.binary_search_by(|surname| surname.as_str().cmp(text)).is_ok()
}

/// Every character that any letters, strokes or radical lead to, some more than once.
pub fn characters() -> impl Iterator<Item = char> {
    let said = readings().0.iter().flat_map(|(syllable, _)| {
        let of_names = surnames(syllable).map(|(character, _)| character);
        of_names.chain(given(syllable).map(|given| given.character)).chain(others(syllable))
    });
    let in_pairs = pairs().0.iter().flat_map(|(_, line)| {
        let priced = [0, 1].into_iter().flat_map(|place| with_cost(column(Some(line), place).chars()));
        priced.flat_map(|(pair, _)| pair).chain(column(Some(line), 2).chars())
    });
    said.chain(in_pairs).chain(crate::forms::all()).chain(crate::strokes::all()).chain(crate::radicals::all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_what_names_need() {
        for (syllable, character) in [
            ("zhe", '喆'),
            ("kun", '堃'),
            ("yan", '䶮'),
            ("di", '𬱖'),
            ("sheng", '昇'),
            ("yi", '燚'),
            ("ben", '犇'),
            ("miao", '淼'),
            ("yun", '赟'),
            ("xuan", '禤'),
            ("guo", '國'),
            ("lv", '吕'),
            ("ju", '居'),
        ] {
            let given = given(syllable).map(|given| given.character);
            let mut all = surnames(syllable).map(|(surname, _)| surname).chain(given).chain(others(syllable));
            assert!(all.any(|other| other == character), "{character} is not under {syllable}");
        }
    }

    #[test]
    fn tables_are_sorted_and_no_cost_is_out_of_range() {
        assert!(readings().0.is_sorted_by(|one, other| one.0 < other.0));
        assert!(pairs().0.is_sorted_by(|one, other| one.0 < other.0));
        for (syllable, _) in &readings().0 {
            assert!(surnames(syllable).all(|(_, cost)| cost <= RARE), "{syllable}");
            assert!(given(syllable).all(|given| given.first.max(given.last).max(given.alone) <= RARE), "{syllable}");
        }
        for (_, line) in &pairs().0 {
            for place in [0, 1] {
                assert!(with_cost(column(Some(line), place).chars()).all(|(_, cost)| cost <= RARE), "{line}");
            }
        }
    }

    #[test]
    fn surnames_of_one_and_two_characters_are_known() {
        for surname in ["王", "欧阳", "尉迟", "单"] {
            assert!(is_surname(surname), "{surname}");
        }
        for other in ["", "娜", "王伟", "娜娜"] {
            assert!(!is_surname(other), "{other}");
        }
    }
}
