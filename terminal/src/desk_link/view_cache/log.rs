//! The view's log: a journal whose checkpoint is a whole view and whose entries are what changed
//! since, each encrypted and bound to its place. What opens is a view as it was once, or nothing.

use crate::disk_key::DiskKey;
use journal::chance::Chance;
use journal::digest::ViewDigest;
use journal::disk::{Disk, overwrite_file};
use journal::file::{FileJournal, Old, OpenError, Options};
use journal::{AppendError, BatchId, Head, Identity, Journal, MAX_ENTRY_BYTES, Replay, Revision, Stored};
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::{Change, Cursor};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

const KEY_FILE: &str = "view.key";
/// The first byte of what is kept. Another one is of a newer program.
const FORMAT: u8 = 1;
const STEP_BYTES: u64 = 256 * 1024;
/// A log starts over that is longer by this than the view, and by as much as the view has.
const START_OVER_BYTES: u64 = 64 * 1024;

/// Why what is on the disk, or the disk, is of no use.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unusable {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Append(#[from] AppendError),
    #[error(transparent)]
    Disk(#[from] io::Error),
    #[error("a newer version of the program wrote it")]
    Newer,
    #[error("it does not decrypt with this terminal's key")]
    NotDecrypted,
    #[error("it does not add up to the server's digest")]
    Differs,
    #[error("it could not be encrypted")]
    NotEncrypted,
}

/// A view as the server told it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct View {
    pub(super) at: Cursor,
    /// The server's clock when it said that this was all.
    pub(super) clock_ms: i64,
    /// As the server told it; empty where it told none.
    pub(super) digest: Bytes,
    pub(super) records: BTreeMap<String, Bytes>,
}

/// What is written at once. In a checkpoint the changes are every record.
#[derive(Clone, PartialEq, Message)]
struct Written {
    #[prost(message, optional, tag = "1")]
    at: Option<Cursor>,
    #[prost(int64, tag = "2")]
    clock_ms: i64,
    #[prost(bytes = "bytes", tag = "3")]
    digest: Bytes,
    /// An empty record is one that is removed.
    #[prost(message, repeated, tag = "4")]
    changes: Vec<Change>,
}

pub(super) struct ViewLog {
    journal: FileJournal,
    key: DiskKey,
}

#[derive(Clone, Copy)]
enum Part {
    Whole = 0,
    Changes = 1,
}

/// Everything on the disk, still encrypted.
#[derive(Default)]
struct Sealed(Vec<(Part, Revision, Vec<u8>)>);

impl Replay for Sealed {
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        self.0.push((Part::Whole, at.revision, bytes.to_vec()));
    }

    fn entry(&mut self, stored: &Stored) {
        self.0.push((Part::Changes, stored.revision, stored.payload.clone()));
    }
}

impl View {
    /// A record that is empty is removed.
    pub(super) fn put(&mut self, reference: &str, record: &Bytes) {
        if record.is_empty() {
            self.records.remove(reference);
        } else {
            self.records.insert(reference.to_owned(), record.clone());
        }
    }

    fn written(&self, changes: &BTreeMap<String, Bytes>) -> Written {
        let changes = changes.iter().map(|(reference, record)| Change { reference: reference.clone(), record: record.clone() });
        Written {
            at: Some(self.at.clone()),
            clock_ms: self.clock_ms,
            digest: self.digest.clone(),
            changes: changes.collect(),
        }
    }

    fn take(&mut self, written: Written) {
        written.changes.iter().for_each(|change| self.put(&change.reference, &change.record));
        (self.at, self.clock_ms, self.digest) = (written.at.unwrap_or_default(), written.clock_ms, written.digest);
    }

    fn adds_up(&self) -> bool {
        let mut digest = ViewDigest::default();
        self.records.iter().for_each(|(reference, record)| digest.add(reference, record));
        self.digest.is_empty() || self.digest == digest.to_bytes().as_slice()
    }
}

