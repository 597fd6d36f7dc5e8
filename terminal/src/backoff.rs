//! How long to wait before the next try: short enough that with [`crate::channel`]'s patience for a
//! connection a terminal is level within two seconds of its cable's healing.

use journal::chance::Chance;
use std::sync::Arc;
use std::time::Duration;

const SHORTEST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(1);
/// The pause doubles up to this; what jitter adds stays under [`LONGEST`].
const STEADY: Duration = Duration::from_millis(400);

/// Pauses of 250 ms to 1 s that double and are spread by chance, so that a server that comes back
/// does not meet all its terminals in the same moment.
pub(crate) struct Backoff {
    pause: Duration,
    /// The pause grows by up to its own length divided by this.
    spread: u32,
    chance: Arc<dyn Chance>,
}

impl Backoff {
    /// For a terminal of this station: the control room comes back first.
    pub(crate) fn for_station(station: &str, chance: Arc<dyn Chance>) -> Backoff {
        let spread = if station == "control_room" { 4 } else { 1 };
        Backoff { pause: SHORTEST, spread, chance }
    }

    /// The next pause.
    pub(crate) fn next(&mut self) -> Duration {
        let mut drawn = [0; 4];
        // Without randomness the pauses only lose their spread.
        drop(self.chance.fill(&mut drawn));
        let jitter = (self.pause / self.spread).mul_f64(f64::from(u32::from_le_bytes(drawn)) / f64::from(u32::MAX));
        let pause = (self.pause + jitter).min(LONGEST);
        self.pause = (self.pause * 2).min(STEADY);
        pause
    }

    /// It went well: the next pause is short again.
    pub(crate) fn reset(&mut self) {
        self.pause = SHORTEST;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::chance::SystemChance;

    #[test]
    fn pauses_grow_within_bounds_and_the_control_room_is_back_first() {
        for (station, longest_ms) in [("counter", 800), ("kiosk", 800), ("control_room", 500)] {
            let mut backoff = Backoff::for_station(station, Arc::new(SystemChance));
            let first = backoff.next();
            assert!(first >= SHORTEST && first <= SHORTEST * 2, "{station}");
            let later: Vec<Duration> = (0..20).map(|_| backoff.next()).collect();
            assert!(later.iter().all(|pause| *pause <= Duration::from_millis(longest_ms)));
            assert!(later[4..].iter().all(|pause| *pause >= STEADY), "{station}");
            backoff.reset();
            assert!(backoff.next() <= SHORTEST * 2, "{station}");
        }
    }
}
