//! One step of a numbered checklist: what to do, a tick, when and by whom.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, pos2, vec2};

use crate::icons;
use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{CARD, INK, LINE_STRONG, Scale, Tone, WHITE, bold, elided, icon, regular, scale, wrapped};

/// One step. The whole row is the tick: `ui.add(Step::new(1, "确认火情")).clicked()`.
#[must_use = "ui.add(…) it"]
pub struct Step<'a> {
    number: usize,
    what: &'a str,
    line: &'a str,
    done: Option<(&'a str, &'a str)>,
    refused: Option<&'a str>,
    current: bool,
}

impl<'a> Step<'a> {
    /// An open step.
    pub fn new(number: usize, what: &'a str) -> Self {
        Self { number, what, line: "", done: None, refused: None, current: false }
    }

    /// What to say or to look out for, below.
    pub fn line(mut self, line: &'a str) -> Self {
        self.line = line;
        self
    }

    /// Ticked at this time by this person.
    pub fn done(mut self, done: Option<(&'a str, &'a str)>) -> Self {
        self.done = done;
        self
    }

    /// Cannot be ticked now, and why ("cause not yet recorded").
    pub fn refused(mut self, reason: Option<&'a str>) -> Self {
        self.refused = reason;
        self
    }

    /// The one that is next.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    fn tick(&self, ui: &Ui, rect: Rect, scale: Scale) {
        let green = Tone::Green.strong(scale);
        let (fill, line) = match (self.done.is_some(), self.current) {
            (true, _) => (green, green),
            (false, true) => (CARD, Tone::Blue.strong(scale)),
            (false, false) => (CARD, LINE_STRONG),
        };
        let centre = rect.center();
        ui.painter().circle(centre, rect.width() / 2.0, fill, Stroke::new(scale.line * 2.0, line));
        if self.done.is_some() {
            icon(ui.painter(), centre, icons::ICON_CHECK, rect.width() * 0.75, WHITE);
        } else {
            let number = self.number.to_string();
            let colour = if self.current { Tone::Blue.strong(scale) } else { scale.ink_2() };
            let galley = elided(ui.painter(), &number, rect.width(), bold(rect.width() * 0.46), colour);
            ui.painter().galley(centre - galley.size() / 2.0, galley, colour);
        }
    }
}

impl Widget for Step<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let scale = scale(ui);
        let side = scale.pick(64.0, 34.0);
        let edge = scale.gap * 1.2;
        let painter = ui.painter().clone();
        let (time, name) = self.done.unwrap_or(("", ""));
        let right_width = scale.pick(230.0, 130.0).min(ui.available_width() * 0.3);
        let time = elided(&painter, time, right_width, bold(scale.small), Tone::Green.strong(scale));
        let name = elided(&painter, name, right_width, regular(scale.small), scale.ink_2());
        let left = edge + side + scale.gap * 1.4;
        let room = ui.available_width() - left - right_width - edge;
        let grey = scale.ink_2();
        let what = wrapped(&painter, self.what, room, bold(scale.strong), INK);
        let refused = self.done.is_none() && self.refused.is_some();
        let second_ink = if refused { Tone::Amber.strong(scale) } else { grey };
        let below = self.refused.filter(|_| self.done.is_none()).unwrap_or(self.line);
        let line = wrapped(&painter, below, room, regular(scale.small), second_ink);
        let second = if below.is_empty() { 0.0 } else { line.size().y + 3.0 };
        let text_height = what.size().y + second;
        let height = (text_height + scale.gap * 1.6).max(scale.target.max(scale.pick(112.0, 58.0)));

        let open = self.done.is_none() && self.refused.is_none() && ui.is_enabled();
        let sense = if open { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
        let said = format!("{}. {}", self.number, self.what);
        let is_done = self.done.is_some();
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, open || is_done, is_done, &said));
        let told = match self.done {
            Some((time, name)) => format!("{time} {name}"),
            None => below.to_owned(),
        };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(told.trim()));

        let ground = if self.current && !is_done { Tone::Blue.soft() } else { Color32::TRANSPARENT };
        let ground = if response.hovered() && open { Tone::Blue.soft() } else { ground };
        let ground = pressed(ground, response.is_pointer_button_down_on(), false);
        let radius = CornerRadius::same(scale.radius);
        painter.rect(rect, radius, ground, Stroke::NONE, StrokeKind::Inside);
        if response.has_focus() {
            focus_ring(&painter, rect, scale.radius, scale.line * 2.0);
        }
        let centre = pos2(rect.left() + edge + side / 2.0, rect.center().y);
        self.tick(ui, Rect::from_center_size(centre, Vec2::splat(side)), scale);
        let top = rect.center().y - text_height / 2.0;
        let line_top = top + what.size().y + 3.0;
        painter.galley(pos2(rect.left() + left, top), what, INK);
        painter.galley(pos2(rect.left() + left, line_top), line, second_ink);
        if is_done {
            let right = rect.right() - edge;
            let first = rect.center().y - (time.size().y + name.size().y) / 2.0;
            let under = first + time.size().y;
            painter.galley(pos2(right - time.size().x, first), time, INK);
            painter.galley(pos2(right - name.size().x, under), name, grey);
        }
        response
    }
}
