//! The store's own thread: takes over what the writer has made durable, and fills from the
//! journal what is missing, while the server serves.

use super::{Settled, Store};
use crate::fault::Fault;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Where entries come from that the store lacks: the journal, up to what is durable.
pub trait Source: Send {
    /// The first revision that can be read.
    fn first(&self) -> u64;
    /// Up to `limit` entries behind `after`.
    fn read(&mut self, after: u64, limit: usize) -> Result<Vec<Settled>, Fault>;
}

/// How many entries are taken at a time.
const PAGE: usize = 1_000;
/// How long the keeper waits after a fault of the store's disk before it opens it again.
const REST: Duration = Duration::from_secs(2);

/// The keeper of a store.
pub struct Keeper<S> {
    /// The store.
    pub store: Arc<Store>,
    /// The journal.
    pub source: S,
    /// What the writer has just made durable. Sending never waits: what does not fit is
    /// read from the journal later.
    pub entries: Receiver<Settled>,
    /// The journal's durable head.
    pub head: Arc<AtomicU64>,
    /// Whether the disk has room for the store; history may wait, the journal may not.
    pub has_room: Box<dyn Fn() -> bool + Send>,
}

impl<S: Source> Keeper<S> {
    /// Works until the writer is gone.
    pub fn run(mut self) {
        let mut opened = false;
        loop {
            let first = match self.entries.recv_timeout(self.pause(opened)) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return self.finish(),
            };
            self.store.want(self.source.first(), self.head.load(Ordering::Acquire));
            if !(self.has_room)() {
                continue;
            }
            let work = if opened { self.step(first) } else { self.look() };
            match work {
                Ok(()) => opened = true,
                Err(fault) => {
                    tracing::error!(%fault, "the store is opened again and filled from the journal; nothing is lost");
                    self.store.close();
                    opened = false;
                }
            }
        }
    }

    /// How long to wait for the writer: not at all while something is missing.
    fn pause(&self, opened: bool) -> Duration {
        match (opened, self.store.first_gap()) {
            (false, _) if self.store.last_covered() == 0 => Duration::ZERO,
            (true, Some(_)) => Duration::ZERO,
            (false, _) | (true, None) => REST,
        }
    }

    /// Opens the months, and believes none that is ahead of the journal.
    fn look(&self) -> Result<(), Fault> {
        self.store.look()?;
        let (covered, head) = (self.store.last_covered(), self.head.load(Ordering::Acquire));
        if covered > head {
            tracing::warn!(covered, head, "the store is ahead of the journal: it is rebuilt");
            self.store.clear()?;
        }
        Ok(())
    }

    fn step(&mut self, first: Option<Settled>) -> Result<(), Fault> {
        let live: Vec<Settled> = first.into_iter().chain(self.entries.try_iter().take(PAGE)).collect();
        self.store.take(&live)?;
        let Some(gap) = self.store.first_gap() else { return Ok(()) };
        let limit = usize::try_from(gap.end() - gap.start() + 1).unwrap_or(PAGE).min(PAGE);
        let page = self.source.read(gap.start() - 1, limit)?;
        let missing = self.store.missing();
        if missing > PAGE as u64 {
            tracing::info!(missing, "the store is being filled from the journal");
        }
        self.store.take(&page)
    }

    /// The writer is gone: what is still in the queue is taken, and nothing else.
    fn finish(&mut self) {
        let rest: Vec<Settled> = self.entries.try_iter().collect();
        if (self.has_room)()
            && let Err(fault) = self.store.take(&rest)
        {
            tracing::error!(%fault, "the store is filled from the journal at the next start");
        }
    }
}
