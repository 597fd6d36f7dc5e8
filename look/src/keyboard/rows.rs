//! Which keys a mode has.

use pinyin::SEPARATOR;
use pinyin::strokes::Stroke;

use super::Mode;
use super::finder::{Cell, Finder};
use super::keys::{Key, Layout, Shape};

/// Rows of keys with their widths.
type Rows = Vec<Vec<(Key, f32)>>;

/// The usual rows of a keyboard.
const QWERTY: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Fewer and wider keys, in the order of the alphabet, for elder mode (B-06).
const ALPHABET: [&str; 4] = ["abcdefg", "hijklmn", "opqrstu", "vwxyz"];
/// Letters that names have and the alphabet has not, as far as the font draws them: č, š, ž and ł
/// it does not, and passports write them without their signs too.
const ACCENTED: &str = "áàâäãåæçéèêëíîïñóôöõøœúüýß";

/// Digits, in four columns.
const DIGITS: [[char; 3]; 3] = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']];

/// The keys of a mode that writes letters or digits.
pub fn rows(mode: Mode, shape: Shape) -> Layout {
    let ten = shape.columns == 10;
    let rows = match mode {
        Mode::Pinyin => pinyin(ten),
        Mode::Latin => latin(ten),
        Mode::Accents => accents(ten),
        Mode::Digits => return Layout { rows: digits(), height: shape.key, gap: shape.gap, columns: 4.0 },
        Mode::Strokes | Mode::Radicals => vec![],
    };
    Layout { rows, height: shape.key, gap: shape.gap, columns: shape.columns as f32 }
}

/// How many characters or radicals a page has room for.
pub fn cells_of_a_page(shape: Shape) -> usize {
    shape.columns * (shape.rows - 2)
}

/// The keys of a mode that looks for characters: strokes or counts, below them a page of what was
/// found.
pub fn found(mode: Mode, finder: &Finder, page: &[Cell], shape: Shape) -> Layout {
    let columns = shape.columns as f32;
    let other = if mode == Mode::Strokes { Mode::Radicals } else { Mode::Strokes };
    let head = match mode {
        Mode::Strokes => Stroke::ALL.map(|stroke| (Key::Stroke(stroke), columns / 5.0)).into(),
        Mode::Pinyin | Mode::Radicals | Mode::Latin | Mode::Accents | Mode::Digits => {
            let (counts, more) = finder.counts_shown(shape.columns);
            let counts = counts.into_iter().map(|count| (Key::Count(count), 1.0));
            counts.chain(more.then_some((Key::MoreCounts, 1.0))).collect()
        }
    };
    let mut rows = vec![head];
    let mut cells = page.chunks(shape.columns).map(|row| row.iter().map(|cell| (Key::Cell(*cell), 1.0)).collect());
    rows.extend((2..shape.rows).map(|_| cells.next().unwrap_or_default()));
    let foot = [Key::Turn(Mode::Pinyin), Key::Turn(other), Key::Turn(Mode::Digits), Key::Sign(SEPARATOR), Key::Delete, Key::Done];
    let widths = if shape.columns == 10 { [1.6, 1.6, 1.3, 1.2, 2.0, 2.3] } else { [1.0, 1.0, 1.0, 1.0, 1.5, 1.5] };
    rows.push(foot.into_iter().zip(widths).collect());
    Layout { rows, height: shape.key, gap: shape.gap, columns }
}

fn plain(rows: &[&str]) -> Rows {
    rows.iter().map(|row| row.chars().map(|letter| (Key::Letter(letter), 1.0)).collect()).collect()
}

fn pinyin(ten: bool) -> Rows {
    let mut rows = plain(if ten { &QWERTY } else { &ALPHABET });
    if let Some(last) = rows.last_mut() {
        let (at, delete) = if ten { (0, 2.0) } else { (last.len(), 1.0) };
        last.insert(at, (Key::Break, 1.0));
        last.push((Key::Delete, delete));
    }
    let turn = Key::Turn;
    let foot = if ten {
        rows[1].push((Key::Script, 1.0));
        vec![
            (turn(Mode::Latin), 1.3),
            (turn(Mode::Digits), 1.1),
            (turn(Mode::Strokes), 1.3),
            (turn(Mode::Radicals), 1.3),
            (Key::Sign(SEPARATOR), 1.0),
            (Key::Space, 2.0),
            (Key::Done, 2.0),
        ]
    } else {
        // The page of strokes leads on to that of radicals.
        let keys = [turn(Mode::Latin), turn(Mode::Digits), turn(Mode::Strokes), Key::Script, Key::Sign(SEPARATOR), Key::Space, Key::Done];
        keys.map(|key| (key, 1.0)).into()
    };
    rows.push(foot);
    rows
}

fn latin(ten: bool) -> Rows {
    let mut rows = plain(if ten { &QWERTY } else { &ALPHABET });
    if let Some(last) = rows.last_mut() {
        let wide = if ten { 1.5 } else { 1.0 };
        last.insert(0, (Key::Shift, wide));
        last.push((Key::Delete, wide));
    }
    let turn = Key::Turn;
    let foot = if ten {
        rows[1].push((Key::Sign('\''), 1.0));
        vec![
            (turn(Mode::Pinyin), 1.4),
            (turn(Mode::Digits), 1.1),
            (turn(Mode::Accents), 1.2),
            (Key::Sign('-'), 1.0),
            (Key::Sign(SEPARATOR), 1.0),
            (Key::Space, 2.3),
            (Key::Done, 2.0),
        ]
    } else {
        let keys = [turn(Mode::Pinyin), turn(Mode::Digits), turn(Mode::Accents), Key::Sign('-'), Key::Sign('\''), Key::Space, Key::Done];
        keys.map(|key| (key, 1.0)).into()
    };
    rows.push(foot);
    rows
}

