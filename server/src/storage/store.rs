//! The store: where closed records, history and settled answers are read from.
//!
//! One sled a month, opened on demand. Each month says which revisions it covers; what is
//! missing anywhere, because a month was deleted, damaged or left behind, is read from the
//! journal again while the server already serves.

mod keeper;
mod month;
mod ranges;

use super::entry::{Entry, Verdict};
use crate::fault::Fault;
use data_encoding::HEXLOWER;
use domain::{Kind, RecordRef};
use month::Month;
use ranges::Ranges;
use std::collections::VecDeque;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use values::At;

pub use keeper::{Keeper, Source};

/// What one entry leaves in the store.
pub struct Settled {
    /// The entry's revision.
    pub revision: u64,
    /// The month in which it was stamped ("2026-11", UTC).
    pub month: String,
    /// The terminal, incarnation and seq that it answers.
    pub key: String,
    /// How it ended.
    pub verdict: Verdict,
    /// The records it put.
    pub records: Vec<Kept>,
}

/// One record as an entry put it.
pub struct Kept {
    /// Which.
    pub reference: RecordRef,
    /// Its stored form.
    pub form: Vec<u8>,
    /// The words by which it is found; none of them is personal.
    pub words: Vec<String>,
}

/// A page of history, newest first, and where the next one begins.
#[derive(Debug, Default)]
pub struct Page {
    /// Revision, record, stored form.
    pub versions: Vec<month::Version>,
    /// Ask for what is before this revision next; 0: that was all.
    pub next_before: u64,
}

/// So many months are open at once: the one written, and those that are read.
const OPEN: usize = 3;
/// Names the epoch whose entries are here.
const MARK: &str = "epoch";

/// The store of one property.
pub struct Store {
    dir: PathBuf,
    inner: Mutex<Inner>,
    moved: Condvar,
}

#[derive(Default)]
struct Inner {
    /// The newest used last.
    open: VecDeque<(String, Arc<Month>)>,
    /// What all months cover together; filled in by the keeper when it has looked at each.
    covered: Ranges,
    /// Of the journal: the first and the last revision that should be here.
    wanted: (u64, u64),
}

impl Store {
    /// The store of this journal in a directory; that of another one is deleted. No month is
    /// opened before it is asked for.
    pub fn open(dir: &Path, of: journal::Identity) -> Result<Self, Fault> {
        let store = Self { dir: dir.to_owned(), inner: Mutex::default(), moved: Condvar::new() };
        let (mark, named) = (dir.join(MARK), format!("{}\n", HEXLOWER.encode(&of.epoch)));
        if fs::read_to_string(&mark).ok().as_ref() != Some(&named) {
            if dir.exists() {
                store.clear()?;
            }
            fs::create_dir_all(dir).map_err(Fault::file(dir))?;
            fs::write(&mark, named).map_err(Fault::file(&mark))?;
        }
        Ok(store)
    }

    /// How many entries of the journal are not in the store yet.
    #[must_use]
    pub fn missing(&self) -> u64 {
        let inner = self.inner();
        inner.covered.missing(inner.wanted.0..=inner.wanted.1)
    }

