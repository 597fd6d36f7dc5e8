//! The store: where closed records, history and settled answers are read from.
//!
//! One sled a month, opened on demand. Each month says which revisions it covers; what is
//! missing anywhere, because a month was deleted, damaged or left behind, is read from the
//! journal again while the server already serves.

mod keeper;
mod month;
mod months;
mod ranges;

use super::entry::{Entry, Given};
use crate::desk::archive::Archive;
use crate::fault::Fault;
use crate::plant::{self, Bug};
use data_encoding::HEXLOWER;
use domain::{Kind, RecordRef};
use month::{Month, Trouble, caught};
use months::Months;
use ranges::Ranges;
use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
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
    /// What the entry answers.
    pub given: Given,
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

/// Names the epoch whose entries are here.
const MARK: &str = "epoch";

/// The store of one property.
pub struct Store {
    inner: Mutex<Inner>,
    moved: Condvar,
}

struct Inner {
    months: Months,
    /// What each month covers; filled in by the keeper when it has looked at it.
    covered: BTreeMap<String, Ranges>,
    /// Of the journal: the first and the last revision that should be here.
    wanted: (u64, u64),
}

impl Archive for Store {
    fn missing(&self) -> u64 {
        let inner = self.inner();
        inner.all_covered().missing(inner.wanted.0..=inner.wanted.1)
    }
    fn until_covered(&self, last: u64, patience: Duration) -> bool {
        let missing = |inner: &mut Inner| inner.all_covered().first_gap(inner.wanted.0..=inner.wanted.1.max(last)).is_some();
        let waited = self.moved.wait_timeout_while(self.inner(), patience, missing);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
    fn answer(&self, key: &str) -> Result<Option<Given>, Fault> {
        self.newest_first(|month| month.answer(key))
    }
    fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Fault> {
        self.newest_first(|month| month.newest(reference))
    }
    fn history(&self, kind: Kind, word: Option<&str>, before: u64, limit: usize) -> Result<Page, Fault> {
        let before = if before == 0 { u64::MAX } else { before };
        let mut versions = Vec::new();
        for name in self.names()?.iter().rev() {
            let rest = limit.saturating_sub(versions.len());
            versions.extend(self.ask(name, |month| match word {
                Some(word) => month.with_word(word, kind, before, rest),
                None => month.before(kind, before, rest),
            })?);
            if versions.len() >= limit {
                break;
            }
        }
        let next_before = if versions.len() >= limit { versions.last().map_or(0, |(revision, ..)| *revision) } else { 0 };
        Ok(Page { versions, next_before })
    }
}

impl Store {
    /// The store of this journal in a directory; that of another one is deleted. No month is
    /// opened before it is asked for.
    pub fn open(dir: &Path, of: journal::Identity) -> Result<Self, Fault> {
        let inner = Inner { months: Months::in_directory(dir), covered: BTreeMap::new(), wanted: (0, 0) };
        let store = Self { inner: Mutex::new(inner), moved: Condvar::new() };
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

    /// Takes entries over, each into its month. What belongs to a damaged month stays missing.
    fn take(&self, entries: &[Settled]) -> Result<(), Fault> {
        for of_month in entries.chunk_by(|a, b| a.month == b.month) {
            let Some(first) = of_month.first() else { continue };
            let Some(month) = self.month(&first.month)? else { continue };
            match caught(|| month.take(of_month)) {
                Ok(covered) => self.covers(&first.month, &month, covered),
                Err(why @ Trouble::Refused(_)) => return Err(Fault::Machine(format!("the store: {why}"))),
                Err(Trouble::Damaged(why)) => self.give_up(&first.month, &month, &why),
            }
        }
        self.moved.notify_all();
        Ok(())
    }

    /// Opens every month once to see what it covers; afterwards `missing` tells the truth.
    fn look(&self) -> Result<(), Fault> {
        for name in self.names()? {
            if let Some(month) = self.month(&name)? {
                self.covers(&name, &month, month.covered());
            }
        }
        self.moved.notify_all();
        Ok(())
    }

    /// Begins damaged months anew; whether all of them are.
    fn renew(&self) -> Result<bool, Fault> {
        self.inner().months.renew()
    }

    /// Closes everything and forgets what was covered: after a fault of the disk.
    fn close(&self) {
        let mut inner = self.inner();
        inner.months.close();
        inner.covered.clear();
    }

    /// Deletes every month: they are of another journal.
    fn clear(&self) -> Result<(), Fault> {
        let mut inner = self.inner();
        inner.covered.clear();
        inner.months.clear()
    }

    /// What the journal has, and the store should have.
    pub fn want(&self, first: u64, last: u64) {
        self.inner().wanted = (first, last);
    }

    fn first_gap(&self) -> Option<RangeInclusive<u64>> {
        let inner = self.inner();
        inner.all_covered().first_gap(inner.wanted.0..=inner.wanted.1)
    }

    fn last_covered(&self) -> u64 {
        self.inner().covered.values().map(Ranges::last).max().unwrap_or_default()
    }

    fn newest_first<T>(&self, question: impl Fn(&Month) -> Result<Option<T>, Trouble>) -> Result<Option<T>, Fault> {
        for name in self.names()?.iter().rev() {
            if let Some(found) = self.ask(name, &question)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Asks one month. One that is damaged is given up, and says so until it is whole again.
    fn ask<T>(&self, name: &str, question: impl FnOnce(&Month) -> Result<T, Trouble>) -> Result<T, Fault> {
        let rebuilt = || Fault::Machine("the archive is being rebuilt: try again in a minute".into());
        let month = self.month(name)?.ok_or_else(rebuilt)?;
        caught(|| question(&month)).map_err(|why| match why {
            Trouble::Refused(_) => Fault::Machine(format!("the archive cannot be read: {why}")),
            Trouble::Damaged(why) => {
                self.give_up(name, &month, &why);
                rebuilt()
            }
        })
    }

    /// Notes what a month covers, unless a reader has given it up meanwhile.
    fn covers(&self, name: &str, month: &Arc<Month>, covered: Ranges) {
        let mut inner = self.inner();
        if inner.months.has_open(month) {
            inner.covered.insert(name.to_owned(), covered);
        }
    }

    /// A damaged month is not asked again until the keeper has begun it anew.
    fn give_up(&self, name: &str, month: &Arc<Month>, why: &str) {
        let mut inner = self.inner();
        if !plant::is(Bug::DamagedMonthKept) && inner.months.give_up(name, month) {
            tracing::error!(month = name, why, "a month of the store is damaged: it is rebuilt from the journal, nothing is lost");
            inner.covered.remove(name);
        }
    }

    /// The months that are there, oldest first.
    fn names(&self) -> Result<Vec<String>, Fault> {
        self.inner().months.names()
    }

    fn month(&self, name: &str) -> Result<Option<Arc<Month>>, Fault> {
        self.inner().months.get(name)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// What all months cover together.
    fn all_covered(&self) -> Ranges {
        let mut all = Ranges::default();
        self.covered.values().for_each(|of_month| all.extend(of_month));
        all
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
        Ok(Self { revision, month: month_of(entry.stamp.at), key, given: Given::by(entry), records })
    }
}

/// The month of a stamp, in UTC: the same on every machine and under every setting.
fn month_of(at: At) -> String {
    at.local(0).format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::entry::Verdict;

    /// An entry that put so many visits, all found by one word.
    fn settled(revision: u64, visits: usize) -> Settled {
        let visit = |n| Kept {
            reference: RecordRef { kind: Kind::Visit, id: format!("visit-{revision}-{n}").into() },
            form: b"{}".to_vec(),
            words: vec!["1503".into()],
        };
        Settled {
            revision,
            month: "2026-11".into(),
            key: format!("k/0/{revision}"),
            given: Given { revision, verdict: Verdict::Committed, body: None, at: None },
            records: (0..visits).map(visit).collect(),
        }
    }

    #[test]
    fn pages_part_nothing_that_one_entry_put_and_give_all() {
        let dir = tempfile::tempdir().unwrap();
        let identity = journal::Identity { store: [1; 16], epoch: [2; 16] };
        let store = Store::open(dir.path(), identity).unwrap();
        store.take(&(1..=20).map(|revision| settled(revision, 3)).collect::<Vec<_>>()).unwrap();
        for (limit, word) in [(1, None), (2, None), (7, None), (60, None), (100, None), (2, Some("1503")), (50, Some("1503"))] {
            let (mut seen, mut before) = (std::collections::BTreeSet::new(), 0);
            loop {
                let page = store.history(Kind::Visit, word, before, limit).unwrap();
                assert!(page.versions.iter().all(|(_, reference, _)| seen.insert(reference.clone())), "one is given twice");
                before = page.next_before;
                if before == 0 {
                    break;
                }
            }
            assert_eq!(seen.len(), 60, "{limit} at a time");
        }
    }

    #[test]
    fn nobody_is_told_that_the_store_has_what_it_lacks() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), journal::Identity { store: [1; 16], epoch: [2; 16] }).unwrap();
        store.want(1, 5);
        store.take(&(1..=5).map(|revision| settled(revision, 1)).collect::<Vec<_>>()).unwrap();
        assert!(store.until_covered(5, Duration::ZERO));
        assert!(!store.until_covered(6, Duration::ZERO), "durable, and the keeper has not heard of it");
        let month = store.month("2026-11").unwrap().unwrap();
        store.give_up("2026-11", &month, "a test");
        store.covers("2026-11", &month, month.covered());
        assert_eq!(store.missing(), 5, "a month that is given up covers nothing");
        assert!(store.answer("k/0/3").is_err());
        assert!(!store.renew().unwrap(), "somebody reads it");
        drop(month);
        assert!(store.renew().unwrap());
        store.take(&(1..=5).map(|revision| settled(revision, 1)).collect::<Vec<_>>()).unwrap();
        assert!(store.answer("k/0/3").unwrap().is_some() && store.missing() == 0);
    }
}
