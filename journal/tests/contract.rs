//! The contract of a journal, held against every engine. A new engine adds itself to `every_engine!`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::disk::{Disk, RealDisk};
use journal::file::{FileJournal, Options};
use journal::memory::{Faults, MemoryJournal};
use journal::simulated::SimulatedDisk;
use journal::{
    AppendError, BatchId, Hash, Head, Identity, Journal, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, ReadError, Revision, Stored, append_settled,
};
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;

macro_rules! every_engine {
    ($($law:ident)*) => {
        mod file {
            $(#[test]
            fn $law() {
                let dir = tempfile::tempdir().unwrap();
                super::$law(&mut super::open(dir.path()));
            })*
        }
        mod file_on_a_simulated_disk {
            $(#[test]
            fn $law() {
                let disk = journal::simulated::SimulatedDisk::new();
                super::$law(&mut super::open_on(std::sync::Arc::new(disk)));
            })*
        }
        mod memory {
            $(#[test]
            fn $law() {
                super::$law(&mut journal::memory::MemoryJournal::new());
            })*
        }
    };
}

every_engine! {
    a_new_journal_is_empty
    revisions_are_dense_and_chained
    a_stale_expectation_is_a_conflict_and_writes_nothing
    a_resent_batch_is_not_doubled_and_gets_its_first_answer
    a_lost_reply_settles_to_exactly_once
    an_append_that_never_arrived_settles_to_exactly_once
    a_doubt_that_cannot_be_settled_stays_unknown
    an_engine_that_never_answers_is_given_up
    a_batch_id_used_for_something_else_is_never_called_a_success
    the_limits_are_the_same
    a_read_is_stable_and_bounded
    an_empty_batch_writes_nothing
    empty_entries_are_entries
}

fn open(dir: &Path) -> FileJournal {
    open_on(Arc::new(RealDisk::new(dir).unwrap()))
}

fn open_on(disk: Arc<dyn Disk>) -> FileJournal {
    let options = Options { step_bytes: 64 * 1024, identity: Identity { store: [1; 16], epoch: [2; 16] } };
    FileJournal::open(disk, options, &mut ()).unwrap()
}

fn texts(words: &[&str]) -> Vec<Vec<u8>> {
    words.iter().map(|word| word.as_bytes().to_vec()).collect()
}

fn all(journal: &dyn Journal) -> Vec<Stored> {
    journal.read(Revision::EMPTY, usize::MAX).unwrap()
}

fn payloads(journal: &dyn Journal) -> Vec<Vec<u8>> {
    let all = all(journal);
    all.into_iter().map(|stored| stored.payload).collect()
}

fn a_new_journal_is_empty(journal: &mut dyn Journal) {
    assert_eq!(journal.head(), Head::EMPTY);
    assert_eq!(journal.head().hash, Hash([0; 32]));
    assert_eq!(all(journal), vec![]);
}

fn revisions_are_dense_and_chained(journal: &mut dyn Journal) {
    let mut expected = Revision::EMPTY;
    let mut heads = Vec::new();
    for (batch, words) in [(1, vec!["a"]), (2, vec!["b", "c", "d"]), (3, vec!["a"])] {
        let head = journal.append(expected, BatchId(batch), &texts(&words)).unwrap();
        assert_eq!(head, journal.head());
        expected = head.revision;
        heads.push(head);
    }
    let all = all(journal);
    let revisions: Vec<u64> = all.iter().map(|stored| stored.revision.0).collect();
    assert_eq!(revisions, [1, 2, 3, 4, 5]);
    let batches: Vec<u128> = all.iter().map(|stored| stored.batch.0).collect();
    assert_eq!(batches, [1, 2, 2, 2, 3]);
    for head in heads {
        let at = all[head.revision.0 as usize - 1].clone();
        assert_eq!((at.revision, at.hash), (head.revision, head.hash));
    }
    // The same words at another place have another hash: the chain is in it.
    assert_ne!(all[0].hash, all[4].hash);
}

fn a_stale_expectation_is_a_conflict_and_writes_nothing(journal: &mut dyn Journal) {
    let head = journal.append(Revision::EMPTY, BatchId(1), &texts(&["a"])).unwrap();
    for wrong in [Revision(0), Revision(2), Revision(u64::MAX)] {
        let refused = journal.append(wrong, BatchId(2), &texts(&["b"]));
        assert_eq!(refused, Err(AppendError::Conflict { head }));
        let refused = append_settled(journal, wrong, BatchId(2), &texts(&["b"]));
        assert_eq!(refused, Err(AppendError::Conflict { head }));
    }
    assert_eq!(payloads(journal), texts(&["a"]));
}

