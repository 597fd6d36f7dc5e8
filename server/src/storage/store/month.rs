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
use crate::storage::entry::Given;
use domain::{Kind, RecordRef};
use std::fs;
use std::io::{self, ErrorKind};
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
    /// terminal, incarnation, seq → the answer; an earlier program wrote (revision, verdict).
    answers: sled::Tree,
    /// word, NUL, kind, `/`, revision, id → nothing.
    words: sled::Tree,
    covered: Mutex<Ranges>,
}

/// Why a month cannot do what is asked of it.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The system refuses it now, for want of room or of something else: it may be asked again.
    #[error("the system refuses: {0}")]
    Refused(String),
    /// What is there is not what was written, or cannot be read: it must be begun anew.
    #[error("{0}")]
    Damaged(String),
}

/// A version of a record: its revision, which record, its stored form.
pub type Version = (u64, RecordRef, Vec<u8>);

const COVERED: &[u8] = b"covered";
/// The layout of the trees; another one is rebuilt.
const LAYOUT: (&[u8], &[u8]) = (b"layout", b"1");
/// Memory that one open month may keep pages in.
const CACHE_BYTES: u64 = 32 << 20;

impl Month {
    /// Opens a month, or starts an empty one where what is there cannot be opened or has
    /// another layout. Where there is no room, nothing is given up for it.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        let refused = |why: Trouble| Fault::Machine(format!("the month of the store in {}: {why}", dir.display()));
        fs::create_dir_all(dir).map_err(Fault::file(dir))?;
        remove_leftovers(dir)?;
        match try_open(dir) {
            Ok(month) => Ok(month),
            Err(why @ Trouble::Refused(_)) => Err(refused(why)),
            Err(why @ Trouble::Damaged(_)) => {
                tracing::warn!(%why, dir = %dir.display(), "a month of the store cannot be opened: it is rebuilt from the journal");
                fs::remove_dir_all(dir).map_err(Fault::file(dir))?;
                fs::create_dir_all(dir).map_err(Fault::file(dir))?;
                try_open(dir).map_err(refused)
            }
        }
    }

    /// The revisions whose entries are here.
    #[must_use]
    pub fn covered(&self) -> Ranges {
        self.covered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes entries of this month over. What is covered moves last, so a crash repeats work
    /// and never skips it. A version never replaces one of a later entry. What is covered then.
    pub fn take(&self, entries: &[Settled]) -> Result<Ranges, Trouble> {
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
                if entry.revision > last_before || self.newest.get(&name)?.is_none_or(|r| *r < entry.revision.to_be_bytes()[..]) {
                    newest.insert(name.as_bytes(), &entry.revision.to_be_bytes());
                }
                let place = place(record.reference.kind, entry.revision, &record.reference.id);
                versions.insert(place.as_slice(), record.form.as_slice());
                for word in &record.words {
                    words.insert([word.as_bytes(), b"\0", &place].concat(), b"".as_slice());
                }
            }
            let body = entry.given.body.filter(|_| !plant::is(Bug::BodiesForgotten));
            let given = serde_json::to_vec(&Given { body, ..entry.given.clone() })?;
            if !plant::is(Bug::StoreSkipsAnswers) {
                answers.insert(entry.key.as_bytes(), given);
            }
            covered.insert(entry.revision, entry.revision);
        }
        let applied = self.versions.apply_batch(versions).and_then(|()| self.newest.apply_batch(newest));
        let applied = applied.and_then(|()| self.words.apply_batch(words)).and_then(|()| self.answers.apply_batch(answers));
        applied?;
        let form = serde_json::to_vec(&covered)?;
        self.db.insert(COVERED, form)?;
        self.covered.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&covered);
        Ok(covered)
    }

    /// The answer given under this key in this month.
    pub fn answer(&self, key: &str) -> Result<Option<Given>, Trouble> {
        let Some(bytes) = self.answers.get(key)? else { return Ok(None) };
        Ok(Some(serde_json::from_slice(&bytes)?))
    }

    /// The last version of a record that an entry of this month put.
    pub fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Trouble> {
        let Some(revision) = self.newest.get(reference.to_string())? else { return Ok(None) };
        let Some(revision) = revision.as_ref().try_into().ok().map(u64::from_be_bytes) else { return Ok(None) };
        self.version(&place(reference.kind, revision, &reference.id)).map(Some)
    }

    /// The versions of a kind of record before a revision, newest first; `limit` of them, and
    /// whatever else the last one's entry put.
    pub fn before(&self, kind: Kind, before: u64, limit: usize) -> Result<Vec<Version>, Trouble> {
        let (from, to) = (place(kind, 0, ""), place(kind, before, ""));
        let mut page = Vec::new();
        for found in self.versions.range(from..to).rev() {
            let (key, form) = found?;
            let Some((revision, reference)) = named(kind, &key) else { continue };
            if is_full(&page, limit, revision) {
                break;
            }
            page.push((revision, reference, form.to_vec()));
        }
        Ok(page)
    }

    /// The same of those that are found by a word.
    pub fn with_word(&self, word: &str, kind: Kind, before: u64, limit: usize) -> Result<Vec<Version>, Trouble> {
        let under = [word.as_bytes(), b"\0"].concat();
        let (from, to) = ([&under[..], &place(kind, 0, "")].concat(), [&under[..], &place(kind, before, "")].concat());
        let mut page = Vec::new();
        for found in self.words.range(from..to).rev() {
            let (key, _) = found?;
            let Some((revision, reference)) = named(kind, &key[under.len()..]) else { continue };
            if is_full(&page, limit, revision) {
                break;
            }
            page.push((revision, reference, self.version(&key[under.len()..])?));
        }
        Ok(page)
    }

    /// A version that another tree names.
    fn version(&self, place: &[u8]) -> Result<Vec<u8>, Trouble> {
        let form = self.versions.get(place)?.ok_or_else(|| Trouble::Damaged("a version that is named is not there".into()))?;
        Ok(form.to_vec())
    }
}

