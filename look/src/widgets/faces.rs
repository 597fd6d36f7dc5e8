//! The four faces of the survey (B-18): no neutral one, and each with its word, so that
//! nothing depends on colour or picture alone.

use egui::{CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{CARD, INK, LINE, Scale, Tone, bold, fit_rows, icon, rows_within, scale, shadow};
use crate::{Icon, icons};

/// One of the four answers, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Very satisfied.
    VeryHappy,
    /// Satisfied.
    Happy,
    /// Dissatisfied.
    Unhappy,
    /// Very dissatisfied.
    VeryUnhappy,
}

impl Face {
    /// The four, best first: the order in which they stand and in which names are given.
    pub const ALL: [Self; 4] = [Self::VeryHappy, Self::Happy, Self::Unhappy, Self::VeryUnhappy];

    /// Its picture and its colour.
    pub fn picture(self) -> (Icon, Tone) {
        match self {
            Self::VeryHappy => (icons::ICON_SENTIMENT_VERY_SATISFIED, Tone::Green),
            Self::Happy => (icons::ICON_SENTIMENT_SATISFIED, Tone::Blue),
            Self::Unhappy => (icons::ICON_SENTIMENT_DISSATISFIED, Tone::Amber),
            Self::VeryUnhappy => (icons::ICON_SENTIMENT_VERY_DISSATISFIED, Tone::Red),
        }
    }
}

/// Draws the four faces side by side (two by two where the place is narrow for the names),
/// `names` in the order of [`Face::ALL`]. Returns the one touched.
pub fn faces(ui: &mut Ui, names: [&str; 4], chosen: Option<Face>) -> Option<Face> {
    let scale = scale(ui);
    let gap = scale.gap;
    let columns = if ui.available_width() / 4.0 < scale.pick(180.0, 110.0) { 2 } else { 4 };
    let rows = 4 / columns;
    let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
    let room = (ui.available_height() - gap * (rows - 1) as f32) / rows as f32;
    let height = if scale.touch { scale.px(270.0).min(room.max(scale.target)) } else { 132.0 };
    let size = vec2(ui.available_width(), height * rows as f32 + gap * (rows - 1) as f32);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    // All four words have one size; a long one takes two rows before it makes them smaller.
    let place = words_place(Rect::from_min_size(area.min, vec2(width, height)), scale);
    let whole = |size: &f32| names.iter().all(|name| !fit_rows(ui.painter(), name, place.size(), &[*size], bold, INK).elided);
    let size = [scale.pick(35.0, 16.0)].into_iter().find(whole).unwrap_or(scale.small);
    let mut touched = None;
    for (index, (face, name)) in Face::ALL.into_iter().zip(names).enumerate() {
        let (row, column) = (index / columns, index % columns);
        let at = pos2(area.left() + column as f32 * (width + gap), area.top() + row as f32 * (height + gap));
        let rect = Rect::from_min_size(at, vec2(width, height));
        let id = response.id.with(index);
        if face_button(ui, rect, id, face, (name, size), chosen == Some(face)).clicked() {
            touched = Some(face);
        }
    }
    touched
}

/// Where the word of a face stands.
fn words_place(rect: Rect, scale: Scale) -> Rect {
    Rect::from_min_max(pos2(rect.left(), rect.top() + rect.height() * 0.62), rect.max - vec2(0.0, 4.0)).shrink2(vec2(scale.gap / 2.0, 0.0))
}

fn face_button(ui: &Ui, rect: Rect, id: Id, face: Face, (name, size): (&str, f32), chosen: bool) -> Response {
    let scale = scale(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    let (picture, tone) = face.picture();
    let strong = tone.strong(scale);
    let ground = if chosen || response.hovered() { tone.soft() } else { CARD };
    let ground = pressed(ground, response.is_pointer_button_down_on(), false);
    let (line, thick) = if chosen { (strong, 3.0) } else { (LINE, 1.0) };
    let painter = ui.painter();
    shadow(painter, rect, scale.card_radius, false);
    let radius = CornerRadius::same(scale.card_radius);
    let stroke = Stroke::new(scale.line * thick, line);
    painter.rect(rect, radius, ground, stroke, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(painter, rect, scale.card_radius, scale.line * 2.0);
    }
    let side = (rect.height() * 0.52).min(rect.width() * 0.7);
    icon(painter, pos2(rect.center().x, rect.top() + rect.height() * 0.36), picture, side, strong);
    rows_within(painter, name, words_place(rect, scale), &[size], bold, INK);
    response
}
