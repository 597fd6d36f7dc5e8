//! Archive 归档 (design §3, "Working set and history"; ): terminals and memory hold
//! what is open or recent; the journal and the store hold everything.
//!
//! Closed records leave by one nightly entry of the clock, never before their post's next
//! handover; what the working set still needs stays, so that no rule's answer about what
//! is here changes. A night in which nothing can leave has its entry too: it marks that the
//! night was looked at. Who reads what has left says why, and the reading leaves a line.

mod leaving;

use crate::registers::property::Settings;
use crate::registers::terminals::Terminal;
use crate::{Change, Kind, Refusal as Any, Stamp, State};
use leaving::leaving;
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, LocalDay, Personal, StaffNumber};

/// The last sweep. One record, id `archive`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// Always `archive`.
    pub id: Id<Sweep>,
    /// Of which day of the property.
    pub day: LocalDay,
    /// When.
    pub at: At,
    /// How many records left; 0 in a night in which nothing could.
    pub records: u32,
    /// More wait than one entry holds: they leave by the next.
    pub more: bool,
}

recorded!(Sweep);

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Closed records leave the working set. Asked for by the clock.
    Sweep {},
    /// Asks for history, before it is shown; changes nothing, but leaves its line.
    Consult {
        /// Of which kind of record.
        kind: Kind,
        /// What was looked for, in the reader's words; they may name somebody.
        term: Option<Personal<Line>>,
        /// Why.
        reason: Line,
    },
    /// Records that everything is about to be read in clear, to be taken elsewhere.
    Export {
        /// Why.
        reason: Line,
    },
    /// Records that a person goes on with this history although a terminal has seen another,
    /// longer one: what only that one held is lost, except what terminals bring again.
    AcceptHistory {
        /// The staff number of who answers for it.
        number: StaffNumber,
        /// Why.
        reason: Line,
        /// The terminal that has seen the other history.
        witness: Id<Terminal>,
        /// Up to which revision it has.
        seen: u64,
    },
}

named!(Command { Sweep => "sweep", Consult => "consult", Export => "export", AcceptHistory => "accept_history" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Records of this kind never leave: all of them are on the screens.
    NeverLeaves {
        /// Which kind.
        kind: Kind,
    },
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Sweep {} => Ok(wanted(state, stamp.at).map(|settings| sweep(state, settings, stamp.at)).unwrap_or_default()),
        Command::Consult { kind, .. } => {
            let figures = state.property().map(|s| s.archive.clone()).unwrap_or_default();
            kind.kept_days(&figures).map(|_| Vec::new()).ok_or(Refusal::NeverLeaves { kind: *kind }.into())
        }
        Command::Export { .. } | Command::AcceptHistory { .. } => Ok(Vec::new()),
    }
}

/// The records taken away, and the sweep that says so.
fn sweep(state: &State, settings: &Settings, at: At) -> Vec<Change> {
    let Ok(id) = Id::parse("archive") else { return Vec::new() };
    let leaving = leaving(state, &settings.archive, at);
    let records = u32::try_from(leaving.records.len()).unwrap_or(u32::MAX);
    let sweep = Sweep { id, day: LocalDay::of(at, state.utc_offset()), at, records, more: leaving.more };
    let mut changes = vec![Change::Put(sweep.into())];
    changes.extend(leaving.records.into_iter().map(Change::Remove));
    changes
}

/// What the clock asks for at `now`; once the command is applied, nothing.
pub(crate) fn due(state: &State, now: At) -> Vec<Command> {
    wanted(state, now).map(|_| Command::Sweep {}).into_iter().collect()
}

/// Whether a sweep is wanted at `now`, and by which figures: once a night after its hour, and
/// while more waits at every later instant, so that other entries come in between; never while
/// the clock is in doubt, since what left on a wrong day has left. The clock
/// asks this all day long, so it looks at the last sweep alone and at no record.
fn wanted(state: &State, now: At) -> Option<&Settings> {
    let settings = state.property().filter(|_| state.doubt_in_clock().is_none())?;
    let today = LocalDay::of(now, settings.utc_offset_minutes);
    let hour = today.at(settings.archive.at_minute, settings.utc_offset_minutes);
    let last = state.sweep.iter().next();
    let waits = last.is_some_and(|s| s.more && now > s.at);
    let tonight = now >= hour && last.is_none_or(|s| s.day < today);
    (waits || tonight).then_some(settings)
}

#[cfg(test)]
mod tests;
