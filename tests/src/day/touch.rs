//! Typing on the kiosk's own keyboard, one touch a key (B-05).

use super::fault::Fault;
use super::window::Window;
use look::words::{KeyboardWords, Language, words};

/// How many pages of candidates are looked through for one character.
const PAGES: usize = 30;

/// The kiosk's keyboard in one language.
pub struct Keyboard<'a> {
    window: &'a Window,
    words: &'static KeyboardWords,
}

impl<'a> Keyboard<'a> {
    /// As the page that is shown has it.
    pub fn of(window: &'a Window, language: Language) -> Self {
        Self { window, words: &words(language).keyboard }
    }

    /// Types digits, and Latin letters with their capitals and spaces, in the mode that writes
    /// them.
    ///
    /// # Errors
    /// A key is not there.
    pub fn type_plain(&self, text: &str) -> Result<(), Fault> {
        for sign in text.chars() {
            match sign {
                ' ' => self.window.press(self.words.space)?,
                letter if letter.is_alphabetic() => {
                    // A word of a name begins with a capital by itself; 大写 holds for one letter.
                    if !self.has_key(letter) {
                        self.window.settle();
                    }
                    if !self.has_key(letter) {
                        self.window.press(self.words.shift)?;
                    }
                    self.window.press(&letter.to_string())?
                }
                digit => self.window.press(&digit.to_string())?,
            };
        }
        Ok(())
    }

    fn has_key(&self, letter: char) -> bool {
        self.window.nodes().iter().any(|node| node.role == "Button" && node.name == letter.to_string())
    }

    /// Types small Latin letters: pinyin, which is not yet characters.
    ///
    /// # Errors
    /// A key is not there.
    pub fn type_letters(&self, letters: &str) -> Result<(), Fault> {
        letters.chars().try_for_each(|letter| self.window.press(&letter.to_string()).map(drop))
    }

    /// Touches candidates for the letters that stand there until `wanted` is written: the
    /// longest piece that is offered, page after page.
    ///
    /// # Errors
    /// A character is not offered.
    pub fn pick(&self, wanted: &str) -> Result<(), Fault> {
        let mut left = wanted;
        while !left.is_empty() {
            let piece = self.pick_piece(left)?;
            left = &left[piece.len()..];
        }
        Ok(())
    }

    fn pick_piece<'t>(&self, wanted: &'t str) -> Result<&'t str, Fault> {
        let ends: Vec<usize> = wanted.char_indices().map(|(at, sign)| at + sign.len_utf8()).rev().collect();
        for _ in 0..PAGES {
            let nodes = self.window.nodes();
            let offered = |end: &&usize| nodes.iter().any(|n| n.name == (self.words.candidate)(&wanted[..**end]));
            if let Some(end) = ends.iter().find(offered) {
                self.window.press(&(self.words.candidate)(&wanted[..*end]))?;
                return Ok(&wanted[..*end]);
            }
            self.window.press(self.words.more)?;
        }
        Err(Fault::new(format!(
            "the kiosk's keyboard does not offer the first character of {wanted:?}. On the screen: {}",
            self.window.summary()
        )))
    }
}
