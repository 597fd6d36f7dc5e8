//! The property's clock, set by the test.
//!
//! The server takes its clock as plain `fn`s, which cannot hold anything. So there is a
//! row of places, each with functions of its own; a property takes a free one and gives it
//! back. Tests that run beside each other never share a clock.

use server::clock::Source;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;
use values::{At, MINUTE_MS, SECOND_MS};

/// Monday 2026-11-23, 10:00 in the property: a working day, the counter has the desk.
pub const MONDAY: At = At(1_795_399_200_000);

const PLACES: usize = 16;
/// How much time has passed, in milliseconds.
static PASSED: [AtomicI64; PLACES] = [const { AtomicI64::new(0) }; PLACES];
/// By how much they were set ahead of that.
static AHEAD: [AtomicI64; PLACES] = [const { AtomicI64::new(0) }; PLACES];
static TAKEN: [AtomicBool; PLACES] = [const { AtomicBool::new(false) }; PLACES];

/// Passed time is read once for both: between two looks it could pass, as if the clock was set.
fn read<const PLACE: usize>() -> (At, Duration) {
    let passed = PASSED[PLACE].load(Ordering::SeqCst);
    let wall = MONDAY.plus(passed.saturating_add(AHEAD[PLACE].load(Ordering::SeqCst)));
    (wall, Duration::from_millis(u64::try_from(passed).unwrap_or_default()))
}

const fn source<const PLACE: usize>() -> Source {
    Source { read: read::<PLACE> }
}

const SOURCES: [Source; PLACES] = [
    source::<0>(),
    source::<1>(),
    source::<2>(),
    source::<3>(),
    source::<4>(),
    source::<5>(),
    source::<6>(),
    source::<7>(),
    source::<8>(),
    source::<9>(),
    source::<10>(),
    source::<11>(),
    source::<12>(),
    source::<13>(),
    source::<14>(),
    source::<15>(),
];

/// One property's clock. It stands still until the test moves it.
pub struct Clock(usize);

impl Clock {
    /// A clock that shows [`MONDAY`].
    pub(crate) fn new() -> Self {
        let free = |taken: &AtomicBool| !taken.swap(true, Ordering::SeqCst);
        let place = TAKEN.iter().position(free).expect("more properties at once than clocks");
        PASSED[place].store(0, Ordering::SeqCst);
        AHEAD[place].store(0, Ordering::SeqCst);
        Self(place)
    }
    /// As the server takes it.
    #[must_use]
    pub fn source(&self) -> Source {
        SOURCES[self.0]
    }
    /// What it shows.
    #[must_use]
    pub fn now(&self) -> At {
        (SOURCES[self.0].read)().0
    }
    /// So many seconds pass.
    pub fn seconds_pass(&self, seconds: i64) {
        PASSED[self.0].fetch_add(seconds * SECOND_MS, Ordering::SeqCst);
    }
    /// So many minutes pass.
    pub fn minutes_pass(&self, minutes: i64) {
        self.seconds_pass(minutes * MINUTE_MS / SECOND_MS);
    }
    /// Somebody sets it so many minutes ahead (back where negative); no time passes.
    pub fn jumps(&self, minutes: i64) {
        AHEAD[self.0].fetch_add(minutes * MINUTE_MS, Ordering::SeqCst);
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        TAKEN[self.0].store(false, Ordering::SeqCst);
    }
}
