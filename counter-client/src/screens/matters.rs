//! The matters screen.

use crate::desk::Desk;
use egui::Ui;

/// What is typed here and not yet sent.
#[derive(Default)]
pub struct Draft {}

/// How many things wait here for somebody.
#[must_use]
pub fn waiting(_desk: &Desk) -> usize {
    0
}

/// Draws the screen.
pub fn matters_ui(_ui: &mut Ui, _desk: &mut Desk) {}
