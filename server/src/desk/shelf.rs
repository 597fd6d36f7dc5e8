//! What followers are sent: the durable records as each view sees them, the recent commits,
//! and each view's digest. Everything here is durable already.

use domain::registers::erasures::Erasure;
use domain::view::{Sight, followed, sight};
use domain::{Change, Record, RecordRef, Station};
use journal::digest::ViewDigest;
use proto::v1;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::fault::Fault;
use crate::plant::{self, Bug};
use crate::storage::vault::veil;
use values::Id;

/// How many commits a follower may be behind before it gets the current state instead.
pub const RING: usize = 8_192;

/// The views that can be followed, each with its tag.
const VIEWS: [(Station, &[u8]); 2] = [(Station::Counter, b"counter/0"), (Station::ControlRoom, b"control_room/0")];

/// The bytes of one record, whole and veiled.
#[derive(Clone)]
struct Copies {
    whole: prost::bytes::Bytes,
    veiled: prost::bytes::Bytes,
}

/// One commit, once encoded for each view.
pub struct Frame {
    /// Its revision.
    pub revision: u64,
    views: [v1::Commit; 2],
}

/// The shelf of one property.
pub struct Shelf {
    revision: u64,
    records: BTreeMap<RecordRef, Copies>,
    digests: [ViewDigest; 2],
    ring: VecDeque<Arc<Frame>>,
    /// It holds so many.
    most: usize,
    /// Families that nobody uses any more until they may be erased, by who asked for it.
    blocked: BTreeMap<Id<Erasure>, BTreeSet<RecordRef>>,
}

/// Who caused a commit, for the terminal that waits for its own.
pub struct Cause {
    /// The command's name.
    pub command: String,
    /// The terminal.
    pub terminal: String,
    /// Its incarnation.
    pub incarnation: Vec<u8>,
    /// Its seq.
    pub seq: u64,
    /// The stamp's time.
    pub at_ms: i64,
}

/// A station's place among the views; `None`: it follows nothing.
#[must_use]
pub fn view_of(station: Station) -> Option<usize> {
    VIEWS.iter().position(|(s, _)| *s == station)
}

/// The tag of a view: a cursor with another tag is not resumed.
#[must_use]
pub fn view_tag(view: usize) -> &'static [u8] {
    VIEWS[view].1
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            revision: 0,
            records: BTreeMap::new(),
            digests: Default::default(),
            ring: VecDeque::new(),
            most: RING,
            blocked: BTreeMap::new(),
        }
    }
}

