//! The drawing of the property, in any size: areas, ways out, where this kiosk stands, and the way from
//! there. Every word of it stands in Chinese and in English.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use look::theme::colour::{MAP_BUILDING, MAP_GROUND, MAP_ROAD, MAP_ROOM, MAP_WALL};
use look::theme::{BLUE, CARD, GREEN, INK, INK_2, LINE, RED, WHITE, bold, icon, regular};
use look::words::kiosk::HomeWords;
use look::words::{Language, words};
use look::{Icon, icons};
use proto::v1::{MapMarkKind, MapPoint, MapShapeKind, Phrase, PropertyMap};

use super::outline::filled;
use crate::directory::said;
use crate::paint;

/// Half the size of a sign.
const SIGN: f32 = 24.0;
/// The size of words on the drawing.
const WORDS: f32 = 26.0;
/// How high a row of the legend is.
const LEGEND_ROW: f32 = 48.0;
/// Between a sign and its words, and between them and the next sign.
const BESIDE: f32 = 14.0;
const BETWEEN: f32 = 24.0;

/// Draws it in a white card, with its legend below.
pub fn show(ui: &Ui, card: Rect, map: &PropertyMap) {
    ui.painter().rect_filled(card, CornerRadius::same(28), WHITE);
    let inner = card.shrink(22.0);
    let entries = legend(map);
    let widths: Vec<f32> = entries.iter().map(|(_, words)| entry_width(ui, words)).collect();
    let columns = columns(&widths, inner.width());
    let rows = entries.len().div_ceil(columns);
    let below = inner.with_min_y(inner.bottom() - rows as f32 * LEGEND_ROW);
    let sheet = Sheet::of(map, inner.with_max_y(below.top() - 14.0));
    sheet.draw(ui, map);
    let (zh, en) = both(|home| home.map);
    paint::label(ui, sheet.rect, "map", &format!("{zh} {en}"));
    for (index, (sign, words)) in entries.into_iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let width = below.width() / columns as f32;
        let at = pos2(below.left() + column as f32 * width, below.top() + (row as f32 + 0.5) * LEGEND_ROW);
        entry(ui, at, width, sign, &words);
    }
}

/// As many columns as show each entry to its end.
fn columns(widths: &[f32], room: f32) -> usize {
    let widest = widths.iter().copied().fold(1.0, f32::max);
    ((room / widest) as usize).clamp(1, widths.len().max(1))
}

fn entry_width(ui: &Ui, words: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(look::text::visible(ui.ctx(), words).into_owned(), regular(WORDS), INK);
    SIGN * 2.0 + BESIDE + galley.size().x + BETWEEN
}

/// A word in Chinese and in English.
fn both(word: fn(&HomeWords) -> &'static str) -> (&'static str, &'static str) {
    (word(&words(Language::ZhHans).kiosk.home), word(&words(Language::En).kiosk.home))
}

fn names(phrase: Option<&Phrase>) -> String {
    let (zh, en) = (said(phrase, Language::ZhHans), said(phrase, Language::En));
    if zh == en { zh.to_owned() } else { format!("{zh} {en}") }
}

/// What a sign of the drawing is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Here,
    Way,
    Mark(MapMarkKind),
}

/// The signs that stand on this drawing, and what they mean.
fn legend(map: &PropertyMap) -> Vec<(Sign, String)> {
    let shell = |language: Language| words(language).kiosk.shell.assembly_point;
    let has = |kind: MapMarkKind| map.marks.iter().any(|mark| mark.kind() == kind);
    let mut entries = vec![];
    let mut add = |wanted: bool, sign: Sign, (zh, en): (&'static str, &'static str)| {
        if wanted {
            entries.push((sign, format!("{zh} {en}")));
        }
    };
    add(map.here.is_some(), Sign::Here, both(|home| home.you_are_here));
    add(map.here.as_ref().is_some_and(|here| !here.way.is_empty()), Sign::Way, both(|home| home.way));
    add(has(MapMarkKind::Exit), Sign::Mark(MapMarkKind::Exit), both(|home| home.exit));
    add(has(MapMarkKind::Stairs), Sign::Mark(MapMarkKind::Stairs), both(|home| home.stairs));
    add(has(MapMarkKind::Lift), Sign::Mark(MapMarkKind::Lift), both(|home| home.lift));
    let assembly = (shell(Language::ZhHans), shell(Language::En));
    add(has(MapMarkKind::Assembly), Sign::Mark(MapMarkKind::Assembly), assembly);
    entries
}

