//! A long list or text, page by page: two large arrows at its right, because not every finger
//! knows how to slide (B-06).

use egui::util::IdTypeMap;
use egui::{CornerRadius, Id, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};
use look::theme::colour::DISABLED;
use look::theme::paint::{focus_ring, pressed};
use look::theme::{Tone, icon, scale};
use look::words::Words;
use look::{Icon, icons};

/// Which page of a list is shown.
#[derive(Clone, Copy, Default)]
struct Shown(usize);

/// Where a long text stands: its offset, its height, and the place it was measured in.
#[derive(Clone, Copy, Default)]
struct Stands(f32, f32, Vec2);

/// Forgets where every list and text stood: the next visit has its own (B-01).
pub fn forget(data: &mut IdTypeMap) {
    data.remove_by_type::<Shown>();
    data.remove_by_type::<Stands>();
}

/// What an arrow asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Up,
    Down,
}

/// How wide the arrows are, with the gap before them: below each other, or side by side in a low place.
fn width(ui: &Ui, place: Rect) -> f32 {
    let scale = scale(ui);
    (scale.target + scale.gap) * if is_low(ui, place) { 2.0 } else { 1.0 }
}

fn is_low(ui: &Ui, place: Rect) -> bool {
    let scale = scale(ui);
    place.height() < scale.target * 2.0 + scale.gap * 0.5
}

/// Shows so many of `count` things as there is room for in `place`, each at least `least` high,
/// in `columns`. `draw` gets the place and the number of each; where all fit there are no arrows.
pub fn list(ui: &mut Ui, words: &Words, place: Rect, count: usize, columns: usize, least: f32, mut draw: impl FnMut(&mut Ui, Rect, usize)) {
    let columns = columns.max(1);
    let rows_of = |count: usize| count.div_ceil(columns);
    let room = ((place.height() / least) as usize).max(1);
    let rows = room.min(rows_of(count)).max(1);
    let shown = rows * columns;
    let pages = count.div_ceil(shown).max(1);
    let id = ui.unique_id().with("page");
    let page = ui.data(|data| data.get_temp::<Shown>(id)).unwrap_or_default().0.min(pages - 1);
    let left = if pages > 1 { place.with_max_x(place.right() - width(ui, place)) } else { place };
    let size = vec2(left.width() / columns as f32, (left.height() / rows as f32).min(least * 1.25));
    for index in (page * shown..count).take(shown) {
        let at = index - page * shown;
        let offset = vec2((at % columns) as f32 * size.x, (at / columns) as f32 * size.y);
        draw(ui, Rect::from_min_size(left.min + offset, size), index);
    }
    if pages > 1 {
        let turned = match arrows(ui, words, place, page > 0, page + 1 < pages) {
            Some(Turn::Up) => page.saturating_sub(1),
            Some(Turn::Down) => (page + 1).min(pages - 1),
            None => page,
        };
        ui.data_mut(|data| data.insert_temp(id, Shown(turned)));
    }
}

/// Shows what is higher than `place` in a scroll area; the arrows move it by most of its height.
pub fn scroll(ui: &mut Ui, words: &Words, place: Rect, draw: impl FnOnce(&mut Ui)) {
    let id: Id = ui.unique_id().with("scroll");
    let known = ui.data(|data| data.get_temp::<Stands>(id)).filter(|Stands(.., size)| *size == place.size());
    // In a new place it is first seen without arrows: perhaps all of it fits.
    let Stands(offset, height, _) = known.unwrap_or_default();
    let most = (height - place.height()).max(0.0);
    let left = if most > 1.0 { place.with_max_x(place.right() - width(ui, place)) } else { place };
    let step = place.height() * 0.8;
    let turn = (most > 1.0).then(|| arrows(ui, words, place, offset > 1.0, offset < most - 1.0)).flatten();
    let wanted = match turn {
        Some(Turn::Up) => Some((offset - step).max(0.0)),
        Some(Turn::Down) => Some((offset + step).min(most)),
        None => None,
    };
    let area = ScrollArea::vertical().auto_shrink([false, false]).max_height(left.height());
    let area = wanted.into_iter().fold(area, |area, offset| area.vertical_scroll_offset(offset));
    let output = crate::form::inside(ui, left, "scrolled", |ui| {
        ui.set_clip_rect(left);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::ScrollView);
            node.set_bounds(egui::accesskit::Rect {
                x0: left.left().into(),
                y0: left.top().into(),
                x1: left.right().into(),
                y1: left.bottom().into(),
            });
        });
        area.show(ui, draw)
    });
    let seen = Stands(output.state.clamped_offset().y, output.content_size.y, place.size());
    ui.data_mut(|data| data.insert_temp(id, seen));
    if wanted.is_some() || (seen.1 - height).abs() > 1.0 {
        ui.ctx().request_repaint();
    }
}

fn arrows(ui: &Ui, words: &Words, place: Rect, up: bool, down: bool) -> Option<Turn> {
    let scale = scale(ui);
    let column = place.with_min_x(place.right() - scale.target);
    let (first, last) = if is_low(ui, place) {
        (column.translate(vec2(-scale.target - scale.gap, 0.0)), column)
    } else {
        let height = ((column.height() - scale.gap * 0.5) / 2.0).min(scale.px(220.0));
        (column.with_max_y(column.top() + height), column.with_min_y(column.bottom() - height))
    };
    let shell = &words.kiosk.shell;
    let up = arrow(ui, first, icons::ICON_KEYBOARD_ARROW_UP, shell.page_up, up).then_some(Turn::Up);
    up.or(arrow(ui, last, icons::ICON_KEYBOARD_ARROW_DOWN, shell.page_down, down).then_some(Turn::Down))
}

fn arrow(ui: &Ui, rect: Rect, sign: Icon, name: &str, enabled: bool) -> bool {
    let scale = scale(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.unique_id().with(name), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let (ground, ink) = if enabled { (Tone::Blue.soft(), Tone::Blue.strong(scale)) } else { (DISABLED, scale.ink_2()) };
    let fill = pressed(ground, response.is_pointer_button_down_on(), false);
    ui.painter().rect_filled(rect, CornerRadius::same(scale.radius), fill);
    if response.has_focus() {
        focus_ring(ui.painter(), rect, scale.radius, scale.line * 2.0);
    }
    icon(ui.painter(), pos2(rect.center().x, rect.center().y), sign, scale.px(64.0), ink);
    enabled && response.clicked()
}
