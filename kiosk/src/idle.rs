//! When nobody touches the kiosk any more (B-01). Pure: time comes in.

use std::time::Duration;

/// The least countdown, whatever the property says (B-01).
const LEAST_COUNTDOWN: Duration = Duration::from_secs(20);
/// Where the server has not said how long to wait.
const USUAL_IDLE: Duration = Duration::from_secs(45);

/// When somebody was last there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Idle {
    touched: Duration,
}

/// How long the kiosk waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a touch, before it asks.
    pub idle: Duration,
    /// Between asking and wiping.
    pub countdown: Duration,
}

/// What the kiosk does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Somebody was there a moment ago.
    Calm {
        /// Asks after so long.
        asks_in: Duration,
    },
    /// Asks whether somebody is still there.
    Asking {
        /// Wipes after so long.
        left: Duration,
    },
    /// Nobody is: everything goes.
    Over,
}

impl Limits {
    /// As the lobby says, in seconds; 0 where it does not say.
    #[must_use]
    pub fn of(idle_s: u32, countdown_s: u32) -> Self {
        let idle = if idle_s == 0 { USUAL_IDLE } else { Duration::from_secs(idle_s.into()) };
        let countdown = Duration::from_secs(countdown_s.into()).max(LEAST_COUNTDOWN);
        Self { idle, countdown }
    }

    /// Twice as long: who needs large type needs time too (B-06).
    #[must_use]
    pub fn doubled(self) -> Self {
        Self { idle: self.idle * 2, countdown: self.countdown * 2 }
    }
}

impl Idle {
    /// Somebody touched the screen, or said that they are still there.
    pub fn touched(&mut self, up: Duration) {
        self.touched = up;
    }

    /// For how long nobody has touched it at `up`.
    #[must_use]
    pub fn still(self, up: Duration) -> Duration {
        up.saturating_sub(self.touched)
    }

    /// What to do at `up`.
    #[must_use]
    pub fn patience(self, up: Duration, limits: Limits) -> Patience {
        let still = self.still(up);
        if still < limits.idle {
            return Patience::Calm { asks_in: limits.idle - still };
        }
        match (limits.idle + limits.countdown).checked_sub(still) {
            Some(left) if !left.is_zero() => Patience::Asking { left },
            Some(_) | None => Patience::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b01_it_asks_after_45_seconds_and_wipes_after_20_more() {
        let limits = Limits::of(45, 20);
        let seconds = Duration::from_secs;
        for (up, patience) in [
            (0, Patience::Calm { asks_in: seconds(45) }),
            (44, Patience::Calm { asks_in: seconds(1) }),
            (45, Patience::Asking { left: seconds(20) }),
            (64, Patience::Asking { left: seconds(1) }),
            (65, Patience::Over),
            (900, Patience::Over),
        ] {
            assert_eq!(Idle::default().patience(seconds(up), limits), patience, "{up}");
        }
    }

    #[test]
    fn b06_elder_mode_waits_twice_as_long() {
        let limits = Limits::of(45, 20).doubled();
        assert_eq!(limits, Limits::of(90, 40));
    }

    #[test]
    fn b01_the_countdown_is_never_shorter_than_20_seconds() {
        assert_eq!(Limits::of(30, 5), Limits { idle: Duration::from_secs(30), countdown: LEAST_COUNTDOWN });
        assert_eq!(Limits::of(0, 0), Limits::of(45, 20));
    }
}
