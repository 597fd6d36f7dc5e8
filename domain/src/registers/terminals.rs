//! Terminals: the machines that the server admits, each enrolled for one station.
//!
//! The registry, by the fingerprint of the terminal's certificate, decides what a machine
//! is; nothing that the machine says about itself does. Ending a certificate ends its
//! streams.

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
}

named!(Command { Enrol => "enrol", Revoke => "revoke" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A terminal is a kiosk, a counter or a control room.
    NotAStationForTerminals,
    /// It is revoked already.
    RevokedAlready,
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
                number: free_number(state),
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
    };
    Ok(vec![Change::Put(terminal.into())])
}

/// The lowest number that no terminal ever had, else that of the longest revoked one.
fn free_number(state: &State) -> u8 {
    let used = |n: u8| state.terminal.iter().any(|t| t.number == n);
    let oldest = state.terminal.iter().filter(|t| t.revoked_at.is_some()).min_by_key(|t| t.revoked_at);
    (1..=99).find(|n| !used(*n)).or(oldest.map(|t| t.number)).unwrap_or(99)
}
