//! Which segments a directory holds, by the names of its files.
//!
//! ```text
//! 000000000001.log          a segment: the newest is written to, older ones are closed
//! 000000000001.sealed       a closed segment, compressed; stands for the log of the same number
//! 000000000001.new          a segment that is being made; .sealed.new: one that is being sealed
//! ```
//! The number is the first revision. What is being made counts for nothing until it has its name.

use super::trouble::{OpenError, io_error};
use crate::Revision;
use crate::disk::Disk;
use std::collections::BTreeMap;

const LOG: &str = "log";
const SEALED: &str = "sealed";
const NEW: &str = "new";
const SEALED_NEW: &str = "sealed.new";
const DIGITS: usize = 12;
/// What a journal was called before it had segments.
const UNDIVIDED: &str = "journal.log";

pub(super) fn log(first: Revision) -> String {
    name(first, LOG)
}

pub(super) fn sealed(first: Revision) -> String {
    name(first, SEALED)
}

pub(super) fn new_log(first: Revision) -> String {
    name(first, NEW)
}

pub(super) fn new_sealed(first: Revision) -> String {
    name(first, SEALED_NEW)
}

fn name(first: Revision, kind: &str) -> String {
    format!("{:0DIGITS$}.{kind}", first.0)
}

/// In which files a segment is there: both for a moment while it is being sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms {
    pub(super) log: bool,
    pub(super) sealed: bool,
}

#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) segments: BTreeMap<Revision, Forms>,
    pub(super) unfinished: Vec<String>,
}

impl Listing {
    pub(super) fn read(disk: &dyn Disk) -> Result<Listing, OpenError> {
        let mut listing = Listing::default();
        let mut undivided = false;
        for name in disk.list().map_err(io_error("listing its directory"))? {
            undivided |= name == UNDIVIDED;
            let Some((number, kind)) = name.split_once('.') else { continue };
            let digits = number.len() >= DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
            let (true, Ok(first)) = (digits, number.parse().map(Revision)) else { continue };
            match kind {
                LOG => listing.segments.entry(first).or_default().log = true,
                SEALED => listing.segments.entry(first).or_default().sealed = true,
                NEW | SEALED_NEW => listing.unfinished.push(name),
                _ => {}
            }
        }
        if listing.segments.is_empty() && undivided {
            return Err(OpenError::NotAJournal { path: format!("{}/{UNDIVIDED}", disk.path()) });
        }
        Ok(listing)
    }

    pub(super) fn newest(&self) -> Option<Revision> {
        self.segments.last_key_value().map(|(first, _)| *first)
    }
}
