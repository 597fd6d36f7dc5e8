//! Runs of letters, split into syllables.

use std::cmp::Reverse;

use crate::table;

/// Between syllables, where somebody says where one ends: `xi'an`.
pub const BREAK: char = '\'';
/// The longest syllables: `zhuang`, `shuang`, `chuang`.
const LONGEST: usize = 6;
/// How many ways to split the same letters are kept.
const WAYS: usize = 4;

/// A syllable as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its letters.
    pub letters: &'a str,
    /// Where it ends among all letters, with the break behind it.
    pub end: usize,
}

/// A way to read letters as whole syllables.
pub type Way<'a> = Vec<Piece<'a>>;

/// A syllable as the table spells it: `v` is ü, after j q x y it is u, and passports write
/// `lyu` and `nyu` for 吕 and 女.
pub fn spelled(syllable: &str) -> String {
    match syllable {
        "lyu" => return "lv".into(),
        "nyu" => return "nv".into(),
        "lue" => return "lve".into(),
        "nue" => return "nve".into(),
        _ => {}
    }
    match syllable.strip_prefix(['j', 'q', 'x', 'y']) {
        Some(rest) if rest.starts_with('v') => syllable.replacen('v', "u", 1),
        Some(_) | None => syllable.to_owned(),
    }
}

/// The ways to read the longest beginning of `letters` that is whole syllables: the fewest
/// syllables first, of those the fewest that begin with a vowel (one would write `zhang'an`, so
/// `zhangan` is zhan-gan), of those the one whose first syllable is longest. Never empty: where
/// not even one syllable is whole it is the one way of no syllables.
pub fn ways(letters: &str, is_syllable: impl Fn(&str) -> bool) -> Vec<Way<'_>> {
    let mut to: Vec<Vec<Way<'_>>> = vec![vec![]; letters.len() + 1];
    to[0].push(vec![]);
    let mut furthest = 0;
    for start in 0..letters.len() {
        if to[start].is_empty() {
            continue;
        }
        let before = sorted(std::mem::take(&mut to[start]));
        for stop in start + 1..=letters.len().min(start + LONGEST) {
            let Some(syllable) = letters.get(start..stop).filter(|syllable| is_syllable(syllable)) else { continue };
            let end = stop + letters[stop..].len() - letters[stop..].trim_start_matches(BREAK).len();
            furthest = furthest.max(end);
            to[end].extend(before.iter().map(|way| {
                let mut longer = way.clone();
                longer.push(Piece { letters: syllable, end });
                longer
            }));
        }
        to[start] = before;
    }
    sorted(to.swap_remove(furthest))
}

fn sorted(mut ways: Vec<Way<'_>>) -> Vec<Way<'_>> {
    ways.sort_by_cached_key(|way| {
        let lengths: Vec<usize> = way.iter().map(|piece| piece.letters.len()).collect();
        (way.len(), begin_with_a_vowel(way), Reverse(lengths))
    });
    ways.truncate(WAYS);
    ways
}

fn begin_with_a_vowel(way: &Way<'_>) -> usize {
    way.iter().filter(|piece| piece.letters.starts_with(['a', 'e', 'o'])).count()
}

/// Whether these letters are one whole syllable.
pub fn is_syllable(letters: &str) -> bool {
    table::knows(&spelled(letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(letters: &str) -> Vec<String> {
        let join = |way: Way<'_>| way.iter().map(|piece| piece.letters).collect::<Vec<_>>().join("-");
        ways(letters, is_syllable).into_iter().map(join).collect()
    }

    #[test]
    fn letters_are_split_into_the_fewest_syllables() {
        for (letters, best) in [
            ("zhangwei", "zhang-wei"),
            ("ouyangnana", "ou-yang-na-na"),
            ("lian", "lian"),
            ("zhangan", "zhan-gan"),
            ("lvbu", "lv-bu"),
            ("lyubu", "lyu-bu"),
            ("jvan", "jvan"),
            ("xianggang", "xiang-gang"),
            ("zhangw", "zhang"),
            ("xi'an", "xi-an"),
            ("xi''an'", "xi-an"),
            ("", ""),
            ("v", ""),
            ("'an", ""),
            ("张", ""),
        ] {
            assert_eq!(split(letters)[0], best, "{letters}");
        }
        assert!(split("lian").contains(&"li-an".to_owned()));
        assert!(!split("li'an").contains(&"lian".to_owned()));
    }

    #[test]
    fn a_piece_ends_behind_its_break() {
        let ways = ways("xi''an", is_syllable);
        assert_eq!(ways[0], [Piece { letters: "xi", end: 4 }, Piece { letters: "an", end: 6 }]);
    }
}
