//! The journal as the promises are held against it.

use domain::RecordRef;
use domain::view::{Sight, sight};
use serde_json::Value;
use server::fault::Fault;
use server::storage::entry::{Entry, Verdict};
use std::collections::BTreeMap;
use terminal::Outcome;

/// One entry, as the server's journal has it.
#[derive(Clone, Debug)]
pub struct Durable {
    /// Its number.
    pub revision: u64,
    /// Whose command it was: terminal, incarnation in hex, seq.
    pub key: (String, String, u64),
    /// How it ended. What a refusal says is not compared.
    pub outcome: Outcome,
    /// The records it put, without the contents of personal values, and those it removed.
    pub changes: Vec<(RecordRef, Option<Value>)>,
}

impl Durable {
    /// Reads an entry's bytes.
    ///
    /// # Errors
    /// It is no entry that this build can read.
    pub fn read(payload: &[u8]) -> Result<Self, Fault> {
        let entry = Entry::read(payload)?;
        let record = |stored: Option<Vec<u8>>| stored.map(|bytes| bare(serde_json::from_slice(&bytes).unwrap_or_default()));
        let changes = entry.stored_records()?.into_iter().map(|(about, stored)| (about, record(stored))).collect();
        let stamp = entry.stamp;
        Ok(Self {
            revision: stamp.revision,
            key: (stamp.terminal.to_string(), stamp.incarnation, stamp.seq),
            outcome: match entry.verdict {
                Verdict::Committed => Outcome::Committed,
                Verdict::Refused(_) => Outcome::Refused(Vec::new()),
                Verdict::Unreadable => Outcome::Unreadable,
            },
            changes,
        })
    }

    /// What a station sees of it.
    pub(super) fn seen_at(&self, station: domain::Station) -> Vec<(String, Option<&Value>)> {
        let seen = self.changes.iter().filter(|(about, _)| sight(station, about.kind) != Sight::Nothing);
        seen.map(|(about, record)| (about.to_string(), record.as_ref())).collect()
    }
}

/// A record's form with nothing in the place of each personal value, however it is spelt: in the
/// journal it is sealed, on the wire clear or hidden.
pub(super) fn bare(form: Value) -> Value {
    match form {
        Value::Object(fields) if fields.len() == 1 && ["personal", "sealed", "hidden"].iter().any(|spelt| fields.contains_key(*spelt)) => {
            Value::Null
        }
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, bare(value))).collect(),
        Value::Array(items) => items.into_iter().map(bare).collect(),
        form @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => form,
    }
}

/// The entries, to be asked.
pub(super) struct Journal<'a> {
    entries: BTreeMap<u64, &'a Durable>,
    places: BTreeMap<&'a (String, String, u64), Vec<u64>>,
}

impl<'a> Journal<'a> {
    pub(super) fn of(entries: &'a [Durable]) -> Self {
        let mut places: BTreeMap<_, Vec<u64>> = BTreeMap::new();
        for entry in entries {
            places.entry(&entry.key).or_default().push(entry.revision);
        }
        Self { entries: entries.iter().map(|entry| (entry.revision, entry)).collect(), places }
    }

    /// Whether there is nothing to hold anything against.
    pub(super) fn is_unknown(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether it says nothing about a revision because it begins later.
    pub(super) fn begins_after(&self, revision: u64) -> bool {
        self.entries.keys().next().is_none_or(|first| *first > revision)
    }

    pub(super) fn entry(&self, revision: u64) -> Option<&'a Durable> {
        self.entries.get(&revision).copied()
    }

    /// Where a command stands: once, if all is well.
    pub(super) fn places(&self, key: &(String, String, u64)) -> &[u64] {
        self.places.get(key).map_or(&[], Vec::as_slice)
    }

    /// What a station sees of the state after an entry; `None`: the journal does not begin with
    /// the first.
    pub(super) fn state_at(&self, revision: u64, station: domain::Station) -> Option<BTreeMap<String, &'a Value>> {
        if self.begins_after(1) {
            return None;
        }
        let mut state = BTreeMap::new();
        for (about, record) in self.entries.range(..=revision).flat_map(|(_, entry)| entry.seen_at(station)) {
            match record {
                Some(record) => state.insert(about, record),
                None => state.remove(&about),
            };
        }
        Some(state)
    }
}
