//! A terminal's outbox: what is pushed is pending until it is settled, through every kill, and
//! kept beyond that.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "outbox/skipping.rs"]
mod skipping;
#[path = "outbox/takeback.rs"]
mod takeback;

use journal::AppendError;
use journal::disk::RealDisk;
use journal::file::{Damage, OpenError, Report};
use journal::outbox::{MAX_ITEM_BYTES, Outbox, OutboxError};
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const FRESH: [u8; 16] = [5; 16];
const LATER: [u8; 16] = [6; 16];

fn open(dir: &Path) -> Outbox {
    Outbox::open(dir, FRESH).unwrap()
}

fn verify(dir: &Path) -> Result<Report, OpenError> {
    journal::file::verify(&RealDisk::read_only(dir), &mut ())
}

fn pending(outbox: &Outbox) -> Vec<(u64, Vec<u8>)> {
    let pending = outbox.pending();
    pending.map(|(seq, item)| (seq, item.to_vec())).collect()
}

/// What a kill at this moment would leave: the files as they are, without any goodbye.
fn killed_now(dir: &Path) -> TempDir {
    let copy = tempdir().unwrap();
    for file in fs::read_dir(dir).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

#[test]
fn a_new_outbox_is_empty_and_bears_the_fresh_name_for_life() {
    let dir = tempdir().unwrap();
    let outbox = open(dir.path());
    assert_eq!((outbox.incarnation(), outbox.last_seq()), (FRESH, 0));
    assert_eq!(pending(&outbox), vec![]);
    outbox.close().unwrap();
    let again = Outbox::open(dir.path(), LATER).unwrap();
    assert_eq!(again.incarnation(), FRESH);
    let other_disk = tempdir().unwrap();
    let other = Outbox::open(other_disk.path(), LATER).unwrap();
    assert_eq!(other.incarnation(), LATER);
}

#[test]
fn a_kill_between_push_and_settle_leaves_the_item_pending() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    assert_eq!(outbox.push(b"one").unwrap(), 1);
    assert_eq!(outbox.push(b"two").unwrap(), 2);
    let before = killed_now(dir.path());
    outbox.settle(1).unwrap();
    let between = killed_now(dir.path());
    outbox.settle(2).unwrap();
    let after = killed_now(dir.path());

    for (disk, expected) in
        [(before, vec![(1, b"one".to_vec()), (2, b"two".to_vec())]), (between, vec![(2, b"two".to_vec())]), (after, vec![])]
    {
        let mut outbox = open(disk.path());
        assert_eq!(pending(&outbox), expected);
        assert_eq!(outbox.incarnation(), FRESH);
        assert_eq!(outbox.push(b"three").unwrap(), 3);
    }
}

#[test]
fn items_are_settled_in_order_and_settling_again_changes_nothing() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let refusal = |outbox: &mut Outbox, seq| match outbox.settle(seq) {
        Err(OutboxError::OutOfOrder { given, oldest }) => (given, oldest),
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal(&mut outbox, 1), (1, None));
    for item in [b"1", b"2", b"3"] {
        outbox.push(item).unwrap();
    }
    for wrong in [0, 2, 3, 4, u64::MAX] {
        assert_eq!(refusal(&mut outbox, wrong), (wrong, Some(1)));
    }
    outbox.settle(1).unwrap();
    let head = verify(dir.path()).unwrap().head;
    outbox.settle(1).unwrap();
    assert_eq!(verify(dir.path()).unwrap().head, head);
    assert_eq!(refusal(&mut outbox, 3), (3, Some(2)));
    assert_eq!(outbox.settle(3).unwrap_err().to_string(), "item 3 cannot be settled now: item 2 comes first");
    assert_eq!(pending(&outbox).len(), 2);
}

#[test]
fn an_item_may_be_large_but_not_too_large() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let refused = outbox.push(&vec![1; MAX_ITEM_BYTES + 1]).unwrap_err();
    let limit = MAX_ITEM_BYTES;
    assert!(matches!(
        refused,
        OutboxError::Append(AppendError::TooLarge { bytes, limit: l }) if bytes == limit + 1 && l == limit
    ));
    assert_eq!(outbox.push(&vec![1; MAX_ITEM_BYTES]).unwrap(), 1);
    assert_eq!(outbox.push(b"").unwrap(), 2);
}

/// Pushes and settles until the log is due to start over, leaving one item unsettled.
fn nearly_due(outbox: &mut Outbox) -> u64 {
    let item = vec![9; MAX_ITEM_BYTES];
    let mut last = 0;
    for _ in 0..17 {
        last = outbox.push(&item).unwrap();
        if last > 1 {
            outbox.settle(last - 1).unwrap();
        }
    }
    last
}

fn log_bytes(dir: &Path) -> u64 {
    let logs = fs::read_dir(dir).unwrap().map(|file| file.unwrap());
    logs.filter(|file| file.path().extension().is_some_and(|kind| kind == "log"))
        .map(|file| file.metadata().unwrap().len())
        .sum()
}

fn only_log(dir: &Path) -> (String, Vec<u8>) {
    let mut logs = fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.path().extension().is_some_and(|kind| kind == "log"));
    let log = logs.next().unwrap();
    assert!(logs.next().is_none());
    (log.file_name().into_string().unwrap(), fs::read(log.path()).unwrap())
}

