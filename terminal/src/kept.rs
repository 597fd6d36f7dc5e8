//! How a staff terminal's commands lie on its disk: encrypted, each bound to its place.

use crate::private_file;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use journal::chance::Chance;
use journal::disk::Disk;
use std::io;
use std::sync::Arc;
use zeroize::Zeroizing;

const KEY_FILE: &str = "outbox.key";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// A command as it waits.
#[derive(PartialEq, Eq)]
pub(crate) struct Kept {
    /// By this terminal's clock: a claim.
    pub(crate) made_at_ms: i64,
    /// Opaque here.
    pub(crate) command: Vec<u8>,
}

/// The key of one terminal's outbox.
pub(crate) struct OutboxKey {
    cipher: XChaCha20Poly1305,
    chance: Arc<dyn Chance>,
}

impl OutboxKey {
    /// The key on the terminal's disk; a new one where there is none.
    pub(crate) fn open(disk: &dyn Disk, chance: Arc<dyn Chance>) -> io::Result<OutboxKey> {
        let key = match private_file::read(disk, KEY_FILE)? {
            Some(key) => Zeroizing::new(key),
            None => {
                let mut key = Zeroizing::new(vec![0; KEY_BYTES]);
                chance.fill(&mut key)?;
                private_file::write(disk, KEY_FILE, &key)?;
                key
            }
        };
        let cipher = XChaCha20Poly1305::new_from_slice(&key).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        Ok(OutboxKey { cipher, chance })
    }

    /// Random nonce, then ciphertext; opens only at `place`. `None`: the system has no random
    /// numbers.
    pub(crate) fn seal(&self, place: &[u8], kept: &Kept) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        self.chance.fill(&mut nonce).ok()?;
        let plain = Zeroizing::new([kept.made_at_ms.to_be_bytes().as_slice(), &kept.command].concat());
        let payload = Payload { msg: &plain, aad: place };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed at `place`; `None` when it was not, or by another key.
    pub(crate) fn open_item(&self, place: &[u8], item: &[u8]) -> Option<Kept> {
        let (nonce, sealed) = item.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: place };
        let plain = Zeroizing::new(self.cipher.decrypt(&XNonce::from(*nonce), payload).ok()?);
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
