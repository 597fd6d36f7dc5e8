//! Copying a journal to another disk while it is written.

use super::listing::{self, Listing};
use super::segment::{Form, Segment};
use super::trouble::{Damage, OpenError, io_error};
use super::{durable_names, header::AT_ONCE};
use crate::disk::Disk;
use crate::{Head, Revision};
use std::io;

/// The segments change their names while they are copied, but not without end.
const TRIES: usize = 10;

/// Copies every segment, the newest up to `upto`, which the writer has answered. Durable on
/// return; what lies on `to` already is replaced. The copy opens as a journal of the same
/// identity, and is what [`verify`](super::verify) reads; the anchor is not copied, because it
/// may be ahead of the copy.
///
/// # Errors
/// Damage in what is copied, and what either disk says. The copy is of no use then.
pub fn copy(from: &dyn Disk, to: &dyn Disk, upto: Revision) -> Result<Head, OpenError> {
    for _ in 0..TRIES {
        for name in to.list().map_err(io_error("listing the copy"))? {
            to.remove(&name).map_err(io_error("clearing the copy"))?;
        }
        if let Some(head) = copy_once(from, to, upto)? {
            durable_names(to).map_err(io_error("making the copy durable"))?;
            return Ok(head);
        }
    }
    Err(io_error("copying")(io::Error::other("the journal's segments change faster than they can be copied")))
}

/// Nothing if a segment was sealed or dropped in the meantime.
fn copy_once(from: &dyn Disk, to: &dyn Disk, upto: Revision) -> Result<Option<Head>, OpenError> {
    let listing = Listing::read(from)?;
    let firsts: Vec<Revision> = listing.segments.range(..=upto.next()).map(|(first, _)| *first).collect();
    let Some((newest, older)) = firsts.split_last() else { return Ok(None) };
    for first in older {
        let Some(segment) = Segment::open_closed(from, *first)? else { return Ok(None) };
        let end = match &segment.form {
            Form::Sealed(log) => log.file_bytes().map_err(io_error("reading a segment's size"))?,
            Form::Log(_) => segment.walk(&mut |_| {})?.end,
        };
        copy_file(from, to, &segment.file, end).map_err(io_error("copying a segment"))?;
    }
    let Some(segment) = Segment::open(from, *newest, false)? else { return Ok(None) };
    let mut head = segment.header.before;
    let (mut end, mut offset) = (segment.header.records_from(), segment.header.records_from());
    segment.walk(&mut |stored| {
        offset += (crate::record::RECORD_HEADER + stored.payload.len()) as u64;
        if stored.revision <= upto {
            head = Head { revision: stored.revision, hash: stored.hash };
            end = offset;
        }
    })?;
    if head.revision < upto {
        return Err(Damage::BehindAnchor { have: head.revision, anchor: upto }.into());
    }
    copy_file(from, to, &listing::log(*newest), end).map_err(io_error("copying the newest segment"))?;
    Ok(Some(head))
}

fn copy_file(from: &dyn Disk, to: &dyn Disk, name: &str, end: u64) -> io::Result<()> {
    let source = from.open(name)?.ok_or(io::ErrorKind::NotFound)?;
    let copy = to.create(name)?;
    let mut at = 0;
    while at < end {
        let mut piece = vec![0; usize::try_from(end - at).unwrap_or(AT_ONCE).min(AT_ONCE)];
        crate::disk::read_exact(&*source, &mut piece, at)?;
        copy.write_at(&piece, at)?;
        at += piece.len() as u64;
    }
    copy.sync_all()
}
