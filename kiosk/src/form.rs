//! How a page of a form lies: heading with the way back, progress, content, the button to go
//! on with its reason, and the keyboard (below on an upright screen, beside on a wide one).

use egui::{Align, Align2, CornerRadius, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use look::icons;
use look::keyboard::{Keyboard, keys};
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

/// Large type on a wide screen: height is too short for a button below.
fn is_large_and_wide(rect: Rect, scale: Scale) -> bool {
    scale.high_contrast && is_wide(rect)
}

/// What is left of a wide page beside a keyboard.
fn left_half(rect: Rect) -> Rect {
    rect.with_max_x(rect.right() - 1_000.0)
}

/// Where the title of the page stands, for what is more important for a moment.
fn title_id() -> egui::Id {
    egui::Id::unique("form.title")
}

/// Draws the heading. True when 返回 was touched.
pub fn heading(ui: &mut Ui, here: &Here<'_>, heading: Heading<'_>) -> bool {
    let scale = scale(ui);
    let spacing = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = scale.gap * 0.5;
    // With large type on a wide screen, the right half belongs to the keyboard or to the button to go on.
    let beside = is_large_and_wide(ui.max_rect(), scale);
    let size = vec2(if beside { left_half(ui.max_rect()).width() } else { ui.available_width() }, scale.target);
    let mut back = false;
    let row = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        back = ui.add(Button::outlined(here.words.common.back).small().pill().width(scale.px(160.0))).clicked();
        ui.min_rect().right()
    });
    let rect = Rect::from_min_size(row.response.rect.min, size);
    let mut end = rect.right();
    // There the bar alone shows how far it is.
    if let Some((step, of)) = heading.step.filter(|_| !beside) {
        let words = (here.words.kiosk.shell.step)(step, of);
        let at = pos2(rect.right(), rect.center().y);
        end = paint::row(ui, at, Align2::RIGHT_CENTER, &words, scale.px(340.0), regular(scale.small), scale.ink_2()).left();
        paint::label(ui, Rect::from_min_max(pos2(end, rect.top()), rect.max), "step", &words);
    }
    let left = row.inner + scale.gap * 1.6;
    let room = vec2(end - scale.gap - left, rect.height());
    let sizes = [scale.heading, scale.heading * 0.85, scale.heading * 0.7, scale.body, scale.small];
    let galley = look::theme::fit_rows(ui.painter(), heading.title, room, &sizes, bold, look::theme::INK);
    let title = Rect::from_min_size(pos2(left, rect.center().y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(title.min, galley, look::theme::INK);
    paint::label(ui, title, "title", heading.title);
    ui.data_mut(|data| data.insert_temp(title_id(), rect.with_min_x(left)));
    if let Some((step, of)) = heading.step {
        ui.add_space(scale.gap * 0.2);
        bar(ui, size.x, step, of);
    }
    ui.add_space(scale.gap * 0.4);
    ui.spacing_mut().item_spacing.y = spacing;
    back
}

/// As many pieces as there are steps, those that are reached filled.
fn bar(ui: &mut Ui, width: f32, step: usize, of: usize) {
    let scale = scale(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 10.0), egui::Sense::hover());
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
    if is_large_and_wide(ui.max_rect(), scale) {
        return large_and_wide(ui, all, with_keys);
    }
    let reason = if scale.high_contrast && with_keys { 0.0 } else { scale.small * 1.7 };
    let foot_height = scale.primary + reason;
    let gap = scale.gap * if is_upright(all) && !scale.high_contrast { 1.4 } else { 0.8 };
    if !with_keys {
        let foot_height = if is_wide(all) { scale.primary } else { foot_height };
        let foot = all.with_min_y(all.bottom() - foot_height);
        return Places { content: all.with_max_y(foot.top() - gap), foot, keys: Rect::NOTHING };
    }
    let keys_height = Keyboard::height(ui);
    if !is_wide(all) {
        // Its keys are lower before a field has no room.
        let least = keys::least(scale) * 6.2 + scale.gap;
        let keys_height = keys_height.min((all.height() - foot_height - gap * 2.0 - scale.px(296.0)).max(least));
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

/// The same for large type on a wide screen: the keyboard beside heading and fields, in the whole
/// height; without one the button to go on beside the heading.
fn large_and_wide(ui: &Ui, all: Rect, with_keys: bool) -> Places {
    let scale = scale(ui);
    let page = ui.max_rect();
    let column = left_half(page);
    if with_keys {
        let keys = page.with_min_x(page.right() - 970.0);
        let left = all.with_max_x(column.right());
        let foot = left.with_min_y(left.bottom() - scale.primary);
        return Places { content: left.with_max_y(foot.top() - scale.gap * 0.6), foot, keys };
    }
    let foot = Rect::from_min_max(pos2(column.right() + scale.gap, page.top()), pos2(page.right(), page.top() + scale.target));
    Places { content: all, foot, keys: Rect::NOTHING }
}

/// A place of the page to draw into.
pub fn inside<R>(ui: &mut Ui, rect: Rect, salt: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    child.set_clip_rect(rect.expand(12.0).intersect(ui.clip_rect()));
    draw(&mut child)
}

/// Whether so little height is left that several fields stand close to each other.
pub fn is_tight(content: Rect) -> bool {
    content.height() < 620.0
}

/// How far apart several fields stand where there is so much room for them.
pub fn between_fields(ui: &Ui, content: Rect) -> f32 {
    scale(ui).gap * if is_tight(content) { 0.4 } else { 0.8 }
}

/// What a page says below its last field: why it asks is said in large type too. It gives way where the
/// height is too short for it.
pub fn note(ui: &mut Ui, words: &str) {
    let scale = scale(ui);
    let rows = look::theme::wrapped(ui.painter(), words, ui.available_width(), regular(scale.small), scale.ink_2());
    if rows.size().y <= ui.available_height() {
        look::text::label(ui, words, regular(scale.small), scale.ink_2());
    }
}

/// The button to go on, with the reason above or beside it while it cannot be touched.
pub fn foot(ui: &mut Ui, rect: Rect, words: &str, reason: Option<&str>) -> bool {
    let scale = scale(ui);
    if rect.height() < scale.primary + scale.small && rect.width() < 1_500.0 {
        // No room beside the button: the reason stands in it.
        let button = Button::primary(words).fill_width().disabled(reason).says_reason();
        let button = if rect.height() < scale.primary - 1.0 { button.small() } else { button.main() };
        return inside(ui, rect, "foot", |ui| inside(ui, rect, "go", |ui| ui.add(button).clicked()));
    }
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
    let scale = scale(ui);
    let red = Tone::Red.strong(scale);
    let title = ui.data(|data| data.get_temp::<Rect>(title_id()));
    match title.filter(|_| rect.height() < scale.primary - 1.0) {
        // Where no reason stands beside the button, it takes the place of the title.
        Some(title) => {
            ui.painter().rect_filled(title.expand(8.0), CornerRadius::same(scale.radius), Tone::Red.soft());
            let galley = look::theme::fit_rows(ui.painter(), sentence, title.size(), &[scale.body, scale.small], regular, red);
            ui.painter().galley(pos2(title.left(), title.center().y - galley.size().y / 2.0), galley, red);
            paint::label(ui, title, "reason", sentence);
        }
        None => beside_button(ui, rect, sentence, red),
    }
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
    let tall = rect.height() - if room < rect.width() { 0.0 } else { scale.primary };
    let place = Rect::from_center_size(at, vec2(room, tall.max(scale.small * 1.5)));
    let shown = look::theme::rows_within(ui.painter(), sentence, place, &[scale.small], regular, colour);
    paint::label(ui, shown, "reason", sentence);
}

/// The keyboard, where there is a place for it. True when the field is finished.
pub fn keys(ui: &mut Ui, rect: Rect, here: &Here<'_>, typing: &mut Typing) -> bool {
    inside(ui, rect, "keys", |ui| typing.keys(ui, here.words))
}

/// A line with its sign, as below a list or beside a choice.
pub fn remark(ui: &mut Ui, sign: look::Icon, words: &str) {
    let scale = scale(ui);
    let room = ui.available_width() - scale.small * 1.3 - scale.gap * 0.6;
    let rows = look::theme::wrapped(ui.painter(), words, room, regular(scale.small), scale.ink_2());
    if scale.high_contrast && rows.size().y > ui.available_height() {
        // It only explains: it gives way to large type.
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = scale.gap * 0.6;
        let (rect, _) = ui.allocate_exact_size(vec2(scale.small * 1.3, scale.small * 1.45), egui::Sense::hover());
        look::theme::icon(ui.painter(), rect.center(), sign, scale.small * 1.3, scale.ink_2());
        look::text::label(ui, words, regular(scale.small), scale.ink_2());
    });
}

/// The sign of a remark.
pub const INFO: look::Icon = icons::ICON_INFO;
