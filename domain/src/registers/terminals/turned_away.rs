//! Turned away 拒绝接入记录: whom the server let in nowhere, counted.
//!
//! What a terminal submits and a rule refuses stands in the journal with its refusal. This is what
//! never came that far: machines without a valid certificate, wrong one-time codes, wrong PINs of
//! questions. It is noted at once, and while it goes on once a minute, so that nobody fills the
//! journal with it.

use super::Terminal;
use crate::registers::property::ArchiveFigures;
use crate::{Kind, Recorded, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id};

/// So many rows at most are in one note; the rest of a minute is counted with the last of them.
pub const ROWS: usize = 64;

/// Who was turned away, up to a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedAway {
    /// The entry's revision in twelve digits.
    pub id: Id<TurnedAway>,
    /// When it was noted.
    pub at: At,
    /// What was tried, at most once for each barrier and terminal.
    pub rows: Vec<Turned>,
}

/// What was tried of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// Why not.
    pub barrier: Barrier,
    /// At which terminal, where it is one, or was.
    pub terminal: Option<Id<Terminal>>,
    /// How often, 1 or more.
    pub times: u32,
}

/// What held somebody off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Barrier {
    /// No handshake came about: not our protocol, or a certificate of another authority.
    Handshake,
    /// No certificate, or one that is not in the registry.
    NoTerminal,
    /// The terminal's admission has ended.
    Revoked,
    /// A call that is not for this terminal's station.
    NotForStation,
    /// A one-time code that is wrong, spent or too old.
    OneTimeCode,
    /// A wrong PIN with a question.
    Pin,
}

impl Recorded for TurnedAway {
    const KIND: Kind = Kind::TurnedAway;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        Some(self.at)
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words(self.rows.iter().map(|row| row.terminal.as_ref().map(Id::as_str)))
    }
}

/// The note of what the server has counted; `None`: there is nothing in it.
pub(super) fn noted(rows: &[Turned], stamp: &Stamp) -> Option<TurnedAway> {
    let rows: Vec<Turned> = rows.iter().filter(|row| row.times > 0).take(ROWS).cloned().collect();
    let id = Id::parse(&format!("{:012}", stamp.revision)).ok()?;
    (!rows.is_empty()).then_some(TurnedAway { id, at: stamp.at, rows })
}
