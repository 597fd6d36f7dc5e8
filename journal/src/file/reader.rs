//! Reading a journal beside its writer, also while that one rotates or seals.

use super::listing::{self, Listing};
use super::read::{Places, unreadable};
use super::segment::{Form, Segment};
use super::trouble::{Damage, OpenError, io_error};
use super::walk::Window;
use super::{SegmentInfo, SegmentState};
use crate::disk::Disk;
use crate::{Identity, ReadError, Revision, Stored};
use std::sync::Arc;

/// A segment may change its name while it is looked for, but not without end.
const LOOKS: usize = 100;

/// Reads entries in order, takes no lock and writes nothing. It can see what the writer has
/// written and not yet made durable: who reads asks for no more than the writer has answered.
pub struct Reader {
    disk: Arc<dyn Disk>,
    identity: Identity,
    first: Revision,
    /// Where it read last.
    opened: Option<(Segment, Places)>,
}

impl Reader {
    /// A reader of the journal on `disk`.
    ///
    /// # Errors
    /// [`OpenError::NotAJournal`] if there is none yet, and what the system says.
    pub fn open(disk: Arc<dyn Disk>) -> Result<Reader, OpenError> {
        let newest = newest(&*disk)?;
        Ok(Reader {
            disk,
            identity: newest.header.identity,
            first: newest.header.oldest,
            opened: None,
        })
    }

    /// Which journal it is.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// The oldest revision that can be read.
    #[must_use]
    pub fn first(&self) -> Revision {
        self.first
    }

    /// Up to `limit` entries behind `after`; fewer at the end of a segment, none at the head.
    ///
    /// # Errors
    /// See [`ReadError`]. What is damaged is named, never served.
    pub fn read(&mut self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        let wanted = after.next();
        if wanted < self.first {
            return Err(ReadError::Compacted { first: self.first });
        }
        for _ in 0..LOOKS {
            // Whoever goes back reads another segment.
            let (segment, mut places) = match self.opened.take() {
                Some(opened) if opened.0.header.first_revision() <= wanted => opened,
                Some(_) | None => self.open_at(wanted)?,
            };
            let out = read_from(&segment, &mut places, wanted, limit);
            let first = segment.header.first_revision();
            self.opened = Some((segment, places));
            let out = out?;
            if !out.is_empty() {
                return Ok(out);
            }
            // Another segment has it, or it is not there yet.
            let holds = self.segment_of(wanted)?;
            if holds == first {
                return Ok(out);
            }
            self.opened = None;
        }
        Err(ReadError::Unavailable("the journal's segments change faster than they can be read".into()))
    }

    /// The checkpoint that a segment begins with; empty if it has none.
    ///
    /// # Errors
    /// It does not read, or there is no such segment.
    pub fn checkpoint(&self, first: Revision) -> Result<Vec<u8>, OpenError> {
        let missing = || OpenError::from(Damage::Missing { file: listing::log(first) });
        let segment = Segment::open_closed(&*self.disk, first)?.ok_or_else(missing)?;
        let checkpoint = segment.header.read_checkpoint(segment.medium()).map_err(io_error("reading a checkpoint"))?;
        checkpoint.ok_or_else(|| Damage::Checkpoint { file: segment.file.clone() }.into())
    }

    /// The first revision of every segment that is kept, oldest first.
    ///
    /// # Errors
    /// What the system says.
    pub fn segments(&self) -> Result<Vec<Revision>, OpenError> {
        let oldest = newest(&*self.disk)?.header.oldest;
        Ok(Listing::read(&*self.disk)?.segments.range(oldest..).map(|(first, _)| *first).collect())
    }

    fn segment_of(&self, wanted: Revision) -> Result<Revision, ReadError> {
        let listing = Listing::read(&*self.disk).map_err(|error| ReadError::Unavailable(error.to_string()))?;
        let holds = listing.segments.range(..=wanted).next_back().map(|(first, _)| *first);
        holds.ok_or(ReadError::Compacted { first: self.first })
    }

    fn open_at(&self, wanted: Revision) -> Result<(Segment, Places), ReadError> {
        let first = self.segment_of(wanted)?;
        let unavailable = |why: String| ReadError::Unavailable(why);
        let segment = Segment::open_closed(&*self.disk, first).map_err(|error| unavailable(error.to_string()))?;
        let mut segment = segment.ok_or_else(|| unavailable(format!("{} is missing", listing::log(first))))?;
        let places = segment.places.take().unwrap_or_default();
        Ok((segment, places))
    }
}

/// The newest segment there is.
pub(super) fn newest(disk: &dyn Disk) -> Result<Segment, OpenError> {
    for _ in 0..LOOKS {
        let Some(first) = Listing::read(disk)?.newest() else { break };
        if let Some(segment) = Segment::open_closed(disk, first)? {
            return Ok(segment);
        }
    }
    Err(OpenError::NotAJournal { path: disk.path() })
}

/// Reads on in one segment, and remembers where records start.
fn read_from(segment: &Segment, places: &mut Places, wanted: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
    let header = &segment.header;
    let start = places.nearest(wanted).unwrap_or((header.first_revision(), header.records_from()));
    let (mut revision, mut offset) = start;
    let mut window = Window::new(segment.medium());
    let (mut out, mut before) = (Vec::new(), None);
    while out.len() < limit {
        let record = window.record(offset, &header.identity.store).map_err(|error| unreadable(&error))?;
        let Some(record) = record.filter(|record| record.fields.revision == revision) else { break };
        if before.is_some_and(|hash| hash != record.fields.before) {
            return Err(ReadError::Damaged { file: segment.file.clone(), revision, offset });
        }
        let stored = record.to_stored();
        places.note(revision, offset);
        offset += record.size() as u64;
        before = Some(stored.hash);
        if revision >= wanted {
            out.push(stored);
        }
        revision = revision.next();
    }
    Ok(out)
}

/// Every segment with its form and size, as it is found now.
///
/// # Errors
/// What the system says.
pub fn segments(disk: &dyn Disk) -> Result<Vec<SegmentInfo>, OpenError> {
    let newest = newest(disk)?;
    let mut infos = Vec::new();
    let firsts: Vec<Revision> = Listing::read(disk)?.segments.range(newest.header.oldest..).map(|(first, _)| *first).collect();
    for (at, first) in firsts.iter().enumerate() {
        let Some(segment) = Segment::open_closed(disk, *first)? else { continue };
        let state = match (&segment.form, firsts.get(at + 1)) {
            (Form::Sealed(_), _) => SegmentState::Sealed,
            (Form::Log(_), Some(_)) => SegmentState::Closed,
            (Form::Log(_), None) => SegmentState::Active,
        };
        let last = firsts.get(at + 1).map_or(*first, |next| Revision(next.0 - 1));
        let bytes = segment.file_bytes().map_err(io_error("reading a segment's size"))?;
        infos.push(SegmentInfo { first: *first, last, state, bytes });
    }
    Ok(infos)
}
