//! What makes a machine a terminal: its certificate and key, the CA it trusts, its server's address.

use crate::{channel, private_file};
use journal::disk::RealDisk;
use rustls::ClientConfig;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

const CA: &str = "ca.der";
const CERTIFICATE: &str = "certificate.der";
const KEY: &str = "key.pem";
/// Written last: a directory without it holds no identity.
const CARD: &str = "terminal.json";

/// Why a directory gives no identity.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// There is none in it.
    #[error("this terminal is not enrolled ({} has no identity): ask a manager for a pairing code, then run this program with --server ADDRESS --enrol CODE", .dir.display())]
    NotEnrolled {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}; check the disk and the rights of the directory", .file.display())]
    File {
        /// Which one.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is missing or not what it was.
    #[error("{} is missing or damaged: enrol this terminal again, in an empty directory", .file.display())]
    Damaged {
        /// Which one.
        file: PathBuf,
    },
}

/// An enrolled terminal's identity, as its directory keeps it.
pub struct Identity {
    dir: PathBuf,
    card: Card,
    ca: Vec<u8>,
    certificate: Vec<u8>,
    key_pem: Zeroizing<Vec<u8>>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Card {
    pub(crate) terminal: String,
    pub(crate) station: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    pub(crate) server: String,
}

/// What an enrolment brings home.
pub(crate) struct Papers<'a> {
    pub(crate) card: &'a Card,
    pub(crate) ca: &'a [u8],
    pub(crate) certificate: &'a [u8],
    pub(crate) key_pem: &'a str,
}

impl Identity {
    /// The identity that `dir` keeps.
    ///
    /// # Errors
    /// [`IdentityError::NotEnrolled`] when there is none; the others name the file.
    pub fn load(dir: &Path) -> Result<Identity, IdentityError> {
        let disk = RealDisk::read_only(dir);
        let read = |name: &str| private_file::read(&disk, name).map_err(|source| IdentityError::File { file: dir.join(name), source });
        let damaged = |name: &str| IdentityError::Damaged { file: dir.join(name) };
        let card = read(CARD)?.ok_or_else(|| IdentityError::NotEnrolled { dir: dir.to_owned() })?;
        let card = serde_json::from_slice(&card).map_err(|_| damaged(CARD))?;
        let ca = read(CA)?.ok_or_else(|| damaged(CA))?;
        let certificate = read(CERTIFICATE)?.ok_or_else(|| damaged(CERTIFICATE))?;
        let key = read(KEY)?.ok_or_else(|| damaged(KEY))?;
        Ok(Identity { dir: dir.to_owned(), card, ca, certificate, key_pem: Zeroizing::new(key) })
    }

    /// Keeps what an enrolment brought; the identity is there only when all of it is.
    pub(crate) fn keep(dir: &Path, papers: &Papers<'_>) -> Result<Identity, IdentityError> {
        let files = [(KEY, papers.key_pem.as_bytes()), (CERTIFICATE, papers.certificate), (CA, papers.ca)];
        for (name, bytes) in files {
            keep(dir, name, bytes)?;
        }
        write_card(dir, papers.card)?;
        Identity::load(dir)
    }

    /// Its directory, in which the outbox lives too.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The terminal's id, the first part of the ids it makes.
    #[must_use]
    pub fn terminal(&self) -> &str {
        &self.card.terminal
    }

    /// The station for which it was enrolled ("counter").
    #[must_use]
    pub fn station(&self) -> &str {
        &self.card.station
    }

    /// What people call it, once the server has said so.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.card.name.as_deref()
    }

    /// The server's address, "host:port".
    #[must_use]
    pub fn server(&self) -> &str {
        &self.card.server
    }

    /// The server has another address from now on. Whether it is the same server is still decided
    /// by its certificate.
    ///
    /// # Errors
    /// [`IdentityError::File`]; the old address is kept then.
    pub fn server_moved(&mut self, server: &str) -> Result<(), IdentityError> {
        self.replace_card(Card { server: server.to_owned(), ..self.card.clone() })
    }

    /// How this terminal speaks TLS.
    pub(crate) fn tls(&self) -> Result<Arc<ClientConfig>, rustls::Error> {
        channel::admitted(&self.ca, &self.certificate, &self.key_pem)
    }

    /// The server calls this terminal so.
    pub(crate) fn is_called(&mut self, name: &str) -> Result<(), IdentityError> {
        if name.is_empty() || self.name() == Some(name) {
            return Ok(());
        }
        self.replace_card(Card { name: Some(name.to_owned()), ..self.card.clone() })
    }

    fn replace_card(&mut self, card: Card) -> Result<(), IdentityError> {
        write_card(&self.dir, &card)?;
        self.card = card;
        Ok(())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("terminal", &self.card.terminal)
            .field("station", &self.card.station)
            .field("server", &self.card.server)
            .finish_non_exhaustive()
    }
}

fn write_card(dir: &Path, card: &Card) -> Result<(), IdentityError> {
    let written = serde_json::to_vec_pretty(card).map_err(|error| IdentityError::File { file: dir.join(CARD), source: error.into() });
    keep(dir, CARD, &written?)
}

fn keep(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), IdentityError> {
    let written = RealDisk::new(dir).and_then(|disk| private_file::write(&disk, name, bytes));
    written.map_err(|source| IdentityError::File { file: dir.join(name), source })
}
