//! Nobody gets in where they do not belong, and what is sent cannot hurt.
//!
//! Each attack is a command of `./dev attack`; it prints what was tried, refused and hurt, and
//! fails on one that got through. All traffic stays on the loopback and is bounded.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm,
    reason = "a program that tests, and prints what it found"
)]

mod enrol;
mod kiosk;
mod pin;
mod rights;
mod sender;
mod sign;
mod tally;
mod text;
mod wire;

pub use crate::trial::Reach;
pub use tally::Tally;

use crate::trial::Trial;

/// One attack.
pub type Attack = Trial<Tally>;

/// Every attack.
pub const ATTACKS: &[Attack] = &[
    Attack {
        name: "rights",
        about: "every call and every command by every station, role and credential",
        run: rights::run,
    },
    Attack {
        name: "sign",
        about: "sheets and key hand-outs altered, swapped, signed by oneself, or yesterday's",
        run: sign::run,
    },
    Attack {
        name: "enrol",
        about: "codes that were used, are too old or guessed at, for another station, and a man in the middle",
        run: enrol::run,
    },
    Attack {
        name: "pin",
        about: "many guesses of a PIN at once, over a restart, and what their time tells",
        run: pin::run,
    },
    Attack {
        name: "wire",
        about: "malformed TLS, HTTP/2, gRPC, protobuf and JSON, resets, bombs, idle and slow peers",
        run: wire::run,
    },
    Attack {
        name: "text",
        about: "hostile text through every field of every command and submission",
        run: text::run,
    },
    Attack {
        name: "kiosk",
        about: "pairs of histories that differ in other people's data alone, as a kiosk sees them",
        run: kiosk::run,
    },
];
