//! A server's data directory: what a start repairs, how the journal is divided, what copies hold.
#![allow(clippy::unwrap_used, clippy::wildcard_enum_match_arm, reason = "a test may panic")]

mod copies;
mod fixture;
mod recovery;
mod segments;