fn a_resent_batch_is_not_doubled_and_gets_its_first_answer(journal: &mut dyn Journal) {
    let batch = texts(&["a", "b"]);
    let first = append_settled(journal, Revision::EMPTY, BatchId(1), &batch).unwrap();
    append_settled(journal, first.revision, BatchId(2), &texts(&["c"])).unwrap();
    for _ in 0..3 {
        let again = append_settled(journal, Revision::EMPTY, BatchId(1), &batch);
        assert_eq!(again, Ok(first));
        let raw = journal.append(Revision::EMPTY, BatchId(1), &batch);
        assert!(matches!(raw, Err(AppendError::Conflict { .. })));
    }
    assert_eq!(payloads(journal), texts(&["a", "b", "c"]));
}

/// An engine behind a line that fails: it answers `Unknown` for the first few appends.
struct BadLine<'a> {
    inner: &'a mut dyn Journal,
    /// Whether the appends that are not answered arrive.
    arrives: bool,
    unanswered: usize,
    readable: bool,
}

impl Journal for BadLine<'_> {
    fn head(&self) -> Head {
        self.inner.head()
    }
    fn append(&mut self, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        if self.unanswered == 0 {
            return self.inner.append(expected, batch, entries);
        }
        self.unanswered -= 1;
        if self.arrives {
            self.inner.append(expected, batch, entries)?;
        }
        Err(AppendError::Unknown("the line failed".into()))
    }
    fn read(&self, after: Revision, limit: usize) -> Result<Vec<Stored>, ReadError> {
        if self.readable { self.inner.read(after, limit) } else { Err(ReadError::Unavailable("the line failed".into())) }
    }
}

fn a_lost_reply_settles_to_exactly_once(journal: &mut dyn Journal) {
    let mut line = BadLine { inner: journal, arrives: true, unanswered: 1, readable: true };
    let settled = append_settled(&mut line, Revision::EMPTY, BatchId(1), &texts(&["a", "b"])).unwrap();
    assert_eq!(settled, journal.head());
    assert_eq!(payloads(journal), texts(&["a", "b"]));
}

fn an_append_that_never_arrived_settles_to_exactly_once(journal: &mut dyn Journal) {
    let mut line = BadLine { inner: journal, arrives: false, unanswered: 3, readable: true };
    let settled = append_settled(&mut line, Revision::EMPTY, BatchId(1), &texts(&["a", "b"])).unwrap();
    assert_eq!(settled, journal.head());
    assert_eq!(payloads(journal), texts(&["a", "b"]));
}

fn a_doubt_that_cannot_be_settled_stays_unknown(journal: &mut dyn Journal) {
    let mut line = BadLine { inner: journal, arrives: true, unanswered: 1, readable: false };
    let answer = append_settled(&mut line, Revision::EMPTY, BatchId(1), &texts(&["a"]));
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    // Later, over a line that works, the same question has its answer.
    let settled = append_settled(journal, Revision::EMPTY, BatchId(1), &texts(&["a"]));
    assert_eq!(settled, Ok(journal.head()));
    assert_eq!(payloads(journal), texts(&["a"]));
}

fn an_engine_that_never_answers_is_given_up(journal: &mut dyn Journal) {
    let mut line = BadLine { inner: journal, arrives: false, unanswered: usize::MAX, readable: true };
    let answer = append_settled(&mut line, Revision::EMPTY, BatchId(1), &texts(&["a"]));
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    assert_eq!(payloads(journal), texts(&[]));
}

fn a_batch_id_used_for_something_else_is_never_called_a_success(journal: &mut dyn Journal) {
    let head = append_settled(journal, Revision::EMPTY, BatchId(1), &texts(&["a", "b"])).unwrap();
    for other in [texts(&["a"]), texts(&["a", "x"]), texts(&["a", "b", "c"])] {
        let answer = append_settled(journal, Revision::EMPTY, BatchId(1), &other);
        assert_eq!(answer, Err(AppendError::Conflict { head }));
    }
    // Nor is it one that somebody else wrote the same words there.
    let answer = append_settled(journal, Revision::EMPTY, BatchId(2), &texts(&["a", "b"]));
    assert_eq!(answer, Err(AppendError::Conflict { head }));
    assert_eq!(payloads(journal), texts(&["a", "b"]));
}

