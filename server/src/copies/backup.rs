//! Backups: taken while serving, each verified after writing, the oldest given up.
//!
//! `data/NAME/` holds a copy of the journal and a manifest; `keys/NAME/` what opens it.
//! A backup is there when its manifest is: until then its directory is called `….part`. Names
//! begin with a number that counts them.

use super::{bring_keys, make_dir, sync_dir};
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::inventory;
use crate::operation::verify;
use crate::plant::{self, Bug};
use crate::storage::vault;
use journal::disk::{Disk, RealDisk, overwrite_file};
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
/// Beside the keys: the checksum of their slots, as `sha256sum -c` reads it.
const SLOTS: &str = "slots.sha256";

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
    /// The keys that are still there of this backup and of later ones, the newest first: these
    /// hold every earlier key that was not erased since.
    pub keys: Vec<PathBuf>,
}

/// Opens a directory for writing, making it if need be: a test puts a failing disk there.
pub type Opener<'a> = &'a dyn Fn(&Path) -> io::Result<Box<dyn Disk>>;

/// Copies the journal up to `upto`, which was answered, and then the keys, so that every
/// entry's keys are there; verifies the copy, names it, and gives up the oldest.
///
/// # Errors
/// A disk does not work, or the copy is not what was written. What was there before stays.
pub fn take(dir: &DataDir, into: &Path, upto: Revision, keep: Keep, now: At) -> Result<(String, Manifest), Fault> {
    take_on(&|path| Ok(Box::new(RealDisk::new(path)?)), dir, into, upto, keep, now)
}

/// The same on disks of the caller's choosing.
///
/// # Errors
/// As [`take`].
pub fn take_on(open: Opener<'_>, dir: &DataDir, into: &Path, upto: Revision, keep: Keep, now: At) -> Result<(String, Manifest), Fault> {
    let (data, keys) = (into.join("data"), into.join("keys"));
    // The order is counted: a clock that was wrong once must not make a later backup the older.
    let number = names(&data)?.last().and_then(|last| last.get(..6)?.parse::<u32>().ok()).unwrap_or_default() + 1;
    let name = format!("{number:06}-{}-r{:012}", now.local(0).format("%Y%m%dT%H%M%SZ"), upto.0);
    let part_name = format!("{name}.part");
    let (part, keys_part) = (data.join(&part_name), keys.join(&part_name));
    let disk = |path: &Path| open(path).map_err(Fault::file(path));
    make_dir(into)?;
    let (data_disk, keys_disk) = (disk(&data)?, disk(&keys)?);
    remove_unfinished(&data)?;
    remove_unfinished(&keys)?;
    let part_disk = disk(&part)?;
    let journal = part.join("journal");
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("the backup failed: {e}"));
    let upto = if plant::is(Bug::BackupBehind) { Revision(upto.0.saturating_sub(20)) } else { upto };
    let head = file::copy(&RealDisk::read_only(&dir.journal()), &*disk(&journal)?, upto).map_err(|e| said(&e))?;
    let keys_disk_part = disk(&keys_part)?;
    bring_keys(&RealDisk::read_only(dir.path()), &*keys_disk_part)?;
    let slots = list_of_slots(&keys_part)?;
    write(&*keys_disk_part, SLOTS, slots.as_bytes()).map_err(Fault::file(&keys_part.join(SLOTS)))?;
    let report = verify::verify_copy(&journal, &keys_part)?;
    if !report.sound && !plant::is(Bug::BackupUnread) {
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
    let form = serde_json::to_vec_pretty(&manifest).map_err(|e| said(&e))?;
    write(&*part_disk, MANIFEST, &form).map_err(Fault::file(&part.join(MANIFEST)))?;
    for (disk, place) in [(keys_disk, &keys), (data_disk, &data)] {
        disk.rename(&part_name, &name).and_then(|()| disk.sync()).map_err(Fault::file(&place.join(&name)))?;
    }
    give_up_oldest(&data, keep.data)?;
    give_up_oldest(&keys, keep.keys)?;
    forget(dir.path(), into)?;
    Ok((name, manifest))
}

/// Destroys in every backup's keys what is destroyed in those of a data directory: a backup
/// forgets whom the property forgot. How many keys that were; asking again is safe.
///
/// # Errors
/// A disk does not work, or key files cannot be read; those before are done.
pub fn forget(data_dir: &Path, into: &Path) -> Result<usize, Fault> {
    let (erased, place) = (vault::erased_in(data_dir)?, into.join("keys"));
    let mut destroyed = 0;
    for name in names(&place)?.iter().filter(|_| !erased.is_empty()) {
        let keys = place.join(name);
        let here = vault::destroy_in(&keys, &erased)?;
        if here > 0 {
            let slots = list_of_slots(&keys)?;
            write(&RealDisk::new(&keys).map_err(Fault::file(&keys))?, SLOTS, slots.as_bytes()).map_err(Fault::file(&keys.join(SLOTS)))?;
        }
        destroyed += here;
    }
    Ok(destroyed)
}

