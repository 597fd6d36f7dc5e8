//! The wire under test: real links against a property's server that lives in this process.
#![allow(clippy::unwrap_used, clippy::wildcard_enum_match_arm, reason = "a test may panic")]

mod ca;
mod enrolment;
mod following;
mod history;
mod lobby;
mod property;
mod relay;
mod submitting;
mod takeback;
mod told;
mod trust;
