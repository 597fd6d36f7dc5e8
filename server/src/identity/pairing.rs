//! One-time codes by which a machine becomes a terminal.
//!
//! A code is 8 random bytes (the secret) and the first 10 bytes of the CA certificate's
//! SHA-256, in Crockford's base32, in groups of five. It dies with its first success, its
//! fifth wrong try of anybody, or after ten minutes; nothing of it is kept on disk.

use super::secrets::random;
use crate::clock::Clock;
use crate::fault::Fault;
use data_encoding::{Encoding, HEXLOWER, Specification};
use domain::Station;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use values::Line;

/// How long a code lives.
pub const LIFETIME: Duration = Duration::from_secs(600);
/// After so many wrong tries every waiting code dies.
const TRIES: u32 = 5;

/// The codes that wait to be used.
pub struct Pairing {
    clock: Clock,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    offers: Vec<Offer>,
    wrong_tries: u32,
}

/// What a code admits to.
#[derive(Clone)]
pub struct Offer {
    secret: String,
    /// In the time that passes, whatever clocks are set to.
    until: Duration,
    /// The station.
    pub station: Station,
    /// What the terminal will be called.
    pub name: Line,
}

impl Pairing {
    /// No code waits.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, waiting: Mutex::default() }
    }

    /// Makes a code; an earlier one for the same name dies.
    pub fn offer(&self, station: Station, name: Line, mark: [u8; 10]) -> Result<String, Fault> {
        let secret = random::<8>()?;
        let code = crockford()?.encode(&[&secret[..], &mark[..]].concat());
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = self.clock.moment().1;
        waiting.offers.retain(|o| o.name != name && o.until > passed);
        waiting.wrong_tries = 0;
        waiting.offers.push(Offer { secret: HEXLOWER.encode(&secret), until: passed + LIFETIME, station, name });
        let groups: Vec<&str> = code.as_bytes().chunks(5).filter_map(|g| std::str::from_utf8(g).ok()).collect();
        Ok(groups.join("-"))
    }

    /// Spends the code with that secret; `None` where there is none, and a wrong try is
    /// counted against all that wait.
    pub fn spend(&self, secret: &str) -> Option<Offer> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = self.clock.moment().1;
        waiting.offers.retain(|o| o.until > passed);
        if let Some(at) = waiting.offers.iter().position(|o| o.secret == secret) {
            return Some(waiting.offers.swap_remove(at));
        }
        waiting.wrong_tries += 1;
        if waiting.wrong_tries >= TRIES {
            waiting.offers.clear();
        }
        None
    }
}

fn crockford() -> Result<Encoding, Fault> {
    let mut alphabet = Specification::new();
    alphabet.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    alphabet.encoding().map_err(|e| Fault::Machine(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Source;

    fn offered() -> (Pairing, String) {
        let pairing = Pairing::new(Clock::start(Source::system(), None, None));
        pairing.offer(Station::Kiosk, Line::parse("大堂自助机 1").unwrap(), [7; 10]).unwrap();
        let secret = pairing.waiting.lock().unwrap().offers[0].secret.clone();
        (pairing, secret)
    }

    #[test]
    fn a_code_admits_once() {
        let (pairing, secret) = offered();
        assert!(pairing.spend(&secret).is_some());
        assert!(pairing.spend(&secret).is_none());
    }

    #[test]
    fn the_fifth_wrong_try_ends_every_code() {
        let (pairing, secret) = offered();
        for _ in 0..4 {
            assert!(pairing.spend("00").is_none());
        }
        assert!(pairing.spend("00").is_none());
        assert!(pairing.spend(&secret).is_none());
    }
}
