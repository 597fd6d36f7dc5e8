//! The store's own thread: takes over what the writer has made durable, and fills from the
//! journal what is missing, while the server serves.

use super::{Settled, Store};
use crate::desk::archive::Archive;
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
    store: Arc<Store>,
    source: S,
    entries: Receiver<Settled>,
    head: Arc<AtomicU64>,
    has_room: Box<dyn Fn() -> bool + Send>,
    /// What lies behind a revision, read while the page before it was taken over.
    ahead: Option<(u64, Vec<Settled>)>,
}

/// How many entries are read behind `after`, of those up to `last`.
fn limit(after: u64, last: u64) -> usize {
    usize::try_from(last - after).unwrap_or(PAGE).min(PAGE)
}

impl<S: Source> Keeper<S> {
    /// Keeps `store` in step with the journal behind `source`, whose durable head is `head`.
    /// `entries` brings what the writer has just made durable; sending never waits, for what does
    /// not fit is read from the journal later. While there is no room, history waits.
    pub fn new(
        store: Arc<Store>,
        source: S,
        entries: Receiver<Settled>,
        head: Arc<AtomicU64>,
        has_room: Box<dyn Fn() -> bool + Send>,
    ) -> Self {
        Self { store, source, entries, head, has_room, ahead: None }
    }

    /// Works until the writer is gone.
    pub fn run(mut self) {
        let (mut opened, mut pause) = (false, Duration::ZERO);
        loop {
            let first = match self.entries.recv_timeout(pause) {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return self.finish(),
            };
            self.store.want(self.source.first(), self.head.load(Ordering::Acquire));
            pause = REST;
            if !(self.has_room)() {
                continue;
            }
            let work = if opened { self.step(first) } else { self.look().map(|()| true) };
            match work {
                Ok(goes_on) => {
                    opened = true;
                    if goes_on {
                        pause = Duration::ZERO;
                    }
                }
                Err(fault) => {
                    tracing::error!(%fault, "the store is opened again and filled from the journal; nothing is lost");
                    self.store.close();
                    (opened, self.ahead) = (false, None);
                }
            }
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

    /// Takes over what came in and a page of what is missing; whether more is.
    fn step(&mut self, first: Option<Settled>) -> Result<bool, Fault> {
        let live: Vec<Settled> = first.into_iter().chain(self.entries.try_iter().take(PAGE)).collect();
        self.store.take(&live)?;
        if !self.store.renew()? {
            return Ok(false);
        }
        let Some(gap) = self.store.first_gap() else { return Ok(false) };
        let (after, last) = (gap.start() - 1, *gap.end());
        let missing = self.store.missing();
        if missing > PAGE as u64 {
            tracing::info!(missing, "the store is being filled from the journal");
        }
        let page = match self.ahead.take() {
            Some((begins, page)) if begins == after => Ok(page),
            Some(_) | None => self.source.read(after, limit(after, last)),
        };
        let Some((page, behind)) = self.readable(page, after) else { return Ok(false) };
        // The next page is read while this one is taken over: either costs a whole processor.
        let Self { store, source, .. } = self;
        let (taken, next) = std::thread::scope(|scope| {
            let reading = (behind < last).then(|| scope.spawn(move || source.read(behind, limit(behind, last))));
            let taken = store.take(&page);
            (
                taken,
                reading.map(|reading| reading.join().unwrap_or_else(|_| Err(Fault::Machine("reading the journal panicked".into())))),
            )
        });
        taken?;
        // What cannot be read ahead is said when it is its turn.
        self.ahead = next.and_then(Result::ok).map(|page| (behind, page));
        Ok(true)
    }

    /// A page with its last revision. Where the journal cannot be read, the store goes on
    /// without: what comes in new is still taken.
    fn readable(&self, page: Result<Vec<Settled>, Fault>, after: u64) -> Option<(Vec<Settled>, u64)> {
        let why = match page {
            Ok(page) => match page.last().map(|entry| entry.revision) {
                Some(last) => return Some((page, last)),
                None => "there is nothing".to_owned(),
            },
            Err(fault) => fault.to_string(),
        };
        tracing::error!(why, after, "the journal cannot be read there, and the store lacks what is there");
        None
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