fn the_limits_are_the_same(journal: &mut dyn Journal) {
    assert_eq!((MAX_ENTRY_BYTES, MAX_BATCH_BYTES), (256 << 10, 1 << 20));
    let entry = vec![7; MAX_ENTRY_BYTES];
    let too_long = vec![7; MAX_ENTRY_BYTES + 1];
    let full = vec![entry.clone(); MAX_BATCH_BYTES / MAX_ENTRY_BYTES];
    let mut over = full.clone();
    over.push(vec![7]);
    for (batch, bytes, limit) in [(vec![too_long], MAX_ENTRY_BYTES + 1, MAX_ENTRY_BYTES), (over, MAX_BATCH_BYTES + 1, MAX_BATCH_BYTES)] {
        let refused = append_settled(journal, Revision::EMPTY, BatchId(1), &batch);
        assert_eq!(refused, Err(AppendError::TooLarge { bytes, limit }));
        assert_eq!(journal.head(), Head::EMPTY);
    }
    journal.append(Revision::EMPTY, BatchId(1), &[entry]).unwrap();
    journal.append(Revision(1), BatchId(2), &full).unwrap();
    let lengths: Vec<usize> = payloads(journal).iter().map(Vec::len).collect();
    assert_eq!(lengths, [MAX_ENTRY_BYTES; 5]);
}

fn a_read_is_stable_and_bounded(journal: &mut dyn Journal) {
    let mut seen: Vec<Stored> = Vec::new();
    for batch in 1..=20u8 {
        let entries: Vec<Vec<u8>> = (0..batch % 4 + 1).map(|n| vec![batch, n]).collect();
        let expected = journal.head().revision;
        journal.append(expected, BatchId(batch.into()), &entries).unwrap();
        let now = all(journal);
        assert_eq!(now[..seen.len()], seen);
        seen = now;
    }
    for after in 0..=seen.len() {
        for limit in [0, 1, 2, 7, usize::MAX] {
            let part = journal.read(Revision(after as u64), limit).unwrap();
            let end = after.saturating_add(limit).min(seen.len());
            assert_eq!(part, seen[after..end]);
        }
    }
    for beyond in [seen.len() as u64 + 1, u64::MAX] {
        assert_eq!(journal.read(Revision(beyond), 9), Ok(vec![]));
    }
}

fn an_empty_batch_writes_nothing(journal: &mut dyn Journal) {
    let head = journal.append(Revision::EMPTY, BatchId(1), &texts(&["a"])).unwrap();
    assert_eq!(journal.append(Revision(1), BatchId(2), &[]), Ok(head));
    let stale = journal.append(Revision::EMPTY, BatchId(3), &[]);
    assert_eq!(stale, Err(AppendError::Conflict { head }));
    assert_eq!(all(journal).len(), 1);
}

fn empty_entries_are_entries(journal: &mut dyn Journal) {
    let batch = texts(&["", "", "a", ""]);
    let head = append_settled(journal, Revision::EMPTY, BatchId(1), &batch).unwrap();
    assert_eq!(head.revision, Revision(4));
    assert_eq!(payloads(journal), batch);
}

/// Whatever a power cut at any operation leaves, a batch that was answered is there, one that was
/// not is there whole or not at all, and asking again with the same id settles it to once.
#[test]
fn a_crash_settles_to_exactly_once() {
    for cut in 1..40 {
        for seed in 0..10 {
            let disk = SimulatedDisk::new();
            let mut journal = open_on(Arc::new(disk.clone()));
            journal.append(Revision::EMPTY, BatchId(0), &texts(&["first"])).unwrap();
            disk.cut_power_at(cut);
            let batches: Vec<Vec<Vec<u8>>> = (1..9u8).map(|n| vec![vec![n; 9000]; 1 + n as usize % 3]).collect();
            let mut at = vec![journal.head().revision];
            let mut answered = 0;
            for (number, batch) in (1..).zip(&batches) {
                let expected = *at.last().unwrap();
                at.push(Revision(expected.0 + batch.len() as u64));
                answered += usize::from(journal.append(expected, BatchId(number), batch).is_ok());
            }
            let mut journal = open_on(Arc::new(disk.crash(seed)));
            let place = at.iter().position(|end| *end == journal.head().revision);
            assert!(
                place.is_some_and(|kept| kept == answered || kept == answered + 1),
                "cut {cut}, seed {seed}: {:?}",
                journal.head()
            );
            for ((number, batch), expected) in (1..).zip(&batches).zip(&at) {
                append_settled(&mut journal, *expected, BatchId(number), batch).unwrap();
            }
            let expected: Vec<Vec<u8>> = texts(&["first"]).into_iter().chain(batches.into_iter().flatten()).collect();
            assert_eq!(payloads(&journal), expected, "cut {cut}, seed {seed}");
        }
    }
}

