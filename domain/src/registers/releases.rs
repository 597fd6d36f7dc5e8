//! Goods releases 物品放行 (G-1, B-15): a slip with which large goods leave the house, once, on
//! its day.
//!
//! A lead issues it at the counter, signed: one slip, one number. Whoever carries the goods is
//! the owner, somebody for the owner, or a tenant, and for each it is said what was checked. The
//! gate holds the slip against what is carried, line by line: all alike, and it is used up; a
//! difference, and it stays open and flagged, for a mismatch means a new slip. Money owed is seen
//! by the lead, before the slip is issued; the gate asks for nothing but the goods. What was
//! neither used nor closed by the end of its day stands in every handover until a lead closes it.

mod slip;

use crate::registers::property::Unit;
use crate::registers::staff::Person;
use crate::{Change, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Id, Line, LocalDay, PersonName, Personal, Telephone};

pub use slip::{Check, Count, Ended, Ending, Fees, Goods, Release, ReleaseBook, Standing, Status};

/// A slip has so many lines at most.
pub const MOST_LINES: usize = 20;
/// So many of one thing at most.
pub const MOST_OF_ONE: u32 = 999;

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(clippy::large_enum_variant, reason = "a slip is written as a whole, and a command is moved seldom")]
pub enum Command {
    /// Issues a slip for today. The lead who issues it signs with their PIN; the number and the
    /// day are the rule's.
    Issue {
        /// The new slip's id.
        release: Id<Release>,
        /// From which unit.
        unit: Id<Unit>,
        /// Who carries the goods out.
        carrier: Personal<PersonName>,
        /// How to reach them.
        telephone: Option<Personal<Telephone>>,
        /// By what right.
        standing: Standing,
        /// What was checked; the standing says what is wanted.
        checks: BTreeSet<Check>,
        /// What leaves: 1 to 20 lines, of each 1 to 999.
        goods: Vec<Goods>,
        /// The vehicle's number plate.
        plate: Option<Personal<Line>>,
        /// By which exit.
        exit: Personal<Line>,
        /// Whether the fees are paid; said before it is issued.
        fees: Fees,
        /// The slip in whose place this one comes.
        replaces: Option<Id<Release>>,
        /// Who issues it.
        person: Id<Person>,
    },
    /// The gate has counted what is carried out.
    Confirm {
        /// Against which slip.
        release: Id<Release>,
        /// How many there were, a figure for each line of the slip, in its order.
        counted: Vec<u32>,
    },
    /// A lead closes a slip that nobody used.
    Withdraw {
        /// Which.
        release: Id<Release>,
        /// Why.
        reason: Personal<Line>,
    },
}

named!(Command { Issue => "issue", Confirm => "confirm", Withdraw => "withdraw" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A slip has 1 to 20 lines.
    LinesOutOfBounds,
    /// Of each thing there is 1 to 999.
    CountOutOfBounds,
    /// These were not checked yet.
    NotChecked {
        /// What is missing.
        missing: BTreeSet<Check>,
    },
    /// The goods have left by it: a slip is good for one exit.
    AlreadyUsed {
        /// When.
        at: At,
    },
    /// What was carried is not what stands on it: a mismatch means a new slip.
    Mismatched {
        /// When it was counted.
        at: At,
    },
    /// It was withdrawn, or another came in its place.
    ClosedAlready,
    /// It is good on its day alone.
    NotToday {
        /// On which.
        day: LocalDay,
    },
    /// Each line of the slip is counted.
    CountEveryLine,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Issue {
            release,
            unit,
            carrier,
            telephone,
            standing,
            checks,
            goods,
            plate,
            exit,
            fees,
            replaces,
            person,
        } => {
            let slip = Release {
                id: release.clone(),
                number: String::new(),
                day: LocalDay::of(stamp.made_at(), state.utc_offset()),
                unit: unit.clone(),
                carrier: carrier.clone(),
                telephone: telephone.clone(),
                standing: *standing,
                checks: checks.clone(),
                goods: goods.clone(),
                plate: plate.clone(),
                exit: exit.clone(),
                fees: fees.clone(),
                replaces: replaces.clone(),
                issued_by: person.clone(),
                issued_at: stamp.made_at(),
                counted: None,
                ended: None,
            };
            issue(state, slip)
        }
        Command::Confirm { release, counted } => confirm(state, release, counted, stamp),
        Command::Withdraw { release, reason } => withdraw(state, release, reason, stamp),
    }
}

