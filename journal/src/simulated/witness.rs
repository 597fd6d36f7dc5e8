//! Who works with a journal, believes its answers, and holds it to them at every opening.

use super::Random;
use crate::disk::Disk;
use crate::file::{FileJournal, Old, OpenError, Options, verify};
use crate::{AppendError, BatchId, Head, Identity, Journal, Replay, Revision, Stored};
use std::sync::Arc;

/// Small steps, so that growing is common.
const STEP_BYTES: u64 = 4096;

/// What is known about a journal from its answers alone.
#[derive(Debug)]
pub struct Witness {
    /// Every entry that is certainly kept, from revision 1 on.
    kept: Vec<Vec<u8>>,
    /// A batch whose answer did not come.
    doubtful: Option<Vec<Vec<u8>>>,
    /// The head at the newest rotation, and at one whose answer did not come.
    rotated: u64,
    doubtful_rotation: Option<u64>,
    /// The oldest revision that was not dropped, and one that perhaps is it.
    first: u64,
    doubtful_first: Option<u64>,
    /// Batches without an answer that turned out to be kept.
    pub kept_unanswered: u64,
}

/// Why an opening gave no journal.
#[derive(Debug)]
pub enum NotOpened {
    /// The disk did not do what it was asked.
    DiskFailed(OpenError),
    /// Somebody else holds it.
    InUse(OpenError),
    /// It is not what it was acknowledged to be.
    Broken(String),
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

/// The checkpoint that is given behind `revision`: of any size, and the same for the same revision.
#[must_use]
pub fn checkpoint(revision: u64) -> Vec<u8> {
    let mut random = Random::new(revision);
    let bytes = 1 + random.below(2000);
    (0..bytes).map(|_| random.next_number() as u8).collect()
}

impl Default for Witness {
    fn default() -> Witness {
        Witness {
            kept: Vec::new(),
            doubtful: None,
            rotated: 0,
            doubtful_rotation: None,
            first: 1,
            doubtful_first: None,
            kept_unanswered: 0,
        }
    }
}

impl Witness {
    /// How many entries are certainly kept.
    #[must_use]
    pub fn acknowledged(&self) -> u64 {
        self.kept.len() as u64
    }

    /// Appends a batch and notes the answer. False: the journal takes nothing more.
    ///
    /// # Errors
    /// An answer that cannot be true.
    pub fn append(&mut self, journal: &mut FileJournal, entries: Vec<Vec<u8>>) -> Result<bool, String> {
        let expected = Revision(self.acknowledged());
        let batch = BatchId(expected.0.into());
        match journal.append(expected, batch, &entries) {
            Ok(head) => {
                self.kept.extend(entries);
                if head.revision.0 != self.acknowledged() || journal.head() != head {
                    return Err(format!("an append behind {expected} was answered with {}", head.revision));
                }
                Ok(true)
            }
            Err(AppendError::Unknown(_)) => {
                self.doubtful = Some(entries);
                match journal.append(expected, batch, &[vec![]]) {
                    Err(AppendError::Unavailable(_)) => Ok(false),
                    other => Err(format!("after a failure the journal went on: {other:?}")),
                }
            }
            Err(AppendError::NotApplied(_)) => Ok(true),
            Err(AppendError::Unavailable(_)) => Ok(false),
            Err(refused @ (AppendError::Conflict { .. } | AppendError::TooLarge { .. })) => Err(refused.to_string()),
        }
    }

    /// Rotates and notes the answer. False: the journal takes nothing more.
    pub fn rotate(&mut self, journal: &mut FileJournal, old: Old) -> bool {
        let head = journal.head().revision.0;
        let answer = journal.rotate(&checkpoint(head), old);
        let first = (old == Old::Drop).then_some(head + 1);
        match answer {
            Ok(()) => {
                self.rotated = head;
                self.first = first.unwrap_or(self.first);
                true
            }
            Err(AppendError::NotApplied(_)) => true,
            Err(AppendError::Unknown(_)) => {
                self.doubtful_rotation = Some(head);
                self.doubtful_first = first;
                false
            }
            Err(AppendError::Unavailable(_) | AppendError::Conflict { .. } | AppendError::TooLarge { .. }) => false,
        }
    }

    /// Opens the journal and holds what it replays, reads and verifies against what is known.
    ///
    /// # Errors
    /// See [`NotOpened`].
    pub fn open(&mut self, disk: &Arc<dyn Disk>) -> Result<FileJournal, NotOpened> {
        let identity = Identity { store: [1; 16], epoch: [2; 16] };
        let mut seen = Seen::default();
        let options = Options { step_bytes: STEP_BYTES, identity };
        let journal = FileJournal::open(disk.clone(), options, &mut seen).map_err(|error| match error {
            OpenError::Io { .. } => NotOpened::DiskFailed(error),
            OpenError::InUse { .. } => NotOpened::InUse(error),
            OpenError::Damaged(_) | OpenError::NewerFormat { .. } | OpenError::NotAJournal { .. } => {
                NotOpened::Broken(format!("it does not open: {error}"))
            }
        })?;
        self.compare(&journal, &seen, &**disk).map_err(NotOpened::Broken)?;
        Ok(journal)
    }

    fn compare(&mut self, journal: &FileJournal, seen: &Seen, disk: &dyn Disk) -> Result<(), String> {
        self.settle(journal.head().revision.0)?;
        self.compare_replayed(seen)?;
        self.compare_first(journal.first().0)?;
        self.compare_read(journal)?;
        let report = verify(disk, &mut ()).map_err(|error| error.to_string())?;
        let wanted = self.acknowledged() + 1 - self.first;
        if report.damage.is_some() || report.entries != wanted {
            return Err(format!("verifying says {:?} and {} entries of {wanted}", report.damage, report.entries));
        }
        Ok(())
    }

    /// Reads every entry from the oldest on.
    ///
    /// # Errors
    /// What differs from what was written.
    pub fn compare_read(&self, journal: &FileJournal) -> Result<(), String> {
        let read = journal.read(Revision(self.first - 1), usize::MAX).map_err(|error| error.to_string())?;
        let wanted = &self.kept[self.first as usize - 1..];
        if !read.iter().map(|stored| &stored.payload).eq(wanted) {
            return Err(format!("{} entries from {} on read otherwise than they were written", wanted.len(), self.first));
        }
        Ok(())
    }

    /// The batch without an answer is there whole or not at all.
    fn settle(&mut self, head: u64) -> Result<(), String> {
        let acknowledged = self.acknowledged();
        let doubtful = self.doubtful.take().unwrap_or_default();
        if head == acknowledged {
            return Ok(());
        }
        if head != acknowledged + doubtful.len() as u64 {
            return Err(format!("{head} entries are there, {acknowledged} were acknowledged, {} are in doubt", doubtful.len()));
        }
        self.kept.extend(doubtful);
        self.kept_unanswered += 1;
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
