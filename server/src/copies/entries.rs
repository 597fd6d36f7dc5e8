//! A journal made again of an export's lines, entry for entry: the same bytes, the same chain.

use crate::fault::Fault;
use crate::identity::secrets::Secrets;
use crate::operation::export::FORMAT;
use crate::storage::vault::Vault;
use data_encoding::HEXLOWER;
use journal::disk::RealDisk;
use journal::file::{FileJournal, Options};
use journal::{BatchId, Hash, Head, Identity, Journal};
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

#[derive(Deserialize)]
struct Version {
    dutydesk_export: u32,
}

#[derive(Deserialize)]
struct Heading {
    store: String,
    epoch: String,
}

/// What stands before an entry's own bytes.
#[derive(Deserialize)]
struct EntryLine {
    revision: u64,
    hash: String,
    batch: String,
}

#[derive(Deserialize)]
struct KeyLine {
    family: String,
    key: String,
}

#[derive(Deserialize)]
struct End {
    entries: u64,
    sha256: String,
}

/// Reads an export into `part`, which has no journal yet. Keys that the export holds are kept
/// under a new master key.
///
/// # Errors
/// The first line that is not as it was written, with its number.
pub fn rebuild(export: &Path, part: &Path) -> Result<(), Fault> {
    let mut lines = Lines {
        input: BufReader::new(File::open(export).map_err(Fault::file(export))?),
        path: export,
        number: 0,
        sum: Sha256::new(),
    };
    let first = lines.next()?.ok_or_else(|| lines.wrong("it is empty"))?;
    let Version { dutydesk_export } = lines.parse(&first)?;
    if dutydesk_export > FORMAT {
        return Err(Fault::Newer(export.display().to_string()));
    }
    let heading: Heading = lines.parse(&first)?;
    let name = |text: &str| fixed::<16>(text).ok_or_else(|| Fault::damaged(export, "line 1: the journal's name"));
    let identity = Identity { store: name(&heading.store)?, epoch: name(&heading.epoch)? };
    let journal = part.join("journal");
    let disk = RealDisk::new(&journal).map_err(Fault::file(&journal))?;
    let journal = FileJournal::open(Arc::new(disk), Options::new(identity), &mut ()).map_err(|e| Fault::Journal(e.to_string()))?;
    let mut building = Building { journal, batch: None, vault: None, entries: 0 };
    loop {
        let before = lines.sum.clone();
        let line = lines.next()?.ok_or_else(|| lines.wrong("the end is missing: the export was cut"))?;
        if line.starts_with(br#"{"revision""#) {
            building.entry(&line, &lines)?;
        } else if line.starts_with(br#"{"family""#) {
            building.key(&line, part, &lines)?;
        } else {
            building.append(&lines)?;
            let end: End = lines.parse(&line)?;
            if end.entries != building.entries || end.sha256 != HEXLOWER.encode(&before.finalize()) {
                return Err(lines.wrong("the checksum over all lines does not hold"));
            }
            building.vault.as_ref().map_or(Ok(()), Vault::sync)?;
            return building.journal.close().map_err(|e| Fault::Journal(e.to_string()));
        }
    }
}

struct Lines<'a> {
    input: BufReader<File>,
    path: &'a Path,
    number: u64,
    sum: Sha256,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut line = Vec::new();
        self.number += 1;
        if self.input.read_until(b'\n', &mut line).map_err(Fault::file(self.path))? == 0 {
            return Ok(None);
        }
        self.sum.update(&line);
        line.pop_if(|byte| *byte == b'\n');
        Ok(Some(line))
    }
    fn parse<'l, T: Deserialize<'l>>(&self, line: &'l [u8]) -> Result<T, Fault> {
        serde_json::from_slice(line).map_err(|e| self.wrong(&e.to_string()))
    }
    fn wrong(&self, what: &str) -> Fault {
        Fault::damaged(self.path, format!("line {}: {what}", self.number))
    }
}

/// The entries of one append, as they come.
struct Batch {
    id: BatchId,
    entries: Vec<Vec<u8>>,
    last: Hash,
}

struct Building {
    journal: FileJournal,
    batch: Option<Batch>,
    vault: Option<Vault>,
    entries: u64,
}

impl Building {
    fn entry(&mut self, line: &[u8], lines: &Lines<'_>) -> Result<(), Fault> {
        let EntryLine { revision, hash, batch } = lines.parse(line)?;
        let payload = payload_of(line).ok_or_else(|| lines.wrong("there is no entry"))?;
        let id = u128::from_str_radix(&batch, 16).map(BatchId).map_err(|e| lines.wrong(&e.to_string()))?;
        let last = fixed::<32>(&hash).map(Hash).ok_or_else(|| lines.wrong("the hash"))?;
        self.entries += 1;
        if revision != self.entries {
            return Err(lines.wrong(&format!("revision {revision} stands where {} belongs", self.entries)));
        }
        if self.batch.as_ref().is_some_and(|open| open.id != id) {
            self.append(lines)?;
        }
        let open = self.batch.get_or_insert(Batch { id, entries: Vec::new(), last });
        open.entries.push(payload.to_vec());
        open.last = last;
        Ok(())
    }

    /// Appends what is open; the chain must come to what the export says.
    fn append(&mut self, lines: &Lines<'_>) -> Result<(), Fault> {
        let Some(Batch { id, entries, last }) = self.batch.take() else { return Ok(()) };
        let expected = self.journal.head().revision;
        let Head { hash, .. } = self.journal.append(expected, id, &entries).map_err(|e| Fault::Journal(e.to_string()))?;
        if hash == last { Ok(()) } else { Err(lines.wrong("the entries before this line do not chain as they did")) }
    }

    fn key(&mut self, line: &[u8], part: &Path, lines: &Lines<'_>) -> Result<(), Fault> {
        let KeyLine { family, key } = lines.parse(line)?;
        let (Some(family), Some(key)) = (fixed(&family), fixed(&key)) else { return Err(lines.wrong("a key")) };
        if self.vault.is_none() {
            self.vault = Some(Vault::open(part, Secrets::open(part)?.master())?);
        }
        self.vault.as_ref().map_or(Ok(()), |vault| vault.adopt(family, key))
    }
}

/// The entry's bytes within its line, exactly as they were kept.
fn payload_of(line: &[u8]) -> Option<&[u8]> {
    const BEFORE: &[u8] = br#","entry":"#;
    let start = line.windows(BEFORE.len()).position(|window| window == BEFORE)? + BEFORE.len();
    let mut values = serde_json::Deserializer::from_slice(&line[start..]).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    line.get(start..start + values.byte_offset())
}

fn fixed<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}
