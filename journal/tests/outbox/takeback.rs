//! A server that was restored from an older copy gets back what the copy lacks: settled items are
//! kept, and are pending again when they are asked for, through every kill.

use super::{FRESH, LATER, killed_now, log_bytes, open, pending, verify};
use journal::file::{FileJournal, Options};
use journal::outbox::{MAX_ITEM_BYTES, Outbox};
use journal::{Identity, Journal};
use std::path::Path;
use tempfile::tempdir;

fn item(seq: u64) -> Vec<u8> {
    format!("item {seq}").into_bytes()
}

fn seqs(outbox: &Outbox) -> Vec<u64> {
    outbox.pending().map(|(seq, _)| seq).collect()
}

/// So many items, all settled.
fn settled(outbox: &mut Outbox, count: u64) {
    for _ in 0..count {
        let seq = outbox.push(&item(outbox.last_seq() + 1)).unwrap();
        outbox.settle(seq).unwrap();
    }
}

#[test]
fn b12_what_was_settled_is_pending_again_unchanged_from_the_number_that_is_asked_for() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    settled(&mut outbox, 5);
    outbox.push(&item(6)).unwrap();
    for not_lacking in [6, 7, u64::MAX] {
        outbox.reopen(not_lacking).unwrap();
        assert_eq!(seqs(&outbox), [6]);
    }
    outbox.reopen(3).unwrap();
    let expected: Vec<_> = (3..=6).map(|seq| (seq, item(seq))).collect();
    assert_eq!(pending(&outbox), expected);
    assert_eq!((outbox.settled_seq(), outbox.reached_seq(), outbox.oldest_seq()), (2, 5, 1));
    outbox.reopen(3).unwrap();
    outbox.reopen(0).unwrap();
    assert_eq!(seqs(&outbox), [1, 2, 3, 4, 5, 6], "0 is before the first");

    for seq in 1..=6 {
        let killed = open(killed_now(dir.path()).path());
        assert_eq!(seqs(&killed), (seq..=6).collect::<Vec<_>>(), "a kill changes nothing of it");
        assert_eq!(killed.reached_seq(), 5);
        outbox.settle(seq).unwrap();
    }
    assert_eq!((outbox.push(&item(7)).unwrap(), outbox.reached_seq()), (7, 6));
    assert_eq!(verify(dir.path()).unwrap().damage, None);
}

#[test]
fn b12_a_long_log_starts_over_with_what_may_not_be_forgotten_yet() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let large = vec![7; MAX_ITEM_BYTES];
    for seq in 1..=40 {
        outbox.push(&large).unwrap();
        outbox.settle(seq).unwrap();
    }
    outbox.push(b"waits").unwrap();
    outbox.forget(10);
    assert_eq!(outbox.oldest_seq(), 1, "the log is not long enough for what it holds");
    let before = log_bytes(dir.path());
    outbox.forget(38);
    assert!(log_bytes(dir.path()) < before / 10);
    assert_eq!((outbox.oldest_seq(), outbox.settled_seq(), outbox.reached_seq()), (39, 40, 40));
    outbox.forget(40);
    assert_eq!(outbox.oldest_seq(), 39, "what may be forgotten is kept while the log is short");

    let mut outbox = Outbox::open(killed_now(dir.path()).path(), LATER).unwrap();
    assert_eq!((outbox.incarnation(), outbox.oldest_seq()), (FRESH, 39));
    assert_eq!(pending(&outbox), [(41, b"waits".to_vec())]);
    outbox.reopen(12).unwrap();
    let expected = vec![(39, large.clone()), (40, large), (41, b"waits".to_vec())];
    assert_eq!(pending(&outbox), expected, "what is gone is gone, the rest comes back");
    assert_eq!(outbox.reached_seq(), 40);
}

#[test]
fn b12_reopened_items_may_not_be_forgotten_before_they_are_settled_anew() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let large = vec![7; MAX_ITEM_BYTES];
    for seq in 1..=16 {
        outbox.push(&large).unwrap();
        outbox.settle(seq).unwrap();
    }
    outbox.forget(15);
    outbox.reopen(5).unwrap();
    (5..=16).for_each(|seq| outbox.settle(seq).unwrap());
    outbox.push(&large).unwrap();
    outbox.settle(17).unwrap();
    assert!(outbox.oldest_seq() <= 5, "the old word counts no more");
    outbox.forget(u64::MAX);
    assert_eq!((outbox.oldest_seq(), outbox.last_seq()), (18, 17));
}

