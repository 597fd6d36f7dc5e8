//! What a terminal says about the time, put right by what its clock said at its greeting.

use domain::LONGEST_WAIT_MS;
use domain::registers::terminals::Terminal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use values::{At, Id, MINUTE_MS};

/// A clock that is off by less is as good as the server's.
const NEAR_MS: i64 = MINUTE_MS;

/// How far each terminal's clock lies behind the server's, in milliseconds, as of its last
/// greeting. A clock that is ten years off still tells how long ago something was.
#[derive(Clone, Default)]
pub struct Claims(Arc<Mutex<BTreeMap<Id<Terminal>, i64>>>);

impl Claims {
    /// A terminal says what its clock shows; 0: it does not say.
    pub fn greeted(&self, terminal: &Id<Terminal>, clock_ms: i64, now: At) {
        let behind = if clock_ms == 0 { 0 } else { now.since(At(clock_ms)) };
        if behind.abs() >= NEAR_MS {
            tracing::warn!(%terminal, minutes = behind / MINUTE_MS, "this terminal's clock is behind the server's by so many minutes: set it right");
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(terminal.clone(), behind);
    }

    /// When something happened that the terminal's clock places at `claim_ms`, as far as that can
    /// be true: not later than now, nor longer ago than anything waits; else now. It stays a claim.
    #[must_use]
    pub fn at(&self, terminal: &Id<Terminal>, claim_ms: i64, now: At) -> At {
        let behind = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(terminal).copied().unwrap_or(0);
        let put_right = if behind.abs() < NEAR_MS { At(claim_ms) } else { At(claim_ms).plus(behind) };
        if (0..=LONGEST_WAIT_MS).contains(&now.since(put_right)) { put_right } else { now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_ten_years_off_still_tells_how_long_ago_something_was() {
        let (now, kiosk) = (At(1_795_399_200_000), Id::parse("kiosk-1").unwrap());
        let ten_years = 3_652 * 24 * 60 * MINUTE_MS;
        for off in [0, 59_000, ten_years, -ten_years] {
            let claims = Claims::default();
            claims.greeted(&kiosk, now.0 + off, now);
            let made = now.plus(-5 * MINUTE_MS);
            let told = claims.at(&kiosk, made.0 + off, now);
            assert!(told.since(made).abs() < NEAR_MS, "{off}");
            assert_eq!(claims.at(&kiosk, i64::MAX, now), now);
        }
        let silent = Claims::default();
        assert_eq!(silent.at(&kiosk, now.0 - 5, now), now.plus(-5), "who said nothing is taken at its word");
        assert_eq!(silent.at(&kiosk, now.0 - ten_years, now), now, "unless it cannot be true");
    }
}
