//! The engine that keeps a journal in memory and fails when it is told to: for tests and simulation.
//! Its order of checks, limits, hashes and answers are those of every engine; what happens to it
//! depends on its seed alone.

use crate::contract::admit;
use crate::record::chain;
use crate::simulated::Random;
use crate::{AppendError, BatchId, Head, Journal, ReadError, Revision, Stored};
use std::collections::VecDeque;

/// How often, out of 1000 appends that would have been kept, something goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Where the row of accidents begins: the same seed gives the same accidents.
    pub seed: u64,
    /// Kept, but the answer is lost: `Unknown`.
    pub lost_reply: u16,
    /// Not kept, and said so: `NotApplied`.
    pub not_applied: u16,
    /// The machine dies during the append; whether the batch is kept is up to the seed.
    pub crash: u16,
}

/// One thing that can happen to an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The batch is kept and the answer lost.
    LostReply,
    /// The batch is not kept, and the caller is told so.
    NotApplied,
    /// The machine dies before the batch was synced: it is gone.
    CrashBeforeSync,
    /// The machine dies after the batch was synced and before the answer: it is kept.
    CrashAfterSync,
}

/// A journal that lives as long as this value.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    entries: Vec<Stored>,
    head: Head,
    faults: Faults,
    random: Random,
    coming: VecDeque<Option<Fault>>,
    crashed: bool,
}

impl MemoryJournal {
    /// Empty, and without accidents.
    #[must_use]
    pub fn new() -> MemoryJournal {
        MemoryJournal::default()
    }

    /// Empty, with accidents from the first append on.
    #[must_use]
    pub fn with_faults(faults: Faults) -> MemoryJournal {
        let mut journal = MemoryJournal::new();
        journal.set_faults(faults);
        journal
    }

    /// From here on as `faults` says; `Faults::default()` ends all accidents.
    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
        self.random = Random::new(faults.seed);
    }

    /// Decides the next append that nobody has decided yet, before any chance: a fault, or `None`
    /// for an append that goes well. Calls queue up.
    pub fn next_append(&mut self, fault: Option<Fault>) {
        self.coming.push_back(fault);
    }

    /// Whether it died; nothing can be asked of it until [`MemoryJournal::restart`].
    #[must_use]
    pub fn is_crashed(&self) -> bool {
        self.crashed
    }

    /// Starts the machine again, with what was synced.
    pub fn restart(&mut self) {
        self.crashed = false;
    }

    fn draw(&mut self) -> Option<Fault> {
        if let Some(decided) = self.coming.pop_front() {
            return decided;
        }
        let number = self.random.next_number();
        let drawn = (number % 1000) as u16;
        let Faults { lost_reply, not_applied, crash, seed: _ } = self.faults;
        if drawn < lost_reply {
            Some(Fault::LostReply)
        } else if drawn - lost_reply < not_applied {
            Some(Fault::NotApplied)
        } else if drawn - lost_reply - not_applied < crash {
            Some(if number & (1 << 63) == 0 { Fault::CrashBeforeSync } else { Fault::CrashAfterSync })
        } else {
            None
        }
    }

    fn keep(&mut self, batch: BatchId, entries: &[Vec<u8>]) {
        for (fields, hash, payload) in chain(self.head, batch, entries) {
            self.head = Head { revision: fields.revision, hash };
            self.entries.push(Stored { revision: fields.revision, hash, batch, payload: payload.clone() });
        }
    }
}

impl Journal for MemoryJournal {
    fn head(&self) -> Head {
        self.head
    }

    fn append(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        if self.crashed {
            return Err(AppendError::Unavailable("the machine is down".into()));
        }
        admit(self.head, expected, entries)?;
        if entries.is_empty() {
            return Ok(self.head);
        }
        let fault = self.draw();
        match fault {
            None | Some(Fault::LostReply | Fault::CrashAfterSync) => self.keep(batch, entries),
            Some(Fault::NotApplied | Fault::CrashBeforeSync) => {}
        }
        match fault {
            None => Ok(self.head),
            Some(Fault::NotApplied) => Err(AppendError::NotApplied("the disk is full".into())),
            Some(Fault::LostReply) => Err(AppendError::Unknown("the answer was lost".into())),
            Some(Fault::CrashBeforeSync | Fault::CrashAfterSync) => {
                self.crashed = true;
                Err(AppendError::Unknown("the machine went down".into()))
            }
        }
    }

    fn read(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        if self.crashed {
            return Err(ReadError::Unavailable("the machine is down".into()));
        }
        let from = usize::try_from(after.0).unwrap_or(usize::MAX).min(self.entries.len());
        let to = from.saturating_add(limit).min(self.entries.len());
        Ok(self.entries[from..to].to_vec())
    }
}
