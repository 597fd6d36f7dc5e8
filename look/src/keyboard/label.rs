//! What stands on a key, and what a screen reader says for it.

use std::sync::Arc;

use egui::{Color32, Galley, Painter};
use pinyin::{SEPARATOR, Script};

use super::finder::Cell;
use super::keys::Key;
use super::{Keyboard, Mode, capital};
use crate::theme::colour::KEY;
use crate::theme::{BLUE, BLUE_SOFT, CARD, INK, Scale, WHITE, bold, fit_within, regular};
use crate::words::KeyboardWords;

/// One key as it is drawn and as it is named.
pub struct Label {
    /// On the key.
    pub shown: String,
    /// For a screen reader.
    pub name: String,
    /// The key's ground.
    pub fill: Color32,
    /// The letters' colour.
    pub ink: Color32,
    /// Whether it is chosen, where it can be.
    pub chosen: Option<bool>,
}

impl Label {
    fn plain(shown: impl Into<String>, name: impl Into<String>, fill: Color32) -> Self {
        Self { shown: shown.into(), name: name.into(), fill, ink: INK, chosen: None }
    }

    fn choice(shown: impl Into<String>, name: impl Into<String>, chosen: bool) -> Self {
        let fill = if chosen { BLUE_SOFT } else { KEY };
        Self { chosen: Some(chosen), ..Self::plain(shown, name, fill) }
    }
}

impl Keyboard {
    /// How `key` stands there, behind `target`.
    pub(super) fn label(&self, key: Key, target: &str, words: &KeyboardWords, scale: Scale) -> Label {
        match key {
            Key::Letter(letter) => {
                let latin = matches!(self.mode, Mode::Latin | Mode::Accents);
                let letter = if latin && self.is_capital(target) { capital(letter) } else { letter };
                Label::plain(letter, letter, CARD)
            }
            Key::Sign(digit) if digit.is_ascii_digit() => Label::plain(digit, digit, CARD),
            Key::Sign(sign) => Label::plain(sign, name_of_sign(sign, words), KEY),
            Key::Break => Label::plain('\'', words.syllable_break, KEY),
            Key::Space => Label { ink: scale.ink_2(), ..Label::plain(words.space, words.space, CARD) },
            Key::Delete => Label::plain(words.delete, words.delete, KEY),
            Key::Shift => Label::choice(words.shift, words.shift, self.is_capital(target)),
            Key::Script => match self.script() {
                Script::Simplified => Label::plain(words.script, words.to_traditional, KEY),
                Script::Traditional => Label::plain(words.script, words.to_simplified, KEY),
            },
            Key::Stroke(stroke) => {
                let (shown, name) = words.strokes[stroke as usize];
                Label::plain(shown, name, CARD)
            }
            Key::Count(count) => {
                let name = if self.finder.radical().is_some() { words.rest } else { words.strokes_of_radical };
                Label::choice((words.count)(count), name(count), self.finder.count() == Some(count))
            }
            Key::MoreCounts => Label::plain("…", words.more_counts, KEY),
            Key::Cell(Cell::Form(form)) => Label::plain(form.written, (words.radical)(&form.written.to_string()), CARD),
            Key::Cell(Cell::Character(character)) => Label::plain(character, (words.candidate)(&character.to_string()), CARD),
            Key::Turn(mode) => {
                let (shown, name) = mode_words(mode, words);
                Label::plain(shown, name, KEY)
            }
            Key::Done => Label { ink: WHITE, ..Label::plain(words.done, words.done, BLUE) },
        }
    }

    /// What a mode says while nothing is typed in it.
    pub(super) fn hint(&self, words: &KeyboardWords) -> &'static str {
        match self.mode {
            Mode::Pinyin => words.pinyin_hint,
            Mode::Strokes if self.finder.strokes().is_empty() => words.strokes_hint,
            Mode::Strokes => words.no_candidate,
            Mode::Radicals if self.finder.radical().is_some() => words.rest_hint,
            Mode::Radicals => words.radicals_hint,
            Mode::Latin => words.latin_hint,
            Mode::Accents => words.accents_hint,
            Mode::Digits => words.digits_hint,
        }
    }

    /// What was said so far of the character that is typed or looked for.
    pub(super) fn said(&self, words: &KeyboardWords) -> String {
        match self.mode {
            Mode::Strokes => self.finder.strokes().iter().filter_map(|stroke| words.strokes[*stroke as usize].0.chars().next()).collect(),
            Mode::Radicals => self.finder.radical().map_or(String::new(), |form| (words.radical)(&form.written.to_string())),
            Mode::Pinyin | Mode::Latin | Mode::Accents | Mode::Digits => self.letters.shown(),
        }
    }
}

fn name_of_sign(sign: char, words: &KeyboardWords) -> String {
    match sign {
        SEPARATOR => words.separator.to_owned(),
        '-' => words.hyphen.to_owned(),
        '+' => words.plus.to_owned(),
        '\'' => words.apostrophe.to_owned(),
        other => other.to_string(),
    }
}

fn mode_words(mode: Mode, words: &KeyboardWords) -> (&'static str, &'static str) {
    match mode {
        Mode::Pinyin => (words.to_pinyin, words.pinyin_name),
        Mode::Strokes => (words.to_strokes, words.strokes_name),
        Mode::Radicals => (words.to_radicals, words.radicals_name),
        Mode::Latin => (words.to_latin, words.to_latin),
        Mode::Accents => (words.to_accents, words.accents_name),
        Mode::Digits => (words.to_digits, words.to_digits),
    }
}

/// The words of a key at the first size that fits: never smaller than a caption.
pub fn fitted(painter: &Painter, shown: &str, room: f32, key: Key, scale: Scale, ink: Color32) -> Arc<Galley> {
    let large = if shown.chars().count() == 1 { 44.0 } else { 34.0 };
    let face = |size: f32| if key == Key::Space { regular(size) } else { bold(size) };
    let at = |size: f32| painter.layout_no_wrap(shown.to_owned(), face(size), ink);
    let sizes = [scale.px(large), scale.px(34.0), scale.small, scale.px(26.0)];
    let fits = sizes.into_iter().map(at).find(|galley| galley.size().x <= room);
    fits.unwrap_or_else(|| fit_within(painter, shown, room, face(scale.px(26.0)), ink))
}
