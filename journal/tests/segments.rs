//! Segments: a journal that was divided, sealed and shortened reads as if it had never been.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::disk::{Disk, RealDisk};
use journal::file::{Damage, FileJournal, Old, OpenError, Options, SegmentState, seal_closed, verify};
use journal::{BatchId, Head, Identity, Journal, ReadError, Revision, Stored};
use seen::Seen;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::{TempDir, tempdir};

#[path = "file/seen.rs"]
mod seen;

fn try_open(dir: &Path) -> Result<(FileJournal, Seen), OpenError> {
    let options = Options { step_bytes: 4096, identity: Identity { store: [1; 16], epoch: [2; 16] } };
    let mut seen = Seen::default();
    let journal = FileJournal::open(Arc::new(RealDisk::new(dir).unwrap()), options, &mut seen)?;
    Ok((journal, seen))
}

fn open(dir: &Path) -> (FileJournal, Seen) {
    try_open(dir).unwrap()
}

fn append(journal: &mut FileJournal, count: u64, bytes: usize) -> Head {
    let at = journal.head().revision;
    let entries: Vec<Vec<u8>> = (0..count).map(|n| vec![1 + ((at.0 + n) % 250) as u8; bytes]).collect();
    journal.append(at, BatchId(at.0.into()), &entries).unwrap()
}

fn all(journal: &FileJournal) -> Vec<Stored> {
    journal.read(Revision(journal.first().0 - 1), usize::MAX).unwrap()
}

/// Three segments of ten, ten and four entries, closed cleanly.
fn divided() -> (TempDir, Vec<Stored>) {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    for (count, checkpoint) in [(10, &b"ten"[..]), (10, b"twenty")] {
        append(&mut journal, count, 3000);
        journal.rotate(checkpoint, Old::Keep).unwrap();
    }
    append(&mut journal, 4, 3000);
    let entries = all(&journal);
    journal.close().unwrap();
    (dir, entries)
}

fn damage(dir: &Path) -> Damage {
    match try_open(dir) {
        Err(OpenError::Damaged(damage)) => damage,
        other => panic!("{other:?}"),
    }
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} entries", self.entries.len())
    }
}

#[test]
fn opening_reads_the_newest_segment_alone_and_reading_reaches_all() {
    let (dir, entries) = divided();
    let disk = RealDisk::new(dir.path()).unwrap();
    for sealed in [false, true] {
        if sealed {
            assert_eq!(seal_closed(&disk).unwrap(), 2);
        }
        let (journal, seen) = open(dir.path());
        assert_eq!(seen.entries, entries[20..]);
        let at = Head { revision: entries[19].revision, hash: entries[19].hash };
        assert_eq!(seen.checkpoints, [(at, b"twenty".to_vec())]);
        assert_eq!(all(&journal), entries);
        for (after, limit) in [(0, 3), (8, 5), (9, 1), (10, 1), (15, 9), (19, 2), (23, 9), (24, 1)] {
            let end = (after + limit).min(entries.len());
            assert_eq!(journal.read(Revision(after as u64), limit).unwrap(), entries[after..end], "{after} {limit}");
        }
    }
}

#[test]
fn segments_are_listed_with_what_is_done_with_them() {
    let (dir, _) = divided();
    let (journal, _) = open(dir.path());
    let states = |journal: &FileJournal| -> Vec<(u64, u64, SegmentState)> {
        let segments = journal.segments().unwrap();
        segments.iter().map(|segment| (segment.first.0, segment.last.0, segment.state)).collect()
    };
    use SegmentState::{Active, Closed, Sealed};
    assert_eq!(states(&journal), [(1, 10, Closed), (11, 20, Closed), (21, 24, Active)]);
    assert_eq!(seal_closed(&*journal.disk()).unwrap(), 2);
    assert_eq!(seal_closed(&*journal.disk()).unwrap(), 0, "again changes nothing");
    assert_eq!(states(&journal), [(1, 10, Sealed), (11, 20, Sealed), (21, 24, Active)]);
    assert_eq!(verify(&*journal.disk(), &mut ()).unwrap().segments.len(), 3);
    let bytes: Vec<u64> = journal.segments().unwrap().iter().map(|segment| segment.bytes).collect();
    assert!(bytes[0] < 5000, "{bytes:?}: thirty thousand equal bytes are compressed");
}