/// The backups in a directory, the newest last, each with keys that open it if there are any.
pub fn list(from: &Path) -> Result<Vec<Backup>, Fault> {
    let (data, keys) = (names(&from.join("data"))?, names(&from.join("keys"))?);
    let backup = |name: String| Backup {
        data: from.join("data").join(&name),
        keys: keys.iter().rev().filter(|keys| **keys >= name).map(|keys| from.join("keys").join(keys)).collect(),
        name,
    };
    Ok(data.into_iter().map(backup).collect())
}

/// Every directory of keys in a place of backups.
pub fn keys_in(from: &Path) -> Result<Vec<PathBuf>, Fault> {
    let place = from.join("keys");
    Ok(names(&place)?.into_iter().map(|name| place.join(name)).collect())
}

impl Backup {
    /// What it says of itself; its files are there, their contents unread.
    pub fn manifest(&self) -> Result<Manifest, Fault> {
        let path = self.data.join(MANIFEST);
        let bytes = fs::read(&path).map_err(Fault::file(&path))?;
        let format: Value = serde_json::from_slice(&bytes).map_err(|e| Fault::damaged(&path, e.to_string()))?;
        if format["format"].as_u64().is_some_and(|f| f > u64::from(FORMAT)) {
            return Err(Fault::Newer(path.display().to_string()));
        }
        let manifest: Manifest = serde_json::from_value(format).map_err(|e| Fault::damaged(&path, e.to_string()))?;
        let lost = manifest.files.keys().map(|name| self.data.join("journal").join(name)).find(|path| !path.exists());
        if let Some(path) = lost {
            return Err(Fault::damaged(&path, "it is not there"));
        }
        Ok(manifest)
    }

    /// Whether its own keys are there, as they were written.
    pub fn keys_are_whole(&self) -> Result<(), Fault> {
        let keys = self.keys.last().filter(|keys| keys.file_name().is_some_and(|name| *name == *self.name));
        let keys = keys.ok_or_else(|| Fault::Machine(format!("the keys of the backup {} are gone", self.name)))?;
        inventory::must_be_whole(keys)?;
        let path = keys.join(SLOTS);
        let list = fs::read_to_string(&path).map_err(Fault::file(&path))?;
        if list == list_of_slots(keys)? {
            Ok(())
        } else {
            Err(Fault::damaged(&keys.join(vault::FILE), format!("it is not what {SLOTS} says")))
        }
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
        if name.len() == "000001-20261126T031500Z-r000000000001".len() && name.contains("Z-r") {
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
        overwrite_keys(&path)?;
        fs::remove_dir_all(&path).map_err(Fault::file(&path))?;
    }
    sync_dir(place)
}

/// Keys that are given up stay on no disk: removing a file leaves its bytes where they were.
fn overwrite_keys(dir: &Path) -> Result<(), Fault> {
    let overwritten = RealDisk::new(dir).and_then(|disk| overwrite_file(&disk, vault::FILE));
    overwritten.map_err(Fault::file(&dir.join(vault::FILE)))
}

/// Writes a file and its name durably, and reads it back.
fn write(disk: &dyn Disk, name: &str, bytes: &[u8]) -> io::Result<()> {
    let file = disk.create(name)?;
    file.write_at(bytes, 0)?;
    file.sync_all()?;
    let mut there = vec![0; bytes.len() + 1];
    let read = file.read_at(&mut there, 0)?;
    if there.get(..read) != Some(bytes) {
        return Err(io::Error::other("it is not what was written"));
    }
    disk.sync()
}

fn list_of_slots(keys: &Path) -> Result<String, Fault> {
    let sum = hash(&keys.join(vault::FILE))?;
    Ok(format!("# dutydesk key slots 1\n{sum}  {}\n", vault::FILE))
}

fn hashes(dir: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut hashes = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(Fault::file(dir))? {
        let path = entry.map_err(Fault::file(dir))?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        hashes.insert(name, hash(&path)?);
    }
    Ok(hashes)
}

fn hash(path: &Path) -> Result<String, Fault> {
    let mut file = File::open(path).map_err(Fault::file(path))?;
    let (mut sum, mut piece) = (Sha256::new(), vec![0; super::PIECE]);
    loop {
        match file.read(&mut piece).map_err(Fault::file(path))? {
            0 => return Ok(data_encoding::HEXLOWER.encode(&sum.finalize())),
            read => sum.update(&piece[..read]),
        }
    }
}
