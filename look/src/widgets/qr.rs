//! A QR code, for what another machine reads from this screen.

use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use fast_qr::QRBuilder;

use crate::theme::{INK, WHITE};

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
