//! Sealing: a closed segment is compressed beside its log, read back whole, and only then is the
//! log let go. A crash at any step leaves the log, or both, or the durable sealed form.

use super::listing::{self, Listing};
use super::segment::Segment;
use super::trouble::{Damage, OpenError};
use super::verify::is_dropped;
use super::walk::Walked;
use super::{durable_names, sealed};
use crate::disk::Disk;
use crate::plant::{self, Bug};
use crate::{Head, Revision};
use std::io;

/// Why a closed segment was not sealed. Its log is there as before.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The log is not what was written.
    #[error(transparent)]
    Journal(#[from] OpenError),
    /// What was written does not read back.
    #[error("{file} does not read back as it was written and was not put in force: the disk is failing; replace it")]
    NotReadBack {
        /// The file that was being made.
        file: String,
    },
    /// The disk did not do it.
    #[error("sealing {file} failed: {source}; its log stays in force, and it is tried again")]
    Io {
        /// The file that was being made.
        file: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Seals every closed segment that is not sealed yet, and answers how many. May run in another
/// thread of the process that has the journal open, beside its writer; once at a time.
///
/// # Errors
/// See [`SealError`]. What was not sealed is tried again by the next call.
pub fn seal_closed(disk: &dyn Disk) -> Result<usize, SealError> {
    let listing = Listing::read(disk)?;
    let segments: Vec<_> = listing.segments.iter().map(|(first, forms)| (*first, *forms)).collect();
    let mut done = 0;
    for pair in segments.windows(2) {
        let ((first, forms), (next, next_forms)) = (pair[0], pair[1]);
        if !forms.log {
            continue;
        }
        let Some(next) = Segment::open_form(disk, next, next_forms)? else { continue };
        // Nothing there any more: the segment was dropped in the meantime.
        let Some(log) = Segment::open(disk, first, false)? else { continue };
        match seal(disk, &log, next.header.before) {
            Ok(()) => done += 1,
            Err(SealError::Journal(OpenError::Damaged(_)) | SealError::NotReadBack { .. }) if is_dropped(disk, first)? => {}
            Err(other) => return Err(other),
        }
    }
    Ok(done)
}

/// Also where a sealed form is there already: whether its name is durable is not known, so it is
/// made once more.
fn seal(disk: &dyn Disk, log: &Segment, end: Head) -> Result<(), SealError> {
    let first = log.header.first_revision();
    let walked = log.walk(&mut |_| {})?;
    if walked.head != end {
        return Err(OpenError::from(log.damaged(walked.head.revision.next(), walked.end)).into());
    }
    if log.header.read_checkpoint(log.medium()).map_err(failed(first))?.is_none() {
        return Err(OpenError::from(Damage::Checkpoint { file: log.file.clone() }).into());
    }
    let new = write(disk, log, &walked).map_err(failed(first))?;
    if !plant::is(Bug::SealedNotReadBack) && !reads_back(log, &walked, new)? {
        return Err(SealError::NotReadBack { file: listing::new_sealed(first) });
    }
    put_in_force(disk, first).map_err(failed(first))
}

fn failed(first: Revision) -> impl FnOnce(io::Error) -> SealError {
    move |source| SealError::Io { file: listing::sealed(first), source }
}

/// The durable sealed form, under the name of something unfinished.
fn write(disk: &dyn Disk, log: &Segment, walked: &Walked) -> io::Result<Box<dyn crate::disk::Medium>> {
    let name = listing::new_sealed(log.header.first_revision());
    // A file of an earlier try may hold pages whose sync failed.
    disk.remove(&name)?;
    let new = disk.create(&name)?;
    sealed::write(&*new, log.medium(), &log.header, &walked.places, walked.head, walked.end)?;
    if !plant::is(Bug::SealRemovesLogFirst) {
        new.sync_all()?;
    }
    Ok(new)
}

/// Whether the sealed form holds what the log holds: every block unpacked, the chain walked.
fn reads_back(log: &Segment, walked: &Walked, new: Box<dyn crate::disk::Medium>) -> Result<bool, SealError> {
    let first = log.header.first_revision();
    let opened = sealed::SealedLog::open(new, &log.header).map_err(failed(first))?;
    let Some((sealed, _)) = opened else { return Ok(false) };
    if !sealed.is_whole().map_err(failed(first))? {
        return Ok(false);
    }
    let mut header = vec![0; super::header::HEADER];
    crate::disk::read_exact(&sealed, &mut header, 0).map_err(failed(first))?;
    let same_beginning = header == log.header.to_bytes() && log.header.read_checkpoint(&sealed).map_err(failed(first))?.is_some();
    match super::walk::walk(&sealed, &log.header, &mut |_| {}) {
        Ok(again) => Ok(same_beginning && again.head == walked.head && again.end == walked.end),
        Err(super::walk::WalkError::Damaged { .. }) => Ok(false),
        Err(super::walk::WalkError::Io(source)) => Err(failed(first)(source)),
    }
}

fn put_in_force(disk: &dyn Disk, first: Revision) -> io::Result<()> {
    disk.rename(&listing::new_sealed(first), &listing::sealed(first))?;
    if !plant::is(Bug::SealRemovesLogFirst) {
        durable_names(disk)?;
    }
    disk.remove(&listing::log(first))?;
    durable_names(disk)
}