/// Where a version stands: versions of one kind lie in the order of their revisions.
fn place(kind: Kind, revision: u64, id: &str) -> Vec<u8> {
    [kind.name().as_bytes(), b"/", &revision.to_be_bytes(), id.as_bytes()].concat()
}

/// Whether the next version belongs to another page. Pages are told apart by revisions.
fn is_full(page: &[Version], limit: usize, next: u64) -> bool {
    page.len() >= limit && page.last().is_none_or(|(revision, ..)| *revision != next)
}

fn named(kind: Kind, place: &[u8]) -> Option<(u64, RecordRef)> {
    let behind = place.get(kind.name().len() + 1..)?;
    let (revision, id) = behind.split_at_checked(8)?;
    let revision = u64::from_be_bytes(revision.try_into().ok()?);
    Some((revision, RecordRef { kind, id: std::str::from_utf8(id).ok()?.into() }))
}

impl From<sled::Error> for Trouble {
    fn from(error: sled::Error) -> Self {
        match &error {
            // sled says it so when somebody else has the directory open, too.
            sled::Error::Io(e) if !is_of_the_file(e) => Self::Refused(e.to_string()),
            sled::Error::Io(_)
            | sled::Error::CollectionNotFound(_)
            | sled::Error::Unsupported(_)
            | sled::Error::ReportableBug(_)
            | sled::Error::Corruption { .. } => Self::Damaged(error.to_string()),
        }
    }
}

/// Whether the system or sled could not make anything of the file itself.
fn is_of_the_file(error: &io::Error) -> bool {
    const EIO: i32 = 5;
    let told = matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::NotFound
    );
    told || error.raw_os_error() == Some(EIO)
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
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
pub fn caught<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Trouble::Damaged("it panicked".into())))
}

fn try_open(dir: &Path) -> Result<Month, Trouble> {
    caught(|| {
        let db = sled::Config::new().path(dir).cache_capacity(CACHE_BYTES).flush_every_ms(Some(1_000)).open()?;
        let tree = |name: &str| db.open_tree(name);
        let (versions, newest, answers, words) = (tree("versions")?, tree("newest")?, tree("answers")?, tree("words")?);
        if db.get(LAYOUT.0)?.is_none() {
            db.insert(LAYOUT.0, LAYOUT.1)?;
        }
        if db.get(LAYOUT.0)?.as_deref() != Some(LAYOUT.1) {
            return Err(Trouble::Damaged("it has another layout".into()));
        }
        let covered = db.get(COVERED)?.map_or(Ok(Ranges::default()), |b| serde_json::from_slice(&b))?;
        Ok(Month { db, versions, newest, answers, words, covered: Mutex::new(covered) })
    })
}
