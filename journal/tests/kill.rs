//! A writer that is killed at any moment has lost nothing that it acknowledged.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::disk::RealDisk;
use journal::file::{FileJournal, Options};
use journal::{BatchId, Head, Identity, Journal, Replay, Stored};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

const ROUNDS: u64 = 25;
/// Set for the writer, which is this test program started again.
const WRITES_TO: &str = "JOURNAL_KILL_TEST_DIR";

fn open(dir: &Path, replay: &mut dyn Replay) -> FileJournal {
    let options = Options { step_bytes: 32 * 1024, identity: Identity { store: [1; 16], epoch: [2; 16] } };
    FileJournal::open(Arc::new(RealDisk::new(dir).unwrap()), options, replay).unwrap()
}

/// Counts the entries, each of which must bear its revision.
#[derive(Default)]
struct Counted(u64);

impl Replay for Counted {
    fn checkpoint(&mut self, _at: Head, _bytes: &[u8]) {}
    fn entry(&mut self, stored: &Stored) {
        self.0 += 1;
        assert_eq!((stored.revision.0, &stored.payload), (self.0, &entry(self.0)));
    }
}

/// Each entry bears its own revision, some thousand times or once.
fn entry(revision: u64) -> Vec<u8> {
    revision.to_be_bytes().repeat(1 + revision as usize % 700)
}

/// Appends batches of three without end, and says each head once it is durable.
#[test]
fn the_writer_that_is_killed() {
    let Some(dir) = std::env::var_os(WRITES_TO) else {
        return;
    };
    let mut journal = open(Path::new(&dir), &mut ());
    let mut out = std::io::stdout();
    loop {
        let at = journal.head().revision;
        let batch: Vec<Vec<u8>> = (1..=3).map(|n| entry(at.0 + n)).collect();
        let head = journal.append(at, BatchId(at.0.into()), &batch).unwrap();
        writeln!(out, "kept {}", head.revision).unwrap();
    }
}

#[test]
fn a_killed_writer_has_lost_nothing_that_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["the_writer_that_is_killed", "--exact", "--nocapture"])
            .env(WRITES_TO, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        // A few more acknowledgements each round, so that the kills fall at many places.
        let mut left = 1 + round * 3;
        let mut heads = lines.map_while(Result::ok).filter_map(|line| {
            let (_, head) = line.split_once("kept ")?;
            head.parse::<u64>().ok()
        });
        while left > 0 {
            acknowledged = heads.next().expect("the writer writes on");
            left -= 1;
        }
        writer.kill().unwrap();
        // What it said before it died counts too.
        acknowledged = heads.last().unwrap_or(acknowledged);
        writer.wait().unwrap();

        let mut counted = Counted::default();
        let journal = open(dir.path(), &mut counted);
        let seen = counted.0;
        assert_eq!(journal.head().revision.0, seen);
        assert!(seen >= acknowledged, "{seen} of {acknowledged} are there");
        assert_eq!(seen % 3, 0, "no half batch");
    }
    assert!(acknowledged >= ROUNDS * 3);
}
