//! Backups: taken while serving, each verified after writing, the oldest given up.
//!
//! `data/NAME/` holds a copy of the journal and a manifest; `keys/NAME/` what opens it.
//! A backup is there when its manifest is: until then its directory is called `….part`.

use super::{bring_keys, make_dir, sync_dir};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::operation::verify;
use crate::plant::{self, Bug};
use journal::disk::RealDisk;
use journal::{Revision, file};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use values::At;

/// The spelling of manifests; a higher one is of a newer program.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The spelling of this manifest.
    pub format: u32,
    /// When it was taken, in milliseconds since 1970-01-01 UTC.
    pub taken_at_ms: i64,
    /// Its last entry.
    pub revision: u64,
    /// The hash of that entry.
    pub head: String,
    /// SHA-256 of each file of the journal's copy.
    pub files: BTreeMap<String, String>,
}

/// How many backups are kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Of the data.
    pub data: usize,
    /// Of what opens it.
    pub keys: usize,
}

/// A backup that lies somewhere.
#[derive(Clone, Debug)]
pub struct Backup {
    /// Its name: when it was taken, and up to which revision.
    pub name: String,
    /// The copy of the journal.
    pub data: PathBuf,
    /// The newest keys that are still there, of this backup or a later one.
    pub keys: Option<PathBuf>,
}

/// Copies the journal up to `upto`, which was answered, and then the keys, so that every
/// entry's keys are there; verifies the copy, names it, and gives up the oldest.
pub fn take(dir: &DataDir, into: &Path, upto: Revision, keep: Keep, now: At) -> Result<(String, Manifest), Fault> {
    let name = format!("{}-r{:012}", now.local(0).format("%Y%m%dT%H%M%SZ"), upto.0);
    let (data, keys) = (into.join("data"), into.join("keys"));
    let (part, keys_part) = (data.join(format!("{name}.part")), keys.join(format!("{name}.part")));
    for place in [&data, &keys] {
        make_dir(place)?;
        remove_unfinished(place)?;
    }
    let journal = part.join("journal");
    make_dir(&part)?;
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("the backup failed: {e}"));
    let to = RealDisk::new(&journal).map_err(Fault::file(&journal))?;
    let upto = if plant::is(Bug::BackupBehind) { Revision(upto.0.saturating_sub(20)) } else { upto };
    let head = file::copy(&RealDisk::read_only(&dir.journal()), &to, upto).map_err(|e| said(&e))?;
    bring_keys(dir.path(), &keys_part)?;
    let report = verify::verify_copy(&journal, &keys_part)?;
    if !report.sound {
        return Err(said(&format!("the copy does not verify: {}", report.in_short())));
    }
    let files = hashes(&journal)?;
    let manifest = Manifest {
        format: FORMAT,
        taken_at_ms: now.0,
        revision: head.revision.0,
        head: head.hash.to_string(),
        files,
    };
    write(&part.join(MANIFEST), &serde_json::to_vec_pretty(&manifest).map_err(|e| said(&e))?)?;
    sync_dir(&part)?;
    for (part, whole, place) in [(&keys_part, keys.join(&name), &keys), (&part, data.join(&name), &data)] {
        fs::rename(part, &whole).map_err(Fault::file(&whole))?;
        sync_dir(place)?;
    }
    give_up_oldest(&data, keep.data)?;
    give_up_oldest(&keys, keep.keys)?;
    Ok((name, manifest))
}

/// The backups in a directory, the newest last, each with keys that open it if there are any.
pub fn list(from: &Path) -> Result<Vec<Backup>, Fault> {
    let (data, keys) = (names(&from.join("data"))?, names(&from.join("keys"))?);
    // Later keys hold every earlier key that was not erased since.
    let newest_keys = keys.last().map(|name| from.join("keys").join(name));
    let backup = |name: String| {
        let keys = newest_keys
            .clone()
            .filter(|keys| keys.file_name().is_some_and(|k| k.to_string_lossy().as_ref() >= name.as_str()));
        Backup { data: from.join("data").join(&name), keys, name }
    };
    Ok(data.into_iter().map(backup).collect())
}

impl Backup {
    /// What it says of itself; its files are there, their contents unread.
    pub fn manifest(&self) -> Result<Manifest, Fault> {
        let path = self.data.join(MANIFEST);
        let bytes = fs::read(&path).map_err(Fault::file(&path))?;
        let format: Value = serde_json::from_slice(&bytes).map_err(|e| Fault::damaged(&path, e.to_string()))?;
        if format["format"].as_u64().is_none_or(|f| f > u64::from(FORMAT)) {
            return Err(Fault::Newer(path.display().to_string()));
        }
        let manifest: Manifest = serde_json::from_value(format).map_err(|e| Fault::damaged(&path, e.to_string()))?;
        let lost = manifest.files.keys().map(|name| self.data.join("journal").join(name)).find(|path| !path.exists());
        if let Some(path) = lost {
            return Err(Fault::damaged(&path, "it is not there"));
        }
        Ok(manifest)
    }

    /// Its manifest, held against every byte of its files.
    pub fn verified(&self) -> Result<Manifest, Fault> {
        let manifest = self.manifest()?;
        let found = hashes(&self.data.join("journal"))?;
        for (name, sha256) in &manifest.files {
            if found.get(name) != Some(sha256) {
                return Err(Fault::damaged(&self.data.join("journal").join(name), "it is not as the manifest says"));
            }
        }
        Ok(manifest)
    }
}

/// The whole backups in a place, in the order in which they were taken.
fn names(place: &Path) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(Fault::file(place)(error)),
    };
    for entry in entries {
        let name = entry.map_err(Fault::file(place))?.file_name().to_string_lossy().into_owned();
        if name.len() == "20261126T031500Z-r000000000001".len() && name.contains("Z-r") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn remove_unfinished(place: &Path) -> Result<(), Fault> {
    for entry in fs::read_dir(place).map_err(Fault::file(place))? {
        let path = entry.map_err(Fault::file(place))?.path();
        if path.extension().is_some_and(|e| e == "part") {
            fs::remove_dir_all(&path).map_err(Fault::file(&path))?;
        }
    }
    Ok(())
}

fn give_up_oldest(place: &Path, keep: usize) -> Result<(), Fault> {
    let names = names(place)?;
    for name in names.iter().take(names.len().saturating_sub(keep.max(1))) {
        let path = place.join(name);
        fs::remove_dir_all(&path).map_err(Fault::file(&path))?;
    }
    sync_dir(place)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let file = File::create(path).map_err(Fault::file(path))?;
    io::Write::write_all(&mut &file, bytes).and_then(|()| file.sync_all()).map_err(Fault::file(path))
}

fn hashes(dir: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut hashes = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(Fault::file(dir))? {
        let path = entry.map_err(Fault::file(dir))?.path();
        let mut file = File::open(&path).map_err(Fault::file(&path))?;
        let (mut sum, mut piece) = (Sha256::new(), vec![0; super::PIECE]);
        loop {
            match file.read(&mut piece).map_err(Fault::file(&path))? {
                0 => break,
                read => sum.update(&piece[..read]),
            }
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        hashes.insert(name, data_encoding::HEXLOWER.encode(&sum.finalize()));
    }
    Ok(hashes)
}
