//! The kiosk's own keyboard (B-05): pinyin for names, strokes and radicals for what has no known
//! reading, Latin letters with accents, digits. It needs no input method of the operating system,
//! and edits a `String` at its end.
//!
//! What letters may mean is the crate `pinyin`; [`finder`] looks for characters otherwise; [`keys`]
//! is where keys stand, [`mod@rows`] which a mode has; `draw`, `bar` and `label` are what is seen;
//! this file is what the keys do.

mod bar;
mod draw;
pub mod finder;
pub mod keys;
mod label;
pub mod rows;

use finder::{Cell, Finder};
use keys::{Key, Layout, Shape};
use pinyin::{Candidate, Composition};
pub use pinyin::{Fuzzy, Manner, Script, Writing};

/// What the keys write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Chinese characters by pinyin.
    #[default]
    Pinyin,
    /// Chinese characters by their strokes.
    Strokes,
    /// Chinese characters by their radicals.
    Radicals,
    /// Latin letters.
    Latin,
    /// Latin letters with accents; after one of them the plain ones again.
    Accents,
    /// Digits.
    Digits,
}

/// The keyboard's state. One for a page; [`Keyboard::turn_to`] when another field is touched.
#[derive(Debug, Default)]
pub struct Keyboard {
    mode: Mode,
    fixed: bool,
    /// The next letter is small where it would be a capital, and the other way round.
    shifted: bool,
    letters: Composition,
    finder: Finder,
    pages: Pages,
    limit: Option<usize>,
}

/// Which of what is offered is seen: where the page begins, and where those before it did.
#[derive(Debug, Default)]
struct Pages {
    first: usize,
    earlier: Vec<usize>,
}

impl Pages {
    fn forward(&mut self, next: usize) {
        self.earlier.push(self.first);
        self.first = next;
    }

    fn back(&mut self) {
        self.first = self.earlier.pop().unwrap_or_default();
    }

    fn restart(&mut self) {
        self.first = 0;
        self.earlier.clear();
    }
}

impl Keyboard {
    /// For a field that starts in `mode`; the visitor may change it.
    pub fn new(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }

    /// For a field that takes nothing but digits: no keys to change the mode.
    pub fn digits_only() -> Self {
        Self { mode: Mode::Digits, fixed: true, ..Self::default() }
    }

