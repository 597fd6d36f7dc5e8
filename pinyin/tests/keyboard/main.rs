//! The keyboard as a person meets it: what letters lead to, over the whole tables.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod font;
mod held_out;
mod laws;
mod names;
mod taps;
