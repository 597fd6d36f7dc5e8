//! The server's clock in doubt (design §4, "Time"): a wrong clock must not destroy data.
//!
//! When the machine's clock contradicts what is known of the time, the server goes on by its
//! last trusted time and the time that has passed since, and nothing is moved to the archive
//! or erased until a named person has confirmed what the clock shows. The doubt is a record,
//! so that a restart does not forget it; each entry made meanwhile keeps, beside its time,
//! what the clock showed (B-13).

use crate::registers::staff::Person;
use crate::{Change, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id, MINUTE_MS, StaffNumber};

/// A clock that is further off than this is in doubt, and so is a confirmed time.
pub const OFF_MS: i64 = 10 * MINUTE_MS;
/// The clock may lie so far behind the last entry and still be confirmed: time then passes a
/// little slower until both meet. Further behind, entries of long ago would never be caught up.
pub const BEHIND_MS: i64 = 24 * 60 * MINUTE_MS;

/// The last doubt in the clock. One record, id `clock`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockDoubt {
    /// Always `clock`.
    pub id: Id<ClockDoubt>,
    /// Since when, by the time that the server went on with.
    pub since: At,
    /// Why.
    pub why: Why,
    /// What the clock showed then.
    pub shown: At,
    /// Who ended it; `None`: it stands.
    pub confirmed: Option<Confirmed>,
}

recorded!(ClockDoubt);

/// Why a clock is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was set while the server ran, or ran much faster or slower than time passed.
    Moved,
    /// At the start it lay before the last entry.
    BeforeLastEntry,
    /// At the start it lay more than a day after the last entry.
    LongAfterLastEntry,
}

/// A confirmed time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// By whom.
    pub by: By,
    /// The time that the server had gone on with.
    pub old: At,
    /// What the clock showed, from which the server goes on.
    pub new: At,
}

/// Who confirmed a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// With their PIN at a desk.
    Person(Id<Person>),
    /// Named by the operator on the server itself, where no PIN is checked.
    Named(StaffNumber),
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The clock is in doubt. Asked for by the server; while one stands, it changes nothing.
    Doubt {
        /// Why.
        why: Why,
        /// What the clock shows.
        shown: At,
    },
    /// The clock is right: this is the time, within ten minutes. Where nothing is in doubt
    /// (any more), it changes nothing.
    Confirm {
        /// Who signs.
        person: Id<Person>,
        /// The time that the person compared.
        time: At,
    },
    /// The same by the operator, who names the person answering for it.
    ConfirmNamed {
        /// That person's staff number.
        number: StaffNumber,
        /// The time that the person compared.
        time: At,
    },
}

named!(Command { Doubt => "doubt", Confirm => "confirm", ConfirmNamed => "confirm_named" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The clock shows another time than the one confirmed.
    ShowsAnotherTime {
        /// This.
        shown: At,
    },
    /// Entries stand in the journal with times more than a day after it: stamps never go
    /// back, and would be wrong for as long as that.
    BeforeEntries {
        /// The time up to which there are entries.
        last: At,
    },
    /// Nobody has this number.
    UnknownNumber,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Doubt { why, shown } => {
            let Ok(id) = Id::parse("clock") else { return Ok(Vec::new()) };
            let doubt = ClockDoubt { id, since: stamp.at, why: *why, shown: *shown, confirmed: None };
            Ok(if state.doubt_in_clock().is_some() { Vec::new() } else { vec![Change::Put(doubt.into())] })
        }
        Command::Confirm { person, time } => confirm(state, By::Person(person.clone()), *time, stamp),
        Command::ConfirmNamed { number, time } => {
            // A property that nobody was imported into has a clock too.
            let known = state.person.is_empty() || state.person.iter().any(|p| &p.number == number);
            if known { confirm(state, By::Named(number.clone()), *time, stamp) } else { Err(Refusal::UnknownNumber.into()) }
        }
    }
}

fn confirm(state: &State, by: By, time: At, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Some(doubt) = state.doubt_in_clock() else { return Ok(Vec::new()) };
    let new = stamp.clock_shows.unwrap_or(stamp.at);
    if new.since(time).abs() > OFF_MS {
        return Err(Refusal::ShowsAnotherTime { shown: new }.into());
    }
    if stamp.at.since(new) > BEHIND_MS {
        return Err(Refusal::BeforeEntries { last: stamp.at }.into());
    }
    let confirmed = Confirmed { by, old: stamp.at, new };
    Ok(vec![Change::Put(ClockDoubt { confirmed: Some(confirmed), ..doubt.clone() }.into())])
}

impl State {
    /// The doubt in the server's clock that nobody has ended.
    #[must_use]
    pub fn doubt_in_clock(&self) -> Option<&ClockDoubt> {
        self.clock_doubt.iter().find(|d| d.confirmed.is_none())
    }
}

#[cfg(test)]
mod tests;
