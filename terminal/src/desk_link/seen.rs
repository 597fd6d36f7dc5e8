//! The highest revision that this terminal has ever seen, and the hash of the newest entry that
//! it was told, remembered across restarts: a server that is behind it or beside it was put back
//! or replaced, and must not publish until a person has looked.

use crate::private_file;
use data_encoding::HEXLOWER;
use journal::disk::Disk;
use prost::bytes::Bytes;
use proto::v1::{Cursor, Witnessed};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const FILE: &str = "seen.json";

pub(super) struct Seen {
    disk: Arc<dyn Disk>,
    mark: Mark,
    /// What the disk has.
    kept: Mark,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    epoch: String,
    revision: u64,
    /// The newest entry whose hash was told, and its hash; an earlier program kept none.
    #[serde(default)]
    witnessed: u64,
    #[serde(default)]
    hash: String,
}

impl Seen {
    /// What was remembered on the terminal's disk; nothing where that cannot be read.
    pub(super) fn load(disk: Arc<dyn Disk>) -> Seen {
        let read = private_file::read(&*disk, FILE).ok().flatten();
        let kept: Mark = read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Seen { disk, mark: kept.clone(), kept }
    }

    /// As it is told to the server; none before anything was seen.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let epoch = HEXLOWER.decode(self.mark.epoch.as_bytes()).ok().filter(|e| !e.is_empty())?;
        let epoch = Bytes::from(epoch);
        Some(Cursor { epoch, revision: self.mark.revision, view_tag: Bytes::new() })
    }

    /// The entry whose hash it knows, as it is told to the server.
    pub(super) fn witnessed(&self) -> Option<Witnessed> {
        let hash = HEXLOWER.decode(self.mark.hash.as_bytes()).ok().filter(|hash| !hash.is_empty())?;
        Some(Witnessed { revision: self.mark.witnessed, hash: hash.into() })
    }

    /// Whether a server of this epoch with this head lacks what was seen.
    pub(super) fn is_beyond(&self, epoch: &[u8], head: u64) -> bool {
        self.mark.epoch == HEXLOWER.encode(epoch) && self.mark.revision > head
    }

    /// The server has published this; `hash` is that of the entry there, empty where it was not said.
    pub(super) fn note(&mut self, at: &Cursor, hash: &[u8]) {
        let epoch = HEXLOWER.encode(&at.epoch);
        if epoch != self.mark.epoch {
            self.mark = Mark { epoch, ..Mark::default() };
        }
        self.mark.revision = self.mark.revision.max(at.revision);
        if !hash.is_empty() && at.revision >= self.mark.witnessed {
            (self.mark.witnessed, self.mark.hash) = (at.revision, HEXLOWER.encode(hash));
        }
    }

    /// Puts it on the disk where it is not yet. A disk that fails costs only the protection.
    pub(super) fn keep(&mut self) {
        if self.mark == self.kept {
            return;
        }
        let written = serde_json::to_vec(&self.mark)
            .map_err(Into::into)
            .and_then(|bytes| private_file::write(&*self.disk, FILE, &bytes));
        match written {
            Ok(()) => self.kept = self.mark.clone(),
            Err(error) => tracing::warn!(%error, "the last revision could not be remembered"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::simulated::SimulatedDisk;

    fn at(epoch: &'static [u8], revision: u64) -> Cursor {
        Cursor { epoch: Bytes::from_static(epoch), revision, view_tag: Bytes::new() }
    }

    #[test]
    fn the_highest_revision_of_an_epoch_is_remembered_across_restarts() {
        let disk = SimulatedDisk::new();
        let load = || Seen::load(Arc::new(disk.clone()));
        let mut seen = load();
        assert_eq!(seen.cursor(), None);
        for (published, remembered) in
            [(at(b"e1", 7), at(b"e1", 7)), (at(b"e1", 9), at(b"e1", 9)), (at(b"e1", 3), at(b"e1", 9)), (at(b"e2", 4), at(b"e2", 4))]
        {
            seen.note(&published, b"");
            seen.keep();
            assert_eq!(load().cursor(), Some(remembered));
        }
    }

    #[test]
    fn the_newest_hash_is_remembered_beside_the_highest_revision_and_ends_with_its_epoch() {
        let disk = SimulatedDisk::new();
        let load = || Seen::load(Arc::new(disk.clone()));
        let mut seen = load();
        let witnessed = |revision, hash: &'static [u8]| Some(Witnessed { revision, hash: Bytes::from_static(hash) });
        for (published, hash, remembered) in [
            (at(b"e1", 7), &b"h7"[..], witnessed(7, b"h7")),
            (at(b"e1", 9), b"", witnessed(7, b"h7")),
            (at(b"e1", 9), b"h9", witnessed(9, b"h9")),
            (at(b"e2", 4), b"", None),
            (at(b"e2", 4), b"i4", witnessed(4, b"i4")),
        ] {
            seen.note(&published, hash);
            seen.keep();
            assert_eq!(load().witnessed(), remembered);
        }
        assert!(seen.is_beyond(b"e2", 3) && !seen.is_beyond(b"e2", 4) && !seen.is_beyond(b"e1", 3));
    }
}
