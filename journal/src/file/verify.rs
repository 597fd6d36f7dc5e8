//! Reading a journal's directory to see whether it is whole: anybody may, on a copy or beside a
//! running server. Takes no lock and writes nothing.

use super::OpenError;
use super::anchor::Anchor;
use super::open::{ANCHOR, LOG, io_error, read_header, walk_and_compare};
use crate::{Head, Identity, Revision, Stored};
use std::fs::File;
use std::io;
use std::path::Path;

/// What a journal's directory holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which journal it is.
    pub identity: Identity,
    /// Entries that read and chain, from the oldest in the file to the newest or to the damage.
    pub entries: u64,
    /// The newest of them.
    pub head: Head,
    /// What the anchor remembers; nothing if there is no anchor that reads.
    pub anchor: Option<Revision>,
    /// The first thing that is wrong. Nothing: every entry is as it was written.
    pub damage: Option<Damage>,
}

/// What is wrong with a journal. The sentences are for the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// An acknowledged entry does not read any more.
    #[error("revision {revision} does not read any more, at byte {offset}")]
    Broken {
        /// The first entry that does not read.
        revision: Revision,
        /// Where it starts in the file.
        offset: u64,
    },
    /// The log ends before what was certainly in it.
    #[error("the log ends at revision {have}, but it had reached {anchor}")]
    BehindAnchor {
        /// The newest entry in the log.
        have: Revision,
        /// What the anchor remembers.
        anchor: Revision,
    },
    /// Log and anchor are of different journals.
    #[error("at revision {revision} the log holds another history than its anchor remembers")]
    AnotherHistory {
        /// What the anchor remembers.
        revision: Revision,
    },
}

/// Walks the journal in `dir` from the oldest entry to the newest. An unfinished tail, as a crash
/// or an append in progress leaves it, was never acknowledged and is no damage.
///
/// # Errors
/// [`OpenError::Io`], [`OpenError::NotAJournal`], [`OpenError::NewerFormat`], or
/// [`OpenError::Damaged`] at revision 0 when the header itself does not read.
pub fn verify(dir: &Path) -> Result<Report, OpenError> {
    // The anchor first: the log only grows, so it cannot fall behind in between.
    let anchor = match File::open(dir.join(ANCHOR)) {
        Ok(file) => Anchor::read(Box::new(file)).map_err(io_error("reading the anchor"))?.newest,
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(io_error("opening the anchor")(source)),
    };
    let log = File::open(dir.join(LOG)).map_err(io_error("opening the log"))?;
    let header = read_header(&log, dir)?;
    let mut entries = 0;
    let mut head = header.before;
    let walked = walk_and_compare(&log, &header, anchor, &mut |stored: &Stored| {
        entries += 1;
        head = Head { revision: stored.revision, hash: stored.hash };
    });
    let damage = match walked {
        Ok(_) => None,
        Err(OpenError::Damaged { revision, offset }) => Some(Damage::Broken { revision, offset }),
        Err(OpenError::BehindAnchor { have, anchor }) => Some(Damage::BehindAnchor { have, anchor }),
        Err(OpenError::AnotherHistory { revision }) => Some(Damage::AnotherHistory { revision }),
        Err(other @ (OpenError::InUse { .. } | OpenError::NewerFormat { .. } | OpenError::NotAJournal { .. } | OpenError::Io { .. })) => {
            return Err(other);
        }
    };
    Ok(Report {
        identity: header.identity,
        entries,
        head,
        anchor: anchor.map(|point| point.head.revision),
        damage,
    })
}

/// Gives every whole entry of the journal in `dir` to `each`, from the oldest to the newest, also
/// while a server has it open. What follows damage is not given: [`verify`] names it.
///
/// # Errors
/// As [`verify`], and [`OpenError::Damaged`] where the walk had to stop.
pub fn walk(dir: &Path, mut each: impl FnMut(&Stored)) -> Result<(), OpenError> {
    let log = File::open(dir.join(LOG)).map_err(io_error("opening the log"))?;
    let header = read_header(&log, dir)?;
    walk_and_compare(&log, &header, None, &mut each).map(|_| ())
}
