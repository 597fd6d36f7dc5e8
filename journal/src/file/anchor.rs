//! The anchor: how far the journal had certainly come, kept beside its segments, so that one that
//! was rolled back, exchanged or taken away is noticed.
//!
//! Two slots, written in turn and far apart, so that no torn write takes both:
//! ```text
//! magic 8 | format u16 | store 16 | revision u64 | hash 32 | first revision of the newest segment u64 | crc u32
//! ```
//! The format is that of the segments: who refuses one refuses the other.

use super::header::FORMAT;
use crate::disk::{Disk, Medium};
use crate::record::array;
use crate::{Hash, Head, Revision};
use std::io;

/// The anchor's file.
pub(super) const ANCHOR: &str = "journal.anchor";
const MAGIC: [u8; 8] = *b"DESKANC\n";
const SLOT: usize = 78;
const SLOT_AT: [u64; 2] = [0, 4096];
const CHECKED: usize = SLOT - 4;

/// What an anchor remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) store: [u8; 16],
    pub(super) head: Head,
    /// The first revision of the segment that was the newest.
    pub(super) segment: Revision,
}

impl Point {
    fn order(&self) -> (Revision, Revision) {
        (self.head.revision, self.segment)
    }
}

pub(super) struct Anchor {
    medium: Option<Box<dyn Medium>>,
    /// The newer whole slot; nothing in a new or unreadable anchor.
    pub(super) newest: Option<Point>,
    next_slot: usize,
}

impl Anchor {
    /// A slot that does not read is as good as empty: the anchor can only fail to warn, never
    /// accuse a sound log.
    pub(super) fn read(disk: &dyn Disk) -> io::Result<Anchor> {
        let mut anchor = Anchor { medium: disk.open(ANCHOR)?, newest: None, next_slot: 0 };
        let Some(medium) = &anchor.medium else { return Ok(anchor) };
        for (slot, at) in SLOT_AT.into_iter().enumerate() {
            let mut bytes = [0; SLOT];
            if medium.read_at(&mut bytes, at)? < SLOT {
                continue;
            }
            let Some(point) = parse(&bytes) else { continue };
            if anchor.newest.is_none_or(|other| other.order() < point.order()) {
                anchor.newest = Some(point);
                anchor.next_slot = 1 - slot;
            }
        }
        Ok(anchor)
    }

    /// Makes the file if there is none, with room for both slots: on a disk that has become full
    /// neither may want for it. Its name is durable once the directory is synced.
    pub(super) fn create_if_missing(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.medium.is_none() {
            let medium = disk.create(ANCHOR)?;
            medium.write_at(&[0; SLOT_AT[1] as usize + SLOT], 0)?;
            self.medium = Some(medium);
        }
        Ok(())
    }

    /// Whether `point` is news.
    pub(super) fn lags(&self, point: Point) -> bool {
        self.newest.is_none_or(|newest| newest.order() < point.order())
    }

    /// Durable on return. Only for what is durable in the log already: an anchor is never ahead.
    pub(super) fn write(&mut self, point: Point) -> io::Result<()> {
        let Some(medium) = &self.medium else { return Err(io::ErrorKind::NotFound.into()) };
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&point.store);
        bytes.extend_from_slice(&point.head.revision.0.to_be_bytes());
        bytes.extend_from_slice(&point.head.hash.0);
        bytes.extend_from_slice(&point.segment.0.to_be_bytes());
        let crc = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&crc.to_be_bytes());
        medium.write_at(&bytes, SLOT_AT[self.next_slot])?;
        medium.sync_data()?;
        self.next_slot = 1 - self.next_slot;
        self.newest = Some(point);
        Ok(())
    }

    pub(super) fn revision(&self) -> Revision {
        self.newest.map_or(Revision::EMPTY, |point| point.head.revision)
    }
}

fn parse(bytes: &[u8; SLOT]) -> Option<Point> {
    let written = u32::from_be_bytes(array(bytes, CHECKED)?);
    let number = |at| array(bytes, at).map(u64::from_be_bytes);
    if array(bytes, 0) != Some(MAGIC) || array(bytes, 8).map(u16::from_be_bytes)? > FORMAT {
        return None;
    }
    let point = Point {
        store: array(bytes, 10)?,
        head: Head { revision: Revision(number(26)?), hash: Hash(array(bytes, 34)?) },
        segment: Revision(number(66)?),
    };
    (crc32fast::hash(&bytes[..CHECKED]) == written).then_some(point)
}
