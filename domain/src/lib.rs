//! What is true: the records of a property, the commands that change them, and the rules
//! that decide. The server decides with these rules; the staff terminals run the same
//! rules on their replica to explain beforehand what would be refused.
//!
//! This crate must not know: files, networks, clocks, randomness, threads, screens. Time
//! and identity come in with the [`Stamp`]; equal journals give equal states.

#![cfg_attr(test, allow(clippy::wildcard_enum_match_arm, clippy::type_complexity, reason = "a test looks at one arm of many"))]

mod decide;
mod due;
#[cfg(test)]
pub(crate) mod fixture;
mod record;
pub mod registers;
pub mod rights;
#[cfg(test)]
mod sealed_test;
pub mod signing;
mod stamp;
mod state;
pub mod view;

pub use decide::{Change, decide};
pub use due::{Due, due};
pub use record::{Kind, Named, RecordRef, Recorded, UnknownKind};
pub use registers::{Command, Record, Refusal, State};
pub use stamp::{Actor, LONGEST_WAIT_MS, Offline, Stamp, Station};
pub use state::Table;
