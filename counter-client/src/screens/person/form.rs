//! Whose data, and why.

use super::{Draft, Question};
use crate::desk::{Connection, Desk};
use crate::signers::why_not_signed;
use domain::registers::erasures::Command;
use domain::rights::Role;
use egui::{Frame, Margin, Panel, ScrollArea, Ui, vec2};
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Card, Field};
use terminal::Zeroizing;
use values::{Line, Telephone};

/// The shortest reason, in characters.
const SHORTEST_REASON: usize = 4;
/// Who may sign it.
const LEADS: [Role; 4] = [Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager];
/// The space at the left and right of the form, in points.
const EDGE: i8 = 20;

/// What is typed.
#[derive(Default)]
pub(super) struct Form {
    telephone: Zeroizing<String>,
    reason: String,
}

impl Form {
    fn telephone(&self) -> Option<Telephone> {
        Telephone::parse(&self.telephone).ok()
    }
    fn reason(&self) -> Option<Line> {
        Line::parse(&self.reason).ok().filter(|r| r.as_str().chars().count() >= SHORTEST_REASON)
    }
}

/// Draws the form; a lead signs when it is complete.
pub(super) fn form(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let edges = Frame::new().inner_margin(Margin { left: EDGE, right: EDGE, top: 10, bottom: 16 });
    Panel::bottom("person.foot").show_separator_line(false).frame(edges).show(ui, |ui| foot(ui, desk, draft));
    let area = ScrollArea::vertical().id_salt("person.form").auto_shrink(false);
    area.content_margin(Margin::symmetric(EDGE, 0)).show(ui, |ui| {
        ui.add_space(DESK.gap * 1.5);
        fields(ui, desk, &mut draft.form);
    });
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut Form) {
    let (words, forms) = (&desk.words.person, &desk.words.forms);
    text::heading(ui, words.title);
    text::small(ui, words.line);
    ui.add_space(DESK.gap);
    let wrong = (!form.telephone.trim().is_empty() && form.telephone().is_none()).then_some(forms.telephone_wrong);
    Field::new(words.telephone, &mut form.telephone).note(words.telephone_note).error(wrong).limit(30).show(ui);
    ui.add_space(DESK.gap);
    text::strong(ui, words.reason);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(DESK.gap * 0.5, DESK.gap * 0.5);
        for reason in words.reasons {
            let button = if form.reason == reason { Button::primary(reason) } else { Button::outlined(reason) };
            if ui.add(button.small().pill()).clicked() {
                reason.clone_into(&mut form.reason);
            }
        }
    });
    let wrong = (!form.reason.trim().is_empty() && form.reason().is_none()).then_some(words.reason_advice);
    Field::new(words.reason, &mut form.reason)
        .unlabelled()
        .hint(words.reason_advice)
        .note(words.reason_note)
        .error(wrong)
        .limit(200)
        .show(ui);
}

/// Always in sight: that it is recorded, and the button.
fn foot(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.person;
    text::strong(ui, words.recorded);
    let not_now = why_not(desk, draft);
    let pressed = ui.add(Button::primary(words.look).main().fill_width().disabled(not_now.as_deref())).clicked();
    if let (true, Some(telephone), Some(reason)) = (pressed, draft.form.telephone(), draft.form.reason()) {
        draft.signed = None;
        let telephone = Zeroizing::new(telephone.as_str().to_owned());
        draft.ask(desk, Question { telephone, reason: reason.as_str().to_owned(), after: String::new() });
    }
}

fn why_not(desk: &Desk, draft: &Draft) -> Option<String> {
    let words = &desk.words.person;
    let reason = draft.form.reason();
    if desk.connection != Connection::Online {
        Some(desk.words.desk.pin_needs_server.to_owned())
    } else if desk.console.is_waiting() {
        Some(words.asking.to_owned())
    } else if draft.form.telephone().is_none() {
        Some(desk.words.forms.telephone_wrong.to_owned())
    } else {
        let Some(reason) = reason else { return Some(words.reason_advice.to_owned()) };
        why_not_signed(desk, None, &LEADS, |person| Command::Consult { person, reason: reason.clone() })
    }
}

/// Beside the form: the way to go, and whether something is on its way.
pub(super) fn beside(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.person;
    crate::screens::keys::scrolled(ui, ("person.beside", ""), |ui| {
        if desk.console.is_waiting() {
            text::strong(ui, words.asking);
            ui.add_space(DESK.gap);
        }
        Card::new().show(ui, |ui| {
            for (number, said) in (1..).zip(words.steps) {
                text::body(ui, &format!("{number}. {said}"));
                ui.add_space(DESK.gap * 0.6);
            }
        });
    });
}
