//! Terminals are witnesses of what was published. A server whose disk was put back to an older
//! state, or that goes on beside the true one, meets a terminal that has seen more or other:
//! then nothing is published or taken any more until a person has looked.
//!
//! One terminal is enough to stop it, also a broken one that makes its claim up: whoever looks
//! is told which one it was. Accepting begins a new epoch, in which old claims do not count.

use super::Desk;
use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::secrets::write_secret;
use data_encoding::HEXLOWER;
use domain::registers::terminals::Terminal;
use journal::file::Reader;
use journal::{Hash, ReadError, Revision};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use values::Id;

const FILE: &str = "contradicted.json";

/// What every terminal is told meanwhile.
pub const SENTENCE: &str =
    "the server's history contradicts what a terminal has seen, and nothing is published until the operator has looked: see `status`";

/// What one terminal has seen of the epoch that is served.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim {
    /// The highest revision; 0: none.
    pub seen: u64,
    /// The newest entry whose hash it was told.
    pub witnessed: Option<(u64, Hash)>,
}

/// A claim that the server's journal does not bear out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// Who has seen it.
    pub witness: Id<Terminal>,
    /// In which epoch, in hexadecimal: a later one knows nothing of it.
    epoch: String,
    /// Up to which revision the terminal has seen.
    pub seen: u64,
    /// Where the server's history ended.
    pub head: u64,
    /// Whether the server has that entry, but another one.
    pub beside: bool,
}

impl Contradiction {
    /// For the operator: what it means and what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { witness, seen, head, beside, .. } = self;
        let what = if *beside {
            format!("terminal {witness} has seen another entry {seen} than this server has")
        } else {
            format!("terminal {witness} has seen entry {seen}, and this server's history ended at {head}")
        };
        format!(
            "{what}: an older or another copy of the data is being served. Nothing is published and nothing taken. Serve the right disk, or \
             restore the mirror or a newer backup; or stop the server and go on with what is here: `accept-history --by NUMBER --reason TEXT`"
        )
    }
}

/// Whether a terminal contradicts this history. It is kept on the disk, so that a restart does
/// not publish before that terminal is heard again.
pub struct Witnesses {
    path: PathBuf,
    epoch: String,
    standing: Mutex<Option<Contradiction>>,
}

impl Witnesses {
    /// What is known in this data directory of an epoch.
    ///
    /// # Errors
    /// The file is there and cannot be read: whether to publish is not known.
    pub fn open(dir: &DataDir, epoch: &[u8; 16]) -> Result<Self, Fault> {
        let (path, epoch) = (dir.path().join(FILE), HEXLOWER.encode(epoch));
        let bytes = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Fault::file(&path)(error)),
        };
        let kept: Option<Contradiction> = bytes
            .map(|bytes| serde_json::from_slice(&bytes).map_err(|e| Fault::damaged(&path, e.to_string())))
            .transpose()?;
        let standing = kept.filter(|c| c.epoch == epoch);
        if let Some(contradiction) = &standing {
            tracing::error!(what = contradiction.sentence(), "the server's history is contradicted");
        }
        Ok(Self { path, epoch, standing: Mutex::new(standing) })
    }

    /// The contradiction that nobody has settled.
    #[must_use]
    pub fn standing(&self) -> Option<Contradiction> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A person goes on with this history.
    ///
    /// # Errors
    /// The disk does not work; the new epoch makes it void all the same.
    pub(crate) fn settled(&self) -> Result<(), Fault> {
        fs::remove_file(&self.path).map_err(Fault::file(&self.path))
    }

    fn note(&self, witness: &Id<Terminal>, seen: u64, head: u64, beside: bool) {
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        if standing.is_some() {
            return;
        }
        let contradiction = Contradiction { witness: witness.clone(), epoch: self.epoch.clone(), seen, head, beside };
        tracing::error!(what = contradiction.sentence(), "the server's history is contradicted");
        let written = serde_json::to_vec(&contradiction).map_err(|e| Fault::Machine(e.to_string()));
        if let Err(fault) = written.and_then(|bytes| write_secret(&self.path, &bytes)) {
            tracing::error!(%fault, "this stands until a restart only: it could not be kept");
        }
        *standing = Some(contradiction);
    }
}

impl Desk {
    /// Holds a terminal's claim against the journal; whoever follows is told where it does not
    /// hold. What the journal cannot say any more is held against nobody.
    pub async fn hear(self: &Arc<Self>, witness: &Id<Terminal>, claim: Claim) {
        let head = self.chain().revision.0;
        let beside = match claim.witnessed.filter(|(revision, _)| (1..=head).contains(revision)) {
            Some((revision, hash)) => {
                let own = self.from_store(move |desk| desk.hash_of(revision)).await;
                let own = own
                    .inspect_err(|fault| tracing::warn!(%fault, "what a terminal has seen could not be compared"))
                    .ok()
                    .flatten();
                own.filter(|own| *own != hash).map(|_| revision)
            }
            None => None,
        };
        let behind = (claim.seen > head).then_some(claim.seen);
        let Some(seen) = behind.or(beside) else { return };
        self.witnesses.note(witness, seen, head, behind.is_none());
        // Wakes every stream, so that each ends.
        self.moves.raise();
    }

    /// The hash of one of the journal's entries; `None`: it has it no longer.
    fn hash_of(&self, revision: u64) -> Result<Option<Hash>, Fault> {
        // Most come back where the server is; the journal is read for the others only.
        let head = self.chain();
        if head.revision.0 == revision {
            return Ok(Some(head.hash));
        }
        let said = |e: &dyn std::fmt::Display| Fault::Journal(e.to_string());
        let mut reader = Reader::open(self.journal.clone()).map_err(|e| said(&e))?;
        match reader.read(Revision(revision.saturating_sub(1)), 1) {
            Ok(stored) => Ok(stored.first().map(|stored| stored.hash)),
            Err(ReadError::Compacted { .. }) => Ok(None),
            Err(error) => Err(said(&error)),
        }
    }
}
