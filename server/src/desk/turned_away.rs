//! Counts whom the server lets in nowhere, and has it noted: at once, then after a minute, and
//! while it goes on in longer and longer steps, so that nobody fills the journal by knocking.

use super::{Answer, Desk};
use crate::signal::{Signal, Waiter};
use domain::Station;
use domain::registers::terminals::{Barrier, Command, ROWS, Terminal, Turned};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use values::Id;

/// Between a note and the next.
const FIRST: Duration = Duration::from_secs(60);
/// While it goes on without a pause.
const LONGEST: Duration = Duration::from_secs(60 * 60);

type Counts = BTreeMap<(Barrier, Option<Id<Terminal>>), u32>;

/// What was counted since the last note. Only terminals of the registry are told apart, so it stays small.
#[derive(Default)]
pub struct TurnedAway {
    counts: Mutex<Counts>,
    counted: Signal,
}

impl TurnedAway {
    /// Somebody was let in nowhere.
    pub fn count(&self, barrier: Barrier, terminal: Option<&Id<Terminal>>) {
        self.add(barrier, terminal.cloned(), 1);
        self.counted.raise();
    }

    fn waiter(&self) -> Waiter {
        self.counted.waiter()
    }

    fn take(&self) -> Vec<Turned> {
        let mut counts = self.counts();
        let rows = counts.iter().take(ROWS).map(|((barrier, terminal), times)| Turned {
            barrier: *barrier,
            terminal: terminal.clone(),
            times: *times,
        });
        let rows: Vec<Turned> = rows.collect();
        for row in &rows {
            counts.remove(&(row.barrier, row.terminal.clone()));
        }
        rows
    }

    fn put_back(&self, rows: Vec<Turned>) {
        for row in rows {
            self.add(row.barrier, row.terminal, row.times);
        }
    }

    fn add(&self, barrier: Barrier, terminal: Option<Id<Terminal>>, more: u32) {
        let mut counts = self.counts();
        let times = counts.entry((barrier, terminal)).or_default();
        *times = times.saturating_add(more);
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has it noted for as long as the server runs.
pub async fn run(desk: Arc<Desk>) {
    let (mut counted, mut pause) = (desk.turned_away.waiter(), FIRST);
    while counted.moved().await.is_some() {
        desk.note_turned_away().await;
        tokio::time::sleep(pause).await;
        let goes_on = !desk.turned_away.counts().is_empty();
        pause = if goes_on { (pause * 2).min(LONGEST) } else { FIRST };
    }
}

impl Desk {
    /// Has what was counted noted; what cannot be noted now is kept for the next time.
    pub async fn note_turned_away(self: &Arc<Self>) {
        let rows = self.turned_away.take();
        if rows.is_empty() {
            return;
        }
        let note = Command::NoteTurnedAway { rows: rows.clone() };
        match self.submit_own(Station::Clock, note.into()).await {
            Answer::Final { .. } => {}
            Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => self.turned_away.put_back(rows),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_barrier_at_the_same_terminal_is_one_row_and_nothing_is_counted_twice() {
        let counted = TurnedAway::default();
        let kiosk = Id::parse("kiosk-1").unwrap();
        for terminal in [Some(&kiosk), None, Some(&kiosk)] {
            counted.count(Barrier::Revoked, terminal);
        }
        let rows = counted.take();
        assert_eq!(rows.iter().map(|row| (row.terminal.clone(), row.times)).collect::<Vec<_>>(), [(None, 1), (Some(kiosk), 2)]);
        assert!(counted.take().is_empty());
        counted.put_back(rows.clone());
        counted.count(Barrier::Revoked, None);
        assert_eq!(counted.take().iter().map(|row| row.times).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn more_barriers_than_a_note_holds_wait_for_the_next() {
        let counted = TurnedAway::default();
        for terminal in 0..ROWS + 3 {
            counted.count(Barrier::Pin, Id::parse(&format!("kiosk-{terminal}")).ok().as_ref());
        }
        assert_eq!((counted.take().len(), counted.take().len()), (ROWS, 3));
    }
}
