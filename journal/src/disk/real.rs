//! A directory of the machine.

use super::{Disk, Guard, Medium};
use fs4::{FileExt, TryLockError};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

const LOCK: &str = "journal.lock";

/// A directory of the machine, for its owner alone.
#[derive(Debug)]
pub struct RealDisk {
    dir: PathBuf,
    writes: bool,
}

impl RealDisk {
    /// The directory at `path`, made durably if it is not there. It and the files made in it can
    /// be entered and read by their owner only.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(path: &Path) -> io::Result<RealDisk> {
        make_directory(path)?;
        // It may be as new as what will be in it, also when an earlier start made it and died.
        if let Some(parent) = fs::canonicalize(path)?.parent() {
            sync_directory(parent)?;
        }
        Ok(RealDisk { dir: path.to_path_buf(), writes: true })
    }

    /// The directory at `path` as it is, for reading: whatever would change it is refused.
    #[must_use]
    pub fn read_only(path: &Path) -> RealDisk {
        RealDisk { dir: path.to_path_buf(), writes: false }
    }

    fn may_write(&self) -> io::Result<()> {
        if self.writes { Ok(()) } else { Err(ErrorKind::ReadOnlyFilesystem.into()) }
    }

    fn file(&self, name: &str, create: bool, truncate: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(self.writes).create(create).truncate(truncate);
        for_the_owner(&mut options);
        options.open(self.dir.join(name))
    }
}

impl Disk for RealDisk {
    fn open(&self, name: &str) -> io::Result<Option<Box<dyn Medium>>> {
        match self.file(name, false, false) {
            Ok(file) => Ok(Some(Box::new(file))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn Medium>> {
        self.may_write()?;
        Ok(Box::new(self.file(name, true, true)?))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.may_write()?;
        fs::rename(self.dir.join(from), self.dir.join(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.may_write()?;
        match fs::remove_file(self.dir.join(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            // A name that is no text is none of ours.
            names.extend(entry?.file_name().into_string().ok());
        }
        Ok(names)
    }

    fn sync(&self) -> io::Result<()> {
        sync_directory(&self.dir)
    }

    fn lock(&self) -> io::Result<Guard> {
        let file = self.file(LOCK, true, false)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Guard::new(file)),
            Err(TryLockError::WouldBlock) => Err(ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(source)) => Err(source),
        }
    }

    fn path(&self) -> String {
        self.dir.display().to_string()
    }
}

impl Medium for File {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut got = 0;
        while got < into.len() {
            match read_some(self, &mut into[got..], offset + got as u64) {
                Ok(0) => break,
                Ok(more) => got += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(got)
    }

    #[cfg(unix)]
    fn write_some(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::write_at(self, bytes, offset)
    }

    #[cfg(windows)]
    fn write_some(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_write(self, bytes, offset)
    }

    fn sync_data(&self) -> io::Result<()> {
        File::sync_data(self)
    }

    fn sync_all(&self) -> io::Result<()> {
        File::sync_all(self)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

#[cfg(unix)]
fn read_some(file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, offset)
}

#[cfg(windows)]
fn read_some(file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, offset)
}

#[cfg(unix)]
fn make_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(windows)]
fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn for_the_owner(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(windows)]
fn for_the_owner(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// NTFS journals names itself, and a directory cannot be opened as a file.
#[cfg(windows)]
fn sync_directory(_dir: &Path) -> io::Result<()> {
    Ok(())
}
