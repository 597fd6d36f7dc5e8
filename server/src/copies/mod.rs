//! Copies of a property's data: backups in their own directory, and a mirror on a second disk.
//!
//! What opens personal data lies apart from the data in every copy, because it lives
//! shorter: a person who was erased is erased from old backups when their keys are gone.

pub mod backup;
mod entries;
pub mod mirror;
pub mod restore;

use crate::fault::Fault;
use crate::plant::{self, Bug};
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::Path;

/// The files that make a data directory this property's, beside its journal: the CA and the
/// certificates made with it, the master key, the key to which kiosks seal, and the keys of
/// all families of personal data.
pub const KEY_FILES: [&str; 9] =
    ["master.key", "seal.key", "ca.der", "ca.key", "server.der", "server.key", "operator.der", "operator.key", "keys.slots"];

/// So much is compared and written at once.
const PIECE: usize = 64 * 1024;

/// Makes a directory that only the server's account can enter.
fn make_dir(path: &Path) -> Result<(), Fault> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Fault::file(path))
}

/// Makes names in a directory durable.
fn sync_dir(path: &Path) -> Result<(), Fault> {
    File::open(path).and_then(|dir| dir.sync_all()).map_err(Fault::file(path))
}

/// Brings a copy of a file up to date in place, piece by piece: an overwritten key is
/// overwritten there too, and what did not change is not written. Durable on return.
fn bring_up_to_date(from: &Path, to: &Path) -> Result<bool, Fault> {
    let mut source = File::open(from).map_err(Fault::file(from))?;
    let copy = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(to)
        .map_err(Fault::file(to))?;
    let (mut at, mut changed) = (0, false);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        source.by_ref().take(PIECE as u64).read_to_end(&mut piece).map_err(Fault::file(from))?;
        if piece.is_empty() {
            break;
        }
        let mut there = vec![0; piece.len()];
        let same = copy.read_exact_at(&mut there, at).is_ok() && there == piece;
        if !same {
            copy.write_all_at(&piece, at).map_err(Fault::file(to))?;
            changed = true;
        }
        at += piece.len() as u64;
    }
    if copy.metadata().map_err(Fault::file(to))?.len() != at {
        copy.set_len(at).map_err(Fault::file(to))?;
        changed = true;
    }
    if changed {
        copy.sync_all().map_err(Fault::file(to))?;
    }
    Ok(changed)
}

/// Brings all key files of a data directory to another place.
fn bring_keys(from: &Path, to: &Path) -> Result<(), Fault> {
    make_dir(to)?;
    if plant::is(Bug::BackupWithoutNewKeys) && to.extension().is_some_and(|e| e == "part") {
        return bring_old_keys(from, to);
    }
    for name in KEY_FILES {
        bring_up_to_date(&from.join(name), &to.join(name))?;
    }
    sync_dir(to)
}

/// What must never happen: the slots as they were a while ago.
fn bring_old_keys(from: &Path, to: &Path) -> Result<(), Fault> {
    for name in KEY_FILES {
        let bytes = fs::read(from.join(name)).map_err(Fault::file(&from.join(name)))?;
        let kept = if name == "keys.slots" { bytes.len().min(64 * 128) } else { bytes.len() };
        fs::write(to.join(name), &bytes[..kept]).map_err(Fault::file(&to.join(name)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_brought_up_to_date_in_place_whatever_changed() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        let mut bytes = vec![7; 3 * PIECE + 100];
        for change in 0..4 {
            match change {
                0 => {}
                1 => bytes[PIECE + 5] = 0,
                2 => bytes.extend([1; 5]),
                _ => bytes.truncate(10),
            }
            fs::write(&from, &bytes).unwrap();
            assert!(bring_up_to_date(&from, &to).unwrap());
            assert_eq!(fs::read(&to).unwrap(), bytes, "change {change}");
            assert!(!bring_up_to_date(&from, &to).unwrap(), "nothing changed and something was written");
        }
    }
}
