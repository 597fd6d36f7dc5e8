//! What was said so far, line by line; a touch on a line corrects it.

use egui::{CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use look::icons;
use look::theme::colour::{HOVER, ROW_LINE};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{BLUE, CARD, INK, bold, fit_rows, icon, regular, scale, shadow};
use look::words::Words;

use crate::form::is_upright;
use crate::pager;

/// One line.
pub struct Said<'a> {
    /// What it is.
    pub label: &'a str,
    /// What was said.
    pub value: &'a str,
    /// What the touch does, for screen readers.
    pub change: String,
}

/// Draws the lines in a card, in two columns where the place is wide, page by page where it is
/// low. Returns the one touched.
pub fn summary(ui: &mut Ui, words: &Words, lines: &[Said<'_>]) -> Option<usize> {
    let scale = scale(ui);
    let room = ui.available_rect_before_wrap();
    let columns = if is_upright(ui.ctx().content_rect()) || lines.len() < 3 { 1 } else { 2 };
    let wished = scale.px(if columns == 1 { 136.0 } else { 150.0 });
    let rows = lines.len().div_ceil(columns).max(1);
    // As high as all of them need, where that is high enough for two rows of words.
    let least = (room.height() / rows as f32).clamp((scale.small + scale.body) * 1.5, wished);
    let shown = rows.min(((room.height() / least) as usize).max(1));
    let card = room.with_max_y(room.top() + (least * 1.25 * shown as f32).min(room.height()));
    shadow(ui.painter(), card, scale.card_radius, false);
    ui.painter().rect_filled(card, CornerRadius::same(scale.card_radius), CARD);
    let mut touched = None;
    pager::list(ui, words, card, lines.len(), columns, least, |ui, rect, index| {
        let Some(said) = lines.get(index) else { return };
        if rect.bottom() + least * 0.5 < card.bottom() {
            let stroke = egui::Stroke::new(scale.line, ROW_LINE);
            ui.painter()
                .hline((rect.left() + scale.card_margin)..=(rect.right() - scale.card_margin), rect.bottom(), stroke);
        }
        if line(ui, rect, said).clicked() {
            touched = Some(index);
        }
    });
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
    let label = fit_rows(ui.painter(), said.label, vec2(room, scale.small * 1.5), &[scale.small], regular, scale.ink_2());
    let rest = rect.height() - label.size().y - 4.0;
    // What was said is seen whole, in two rows where it is long (B-04).
    let value = fit_rows(ui.painter(), said.value, vec2(room, rest), &[scale.strong * 1.08, scale.body], bold, INK);
    let top = rect.center().y - (label.size().y + value.size().y) / 2.0;
    let second = top + label.size().y;
    ui.painter().galley(pos2(left, top), label, scale.ink_2());
    ui.painter().galley(pos2(left, second), value, INK);
    response
}
