//! Starting a log over at its head: same journal, same chain, without the entries so far.

use super::disk::sync_directory;
use super::header::Header;
use super::open::{LOG, NEW_LOG, write_new_log};
use super::{ANCHOR_EVERY, FileJournal};
use crate::contract::admit;
use crate::{AppendError, BatchId, Head, Journal, Revision, record};
use std::fs;

impl FileJournal {
    /// Appends `entries` as [`Journal::append`] does and forgets everything before them, in one
    /// step: after a crash at any point there is either the old log without them or the new one.
    /// Revisions, hashes and the anchor go on.
    ///
    /// # Errors
    /// As [`Journal::append`]. After `NotApplied` the old log is in force and works.
    pub(crate) fn start_over(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        if let Some(why) = &self.stopped {
            return Err(AppendError::Unavailable(why.clone()));
        }
        admit(self.head(), expected, entries)?;
        let before = self.head;
        let mut head = before;
        let mut starts = Vec::new();
        let mut bytes = Header { identity: self.identity, before }.to_bytes();
        for (fields, hash, payload) in record::chain(before, batch, entries) {
            starts.push(bytes.len() as u64);
            record::encode(&mut bytes, &self.identity.store, fields, payload);
            head = Head { revision: fields.revision, hash };
        }
        let log = write_new_log(&self.dir, &bytes).map_err(|error| AppendError::NotApplied(format!("a shorter log failed ({error})")))?;
        // From here on it is open which log a crash would leave, until the name is durable.
        let renamed = fs::rename(self.dir.join(NEW_LOG), self.dir.join(LOG)).and_then(|()| sync_directory(&self.dir));
        if let Err(error) = renamed {
            let why = self.stop("putting a shorter log in place", &error);
            return Err(AppendError::Unknown(why));
        }
        self.log = Box::new(log);
        self.before = before;
        self.head = head;
        self.starts = starts;
        self.end = bytes.len() as u64;
        self.allocated = self.end;
        // As after an append: a failing disk shows at the next one.
        let _stops_the_next = self.move_anchor(ANCHOR_EVERY);
        Ok(head)
    }
}
