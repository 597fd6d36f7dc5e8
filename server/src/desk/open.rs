//! Opening a property: the newest segment of the journal is read, its checkpoint and then its
//! entries; from them come the state, the shelf and the answers. What the store lacks is
//! filled in beside serving.

use super::answers::Key;
use super::segments::Segment;
use super::shelf::{Cause, Shelf};
use super::witnesses::Witnesses;
use super::{Desk, Request, writer::Writer};
use crate::care::Care;
use crate::clock::{Clock, Source};
use crate::copies::mirror::Mirror;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use crate::settings::Settings;
use crate::storage::checkpoint::Checkpoint;
use crate::storage::entry::{Entry, record_in_clear, stored_form};
use crate::storage::lost::Lost;
use crate::storage::space::{Room, Space};
use crate::storage::store::{Keeper, Settled, Store};
use crate::storage::vault::{Vault, holds};
use domain::State;
use journal::disk::RealDisk;
use journal::file::{FileJournal, Options};
use journal::{Head, Identity, Journal, Replay, Stored};
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, watch};
use values::Id;

/// How many commands may wait for the writer before callers wait for a place.
const QUEUE: usize = 1_024;
/// How many entries the store may be behind in memory; the rest is read from the journal.
const BEHIND: usize = 4_096;

/// An open property.
pub struct Opened {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Ends with the fault that stopped the writer, or without one after the queue closed.
    pub writer: JoinHandle<Result<(), Fault>>,
    /// The store's own thread; ends after the writer.
    pub keeper: JoinHandle<()>,
    /// The durable head of the journal.
    pub durable: Arc<AtomicU64>,
    /// The time.
    pub clock: Clock,
}

/// What the newest segment gives.
pub struct Replayed {
    /// What a checkpoint at the journal's head would hold.
    pub reached: Checkpoint,
    /// The current records in clear.
    pub state: State,
    vault: Arc<Vault>,
    shelf: Shelf,
    entries: u64,
    lost: Lost,
    fault: Option<Fault>,
}

/// Opens a journal of this data directory and replays its newest segment.
pub fn replay(dir: &DataDir, vault: &Arc<Vault>) -> Result<(FileJournal, Replayed), Fault> {
    let mut replayed = Replayed {
        reached: Checkpoint::default(),
        state: State::default(),
        vault: vault.clone(),
        shelf: Shelf::default(),
        entries: 0,
        lost: Lost::default(),
        fault: None,
    };
    let disk = RealDisk::new(&dir.journal()).map_err(Fault::file(&dir.journal()))?;
    let options = Options::new(Identity { store: random()?, epoch: random()? });
    let journal = FileJournal::open(Arc::new(disk), options, &mut replayed).map_err(|e| Fault::Journal(e.to_string()))?;
    if let Some(fault) = replayed.fault.take() {
        return Err(fault);
    }
    replayed.refuse_lost_keys(dir)?;
    Ok((journal, replayed))
}

/// Opens the data directory's journal and starts its one writer.
pub fn open(dir: &DataDir, secrets: &Secrets, settings: &Settings, care: &Care, source: Source) -> Result<Opened, Fault> {
    let vault = Arc::new(Vault::open(dir.path(), secrets.master())?);
    let (journal, replayed) = replay(dir, &vault)?;
    let head = journal.head();
    let last_entry = (head.revision.0 > 0).then_some(replayed.reached.last_at);
    let clock = Clock::start(source, last_entry, replayed.state.doubt_in_clock().map(|d| d.why));
    let store = Arc::new(Store::open(&dir.store(), journal.identity())?);
    let space = Arc::new(Space::watch(dir.path(), u64::from(settings.disk_reserve_mib) << 20, u64::from(settings.ballast_mib) << 20));
    let durable = Arc::new(AtomicU64::new(head.revision.0));
    let (queue, requests) = mpsc::channel::<Request>(QUEUE);
    let (to_store, for_store) = sync_channel(BEHIND);
    let desk = Arc::new(Desk {
        vault,
        store: store.clone(),
        journal: dir.journal(),
        space: space.clone(),
        identity: journal.identity(),
        witnesses: Witnesses::open(dir, &journal.identity().epoch)?,
        own_terminal: Id::parse("server").map_err(|e| Fault::Machine(e.to_string()))?,
        care: care.clone(),
        head: watch::Sender::new(head.revision.0),
        state: RwLock::new(replayed.state.clone()),
        shelf: RwLock::new(replayed.shelf),
        chain: Mutex::new((head, replayed.reached.records.digest())),
        answers: Mutex::new(replayed.reached.answers.clone()),
        queue: Mutex::new(Some(queue)),
    });
    let has_room = {
        let space = space.clone();
        Box::new(move || space.room() == Room::Ample)
    };
    store.want(journal.first().0, head.revision.0);
    let keeper = Keeper::new(store, super::source::JournalSource::of(dir)?, for_store, durable.clone(), has_room);
    let limit = u64::from(settings.segment_entries);
    let segment = Segment::of(replayed.entries, (replayed.entries > 0).then_some(replayed.reached.last_at), limit);
    let writer = Writer {
        desk: desk.clone(),
        journal,
        head,
        ahead: replayed.state,
        answers: replayed.reached.answers,
        stored: replayed.reached.records,
        last_at: replayed.reached.last_at,
        segment,
        segment_entries: limit,
        in_step: in_step(dir, settings, head, care),
        care: care.clone(),
        space,
        durable: durable.clone(),
        clock: clock.clone(),
        store: to_store,
    };
    let spawn = |e: std::io::Error| Fault::Machine(format!("a thread could not be started: {e}"));
    let keeper = std::thread::Builder::new().name("store".into()).spawn(move || keeper.run()).map_err(spawn)?;
    let writer = std::thread::Builder::new().name("writer".into()).spawn(move || writer.run(requests)).map_err(spawn)?;
    Ok(Opened { desk, writer, keeper, durable, clock })
}

