//! What to read, and why.

use super::{Draft, OFFERED, kind_name};
use crate::desk::{Connection, Desk};
use domain::Kind;
use domain::registers::archive::Command;
use egui::{Frame, Margin, Panel, ScrollArea, Ui, vec2};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field};
use look::{icons, text};
use terminal::HistoryQuestion;
use values::Line;

/// The shortest reason, in characters.
const SHORTEST_REASON: usize = 4;
/// The space at the left and right of the form, in points.
const EDGE: i8 = 20;
/// How many versions a page has.
const PAGE: u32 = 50;

/// What is typed.
pub(super) struct Form {
    kind: Kind,
    term: String,
    reason: String,
}

impl Default for Form {
    fn default() -> Self {
        Self { kind: OFFERED[0], term: String::new(), reason: String::new() }
    }
}

impl Form {
    fn term_is_wrong(&self) -> bool {
        !self.term.trim().is_empty() && Line::parse(&self.term).is_err()
    }
}

/// A reason that can be recorded.
fn reason(typed: &str) -> Option<Line> {
    Line::parse(typed).ok().filter(|r| r.as_str().chars().count() >= SHORTEST_REASON)
}

/// Why this person may not read this kind here; `None`: they may.
fn why_not(desk: &Desk, kind: Kind) -> Option<String> {
    // Any reason will do: no rule looks at it.
    let probe = reason("----")?;
    desk.why_not(&Command::Consult { kind, term: None, reason: probe }.into())
}

/// Draws the form; asks when it is complete.
pub(super) fn form(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let edges = Frame::new().inner_margin(Margin { left: EDGE, right: EDGE, top: 10, bottom: 16 });
    Panel::bottom("history.foot").show_separator_line(false).frame(edges).show(ui, |ui| foot(ui, desk, draft));
    let area = ScrollArea::vertical().id_salt("history.form").auto_shrink(false);
    area.content_margin(Margin::symmetric(EDGE, 0)).show(ui, |ui| {
        ui.add_space(DESK.gap * 1.5);
        fields(ui, desk, &mut draft.form);
    });
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let words = &desk.words.history;
    text::heading(ui, words.title);
    text::small(ui, words.line);
    ui.add_space(DESK.gap * 0.4);
    text::second(ui, words.kind);
    kinds(ui, desk, &mut form.kind);
    ui.add_space(DESK.gap * 0.4);
    let wrong = form.term_is_wrong().then_some(words.term_wrong);
    let field = Field::new(words.term, &mut form.term).hint(words.term_hint).note(words.term_note);
    field.error(wrong).icon(icons::ICON_SEARCH).limit(200).show(ui);
}

/// Always in sight: the reason, that it is recorded, and the button.
fn foot(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.history;
    let form = &mut draft.form;
    let wrong = (!form.reason.trim().is_empty() && reason(&form.reason).is_none()).then_some(words.reason_advice);
    Field::new(words.reason, &mut form.reason).hint(words.reason_hint).error(wrong).limit(200).show(ui);
    let typed = reason(&form.reason);
    let not_now = if desk.connection != Connection::Online {
        Some(words.offline.to_owned())
    } else if draft.asking.is_some() {
        Some(words.asking.to_owned())
    } else if typed.is_none() {
        Some(words.reason_advice.to_owned())
    } else if form.term_is_wrong() {
        Some(words.term_wrong.to_owned())
    } else {
        why_not(desk, form.kind)
    };
    text::strong(ui, words.recorded);
    let pressed = ui.add(Button::primary(words.read).main().fill_width().disabled(not_now.as_deref())).clicked();
    if let (true, Some(reason)) = (pressed, typed) {
        let question = HistoryQuestion {
            kind: form.kind.name().to_owned(),
            term: form.term.trim().to_owned(),
            reason: reason.as_str().to_owned(),
            before: 0,
            limit: PAGE,
        };
        draft.ask(desk, question);
    }
}

/// Beside the form: how the question stands, and what to do.
pub(super) fn beside(ui: &mut Ui, desk: &Desk, draft: &Draft) {
    crate::screens::keys::scrolled(ui, ("history.beside", ""), |ui| {
        told(ui, desk, draft);
        if draft.asking.is_none() {
            text::second(ui, desk.words.history.ask_first);
        }
    });
}

/// How the question stands, in a sentence: off line, on its way, or why it got no page.
pub(super) fn told(ui: &mut Ui, desk: &Desk, draft: &Draft) {
    let words = &desk.words.history;
    if desk.connection != Connection::Online {
        Card::new().tone(Tone::Amber).show(ui, |ui| text::body(ui, words.offline));
    } else if draft.asking.is_some() {
        text::second(ui, words.asking);
    } else if let Some(trouble) = &draft.trouble {
        Card::new().tone(Tone::Red).show(ui, |ui| text::body(ui, &trouble.told(desk)));
    }
}

/// The kinds, those that this person may not read in grey, and why.
fn kinds(ui: &mut Ui, desk: &Desk, chosen: &mut Kind) {
    let mut greyed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(DESK.gap * 0.5, DESK.gap * 0.5);
        for kind in OFFERED {
            let why_not = why_not(desk, kind);
            let label = kind_name(desk, kind);
            let button = if kind == *chosen { Button::primary(label) } else { Button::outlined(label) };
            if ui.add(button.small().disabled(why_not.as_deref())).clicked() {
                *chosen = kind;
            }
            greyed = greyed.take().or(why_not);
        }
    });
    if let Some(why) = greyed {
        text::small(ui, &(desk.words.history.greyed)(&why));
    }
}
