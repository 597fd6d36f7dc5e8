//! The kiosk's home tiles: a whole coloured field is the button.

use std::sync::Arc;

use egui::{Align, Color32, CornerRadius, Galley, Id, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::theme::paint::{focus_ring, pressed};
use crate::theme::{Scale, Tone, WHITE, bold, centred, elided, fit, fit_rows, icon, regular, scale, shadow, wrapped};
use crate::{Icon, icons};

/// What one tile shows.
#[derive(Clone, Copy)]
pub struct Tile<'a> {
    /// Its picture.
    pub icon: Icon,
    /// What a visitor can do here; also the accessible name.
    pub title: &'a str,
    /// One line that explains it.
    pub line: &'a str,
    /// The colour of the whole tile.
    pub tone: Tone,
}

/// Tiles in an area of `size`: stacked where it is higher than wide (two columns from the
/// fifth tile on), side by side where it is wider. Returns the index of the one touched.
pub fn tiles(ui: &mut Ui, size: Vec2, tiles: &[Tile<'_>]) -> Option<usize> {
    let columns = match (size.y >= size.x, tiles.len()) {
        (_, 0) => return None,
        (true, 1..=4) => 1,
        (true, _) => 2,
        (false, count @ 1..=3) => count,
        (false, 4) => 2,
        (false, _) => 3,
    };
    in_columns(ui, size, columns, tiles)
}

/// Tiles one below the other, in an area of `size`. Returns the index of the one touched.
pub fn stacked(ui: &mut Ui, size: Vec2, tiles: &[Tile<'_>]) -> Option<usize> {
    in_columns(ui, size, 1, tiles)
}

fn in_columns(ui: &mut Ui, size: Vec2, columns: usize, tiles: &[Tile<'_>]) -> Option<usize> {
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let gap = scale(ui).gap * 1.8;
    let rows = tiles.len().div_ceil(columns);
    let width = (area.width() - gap * (columns - 1) as f32) / columns as f32;
    let height = (area.height() - gap * (rows - 1) as f32) / rows as f32;
    let size = vec2(width, height);
    let shape = Shape::of(ui.painter(), tiles, size, scale(ui));
    let mut touched = None;
    for (index, tile) in tiles.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let offset = vec2(column as f32 * (width + gap), row as f32 * (height + gap));
        let rect = Rect::from_min_size(area.min + offset, size);
        if tile.draw(ui, rect, response.id.with(index), shape).clicked() {
            touched = Some(index);
        }
    }
    touched
}

/// What all tiles of a set have in common, so that they line up: the largest that fits each.
#[derive(Clone, Copy)]
struct Shape {
    wide: bool,
    title: f32,
    radius: f32,
    edge: f32,
    arrow: f32,
    /// Height that words may take.
    height: f32,
    /// Whether the lines that explain are shown.
    lines: bool,
    /// Height of the words, the highest of all.
    words: f32,
}

impl Shape {
    fn of(painter: &Painter, tiles: &[Tile<'_>], size: Vec2, scale: Scale) -> Self {
        let wide = size.x > size.y * 1.6;
        let mut shape = Self {
            wide,
            title: scale.title.min(if wide { size.y * 0.27 } else { size.y * 0.16 }).max(scale.body),
            radius: (size.y * 0.28).min(108.0),
            edge: (size.x * 0.05).min(62.0),
            arrow: scale.px(72.0).min(size.y * 0.4),
            height: size.y - 16.0,
            lines: true,
            words: 0.0,
        };
        let line_width = |tile: &Tile<'_>| elided(painter, tile.line, f32::INFINITY, regular(scale.body), WHITE).size().x;
        let longest = tiles.iter().map(line_width).fold(0.0, f32::max);
        if wide && longest > shape.room(size) {
            // Large type (elder mode, English) needs the place more than the picture does.
            shape.radius *= 0.7;
        }
        let room = shape.room(size);
        // All titles have one size: the largest at which each stands whole.
        let whole = |title: f32| tiles.iter().all(|tile| fit(painter, tile.title, room, bold(title)).size >= title);
        while shape.title > scale.body && !whole(shape.title) {
            shape.title = (shape.title * 0.94).max(scale.body);
        }
        for lines in [true, false] {
            // What only explains gives way where height is short.
            shape.lines = lines;
            let heights = tiles.iter().map(|tile| {
                let (title, line) = shape.words_of(painter, tile, room, scale);
                title.size().y + line.map_or(0.0, |line| shape.between() + line.size().y)
            });
            shape.words = heights.fold(0.0, f32::max);
            if shape.words <= shape.height - if wide { 0.0 } else { 60.0 } {
                break;
            }
        }
        if !wide {
            shape.radius = ((size.y - shape.words) * 0.33).clamp(24.0, 108.0);
        }
        shape
    }

    /// The width that is left for words.
    fn room(&self, size: Vec2) -> f32 {
        if self.wide { size.x - self.radius * 2.0 - self.edge * 2.8 - self.arrow * 0.8 } else { size.x - 56.0 }
    }

    fn between(&self) -> f32 {
        if self.wide { 10.0 } else { 14.0 }
    }

    fn words_of(&self, painter: &Painter, tile: &Tile<'_>, room: f32, scale: Scale) -> (Arc<Galley>, Option<Arc<Galley>>) {
        let soft = tile.tone.on_strong(scale);
        let sizes = [self.title, scale.small];
        let mut title = fit_rows(painter, tile.title, vec2(room, self.height * 0.7), &sizes, bold, WHITE);
        if !self.wide {
            let mut job = (*title.job).clone();
            job.halign = Align::Center;
            title = painter.layout_job(job);
        }
        let font = regular(scale.body);
        let line = self
            .lines
            .then(|| if self.wide { wrapped(painter, tile.line, room, font, soft) } else { centred(painter, tile.line, room, font, soft) });
        (title, line)
    }
}

impl Tile<'_> {
    /// Draws one tile alone, in exactly this place.
    pub fn show_in(&self, ui: &mut Ui, rect: Rect, id: Id) -> Response {
        let shape = Shape::of(ui.painter(), &[*self], rect.size(), scale(ui));
        self.draw(ui, rect, id, shape)
    }

    fn draw(&self, ui: &mut Ui, rect: Rect, id: Id, shape: Shape) -> Response {
        let scale = scale(ui);
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.title));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.line));
        let down = response.is_pointer_button_down_on();
        let rect = if down { rect.shrink(5.0) } else { rect };
        let radius = scale.card_radius;
        shadow(ui.painter(), rect, radius, true);
        let fill = pressed(self.tone.strong(scale), down, response.hovered());
        ui.painter().rect_filled(rect, CornerRadius::same(radius), fill);
        if response.has_focus() {
            focus_ring(ui.painter(), rect, radius, scale.line * 3.0);
        }
        let painter = ui.painter();
        if shape.wide {
            self.draw_wide(painter, rect, shape, scale);
        } else {
            self.draw_high(painter, rect, shape, scale);
        }
        response
    }

    fn picture(&self, painter: &Painter, centre: Pos2, radius: f32) {
        painter.circle_filled(centre, radius, Color32::from_white_alpha(36));
        icon(painter, centre, self.icon, radius * 1.18, WHITE);
    }

    fn draw_wide(&self, painter: &Painter, rect: Rect, shape: Shape, scale: Scale) {
        let (title, line) = shape.words_of(painter, self, shape.room(rect.size()), scale);
        let soft = self.tone.on_strong(scale);
        let centre = pos2(rect.left() + shape.edge + shape.radius, rect.center().y);
        self.picture(painter, centre, shape.radius);
        let arrow_at = pos2(rect.right() - shape.edge - shape.arrow * 0.2, rect.center().y);
        icon(painter, arrow_at, icons::ICON_CHEVRON_RIGHT, shape.arrow, soft);
        let left = centre.x + shape.radius + shape.edge * 0.8;
        let height = title.size().y + line.as_ref().map_or(0.0, |line| shape.between() + line.size().y);
        let top = rect.center().y - height / 2.0;
        let second = top + title.size().y + shape.between();
        painter.galley(pos2(left, top), title, WHITE);
        if let Some(line) = line {
            painter.galley(pos2(left + 2.0, second), line, soft);
        }
    }

    fn draw_high(&self, painter: &Painter, rect: Rect, shape: Shape, scale: Scale) {
        let (title, line) = shape.words_of(painter, self, shape.room(rect.size()), scale);
        let soft = self.tone.on_strong(scale);
        let gap = rect.height() * 0.05;
        let all = shape.radius * 2.0 + gap + shape.words;
        let top = rect.center().y - all / 2.0;
        let x = rect.center().x;
        self.picture(painter, pos2(x, top + shape.radius), shape.radius);
        let first = top + shape.radius * 2.0 + gap;
        let second = first + title.size().y + shape.between();
        painter.galley(pos2(x, first), title, WHITE);
        if let Some(line) = line {
            painter.galley(pos2(x, second), line, soft);
        }
    }
}