    /// No more than so many characters go in (B-04: a name has up to 25 and more).
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = Some(characters);
        self
    }

    /// How pinyin letters are understood: which sounds are alike, which script is written. In a
    /// name Latin words begin with a capital.
    pub fn understand(mut self, manner: Manner) -> Self {
        self.letters = Composition::new(manner);
        self
    }

    /// What the keys write now.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The script in which characters are offered.
    pub fn script(&self) -> Script {
        self.letters.manner().script
    }

    /// Whether pinyin letters stand there that are not yet characters.
    pub fn is_composing(&self) -> bool {
        !self.letters.is_empty()
    }

    /// Another field is edited from now on, with the keyboard `next`: letters that are still
    /// pinyin go into `target`, the field that is left, so that nothing typed is lost.
    pub fn turn_to(&mut self, next: Self, target: &mut String) {
        self.finish(target);
        *self = next;
    }

    /// Letters that are still pinyin go into `target` as they are. Strokes are no text: they go.
    pub fn finish(&mut self, target: &mut String) {
        self.letters.take_letters(target);
        self.trim(target);
        self.finder = Finder::default();
        self.pages.restart();
    }

    /// Forgets everything typed (B-01).
    pub fn wipe(&mut self) {
        self.letters.wipe();
        self.finder = Finder::default();
        self.pages.restart();
        self.shifted = false;
    }

    /// Whether the next letter behind `target` is a capital: at the start of each word of a name,
    /// unless the key says otherwise.
    pub fn is_capital(&self, target: &str) -> bool {
        let starts = target.is_empty() || target.ends_with([' ', '-', '\'', pinyin::SEPARATOR]);
        (starts && self.letters.manner().writing == Writing::Name) != self.shifted
    }

    /// What touching `key` does, apart from drawing. True for 完成.
    pub fn press(&mut self, key: Key, target: &mut String) -> bool {
        match key {
            Key::Letter(letter) if self.mode == Mode::Pinyin => self.letters.push(letter),
            Key::Letter(letter) => {
                target.push(if self.is_capital(target) { capital(letter) } else { letter });
                self.shifted = false;
                if self.mode == Mode::Accents {
                    self.mode = Mode::Latin;
                }
            }
            Key::Break => self.letters.push('\''),
            Key::Sign(sign) => {
                self.settle(target);
                target.push(sign);
            }
            Key::Space if self.is_composing() => self.settle(target),
            Key::Space => {
                if !target.is_empty() && !target.ends_with(' ') {
                    target.push(' ');
                }
            }
            Key::Delete => {
                if !self.letters.pop() && !self.finder.pop() {
                    delete_last(target);
                }
            }
            Key::Shift => self.shifted = !self.shifted,
            Key::Script => self.turn_script(),
            Key::Stroke(stroke) => self.finder.stroke(stroke),
            Key::Count(count) => self.finder.choose_count(count),
            // Its row is as long as the keyboard: the keyboard that is drawn turns it.
            Key::MoreCounts => return false,
            Key::Cell(Cell::Form(form)) => self.finder.choose_radical(form),
            Key::Cell(Cell::Character(character)) => {
                target.push(character);
                self.finder = Finder::default();
            }
            Key::Turn(mode) => {
                self.finish(target);
                self.mode = mode;
            }
            Key::Done => {
                self.finish(target);
                return true;
            }
        }
        self.pages.restart();
        self.trim(target);
        false
    }

    /// Puts a candidate into `target`.
    pub fn pick(&mut self, candidate: &Candidate, target: &mut String) {
        self.letters.take(candidate, target);
        self.pages.restart();
        self.trim(target);
    }

    /// The candidates for the letters typed, best first; empty when nothing is being typed.
    pub fn candidates(&self, target: &str) -> Vec<Candidate> {
        self.letters.candidates(target)
    }

    /// What strokes or radical have found so far, best first.
    pub fn cells(&self) -> Vec<Cell> {
        match self.mode {
            Mode::Strokes => self.finder.by_strokes(),
            Mode::Radicals => self.finder.by_radical(),
            Mode::Pinyin | Mode::Latin | Mode::Accents | Mode::Digits => vec![],
        }
    }

    /// The keys of the mode, with the page of `cells` that is seen.
    pub fn layout(&self, cells: &[Cell], shape: Shape) -> Layout {
        match self.mode {
            Mode::Strokes | Mode::Radicals => {
                let first = self.pages.first.min(cells.len());
                let last = (first + rows::cells_of_a_page(shape)).min(cells.len());
                rows::found(self.mode, &self.finder, &cells[first..last], shape)
            }
            Mode::Pinyin | Mode::Latin | Mode::Accents | Mode::Digits => rows::rows(self.mode, shape),
        }
    }

    /// The letters become the first candidate, as the space bar does it.
    fn settle(&mut self, target: &mut String) {
        if let Some(first) = self.candidates(target).first().cloned() {
            self.pick(&first, target);
        }
    }

    /// The letters stay: what is offered for them is written otherwise.
    fn turn_script(&mut self) {
        let script = match self.script() {
            Script::Simplified => Script::Traditional,
            Script::Traditional => Script::Simplified,
        };
        self.letters.understand(Manner { script, ..self.letters.manner() });
    }

    fn trim(&self, target: &mut String) {
        let Some(limit) = self.limit else { return };
        if let Some((end, _)) = target.char_indices().nth(limit) {
            target.truncate(end);
        }
    }
}

/// The capital of a letter; ß, which has none of its own in names, stays.
fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        (Some(_), Some(_)) | (None, _) => letter,
    }
}

/// Takes back the last character, with the variation selector that belongs to it.
fn delete_last(target: &mut String) {
    let last = target.pop();
    if matches!(last, Some('\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')) {
        target.pop();
    }
}

