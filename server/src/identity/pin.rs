//! PINs and the signing keys they unwrap.
//!
//! A PIN is kept as argon2id (64 MiB, three passes) with a pepper that lies apart from the
//! journal. The person's Ed25519 key is wrapped under a key derived from the same PIN, so
//! that nobody signs for another, the operator included (B-22). What a guess costs stands in
//! the hash itself (PHC form) and holds for the wrapped key too, so a changed setting is
//! harmless: it counts for credentials made from then on.

use super::secrets::{Secrets, drawn, random};
use super::tries::Tries;
use crate::desk::in_place;
use crate::fault::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use domain::registers::staff::{Credential, Person, is_plain};
use ed25519_dalek::SigningKey;
use journal::chance::{Chance, SystemChance};
use std::sync::Arc;
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

/// Checks PINs, two at a time, so that guesses cannot exhaust the memory.
pub struct PinDesk {
    pepper: Zeroizing<[u8; 32]>,
    cost: Cost,
    chance: Arc<dyn Chance>,
    places: Semaphore,
    tries: Tries,
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
    /// A desk with the property's pepper, and the tries that were made before.
    #[must_use]
    pub fn new(secrets: &Secrets, cost: Cost, tries: Tries) -> Self {
        Self {
            pepper: secrets.master().derived("pin pepper"),
            cost,
            chance: Arc::new(SystemChance),
            places: Semaphore::new(2),
            tries,
        }
    }

    /// With another source of salts and keys, so that a simulation can be repeated.
    #[must_use]
    pub fn with_chance(self, chance: Arc<dyn Chance>) -> Self {
        Self { chance, ..self }
    }

    /// As [`Self::credential`], in its turn among the PINs that are checked.
    pub async fn make(&self, person: &Id<Person>, pin: &str, to_be_changed: bool) -> Result<Credential, Fault> {
        let _place = self.places.acquire().await.map_err(|e| Fault::Machine(e.to_string()))?;
        in_place(|| self.credential(person, pin, to_be_changed))
    }

    /// Makes what proves a person from a new PIN, with a fresh signing key. `to_be_changed`:
    /// somebody else has seen the PIN.
    pub fn credential(&self, person: &Id<Person>, pin: &str, to_be_changed: bool) -> Result<Credential, Fault> {
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
            to_be_changed,
        })
    }

    /// Checks a PIN. `None`: wrong, unknown, or locked after five wrong tries; which of
    /// these is not told. An unknown person costs the same time. A try is counted on the disk
    /// before it is evaluated, so that neither many at once nor a restart gives more of them.
    pub async fn check(&self, person: &Id<Person>, terminal: &str, credential: Option<Credential>, pin: String) -> Option<Proven> {
        if !in_place(|| self.tries.take(person.as_str(), terminal)) {
            return None;
        }
        let _place = self.places.acquire().await.ok()?;
        let proven = in_place(|| self.prove(person, credential.as_ref(), &pin));
        if proven.is_some() {
            in_place(|| self.tries.right(person.as_str(), terminal));
        }
        proven
    }

    /// Forgets a person's wrong tries, everywhere: they have a new PIN.
    pub fn forgive(&self, person: &Id<Person>) {
        in_place(|| self.tries.forgive(person.as_str()));
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

/// A PIN of so many digits that nobody chose, each as likely as any other, without the plain ones.
pub fn first_pin(digits: u8) -> Result<String, Fault> {
    let count = 10_u64.pow(digits.into());
    // Numbers above the last whole multiple would make small ones likelier: drawn again.
    let fair = u64::MAX - u64::MAX % count;
    loop {
        let drawn = u64::from_be_bytes(random()?);
        let pin = format!("{:0width$}", drawn % count, width = usize::from(digits));
        if drawn < fair && !is_plain(&pin) {
            return Ok(pin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Clock, Source};
    use crate::identity::tries::Guessed;

    fn desk(dir: &std::path::Path, memory_kib: u32, passes: u32) -> PinDesk {
        let clock = Clock::start(Source::system(), None, None);
        PinDesk::new(&Secrets::open(dir).unwrap(), Cost { memory_kib, passes }, Tries::open(dir, Guessed::Pin, clock).unwrap())
    }

    fn person() -> Id<Person> {
        Id::parse("1001").unwrap()
    }

    #[test]
    fn a_credential_is_recognised_whatever_the_settings_say_since() {
        let dir = tempfile::tempdir().unwrap();
        let credential = desk(dir.path(), 64, 1).credential(&person(), "271001", false).unwrap();
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
        let credential = desk.credential(&person(), "271001", false).unwrap();
        for _ in 0..5 {
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
    fn a_first_pin_has_as_many_digits_as_its_owner_needs() {
        for digits in [6, 8] {
            for _ in 0..100 {
                let pin = first_pin(digits).unwrap();
                assert!(pin.len() == usize::from(digits) && !is_plain(&pin) && pin.bytes().all(|b| b.is_ascii_digit()), "{pin}");
            }
        }
    }

    /// Of a thousand at once five are evaluated, and none of them after a restart.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_many_guesses_at_once_five_are_evaluated_and_a_restart_gives_no_more() {
        let dir = tempfile::tempdir().unwrap();
        let first = Arc::new(desk(dir.path(), 64, 1));
        let credential = first.credential(&person(), "271001", false).unwrap();
        let guess = |desk: &Arc<PinDesk>, pin: String| {
            let (desk, credential) = (desk.clone(), credential.clone());
            tokio::spawn(async move { desk.check(&person(), "counter-1", Some(credential), pin).await.is_some() })
        };
        let wrong: Vec<_> = (0..100).map(|n| guess(&first, format!("{n:06}"))).collect();
        for one in wrong {
            assert!(!one.await.unwrap());
        }
        assert_eq!(first.tries.counted(person().as_str(), "counter-1"), 5);
        drop(first);
        let restarted = Arc::new(desk(dir.path(), 64, 1));
        assert!(!guess(&restarted, "271001".into()).await.unwrap(), "the right PIN comes too late, also after a restart");
    }
}
