//! A key on the terminal's disk, and what is encrypted with it: unreadable without that file, and
//! bound to its place.

use crate::private_file;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use journal::chance::Chance;
use journal::disk::Disk;
use std::io;
use std::sync::Arc;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// One key of one terminal.
pub(crate) struct DiskKey {
    cipher: XChaCha20Poly1305,
    chance: Arc<dyn Chance>,
}

impl DiskKey {
    /// The key in this file of the terminal's disk; a new one where there is none.
    pub(crate) fn open(disk: &dyn Disk, file: &str, chance: Arc<dyn Chance>) -> io::Result<DiskKey> {
        let key = match private_file::read(disk, file)? {
            Some(key) => Zeroizing::new(key),
            None => {
                let mut key = Zeroizing::new(vec![0; KEY_BYTES]);
                chance.fill(&mut key)?;
                private_file::write(disk, file, &key)?;
                key
            }
        };
        let cipher = XChaCha20Poly1305::new_from_slice(&key).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        Ok(DiskKey { cipher, chance })
    }

    /// Random nonce, then ciphertext; opens only at `place`. `None`: the system has no random
    /// numbers.
    pub(crate) fn seal(&self, place: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        self.chance.fill(&mut nonce).ok()?;
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place }).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed at `place`; `None` when it was not, or by another key.
    pub(crate) fn unseal(&self, place: &[u8], item: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = item.split_first_chunk::<NONCE_BYTES>()?;
        self.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()
    }
}
