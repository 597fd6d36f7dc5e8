//! The PIN of whoever signed in here last, as this program's memory has it: by it a locked screen
//! is unlocked while the server, which alone checks PINs otherwise, is away.
//!
//! Only a digest that is slow to guess (argon2id, 19 MiB, two passes) is kept, only in memory, and
//! only until it was guessed wrongly five times.

use argon2::{Algorithm, Argon2, Params, Version};
use journal::chance::{Chance, SystemChance};
use zeroize::Zeroizing;

/// After so many wrong tries nothing is remembered any more.
const TRIES: u8 = 5;
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// A PIN that the server has found right.
pub struct RememberedPin {
    person: String,
    salt: [u8; 16],
    digest: Zeroizing<[u8; 32]>,
    tries: u8,
}

impl RememberedPin {
    /// Remembers a person's PIN; `None` where this machine cannot, and the server is needed then.
    #[must_use]
    pub fn of(person: &str, pin: &str) -> Option<Self> {
        let mut salt = [0; 16];
        SystemChance.fill(&mut salt).ok()?;
        let digest = digest(pin, &salt)?;
        Some(Self { person: person.to_owned(), salt, digest, tries: 0 })
    }

    /// Whether there is a try left for this person.
    #[must_use]
    pub fn is_of(&self, person: &str) -> bool {
        self.person == person && self.tries < TRIES
    }

    /// Whether it is this person's PIN. A wrong one takes a try, a right one gives them back.
    pub fn is_right(&mut self, person: &str, pin: &str) -> bool {
        if !self.is_of(person) {
            return false;
        }
        self.tries += 1;
        let right = digest(pin, &self.salt).is_some_and(|digest| *digest == *self.digest);
        if right {
            self.tries = 0;
        }
        right
    }
}

fn digest(pin: &str, salt: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    let mut digest = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(pin.as_bytes(), salt, digest.as_mut_slice()).ok()?;
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_tries_end_what_is_remembered_and_a_right_one_gives_them_back() {
        let mut remembered = RememberedPin::of("1001", "482915").unwrap();
        assert!(!remembered.is_right("1002", "482915"), "another person's");
        for _ in 0..4 {
            assert!(!remembered.is_right("1001", "482916"));
        }
        assert!(remembered.is_right("1001", "482915"));
        for _ in 0..5 {
            assert!(!remembered.is_right("1001", ""));
        }
        assert!(!remembered.is_of("1001") && !remembered.is_right("1001", "482915"));
    }
}
