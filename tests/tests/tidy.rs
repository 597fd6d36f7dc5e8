//! The house rules, held by the compiler's own data and by the source: which room may know
//! which, where things may be named, how long they may be, what tests are called.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod tidy {
    mod arrows;
    mod names;
    mod scripts;
    mod size;
    mod spelling;
}
