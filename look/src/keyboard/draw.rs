//! What is seen of the keyboard: its bar, and below it the keys.

use egui::{CornerRadius, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::Keyboard;
use super::keys::{self, Key};
use super::label::fitted;
use crate::theme::colour::KEY_EDGE;
use crate::theme::paint::pressed;
use crate::theme::scale;
use crate::words::KeyboardWords;

impl Keyboard {
    /// How high it is drawn where there is room for it, in points; [`Keyboard::show`] makes
    /// its keys lower where less is left.
    pub fn height(ui: &Ui) -> f32 {
        let scale = scale(ui);
        keys::shape(ui.available_width(), scale).height(scale)
    }

    /// How low its place may be: with less, keys would be smaller than may be touched (B-06).
    pub fn least_height(ui: &Ui) -> f32 {
        let scale = scale(ui);
        keys::shape(ui.available_width(), scale).least_height(scale)
    }

    /// Draws it as wide as its place and edits `target` at its end. True when 完成 was pressed.
    pub fn show(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String) -> bool {
        ui.vertical(|ui| self.draw(ui, words, target)).inner
    }

    fn draw(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String) -> bool {
        let scale = scale(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let shape = keys::shape(ui.available_width(), scale);
        let height = shape.height(scale).min(ui.available_height());
        let heights = shape.heights(height, scale);
        let rows = (heights.key + shape.gap) * shape.rows as f32;
        // Every mode stands on the same lines, whatever keys it has.
        ui.add_space((height - heights.line - heights.bar - rows).max(0.0));
        let cells = self.cells();
        let mut layout = self.layout(&cells, shape);
        layout.height = rows / layout.rows.len().max(1) as f32 - shape.gap;
        self.bar(ui, words, target, heights, shape, cells.len());
        ui.add_space(layout.gap);
        let size = vec2(ui.available_width(), rows - layout.gap);
        let (area, response) = ui.allocate_exact_size(size, Sense::hover());
        let mode = self.mode;
        let mut done = false;
        for (index, (place, key)) in layout.places(area).into_iter().enumerate() {
            if self.fixed && matches!(key, Key::Turn(_)) {
                continue;
            }
            let id = response.id.with((index, mode as u8));
            if self.key(ui, place, id, key, words, target).clicked() {
                if key == Key::MoreCounts {
                    self.finder.turn_counts(shape.columns);
                }
                done |= self.press(key, target);
            }
        }
        done
    }

    fn key(&self, ui: &Ui, place: Rect, id: Id, key: Key, words: &KeyboardWords, target: &str) -> Response {
        let response = ui.interact(place, id, Sense::click());
        let label = self.label(key, target, words, scale(ui));
        response.widget_info(|| match label.chosen {
            Some(chosen) => WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, &label.name),
            None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label.name),
        });
        let down = response.is_pointer_button_down_on();
        let radius = CornerRadius::same(14);
        let painter = ui.painter();
        painter.rect_filled(place.translate(vec2(0.0, 3.0)), radius, KEY_EDGE);
        let top = if down { place.translate(vec2(0.0, 2.0)) } else { place };
        painter.rect_filled(top, radius, pressed(label.fill, down, false));
        let galley = fitted(painter, &label.shown, place.width() - 12.0, key, scale(ui), label.ink);
        painter.galley(top.center() - galley.size() / 2.0, galley, label.ink);
        response
    }
}

#[cfg(test)]
mod tests {
    use egui::{UiBuilder, pos2};

    use super::*;
    use crate::describe::Node;
    use crate::keyboard::finder::Cell;
    use crate::keyboard::{Mode, Pages};
    use crate::theme::{KIOSK, Scale};
    use crate::words::{Language, words};
    use crate::{bench, theme::install};

    /// The places that a page has for it, in points: upright, and beside the fields of a lying screen.
    const PLACES: [(Scale, [f32; 2]); 4] =
        [(KIOSK, [960.0, 900.0]), (KIOSK, [970.0, 542.0]), (KIOSK, [970.0, 606.0]), (KIOSK, [960.0, 789.0])];

    fn drawn(keyboard: &mut Keyboard, target: &mut String, scale: Scale, size: [f32; 2], language: Language) -> Vec<Node> {
        let ctx = bench::context(scale);
        install(&ctx, scale);
        bench::nodes(&ctx, |ui| {
            let place = Rect::from_min_size(pos2(60.0, 100.0), size.into());
            let mut child = ui.new_child(UiBuilder::new().max_rect(place));
            keyboard.show(&mut child, &words(language).keyboard, target);
        })
    }