fn person(stamp: &Stamp) -> Result<Id<Person>, Any> {
    stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))
}

/// The slip with its number first: whoever issues it signs that one.
fn issue(state: &State, mut slip: Release) -> Result<Vec<Change>, Any> {
    state.release.vacant(&slip.id)?;
    state.unit.find(&slip.unit)?;
    if slip.goods.is_empty() || slip.goods.len() > MOST_LINES {
        return Err(Refusal::LinesOutOfBounds.into());
    }
    if slip.goods.iter().any(|goods| goods.count == 0 || goods.count > MOST_OF_ONE) {
        return Err(Refusal::CountOutOfBounds.into());
    }
    let missing: BTreeSet<Check> = slip.standing.wants().iter().filter(|check| !slip.checks.contains(check)).copied().collect();
    if !missing.is_empty() {
        return Err(Refusal::NotChecked { missing }.into());
    }
    let replaced = slip.replaces.as_ref().map(|old| replaced(state, old, &slip)).transpose()?;
    let (number, book) = ReleaseBook::next(state, slip.day)?;
    slip.number = number;
    let mut changes = vec![Change::Put(slip.into()), Change::Put(book.into())];
    changes.extend(replaced.map(|old| Change::Put(old.into())));
    Ok(changes)
}

/// The slip in whose place another comes, closed by that.
fn replaced(state: &State, old: &Id<Release>, new: &Release) -> Result<Release, Any> {
    let old = still_open(state, old)?;
    let ended = Ended {
        how: Ending::Replaced { by_release: new.id.clone() },
        by: new.issued_by.clone(),
        at: new.issued_at,
    };
    Ok(Release { ended: Some(ended), ..old.clone() })
}

/// A slip that was neither used nor closed.
fn still_open<'s>(state: &'s State, release: &Id<Release>) -> Result<&'s Release, Any> {
    let release = state.release.find(release)?;
    match (&release.counted, &release.ended) {
        (Some(count), _) if release.is_used() => Err(Refusal::AlreadyUsed { at: count.at }.into()),
        (_, Some(_)) => Err(Refusal::ClosedAlready.into()),
        (_, None) => Ok(release),
    }
}

/// What the gate counted. It was true when it was counted, also where it comes late: then a slip
/// that was closed meanwhile was still good, and its day is the day of the counting. But it is
/// used once: whatever comes after that was a second exit.
fn confirm(state: &State, release: &Id<Release>, counted: &[u32], stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let release = state.release.find(release)?;
    let (by, at) = (person(stamp)?, stamp.made_at());
    if let Some(count) = &release.counted {
        let at = count.at;
        return Err(if release.is_used() { Refusal::AlreadyUsed { at } } else { Refusal::Mismatched { at } }.into());
    }
    if release.ended.as_ref().is_some_and(|ended| ended.at <= at) {
        return Err(Refusal::ClosedAlready.into());
    }
    if release.day != LocalDay::of(at, state.utc_offset()) {
        return Err(Refusal::NotToday { day: release.day }.into());
    }
    if counted.len() != release.goods.len() {
        return Err(Refusal::CountEveryLine.into());
    }
    let counted = Count { found: counted.to_vec(), by, at, station: stamp.station };
    Ok(vec![Change::Put(Release { counted: Some(counted), ..release.clone() }.into())])
}

fn withdraw(state: &State, release: &Id<Release>, reason: &Personal<Line>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let by = person(stamp)?;
    let known = state.release.find(release)?;
    let is_mine = |ended: &Ended| ended.by == by && matches!(ended.how, Ending::Withdrawn { .. });
    if !known.is_used() && known.ended.as_ref().is_some_and(is_mine) {
        return Ok(vec![]);
    }
    let open = still_open(state, release)?;
    let ended = Ended { how: Ending::Withdrawn { reason: reason.clone() }, by, at: stamp.at };
    Ok(vec![Change::Put(Release { ended: Some(ended), ..open.clone() }.into())])
}

#[cfg(test)]
mod tests;
