//! A journal's file through torn writes, flipped bits, roll-backs and second openers.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::disk::RealDisk;
use journal::file::{Damage, FileJournal, OpenError, Options, Report};
use journal::{BatchId, Head, Identity, Journal, ReadError, Revision, Stored};
use seen::Seen;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::{TempDir, tempdir};

#[path = "file/anchor.rs"]
mod anchor;
#[path = "file/damage.rs"]
mod damage;
#[path = "file/failing.rs"]
mod failing;
#[path = "file/seen.rs"]
mod seen;
#[path = "file/torn.rs"]
mod torn;

const LOG: &str = "000000000001.log";
const ANCHOR: &str = "journal.anchor";
const HEADER: usize = 142;
const RECORD: usize = 72;

fn options() -> Options {
    Options { step_bytes: 4096, identity: Identity { store: [1; 16], epoch: [2; 16] } }
}

fn disk(dir: &Path) -> Arc<RealDisk> {
    Arc::new(RealDisk::new(dir).unwrap())
}

fn replay(dir: &Path) -> Result<(FileJournal, Seen), OpenError> {
    let mut seen = Seen::default();
    let journal = FileJournal::open(disk(dir), options(), &mut seen)?;
    Ok((journal, seen))
}

fn try_open(dir: &Path) -> Result<(FileJournal, Vec<Stored>), OpenError> {
    let (journal, seen) = replay(dir)?;
    Ok((journal, seen.entries))
}

fn verify(dir: &Path) -> Result<Report, OpenError> {
    journal::file::verify(&RealDisk::read_only(dir), &mut ())
}

fn log_damage(revision: u64, offset: usize) -> Damage {
    Damage::Entry { file: LOG.to_owned(), revision: Revision(revision), offset: offset as u64 }
}

fn open(dir: &Path) -> (FileJournal, Vec<Stored>) {
    try_open(dir).unwrap()
}

/// Appends `count` entries of `bytes` bytes each, all different and none of them zero.
fn append(journal: &mut FileJournal, count: u8, bytes: usize) -> Head {
    let head = journal.head();
    let seed = head.revision.0 as u8;
    let entries: Vec<Vec<u8>> = (0..count).map(|n| vec![0x40 | seed ^ n; bytes]).collect();
    let batch = BatchId(u128::from(head.revision.0) + 100);
    journal.append(head.revision, batch, &entries).unwrap()
}

fn all(journal: &FileJournal) -> Vec<Stored> {
    journal.read(Revision::EMPTY, usize::MAX).unwrap()
}

/// What a kill at this moment would leave, without any goodbye.
fn killed_now(dir: &Path) -> TempDir {
    let copy = tempdir().unwrap();
    for (name, bytes) in files(dir) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    copy
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = fs::read_dir(dir).unwrap().map(|file| {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        (name, fs::read(file.path()).unwrap())
    });
    read.collect()
}

/// Three batches (one, three and two entries), killed before and after the last of them.
struct Scene {
    before: Vec<u8>,
    after: Vec<u8>,
    /// Where the last batch starts and ends.
    last: std::ops::Range<usize>,
    entries: Vec<Stored>,
    /// The anchor as the kill left it: it lags behind, as it does between two of its writings.
    disk: TempDir,
}

const LAST_ENTRY: usize = 30;
const LAST_COUNT: usize = 2;

fn scene() -> Scene {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 20);
    append(&mut journal, 3, 25);
    let before = fs::read(dir.path().join(LOG)).unwrap();
    let start = journal.size_bytes() as usize;
    append(&mut journal, LAST_COUNT as u8, LAST_ENTRY);
    let end = journal.size_bytes() as usize;
    assert_eq!(end - start, LAST_COUNT * (RECORD + LAST_ENTRY));
    Scene {
        before,
        after: fs::read(dir.path().join(LOG)).unwrap(),
        last: start..end,
        entries: all(&journal),
        disk: killed_now(dir.path()),
    }
}

fn put(disk: &TempDir, log: &[u8]) {
    fs::write(disk.path().join(LOG), log).unwrap();
}

#[test]
fn a_second_opener_is_refused_with_a_sentence() {
    let dir = tempdir().unwrap();
    let (first, _) = open(dir.path());
    let refused = try_open(dir.path()).unwrap_err();
    assert!(matches!(refused, OpenError::InUse { .. }));
    assert!(refused.to_string().contains("in use by another program"));
    first.close().unwrap();
    open(dir.path());
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempdir().unwrap();
    let dir = outer.path().join("deep").join("journal");
    let (mut journal, _) = open(&dir);
    append(&mut journal, 1, 20);
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(&dir), 0o700);
    for name in files(&dir).keys() {
        assert_eq!(rights(&dir.join(name)), 0o600, "{name}");
    }
}

