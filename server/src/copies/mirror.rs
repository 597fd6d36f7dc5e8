//! The mirror: the same journal on a second disk, entry for entry and segment for segment,
//! with what opens it. It is at most a second behind, or in step where the property says so.

use super::{bring_keys, settle_keys};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::plant::{self, Bug};
use journal::disk::{Disk as _, RealDisk};
use journal::file::{FileJournal, Options, Reader, seal_closed};
use journal::{AppendError, Journal, Revision, Stored};
use std::path::Path;
use std::sync::Arc;

/// So many entries are carried over at a time; more than a batch has.
const PAGE: usize = 1_000;

/// A mirror that is being kept.
pub struct Mirror {
    from: RealDisk,
    to: RealDisk,
    source: Reader,
    journal: FileJournal,
    /// The first revision of the mirror's newest segment.
    begun: Revision,
}

impl Mirror {
    /// Opens the mirror of a data directory in `to`, or begins it there.
    ///
    /// # Errors
    /// `to` holds another history, or its disk does not work.
    pub fn open(dir: &DataDir, to: &Path) -> Result<Self, Fault> {
        let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("the mirror in {}: {e}", to.display()));
        let beside = RealDisk::new(to).map_err(Fault::file(to))?;
        let mut source = Reader::open(Arc::new(RealDisk::read_only(&dir.journal()))).map_err(|e| said(&e))?;
        let there = to.join("journal");
        let disk = RealDisk::new(&there).map_err(Fault::file(&there))?;
        let journal = FileJournal::open(Arc::new(disk), Options::new(source.identity()), &mut ()).map_err(|e| said(&e))?;
        let head = journal.head();
        if head.revision > Revision::EMPTY {
            let same = source.read(Revision(head.revision.0 - 1), 1).map_err(|e| said(&e))?;
            if journal.identity().store != source.identity().store || same.first().is_none_or(|stored| stored.hash != head.hash) {
                return Err(said(&"it holds another history: move it away, and a new one is begun"));
            }
        }
        settle_keys(&beside)?;
        let from = RealDisk::read_only(dir.path());
        // What was destroyed while nobody followed is destroyed here too, though no entry came.
        if head.revision > Revision::EMPTY && !plant::is(Bug::MirrorWithoutKeys) {
            bring_keys(&from, &beside)?;
        }
        let begun = journal.segments().map_err(|e| said(&e))?.last().map_or(Revision::EMPTY, |segment| segment.first);
        Ok(Self { from, to: beside, source, journal, begun })
    }

    /// How far it has come.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.journal.head().revision
    }

    /// Brings it up to `upto`, which the writer has made durable. Keys come first, so that no
    /// entry is there whose personal values could not be opened.
    ///
    /// # Errors
    /// One of the two disks does not work, or the mirror was written by somebody else.
    pub fn follow(&mut self, upto: Revision) -> Result<(), Fault> {
        if self.revision() >= upto {
            return Ok(());
        }
        if !plant::is(Bug::MirrorWithoutKeys) {
            bring_keys(&self.from, &self.to)?;
        }
        while self.revision() < upto {
            self.begin_segment()?;
            let at = self.revision();
            let limit = usize::try_from(upto.0 - at.0).unwrap_or(PAGE).min(PAGE);
            let page = self.source.read(at, limit).map_err(|e| self.said(&e))?;
            let whole = if page.len() == PAGE { whole_batches(&page) } else { &page };
            if whole.is_empty() {
                return Err(self.said(&format!("revision {} of the journal cannot be read", at.next())));
            }
            for batch in whole.chunk_by(|a, b| a.batch == b.batch) {
                self.append(batch)?;
            }
        }
        Ok(())
    }

    /// Compresses segments that ended.
    ///
    /// # Errors
    /// The mirror's disk does not work.
    pub fn seal(&self) -> Result<(), Fault> {
        seal_closed(&*self.journal.disk()).map(drop).map_err(|e| self.said(&e))
    }

    /// Begins a segment where the journal does, with the same checkpoint.
    fn begin_segment(&mut self) -> Result<(), Fault> {
        let next = self.revision().next();
        let begins = next > self.begun && self.source.segments().map_err(|e| self.said(&e))?.contains(&next);
        if begins {
            let checkpoint = self.source.checkpoint(next).map_err(|e| self.said(&e))?;
            let epoch = self.source.identity().epoch;
            self.journal.begin_epoch(epoch, &checkpoint).map_err(|e| self.said(&e))?;
            self.begun = next;
        }
        Ok(())
    }

    fn append(&mut self, batch: &[Stored]) -> Result<(), Fault> {
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return Ok(()) };
        let entries: Vec<Vec<u8>> = batch.iter().map(|stored| stored.payload.clone()).collect();
        let appended = self.journal.append(Revision(first.revision.0 - 1), first.batch, &entries);
        match appended {
            Ok(head) if head.hash == last.hash => Ok(()),
            Ok(_) => Err(self.said(&"it chains otherwise than the journal")),
            Err(AppendError::Conflict { head }) => Err(self.said(&format!("somebody else has written it up to {}", head.revision))),
            Err(error) => Err(self.said(&error)),
        }
    }

    fn said(&self, what: &dyn std::fmt::Display) -> Fault {
        Fault::Journal(format!("the mirror in {}: {what}", self.to.path()))
    }
}

/// Without the last batch, of which there may be more.
fn whole_batches(page: &[Stored]) -> &[Stored] {
    let last = page.last().map(|stored| stored.batch);
    let whole = page.iter().rposition(|stored| Some(stored.batch) != last);
    whole.map_or(&[], |at| &page[..=at])
}