    /// Waits until nothing of the journal is missing; `false`: it still is after so long.
    #[must_use]
    pub fn until_whole(&self, patience: Duration) -> bool {
        let missing = |inner: &mut Inner| inner.covered.first_gap(inner.wanted.0..=inner.wanted.1).is_some();
        let waited = self.moved.wait_timeout_while(self.inner(), patience, missing);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// The answer once given under this key, in whichever month.
    pub fn answer(&self, key: &str) -> Result<Option<(u64, Verdict)>, Fault> {
        self.newest_first(|month| month.answer(key))
    }

    /// The last version of a record that any entry put.
    pub fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Fault> {
        self.newest_first(|month| month.newest(reference))
    }

    /// The versions of a kind of record before a revision (0: from the newest), only those
    /// found by `word` if there is one; newest first, over as many months as it takes.
    pub fn history(&self, kind: Kind, word: Option<&str>, before: u64, limit: usize) -> Result<Page, Fault> {
        let before = if before == 0 { u64::MAX } else { before };
        let mut versions = Vec::new();
        for name in self.months()?.iter().rev() {
            let month = self.month(name)?;
            let rest = limit - versions.len();
            versions.extend(match word {
                Some(word) => month.with_word(word, kind, before, rest)?,
                None => month.before(kind, before, rest)?,
            });
            if versions.len() == limit {
                break;
            }
        }
        let next_before = if versions.len() == limit { versions.last().map_or(0, |(revision, ..)| *revision) } else { 0 };
        Ok(Page { versions, next_before })
    }

    /// Takes entries over, each into its month.
    fn take(&self, entries: &[Settled]) -> Result<(), Fault> {
        for of_month in entries.chunk_by(|a, b| a.month == b.month) {
            let Some(first) = of_month.first() else { continue };
            self.month(&first.month)?.take(of_month)?;
            let mut inner = self.inner();
            of_month.iter().for_each(|entry| inner.covered.insert(entry.revision, entry.revision));
        }
        self.moved.notify_all();
        Ok(())
    }

    /// Opens every month once to see what it covers; afterwards `missing` tells the truth.
    fn look(&self) -> Result<(), Fault> {
        for name in self.months()? {
            let covered = self.month(&name)?.covered();
            self.inner().covered.extend(&covered);
        }
        self.moved.notify_all();
        Ok(())
    }

    /// Closes everything and forgets what was covered: after a fault of the disk.
    fn close(&self) {
        let mut inner = self.inner();
        inner.open.clear();
        inner.covered = Ranges::default();
    }

    /// Deletes every month: they are of another journal.
    fn clear(&self) -> Result<(), Fault> {
        self.close();
        for entry in fs::read_dir(&self.dir).map_err(Fault::file(&self.dir))? {
            let path = entry.map_err(Fault::file(&self.dir))?.path();
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { Ok(()) };
            removed.map_err(Fault::file(&path))?;
        }
        Ok(())
    }

    /// What the journal has, and the store should have.
    pub fn want(&self, first: u64, last: u64) {
        self.inner().wanted = (first, last);
    }

    fn first_gap(&self) -> Option<RangeInclusive<u64>> {
        let inner = self.inner();
        inner.covered.first_gap(inner.wanted.0..=inner.wanted.1)
    }

    fn last_covered(&self) -> u64 {
        self.inner().covered.last()
    }

    fn newest_first<T>(&self, ask: impl Fn(&Month) -> Result<Option<T>, Fault>) -> Result<Option<T>, Fault> {
        for name in self.months()?.iter().rev() {
            if let Some(found) = ask(&*self.month(name)?)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The months that are there, oldest first.
    fn months(&self) -> Result<Vec<String>, Fault> {
        let mut months = Vec::new();
        for entry in fs::read_dir(&self.dir).map_err(Fault::file(&self.dir))? {
            let name = entry.map_err(Fault::file(&self.dir))?.file_name().to_string_lossy().into_owned();
            if name.len() == 7 && name.as_bytes()[4] == b'-' {
                months.push(name);
            }
        }
        months.sort();
        Ok(months)
    }

    fn month(&self, name: &str) -> Result<Arc<Month>, Fault> {
        let mut inner = self.inner();
        if let Some(at) = inner.open.iter().position(|(open, _)| open == name) {
            let used = inner.open.remove(at);
            inner.open.extend(used);
        } else {
            let month = Arc::new(Month::open(&self.dir.join(name))?);
            if inner.open.len() == OPEN {
                inner.open.pop_front();
            }
            inner.open.push_back((name.to_owned(), month));
        }
        inner.open.back().map(|(_, month)| month.clone()).ok_or_else(|| Fault::Machine("a month of the store".into()))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Settled {
    /// What an entry leaves.
    pub fn of(revision: u64, key: String, entry: &Entry) -> Result<Self, Fault> {
        let mut records = Vec::with_capacity(entry.changes.len());
        for (record, form) in entry.puts()? {
            // A line of the duty log is its entry told again: it is read from the journal.
            if record.reference().kind == Kind::LogLine {
                continue;
            }
            records.push(Kept { reference: record.reference(), form, words: record.found_by() });
        }
        Ok(Self {
            revision,
            month: month_of(entry.stamp.at),
            key,
            verdict: entry.verdict.clone(),
            records,
        })
    }
}

/// The month of a stamp, in UTC: the same on every machine and under every setting.
fn month_of(at: At) -> String {
    at.local(0).format("%Y-%m").to_string()
}