#[test]
fn what_was_dropped_is_compacted_and_what_came_back_of_it_is_taken_away() {
    let (dir, entries) = divided();
    let old = fs::read(dir.path().join("000000000011.log")).unwrap();
    let (mut journal, _) = open(dir.path());
    journal.rotate(b"short", Old::Drop).unwrap();
    assert_eq!(journal.read(Revision(3), 1), Err(ReadError::Compacted { first: Revision(25) }));
    assert_eq!(journal.segments().unwrap().len(), 1);
    append(&mut journal, 1, 10);
    journal.close().unwrap();
    fs::write(dir.path().join("000000000011.log"), old).unwrap();
    let (journal, seen) = open(dir.path());
    assert_eq!(seen.checkpoints[0].0.hash, entries[23].hash);
    assert_eq!(journal.first(), Revision(25));
    assert!(!dir.path().join("000000000011.log").exists());
}

#[test]
fn a_segment_that_is_missing_or_of_another_history_is_named() {
    for (sealed, lost) in [(false, 1), (false, 11), (false, 21), (true, 1), (true, 11), (true, 21)] {
        let (dir, _) = divided();
        if sealed {
            seal_closed(&RealDisk::new(dir.path()).unwrap()).unwrap();
        }
        let kind = if sealed && lost != 21 { "sealed" } else { "log" };
        fs::remove_file(dir.path().join(format!("{lost:012}.{kind}"))).unwrap();
        let missing = Damage::Missing { file: format!("{lost:012}.log") };
        let named = damage(dir.path());
        // Of two logs, the newer one's beginning tells.
        let tells = named == missing || matches!(named, Damage::NotContinued { .. });
        assert!(tells, "{sealed} {lost}: {named}");
        let report = verify(&RealDisk::read_only(dir.path()), &mut ()).map(|report| report.damage);
        assert!(matches!(report, Ok(Some(_)) | Err(OpenError::Damaged(_))), "{sealed} {lost}");
    }
}

#[test]
fn a_closed_segment_that_was_exchanged_is_named() {
    let (dir, _) = divided();
    let other = tempdir().unwrap();
    let (mut journal, _) = open(other.path());
    append(&mut journal, 10, 2999);
    journal.rotate(b"ten", Old::Keep).unwrap();
    fs::copy(other.path().join("000000000001.log"), dir.path().join("000000000001.log")).unwrap();
    assert_eq!(damage(dir.path()), Damage::NotContinued { file: "000000000011.log".to_owned() });
}

/// Also one with no entries yet, which the anchor knows by its beginning alone.
#[test]
fn a_newest_segment_that_was_taken_away_is_noticed() {
    let (dir, _) = divided();
    let (mut journal, _) = open(dir.path());
    journal.rotate(b"twenty-four", Old::Keep).unwrap();
    drop(journal);
    fs::remove_file(dir.path().join("000000000025.log")).unwrap();
    assert_eq!(damage(dir.path()), Damage::Missing { file: "000000000025.log".to_owned() });
}

#[test]
fn a_large_checkpoint_is_given_whole() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    let checkpoint: Vec<u8> = (0..3_500_001u32).map(|n| (n >> 7) as u8).collect();
    journal.rotate(&checkpoint, Old::Drop).unwrap();
    append(&mut journal, 1, 10);
    journal.rotate(&checkpoint, Old::Keep).unwrap();
    drop(journal);
    let (journal, seen) = open(dir.path());
    assert!(seen.checkpoints[0].1 == checkpoint);
    seal_closed(&*journal.disk()).unwrap();
    let mut seen = Seen::default();
    assert_eq!(verify(&*journal.disk(), &mut seen).unwrap().damage, None);
    assert!(seen.checkpoints.iter().all(|(_, bytes)| *bytes == checkpoint) && seen.checkpoints.len() == 2);
}

/// Beside a server that writes, rotates, drops and seals, the report is always of a whole journal.
#[test]
fn verifying_and_sealing_beside_a_writer_never_cry_wolf() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 10);
    let disk = journal.disk();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=120u64 {
                append(&mut journal, 7, 300);
                if round % 5 == 0 {
                    journal.rotate(&round.to_be_bytes(), if round % 20 == 0 { Old::Drop } else { Old::Keep }).unwrap();
                }
                let first = journal.first();
                assert_eq!(journal.read(Revision(first.0 - 1), 3).unwrap().len() as u64, 3.min(journal.head().revision.0 + 1 - first.0));
            }
            done.store(true, Ordering::SeqCst);
        });
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                seal_closed(&*disk).unwrap();
            }
        });
        while !done.load(Ordering::SeqCst) {
            assert_eq!(verify(&*disk, &mut ()).unwrap().damage, None);
        }
    });
    let disk: Arc<dyn Disk> = journal.disk();
    seal_closed(&*disk).unwrap();
    assert_eq!(verify(&*disk, &mut ()).unwrap().head, journal.head());
}
