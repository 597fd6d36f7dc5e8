//! What a character costs whose reading nobody knows: touches from the page of pinyin until it
//! stands in the field, on an upright kiosk. `cargo test --package look rare -- --nocapture` prints
//! the figures of `docs/keyboard.md`.

use std::collections::BTreeMap;

use pinyin::radicals::{self, Form};
use pinyin::strokes::{self, Stroke};

use super::finder::{Cell, Finder};
use super::keys::{Key, Shape, shape};
use super::{Keyboard, Mode, rows};
use crate::theme::KIOSK;

/// Characters of names that few people can read, some from Extension B and later.
const RARE: &str = "赟翀堃喆昇淼犇焱燚龘䶮彧祎珺玥旻钘㛃㻐𠅤𤩽𬱖𫖯𬭎";

fn upright() -> Shape {
    shape(960.0, KIOSK)
}

/// Touches for the page that has this place, and for the key there.
fn turned_to(place: usize) -> usize {
    place / rows::cells_of_a_page(upright()) + 1
}

/// With one touch for each stroke, in order; somebody who watches picks it as soon as it is seen.
fn by_strokes(character: char) -> Option<usize> {
    let (mut keyboard, mut target) = (Keyboard::default(), String::new());
    keyboard.press(Key::Turn(Mode::Strokes), &mut target);
    let mut best = None;
    for (index, stroke) in strokes::of(character)?.into_iter().enumerate() {
        keyboard.press(Key::Stroke(stroke), &mut target);
        let place = keyboard.cells().iter().position(|cell| *cell == Cell::Character(character));
        let taps = place.map(|place| 1 + index + 1 + turned_to(place));
        best = best.into_iter().chain(taps).min();
    }
    best
}

/// Touches to choose a count in the row of counts.
fn to_count(finder: &Finder, count: u8) -> usize {
    let (mut finder, mut taps) = (copy(finder), 1);
    while !finder.counts_shown(upright().columns).0.contains(&count) {
        finder.turn_counts(upright().columns);
        taps += 1;
    }
    taps
}

fn copy(finder: &Finder) -> Finder {
    let mut copy = Finder::default();
    if let Some(form) = finder.radical() {
        copy.choose_radical(form);
    }
    copy
}

/// Every character, by the radical and the counts that cost least.
fn by_radical() -> BTreeMap<char, usize> {
    let mut taps = BTreeMap::new();
    for form in radicals::forms() {
        let mut finder = Finder::default();
        let to_radical = 1 + to_count(&finder, form.strokes) + {
            finder.choose_count(form.strokes);
            let place = finder.by_radical().iter().position(|cell| *cell == Cell::Form(form));
            turned_to(place.unwrap())
        };
        for (character, more) in of_radical(form) {
            let best = taps.entry(character).or_insert(usize::MAX);
            *best = (*best).min(to_radical + more);
        }
    }
    taps
}

fn of_radical(form: Form) -> Vec<(char, usize)> {
    let mut finder = Finder::default();
    finder.choose_radical(form);
    let mut found = vec![];
    for rest in finder.counts() {
        let to_rest = to_count(&finder, rest);
        let mut counted = copy(&finder);
        counted.choose_count(rest);
        for (place, cell) in counted.by_radical().into_iter().enumerate() {
            if let Cell::Character(character) = cell {
                found.push((character, to_rest + turned_to(place)));
            }
        }
    }
    found
}

fn of_a_hundred(sorted: &[usize], share: usize) -> usize {
    sorted[(sorted.len() - 1) * share / 100]
}

#[test]
fn b04_rare_characters_cost_few_touches() {
    let by_radical = by_radical();
    eprintln!("| character | code point | strokes | by strokes | by radical |\n| --- | --- | --- | --- | --- |");
    for character in RARE.chars() {
        let Some(radical) = by_radical.get(&character) else { panic!("{character} is not in the font") };
        let known: Option<Vec<Stroke>> = strokes::of(character);
        let (count, strokes) = (known.map(|strokes| strokes.len()), by_strokes(character));
        let said = |number: Option<usize>| number.map_or("—".to_owned(), |number| number.to_string());
        eprintln!("| {character} | U+{:04X} | {} | {} | {radical} |", u32::from(character), said(count), said(strokes));
        assert!(*radical <= 8 && strokes.is_none_or(|strokes| strokes <= 10), "{character}");
    }
}

#[test]
fn b04_every_character_of_the_font_costs_few_touches() {
    let mut taps: Vec<usize> = by_radical().into_values().collect();
    taps.sort_unstable();
    let [half, most, worst] = [50, 99, 100].map(|share| of_a_hundred(&taps, share));
    eprintln!("by radical: {} characters, half within {half}, 99 of 100 within {most}, all within {worst}", taps.len());
    assert!(taps.len() > 27_000 && half <= 7 && worst <= 15, "{half} {most} {worst}");
    // Every twentieth of those whose strokes are known: all of them would take a minute.
    let mut taps: Vec<usize> = strokes::known().step_by(20).map(|character| by_strokes(character).unwrap()).collect();
    taps.sort_unstable();
    let [half, most, worst] = [50, 99, 100].map(|share| of_a_hundred(&taps, share));
    eprintln!("by strokes: {} characters, half within {half}, 99 of 100 within {most}, all within {worst}", taps.len());
    assert!(half <= 8 && worst <= 13, "{half} {most} {worst}");
}