#[test]
fn b12_of_what_nobody_confirms_the_oldest_is_given_up_and_pending_items_never() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    let large = vec![7; MAX_ITEM_BYTES];
    let most = (16 << 20) / MAX_ITEM_BYTES as u64;
    for seq in 1..=3 * most {
        outbox.push(&large).unwrap();
        outbox.settle(seq).unwrap();
    }
    assert_eq!(outbox.kept().count() as u64, most);
    assert!(log_bytes(dir.path()) < 48 << 20, "{}", log_bytes(dir.path()));
    let oldest = outbox.oldest_seq();
    outbox.reopen(1).unwrap();
    assert_eq!((seqs(&outbox).len() as u64, outbox.oldest_seq()), (most, oldest));
    let again = Outbox::open(killed_now(dir.path()).path(), LATER).unwrap();
    assert_eq!((again.oldest_seq(), pending(&again)), (oldest, pending(&outbox)));
}

#[test]
fn what_cannot_be_opened_any_more_is_given_up_but_nothing_pending() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    settled(&mut outbox, 4);
    outbox.push(&item(5)).unwrap();
    outbox.give_up(2);
    assert_eq!(outbox.kept().map(|(seq, _)| seq).collect::<Vec<_>>(), [3, 4]);
    outbox.give_up(u64::MAX);
    assert_eq!((outbox.oldest_seq(), seqs(&outbox)), (5, vec![5]));
    outbox.reopen(1).unwrap();
    assert_eq!(seqs(&outbox), [5]);
}

/// Whatever is done in whatever order, a kill leaves exactly what was acknowledged.
#[test]
fn b12_any_work_leaves_the_same_outbox_after_a_kill() {
    for seed in 0..6_u64 {
        let dir = tempdir().unwrap();
        let mut outbox = open(dir.path());
        let mut chance = seed;
        let mut draw = |below: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % below
        };
        let (mut settled, mut last) = (0, 0);
        for _ in 0..60 {
            match draw(8) {
                0..=2 => {
                    last += 1;
                    assert_eq!(outbox.push(&item(last)).unwrap(), last);
                }
                3..=5 if settled < last => {
                    settled += 1;
                    outbox.settle(settled).unwrap();
                }
                6 => outbox.forget(draw(last + 1)),
                _ => {
                    let expected = 1 + draw(last + 2);
                    outbox.reopen(expected).unwrap();
                    settled = settled.min(expected - 1);
                }
            }
            let disk = killed_now(dir.path());
            let killed = Outbox::open(disk.path(), LATER).unwrap();
            let expected: Vec<_> = (settled + 1..=last).map(|seq| (seq, item(seq))).collect();
            for outbox in [&outbox, &killed] {
                assert_eq!((outbox.settled_seq(), outbox.last_seq(), outbox.oldest_seq()), (settled, last, 1), "seed {seed}");
                assert_eq!(pending(outbox), expected, "seed {seed}");
            }
            assert_eq!(outbox.reached_seq(), killed.reached_seq(), "seed {seed}");
        }
    }
}

/// A log of this name begun with these bytes.
fn begun_with(dir: &Path, checkpoint: &[u8]) {
    let options = Options::new(Identity { store: FRESH, epoch: FRESH });
    let disk = journal::disk::RealDisk::new(dir).unwrap();
    let mut journal = FileJournal::open(std::sync::Arc::new(disk), options, &mut ()).unwrap();
    journal.append(journal.head().revision, journal::BatchId(1), &[vec![0]]).unwrap();
    journal.rotate(checkpoint, journal::file::Old::Drop).unwrap();
    journal.close().unwrap();
}

#[test]
fn the_beginning_of_an_earlier_version_is_read_and_that_of_a_newer_one_refused() {
    let dir = tempdir().unwrap();
    begun_with(dir.path(), &7_u64.to_be_bytes());
    let mut outbox = open(dir.path());
    assert_eq!((outbox.last_seq(), outbox.oldest_seq(), outbox.reached_seq()), (7, 8, 7));
    outbox.reopen(3).unwrap();
    assert_eq!((seqs(&outbox), outbox.push(b"next").unwrap()), (vec![], 8));

    let numbers = |numbers: [u64; 3]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    let mut cut = numbers([1, 0, 1]);
    cut.extend([0, 0, 0, 5, 1]);
    for unknown in [vec![1, 2, 3], numbers([1, 2, 1]), numbers([2, 0, 2]), numbers([0, 0, 0])[..20].to_vec(), cut] {
        let dir = tempdir().unwrap();
        begun_with(dir.path(), &unknown);
        assert!(Outbox::open(dir.path(), LATER).is_err(), "{unknown:?}");
    }
}
