//! The kiosk's own keyboard (B-05): pinyin for names, Latin letters, digits. It needs no
//! input method of the operating system, and edits a `String` at its end.
//!
//! What letters may mean is the crate `pinyin`; [`keys`] is where the keys stand, `draw` what is
//! seen; this file is what the keys do.

mod draw;
pub mod keys;

use keys::Key;
use pinyin::{Candidate, Composition};
pub use pinyin::{Fuzzy, Manner, Script, Writing};

/// What the keys write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Chinese characters by pinyin.
    #[default]
    Pinyin,
    /// Latin letters.
    Latin,
    /// Digits.
    Digits,
}

/// The keyboard's state. One for a page; [`Keyboard::turn_to`] when another field is touched.
#[derive(Debug, Default)]
pub struct Keyboard {
    mode: Mode,
    fixed: bool,
    capitals: bool,
    letters: Composition,
    first_shown: usize,
    limit: Option<usize>,
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

    /// How pinyin letters are understood: which sounds are alike, which script is written.
    pub fn understand(mut self, manner: Manner) -> Self {
        self.letters = Composition::new(manner);
        self
    }

    /// What the keys write now.
    pub fn mode(&self) -> Mode {
        self.mode
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

    /// Letters that are still pinyin go into `target` as they are.
    pub fn finish(&mut self, target: &mut String) {
        self.letters.take_letters(target);
        self.trim(target);
        self.first_shown = 0;
    }

    /// Forgets everything typed (B-01).
    pub fn wipe(&mut self) {
        self.letters.wipe();
        self.first_shown = 0;
        self.capitals = false;
    }

    /// What touching `key` does, apart from drawing. True for 完成.
    pub fn press(&mut self, key: Key, target: &mut String) -> bool {
        match key {
            Key::Letter(letter) if self.mode == Mode::Pinyin => self.letters.push(letter),
            Key::Letter(letter) => {
                target.push(if self.capitals { letter.to_ascii_uppercase() } else { letter });
                self.capitals = false;
            }
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
                if !self.letters.pop() {
                    delete_last(target);
                }
            }
            Key::Shift => self.capitals = !self.capitals,
            Key::Turn(mode) => {
                self.finish(target);
                self.mode = mode;
            }
            Key::Done => {
                self.finish(target);
                return true;
            }
        }
        self.first_shown = 0;
        self.trim(target);
        false
    }

    /// Puts a candidate into `target`.
    pub fn pick(&mut self, candidate: &Candidate, target: &mut String) {
        self.letters.take(candidate, target);
        self.first_shown = 0;
        self.trim(target);
    }

    /// The candidates for the letters typed, best first; empty when nothing is being typed.
    pub fn candidates(&self, target: &str) -> Vec<Candidate> {
        self.letters.candidates(target)
    }

    /// The letters become the first candidate, as the space bar does it.
    fn settle(&mut self, target: &mut String) {
        if let Some(first) = self.candidates(target).first().cloned() {
            self.pick(&first, target);
        }
    }

    fn trim(&self, target: &mut String) {
        let Some(limit) = self.limit else { return };
        if let Some((end, _)) = target.char_indices().nth(limit) {
            target.truncate(end);
        }
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
            (Mode::Latin, "^john ^lee", "John Lee"),
            (Mode::Latin, " a  b", "a b"),
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
    }
}