/// The mirror that the writer itself keeps. Where it cannot be opened the server goes on
/// without it, and says so.
fn in_step(dir: &DataDir, settings: &Settings, head: Head, care: &Care) -> Option<Mirror> {
    let to = settings.mirror().filter(|_| settings.mirror_in_step)?;
    let opened = Mirror::open(dir, &to).and_then(|mut mirror| mirror.follow(head.revision).map(|()| mirror));
    care.mirrored(opened.as_ref().map(|mirror| mirror.revision().0));
    opened.ok()
}

impl Replay for Replayed {
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        if self.fault.is_none() {
            self.fault = self.begin(at, bytes).err();
        }
    }
    fn entry(&mut self, stored: &Stored) {
        if self.fault.is_none() {
            self.fault = self.take(stored).err();
        }
    }
}

impl Replayed {
    fn begin(&mut self, at: Head, bytes: &[u8]) -> Result<(), Fault> {
        self.reached = Checkpoint::read(bytes)?;
        let mut records = Vec::with_capacity(self.reached.records.iter().len());
        for (_, form) in self.reached.records.iter() {
            let form = stored_form(form)?;
            let sealed = holds("sealed", &form);
            let record = record_in_clear(form, &self.vault)?;
            if sealed {
                self.lost.begin(&record, &self.vault);
            }
            records.push(record);
        }
        self.shelf.begin(at.revision.0, &records)?;
        records.into_iter().for_each(|record| self.state.put(record));
        Ok(())
    }

    fn take(&mut self, stored: &Stored) -> Result<(), Fault> {
        let entry = Entry::read(&stored.payload)?;
        let changes = entry.open_changes(&self.vault)?;
        self.lost.take(&entry, &changes, &self.vault);
        self.state.apply(&changes);
        self.shelf.take(stored.revision.0, &changes, Cause::of(&entry.stamp, &entry.name))?;
        self.entries += 1;
        self.reached.last_at = entry.stamp.at;
        self.reached.records.take(entry.stored_records()?);
        self.reached.answers.keep(&key_of(&entry), stored.revision.0, entry.verdict);
        Ok(())
    }
}

impl Replayed {
    /// Takes one more entry of the journal.
    pub(crate) fn also(&mut self, stored: &Stored) -> Result<(), Fault> {
        self.take(stored)
    }

    /// What nobody erased must not be served as erased.
    fn refuse_lost_keys(&self, dir: &DataDir) -> Result<(), Fault> {
        let lost = self.lost.families();
        let Some(first) = lost.keys().next() else { return Ok(()) };
        let what = format!("it lacks the keys of {} families (the first is {first}) that were not erased; `verify` names all", lost.len());
        Err(Fault::damaged(&dir.keys(), what))
    }
}

pub(super) fn key_of(entry: &Entry) -> Key {
    Key {
        terminal: entry.stamp.terminal.clone(),
        incarnation: entry.stamp.incarnation.clone(),
        seq: entry.stamp.seq,
    }
}

/// What an entry of the journal leaves in the store.
pub(super) fn settled(stored: &Stored) -> Result<Settled, Fault> {
    let entry = Entry::read(&stored.payload)?;
    Settled::of(stored.revision.0, key_of(&entry).stored(), &entry)
}
