//! Pinyin syllables and the characters that names have for them.
//!
//! `data/pinyin_names.tsv` is made by `tools/pinyin/generate.py`; its licences lie beside it.

use std::collections::HashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../../data/pinyin_names.tsv");

/// The longest syllables: `zhuang`, `shuang`, `chuang`.
const LONGEST: usize = 6;
/// How many ways to split a run of letters are kept.
const WAYS: usize = 4;

/// What can be written for one syllable, or for two in a row; best first.
struct Entry {
    surnames: &'static str,
    others: &'static str,
}

fn table() -> &'static HashMap<&'static str, Entry> {
    static PARSED: OnceLock<HashMap<&'static str, Entry>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let entry = |line: &'static str| {
            let mut columns = line.split('\t');
            let (key, surnames, others) = (columns.next()?, columns.next()?, columns.next()?);
            Some((key, Entry { surnames, others }))
        };
        TABLE.lines().filter_map(entry).collect()
    })
}

/// A syllable as the table spells it: `v` is ü, after j q x y it is u, and passports write
/// `lyu` and `nyu` for 吕 and 女.
fn spelled(syllable: &str) -> String {
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

/// Whether these letters are one whole syllable.
pub fn is_syllable(letters: &str) -> bool {
    !letters.is_empty() && table().contains_key(spelled(letters).as_str())
}

/// Surnames of one character for a syllable, the commonest first.
pub fn surnames(syllable: &str) -> impl Iterator<Item = char> {
    table().get(spelled(syllable).as_str()).map_or("", |entry| entry.surnames).chars()
}

/// Other characters for a syllable, the likeliest in a given name first.
pub fn characters(syllable: &str) -> impl Iterator<Item = char> {
    table().get(spelled(syllable).as_str()).map_or("", |entry| entry.others).chars()
}

/// Surnames of two characters (欧阳) for two syllables.
pub fn double_surnames(first: &str, second: &str) -> Vec<String> {
    pairs(first, second, |entry| entry.surnames)
}

/// Given names of two characters, then everyday words, for two syllables.
pub fn words(first: &str, second: &str) -> Vec<String> {
    pairs(first, second, |entry| entry.others)
}

fn pairs(first: &str, second: &str, column: fn(&Entry) -> &'static str) -> Vec<String> {
    let key = format!("{}'{}", spelled(first), spelled(second));
    let text: Vec<char> = table().get(key.as_str()).map_or("", column).chars().collect();
    text.chunks(2).map(|pair| pair.iter().collect()).collect()
}

/// The ways to read a run of letters as whole syllables: fewest syllables first, of those
/// the fewest that begin with a vowel (one would write `zhang'an`, so `zhangan` is zhan-gan),
/// of those the one whose first syllable is longest. Empty if there is none.
pub fn segmentations(letters: &str) -> Vec<Vec<&str>> {
    let end = letters.len();
    if end == 0 || !letters.is_ascii() {
        return vec![];
    }
    let mut ways: Vec<Vec<Vec<&str>>> = vec![vec![]; end + 1];
    ways[end].push(vec![]);
    for start in (0..end).rev() {
        let mut found = vec![];
        for stop in (start + 1..=end.min(start + LONGEST)).rev() {
            let syllable = &letters[start..stop];
            if !is_syllable(syllable) {
                continue;
            }
            for rest in &ways[stop] {
                let mut way = vec![syllable];
                way.extend(rest);
                found.push(way);
            }
        }
        found.sort_by_key(|way| (way.len(), begin_with_a_vowel(way)));
        found.truncate(WAYS);
        ways[start] = found;
    }
    ways.swap_remove(0)
}

fn begin_with_a_vowel(way: &[&str]) -> usize {
    way.iter().filter(|syllable| syllable.starts_with(['a', 'e', 'o'])).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench;
    use crate::theme::{KIOSK, bold, regular};

    #[test]
    fn letters_are_split_into_the_fewest_syllables() {
        for (letters, best) in [
            ("zhangwei", "zhang'wei"),
            ("ouyangnana", "ou'yang'na'na"),
            ("lian", "lian"),
            ("zhangan", "zhan'gan"),
            ("lvbu", "lv'bu"),
            ("lyubu", "lyu'bu"),
            ("jvan", "jvan"),
            ("xianggang", "xiang'gang"),
        ] {
            assert_eq!(segmentations(letters)[0].join("'"), best);
        }
        assert!(segmentations("lian").contains(&vec!["li", "an"]));
        for none in ["", "v", "zhangw", "xyz", "张"] {
            assert!(segmentations(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn the_table_has_what_names_need() {
        assert!(table().len() > 3000);
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
            ("lyu", '吕'),
            ("nyu", '女'),
            ("jv", '居'),
        ] {
            let found = surnames(syllable).chain(characters(syllable)).any(|c| c == character);
            assert!(found, "{character} is not under {syllable}");
        }
    }

    #[test]
    fn every_candidate_can_be_drawn() {
        let ctx = bench::context(KIOSK);
        bench::pass(&ctx, |ui| {
            for font in [regular(20.0), bold(20.0)] {
                ui.fonts_mut(|fonts| {
                    for (key, entry) in table() {
                        assert!(fonts.has_glyphs(&font, entry.surnames), "{key}");
                        assert!(fonts.has_glyphs(&font, entry.others), "{key}");
                    }
                });
            }
        });
    }
}
