//! Running text, and text that no font can draw.

use std::borrow::Cow;

use egui::{Color32, Context, FontId, Label, Response, RichText, Ui};

use crate::theme::{INK, bold, fit, regular, scale};

/// `text` for display: every character that no installed font has stands as its code point
/// in white brackets, `〚U+2B123〛`, so that it is seen and can be asked about (B-04). What is
/// stored is never touched. Joiners and variation selectors, which have no glyph by nature,
/// and line breaks pass as they are.
pub fn visible<'a>(ctx: &Context, text: &'a str) -> Cow<'a, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let font = regular(16.0);
    // A private character may fall on an icon of the icon font.
    let is_private = |c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let missing = |c: char| !is_drawn_or_silent(c) && (is_private(c) || !ctx.fonts_mut(|fonts| fonts.has_glyph(&font, c)));
    if !text.chars().any(missing) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if missing(c) {
            shown.push_str(&format!("〚U+{:04X}〛", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_drawn_or_silent(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Draws every character of `words` once, unseen, at these fonts: the first use of a
/// character costs about a millisecond, which a page would show as a pause. Call it in the
/// first pass, with the phrases of the first pages.
pub fn warm_up(ui: &Ui, words: &str, fonts: &[FontId]) {
    for font in fonts {
        let shown = visible(ui.ctx(), words).into_owned();
        ui.fonts_mut(|view| view.layout_no_wrap(shown, font.clone(), Color32::TRANSPARENT));
    }
}

/// The one big line of a page.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    let size = scale(ui).title;
    large(ui, words, size)
}

/// Heading of a page or of a record.
pub fn heading(ui: &mut Ui, words: &str) -> Response {
    let size = scale(ui).heading;
    large(ui, words, size)
}

/// Heading of a card, a name, a figure that matters.
pub fn strong(ui: &mut Ui, words: &str) -> Response {
    let size = scale(ui).strong;
    label(ui, words, bold(size), INK)
}

/// Running text; wraps.
pub fn body(ui: &mut Ui, words: &str) -> Response {
    let size = scale(ui).body;
    label(ui, words, regular(size), INK)
}

/// An explanation below something; wraps.
pub fn second(ui: &mut Ui, words: &str) -> Response {
    let scale = scale(ui);
    label(ui, words, regular(scale.body), scale.ink_2())
}

/// A caption or a time; wraps.
pub fn small(ui: &mut Ui, words: &str) -> Response {
    let scale = scale(ui);
    label(ui, words, regular(scale.small), scale.ink_3())
}

/// A line of large type is made somewhat smaller before it wraps: one or two characters
/// alone on a second line look like a mistake.
fn large(ui: &mut Ui, words: &str, size: f32) -> Response {
    let room = ui.available_width();
    let fitted = fit(ui.painter(), words, room, bold(size));
    let size = if fitted.size >= size * 0.8 { fitted.size } else { size };
    label(ui, words, bold(size), INK)
}

/// Any other text: wraps within the width at hand, has its own words as accessible name.
pub fn label(ui: &mut Ui, words: &str, font: FontId, colour: Color32) -> Response {
    let shown = visible(ui.ctx(), words).into_owned();
    ui.add(Label::new(RichText::new(shown).font(font).color(colour)).wrap())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench;
    use crate::theme::DESK;

    #[test]
    fn b04_a_character_that_no_font_has_is_shown_as_its_code_point() {
        let ctx = bench::context(DESK);
        bench::pass(&ctx, |ui| {
            for (text, shown) in [
                ("王堃", "王堃"),
                ("李䶮", "李䶮"),
                ("古丽·艾合买提", "古丽·艾合买提"),
                ("王\u{2B123}", "王〚U+2B123〛"),
                ("\u{E001}a", "〚U+E001〛a"),
                ("葛\u{E0100}城", "葛\u{E0100}城"),
            ] {
                assert_eq!(visible(ui.ctx(), text), shown);
            }
        });
    }

    #[test]
    fn the_brackets_themselves_can_be_drawn() {
        let ctx = bench::context(DESK);
        bench::pass(&ctx, |ui| {
            for font in [regular(16.0), bold(16.0)] {
                assert!(ui.fonts_mut(|fonts| fonts.has_glyphs(&font, "〚〛U+0123456789ABCDEF…·→—")));
            }
        });
    }
}
