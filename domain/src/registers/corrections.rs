//! Correcting 更正个人信息: whoever asks has their name or telephone put right in the
//! records that name them.
//!
//! Each kind of record names a person in one place: a visit its visitor, a key's entry whom it was
//! handed to, a loss its reporter, a matter its caller. The records are put with the new values, also
//! those of the archive; what stood there before stays in the journal, under the same key, and goes
//! with it: nothing is changed in silence. What somebody wrote in a sentence is not rewritten.
//! Records of an alarm are altered by nobody for thirty days (B-27).

use super::erasures::is_of_an_alarm;
use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::registers::visits::Visit;
use crate::{Change, Kind, Record, RecordRef, Recorded, Refusal as Any, Stamp, State, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Id, PersonName, Personal, Telephone};

/// So many records at most are corrected by one entry: it holds all of them, whole, each visit with its photo.
pub const MOST: usize = 10;

/// That records were corrected: when, by whom, which; not from what to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Made by the terminal where it was asked for.
    pub id: Id<Correction>,
    /// When.
    pub at: At,
    /// Who signed.
    pub by: Id<Person>,
    /// Which records.
    pub of: Vec<RecordRef>,
    /// Whether the name was put right.
    pub name: bool,
    /// Whether the telephone was.
    pub telephone: bool,
}

impl Recorded for Correction {
    const KIND: Kind = Kind::Correction;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// It stays with the last of what it corrected, whose page tells of it.
    fn closed_at(&self, state: &State) -> Option<At> {
        let here = self.of.iter().filter_map(|of| state.closed_at(of));
        here.collect::<Option<Vec<At>>>().map(|all| all.into_iter().fold(self.at, At::max))
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([Some(self.by.as_str())])
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Puts a person's name, telephone, or both right who asked for it.
    Correct {
        /// The new correction's id.
        correction: Id<Correction>,
        /// The records that name this very person: as visitor, as who has the key, as reporter, as
        /// caller. Who signs has seen to that: no rule reads a name.
        of: Vec<RecordRef>,
        /// The right name; `None`: it stays.
        name: Option<Personal<PersonName>>,
        /// The right telephone; `None`: it stays.
        telephone: Option<Personal<Telephone>>,
        /// Who signs.
        person: Id<Person>,
    },
}

named!(Command { Correct => "correct" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No record is named that names a person in a place of its own, nothing new is said, or it is
    /// too much for one entry.
    NothingToCorrect,
    /// These belong to an alarm that is younger than thirty days.
    OfAnAlarm {
        /// Which.
        of: Vec<RecordRef>,
    },
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Command::Correct { correction, of, name, telephone, person } = command;
    state.correction.vacant(correction)?;
    let of: BTreeSet<RecordRef> = of.iter().cloned().collect();
    let name_all = of.iter().all(|of| place(of.kind).is_some());
    if of.is_empty() || of.len() > MOST || !name_all || (name.is_none() && telephone.is_none()) {
        return Err(Refusal::NothingToCorrect.into());
    }
    let blocked: Vec<RecordRef> = of.iter().filter(|of| may_not_be_altered(state, of, stamp.at)).cloned().collect();
    if !blocked.is_empty() {
        return Err(Refusal::OfAnAlarm { of: blocked }.into());
    }
    let new = Said { name: name.as_ref(), telephone: telephone.as_ref() };
    // The records come first: what the command says of the person is sealed with one of theirs.
    let mut changes = of.iter().map(|of| new.put_into(state, of).map(Change::Put)).collect::<Result<Vec<_>, _>>()?;
    let correction = Correction {
        id: correction.clone(),
        at: stamp.at,
        by: person.clone(),
        of: of.into_iter().collect(),
        name: name.is_some(),
        telephone: telephone.is_some(),
    };
    changes.push(Change::Put(correction.into()));
    Ok(changes)
}

/// The one place in which a record names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Of a visit.
    Visitor,
    /// Of an appointment: who is expected.
    Expected,
    /// Of a key's entry: whom it was handed to.
    Holder,
    /// Of a loss.
    Reporter,
    /// Of a matter.
    Caller,
    /// Of a goods release: who carries the goods out.
    Carrier,
}

/// Where a record of this kind names a person whose name and telephone can be put right.
#[must_use]
pub const fn place(kind: Kind) -> Option<Place> {
    match kind {
        Kind::Visit => Some(Place::Visitor),
        Kind::Appointment => Some(Place::Expected),
        Kind::KeyIssue => Some(Place::Holder),
        Kind::Loss => Some(Place::Reporter),
        Kind::Matter => Some(Place::Caller),
        Kind::Release => Some(Place::Carrier),
        // The operator's files and managers say who lives and works here.
        Kind::Unit | Kind::Person | Kind::Credential | Kind::Session | Kind::Signature => None,
        // Who raised and followed an alarm, in their own words, is part of its record.
        Kind::Run | Kind::Acknowledgement | Kind::Tick | Kind::RollCall | Kind::Procedure => None,
        Kind::Settings | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem | Kind::Terminal | Kind::Gap | Kind::LogLine => None,
        Kind::Key | Kind::SurveyForm | Kind::SurveyAnswer | Kind::MatterNote | Kind::Call | Kind::Duty | Kind::Sheet => None,
        Kind::Addendum | Kind::Sweep | Kind::ClockDoubt | Kind::Erasure | Kind::Correction => None,
        // A finder may say no name: the desk settles it with them.
        Kind::TurnedAway | Kind::ReleaseBook | Kind::FoundKey | Kind::DeviceTrouble => None,
        Kind::Notice | Kind::PropertyMap => None,
    }
}

/// Whether a record may not be altered at `now`, because it belongs to a recent alarm (B-27).
#[must_use]
pub fn may_not_be_altered(state: &State, of: &RecordRef, now: At) -> bool {
    let visit = of.id_of::<Visit>().and_then(|id| state.visit.get(&id));
    visit.is_some_and(|visit| is_of_an_alarm(state, visit, now))
}

/// What is right.
struct Said<'c> {
    name: Option<&'c Personal<PersonName>>,
    telephone: Option<&'c Personal<Telephone>>,
}

