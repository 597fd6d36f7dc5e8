//! A white card with a heading.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Shadow, Stroke, Ui};

use crate::text;
use crate::theme::{CARD, LINE, Tone, scale};

/// A card as wide as its place. `Card::titled(words.facts).show(ui, |ui| …)`.
#[must_use = "show(…) it"]
#[derive(Default)]
pub struct Card<'a> {
    title: Option<&'a str>,
    tone: Option<Tone>,
}

impl<'a> Card<'a> {
    /// A card without a heading.
    pub fn new() -> Self {
        Self::default()
    }

    /// A card with a heading.
    pub fn titled(title: &'a str) -> Self {
        Self { title: Some(title), tone: None }
    }

    /// Tinted and bordered: a notice, not a fact.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// Draws the card around `content`.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let scale = scale(ui);
        let (fill, line) = match self.tone {
            None => (CARD, LINE),
            Some(tone) => (tone.soft(), tone.strong(scale).gamma_multiply(0.35)),
        };
        let shadow = Shadow {
            offset: [0, 2],
            blur: 8,
            spread: 0,
            color: egui::Color32::from_rgba_unmultiplied(16, 27, 45, if self.tone.is_none() { 22 } else { 0 }),
        };
        Frame::new()
            .fill(fill)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(CornerRadius::same(scale.card_radius))
            .inner_margin(Margin::same(scale.card_margin as i8))
            .shadow(shadow)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                if let Some(title) = self.title {
                    text::strong(ui, title);
                    ui.add_space(scale.gap * 0.6);
                }
                content(ui)
            })
    }
}
