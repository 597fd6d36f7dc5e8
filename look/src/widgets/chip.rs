//! A small rounded word in a tone: the state of a thing. Painted, because a `Frame` inside
//! `horizontal` is stretched to the row's height.

use egui::{CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::theme::{Scale, Tone, bold, elided, scale};

fn font_size(scale: Scale) -> f32 {
    scale.pick(26.0, 13.5)
}

/// A chip in the flow of a layout.
pub fn chip(ui: &mut Ui, text: &str, tone: Tone) -> Response {
    let scale = scale(ui);
    let width = measure(ui.painter(), text, scale).x.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, height(scale)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    draw(ui.painter(), rect, text, tone, scale);
    response
}

/// A chip painted with its right edge's middle at `at`, inside a row that names it itself.
/// Returns the place it took.
pub fn paint_right(painter: &Painter, at: Pos2, text: &str, tone: Tone, scale: Scale) -> Rect {
    let size = measure(painter, text, scale);
    let rect = Rect::from_min_size(at - vec2(size.x, size.y / 2.0), size);
    draw(painter, rect, text, tone, scale);
    rect
}

fn height(scale: Scale) -> f32 {
    (font_size(scale) * 1.85).round()
}

fn measure(painter: &Painter, text: &str, scale: Scale) -> Vec2 {
    let font = bold(font_size(scale));
    let galley = elided(painter, text, f32::INFINITY, font, Tone::Neutral.strong(scale));
    vec2(galley.size().x + font_size(scale) * 1.3, height(scale))
}

fn draw(painter: &Painter, rect: Rect, text: &str, tone: Tone, scale: Scale) {
    let colour = tone.strong(scale);
    let room = rect.width() - font_size(scale);
    let galley = elided(painter, text, room, bold(font_size(scale)), colour);
    let radius = CornerRadius::same((rect.height() / 2.0) as u8);
    painter.rect_filled(rect, radius, tone.soft());
    painter.galley(rect.center() - galley.size() / 2.0, galley, colour);
}
