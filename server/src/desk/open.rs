//! Opening a property: the journal is read once, and from it come the state, the shelf,
//! the answers and what the store lacks.

use super::answers::{Answers, Key};
use super::shelf::{Cause, Shelf};
use super::{Desk, Request, writer::Writer};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use crate::storage::entry::Entry;
use crate::storage::lost::Lost;
use crate::storage::store::{Settled, Store};
use crate::storage::vault::Vault;
use domain::State;
use journal::file::{FileJournal, Options};
use journal::{Identity, Journal, Revision, Stored};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, watch};
use values::{At, Id};

/// How many commands may wait for the writer before callers wait for a place.
const QUEUE: usize = 1_024;
/// How many entries the store may be behind in memory.
const BEHIND: usize = 4_096;
/// How many entries are read at a time to fill the store.
const PAGE: usize = 1_000;

/// An open property.
pub struct Opened {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Ends with the fault that stopped the writer, or without one after the queue closed.
    pub writer: JoinHandle<Result<(), Fault>>,
    /// The store's own thread; ends after the writer.
    pub keeper: JoinHandle<()>,
}

/// What replaying the journal gives.
#[derive(Default)]
struct Replayed {
    state: State,
    shelf: Shelf,
    answers: Answers,
    last_at: Option<At>,
    lost: Lost,
    fault: Option<Fault>,
}

/// Opens the data directory's journal and starts its one writer.
pub fn open(dir: &DataDir, secrets: &Secrets, now: fn() -> At) -> Result<Opened, Fault> {
    let vault = Arc::new(Vault::open(dir.path(), secrets.master())?);
    let mut replayed = Replayed::default();
    let options = Options::new(Identity { store: random()?, epoch: random()? });
    let journal =
        FileJournal::open(&dir.journal(), options, |stored| replayed.take(stored, &vault)).map_err(|e| Fault::Journal(e.to_string()))?;
    if let Some(fault) = replayed.fault {
        return Err(fault);
    }
    replayed.refuse_lost_keys(dir)?;
    let head = journal.head();
    let store = Arc::new(Store::open(&dir.store(), head.revision.0)?);
    fill(&store, &journal)?;
    let (queue, requests) = mpsc::channel::<Request>(QUEUE);
    let (to_store, for_store) = sync_channel(BEHIND);
    let desk = Arc::new(Desk {
        vault,
        store: store.clone(),
        identity: journal.identity(),
        own_terminal: Id::parse("server").map_err(|e| Fault::Machine(e.to_string()))?,
        head: watch::Sender::new(head.revision.0),
        state: RwLock::new(replayed.state.clone()),
        shelf: RwLock::new(replayed.shelf),
        chain: Mutex::new(head),
        answers: Mutex::new(replayed.answers.clone()),
        queue: Mutex::new(Some(queue)),
    });
    let writer = Writer {
        desk: desk.clone(),
        journal: Box::new(journal),
        head,
        ahead: replayed.state,
        answers: replayed.answers,
        last_at: replayed.last_at.unwrap_or(At(0)),
        now,
        store: to_store,
    };
    let spawn = |e: std::io::Error| Fault::Machine(format!("a thread could not be started: {e}"));
    let keeper = std::thread::Builder::new().name("store".into()).spawn(move || keep(&store, &for_store)).map_err(spawn)?;
    let writer = std::thread::Builder::new().name("writer".into()).spawn(move || writer.run(requests)).map_err(spawn)?;
    Ok(Opened { desk, writer, keeper })
}

impl Replayed {
    fn take(&mut self, stored: &Stored, vault: &Vault) {
        if self.fault.is_none() {
            self.fault = self.try_take(stored, vault).err();
        }
    }

    fn try_take(&mut self, stored: &Stored, vault: &Vault) -> Result<(), Fault> {
        let entry = Entry::read(&stored.payload)?;
        let changes = entry.open_changes(vault)?;
        self.lost.take(&entry, &changes, vault);
        self.state.apply(&changes);
        self.shelf.take(stored.revision.0, &changes, Cause::of(&entry.stamp, &entry.name))?;
        self.last_at = Some(entry.stamp.at);
        self.answers.keep(&key_of(&entry), stored.revision.0, entry.verdict);
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

fn key_of(entry: &Entry) -> Key {
    Key {
        terminal: entry.stamp.terminal.clone(),
        incarnation: entry.stamp.incarnation.clone(),
        seq: entry.stamp.seq,
    }
}

fn settled(stored: &Stored) -> Result<Settled, Fault> {
    let entry = Entry::read(&stored.payload)?;
    Ok(Settled {
        revision: stored.revision.0,
        key: key_of(&entry).stored(),
        records: entry.stored_records()?,
        verdict: entry.verdict,
    })
}

/// Brings the store up to the journal's head.
fn fill(store: &Store, journal: &FileJournal) -> Result<(), Fault> {
    let head = journal.head().revision.0;
    while store.covered() < head {
        let page = journal.read(Revision(store.covered()), PAGE).map_err(|e| Fault::Journal(e.to_string()))?;
        store.take(&page.iter().map(settled).collect::<Result<Vec<_>, _>>()?)?;
        tracing::info!(covered = store.covered(), head, "the store is filled from the journal");
    }
    Ok(())
}

/// The store's thread: takes what the writer has made durable. A fault is reported once;
/// the store then stays behind and is filled at the next start.
fn keep(store: &Store, entries: &Receiver<Settled>) {
    let mut broken = false;
    while let Ok(first) = entries.recv() {
        let mut batch = vec![first];
        batch.extend(entries.try_iter().take(PAGE));
        if !broken && let Err(fault) = store.take(&batch) {
            tracing::error!(%fault, "the store takes no more; it is filled again at the next start");
            broken = true;
        }
    }
}
