//! One life of a journal on a simulated disk: work, lose power at a random operation, open again,
//! ask whether everything acknowledged is there, and go on.

use super::witness::NotOpened;
use super::{Random, SimulatedDisk, Witness};
use crate::disk::{Disk, Failure, Lasting};
use crate::file::{FileJournal, Old, seal_closed};
use std::sync::Arc;

const LIVES: u64 = 4;
/// More steps than the operations before a power cut.
const STEPS: usize = 400;

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Times that power was lost, or the disk failed, and the journal was opened again.
    pub crashes: u64,
    /// Entries that were acknowledged, all of which are there.
    pub acknowledged: u64,
    /// Batches without an answer that turned out to be kept.
    pub kept_unanswered: u64,
    /// Rotations that were answered.
    pub rotations: u64,
    /// Segments that were sealed.
    pub sealed: u64,
}

/// A promise that was broken, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("seed {seed}: {what}")]
pub struct Broken {
    /// Reproduces it.
    pub seed: u64,
    /// What was lost, doubled or changed.
    pub what: String,
}

/// Runs the life that belongs to `seed`.
///
/// # Errors
/// [`Broken`] if anything acknowledged was not there, or anything else was.
pub fn crash_run(seed: u64) -> Result<Outcome, Broken> {
    let mut life = Life {
        random: Random::new(seed),
        witness: Witness::default(),
        outcome: Outcome::default(),
    };
    life.run().map_err(|what| Broken { seed, what })?;
    Ok(Outcome {
        acknowledged: life.witness.acknowledged(),
        kept_unanswered: life.witness.kept_unanswered,
        ..life.outcome
    })
}

struct Life {
    random: Random,
    witness: Witness,
    outcome: Outcome,
}

impl Life {
    fn run(&mut self) -> Result<(), String> {
        let mut disk = SimulatedDisk::new();
        for _ in 0..LIVES {
            self.live(&disk)?;
            self.outcome.crashes += 1;
            // A failing disk need not lose its power: the journal may be opened again over its cache.
            let goes_on = disk.has_power() && self.random.chance(1, 2);
            disk = if goes_on { disk.fork() } else { disk.crash(self.random.next_number()) };
        }
        self.open(&disk).map(|_| ())
    }

    /// Works until power is lost or the disk fails.
    fn live(&mut self, disk: &SimulatedDisk) -> Result<(), String> {
        if self.random.chance(1, 3) {
            disk.fail_at(1 + self.random.below(60), Failure::Eio, Lasting::Once);
        }
        disk.cut_power_at(1 + self.random.below(120));
        let mut journal = self.open(disk)?;
        for _ in 0..STEPS {
            let Some(open) = &mut journal else { return Ok(()) };
            let goes_on = match self.random.below(100) {
                0..70 => self.append(open)?,
                70..82 => self.rotate(open, Old::Keep),
                82..86 => self.rotate(open, Old::Drop),
                86..95 => {
                    // A failure here costs nothing; the journal goes on beside it.
                    self.outcome.sealed += seal_closed(disk).unwrap_or_default() as u64;
                    disk.has_power()
                }
                _ => {
                    drop(journal.take());
                    journal = self.open(disk)?;
                    true
                }
            };
            if !goes_on {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Nothing if the disk failed meanwhile.
    fn open(&mut self, disk: &SimulatedDisk) -> Result<Option<FileJournal>, String> {
        let before = disk.operations();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        match self.witness.open(&shared) {
            Ok(journal) => Ok(Some(journal)),
            Err(NotOpened::DiskFailed(_)) if disk.failed_since(before) => Ok(None),
            Err(NotOpened::DiskFailed(error) | NotOpened::InUse(error)) => Err(error.to_string()),
            Err(NotOpened::Broken(what)) => Err(what),
        }
    }

    fn append(&mut self, journal: &mut FileJournal) -> Result<bool, String> {
        let count = 1 + self.random.below(5);
        let entries = (0..count).map(|_| self.entry()).collect();
        self.witness.append(journal, entries)
    }

    /// Mostly small, sometimes over several sectors; without the zeros of a lost sector.
    fn entry(&mut self) -> Vec<u8> {
        let longest = if self.random.chance(1, 10) { 3000 } else { 300 };
        let bytes = self.random.below(longest);
        let mut numbers = self.random.clone();
        self.random.next_number();
        (0..bytes).map(|_| numbers.below(255) as u8 + 1).collect()
    }

    fn rotate(&mut self, journal: &mut FileJournal, old: Old) -> bool {
        let goes_on = self.witness.rotate(journal, old);
        self.outcome.rotations += u64::from(goes_on);
        goes_on
    }
}
