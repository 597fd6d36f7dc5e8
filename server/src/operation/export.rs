//! Exporting every entry as JSON lines, so that no property is ever locked in.
//!
//! The first line says what it is, then one line an entry, byte for byte as it is kept
//! (personal values sealed), and the last line carries a SHA-256 over all lines before it.
//! A clear export adds to each entry its changes in clear, and the keys of the families.

use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::storage::entry::Entry;
use crate::storage::vault::Vault;
use data_encoding::HEXLOWER;
use journal::disk::RealDisk;
use journal::file::{Reader, verify};
use journal::{Head, Replay, Stored};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};
use std::sync::Arc;

/// The spelling of exports; a higher one is of a newer program.
pub const FORMAT: u32 = 1;

/// What opens personal values for a clear export.
pub struct Clear {
    /// The keys, read after the server had come to `upto`.
    pub vault: Vault,
    /// The last entry to be exported: later ones may have keys that were not read.
    pub upto: u64,
}

/// Writes the entries of a data directory; returns how many. In a clear export personal values
/// stand beside in clear, and the keys are written too.
pub fn export(dir: &DataDir, clear: Option<&Clear>, to: &mut dyn Write) -> Result<u64, Fault> {
    let disk = Arc::new(RealDisk::read_only(&dir.journal()));
    let said = |e: &dyn std::fmt::Display| Fault::Journal(e.to_string());
    let identity = Reader::open(disk.clone()).map_err(|e| said(&e))?.identity();
    let mut lines = Lines { clear, to, sum: Sha256::new(), entries: 0, fault: None };
    let name = |bytes: &[u8; 16]| HEXLOWER.encode(bytes);
    lines.line(
        &json!({ "dutydesk_export": FORMAT, "store": name(&identity.store), "epoch": name(&identity.epoch), "clear": clear.is_some() }),
    );
    let report = verify(&*disk, &mut lines).map_err(|e| said(&e))?;
    if let Some(Clear { vault, .. }) = clear {
        for (family, key) in vault.all_keys()? {
            lines.line(&json!({ "family": HEXLOWER.encode(&family), "key": HEXLOWER.encode(key.as_slice()) }));
        }
    }
    if let Some(fault) = lines.fault.take() {
        return Err(fault);
    }
    match report.damage {
        Some(damage) => Err(said(&damage)),
        None => lines.finish(),
    }
}

struct Lines<'a> {
    clear: Option<&'a Clear>,
    to: &'a mut dyn Write,
    sum: Sha256,
    entries: u64,
    fault: Option<Fault>,
}

impl Lines<'_> {
    fn line(&mut self, value: &Value) {
        self.bytes(value.to_string().into_bytes());
    }

    fn bytes(&mut self, mut line: Vec<u8>) {
        line.push(b'\n');
        self.sum.update(&line);
        if self.fault.is_none() {
            self.fault = self.to.write_all(&line).err().map(unwritten);
        }
    }

    fn entry_line(&self, stored: &Stored) -> Result<Vec<u8>, Fault> {
        let (revision, hash, batch) = (stored.revision, stored.hash, stored.batch);
        let mut line = format!(r#"{{"revision":{revision},"hash":"{hash}","batch":"{batch}","entry":"#).into_bytes();
        line.extend_from_slice(&stored.payload);
        if let Some(Clear { vault, .. }) = self.clear {
            let changes = Entry::read(&stored.payload)?.open_changes(vault)?;
            let changes = serde_json::to_string(&changes).map_err(|e| Fault::Machine(e.to_string()))?;
            line.extend_from_slice(format!(r#","clear":{changes}"#).as_bytes());
        }
        line.push(b'}');
        Ok(line)
    }

    fn finish(mut self) -> Result<u64, Fault> {
        let checksum = HEXLOWER.encode(&std::mem::take(&mut self.sum).finalize());
        let end = json!({ "entries": self.entries, "sha256": checksum });
        writeln!(self.to, "{end}").and_then(|()| self.to.flush()).map_err(unwritten)?;
        Ok(self.entries)
    }
}

impl Replay for Lines<'_> {
    // What is before a checkpoint stands in the export itself.
    fn checkpoint(&mut self, _at: Head, _bytes: &[u8]) {}
    fn entry(&mut self, stored: &Stored) {
        if self.clear.is_some_and(|clear| stored.revision.0 > clear.upto) {
            return;
        }
        self.entries += 1;
        match self.entry_line(stored) {
            Ok(line) => self.bytes(line),
            Err(fault) => self.fault = self.fault.take().or(Some(fault)),
        }
    }
}

fn unwritten(error: io::Error) -> Fault {
    Fault::Machine(format!("the export could not be written: {error}"))
}
