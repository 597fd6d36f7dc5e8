//! The keys, and where they stand.

use egui::{Rect, pos2, vec2};
use pinyin::strokes::Stroke;

use super::Mode;
use super::finder::Cell;
use crate::theme::Scale;

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter, small.
    Letter(char),
    /// A character that goes in as it is: a digit, the separator of names, a hyphen.
    Sign(char),
    /// Says where a syllable of pinyin ends (xi'an).
    Break,
    /// A space, or the first candidate.
    Space,
    /// Takes back the last letter, stroke, count or character.
    Delete,
    /// The next letter is a capital, or small where it would be one.
    Shift,
    /// From simplified to traditional characters and back.
    Script,
    /// One more stroke of the character that is looked for.
    Stroke(Stroke),
    /// So many strokes: of the radical, or beside it.
    Count(u8),
    /// Higher counts, and after the highest the lowest.
    MoreCounts,
    /// A radical or a character that was found.
    Cell(Cell),
    /// Changes what the keys write.
    Turn(Mode),
    /// Finished.
    Done,
}

/// Rows of keys, each with its width in units of an ordinary key.
#[derive(Debug)]
pub struct Layout {
    /// From above.
    pub rows: Vec<Vec<(Key, f32)>>,
    /// Height of a key, in points.
    pub height: f32,
    /// Distance between keys, in points.
    pub gap: f32,
    /// How many units are as wide as the keyboard.
    pub columns: f32,
}

/// How many keys have room, in points: the same for every mode, so that the page stands still.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Keys side by side.
    pub columns: usize,
    /// Rows of keys.
    pub rows: usize,
    /// Wished height of a key.
    pub key: f32,
    /// Distance between keys.
    pub gap: f32,
}

/// How a height is shared out, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    /// The line that says what was typed; 0 where it stands beside the candidates.
    pub line: f32,
    /// The candidates.
    pub bar: f32,
    /// A key.
    pub key: f32,
}

/// The least width and height of a key (B-06: 84, and 120 in elder mode).
pub fn least(scale: Scale) -> f32 {
    if scale.high_contrast { 120.0 } else { 84.0 }
}

/// What a keyboard of this width has room for: ten keys side by side; seven, and a row more, where
/// ten would be narrower than a target may be (B-06).
pub fn shape(width: f32, scale: Scale) -> Shape {
    let gap = if scale.high_contrast { 8.0 } else { 10.0 };
    if (width - gap * 9.0) / 10.0 >= least(scale) {
        Shape { columns: 10, rows: 4, key: scale.key, gap }
    } else {
        Shape { columns: 7, rows: 5, key: scale.target, gap }
    }
}

impl Shape {
    /// How high it is where there is room for it.
    pub fn height(self, scale: Scale) -> f32 {
        self.sum(Heights { line: scale.px(52.0), bar: scale.px(96.0), key: self.key })
    }

    /// How low it may be made.
    pub fn least_height(self, scale: Scale) -> f32 {
        let least = least(scale);
        self.sum(Heights { line: 0.0, bar: least, key: least })
    }

    fn sum(self, heights: Heights) -> f32 {
        heights.line + heights.bar + (heights.key + self.gap) * self.rows as f32
    }

    /// What each part gets of `room`: a low screen gets lower keys, then no line of its own, but
    /// never lower ones than may be touched (B-06).
    pub fn heights(self, room: f32, scale: Scale) -> Heights {
        let least = least(scale);
        let line = if room >= self.least_height(scale) + scale.px(52.0) { scale.px(52.0) } else { 0.0 };
        let rows = self.rows as f32;
        let each = (room - line - self.gap * rows) / (rows + 1.0);
        let bar = scale.px(96.0).min(each).max(least);
        let key = self.key.min((room - line - bar) / rows - self.gap).max(least);
        Heights { line, bar, key }
    }
}

impl Layout {
    /// Where each key stands inside `area`. A row that is not full stands in the middle; what was
    /// found begins at the left.
    pub fn places(&self, area: Rect) -> Vec<(Rect, Key)> {
        let unit = (area.width() - self.gap * (self.columns - 1.0)) / self.columns;
        let mut places = vec![];
        for (row, keys) in self.rows.iter().enumerate() {
            let units: f32 = keys.iter().map(|(_, units)| units).sum();
            let full = units * unit + (units - 1.0) * self.gap;
            let found = matches!(keys.first(), Some((Key::Cell(_) | Key::Count(_), _)));
            let mut x = area.left() + if found { 0.0 } else { (area.width() - full) / 2.0 };
            let y = area.top() + row as f32 * (self.height + self.gap);
            for (key, units) in keys {
                let width = units * unit + (units - 1.0) * self.gap;
                places.push((Rect::from_min_size(pos2(x, y), vec2(width, self.height)), *key));
                x += width + self.gap;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::KIOSK;

    #[test]
    fn b06_no_room_makes_a_key_lower_than_may_be_touched() {
        for scale in [KIOSK, KIOSK.elder()] {
            for width in [960.0, 970.0, 1800.0] {
                let shape = shape(width, scale);
                for room in [0.0, 400.0, shape.least_height(scale), 764.0, 789.0, shape.height(scale), 2000.0] {
                    let found = shape.heights(room, scale);
                    assert!(found.key >= least(scale) && found.bar >= least(scale), "{room} {found:?}");
                    let fits = shape.sum(found) <= room.min(shape.height(scale)) + 0.01;
                    assert!(fits || room < shape.least_height(scale), "{width} {room} {found:?}");
                }
            }
        }
    }

    /// Header, footer and the page's edges take the rest of 1080 points, and of 1920.
    #[test]
    fn b06_elder_mode_has_room_on_a_lying_and_on_an_upright_screen() {
        let elder = KIOSK.elder();
        assert!(shape(970.0, elder).least_height(elder) <= 764.0);
        assert!(shape(960.0, elder).least_height(elder) <= 780.0);
        assert!(shape(970.0, KIOSK).least_height(KIOSK) <= 540.0);
    }
}
