//! Letters that are not yet characters.

use crate::candidates::{Candidate, candidates};
use crate::forms::Script;
use crate::fuzzy::Fuzzy;
use crate::syllables::{BREAK, is_syllable, ways};

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// A person's name.
    #[default]
    Name,
    /// Anything else (where a key was lost): everyday words first.
    Text,
}

/// How letters are understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Which sounds may stand for each other; all of them unless something else is said.
    pub fuzzy: Fuzzy,
    /// In which characters.
    pub script: Script,
    /// What is written.
    pub writing: Writing,
}

/// Letters that are not yet characters. What it holds is on its way to a person's name: it is
/// dropped with the page and never written anywhere.
#[derive(Clone, Default)]
pub struct Composition {
    letters: String,
    manner: Manner,
}

/// Says how many letters, never which.
impl std::fmt::Debug for Composition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Composition of {} letters", self.letters.len())
    }
}

impl Composition {
    /// No letters yet.
    pub fn new(manner: Manner) -> Self {
        Self { letters: String::new(), manner }
    }

    /// Understands its letters otherwise from now on; those that stand there stay.
    pub fn understand(&mut self, manner: Manner) {
        self.manner = manner;
    }

    /// How its letters are understood.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// One more: a small Latin letter, or `'`, which says where a syllable ends. Anything else,
    /// and a `'` that ends nothing, is not taken.
    pub fn push(&mut self, letter: char) {
        let ends_something = !self.letters.is_empty() && !self.letters.ends_with(BREAK);
        if letter.is_ascii_lowercase() || letter == BREAK && ends_something {
            self.letters.push(letter);
        }
    }

    /// Takes back the last letter; false if there was none.
    pub fn pop(&mut self) -> bool {
        self.letters.pop().is_some()
    }

    /// Forgets the letters (B-01), and not how they are understood.
    pub fn wipe(&mut self) {
        self.letters = String::new();
    }

    /// Whether there are no letters.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The letters as they are shown: split into syllables, `v` as ü.
    pub fn shown(&self) -> String {
        let way = ways(&self.letters, is_syllable).into_iter().next().unwrap_or_default();
        let rest = &self.letters[way.last().map_or(0, |piece| piece.end)..];
        let pieces = way.iter().map(|piece| piece.letters).chain((!rest.is_empty()).then_some(rest));
        let mut shown = String::with_capacity(self.letters.len() + 8);
        for piece in pieces {
            if !shown.is_empty() {
                shown.push(BREAK);
            }
            shown.push_str(piece);
        }
        if self.letters.ends_with(BREAK) && !shown.ends_with(BREAK) {
            shown.push(BREAK);
        }
        shown.replace('v', "ü")
    }

    /// Everything the letters may mean, best first, each text once. `before` is the text in front
    /// of them: where it is empty a surname is expected. The letters themselves come last; never
    /// empty while there are letters.
    pub fn candidates(&self, before: &str) -> Vec<Candidate> {
        candidates(&self.letters, before, self.manner)
    }

    /// Puts a candidate at the end of `text` and keeps the letters that it did not use.
    pub fn take(&mut self, candidate: &Candidate, text: &mut String) {
        let used = candidate.letters.min(self.letters.len());
        self.letters.drain(..used);
        text.push_str(&candidate.text);
    }

    /// Puts the letters themselves at the end of `text`.
    pub fn take_letters(&mut self, text: &mut String) {
        text.push_str(&std::mem::take(&mut self.letters));
    }
}