    fn type_letters(keyboard: &mut Keyboard, letters: &str, target: &mut String) {
        for letter in letters.chars() {
            keyboard.press(Key::Letter(letter), target);
        }
    }

    /// Every mode with something typed in it, and what stands in the field.
    fn states() -> Vec<(Keyboard, String)> {
        let mut states = vec![];
        for mode in [Mode::Pinyin, Mode::Strokes, Mode::Radicals, Mode::Latin, Mode::Accents, Mode::Digits] {
            states.push((Keyboard::new(mode), String::new()));
        }
        for letters in ["wang", "zhangwei", "chuangzhuangshuang", "qqq"] {
            let (mut keyboard, mut target) = (Keyboard::default(), String::new());
            type_letters(&mut keyboard, letters, &mut target);
            states.push((keyboard, target));
        }
        let (mut turned, mut target) = (Keyboard::default(), String::new());
        type_letters(&mut turned, "yi", &mut target);
        turned.pages = Pages { first: 9, earlier: vec![0, 5] };
        states.push((turned, target));
        let mut strokes = Keyboard::new(Mode::Strokes);
        for stroke in pinyin::strokes::Stroke::ALL.repeat(5) {
            strokes.press(Key::Stroke(stroke), &mut String::new());
        }
        states.push((strokes, String::new()));
        let mut radical = Keyboard::new(Mode::Radicals);
        let water = radical.cells().into_iter().find(|cell| matches!(cell, Cell::Form(form) if form.written == '氵')).unwrap();
        radical.press(Key::Cell(water), &mut String::new());
        radical.pages = Pages { first: 20, earlier: vec![0] };
        states.push((radical, String::new()));
        states
    }

    #[test]
    fn b06_everything_that_is_touched_is_large_inside_apart_and_has_its_own_name() {
        let elder = PLACES.map(|(scale, size)| (scale.elder(), if size[1] < 764.0 { [size[0], 764.0] } else { size }));
        for (scale, size) in PLACES.into_iter().chain(elder) {
            let least = f64::from(keys::least(scale)) - 0.5;
            for language in Language::ALL {
                for (mut keyboard, mut target) in states() {
                    let nodes = drawn(&mut keyboard, &mut target, scale, size, language);
                    let touched: Vec<&Node> = nodes.iter().filter(|node| node.role == "Button").collect();
                    assert!(touched.len() > 10);
                    for (index, node) in touched.iter().enumerate() {
                        let [left, top, width, height] = node.bounds;
                        let place = format!("{size:?} {:?} {} {:?}", keyboard.mode(), node.name, node.bounds);
                        assert!(width.min(height) >= least, "{place}");
                        assert!(left >= 59.5 && left + width <= f64::from(60.0 + size[0]) + 0.5, "{place}");
                        assert!(top >= 99.5 && top + height <= f64::from(100.0 + size[1]) + 0.5, "{place}");
                        assert!(!node.name.is_empty(), "{place}");
                        for other in &touched[..index] {
                            let [x, y, w, h] = other.bounds;
                            let apart = left >= x + w - 0.5 || x >= left + width - 0.5 || top >= y + h - 0.5 || y >= top + height - 0.5;
                            assert!(apart, "{place} lies over {}", other.name);
                            assert_ne!(node.name, other.name, "{place}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_typed_is_said_above_the_keys() {
        let (mut keyboard, mut target) = (Keyboard::default(), String::new());
        type_letters(&mut keyboard, "zhangwei", &mut target);
        for (scale, size) in [(KIOSK, [960.0, 900.0]), (KIOSK.elder(), [970.0, 764.0])] {
            let nodes = drawn(&mut keyboard, &mut target, scale, size, Language::ZhHans);
            let typed = nodes.iter().find(|node| node.name == "zhang'wei").unwrap();
            let key = nodes.iter().find(|node| node.name == "a").unwrap();
            assert!(typed.bounds[1] + typed.bounds[3] <= key.bounds[1]);
        }
    }

    #[test]
    fn every_mode_stands_on_the_same_lines() {
        for scale in [KIOSK, KIOSK.elder()] {
            let ends = states().into_iter().map(|(mut keyboard, mut target)| {
                let nodes = drawn(&mut keyboard, &mut target, scale, [960.0, 800.0], Language::En);
                let done = nodes.iter().find(|node| node.name == words(Language::En).keyboard.done).unwrap();
                (done.bounds[1] + done.bounds[3]).round()
            });
            let ends: std::collections::BTreeSet<i64> = ends.map(|end| end as i64).collect();
            assert_eq!(ends.len(), 1, "{ends:?}");
        }
    }
}
