//! The lobby screens: what a visitor sees, and what a visitor wants.
//!
//! [`Kiosk`] is everything that is shown, as pure state: it is told what the link heard
//! ([`Kiosk::hear`]) and what time it is, draws one frame, and hands out the submissions that
//! somebody asked for ([`Kiosk::next_submission`]). It reaches no network, disk or clock, so a
//! test drives it with taps alone. [`program`] ties it to a window and a link.
//!
//! This crate must not know: rules, records, other people's data. It keeps nothing that a
//! visitor typed: what is wanted leaves by the link, sealed, and the rest is dropped (B-01).

pub mod ahead;
pub mod app;
pub mod check;
pub mod choice;
pub mod code_entry;
pub mod counter_hours;
pub mod devices;
pub mod directory;
pub mod form;
pub mod here;
pub mod idle;
mod kiosk;
pub mod options;
pub mod pager;
pub mod paint;
pub mod program;
pub mod provinces;
pub mod ring;
pub mod screens;
pub mod seen;
pub mod shell;
pub mod tray;
pub mod typing;
pub mod unit_picker;

pub use kiosk::{Kiosk, Now, prepare};
