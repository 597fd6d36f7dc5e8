//! Reading entries by their revision, from any segment, in bounded memory.

use super::segment::Segment;
use super::walk::{Window, walk};
use super::{FileJournal, listing};
use crate::disk::Medium;
use crate::{ReadError, Revision, Stored};
use std::io;
use std::sync::PoisonError;

/// Two known places lie at least so many bytes apart.
const APART: u64 = 4096;

/// Where some of a segment's records start, so that each is found by a short scan.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<(Revision, u64)>);

impl Places {
    /// Notes where a record starts, if the last noted one is far enough. In ascending order.
    pub(super) fn note(&mut self, revision: Revision, offset: u64) {
        if self.0.last().is_none_or(|(noted, last)| *noted < revision && offset - last >= APART) {
            self.0.push((revision, offset));
        }
    }

    /// The noted place nearest before `revision`.
    pub(super) fn nearest(&self, revision: Revision) -> Option<(Revision, u64)> {
        let behind = self.0.partition_point(|(noted, _)| *noted <= revision);
        self.0.get(behind.checked_sub(1)?).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Revision, u64)> {
        self.0.iter().copied()
    }
}

/// A closed segment that is being read, with its places.
pub(super) struct Opened {
    segment: Segment,
    places: Places,
}

/// What the entries of one segment are read from.
struct Source<'a> {
    file: &'a str,
    store: &'a [u8; 16],
    medium: &'a dyn Medium,
    places: &'a Places,
}

impl Source<'_> {
    /// Appends the entries `from..=to`, which the segment has, to `out`.
    fn read(&self, from: Revision, to: Revision, out: &mut Vec<Stored>) -> Result<(), ReadError> {
        let damaged = |revision, offset| ReadError::Damaged { file: self.file.to_owned(), revision, offset };
        let Some((mut revision, mut offset)) = self.places.nearest(from) else {
            return Err(damaged(from, 0));
        };
        let mut window = Window::new(self.medium);
        let mut before = None;
        while revision <= to {
            let record = window.record(offset, self.store).map_err(|error| unreadable(&error))?;
            let record = record
                .filter(|record| record.fields.revision == revision && before.is_none_or(|hash| hash == record.fields.before))
                .ok_or_else(|| damaged(revision, offset))?;
            offset += record.size() as u64;
            if revision >= from {
                let stored = record.to_stored();
                before = Some(stored.hash);
                out.push(stored);
            }
            revision = revision.next();
        }
        Ok(())
    }
}

impl FileJournal {
    /// The entries behind `after`, up to `limit` of them.
    pub(super) fn read_entries(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        let first = self.first();
        let from = Revision(after.0.saturating_add(1));
        if from < first {
            return Err(ReadError::Compacted { first });
        }
        let to = Revision(after.0.saturating_add(limit as u64)).min(self.head.revision);
        let mut out = Vec::new();
        for closed in &self.closed {
            let (from, to) = (from.max(closed.first), to.min(closed.last));
            if from <= to {
                self.read_closed(closed.first, from, to, &mut out)?;
            }
        }
        let from = from.max(self.header.first_revision());
        if from <= to {
            let store = &self.header.identity.store;
            Source { file: &self.file, store, medium: &*self.log, places: &self.places }.read(from, to, &mut out)?;
        }
        Ok(out)
    }

    /// The segment that was read last stays open: whoever catches up reads on where it stopped.
    fn read_closed(&self, first: Revision, from: Revision, to: Revision, out: &mut Vec<Stored>) -> Result<(), ReadError> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = match recent.take() {
            Some(opened) if opened.segment.header.first_revision() == first => opened,
            Some(_) | None => self.open_closed(first)?,
        };
        let Opened { segment, places } = &opened;
        let source = Source {
            file: &segment.file,
            store: &segment.header.identity.store,
            medium: segment.medium(),
            places,
        };
        source.read(from, to, out)?;
        *recent = Some(opened);
        Ok(())
    }

    fn open_closed(&self, first: Revision) -> Result<Opened, ReadError> {
        let unavailable = |why: String| ReadError::Unavailable(why);
        let segment = Segment::open_closed(&*self.disk, first).map_err(|error| unavailable(error.to_string()))?;
        let Some(mut segment) = segment else {
            return Err(unavailable(format!("{} is missing", listing::log(first))));
        };
        let places = match segment.places.take() {
            Some(places) => places,
            None => {
                let walked = walk(segment.medium(), &segment.header, &mut |_| {}).map_err(|stop| stop.into_read_error(&segment.file))?;
                walked.places
            }
        };
        Ok(Opened { segment, places })
    }
}

pub(super) fn unreadable(error: &io::Error) -> ReadError {
    ReadError::Unavailable(format!("reading failed ({error})"))
}
