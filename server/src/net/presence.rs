//! Which terminals are connected now. Never an entry: it is not history, it is weather.

use super::seats::{Seat, Seats};
use crate::signal::{Signal, Waiter};
use domain::registers::terminals::Terminal;
use std::sync::Arc;
use tonic::Status;
use values::Id;

/// So many streams a terminal has open; it needs one.
const STREAMS: usize = 4;

/// The open streams, by terminal.
#[derive(Clone)]
pub struct Presence {
    open: Seats<Id<Terminal>>,
    changed: Arc<Signal>,
}

impl Default for Presence {
    fn default() -> Self {
        Self { open: Seats::new(STREAMS), changed: Arc::default() }
    }
}

/// One open stream; the terminal counts as connected while any of its streams is open.
pub struct Stay {
    seat: Option<Seat<Id<Terminal>>>,
    changed: Arc<Signal>,
}

impl Presence {
    /// A terminal opens a stream. Where it has too many, its oldest one ends.
    #[must_use]
    pub fn enter(&self, terminal: &Id<Terminal>) -> Stay {
        let seat = self.open.take(terminal);
        self.changed.raise();
        Stay { seat: Some(seat), changed: self.changed.clone() }
    }
    /// The connected terminals.
    #[must_use]
    pub fn connected(&self) -> Vec<String> {
        self.open.holders().iter().map(|t| t.as_str().to_owned()).collect()
    }
    /// Tells when somebody came or went.
    #[must_use]
    pub fn changes(&self) -> Waiter {
        self.changed.waiter()
    }
}

impl Stay {
    /// Returns when newer streams of the terminal took its place; with this the stream ends.
    pub async fn lost(&self) -> Status {
        if let Some(seat) = &self.seat {
            seat.lost().await;
        }
        Status::resource_exhausted("this terminal has opened newer streams")
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        drop(self.seat.take());
        self.changed.raise();
    }
}
