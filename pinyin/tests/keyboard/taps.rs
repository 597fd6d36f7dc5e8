//! What a name costs at the keyboard, as a person would enter it.
//!
//! The model: one tap for each letter (no breaks), then the longest candidate that is what comes
//! next in the name, one tap for it and one for each page that must be turned to reach it, again
//! until the name stands there. Who looks at the candidates meanwhile needs fewer: as soon as the
//! whole name stands on the first page they pick it ([`watched`]). A page holds five candidates: what an
//! upright kiosk shows of two characters in elder mode.

use pinyin::{Composition, Manner};

/// How many candidates a page holds.
pub const PAGE: usize = 5;

/// What entering a name came to.
pub struct Entered {
    /// Taps in all.
    pub taps: usize,
    /// Of those, picks.
    pub picks: usize,
    /// Where the whole name stood among the candidates for all its letters, from 0.
    pub place: Option<usize>,
}

/// Enters `name` by `letters`; `None` where its characters cannot be reached by them.
pub fn enter(name: &str, letters: &str, manner: Manner) -> Option<Entered> {
    let mut composition = Composition::new(manner);
    letters.chars().for_each(|letter| composition.push(letter));
    let place = composition.candidates("").iter().position(|candidate| candidate.text == name);
    let (mut taps, mut picks) = (letters.len(), 0);
    let mut text = String::new();
    while text != name {
        let left = &name[text.len()..];
        let candidates = composition.candidates(&text);
        let fits = candidates.iter().enumerate().filter(|(_, candidate)| left.starts_with(&candidate.text));
        let best = fits.max_by_key(|(place, candidate)| (candidate.text.len(), usize::MAX - place));
        let (place, best) = best?;
        taps += 1 + place / PAGE;
        picks += 1;
        composition.take(best, &mut text);
    }
    composition.is_empty().then_some(Entered { taps, picks, place })
}

/// The taps of somebody who watches the candidates while typing.
pub fn watched(name: &str, letters: &str, manner: Manner) -> Option<usize> {
    let mut composition = Composition::new(manner);
    for (typed, letter) in letters.chars().enumerate() {
        composition.push(letter);
        let stands = |candidate: &pinyin::Candidate| candidate.text == name && candidate.letters == typed + 1;
        if composition.candidates("").iter().take(PAGE).any(stands) {
            return Some(typed + 2);
        }
    }
    enter(name, letters, manner).map(|entered| entered.taps)
}
