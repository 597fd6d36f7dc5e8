//! What a terminal says about the time, put right by what its clock said at its greeting.

use domain::LONGEST_WAIT_MS;
use domain::registers::terminals::Terminal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use values::{At, Id, MINUTE_MS};

/// A clock that is off by less is as good as the server's.
const NEAR_MS: i64 = MINUTE_MS;

/// What each terminal's clock showed at its last greeting, and when that was by the time that has
/// passed: the server's own clock may be confirmed meanwhile, and jump. A clock that is ten years
/// off still tells how long ago something was.
#[derive(Clone, Default)]
pub struct Claims(Arc<Mutex<Shown>>);

/// What a clock showed, in milliseconds since 1970 UTC, and the time passed by then.
type Shown = BTreeMap<Id<Terminal>, (i64, Duration)>;

impl Claims {
    /// A terminal says what its clock shows; 0: it does not say.
    pub fn greeted(&self, terminal: &Id<Terminal>, clock_ms: i64, (now, passed): (At, Duration)) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clock_ms == 0 {
            shown.remove(terminal);
            return;
        }
        let behind = now.since(At(clock_ms));
        if behind.abs() >= NEAR_MS {
            tracing::warn!(%terminal, minutes = behind / MINUTE_MS, "this terminal's clock is behind the server's by so many minutes: set it right");
        }
        shown.insert(terminal.clone(), (clock_ms, passed));
    }

    /// When something happened that the terminal's clock places at `claim_ms`, as far as that can
    /// be true: not later than now, nor longer ago than anything waits; else now. It stays a claim.
    #[must_use]
    pub fn at(&self, terminal: &Id<Terminal>, claim_ms: i64, (now, passed): (At, Duration)) -> At {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(terminal).copied();
        let behind = shown.map_or(0, |(clock_ms, then)| {
            let since = i64::try_from(passed.saturating_sub(then).as_millis()).unwrap_or(i64::MAX);
            now.since(At(clock_ms).plus(since))
        });
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
            claims.greeted(&kiosk, now.0 + off, (now, Duration::ZERO));
            let made = now.plus(-5 * MINUTE_MS);
            let told = claims.at(&kiosk, made.0 + off, (now, Duration::ZERO));
            assert!(told.since(made).abs() < NEAR_MS, "{off}");
            assert_eq!(claims.at(&kiosk, i64::MAX, (now, Duration::ZERO)), now);
        }
        let silent = Claims::default();
        assert_eq!(silent.at(&kiosk, now.0 - 5, (now, Duration::ZERO)), now.plus(-5), "who said nothing is taken at its word");
        assert_eq!(silent.at(&kiosk, now.0 - ten_years, (now, Duration::ZERO)), now, "unless it cannot be true");
    }

    #[test]
    fn a_server_whose_clock_is_confirmed_after_the_greeting_still_reads_its_terminals_right() {
        let (monday, kiosk) = (At(1_795_399_200_000), Id::parse("kiosk-1").unwrap());
        let (friday, hour) = (monday.plus(-62 * 60 * MINUTE_MS), Duration::from_secs(3_600));
        let claims = Claims::default();
        // In doubt over the weekend: the server believes that it is still Friday.
        claims.greeted(&kiosk, monday.0, (friday, Duration::ZERO));
        let an_hour_later = monday.plus(60 * MINUTE_MS);
        let made = an_hour_later.plus(-5 * MINUTE_MS);
        assert_eq!(claims.at(&kiosk, made.0, (an_hour_later, hour)), made);
    }
}