impl Shelf {
    /// Keeps so many commits for those who come back, and forgets older ones.
    pub fn keep(&mut self, most: usize) {
        self.most = most;
        self.ring.drain(..self.ring.len().saturating_sub(most));
    }
    /// The last revision on the shelf.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }
    /// How many records there are.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.records.len()
    }
    /// The oldest revision from which a cursor can be resumed.
    #[must_use]
    pub fn floor(&self) -> u64 {
        self.ring.front().map_or(self.revision, |f| f.revision - 1)
    }
    /// The digest of a view at the shelf's revision.
    #[must_use]
    pub fn digest(&self, view: usize) -> [u8; 32] {
        self.digests[view].to_bytes()
    }
    /// The commits after a revision, at most `limit`; `None` where they are no longer kept.
    #[must_use]
    pub fn after(&self, revision: u64, limit: usize) -> Option<Vec<Arc<Frame>>> {
        if revision < self.floor() || revision > self.revision {
            return None;
        }
        let skip = usize::try_from(revision - self.floor()).ok()?;
        Some(self.ring.iter().skip(skip).take(limit).cloned().collect())
    }
    /// Every record that a view sees.
    #[must_use]
    pub fn snapshot(&self, view: usize) -> Vec<v1::Change> {
        let station = VIEWS[view].0;
        self.records.iter().filter_map(|(reference, copies)| change(reference, Some(copies), station)).collect()
    }

    /// Begins with these records, as a checkpoint has them; no commit is kept from before.
    pub fn begin(&mut self, revision: u64, records: &[domain::Record]) -> Result<(), Fault> {
        records.iter().for_each(|record| self.note_blocked(record));
        for record in records {
            self.place(&record.reference(), Some(self.copies(record)?));
        }
        self.revision = revision;
        Ok(())
    }

    /// Puts or removes one record, in the views' digests too.
    fn place(&mut self, reference: &RecordRef, copies: Option<Copies>) {
        let before = match &copies {
            Some(copies) => self.records.insert(reference.clone(), copies.clone()),
            None => self.records.remove(reference),
        };
        let name = reference.to_string();
        for (view, (station, _)) in VIEWS.iter().enumerate() {
            let stays = copies.is_none() && plant::is(Bug::DigestForgetsRemovals);
            if let Some(old) = before.as_ref().and_then(|c| bytes(reference, c, *station)).filter(|_| !stays) {
                self.digests[view].remove(&name, old);
            }
            if let Some(new) = copies.as_ref().and_then(|c| bytes(reference, c, *station)) {
                self.digests[view].add(&name, new);
            }
        }
    }

    /// Takes over one durable entry.
    pub fn take(&mut self, revision: u64, changes: &[Change], cause: Cause) -> Result<(), Fault> {
        let mut seen: [Vec<v1::Change>; 2] = [Vec::new(), Vec::new()];
        for one in changes {
            let reference = one.about();
            let copies = match one {
                Change::Put(record) => {
                    self.note_blocked(record);
                    Some(self.copies(record)?)
                }
                Change::Remove(_) => None,
            };
            self.place(&reference, copies.clone());
            for (view, (station, _)) in VIEWS.iter().enumerate() {
                seen[view].extend(change(&reference, copies.as_ref(), *station));
            }
        }
        if plant::is(Bug::CommitCut) {
            seen.iter_mut().for_each(|changes| drop(changes.pop()));
        }
        let views = seen.map(|changes| v1::Commit {
            revision,
            at_ms: cause.at_ms,
            changes,
            command: cause.command.clone(),
            terminal: cause.terminal.clone(),
            incarnation: cause.incarnation.clone().into(),
            seq: cause.seq,
        });
        self.revision = revision;
        self.ring.push_back(Arc::new(Frame { revision, views }));
        self.keep(self.most);
        Ok(())
    }
}

impl Frame {
    /// The commit as a view sees it.
    #[must_use]
    pub fn seen(&self, view: usize) -> &v1::Commit {
        &self.views[view]
    }
}

impl Shelf {
    /// Whether a family waits for being erased and is blocked from use until then.
    #[must_use]
    pub fn is_blocked(&self, family: &RecordRef) -> bool {
        self.blocked.values().any(|families| families.contains(family))
    }

    /// An erasure stands before what it blocks, among the changes of its entry.
    fn note_blocked(&mut self, record: &Record) {
        let Record::Erasure(erasure) = record else { return };
        let blocked: BTreeSet<RecordRef> = erasure.blocked().cloned().collect();
        self.blocked.remove(&erasure.id);
        if !blocked.is_empty() {
            self.blocked.insert(erasure.id.clone(), blocked);
        }
    }

    fn copies(&self, record: &Record) -> Result<Copies, Fault> {
        let mut copies = copies(record)?;
        if self.is_blocked(&record.family()) {
            copies.whole = copies.veiled.clone();
        }
        Ok(copies)
    }
}

fn copies(record: &Record) -> Result<Copies, Fault> {
    let written = |e: serde_json::Error| Fault::Machine(format!("a record could not be written as JSON: {e}"));
    let mut form = serde_json::to_value(followed(record)).map_err(written)?;
    let whole = serde_json::to_vec(&form).map_err(written)?;
    veil(&mut form);
    let veiled = serde_json::to_vec(&form).map_err(written)?;
    Ok(Copies { whole: whole.into(), veiled: veiled.into() })
}

fn bytes<'a>(reference: &RecordRef, copies: &'a Copies, station: Station) -> Option<&'a prost::bytes::Bytes> {
    match sight(station, reference.kind) {
        Sight::Whole => Some(&copies.whole),
        Sight::Veiled => Some(&copies.veiled),
        Sight::Nothing => plant::is(Bug::ViewUnfiltered).then_some(&copies.whole),
    }
}

fn change(reference: &RecordRef, copies: Option<&Copies>, station: Station) -> Option<v1::Change> {
    let record = match copies {
        Some(copies) => bytes(reference, copies, station)?.clone(),
        None if sight(station, reference.kind) == Sight::Nothing => return None,
        None => prost::bytes::Bytes::new(),
    };
    Some(v1::Change { reference: reference.to_string(), record })
}
