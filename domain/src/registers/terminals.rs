//! Terminals: the machines that the server admits, each enrolled for one station.
//!
//! The registry, by the fingerprint of the terminal's certificate, decides what a machine
//! is; nothing that the machine says about itself does. Ending a certificate ends its
//! streams. What a machine has lost of what it had saved stands here too ([`Gap`]).

mod gap;

pub use gap::{Gap, Noted};

use crate::{Change, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Digest, Id, Line};

/// An enrolled machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminal {
    /// Its id, also the first part of the ids of records it makes.
    pub id: Id<Terminal>,
    /// For which station.
    pub station: Station,
    /// As people call it ("大堂自助机 1").
    pub name: Line,
    /// Two digits that begin its visit codes, 1 to 99; reused only when all are taken.
    pub number: u8,
    /// SHA-256 of its certificate.
    pub fingerprint: Digest,
    /// Since when.
    pub enrolled_at: At,
    /// Admitted no longer, since when.
    pub revoked_at: Option<At>,
}

recorded!(Terminal);

/// What the operator wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Admits a machine that has shown a valid one-time code.
    Enrol {
        /// Its new id.
        terminal: Id<Terminal>,
        /// The station for which the code was made.
        station: Station,
        /// What it is called.
        name: Line,
        /// Of the certificate that the server has just issued.
        fingerprint: Digest,
    },
    /// Ends a machine's admission at once.
    Revoke {
        /// Which.
        terminal: Id<Terminal>,
    },
    /// The server has found that commands of a terminal will never arrive. The same gap again
    /// changes nothing.
    FindGap {
        /// Its id, the same for the same gap.
        gap: Id<Gap>,
        /// Whose.
        terminal: Id<Terminal>,
        /// The last command that had arrived before it; 0: none.
        last_seq: u64,
        /// When that was.
        last_at: Option<At>,
        /// How many are missing; `None`: the disk is another one.
        missing: Option<u64>,
    },
    /// A lead has asked what was done at that terminal meanwhile. The first one stays named.
    NoteGap {
        /// Which.
        gap: Id<Gap>,
    },
}

named!(Command { Enrol => "enrol", Revoke => "revoke", FindGap => "find_gap", NoteGap => "note_gap" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A terminal is a kiosk, a counter or a control room.
    NotAStationForTerminals,
    /// It is revoked already.
    RevokedAlready,
    /// Ninety-nine terminals are admitted: two would make the same visit codes.
    NoNumberLeft,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let terminal = match command {
        Command::Enrol { terminal, station, name, fingerprint } => {
            state.terminal.vacant(terminal)?;
            match station {
                Station::Kiosk | Station::Counter | Station::ControlRoom | Station::Operator => {}
                Station::Clock => return Err(Refusal::NotAStationForTerminals.into()),
            }
            Terminal {
                id: terminal.clone(),
                station: *station,
                name: name.clone(),
                number: free_number(state, *station)?,
                fingerprint: fingerprint.clone(),
                enrolled_at: stamp.at,
                revoked_at: None,
            }
        }
        Command::Revoke { terminal } => {
            let mut known = state.terminal.find(terminal)?.clone();
            if known.revoked_at.is_some() {
                return Err(Refusal::RevokedAlready.into());
            }
            known.revoked_at = Some(stamp.at);
            known
        }
        Command::FindGap { gap, terminal, last_seq, last_at, missing } => {
            state.terminal.find(terminal)?;
            if state.gap.get(gap).is_some() {
                return Ok(vec![]);
            }
            let found = Gap {
                id: gap.clone(),
                terminal: terminal.clone(),
                found_at: stamp.at,
                last_seq: *last_seq,
                last_at: *last_at,
                missing: *missing,
                noted: None,
            };
            return Ok(vec![Change::Put(found.into())]);
        }
        Command::NoteGap { gap } => {
            let noted = gap::noted(state.gap.find(gap)?, stamp);
            return Ok(noted.map(|gap| Change::Put(gap.into())).into_iter().collect());
        }
    };
    Ok(vec![Change::Put(terminal.into())])
}

/// The lowest number that no terminal ever had, else that of the longest revoked one. The
/// operator, who makes no codes, shares the last where there is none.
fn free_number(state: &State, station: Station) -> Result<u8, Refusal> {
    let used = |n: u8| state.terminal.iter().any(|t| t.number == n);
    let in_use = |n: u8| state.terminal.iter().any(|t| t.number == n && t.revoked_at.is_none());
    let revoked = state.terminal.iter().filter(|t| t.revoked_at.is_some() && !in_use(t.number));
    let oldest = revoked.min_by_key(|t| t.revoked_at).map(|t| t.number);
    let shared = (station == Station::Operator).then_some(99);
    (1..=99).find(|n| !used(*n)).or(oldest).or(shared).ok_or(Refusal::NoNumberLeft)
}

#[cfg(test)]
mod tests;
