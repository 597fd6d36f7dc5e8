//! Words as dots: our own font's outlines, filled.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use vello_cpu::kurbo::BezPath;
use vello_cpu::{Pixmap, RenderContext, Resources, color};

use crate::picture::Picture;

/// The two faces in which a slip is written.
#[derive(Clone)]
pub struct Faces {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

impl Faces {
    /// Of two font files; `None`: one of them is none.
    #[must_use]
    pub fn new(regular: &'static [u8], bold: &'static [u8]) -> Option<Self> {
        Some(Self { regular: FontRef::new(regular).ok()?, bold: FontRef::new(bold).ok()? })
    }
}

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Faces")
    }
}

#[derive(Clone, Copy)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A face in a size, in dots.
pub(super) struct Lettering<'f> {
    font: &'f FontRef<'static>,
    size: f32,
}

/// What is at least so covered is black.
const BLACK_FROM: u8 = 110;
/// Heights, in sizes: of a line, and of what is above its base line.
const LINE: f32 = 1.36;
const ASCENT: f32 = 1.04;

impl<'f> Lettering<'f> {
    pub(super) fn new(faces: &'f Faces, weight: Weight, size: f32) -> Self {
        let font = match weight {
            Weight::Regular => &faces.regular,
            Weight::Bold => &faces.bold,
        };
        Self { font, size }
    }

    /// So small that a text stands in one line.
    pub(super) fn fitting(self, text: &str, room: usize) -> Self {
        let width = self.width(text);
        let size = if width > room as f32 { self.size * room as f32 / width } else { self.size };
        Self { size, ..self }
    }

    fn glyph(&self, character: char) -> GlyphId {
        self.font.charmap().map(character).unwrap_or_default()
    }

    fn advance(&self, character: char) -> f32 {
        let metrics = self.font.glyph_metrics(Size::new(self.size), LocationRef::default());
        metrics.advance_width(self.glyph(character)).unwrap_or(self.size)
    }

    fn width(&self, text: &str) -> f32 {
        text.chars().map(|character| self.advance(character)).sum()
    }

    /// A text in as many lines as it needs.
    pub(super) fn paragraph(&self, text: &str, width: usize, centred: bool) -> Picture {
        let mut picture = Picture::white(width, 0);
        for line in self.lines(text, width as f32) {
            picture.append(&self.line(&line, width, centred));
        }
        picture
    }

    /// Breaks a text: between Chinese characters anywhere, else at spaces, and within a word only
    /// where it is longer than a line.
    fn lines(&self, text: &str, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            if !line.is_empty() && self.width(&line) + self.width(piece.trim_end()) > room {
                lines.push(std::mem::take(&mut line));
            }
            for character in piece.chars() {
                if !line.is_empty() && self.width(&line) + self.advance(character) > room && character != ' ' {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
        lines.push(line);
        lines
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the width of paper, in dots")]
    fn line(&self, text: &str, width: usize, centred: bool) -> Picture {
        let text = text.trim_end();
        let height = (self.size * LINE).ceil() as usize;
        let (wide, high) = (u16::try_from(width).unwrap_or(u16::MAX), u16::try_from(height).unwrap_or(u16::MAX));
        let mut x = if centred { ((width as f32 - self.width(text)) / 2.0).max(0.0) } else { 0.0 };
        let mut path = BezPath::new();
        for character in text.chars() {
            let outline = self.font.outline_glyphs().get(self.glyph(character));
            let mut pen = Pen { path: &mut path, x, base: self.size * ASCENT };
            let settings = DrawSettings::unhinted(Size::new(self.size), LocationRef::default());
            if let Some(Err(error)) = outline.map(|outline| outline.draw(settings, &mut pen)) {
                tracing::warn!(%error, "a character of the slip was not drawn");
            }
            x += self.advance(character);
        }
        let mut context = RenderContext::new(wide, high);
        context.set_paint(color::OpaqueColor::<color::Srgb>::WHITE);
        context.fill_path(&path);
        let mut pixels = Pixmap::new(wide, high);
        context.render(&mut pixels, &mut Resources::new());
        let mut picture = Picture::white(width, height);
        for (index, pixel) in pixels.data().iter().enumerate() {
            if pixel.a >= BLACK_FROM {
                picture.blacken(index % width, index / width);
            }
        }
        picture
    }
}

/// What is not parted: a word with the space behind it, or one Chinese character with the marks
/// that may not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        let breaks = before.is_some_and(|before| before == ' ' || is_wide(before) || is_wide(character));
        if breaks && !may_not_begin(character) && !before.is_some_and(may_not_end) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    pieces.extend(text.get(start..));
    pieces
}

/// A space, and the marks that close: comma, full stop, semicolon, colon, and the like.
fn may_not_begin(character: char) -> bool {
    matches!(character, ' ' | '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '\u{ff1b}' | '\u{ff1a}' | '\u{ff01}' | '\u{ff1f}')
        || matches!(character, '\u{ff09}' | '\u{300b}' | '\u{300d}' | '\u{201d}' | '\u{2019}')
}

/// Marks that open.
fn may_not_end(character: char) -> bool {
    matches!(character, '\u{ff08}' | '\u{300a}' | '\u{300c}' | '\u{201c}' | '\u{2018}')
}

fn is_wide(character: char) -> bool {
    character >= '\u{2e80}'
}

/// Collects an outline at its place; up is negative.
struct Pen<'p> {
    path: &'p mut BezPath,
    x: f32,
    base: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(self.x + x), f64::from(self.base - y))
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx0, cy0), self.at(x, y));
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
    }
    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_between_words_and_between_characters_but_never_before_a_full_stop() {
        assert_eq!(pieces("Please go"), ["Please ", "go"]);
        assert_eq!(pieces("您好，请"), ["您", "好，", "请"]);
        assert_eq!(pieces("到 12F（东）"), ["到 ", "12F", "（东）"]);
        assert_eq!(pieces(""), [""]);
    }
}
