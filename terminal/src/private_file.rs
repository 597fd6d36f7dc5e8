//! Files that only this account may read, replaced whole or not at all.

use journal::disk::{Disk, overwrite};
use std::io;

/// Puts `bytes` at `name`: after a crash there is the old file or the new one, never half of one.
/// Durable on return; readable and writable by its owner only.
pub(crate) fn write(disk: &dyn Disk, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = format!(".{name}.new");
    // A leftover of a crash may have other rights: it is made anew.
    disk.remove(&new)?;
    let file = disk.create(&new)?;
    file.write_at(bytes, 0)?;
    file.sync_all()?;
    let before = disk.open(name)?;
    disk.rename(&new, name)?;
    disk.sync()?;
    // What it held may have been erased since. A disk that refuses this has the new file all the same.
    let _best_effort = before.map(|before| overwrite(&*before));
    Ok(())
}

/// The file's bytes; `None` when there is no such file.
pub(crate) fn read(disk: &dyn Disk, name: &str) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = disk.open(name)? else { return Ok(None) };
    let length = usize::try_from(file.length()?).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    let got = file.read_at(&mut bytes, 0)?;
    bytes.truncate(got);
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::disk::RealDisk;
    use std::fs;

    #[test]
    fn a_file_is_replaced_whole_and_is_its_owners_alone() {
        let dir = tempfile::tempdir().unwrap();
        let disk = RealDisk::new(dir.path()).unwrap();
        fs::write(dir.path().join(".a.new"), "left by a crash").unwrap();
        for content in ["first", "2"] {
            write(&disk, "a", content.as_bytes()).unwrap();
            assert_eq!(read(&disk, "a").unwrap().unwrap(), content.as_bytes());
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(dir.path().join("a")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert_eq!(read(&disk, "b").unwrap(), None);
    }
}
