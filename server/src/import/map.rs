//! `map.toml`: the drawing of the property that a kiosk shows when people have to leave (E-2, B-24).

use super::csv::one_of;
use super::fault::{Faults, Sentence};
use super::tree::{self, Section, Word};
use domain::registers::property::{MapKiosk, MapMark, MapShape, MarkKind, Point, PropertyMap, ShapeKind};
use std::collections::BTreeSet;
use values::{Id, Line};

/// The longest side of a drawing, in its own unit.
const LONGEST: u32 = 10_000;
/// So many of a kind at most: more cannot be read by somebody who runs.
const MOST: usize = 60;
/// So many corners at most has the way from a kiosk.
const MOST_CORNERS: usize = 20;

/// Areas, as they may be written.
const SHAPES: &[(ShapeKind, &str, &str)] = &[
    (ShapeKind::Ground, "场地", "ground"),
    (ShapeKind::Road, "道路", "road"),
    (ShapeKind::Building, "建筑", "building"),
    (ShapeKind::Room, "房间", "room"),
];

/// Signs, as they may be written.
const MARKS: &[(MarkKind, &str, &str)] = &[
    (MarkKind::Stairs, "疏散楼梯", "stairs"),
    (MarkKind::Lift, "电梯", "lift"),
    (MarkKind::Exit, "出口", "exit"),
    (MarkKind::Assembly, "集合地点", "assembly"),
];

/// Reads the file; `None` where it is faulty.
pub(super) fn read(file: &str, bytes: &[u8], faults: &Faults) -> Option<PropertyMap> {
    tree::read(file, bytes, faults, map)
}

fn map(s: &Section<'_>) -> Option<PropertyMap> {
    let (width, height) = (s.number("width", None, 1..=LONGEST), s.number("height", None, 1..=LONGEST));
    let sheet = Sheet { width: width.unwrap_or(LONGEST), height: height.unwrap_or(LONGEST) };
    let (shapes, marks) = (s.each("shapes", |shape| sheet.shape(shape)), s.each("marks", |mark| sheet.mark(mark)));
    let mut seen = BTreeSet::new();
    let kiosks = s.each("kiosks", |kiosk| sheet.kiosk(kiosk, &mut seen));
    let (shapes, marks, kiosks) = (shapes?, marks?, kiosks?);
    for (key, count) in [("shapes", shapes.len()), ("marks", marks.len()), ("kiosks", kiosks.len())] {
        if count > MOST {
            s.fault(key, Sentence::new(format!("最多 {MOST} 个 [[{key}]]"), format!("write at most {MOST} [[{key}]]")));
            return None;
        }
    }
    for (kind, zh, en) in [(MarkKind::Exit, "出口", "exit"), (MarkKind::Assembly, "集合地点", "assembly point")] {
        if !marks.iter().any(|mark| mark.kind == kind) {
            s.fault("marks", Sentence::new(format!("请至少标出一个{zh}"), format!("mark at least one {en}")));
            return None;
        }
    }
    let id = Id::parse("map").ok()?;
    Some(PropertyMap { id, width: width?, height: height?, shapes, marks, kiosks })
}

/// The sheet on which everything lies.
struct Sheet {
    width: u32,
    height: u32,
}

impl Sheet {
    fn shape(&self, s: &Section<'_>) -> Option<MapShape> {
        let kind = s.text("kind", |typed| one_of(typed, SHAPES));
        let (points, name) = (self.points(s, "points"), s.phrase_or_none("name"));
        let points = points?;
        if points.len() < 3 || points.len() > MOST {
            s.fault("points", Sentence::new(format!("请写 3 至 {MOST} 个点"), format!("write 3 to {MOST} places")));
            return None;
        }
        Some(MapShape { kind: kind?, points, name: name? })
    }

    fn mark(&self, s: &Section<'_>) -> Option<MapMark> {
        let (kind, at, name) = (s.text("kind", |typed| one_of(typed, MARKS)), self.point(s), s.phrase_or_none("name"));
        Some(MapMark { kind: kind?, at: at?, name: name? })
    }

    fn kiosk(&self, s: &Section<'_>, seen: &mut BTreeSet<String>) -> Option<MapKiosk> {
        let (name, at, way) = (s.text("name", Line::parse), self.point(s), self.points(s, "way"));
        let (name, way) = (name?, way?);
        if !seen.insert(name.as_str().to_owned()) {
            s.fault("name", Sentence::new("这台自助机上面已经写过", "this kiosk stands above already"));
            return None;
        }
        if way.len() > MOST_CORNERS {
            s.fault("way", Sentence::new(format!("最多 {MOST_CORNERS} 个点"), format!("write at most {MOST_CORNERS} places")));
            return None;
        }
        Some(MapKiosk { name, at: at?, way })
    }

    fn point(&self, s: &Section<'_>) -> Option<Point> {
        let (x, y) = s.place("at")?;
        if self.holds(x, y) {
            return Some(Point(x, y));
        }
        s.fault("at", self.outside());
        None
    }

    fn points(&self, s: &Section<'_>, key: &'static str) -> Option<Vec<Point>> {
        let points = s.places(key)?;
        let outside: Vec<&Word<(u32, u32)>> = points.iter().filter(|p| !self.holds(p.value.0, p.value.1)).collect();
        for place in &outside {
            s.fault_at(key, place, self.outside());
        }
        outside.is_empty().then(|| points.iter().map(|p| Point(p.value.0, p.value.1)).collect())
    }

    fn holds(&self, x: u32, y: u32) -> bool {
        x <= self.width && y <= self.height
    }

    fn outside(&self) -> Sentence {
        let (width, height) = (self.width, self.height);
        Sentence::new(
            format!("超出图面，请写在 [0, 0] 至 [{width}, {height}] 之内"),
            format!("outside the drawing: write a place from [0, 0] to [{width}, {height}]"),
        )
    }
}
