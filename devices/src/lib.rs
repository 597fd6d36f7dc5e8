//! What hangs on a kiosk: slip printer, scanner, light, loudspeaker, camera, each behind a small trait,
//! each optional, each with a simulated one for tests.
//!
//! A device never makes the screen wait: whatever may block has a thread of its own, and tells
//! what became of it as a [`Report`]. What is wrong with a device is one [`Trouble`] of a few, so
//! that a visitor is told a sentence and the control room sees a line.
//!
//! This crate must not know: screens, words, records, the network of ours. What stands on a slip
//! comes to it as finished words.

pub mod camera;
mod device;
pub mod light;
pub mod picture;
pub mod printer;
pub mod scanner;
pub mod settings;
pub mod slip;
pub mod speaker;

pub use device::{Device, Report, Tell, Trouble};
