//! Which terminals are connected now. Never an entry: it is not history, it is weather.

use domain::registers::terminals::Terminal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use values::Id;

/// The open streams, counted by terminal.
#[derive(Clone)]
pub struct Presence {
    open: Arc<Mutex<BTreeMap<Id<Terminal>, u32>>>,
    changed: watch::Sender<u64>,
}

/// One open stream; the terminal counts as connected while any of its streams is open.
pub struct Stay {
    presence: Presence,
    terminal: Id<Terminal>,
}

impl Default for Presence {
    fn default() -> Self {
        Self { open: Arc::default(), changed: watch::Sender::new(0) }
    }
}

impl Presence {
    /// A terminal opens a stream.
    #[must_use]
    pub fn enter(&self, terminal: &Id<Terminal>) -> Stay {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner).entry(terminal.clone()).or_default() += 1;
        self.changed.send_modify(|n| *n += 1);
        Stay { presence: self.clone(), terminal: terminal.clone() }
    }
    /// The connected terminals.
    #[must_use]
    pub fn connected(&self) -> Vec<String> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).keys().map(|t| t.as_str().to_owned()).collect()
    }
    /// Tells when somebody came or went.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
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
        self.presence.changed.send_modify(|n| *n += 1);
    }
}
