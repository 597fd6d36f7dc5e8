//! The font of the terminals, and that every character in it can be entered.

use std::collections::BTreeSet;
use std::path::Path;

use pinyin::{characters, radicals};

/// The characters of a TrueType font, by its table `cmap` of format 12.
fn drawn_by(face: &str) -> BTreeSet<char> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../look/fonts").join(face);
    let font = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let number = |at: usize, bytes: usize| font[at..at + bytes].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    let tables = (0..number(4, 2)).map(|table| 12 + table * 16);
    let cmap = tables.into_iter().find(|at| &font[*at..at + 4] == b"cmap").map(|at| number(at + 8, 4)).unwrap();
    let parts = (0..number(cmap + 2, 2)).map(|part| cmap + number(cmap + 8 + part * 8, 4));
    let part = parts.into_iter().find(|at| number(*at, 2) == 12).unwrap();
    let groups = (0..number(part + 12, 4)).map(|group| part + 16 + group * 12);
    let codes = groups.flat_map(|at| number(at, 4)..=number(at + 4, 4));
    codes.filter_map(|code| char::from_u32(u32::try_from(code).unwrap())).collect()
}

fn font() -> BTreeSet<char> {
    let (regular, bold) = (drawn_by("NotoSansSC_400Regular.ttf"), drawn_by("NotoSansSC_700Bold.ttf"));
    regular.intersection(&bold).copied().collect()
}

fn is_hanzi(character: char) -> bool {
    matches!(character, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[test]
fn every_character_of_the_font_can_be_reached() {
    let hanzi: BTreeSet<char> = font().into_iter().filter(|character| is_hanzi(*character)).collect();
    assert!(hanzi.len() > 27_000, "{}", hanzi.len());
    let numbers: BTreeSet<u8> = radicals::forms().iter().map(|form| form.radical).collect();
    let reached: BTreeSet<char> = numbers.into_iter().flat_map(radicals::all_characters).collect();
    let missing: Vec<_> = hanzi.difference(&reached).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn b04_no_candidate_is_one_that_the_font_lacks() {
    let font = font();
    let missing: BTreeSet<char> = characters().filter(|character| !font.contains(character)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
