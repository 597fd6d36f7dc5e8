//! Opening a property: the newest segment of the journal is read, its checkpoint and then its
//! entries; from them come the state, the shelf and the answers. What the store lacks is
//! filled in beside serving.

use super::answers::Key;
use super::archive::Archive;
use super::recognition::Recognition;
use super::segments::Segment;
use super::shelf::{Cause, RING, Shelf};
use super::turned_away::TurnedAway;
use super::witnesses::Witnesses;
use super::writer::{Pace, Writer};
use super::{Desk, Request};
use crate::care::Care;
use crate::clock::{Clock, Source};
use crate::copies::mirror::Mirror;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use crate::identity::tries::{Guessed, Tries};
use crate::plant::{self, Bug};
use crate::settings::Settings;
use crate::signal::Signal;
use crate::storage::body::BodyKey;
use crate::storage::checkpoint::Checkpoint;
use crate::storage::entry::{Entry, Given, record_in_clear, stored_form};
use crate::storage::families::Families;
use crate::storage::lost::Lost;
use crate::storage::space::{Room, Space};
use crate::storage::store::{Keeper, Settled, Store};
use crate::storage::vault::{Vault, holds};
use domain::State;
use journal::disk::{Disk, RealDisk};
use journal::file::{FileJournal, Options};
use journal::{Head, Identity, Journal, Replay, Stored};
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use tokio::sync::mpsc;
use values::{At, Id};

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

/// Opens the journal of this data directory and replays its newest segment.
pub fn replay(dir: &DataDir, vault: &Arc<Vault>) -> Result<(FileJournal, Replayed), Fault> {
    let disk = RealDisk::new(&dir.journal()).map_err(Fault::file(&dir.journal()))?;
    let (journal, replayed) = replay_on(Arc::new(disk), Options::new(Identity { store: random()?, epoch: random()? }), vault)?;
    replayed.refuse_lost_keys(dir)?;
    Ok((journal, replayed))
}

/// The same on any disk; the options name the history where there is none yet.
pub fn replay_on(disk: Arc<dyn Disk>, options: Options, vault: &Arc<Vault>) -> Result<(FileJournal, Replayed), Fault> {
    let mut replayed = Replayed {
        reached: Checkpoint::default(),
        state: State::default(),
        vault: vault.clone(),
        shelf: Shelf::default(),
        entries: 0,
        lost: Lost::default(),
        fault: None,
    };
    let journal = FileJournal::open(disk, options, &mut replayed).map_err(|e| Fault::Journal(e.to_string()))?;
    if let Some(fault) = replayed.fault.take() {
        return Err(fault);
    }
    replayed.finish_erasing()?;
    Ok((journal, replayed))
}

/// Opens the data directory's journal and starts its one writer.
pub fn open(dir: &DataDir, secrets: &Secrets, settings: &Settings, care: &Care, source: Source) -> Result<Opened, Fault> {
    let vault = Arc::new(Vault::open(dir.path(), secrets.master())?);
    let (journal, replayed) = replay(dir, &vault)?;
    let head = journal.head();
    let clock = Clock::start(source, replayed.last_at(), replayed.state.doubt_in_clock().map(|d| d.why));
    let store = Arc::new(Store::open(&dir.store(), journal.identity())?);
    let space = Arc::new(Space::watch(dir.path(), u64::from(settings.disk_reserve_mib) << 20, u64::from(settings.ballast_mib) << 20));
    let (to_store, for_store) = sync_channel(BEHIND);
    let has_room = {
        let space = space.clone();
        Box::new(move || space.room() == Room::Ample)
    };
    store.want(journal.first().0, head.revision.0);
    let ground = Ground {
        vault,
        bodies: BodyKey::of(secrets.master()),
        archive: store.clone(),
        to_archive: to_store,
        journal: Arc::new(RealDisk::read_only(&dir.journal())),
        space,
        care: care.clone(),
        segment_entries: u64::from(settings.segment_entries),
        ring: RING,
        in_step: in_step(dir, settings, head, care),
        pace: None,
        witnesses: Witnesses::open(dir, &journal.identity().epoch)?,
        recognition: Recognition::new(Tries::open(dir.path(), Guessed::VisitCode, clock.clone())?),
        clock: clock.clone(),
    };
    let (desk, writing) = Writing::over(journal, replayed, ground)?;
    let durable = writing.durable();
    let keeper = Keeper::new(store, super::source::JournalSource::of(dir)?, for_store, durable.clone(), has_room);
    let failed = |e: std::io::Error| Fault::Machine(format!("a thread could not be started: {e}"));
    let keeper = std::thread::Builder::new().name("store".into()).spawn(move || keeper.run()).map_err(failed)?;
    let alone = tokio::runtime::Builder::new_current_thread().build().map_err(failed)?;
    let writer = std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || alone.block_on(writing.run()))
        .map_err(failed)?;
    Ok(Opened { desk, writer, keeper, durable, clock })
}