#[test]
fn a_long_log_that_may_be_forgotten_starts_over_and_keeps_incarnation_and_numbering() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let last = nearly_due(&mut outbox);
    outbox.settle(last).unwrap();
    assert!(log_bytes(dir.path()) > 4 << 20, "nothing may be forgotten");
    outbox.forget(last);
    assert!(log_bytes(dir.path()) < 4096, "everything may");
    assert_eq!(verify(dir.path()).unwrap().damage, None);

    assert_eq!(outbox.push(b"next").unwrap(), last + 1);
    let kill = killed_now(dir.path());
    outbox.close().unwrap();
    for disk in [dir.path(), kill.path()] {
        let mut outbox = Outbox::open(disk, LATER).unwrap();
        assert_eq!(outbox.incarnation(), FRESH);
        assert_eq!(pending(&outbox), vec![(last + 1, b"next".to_vec())]);
        outbox.settle(last + 1).unwrap();
        assert_eq!(outbox.push(b"more").unwrap(), last + 2);
        assert_eq!(verify(disk).unwrap().damage, None);
    }
}

/// The states that a crash can leave on the way: the old log with an unfinished new one beside it
/// (any length of it), the old log with a finished one, and the new log in force.
#[test]
fn a_crash_while_starting_over_loses_nothing() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let last = nearly_due(&mut outbox);
    let old = killed_now(dir.path());
    outbox.settle(last).unwrap();
    outbox.forget(last);
    let (name, new) = only_log(dir.path());

    for cut in [0, 1, 40, new.len() - 1, new.len()] {
        let disk = killed_now(old.path());
        fs::write(disk.path().join(name.replace(".log", ".new")), &new[..cut]).unwrap();
        let mut outbox = Outbox::open(disk.path(), LATER).unwrap();
        assert_eq!((outbox.incarnation(), outbox.last_seq()), (FRESH, last));
        assert_eq!(pending(&outbox).len(), 1, "not settled in the old log");
        outbox.settle(last).unwrap();
        outbox.forget(last);
        assert!(log_bytes(disk.path()) < 4096);
        assert_eq!(outbox.push(b"next").unwrap(), last + 1);
    }
    // And the old log, which was to be taken away, is still there beside the new one.
    let both = killed_now(old.path());
    fs::write(both.path().join(&name), &new).unwrap();
    let outbox = Outbox::open(both.path(), LATER).unwrap();
    assert_eq!((outbox.last_seq(), pending(&outbox).len()), (last, 0));
    assert!(log_bytes(both.path()) < 4096);
    let outbox = Outbox::open(killed_now(dir.path()).path(), LATER).unwrap();
    assert_eq!((outbox.incarnation(), outbox.last_seq()), (FRESH, last));
}

#[test]
fn an_old_log_put_back_after_starting_over_is_noticed() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let last = nearly_due(&mut outbox);
    let old = killed_now(dir.path());
    outbox.settle(last).unwrap();
    outbox.forget(last);
    outbox.push(b"next").unwrap();
    outbox.close().unwrap();
    fs::remove_file(dir.path().join(only_log(dir.path()).0)).unwrap();
    let (name, log) = only_log(old.path());
    fs::write(dir.path().join(name), log).unwrap();
    let refused = Outbox::open(dir.path(), LATER).unwrap_err();
    let missing = matches!(refused, OutboxError::Open(OpenError::Damaged(Damage::Missing { .. })));
    assert!(missing, "{refused}");
}

#[test]
fn a_second_program_is_refused_the_outbox() {
    let dir = tempdir().unwrap();
    let _first = open(dir.path());
    let refused = Outbox::open(dir.path(), LATER).unwrap_err();
    assert!(matches!(refused, OutboxError::Open(OpenError::InUse { .. })));
}

#[test]
fn an_entry_of_a_newer_program_is_refused_and_not_dropped() {
    use journal::file::{FileJournal, Options};
    use journal::{BatchId, Identity, Journal, Revision};
    let cases: [&[u8]; 5] =
        [&[9, 0, 0, 0, 0, 0, 0, 0, 1], &[], &[1, 0, 0, 0, 0, 0, 0, 0, 2], &[2, 0, 0, 0, 0, 0, 0, 0, 1], &[3, 0, 0, 0, 0, 0, 0, 0, 1]];
    for entry in cases {
        let dir = tempdir().unwrap();
        let identity = Identity { store: FRESH, epoch: FRESH };
        let mut journal =
            FileJournal::open(std::sync::Arc::new(RealDisk::new(dir.path()).unwrap()), Options::new(identity), &mut ()).unwrap();
        let entry = entry.to_vec();
        journal.append(Revision::EMPTY, BatchId(1), &[entry]).unwrap();
        journal.close().unwrap();
        let before = fs::read(dir.path().join("000000000001.log")).unwrap();
        let refused = Outbox::open(dir.path(), LATER).unwrap_err();
        assert!(matches!(refused, OutboxError::UnknownEntry { revision: Revision(1) }));
        assert_eq!(fs::read(dir.path().join("000000000001.log")).unwrap(), before);
    }
}
