//! PINs and the signing keys they unwrap.
//!
//! A PIN is kept as argon2id (64 MiB, three passes) with a pepper that lies apart from the
//! journal. The person's Ed25519 key is wrapped under a key derived from the same PIN, so
//! that nobody signs for another, the operator included (B-22). What a guess costs stands in
//! the hash itself (PHC form) and holds for the wrapped key too, so a changed setting is
//! harmless: it counts for credentials made from then on.

use super::secrets::{Secrets, drawn, random};
use crate::desk::in_place;
use crate::fault::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use domain::registers::staff::{Credential, Person};
use ed25519_dalek::SigningKey;
use journal::chance::{Chance, SystemChance};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use values::{Id, Personal};
use zeroize::Zeroizing;

/// What one guess costs, for credentials made from now on. The default is the lasting one;
/// tests use less.
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
    chance: Arc<dyn Chance>,
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

impl Proven {
    /// The public half of the key, as credentials and signatures spell it.
    #[must_use]
    pub fn public_key(&self) -> String {
        BASE64.encode(self.key.verifying_key().as_bytes())
    }
}

impl PinDesk {
    /// A desk with the property's pepper.
    #[must_use]
    pub fn new(secrets: &Secrets, cost: Cost) -> Self {
        Self {
            pepper: secrets.master().derived("pin pepper"),
            cost,
            chance: Arc::new(SystemChance),
            places: Semaphore::new(2),
            wrong: Mutex::default(),
        }
    }

    /// With another source of salts and keys, so that a simulation can be repeated.
    #[must_use]
    pub fn with_chance(self, chance: Arc<dyn Chance>) -> Self {
        Self { chance, ..self }
    }

    /// Makes what proves a person from a new PIN, with a fresh signing key.
    pub fn credential(&self, person: &Id<Person>, pin: &str) -> Result<Credential, Fault> {
        let failed = |e: &dyn std::fmt::Display| Fault::Machine(format!("the PIN could not be hashed: {e}"));
        let params = self.cost.params()?;
        let hash = self
            .argon(params.clone())?
            .hash_password_with_salt(pin.as_bytes(), &self.random::<16>()?)
            .map_err(|e| failed(&e))?
            .to_string();
        let secret = Zeroizing::new(self.random::<32>()?);
        let key = SigningKey::from_bytes(&secret);
        let (salt, nonce) = (self.random::<16>()?, self.random::<24>()?);
        let wrapped = self.wrapper(params, pin, &salt)?.encrypt(&XNonce::from(nonce), secret.as_slice()).map_err(|e| failed(&e))?;
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
        let prove = || self.prove(person, credential.as_ref(), &pin);
        let proven = in_place(prove);
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if proven.is_some() {
            wrong.remove(&at);
        } else {
            let tries = wrong.entry(at).or_insert((0, Instant::now()));
            *tries = (tries.0 + 1, Instant::now());
        }
        proven
    }

    /// Forgets a person's wrong tries, everywhere: they have a new PIN.
    pub fn forgive(&self, person: &Id<Person>) {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).retain(|(who, _), _| who != person);
    }

    fn is_locked(&self, at: &(Id<Person>, String)) -> bool {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.retain(|_, (_, last)| last.elapsed() < LOCKED);
        wrong.get(at).is_some_and(|(tries, _)| *tries >= TRIES)
    }

    fn random<const N: usize>(&self) -> Result<[u8; N], Fault> {
        drawn(&*self.chance)
    }

    fn prove(&self, person: &Id<Person>, credential: Option<&Credential>, pin: &str) -> Option<Proven> {
        let Some(credential) = credential else {
            // The same work as for a known person, so that the time tells nothing.
            let _spent = self.argon(self.cost.params().ok()?).ok()?.hash_password(pin.as_bytes());
            return None;
        };
        let hash = PasswordHash::new(credential.pin.clear()?).ok()?;
        // Of the credential's own making, not of today's settings.
        let params = Params::try_from(&hash).ok()?;
        self.argon(params.clone()).ok()?.verify_password(pin.as_bytes(), &hash).ok()?;
        let wrapped = BASE64.decode(credential.wrapped_key.clear()?.as_bytes()).ok()?;
        let (salt, rest) = wrapped.split_at_checked(16)?;
        let (nonce, ciphertext) = rest.split_at_checked(24)?;
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let secret = Zeroizing::new(self.wrapper(params, pin, salt).ok()?.decrypt(&XNonce::from(nonce), ciphertext).ok()?);
        let secret: [u8; 32] = secret.as_slice().try_into().ok()?;
        Some(Proven { person: person.clone(), key: SigningKey::from_bytes(&secret) })
    }

    fn argon(&self, params: Params) -> Result<Argon2<'_>, Fault> {
        Argon2::new_with_secret(self.pepper.as_slice(), Algorithm::Argon2id, Version::V0x13, params).map_err(argon_failed)
    }

    fn wrapper(&self, params: Params, pin: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, Fault> {
        let mut key = Zeroizing::new([0; 32]);
        self.argon(params)?.hash_password_into(pin.as_bytes(), salt, key.as_mut_slice()).map_err(argon_failed)?;
        Ok(XChaCha20Poly1305::new(
            key.as_slice().try_into().map_err(|_| Fault::Machine("a key of the wrong length".into()))?,
        ))
    }
}

