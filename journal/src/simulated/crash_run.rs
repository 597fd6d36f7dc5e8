//! One life of a journal on a simulated disk: work, lose power at a random operation, open again,
//! ask whether everything acknowledged is there, and go on.

use super::{Random, SimulatedDisk};
use crate::disk::{Failure, Lasting};
use crate::file::{FileJournal, Old, OpenError, Options, seal_closed, verify};
use crate::{AppendError, BatchId, Head, Identity, Journal, Replay, Revision, Stored};
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

/// What is known about the journal from its answers alone.
#[derive(Default)]
struct Model {
    /// Every entry that is certainly kept, from the first.
    kept: Vec<Vec<u8>>,
    /// A batch whose answer did not come.
    doubtful: Option<Vec<Vec<u8>>>,
    /// The head of the newest rotation, and of one whose answer did not come.
    rotated: u64,
    doubtful_rotation: Option<u64>,
    /// The first revision that was not dropped, and one that perhaps is the first.
    first: u64,
    doubtful_first: Option<u64>,
    outcome: Outcome,
}

/// What an opening replays.
#[derive(Default)]
struct Seen {
    checkpoint: Option<(Head, Vec<u8>)>,
    entries: Vec<Stored>,
}

impl Replay for Seen {
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        self.checkpoint = Some((at, bytes.to_vec()));
    }
    fn entry(&mut self, stored: &Stored) {
        self.entries.push(stored.clone());
    }
}

/// Runs the life that belongs to `seed`.
///
/// # Errors
/// [`Broken`] if anything acknowledged was not there, or anything else was.
pub fn crash_run(seed: u64) -> Result<Outcome, Broken> {
    let mut random = Random::new(seed);
    let mut model = Model { first: 1, ..Model::default() };
    let mut disk = SimulatedDisk::new();
    for _ in 0..LIVES {
        live(&disk, &mut model, &mut random).map_err(|what| Broken { seed, what })?;
        model.outcome.crashes += 1;
        disk.heal();
        // A failing disk need not lose its power: the journal may be opened again over its cache.
        if disk.has_power() && random.chance(1, 2) {
            disk = disk.fork();
        } else {
            disk = disk.crash(random.next_number());
        }
    }
    drop(open(&disk, &mut model).map_err(|what| Broken { seed, what })?);
    model.outcome.acknowledged = model.kept.len() as u64;
    Ok(model.outcome)
}

/// Works until power is lost or the disk fails.
fn live(disk: &SimulatedDisk, model: &mut Model, random: &mut Random) -> Result<(), String> {
    if random.chance(1, 3) {
        disk.fail_at(1 + random.below(60), Failure::Eio, Lasting::Once);
    }
    disk.cut_power_at(1 + random.below(120));
    let Some(mut journal) = open(disk, model)? else { return Ok(()) };
    for _ in 0..STEPS {
        let goes_on = match random.below(100) {
            0..70 => append(&mut journal, model, random)?,
            70..82 => rotate(&mut journal, model, Old::Keep),
            82..86 => rotate(&mut journal, model, Old::Drop),
            86..95 => {
                // A failure here costs nothing; the journal goes on beside it.
                model.outcome.sealed += seal_closed(disk).unwrap_or_default() as u64;
                disk.has_power()
            }
            _ => {
                drop(journal);
                let Some(again) = open(disk, model)? else { return Ok(()) };
                journal = again;
                true
            }
        };
        if !goes_on {
            return Ok(());
        }
    }
    Ok(())
}

fn append(journal: &mut FileJournal, model: &mut Model, random: &mut Random) -> Result<bool, String> {
    let count = 1 + random.below(5);
    let entries: Vec<Vec<u8>> = (0..count).map(|_| entry(random)).collect();
    let expected = Revision(model.kept.len() as u64);
    match journal.append(expected, BatchId(expected.0.into()), &entries) {
        Ok(head) => {
            model.kept.extend(entries);
            if head.revision.0 != model.kept.len() as u64 {
                return Err(format!("an append of {count} behind {expected} was answered with {}", head.revision));
            }
            Ok(true)
        }
        Err(AppendError::Unknown(_)) => {
            model.doubtful = Some(entries);
            Ok(false)
        }
        Err(AppendError::NotApplied(_)) => Ok(true),
        Err(AppendError::Unavailable(_)) => Ok(false),
        Err(refused @ (AppendError::Conflict { .. } | AppendError::TooLarge { .. })) => Err(refused.to_string()),
    }
}

