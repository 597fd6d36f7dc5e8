//! What the machine did wrong, in sentences for the operator.

use std::io;
use std::path::{Path, PathBuf};

/// A fault of the machine, its disk or its files; never a rule saying no.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file does not hold what it must.
    #[error("{path} is damaged: {what}. Keep the directory as it is and restore the last backup into another one")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The journal could not be opened.
    #[error("{0}")]
    Journal(String),
    /// The data was written by a newer program.
    #[error("{0} was written by a newer version of this program: install that version, nothing was changed")]
    Newer(String),
    /// The disk is full; nothing was done.
    #[error("there is no room for {0}: make room on its disk")]
    NoRoom(PathBuf),
    /// Something else of the machine.
    #[error("{0}")]
    Machine(String),
    /// The operator's input cannot be used.
    #[error("{0}")]
    Input(String),
}

impl Fault {
    /// For `map_err` beside an operation on `path`.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Fault {
        let path = path.to_owned();
        move |source| Fault::File { path, source }
    }
    /// A file that does not hold what it must.
    pub fn damaged(path: &Path, what: impl Into<String>) -> Fault {
        Fault::Damaged { path: path.to_owned(), what: what.into() }
    }
}
