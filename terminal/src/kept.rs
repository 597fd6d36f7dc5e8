//! How a staff terminal's commands lie on its disk: encrypted, each bound to its place.

use crate::disk_key::DiskKey;
use journal::chance::Chance;
use journal::disk::Disk;
use std::io;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Its file on the terminal's disk.
const KEY_FILE: &str = "outbox.key";

/// A command as it waits.
#[derive(PartialEq, Eq)]
pub(crate) struct Kept {
    /// By this terminal's clock: a claim.
    pub(crate) made_at_ms: i64,
    /// Opaque here.
    pub(crate) command: Vec<u8>,
}

/// The key of one terminal's outbox.
pub(crate) struct OutboxKey(Arc<DiskKey>);

impl OutboxKey {
    /// The key on the terminal's disk; a new one where there is none.
    pub(crate) fn open(disk: &dyn Disk, chance: Arc<dyn Chance>) -> io::Result<OutboxKey> {
        DiskKey::open(disk, KEY_FILE, chance).map(|key| OutboxKey(Arc::new(key)))
    }

    /// The key itself, for what lies beside the outbox.
    pub(crate) fn key(&self) -> Arc<DiskKey> {
        Arc::clone(&self.0)
    }

    /// Opens only at `place`. `None`: the system has no random numbers.
    pub(crate) fn seal(&self, place: &[u8], kept: &Kept) -> Option<Vec<u8>> {
        let plain = Zeroizing::new([kept.made_at_ms.to_be_bytes().as_slice(), &kept.command].concat());
        self.0.seal(place, &plain)
    }

    /// What was sealed at `place`; `None` when it was not, or by another key.
    pub(crate) fn open_item(&self, place: &[u8], item: &[u8]) -> Option<Kept> {
        let plain = Zeroizing::new(self.0.unseal(place, item)?);
        let (made_at, command) = plain.split_first_chunk()?;
        Some(Kept { made_at_ms: i64::from_be_bytes(*made_at), command: command.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::chance::SystemChance;
    use journal::simulated::SimulatedDisk;

    #[test]
    fn a_kept_command_opens_only_at_its_place_and_with_its_key() {
        let (disk, other) = (SimulatedDisk::new(), SimulatedDisk::new());
        let open = |disk| OutboxKey::open(disk, Arc::new(SystemChance)).unwrap();
        let key = open(&disk);
        let kept = || Kept { made_at_ms: -5, command: b"{\"to\":\"nobody\"}".to_vec() };
        let item = key.seal(b"place 1", &kept()).unwrap();
        assert!(!item.windows(6).any(|window| window == b"nobody"));

        let again = open(&disk);
        assert!(again.open_item(b"place 1", &item) == Some(kept()));
        assert!(again.open_item(b"place 2", &item).is_none());
        let stranger = open(&other);
        assert!(stranger.open_item(b"place 1", &item).is_none());
        for at in 0..item.len() {
            let mut changed = item.clone();
            changed[at] ^= 1;
            assert!(again.open_item(b"place 1", &changed).is_none(), "byte {at}");
        }
    }
}
