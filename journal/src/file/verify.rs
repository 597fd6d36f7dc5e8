//! Reading a journal's directory to see whether it is whole: anybody may, on a copy or beside a
//! running server, also while that one rotates or seals. Takes no lock and writes nothing.

use super::anchor::{Anchor, Point};
use super::listing::{self, Listing};
use super::segment::{Form, Segment};
use super::trouble::{Damage, OpenError, io_error};
use super::{SegmentInfo, SegmentState};
use crate::disk::Disk;
use crate::plant::{self, Bug};
use crate::{Head, Identity, Replay, Revision, Stored};

/// A segment may change its name while it is looked for, but not without end.
const LOOKS: usize = 20;

/// What a journal's directory holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which journal it is.
    pub identity: Identity,
    /// The oldest revision that it keeps.
    pub first: Revision,
    /// Entries that read and chain, from the oldest to the newest or to the damage.
    pub entries: u64,
    /// The newest of them.
    pub head: Head,
    /// What the anchor remembers; nothing if there is no anchor that reads.
    pub anchor: Option<Revision>,
    /// The segments that are whole, oldest first.
    pub segments: Vec<SegmentInfo>,
    /// The first thing that is wrong. Nothing: every entry is as it was written.
    pub damage: Option<Damage>,
}

/// Walks every segment from the oldest entry to the newest, and gives `visitor` each checkpoint and
/// each whole entry; what follows damage is not given. An unfinished tail, as a crash or an append
/// in progress leaves it, was never acknowledged and is no damage. Where a writer drops segments in
/// the meantime, the walk begins again with the checkpoint of the oldest one that it kept.
///
/// # Errors
/// [`OpenError::Io`], [`OpenError::NotAJournal`], [`OpenError::NewerFormat`], or
/// [`OpenError::Damaged`] when not even the newest segment's beginning reads.
pub fn verify(disk: &dyn Disk, visitor: &mut dyn Replay) -> Result<Report, OpenError> {
    // The anchor first: the log only grows, so it cannot fall behind in between.
    let anchor = Anchor::read(disk).map_err(io_error("reading the anchor"))?.newest;
    let (newest, _) = newest(disk, anchor)?;
    let report = Report {
        identity: newest.header.identity,
        first: newest.header.oldest,
        entries: 0,
        head: Head::EMPTY,
        anchor: anchor.map(|point| point.head.revision),
        segments: Vec::new(),
        damage: None,
    };
    let mut survey = Survey { disk, visitor, anchor, report, begun: false };
    match survey.walk_all() {
        Ok(()) => {}
        Err(OpenError::Damaged(damage)) => survey.report.damage = Some(damage),
        Err(other @ (OpenError::InUse { .. } | OpenError::NewerFormat { .. } | OpenError::NotAJournal { .. } | OpenError::Io { .. })) => {
            return Err(other);
        }
    }
    Ok(survey.report)
}

/// The newest segment and what else is there, in one view.
fn newest(disk: &dyn Disk, anchor: Option<Point>) -> Result<(Segment, Listing), OpenError> {
    let mut first = Revision::EMPTY;
    for _ in 0..LOOKS {
        let listing = Listing::read(disk)?;
        let Some(newest) = listing.newest() else {
            return Err(match anchor {
                Some(point) => Damage::Missing { file: listing::log(point.segment) }.into(),
                None => OpenError::NotAJournal { path: disk.path() },
            });
        };
        first = newest;
        if let Some(segment) = Segment::open_closed(disk, newest)? {
            return Ok((segment, listing));
        }
    }
    Err(Damage::Missing { file: listing::log(first) }.into())
}

/// Whether the writer has dropped the segment that begins so: what reads as damage beside it is none.
pub(super) fn is_dropped(disk: &dyn Disk, first: Revision) -> Result<bool, OpenError> {
    Ok(newest(disk, None)?.0.header.oldest > first)
}

struct Survey<'a> {
    disk: &'a dyn Disk,
    visitor: &'a mut dyn Replay,
    anchor: Option<Point>,
    report: Report,
    /// Whether a segment was walked; before that, `head` means nothing.
    begun: bool,
}

