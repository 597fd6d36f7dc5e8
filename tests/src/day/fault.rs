//! Why the day stopped.

use std::{fmt, io};

/// A sentence for whoever ran the day: what was expected, where, and what was there instead.
#[derive(Debug)]
pub struct Fault(String);

impl Fault {
    /// Says what went wrong.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A failure of the system, with what was being done.
    pub fn system(doing: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        move |error| Self(format!("{doing}: {error}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
