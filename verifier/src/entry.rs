//! As much of a journal's entry as its signatures are about.

use domain::{Change, RecordRef, Stamp};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The records that an entry put, as their stored bytes: what signatures are over.
pub type Stored = BTreeMap<RecordRef, Vec<u8>>;

/// An entry as it stands in the journal, personal values sealed.
#[derive(Deserialize)]
pub struct Entry {
    /// Who, when, where.
    pub stamp: Stamp,
    /// What was wanted; null where it could not be read.
    pub command: Value,
    verdict: Value,
    changes: Vec<Value>,
}

impl Entry {
    /// Reads an entry.
    ///
    /// # Errors
    /// A sentence: it is none, or a newer program wrote it.
    pub fn read(bytes: &[u8]) -> Result<Entry, String> {
        serde_json::from_slice(bytes).map_err(|e| format!("the entry cannot be read by this version ({e})"))
    }

    /// Whether it was done.
    #[must_use]
    pub fn was_done(&self) -> bool {
        self.verdict == "committed"
    }

    /// What changed.
    ///
    /// # Errors
    /// As [`Entry::read`].
    pub fn changes(&self) -> Result<Vec<Change>, String> {
        let read = |form| Change::deserialize(form).map_err(|e| format!("a record cannot be read by this version ({e})"));
        self.changes.iter().map(read).collect()
    }

    /// The stored bytes of what it put.
    #[must_use]
    pub fn stored(&self, changes: &[Change]) -> Stored {
        let put = |(change, form): (&Change, &Value)| match change {
            Change::Put(record) => Some((record.reference(), form.get("put")?.to_string().into_bytes())),
            Change::Remove(_) => None,
        };
        changes.iter().zip(&self.changes).filter_map(put).collect()
    }
}
