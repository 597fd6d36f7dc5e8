//! A terminal of an earlier version keeps working: its messages, byte for byte as it sent them, are
//! answered by today's server in words that it can read.
//!
//! `golden/protocol-N/` holds what a terminal of protocol version N says. They are only added to:
//! before the version goes up, run `cargo test -p tests --test protocol -- --ignored`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod protocol {
    mod kept;
    mod replayed;
    mod version_1;
}
