//! What an append costs and answers on a disk that fails or is full.

use super::*;
use journal::AppendError;
use journal::disk::{Disk, Failure, FaultyDisk, Lasting};
use journal::simulated::SimulatedDisk;

fn open_on(disk: Arc<dyn Disk>) -> FileJournal {
    FileJournal::open(disk, options(), &mut ()).unwrap()
}

fn try_append(journal: &mut FileJournal, bytes: usize) -> Result<Head, AppendError> {
    let head = journal.head().revision;
    journal.append(head, BatchId(7), &[vec![9; bytes]])
}

/// One write and one `fdatasync`, whatever the size of the batch: that is what an answer costs.
#[test]
fn a_batch_costs_one_write_and_one_sync() {
    let disk = SimulatedDisk::new();
    let mut journal = open_on(Arc::new(disk.clone()));
    append(&mut journal, 1, 10);
    let before = disk.operations();
    append(&mut journal, 30, 20);
    assert_eq!(disk.operations(), before + 2);
}

#[test]
fn a_full_disk_is_try_later_and_the_last_room_is_used() {
    let disk = SimulatedDisk::new();
    let mut journal = open_on(Arc::new(disk.clone()));
    append(&mut journal, 1, 10);
    disk.set_capacity(Some(disk.used_bytes() + 2048));
    for _ in 0..3 {
        let answer = try_append(&mut journal, 9000);
        let Err(AppendError::NotApplied(why)) = answer else { panic!("{answer:?}") };
        assert!(why.contains("full"));
    }
    // More than is there already, and less than a whole step.
    for _ in 0..5 {
        try_append(&mut journal, 900).unwrap();
    }
    disk.set_capacity(None);
    try_append(&mut journal, 9000).unwrap();
}

#[test]
fn a_failed_write_or_sync_is_unknown_and_then_nothing_is_taken() {
    for failing in [1, 2] {
        let dir = tempdir().unwrap();
        let disk = Arc::new(FaultyDisk::new(disk(dir.path())));
        let mut journal = open_on(disk.clone());
        append(&mut journal, 1, 10);
        disk.fail_at(failing, Failure::Eio, Lasting::Once);
        assert!(matches!(try_append(&mut journal, 10), Err(AppendError::Unknown(_))));
        for _ in 0..2 {
            assert!(matches!(try_append(&mut journal, 10), Err(AppendError::Unavailable(_))));
            assert_eq!(journal.head().revision, Revision(1));
            assert_eq!(all(&journal).len(), 1);
        }
        drop(journal);
        let (mut journal, seen) = open(dir.path());
        assert_eq!(seen.len(), failing as usize, "only the sync failed: it is there");
        try_append(&mut journal, 10).unwrap();
    }
}

/// The batch is durable, so it is answered; the disk that failed shows at the next append.
#[test]
fn an_anchor_that_cannot_be_written_stops_the_journal_after_the_answer() {
    let disk = SimulatedDisk::new();
    let mut journal = open_on(Arc::new(disk.clone()));
    append(&mut journal, 1, 10);
    // Room is made and synced, the batch is written and synced; then it is the anchor's turn.
    disk.fail_at(5, Failure::Eio, Lasting::Once);
    let head = append(&mut journal, 64, 1);
    assert_eq!(head.revision, Revision(65));
    assert!(matches!(try_append(&mut journal, 10), Err(AppendError::Unavailable(_))));
    drop(journal);
    assert_eq!(open_on(Arc::new(disk.fork())).head(), head);
}
