//! That the kiosk can be told nothing about anybody (B-02). Who may do what is tried by the attack
//! `rights` (S-1, S-2, Q-3).
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod rights {
    mod coming;
    mod leaving;
    mod lookup;
    mod photo;
    mod turned_away;
}
