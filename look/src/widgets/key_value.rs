//! A grid of facts: what it is, faint; what it says, bold.

use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::theme::{INK, bold, regular, scale, wrapped};

/// Draws `facts` as label and value in `columns` pairs side by side, as wide as the place;
/// long values wrap, and a row is as high as its highest value. On a narrow place use one.
pub fn key_values(ui: &mut Ui, columns: usize, facts: &[(&str, &str)]) {
    let scale = scale(ui);
    let columns = columns.max(1);
    let width = ui.available_width() / columns as f32;
    let label_width = (width * 0.4).min(scale.pick(300.0, 146.0));
    let room = width - label_width - scale.gap;
    let last = facts.len().div_ceil(columns).saturating_sub(1);
    for (number, row) in facts.chunks(columns).enumerate() {
        let painter = ui.painter().clone();
        let cells: Vec<_> = row
            .iter()
            .map(|(label, value)| {
                let grey = scale.ink_3();
                let label = wrapped(&painter, label, label_width - scale.gap, regular(scale.small), grey);
                let value = wrapped(&painter, value, room, bold(scale.body), INK);
                (label, value)
            })
            .collect();
        let high = cells.iter().map(|(l, v)| l.size().y.max(v.size().y)).fold(0.0, f32::max);
        let below = if number == last { 0.0 } else { scale.pick(20.0, 14.0) };
        let size = vec2(ui.available_width(), high + below);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        for (index, ((label, value), (key, said))) in cells.into_iter().zip(row).enumerate() {
            let left = rect.left() + index as f32 * width;
            let place = egui::Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
            let cell = ui.interact(place, response.id.with(index), Sense::hover());
            cell.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{key} {said}")));
            let base = rect.top() + (value.rows.first().map_or(0.0, |row| row.height())) / 2.0;
            let label_top = base - label.rows.first().map_or(0.0, |row| row.height()) / 2.0;
            painter.galley(pos2(left, label_top), label, scale.ink_3());
            painter.galley(pos2(left + label_width, rect.top()), value, INK);
        }
    }
}
