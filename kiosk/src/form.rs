//! How a page of a form lies: heading with the way back, progress, content, the button to go
//! on with its reason, and the keyboard (below on an upright screen, beside on a wide one).

use egui::{Align, Align2, CornerRadius, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use look::icons;
use look::keyboard::Keyboard;
use look::theme::colour::ROW_LINE;
use look::theme::{Scale, Tone, bold, regular, scale};
use look::widgets::Button;

use crate::here::Here;
use crate::paint;
use crate::typing::Typing;

/// What stands at the top of a page.
#[derive(Clone, Copy)]
pub struct Heading<'a> {
    /// What is being done here.
    pub title: &'a str,
    /// The step, from 1, and how many there are; none for a page of its own.
    pub step: Option<(usize, usize)>,
}

/// The places of a page.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// Where the page's own things stand.
    pub content: Rect,
    /// The button to go on, at the foot.
    pub foot: Rect,
    /// The keyboard; empty where the page has none.
    pub keys: Rect,
}

/// Whether the place is higher than wide.
#[must_use]
pub fn is_upright(rect: Rect) -> bool {
    rect.height() > rect.width()
}

/// Whether a keyboard has its place beside the fields, and a reason beside its button.
fn is_wide(rect: Rect) -> bool {
    rect.width() >= 1_500.0 && !is_upright(rect)
}

/// Draws the heading. True when 返回 was touched.
pub fn heading(ui: &mut Ui, here: &Here<'_>, heading: Heading<'_>) -> bool {
    let scale = scale(ui);
    let spacing = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = scale.gap * 0.5;
    let size = vec2(ui.available_width(), scale.target);
    let mut back = false;
    let row = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        back = ui.add(Button::outlined(here.words.common.back).small().pill().width(160.0)).clicked();
        ui.min_rect().right()
    });
    let rect = Rect::from_min_size(row.response.rect.min, size);
    let mut end = rect.right();
    if let Some((step, of)) = heading.step {
        let words = (here.words.kiosk.shell.step)(step, of);
        let at = pos2(rect.right(), rect.center().y);
        end = paint::row(ui, at, Align2::RIGHT_CENTER, &words, 340.0, regular(scale.small), scale.ink_2()).left();
        paint::label(ui, Rect::from_min_max(pos2(end, rect.top()), rect.max), "step", &words);
    }
    let left = row.inner + scale.gap * 1.6;
    let font = bold(scale.heading);
    let at = pos2(left, rect.center().y);
    let title = paint::row(ui, at, Align2::LEFT_CENTER, heading.title, end - scale.gap - left, font, look::theme::INK);
    paint::label(ui, title, "title", heading.title);
    if let Some((step, of)) = heading.step {
        ui.add_space(scale.gap * 0.2);
        bar(ui, step, of);
    }
    ui.add_space(scale.gap * 0.4);
    ui.spacing_mut().item_spacing.y = spacing;
    back
}

/// As many pieces as there are steps, those that are reached filled.
fn bar(ui: &mut Ui, step: usize, of: usize) {
    let scale = scale(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 10.0), egui::Sense::hover());
    let gap = 10.0;
    let width = (rect.width() - gap * (of.saturating_sub(1)) as f32) / of.max(1) as f32;
    for index in 0..of {
        let at = pos2(rect.left() + index as f32 * (width + gap), rect.top());
        let fill = if index < step { Tone::Blue.strong(scale) } else { ROW_LINE };
        ui.painter().rect_filled(Rect::from_min_size(at, vec2(width, rect.height())), CornerRadius::same(5), fill);
    }
}

/// Divides what is left of the page after its heading.
pub fn places(ui: &Ui, with_keys: bool) -> Places {
    let scale = scale(ui);
    let all = ui.available_rect_before_wrap();
    let foot_height = scale.primary + scale.small * 1.7;
    let gap = scale.gap * if is_upright(all) { 1.4 } else { 0.8 };
    if !with_keys {
        let foot_height = if is_wide(all) { scale.primary } else { foot_height };
        let foot = all.with_min_y(all.bottom() - foot_height);
        return Places { content: all.with_max_y(foot.top() - gap), foot, keys: Rect::NOTHING };
    }
    let keys_height = Keyboard::height(ui);
    if !is_wide(all) {
        let keys = all.with_min_y(all.bottom() - keys_height);
        let foot = Rect::from_min_max(pos2(all.left(), keys.top() - gap - foot_height), pos2(all.right(), keys.top() - gap));
        Places { content: all.with_max_y(foot.top() - gap), foot, keys }
    } else {
        let column = all.with_max_x(all.right() - 1_020.0);
        let keys = Rect::from_min_max(pos2(all.right() - 970.0, all.bottom() - keys_height), all.max);
        let foot = column.with_min_y(all.bottom() - foot_height);
        Places { content: column.with_max_y(foot.top() - gap), foot, keys }
    }
}

/// A place of the page to draw into.
pub fn inside<R>(ui: &mut Ui, rect: Rect, salt: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    child.set_clip_rect(rect.expand(12.0).intersect(ui.clip_rect()));
    draw(&mut child)
}

/// The button to go on, with the reason above or beside it while it cannot be touched.
pub fn foot(ui: &mut Ui, rect: Rect, words: &str, reason: Option<&str>) -> bool {
    let scale = scale(ui);
    if let Some(reason) = reason {
        beside_button(ui, rect, reason, scale.ink_2());
    }
    inside(ui, rect, "foot", |ui| {
        let place = button_place(rect, scale);
        let button = Button::primary(words).main().fill_width().disabled(reason);
        inside(ui, place, "go", |ui| ui.add(button).clicked())
    })
}

/// What went wrong, where the reason stands otherwise.
pub fn trouble(ui: &Ui, rect: Rect, sentence: &str) {
    beside_button(ui, rect, sentence, Tone::Red.strong(scale(ui)));
}

fn button_place(rect: Rect, scale: Scale) -> Rect {
    let place = rect.with_min_y(rect.bottom() - scale.primary);
    if rect.width() >= 1_500.0 { place.with_min_x(rect.center().x) } else { place }
}

fn beside_button(ui: &Ui, rect: Rect, sentence: &str, colour: egui::Color32) {
    let scale = scale(ui);
    let button = button_place(rect, scale);
    let (at, room) = if button.left() > rect.left() {
        (pos2((rect.left() + button.left()) / 2.0, button.center().y), button.left() - rect.left() - scale.gap)
    } else {
        (pos2(rect.center().x, button.top() - scale.small * 0.9), rect.width())
    };
    let shown = paint::row(ui, at, Align2::CENTER_CENTER, sentence, room, regular(scale.small), colour);
    paint::label(ui, shown, "reason", sentence);
}

/// The keyboard, where there is a place for it. True when the field is finished.
pub fn keys(ui: &mut Ui, rect: Rect, here: &Here<'_>, typing: &mut Typing) -> bool {
    inside(ui, rect, "keys", |ui| typing.keys(ui, here.words))
}

/// A line with its sign, as below a list or beside a choice.
pub fn remark(ui: &mut Ui, sign: look::Icon, words: &str) {
    let scale = scale(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = scale.gap * 0.6;
        let (rect, _) = ui.allocate_exact_size(vec2(scale.small * 1.3, scale.small * 1.45), egui::Sense::hover());
        look::theme::icon(ui.painter(), rect.center(), sign, scale.small * 1.3, scale.ink_2());
        look::text::label(ui, words, regular(scale.small), scale.ink_2());
    });
}

/// The sign of a remark.
pub const INFO: look::Icon = icons::ICON_INFO;
