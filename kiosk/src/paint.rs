//! Painted text that screen readers find too, and the few pictures of the kiosk.

use egui::{Align2, Color32, CornerRadius, FontId, Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use fast_qr::QRBuilder;
use look::Icon;
use look::theme::{INK, Tone, WHITE, fit_within, icon, scale};

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

/// A QR code with its quiet zone, as large as the place; nothing where it cannot be made.
pub fn qr(ui: &Ui, rect: Rect, contents: &str, name: &str) {
    let Ok(code) = QRBuilder::new(contents).build() else { return };
    let quiet = 4;
    let modules = code.size + quiet * 2;
    // Whole pixels, so that every module is equally wide.
    let pixels = ui.ctx().pixels_per_point();
    let side = (rect.width().min(rect.height()) * pixels / modules as f32).floor().max(1.0) / pixels;
    let all = Rect::from_center_size(rect.center(), vec2(1.0, 1.0) * side * modules as f32);
    ui.painter().rect_filled(all, CornerRadius::ZERO, WHITE);
    for (index, module) in code.data.iter().take(code.size * code.size).enumerate() {
        if module.value() {
            let (row, column) = (index / code.size + quiet, index % code.size + quiet);
            let at = pos2(all.left() + column as f32 * side, all.top() + row as f32 * side);
            ui.painter().rect_filled(Rect::from_min_size(at, vec2(side, side)), CornerRadius::ZERO, INK);
        }
    }
    let id = ui.unique_id().with("qr");
    ui.interact(all, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
}
