//! Gaps 缺口: what a terminal had saved and can never deliver any more (B-07, H-7).
//!
//! Its disk was replaced or emptied, or has lost some of what it held. Nobody can bring that back
//! but the people who were there; so it is shown until a lead has seen to it.

use super::Terminal;
use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::{Kind, Recorded, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// What is missing from one terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Made of the terminal's disk and the last number that is missing, so that the same gap is
    /// found once.
    pub id: Id<Gap>,
    /// Whose.
    pub terminal: Id<Terminal>,
    /// When the server found it.
    pub found_at: At,
    /// The last command that had arrived before it; 0: none.
    pub last_seq: u64,
    /// When that one arrived; `None`: nobody noted it.
    pub last_at: Option<At>,
    /// How many commands are missing; `None`: the disk is another one, and nobody knows what was
    /// on the one before.
    pub missing: Option<u64>,
    /// Who has seen to it; `None` while it is shown.
    pub noted: Option<Noted>,
}

/// A lead has asked what was done there, and had it entered again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Who.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

impl Recorded for Gap {
    const KIND: Kind = Kind::Gap;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.noted.as_ref().map(|n| n.at)
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([Some(self.terminal.as_str()), self.noted.as_ref().map(|n| n.by.as_str())])
    }
}

/// The gap as a person leaves it; `None`: it was seen to before, which changes nothing.
pub(super) fn noted(gap: &Gap, stamp: &Stamp) -> Option<Gap> {
    let by = stamp.actor.person()?.clone();
    gap.noted.is_none().then(|| Gap { noted: Some(Noted { by, at: stamp.at }), ..gap.clone() })
}

impl State {
    /// Gaps that nobody has seen to.
    pub fn open_gaps(&self) -> impl Iterator<Item = &Gap> {
        self.gap.iter().filter(|g| g.noted.is_none())
    }
}
