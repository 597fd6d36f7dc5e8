//! Rates as horizontal bars (U-3): label, bar, per cent, and of how many answers.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::theme::colour::ROW_LINE;
use crate::theme::{INK, Tone, bold, elided, regular, scale};

/// One bar.
#[derive(Clone, Copy)]
pub struct Bar<'a> {
    /// What is rated.
    pub label: &'a str,
    /// In whole per cent, 0 to 100; `None` where there are too few answers to show (B-19).
    pub percent: Option<u8>,
    /// Of how many, as shown ("n = 42").
    pub count: &'a str,
    /// Its colour; the figure says the same.
    pub tone: Tone,
}

/// Draws the bars; `target` marks the wished per cent with a line through all of them.
pub fn bars(ui: &mut Ui, bars: &[Bar<'_>], target: Option<u8>) {
    let scale = scale(ui);
    let label_width = (ui.available_width() * 0.26).min(scale.pick(300.0, 210.0));
    let percent_width = scale.pick(120.0, 58.0);
    let count_width = scale.pick(150.0, 76.0);
    for bar in bars {
        let size = vec2(ui.available_width(), scale.pick(60.0, 30.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let percent = bar.percent.map(|percent| percent.min(100));
        let said = percent.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"));
        let name = format!("{} {said} {}", bar.label, bar.count);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));

        let painter = ui.painter();
        let middle = rect.center().y;
        let ink_2 = scale.ink_2();
        let label = elided(painter, bar.label, label_width - scale.gap, regular(scale.body), INK);
        painter.galley(pos2(rect.left(), middle - label.size().y / 2.0), label, INK);
        let end = rect.right() - percent_width - count_width;
        let height = scale.pick(22.0, 12.0);
        let track = Rect::from_min_max(pos2(rect.left() + label_width, middle - height / 2.0), pos2(end, middle + height / 2.0));
        let radius = CornerRadius::same((height / 2.0) as u8);
        painter.rect_filled(track, radius, ROW_LINE);
        let share = f32::from(percent.unwrap_or(0)) / 100.0;
        if share > 0.0 {
            let width = (track.width() * share).max(height);
            let filled = Rect::from_min_size(track.min, vec2(width, height));
            painter.rect_filled(filled, radius, bar.tone.strong(scale));
        }
        if let Some(target) = target {
            let x = track.left() + track.width() * f32::from(target.min(100)) / 100.0;
            let stroke = Stroke::new(scale.line * 2.0, INK);
            painter.vline(x, (track.top() - 4.0)..=(track.bottom() + 4.0), stroke);
        }
        let figure = elided(painter, &said, percent_width, bold(scale.strong), INK);
        let figure_left = end + percent_width - figure.size().x;
        painter.galley(pos2(figure_left, middle - figure.size().y / 2.0), figure, INK);
        let count = elided(painter, bar.count, count_width - scale.gap, regular(scale.small), ink_2);
        let count_left = rect.right() - count.size().x;
        painter.galley(pos2(count_left, middle - count.size().y / 2.0), count, ink_2);
    }
}
