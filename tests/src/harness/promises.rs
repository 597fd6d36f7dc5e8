//! What is promised to whoever follows the one live state, held against everything that one
//! terminal was told: plain data in, sentences out.
//!
//! The six promises of a watch (as etcd words them), the view's filter, and that each command has
//! one answer, which the journal has too. Nothing here knows a network, a thread or a clock.

mod durable;
mod stream;
#[cfg(test)]
mod tests;

pub use durable::Durable;

use domain::Station;
use durable::Journal;
use std::fmt;
use stream::Stream;
use terminal::Event;

/// Everything that one terminal was told by its link, in order.
#[derive(Clone, Debug)]
pub struct History {
    /// The terminal's id.
    pub terminal: String,
    /// Its outbox's numbering, in hex.
    pub incarnation: String,
    /// Where it stands: what its view must not show.
    pub station: Station,
    /// What it was told. To a kiosk, whose answers have no revision, it is 0.
    pub events: Vec<Event>,
}

/// A promise to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// What is told is never older than what was told before.
    Ordered,
    /// Nothing is told twice.
    Unique,
    /// Nothing between two things that are told is left out.
    Reliable,
    /// An entry is told whole, a snapshot is the state after exactly one entry.
    Atomic,
    /// A new stream goes on right after the last thing told, or says so and tells everything.
    Resumable,
    /// A bookmark stands where the stream is: everything up to it has been told.
    Bookmarked,
    /// A station is never told what its view does not show.
    Filtered,
    /// A command has one final answer, the one that stands in the journal.
    Answered,
}

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub promise: Promise,
    /// How, in a sentence.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is broken: {}", self.promise, self.what)
    }
}

impl History {
    /// Of a terminal that was told nothing yet.
    #[must_use]
    pub fn of(terminal: &str, incarnation: [u8; 16], station: Station) -> Self {
        let incarnation = data_encoding::HEXLOWER.encode(&incarnation);
        Self { terminal: terminal.to_owned(), incarnation, station, events: Vec::new() }
    }

    /// The server was restored from a copy, and this terminal has followed it since: what was told
    /// before it was greeted there is of a history that was left. It is dropped.
    pub fn restored(&mut self) {
        let is_whole = |event: &Event| matches!(event, Event::Opened { resumed: false });
        let opened = self.events.iter().rposition(is_whole).unwrap_or_default();
        let is_greeting = |event: &Event| matches!(event, Event::Online { .. });
        let greeted = self.events[..opened].iter().rposition(is_greeting).unwrap_or(opened);
        self.events.drain(..greeted);
    }

    /// Every broken promise, in the order in which it shows. `journal` is what the server's journal
    /// has, oldest first, read after the last event; where it is empty, only what the history says
    /// by itself is checked.
    #[must_use]
    pub fn violations(&self, journal: &[Durable]) -> Vec<Violation> {
        let mut stream = Stream::of(self, Journal::of(journal));
        self.events.iter().for_each(|event| stream.take(event));
        stream.found
    }
}
