//! What every painted widget needs: text that never leaves its place, shadows, icons.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, CornerRadius, FontFamily, FontId, Galley, Painter, Pos2, Rect, Shadow, Vec2};
use egui_material_icons::MaterialIcon;

use crate::text::visible;

/// Below this share of its wished size a text is elided instead of made still smaller.
const SMALLEST: f32 = 0.7;

/// The largest font of at most the wished size at which `text` fits `max_width`: painted
/// text neither wraps nor clips by itself. May become very small; see [`fit_within`].
pub fn fit(painter: &Painter, text: &str, max_width: f32, font: FontId) -> FontId {
    let width = one_row(painter, text, font.clone(), Color32::BLACK, f32::INFINITY).size().x;
    if width <= max_width {
        return font;
    }
    let size = (font.size * max_width / width).floor().max(1.0);
    FontId::new(size, font.family)
}

/// One row that never exceeds `max_width`: first smaller, down to 0.7 of the wished size,
/// then elided with `…`.
pub fn fit_within(painter: &Painter, text: &str, max_width: f32, font: FontId, colour: Color32) -> Arc<Galley> {
    let least = (font.size * SMALLEST).ceil();
    let mut fitted = fit(painter, text, max_width, font);
    fitted.size = fitted.size.max(least);
    elided(painter, text, max_width, fitted, colour)
}

/// One row at exactly this size, elided with `…` where `max_width` ends.
pub fn elided(painter: &Painter, text: &str, max_width: f32, font: FontId, colour: Color32) -> Arc<Galley> {
    one_row(painter, text, font, colour, max_width.max(1.0))
}

/// As many rows as the text needs within `max_width`.
pub fn wrapped(painter: &Painter, text: &str, max_width: f32, font: FontId, colour: Color32) -> Arc<Galley> {
    let text = visible(painter.ctx(), text).into_owned();
    painter.layout(text, font, colour, max_width.max(1.0))
}

/// As [`wrapped`], every row centred: draw it at the middle of its place.
pub fn centred(painter: &Painter, text: &str, max_width: f32, font: FontId, colour: Color32) -> Arc<Galley> {
    let text = visible(painter.ctx(), text).into_owned();
    let mut job = LayoutJob::simple(text, font, colour, max_width.max(1.0));
    job.halign = Align::Center;
    painter.layout_job(job)
}

/// As many rows as the text needs within `room`, at the first of `sizes` at which all of them
/// do and no word is broken, in this face; at the last size what is still too much ends with `…`.
pub fn fit_rows(painter: &Painter, text: &str, room: Vec2, sizes: &[f32], face: fn(f32) -> FontId, colour: Color32) -> Arc<Galley> {
    let text = visible(painter.ctx(), text).into_owned();
    let at = |size: f32| {
        let font = face(size);
        let row = painter.fonts_mut(|fonts| fonts.row_height(&font));
        let mut job = LayoutJob::simple(text.clone(), font, colour, room.x.max(1.0));
        job.wrap.max_rows = ((room.y / row) as usize).max(1);
        painter.layout_job(job)
    };
    let fitting = sizes.iter().map(|size| at(*size)).find(|galley| !galley.elided && !breaks_a_word(galley));
    fitting.unwrap_or_else(|| at(sizes.last().copied().unwrap_or(1.0)))
}

/// As [`fit_rows`], every row in the middle of `place`, and the whole in the middle of its height.
pub fn rows_within(painter: &Painter, text: &str, place: Rect, sizes: &[f32], face: fn(f32) -> FontId, colour: Color32) -> Rect {
    let fitted = fit_rows(painter, text, place.size(), sizes, face, colour);
    let mut job = (*fitted.job).clone();
    job.halign = Align::Center;
    let galley = painter.layout_job(job);
    let at = Pos2::new(place.center().x, place.center().y - galley.size().y / 2.0);
    let rect = galley.rect.translate(at.to_vec2());
    painter.galley(at, galley, colour);
    rect
}

/// Whether a row ends within a word of Latin letters.
fn breaks_a_word(galley: &Galley) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && u32::from(c) < 0x0250);
    galley.rows.windows(2).any(|rows| {
        let (before, after) = (rows[0].text(), rows[1].text());
        !rows[0].ends_with_newline && letter(before.chars().last()) && letter(after.chars().next())
    })
}

fn one_row(painter: &Painter, text: &str, font: FontId, colour: Color32, max_width: f32) -> Arc<Galley> {
    let text = visible(painter.ctx(), text).into_owned();
    let mut job = LayoutJob::simple_singleline(text, font, colour);
    job.wrap = TextWrapping::truncate_at_width(max_width);
    painter.layout_job(job)
}

/// The one soft shadow; `strong` for what floats above everything (a kiosk's tile, a dialog).
pub fn shadow(painter: &Painter, rect: Rect, radius: u8, strong: bool) {
    let (down, blur, alpha) = if strong { (8, 28, 46) } else { (2, 8, 22) };
    let shadow = Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: Color32::from_rgba_unmultiplied(16, 27, 45, alpha),
    };
    painter.add(shadow.as_shape(rect, CornerRadius::same(radius)));
}

/// An icon of `size` points with its middle at `centre`. Decoration: the widget's name says
/// in words what it means.
pub fn icon(painter: &Painter, centre: Pos2, icon: MaterialIcon, size: f32, colour: Color32) {
    let family: FontFamily = icon.font_family();
    let font = FontId::new(size, family);
    let galley = painter.layout_no_wrap(icon.codepoint.to_owned(), font, colour);
    // The ink, not the line box, is what must stand in the middle.
    let offset = galley.mesh_bounds.center().to_vec2();
    painter.galley(centre - offset, galley, colour);
}

/// Darker while pressed, a shade darker under the mouse.
pub fn pressed(fill: Color32, down: bool, hovered: bool) -> Color32 {
    match (down, hovered) {
        (true, _) => fill.lerp_to_gamma(Color32::BLACK, 0.18),
        (false, true) => fill.lerp_to_gamma(Color32::BLACK, 0.07),
        (false, false) => fill,
    }
}

/// The ring around what has the keyboard's focus.
pub fn focus_ring(painter: &Painter, rect: Rect, radius: u8, width: f32) {
    let stroke = egui::Stroke::new(width, super::BLUE);
    painter.rect_stroke(rect.expand(2.0), CornerRadius::same(radius.saturating_add(2)), stroke, egui::StrokeKind::Outside);
}
