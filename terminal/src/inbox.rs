//! What a link has to tell its program, in order.

use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// With this many events undrained, nothing more is read from the server, which then parks the
/// terminal as a slow one.
const FULL: usize = 4096;

/// Called, from any thread, whenever there is something to drain; it must return at once.
pub type Wake = Box<dyn Fn() + Send + Sync>;

pub(crate) struct Inbox<E> {
    events: Mutex<Vec<E>>,
    drained: Notify,
    wake: Wake,
}

impl<E> Inbox<E> {
    pub(crate) fn new(wake: Wake) -> Inbox<E> {
        Inbox { events: Mutex::default(), drained: Notify::new(), wake }
    }

    /// Never waits: what the program must know is never dropped.
    pub(crate) fn push(&self, event: E) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
        (self.wake)();
    }

    /// The same for what can wait until the program looks by itself: it wakes nobody.
    pub(crate) fn push_unheard(&self, event: E) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    pub(crate) fn drain(&self) -> Vec<E> {
        let events = std::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner));
        self.drained.notify_one();
        events
    }

    /// Returns when the program has kept up.
    pub(crate) async fn room(&self) {
        while self.events.lock().unwrap_or_else(PoisonError::into_inner).len() >= FULL {
            self.drained.notified().await;
        }
    }
}
