//! What letters may mean, in the order in which it is offered.

use std::collections::BTreeSet;

use crate::composition::{Manner, Writing};
use crate::offers::{begun_characters, characters_of, double_surnames, whole_names, words};
use crate::said::{Said, alike_ways, completed, said};
use crate::syllables::{is_syllable, ways};
use crate::table;

/// So many whole names stand before the first single characters…
const NAMES_BEFORE: usize = 4;
/// … and before a surname of two characters, where there are two syllables …
const NAMES_BEFORE_SURNAME: usize = 2;
/// … then so many characters, so that a surname can be picked alone on the first page …
const CHARACTERS_BETWEEN: usize = 1;
/// … then the rest of so many whole names …
const NAMES: usize = 12;
/// … and so many that only sound alike.
const ALIKE_NAMES: usize = 4;
/// After so many single characters come names of more syllables (李安 for `lian`).
const BEFORE_LONGER: usize = 3;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Everything typed so far, as a name or the given part of one.
    Name,
    /// A surname of two characters, or an everyday word.
    Pair,
    /// One character.
    Character,
    /// The letters themselves.
    Letters,
}

/// Something that letters may mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What goes into the field.
    pub text: String,
    /// How many of the letters it uses up, from the first.
    pub letters: usize,
    /// What it is.
    pub meaning: Meaning,
    /// Whether it is said exactly as typed, and does not only sound alike.
    pub exact: bool,
}

/// Says what it is and never its text: it may be a person's name.
impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Candidate of {} letters, {:?}, exact: {}", self.letters, self.meaning, self.exact)
    }
}

/// Where in a name the letters stand, by the text before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A surname is expected.
    Start,
    /// The first character of a given name, or the only one.
    AfterSurname,
    /// The last one, or what follows.
    Later,
    /// No name is written.
    Text,
}

impl Place {
    fn after(before: &str, writing: Writing) -> Self {
        if writing == Writing::Text {
            Self::Text
        } else if before.is_empty() {
            Self::Start
        } else if table::is_surname(before) || before.chars().count() == 1 {
            Self::AfterSurname
        } else {
            Self::Later
        }
    }
}

/// Everything `letters` may mean behind `before`, best first; the letters themselves come last, so
/// that nothing typed is ever lost. A text stands twice only where it uses up other letters.
pub fn candidates(letters: &str, before: &str, manner: Manner) -> Vec<Candidate> {
    let (place, script) = (Place::after(before, manner.writing), manner.script);
    let exact = ways(letters, is_syllable);
    let exact_ways: Vec<Said> = exact.iter().map(said).collect();
    let alike_ways = alike_ways(letters, manner.fuzzy);
    let completed_ways = exact.first().map(|way| completed(way, letters)).unwrap_or_default();
    let mut characters = characters_of(&exact_ways, place, script, true).into_iter();
    let mut names = whole_names(&completed_ways, place, NAMES_BEFORE, script, true);
    names.extend(whole_names(&exact_ways, place, NAMES, script, true));
    let mut names = names.into_iter();

    let mut found = Found::default();
    if place == Place::Text {
        found.add(words(&exact_ways, script));
        found.add(characters.by_ref().take(BEFORE_LONGER));
    }
    // 李安 is as likely for `lian` as 连, but not more of them: the rest stands behind the characters.
    let is_one = exact.first().is_some_and(|way| way.len() == 1) && completed_ways.is_empty();
    if is_one {
        found.add(characters.by_ref().take(BEFORE_LONGER));
    }
    // Two syllables alone may be a surname (尉迟) rather than a name.
    let are_two = exact.first().is_some_and(|way| way.len() == 2);
    found.add(names.by_ref().take(if are_two { NAMES_BEFORE_SURNAME } else { NAMES_BEFORE }));
    found.add(double_surnames(&exact_ways, place, script, true));
    found.add(names.by_ref().take(if are_two { NAMES_BEFORE - NAMES_BEFORE_SURNAME } else { 0 }));
    if is_one {
        found.add(characters.by_ref());
    }
    found.add(characters.by_ref().take(CHARACTERS_BETWEEN));
    found.add(names);
    found.add(words(&exact_ways, script));
    found.add(begun_characters(&completed_ways, place, script));
    found.add(whole_names(&alike_ways, place, ALIKE_NAMES, script, false));
    found.add(double_surnames(&alike_ways, place, script, false));
    found.add(characters);
    found.add(characters_of(&alike_ways, place, script, false));
    if !letters.is_empty() {
        let (text, letters) = (letters.to_owned(), letters.len());
        found.add([Candidate { text, letters, meaning: Meaning::Letters, exact: true }]);
    }
    found.list
}

/// Candidates in order, each once.
#[derive(Default)]
struct Found {
    list: Vec<Candidate>,
    seen: BTreeSet<(String, usize)>,
}

impl Found {
    fn add(&mut self, candidates: impl IntoIterator<Item = Candidate>) {
        for candidate in candidates {
            if self.seen.insert((candidate.text.clone(), candidate.letters)) {
                self.list.push(candidate);
            }
        }
    }
}
