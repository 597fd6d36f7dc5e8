//! PINs and the signing keys they unwrap.
//!
//! A PIN is kept as argon2id (64 MiB, three passes) with a pepper that lies apart from the
//! journal. The person's Ed25519 key is wrapped under a key derived from the same PIN, so
//! that nobody signs for another, the operator included (B-22).

use super::secrets::{Secrets, random};
use crate::fault::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use domain::registers::staff::{Credential, Person};
use ed25519_dalek::SigningKey;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use values::{Id, Personal};
use zeroize::Zeroizing;

/// What one guess costs. The default is the lasting one; tests use less.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3 }
    }
}

/// Five wrong tries of a person at a terminal close both for this long.
const LOCKED: Duration = Duration::from_secs(300);
const TRIES: u32 = 5;

/// How often a person was not recognised at a terminal, and when last.
type WrongTries = BTreeMap<(Id<Person>, String), (u32, Instant)>;

/// Checks PINs, two at a time, so that guesses cannot exhaust the memory.
pub struct PinDesk {
    pepper: Zeroizing<[u8; 32]>,
    cost: Cost,
    places: Semaphore,
    wrong: Mutex<WrongTries>,
}

/// A PIN that was right: the person's signing key, for this one command.
pub struct Proven {
    /// Who.
    pub person: Id<Person>,
    /// With which the command's record is signed.
    pub key: SigningKey,
}

impl PinDesk {
    /// A desk with the property's pepper.
    #[must_use]
impl Proven {
    /// The public half of the key, as credentials and signatures spell it.
    #[must_use]
    pub fn public_key(&self) -> String {
        BASE64.encode(self.key.verifying_key().as_bytes())
    }
}

    pub fn new(secrets: &Secrets, cost: Cost) -> Self {
        Self {
            pepper: secrets.master().derived("pin pepper"),
            cost,
            places: Semaphore::new(2),
            wrong: Mutex::default(),
        }
    }

    /// Makes what proves a person from a new PIN, with a fresh signing key.
    pub fn credential(&self, person: &Id<Person>, pin: &str) -> Result<Credential, Fault> {
        let failed = |e: &dyn std::fmt::Display| Fault::Machine(format!("the PIN could not be hashed: {e}"));
        let hash = self.argon()?.hash_password(pin.as_bytes()).map_err(|e| failed(&e))?.to_string();
        let secret = Zeroizing::new(random::<32>()?);
        let key = SigningKey::from_bytes(&secret);
        let (salt, nonce) = (random::<16>()?, random::<24>()?);
        let wrapped = self.wrapper(pin, &salt)?.encrypt(&XNonce::from(nonce), secret.as_slice()).map_err(|e| failed(&e))?;
        Ok(Credential {
            id: person.beside(),
            pin: Personal::Clear(hash),
            public_key: BASE64.encode(key.verifying_key().as_bytes()),
            wrapped_key: Personal::Clear(BASE64.encode(&[&salt[..], &nonce[..], &wrapped].concat())),
        })
    }

    /// Checks a PIN. `None`: wrong, unknown, or locked after five wrong tries; which of
    /// these is not told. An unknown person costs the same time.
    pub async fn check(&self, person: &Id<Person>, terminal: &str, credential: Option<Credential>, pin: String) -> Option<Proven> {
        let at = (person.clone(), terminal.to_owned());
        if self.is_locked(&at) {
            return None;
        }
        let _place = self.places.acquire().await.ok()?;
        let proven = tokio::task::block_in_place(|| self.prove(person, credential.as_ref(), &pin));
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if proven.is_some() {
            wrong.remove(&at);
        } else {
            let tries = wrong.entry(at).or_insert((0, Instant::now()));
            *tries = (tries.0 + 1, Instant::now());
        }
        proven
    }

    fn is_locked(&self, at: &(Id<Person>, String)) -> bool {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.retain(|_, (_, last)| last.elapsed() < LOCKED);
        wrong.get(at).is_some_and(|(tries, _)| *tries >= TRIES)
    }

    fn prove(&self, person: &Id<Person>, credential: Option<&Credential>, pin: &str) -> Option<Proven> {
        let Some(credential) = credential else {
            // The same work as for a known person, so that the time tells nothing.
            let _spent = self.argon().ok()?.hash_password(pin.as_bytes());
            return None;
        };
        let hash = PasswordHash::new(credential.pin.clear()?).ok()?;
        self.argon().ok()?.verify_password(pin.as_bytes(), &hash).ok()?;
        let wrapped = BASE64.decode(credential.wrapped_key.clear()?.as_bytes()).ok()?;
        let (salt, rest) = wrapped.split_at_checked(16)?;
        let (nonce, ciphertext) = rest.split_at_checked(24)?;
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let secret = Zeroizing::new(self.wrapper(pin, salt).ok()?.decrypt(&XNonce::from(nonce), ciphertext).ok()?);
        let secret: [u8; 32] = secret.as_slice().try_into().ok()?;
        Some(Proven { person: person.clone(), key: SigningKey::from_bytes(&secret) })
    }

    fn argon(&self) -> Result<Argon2<'_>, Fault> {
        let failed = |e: argon2::Error| Fault::Machine(format!("argon2id: {e}"));
        let params = Params::new(self.cost.memory_kib, self.cost.passes, 1, None).map_err(failed)?;
        Argon2::new_with_secret(self.pepper.as_slice(), Algorithm::Argon2id, Version::V0x13, params).map_err(failed)
    }

    fn wrapper(&self, pin: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, Fault> {
        let mut key = Zeroizing::new([0; 32]);
        let made = self.argon()?.hash_password_into(pin.as_bytes(), salt, key.as_mut_slice());
        made.map_err(|e| Fault::Machine(format!("argon2id: {e}")))?;
        Ok(XChaCha20Poly1305::new(
            key.as_slice().try_into().map_err(|_| Fault::Machine("a key of the wrong length".into()))?,
        ))
    }
}
