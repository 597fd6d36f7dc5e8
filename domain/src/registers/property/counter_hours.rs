//! When the counter serves people: on working days, between two minutes of the day. Outside
//! them the control room helps, day and night (S-1, S-4).

use super::Settings;
use serde::{Deserialize, Serialize};
use std::iter::successors;
use values::{At, LocalDay};

/// How many days ahead an opening is looked for; no calendar is off longer.
const DAYS_AHEAD: usize = 60;

/// Between which minutes of a working day the counter serves people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CounterFigures {
    /// Minute of the day at which it opens (08:30 = 510).
    pub open_minute: u32,
    /// Minute of the day at which it closes (17:30 = 1050); after the opening.
    pub close_minute: u32,
}

impl Default for CounterFigures {
    fn default() -> Self {
        Self { open_minute: 510, close_minute: 1_050 }
    }
}

impl CounterFigures {
    pub(super) fn are_usual(&self) -> bool {
        self == &Self::default()
    }
}

/// How the counter's hours stand at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CounterHours {
    /// When it closes; `None`: it is closed now.
    pub closes_at: Option<At>,
    /// When it opens the next time, also while it is open; `None`: not within sixty days.
    pub opens_at: Option<At>,
}

impl CounterHours {
    /// Whether the counter serves people now.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closes_at.is_some()
    }
}

/// The counter's hours at `now`, by the property's calendar (H-3): it is open from the minute of
/// the opening until before the minute of the closing.
#[must_use]
pub fn counter_hours(settings: &Settings, now: At) -> CounterHours {
    let mut spans = spans(settings, now);
    let (first, second) = (spans.next(), spans.next());
    match first {
        Some((opens, closes)) if opens <= now => CounterHours { closes_at: Some(closes), opens_at: second.map(|s| s.0) },
        Some((opens, _)) => CounterHours { closes_at: None, opens_at: Some(opens) },
        None => CounterHours { closes_at: None, opens_at: None },
    }
}

/// The spans in which the counter is open and that end after `now`, in order.
fn spans(settings: &Settings, now: At) -> impl Iterator<Item = (At, At)> {
    let (offset, figures) = (settings.utc_offset_minutes, &settings.counter);
    let days = successors(Some(LocalDay::of(now, offset)), |day| day.0.succ_opt().map(LocalDay));
    days.take(DAYS_AHEAD)
        .filter(|day| settings.is_working_day(*day))
        .map(move |day| (day.at(figures.open_minute, offset), day.at(figures.close_minute, offset)))
        .filter(move |(_, closes)| *closes > now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{at, state};

    /// `NOW`'s day (a Monday) and so many days, at the minute of the day.
    fn on(days: i64, minute: u32) -> At {
        LocalDay::of(at(days * 1_440), 480).at(minute, 480)
    }
    const OPENS: u32 = 510;
    const CLOSES: u32 = 1_050;

    #[test]
    fn s1_the_counter_is_open_on_working_days_between_its_hours() {
        let mut settings = state().property().unwrap().clone();
        // Tuesday is a holiday, Saturday is worked (调休).
        settings.calendar.holidays.insert(LocalDay::of(on(1, 0), 480));
        settings.calendar.working_weekends.insert(LocalDay::of(on(5, 0), 480));
        let open = |day, next| CounterHours { closes_at: Some(on(day, CLOSES)), opens_at: Some(on(next, OPENS)) };
        let closed = |next| CounterHours { closes_at: None, opens_at: Some(on(next, OPENS)) };
        for (now, hours) in [
            (on(0, 0), closed(0)),
            (on(0, OPENS - 1), closed(0)),
            (on(0, OPENS), open(0, 2)),
            (on(0, CLOSES - 1), open(0, 2)),
            (on(0, CLOSES), closed(2)),
            (on(0, 1_439), closed(2)),
            (on(1, 0), closed(2)),
            (on(1, 700), closed(2)),
            (on(4, 700), open(4, 5)),
            (on(5, 700), open(5, 7)),
            (on(6, 700), closed(7)),
        ] {
            assert_eq!(counter_hours(&settings, now), hours, "at {}", now.minute(480));
        }
    }

    #[test]
    fn the_hours_are_the_propertys_own_and_a_counter_that_never_opens_says_so() {
        let mut settings = state().property().unwrap().clone();
        settings.counter = CounterFigures { open_minute: 0, close_minute: 1_439 };
        assert!(counter_hours(&settings, on(0, 0)).is_open() && counter_hours(&settings, on(0, 1_438)).is_open());
        assert_eq!(counter_hours(&settings, on(0, 1_439)).opens_at, Some(on(1, 0)), "at midnight");
        for days in 0..100 {
            settings.calendar.holidays.insert(LocalDay::of(on(days, 0), 480));
        }
        assert_eq!(counter_hours(&settings, on(0, 600)), CounterHours { closes_at: None, opens_at: None });
    }
}