/// On either disk: bytes that changed and a log that was put back are refused, never served.
#[test]
fn damage_and_rollback_are_named_on_every_disk() {
    let dir = tempfile::tempdir().unwrap();
    let disks: [Arc<dyn Disk>; 2] = [Arc::new(RealDisk::new(dir.path()).unwrap()), Arc::new(SimulatedDisk::new())];
    for disk in disks {
        let log = "000000000001.log";
        let file = |disk: &Arc<dyn Disk>| {
            let file = disk.open(log).unwrap().unwrap();
            let mut bytes = vec![0; file.length().unwrap() as usize];
            file.read_at(&mut bytes, 0).unwrap();
            bytes
        };
        let mut journal = open_on(disk.clone());
        journal.append(Revision::EMPTY, BatchId(1), &texts(&["a"])).unwrap();
        let old = file(&disk);
        journal.append(Revision(1), BatchId(2), &texts(&["b"])).unwrap();
        journal.close().unwrap();
        let mut damaged = file(&disk);
        damaged[142 + 72] ^= 1;
        for (bytes, law) in [(damaged, "revision 1 does not read"), (old, "it had reached 2")] {
            disk.create(log).unwrap().write_at(&bytes, 0).unwrap();
            let options = Options::new(Identity { store: [1; 16], epoch: [2; 16] });
            let refused = FileJournal::open(disk.clone(), options, &mut ()).unwrap_err();
            assert!(refused.to_string().contains(law), "{refused}");
            assert_eq!(file(&disk), bytes, "nothing was changed");
        }
    }
}

/// What can be done to a journal in the law below.
#[derive(Clone, Debug)]
enum Step {
    Append(Vec<Vec<u8>>),
    Stale,
    ResendNewest,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let entries = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..5).boxed();
    prop_oneof![
        6 => entries.prop_map(Step::Append),
        1 => Just(Step::Stale),
        2 => Just(Step::ResendNewest),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done, and whatever answers get lost on the way, both engines hold the same bytes
    /// under the same hashes: the hash is the journal's and not the engine's.
    #[test]
    fn engines_cannot_be_told_apart(steps in prop::collection::vec(step(), 1..25), seed: u64) {
        let dir = tempfile::tempdir().unwrap();
        let mut file = open(dir.path());
        let faults = Faults { seed, lost_reply: 300, ..Faults::default() };
        let mut memory = MemoryJournal::with_faults(faults);
        let mut model: Vec<Vec<u8>> = Vec::new();
        let mut newest: Option<(Revision, BatchId, Vec<Vec<u8>>)> = None;
        for (number, step) in steps.into_iter().enumerate() {
            let head = file.head();
            let batch = BatchId(number as u128);
            match step {
                Step::Append(entries) => {
                    let one = append_settled(&mut file, head.revision, batch, &entries);
                    let other = append_settled(&mut memory, head.revision, batch, &entries);
                    prop_assert!(one.is_ok());
                    prop_assert_eq!(one, other);
                    model.extend_from_slice(&entries);
                    newest = Some((head.revision, batch, entries));
                }
                Step::Stale => {
                    let wrong = head.revision.next();
                    let one = append_settled(&mut file, wrong, batch, &texts(&["x"]));
                    prop_assert_eq!(&one, &Err(AppendError::Conflict { head }));
                    prop_assert_eq!(one, append_settled(&mut memory, wrong, batch, &texts(&["x"])));
                }
                Step::ResendNewest => {
                    let Some((expected, batch, entries)) = &newest else { continue };
                    prop_assert_eq!(append_settled(&mut file, *expected, *batch, entries), Ok(head));
                    prop_assert_eq!(append_settled(&mut memory, *expected, *batch, entries), Ok(head));
                }
                Step::Reopen => {
                    drop(file);
                    file = open(dir.path());
                    prop_assert_eq!(file.head(), head);
                }
            }
        }
        prop_assert_eq!(all(&file), all(&memory));
        prop_assert_eq!(payloads(&file), model);
    }
}
