//! Opening: ask every segment and the anchor, replay the newest, and only then touch anything.

use super::anchor::{Anchor, Point};
use super::header::{AT_ONCE, HEADER, Header};
use super::listing::{self, Listing};
use super::segment::{Form, Segment};
use super::trouble::{Damage, OpenError, io_error};
use super::walk::Walked;
use super::{Closed, FileJournal, Options, durable_names};
use crate::disk::{Disk, Guard, Medium, overwrite, read_exact};
use crate::plant::{self, Bug};
use crate::{Head, ReadError, Replay, Revision};
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex};

pub(super) fn open(disk: Arc<dyn Disk>, options: Options, replay: &mut dyn Replay) -> Result<FileJournal, OpenError> {
    let lock = lock(&*disk)?;
    let mut listing = Listing::read(&*disk)?;
    let anchor = Anchor::read(&*disk).map_err(io_error("reading the anchor"))?;
    if listing.segments.is_empty() {
        if let Some(point) = anchor.newest {
            return Err(Damage::Missing { file: listing::log(point.segment) }.into());
        }
        make_first(&*disk, options).map_err(io_error("making a new journal"))?;
        listing = Listing::read(&*disk)?;
    }
    let newest = newest(&*disk, &listing, anchor.newest)?;
    let closed = closed(&*disk, &listing, &newest.header)?;
    newest.replay_checkpoint(replay)?;
    let walked = walk_and_compare(&newest, anchor.newest, replay)?;
    let Segment { file, header, form: Form::Log(log), .. } = newest else {
        return Err(Damage::Missing { file: listing::log(newest.header.first_revision()) }.into());
    };
    let mut journal = FileJournal {
        disk,
        file,
        header,
        head: walked.head,
        log,
        anchor,
        closed,
        recent: Mutex::default(),
        end: walked.end,
        last_record: walked.last_record,
        places: walked.places,
        allocated: 0,
        step: options.step_bytes,
        // Dropped before its end is durable, it must not tell the anchor of a head that may yet be lost.
        stopped: Some("it is being opened".to_owned()),
        buffer: Vec::new(),
        _lock: lock,
    };
    compare_older(&journal)?;
    journal.allocated =
        settle_tail(&*journal.log, walked.torn, walked.last_batch..walked.end).map_err(io_error("making its end durable"))?;
    settle_names(&mut journal, &listing).map_err(io_error("making its directory durable"))?;
    journal.stopped = None;
    journal.move_anchor(1).map_err(io_error("writing the anchor"))?;
    Ok(journal)
}

fn lock(disk: &dyn Disk) -> Result<Guard, OpenError> {
    if plant::is(Bug::LockNotTaken) {
        return Ok(Guard::new(()));
    }
    disk.lock().map_err(|error| {
        if error.kind() == ErrorKind::ResourceBusy { OpenError::InUse { dir: disk.path() } } else { io_error("locking")(error) }
    })
}

fn make_first(disk: &dyn Disk, options: Options) -> io::Result<()> {
    let header = Header::first(options.identity);
    let first = header.first_revision();
    write_new(disk, &header, &[])?;
    disk.rename(&listing::new_log(first), &listing::log(first))?;
    durable_names(disk)
}

/// A segment that is whole and durable, but not yet in force.
pub(super) fn write_new(disk: &dyn Disk, header: &Header, checkpoint: &[u8]) -> io::Result<Box<dyn Medium>> {
    let name = listing::new_log(header.first_revision());
    // A file of an earlier try may hold pages whose sync failed.
    disk.remove(&name)?;
    let new = disk.create(&name)?;
    new.write_at(&header.to_bytes(), 0)?;
    let mut offset = HEADER as u64;
    for piece in checkpoint.chunks(AT_ONCE) {
        new.write_at(piece, offset)?;
        offset += piece.len() as u64;
    }
    if !plant::is(Bug::CheckpointTorn) {
        new.sync_all()?;
    }
    Ok(new)
}

/// The segment that is written to. One that the anchor remembers is lost if it is not there.
fn newest(disk: &dyn Disk, listing: &Listing, anchor: Option<Point>) -> Result<Segment, OpenError> {
    let first = listing.newest().unwrap_or(Revision::EMPTY.next());
    let remembered = anchor.map_or(first, |point| point.segment);
    if remembered > first && !plant::is(Bug::AnchorNotChecked) {
        return Err(Damage::Missing { file: listing::log(remembered) }.into());
    }
    let missing = |first| OpenError::from(Damage::Missing { file: listing::log(first) });
    if listing.segments.get(&first).is_some_and(|forms| forms.sealed) {
        // Only closed segments are sealed, so a newer one was there.
        let sealed = Segment::open(disk, first, true)?.ok_or_else(|| missing(first))?;
        return Err(match sealed.form {
            Form::Sealed(log) => missing(log.last().revision.next()),
            Form::Log(_) => missing(first),
        });
    }
    Segment::open(disk, first, false)?.ok_or_else(|| missing(first))
}

