//! One month of the store, in one sled: what the entries of that month left behind.
//!
//! It is never the truth: it says which revisions it covers, and the rest is read from the
//! journal again. So sled's measured faults (a flush that is not durable, leftovers of a
//! killed process that it cannot open, damage that it swallows) cost time, never data. This
//! file is the only one that names sled.

use super::Settled;
use super::ranges::Ranges;
use crate::fault::Fault;
use crate::plant::{self, Bug};
use crate::storage::entry::Verdict;
use domain::{Kind, RecordRef};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// An open month.
pub struct Month {
    db: sled::Db,
    /// kind, `/`, revision, id → the record's stored form in that version.
    versions: sled::Tree,
    /// The record's reference → the revision of its last version in this month.
    newest: sled::Tree,
    /// terminal, incarnation, seq → (revision, verdict).
    answers: sled::Tree,
    /// word, NUL, kind, `/`, revision, id → nothing.
    words: sled::Tree,
    covered: Mutex<Ranges>,
}

/// A version of a record: its revision, which record, its stored form.
pub type Version = (u64, RecordRef, Vec<u8>);

const COVERED: &[u8] = b"covered";
/// The layout of the trees; another one is rebuilt.
const LAYOUT: (&[u8], &[u8]) = (b"layout", b"1");
/// Memory that one open month may keep pages in.
const CACHE_BYTES: u64 = 32 << 20;

impl Month {
    /// Opens a month, or starts an empty one where it cannot be opened or has another layout.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(dir).map_err(Fault::file(dir))?;
        remove_leftovers(dir)?;
        try_open(dir).or_else(|why| {
            tracing::warn!(%why, dir = %dir.display(), "a month of the store cannot be opened: it is rebuilt from the journal");
            start_again(dir)
        })
    }

    /// The revisions whose entries are here.
    #[must_use]
    pub fn covered(&self) -> Ranges {
        self.covered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes entries of this month over. What is covered moves last, so a crash repeats work
    /// and never skips it. A version never replaces one of a later entry.
    pub fn take(&self, entries: &[Settled]) -> Result<(), Fault> {
        let (mut versions, mut answers, mut words) = (sled::Batch::default(), sled::Batch::default(), sled::Batch::default());
        let mut newest = sled::Batch::default();
        let mut covered = self.covered();
        let last_before = covered.last();
        for entry in entries {
            if plant::is(Bug::StoreSkipsEntries) && entry.revision.is_multiple_of(7) {
                covered.insert(entry.revision, entry.revision);
                continue;
            }
            for record in &entry.records {
                let name = record.reference.to_string();
                // Filling in behind what is covered already must not hide a newer version.
                if entry.revision > last_before
                    || self.newest.get(&name).map_err(failed)?.is_none_or(|r| *r < entry.revision.to_be_bytes()[..])
                {
                    newest.insert(name.as_bytes(), &entry.revision.to_be_bytes());
                }
                let place = place(record.reference.kind, entry.revision, &record.reference.id);
                versions.insert(place.as_slice(), record.form.as_slice());
                for word in &record.words {
                    words.insert([word.as_bytes(), b"\0", &place].concat(), b"".as_slice());
                }
            }
            let verdict = serde_json::to_vec(&(entry.revision, &entry.verdict)).map_err(|e| Fault::Machine(e.to_string()))?;
            if !plant::is(Bug::StoreSkipsAnswers) {
                answers.insert(entry.key.as_bytes(), verdict);
            }
            covered.insert(entry.revision, entry.revision);
        }
        let applied = self.versions.apply_batch(versions).and_then(|()| self.newest.apply_batch(newest));
        let applied = applied.and_then(|()| self.words.apply_batch(words)).and_then(|()| self.answers.apply_batch(answers));
        applied.map_err(failed)?;
        let form = serde_json::to_vec(&covered).map_err(|e| Fault::Machine(e.to_string()))?;
        self.db.insert(COVERED, form).map_err(failed)?;
        *self.covered.lock().unwrap_or_else(PoisonError::into_inner) = covered;
        Ok(())
    }

    /// The answer given under this key in this month.
    pub fn answer(&self, key: &str) -> Result<Option<(u64, Verdict)>, Fault> {
        let Some(bytes) = self.answers.get(key).map_err(failed)? else { return Ok(None) };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|e| Fault::Machine(format!("a settled answer in the store: {e}")))
    }

    /// The last version of a record that an entry of this month put.
    pub fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Fault> {
        let Some(revision) = self.newest.get(reference.to_string()).map_err(failed)? else { return Ok(None) };
        let Some(revision) = revision.as_ref().try_into().ok().map(u64::from_be_bytes) else { return Ok(None) };
        let form = self.versions.get(place(reference.kind, revision, &reference.id)).map_err(failed)?;
        Ok(form.map(|form| form.to_vec()))
    }

    /// The versions of a kind of record before a revision, newest first.
    pub fn before(&self, kind: Kind, before: u64, limit: usize) -> Result<Vec<Version>, Fault> {
        let (from, to) = (place(kind, 0, ""), place(kind, before, ""));
        let mut page = Vec::new();
        for found in self.versions.range(from..to).rev().take(limit) {
            let (key, form) = found.map_err(failed)?;
            page.extend(named(kind, &key).map(|(revision, reference)| (revision, reference, form.to_vec())));
        }
        Ok(page)
    }

    /// The versions of a kind that are found by a word, before a revision, newest first.
    pub fn with_word(&self, word: &str, kind: Kind, before: u64, limit: usize) -> Result<Vec<Version>, Fault> {
        let under = [word.as_bytes(), b"\0"].concat();
        let (from, to) = ([&under[..], &place(kind, 0, "")].concat(), [&under[..], &place(kind, before, "")].concat());
        let mut page = Vec::new();
        for found in self.words.range(from..to).rev().take(limit) {
            let (key, _) = found.map_err(failed)?;
            let Some((revision, reference)) = named(kind, &key[under.len()..]) else { continue };
            let form = self.versions.get(&key[under.len()..]).map_err(failed)?;
            page.extend(form.map(|form| (revision, reference, form.to_vec())));
        }
        Ok(page)
    }
}

