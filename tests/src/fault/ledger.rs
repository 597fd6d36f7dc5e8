//! What was acknowledged, held against what is kept.

use crate::harness::entries_of;
use crate::harness::promises::{Durable, History};
use crate::trial::Sound;
use server::data_dir::DataDir;
use server::operation::export::export;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use terminal::Event;

/// The identity of a command: terminal, incarnation, seq.
pub type Key = (String, String, u64);

/// What a fault came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rounds driven.
    pub rounds: u64,
    /// Commands that were acknowledged.
    pub acked: u64,
    /// Of these, not there afterwards.
    pub lost: u64,
    /// There twice, or under another revision than was told.
    pub doubled: u64,
    /// Figures of this fault's own, for its line.
    pub notes: Vec<String>,
}

impl Tally {
    /// Adds what another round came to.
    pub fn add(&mut self, other: &Tally) {
        self.rounds += other.rounds;
        self.acked += other.acked;
        self.lost += other.lost;
        self.doubled += other.doubled;
    }
}

impl Sound for Tally {
    fn is_sound(&self) -> bool {
        self.lost == 0 && self.doubled == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rounds {}  acked {}  lost {}  doubled {}", self.rounds, self.acked, self.lost, self.doubled)?;
        self.notes.iter().try_for_each(|note| write!(f, "  {note}"))
    }
}

/// The acknowledgements of one round, each with the revision that was told.
#[derive(Clone, Debug, Default)]
pub struct Ledger(BTreeMap<Key, u64>);

impl Ledger {
    /// A command was acknowledged.
    pub fn acked(&mut self, key: Key, revision: u64) {
        self.0.insert(key, revision);
    }
    /// How many were.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }
    /// Takes over what another one holds.
    pub fn extend(&mut self, other: Ledger) {
        self.0.extend(other.0);
    }
    /// Holds it against a data directory's journal.
    ///
    /// # Errors
    /// The journal does not read.
    pub fn compare(&self, data: &Path) -> Result<Tally, String> {
        self.hold_against(data, true)
    }

    /// The same after a restore, where what was told again has another revision.
    ///
    /// # Errors
    /// As [`Ledger::compare`].
    pub fn compare_keys(&self, data: &Path) -> Result<Tally, String> {
        self.hold_against(data, false)
    }

    fn hold_against(&self, data: &Path, revisions: bool) -> Result<Tally, String> {
        let (kept, twice) = entries(data)?;
        let mut tally = Tally { rounds: 0, acked: self.count(), lost: 0, doubled: twice, notes: Vec::new() };
        for (key, revision) in &self.0 {
            match kept.get(key) {
                None => {
                    eprintln!("LOST: seq {} of {} was acknowledged as revision {revision}", key.2, key.0);
                    tally.lost += 1;
                }
                Some(found) if revisions && found != revision => {
                    eprintln!("DOUBLED: seq {} of {} was acknowledged as revision {revision} and stands at {found}", key.2, key.0);
                    tally.doubled += 1;
                }
                Some(_) => {}
            }
        }
        Ok(tally)
    }
}

/// Holds everything that staff terminals were told against what is promised and against a stopped
/// server's journal: their answers, and their streams.
///
/// # Errors
/// A promise that was broken, or a journal that does not read.
pub fn told_right<'a>(histories: impl IntoIterator<Item = &'a History>, data: &Path) -> Result<Tally, String> {
    let stored = entries_of(data);
    let journal: Result<Vec<Durable>, _> = stored.iter().map(|stored| Durable::read(&stored.payload)).collect();
    let journal = journal.map_err(|e| e.to_string())?;
    let mut ledger = Ledger::default();
    for history in histories {
        let violations = history.violations(&journal);
        if let Some(first) = violations.first() {
            return Err(format!("{first}, and {} more", violations.len() - 1));
        }
        for event in &history.events {
            if let Event::Answered { seq, revision, .. } = event {
                ledger.acked((history.terminal.clone(), history.incarnation.clone(), *seq), *revision);
            }
        }
    }
    ledger.compare(data)
}

/// The revision of each command in the journal, and how many stand there more than once.
fn entries(data: &Path) -> Result<(BTreeMap<Key, u64>, u64), String> {
    let mut lines = Vec::new();
    let dir = DataDir::existing(data).map_err(|e| e.to_string())?;
    export(&dir, None, &mut lines).map_err(|e| format!("the journal does not read: {e}"))?;
    let (mut entries, mut twice) = (BTreeMap::new(), 0);
    for line in lines.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        let line: serde_json::Value = serde_json::from_slice(line).map_err(|e| e.to_string())?;
        let Some(revision) = line["revision"].as_u64() else { continue };
        let stamp = &line["entry"]["stamp"];
        let text = |name: &str| stamp[name].as_str().unwrap_or_default().to_owned();
        let key = (text("terminal"), text("incarnation"), stamp["seq"].as_u64().unwrap_or_default());
        twice += u64::from(entries.insert(key, revision).is_some());
    }
    Ok((entries, twice))
}
