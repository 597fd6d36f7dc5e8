//! The anchor beside the log: what was rolled back or exchanged is caught, what is sound never accused.

use super::*;

/// The anchor is written every 64 entries, also when nobody ever closes.
#[test]
fn a_rolled_back_log_is_caught_by_the_anchor() {
    for (entries, close, expected) in [(64, false, 64), (130, false, 130), (70, false, 64), (70, true, 70)] {
        let dir = tempdir().unwrap();
        let (mut journal, _) = open(dir.path());
        append(&mut journal, 1, 20);
        let old = fs::read(dir.path().join(LOG)).unwrap();
        while journal.head().revision.0 < entries {
            let left = entries - journal.head().revision.0;
            append(&mut journal, if entries == 130 { left as u8 } else { 1 }, 20);
        }
        let disk = if close {
            journal.close().unwrap();
            killed_now(dir.path())
        } else {
            killed_now(dir.path())
        };
        put(&disk, &old);
        let before = files(disk.path());
        let refused = try_open(disk.path()).unwrap_err();
        let OpenError::Damaged(Damage::BehindAnchor { have, anchor }) = refused else {
            panic!("{refused}");
        };
        assert_eq!((have.0, anchor.0), (1, expected));
        let report = verify(disk.path()).unwrap();
        assert_eq!(report.damage, Some(Damage::BehindAnchor { have, anchor }));
        assert_eq!(files(disk.path()), before);

        fs::remove_file(disk.path().join(LOG)).unwrap();
        let without = files(disk.path());
        let refused = try_open(disk.path()).unwrap_err();
        let lost = matches!(refused, OpenError::Damaged(Damage::Missing { .. }));
        assert!(lost, "a missing log is lost and not new: {refused}");
        assert_eq!(files(disk.path()), without);
    }
}

#[test]
fn the_files_of_two_journals_do_not_mix() {
    let one = tempdir().unwrap();
    let other = tempdir().unwrap();
    let (mut journal, _) = open(one.path());
    append(&mut journal, 1, 20);
    journal.close().unwrap();
    // Another history of the same store, and the same history of another store.
    for (store, bytes) in [([1; 16], 21), ([9; 16], 20)] {
        let mut options = options();
        options.identity.store = store;
        let dir = other.path().join(store[0].to_string());
        let mut journal = FileJournal::open(disk(&dir), options, &mut ()).unwrap();
        append(&mut journal, 1, bytes);
        journal.close().unwrap();
        fs::copy(one.path().join(ANCHOR), dir.join(ANCHOR)).unwrap();
        let refused = try_open(&dir).unwrap_err();
        assert!(matches!(refused, OpenError::Damaged(Damage::AnotherHistory { revision: Revision(1) })), "{refused}");
        let report = verify(&dir).unwrap();
        let damage = Damage::AnotherHistory { revision: Revision(1) };
        assert_eq!(report.damage, Some(damage));
    }
}

#[test]
fn a_damaged_anchor_never_accuses_a_sound_log() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    for _ in 0..3 {
        append(&mut journal, 64, 1);
    }
    let head = journal.head();
    journal.close().unwrap();
    let anchor = fs::read(dir.path().join(ANCHOR)).unwrap();
    for byte in (0..68).chain(4096..4164) {
        let mut flipped = anchor.clone();
        flipped[byte] ^= 1;
        fs::write(dir.path().join(ANCHOR), flipped).unwrap();
        assert_eq!(verify(dir.path()).unwrap().damage, None);
        let (journal, _) = open(dir.path());
        assert_eq!(journal.head(), head, "byte {byte}");
    }
    for other in [vec![], anchor[..78].to_vec()] {
        fs::write(dir.path().join(ANCHOR), other).unwrap();
        let (_open, _) = open(dir.path());
        let anchored = verify(dir.path()).unwrap().anchor;
        assert_eq!(anchored, Some(head.revision), "made good at opening");
    }
}

/// The two slots are written in turn, through every reopening: a torn writing of the newer one
/// leaves the one before it, and no older one.
#[test]
fn a_torn_anchor_leaves_the_one_before() {
    let dir = tempdir().unwrap();
    for revision in 1..=5u64 {
        let (mut journal, _) = open(dir.path());
        append(&mut journal, 1, 20);
        journal.close().unwrap();
        if revision == 1 {
            continue;
        }
        let whole = fs::read(dir.path().join(ANCHOR)).unwrap();
        let slots = [0, 4096].map(|slot| {
            let mut torn = whole.clone();
            torn[slot + 20] ^= 1;
            fs::write(dir.path().join(ANCHOR), torn).unwrap();
            verify(dir.path()).unwrap().anchor.unwrap().0
        });
        assert_eq!(slots.iter().min(), Some(&(revision - 1)));
        assert_eq!(slots.iter().max(), Some(&revision));
        fs::write(dir.path().join(ANCHOR), whole).unwrap();
    }
}
