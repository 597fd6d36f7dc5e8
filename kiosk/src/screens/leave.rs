//! 离开签出 (B-02, B-09): six digits, the four that go with them, and one touch; or the QR code, scanned.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use look::theme::{BLUE, CARD, INK, LINE_STRONG, Tone, bold, scale};
use look::widgets::field::sentence;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, LeaveVisit};
use values::{VisitCode, VisitMark};

use super::finale::Finale;
use crate::form::{self, Heading, Places};
use crate::here::Here;
use crate::paint;
use crate::tray::{Progress, Ticket};
use crate::typing::{Look, Slot, Typing};

/// Signing out.
#[derive(Debug, Default)]
pub struct Leave {
    typing: Typing,
    ticket: Option<Ticket>,
    refused: Option<KioskRefusal>,
}

impl Leave {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let Some(ticket) = self.ticket else { return self.ask(ui, here) };
        match here.progress(ticket) {
            // The server answers within a moment: nothing flashes up between.
            Progress::Asked | Progress::Saved if here.online => self.ask(ui, here),
            Progress::Asked | Progress::Saved => farewell(ui, here, true),
            Progress::Done => farewell(ui, here, false),
            Progress::Refused(refusal) => {
                self.refused = Some(refusal);
                self.ticket = None;
                self.ask(ui, here);
            }
            Progress::NotSaved => self.ask(ui, here),
        }
    }

    fn ask(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.leave;
        let waits = self.ticket.is_some_and(|ticket| matches!(here.progress(ticket), Progress::Asked | Progress::Saved));
        if form::heading(ui, here, Heading { title: here.words.kiosk.shell.leave, step: None }) {
            here.go_home();
        }
        let Places { content, foot, keys } = form::places(ui, true);
        self.typing.offer(&[Slot::Code], here.language);
        let before = self.typing.text(Slot::Code).to_owned();
        form::inside(ui, content, "code", |ui| self.code(ui, here));
        let entered = entered(self.typing.text(Slot::Code));
        let missing = match &entered {
            Ok(_) => None,
            Err(Missing::OfCode(left)) => Some((here.words.kiosk.typing.code_short)(*left)),
            Err(Missing::OfFour(left)) => Some((here.words.kiosk.typing.four_short)(*left)),
            Err(Missing::TooMany) => Some(here.words.kiosk.typing.code_long.to_owned()),
        };
        let reason = if waits { Some(words.checking) } else { missing.as_deref() };
        let mut go = form::foot(ui, foot, words.submit, reason);
        go |= form::keys(ui, keys, here, &mut self.typing);
        if self.typing.text(Slot::Code) != before {
            self.refused = None;
        }
        if let Some(leave) = entered.ok().filter(|_| go && !waits) {
            self.refused = None;
            self.ticket = Some(here.send(What::LeaveVisit(leave)));
        }
    }

    fn code(&mut self, ui: &mut Ui, here: &Here<'_>) {
        let scale = scale(ui);
        let words = &here.words.kiosk.leave;
        let text = self.typing.text(Slot::Code).to_owned();
        let (code, four) = text.split_at_checked(CODE).unwrap_or((&text, ""));
        // Where height is short the boxes are lower: what was wrong stands below them.
        let tall = scale.px(if ui.available_height() < scale.px(700.0) { 100.0 } else { 150.0 });
        look::text::label(ui, words.code, bold(scale.pick(34.0, 14.0)), INK);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
        // The field itself is under the boxes: a scanner or a real keyboard writes into it.
        form::inside(ui, rect.shrink2(vec2(0.0, (rect.height() - scale.control) / 2.0)), "field", |ui| {
            ui.set_opacity(0.0);
            self.typing.field(ui, here.language, Slot::Code, Look { label: words.code, ..Look::default() });
        });
        boxes(
            ui,
            rect,
            Boxes {
                digits: code,
                count: CODE,
                split: 3,
                active: code.len() < CODE,
                wrong: self.refused.is_some(),
            },
        );
        look::text::label(ui, words.four, bold(scale.pick(34.0, 14.0)), INK);
        let (below, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
        boxes(
            ui,
            below,
            Boxes {
                digits: four,
                count: FOUR,
                split: FOUR,
                active: code.len() == CODE,
                wrong: self.refused.is_some(),
            },
        );
        paint::label(ui, rect, "entered", &(words.entered)(&text));
        let not_saved = self.ticket.is_some_and(|ticket| here.progress(ticket) == Progress::NotSaved);
        let wrong = match self.refused {
            Some(KioskRefusal::UnknownCode) => Some(words.unknown),
            Some(KioskRefusal::AskTheCounter | KioskRefusal::Unspecified) => Some(here.words.kiosk.visitor.refused_line),
            None if not_saved => Some(here.words.kiosk.shell.not_saved),
            None => None,
        };
        match wrong {
            Some(wrong) => {
                sentence(ui, wrong);
            }
            None => form::remark(ui, form::INFO, words.code_note),
        }
    }
}

/// How many digits a visit code has.
const CODE: usize = 6;
/// How many are typed beside it.
const FOUR: usize = 4;

/// What is not there yet.
enum Missing {
    OfCode(usize),
    OfFour(usize),
    TooMany,
}

/// What is typed, or scanned.
fn entered(text: &str) -> Result<LeaveVisit, Missing> {
    let (code, shown) = text.split_at_checked(CODE).ok_or(Missing::OfCode(CODE.saturating_sub(text.len())))?;
    match shown.len() {
        FOUR | VisitMark::DIGITS => {}
        short if short < FOUR => return Err(Missing::OfFour(FOUR - short)),
        _ => return Err(Missing::TooMany),
    }
    let code = VisitCode::parse(code).map_err(|_| Missing::OfCode(CODE))?;
    Ok(LeaveVisit { code: code.as_str().to_owned(), shown: shown.to_owned() })
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

fn farewell(ui: &mut Ui, here: &mut Here<'_>, waiting: bool) {
    let words = &here.words.kiosk.leave;
    let finale = if waiting {
        Finale::good(words.thanks, "").state(words.waiting, Tone::Amber).caution(Some(words.waiting_line))
    } else {
        Finale::good(words.thanks, words.thanks_line)
    };
    if finale.page(ui, here) {
        here.go_home();
    }
}
