//! The bar above the keys: what was typed, what it may mean, and the keys that turn its pages. It
//! stands above the finger: nothing that a key writes is seen beneath it only.

use egui::{CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::keys::{self, Heights, Shape};
use super::{Keyboard, Mode, rows};
use crate::icons;
use crate::theme::{BLUE, BLUE_SOFT, CARD, INK, LINE, bold, elided, fit_within, icon, regular, scale};
use crate::words::KeyboardWords;

/// Between the bar's edge and its words.
const EDGE: f32 = 20.0;

impl Keyboard {
    /// Draws the bar as high as `heights` say.
    pub(super) fn bar(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String, heights: Heights, shape: Shape, cells: usize) {
        let scale = scale(ui);
        let size = vec2(ui.available_width(), heights.line + heights.bar);
        let (bar, response) = ui.allocate_exact_size(size, Sense::hover());
        let stroke = Stroke::new(scale.line, LINE);
        ui.painter().rect(bar, CornerRadius::same(16), CARD, stroke, StrokeKind::Inside);
        let row = bar.with_min_y(bar.bottom() - heights.bar);
        let looks = matches!(self.mode, Mode::Strokes | Mode::Radicals);
        if looks {
            let page = rows::cells_of_a_page(shape);
            let next = self.pages.first + page;
            let left = self.turning(ui, words, bar, response.id, (next < cells).then_some(next));
            return self.state(ui, words, bar.with_max_x(left), cells > 0);
        }
        if !self.is_composing() {
            return self.state(ui, words, bar, false);
        }
        let said = self.said(words);
        if heights.line > 0.0 {
            let line = bar.with_max_y(row.top() + 6.0);
            let shown = tail(ui, &said, line.width() - EDGE * 2.0, scale.body);
            typed(ui, pos2(line.left() + EDGE, line.center().y), shown, scale.body, &said);
            return self.choice(ui, words, target, row.with_min_x(row.left() + 4.0), response.id);
        }
        let shown = tail(ui, &said, row.width() * 0.24, scale.small);
        let end = typed(ui, pos2(row.left() + EDGE, row.center().y), shown, scale.small, &said);
        self.choice(ui, words, target, row.with_min_x(end + EDGE), response.id);
    }

    /// What was said so far, or what to do.
    fn state(&self, ui: &Ui, words: &KeyboardWords, bar: Rect, found: bool) {
        let scale = scale(ui);
        let said = self.said(words);
        let mut left = bar.left() + EDGE;
        if !said.is_empty() {
            let shown = tail(ui, &said, bar.width() * if found { 0.9 } else { 0.4 }, scale.body);
            left = typed(ui, pos2(left, bar.center().y), shown, scale.body, &said) + EDGE;
        }
        if !said.is_empty() && found && self.mode == Mode::Strokes {
            return;
        }
        let hint = self.hint(words);
        let galley = fit_within(ui.painter(), hint, bar.right() - EDGE - left, regular(scale.small), scale.ink_3());
        let rect = Rect::from_min_size(pos2(left, bar.center().y - galley.size().y / 2.0), galley.size());
        ui.painter().galley(rect.min, galley, scale.ink_3());
        name(ui, rect, "hint", hint);
    }

    /// The candidates from left to right, and the keys for other pages of them.
    fn choice(&mut self, ui: &Ui, words: &KeyboardWords, target: &mut String, row: Rect, id: Id) {
        let scale = scale(ui);
        let candidates = self.candidates(target);
        let least = keys::least(scale);
        let right = row.right() - self.turning_width(least);
        let mut x = row.left();
        let mut next = self.pages.first;
        let mut picked = None;
        while let Some(candidate) = candidates.get(next) {
            let first = next == self.pages.first;
            let galley = elided(ui.painter(), &candidate.text, (right - x - 24.0).max(least), bold(scale.px(44.0)), INK);
            let width = (galley.size().x + 24.0).max(least);
            if !first && (x + width > right || galley.elided) {
                break;
            }
            let rect = Rect::from_min_size(pos2(x, row.top()), vec2(width, row.height()));
            let response = ui.interact(rect, id.with(next), Sense::click());
            let name = (words.candidate)(&candidate.text);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            if response.is_pointer_button_down_on() || first {
                ui.painter().rect_filled(rect.shrink(4.0), CornerRadius::same(12), BLUE_SOFT);
            }
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, INK);
            if response.clicked() {
                picked = Some(candidate.clone());
            }
            x += width;
            next += 1;
        }
        self.turning(ui, words, row, id, (next < candidates.len()).then_some(next));
        if let Some(candidate) = picked {
            self.pick(&candidate, target);
        }
    }

    fn turning_width(&self, least: f32) -> f32 {
        if self.pages.earlier.is_empty() { least } else { least * 2.0 }
    }

    /// The keys at the right of `row` that turn to the page before, where there is one, and to the
    /// next, which begins at `next`. Gives where they begin.
    fn turning(&mut self, ui: &Ui, words: &KeyboardWords, row: Rect, id: Id, next: Option<usize>) -> f32 {
        let scale = scale(ui);
        let least = keys::least(scale);
        let left = row.right() - self.turning_width(least);
        let key = |right: f32, salt: &str, name: &str, sign, enabled: bool| -> Response {
            let rect = Rect::from_min_max(pos2(right - least, row.top()), pos2(right, row.bottom()));
            let response = ui.interact(rect, id.with(salt), if enabled { Sense::click() } else { Sense::hover() });
            response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled && ui.is_enabled(), name));
            if response.is_pointer_button_down_on() {
                ui.painter().rect_filled(rect.shrink(4.0), CornerRadius::same(12), BLUE_SOFT);
            }
            icon(ui.painter(), rect.center(), sign, scale.px(52.0), if enabled { BLUE } else { scale.ink_3() });
            response
        };
        let back = !self.pages.earlier.is_empty() && key(row.right() - least, "back", words.back, icons::ICON_CHEVRON_LEFT, true).clicked();
        let forward = key(row.right(), "more", words.more, icons::ICON_CHEVRON_RIGHT, next.is_some()).clicked();
        match next {
            Some(next) if forward => self.pages.forward(next),
            Some(_) | None if back => self.pages.back(),
            Some(_) | None => {}
        }
        left
    }
}

/// The end of what was typed, as much as has room at this size.
fn tail(ui: &Ui, said: &str, room: f32, size: f32) -> String {
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), regular(size), BLUE).size().x;
    if width(said) <= room {
        return said.to_owned();
    }
    let starts = said.char_indices().map(|(at, _)| at).skip(1);
    let ends = starts.map(|at| format!("…{}", &said[at..])).find(|end| width(end) <= room);
    ends.unwrap_or_else(|| "…".to_owned())
}

/// Draws what was typed, its middle at `at`; read aloud as a whole. Gives where it ends.
fn typed(ui: &Ui, at: egui::Pos2, shown: String, size: f32, whole: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(shown, regular(size), BLUE);
    let rect = Rect::from_min_size(pos2(at.x, at.y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(rect.min, galley, BLUE);
    name(ui, rect, "typed", whole);
    rect.right()
}

fn name(ui: &Ui, rect: Rect, salt: &str, words: &str) {
    let id = ui.unique_id().with(("keyboard", salt));
    ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}
