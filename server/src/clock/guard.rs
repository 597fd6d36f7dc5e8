//! Judges the machine's clock by time passed and by the last entry. Pure: both come in.

use super::Reading;
use domain::registers::clock::{OFF_MS, Why};
use std::time::Duration;
use values::{At, MINUTE_MS};

/// A clock this far ahead of the last entry at the start is in doubt; so long is also the
/// time within which it may not move further than allowed against time passed.
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A point in time, and how much had passed at it.
#[derive(Clone, Copy)]
struct Mark {
    at: At,
    passed: Duration,
}

impl Mark {
    /// The time at `passed`, if a second lasts a second.
    fn later(self, passed: Duration) -> At {
        self.at.plus(self.ms_until(passed))
    }
    /// The same, an eighth slower.
    fn later_slowly(self, passed: Duration) -> At {
        self.at.plus(self.ms_until(passed) / 8 * 7)
    }
    fn ms_until(self, passed: Duration) -> i64 {
        i64::try_from(passed.saturating_sub(self.passed).as_millis()).unwrap_or(i64::MAX)
    }
}

/// What is known of the time.
pub(super) struct Guard {
    /// What the trusted clock showed some time within the last day.
    trusted: Mark,
    /// The latest time that was given out, and when; no later one is earlier.
    given: Mark,
    /// From where time passes slower, while what was given out lies ahead of the clock.
    ahead: Option<Mark>,
    /// Why the clock is in doubt, and from where time is counted instead.
    doubt: Option<(Why, Mark)>,
}

impl Guard {
    /// A clock that is somewhat behind the last entry is trusted as one that was set a little
    /// while the server ran: machines set theirs when they start.
    pub fn start(wall: At, passed: Duration, last_entry: Option<At>, standing: Option<Why>) -> Self {
        let off = last_entry.map_or(0, |last| wall.since(last));
        let why = if off < -OFF_MS {
            Some(Why::BeforeLastEntry)
        } else if off > DAY_MS {
            Some(Why::LongAfterLastEntry)
        } else {
            standing
        };
        let from = last_entry.unwrap_or(wall);
        Self {
            trusted: Mark { at: wall, passed },
            given: Mark { at: last_entry.unwrap_or(At(i64::MIN)), passed },
            ahead: None,
            doubt: why.map(|why| (why, Mark { at: from, passed })),
        }
    }

    pub fn is_trusted(&self) -> bool {
        self.doubt.is_none()
    }

    pub fn read(&mut self, wall: At, passed: Duration) -> Reading {
        if self.doubt.is_none() {
            self.compare(wall, passed);
        }
        let now = match &self.doubt {
            Some((_, from)) => from.later(passed),
            None => self.after_the_clock(wall, passed),
        };
        self.given = Mark { at: now.max(self.given.at), passed };
        Reading { now: self.given.at, shown: wall, doubt: self.doubt.map(|(why, _)| why) }
    }

    /// Whoever confirmed has compared this time with a watch: only a clock that still shows it
    /// is trusted.
    pub fn confirm(&mut self, time: At, wall: At, passed: Duration) -> bool {
        if wall.since(time).abs() > OFF_MS {
            return false;
        }
        self.trusted = Mark { at: wall, passed };
        (self.doubt, self.ahead) = (None, None);
        true
    }

    /// The clock against the time that has passed. The mark moves only once a day: a clock that
    /// runs too fast must not be believed in small steps.
    fn compare(&mut self, wall: At, passed: Duration) {
        let expected = self.trusted.later(passed);
        if wall.since(expected).abs() > OFF_MS {
            let from = Mark { at: expected.max(self.given.at), passed };
            self.doubt = Some((Why::Moved, from));
        } else if self.trusted.ms_until(passed) > DAY_MS {
            self.trusted = Mark { at: wall, passed };
        }
    }

    /// What the clock shows, once it has reached what was given out; until then time passes
    /// slower. It never stands still: spans would be wrong, and what rings again would not.
    fn after_the_clock(&mut self, wall: At, passed: Duration) -> At {
        let slowly = self.ahead.unwrap_or(self.given).later_slowly(passed);
        if wall >= slowly {
            self.ahead = None;
            return wall;
        }
        self.ahead.get_or_insert(self.given);
        slowly
    }
}

#[cfg(test)]
mod tests;
