//! What has left the working set, in memory: the store without sled.

use crate::harness::entries_after;
use domain::{Kind, RecordRef};
use journal::simulated::SimulatedDisk;
use server::desk::archive::Archive;
use server::desk::settled;
use server::fault::Fault;
use server::storage::entry::Given;
use server::storage::store::{Page, Settled};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many settled entries may wait to be taken.
const WAITING: usize = 1 << 16;

/// Filled while the server runs, and from its journal where it was killed before that.
#[derive(Default)]
pub(super) struct InMemory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    covered: u64,
    answers: BTreeMap<String, Given>,
    newest: BTreeMap<RecordRef, Vec<u8>>,
    coming: Option<Receiver<Settled>>,
}

impl InMemory {
    /// Reads what the journal has and this lacks; what is settled from now on goes into the
    /// returned end.
    pub(super) fn follow(&self, disk: &SimulatedDisk) -> Result<SyncSender<Settled>, Fault> {
        let mut kept = self.kept();
        for stored in entries_after(Arc::new(disk.clone()), kept.covered).map_err(|e| Fault::Journal(e.to_string()))? {
            kept.take(settled(&stored)?);
        }
        let (sender, receiver) = sync_channel(WAITING);
        kept.coming = Some(receiver);
        Ok(sender)
    }

    /// With everything that has come meanwhile.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(coming) = kept.coming.take() {
            coming.try_iter().for_each(|settled| kept.take(settled));
            kept.coming = Some(coming);
        }
        kept
    }
}

impl Kept {
    fn take(&mut self, settled: Settled) {
        if settled.revision != self.covered + 1 {
            return;
        }
        self.covered = settled.revision;
        self.answers.insert(settled.key, settled.given);
        self.newest.extend(settled.records.into_iter().map(|kept| (kept.reference, kept.form)));
    }
}

impl Archive for InMemory {
    fn answer(&self, key: &str) -> Result<Option<Given>, Fault> {
        Ok(self.kept().answers.get(key).cloned())
    }
    fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.kept().newest.get(reference).cloned())
    }
    fn history(&self, _kind: Kind, _word: Option<&str>, _before: u64, _limit: usize) -> Result<Page, Fault> {
        Ok(Page::default())
    }
    fn missing(&self) -> u64 {
        0
    }
    fn until_covered(&self, last: u64, _patience: Duration) -> bool {
        self.kept().covered >= last
    }
}
