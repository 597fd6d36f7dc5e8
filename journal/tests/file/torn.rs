//! Tails that were being written when the power went: cut, never half visible, never called damage.

use super::*;

const SECTOR: usize = 512;

/// Cut inside the last batch at every byte, as an ending file and as zeros that stayed: the batch is
/// gone as a whole, nothing earlier is, and the journal goes on as if it had never been.
#[test]
fn a_torn_tail_is_cut_at_every_byte_and_nothing_earlier_is_lost() {
    let scene = scene();
    let earlier = &scene.entries[..scene.entries.len() - LAST_COUNT];
    for at in scene.last.clone() {
        let mut shorter = scene.after.clone();
        shorter.truncate(at);
        let mut zeros = scene.after.clone();
        zeros[at..].fill(0);
        for log in [shorter, zeros] {
            put(&scene.disk, &log);
            fs::remove_file(scene.disk.path().join(ANCHOR)).unwrap();
            let torn = verify(scene.disk.path()).unwrap();
            assert_eq!((torn.damage, torn.entries), (None, 4), "byte {at}");
            let (mut journal, seen) = open(scene.disk.path());
            assert_eq!(seen, earlier, "byte {at}");
            assert_eq!(all(&journal), earlier, "byte {at}");
            let head = append(&mut journal, LAST_COUNT as u8, LAST_ENTRY);
            journal.close().unwrap();
            let (journal, seen) = open(scene.disk.path());
            assert_eq!((journal.head(), &seen), (head, &scene.entries), "byte {at}");
        }
    }
    assert_eq!(scene.before[..scene.last.start], scene.after[..scene.last.start]);
}

/// The cut itself is durable: what is behind it is gone from the file.
#[test]
fn a_cut_tail_leaves_the_file() {
    let scene = scene();
    let mut first_record_only = scene.after.clone();
    first_record_only[scene.last.start + RECORD + LAST_ENTRY..].fill(0);
    for log in [&scene.after[..scene.last.end - 1], &first_record_only] {
        put(&scene.disk, log);
        drop(open(scene.disk.path()));
        let log = fs::read(scene.disk.path().join(LOG)).unwrap();
        assert_eq!(log, scene.after[..scene.last.start]);
    }
}

/// A power cut may keep any of the sectors that a batch was written to and lose the others: whatever
/// it keeps, the batch is there whole or not at all, and it is never called damage.
#[test]
fn whatever_sectors_of_the_last_batch_a_power_cut_keeps_it_is_whole_or_gone() {
    let dir = tempdir().unwrap();
    let (mut journal, _) = open(dir.path());
    append(&mut journal, 1, 300);
    let before = fs::read(dir.path().join(LOG)).unwrap();
    let start = journal.size_bytes() as usize;
    append(&mut journal, 9, 260);
    let after = fs::read(dir.path().join(LOG)).unwrap();
    let sectors: Vec<usize> = (start / SECTOR..journal.size_bytes() as usize / SECTOR + 1).collect();
    assert!((6..9).contains(&sectors.len()));
    let disk = killed_now(dir.path());
    let mut whole = 0;
    for kept in 0..1u32 << sectors.len() {
        let mut log = before.clone();
        for (bit, sector) in sectors.iter().enumerate() {
            let bytes = sector * SECTOR..(sector + 1) * SECTOR;
            if kept & (1 << bit) != 0 {
                log[bytes.clone()].copy_from_slice(&after[bytes]);
            }
        }
        put(&disk, &log);
        fs::remove_file(disk.path().join(ANCHOR)).unwrap();
        let (_, seen) = open(disk.path());
        match seen.len() {
            1 => {}
            10 => whole += 1,
            other => panic!("{other} entries of a batch of 9 behind 1"),
        }
    }
    assert_eq!(whole, 1);
}
