//! Filter pills: one of a few, with how many each holds.

use egui::{Color32, CornerRadius, Role, Sense, Ui, WidgetInfo, vec2};

use crate::theme::colour::ROW_LINE;
use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{NAVY, WHITE, bold, elided, rows_within, scale};

/// Draws one pill for each label, wrapping to further rows where the place ends, the
/// `chosen` one filled. Returns the index of the one pressed.
pub fn segmented(ui: &mut Ui, labels: &[&str], chosen: usize) -> Option<usize> {
    let scale = scale(ui);
    let font_size = scale.pick(35.0, 14.0);
    let gap = scale.gap * 0.6;
    let natural = |ui: &Ui, label: &str| elided(ui.painter(), label, f32::INFINITY, bold(font_size), NAVY).size().x + font_size * 1.8;
    let all: f32 = labels.iter().map(|label| natural(ui, label) + gap).sum::<f32>() - gap;
    // On a touch screen they stay in one row, where each is still wide enough for a finger.
    let even = (ui.available_width() - gap * (labels.len().max(1) - 1) as f32) / labels.len().max(1) as f32;
    let is_even = scale.touch && all > ui.available_width() && even >= scale.target * 1.5;
    let mut touched = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, gap);
        for (index, label) in labels.iter().enumerate() {
            let is_chosen = index == chosen;
            let (fill, text): (Color32, Color32) = if is_chosen { (NAVY, WHITE) } else { (ROW_LINE, scale.ink_2()) };
            let width = if is_even { even - 0.1 } else { natural(ui, label).min(ui.max_rect().width()) };
            let size = vec2(width, scale.target);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, label));
            let radius = (rect.height() / 2.0) as u8;
            let fill = pressed(fill, response.is_pointer_button_down_on(), response.hovered());
            ui.painter().rect_filled(rect, CornerRadius::same(radius), fill);
            if response.has_focus() {
                focus_ring(ui.painter(), rect, radius, scale.line * 2.0);
            }
            let place = rect.shrink2(vec2(font_size * if is_even { 0.3 } else { 0.8 }, 0.0));
            rows_within(ui.painter(), label, place, &[font_size, scale.small], bold, text);
            if response.clicked() {
                touched = Some(index);
            }
        }
    });
    touched
}
