//! What is kept: the append-only log and its contract.
//!
//! A journal is a dense row of entries, each chained by hash to the one before. It is the server's
//! truth and each terminal's outbox. Entries are opaque bytes here: this crate knows no rules, no
//! wire and no spelling of what it keeps.
//!
//! * [`Journal`] is the contract, the same in every engine, with [`append_settled`] as the only retry.
//! * [`file::FileJournal`] keeps it in plain files, its segments; [`file::seal_closed`] compresses the closed ones and
//!   [`file::verify`] reads them all, changing nothing.
//! * [`disk::Disk`] is all that it asks of a disk; [`simulated::SimulatedDisk`] is one that loses its power on demand.
//! * [`memory::MemoryJournal`] keeps it in memory and fails on demand, for tests and simulation.
//! * [`outbox::Outbox`] is a terminal's queue of what the server has not answered yet.

pub mod chance;
mod contract;
pub mod digest;
pub mod disk;
pub mod file;
pub mod memory;
pub mod no_dump;
pub mod outbox;
pub mod plant;
mod record;
mod revision;
mod settle;
pub mod simulated;

pub use contract::{AppendError, BatchId, Identity, Journal, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, ReadError, Replay, Stored};
pub use revision::{Hash, Head, Revision};
pub use settle::append_settled;
