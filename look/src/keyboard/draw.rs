//! What is seen of the keyboard: the bar of candidates, and the keys.

use egui::{Color32, CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use pinyin::SEPARATOR;

use super::keys::{self, Key, Layout};
use super::{Keyboard, Mode};
use crate::icons;
use crate::theme::colour::{KEY, KEY_EDGE};
use crate::theme::paint::pressed;
use crate::theme::{BLUE, BLUE_SOFT, CARD, INK, LINE, Scale, WHITE, bold, elided, fit_within, icon, regular, scale};
use crate::words::KeyboardWords;

impl Keyboard {
    /// How high it is drawn where there is room for it, in points; [`Keyboard::show`] makes
    /// its keys lower where less is left.
    pub fn height(ui: &Ui) -> f32 {
        let scale = scale(ui);
        let layout = keys::layout(Mode::Pinyin, ui.available_width(), scale);
        let rows = layout.rows.len() as f32;
        bar_height(scale) + layout.gap * rows + layout.height * rows
    }

    /// Draws it as wide as its place and edits `target` at its end. True when 完成 was pressed.
    pub fn show(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String) -> bool {
        ui.vertical(|ui| self.draw(ui, words, target)).inner
    }

    fn draw(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String) -> bool {
        let scale = scale(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let wished = Self::height(ui);
        let height = wished.min(ui.available_height());
        let mut layout = keys::layout(self.mode, ui.available_width(), scale);
        let rows = layout.rows.len() as f32;
        // A low screen gets lower keys, but never lower than may be touched (B-06).
        let room = (height - layout.gap * rows) / (rows + 1.0);
        layout.height = layout.height.min(room).max(keys::least(scale));
        let bar = bar_height(scale).min(room).max(keys::least(scale));
        // Every mode ends at the same line, whatever rows it has.
        let own = bar + (layout.height + layout.gap) * rows;
        ui.add_space((height - own).max(0.0));
        self.bar(ui, words, target, bar);
        ui.add_space(layout.gap);
        let size = vec2(ui.available_width(), rows * (layout.height + layout.gap) - layout.gap);
        let (area, response) = ui.allocate_exact_size(size, Sense::hover());
        let mut done = false;
        for (index, (place, key)) in layout.places(area).into_iter().enumerate() {
            if self.fixed && matches!(key, Key::Turn(_)) {
                continue;
            }
            let id = response.id.with((index, self.mode as u8));
            if self.key(ui, place, id, key, words, &layout).clicked() {
                done |= self.press(key, target);
            }
        }
        done
    }

    fn bar(&mut self, ui: &mut Ui, words: &KeyboardWords, target: &mut String, height: f32) {
        let scale = scale(ui);
        let size = vec2(ui.available_width(), height);
        let (bar, response) = ui.allocate_exact_size(size, Sense::hover());
        let radius = CornerRadius::same(16);
        let stroke = Stroke::new(scale.line, LINE);
        ui.painter().rect(bar, radius, CARD, stroke, StrokeKind::Inside);
        let left = bar.left() + 20.0;
        if !self.is_composing() {
            let hint = match self.mode {
                Mode::Pinyin => words.pinyin_hint,
                Mode::Latin => words.latin_hint,
                Mode::Digits => words.digits_hint,
            };
            let font = regular(scale.small);
            let galley = fit_within(ui.painter(), hint, bar.width() - 40.0, font, scale.ink_3());
            let at = pos2(left, bar.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, scale.ink_3());
            return;
        }
        let shown = self.letters.shown();
        let room = bar.width() * 0.3;
        let galley = fit_within(ui.painter(), &shown, room, regular(scale.small), BLUE);
        let next = left + galley.size().x + 22.0;
        let at = pos2(left, bar.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, BLUE);
        self.choice(ui, words, target, bar.with_min_x(next), response.id);
    }

    /// The candidates from left to right, and the key for more.
    fn choice(&mut self, ui: &Ui, words: &KeyboardWords, target: &mut String, bar: Rect, id: Id) {
        let scale = scale(ui);
        let candidates = self.candidates(target);
        let (least, more_width) = (keys::least(scale), scale.px(96.0));
        let mut x = bar.left();
        let mut next = self.first_shown;
        let mut picked = None;
        while let Some(candidate) = candidates.get(next) {
            let room = bar.right() - more_width - least;
            let galley = elided(ui.painter(), &candidate.text, room, bold(scale.px(44.0)), INK);
            let width = (galley.size().x + 32.0).max(least);
            if x + width > bar.right() - more_width && next > self.first_shown {
                break;
            }
            let rect = Rect::from_min_size(pos2(x, bar.top() + 2.0), vec2(width, bar.height() - 4.0));
            let response = ui.interact(rect, id.with(next), Sense::click());
            let name = (words.candidate)(&candidate.text);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            if response.is_pointer_button_down_on() || next == self.first_shown {
                ui.painter().rect_filled(rect, CornerRadius::same(12), BLUE_SOFT);
            }
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, INK);
            if response.clicked() {
                picked = Some(candidate.clone());
            }
            x += width;
            next += 1;
        }
        let size = vec2(more_width - 8.0, bar.height() - 4.0);
        let rect = Rect::from_min_size(pos2(bar.right() - more_width, bar.top() + 2.0), size);
        let more = ui.interact(rect, id.with("more"), Sense::click());
        more.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words.more));
        icon(ui.painter(), rect.center(), icons::ICON_CHEVRON_RIGHT, scale.px(52.0), BLUE);
        if more.clicked() {
            self.first_shown = if next >= candidates.len() { 0 } else { next };
        }
        if let Some(candidate) = picked {
            self.pick(&candidate, target);
        }
    }

    fn key(&self, ui: &Ui, place: Rect, id: Id, key: Key, words: &KeyboardWords, layout: &Layout) -> Response {
        let response = ui.interact(place, id, Sense::click());
        let scale = scale(ui);
        let letter = match key {
            Key::Letter(letter) if self.capitals && self.mode == Mode::Latin => letter.to_ascii_uppercase().to_string(),
            Key::Letter(letter) | Key::Sign(letter) => letter.to_string(),
            Key::Space | Key::Delete | Key::Shift | Key::Turn(_) | Key::Done => String::new(),
        };
        let (label, name, fill, ink): (&str, &str, Color32, Color32) = match key {
            Key::Letter(_) => (&letter, &letter, CARD, INK),
            Key::Sign(SEPARATOR) => (&letter, words.separator, KEY, INK),
            Key::Sign(digit) if digit.is_ascii_digit() => (&letter, &letter, CARD, INK),
            Key::Sign(_) => (&letter, &letter, KEY, INK),
            Key::Space => (words.space, words.space, CARD, scale.ink_2()),
            Key::Delete => (words.delete, words.delete, KEY, INK),
            Key::Shift => (words.shift, words.shift, if self.capitals { BLUE_SOFT } else { KEY }, INK),
            Key::Turn(Mode::Pinyin) => (words.to_pinyin, words.to_pinyin, KEY, INK),
            Key::Turn(Mode::Latin) => (words.to_latin, words.to_latin, KEY, INK),
            Key::Turn(Mode::Digits) => (words.to_digits, words.to_digits, KEY, INK),
            Key::Done => (words.done, words.done, BLUE, WHITE),
        };
        response.widget_info(|| match key {
            Key::Shift => WidgetInfo::selected(Role::Button, ui.is_enabled(), self.capitals, name),
            Key::Letter(_) | Key::Sign(_) | Key::Space | Key::Delete | Key::Turn(_) | Key::Done => {
                WidgetInfo::labeled(Role::Button, ui.is_enabled(), name)
            }
        });
        let down = response.is_pointer_button_down_on();
        let radius = CornerRadius::same(14);
        let painter = ui.painter();
        painter.rect_filled(place.translate(vec2(0.0, 3.0)), radius, KEY_EDGE);
        let top = if down { place.translate(vec2(0.0, 2.0)) } else { place };
        painter.rect_filled(top, radius, pressed(fill, down, false));
        let single = label.chars().count() == 1;
        let size = (layout.height * if single { 0.42 } else { 0.34 }).min(scale.px(if single { 44.0 } else { 34.0 }));
        let face = if key == Key::Space { regular(size) } else { bold(size) };
        let galley = fit_within(painter, label, place.width() - 12.0, face, ink);
        painter.galley(top.center() - galley.size() / 2.0, galley, ink);
        response
    }
}

fn bar_height(scale: Scale) -> f32 {
    scale.px(104.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, words};
    use crate::{bench, theme::KIOSK};

    #[test]
    fn b06_keys_and_candidates_are_large_and_have_names() {
        for scale in [KIOSK, KIOSK.elder()] {
            for language in Language::ALL {
                let words = &words(language).keyboard;
                let ctx = bench::context(scale);
                let (mut keyboard, mut target) = (Keyboard::default(), String::new());
                for letter in "wang".chars() {
                    keyboard.press(Key::Letter(letter), &mut target);
                }
                let found = bench::nodes(&ctx, |ui| {
                    keyboard.show(ui, words, &mut target);
                });
                let least: f64 = if scale.high_contrast { 120.0 } else { 84.0 };
                let named = |name: &str| found.iter().find(|node| node.name == name).unwrap();
                for name in [&(words.candidate)("王"), "q", words.delete, words.done, words.space, words.more] {
                    let [_, _, width, height] = named(name).bounds;
                    assert!(width.min(height) >= least, "{name} {width} {height}");
                }
                for node in found.iter().filter(|node| node.role == "Button") {
                    assert!(!node.name.is_empty());
                }
            }
        }
    }
}