fn entry(ui: &Ui, at: Pos2, width: f32, sign: Sign, words: &str) {
    let centre = pos2(at.x + SIGN, at.y);
    match sign {
        Sign::Here => here_mark(ui.painter(), centre),
        Sign::Way => arrow(ui.painter(), &[centre - vec2(SIGN, 0.0), centre + vec2(SIGN, 0.0)]),
        Sign::Mark(kind) => mark(ui.painter(), centre, kind, SIGN * 0.86),
    }
    let left = centre.x + SIGN + BESIDE;
    let shown = paint::row(ui, pos2(left, at.y), Align2::LEFT_CENTER, words, at.x + width - left, regular(WORDS), INK);
    paint::label(ui, shown, &format!("legend {words}"), words);
}

/// Where places of the drawing lie on the screen.
struct Sheet {
    rect: Rect,
    factor: f32,
}

impl Sheet {
    /// As large as it fits in the middle of `place`.
    fn of(map: &PropertyMap, place: Rect) -> Self {
        let size = vec2(map.width.max(1) as f32, map.height.max(1) as f32);
        let factor = (place.size() / size).min_elem().max(0.0);
        Self { rect: Rect::from_center_size(place.center(), size * factor), factor }
    }

    fn at(&self, point: &MapPoint) -> Pos2 {
        self.rect.min + vec2(point.x as f32, point.y as f32) * self.factor
    }

    fn draw(&self, ui: &Ui, map: &PropertyMap) {
        let painter = ui.painter();
        for shape in &map.shapes {
            let corners: Vec<Pos2> = shape.points.iter().map(|point| self.at(point)).collect();
            let (fill, line) = colours(shape.kind());
            painter.add(Shape::mesh(filled(&corners, fill)));
            painter.add(Shape::closed_line(corners, line));
        }
        if let Some(here) = &map.here {
            let way: Vec<Pos2> = here.at.iter().chain(&here.way).map(|point| self.at(point)).collect();
            arrow(painter, &way);
        }
        // Words of areas give way to signs and to each other.
        let mut taken: Vec<Rect> = map.marks.iter().filter_map(|m| m.at.as_ref()).map(|at| self.sign_at(at)).collect();
        taken.extend(map.here.iter().flat_map(|here| here.at.iter().chain(&here.way)).map(|at| self.sign_at(at)));
        for sign in &map.marks {
            let Some(at) = &sign.at else { continue };
            mark(painter, self.at(at), sign.kind(), SIGN);
        }
        if let Some(at) = map.here.as_ref().and_then(|here| here.at.as_ref()) {
            let (zh, en) = both(|home| home.you_are_here);
            here_mark(painter, self.at(at));
            self.words(ui, self.at(at), &format!("{zh} {en}"), true, &mut taken);
        }
        for sign in &map.marks {
            let (Some(at), Some(_)) = (&sign.at, &sign.name) else { continue };
            self.words(ui, self.at(at), &names(sign.name.as_ref()), false, &mut taken);
        }
        for shape in map.shapes.iter().filter(|shape| shape.name.is_some()) {
            self.name(ui, shape.points.iter().map(|point| self.at(point)).collect(), &names(shape.name.as_ref()), &mut taken);
        }
    }

    fn sign_at(&self, at: &MapPoint) -> Rect {
        Rect::from_center_size(self.at(at), Vec2::splat(SIGN * 2.0))
    }

