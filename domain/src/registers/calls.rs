//! Calls 请前台协助 (B-05, S-4): somebody at the kiosk asks for a person.
//!
//! A call rings at counter and control room until either answers; who answers needs no
//! sign-in. Pressing again while it rings is the same call. Nothing here can be refused.

use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::registers::terminals::Terminal;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// A call from a kiosk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Made by the kiosk.
    pub id: Id<Call>,
    /// From which kiosk.
    pub terminal: Id<Terminal>,
    /// When.
    pub at: At,
    /// Who took it up; `None` while it rings.
    pub answered: Option<Answered>,
}

/// Somebody is on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who, if somebody was signed in.
    pub by: Option<Id<Person>>,
    /// From which station.
    pub station: Station,
    /// When.
    pub at: At,
}

impl Recorded for Call {
    const KIND: Kind = Kind::Call;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.answered.as_ref().map(|a| a.at)
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([self.answered.as_ref().and_then(|a| a.by.as_ref()).map(Id::as_str)])
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Asks for a person at this kiosk.
    Ring {
        /// The new call's id.
        call: Id<Call>,
    },
    /// Takes a call up. The first one stays named; a second one changes nothing.
    Answer {
        /// Which.
        call: Id<Call>,
    },
}

named!(Command { Ring => "ring", Answer => "answer" });

/// Nothing is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let call = match command {
        Command::Ring { call } => {
            if state.ringing().any(|c| c.terminal == stamp.terminal) {
                return Ok(vec![]);
            }
            state.call.vacant(call)?;
            Call { id: call.clone(), terminal: stamp.terminal.clone(), at: stamp.at, answered: None }
        }
        Command::Answer { call } => {
            let call = state.call.find(call)?;
            if call.answered.is_some() {
                return Ok(vec![]);
            }
            let answered = Answered { by: stamp.actor.person().cloned(), station: stamp.station, at: stamp.at };
            Call { answered: Some(answered), ..call.clone() }
        }
    };
    Ok(vec![Change::Put(call.into())])
}

impl State {
    /// Calls that nobody has answered.
    pub fn ringing(&self) -> impl Iterator<Item = &Call> {
        self.call.iter().filter(|c| c.answered.is_none())
    }
}

#[cfg(test)]
mod tests;
