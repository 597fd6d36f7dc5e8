//! Acknowledged bytes that are no longer what was written: named, never served, never cut away.

use super::*;

/// Every bit of every byte before the last batch: header, lengths, checksums, chain and payloads.
#[test]
fn a_flipped_bit_anywhere_earlier_is_named_and_nothing_is_changed_or_served() {
    let scene = scene();
    // (where a record starts, its revision); what is flipped in the header is the header's.
    let mut records = vec![(0, 0)];
    let mut at = HEADER;
    for (index, stored) in scene.entries.iter().enumerate() {
        records.push((at, index as u64 + 1));
        at += RECORD + stored.payload.len();
    }
    let before = files(scene.disk.path());
    for byte in 0..scene.last.start {
        let (offset, revision) = *records.iter().rfind(|(at, _)| *at <= byte).unwrap();
        for bit in 0..8 {
            let mut log = scene.after.clone();
            log[byte] ^= 1 << bit;
            put(&scene.disk, &log);
            let mut expected = before.clone();
            expected.insert(LOG.to_owned(), log);
            match try_open(scene.disk.path()) {
                Err(OpenError::NotAJournal { .. }) => assert!(byte < 8),
                Err(OpenError::Damaged(damage)) => {
                    let header = Damage::Header { file: LOG.to_owned() };
                    assert_eq!(damage, if byte < HEADER { header } else { log_damage(revision, offset) }, "byte {byte}");
                }
                other => panic!("byte {byte} bit {bit}: {other:?}"),
            }
            if byte >= HEADER {
                let report = verify(scene.disk.path()).unwrap();
                assert_eq!(report.damage, Some(log_damage(revision, offset)));
                assert!(report.entries < revision);
            }
            assert_eq!(files(scene.disk.path()), expected, "byte {byte}");
        }
    }
}

/// In a batch of several, what is whole behind what is broken tells a flipped bit from a torn write.
#[test]
fn a_flipped_bit_in_the_first_record_of_the_last_batch_is_damage_too() {
    let scene = scene();
    for byte in scene.last.start..scene.last.start + RECORD + LAST_ENTRY {
        let mut log = scene.after.clone();
        log[byte] ^= 0x10;
        put(&scene.disk, &log);
        let refused = try_open(scene.disk.path()).unwrap_err();
        let named = matches!(&refused, OpenError::Damaged(damage) if *damage == log_damage(5, scene.last.start));
        assert!(named, "byte {byte}: {refused}");
    }
}

/// After a clean close even the last record has the anchor to speak for it.
#[test]
fn a_flipped_bit_in_the_last_record_is_noticed_after_a_clean_close() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 20);
    append(&mut journal, 1, 20);
    let (start, end) = (HEADER + RECORD + 20, journal.size_bytes() as usize);
    journal.close().unwrap();
    let whole = fs::read(dir.path().join(LOG)).unwrap();
    for byte in start..end {
        let mut log = whole.clone();
        log[byte] ^= 1;
        fs::write(dir.path().join(LOG), &log).unwrap();
        let refused = try_open(dir.path()).unwrap_err();
        assert!(matches!(refused, OpenError::Damaged(Damage::BehindAnchor { have: Revision(1), anchor: Revision(2) })));
        assert_eq!(fs::read(dir.path().join(LOG)).unwrap(), log, "not even cut");
    }
}

#[test]
fn records_that_do_not_chain_are_damage() {
    let scene = scene();
    let second = HEADER + RECORD + 20;
    let third = second + RECORD + 25;
    let fourth = third + RECORD + 25;
    // Two whole records exchanged, and one that is missing from the middle.
    let mut exchanged = scene.after.clone();
    exchanged[second..third].copy_from_slice(&scene.after[third..fourth]);
    exchanged[third..fourth].copy_from_slice(&scene.after[second..third]);
    let mut missing = scene.after.clone();
    missing.drain(second..third);
    for log in [exchanged, missing] {
        put(&scene.disk, &log);
        let refused = try_open(scene.disk.path()).unwrap_err();
        let named = matches!(&refused, OpenError::Damaged(damage) if *damage == log_damage(2, second));
        assert!(named, "{refused}");
    }
}

#[test]
fn what_is_damaged_while_open_is_named_and_not_served() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 3, 5000);
    let mut log = fs::read(dir.path().join(LOG)).unwrap();
    let second = HEADER + RECORD + 5000;
    log[second + RECORD] ^= 1;
    fs::write(dir.path().join(LOG), log).unwrap();
    let damaged = ReadError::Damaged { file: LOG.to_owned(), revision: Revision(2), offset: second as u64 };
    assert_eq!(journal.read(Revision::EMPTY, 9), Err(damaged));
    assert_eq!(journal.read(Revision::EMPTY, 1).unwrap().len(), 1);
    assert_eq!(journal.read(Revision(2), 9).unwrap().len(), 1);
}

#[test]
fn a_whole_record_in_the_wrong_place_is_not_served_either() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 2, 20);
    let mut log = fs::read(dir.path().join(LOG)).unwrap();
    let (first, second) = (HEADER, HEADER + RECORD + 20);
    log.copy_within(first..second, second);
    fs::write(dir.path().join(LOG), log).unwrap();
    let damaged = ReadError::Damaged { file: LOG.to_owned(), revision: Revision(2), offset: second as u64 };
    assert_eq!(journal.read(Revision(1), 1), Err(damaged));
}

/// A disk that loses a sector gives zeros, or an error, for what it had acknowledged. Zeros in an
/// earlier batch are no torn tail, however many of them there are.
#[test]
fn a_sector_lost_from_an_earlier_batch_is_damage() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 20);
    let start = journal.size_bytes();
    append(&mut journal, 4, 700);
    append(&mut journal, 1, 20);
    let whole = fs::read(dir.path().join(LOG)).unwrap();
    let disk = killed_now(dir.path());
    for sectors in [1..2, 2..3, 3..4, 1..4, 1..6] {
        let mut log = whole.clone();
        log[sectors.start * 512..sectors.end * 512].fill(0);
        put(&disk, &log);
        let refused = try_open(disk.path()).unwrap_err();
        let OpenError::Damaged(Damage::Entry { revision, offset, .. }) = refused else {
            panic!("{refused}");
        };
        assert!((2..=5).contains(&revision.0) && offset >= start);
    }
}

/// Whoever exchanges an old entry for another and gets every checksum right has broken the chain.
#[test]
fn an_entry_of_another_history_breaks_the_chain() {
    let (one, other) = (tempdir().unwrap(), tempdir().unwrap());
    let (mut journal, _) = open(one.path());
    append(&mut journal, 1, 20);
    append(&mut journal, 1, 20);
    let (mut forged, _) = open(other.path());
    forged.append(Revision::EMPTY, BatchId(100), &[vec![0x39; 20]]).unwrap();
    let second = HEADER + RECORD + 20;
    let mut log = fs::read(one.path().join(LOG)).unwrap();
    log[HEADER..second].copy_from_slice(&fs::read(other.path().join(LOG)).unwrap()[HEADER..second]);
    let disk = killed_now(one.path());
    put(&disk, &log);
    let refused = try_open(disk.path()).unwrap_err();
    let named = matches!(&refused, OpenError::Damaged(damage) if *damage == log_damage(2, second));
    assert!(named, "{refused}");
}