impl ViewLog {
    /// The log on this disk and the view in it; a new one where there is none.
    pub(super) fn open(disk: Arc<dyn Disk>, keys: &dyn Disk, chance: Arc<dyn Chance>) -> Result<(ViewLog, Option<View>), Unusable> {
        let (mut store, mut epoch) = ([0; 16], [0; 16]);
        chance.fill(&mut store)?;
        chance.fill(&mut epoch)?;
        let key = DiskKey::open(keys, KEY_FILE, chance)?;
        let mut sealed = Sealed::default();
        let options = Options { step_bytes: STEP_BYTES, identity: Identity { store, epoch } };
        let journal = FileJournal::open(disk, options, &mut sealed)?;
        let log = ViewLog { journal, key };
        let mut view = None;
        for (part, revision, bytes) in sealed.0 {
            let written = log.unseal(part, revision, &bytes)?;
            view.get_or_insert_with(View::default).take(written);
        }
        if view.as_ref().is_some_and(|view| !view.adds_up()) {
            return Err(Unusable::Differs);
        }
        Ok((log, view))
    }

    /// The same on a disk that is emptied first.
    pub(super) fn anew(disk: &Arc<dyn Disk>, keys: &dyn Disk, chance: Arc<dyn Chance>) -> Result<ViewLog, Unusable> {
        wipe(&**disk)?;
        ViewLog::open(Arc::clone(disk), keys, chance).map(|(log, _)| log)
    }

    /// Begins again with the whole view: after a crash there is the old one or this one.
    pub(super) fn begin(&mut self, view: &View) -> Result<(), Unusable> {
        let bytes = self.seal(Part::Whole, self.journal.head().revision, &view.written(&view.records))?;
        Ok(self.journal.rotate(&bytes, Old::Drop)?)
    }

    /// Adds what changed up to this view; the whole view where that is shorter than going on.
    pub(super) fn add(&mut self, view: &View, changes: &BTreeMap<String, Bytes>) -> Result<(), Unusable> {
        let bytes = view.records.iter().map(|(reference, record)| (reference.len() + record.len()) as u64).sum::<u64>();
        if self.journal.size_bytes() > bytes + bytes.max(START_OVER_BYTES) {
            return self.begin(view);
        }
        let head = self.journal.head().revision;
        let entry = self.seal(Part::Changes, head.next(), &view.written(changes))?;
        if entry.len() > MAX_ENTRY_BYTES {
            return self.begin(view);
        }
        self.journal.append(head, BatchId(u128::from(head.next().0)), &[entry])?;
        Ok(())
    }

    fn seal(&self, part: Part, revision: Revision, written: &Written) -> Result<Vec<u8>, Unusable> {
        let sealed = self.key.seal(&self.place(part, revision), &written.encode_to_vec()).ok_or(Unusable::NotEncrypted)?;
        Ok([&[FORMAT], sealed.as_slice()].concat())
    }

    fn unseal(&self, part: Part, revision: Revision, bytes: &[u8]) -> Result<Written, Unusable> {
        let Some((&FORMAT, sealed)) = bytes.split_first() else { return Err(Unusable::Newer) };
        let plain = self.key.unseal(&self.place(part, revision), sealed).ok_or(Unusable::NotDecrypted)?;
        Written::decode(Bytes::from(plain)).map_err(|_| Unusable::Newer)
    }

    fn place(&self, part: Part, revision: Revision) -> Vec<u8> {
        [b"dutydesk view".as_slice(), &[FORMAT, part as u8], &self.journal.identity().store, &revision.0.to_be_bytes()].concat()
    }
}

/// Takes the key away, and then what it opens.
pub(super) fn destroy(disk: &dyn Disk, keys: &dyn Disk) -> io::Result<()> {
    overwrite_file(keys, KEY_FILE)?;
    keys.remove(KEY_FILE)?;
    keys.sync()?;
    wipe(disk)
}

fn wipe(disk: &dyn Disk) -> io::Result<()> {
    for name in disk.list()? {
        overwrite_file(disk, &name)?;
        disk.remove(&name)?;
    }
    disk.sync()
}