/// Mostly small, sometimes over several sectors; without the zeros of a lost sector.
fn entry(random: &mut Random) -> Vec<u8> {
    let longest = if random.chance(1, 10) { 3000 } else { 300 };
    let bytes = random.below(longest);
    (0..bytes).map(|_| random.below(255) as u8 + 1).collect()
}

/// The checkpoint behind `revision`: any sizes, and the same for the same revision.
fn checkpoint(revision: u64) -> Vec<u8> {
    let mut random = Random::new(revision);
    let bytes = 1 + random.below(2000);
    (0..bytes).map(|_| random.next_number() as u8).collect()
}

fn rotate(journal: &mut FileJournal, model: &mut Model, old: Old) -> bool {
    let head = journal.head().revision.0;
    let answer = journal.rotate(&checkpoint(head), old);
    let first = (old == Old::Drop).then_some(head + 1);
    match answer {
        Ok(()) => {
            model.rotated = head;
            model.first = first.unwrap_or(model.first);
            model.outcome.rotations += 1;
            true
        }
        Err(AppendError::NotApplied(_)) => true,
        Err(AppendError::Unknown(_)) => {
            model.doubtful_rotation = Some(head);
            model.doubtful_first = first;
            false
        }
        Err(AppendError::Unavailable(_) | AppendError::Conflict { .. } | AppendError::TooLarge { .. }) => false,
    }
}

/// Opens the journal and holds what it replays against what is known; nothing if the disk failed
/// meanwhile.
fn open(disk: &SimulatedDisk, model: &mut Model) -> Result<Option<FileJournal>, String> {
    let identity = Identity { store: [1; 16], epoch: [2; 16] };
    let mut seen = Seen::default();
    let options = Options { step_bytes: 4096, identity };
    let before = disk.operations();
    let journal = match FileJournal::open(Arc::new(disk.clone()), options, &mut seen) {
        Ok(journal) => journal,
        Err(OpenError::Io { .. }) if disk.failed_since(before) => return Ok(None),
        Err(error) => return Err(format!("it does not open: {error}")),
    };
    model.settle(journal.head().revision.0)?;
    model.compare_replayed(&seen)?;
    model.compare_first(journal.first().0)?;
    let read = journal.read(Revision(model.first - 1), usize::MAX).map_err(|error| error.to_string())?;
    let wanted = &model.kept[model.first as usize - 1..];
    if !read.iter().map(|stored| &stored.payload).eq(wanted) {
        return Err(format!("{} entries from {} on read otherwise than they were written", wanted.len(), model.first));
    }
    let report = verify(disk, &mut ()).map_err(|error| error.to_string())?;
    if report.damage.is_some() || report.entries != wanted.len() as u64 {
        return Err(format!("verifying says {:?} of {} entries", report.damage, report.entries));
    }
    Ok(Some(journal))
}

impl Model {
    /// The batch without an answer is there whole or not at all.
    fn settle(&mut self, head: u64) -> Result<(), String> {
        let acknowledged = self.kept.len() as u64;
        let doubtful = self.doubtful.take().unwrap_or_default();
        if head == acknowledged {
            return Ok(());
        }
        if head != acknowledged + doubtful.len() as u64 {
            return Err(format!("{head} entries are there, {acknowledged} were acknowledged, {} are in doubt", doubtful.len()));
        }
        self.kept.extend(doubtful);
        self.outcome.kept_unanswered += 1;
        Ok(())
    }

    fn compare_replayed(&mut self, seen: &Seen) -> Result<(), String> {
        let begins = seen.checkpoint.as_ref().map_or(0, |(at, _)| at.revision.0);
        if begins != self.rotated && Some(begins) != self.doubtful_rotation {
            return Err(format!("the newest segment begins behind {begins} instead of {}", self.rotated));
        }
        self.rotated = begins;
        if seen.checkpoint.as_ref().is_some_and(|(at, bytes)| *bytes != checkpoint(at.revision.0)) {
            return Err(format!("the checkpoint behind {begins} is not what was given"));
        }
        let replayed = seen.entries.iter().map(|stored| &stored.payload);
        if !replayed.eq(&self.kept[begins as usize..]) {
            return Err(format!("{} entries were replayed behind {begins}", seen.entries.len()));
        }
        Ok(())
    }

    fn compare_first(&mut self, first: u64) -> Result<(), String> {
        let in_force = self.doubtful_rotation.take() == Some(self.rotated);
        let dropped = self.doubtful_first.take().filter(|_| in_force);
        if first != self.first && Some(first) != dropped {
            return Err(format!("the oldest entry is {first} instead of {}", self.first));
        }
        self.first = first;
        Ok(())
    }
}
