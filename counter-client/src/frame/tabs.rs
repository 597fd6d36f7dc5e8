//! The tabs at the left: one for each screen, with what waits there.

use crate::desk::Desk;
use crate::screens::SCREENS;
use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use look::theme::{BG, BLUE, BLUE_SOFT, DESK, INK_2, LINE, RED, WHITE, bold, fit, icon};

/// How wide the column is.
pub const WIDTH: f32 = 96.0;
/// How high a tab is where there is room; under bars of alarms all become lower, and none is lost.
const HEIGHT: f32 = 76.0;
/// And how low: twelve of them fit under three alarms on a screen of 800 points.
const LOWEST: f32 = 38.0;

/// Draws the tabs; a click shows the screen.
pub fn tabs(ui: &mut Ui, desk: &mut Desk) {
    let column = ui.max_rect();
    ui.painter().vline(column.right(), column.y_range(), Stroke::new(DESK.line, LINE));
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(DESK.gap);
    let offered = || SCREENS.iter().enumerate().filter(|(_, screen)| screen.stations.contains(&desk.station));
    let height = ((column.height() - DESK.gap) / offered().count().max(1) as f32).clamp(LOWEST, HEIGHT);
    let mut shown = desk.screen;
    for (index, screen) in offered() {
        let name = (screen.name)(desk.words);
        let waiting = (screen.waiting)(desk);
        let chosen = desk.screen == index;
        let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, height), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, name));
        let painter = ui.painter();
        let ground = rect.shrink2(vec2(8.0, 3.0));
        if chosen {
            painter.rect_filled(ground, CornerRadius::same(DESK.card_radius), BLUE_SOFT);
        } else if response.hovered() {
            painter.rect_filled(ground, CornerRadius::same(DESK.card_radius), BG);
        }
        let colour = if chosen { BLUE } else { INK_2 };
        icon(painter, pos2(rect.center().x, rect.center().y - height * 0.16), screen.icon, height * 0.37, colour);
        let font = fit(painter, name, WIDTH - 18.0, bold(DESK.small));
        painter.text(pos2(rect.center().x, rect.center().y + height * 0.24), Align2::CENTER_CENTER, name, font, colour);
        if waiting > 0 {
            badge(ui, pos2(rect.center().x + 20.0, rect.top() + 18.0), waiting);
        }
        if response.clicked() {
            shown = index;
        }
    }
    desk.screen = shown;
}

fn badge(ui: &Ui, centre: egui::Pos2, waiting: usize) {
    let count = if waiting > 99 { "99+".to_owned() } else { waiting.to_string() };
    let galley = ui.painter().layout_no_wrap(count, bold(DESK.small - 2.0), WHITE);
    let size = vec2((galley.size().x + 10.0).max(20.0), 20.0);
    let rect = Rect::from_center_size(centre, size);
    ui.painter().rect_filled(rect, CornerRadius::same(10), RED);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, WHITE);
}