/// Where a version stands: versions of one kind lie in the order of their revisions.
fn place(kind: Kind, revision: u64, id: &str) -> Vec<u8> {
    [kind.name().as_bytes(), b"/", &revision.to_be_bytes(), id.as_bytes()].concat()
}

fn named(kind: Kind, place: &[u8]) -> Option<(u64, RecordRef)> {
    let behind = place.get(kind.name().len() + 1..)?;
    let (revision, id) = behind.split_at_checked(8)?;
    let revision = u64::from_be_bytes(revision.try_into().ok()?);
    Some((revision, RecordRef { kind, id: std::str::from_utf8(id).ok()?.into() }))
}

fn failed(error: sled::Error) -> Fault {
    Fault::Machine(format!("the store: {error}"))
}

/// A process killed while sled wrote a snapshot leaves a file that sled cannot open.
fn remove_leftovers(dir: &Path) -> Result<(), Fault> {
    for entry in fs::read_dir(dir).map_err(Fault::file(dir))? {
        let path = entry.map_err(Fault::file(dir))?.path();
        if path.extension().is_some_and(|e| e == "generating") {
            fs::remove_file(&path).map_err(Fault::file(&path))?;
        }
    }
    Ok(())
}

/// sled panics on some damage instead of reporting it.
fn try_open(dir: &Path) -> Result<Month, String> {
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let said = |e: sled::Error| e.to_string();
        let db = sled::Config::new().path(dir).cache_capacity(CACHE_BYTES).flush_every_ms(Some(1_000)).open().map_err(said)?;
        let tree = |name: &str| db.open_tree(name).map_err(said);
        let (versions, newest, answers, words) = (tree("versions")?, tree("newest")?, tree("answers")?, tree("words")?);
        if db.get(LAYOUT.0).map_err(said)?.is_none() {
            db.insert(LAYOUT.0, LAYOUT.1).map_err(said)?;
        }
        if db.get(LAYOUT.0).map_err(said)?.as_deref() != Some(LAYOUT.1) {
            return Err("another layout".to_owned());
        }
        let covered = db.get(COVERED).map_err(said)?;
        let covered = covered.map_or(Ok(Ranges::default()), |b| serde_json::from_slice(&b)).map_err(|e| e.to_string())?;
        Ok(Month { db, versions, newest, answers, words, covered: Mutex::new(covered) })
    }));
    opened.unwrap_or_else(|_| Err("it panicked while opening".to_owned()))
}

fn start_again(dir: &Path) -> Result<Month, Fault> {
    fs::remove_dir_all(dir).map_err(Fault::file(dir))?;
    fs::create_dir_all(dir).map_err(Fault::file(dir))?;
    try_open(dir).map_err(|why| Fault::Machine(format!("a new month of the store cannot be made in {}: {why}", dir.display())))
}