#[cfg(test)]
mod rare_test;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench;
    use crate::theme::{KIOSK, bold, regular};

    fn pressed(keyboard: &mut Keyboard, keys: &str, target: &mut String) {
        for key in keys.chars() {
            let key = match key {
                '<' => Key::Delete,
                ' ' => Key::Space,
                '^' => Key::Shift,
                '.' => Key::Sign('·'),
                '-' => Key::Sign('-'),
                '`' => Key::Sign('\''),
                '\'' => Key::Break,
                '1'..='5' => Key::Stroke(pinyin::strokes::Stroke::ALL[key as usize - '1' as usize]),
                '%' => Key::Script,
                '$' => Key::Done,
                letter => Key::Letter(letter),
            };
            keyboard.press(key, target);
        }
    }

    #[test]
    fn keys_write_what_they_say() {
        for (mode, keys, text) in [
            (Mode::Pinyin, "wang wei ", "王伟"),
            (Mode::Pinyin, "wangx< ", "王"),
            (Mode::Pinyin, "wang <", ""),
            (Mode::Pinyin, "wang .", "王\u{B7}"),
            (Mode::Pinyin, "smith$", "smith"),
            (Mode::Pinyin, "xi'an ", "席安"),
            (Mode::Pinyin, "'wang ", "王"),
            (Mode::Pinyin, "zhangwei%%% ", "張偉"),
            (Mode::Pinyin, "%zhang%wei ", "张伟"),
            (Mode::Latin, "john lee", "John Lee"),
            (Mode::Latin, " a  b", "A B"),
            (Mode::Latin, "anna-lena o`brien", "Anna-Lena O'Brien"),
            (Mode::Latin, "ludwig ^van ^d`arc", "Ludwig van d'Arc"),
            (Mode::Latin, "mc^donald", "McDonald"),
            (Mode::Accents, "élodie", "Élodie"),
            (Mode::Accents, "ßa", "ßa"),
            (Mode::Strokes, "1121<", ""),
        ] {
            let (mut keyboard, mut target) = (Keyboard::new(mode), String::new());
            pressed(&mut keyboard, keys, &mut target);
            assert_eq!(target, text, "{keys}");
        }
    }

    #[test]
    fn b04_the_separator_is_the_middle_dot_and_a_name_keeps_its_25_characters() {
        let (mut keyboard, mut target) = (Keyboard::new(Mode::Latin).limit(25), String::new());
        pressed(&mut keyboard, "abcdefghijkl.mnopqrstuvwxyz", &mut target);
        assert_eq!(target.chars().count(), 25);
        assert_eq!(target.chars().nth(12), Some('\u{B7}'));
    }

    #[test]
    fn b04_a_name_takes_fifty_characters_in_every_mode_and_no_more() {
        for (mode, keys) in [(Mode::Pinyin, "wang "), (Mode::Latin, "anna "), (Mode::Digits, "7")] {
            let (mut keyboard, mut target) = (Keyboard::new(mode).limit(50), String::new());
            for _ in 0..60 {
                match mode {
                    Mode::Digits => assert!(!keyboard.press(Key::Sign('7'), &mut target)),
                    Mode::Pinyin | Mode::Strokes | Mode::Radicals | Mode::Latin | Mode::Accents => {
                        pressed(&mut keyboard, keys, &mut target)
                    }
                }
            }
            assert_eq!(target.chars().count(), 50, "{mode:?}");
        }
    }

    #[test]
    fn only_names_begin_with_capitals_by_themselves() {
        let manner = Manner { writing: Writing::Text, ..Manner::default() };
        let (mut keyboard, mut target) = (Keyboard::new(Mode::Latin).understand(manner), String::new());
        pressed(&mut keyboard, "in ^lift", &mut target);
        assert_eq!(target, "in Lift");
    }

    #[test]
    fn after_an_accent_come_the_plain_letters_again() {
        let (mut keyboard, mut target) = (Keyboard::new(Mode::Latin), String::new());
        pressed(&mut keyboard, "jos", &mut target);
        keyboard.press(Key::Turn(Mode::Accents), &mut target);
        pressed(&mut keyboard, "é", &mut target);
        assert_eq!((target.as_str(), keyboard.mode()), ("José", Mode::Latin));
    }

    #[test]
    fn a_character_is_found_by_strokes_and_by_its_radical() {
        let (mut keyboard, mut target) = (Keyboard::new(Mode::Strokes), "王".to_owned());
        pressed(&mut keyboard, "4134112121542534", &mut target);
        assert_eq!(keyboard.cells().first(), Some(&Cell::Character('赟')));
        keyboard.press(Key::Cell(Cell::Character('赟')), &mut target);
        assert!(target == "王赟" && keyboard.cells().is_empty() && keyboard.mode() == Mode::Strokes);
        keyboard.press(Key::Turn(Mode::Radicals), &mut target);
        keyboard.press(Key::Count(3), &mut target);
        let water = keyboard.cells().into_iter().find(|cell| matches!(cell, Cell::Form(form) if form.written == '氵')).unwrap();
        keyboard.press(Key::Cell(water), &mut target);
        keyboard.press(Key::Count(3), &mut target);
        assert!(keyboard.cells().contains(&Cell::Character('江')));
        for _ in 0..3 {
            keyboard.press(Key::Delete, &mut target);
        }
        assert_eq!(target, "王", "first the rest and the radical are taken back, then what was written");
    }

    #[test]
    fn pages_are_turned_forward_and_back() {
        let mut pages = Pages::default();
        for next in [5, 9, 14] {
            pages.forward(next);
        }
        for before in [9, 5, 0, 0] {
            pages.back();
            assert_eq!(pages.first, before);
        }
    }

    #[test]
    fn turning_to_another_field_or_mode_keeps_the_letters() {
        let (mut keyboard, mut target) = (Keyboard::default(), String::new());
        pressed(&mut keyboard, "wang", &mut target);
        keyboard.press(Key::Turn(Mode::Latin), &mut target);
        assert_eq!((target.as_str(), keyboard.mode()), ("wang", Mode::Latin));
        keyboard.press(Key::Turn(Mode::Pinyin), &mut target);
        pressed(&mut keyboard, "wei", &mut target);
        keyboard.turn_to(Keyboard::digits_only(), &mut target);
        assert_eq!((target.as_str(), keyboard.mode()), ("wangwei", Mode::Digits));
    }

    #[test]
    fn a_keyboard_writes_the_script_that_it_was_made_for() {
        let manner = Manner { script: Script::Traditional, ..Manner::default() };
        let (mut keyboard, mut target) = (Keyboard::default().understand(manner), String::new());
        pressed(&mut keyboard, "zhangwei", &mut target);
        keyboard.wipe();
        pressed(&mut keyboard, "zhangwei ", &mut target);
        assert_eq!(target, "張偉");
    }

    #[test]
    fn every_key_can_be_drawn() {
        let ctx = bench::context(KIOSK);
        let mut signs = String::from("'·-+");
        for mode in [Mode::Pinyin, Mode::Latin, Mode::Accents, Mode::Digits] {
            for (key, _) in rows::rows(mode, keys::shape(960.0, KIOSK)).rows.into_iter().flatten() {
                if let Key::Letter(letter) | Key::Sign(letter) = key {
                    signs.extend([letter, capital(letter)]);
                }
            }
        }
        bench::pass(&ctx, |ui| {
            for font in [regular(20.0), bold(20.0)] {
                let missing: String =
                    signs.chars().filter(|sign| !ui.fonts_mut(|fonts| fonts.has_glyphs(&font, &sign.to_string()))).collect();
                assert!(missing.is_empty(), "{missing}");
            }
        });
    }

    #[test]
    fn every_candidate_can_be_drawn() {
        let ctx = bench::context(KIOSK);
        let characters: String = pinyin::characters().collect();
        bench::pass(&ctx, |ui| {
            for font in [regular(20.0), bold(20.0)] {
                assert!(ui.fonts_mut(|fonts| fonts.has_glyphs(&font, &characters)));
            }
        });
    }

    #[test]
    fn b01_a_wiped_keyboard_remembers_nothing() {
        let (mut keyboard, mut target) = (Keyboard::default(), String::new());
        pressed(&mut keyboard, "zhangwei", &mut target);
        keyboard.wipe();
        keyboard.finish(&mut target);
        assert!(target.is_empty() && keyboard.candidates("").is_empty());
        keyboard.press(Key::Turn(Mode::Strokes), &mut target);
        pressed(&mut keyboard, "1121", &mut target);
        keyboard.wipe();
        assert!(keyboard.cells().is_empty() && keyboard.pages.first == 0);
    }
}
