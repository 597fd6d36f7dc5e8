//! How long anything is waited for, and the one place that sleeps.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a screen may take to show what it should.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is looked at.
const POLL: Duration = Duration::from_millis(10);

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Ends every wait of this process: somebody pressed Ctrl-C.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

/// Ctrl-C ends the waits, so that a run ends with an error and everything it started with it.
/// Returns when one came: for a thread of its own.
pub fn stop_on_signal() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        stop();
    });
}

/// Whether [`stop`] was called.
#[must_use]
pub fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// One wait: `while patience.goes_on() { look }`.
pub struct Patience {
    ends: Instant,
    deaf: bool,
    looked: bool,
}

impl Patience {
    /// For so long, or until the day is stopped.
    #[must_use]
    pub fn of(span: Duration) -> Self {
        Self { ends: Instant::now() + span, deaf: false, looked: false }
    }

    /// For so long, also after the day was stopped: for cleaning up.
    #[must_use]
    pub fn deaf(span: Duration) -> Self {
        Self { deaf: true, ..Self::of(span) }
    }

    /// True at once the first time, then every few milliseconds until the time is over.
    pub fn goes_on(&mut self) -> bool {
        if !std::mem::replace(&mut self.looked, true) {
            return true;
        }
        if Instant::now() >= self.ends || (stopped() && !self.deaf) {
            return false;
        }
        thread::sleep(POLL);
        true
    }
}
