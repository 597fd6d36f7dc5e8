//! One row of a staff list: sign, two lines, a time and a state.

use egui::{CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, Ui, Vec2, Widget, WidgetInfo, pos2, vec2};

use super::chip::paint_right;
use crate::Icon;
use crate::theme::colour::ROW_LINE;
use crate::theme::paint::focus_ring;
use crate::theme::{BG, BLUE, BLUE_SOFT, INK, Scale, Tone, bold, elided, icon, regular, scale};

/// One row. `ui.add(ListRow::new("王堃", "门禁卡遗失 · 12F-1206").state("待处理", Tone::Red))`.
#[must_use = "ui.add(…) it"]
pub struct ListRow<'a> {
    title: &'a str,
    line: &'a str,
    sign: Option<(Icon, Tone)>,
    time: &'a str,
    state: Option<(&'a str, Tone)>,
    selected: bool,
}

impl<'a> ListRow<'a> {
    /// A row with its two lines; what does not fit is elided.
    pub fn new(title: &'a str, line: &'a str) -> Self {
        Self { title, line, sign: None, time: "", state: None, selected: false }
    }

    /// The picture at the left.
    pub fn icon(mut self, sign: Icon, tone: Tone) -> Self {
        self.sign = Some((sign, tone));
        self
    }

    /// The time at the right, above.
    pub fn time(mut self, time: &'a str) -> Self {
        self.time = time;
        self
    }

    /// The state at the right, below.
    pub fn state(mut self, state: &'a str, tone: Tone) -> Self {
        self.state = Some((state, tone));
        self
    }

    /// Whether it is the row whose record is shown.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    fn draw(&self, painter: &Painter, rect: Rect, scale: Scale, hovered: bool) {
        let edge = scale.pick(28.0, 20.0);
        if self.selected {
            painter.rect_filled(rect, 0.0, BLUE_SOFT);
            let mark = Rect::from_min_size(rect.min, vec2(scale.pick(8.0, 4.0), rect.height()));
            painter.rect_filled(mark, 0.0, BLUE);
        } else if hovered {
            painter.rect_filled(rect, 0.0, BG);
        }
        if !self.selected {
            let line = Stroke::new(1.0, ROW_LINE);
            painter.hline((rect.left() + edge)..=(rect.right() - edge), rect.bottom(), line);
        }
        let (up, down) = (rect.center().y - rect.height() * 0.16, rect.center().y + rect.height() * 0.17);
        let mut left = rect.left() + edge + scale.pick(8.0, 4.0);
        if let Some((sign, tone)) = self.sign {
            let side = rect.height() * 0.52;
            let square = Rect::from_min_size(pos2(left, rect.center().y - side / 2.0), Vec2::splat(side));
            painter.rect_filled(square, CornerRadius::same((side * 0.27) as u8), tone.soft());
            icon(painter, square.center(), sign, side * 0.55, tone.strong(scale));
            left = square.right() + side * 0.32;
        }
        let right = rect.right() - edge;
        let faint = if self.selected { scale.ink_2() } else { scale.ink_3() };
        let time = elided(painter, self.time, f32::INFINITY, regular(scale.small), faint);
        let first_end = right - time.size().x;
        painter.galley(pos2(first_end, up - time.size().y / 2.0), time, faint);
        let second_end = match self.state {
            None => right,
            Some((state, tone)) => paint_right(painter, pos2(right, down), state, tone, scale).left(),
        };
        let gap = scale.gap;
        let title = elided(painter, self.title, first_end - gap - left, bold(scale.strong), INK);
        painter.galley(pos2(left, up - title.size().y / 2.0), title, INK);
        let second = scale.ink_2();
        let line = elided(painter, self.line, second_end - gap - left, regular(scale.small), second);
        painter.galley(pos2(left, down - line.size().y / 2.0), line, second);
    }
}

impl Widget for ListRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let scale = scale(ui);
        let size = vec2(ui.available_width(), scale.pick(148.0, 80.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = format!("{} {}", self.title, self.line);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, ui.is_enabled(), self.selected, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            let state = self.state.map_or("", |(state, _)| state);
            node.set_description(format!("{} {state}", self.time).trim());
        });
        if ui.is_rect_visible(rect) {
            self.draw(ui.painter(), rect, scale, response.hovered());
            if response.has_focus() {
                focus_ring(ui.painter(), rect.shrink(4.0), 4, scale.line * 2.0);
            }
        }
        response
    }
}