fn accents(ten: bool) -> Rows {
    let letters: Vec<(Key, f32)> = ACCENTED.chars().map(|letter| (Key::Letter(letter), 1.0)).collect();
    let mut rows: Rows = letters.chunks(if ten { 10 } else { 7 }).map(<[_]>::to_vec).collect();
    if let Some(last) = rows.last_mut() {
        let wide = if ten { 2.0 } else { 1.0 };
        last.insert(0, (Key::Shift, wide));
        last.push((Key::Delete, wide));
    }
    let widths = if ten { [1.5, 1.2, 1.0, 1.0, 1.0, 2.3, 2.0] } else { [1.0; 7] };
    let foot =
        [Key::Turn(Mode::Latin), Key::Turn(Mode::Digits), Key::Sign(SEPARATOR), Key::Sign('-'), Key::Sign('\''), Key::Space, Key::Done];
    rows.push(foot.into_iter().zip(widths).collect());
    rows
}

fn digits() -> Rows {
    let last = [Key::Delete, Key::Sign('-'), Key::Sign('+')];
    let mut rows: Rows = DIGITS
        .iter()
        .zip(last)
        .map(|(signs, last)| signs.iter().map(|sign| (Key::Sign(*sign), 1.0)).chain([(last, 1.0)]).collect())
        .collect();
    let foot = [Key::Turn(Mode::Pinyin), Key::Sign('0'), Key::Turn(Mode::Latin), Key::Done];
    rows.push(foot.map(|key| (key, 1.0)).into());
    rows
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;
    use crate::keyboard::keys::{least, shape};
    use crate::theme::{KIOSK, Scale};

    /// Every page of keys, with as much found as there is room for and with little.
    fn all(width: f32, scale: Scale) -> Vec<(Mode, Layout)> {
        let shape = shape(width, scale);
        let mut pages: Vec<(Mode, Layout)> =
            [Mode::Pinyin, Mode::Latin, Mode::Accents, Mode::Digits].map(|mode| (mode, rows(mode, shape))).into();
        let finder = Finder::default();
        let cells = finder.by_radical();
        for mode in [Mode::Strokes, Mode::Radicals] {
            for many in [0, 3, cells_of_a_page(shape)] {
                pages.push((mode, found(mode, &finder, &cells[..many], shape)));
            }
        }
        pages
    }

    #[test]
    fn b06_every_key_is_large_enough_inside_and_apart() {
        for scale in [KIOSK, KIOSK.elder()] {
            for width in [960.0, 970.0, 1800.0] {
                for (mode, layout) in all(width, scale) {
                    let area = Rect::from_min_size(pos2(60.0, 0.0), vec2(width, 900.0));
                    let places = layout.places(area);
                    for (index, (place, key)) in places.iter().enumerate() {
                        let size = place.size();
                        assert!(size.y >= least(scale) && size.x >= least(scale), "{width} {mode:?} {key:?} {size:?}");
                        assert!(area.expand(0.5).contains_rect(*place), "{width} {mode:?} {key:?} {place:?}");
                        let apart = |(other, _): &(Rect, Key)| !other.shrink(1.0).intersects(place.expand(layout.gap - 2.0));
                        assert!(places[..index].iter().all(apart), "{width} {mode:?} {key:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_letter_and_digit_has_one_key() {
        for (width, scale) in [(960.0, KIOSK), (960.0, KIOSK.elder()), (1800.0, KIOSK.elder())] {
            let pages = all(width, scale);
            let keys = |wanted: Mode| -> Vec<Key> {
                let of = pages.iter().filter(|(mode, _)| *mode == wanted).take(1);
                of.flat_map(|(_, layout)| layout.rows.iter().flatten().map(|(key, _)| *key)).collect()
            };
            for letter in 'a'..='z' {
                for mode in [Mode::Pinyin, Mode::Latin] {
                    assert_eq!(keys(mode).iter().filter(|key| **key == Key::Letter(letter)).count(), 1);
                }
            }
            for letter in ACCENTED.chars() {
                assert_eq!(keys(Mode::Accents).iter().filter(|key| **key == Key::Letter(letter)).count(), 1);
            }
            for digit in '0'..='9' {
                assert!(keys(Mode::Digits).contains(&Key::Sign(digit)));
            }
        }
    }

    /// Nobody is caught in a mode, and every mode can be finished in.
    #[test]
    fn every_mode_leads_to_every_other_and_has_its_end() {
        for (width, scale) in [(960.0, KIOSK), (960.0, KIOSK.elder())] {
            let pages = all(width, scale);
            let next = |from: Mode| {
                let of = pages.iter().filter(move |(mode, _)| *mode == from);
                of.flat_map(|(_, layout)| layout.rows.iter().flatten().map(|(key, _)| *key))
            };
            for mode in [Mode::Pinyin, Mode::Latin, Mode::Accents, Mode::Digits, Mode::Strokes, Mode::Radicals] {
                assert!(next(mode).any(|key| key == Key::Done) && next(mode).any(|key| key == Key::Delete), "{mode:?}");
                let mut reached = vec![mode];
                let mut at = 0;
                while let Some(from) = reached.get(at).copied() {
                    for key in next(from) {
                        if let Key::Turn(to) = key
                            && !reached.contains(&to)
                        {
                            reached.push(to);
                        }
                    }
                    at += 1;
                }
                assert_eq!(reached.len(), 6, "{mode:?} {reached:?}");
            }
        }
    }
}
