//! The store: sled, where closed records, history and settled answers are read from.
//!
//! It is never the truth: each write carries the revision that it covers, and whatever is
//! missing, damaged or behind is rebuilt from the journal while the server already serves.
//! So sled's measured faults (a flush that is not durable, leftovers of a killed process
//! that it cannot open, damage that it swallows) cost time, never data. This file is the
//! only one that names sled.

use super::entry::{StoredRecord, Verdict};
use crate::fault::Fault;
use domain::{Kind, RecordRef};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What one entry leaves in the store.
pub struct Settled {
    /// The entry's revision.
    pub revision: u64,
    /// The terminal, incarnation and seq that it answers.
    pub key: String,
    /// How it ended.
    pub verdict: Verdict,
    /// The records it put or removed.
    pub records: Vec<StoredRecord>,
}

/// A page of history: records in stored form with their revision, newest first.
pub type Page = Vec<(u64, RecordRef, Vec<u8>)>;

/// The store of one property.
pub struct Store {
    db: sled::Db,
    records: sled::Tree,
    history: sled::Tree,
    answers: sled::Tree,
    covered: AtomicU64,
}

const COVERED: &[u8] = b"covered";
/// Version 0 of the layout; another one is rebuilt.
const LAYOUT: (&[u8], &[u8]) = (b"layout", b"0");

impl Store {
    /// Opens the store, or starts an empty one where it cannot be opened, is of another
    /// layout, or claims to be ahead of the journal (`head`).
    pub fn open(dir: &Path, head: u64) -> Result<Self, Fault> {
        fs::create_dir_all(dir).map_err(Fault::file(dir))?;
        remove_leftovers(dir)?;
        match try_open(dir) {
            Ok(store) if store.covered() <= head => Ok(store),
            Ok(ahead) => {
                tracing::warn!(covered = ahead.covered(), head, "the store is ahead of the journal: it is rebuilt");
                drop(ahead);
                start_again(dir)
            }
            Err(why) => {
                tracing::warn!(%why, "the store cannot be opened: it is rebuilt from the journal");
                start_again(dir)
            }
        }
    }

    /// Everything up to this revision is in the store.
    #[must_use]
    pub fn covered(&self) -> u64 {
        self.covered.load(Ordering::Acquire)
    }

    /// Takes entries over, in order; each once. Covered moves last, so a crash repeats
    /// work and never skips it.
    pub fn take(&self, entries: &[Settled]) -> Result<(), Fault> {
        let (mut records, mut history, mut answers) = (sled::Batch::default(), sled::Batch::default(), sled::Batch::default());
        for entry in entries {
            for (reference, form) in &entry.records {
                let name = reference.to_string();
                match form {
                    Some(form) => {
                        records.insert(name.as_bytes(), form.as_slice());
                        history.insert(history_key(reference.kind, entry.revision, &reference.id), form.as_slice());
                    }
                    None => records.remove(name.as_bytes()),
                }
            }
            let verdict = serde_json::to_vec(&(entry.revision, &entry.verdict)).map_err(|e| Fault::Machine(e.to_string()))?;
            answers.insert(entry.key.as_bytes(), verdict);
        }
        let applied = self
            .records
            .apply_batch(records)
            .and_then(|()| self.history.apply_batch(history))
            .and_then(|()| self.answers.apply_batch(answers));
        applied.map_err(failed)?;
        if let Some(last) = entries.last() {
            self.db.insert(COVERED, &last.revision.to_be_bytes()).map_err(failed)?;
            self.covered.store(last.revision, Ordering::Release);
        }
        Ok(())
    }

    /// The answer once given under this key, if the store covers it.
    pub fn answer(&self, key: &str) -> Result<Option<(u64, Verdict)>, Fault> {
        let Some(bytes) = self.answers.get(key).map_err(failed)? else { return Ok(None) };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|e| Fault::Machine(format!("a settled answer in the store: {e}")))
    }

    /// The versions of a kind of record before a revision, newest first.
    pub fn history(&self, kind: Kind, before: u64, limit: usize) -> Result<Page, Fault> {
        let from = history_key(kind, 0, "");
        let to = history_key(kind, if before == 0 { u64::MAX } else { before }, "");
        let mut page = Vec::new();
        for found in self.history.range(from..to).rev().take(limit) {
            let (key, form) = found.map_err(failed)?;
            let prefix = kind.name().len() + 1;
            let revision = key.get(prefix..prefix + 8).and_then(|b| b.try_into().ok()).map(u64::from_be_bytes);
            let id = key.get(prefix + 8..).and_then(|b| std::str::from_utf8(b).ok());
            if let (Some(revision), Some(id)) = (revision, id) {
                page.push((revision, RecordRef { kind, id: id.into() }, form.to_vec()));
            }
        }
        Ok(page)
    }
}

fn history_key(kind: Kind, revision: u64, id: &str) -> Vec<u8> {
    [kind.name().as_bytes(), b"/", &revision.to_be_bytes(), id.as_bytes()].concat()
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
fn try_open(dir: &Path) -> Result<Store, String> {
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let db = sled::Config::new()
            .path(dir)
            .cache_capacity(64 << 20)
            .flush_every_ms(Some(1_000))
            .open()
            .map_err(|e| e.to_string())?;
        let tree = |name: &str| db.open_tree(name).map_err(|e| e.to_string());
        let (records, history, answers) = (tree("records")?, tree("history")?, tree("answers")?);
        if db.get(LAYOUT.0).map_err(|e| e.to_string())?.is_none() {
            db.insert(LAYOUT.0, LAYOUT.1).map_err(|e| e.to_string())?;
        }
        if db.get(LAYOUT.0).map_err(|e| e.to_string())?.as_deref() != Some(LAYOUT.1) {
            return Err("another layout".to_owned());
        }
        let covered = db.get(COVERED).map_err(|e| e.to_string())?;
        let covered = covered.and_then(|b| b.as_ref().try_into().ok()).map_or(0, u64::from_be_bytes);
        Ok(Store { db, records, history, answers, covered: AtomicU64::new(covered) })
    }));
    opened.unwrap_or_else(|_| Err("it panicked while opening".to_owned()))
}

fn start_again(dir: &Path) -> Result<Store, Fault> {
    let aside: PathBuf = dir.with_extension("unreadable");
    if aside.exists() {
        fs::remove_dir_all(&aside).map_err(Fault::file(&aside))?;
    }
    fs::rename(dir, &aside).map_err(Fault::file(dir))?;
    fs::create_dir_all(dir).map_err(Fault::file(dir))?;
    let store = try_open(dir).map_err(|why| Fault::Machine(format!("a new store cannot be made in {}: {why}", dir.display())))?;
    fs::remove_dir_all(&aside).map_err(Fault::file(&aside))?;
    Ok(store)
}
