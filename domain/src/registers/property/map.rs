//! The drawing of the property that a kiosk shows when people have to leave (E-2, B-24): shapes,
//! ways out, the assembly point, and where each kiosk stands.
//!
//! It is made of whole numbers in a unit of the property's own, x to the right and y down, so that it
//! can be drawn in any size.

use super::Phrase;
use serde::{Deserialize, Serialize};
use values::{Id, Line};

/// A place of the drawing: x to the right, y down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point(pub u32, pub u32);

/// The drawing. One record, id `map`; a next import replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropertyMap {
    /// Always `map`.
    pub id: Id<PropertyMap>,
    /// How wide it is, in its own unit.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// What is drawn as areas, the lowest first.
    pub shapes: Vec<MapShape>,
    /// What is drawn as signs.
    pub marks: Vec<MapMark>,
    /// Where the kiosks stand.
    pub kiosks: Vec<MapKiosk>,
}

/// An area of the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapShape {
    /// What it is.
    pub kind: ShapeKind,
    /// Its corners, in the order in which one walks around it; at least three.
    pub points: Vec<Point>,
    /// What is written in it.
    pub name: Option<Phrase>,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShapeKind {
    /// 室外场地
    Ground,
    /// 道路
    Road,
    /// 建筑
    Building,
    /// 房间
    Room,
}

/// A sign of the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapMark {
    /// What it is.
    pub kind: MarkKind,
    /// Where.
    pub at: Point,
    /// What is written beside it.
    pub name: Option<Phrase>,
}

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// 疏散楼梯
    Stairs,
    /// 电梯: not to be used
    Lift,
    /// 出口
    Exit,
    /// 集合地点
    Assembly,
}

/// Where a kiosk stands, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapKiosk {
    /// The name under which it was enrolled.
    pub name: Line,
    /// Where it stands.
    pub at: Point,
    /// The way from there to the exit and on to the assembly point, corner by corner; empty: no
    /// way is drawn.
    pub way: Vec<Point>,
}
