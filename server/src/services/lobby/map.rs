//! The drawing of the property, as one kiosk shows it.

use domain::registers::property::{MarkKind, Point, PropertyMap, ShapeKind};
use proto::v1;
use values::Line;

use super::phrase;

/// The drawing, and in it the place of the kiosk that was enrolled under this name.
pub(super) fn map(map: &PropertyMap, kiosk: Option<&Line>) -> v1::PropertyMap {
    let shapes = map.shapes.iter().map(|shape| v1::MapShape {
        kind: shape_kind(shape.kind).into(),
        points: points(&shape.points),
        name: shape.name.as_ref().map(phrase),
    });
    let marks = map.marks.iter().map(|mark| v1::MapMark {
        kind: mark_kind(mark.kind).into(),
        at: Some(point(mark.at)),
        name: mark.name.as_ref().map(phrase),
    });
    let here = map.kiosks.iter().find(|place| Some(&place.name) == kiosk);
    v1::PropertyMap {
        width: map.width,
        height: map.height,
        shapes: shapes.collect(),
        marks: marks.collect(),
        here: here.map(|place| v1::MapPlace { at: Some(point(place.at)), way: points(&place.way) }),
    }
}

fn point(Point(x, y): Point) -> v1::MapPoint {
    v1::MapPoint { x, y }
}

fn points(points: &[Point]) -> Vec<v1::MapPoint> {
    points.iter().copied().map(point).collect()
}

fn shape_kind(kind: ShapeKind) -> v1::MapShapeKind {
    match kind {
        ShapeKind::Ground => v1::MapShapeKind::Ground,
        ShapeKind::Road => v1::MapShapeKind::Road,
        ShapeKind::Building => v1::MapShapeKind::Building,
        ShapeKind::Room => v1::MapShapeKind::Room,
    }
}

fn mark_kind(kind: MarkKind) -> v1::MapMarkKind {
    match kind {
        MarkKind::Stairs => v1::MapMarkKind::Stairs,
        MarkKind::Lift => v1::MapMarkKind::Lift,
        MarkKind::Exit => v1::MapMarkKind::Exit,
        MarkKind::Assembly => v1::MapMarkKind::Assembly,
    }
}
