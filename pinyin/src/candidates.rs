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
/// So many ways to say syllables alike are looked at.
const ALIKE_WAYS: usize = 12;

/// So many characters are offered for a syllable that is only begun.
const BEGUN: usize = 30;

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

/// Everything `letters` may mean behind `before`, best first; the letters themselves come last, so
/// that nothing typed is ever lost. A text stands twice only where it uses up other letters.
pub fn candidates(letters: &str, before: &str, settings: Settings) -> Vec<Candidate> {
    let (place, script) = (Place::after(before), settings.script);
    let exact = ways(letters, is_syllable);
    let exact_ways: Vec<Said> = exact.iter().map(said).collect();
    let alike_ways = alike_ways(letters, settings.fuzzy);
    let completed_ways = exact.first().map(|way| completed(way, letters)).unwrap_or_default();
    let mut characters = in_order(&exact_ways, place, script, true).into_iter();
    let mut names = whole_names(&completed_ways, place, NAMES_BEFORE, script, true);
    names.extend(whole_names(&exact_ways, place, NAMES, script, true));
    let mut names = names.into_iter();

    let mut found = Found::default();
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
    found.add(in_order(&alike_ways, place, script, false));
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

/// A way with its syllables as the table spells them, and where each ends.
struct Said {
    syllables: Vec<String>,
    ends: Vec<usize>,
}

fn said(way: &Way<'_>) -> Said {
    Said {
        syllables: way.iter().map(|piece| spelled(piece.letters)).collect(),
        ends: way.iter().map(|piece| piece.end).collect(),
    }
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
            choices
                .iter()
                .map(move |(change, syllable)| (changed + change, [way.as_slice(), std::slice::from_ref(syllable)].concat()))
        });
        ways = longer.collect();
        ways.sort_by_key(|(changed, _)| *changed);
        ways.truncate(ALIKE_WAYS);
    }
    let ends: Vec<usize> = way.iter().map(|piece| piece.end).collect();
    let changed = ways.into_iter().filter(|(changed, _)| *changed > 0);
    changed.map(|(_, syllables)| Said { syllables, ends: ends.clone() }).collect()
}

/// The ways in which at least one syllable is another that sounds alike.
fn alike_ways(letters: &str, fuzzy: Fuzzy) -> Vec<Said> {
    if fuzzy == Fuzzy::OFF {
        return vec![];
    }
    let sounds = |syllable: &str| is_syllable(syllable) || !fuzzy.alike(&spelled(syllable)).is_empty();
    ways(letters, sounds).iter().flat_map(|way| said_alike(way, fuzzy)).take(ALIKE_WAYS).collect()
}

/// The way with the letters behind it as the beginning of one more syllable: `zhangw` for 张伟.
fn completed(way: &Way<'_>, letters: &str) -> Vec<Said> {
    let begun = &letters[way.last().map_or(0, |piece| piece.end)..];
    if begun.is_empty() {
        return vec![];
    }
    let said = said(way);
    let with = |last: &str| Said {
        syllables: said.syllables.iter().cloned().chain([last.to_owned()]).collect(),
        ends: said.ends.iter().copied().chain([letters.len()]).collect(),
    };
    table::beginning(begun).map(with).collect()
}

/// Single characters, the commonest first, where not even the first syllable is whole.
fn begun_characters(ways: &[Said], place: Place, script: Script) -> Vec<Candidate> {
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

/// Surnames of two characters for the first two syllables of each way, where a name begins.
fn double_surnames(ways: &[Said], place: Place, script: Script, exact: bool) -> Vec<Candidate> {
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
fn words(ways: &[Said], script: Script) -> Vec<Candidate> {
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