impl Cost {
    fn params(self) -> Result<Params, Fault> {
        Params::new(self.memory_kib, self.passes, 1, None).map_err(argon_failed)
    }
}

fn argon_failed(error: argon2::Error) -> Fault {
    Fault::Machine(format!("argon2id: {error}"))
}

/// Whether a PIN is guessed at once: its digits are all the same, or a run.
#[must_use]
pub fn is_plain(pin: &str) -> bool {
    let mut steps = pin.as_bytes().windows(2).map(|w| i16::from(w[1]) - i16::from(w[0]));
    let first = steps.next();
    first.is_none_or(|first| (-1..=1).contains(&first) && steps.all(|step| step == first))
}

/// A PIN of six digits that nobody chose, each as likely as any other, without the plain ones.
pub fn first_pin() -> Result<String, Fault> {
    // Numbers above the last whole million would make small ones likelier: drawn again.
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let drawn = u32::from_be_bytes(random()?);
        let pin = format!("{:06}", drawn % 1_000_000);
        if drawn < FAIR && !is_plain(&pin) {
            return Ok(pin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(dir: &std::path::Path, memory_kib: u32, passes: u32) -> PinDesk {
        PinDesk::new(&Secrets::open(dir).unwrap(), Cost { memory_kib, passes })
    }

    fn person() -> Id<Person> {
        Id::parse("1001").unwrap()
    }

    #[test]
    fn a_credential_is_recognised_whatever_the_settings_say_since() {
        let dir = tempfile::tempdir().unwrap();
        let credential = desk(dir.path(), 64, 1).credential(&person(), "271001").unwrap();
        for (memory_kib, passes) in [(64, 1), (128, 1), (64, 2), (256, 3)] {
            let later = desk(dir.path(), memory_kib, passes);
            let proven = later.prove(&person(), Some(&credential), "271001").expect("the same PIN");
            assert_eq!(proven.public_key(), credential.public_key, "{memory_kib} KiB, {passes} passes");
            assert!(later.prove(&person(), Some(&credential), "271002").is_none());
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn five_wrong_tries_lock_until_the_operator_gives_a_new_pin() {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk(dir.path(), 64, 1);
        let credential = desk.credential(&person(), "271001").unwrap();
        for _ in 0..TRIES {
            assert!(desk.check(&person(), "counter-1", Some(credential.clone()), "000000".into()).await.is_none());
        }
        let locked = desk.check(&person(), "counter-1", Some(credential.clone()), "271001".into()).await;
        assert!(locked.is_none(), "the right PIN comes too late");
        assert!(
            desk.check(&person(), "counter-2", Some(credential.clone()), "271001".into()).await.is_some(),
            "elsewhere it counts"
        );
        desk.forgive(&person());
        assert!(desk.check(&person(), "counter-1", Some(credential), "271001".into()).await.is_some());
    }

    #[test]
    fn a_first_pin_has_six_digits() {
        for _ in 0..100 {
            let pin = first_pin().unwrap();
            assert!(pin.len() == 6 && !is_plain(&pin) && pin.bytes().all(|b| b.is_ascii_digit()), "{pin}");
        }
    }
}
