//! Disks that fail: what a journal answers then, and what it holds afterwards.

use super::disk::Medium;
use super::{FileJournal, Options};
use crate::{AppendError, BatchId, Head, Identity, Journal, Revision, append_settled};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::{TempDir, tempdir};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Write,
    SyncData,
    SyncAll,
}

/// What the next call of a kind answers; a failed write keeps the first `keeps` bytes.
#[derive(Default)]
struct Plan {
    failing: Option<(Call, ErrorKind)>,
    keeps: usize,
    /// No byte of the file may lie behind this.
    room: Option<u64>,
}

/// A disk that does what the plan says, over a file that keeps what it kept.
struct BadDisk {
    file: File,
    plan: Arc<Mutex<Plan>>,
    syncs: Arc<AtomicU64>,
}

impl BadDisk {
    fn fails(&self, call: Call) -> io::Result<()> {
        let mut plan = self.plan.lock().unwrap();
        match plan.failing {
            Some((failing, kind)) if failing == call => {
                plan.failing = None;
                Err(kind.into())
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Medium for BadDisk {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        Medium::read_at(&self.file, into, offset)
    }
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        if let Err(error) = self.fails(Call::Write) {
            let keeps = self.plan.lock().unwrap().keeps;
            Medium::write_at(&self.file, &bytes[..keeps.min(bytes.len())], offset)?;
            return Err(error);
        }
        let room = self.plan.lock().unwrap().room;
        if room.is_some_and(|room| offset + bytes.len() as u64 > room) {
            return Err(ErrorKind::StorageFull.into());
        }
        Medium::write_at(&self.file, bytes, offset)
    }
    fn sync_data(&self) -> io::Result<()> {
        self.fails(Call::SyncData)?;
        self.syncs.fetch_add(1, Ordering::SeqCst);
        Medium::sync_data(&self.file)
    }
    fn sync_all(&self) -> io::Result<()> {
        self.fails(Call::SyncAll)?;
        Medium::sync_all(&self.file)
    }
    fn length(&self) -> io::Result<u64> {
        Medium::length(&self.file)
    }
    fn set_length(&self, length: u64) -> io::Result<()> {
        Medium::set_length(&self.file, length)
    }
}

const STEP: u64 = 4096;

fn open(dir: &Path) -> FileJournal {
    let options = Options { step_bytes: STEP, identity: Identity { store: [1; 16], epoch: [2; 16] } };
    FileJournal::open(dir, options, |_| {}).unwrap()
}

struct Scene {
    dir: TempDir,
    journal: FileJournal,
    log: Arc<Mutex<Plan>>,
    syncs: Arc<AtomicU64>,
}

/// A journal with one entry, whose log is on a disk that can be told to fail.
fn scene() -> Scene {
    let dir = tempdir().unwrap();
    let mut journal = open(dir.path());
    let log = Arc::new(Mutex::new(Plan::default()));
    let syncs = Arc::new(AtomicU64::new(0));
    journal.log = bad_disk(&dir.path().join("journal.log"), &log, &syncs);
    append(&mut journal, 10).unwrap();
    Scene { dir, journal, log, syncs }
}

fn bad_disk(path: &Path, plan: &Arc<Mutex<Plan>>, syncs: &Arc<AtomicU64>) -> Box<dyn Medium> {
    let file = File::options().read(true).write(true).open(path).unwrap();
    let (plan, syncs) = (plan.clone(), syncs.clone());
    Box::new(BadDisk { file, plan, syncs })
}

fn append(journal: &mut FileJournal, bytes: usize) -> Result<Head, AppendError> {
    let expected = journal.head().revision;
    journal.append(expected, BatchId(7), &[vec![9; bytes]])
}

/// One `fdatasync` to an append, whatever the size of the batch: that is what an answer costs.
#[test]
fn a_batch_costs_one_sync() {
    let mut scene = scene();
    let before = scene.syncs.load(Ordering::SeqCst);
    let batch = vec![vec![1; 20]; 30];
    scene.journal.append(Revision(1), BatchId(8), &batch).unwrap();
    assert_eq!(scene.syncs.load(Ordering::SeqCst), before + 1);
}

/// Whatever the failed call left on the disk, the answer is `Unknown`, everything after it is
/// refused, what was durable is still read, and reopening settles it to once or never.
#[test]
fn a_failed_write_or_sync_stops_the_journal_until_it_is_opened_again() {
    for (call, keeps, kept) in
        [(Call::Write, 0, false), (Call::Write, 40, false), (Call::Write, 81, false), (Call::Write, 82, true), (Call::SyncData, 0, true)]
    {
        let mut scene = scene();
        let head = scene.journal.head();
        *scene.log.lock().unwrap() = Plan { failing: Some((call, ErrorKind::Other)), keeps, room: None };
        let batch = [vec![8; 10]];
        let answer = append_settled(&mut scene.journal, Revision(1), BatchId(8), &batch);
        assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
        for _ in 0..2 {
            let later = append(&mut scene.journal, 10);
            assert!(matches!(later, Err(AppendError::Unavailable(_))), "{later:?}");
        }
        assert_eq!(scene.journal.head(), head);
        assert_eq!(scene.journal.read(Revision::EMPTY, 9).unwrap().len(), 1);

        drop(scene.journal);
        let mut journal = open(scene.dir.path());
        assert_eq!(journal.head().revision.0, if kept { 2 } else { 1 });
        append_settled(&mut journal, Revision(1), BatchId(8), &batch).unwrap();
        assert_eq!(journal.head().revision, Revision(2), "once");
    }
}

/// A full disk is no reason to stop: nothing is written, and appending goes on once there is room.
#[test]
fn a_full_disk_is_try_later_and_appending_resumes_by_itself() {
    let mut scene = scene();
    let head = scene.journal.head();
    let room = scene.journal.allocated;
    scene.log.lock().unwrap().room = Some(room);
    for _ in 0..3 {
        let answer = append(&mut scene.journal, 5000);
        let Err(AppendError::NotApplied(why)) = answer else {
            panic!("{answer:?}");
        };
        assert!(why.contains("full"));
    }
    assert_eq!(scene.journal.head(), head);
    append(&mut scene.journal, 10).unwrap(); // into the room that is there already
    scene.log.lock().unwrap().room = None;
    append(&mut scene.journal, 5000).unwrap();
    drop(scene.journal);
    assert_eq!(open(scene.dir.path()).head().revision, Revision(3));
}

#[test]
fn the_last_room_of_a_disk_is_used_when_a_whole_step_does_not_fit() {
    let mut scene = scene();
    let room = scene.journal.allocated + STEP / 2;
    scene.log.lock().unwrap().room = Some(room);
    append(&mut scene.journal, STEP as usize).unwrap();
    assert!(scene.journal.allocated <= room);
}

#[test]
fn a_disk_that_breaks_while_room_is_made_stops_the_journal_with_nothing_written() {
    for call in [Call::Write, Call::SyncAll] {
        let mut scene = scene();
        scene.log.lock().unwrap().failing = Some((call, ErrorKind::Other));
        for _ in 0..2 {
            let answer = append(&mut scene.journal, 5000);
            assert!(matches!(answer, Err(AppendError::Unavailable(_))), "{answer:?}");
        }
        drop(scene.journal);
        assert_eq!(open(scene.dir.path()).head().revision, Revision(1));
    }
}

/// The batch is durable, so it is answered; the disk that failed shows at the next append.
#[test]
fn an_anchor_that_cannot_be_written_stops_the_journal_after_the_answer() {
    let mut scene = scene();
    let plan = Arc::new(Mutex::new(Plan::default()));
    let path = scene.dir.path().join("journal.anchor");
    let medium = bad_disk(&path, &plan, &scene.syncs);
    scene.journal.anchor = super::anchor::Anchor::read(medium).unwrap();
    plan.lock().unwrap().failing = Some((Call::SyncData, ErrorKind::Other));
    let batch = vec![vec![1]; 64];
    let head = scene.journal.append(Revision(1), BatchId(8), &batch).unwrap();
    assert_eq!(head.revision, Revision(65));
    let later = append(&mut scene.journal, 10);
    assert!(matches!(later, Err(AppendError::Unavailable(_))), "{later:?}");
    drop(scene.journal);
    assert_eq!(open(scene.dir.path()).head(), head);
}

/// Revisions and hashes go on; the entries before are gone and said to be.
#[test]
fn a_log_that_started_over_names_what_it_no_longer_has() {
    let mut scene = scene();
    let expected = scene.journal.head().revision;
    let entry = [b"first".to_vec()];
    let head = scene.journal.start_over(expected, BatchId(9), &entry).unwrap();
    assert_eq!(head.revision, Revision(2));
    assert_eq!(scene.journal.allocated, scene.journal.log.length().unwrap());
    let gone = scene.journal.read(Revision::EMPTY, 1).unwrap_err();
    assert_eq!(gone, crate::ReadError::Compacted { first: Revision(2) });
    append(&mut scene.journal, 10).unwrap();
    drop(scene.journal);
    let journal = open(scene.dir.path());
    assert_eq!(journal.head().revision, Revision(3));
    let kept = journal.read(Revision(1), 9).unwrap();
    assert_eq!(kept[0].payload, b"first");
    assert_eq!(kept[0].hash, head.hash);
}
