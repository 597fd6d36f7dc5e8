//! A terminal's half of the wire: enrolment, the pinned TLS channel, the outbox that survives a
//! power cut, and the links that reconnect for ever.
//!
//! * [`enrol`] turns a machine and a pairing code into a terminal; [`Identity`] is what it then has.
//! * [`DeskLink`] is for staff terminals: it follows the one live state, submits commands and
//!   asks the archive.
//! * [`LobbyLink`] is for the kiosk: it watches the lobby and delivers sealed submissions.
//!
//! Both links give "saved on this disk" at once and the server's answer exactly once, in order. A
//! server that was restored from an older copy is told again, by itself, what the copy lacks.
//!
//! This crate must not know: screens, rules. Commands and records are opaque bytes here.

mod backoff;
mod channel;
mod clock;
mod courier;
mod desk_link;
mod disk_key;
mod enrol;
pub mod environment;
mod identity;
mod inbox;
mod kept;
mod line;
mod lobby_link;
pub mod pairing;
pub mod plant;
mod private_file;
mod remembered_pin;
mod sealed;
mod shelf;
mod trouble;
mod trust;
mod watched;

pub use courier::Ended;
pub use desk_link::{
    AboutPerson, ConsoleAnswer, ConsoleQuestion, DeskLink, Event, FoundFamily, HistoryAnswer, HistoryQuestion, HistoryVersion,
    MAX_COMMAND_BYTES, Outcome, Pins, Returned, Urgent, Waiting,
};
pub use enrol::{EnrolError, enrol};
pub use identity::{Identity, IdentityError};
pub use inbox::Wake;
/// What a replica compares with the server's bookmarks.
pub use journal::digest::ViewDigest;
pub use journal::no_dump::keep_memory_off_the_disk;
pub use lobby_link::{LobbyEvent, LobbyLink, LobbyOutcome, MAX_SEALED_BYTES, ProgramEnd};
/// Bytes as they came from the wire, cheap to clone.
pub use prost::bytes::Bytes;
pub use remembered_pin::RememberedPin;
pub use trouble::{StartError, SubmitError};
pub use zeroize::Zeroizing;
