//! What was said so far, line by line; a touch on a line corrects it.

use egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use look::theme::colour::{HOVER, ROW_LINE};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{BLUE, CARD, INK, bold, icon, regular, scale, shadow};
use look::{icons, text};

use crate::form::is_upright;
use crate::paint;

/// One line.
pub struct Said<'a> {
    /// What it is.
    pub label: &'a str,
    /// What was said.
    pub value: &'a str,
    /// What the touch does, for screen readers.
    pub change: String,
}

/// Draws the lines in a card, in two columns where the place is wide. Returns the one touched.
pub fn summary(ui: &mut Ui, lines: &[Said<'_>]) -> Option<usize> {
    let scale = scale(ui);
    let room = ui.available_rect_before_wrap();
    let columns = if is_upright(room) || lines.len() < 3 { 1 } else { 2 };
    let rows = lines.len().div_ceil(columns);
    let height = (room.height() / rows.max(1) as f32).min(scale.px(if columns == 1 { 136.0 } else { 150.0 }));
    let size = vec2(room.width(), height * rows as f32);
    let (card, _) = ui.allocate_exact_size(size, Sense::hover());
    shadow(ui.painter(), card, scale.card_radius, false);
    ui.painter().rect_filled(card, CornerRadius::same(scale.card_radius), CARD);
    let width = card.width() / columns as f32;
    let mut touched = None;
    for (index, said) in lines.iter().enumerate() {
        let (column, row) = (index % columns, index / columns);
        let at = card.min + vec2(column as f32 * width, row as f32 * height);
        let rect = Rect::from_min_size(at, vec2(width, height));
        if line(ui, rect, said).clicked() {
            touched = Some(index);
        }
        if row + 1 < rows {
            let stroke = egui::Stroke::new(scale.line, ROW_LINE);
            ui.painter()
                .hline((rect.left() + scale.card_margin)..=(rect.right() - scale.card_margin), rect.bottom(), stroke);
        }
    }
    touched
}

fn line(ui: &Ui, rect: Rect, said: &Said<'_>) -> Response {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.unique_id().with(("said", said.label)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &said.change));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(said.value));
    if response.hovered() || response.is_pointer_button_down_on() {
        let fill = pressed(HOVER, response.is_pointer_button_down_on(), false);
        ui.painter().rect_filled(rect.shrink(6.0), CornerRadius::same(scale.radius), fill);
    }
    if response.has_focus() {
        focus_ring(ui.painter(), rect.shrink(6.0), scale.radius, scale.line * 2.0);
    }
    let left = rect.left() + scale.card_margin;
    let pen = pos2(rect.right() - scale.card_margin - 20.0, rect.center().y);
    icon(ui.painter(), pen, icons::ICON_EDIT, scale.px(42.0), BLUE);
    let room = pen.x - 40.0 - left;
    let (up, down) = (rect.center().y - rect.height() * 0.2, rect.center().y + rect.height() * 0.17);
    paint::row(ui, pos2(left, up), Align2::LEFT_CENTER, said.label, room, regular(scale.small), scale.ink_2());
    let value = text::visible(ui.ctx(), said.value);
    paint::row(ui, pos2(left, down), Align2::LEFT_CENTER, &value, room, bold(scale.strong * 1.08), INK);
    response
}
