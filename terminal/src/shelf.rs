//! The outbox between two threads: the program puts things on it, the courier takes them off.

use crate::chance;
use crate::trouble::StartError;
use journal::outbox::{Outbox, OutboxError};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The outbox's directory inside the terminal's.
pub(crate) const OUTBOX: &str = "outbox";

pub(crate) struct Shelf {
    state: Mutex<State>,
    more: Notify,
    incarnation: [u8; 16],
}

struct State {
    outbox: Outbox,
    /// Up to here the courier may take.
    released: u64,
    /// Up to here the server has answered, also where the disk failed to note it.
    answered: u64,
}

impl Shelf {
    /// Opens the outbox in the terminal's directory `dir`; what is pending may be sent at once.
    pub(crate) fn open(dir: &Path) -> Result<Shelf, StartError> {
        let mut fresh = [0; 16];
        chance::fill(&mut fresh).map_err(StartError::system("drawing random numbers"))?;
        let outbox = Outbox::open(&dir.join(OUTBOX), fresh)?;
        let released = outbox.last_seq();
        let answered = released - outbox.pending().len() as u64;
        let incarnation = outbox.incarnation();
        let state = Mutex::new(State { outbox, released, answered });
        Ok(Shelf { state, more: Notify::new(), incarnation })
    }

    /// Names this disk's numbering.
    pub(crate) fn incarnation(&self) -> [u8; 16] {
        self.incarnation
    }

    /// The number of the next item. Stable while only one caller pushes.
    pub(crate) fn next_seq(&self) -> u64 {
        self.state().outbox.last_seq() + 1
    }

    /// Keeps an item; durable on return. It is not sent before it is released, so that whatever
    /// belongs to it is in place first.
    pub(crate) fn push(&self, item: &[u8]) -> Result<u64, OutboxError> {
        self.state().outbox.push(item)
    }

    /// The items up to `seq` may be sent.
    pub(crate) fn release(&self, seq: u64) {
        self.state().released = seq;
        self.more.notify_one();
    }

    /// The oldest item without an answer; waits for one.
    pub(crate) async fn next(&self) -> (u64, Vec<u8>) {
        loop {
            let next = {
                let state = self.state();
                let mut open = state.open();
                open.next().filter(|(seq, _)| *seq <= state.released).map(|(seq, item)| (seq, item.to_vec()))
            };
            if let Some(item) = next {
                return item;
            }
            self.more.notified().await;
        }
    }

    /// `seq` has its final answer.
    ///
    /// A disk that fails here costs nothing: the item is not sent again before a restart, and then
    /// gets the same answer.
    pub(crate) fn answered(&self, seq: u64) {
        let mut state = self.state();
        state.answered = seq;
        loop {
            let oldest = state.outbox.pending().next().map(|(oldest, _)| oldest);
            let Some(oldest) = oldest.filter(|oldest| *oldest <= seq) else {
                return;
            };
            if let Err(error) = state.outbox.settle(oldest) {
                tracing::error!(%error, seq = oldest, "the outbox could not note an answer");
                return;
            }
        }
    }

    /// What has no answer yet, oldest first.
    pub(crate) fn pending(&self) -> Vec<(u64, Vec<u8>)> {
        self.state().open().map(|(seq, item)| (seq, item.to_vec())).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn open(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.outbox.pending().skip_while(|(seq, _)| *seq <= self.answered)
    }
}
