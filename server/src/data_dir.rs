//! The layout of a property's data directory.

use crate::fault::Fault;
use crate::identity::secrets;
use crate::storage::vault;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// A data directory: readable by the server's account alone.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// Uses a directory, making it if need be, and closes it to other accounts.
    pub fn make(path: &Path) -> Result<Self, Fault> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Fault::file(path))?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(Fault::file(path))?;
        Ok(Self(path.to_owned()))
    }
    /// A directory that must exist already.
    pub fn existing(path: &Path) -> Result<Self, Fault> {
        if path.join("journal").is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(Fault::Input(format!("{} holds no property: name the directory that `serve --data` uses", path.display())))
        }
    }
    /// The directory itself: secrets, certificates and the key file lie here.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
    /// The truth.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }
    /// The families' keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join(vault::FILE)
    }
    /// Refuses a journal whose keys are missing. New ones would open nothing in it, and what
    /// they do not open would look erased.
    pub fn refuse_missing_keys(&self) -> Result<(), Fault> {
        let mut needed = secrets::FILES.iter().map(|name| self.0.join(name)).chain([self.keys()]);
        match needed.find(|path| !path.exists()) {
            Some(missing) if self.journal().is_dir() => {
                Err(Fault::damaged(&missing, "it is missing, and the journal cannot be read without it"))
            }
            Some(_) | None => Ok(()),
        }
    }
    /// What can be rebuilt.
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.0.join("store")
    }
}
