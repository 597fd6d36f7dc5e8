//! Waiting without sleeping: a link rings, whoever waits looks again.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nobody waits longer than this for anything; what takes so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// Waits for a call of the test's own, no longer than for anything else.
pub async fn within<T>(call: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, call).await.expect("no answer came")
}

/// Rung by a link, from any thread.
pub(super) struct Bell(Receiver<()>);

/// A link's wake callback, and the bell that it rings.
pub(super) fn bell() -> (Box<dyn Fn() + Send + Sync>, Bell) {
    let (ring, heard) = channel();
    (Box::new(move || ring.send(()).unwrap_or_default()), Bell(heard))
}

impl Bell {
    /// Waits for the next ring; fails with `what` once `end` has come.
    #[track_caller]
    pub(super) fn hear(&self, what: &str, end: Instant) {
        let left = end.saturating_duration_since(Instant::now());
        assert!(self.0.recv_timeout(left).is_ok(), "waited in vain for {what}");
    }
}
