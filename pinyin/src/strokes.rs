//! Characters by their strokes: 横 竖 撇 点 折, the five keys of every telephone.
//!
//! `data/strokes.tsv`: strokes, character; the commonest character first.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static STROKES: &str = include_str!("../data/strokes.tsv");

/// A kind of stroke, as 《GB13000.1字符集汉字字序（笔画序）规范》 counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// 一 and 提.
    Heng,
    /// 丨 and 竖钩.
    Shu,
    /// 丿.
    Pie,
    /// 丶 and 捺.
    Dian,
    /// 𠃍 and all that turn.
    Zhe,
}

impl Stroke {
    /// In the order of the keys.
    pub const ALL: [Self; 5] = [Self::Heng, Self::Shu, Self::Pie, Self::Dian, Self::Zhe];

    fn digit(self) -> u8 {
        match self {
            Self::Heng => b'1',
            Self::Shu => b'2',
            Self::Pie => b'3',
            Self::Dian => b'4',
            Self::Zhe => b'5',
        }
    }
}

/// The characters whose first strokes these are, at most `most`: those of no more strokes first,
/// then the commonest. 6,939 characters are known by their strokes; for the others there are
/// [`crate::radicals`]. Without strokes there is nothing to find.
pub fn characters(strokes: &[Stroke], most: usize) -> Vec<char> {
    if strokes.is_empty() {
        return vec![];
    }
    let wanted: Vec<u8> = strokes.iter().map(|stroke| stroke.digit()).collect();
    let begins = |line: &&str| line.as_bytes().starts_with(&wanted);
    let ends = |line: &&str| line.as_bytes().get(wanted.len()) == Some(&b'\t');
    let lines = || STROKES.lines().filter(begins);
    let found = lines().filter(ends).chain(lines().filter(|line| !ends(line)));
    found.filter_map(|line| line.chars().next_back()).take(most).collect()
}

/// The strokes of a character, in order; `None` where they are not known.
pub fn of(character: char) -> Option<Vec<Stroke>> {
    let line = STROKES.lines().find(|line| line.ends_with(character))?;
    let digits = line.bytes().take_while(u8::is_ascii_digit);
    Some(digits.filter_map(|digit| Stroke::ALL.into_iter().find(|stroke| stroke.digit() == digit)).collect())
}

/// Every character that is known by its strokes, the commonest first.
pub fn known() -> impl Iterator<Item = char> {
    all()
}

/// How many characters are commoner; for one whose strokes are not known, all.
pub(crate) fn rank(character: char) -> usize {
    static RANKS: OnceLock<BTreeMap<char, usize>> = OnceLock::new();
    let ranks = RANKS.get_or_init(|| all().enumerate().map(|(rank, character)| (character, rank)).collect());
    ranks.get(&character).copied().unwrap_or(ranks.len())
}

/// Every character that strokes lead to.
pub(crate) fn all() -> impl Iterator<Item = char> {
    STROKES.lines().filter_map(|line| line.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strokes(digits: &str) -> Vec<Stroke> {
        digits.bytes().filter_map(|digit| Stroke::ALL.into_iter().find(|stroke| stroke.digit() == digit)).collect()
    }

    #[test]
    fn a_character_is_found_by_its_strokes() {
        for (digits, character) in
            [("1121", '王'), ("41534153121", '堃'), ("4134112121542534", '赟'), ("13453534", '欧'), ("531511352", '娜')]
        {
            let place = characters(&strokes(digits), 9).iter().position(|other| *other == character);
            assert!(place.is_some_and(|place| place < 5), "{character} {place:?}");
        }
    }

    #[test]
    fn the_strokes_of_a_character_lead_to_it() {
        for character in known().step_by(100) {
            let strokes = of(character).unwrap();
            assert!(!strokes.is_empty() && characters(&strokes, usize::MAX).contains(&character), "{character}");
        }
        assert!(of('a').is_none());
    }

    #[test]
    fn whole_characters_come_before_longer_ones_and_the_bound_is_kept() {
        let found = characters(&strokes("134"), 5);
        assert_eq!((found.len(), found[0]), (5, '大'));
        assert!(characters(&[], 5).is_empty());
        assert!(characters(&strokes("1111111111111111"), 5).is_empty());
    }
}
