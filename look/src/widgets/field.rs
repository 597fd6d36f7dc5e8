//! A labelled text field with a sentence below when something is wrong.

use egui::{CornerRadius, accesskit};
use egui::{Margin, Response, Stroke, StrokeKind, TextEdit, Ui, pos2};

use crate::theme::{BLUE, CARD, INK, LINE_STRONG, Tone, bold, fit, icon, regular, scale, wrapped};
use crate::{Icon, icons, text};

/// One text field. `Field::new(words.your_name, &mut name).error(problem).show(ui)`.
#[must_use = "show(…) it"]
pub struct Field<'a> {
    label: &'a str,
    value: &'a mut String,
    label_is_shown: bool,
    hint: &'a str,
    note: Option<&'a str>,
    error: Option<&'a str>,
    sign: Option<Icon>,
    rows: usize,
    limit: usize,
    secret: bool,
    active: bool,
    width: f32,
}

impl<'a> Field<'a> {
    /// A single line with its label above; the label is also the accessible name.
    pub fn new(label: &'a str, value: &'a mut String) -> Self {
        Self {
            label,
            value,
            label_is_shown: true,
            hint: "",
            note: None,
            error: None,
            sign: None,
            rows: 1,
            limit: usize::MAX,
            secret: false,
            active: false,
            width: f32::INFINITY,
        }
    }

    /// The label names the field for screen readers only; the hint says it on the screen.
    pub fn unlabelled(mut self) -> Self {
        self.label_is_shown = false;
        self
    }

    /// Faint words inside while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// An explanation below it.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    /// What is wrong, as a sentence that says what to do; replaces the note.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// An icon inside, at the left (a magnifying glass).
    pub fn icon(mut self, sign: Icon) -> Self {
        self.sign = Some(sign);
        self
    }

    /// Several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// No more characters than this go in.
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// Shows dots (a PIN).
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The on-screen keyboard writes here now: marked as focused, with a caret at the end.
    pub fn active(mut self, active: bool) -> Self {
        self.active = active;
        self
    }

    /// At most this wide, in points.
    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// Draws label, field and the sentence below; the response is the field's own.
    pub fn show(self, ui: &mut Ui) -> Response {
        let scale = scale(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = scale.gap * 0.5;
            if self.label_is_shown {
                let size = scale.pick(35.0, 14.0);
                // Large type takes one row rather than two, where a caption's size is enough for it.
                let one_row = fit(ui.painter(), self.label, ui.available_width(), bold(size)).size;
                let size = if scale.high_contrast && one_row < size && one_row >= scale.small { scale.small } else { size };
                text::label(ui, self.label, bold(size), INK);
            }
            let (error, note) = (self.error, self.note);
            let response = self.edit(ui);
            if let Some(error) = error {
                sentence(ui, error);
            } else if let Some(note) = note {
                // What only explains gives way where height is short: large type keeps room for one thing more.
                let rows = wrapped(ui.painter(), note, ui.available_width(), regular(scale.small), scale.ink_2());
                let more = if scale.high_contrast { scale.control + scale.gap } else { 0.0 };
                if !scale.touch || rows.size().y + more <= ui.available_height() {
                    text::label(ui, note, regular(scale.small), scale.ink_2());
                }
            }
            response
        })
        .inner
    }

    fn edit(self, ui: &mut Ui) -> Response {
        let scale = scale(ui);
        let size = scale.pick(42.0, 16.0);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&regular(size)));
        let tall = ((scale.control - row) / 2.0).max(4.0);
        let side = scale.pick(26.0, 12.0);
        let left = if self.sign.is_some() { side + size * 1.5 } else { side };
        let edit = if self.rows > 1 { TextEdit::multiline(self.value).desired_rows(self.rows) } else { TextEdit::singleline(self.value) };
        let margin = Margin { left: left as i8, right: side as i8, top: tall as i8, bottom: tall as i8 };
        let width = self.width.min(ui.available_width());
        let wanted = fit(ui.painter(), self.hint, width - left - side - size * 0.5, regular(size)).size;
        let hint = [size, scale.body, scale.small].into_iter().find(|size| *size <= wanted).unwrap_or(scale.small);
        let output = edit
            .font(regular(size))
            .text_color(INK)
            .hint_text(egui::RichText::new(self.hint).color(scale.ink_3()).font(regular(hint)))
            .margin(egui::Margin::ZERO)
            .frame(egui::Frame::new().inner_margin(margin).fill(CARD).corner_radius(CornerRadius::same(scale.radius)))
            .char_limit(self.limit)
            .password(self.secret)
            .desired_width(width)
            .show(ui);
        let response = output.response.response;
        let response = response.accessible_name(self.label);
        if let Some(error) = self.error {
            let id = response.id;
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_description(error);
                node.set_invalid(accesskit::Invalid::True);
            });
        }
        let rect = response.rect;
        if let Some(sign) = self.sign {
            let at = pos2(rect.left() + side + size * 0.55, rect.center().y);
            icon(ui.painter(), at, sign, size * 1.35, scale.ink_3());
        }
        let focused = response.has_focus() || self.active;
        let stroke = match (self.error.is_some(), focused) {
            (true, _) => Stroke::new(scale.line * 2.0, Tone::Red.strong(scale)),
            (false, true) => Stroke::new(scale.line * 2.0, BLUE),
            (false, false) => Stroke::new(scale.line, LINE_STRONG),
        };
        let radius = CornerRadius::same(scale.radius);
        ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        if self.active && !response.has_focus() {
            let end = output.galley.rows.last().map_or(0.0, |row| row.rect().right());
            let x = (output.galley_pos.x + end + 3.0).min(rect.right() - side / 2.0);
            let middle = rect.center().y;
            let caret = Stroke::new(scale.line * 2.0, BLUE);
            ui.painter().vline(x, (middle - row * 0.42)..=(middle + row * 0.42), caret);
        }
        response
    }
}

/// A sentence in red with its sign, as below a field.
pub fn sentence(ui: &mut Ui, words: &str) -> Response {
    let scale = scale(ui);
    let red = Tone::Red.strong(scale);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = scale.gap * 0.5;
        let size = scale.small;
        let row = ui.fonts_mut(|fonts| fonts.row_height(&regular(size)));
        let (rect, _) = ui.allocate_exact_size(egui::vec2(size * 1.2, row), egui::Sense::hover());
        icon(ui.painter(), rect.center(), icons::ICON_ERROR, size * 1.25, red);
        text::label(ui, words, regular(size), red)
    })
    .inner
}
