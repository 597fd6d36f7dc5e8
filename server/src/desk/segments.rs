//! When a segment of the journal ends, and what the next one begins with.
//!
//! A month ends a segment, so that the archive goes by months; so does a certain number of
//! entries, so that a start reads few of them however busy the month is.

use super::writer::Writer;
use crate::fault::Fault;
use crate::storage::checkpoint::Checkpoint;
use journal::AppendError;
use journal::file::Old;
use values::At;

/// After a disk without room, so many more entries pass before the next try.
const AGAIN_AFTER: u64 = 500;

/// How far the segment that is written has come.
pub(super) struct Segment {
    /// Entries in it.
    pub entries: u64,
    /// Of its last entry; `None` while it is empty.
    pub last_at: Option<At>,
    /// It ends when it has so many entries.
    pub limit: u64,
}

impl Segment {
    /// A segment as it was found, or as it begins.
    pub fn of(entries: u64, last_at: Option<At>, limit: u64) -> Self {
        Self { entries, last_at, limit }
    }

    /// More entries stand in it.
    pub fn note(&mut self, entries: u64, last_at: At) {
        self.entries += entries;
        self.last_at = Some(last_at);
    }

    /// Whether it ends before an entry stamped `now`.
    fn is_over(&self, now: At) -> bool {
        let month = |at: At| at.local(0).format("%Y-%m").to_string();
        self.entries >= self.limit || self.last_at.is_some_and(|last| month(last) != month(now))
    }
}

impl Writer {
    /// Ends the segment if that is due. Everything decided is durable at this point, so the
    /// working set is the state at the head.
    pub(super) fn end_segment(&mut self) -> Result<(), Fault> {
        let now = self.clock.now().max(self.last_at);
        if !self.segment.is_over(now) {
            return Ok(());
        }
        let checkpoint = Checkpoint {
            last_at: self.last_at,
            answers: self.answers.clone(),
            records: self.stored.clone(),
        };
        match self.journal.rotate(&checkpoint.write()?, Old::Keep) {
            Ok(()) => {
                tracing::info!(revision = self.head.revision.0, "a segment of the journal has ended");
                self.segment = Segment::of(0, None, self.segment_entries);
                Ok(())
            }
            Err(AppendError::NotApplied(why)) => {
                tracing::warn!(%why, "the segment goes on: the next one could not be begun");
                self.segment.limit = self.segment.entries + AGAIN_AFTER;
                self.segment.last_at = None;
                Ok(())
            }
            Err(fatal) => Err(Fault::Journal(format!("the server stops, because {fatal}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_ends_with_its_month_or_when_it_is_long() {
        let (january, february) = (At(1_769_000_000_000), At(1_770_500_000_000));
        assert!(!Segment::of(0, None, 100).is_over(february));
        assert!(!Segment::of(1, Some(january), 100).is_over(january));
        assert!(Segment::of(1, Some(january), 100).is_over(february));
        assert!(!Segment::of(99, Some(january), 100).is_over(january));
        assert!(Segment::of(100, Some(january), 100).is_over(january));
    }
}
