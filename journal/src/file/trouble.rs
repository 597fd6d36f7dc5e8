//! What can be wrong with a journal, and what stands in the way of opening one.

use super::header::{FORMAT, HeaderError};
use crate::Revision;
use std::io;

/// What is wrong with a journal. The sentences are for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The first bytes of a segment are no longer what was written.
    #[error("the beginning of {file} does not read any more")]
    Header {
        /// The segment's file.
        file: String,
    },
    /// The checkpoint of a segment is no longer what was written.
    #[error("the checkpoint in {file} does not read any more")]
    Checkpoint {
        /// The segment's file.
        file: String,
    },
    /// An acknowledged entry does not read any more.
    #[error("revision {revision} does not read any more, in {file} at byte {offset}")]
    Entry {
        /// The segment's file.
        file: String,
        /// The first entry that does not read.
        revision: Revision,
        /// Where it starts in the segment; in a sealed one, counted as before it was compressed.
        offset: u64,
    },
    /// The closing part of a sealed segment is no longer what was written.
    #[error("the end of {file}, or its checksum, does not read any more")]
    Seal {
        /// The segment's file.
        file: String,
    },
    /// A segment that was kept is not there.
    #[error("{file} is missing")]
    Missing {
        /// The segment's file.
        file: String,
    },
    /// A segment does not begin where the one before it ended.
    #[error("{file} does not continue the segment before it: one of the two is of another history")]
    NotContinued {
        /// The newer segment's file.
        file: String,
    },
    /// The log ends before what was certainly in it.
    #[error("the log ends at revision {have}, but it had reached {anchor}: it was rolled back or cut")]
    BehindAnchor {
        /// The newest entry in the log.
        have: Revision,
        /// What the anchor remembers.
        anchor: Revision,
    },
    /// Log and anchor are of different journals.
    #[error(
        "at revision {revision} the log holds another history than its anchor remembers: the files \
         of two journals were mixed"
    )]
    AnotherHistory {
        /// What the anchor remembers.
        revision: Revision,
    },
}

/// Why a journal does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open; two writers would destroy it.
    #[error(
        "the journal in {dir} is in use by another program that is running: end that one first, \
         or give this one a directory of its own"
    )]
    InUse {
        /// The journal's directory.
        dir: String,
    },
    /// Something acknowledged is not as it was.
    #[error(
        "the journal is damaged: {0}; nothing was changed; keep this disk and restore from the \
         mirror or the newest backup"
    )]
    Damaged(#[from] Damage),
    /// Written by a newer program.
    #[error(
        "the journal has format {found}, and this program reads up to format {known}: install the \
         newer version of the program; nothing was changed"
    )]
    NewerFormat {
        /// The format of the file.
        found: u16,
        /// The newest format that this program knows.
        known: u16,
    },
    /// The file does not begin as a segment does.
    #[error("{path} is not a journal, or its first bytes are damaged: nothing was changed")]
    NotAJournal {
        /// The file.
        path: String,
    },
    /// The disk or the rights on it do not allow it.
    #[error("the journal cannot be opened, {doing} failed: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

pub(super) fn io_error(doing: &'static str) -> impl FnOnce(io::Error) -> OpenError {
    move |source| OpenError::Io { doing, source }
}

pub(super) fn header_error(error: HeaderError, dir: &str, file: &str) -> OpenError {
    match error {
        HeaderError::NotAJournal => OpenError::NotAJournal { path: format!("{dir}/{file}") },
        HeaderError::Damaged => Damage::Header { file: file.to_owned() }.into(),
        HeaderError::NewerFormat(found) => OpenError::NewerFormat { found, known: FORMAT },
    }
}
