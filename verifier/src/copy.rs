//! Walks a copy of the journal, from its first entry to its last.

use crate::entry::Entry;
use crate::signatures::{self, Signed};
use domain::State;
use journal::disk::{Disk, RealDisk};
use journal::file::{OpenError, verify};
use journal::{Head, Replay, Stored};
use serde::Serialize;
use std::path::Path;

/// What a walk found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Nothing is wrong.
    pub sound: bool,
    /// Entries that read and chain.
    pub entries: u64,
    /// The hash at the chain's head: two copies with the same have the same history.
    pub head: String,
    /// Signatures that hold.
    pub signatures: u64,
    /// Sheets that were handed over completely.
    pub sheets: usize,
    /// What is wrong, each in a sentence with its place.
    pub damage: Vec<String>,
}

/// Checks the chain and every signature of a copy: the journal's directory, or one that has it as
/// `journal`. Takes no lock and writes nothing.
///
/// # Errors
/// There is no journal that can be read at all.
pub fn check(dir: &Path) -> Result<Report, OpenError> {
    let inner = dir.join("journal");
    let journal = if inner.is_dir() { &inner } else { dir };
    check_on(&RealDisk::read_only(journal))
}

/// The same for a journal on this disk.
///
/// # Errors
/// As [`check`].
pub fn check_on(journal: &dyn Disk) -> Result<Report, OpenError> {
    let mut walk = Walk::default();
    let chain = verify(journal, &mut walk)?;
    let Walk { state, mut report } = walk;
    (report.entries, report.head) = (chain.entries, chain.head.hash.to_string());
    report.sheets = state.sheet.iter().filter(|sheet| sheet.is_complete()).count();
    report.damage.extend(chain.damage.iter().map(ToString::to_string));
    report.sound = report.damage.is_empty();
    Ok(report)
}

#[derive(Default)]
struct Walk {
    state: State,
    report: Report,
}

impl Replay for Walk {
    // Whoever has every entry needs no checkpoint.
    fn checkpoint(&mut self, _at: Head, _bytes: &[u8]) {}

    fn entry(&mut self, stored: &Stored) {
        if let Err(why) = self.take(&stored.payload) {
            self.report.damage.push(format!("revision {}: {why}", stored.revision));
        }
    }
}

impl Walk {
    fn take(&mut self, payload: &[u8]) -> Result<(), String> {
        let entry = Entry::read(payload)?;
        let changes = entry.changes()?;
        let signed = Signed {
            stamp: &entry.stamp,
            command: &entry.command,
            was_done: entry.was_done(),
            changes: &changes,
            stored: &entry.stored(&changes),
        };
        self.report.signatures += signatures::check(&signed, &self.state, &mut self.report.damage);
        self.state.apply(&changes);
        Ok(())
    }
}
