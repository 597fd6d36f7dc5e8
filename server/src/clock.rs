//! The server's clock: what time it is for the property, as long as the machine's clock can
//! be believed, and what goes on when it cannot.

mod guard;

use domain::registers::clock::Why;
use guard::Guard;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use values::At;

/// Where the time is read.
#[derive(Clone, Copy)]
pub struct Source {
    /// What the machine's clock shows, which somebody can set; and at the same moment how much
    /// time has passed since some other, whatever the clock was set to. That may stand still
    /// while the machine sleeps: the clock is then in doubt, which is safe.
    pub read: fn() -> (At, Duration),
}

impl Source {
    /// The machine's own.
    #[must_use]
    pub fn system() -> Self {
        Self { read: || (At(chrono::Utc::now().timestamp_millis()), passed()) }
    }
}

fn passed() -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed()
}

/// What the clock says at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The time for the property: stamps, screens, what is due. Never earlier than any reading
    /// before, and while the machine's clock is in doubt the last trusted time and what has
    /// passed since, so that a wrong time never gets into the journal.
    pub now: At,
    /// What the machine's clock shows.
    pub shown: At,
    /// Why that is in doubt; `None`: it is trusted.
    pub doubt: Option<Why>,
}

/// The one clock of a running server.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    guard: Arc<Mutex<Guard>>,
}

impl Clock {
    /// Judges the machine's clock at the start by the last entry, if there is one; a doubt
    /// that nobody has ended stands.
    #[must_use]
    pub fn start(source: Source, last_entry: Option<At>, standing: Option<Why>) -> Self {
        let (wall, passed) = (source.read)();
        let guard = Guard::start(wall, passed, last_entry, standing);
        let clock = Self { source, guard: Arc::new(Mutex::new(guard)) };
        let reading = clock.read();
        if let Some(why) = reading.doubt {
            said(&reading, why);
        }
        clock
    }

    /// The time for the property.
    #[must_use]
    pub fn now(&self) -> At {
        self.read().now
    }

    /// The time for the property, with the time that has passed, whatever clocks were set to.
    #[must_use]
    pub fn moment(&self) -> (At, Duration) {
        let (reading, passed) = self.look();
        (reading.now, passed)
    }

    /// The time, and whether the machine's clock can be believed. Whoever reads notices a clock
    /// that was set; it is told to the operator once.
    pub fn read(&self) -> Reading {
        self.look().0
    }

    fn look(&self) -> (Reading, Duration) {
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        let trusted = guard.is_trusted();
        let (wall, passed) = (self.source.read)();
        let reading = guard.read(wall, passed);
        if let (true, Some(why)) = (trusted, reading.doubt) {
            said(&reading, why);
        }
        (reading, passed)
    }

    /// A named person has confirmed this time; it counts where the clock still shows it.
    pub(crate) fn confirm(&self, time: At) {
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        let (wall, passed) = (self.source.read)();
        if guard.confirm(time, wall, passed) {
            tracing::warn!(time = time.minute(0), "the clock was confirmed: the server goes on from what it shows");
        }
    }
}

impl Reading {
    /// What is wrong and what to do, for the operator; `None`: nothing is.
    #[must_use]
    pub fn fault(&self, utc_offset: i32) -> Option<String> {
        self.doubt?;
        let (shown, now) = (self.shown.minute(utc_offset), self.now.minute(utc_offset));
        Some(format!(
            "it shows {shown} and is in doubt: nothing is archived or erased, and entries are stamped by the time that has passed, {now} now; \
             set it right if it is wrong, then a lead confirms it at a desk, or `confirm-time`"
        ))
    }
}

fn said(reading: &Reading, why: Why) {
    let (shown, now) = (reading.shown.minute(0), reading.now.minute(0));
    tracing::error!(
        ?why,
        shown,
        now,
        "the machine's clock is in doubt (times in UTC): nothing is archived until a person confirms it"
    );
}
