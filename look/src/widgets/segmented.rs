//! Filter pills: one of a few, with how many each holds.

use egui::{Color32, CornerRadius, Role, Sense, Ui, WidgetInfo, vec2};

use crate::theme::colour::ROW_LINE;
use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{NAVY, WHITE, bold, elided, scale};

/// Draws one pill for each label, wrapping to further rows where the place ends, the
/// `chosen` one filled. Returns the index of the one pressed.
pub fn segmented(ui: &mut Ui, labels: &[&str], chosen: usize) -> Option<usize> {
    let scale = scale(ui);
    let font_size = scale.pick(30.0, 14.0);
    let mut touched = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(scale.gap * 0.6, scale.gap * 0.6);
        for (index, label) in labels.iter().enumerate() {
            let is_chosen = index == chosen;
            let (fill, text): (Color32, Color32) = if is_chosen { (NAVY, WHITE) } else { (ROW_LINE, scale.ink_2()) };
            let galley = elided(ui.painter(), label, f32::INFINITY, bold(font_size), text);
            let size = vec2(galley.size().x + font_size * 1.8, scale.target);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, label));
            let radius = (rect.height() / 2.0) as u8;
            let fill = pressed(fill, response.is_pointer_button_down_on(), response.hovered());
            ui.painter().rect_filled(rect, CornerRadius::same(radius), fill);
            if response.has_focus() {
                focus_ring(ui.painter(), rect, radius, scale.line * 2.0);
            }
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, text);
            if response.clicked() {
                touched = Some(index);
            }
        }
    });
    touched
}
