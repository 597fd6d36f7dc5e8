//! A visit code and the four digits that go with it, entered by hand, or scanned (B-02, B-09).

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::{BLUE, CARD, INK, LINE_STRONG, Tone, bold, scale};
use look::widgets::field::sentence;
use look::words::kiosk::TypingWords;
use values::{VisitCode, VisitMark};

use crate::form;
use crate::here::Here;
use crate::paint;
use crate::typing::{Look, Slot, Typing};

/// How many digits a visit code has.
const CODE: usize = 6;
/// How many are typed beside it.
const FOUR: usize = 4;

/// What is entered when nothing is missing.
pub struct Entered {
    /// The code.
    pub code: VisitCode,
    /// What is shown beside it: four digits, or the whole mark.
    pub shown: String,
}

/// What is not there yet.
pub enum Missing {
    /// So many digits of the code.
    OfCode(usize),
    /// So many of the four.
    OfFour(usize),
    /// Nothing: there are digits too many.
    TooMany,
}

impl Missing {
    /// In words.
    #[must_use]
    pub fn reason(&self, words: &TypingWords) -> String {
        match self {
            Self::OfCode(left) => (words.code_short)(*left),
            Self::OfFour(left) => (words.four_short)(*left),
            Self::TooMany => words.code_long.to_owned(),
        }
    }
}

/// Whether these are the digits of a whole QR code: the visit code and the mark.
#[must_use]
pub fn is_whole(digits: &str) -> bool {
    digits.len() == CODE + VisitMark::DIGITS
}

/// What is typed, or scanned.
///
/// # Errors
/// What is missing.
pub fn entered(text: &str) -> Result<Entered, Missing> {
    let (code, shown) = text.split_at_checked(CODE).ok_or(Missing::OfCode(CODE.saturating_sub(text.len())))?;
    match shown.len() {
        FOUR | VisitMark::DIGITS => {}
        short if short < FOUR => return Err(Missing::OfFour(FOUR - short)),
        _ => return Err(Missing::TooMany),
    }
    let code = VisitCode::parse(code).map_err(|_| Missing::OfCode(CODE))?;
    Ok(Entered { code, shown: shown.to_owned() })
}

/// Draws both rows of boxes, each below its label, then what was wrong, or else the note.
pub fn code_entry(ui: &mut Ui, here: &Here<'_>, typing: &mut Typing, labels: [&str; 2], wrong: Option<&str>, note: &str) {
    let scale = scale(ui);
    let text = typing.text(Slot::Code).to_owned();
    let (code, four) = text.split_at_checked(CODE).unwrap_or((&text, ""));
    // Where height is short the boxes are lower: what was wrong stands below them.
    let is_low = ui.available_height() < scale.px(660.0);
    let tall = if scale.high_contrast {
        scale.control
    } else if is_low {
        100.0
    } else {
        150.0
    };
    // Large type has room for one row of boxes: first the code, then the four.
    let (first, second) = if scale.high_contrast { (code.len() < CODE, code.len() == CODE) } else { (true, true) };
    if first {
        look::text::label(ui, labels[0], bold(scale.body), INK);
    }
    if second && scale.high_contrast && wrong.is_none() {
        look::text::label(ui, labels[1], bold(scale.small), INK);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    // The field itself is under the boxes: a scanner or a real keyboard writes into it.
    form::inside(ui, rect.shrink2(vec2(0.0, (rect.height() - scale.control) / 2.0)), "field", |ui| {
        ui.set_opacity(0.0);
        typing.field(ui, here.language, Slot::Code, Look { label: labels[0], ..Look::default() });
    });
    let refused = wrong.is_some();
    let of_code = Boxes { digits: code, count: CODE, split: 3, active: code.len() < CODE, wrong: refused };
    let of_four = Boxes {
        digits: four,
        count: FOUR,
        split: FOUR,
        active: code.len() == CODE,
        wrong: refused,
    };
    boxes(ui, rect, if first { of_code } else { of_four });
    if first && second {
        if wrong.is_none() || !is_low {
            look::text::label(ui, labels[1], bold(scale.body), INK);
        }
        let (below, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
        boxes(ui, below, of_four);
    }
    paint::label(ui, rect, "entered", &(here.words.kiosk.leave.entered)(&text));
    match wrong {
        Some(wrong) => {
            sentence(ui, wrong);
        }
        // What only explains gives way where there is no room for it.
        None if note.is_empty() || ui.available_height() < scale.small * 1.6 => {}
        None => form::remark(ui, form::INFO, note),
    }
}

/// A row of boxes for digits, in two groups.
#[derive(Clone, Copy)]
struct Boxes<'a> {
    /// Those that are in.
    digits: &'a str,
    count: usize,
    /// So many are before the gap.
    split: usize,
    /// Whether the next digit goes in here.
    active: bool,
    wrong: bool,
}

fn boxes(ui: &Ui, rect: Rect, Boxes { digits, count, split, active, wrong }: Boxes<'_>) {
    let scale = scale(ui);
    let (gap, middle) = (scale.gap * 0.8, scale.gap * 2.2);
    // Both rows have boxes of one size, that of the longer one.
    let width = ((rect.width() - gap * 4.0 - middle) / 6.0).min(scale.px(140.0));
    let gaps = (1..count).map(|index| if index == split { middle } else { gap }).sum::<f32>();
    #[expect(clippy::cast_precision_loss, reason = "a handful of boxes")]
    let full = width * count as f32 + gaps;
    let mut x = rect.center().x - full / 2.0;
    for index in 0..count {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
        let (line, thick) = match (wrong, active && index == digits.len()) {
            (true, _) => (Tone::Red.strong(scale), 2.0),
            (false, true) => (BLUE, 2.0),
            (false, false) => (LINE_STRONG, 1.0),
        };
        let stroke = Stroke::new(scale.line * thick, line);
        ui.painter().rect(place, CornerRadius::same(scale.radius), CARD, stroke, StrokeKind::Inside);
        if let Some(digit) = digits.get(index..=index) {
            paint::row(ui, place.center(), Align2::CENTER_CENTER, digit, width, bold(scale.px(84.0).min(rect.height() * 0.72)), INK);
        }
        x += width + if index + 1 == split { middle } else { gap };
    }
}
