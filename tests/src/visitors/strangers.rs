//! Made-up people: names that no order of the keyboard was made from, and where they go.

use crate::day::Fault;
use crate::harness::Random;
use std::fs;
use std::path::Path;

/// Surname and given name are drawn apart there, so none is a person's (`docs/keyboard.md`).
static NAMES: &str = include_str!("../../../pinyin/tests/data/held_out.tsv");

/// Given names and surnames of other languages, put together by chance.
const GIVEN: [&str; 12] = ["Anna", "José", "René", "Lena", "Sørena", "Mary-Jane", "Zoë", "Carlos", "Yuki", "Ngozi", "François", "Björn"];
const SURNAMES: [&str; 12] =
    ["O'Brien", "Müller", "García", "van Dyk", "Nakamura", "Okafor", "Lefèvre", "Smith", "Petrov", "Åkesson", "d'Angelo", "Núñez"];

/// Where somebody goes.
pub struct Unit {
    /// Its number.
    pub number: String,
    /// A word of the company's English name that no other company has.
    pub word: String,
}

/// Everybody who may come.
pub struct Strangers {
    chinese: Vec<(String, String)>,
    units: Vec<Unit>,
}

impl Strangers {
    /// Reads the property's units.
    ///
    /// # Errors
    /// The file cannot be read, or names no company.
    pub fn read(property: &Path) -> Result<Self, Fault> {
        let file = property.join("units.csv");
        let text = fs::read_to_string(&file).map_err(Fault::system(file.display()))?;
        let units: Vec<Unit> = text.lines().filter_map(unit).collect();
        let alone = |unit: &Unit| units.iter().filter(|other| other.word == unit.word).count() == 1;
        let alone: Vec<bool> = units.iter().map(alone).collect();
        let units: Vec<Unit> = units.into_iter().zip(alone).filter_map(|(unit, alone)| alone.then_some(unit)).collect();
        if units.is_empty() {
            return Err(Fault::new(format!("{} names no company in English", file.display())));
        }
        Ok(Self { chinese: NAMES.lines().filter_map(name).collect(), units })
    }

    /// A name in simplified characters, and its letters without breaks.
    pub fn chinese(&self, chance: &mut Random) -> (String, String) {
        chance.one_of(&self.chinese).clone()
    }

    /// A name in Latin letters.
    pub fn foreign(chance: &mut Random) -> String {
        format!("{} {}", chance.one_of(&GIVEN), chance.one_of(&SURNAMES))
    }

    /// A number that nobody has: 139 with noughts behind.
    pub fn telephone(chance: &mut Random) -> String {
        format!("1390000{:04}", chance.below(10_000))
    }

    /// A unit with a company.
    pub fn unit(&self, chance: &mut Random) -> &Unit {
        chance.one_of(&self.units)
    }
}

fn name(line: &str) -> Option<(String, String)> {
    let mut columns = line.split('\t').skip(2);
    let (simplified, said) = (columns.next()?, columns.next()?);
    Some((simplified.to_owned(), said.replace('\'', "")))
}

fn unit(line: &str) -> Option<Unit> {
    let mut cells = line.trim().split(',');
    let number = cells.next().filter(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))?;
    let english = cells.nth(2)?;
    let word = english.split_whitespace().nth(1).filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(Unit { number: number.to_owned(), word: word.to_lowercase() })
}