impl Survey<'_> {
    fn walk_all(&mut self) -> Result<(), OpenError> {
        let mut looks = 0;
        loop {
            let (newest, listing) = newest(self.disk, self.anchor)?;
            let last = newest.header.first_revision();
            if newest.header.oldest > self.wanted() {
                self.begin(newest.header.oldest);
            }
            let wanted = self.wanted();
            // A segment that is being sealed or dropped may be on neither list: look again.
            looks += 1;
            let Some(first) = listing.segments.range(wanted..).map(|(first, _)| *first).next() else {
                return Err(Damage::NotContinued { file: newest.file }.into());
            };
            let opened = if first == wanted { Segment::open_closed(self.disk, first)? } else { None };
            let Some(segment) = opened else {
                if looks > LOOKS {
                    return Err(self.gap(wanted));
                }
                continue;
            };
            looks = 0;
            match self.walk_segment(&segment) {
                // It was being overwritten: the walk begins again with what is kept.
                Err(OpenError::Damaged(_)) if is_dropped(self.disk, first)? => continue,
                walked => walked?,
            }
            if first == last {
                // Only closed segments are sealed: was a newer one begun since the look?
                let closed = matches!(segment.form, Form::Sealed(_));
                if closed && self::newest(self.disk, self.anchor)?.0.header.first_revision() > last {
                    continue;
                }
                return self.compare_end(first);
            }
            if self.report.head.revision < first {
                if is_dropped(self.disk, first)? {
                    continue;
                }
                // A closed segment has entries.
                return Err(segment.damaged(first, segment.header.records_from()).into());
            }
        }
    }

    /// The first revision that was not walked yet.
    fn wanted(&self) -> Revision {
        if self.begun { self.report.head.revision.next() } else { self.report.first }
    }

    /// From the oldest segment that is kept: at first, and when the writer dropped what was being
    /// walked.
    fn begin(&mut self, oldest: Revision) {
        self.begun = false;
        self.report.first = oldest;
        self.report.entries = 0;
        self.report.segments.clear();
    }

    /// What is between the end of the walk and the next segment there is.
    fn gap(&self, wanted: Revision) -> OpenError {
        let last = self.report.segments.last();
        match last {
            // The file is there and ends too early.
            Some(info) if info.state != SegmentState::Sealed => {
                Damage::Entry { file: listing::log(info.first), revision: wanted, offset: info.bytes }.into()
            }
            Some(_) | None => Damage::Missing { file: listing::log(wanted) }.into(),
        }
    }

    fn walk_segment(&mut self, segment: &Segment) -> Result<(), OpenError> {
        let header = &segment.header;
        let continues = header.before == self.report.head && header.identity.store == self.report.identity.store;
        if self.begun && !continues && !plant::is(Bug::OlderSegmentsUnchecked) {
            return Err(Damage::NotContinued { file: segment.file.clone() }.into());
        }
        if let Form::Sealed(log) = &segment.form
            && !log.is_whole().map_err(io_error("reading"))?
        {
            // The walk names the entry, if it is one that does not read.
            segment.walk(&mut |_| {})?;
            return Err(Damage::Seal { file: segment.file.clone() }.into());
        }
        segment.replay_checkpoint(self.visitor)?;
        self.report.head = header.before;
        self.begun = true;
        self.compare(header.before)?;
        let mut other_history = None;
        let (visitor, report, anchor) = (&mut *self.visitor, &mut self.report, self.anchor);
        let walked = segment.walk(&mut |stored: &Stored| {
            report.entries += 1;
            report.head = Head { revision: stored.revision, hash: stored.hash };
            if anchor.is_some_and(|point| point.head.revision == stored.revision && point.head != report.head) {
                other_history = Some(stored.revision);
            }
            visitor.entry(stored);
        })?;
        if let Some(revision) = other_history {
            return Err(Damage::AnotherHistory { revision }.into());
        }
        let (state, bytes) = match &segment.form {
            Form::Sealed(_) => (SegmentState::Sealed, segment.file_bytes().map_err(io_error("reading"))?),
            Form::Log(_) => (SegmentState::Closed, walked.end),
        };
        self.report
            .segments
            .push(SegmentInfo { first: header.first_revision(), last: walked.head.revision, state, bytes });
        Ok(())
    }

    fn compare(&self, at: Head) -> Result<(), OpenError> {
        let Some(point) = self.anchor else { return Ok(()) };
        let other = point.store != self.report.identity.store || (point.head.revision == at.revision && point.head != at);
        if other { Err(Damage::AnotherHistory { revision: point.head.revision }.into()) } else { Ok(()) }
    }

    fn compare_end(&mut self, newest: Revision) -> Result<(), OpenError> {
        if let Some(info) = self.report.segments.last_mut().filter(|info| info.first == newest) {
            if info.state == SegmentState::Sealed {
                // A newer one was there, and is gone.
                return Err(Damage::Missing { file: listing::log(info.last.next()) }.into());
            }
            info.state = SegmentState::Active;
        }
        let Some(point) = self.anchor else { return Ok(()) };
        if point.segment > newest {
            return Err(Damage::Missing { file: listing::log(point.segment) }.into());
        }
        let have = self.report.head.revision;
        if have < point.head.revision {
            return Err(Damage::BehindAnchor { have, anchor: point.head.revision }.into());
        }
        Ok(())
    }
}
