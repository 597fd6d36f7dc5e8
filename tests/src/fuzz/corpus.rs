//! What is kept of earlier runs: for each decoder the inputs that it answered in a way of its own, and
//! every input that it ever panicked on. A later run begins with them, and changes them further.

use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A kept input is at most this long: the corpus is read by people too, and lives in the repository.
const LONGEST: usize = 4 * 1024;
/// So many inputs are kept for one decoder; one that it panicked on is kept beyond that.
const MOST: usize = 48;

/// The directory of all corpora in this repository.
#[must_use]
pub fn kept_here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// One decoder's kept inputs: a file each, named by the hash of what it holds.
pub struct Corpus {
    /// Where inputs are kept; nowhere in a test, which leaves the repository as it is.
    dir: Option<PathBuf>,
    inputs: Vec<Vec<u8>>,
}

impl Corpus {
    /// Reads the inputs kept for `target` below `root`; there may be none.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn open(root: &Path, target: &str) -> io::Result<Self> {
        let dir = root.join(target);
        let mut paths = match fs::read_dir(&dir) {
            Ok(listing) => listing.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(e),
        };
        paths.sort();
        let inputs = paths.iter().map(fs::read).collect::<io::Result<_>>()?;
        Ok(Self { dir: Some(dir), inputs })
    }

    /// The same inputs, to which no file is added.
    #[must_use]
    pub fn without_keeping(self) -> Self {
        Self { dir: None, ..self }
    }

    /// What is kept, in the order of the files' names.
    #[must_use]
    pub fn inputs(&self) -> &[Vec<u8>] {
        &self.inputs
    }

    /// Keeps an input that was answered in a new way, if it is short and there is room.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_answered(&mut self, input: &[u8]) -> io::Result<()> {
        if input.len() > LONGEST || self.inputs.len() >= MOST { Ok(()) } else { self.keep(input) }
    }

    /// Keeps an input that a decoder panicked on, however long it is.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&mut self, input: &[u8]) -> io::Result<()> {
        if let Some(dir) = &self.dir {
            fs::create_dir_all(dir)?;
            let name: String = Sha256::digest(input).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            fs::write(dir.join(name), input)?;
        }
        self.inputs.push(input.to_vec());
        Ok(())
    }
}
