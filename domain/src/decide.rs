//! The one way in: rights, then the register's own rule, then the line in the duty log.

use crate::registers::{Command, Record, Refusal, State, duty_log};
use crate::{RecordRef, Stamp, rights};
use serde::{Deserialize, Serialize};

/// One change to the state: a whole record put, or one taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The record in its new version.
    Put(Record),
    /// The record leaves the working set; its history stays in the journal and the store.
    Remove(RecordRef),
}

impl Change {
    /// Which record it concerns.
    #[must_use]
    pub fn about(&self) -> RecordRef {
        match self {
            Change::Put(record) => record.reference(),
            Change::Remove(reference) => reference.clone(),
        }
    }
}

/// Decides a command: the changes it makes, or the rule that says no. Pure and total:
/// the same state, command and stamp give the same answer on every machine for ever.
/// Accepted commands of people and visitors leave a line in the duty log (H-7, Q-1).
pub fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Refusal> {
    rights::check(state, command, stamp)?;
    let mut changes = command.decide(state, stamp)?;
    if let Some(line) = duty_log::line(state, command, stamp, &changes) {
        changes.push(Change::Put(line.into()));
    }
    Ok(changes)
}

impl Command {
    /// Whether it is an emergency's: nothing is so short that this waits, and nothing ordinary may
    /// hold it up.
    #[must_use]
    pub const fn is_emergency(&self) -> bool {
        matches!(self, Command::Emergencies(_))
    }

    /// Whether people give it about records that have left the working set: a terminal, which has
    /// none of them, cannot tell whether they are there.
    #[must_use]
    pub const fn reaches_the_archive(&self) -> bool {
        matches!(self, Command::Corrections(_))
    }
}

impl State {
    /// Applies decided changes. Applying is inserting the record: nothing can fail.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Put(record) => self.put(record.clone()),
                Change::Remove(reference) => self.remove(reference),
            }
        }
    }
}