/// Every older segment that was kept, each asked whether it ends where the next one begins.
fn closed(disk: &dyn Disk, listing: &Listing, newest: &Header) -> Result<Vec<Closed>, OpenError> {
    let mut closed = Vec::new();
    let mut next = *newest;
    let older = listing.segments.range(newest.oldest..newest.first_revision()).rev();
    for (first, forms) in older {
        let missing = || OpenError::from(Damage::Missing { file: listing::log(*first) });
        let segment = Segment::open_form(disk, *first, *forms)?.ok_or_else(missing)?;
        if !segment.ends_before(&next)? && !plant::is(Bug::OlderSegmentsUnchecked) {
            return Err(not_continued(&segment, &next).into());
        }
        closed.push(Closed { first: *first, last: next.before.revision });
        next = segment.header;
    }
    if next.first_revision() > newest.oldest && !plant::is(Bug::OlderSegmentsUnchecked) {
        return Err(Damage::Missing { file: listing::log(newest.oldest) }.into());
    }
    closed.reverse();
    Ok(closed)
}

/// A hole between two segments, or two that do not belong together.
fn not_continued(older: &Segment, next: &Header) -> Damage {
    match &older.form {
        Form::Sealed(log) if log.last().revision < next.before.revision => {
            Damage::Missing { file: listing::log(log.last().revision.next()) }
        }
        Form::Sealed(_) | Form::Log(_) => Damage::NotContinued { file: listing::log(next.first_revision()) },
    }
}

/// Walks the newest segment and asks whether the journal has all that the anchor remembers.
fn walk_and_compare(newest: &Segment, anchor: Option<Point>, replay: &mut dyn Replay) -> Result<Walked, OpenError> {
    let mut at_anchor = newest.header.before;
    let wanted = anchor.map_or(Revision::EMPTY, |point| point.head.revision);
    let walked = newest.walk(&mut |stored| {
        if stored.revision == wanted {
            at_anchor = Head { revision: stored.revision, hash: stored.hash };
        }
        replay.entry(stored);
    })?;
    if let Some(point) = anchor
        && !plant::is(Bug::AnchorNotChecked)
    {
        let same_place = at_anchor.revision == point.head.revision;
        if point.store != newest.header.identity.store || (same_place && at_anchor.hash != point.head.hash) {
            return Err(Damage::AnotherHistory { revision: wanted }.into());
        }
        if walked.head.revision < wanted {
            return Err(Damage::BehindAnchor { have: walked.head.revision, anchor: wanted }.into());
        }
    }
    Ok(walked)
}

/// An anchor that lags behind the newest segment is compared with the older one. Rare: rotating
/// moves the anchor, so only a crash in the middle of it, or a damaged anchor, leads here.
fn compare_older(journal: &FileJournal) -> Result<(), OpenError> {
    let Some(point) = journal.anchor.newest else { return Ok(()) };
    let wanted = point.head.revision;
    if wanted < journal.first() || wanted >= journal.header.before.revision {
        return Ok(());
    }
    let found = journal.read_entries(Revision(wanted.0 - 1), 1).map_err(|error| match error {
        ReadError::Damaged { file, revision, offset } => Damage::Entry { file, revision, offset }.into(),
        ReadError::Compacted { .. } | ReadError::Unavailable(_) => io_error("reading an older segment")(io::Error::other(error)),
    })?;
    if found.iter().any(|stored| stored.hash != point.head.hash) {
        return Err(Damage::AnotherHistory { revision: wanted }.into());
    }
    Ok(())
}

/// Cuts a torn tail, and makes durable what will be answered for. The newest batch is written once
/// more: after a failed sync the page cache may show what the disk does not hold, and call it clean.
/// Answers the length of the file.
fn settle_tail(log: &dyn Medium, torn: bool, newest_batch: std::ops::Range<u64>) -> io::Result<u64> {
    if torn && !plant::is(Bug::TornTailKept) {
        log.set_length(newest_batch.end)?;
    }
    if !plant::is(Bug::TailNotRewritten) {
        let mut newest = vec![0; (newest_batch.end - newest_batch.start) as usize];
        read_exact(log, &mut newest, newest_batch.start)?;
        log.write_at(&newest, newest_batch.start)?;
    }
    log.sync_all()?;
    log.length()
}

/// Clears away what a crash left, and makes the names durable that a crash may have left in doubt.
fn settle_names(journal: &mut FileJournal, listing: &Listing) -> io::Result<()> {
    for name in &listing.unfinished {
        journal.disk.remove(name)?;
    }
    let mut dropped = listing.segments.range(..journal.header.oldest).peekable();
    if dropped.peek().is_some() {
        // What dropped them may be there by a name that a power cut takes back; then they are needed.
        durable_names(&*journal.disk)?;
    }
    for (first, _) in dropped {
        remove_segment(&*journal.disk, *first)?;
    }
    journal.anchor.create_if_missing(&*journal.disk)?;
    durable_names(&*journal.disk)
}

/// Takes a dropped segment away, in whatever form it is there; nothing of it stays on the disk.
pub(super) fn remove_segment(disk: &dyn Disk, first: Revision) -> io::Result<()> {
    for name in [listing::log(first), listing::sealed(first)] {
        let file = disk.open(&name).ok().flatten();
        disk.remove(&name)?;
        // Its name first: whoever reads it beside tells by that that it is dropped and not damaged.
        // A disk that refuses the rest still gives up the file.
        let _best_effort = file.map(|file| overwrite(&*file));
    }
    Ok(())
}
