//! Points in time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// One second in milliseconds.
pub const SECOND_MS: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;

/// A point in time: milliseconds since 1970-01-01 UTC, as the server stamps it. Local
/// time exists only on screens and in calendars, through the property's offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

impl At {
    /// This point and `ms` milliseconds (earlier where negative).
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
    /// Milliseconds since `earlier`; negative where that lies in the future.
    #[must_use]
    pub const fn since(self, earlier: At) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
    /// The local wall-clock time at an offset of `minutes` east of UTC.
    #[must_use]
    pub fn local(self, minutes: i32) -> NaiveDateTime {
        let offset = FixedOffset::east_opt(minutes.clamp(-1_439, 1_439) * 60);
        let utc = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        offset.map_or(utc.naive_utc(), |o| utc.with_timezone(&o).naive_local())
    }
    /// The instant of a local wall-clock time at an offset of `minutes` east of UTC.
    #[must_use]
    pub fn of_local(local: NaiveDateTime, minutes: i32) -> Self {
        Self(local.and_utc().timestamp_millis() - i64::from(minutes) * MINUTE_MS)
    }
    /// "08:30" at the offset.
    #[must_use]
    pub fn clock(self, minutes: i32) -> String {
        let t = self.local(minutes);
        format!("{:02}:{:02}", t.hour(), t.minute())
    }
    /// "2026-11-23 08:30" at the offset.
    #[must_use]
    pub fn minute(self, minutes: i32) -> String {
        self.local(minutes).format("%Y-%m-%d %H:%M").to_string()
    }
}

/// A calendar day of the property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalDay(pub NaiveDate);

impl LocalDay {
    /// The day on which `at` falls, at the property's offset.
    #[must_use]
    pub fn of(at: At, minutes: i32) -> Self {
        Self(at.local(minutes).date())
    }
    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        self.0.weekday().number_from_monday() >= 6
    }
    /// The instant at `minute` minutes after this day's midnight.
    #[must_use]
    pub fn at(self, minute: u32, offset_minutes: i32) -> At {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN);
        At::of_local(midnight, offset_minutes).plus(i64::from(minute) * MINUTE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_time_is_the_instant_seen_at_the_offset() {
        let at = At(1_795_480_200_000);
        let there = at.local(480);
        assert_eq!(At::of_local(there, 480), at);
        assert_eq!(LocalDay::of(at, 480).at(there.hour() * 60 + there.minute(), 480), at);
    }
}
