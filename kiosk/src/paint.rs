//! Painted text that screen readers find too, and the few pictures of the kiosk.

use egui::{Align2, Color32, FontId, Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use look::Icon;
use look::theme::{Tone, WHITE, fit_within, icon, scale};

/// One row of text at `at`, made smaller and then elided within `room`.
pub fn row(ui: &Ui, at: Pos2, anchor: Align2, text: &str, room: f32, font: FontId, colour: Color32) -> Rect {
    let galley = fit_within(ui.painter(), text, room, font, colour);
    let rect = anchor.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, colour);
    rect
}

/// Makes painted words a label for screen readers.
pub fn label(ui: &Ui, rect: Rect, salt: &str, words: &str) {
    let id: Id = ui.unique_id().with(("label", salt));
    ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// A round mark above what went well, or did not.
pub fn mark(ui: &mut Ui, sign: Icon, tone: Tone, radius: f32) {
    let scale = scale(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), radius * 2.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), radius, tone.soft());
    ui.painter().circle_filled(rect.center(), radius * 0.72, tone.strong(scale));
    icon(ui.painter(), rect.center(), sign, radius * 0.95, WHITE);
}
