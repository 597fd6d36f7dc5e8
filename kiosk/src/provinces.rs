//! The signs with which a mainland number plate begins, in the place of the keyboard.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{CARD, INK, KEY, Scale, bold, scale};
use look::words::Words;
use values::PlateNumber;

use crate::paint;

/// What was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A province's sign.
    Province(char),
    /// The plate begins with none of them.
    Other,
}

/// So many signs stand side by side.
fn columns(width: f32, scale: Scale) -> usize {
    [11, 8, 7].into_iter().find(|columns| cell(width, *columns, scale).x >= scale.target).unwrap_or(6)
}

fn cell(width: f32, columns: usize, scale: Scale) -> egui::Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let columns = columns as f32;
    vec2((width - GAP * (columns - 1.0)) / columns, scale.target)
}

const GAP: f32 = 8.0;

/// Draws them.
pub fn provinces(ui: &Ui, words: &Words) -> Option<Picked> {
    let scale = scale(ui);
    let place = ui.max_rect();
    let columns = columns(place.width(), scale);
    let size = cell(place.width(), columns, scale);
    let mut picked = None;
    let mut draw = |index: usize, span: f32, sign: &str, fill, found: Picked| {
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let at = place.min + vec2(column * (size.x + GAP), row * (size.y + GAP));
        let rect = Rect::from_min_size(at, vec2(size.x * span + GAP * (span - 1.0), size.y));
        let response = ui.interact(rect, ui.unique_id().with(("province", sign)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), sign));
        let fill = pressed(fill, response.is_pointer_button_down_on(), false);
        ui.painter().rect_filled(rect, CornerRadius::same(scale.radius), fill);
        if response.has_focus() {
            focus_ring(ui.painter(), rect, scale.radius, scale.line * 2.0);
        }
        paint::row(ui, rect.center(), Align2::CENTER_CENTER, sign, rect.width() - GAP, bold(scale.strong), INK);
        if response.clicked() {
            picked = Some(found);
        }
    };
    let mut last = 0;
    for (index, sign) in PlateNumber::PROVINCES.chars().enumerate() {
        draw(index, 1.0, &sign.to_string(), CARD, Picked::Province(sign));
        last = index;
    }
    // The last key takes what is left of its row, or a row of its own.
    let (next, other) = (last + 1, words.kiosk.visitor.plate_other);
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let left = (columns - next % columns) as f32;
    draw(next, left.min(3.0), other, KEY, Picked::Other);
    picked
}
