//! A whole property in one process: the real server on a free port, terminals enrolled with
//! real one-time codes, each behind a cable that can be cut.
//!
//! Nothing here sleeps. Whoever waits, waits for a condition, is woken by the link itself,
//! and gives up after [`PATIENCE`], saying for what it waited. All that a staff terminal is
//! told is held against what is promised (`promises`).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a harness fails where it stands, and prints its seeds")]

mod bell;
mod cable;
mod clock;
mod copy;
pub mod credential;
pub mod descriptor;
pub mod forge;
pub mod golden;
pub mod hand_over;
mod kiosk;
mod matter;
mod operator;
mod people;
pub mod photo;
mod program;
pub mod promises;
mod property;
mod random;
pub mod script;
pub mod source;
mod staff;
mod told;

pub use bell::{PATIENCE, within};
pub use cable::Cable;
pub use clock::{Clock, MONDAY};
pub use copy::{copy_dir, copy_without_room};
pub use credential::{Credential, call, first_answers};
pub use kiosk::{Kiosk, MARK};
pub use matter::request;
pub use operator::Operator;
pub use people::*;
pub use program::{Program, SETTINGS, Site, built};
pub use property::{Property, entries_after, entries_of, journal_of, settings, verified};
pub use random::Random;
pub use staff::{Answer, Staff};
pub use told::{Connection, Told};