/// What a desk is opened upon, besides its journal.
pub struct Ground {
    /// Personal data under its keys.
    pub vault: Arc<Vault>,
    /// Tells commands apart that come under one key.
    pub bodies: BodyKey,
    /// What has left the working set.
    pub archive: Arc<dyn Archive>,
    /// What is settled goes there.
    pub to_archive: SyncSender<Settled>,
    /// Where the journal lies, for reading what is durable.
    pub journal: Arc<dyn Disk>,
    /// The room on the disk.
    pub space: Arc<Space>,
    /// What is known of the copies.
    pub care: Care,
    /// So many entries make a segment.
    pub segment_entries: u64,
    /// So many commits are kept for followers who come back.
    pub ring: usize,
    /// The mirror that the writer itself keeps.
    pub in_step: Option<Mirror>,
    /// Waited for between deciding and writing.
    pub pace: Option<Pace>,
    /// Who contradicts this history.
    pub witnesses: Witnesses,
    /// Recognises who leaves at a kiosk.
    pub recognition: Recognition,
    /// The clock.
    pub clock: Clock,
}

/// The one writer with its queue, ready to run.
pub struct Writing {
    writer: Writer,
    requests: mpsc::Receiver<Request>,
}

impl Writing {
    /// The desk over what was replayed, and its writer.
    pub fn over(journal: FileJournal, mut replayed: Replayed, ground: Ground) -> Result<(Arc<Desk>, Self), Fault> {
        replayed.shelf.keep(ground.ring);
        let head = journal.head();
        let families = Families::default();
        families.begin(replayed.state.erasure.iter());
        let (queue, requests) = mpsc::channel::<Request>(QUEUE);
        let desk = Arc::new(Desk {
            vault: ground.vault,
            bodies: ground.bodies,
            archive: ground.archive,
            journal: ground.journal,
            space: ground.space.clone(),
            identity: journal.identity(),
            witnesses: ground.witnesses,
            turned_away: TurnedAway::default(),
            registry: Signal::default(),
            own_terminal: Id::parse("server").map_err(|e| Fault::Machine(e.to_string()))?,
            care: ground.care.clone(),
            moves: Signal::default(),
            state: RwLock::new(replayed.state.clone()),
            shelf: RwLock::new(replayed.shelf),
            chain: Mutex::new((head, replayed.reached.records.digest())),
            answers: Mutex::new(replayed.reached.answers.clone()),
            queue: Mutex::new(Some(queue)),
            families,
        });
        let last_at = (replayed.entries > 0).then_some(replayed.reached.last_at);
        let writer = Writer {
            desk: desk.clone(),
            journal,
            head,
            ahead: replayed.state,
            answers: replayed.reached.answers,
            stored: replayed.reached.records,
            last_at: replayed.reached.last_at,
            segment: Segment::of(replayed.entries, last_at, ground.segment_entries),
            segment_entries: ground.segment_entries,
            in_step: ground.in_step,
            care: ground.care,
            space: ground.space,
            durable: Arc::new(AtomicU64::new(head.revision.0)),
            clock: ground.clock,
            recognition: ground.recognition,
            pace: ground.pace,
            store: ground.to_archive,
        };
        Ok((desk, Self { writer, requests }))
    }

    /// The durable head of the journal, as it moves.
    #[must_use]
    pub fn durable(&self) -> Arc<AtomicU64> {
        self.writer.durable.clone()
    }

    /// Works until the queue is closed, or a fault of the disk stops the server.
    pub async fn run(self) -> Result<(), Fault> {
        self.writer.run(self.requests).await
    }
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
    /// When the last entry was stamped; none: there is no entry.
    #[must_use]
    pub fn last_at(&self) -> Option<At> {
        (self.reached.last_at.0 > 0).then_some(self.reached.last_at)
    }

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
        if !plant::is(Bug::AnswersLostAtStart) {
            self.reached.answers.keep(&key_of(&entry), Given::by(&entry));
        }
        Ok(())
    }
}

impl Replayed {
    /// Takes one more entry of the journal.
    pub(crate) fn also(&mut self, stored: &Stored) -> Result<(), Fault> {
        self.take(stored)
    }

    /// A crash may have come between an erasing entry and the keys that it destroys.
    fn finish_erasing(&self) -> Result<(), Fault> {
        if plant::is(Bug::ErasureNotFinished) {
            return Ok(());
        }
        for erasure in self.state.erasure.iter() {
            let finished = self.vault.erase(&erasure.families)?;
            if finished > 0 {
                tracing::warn!(finished, "keys that were being destroyed when the server stopped are destroyed now");
            }
        }
        Ok(())
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
///
/// # Errors
/// It is no entry that this server can read.
pub fn settled(stored: &Stored) -> Result<Settled, Fault> {
    let entry = Entry::read(&stored.payload)?;
    Settled::of(stored.revision.0, key_of(&entry).stored(), &entry)
}
