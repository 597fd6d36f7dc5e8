//! The promise under fault: once a terminal has been told "done", no kill, power cut, full
//! disk, damaged file or restore loses it, doubles it or changes it unseen.
//!
//! Each fault is a command of `./dev fault`; it prints what was acknowledged, lost and
//! doubled, and fails on one. The servers are the built program on real disks; traffic stays
//! on the loopback, or in network namespaces made for it; nothing is ended that was not started here.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm,
    reason = "a program that tests, and prints what it found"
)]

mod alone;
mod backup_io;
mod caller;
mod claims;
mod corrupt;
mod crew;
mod disk_full;
mod erase;
mod harm;
mod image;
#[path = "../../../journal/tests/faults/corrupt.rs"]
mod images;
mod io;
mod key_file;
mod kill;
mod ledger;
mod life;
mod load;
mod network;
mod offline;
mod once;
#[path = "../../../journal/tests/faults/io.rs"]
mod operations;
mod plants;
mod power_cut;
mod press;
mod raw;
mod remembered;
mod restart;
mod restore;
mod server;
mod simulation;
mod store_image;
mod wire;

pub use crate::trial::Reach;
pub use alone::alone;
pub use ledger::Tally;
pub use plants::is_planted;

use crate::trial::Trial;

/// Lets a random moment pass: when a fault strikes is up to chance, and nothing is waited for.
fn pause(milliseconds: u64) {
    std::thread::sleep(std::time::Duration::from_millis(milliseconds));
}

/// One fault.
pub type Fault = Trial<Tally>;

/// Every fault.
pub const FAULTS: &[Fault] = &[
    Fault {
        name: "kill-9",
        about: "the server killed at random moments, every fifth time while it opens",
        run: kill::run,
    },
    Fault {
        name: "power-cut",
        about: "the power cut on ext4, and on simulated disks",
        run: power_cut::run,
    },
    Fault {
        name: "io",
        about: "every single write, sync and rename made to fail in turn",
        run: io::run,
    },
    Fault { name: "disk-full", about: "a small disk filled and freed", run: disk_full::run },
    Fault {
        name: "corrupt",
        about: "damaged images of journal, store, key file and backup",
        run: corrupt::run,
    },
    Fault {
        name: "restore",
        about: "backups taken under load, restored on an empty machine",
        run: restore::run,
    },
    Fault {
        name: "erase",
        about: "people erased, and every disk searched for them with every key",
        run: erase::run,
    },
    Fault { name: "restart", about: "a long journal opened again", run: restart::run },
    Fault {
        name: "simulation",
        about: "hours of many terminals in one thread, over simulated disks, network and clocks",
        run: simulation::run,
    },
    Fault {
        name: "network",
        about: "lines cut, flapping, half open and deaf; packets lost and doubled",
        run: network::run,
    },
    Fault {
        name: "once",
        about: "replies lost, requests doubled, both sides killed",
        run: once::run,
    },
    Fault {
        name: "offline",
        about: "a kiosk killed again and again without its server",
        run: offline::run,
    },
    Fault {
        name: "claims",
        about: "two stations claim the same matter at once",
        run: claims::run,
    },
    Fault {
        name: "plants",
        about: "bugs planted on purpose: each must be found",
        run: plants::run,
    },
];
