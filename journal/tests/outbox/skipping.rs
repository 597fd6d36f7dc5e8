//! A terminal whose disk was put back from a copy: its numbers go on behind those that the server
//! has answered, durably, and everything else stays as it is.

use super::{FRESH, LATER, killed_now, log_bytes, only_log, open, pending, verify};
use journal::file::{FileJournal, Options};
use journal::outbox::{MAX_ITEM_BYTES, Outbox};
use journal::{BatchId, Identity, Journal};
use std::fs;
use tempfile::tempdir;

fn item(seq: u64) -> Vec<u8> {
    format!("item {seq}").into_bytes()
}

fn seqs(outbox: &Outbox) -> Vec<u64> {
    outbox.pending().map(|(seq, _)| seq).collect()
}

/// Three items, of which the first is settled.
fn three(outbox: &mut Outbox) {
    for seq in 1..=3 {
        assert_eq!(outbox.push(&item(seq)).unwrap(), seq);
    }
    outbox.settle(1).unwrap();
}

#[test]
fn b12_after_a_skip_the_numbers_go_on_there_and_what_is_pending_keeps_its_own() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    three(&mut outbox);
    for no_later in [0, 1, 3, 4, u64::MAX] {
        outbox.skip_to(no_later).unwrap();
        assert_eq!(outbox.last_seq(), 3);
    }
    outbox.skip_to(10).unwrap();
    outbox.skip_to(7).unwrap();
    let killed = killed_now(dir.path());
    outbox.close().unwrap();
    for disk in [killed.path(), dir.path()] {
        let mut outbox = open(disk);
        assert_eq!((outbox.last_seq(), seqs(&outbox)), (9, vec![2, 3]), "nothing of it is lost by a kill");
        assert_eq!(outbox.push(&item(10)).unwrap(), 10);
        for seq in [2, 3, 10] {
            assert!(outbox.settle(seq + 1).is_err(), "only the oldest");
            outbox.settle(seq).unwrap();
        }
        assert_eq!((outbox.settled_seq(), outbox.reached_seq(), outbox.push(&item(11)).unwrap()), (10, 10, 11));
        assert_eq!(verify(disk).unwrap().damage, None);
    }
}

#[test]
fn b12_what_a_restored_server_lacks_comes_again_on_both_sides_of_what_was_skipped() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    three(&mut outbox);
    outbox.skip_to(10).unwrap();
    outbox.push(&item(10)).unwrap();
    [2, 3, 10].iter().for_each(|seq| outbox.settle(*seq).unwrap());
    for (lacking, again) in [(11, vec![]), (10, vec![10]), (4, vec![10]), (7, vec![10]), (3, vec![3, 10]), (1, vec![1, 2, 3, 10])] {
        let killed = killed_now(dir.path());
        let mut outbox = open(killed.path());
        outbox.reopen(lacking).unwrap();
        assert_eq!(seqs(&outbox), again, "from {lacking} on");
        assert_eq!(outbox.first_seq_from(lacking), *again.first().unwrap_or(&11));
        assert_eq!(seqs(&open(killed_now(killed.path()).path())), again);
        again.iter().for_each(|seq| outbox.settle(*seq).unwrap());
        assert_eq!(outbox.settled_seq(), 10);
    }
}

#[test]
fn b12_a_log_that_starts_over_remembers_what_was_skipped() {
    let large = vec![7; MAX_ITEM_BYTES];
    // Skipped before what is forgotten, within what is kept, and behind everything.
    for (skips, kept) in [(vec![(3, 9)], 45), (vec![(39, 60)], 60), (vec![(38, 60), (39, 70)], 60), (vec![(41, 77)], 40)] {
        let dir = tempdir().unwrap();
        let mut outbox = open(dir.path());
        for n in 1..=40 {
            if let Some((_, next)) = skips.iter().find(|(at, _)| *at == n) {
                outbox.skip_to(*next).unwrap();
            }
            let seq = outbox.push(&large).unwrap();
            outbox.settle(seq).unwrap();
        }
        if let Some((_, next)) = skips.iter().find(|(at, _)| *at == 41) {
            outbox.skip_to(*next).unwrap();
        }
        let last = outbox.last_seq();
        let before = log_bytes(dir.path());
        let forgotten = outbox.kept().map(|(seq, _)| seq).take_while(|seq| *seq < kept).last().unwrap();
        outbox.forget(forgotten);
        assert!(log_bytes(dir.path()) < before / 4, "it started over");
        let again = Outbox::open(killed_now(dir.path()).path(), LATER).unwrap();
        for outbox in [&outbox, &again] {
            assert_eq!((outbox.incarnation(), outbox.last_seq(), outbox.settled_seq()), (FRESH, last, outbox.reached_seq()));
        }
        assert!(again.kept().map(|(seq, _)| seq).eq(outbox.kept().map(|(seq, _)| seq)), "{skips:?}");
        assert!(again.kept().all(|(seq, _)| seq > forgotten) && again.oldest_seq() == outbox.oldest_seq());
        assert_eq!(outbox.push(b"next").unwrap(), last + 1);
        assert_eq!(pending(&Outbox::open(killed_now(dir.path()).path(), LATER).unwrap()), [(last + 1, b"next".to_vec())]);
    }
}

#[test]
fn b12_a_power_cut_while_a_skip_is_written_leaves_it_done_or_not_begun() {
    let dir = tempdir().unwrap();
    let mut outbox = open(dir.path());
    three(&mut outbox);
    let (name, without) = only_log(killed_now(dir.path()).path());
    outbox.skip_to(10).unwrap();
    let (_, with) = only_log(killed_now(dir.path()).path());
    let from = without.iter().zip(&with).position(|(a, b)| a != b).unwrap();
    let to = without.iter().zip(&with).rposition(|(a, b)| a != b).unwrap() + 1;
    for cut in from..=to {
        let torn = killed_now(dir.path());
        fs::write(torn.path().join(&name), [&with[..cut], &without[cut..]].concat()).unwrap();
        // The anchor may lag behind the log, never the other way.
        fs::remove_file(torn.path().join("anchor")).ok();
        let mut outbox = open(torn.path());
        assert_eq!(outbox.last_seq(), if cut == to { 9 } else { 3 }, "cut at {cut} of {from} to {to}");
        assert_eq!(seqs(&outbox), [2, 3]);
        outbox.skip_to(10).unwrap();
        assert_eq!(outbox.push(&item(10)).unwrap(), 10);
    }
}

#[test]
fn a_skip_backwards_in_a_log_is_of_no_program() {
    for next in [0_u64, 1] {
        let dir = tempdir().unwrap();
        let identity = Identity { store: FRESH, epoch: FRESH };
        let disk = std::sync::Arc::new(journal::disk::RealDisk::new(dir.path()).unwrap());
        let mut journal = FileJournal::open(disk, Options::new(identity), &mut ()).unwrap();
        let entry = [&[4], next.to_be_bytes().as_slice()].concat();
        journal.append(journal.head().revision, BatchId(1), &[entry]).unwrap();
        journal.close().unwrap();
        assert!(Outbox::open(dir.path(), LATER).is_err());
    }
}
