//! The list at the left of a screen, beside what is chosen in it.

use egui::{Frame, Panel, Ui};
use look::theme::CARD;

/// How wide it is, in points.
pub const LIST_WIDTH: f32 = 430.0;

/// Draws it in the whole height; `id` is the screen's own.
pub fn left_list(ui: &mut Ui, id: &'static str, draw: impl FnOnce(&mut Ui)) {
    Panel::left(id)
        .exact_size(LIST_WIDTH)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(CARD))
        .show(ui, draw);
}
