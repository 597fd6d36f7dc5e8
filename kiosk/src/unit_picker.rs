//! Choosing a unit: typed letters search the directory; what is not in it can be typed.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::icons;
use look::theme::colour::{HOVER, LINE};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{CARD, INK, Tone, bold, fit_rows, icon, regular, scale};
use look::widgets::Button;
use proto::v1::DirectoryUnit;

use crate::directory::{lines, search, unit};
use crate::form;
use crate::here::Here;
use crate::typing::{Look, Slot, Typing};
use crate::{pager, paint};

const ROW: f32 = 112.0;

/// Draws the field and what fits; a touch on a unit puts its number into `chosen`.
pub fn pick(ui: &mut Ui, here: &Here<'_>, typing: &mut Typing, slot: Slot, look: Look<'_>, chosen: &mut Option<String>) {
    let words = &here.words.kiosk.typing;
    typing.field(ui, here.language, slot, Look { icon: Some(icons::ICON_SEARCH), ..look });
    let typed = typing.text(slot).to_owned();
    if typed.trim().is_empty() {
        return;
    }
    let found = search(&here.lobby.directory, &typed);
    if found.is_empty() {
        return form::remark(ui, form::INFO, words.not_in_directory);
    }
    let scale = scale(ui);
    ui.spacing_mut().item_spacing.y = scale.gap * 0.5;
    let place = ui.available_rect_before_wrap();
    pager::list(ui, here.words, place, found.len(), 1, scale.px(ROW) + scale.gap * 0.5, |ui, rect, index| {
        let Some(unit) = found.get(index) else { return };
        let (title, line) = lines(unit, here.language, words);
        if row(ui, rect.with_max_y(rect.top() + scale.px(ROW)), unit, &title, &line).clicked() {
            *chosen = Some(unit.number.clone());
        }
    });
}

/// The unit that was chosen, with the way to choose another. True when that was touched.
pub fn chosen(ui: &mut Ui, here: &Here<'_>, label: &str, number: &str) -> bool {
    let scale = scale(ui);
    let words = &here.words.kiosk.typing;
    // The large type of elder mode has no room for the question above its answer.
    if !scale.high_contrast {
        look::text::label(ui, label, bold(scale.body), INK);
    }
    let found = unit(&here.lobby.directory, number);
    let (title, line) = found.map_or((number.to_owned(), String::new()), |unit| lines(unit, here.language, words));
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), scale.px(if scale.high_contrast { 96.0 } else { ROW + 16.0 })), Sense::hover());
    let radius = CornerRadius::same(scale.radius);
    let blue = Tone::Blue.strong(scale);
    ui.painter().rect(rect, radius, Tone::Blue.soft(), Stroke::new(scale.line * 2.0, blue), StrokeKind::Inside);
    let mut again = false;
    let width = scale.px(230.0);
    let place = Rect::from_min_max(pos2(rect.right() - width - 16.0, rect.center().y - scale.target / 2.0), rect.max);
    let text = rect.with_max_x(place.left() - scale.gap);
    two_lines(ui, text, &title, &line, blue);
    paint::label(ui, text, "chosen", &format!("{title} {line}"));
    form::inside(ui, place.with_max_x(rect.right() - 16.0), "again", |ui| {
        again = ui.add(Button::outlined(words.choose_another).small().fill_width()).clicked();
    });
    again
}

fn row(ui: &Ui, rect: Rect, unit: &DirectoryUnit, title: &str, line: &str) -> Response {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.unique_id().with(("unit", &unit.number)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{title} {line}")));
    let fill = if response.hovered() { HOVER } else { CARD };
    let fill = pressed(fill, response.is_pointer_button_down_on(), false);
    let radius = CornerRadius::same(scale.radius);
    ui.painter().rect(rect, radius, fill, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui.painter(), rect, scale.radius, scale.line * 2.0);
    }
    let arrow = scale.px(48.0);
    icon(
        ui.painter(),
        pos2(rect.right() - arrow * 0.8, rect.center().y),
        icons::ICON_CHEVRON_RIGHT,
        arrow,
        scale.ink_3(),
    );
    two_lines(ui, rect.with_max_x(rect.right() - arrow * 1.5), title, line, Tone::Blue.strong(scale));
    response
}

fn two_lines(ui: &Ui, rect: Rect, title: &str, line: &str, sign: egui::Color32) {
    let scale = scale(ui);
    let side = scale.px(60.0);
    let centre = pos2(rect.left() + side * 0.85, rect.center().y);
    icon(ui.painter(), centre, icons::ICON_BUSINESS, side * 0.75, sign);
    let left = centre.x + side * 0.75;
    let room = vec2(rect.right() - left, rect.height());
    let below = fit_rows(ui.painter(), line, vec2(room.x, scale.small * 1.5), &[scale.small], regular, scale.ink_2());
    let below = (!line.is_empty()).then_some(below);
    let rest = room.y - below.as_ref().map_or(0.0, |below| below.size().y);
    let sizes = [scale.strong, scale.body, scale.small];
    let above = fit_rows(ui.painter(), title, vec2(room.x, rest), &sizes, bold, INK);
    // A long name takes the place of the line below it.
    let alone = fit_rows(ui.painter(), title, room, &sizes, bold, INK);
    let (above, below) = if above.elided && !alone.elided { (alone, None) } else { (above, below) };
    let height = above.size().y + below.as_ref().map_or(0.0, |below| below.size().y);
    let top = rect.center().y - height / 2.0;
    let second = top + above.size().y;
    ui.painter().galley(pos2(left, top), above, INK);
    if let Some(below) = below {
        ui.painter().galley(pos2(left, second), below, scale.ink_2());
    }
}
