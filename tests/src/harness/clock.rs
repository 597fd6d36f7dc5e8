//! The property's clock, set by the test.
//!
//! The server takes its clock as a plain `fn`, which cannot hold anything. So there is a
//! row of places, each with a function of its own; a property takes a free one and gives it
//! back. Tests that run beside each other never share a clock.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use values::{At, MINUTE_MS, SECOND_MS};

/// Monday 2026-11-23, 10:00 in the property: a working day, the counter has the desk.
pub const MONDAY: At = At(1_795_399_200_000);

const PLACES: usize = 16;
static TIMES: [AtomicI64; PLACES] = [const { AtomicI64::new(0) }; PLACES];
static TAKEN: [AtomicBool; PLACES] = [const { AtomicBool::new(false) }; PLACES];

fn read<const PLACE: usize>() -> At {
    At(TIMES[PLACE].load(Ordering::SeqCst))
}

const READERS: [fn() -> At; PLACES] = [
    read::<0>, read::<1>, read::<2>, read::<3>, read::<4>, read::<5>, read::<6>, read::<7>, read::<8>, read::<9>, read::<10>, read::<11>,
    read::<12>, read::<13>, read::<14>, read::<15>,
];

/// One property's clock. It stands still until the test moves it.
pub struct Clock(usize);

impl Clock {
    /// A clock that shows [`MONDAY`].
    pub(crate) fn new() -> Self {
        let free = |taken: &AtomicBool| !taken.swap(true, Ordering::SeqCst);
        let place = TAKEN.iter().position(free).expect("more properties at once than clocks");
        TIMES[place].store(MONDAY.0, Ordering::SeqCst);
        Self(place)
    }
    /// As the server takes it.
    pub(crate) fn reader(&self) -> fn() -> At {
        READERS[self.0]
    }
    /// What it shows.
    #[must_use]
    pub fn now(&self) -> At {
        READERS[self.0]()
    }
    /// So many seconds pass.
    pub fn seconds_pass(&self, seconds: i64) {
        TIMES[self.0].fetch_add(seconds * SECOND_MS, Ordering::SeqCst);
    }
    /// So many minutes pass.
    pub fn minutes_pass(&self, minutes: i64) {
        TIMES[self.0].fetch_add(minutes * MINUTE_MS, Ordering::SeqCst);
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        TAKEN[self.0].store(false, Ordering::SeqCst);
    }
}
