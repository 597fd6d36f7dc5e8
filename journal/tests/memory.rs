//! The accidents of the engine in memory: each does what it says, and the seed decides them alone.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::memory::{Fault, Faults, MemoryJournal};
use journal::{AppendError, BatchId, Journal, Revision, append_settled};
use proptest::prelude::*;

fn texts(words: &[&str]) -> Vec<Vec<u8>> {
    words.iter().map(|word| word.as_bytes().to_vec()).collect()
}

fn payloads(journal: &dyn Journal) -> Vec<Vec<u8>> {
    let all = journal.read(Revision::EMPTY, usize::MAX).unwrap();
    all.into_iter().map(|stored| stored.payload).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A writer that settles its doubts after every crash has each batch exactly once, in order.
    #[test]
    fn no_seed_loses_or_doubles_a_settled_batch(seed: u64) {
        let faults = Faults { seed, lost_reply: 150, not_applied: 150, crash: 200 };
        let mut journal = MemoryJournal::with_faults(faults);
        let mut expected = Revision::EMPTY;
        let mut written = Vec::new();
        for number in 0..60u8 {
            let entries = vec![vec![number], vec![number, number]];
            let mut tries = 0;
            let head = loop {
                tries += 1;
                prop_assert!(tries < 100);
                match append_settled(&mut journal, expected, BatchId(number.into()), &entries) {
                    Ok(head) => break head,
                    Err(AppendError::NotApplied(_)) => {}
                    Err(AppendError::Unknown(_) | AppendError::Unavailable(_)) => journal.restart(),
                    Err(other @ (AppendError::Conflict { .. } | AppendError::TooLarge { .. })) =>
                        return Err(TestCaseError::fail(other.to_string())),
                }
            };
            expected = head.revision;
            written.extend(entries);
        }
        prop_assert_eq!(payloads(&journal), written);
    }
}

#[test]
fn each_fault_does_what_it_says() {
    for (fault, kept, crashed) in [
        (Fault::LostReply, true, false),
        (Fault::NotApplied, false, false),
        (Fault::CrashBeforeSync, false, true),
        (Fault::CrashAfterSync, true, true),
    ] {
        let mut journal = MemoryJournal::new();
        journal.next_append(None);
        journal.next_append(Some(fault));
        journal.append(Revision::EMPTY, BatchId(1), &texts(&["a"])).unwrap();
        let answer = journal.append(Revision(1), BatchId(2), &texts(&["b"]));
        match fault {
            Fault::NotApplied => assert!(matches!(answer, Err(AppendError::NotApplied(_)))),
            Fault::LostReply | Fault::CrashBeforeSync | Fault::CrashAfterSync => {
                assert!(matches!(answer, Err(AppendError::Unknown(_))));
            }
        }
        assert_eq!(journal.is_crashed(), crashed, "{fault:?}");
        if crashed {
            let down = journal.append(Revision(1), BatchId(2), &texts(&["b"]));
            assert!(matches!(down, Err(AppendError::Unavailable(_))));
            assert!(journal.read(Revision::EMPTY, 1).is_err());
            journal.restart();
        }
        assert_eq!(payloads(&journal).len(), if kept { 2 } else { 1 }, "{fault:?}");
    }
}

#[test]
fn the_same_seed_has_the_same_accidents() {
    let run = |seed| {
        let faults = Faults { seed, lost_reply: 250, not_applied: 250, crash: 250 };
        let mut journal = MemoryJournal::with_faults(faults);
        let mut answers = Vec::new();
        for number in 0..100 {
            let expected = journal.head().revision;
            answers.push(journal.append(expected, BatchId(number), &texts(&["a"])));
            journal.restart();
        }
        answers
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}
