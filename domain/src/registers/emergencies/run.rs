//! The records of an emergency: the run, and each thing done in it as a record of its own,
//! so that two stations can act at once and lose nothing (B-26).

use super::{Procedure, Refusal, Ring};
use crate::record::words;
use crate::registers::erasures::ALARM_DAYS;
use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::registers::visits::Visit;
use crate::{Kind, RecordRef, Recorded, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, PersonName, Personal};

/// A started procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Made by the terminal that started it.
    pub id: Id<Run>,
    /// As people call it: "E-20261123-001", a drill "D-20261123-001".
    pub number: String,
    /// Which procedure.
    pub procedure: Id<Procedure>,
    /// Where it happens, in the words of whoever started it: "at Mr Li's, 1206".
    pub place: Option<Personal<Line>>,
    /// A drill: marked on every page, out of the statistics (B-26).
    pub drill: bool,
    /// When the server learnt of it.
    pub started_at: At,
    /// Where the start was pressed.
    pub station: Station,
    /// By whom, where somebody was signed in.
    pub started_by: Option<Id<Person>>,
    /// Who the person at the station said they are.
    pub claimed_name: Option<Personal<PersonName>>,
    /// The run of the same procedure that was running already.
    pub linked_to: Option<Id<Run>>,
    /// The posts rung so far, each with its first time, in the procedure's order.
    pub rung: Vec<RungAt>,
    /// When it rang last.
    pub last_rung_at: At,
    /// How it ended; running while `None`.
    pub stood_down: Option<StoodDown>,
}

/// A post, rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungAt {
    /// Which.
    pub ring: Ring,
    /// When.
    pub at: At,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoodDown {
    /// Who ended it.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// Why.
    pub reason: Personal<Line>,
}

/// Somebody has heard it: silences the alarm everywhere (B-24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Made by the terminal.
    pub id: Id<Acknowledgement>,
    /// Of which run.
    pub run: Id<Run>,
    /// For which post.
    pub ring: Ring,
    /// When the server learnt of it.
    pub at: At,
    /// Where.
    pub station: Station,
    /// By whom, where somebody was signed in.
    pub by: Option<Id<Person>>,
    /// Who they said they are.
    pub name: Option<Personal<PersonName>>,
}

/// A step, done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// Made by the terminal.
    pub id: Id<Tick>,
    /// Of which run.
    pub run: Id<Run>,
    /// The step's code. Not personal: it stands in the procedure.
    pub step: String,
    /// When the server learnt of it.
    pub at: At,
    /// Where.
    pub station: Station,
    /// By whom, where somebody was signed in.
    pub by: Option<Id<Person>>,
    /// Who they said they are.
    pub name: Option<Personal<PersonName>>,
}

/// A visitor, looked for (V-6, B-26).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    /// Made by the terminal.
    pub id: Id<RollCall>,
    /// In which run.
    pub run: Id<Run>,
    /// Which visit.
    pub visit: Id<Visit>,
    /// Found or not.
    pub found: Found,
    /// When the server learnt of it.
    pub at: At,
    /// Where.
    pub station: Station,
    /// By whom, where somebody was signed in.
    pub by: Option<Id<Person>>,
    /// Who they said they are.
    pub name: Option<Personal<PersonName>>,
}

/// Whether a visitor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// 已安全
    Safe,
    /// 未找到
    Missing,
}

impl Found {
    /// Both.
    pub const ALL: [Found; 2] = [Found::Safe, Found::Missing];
}

impl Run {
    /// Whether nobody has ended it.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.stood_down.is_none()
    }
    pub(super) fn still_running(&self) -> Result<(), Refusal> {
        match &self.stood_down {
            Some(end) => Err(Refusal::StoodDown { by: end.by.clone(), at: end.at }),
            None => Ok(()),
        }
    }
}

impl Recorded for Run {
    const KIND: Kind = Kind::Run;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    /// Nobody touches it for thirty days, nor the visits on its list: so long all of it is here.
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days.max(ALARM_DAYS))
    }
    /// Ended, as is every run that was linked to it.
    fn closed_at(&self, state: &State) -> Option<At> {
        let end = self.stood_down.as_ref()?;
        let linked = state.running().any(|r| r.linked_to.as_ref() == Some(&self.id));
        (!linked).then_some(end.at)
    }
    fn found_by(&self) -> Vec<String> {
        let people = [self.started_by.as_ref(), self.stood_down.as_ref().map(|s| &s.by)];
        words([Some(self.number.as_str())].into_iter().chain(people.map(|p| p.map(Id::as_str))))
    }
}

/// What was done in a run is kept, erased and archived with the run. What came in, from a
/// station without the server, for a run that is not here stands alone.
macro_rules! of_a_run {
    ($( $record:ident ),*) => { $(
        impl Recorded for $record {
            const KIND: Kind = Kind::$record;
            fn id(&self) -> &Id<Self> {
                &self.id
            }
            fn family(&self) -> RecordRef {
                RecordRef::to(&self.run)
            }
            fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
                Some(figures.keep_days.max(ALARM_DAYS))
            }
            fn closed_at(&self, state: &State) -> Option<At> {
                state.run.get(&self.run).map_or(Some(self.at), |r| r.closed_at(state)).map(|at| at.max(self.at))
            }
            fn found_by(&self) -> Vec<String> {
                words([self.by.as_ref().map(Id::as_str)])
            }
        }
    )* };
}
of_a_run!(Acknowledgement, Tick, RollCall);
