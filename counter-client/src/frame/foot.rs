//! Sentences at the foot: what was refused, and why; each for a few seconds.

use crate::desk::Desk;
use egui::{CornerRadius, Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{DESK, WHITE, bold};

/// Draws the newest sentence while it lasts.
pub fn foot(ui: &mut Ui, desk: &mut Desk) {
    let now = desk.now;
    desk.notices.retain(|n| n.until > now);
    let Some(notice) = desk.notices.last() else { return };
    let fill = notice.tone.strong(DESK);
    Panel::bottom("foot")
        .show_separator_line(false)
        .frame(Frame::new().fill(fill).corner_radius(CornerRadius::ZERO).inner_margin(Margin::symmetric(24, 12)))
        .show(ui, |ui| {
            text::label(ui, &notice.text, bold(DESK.body), WHITE);
        });
}
