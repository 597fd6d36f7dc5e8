//! The signature dialog: whoever signs does so with their own number and PIN (B-22).

use crate::desk::{Connection, Desk, Signed, ToSign};
use domain::registers::staff::Person;
use egui::{Key, Ui};
use look::text;
use look::widgets::{Button, Dialog, Field, dialog};
use values::{Id, StaffNumber};

/// Draws the dialog while a signature is being given.
pub fn signature(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut to_sign) = desk.to_sign.take() else { return };
    let words = desk.words;
    let away = desk.connection != Connection::Online;
    let shown = Dialog::new("signature", &to_sign.title).show(ui, |ui| {
        text::second(ui, words.desk.sign_line);
        let number = StaffNumber::parse(&to_sign.number).ok();
        let wrong = (!to_sign.number.is_empty() && number.is_none()).then_some(words.desk.number_advice);
        Field::new(words.desk.number, &mut to_sign.number).error(wrong).limit(8).show(ui);
        if let Some(person) = number.as_ref().and_then(|n| Id::parse(n.as_str()).ok()).and_then(|id| desk.state().person.get(&id).cloned())
        {
            text::strong(ui, person.name.as_str());
        }
        Field::new(words.desk.pin, &mut to_sign.pin).secret().limit(32).show(ui);
        let reason = if away {
            Some(words.desk.pin_needs_server)
        } else if number.is_none() || to_sign.pin.is_empty() {
            Some(words.desk.number_and_pin_needed)
        } else {
            None
        };
        dialog::foot(ui, |ui| {
            let entered = reason.is_none() && ui.input(|i| i.key_pressed(Key::Enter));
            let sign = ui.add(Button::primary(words.desk.sign).disabled(reason)).clicked() || entered;
            let cancel = ui.add(Button::outlined(words.common.cancel)).clicked();
            (sign.then_some(number).flatten(), cancel)
        })
    });
    let (signed, cancelled) = shown.inner;
    if let Some(person) = signed.and_then(|n| Id::parse(n.as_str()).ok()) {
        sign(desk, to_sign, person);
    } else if !cancelled {
        desk.to_sign = Some(to_sign);
    }
}

fn sign(desk: &mut Desk, to_sign: ToSign, person: Id<Person>) {
    let make = match &to_sign.then {
        Signed::Question(about, question) => {
            let question = question(to_sign.number.trim().to_owned(), to_sign.pin.into());
            return desk.console.ask(about.clone(), question);
        }
        Signed::Command(make) => make,
    };
    let command = make(person);
    // The rules know who signs: what they refuse is said before the PIN is sent.
    match desk.why_not(&command) {
        Some(reason) => {
            desk.tell(look::theme::Tone::Red, reason);
            desk.to_sign = Some(to_sign);
        }
        None => desk.ask_with_pin(command, to_sign.pin),
    }
}
