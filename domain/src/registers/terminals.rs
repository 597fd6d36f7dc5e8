//! Terminals: the machines that the server admits, each enrolled for one station.
//!
//! The registry, by the fingerprint of the terminal's certificate, decides what a machine
//! is; nothing that the machine says about itself does. Ending a certificate ends its
//! streams. What a machine has lost of what it had saved stands here too ([`Gap`]), and whom the
//! server let in nowhere ([`TurnedAway`]).

mod gap;
mod maintenance;
mod turned_away;

pub use gap::{Gap, Noted};
pub use maintenance::Maintenance;
pub use turned_away::{Barrier, ROWS, Turned, TurnedAway};

use crate::registers::staff::{Person, Session};
use crate::{Change, RecordRef, Refusal as Any, Stamp, State, Station};
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
    /// A kiosk that is looked after takes nothing; `None`: it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<Maintenance>,
}

recorded!(Terminal);

/// What the operator or a manager wants, and what the server finds.
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
    /// Ends a machine's admission at once, and who is signed in there.
    Revoke {
        /// Which.
        terminal: Id<Terminal>,
        /// The manager whose PIN came with it; nobody: the operator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Id<Person>>,
    },
    /// Calls a machine by another name.
    Rename {
        /// Which.
        terminal: Id<Terminal>,
        /// As people will call it.
        name: Line,
        /// The manager whose PIN came with it; nobody: the operator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Id<Person>>,
    },
    /// A manager asks for the one-time code of a new machine. The code itself is kept nowhere.
    Pair {
        /// For which station.
        station: Station,
        /// As people will call it.
        name: Line,
        /// The manager whose PIN came with it.
        by: Id<Person>,
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
    /// A colleague ends the program of the kiosk at which they stand. The machine stays admitted.
    EndProgram {
        /// Whose PIN came with it.
        by: Id<Person>,
    },
    /// A lead puts a kiosk into maintenance: from then on it takes nothing and says where to go.
    BeginMaintenance {
        /// Which.
        terminal: Id<Terminal>,
    },
    /// And back.
    EndMaintenance {
        /// Which.
        terminal: Id<Terminal>,
    },
    /// The server has counted whom it let in nowhere.
    NoteTurnedAway {
        /// Since the last time.
        rows: Vec<Turned>,
    },
    /// A lead has asked what was done at that terminal meanwhile. The first one stays named.
    NoteGap {
        /// Which.
        gap: Id<Gap>,
    },
}

named!(Command {
    Enrol => "enrol",
    Revoke => "revoke",
    Rename => "rename",
    Pair => "pair",
    FindGap => "find_gap",
    EndProgram => "end_program",
    BeginMaintenance => "begin_maintenance",
    EndMaintenance => "end_maintenance",
    NoteTurnedAway => "note_turned_away",
    NoteGap => "note_gap",
});

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
    /// Only a kiosk is put into maintenance.
    NotAKiosk,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let terminal = match command {
        Command::Enrol { terminal, station, name, fingerprint } => {
            state.terminal.vacant(terminal)?;
            if *station != Station::Operator {
                must_be_for_terminals(*station)?;
            }
            Terminal {
                id: terminal.clone(),
                station: *station,
                name: name.clone(),
                number: free_number(state, *station)?,
                fingerprint: fingerprint.clone(),
                enrolled_at: stamp.at,
                revoked_at: None,
                maintenance: None,
            }
        }
        Command::Revoke { terminal, .. } => {
            let mut known = admitted(state, terminal)?;
            known.revoked_at = Some(stamp.at);
            let session = state.session.get(&terminal.beside::<Session>());
            let ended = session.map(|s| Change::Remove(RecordRef::to(&s.id)));
            let troubles = super::devices::forgotten(state, terminal);
            return Ok([Change::Put(known.into())].into_iter().chain(ended).chain(troubles).collect());
        }
        Command::Rename { terminal, name, .. } => Terminal { name: name.clone(), ..admitted(state, terminal)? },
        Command::Pair { station, .. } => {
            must_be_for_terminals(*station)?;
            return Ok(vec![]);
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
        Command::EndProgram { .. } => return Ok(vec![]),
        Command::BeginMaintenance { terminal } => return maintenance::begin(state, terminal, stamp),
        Command::EndMaintenance { terminal } => return maintenance::end(state, terminal),
        Command::NoteTurnedAway { rows } => {
            let noted = turned_away::noted(rows, stamp);
            return Ok(noted.map(|note| Change::Put(note.into())).into_iter().collect());
        }
        Command::NoteGap { gap } => {
            let noted = gap::noted(state.gap.find(gap)?, stamp);
            return Ok(noted.map(|gap| Change::Put(gap.into())).into_iter().collect());
        }
    };
    Ok(vec![Change::Put(terminal.into())])
}

fn must_be_for_terminals(station: Station) -> Result<(), Refusal> {
    match station {
        Station::Kiosk | Station::Counter | Station::ControlRoom => Ok(()),
        Station::Operator | Station::Clock => Err(Refusal::NotAStationForTerminals),
    }
}

/// The operator's own certificate is the server's: it is neither renamed nor revoked.
fn admitted(state: &State, terminal: &Id<Terminal>) -> Result<Terminal, Any> {
    let known = state.terminal.find(terminal)?;
    must_be_for_terminals(known.station)?;
    if known.revoked_at.is_some() { Err(Refusal::RevokedAlready.into()) } else { Ok(known.clone()) }
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
