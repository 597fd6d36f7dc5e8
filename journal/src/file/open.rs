//! Opening: walk the chain, compare with the anchor, and only then touch anything.

use super::anchor::{Anchor, Point};
use super::disk::{Medium, sync_directory};
use super::header::{FORMAT, Header, HeaderError, LOG_HEADER};
use super::walk::{WalkError, Walked, walk};
use super::{FileJournal, Options};
use crate::{Head, Revision, Stored};
use fs4::{FileExt, TryLockError};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

pub(super) const LOG: &str = "journal.log";
pub(super) const ANCHOR: &str = "journal.anchor";
pub(super) const LOCK: &str = "journal.lock";
/// A log that is being made; it becomes the log by its name, once it is whole and durable.
pub(super) const NEW_LOG: &str = "journal.new";

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
    /// An acknowledged entry does not read any more. Revision 0 is the file's header.
    #[error(
        "the journal is damaged at revision {revision}, byte {offset}: nothing was changed; keep \
         this disk and restore from the mirror or the newest backup"
    )]
    Damaged {
        /// The first entry that does not read.
        revision: Revision,
        /// Where it starts in the file.
        offset: u64,
    },
    /// The log ends before what was certainly in it.
    #[error(
        "the journal ends at revision {have}, but it had reached {anchor}: it was rolled back or \
         cut; nothing was changed; bring the newer copy, or restore and confirm the loss"
    )]
    BehindAnchor {
        /// The newest entry in the log.
        have: Revision,
        /// What the anchor remembers.
        anchor: Revision,
    },
    /// Log and anchor are of different journals.
    #[error(
        "at revision {revision} the journal holds another history than its anchor remembers: the \
         files of two journals were mixed; nothing was changed; bring the files that belong together"
    )]
    AnotherHistory {
        /// What the anchor remembers.
        revision: Revision,
    },
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
    /// The file does not begin as a journal does.
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

pub(super) fn open(dir: &Path, options: Options, each: &mut dyn FnMut(&Stored)) -> Result<FileJournal, OpenError> {
    fs::create_dir_all(dir).map_err(io_error("making its directory"))?;
    let lock = lock(dir)?;
    let anchor_file = open_file(&dir.join(ANCHOR)).map_err(io_error("opening the anchor"))?;
    let mut anchor = Anchor::read(Box::new(anchor_file)).map_err(io_error("reading the anchor"))?;
    let log = open_log(dir, options, &anchor)?;
    let header = read_header(&log, dir)?;
    let walked = walk_and_compare(&log, &header, anchor.newest, each)?;

    let allocated = settle_tail(&log, &walked).map_err(io_error("making its end durable"))?;
    if anchor.revision() < walked.head.revision {
        let store = header.identity.store;
        let head = walked.head;
        anchor.write(Point { store, head }).map_err(io_error("writing the anchor"))?;
    }
    Ok(FileJournal {
        dir: dir.to_path_buf(),
        identity: header.identity,
        before: header.before,
        head: walked.head,
        log: Box::new(log),
        anchor,
        starts: walked.starts,
        end: walked.end,
        allocated,
        step: options.step_bytes,
        stopped: None,
        buffer: Vec::new(),
        _lock: lock,
    })
}

/// Walks the log and asks whether it has all that the anchor remembers.
pub(super) fn walk_and_compare(
    log: &dyn Medium,
    header: &Header,
    anchor: Option<Point>,
    each: &mut dyn FnMut(&Stored),
) -> Result<Walked, OpenError> {
    let mut at_anchor = header.before;
    let wanted = anchor.map_or(Revision::EMPTY, |point| point.head.revision);
    let walked = walk(log, header, &mut |stored| {
        if stored.revision == wanted {
            at_anchor = Head { revision: stored.revision, hash: stored.hash };
        }
        each(stored);
    })
    .map_err(|error| match error {
        WalkError::Io(source) => io_error("reading")(source),
        WalkError::Damaged { revision, offset } => OpenError::Damaged { revision, offset },
    })?;
    if let Some(point) = anchor {
        let same_place = at_anchor.revision == point.head.revision;
        if point.store != header.identity.store || (same_place && at_anchor.hash != point.head.hash) {
            return Err(OpenError::AnotherHistory { revision: wanted });
        }
        if walked.head.revision < wanted {
            return Err(OpenError::BehindAnchor { have: walked.head.revision, anchor: wanted });
        }
    }
    Ok(walked)
}

/// Cuts a torn tail, and makes durable what will be answered for. The newest batch is written once
/// more: after a failed sync the page cache may show what the disk does not hold, and call it clean.
/// Answers the length of the file.
fn settle_tail(log: &File, walked: &Walked) -> io::Result<u64> {
    if walked.torn {
        log.set_length(walked.end)?;
    }
    let mut newest = vec![0; (walked.end - walked.last_batch) as usize];
    if log.read_at(&mut newest, walked.last_batch)? != newest.len() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    log.write_at(&newest, walked.last_batch)?;
    log.sync_all()?;
    log.length()
}

fn lock(dir: &Path) -> Result<File, OpenError> {
    let file = open_file(&dir.join(LOCK)).map_err(io_error("opening its lock"))?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { dir: dir.display().to_string() }),
        Err(TryLockError::Error(source)) => Err(io_error("locking")(source)),
    }
}

fn open_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// The log that is there, or a new one. A log that is missing beside an anchor that remembers
/// entries is lost, not new.
fn open_log(dir: &Path, options: Options, anchor: &Anchor) -> Result<File, OpenError> {
    let path = dir.join(LOG);
    match OpenOptions::new().read(true).write(true).open(&path) {
        Ok(log) => return Ok(log),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(io_error("opening the log")(source)),
    }
    if anchor.revision() > Revision::EMPTY {
        return Err(OpenError::BehindAnchor { have: Revision::EMPTY, anchor: anchor.revision() });
    }
    let header = Header { identity: options.identity, before: Head::EMPTY };
    let create = || {
        let log = write_new_log(dir, &header.to_bytes())?;
        fs::rename(dir.join(NEW_LOG), &path)?;
        sync_directory(dir)?;
        // The directory may be as new as the log, also when an earlier start made it and died.
        if let Some(parent) = fs::canonicalize(dir)?.parent() {
            sync_directory(parent)?;
        }
        Ok(log)
    };
    create().map_err(io_error("making a new log"))
}

/// A log that is whole and durable, but not yet in force.
pub(super) fn write_new_log(dir: &Path, bytes: &[u8]) -> io::Result<File> {
    let log = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(dir.join(NEW_LOG))?;
    log.write_at(bytes, 0)?;
    log.sync_all()?;
    Ok(log)
}

pub(super) fn read_header(log: &File, dir: &Path) -> Result<Header, OpenError> {
    let mut bytes = vec![0; LOG_HEADER];
    let got = log.read_at(&mut bytes, 0).map_err(io_error("reading the header"))?;
    bytes.truncate(got);
    Header::parse(&bytes).map_err(|error| match error {
        HeaderError::NotAJournal => OpenError::NotAJournal { path: dir.join(LOG).display().to_string() },
        HeaderError::Damaged => OpenError::Damaged { revision: Revision::EMPTY, offset: 0 },
        HeaderError::NewerFormat(found) => OpenError::NewerFormat { found, known: FORMAT },
    })
}