impl Said<'_> {
    /// The record with what is right in the place where it names the person.
    fn put_into(&self, state: &State, of: &RecordRef) -> Result<Record, Any> {
        match place(of.kind).ok_or(Refusal::NothingToCorrect)? {
            Place::Visitor => copy(&state.visit, of).map(|mut visit| {
                self.replace(&mut visit.name, &mut visit.telephone);
                visit.into()
            }),
            Place::Expected => copy(&state.appointment, of).map(|mut appointment| {
                self.replace(&mut appointment.name, &mut appointment.telephone);
                appointment.into()
            }),
            Place::Holder => copy(&state.key_issue, of).map(|mut issue| {
                self.replace(&mut issue.to, &mut issue.telephone);
                issue.into()
            }),
            Place::Reporter => copy(&state.loss, of).map(|mut loss| {
                self.replace(&mut loss.reporter, &mut loss.telephone);
                loss.into()
            }),
            Place::Caller => copy(&state.matter, of).map(|mut matter| {
                self.replace(&mut matter.contact, &mut matter.telephone);
                matter.into()
            }),
            Place::Carrier => copy(&state.release, of).map(|mut slip| {
                self.replace(&mut slip.carrier, &mut slip.telephone);
                slip.into()
            }),
        }
    }

    fn replace(&self, name: &mut Personal<PersonName>, telephone: &mut Option<Personal<Telephone>>) {
        if let Some(right) = self.name {
            *name = right.clone();
        }
        if let Some(right) = self.telephone {
            *telephone = Some(right.clone());
        }
    }
}

/// A copy of the record of that name, or the refusal that names what was looked for.
fn copy<T: Recorded + Clone>(table: &Table<T>, of: &RecordRef) -> Result<T, Any> {
    let found = of.id_of::<T>().and_then(|id| table.get(&id)).cloned();
    found.ok_or(Any::NotFound { kind: of.kind })
}

#[cfg(test)]
mod tests;
