//! What letters may mean, in the order in which it is offered.

use std::collections::BTreeSet;

use crate::composition::Settings;
use crate::forms::Script;
use crate::fuzzy::Fuzzy;
use crate::syllables::{Way, is_syllable, spelled, ways};
use crate::table;
use crate::whole::{Name, given_names, names};

/// So many whole names stand before the first single characters…
const NAMES_BEFORE: usize = 4;
/// … then so many of those, so that a surname can be picked alone on the first page …
const CHARACTERS_BETWEEN: usize = 1;
/// … then the rest of so many whole names …
const NAMES: usize = 12;
/// … and so many that only sound alike.
const ALIKE_NAMES: usize = 4;
/// After so many single characters come names of more syllables (李安 for `lian`).
const BEFORE_LONGER: usize = 3;
/// So many ways to say syllables alike are looked at.
const ALIKE_WAYS: usize = 12;

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
enum Place {
    Start,
    AfterSurname,
    Later,
}

impl Place {
    fn after(before: &str) -> Self {
        if before.is_empty() {
            Self::Start
        } else if table::is_surname(before) || before.chars().count() == 1 {
            Self::AfterSurname
        } else {
            Self::Later
        }
    }
}

/// Everything `letters` may mean behind `before`, best first and each text once; the letters
/// themselves come last, so that nothing typed is ever lost.
pub fn candidates(letters: &str, before: &str, settings: Settings) -> Vec<Candidate> {
    let place = Place::after(before);
    let exact = ways(letters, is_syllable);
    let alike = if settings.fuzzy == Fuzzy::OFF {
        vec![]
    } else {
        ways(letters, |syllable| is_syllable(syllable) || !settings.fuzzy.alike(&spelled(syllable)).is_empty())
    };
    let mut found = Found::default();
    let exact_ways: Vec<Said> = exact.iter().map(said).collect();
    let alike_ways: Vec<Said> = alike.iter().flat_map(|way| said_alike(way, settings.fuzzy)).collect();
    let main = exact.first().map_or(&[] as &[_], Vec::as_slice);
    let characters = in_order(&exact_ways, place, settings.script, true);
    let mut characters = characters.into_iter();

    if main.len() == 1 {
        found.list.extend(characters.by_ref().take(BEFORE_LONGER));
    }
    let whole = whole_names(&exact_ways, place, NAMES, settings.script, true);
    let mut whole = whole.into_iter();
    found.add(whole.by_ref().take(NAMES_BEFORE));
    found.add(characters.by_ref().take(CHARACTERS_BETWEEN));
    found.add(whole);
    found.add(pairs(&exact_ways, place, settings.script, true));
    found.add(whole_names(&alike_ways, place, ALIKE_NAMES, settings.script, false));
    found.add(pairs(&alike_ways, place, settings.script, false));
    found.add(characters);
    found.add(in_order(&alike_ways, place, settings.script, false));
    if !letters.is_empty() {
        let (text, letters) = (letters.to_owned(), letters.len());
        found.add([Candidate { text, letters, meaning: Meaning::Letters, exact: true }]);
    }
    found.list
}

/// Candidates in order, each text once.
#[derive(Default)]
struct Found {
    list: Vec<Candidate>,
    seen: BTreeSet<String>,
}

impl Found {
    fn add(&mut self, candidates: impl IntoIterator<Item = Candidate>) {
        for candidate in candidates {
            if self.seen.insert(candidate.text.clone()) {
                self.list.push(candidate);
            }
        }
    }
}

/// A way with its syllables as the table spells them, and where each ends.
struct Said {
    syllables: Vec<String>,
    ends: Vec<usize>,
}

fn said(way: &Way<'_>) -> Said {
    Said { syllables: way.iter().map(|piece| spelled(piece.letters)).collect(), ends: way.iter().map(|piece| piece.end).collect() }
}

/// The way said otherwise: at least one syllable is another that sounds alike.
fn said_alike(way: &Way<'_>, fuzzy: Fuzzy) -> Vec<Said> {
    let mut ways: Vec<(usize, Vec<String>)> = vec![(0, vec![])];
    for piece in way {
        let itself = spelled(piece.letters);
        let others = fuzzy.alike(&itself);
        let known = table::knows(&itself).then_some((0, itself));
        let choices: Vec<(usize, String)> = known.into_iter().chain(others.into_iter().map(|other| (1, other))).collect();
        let longer = ways.iter().flat_map(|(changed, way)| {
            choices.iter().map(move |(change, syllable)| (changed + change, [way.as_slice(), std::slice::from_ref(syllable)].concat()))
        });
        ways = longer.collect();
        ways.sort_by_key(|(changed, _)| *changed);
        ways.truncate(ALIKE_WAYS);
    }
    let ends: Vec<usize> = way.iter().map(|piece| piece.end).collect();
    let changed = ways.into_iter().filter(|(changed, _)| *changed > 0);
    changed.map(|(_, syllables)| Said { syllables, ends: ends.clone() }).collect()
}

/// Names that use all syllables of a way, over all ways.
fn whole_names(ways: &[Said], place: Place, most: usize, script: Script, exact: bool) -> Vec<Candidate> {
    let mut found: Vec<(Name, usize)> = vec![];
    for way in ways.iter().filter(|way| way.syllables.len() > 1) {
        let whole = way.ends.last().copied().unwrap_or_default();
        let names = match place {
            Place::Start => names(&way.syllables, most),
            Place::AfterSurname | Place::Later => given_names(&way.syllables, most),
        };
        found.extend(names.into_iter().map(|name| (name, whole)));
    }
    found.sort_by_key(|(name, _)| name.cost);
    found.truncate(most);
    let candidate = |(name, letters): (Name, usize)| Candidate { text: name.text(script), letters, meaning: Meaning::Name, exact };
    found.into_iter().map(candidate).collect()
}

/// Surnames of two characters and everyday words for the first two syllables of each way.
fn pairs(ways: &[Said], place: Place, script: Script, exact: bool) -> Vec<Candidate> {
    let mut found = vec![];
    for way in ways {
        let ([first, second, ..], Some(letters)) = (way.syllables.as_slice(), way.ends.get(1)) else { continue };
        let surnames = if place == Place::Start { Some(table::double_surnames(first, second)) } else { None };
        let surnames = surnames.into_iter().flatten().map(|(surname, _)| surname.map(|character| script.in_surname(character)));
        let words = table::words(first, second).filter(|word| exact && word.iter().all(|character| script.is_sure(*character)));
        let words = words.map(|word| word.map(|character| script.in_given(character)));
        let candidate = |pair: [char; 2]| Candidate { text: pair.iter().collect(), letters: *letters, meaning: Meaning::Pair, exact };
        found.extend(surnames.chain(words).map(candidate));
    }
    found
}

/// Single characters for the first syllable of each way; in the traditional script the simplified
/// ones that have other forms stand behind.
fn in_order(ways: &[Said], place: Place, script: Script, exact: bool) -> Vec<Candidate> {
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
        for character in given_characters(syllable, place, way.syllables.len() > 1) {
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
fn given_characters(syllable: &str, place: Place, more_follow: bool) -> impl Iterator<Item = char> + use<> {
    let mut given: Vec<table::Given> = table::given(syllable).collect();
    given.sort_by_key(|given| match (place, more_follow) {
        (Place::Start, _) => given.first.min(given.alone),
        (Place::AfterSurname, true) => given.first,
        (Place::AfterSurname, false) => given.alone.min(given.first),
        (Place::Later, _) => given.last,
    });
    given.into_iter().map(|given| given.character).chain(table::others(syllable))
}
