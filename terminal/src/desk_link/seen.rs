//! The highest revision that this terminal has ever seen, remembered across restarts: a server
//! that is behind it was rolled back and must not publish until a person has looked.

use crate::private_file;
use data_encoding::HEXLOWER;
use journal::disk::Disk;
use prost::bytes::Bytes;
use proto::v1::Cursor;
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

    /// The server has published this.
    pub(super) fn note(&mut self, at: &Cursor) {
        let epoch = HEXLOWER.encode(&at.epoch);
        if epoch != self.mark.epoch || at.revision > self.mark.revision {
            self.mark = Mark { epoch, revision: at.revision };
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
            seen.note(&published);
            seen.keep();
            assert_eq!(load().cursor(), Some(remembered));
        }
    }
}
