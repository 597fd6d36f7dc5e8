//! What must happen before a loss is settled (K-4): three acknowledgements, the changed
//! lock, the result.

use super::{Open, phrasing};
use crate::desk::Desk;
use crate::phrases;
use domain::Command;
use domain::registers::keys::{self, Loss, LossRole};
use domain::registers::staff::Person;
use egui::{Align, Layout, Sense, Ui, vec2};
use look::theme::{DESK, INK, LINE_STRONG, Tone, bold, icon, regular};
use look::widgets::{Button, Card, Dialog, Field, dialog};
use look::{icons, text};
use values::{Id, Line};

/// The three who must know, each with who knows since when, or the button that says so.
pub(super) fn acknowledgements(ui: &mut Ui, desk: &mut Desk, loss: &Loss) {
    let words = &desk.words.keys;
    let mut asked = None;
    Card::titled(words.who_knows).show(ui, |ui| {
        for role in LossRole::ALL {
            ui.horizontal(|ui| {
                ui.set_min_height(DESK.control);
                if row(ui, desk, loss, role) {
                    asked = Some(role);
                }
            });
        }
    });
    if let Some(role) = asked {
        let title = (words.sign_known)(phrases::side(desk.words, role), &loss.number);
        let loss = loss.id.clone();
        desk.ask_to_sign(title, move |person| keys::Command::AcknowledgeLoss { loss: loss.clone(), role, person }.into());
    }
}

fn row(ui: &mut Ui, desk: &Desk, loss: &Loss, role: LossRole) -> bool {
    let words = &desk.words.keys;
    let name = phrases::side(desk.words, role);
    let known = loss.acknowledgements.get(&role);
    let (sign, colour) = match known {
        Some(_) => (icons::ICON_CHECK_CIRCLE, Tone::Green.strong(DESK)),
        None => (icons::ICON_RADIO_BUTTON_UNCHECKED, LINE_STRONG),
    };
    let (rect, _) = ui.allocate_exact_size(vec2(30.0, DESK.control), Sense::hover());
    icon(ui.painter(), rect.center(), sign, 26.0, colour);
    ui.allocate_ui_with_layout(vec2(130.0, DESK.control), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(130.0);
        text::label(ui, name, bold(DESK.body), INK);
    });
    match known {
        Some(known) => {
            text::label(ui, &(words.known)(&desk.name_of(&known.by), &desk.time(known.at)), regular(DESK.body), INK);
            false
        }
        None => {
            text::label(ui, words.not_yet, regular(DESK.body), DESK.ink_2());
            let reason = why_nobody(desk, loss, role);
            let said = (words.acknowledge_as)(name);
            let button = Button::outlined(words.acknowledge).small().named(&said).disabled(reason.as_deref());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button).clicked()).inner
        }
    }
}

/// Why nobody could acknowledge as this now: judged for somebody of the house who may, since
/// whoever does gives their own number and PIN (K-4).
fn why_nobody(desk: &Desk, loss: &Loss, role: LossRole) -> Option<String> {
    let state = desk.state();
    let may = |p: &&Person| !p.left && p.roles.iter().any(|r| role.is_held_by(*r));
    let Some(person) = state.person.iter().find(may) else {
        return Some((desk.words.refusals.not_your_side)(phrases::side(desk.words, role)));
    };
    desk.why_not(&keys::Command::AcknowledgeLoss { loss: loss.id.clone(), role, person: person.id.clone() }.into())
}

/// The note of a changed lock; returns the dialog while it stays open.
pub(super) fn lock_dialog(ui: &mut Ui, desk: &mut Desk, loss: Id<Loss>, note: String) -> Option<Open> {
    let words = &desk.words.keys;
    let id = loss.clone();
    let command = move |note: Line| keys::Command::ChangeLock { loss: id.clone(), note: note.into() }.into();
    let texts = Texts { title: words.change_lock, line: words.change_lock_line, field: words.lock_note };
    line_dialog(ui, desk, texts, note, command).map(|note| Open::Lock(loss, note))
}

/// The result with which a report is closed; returns the dialog while it stays open.
pub(super) fn close_dialog(ui: &mut Ui, desk: &mut Desk, loss: Id<Loss>, result: String) -> Option<Open> {
    let words = &desk.words.keys;
    let id = loss.clone();
    let command = move |result: Line| keys::Command::CloseLoss { loss: id.clone(), result: result.into() }.into();
    let texts = Texts { title: words.close_loss, line: words.close_line, field: words.result };
    line_dialog(ui, desk, texts, result, command).map(|result| Open::Close(loss, result))
}

/// Why the report could not be closed now, before anything is typed.
pub(super) fn close_refused(desk: &Desk, loss: &Id<Loss>) -> Option<String> {
    // Any result will do: no rule looks at it.
    let result = Line::parse("x").ok()?;
    desk.why_not(&keys::Command::CloseLoss { loss: loss.clone(), result: result.into() }.into())
}

/// What a dialog of one line says: its heading, what it does, and what is typed.
pub(crate) struct Texts {
    pub title: &'static str,
    pub line: &'static str,
    pub field: &'static str,
}

/// One line of text that a command needs; returns what is typed while it stays open.
pub(crate) fn line_dialog(
    ui: &mut Ui,
    desk: &mut Desk,
    texts: Texts,
    mut typed: String,
    command: impl Fn(Line) -> Command,
) -> Option<String> {
    let mut stays = true;
    Dialog::new(texts.title, texts.title).show(ui, |ui| {
        text::second(ui, texts.line);
        let (value, wrong) = phrasing::typed(&typed, Line::parse, desk.words.forms.line_wrong);
        Field::new(texts.field, &mut typed).error(wrong).rows(3).limit(200).show(ui);
        let command = value.map(&command);
        let reason = command.as_ref().map_or_else(|| Some((desk.words.forms.please_fill)(texts.field)), |c| desk.why_not(c));
        dialog::foot(ui, |ui| {
            if ui.add(Button::primary(desk.words.common.confirm).disabled(reason.as_deref())).clicked()
                && let Some(command) = command
            {
                desk.ask(command);
                stays = false;
            }
            stays &= !ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        });
    });
    stays.then_some(typed)
}
