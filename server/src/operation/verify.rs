//! Checking a data directory, or a copy of it, without changing anything.

use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::Secrets;
use crate::storage::entry::{Entry, Verdict};
use crate::storage::vault::Vault;
use data_encoding::BASE64;
use domain::registers::staff::Signature;
use domain::{Change, Record, RecordRef, State};
use ed25519_dalek::{Verifier, VerifyingKey};
use journal::file;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What a check found. `sound` is the answer; the rest says what was looked at.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Nothing is wrong.
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
    /// What is wrong, each in a sentence with its place.
    pub damage: Vec<String>,
}

/// Walks chain, checksums, anchor, sealed values and signatures.
pub fn verify(dir: &DataDir) -> Result<Report, Fault> {
    let chain = file::verify(&dir.journal()).map_err(|e| Fault::Journal(e.to_string()))?;
    let mut report = Report {
        sound: false,
        entries: chain.entries,
        head: chain.head.hash.to_string(),
        committed: 0,
        refused: 0,
        signatures: 0,
        records: BTreeMap::new(),
        damage: chain.damage.iter().map(ToString::to_string).collect(),
    };
    let vault = Vault::open(dir.path(), &Secrets::open(dir.path())?)?;
    let mut state = State::default();
    let mut last_revision = 0;
    let walked = file::walk(&dir.journal(), |stored| {
        last_revision = stored.revision.0;
        if let Err(fault) = check_entry(&stored.payload, last_revision, &vault, &mut state, &mut report) {
            report.damage.push(format!("revision {last_revision}: {fault}"));
        }
    });
    walked.map_err(|e| Fault::Journal(e.to_string()))?;
    for kind in domain::Kind::ALL {
        report.records.insert(kind.name().to_owned(), state.count(*kind));
    }
    report.sound = report.damage.is_empty();
    Ok(report)
}

fn check_entry(payload: &[u8], revision: u64, vault: &Vault, state: &mut State, report: &mut Report) -> Result<(), Fault> {
    let entry = Entry::read(payload)?;
    if entry.stamp.revision != revision {
        report.damage.push(format!("revision {revision}: the entry says that it is {}", entry.stamp.revision));
    }
    match entry.verdict {
        Verdict::Committed => report.committed += 1,
        Verdict::Refused(_) | Verdict::Unreadable => report.refused += 1,
    }
    let stored: BTreeMap<RecordRef, Vec<u8>> = entry.stored_records()?.into_iter().filter_map(|(r, bytes)| bytes.map(|b| (r, b))).collect();
    let changes = entry.open_changes(vault)?;
    for change in &changes {
        if let Change::Put(Record::Signature(signature)) = change {
            match holds(signature, &stored) {
                Ok(()) => report.signatures += 1,
                Err(why) => report
                    .damage
                    .push(format!("revision {revision}: the signature of {} over {} {why}", signature.person, signature.of)),
            }
        }
    }
    state.apply(&changes);
    Ok(())
}

fn holds(signature: &Signature, stored: &BTreeMap<RecordRef, Vec<u8>>) -> Result<(), &'static str> {
    let bytes = stored.get(&signature.of).ok_or("does not stand beside what it signs")?;
    if values::Digest::of(&Sha256::digest(bytes).into()) != signature.digest {
        return Err("is over other bytes");
    }
    let decode = |text: &str| BASE64.decode(text.as_bytes()).ok();
    let key = decode(&signature.public_key)
        .and_then(|b| <[u8; 32]>::try_from(b).ok())
        .and_then(|b| VerifyingKey::from_bytes(&b).ok());
    let made = decode(&signature.signature).and_then(|b| ed25519_dalek::Signature::from_slice(&b).ok());
    match (key, made) {
        (Some(key), Some(made)) if key.verify(signature.statement().as_bytes(), &made).is_ok() => Ok(()),
        _ => Err("does not verify"),
    }
}
