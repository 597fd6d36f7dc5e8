//! The seam to the disk: one directory, and the files in it.
//!
//! Everything that this crate keeps goes through [`Disk`] and [`Medium`], so that tests and
//! simulation can put a disk there that fails or loses its power at a chosen operation.

mod faulty;
mod real;

pub use faulty::{Failure, FaultyDisk, Lasting};
pub(crate) use faulty::{Schedule, Verdict, flipped};
pub use real::RealDisk;

use crate::plant::{self, Bug};
use std::any::Any;
use std::io::{self, ErrorKind};

/// One directory. What is said of a name here is durable only after [`Disk::sync`].
pub trait Disk: Send + Sync {
    /// The file of that name; nothing if there is none.
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, name: &str) -> io::Result<Option<Box<dyn Medium>>>;

    /// An empty file of that name, whatever was there before.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, name: &str) -> io::Result<Box<dyn Medium>>;

    /// Gives a file another name, in one step; a file that had that name is gone.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Takes a file away. One that is not there is no error.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, name: &str) -> io::Result<()>;

    /// The names of all files, in no order.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self) -> io::Result<Vec<String>>;

    /// Makes names durable: a new, renamed or removed file is otherwise undone by a power cut.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self) -> io::Result<()>;

    /// Holds the directory for this opener alone until the guard is dropped, or the process ends.
    ///
    /// # Errors
    /// [`ErrorKind::ResourceBusy`] while somebody else holds it; else what the system says.
    fn lock(&self) -> io::Result<Guard>;

    /// Where it is, for sentences to the operator.
    fn path(&self) -> String;
}

/// Holds a directory as long as it lives.
pub struct Guard {
    _held: Box<dyn Any + Send + Sync>,
}

impl Guard {
    /// A guard that lets go when `held` is dropped.
    #[must_use]
    pub fn new(held: impl Any + Send + Sync) -> Guard {
        Guard { _held: Box::new(held) }
    }
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guard")
    }
}

/// A file that is read and written by position.
pub trait Medium: Send + Sync {
    /// Reads until `into` is full or the file ends; answers how much it got.
    ///
    /// # Errors
    /// What the system says.
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize>;

    /// Writes some of `bytes`, at least one of them, and answers how many.
    ///
    /// # Errors
    /// What the system says.
    fn write_some(&self, bytes: &[u8], offset: u64) -> io::Result<usize>;

    /// Makes the written bytes durable, and the length if it grew (`fdatasync`).
    ///
    /// # Errors
    /// What the system says. What was not durable then is in doubt until it is written again.
    fn sync_data(&self) -> io::Result<()>;

    /// Makes bytes, length and allocation durable (`fsync`).
    ///
    /// # Errors
    /// As [`Medium::sync_data`].
    fn sync_all(&self) -> io::Result<()>;

    /// Bytes in the file.
    ///
    /// # Errors
    /// What the system says.
    fn length(&self) -> io::Result<u64>;

    /// Cuts the file, or makes it longer with zeros.
    ///
    /// # Errors
    /// What the system says.
    fn set_length(&self, length: u64) -> io::Result<()>;

    /// Writes all of `bytes` or fails.
    ///
    /// # Errors
    /// What the system says; any part of it may be written then.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut done = 0;
        while done < bytes.len() {
            match self.write_some(&bytes[done..], offset + done as u64) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(more) => done += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if plant::is(Bug::ShortWriteIgnored) {
                break;
            }
        }
        Ok(())
    }
}

/// Puts zeros over all that a file holds, durably: a file that is removed or replaced leaves its
/// bytes on the disk.
///
/// # Errors
/// As [`Medium::write_at`].
pub fn overwrite(medium: &dyn Medium) -> io::Result<()> {
    const PIECE: u64 = 64 * 1024;
    let length = medium.length()?;
    let zeros = vec![0; usize::try_from(PIECE.min(length)).unwrap_or_default()];
    let mut at = 0;
    while at < length {
        let piece = PIECE.min(length - at);
        medium.write_at(&zeros[..usize::try_from(piece).unwrap_or_default()], at)?;
        at += piece;
    }
    medium.sync_all()
}

/// The same for the file of that name, if there is one.
///
/// # Errors
/// As [`Medium::write_at`].
pub fn overwrite_file(disk: &dyn Disk, name: &str) -> io::Result<()> {
    disk.open(name)?.map_or(Ok(()), |file| overwrite(&*file))
}

/// Fills `into` from `offset`, or says that the file is too short for it.
pub(crate) fn read_exact(medium: &dyn Medium, into: &mut [u8], offset: u64) -> io::Result<()> {
    if medium.read_at(into, offset)? == into.len() { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Whether the disk said that it is full, as opposed to broken.
pub(crate) fn is_no_space(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
