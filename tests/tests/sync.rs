//! One live state, over the real wire: gap-free views (B-10), first claim (B-11), exactly
//! once (B-12), offline kiosks (B-07), admission, the archive.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sync {
    mod claims;
    mod clock;
    mod console;
    mod devices;
    mod disks;
    mod gaps;
    mod history;
    mod kiosk;
    mod log;
    mod once;
    mod resuming;
    mod sessions;
    mod takeback;
    mod terminal_clocks;
    mod witnesses;
}
