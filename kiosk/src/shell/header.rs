//! The header: the property's name, its clock, and the three languages, one touch each.

use std::sync::Arc;

use chrono::{Datelike, Timelike};
use egui::{Align2, CornerRadius, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::icons;
use look::theme::colour::MARK;
use look::theme::paint::{focus_ring, pressed};
use look::theme::{NAVY, NAVY_TEXT, WHITE, bold, elided, fit_rows, icon, regular, scale};
use look::words::Language;

use super::Shell;
use crate::form::is_upright;
use crate::paint;

/// What was touched, and where the header ends.
pub(super) struct Header {
    pub bottom: f32,
    pub language: Option<Language>,
    pub mark_held: bool,
}

impl Shell<'_> {
    /// Draws it at the top of `full`.
    pub(super) fn header(&self, ui: &Ui, full: Rect) -> Header {
        let scale = scale(ui);
        let height = match (is_upright(full), scale.high_contrast) {
            (true, false) => 176.0,
            (true, true) => 184.0,
            (false, false) => 132.0,
            (false, true) => 140.0,
        };
        let head = full.with_max_y(full.top() + height);
        ui.painter().rect_filled(head, CornerRadius::ZERO, NAVY);
        let size = vec2(scale.px(92.0) * 3.0, scale.target);
        let at = pos2(head.right() - scale.margin - size.x, head.center().y - size.y / 2.0);
        let row = Rect::from_min_size(at, size);
        let language = languages(ui, row, self.words.language);
        let clock = self.clock(ui, head.with_max_x(row.left() - scale.gap * 1.4));
        // The large type of elder mode has no room for the mark on an upright screen: there the name is held.
        let small = is_upright(full) && scale.high_contrast;
        let side = if small { 0.0 } else { scale.px(84.0) };
        let mark = Rect::from_min_size(pos2(head.left() + scale.margin, head.center().y - side / 2.0), vec2(side, side));
        if !small {
            ui.painter().rect_filled(mark, CornerRadius::same(scale.card_radius), MARK);
            icon(ui.painter(), mark.center(), icons::ICON_APARTMENT, side * 0.66, WHITE);
        }
        let left = if small { mark.left() } else { mark.right() + scale.gap * 1.2 };
        let room = Rect::from_min_max(pos2(left, head.top()), pos2(clock - scale.gap, head.bottom())).shrink2(vec2(0.0, 6.0));
        self.name(ui, room);
        let held = ui.interact(if small { room } else { mark }, ui.unique_id().with("mark"), Sense::drag());
        held.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.words.kiosk.staff.mark));
        Header { bottom: head.bottom(), language, mark_held: held.is_pointer_button_down_on() }
    }

    /// Time and day, at the right of `place`. Returns where it begins.
    fn clock(&self, ui: &Ui, place: Rect) -> f32 {
        let scale = scale(ui);
        let Some(time) = self.time else { return place.right() };
        let clock = format!("{:02}:{:02}", time.hour(), time.minute());
        let day = (self.words.common.day)(time.month(), time.day());
        let (right, middle, room) = (place.right(), place.center().y, scale.px(220.0));
        let apart = scale.px(27.0).min(place.height() * 0.2);
        let middle = middle + (place.height() * 0.1 - scale.px(5.0)).clamp(0.0, 10.0);
        let at = pos2(right, middle - apart);
        let shown = paint::row(ui, at, Align2::RIGHT_CENTER, &clock, room, bold(scale.px(58.0)), WHITE);
        let at = pos2(right, middle + apart);
        let below = paint::row(ui, at, Align2::RIGHT_CENTER, &day, room, regular(scale.px(26.0)), NAVY_TEXT);
        let all = shown.union(below);
        paint::label(ui, all, "clock", &format!("{clock} {day}"));
        all.left()
    }

    /// The property's name, in more rows and smaller where it is long, and the line below it.
    fn name(&self, ui: &Ui, room: Rect) {
        let scale = scale(ui);
        let shell = &self.words.kiosk.shell;
        let waiting = self.waiting.as_deref().filter(|_| self.offline);
        let (title, line) = match (self.property.is_empty(), waiting) {
            (true, waiting) => (shell.subtitle, waiting.unwrap_or_default()),
            (false, waiting) => (self.property, waiting.unwrap_or(shell.subtitle)),
        };
        let below = elided(ui.painter(), line, room.width(), regular(scale.small), NAVY_TEXT);
        let below = Some(below).filter(|galley| !line.is_empty() && !galley.elided);
        let rows = |room: egui::Vec2, sizes: &[f32]| -> Arc<Galley> { fit_rows(ui.painter(), title, room, sizes, bold, WHITE) };
        let line_height = below.as_ref().map_or(0.0, |galley| galley.size().y);
        let large = rows(room.size() - vec2(0.0, line_height), &[scale.px(44.0), scale.body]);
        // A long name takes the place of the line, which says little.
        let (name, below) = if large.elided { (rows(room.size(), &[scale.body, scale.small]), None) } else { (large, below) };
        let height = name.size().y + below.as_ref().map_or(0.0, |galley| galley.size().y);
        let top = room.center().y - height / 2.0;
        let second = top + name.size().y;
        let all = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), height));
        ui.painter().galley(all.min, name, WHITE);
        let mut said = title.to_owned();
        if let Some(below) = below {
            ui.painter().galley(pos2(room.left(), second), below, NAVY_TEXT);
            said = format!("{title} {line}");
        }
        paint::label(ui, all, "property", &said);
    }
}

/// The languages in a row, the one that is shown filled. Returns the one touched.
fn languages(ui: &Ui, row: Rect, shown: Language) -> Option<Language> {
    let scale = scale(ui);
    let radius = (row.height() / 2.0) as u8;
    let round = CornerRadius::same(radius);
    ui.painter().rect_stroke(row, round, Stroke::new(scale.line, NAVY_TEXT), StrokeKind::Inside);
    let width = row.width() / Language::ALL.len() as f32;
    let mut touched = None;
    let mut left = row.left();
    for language in Language::ALL {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left = rect.right();
        let response = ui.interact(rect, ui.unique_id().with(("language", language)), Sense::click());
        let chosen = language == shown;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, language.name()));
        let down = response.is_pointer_button_down_on();
        if chosen || down {
            ui.painter().rect_filled(rect.shrink(scale.line * 2.0), round, pressed(WHITE, down, false));
        }
        if response.has_focus() {
            focus_ring(ui.painter(), rect, radius, scale.line * 2.0);
        }
        let ink = if chosen || down { NAVY } else { WHITE };
        paint::row(ui, rect.center(), Align2::CENTER_CENTER, language.sign(), width, bold(scale.px(36.0)), ink);
        if response.clicked() && !chosen {
            touched = Some(language);
        }
    }
    touched
}
