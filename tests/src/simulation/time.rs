//! Simulated time: it passes only while nobody has anything to do.

use crate::harness::MONDAY;
use std::cell::Cell;
use std::time::Duration;
use tokio::time::Instant;
use values::At;

thread_local! {
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
    /// How far the server's clock is ahead.
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// It is Monday morning, and every clock is right.
pub(super) fn begin() {
    BEGAN.set(Some(Instant::now()));
    AHEAD_MS.set(0);
}

/// Since the simulation began.
pub(super) fn passed_ms() -> i64 {
    let began = BEGAN.get().unwrap_or_else(Instant::now);
    i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX)
}

/// The same as a span: no clock is set by it.
pub(super) fn passed() -> Duration {
    Duration::from_millis(u64::try_from(passed_ms()).unwrap_or_default())
}

/// What a right clock shows.
pub(super) fn now() -> At {
    MONDAY.plus(passed_ms())
}

/// The hour of the property's day.
pub(super) fn hour() -> i64 {
    (10 + passed_ms() / 3_600_000) % 24
}

/// What the server's clock shows.
pub(super) fn servers_now() -> At {
    now().plus(AHEAD_MS.get())
}

/// Somebody sets the server's clock.
pub(super) fn set_servers_clock(ahead_ms: i64) {
    AHEAD_MS.set(ahead_ms);
}