    /// Words beside a sign, at the first side where nothing else is; none where there is no such side.
    fn words(&self, ui: &Ui, sign: Pos2, words: &str, strong: bool, taken: &mut Vec<Rect>) {
        let font = if strong { bold(WORDS) } else { regular(WORDS) };
        let ink = if strong { BLUE } else { INK };
        let galley = ui.painter().layout_no_wrap(look::text::visible(ui.ctx(), words).into_owned(), font, ink);
        let (size, away) = (galley.size(), SIGN + 8.0);
        let sides = [
            pos2(sign.x + away, sign.y - size.y / 2.0),
            pos2(sign.x - size.x / 2.0, sign.y + away),
            pos2(sign.x - size.x / 2.0, sign.y - away - size.y),
            pos2(sign.x - away - size.x, sign.y - size.y / 2.0),
        ];
        let free = |at: &Pos2| {
            let rect = Rect::from_min_size(*at, size);
            self.rect.contains_rect(rect) && !taken.iter().any(|other| other.intersects(rect))
        };
        // Where one stands is said in any case.
        let crowded = strong.then_some(sides[2]).filter(|at| self.rect.contains(*at));
        if let Some(at) = sides.into_iter().find(free).or(crowded) {
            let rect = Rect::from_min_size(at, size);
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(8), CARD.gamma_multiply(0.86));
            ui.painter().galley(at, galley, ink);
            taken.push(rect);
        }
    }

    /// The name of an area in its middle, or near its edges where that is taken.
    fn name(&self, ui: &Ui, corners: Vec<Pos2>, words: &str, taken: &mut Vec<Rect>) {
        let bounds = Rect::from_points(&corners);
        let galley = ui.painter().layout_no_wrap(look::text::visible(ui.ctx(), words).into_owned(), bold(WORDS), INK_2);
        let size = galley.size();
        let edge = size.y * 0.8;
        let places = [
            bounds.center(),
            pos2(bounds.center().x, bounds.top() + edge),
            pos2(bounds.center().x, bounds.bottom() - edge),
            pos2(bounds.left() + size.x * 0.6, bounds.top() + edge),
            pos2(bounds.left() + size.x * 0.6, bounds.bottom() - edge),
        ];
        let free = |centre: &Pos2| {
            let rect = Rect::from_center_size(*centre, size);
            bounds.contains_rect(rect) && !taken.iter().any(|other| other.intersects(rect))
        };
        if let Some(centre) = places.into_iter().find(free) {
            let rect = Rect::from_center_size(centre, size);
            ui.painter().galley(rect.min, galley, INK_2);
            taken.push(rect);
        }
    }
}

fn colours(kind: MapShapeKind) -> (Color32, Stroke) {
    match kind {
        MapShapeKind::Ground | MapShapeKind::Unspecified => (MAP_GROUND, Stroke::new(1.5, LINE)),
        MapShapeKind::Road => (MAP_ROAD, Stroke::new(1.5, LINE)),
        MapShapeKind::Building => (MAP_BUILDING, Stroke::new(5.0, MAP_WALL)),
        MapShapeKind::Room => (MAP_ROOM, Stroke::new(2.5, MAP_WALL)),
    }
}

fn mark(painter: &Painter, centre: Pos2, kind: MapMarkKind, half: f32) {
    let (sign, ground): (Icon, Color32) = match kind {
        MapMarkKind::Stairs => (icons::ICON_STAIRS, GREEN),
        MapMarkKind::Exit | MapMarkKind::Unspecified => (icons::ICON_MEETING_ROOM, GREEN),
        MapMarkKind::Assembly => (icons::ICON_GROUPS, GREEN),
        MapMarkKind::Lift => (icons::ICON_ELEVATOR, MAP_WALL),
    };
    let rect = Rect::from_center_size(centre, Vec2::splat(half * 2.0));
    painter.rect(rect, CornerRadius::same(10), ground, Stroke::new(2.0, WHITE), StrokeKind::Outside);
    icon(painter, centre, sign, half * 1.5, WHITE);
    if kind == MapMarkKind::Lift {
        // Crossed out: not by colour alone.
        for stroke in [Stroke::new(9.0, WHITE), Stroke::new(5.0, RED)] {
            painter.line_segment([rect.left_bottom(), rect.right_top()], stroke);
            painter.line_segment([rect.left_top(), rect.right_bottom()], stroke);
        }
    }
}

fn here_mark(painter: &Painter, centre: Pos2) {
    painter.circle_filled(centre, SIGN * 0.9, BLUE.gamma_multiply(0.22));
    painter.circle(centre, SIGN * 0.52, BLUE, Stroke::new(4.0, WHITE));
}

/// The way, with a head at its end and one in the middle of each long piece.
fn arrow(painter: &Painter, way: &[Pos2]) {
    if way.len() < 2 {
        return;
    }
    for stroke in [Stroke::new(15.0, WHITE), Stroke::new(9.0, GREEN)] {
        painter.add(Shape::line(way.to_vec(), stroke));
    }
    let last = way.len() - 2;
    for (index, piece) in way.windows(2).enumerate() {
        let [from, to] = [piece[0], piece[1]];
        let along = to - from;
        if index == last {
            head(painter, to, along.normalized());
        } else if along.length() > 90.0 {
            head(painter, from + along * 0.6, along.normalized());
        }
    }
}

fn head(painter: &Painter, tip: Pos2, along: Vec2) {
    let side = vec2(-along.y, along.x);
    let back = tip - along * 18.0;
    let corners = vec![tip + along * 14.0, back + side * 19.0, back - side * 19.0];
    painter.add(Shape::convex_polygon(corners, GREEN, Stroke::new(2.0, WHITE)));
}
