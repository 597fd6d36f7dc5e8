//! Checked values: names, telephones, numbers of units, keys and staff,
//! money, time. Each is parsed once (also by serde, through `try_from`) and
//! never checked again: who holds one may rely on what its document promises.
//!
//! This crate must not know: records, rules, storage, the network, the screen.

#[macro_use]
mod checked;
mod code;
mod digest;
mod id;
mod identity;
mod legible;
mod money;
mod name;
mod number;
mod personal;
mod photo;
mod plate;
mod telephone;
mod text;
mod time;

pub use checked::Invalid;
pub use code::{ReportNumber, VisitCode, VisitMark};
pub use digest::Digest;
pub use id::Id;
pub use identity::{IdentityNumber, masked};
pub use legible::is_legible;
pub use money::Fen;
pub use name::PersonName;
pub use number::{KeyNumber, PassNumber, StaffNumber, UnitNumber};
pub use personal::Personal;
pub use photo::Photo;
pub use plate::PlateNumber;
pub use telephone::Telephone;
pub use text::{Line, Text};
pub use time::{At, LocalDay, MINUTE_MS, SECOND_MS};
