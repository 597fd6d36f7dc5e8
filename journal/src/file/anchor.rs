//! The anchor: how far the log had certainly come, kept beside it, so that a log that was rolled
//! back or exchanged is noticed.
//!
//! Two slots, written in turn and far apart, so that no torn write takes both:
//! ```text
//! store 16 | revision u64 | hash 32 | crc u32
//! ```

use crate::file::disk::Medium;
use crate::record::array;
use crate::{Hash, Head, Revision};
use std::io;

const SLOT: usize = 60;
const SLOT_AT: [u64; 2] = [0, 4096];
const CHECKED: usize = SLOT - 4;

/// What an anchor remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) store: [u8; 16],
    pub(crate) head: Head,
}

pub(crate) struct Anchor {
    medium: Box<dyn Medium>,
    /// The newer whole slot; nothing in a new or unreadable anchor.
    pub(crate) newest: Option<Point>,
    next_slot: usize,
}

impl Anchor {
    /// A slot that does not read is as good as empty: the anchor can only fail to warn, never
    /// accuse a sound log.
    pub(crate) fn read(medium: Box<dyn Medium>) -> io::Result<Anchor> {
        let mut newest: Option<Point> = None;
        let mut next_slot = 0;
        for (slot, at) in SLOT_AT.into_iter().enumerate() {
            let mut bytes = [0; SLOT];
            if medium.read_at(&mut bytes, at)? < SLOT {
                continue;
            }
            let Some(point) = parse(&bytes) else { continue };
            if newest.is_none_or(|other| other.head.revision < point.head.revision) {
                newest = Some(point);
                next_slot = 1 - slot;
            }
        }
        Ok(Anchor { medium, newest, next_slot })
    }

    /// Durable on return. Only for what is durable in the log already: an anchor is never ahead.
    pub(crate) fn write(&mut self, point: Point) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&point.store);
        bytes.extend_from_slice(&point.head.revision.0.to_be_bytes());
        bytes.extend_from_slice(&point.head.hash.0);
        let crc = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&crc.to_be_bytes());
        self.medium.write_at(&bytes, SLOT_AT[self.next_slot])?;
        self.medium.sync_data()?;
        self.next_slot = 1 - self.next_slot;
        self.newest = Some(point);
        Ok(())
    }

    pub(crate) fn revision(&self) -> Revision {
        self.newest.map_or(Revision::EMPTY, |point| point.head.revision)
    }
}

fn parse(bytes: &[u8; SLOT]) -> Option<Point> {
    let written = u32::from_be_bytes(array(bytes, CHECKED)?);
    let point = Point {
        store: array(bytes, 0)?,
        head: Head {
            revision: Revision(u64::from_be_bytes(array(bytes, 16)?)),
            hash: Hash(array(bytes, 24)?),
        },
    };
    (crc32fast::hash(&bytes[..CHECKED]) == written).then_some(point)
}
