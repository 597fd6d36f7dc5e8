//! Which keys a mode has and where they stand.

use egui::{Rect, pos2, vec2};
use pinyin::SEPARATOR;

use super::Mode;
use crate::theme::Scale;

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A Latin letter, small.
    Letter(char),
    /// A character that goes in as it is: a digit, the separator of names, a hyphen.
    Sign(char),
    /// A space, or the first candidate.
    Space,
    /// Takes back the last letter or character.
    Delete,
    /// The next letter is a capital.
    Shift,
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
    columns: f32,
}

/// The usual rows of a keyboard.
const QWERTY: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Fewer and wider keys, in the order of the alphabet, for elder mode on an upright screen,
/// where ten keys side by side would be narrower than a target may be (B-06).
const ALPHABET: [&str; 4] = ["abcdefg", "hijklmn", "opqrstu", "vwxyz"];

/// The least width and height of a key (B-06: 84, and 120 in elder mode).
pub fn least(scale: Scale) -> f32 {
    if scale.high_contrast { 120.0 } else { 84.0 }
}

/// The keys of `mode` for a keyboard of this width.
pub fn layout(mode: Mode, width: f32, scale: Scale) -> Layout {
    let gap = if scale.high_contrast { 8.0 } else { 10.0 };
    if mode == Mode::Digits {
        return Layout { rows: digits(), height: scale.key, gap, columns: 4.0 };
    }
    let ten_wide = (width - gap * 9.0) / 10.0;
    if ten_wide >= least(scale) {
        Layout { rows: letters(&QWERTY, mode), height: scale.key, gap, columns: 10.0 }
    } else {
        Layout { rows: letters(&ALPHABET, mode), height: scale.target, gap, columns: 7.0 }
    }
}

fn letters(rows: &[&str], mode: Mode) -> Vec<Vec<(Key, f32)>> {
    let wide = rows[0].len() == 10;
    let mut keys: Vec<Vec<(Key, f32)>> = rows.iter().map(|row| row.chars().map(|letter| (Key::Letter(letter), 1.0)).collect()).collect();
    if let Some(last) = keys.last_mut() {
        if mode == Mode::Latin {
            last.insert(0, (Key::Shift, if wide { 1.5 } else { 1.0 }));
        }
        let delete = match (wide, mode == Mode::Latin) {
            (true, true) => 1.5,
            (false, true) => 1.0,
            (_, false) => 2.0,
        };
        last.push((Key::Delete, delete));
    }
    let other = if mode == Mode::Latin { Mode::Pinyin } else { Mode::Latin };
    let foot = if wide {
        vec![(Key::Turn(other), 1.5), (Key::Turn(Mode::Digits), 1.3), (Key::Sign(SEPARATOR), 1.2), (Key::Space, 3.3), (Key::Done, 2.7)]
    } else {
        vec![(Key::Turn(other), 1.2), (Key::Turn(Mode::Digits), 1.2), (Key::Sign(SEPARATOR), 1.0), (Key::Space, 1.8), (Key::Done, 1.8)]
    };
    keys.push(foot);
    keys
}

fn digits() -> Vec<Vec<(Key, f32)>> {
    let row = |signs: [char; 3], last: Key| {
        let mut keys: Vec<_> = signs.map(|sign| (Key::Sign(sign), 1.0)).into();
        keys.push((last, 1.0));
        keys
    };
    vec![
        row(['1', '2', '3'], Key::Delete),
        row(['4', '5', '6'], Key::Sign('-')),
        row(['7', '8', '9'], Key::Sign('+')),
        vec![(Key::Turn(Mode::Pinyin), 1.0), (Key::Sign('0'), 1.0), (Key::Turn(Mode::Latin), 1.0), (Key::Done, 1.0)],
    ]
}

impl Layout {
    /// Where each key stands inside `area`; a row that is not full stands in the middle.
    pub fn places(&self, area: Rect) -> Vec<(Rect, Key)> {
        let unit = (area.width() - self.gap * (self.columns - 1.0)) / self.columns;
        let mut places = vec![];
        for (row, keys) in self.rows.iter().enumerate() {
            let units: f32 = keys.iter().map(|(_, units)| units).sum();
            let full = units * unit + (units - 1.0) * self.gap;
            let mut x = area.left() + (area.width() - full) / 2.0;
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
    fn b06_every_key_is_large_enough_and_inside() {
        for scale in [KIOSK, KIOSK.elder()] {
            let least = least(scale);
            for width in [960.0, 1800.0] {
                for mode in [Mode::Pinyin, Mode::Latin, Mode::Digits] {
                    let layout = layout(mode, width, scale);
                    let area = Rect::from_min_size(pos2(60.0, 0.0), vec2(width, 900.0));
                    for (place, key) in layout.places(area) {
                        let size = place.size();
                        assert!(size.y >= least && size.x >= least, "{mode:?} {key:?} {size:?}");
                        assert!(area.expand(0.5).contains_rect(place), "{mode:?} {key:?} {place:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_letter_and_digit_has_one_key() {
        for (width, scale) in [(960.0, KIOSK), (960.0, KIOSK.elder()), (1800.0, KIOSK.elder())] {
            let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 900.0));
            let all = |mode| -> Vec<Key> { layout(mode, width, scale).places(area).into_iter().map(|(_, key)| key).collect() };
            for letter in 'a'..='z' {
                for mode in [Mode::Pinyin, Mode::Latin] {
                    assert_eq!(all(mode).iter().filter(|key| **key == Key::Letter(letter)).count(), 1);
                }
            }
            for digit in '0'..='9' {
                assert!(all(Mode::Digits).contains(&Key::Sign(digit)));
            }
        }
    }
}
