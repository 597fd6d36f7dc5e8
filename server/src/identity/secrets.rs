//! The secrets of one property, each a file that only the server's account can read.

use crate::fault::Fault;
use hpke::{Deserializable, Kem as _, OpModeR, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256};
use journal::chance::{Chance, SystemChance};
use sha2::Sha256;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use zeroize::Zeroizing;

/// The names of the files in a data directory.
pub const FILES: [&str; 2] = ["master.key", "seal.key"];

/// The key from which the property's other keys are derived.
pub struct Master(Zeroizing<[u8; 32]>);

impl Master {
    /// Reads it and never writes; `None`: this directory has none.
    pub fn read(dir: &Path) -> Result<Option<Self>, Fault> {
        let path = dir.join(FILES[0]);
        if path.exists() { Ok(Some(Self(Zeroizing::new(read(&path)?)))) } else { Ok(None) }
    }

    /// A key derived from the master key for one purpose, by HKDF-SHA256.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes is always a possible length for HKDF-SHA256.
        let filled = hkdf::Hkdf::<Sha256>::new(None, self.0.as_slice()).expand(purpose.as_bytes(), key.as_mut_slice());
        debug_assert!(filled.is_ok());
        key
    }
}

/// The keys from which everything else is derived or unwrapped.
pub struct Secrets {
    master: Master,
    seal_private: Zeroizing<Vec<u8>>,
    seal_public: Vec<u8>,
}

impl Secrets {
    /// Reads the secrets of a data directory, making them the first time.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        let [master, seal] = FILES.map(|name| dir.join(name));
        let master = Master(Zeroizing::new(keep(&master, random::<32>)?));
        let seal_private = Zeroizing::new(keep(&seal, || {
            let (private, _) = X25519HkdfSha256::gen_keypair();
            let mut bytes = [0; 32];
            bytes.copy_from_slice(&private.to_bytes());
            Ok(bytes)
        })?);
        let private = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(seal_private.as_slice());
        let private = private.map_err(|_| Fault::damaged(&seal, "it is not an X25519 key"))?;
        let seal_public = X25519HkdfSha256::sk_to_pk(&private).to_bytes().to_vec();
        Ok(Self { master, seal_private: Zeroizing::new(seal_private.to_vec()), seal_public })
    }

    /// The public key to which kiosks seal what they submit.
    #[must_use]
    pub fn seal_public(&self) -> &[u8] {
        &self.seal_public
    }

    /// Opens what a kiosk sealed; `None` where it was not sealed to this server, or not
    /// for this incarnation and seq.
    #[must_use]
    pub fn open_sealed(&self, sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (encapsulated, ciphertext) = sealed.split_at_checked(32)?;
        let key = <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        let private = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(&self.seal_private).ok()?;
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &key,
            proto::SEAL_INFO,
            ciphertext,
            place,
        );
        opened.ok().map(Zeroizing::new)
    }

    /// The key from which the others are derived.
    #[must_use]
    pub fn master(&self) -> &Master {
        &self.master
    }
}

/// Fresh random bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    drawn(&SystemChance)
}

/// Fresh random bytes from this source.
pub fn drawn<const N: usize>(chance: &dyn Chance) -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    chance
        .fill(&mut bytes)
        .map_err(|e| Fault::Machine(format!("the operating system gives no random numbers: {e}")))?;
    Ok(bytes)
}

fn keep(path: &Path, make: impl FnOnce() -> Result<[u8; 32], Fault>) -> Result<[u8; 32], Fault> {
    if !path.exists() {
        write_secret(path, &make()?)?;
    }
    read(path)
}

fn read(path: &Path) -> Result<[u8; 32], Fault> {
    let bytes = fs::read(path).map_err(Fault::file(path))?;
    bytes.try_into().map_err(|_| Fault::damaged(path, "it must hold exactly 32 bytes"))
}

/// Writes a file that only the owner can read: whole or not at all, durable on return.
pub fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let fresh = path.with_extension("new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&fresh)
        .map_err(Fault::file(&fresh))?;
    file.set_permissions(fs::Permissions::from_mode(0o600)).map_err(Fault::file(&fresh))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Fault::file(&fresh))?;
    fs::rename(&fresh, path).map_err(Fault::file(path))?;
    let dir = path.parent().unwrap_or(Path::new("."));
    fs::File::open(dir).and_then(|d| d.sync_all()).map_err(Fault::file(dir))
}
