//! Which terminals are connected now. Never an entry: it is not history, it is weather.

use crate::signal::{Signal, Waiter};
use domain::registers::terminals::Terminal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use values::Id;

/// The open streams, counted by terminal.
#[derive(Clone, Default)]
pub struct Presence {
    open: Arc<Mutex<BTreeMap<Id<Terminal>, u32>>>,
    changed: Arc<Signal>,
}

/// One open stream; the terminal counts as connected while any of its streams is open.
pub struct Stay {
    presence: Presence,
    terminal: Id<Terminal>,
}

impl Presence {
    /// A terminal opens a stream.
    #[must_use]
    pub fn enter(&self, terminal: &Id<Terminal>) -> Stay {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner).entry(terminal.clone()).or_default() += 1;
        self.changed.raise();
        Stay { presence: self.clone(), terminal: terminal.clone() }
    }
    /// The connected terminals.
    #[must_use]
    pub fn connected(&self) -> Vec<String> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).keys().map(|t| t.as_str().to_owned()).collect()
    }
    /// Tells when somebody came or went.
    #[must_use]
    pub fn changes(&self) -> Waiter {
        self.changed.waiter()
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        let mut open = self.presence.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.terminal) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.terminal);
            }
        }
        drop(open);
        self.presence.changed.raise();
    }
}
