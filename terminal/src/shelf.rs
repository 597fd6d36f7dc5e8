//! The outbox between two threads: the program puts things on it, the courier takes them off.

use crate::courier::Standing;
use crate::plant::{self, Bug};
use crate::trouble::{StartError, SubmitError};
use journal::chance::Chance;
use journal::disk::Disk;
use journal::outbox::{Outbox, OutboxError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The outbox's directory inside the terminal's.
pub(crate) const OUTBOX: &str = "outbox";

/// So many answers are noted by one write while more items wait.
const NOTED_AT_ONCE: u64 = 32;

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
    /// The first item that the server lacks, where the numbers before it stand for none: they were
    /// skipped.
    after_skipped: Option<u64>,
}

impl Shelf {
    /// Opens the outbox on its disk; what is pending may be sent at once.
    pub(crate) fn open(disk: Arc<dyn Disk>, chance: &dyn Chance) -> Result<Shelf, StartError> {
        let mut fresh = [0; 16];
        chance.fill(&mut fresh).map_err(StartError::system("drawing random numbers"))?;
        let outbox = Outbox::on(disk, fresh)?;
        let (released, answered) = (outbox.last_seq(), outbox.settled_seq());
        let incarnation = if plant::is(Bug::IncarnationRedrawn) { fresh } else { outbox.incarnation() };
        let state = Mutex::new(State { outbox, released, answered, after_skipped: None });
        Ok(Shelf { state, more: Notify::new(), incarnation })
    }

    /// Names this disk's numbering.
    pub(crate) fn incarnation(&self) -> [u8; 16] {
        self.incarnation
    }

    /// The number of the next item, unless the server says meanwhile that it is used already.
    pub(crate) fn next_seq(&self) -> u64 {
        self.state().outbox.last_seq() + 1
    }

    /// Keeps an item that is made for its number; durable on return. Where the server says meanwhile
    /// that the number is used already, it is made again for the next. It is not sent before it is
    /// released, so that whatever belongs to it is in place first.
    pub(crate) fn push_made_for(&self, make: impl Fn(u64) -> Result<Vec<u8>, SubmitError>) -> Result<u64, SubmitError> {
        loop {
            let seq = self.next_seq();
            let item = make(seq)?;
            let mut state = self.state();
            if state.outbox.last_seq() + 1 == seq {
                return Ok(state.outbox.push(&item)?);
            }
        }
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
        let seq = seq + u64::from(plant::is(Bug::NextSettledToo));
        let mut state = self.state();
        state.answered = seq;
        let (settled, waiting) = (state.outbox.settled_seq(), state.open().next().is_some());
        // While more waits, the disk notes many answers at once: what it has not noted gets the same
        // answers again.
        if waiting && seq < settled + NOTED_AT_ONCE {
            return;
        }
        if let Err(error) = state.outbox.settle_up_to(seq) {
            tracing::error!(%error, seq, "the outbox could not note an answer");
        }
    }

    /// Follows what the server says of this outbox: what it lacks is pending again, also what it
    /// has answered before; what it has answered and this disk knows nothing of is skipped, since
    /// the disk was put back from a copy; what lies elsewhere too may be forgotten.
    ///
    /// # Errors
    /// The disk did not take it. Nothing has changed; say it again.
    pub(crate) fn follow(&self, standing: Standing) -> Result<(), OutboxError> {
        let mut state = self.state();
        if let Some(expected) = standing.expected {
            let before = state.answered;
            if expected <= before {
                // What is told again was answered once: the disk has to know that first.
                state.outbox.settle_up_to(before)?;
            }
            let next = state.outbox.last_seq() + 1;
            state.outbox.skip_to(expected)?;
            if expected > next {
                tracing::error!(next, expected, "this terminal's disk went back in time: its numbers go on where the server says");
            }
            state.outbox.reopen(expected)?;
            // Also where the disk had not noted the last answers.
            let first = state.outbox.first_seq_from(expected);
            state.after_skipped = (first > expected).then_some(first);
            state.answered = before.min(first - 1);
            if state.answered < before {
                tracing::warn!(expected, first, last = before, "the server was restored: it is told again what it lacks");
            }
        }
        state.outbox.forget(standing.kept);
        state.outbox.shed(standing.erased);
        Ok(())
    }

    /// Notes every answer that is known, as before nothing more may come for long.
    pub(crate) fn note_answers(&self) {
        let mut state = self.state();
        let answered = state.answered;
        if let Err(error) = state.outbox.settle_up_to(answered) {
            tracing::error!(%error, answered, "the outbox could not note its answers");
        }
    }

    /// How many items have no answer yet.
    pub(crate) fn waiting(&self) -> usize {
        self.state().open().count()
    }

    /// Nothing that the server lacks exists before this number any more.
    pub(crate) fn oldest_seq(&self) -> u64 {
        let state = self.state();
        state.after_skipped.unwrap_or_else(|| state.outbox.oldest_seq())
    }

    /// Whether it had an answer once, of a server that has lost it.
    pub(crate) fn is_told_again(&self, seq: u64) -> bool {
        seq <= self.state().outbox.reached_seq()
    }

    /// Kept items that `opens` says no to, and those before them, will never be asked for.
    pub(crate) fn give_up_unless(&self, opens: impl Fn(u64, &[u8]) -> bool) {
        let mut state = self.state();
        let last = state.outbox.kept().filter(|(seq, item)| !opens(*seq, item)).last().map(|(seq, _)| seq);
        if let Some(last) = last {
            tracing::error!(last, "answered commands up to this one can no longer be decrypted: a restored server could not get them back");
            state.outbox.give_up(last);
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