/// A journal of the time before segments is not taken for an empty directory.
#[test]
fn an_undivided_journal_is_refused_and_left_alone() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("journal.log"), b"DESKLOG").unwrap();
    assert!(matches!(try_open(dir.path()), Err(OpenError::NotAJournal { .. })));
    assert!(!dir.path().join(LOG).exists());
}

#[test]
fn a_newer_format_is_refused_with_a_sentence_and_left_alone() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 20);
    journal.close().unwrap();
    let mut log = fs::read(dir.path().join(LOG)).unwrap();
    assert_eq!(log[8..10], [0, 0], "format 0");
    log[9] = 1;
    let crc = crc32fast::hash(&log[..HEADER - 4]);
    log[HEADER - 4..HEADER].copy_from_slice(&crc.to_be_bytes());
    fs::write(dir.path().join(LOG), log).unwrap();
    let before = files(dir.path());
    let refused = try_open(dir.path()).unwrap_err();
    assert!(matches!(refused, OpenError::NewerFormat { found: 1, known: 0 }));
    assert!(refused.to_string().contains("install the newer version"));
    assert!(matches!(verify(dir.path()), Err(OpenError::NewerFormat { .. })));
    assert_eq!(files(dir.path()), before);
}

#[test]
fn what_is_no_journal_is_left_alone() {
    for bytes in [&b""[..], b"DESK", b"a diary that was here before", &[0; 4096]] {
        let dir = tempdir().unwrap();
        fs::write(dir.path().join(LOG), bytes).unwrap();
        let refused = try_open(dir.path()).unwrap_err();
        assert!(matches!(refused, OpenError::NotAJournal { .. }));
        assert_eq!(fs::read(dir.path().join(LOG)).unwrap(), bytes);
    }
}

#[test]
fn a_crash_while_a_journal_is_made_leaves_room_for_a_new_one() {
    let whole = tempdir().unwrap();
    drop(open(whole.path()));
    let header = fs::read(whole.path().join(LOG)).unwrap();
    assert_eq!(header.len(), HEADER);
    for cut in 0..=HEADER {
        let dir = tempdir().unwrap();
        fs::write(dir.path().join("000000000001.new"), &header[..cut]).unwrap();
        fs::write(dir.path().join(ANCHOR), []).unwrap();
        let (journal, seen) = open(dir.path());
        assert_eq!((journal.head(), seen), (Head::EMPTY, vec![]));
    }
}

#[test]
fn reopening_gives_the_same_identity_head_hash_and_entries() {
    let dir = tempdir().unwrap();
    let mut head = Head::EMPTY;
    let mut entries = Vec::new();
    for round in 1..=5 {
        let mut other = options();
        other.identity.store = [round; 16];
        let mut seen = Seen::default();
        let mut journal = FileJournal::open(disk(dir.path()), other, &mut seen).unwrap();
        let seen = seen.entries;
        assert_eq!(journal.identity(), options().identity, "as it was named first");
        assert_eq!((journal.head(), &seen), (head, &entries));
        assert_eq!(all(&journal), entries);
        append(&mut journal, round, 40);
        head = append(&mut journal, 1, 5000);
        entries = all(&journal);
        if round % 2 == 0 {
            journal.close().unwrap();
        }
    }
    assert_eq!(verify(dir.path()).unwrap().head, head);
}

/// Beside a server that writes, the report is always of a whole journal: no lock, no change, and
/// never a false alarm.
#[test]
fn verifying_beside_a_writer_never_cries_wolf() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..300 {
                append(&mut journal, 7, 700);
            }
            done.store(true, std::sync::atomic::Ordering::SeqCst);
        });
        let mut seen = 0;
        while !done.load(std::sync::atomic::Ordering::SeqCst) {
            let report = verify(dir.path()).unwrap();
            assert_eq!(report.damage, None);
            assert_eq!(report.entries % 7, 0, "a batch is never half visible");
            assert!(report.entries >= seen);
            seen = report.entries;
        }
    });
    assert_eq!(verify(dir.path()).unwrap().entries, 2100);
}

#[test]
fn a_journal_larger_than_one_look_reads_whole() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    let mut head = Head::EMPTY;
    for _ in 0..9 {
        head = append(&mut journal, 4, 256 * 1024);
    }
    let entries = all(&journal);
    assert_eq!(entries.len(), 36);
    assert_eq!(journal.read(Revision(3), 30).unwrap(), entries[3..33]);
    drop(journal);
    let (journal, seen) = open(dir.path());
    assert!(seen == entries);
    assert_eq!(journal.head(), head);
}
