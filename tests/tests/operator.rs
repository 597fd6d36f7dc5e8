//! The operator's commands, by the real program: for people and for scripts, right and wrong.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod operator {
    mod commands;
    mod demo;
    mod pins;
    mod watched;
}
