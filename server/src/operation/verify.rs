//! Checking a data directory, or a copy of it. Nothing is written, not even a missing key.

use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::inventory::{self, Checked};
use crate::identity::secrets::Master;
use crate::storage::checkpoint::Checkpoint;
use crate::storage::entry::{Entry, Verdict};
use crate::storage::lost::Lost;
use crate::storage::vault::{self, Vault};
use crate::storage::working_set::WorkingSet;
use domain::{RecordRef, State};
use journal::disk::RealDisk;
use journal::{Head, Replay, Stored, file};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use verifier::signatures::{self, Signed};

/// What a check found. `sound` is the answer; the rest says what was looked at.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Nothing is wrong in what could be checked.
    pub sound: bool,
    /// How many entries the chain has.
    pub entries: u64,
    /// In how many segments.
    pub segments: usize,
    /// The hash at its head.
    pub head: String,
    /// The digest over all records as they are stored, which a running server says too.
    pub digest: String,
    /// Commands that were done, and that a rule refused.
    pub committed: u64,
    /// See above.
    pub refused: u64,
    /// Signatures that hold.
    pub signatures: u64,
    /// Families whose personal values were erased: they are no damage.
    pub erased: usize,
    /// Current records by kind.
    pub records: BTreeMap<String, usize>,
    /// What this copy does not allow to be checked, each in a sentence.
    pub unchecked: Vec<String>,
    /// What is wrong, each in a sentence with its place.
    pub damage: Vec<String>,
}

/// So many sentences stand in an answer over the wire, which has no room for more.
const IN_SHORT: usize = 3;

impl Report {
    /// What is wrong, in a sentence or a few.
    #[must_use]
    pub fn in_short(&self) -> String {
        let mut said = self.damage.iter().take(IN_SHORT).cloned().collect::<Vec<_>>().join("; ");
        if self.damage.len() > IN_SHORT {
            said.push_str(&format!("; and {} more", self.damage.len() - IN_SHORT));
        }
        said
    }
}

/// Walks chain, checksums, anchor, sealed values and signatures.
pub fn verify(dir: &DataDir) -> Result<Report, Fault> {
    verify_copy(&dir.journal(), dir.path())
}

/// The same for a copy whose journal and keys lie apart.
pub fn verify_copy(journal: &Path, keys: &Path) -> Result<Report, Fault> {
    let mut report = Report::default();
    let vault = open_keys(keys, &mut report);
    let identity = "whether keys and certificates are as they were made";
    match inventory::check(keys) {
        Ok(Checked::Whole) => {}
        Ok(Checked::NoList) => report.unchecked.push(format!("{identity}: this copy has no {}", inventory::LIST)),
        Ok(Checked::Lacking(names)) => report.unchecked.push(format!("{identity}: this copy lacks {}", names.join(", "))),
        Err(fault) => report.damage.push(fault.to_string()),
    }
    let mut check = Check { vault, reached: Reached::default(), report };
    let chain = file::verify(&RealDisk::read_only(journal), &mut check).map_err(|e| Fault::Journal(e.to_string()))?;
    // Beside a running server, entries came in for which there was no key when these were read.
    if !check.reached.lost.families().is_empty()
        && let Some(vault) = open_keys(keys, &mut Report::default())
    {
        check.reached.lost.are_found_in(&vault);
    }
    check.report.entries = chain.entries;
    check.report.segments = chain.segments.len();
    check.report.head = chain.head.hash.to_string();
    check.report.damage.extend(chain.damage.iter().map(ToString::to_string));
    Ok(check.end())
}

/// The keys as they lie there. A copy without them is no damage, it only says less.
fn open_keys(dir: &Path, report: &mut Report) -> Option<Vault> {
    let opened = match Master::read(dir) {
        Ok(Some(master)) => Vault::read_only(dir, &master),
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
                let path = dir.join(vault::FILE);
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

/// What the entries so far come to.
#[derive(Default)]
struct Reached {
    state: State,
    stored: WorkingSet,
    lost: Lost,
    committed: u64,
    refused: u64,
    signatures: u64,
}

/// The check while the journal is read from its beginning.
struct Check {
    vault: Option<Vault>,
    reached: Reached,
    report: Report,
}

impl Replay for Check {
    /// Whoever replays what was before comes to exactly what the checkpoint says.
    fn checkpoint(&mut self, at: Head, bytes: &[u8]) {
        let said = match Checkpoint::read(bytes) {
            Ok(checkpoint) => checkpoint.records.digest(),
            Err(fault) => return self.report.damage.push(format!("the checkpoint behind revision {}: {fault}", at.revision)),
        };
        if said != self.reached.stored.digest() {
            let sentence = format!("the checkpoint behind revision {} holds other records than the entries before it", at.revision);
            self.report.damage.push(sentence);
        }
    }

    fn entry(&mut self, stored: &Stored) {
        let revision = stored.revision.0;
        if let Err(fault) = self.try_take(revision, &stored.payload) {
            self.report.damage.push(format!("revision {revision}: {fault}"));
        }
    }
}

impl Check {
    fn try_take(&mut self, revision: u64, payload: &[u8]) -> Result<(), Fault> {
        let entry = Entry::read(payload)?;
        let damage = &mut self.report.damage;
        if entry.stamp.revision != revision {
            damage.push(format!("revision {revision}: the entry says that it is {}", entry.stamp.revision));
        }
        match entry.verdict {
            Verdict::Committed => self.reached.committed += 1,
            Verdict::Refused(_) | Verdict::Unreadable => self.reached.refused += 1,
        }
        let records = entry.stored_records()?;
        let stored: BTreeMap<RecordRef, Vec<u8>> = records.iter().filter_map(|(r, bytes)| Some((r.clone(), bytes.clone()?))).collect();
        // The state is built from the sealed form, so that a value that does not open hides
        // nothing of what stands behind it.
        let changes = entry.sealed_changes()?;
        if let Some(vault) = &self.vault {
            let opened = entry.open_changes(vault).and_then(|_| entry.open_command(vault));
            damage.extend(opened.err().map(|fault| format!("revision {revision}: {fault}")));
            self.reached.lost.take(&entry, &changes, vault);
        }
        let signed = Signed {
            stamp: &entry.stamp,
            command: &entry.command,
            was_done: entry.verdict == Verdict::Committed,
            changes: &changes,
            stored: &stored,
        };
        self.reached.signatures += signatures::check(&signed, &self.reached.state, damage);
        self.reached.state.apply(&changes);
        self.reached.stored.take(records);
        Ok(())
    }

    fn end(self) -> Report {
        let Check { vault, reached, mut report } = self;
        (report.committed, report.refused, report.signatures) = (reached.committed, reached.refused, reached.signatures);
        report.erased = vault.as_ref().map_or(0, |vault| vault.erased().len());
        report.digest = data_encoding::HEXLOWER.encode(&reached.stored.digest());
        let lost = reached.lost.families().into_iter();
        report.damage.extend(lost.map(|(family, revision)| {
            format!("revision {revision}: the personal values of {family} have no key in keys.slots, and no entry erased them")
        }));
        for kind in domain::Kind::ALL {
            report.records.insert(kind.name().to_owned(), reached.state.count(*kind));
        }
        report.sound = report.damage.is_empty();
        report
    }
}
