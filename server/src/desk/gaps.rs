//! Gaps: what a terminal had saved and can never deliver any more, found when it greets or submits.
//!
//! The state must have the record before anything goes on behind the gap; so it is a command of the
//! server's own, decided and kept before the terminal's is.

use super::answers::Key;

use super::{Answer, Desk, Origin, Proofs};
use crate::storage::entry::Given;
use domain::registers::terminals::{self, Gap, Terminal};
use domain::{Command, Offline, Station};
use std::sync::{Arc, PoisonError};
use values::Id;

impl Desk {
    /// Gives a terminal's command to the writer and waits for its answer; what is missing before
    /// it is on record then.
    pub async fn receive(self: &Arc<Self>, origin: Origin, command: Option<Command>, proofs: Proofs, offline: Option<Offline>) -> Answer {
        if let Origin::Terminal { key, oldest, .. } = &origin
            && let later @ Answer::RetryLater(_) = self.note_gap(key, *oldest).await
        {
            return later;
        }
        self.submit(origin, command, proofs, offline).await
    }

    /// A terminal has greeted with this outbox: if its disk is another one than before, that is on
    /// record then.
    pub async fn greeted(self: &Arc<Self>, terminal: &Id<Terminal>, incarnation: String) {
        let key = Key { terminal: terminal.clone(), incarnation, seq: 0 };
        if let Answer::RetryLater(why) = self.note_gap(&key, 0).await {
            tracing::warn!(%terminal, why, "that this terminal's disk is another one is noted when it submits");
        }
    }

    async fn note_gap(self: &Arc<Self>, key: &Key, oldest: u64) -> Answer {
        match self.gap_before(key, oldest) {
            Some(found) => self.submit_own(Station::Clock, found.into()).await,
            None => Answer::Gap { expected: key.seq },
        }
    }

    /// What is missing before this command, by what is durable. The writer passes over it in the
    /// same case, so that a gap is found before it is passed over and never for nothing.
    fn gap_before(&self, key: &Key, oldest: u64) -> Option<terminals::Command> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (missing, before) = match answers.newest(&key.terminal, &key.incarnation) {
            Some((last, given)) if is_passed_over(key, oldest, last) => (Some(key.seq - last - 1), Some((last, given))),
            Some(_) => return None,
            None => match answers.newest_of_another_disk(key) {
                Some(before) => (None, Some(before)),
                None if is_passed_over(key, oldest, 0) => (Some(key.seq - 1), None),
                None => return None,
            },
        };
        let upto = missing.map_or(0, |_| key.seq - 1);
        let disk = key.incarnation.get(..8)?;
        let gap = Id::<Gap>::parse(&format!("{}-{disk}-{upto}", key.terminal)).ok()?;
        if self.state().gap.get(&gap).is_some() {
            return None;
        }
        let (last_seq, last_at) = before.map_or((0, None), |(seq, Given { at, .. })| (seq, *at));
        Some(terminals::Command::FindGap { gap, terminal: key.terminal.clone(), last_seq, last_at, missing })
    }
}

/// Whether the terminal itself has no longer what comes before this command.
pub(super) fn is_passed_over(key: &Key, oldest: u64, last: u64) -> bool {
    oldest == key.seq && key.seq > last.saturating_add(1)
}
