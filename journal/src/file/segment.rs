//! One segment as it is found: its header, and its records whether they are compressed or not.

use super::header::{HEADER, Header};
use super::listing::{self, Forms};
use super::read::Places;
use super::sealed::SealedLog;
use super::trouble::{Damage, OpenError, header_error, io_error};
use super::walk::{WalkError, Walked, Window, walk};
use crate::disk::{Disk, Medium};
use crate::{Head, Replay, Revision, Stored};
use std::io;

/// What the records of a segment are read from.
pub(super) enum Form {
    Log(Box<dyn Medium>),
    Sealed(SealedLog),
}

pub(super) struct Segment {
    pub(super) file: String,
    pub(super) header: Header,
    pub(super) form: Form,
    /// Where records start, if that was there to be read.
    pub(super) places: Option<Places>,
}

impl Segment {
    /// A closed segment in the form that is there; nothing if it is not there.
    pub(super) fn open_closed(disk: &dyn Disk, first: Revision) -> Result<Option<Segment>, OpenError> {
        // Sealing makes the sealed form before the log goes, so it is there at the third look.
        for sealed in [true, false, true] {
            if let Some(segment) = Segment::open(disk, first, sealed)? {
                return Ok(Some(segment));
            }
        }
        Ok(None)
    }

    pub(super) fn open_form(disk: &dyn Disk, first: Revision, forms: Forms) -> Result<Option<Segment>, OpenError> {
        if forms.log && !forms.sealed { Segment::open(disk, first, false) } else { Segment::open(disk, first, true) }
    }

    pub(super) fn open(disk: &dyn Disk, first: Revision, sealed: bool) -> Result<Option<Segment>, OpenError> {
        let file = if sealed { listing::sealed(first) } else { listing::log(first) };
        let Some(medium) = disk.open(&file).map_err(io_error("opening a segment"))? else {
            return Ok(None);
        };
        match Segment::read(disk, first, sealed, (file.clone(), medium)) {
            // It was dropped while it was read: its name goes before its bytes.
            Err(_) if disk.open(&file).map_err(io_error("opening a segment"))?.is_none() => Ok(None),
            read => read.map(Some),
        }
    }

    fn read(disk: &dyn Disk, first: Revision, sealed: bool, (file, medium): (String, Box<dyn Medium>)) -> Result<Segment, OpenError> {
        let mut bytes = vec![0; HEADER];
        let got = medium.read_at(&mut bytes, 0).map_err(io_error("reading a header"))?;
        bytes.truncate(got);
        let header = Header::parse(&bytes).map_err(|error| header_error(error, &disk.path(), &file))?;
        if header.first_revision() != first {
            return Err(Damage::NotContinued { file }.into());
        }
        if !sealed {
            return Ok(Segment { file, header, form: Form::Log(medium), places: None });
        }
        let opened = SealedLog::open(medium, &header).map_err(io_error("reading the end of a sealed segment"))?;
        let Some((log, places)) = opened else {
            return Err(Damage::Seal { file }.into());
        };
        Ok(Segment { file, header, form: Form::Sealed(log), places: Some(places) })
    }

    pub(super) fn is_sealed(&self) -> bool {
        matches!(self.form, Form::Sealed(_))
    }

    pub(super) fn medium(&self) -> &dyn Medium {
        match &self.form {
            Form::Log(medium) => &**medium,
            Form::Sealed(log) => log,
        }
    }

    /// Bytes of its file, with what is preallocated.
    pub(super) fn file_bytes(&self) -> io::Result<u64> {
        match &self.form {
            Form::Log(medium) => medium.length(),
            Form::Sealed(log) => log.file_bytes(),
        }
    }

    /// Gives the checkpoint, if the segment begins with one.
    pub(super) fn replay_checkpoint(&self, replay: &mut dyn Replay) -> Result<(), OpenError> {
        if self.header.checkpoint_bytes == 0 {
            return Ok(());
        }
        let checkpoint = self.header.read_checkpoint(self.medium()).map_err(io_error("reading the checkpoint"))?;
        let Some(checkpoint) = checkpoint else {
            return Err(Damage::Checkpoint { file: self.file.clone() }.into());
        };
        replay.checkpoint(self.header.before, &checkpoint);
        Ok(())
    }

    /// Walks the records, and a sealed segment to the very end that it names.
    pub(super) fn walk(&self, each: &mut dyn FnMut(&Stored)) -> Result<Walked, OpenError> {
        let walked = walk(self.medium(), &self.header, each).map_err(|error| match error {
            WalkError::Io(source) => io_error("reading")(source),
            WalkError::Damaged { revision, offset } => self.damaged(revision, offset).into(),
        })?;
        match &self.form {
            Form::Sealed(log) if log.last() != walked.head => Err(self.damaged(walked.head.revision.next(), walked.end).into()),
            Form::Sealed(_) | Form::Log(_) => Ok(walked),
        }
    }

    pub(super) fn damaged(&self, revision: Revision, offset: u64) -> Damage {
        Damage::Entry { file: self.file.clone(), revision, offset }
    }

    /// Whether the last record here is the one that `next` continues; costs one look at the disk.
    pub(super) fn ends_before(&self, next: &Header) -> Result<bool, OpenError> {
        if next.identity.store != self.header.identity.store {
            return Ok(false);
        }
        match &self.form {
            Form::Sealed(log) => Ok(log.last() == next.before),
            Form::Log(medium) => {
                let mut window = Window::new(&**medium);
                let record = window.record(next.tail, &self.header.identity.store).map_err(io_error("reading an older segment"))?;
                Ok(record.is_some_and(|record| {
                    let stored = record.to_stored();
                    Head { revision: stored.revision, hash: stored.hash } == next.before
                }))
            }
        }
    }
}
