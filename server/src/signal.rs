//! Tells any number of waiters that something moved. They are woken in the order in which they began
//! to wait: tokio's own `watch` draws lots, and a simulation could not be repeated.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::Notify;

/// What is waited for. Dropping it ends the waiting.
#[derive(Default)]
pub struct Signal(Arc<Shared>);

#[derive(Default)]
struct Shared {
    moves: AtomicU64,
    over: AtomicBool,
    notify: Notify,
}

/// One who waits. What moved since the last look is never missed.
pub struct Waiter {
    shared: Arc<Shared>,
    seen: u64,
}

impl Signal {
    /// It moved.
    pub fn raise(&self) {
        self.0.moves.fetch_add(1, Ordering::Release);
        self.0.notify.notify_waiters();
    }

    /// Somebody who has seen everything so far.
    #[must_use]
    pub fn waiter(&self) -> Waiter {
        Waiter { shared: self.0.clone(), seen: self.0.moves.load(Ordering::Acquire) }
    }
}

impl Drop for Signal {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Release);
        self.0.notify.notify_waiters();
    }
}

impl Waiter {
    /// Returns as soon as it has moved since the last look; `None`: it never will again.
    pub async fn moved(&mut self) -> Option<()> {
        loop {
            let notified = self.shared.notify.notified();
            tokio::pin!(notified);
            // From here on no raise is missed, whatever the look below says.
            notified.as_mut().enable();
            let moves = self.shared.moves.load(Ordering::Acquire);
            if moves != self.seen {
                self.seen = moves;
                return Some(());
            }
            if self.shared.over.load(Ordering::Acquire) {
                return None;
            }
            notified.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_moved_before_the_wait_is_seen_once_and_the_end_is_told() {
        let signal = Signal::default();
        let (mut one, mut other) = (signal.waiter(), signal.waiter());
        signal.raise();
        signal.raise();
        assert_eq!(one.moved().await, Some(()));
        let waits = tokio::spawn(async move { (one.moved().await, one.moved().await) });
        tokio::task::yield_now().await;
        signal.raise();
        assert_eq!(other.moved().await, Some(()));
        drop(signal);
        assert_eq!(waits.await.unwrap(), (Some(()), None));
        assert_eq!(other.moved().await, None);
    }
}
