//! What ways to read letters have to offer: names, surnames, words, characters.

use std::collections::BTreeSet;

use crate::candidates::{Candidate, Meaning, Place};
use crate::forms::Script;
use crate::said::Said;
use crate::strokes;
use crate::table;
use crate::whole::{Name, given_names, names};

/// So many characters are offered for a syllable that is only begun.
const BEGUN: usize = 30;

/// Names that use all syllables of a way, over all ways.
pub fn whole_names(ways: &[Said], place: Place, most: usize, script: Script, exact: bool) -> Vec<Candidate> {
    let mut found: Vec<(Name, usize)> = vec![];
    for way in ways.iter().filter(|way| way.syllables.len() > 1) {
        let whole = way.ends.last().copied().unwrap_or_default();
        let names = match place {
            Place::Start => names(&way.syllables, most),
            Place::AfterSurname | Place::Later | Place::Text => given_names(&way.syllables, most),
        };
        found.extend(names.into_iter().map(|name| (name, whole)));
    }
    found.sort_by_key(|(name, _)| name.cost);
    found.truncate(most);
    let candidate = |(name, letters): (Name, usize)| Candidate { text: name.text(script), letters, meaning: Meaning::Name, exact };
    found.into_iter().map(candidate).collect()
}

/// Single characters, the commonest first, where not even the first syllable is whole.
pub fn begun_characters(ways: &[Said], place: Place, script: Script) -> Vec<Candidate> {
    let mut found: Vec<(table::Cost, char, usize)> = vec![];
    for way in ways.iter().filter(|way| way.syllables.len() == 1) {
        let (Some(syllable), Some(letters)) = (way.syllables.first(), way.ends.first()) else { continue };
        if place == Place::Start {
            found.extend(table::surnames(syllable).map(|(surname, cost)| (cost, script.in_surname(surname), *letters)));
        } else {
            let given = table::given(syllable).map(|given| (given.first.min(given.alone), script.in_given(given.character), *letters));
            found.extend(given);
        }
    }
    found.sort_by_key(|(cost, ..)| *cost);
    found.truncate(BEGUN);
    let candidate = |(_, character, letters): (table::Cost, char, usize)| Candidate {
        text: character.into(),
        letters,
        meaning: Meaning::Character,
        exact: true,
    };
    found.into_iter().map(candidate).collect()
}

/// Surnames of two characters for the first two syllables of each way, where a name begins.
pub fn double_surnames(ways: &[Said], place: Place, script: Script, exact: bool) -> Vec<Candidate> {
    let ways = ways.iter().filter(|_| place == Place::Start);
    let of = |way: &Said| {
        let surnames = first_two(way).map(|(first, second, letters)| {
            table::double_surnames(first, second)
                .map(move |(surname, _)| pair(surname.map(|character| script.in_surname(character)), letters, exact))
        });
        surnames.into_iter().flatten().collect::<Vec<_>>()
    };
    ways.flat_map(of).collect()
}

/// Everyday words for the first two syllables of each way. In the traditional script only those of
/// which every character has one form: which one a word takes is more than this table knows.
pub fn words(ways: &[Said], script: Script) -> Vec<Candidate> {
    let of = |way: &Said| {
        let words = first_two(way).map(|(first, second, letters)| {
            let sure = table::words(first, second).filter(|word| word.iter().all(|character| script.is_sure(*character)));
            sure.map(move |word| pair(word.map(|character| script.in_given(character)), letters, true))
        });
        words.into_iter().flatten().collect::<Vec<_>>()
    };
    ways.iter().flat_map(of).collect()
}

fn first_two(way: &Said) -> Option<(&str, &str, usize)> {
    Some((way.syllables.first()?, way.syllables.get(1)?, *way.ends.get(1)?))
}

fn pair(characters: [char; 2], letters: usize, exact: bool) -> Candidate {
    Candidate { text: characters.iter().collect(), letters, meaning: Meaning::Pair, exact }
}

/// Single characters for the first syllable of each way; in the traditional script the simplified
/// ones that have other forms stand behind.
pub fn characters_of(ways: &[Said], place: Place, script: Script, exact: bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = vec![];
    let mut behind: Vec<Candidate> = vec![];
    let mut seen = BTreeSet::new();
    for way in ways {
        let (Some(syllable), Some(letters)) = (way.syllables.first(), way.ends.first()) else { continue };
        if !seen.insert((syllable.clone(), *letters)) {
            continue;
        }
        let candidate = |character: char| Candidate { text: character.into(), letters: *letters, meaning: Meaning::Character, exact };
        if place == Place::Start {
            found.extend(table::surnames(syllable).map(|(surname, _)| candidate(script.in_surname(surname))));
        }
        for character in characters_at(syllable, place, way.syllables.len() > 1) {
            found.extend(script.all(character).map(candidate));
            if script == Script::Traditional {
                behind.push(candidate(character));
            }
        }
    }
    found.append(&mut behind);
    found
}

/// The characters of a syllable, the likeliest at this place first.
fn characters_at(syllable: &str, place: Place, more_follow: bool) -> Vec<char> {
    let mut given: Vec<table::Given> = table::given(syllable).collect();
    given.sort_by_key(|given| match (place, more_follow) {
        (Place::Start | Place::Text, _) => given.first.min(given.alone),
        (Place::AfterSurname, true) => given.first,
        (Place::AfterSurname, false) => given.alone.min(given.first),
        (Place::Later, _) => given.last,
    });
    let mut all: Vec<char> = given.into_iter().map(|given| given.character).chain(table::others(syllable)).collect();
    if place == Place::Text {
        all.sort_by_cached_key(|character| strokes::rank(*character));
    }
    all
}
