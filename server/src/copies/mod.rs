//! Copies of a property's data: backups in their own directory, and a mirror on a second disk.
//!
//! What opens personal data lies apart from the data in every copy, because it lives
//! shorter: a person who was erased is erased from old backups when their keys are gone.

pub mod backup;
mod entries;
pub mod mirror;
pub mod restore;

use crate::fault::Fault;
use crate::identity::inventory;
use crate::plant::{self, Bug};
use crate::storage::vault;
use journal::disk::{Disk, Medium};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// So much is compared and written at once.
const PIECE: usize = 64 * 1024;

/// The files that make a data directory this property's, beside its journal: who it is, and
/// the keys of all families of personal data.
pub fn key_files() -> impl Iterator<Item = &'static str> {
    inventory::FILES.into_iter().chain([inventory::LIST, vault::FILE])
}

/// Makes a directory that only the server's account can enter.
fn make_dir(path: &Path) -> Result<(), Fault> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Fault::file(path))
}

/// Makes names in a directory durable.
fn sync_dir(path: &Path) -> Result<(), Fault> {
    File::open(path).and_then(|dir| dir.sync_all()).map_err(Fault::file(path))
}

/// Brings a copy of a file up to date in place, piece by piece: an overwritten key is
/// overwritten there too, and what did not change is not written. What was written is read
/// back, and durable on return. Whether anything changed.
fn bring_up_to_date(source: &dyn Medium, copy: &dyn Medium) -> io::Result<bool> {
    let (mut at, mut written) = (0, Vec::new());
    let (mut piece, mut there) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let read = source.read_at(&mut piece, at)?;
        if read == 0 {
            break;
        }
        let kept = copy.read_at(&mut there[..read], at)?;
        if kept < read || there[..read] != piece[..read] {
            copy.write_at(&piece[..read], at)?;
            written.push((at, read, Sha256::digest(&piece[..read])));
        }
        at += read as u64;
    }
    let cut = copy.length()? != at;
    if cut {
        copy.set_length(at)?;
    }
    if cut || !written.is_empty() {
        copy.sync_all()?;
    }
    for (at, length, sum) in &written {
        let kept = copy.read_at(&mut there[..*length], *at)?;
        if Sha256::digest(&there[..kept]) != *sum && !plant::is(Bug::BackupUnread) {
            return Err(io::Error::other("the copy is not what was written"));
        }
    }
    Ok(cut || !written.is_empty())
}

/// Makes the key files of a copy durable as they lie there: whoever wrote them may have died
/// before that, or failed.
fn settle_keys(copy: &dyn Disk) -> Result<(), Fault> {
    for name in key_files() {
        let synced = copy.open(name).and_then(|file| file.map_or(Ok(()), |file| file.sync_all()));
        synced.map_err(Fault::file(&Path::new(&copy.path()).join(name)))?;
    }
    copy.sync().map_err(Fault::file(Path::new(&copy.path())))
}

/// Brings all key files of a data directory to another place; their names are durable too.
fn bring_keys(from: &dyn Disk, to: &dyn Disk) -> Result<(), Fault> {
    for name in key_files() {
        let place = Path::new(&to.path()).join(name);
        let brought = || {
            let Some(source) = from.open(name)? else {
                // A directory of an earlier version has no list; its next start makes one.
                let missing = || io::Error::other(format!("{} has no such file to bring", from.path()));
                return if name == inventory::LIST { Ok(false) } else { Err(missing()) };
            };
            let copy = match to.open(name)? {
                Some(there) => there,
                None => to.create(name)?,
            };
            if plant::is(Bug::BackupWithoutNewKeys) && name == vault::FILE && to.path().ends_with(".part") {
                return bring_old_keys(&*source, &*copy);
            }
            bring_up_to_date(&*source, &*copy)
        };
        brought().map_err(Fault::file(&place))?;
    }
    to.sync().map_err(Fault::file(Path::new(&to.path())))
}

/// What must never happen: the slots as they were a while ago.
fn bring_old_keys(source: &dyn Medium, copy: &dyn Medium) -> io::Result<bool> {
    let mut piece = vec![0; 64 * 128];
    let read = source.read_at(&mut piece, 0)?;
    copy.write_at(&piece[..read], 0)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_brought_up_to_date_in_place_whatever_changed() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        File::create(&to).unwrap();
        let bring = || {
            let copy = File::options().read(true).write(true).open(&to).unwrap();
            bring_up_to_date(&File::open(&from).unwrap(), &copy).unwrap()
        };
        let mut bytes = vec![7; 3 * PIECE + 100];
        for change in 0..4 {
            match change {
                0 => {}
                1 => bytes[PIECE + 5] = 0,
                2 => bytes.extend([1; 5]),
                _ => bytes.truncate(10),
            }
            fs::write(&from, &bytes).unwrap();
            assert!(bring());
            assert_eq!(fs::read(&to).unwrap(), bytes, "change {change}");
            assert!(!bring(), "nothing changed and something was written");
        }
    }
}
