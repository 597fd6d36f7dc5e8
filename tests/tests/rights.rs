//! Who may do what, over the wire: every call by every kind of caller, every command from
//! every station, and that the kiosk can be told nothing about anybody (B-02, S-1, Q-3).
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod rights {
    mod calls;
    mod commands;
    mod lookup;
}
