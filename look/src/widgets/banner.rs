//! The bar across the top that says something is wrong, with what can be done about it.

use egui::{CornerRadius, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::button::Button;
use crate::theme::{Tone, WHITE, bold, elided, icon, regular, scale, wrapped};
use crate::{Icon, icons};

/// One bar: red for an alarm, amber for late or off line.
#[must_use = "show(…) it"]
pub struct Banner<'a> {
    tone: Tone,
    sign: Icon,
    title: &'a str,
    line: &'a str,
    actions: &'a [&'a str],
}

impl<'a> Banner<'a> {
    /// An alarm or what is overdue.
    pub fn red(title: &'a str, line: &'a str) -> Self {
        Self {
            tone: Tone::Red,
            sign: icons::ICON_NOTIFICATION_IMPORTANT,
            title,
            line,
            actions: &[],
        }
    }

    /// What is late, off line or stale.
    pub fn amber(title: &'a str, line: &'a str) -> Self {
        Self { tone: Tone::Amber, sign: icons::ICON_WARNING, title, line, actions: &[] }
    }

    /// Another icon than the tone's own.
    pub fn icon(mut self, sign: Icon) -> Self {
        self.sign = sign;
        self
    }

    /// Buttons at the right, the main one first; it stands outermost.
    pub fn actions(mut self, labels: &'a [&'a str]) -> Self {
        self.actions = labels;
        self
    }

    /// Draws the bar as wide as its place; returns the index of the action that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let scale = scale(ui);
        let fill = self.tone.strong(scale);
        let height = scale.pick(168.0, 84.0);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let name = format!("{} {}", self.title, self.line);
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, name.trim()));
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);

        let edge = scale.pick(scale.margin / scale.factor, 24.0);
        let inner = Rect::from_min_max(pos2(rect.left() + edge, rect.top()), pos2(rect.right() - edge, rect.bottom()));
        let (pressed, free_until) = self.buttons(ui, inner);

        let radius = scale.pick(44.0, 24.0);
        let centre = pos2(inner.left() + radius, rect.center().y);
        ui.painter().circle_filled(centre, radius, WHITE);
        icon(ui.painter(), centre, self.sign, radius * 1.25, fill);

        let left = centre.x + radius + scale.pick(28.0, 18.0);
        let room = free_until - scale.gap * 2.0 - left;
        let title_size = scale.pick(38.0, 20.0);
        let painter = ui.painter();
        let title = elided(painter, self.title, room, bold(title_size), WHITE);
        let soft = self.tone.on_strong(scale);
        let mut line = elided(painter, self.line, room, regular(scale.small), soft);
        if scale.touch && line.elided {
            line = wrapped(painter, self.line, room, regular(scale.small), soft);
        }
        let gap = if self.line.is_empty() { 0.0 } else { scale.pick(8.0, 3.0) };
        let below = if self.line.is_empty() { 0.0 } else { line.size().y };
        let top = rect.center().y - (title.size().y + gap + below) / 2.0;
        let second = top + title.size().y + gap;
        painter.galley(pos2(left, top), title, WHITE);
        painter.galley(pos2(left, second), line, soft);
        pressed
    }

    /// Draws the buttons from the right; returns which was pressed, and where free space ends.
    fn buttons(&self, ui: &mut Ui, inner: Rect) -> (Option<usize>, f32) {
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
        let mut pressed = None;
        for (index, label) in self.actions.iter().enumerate() {
            let button = if index == 0 { Button::on_strong(label, self.tone) } else { Button::on_strong_outlined(label, self.tone) };
            let width = scale(&child).pick(180.0, 120.0);
            if child.add(button.width(width)).clicked() {
                pressed = Some(index);
            }
        }
        let end = if self.actions.is_empty() { inner.right() } else { child.min_rect().left() };
        (pressed, end)
    }
}
