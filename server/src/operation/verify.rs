//! Checking a data directory, or a copy of it. Nothing is written, not even a missing key.

use super::signatures;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::Master;
use crate::storage::entry::{Entry, Verdict};
use crate::storage::lost::Lost;
use crate::storage::vault::Vault;
use domain::{RecordRef, State};
use journal::file;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a check found. `sound` is the answer; the rest says what was looked at.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Nothing is wrong in what could be checked.
    pub sound: bool,
    /// How many entries the chain has.
    pub entries: u64,
    /// The hash at its head.
    pub head: String,
    /// Commands that were done, and that a rule refused.
    pub committed: u64,
    /// See above.
    pub refused: u64,
    /// Signatures that hold.
    pub signatures: u64,
    /// Current records by kind.
    pub records: BTreeMap<String, usize>,
    /// What this copy does not allow to be checked, each in a sentence.
    pub unchecked: Vec<String>,
    /// What is wrong, each in a sentence with its place.
    pub damage: Vec<String>,
}

/// Walks chain, checksums, anchor, sealed values and signatures.
pub fn verify(dir: &DataDir) -> Result<Report, Fault> {
    let chain = file::verify(&dir.journal()).map_err(|e| Fault::Journal(e.to_string()))?;
    let mut report = Report { entries: chain.entries, head: chain.head.hash.to_string(), ..Report::default() };
    report.damage.extend(chain.damage.iter().map(ToString::to_string));
    let mut check = Check {
        vault: keys(dir, &mut report),
        state: State::default(),
        lost: Lost::default(),
        report,
    };
    let walked = file::walk(&dir.journal(), |stored| check.take(stored.revision.0, &stored.payload));
    if let (Err(broken), None) = (walked, chain.damage) {
        check.report.damage.push(broken.to_string());
    }
    Ok(check.end())
}

/// The keys as they lie there. A copy without them is no damage, it only says less.
fn keys(dir: &DataDir, report: &mut Report) -> Option<Vault> {
    let opened = match Master::read(dir.path()) {
        Ok(Some(master)) => Vault::read_only(dir.path(), &master),
        Ok(None) => {
            report
                .unchecked
                .push("whether sealed values open: this copy has no master.key; its chain, checksums and signatures were checked".into());
            return None;
        }
        Err(fault) => Err(fault),
    };
    match opened {
        Ok(vault) => {
            if vault.foreign_keys() > 0 {
                let path = dir.keys();
                report
                    .damage
                    .push(format!("{}: {} keys do not unwrap with this master.key", path.display(), vault.foreign_keys()));
            }
            Some(vault)
        }
        Err(fault) => {
            report.damage.push(fault.to_string());
            report.unchecked.push("whether sealed values open: their keys cannot be read".into());
            None
        }
    }
}

/// The check while the journal is read from its beginning.
struct Check {
    vault: Option<Vault>,
    state: State,
    lost: Lost,
    report: Report,
}

impl Check {
    fn take(&mut self, revision: u64, payload: &[u8]) {
        if let Err(fault) = self.try_take(revision, payload) {
            self.report.damage.push(format!("revision {revision}: {fault}"));
        }
    }

    fn try_take(&mut self, revision: u64, payload: &[u8]) -> Result<(), Fault> {
        let entry = Entry::read(payload)?;
        let damage = &mut self.report.damage;
        if entry.stamp.revision != revision {
            damage.push(format!("revision {revision}: the entry says that it is {}", entry.stamp.revision));
        }
        match entry.verdict {
            Verdict::Committed => self.report.committed += 1,
            Verdict::Refused(_) | Verdict::Unreadable => self.report.refused += 1,
        }
        let stored: BTreeMap<RecordRef, Vec<u8>> =
            entry.stored_records()?.into_iter().filter_map(|(r, bytes)| bytes.map(|b| (r, b))).collect();
        // The state is built from the sealed form, so that a value that does not open hides
        // nothing of what stands behind it.
        let changes = entry.sealed_changes()?;
        if let Some(vault) = &self.vault {
            let opened = entry.open_changes(vault).and_then(|_| entry.open_command(vault));
            damage.extend(opened.err().map(|fault| format!("revision {revision}: {fault}")));
            self.lost.take(&entry, &changes, vault);
        }
        self.report.signatures += signatures::check(&entry, &changes, &stored, &self.state, damage);
        self.state.apply(&changes);
        Ok(())
    }

    fn end(self) -> Report {
        let mut report = self.report;
        let lost = self.lost.families().into_iter();
        report.damage.extend(lost.map(|(family, revision)| {
            format!("revision {revision}: the personal values of {family} have no key in keys.slots, and no entry erased them")
        }));
        for kind in domain::Kind::ALL {
            report.records.insert(kind.name().to_owned(), self.state.count(*kind));
        }
        report.sound = report.damage.is_empty();
        report
    }
}
