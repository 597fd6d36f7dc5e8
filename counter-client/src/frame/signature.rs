//! The signature dialog: whoever signs does so with their own number and PIN (B-22), and so does the
//! second person where two sign (K-7).

use super::sign_in::number_field;
use crate::desk::{Connection, Desk, Hand, Signed, ToSign};
use domain::registers::staff::Person;
use egui::{Key, Ui};
use look::text;
use look::theme::Tone;
use look::widgets::{Button, Dialog, Field, dialog};
use values::{Id, StaffNumber};

/// Draws the dialog while a signature is being given.
pub fn signature(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut to_sign) = desk.to_sign.take() else { return };
    let words = desk.words;
    let title = to_sign.title.clone();
    let shown = Dialog::new("signature", &title).show(ui, |ui| {
        text::second(ui, if to_sign.second.is_some() { words.desk.sign_two_line } else { words.desk.sign_line });
        let heading = to_sign.second.is_some().then_some(words.desk.signs_first);
        hand(ui, desk, &mut to_sign.first, heading);
        if let Some(second) = &mut to_sign.second {
            hand(ui, desk, second, Some(words.desk.signs_second));
        }
        let reason = missing(desk, &to_sign);
        dialog::foot(ui, |ui| {
            let entered = reason.is_none() && ui.input(|i| i.key_pressed(Key::Enter));
            let sign = ui.add(Button::primary(words.desk.sign).disabled(reason)).clicked() || entered;
            let cancel = ui.add(Button::outlined(words.common.cancel)).clicked();
            (sign && reason.is_none(), cancel)
        })
    });
    let (signed, cancelled) = shown.inner;
    if !signed {
        desk.to_sign = Some(to_sign).filter(|_| !cancelled);
        return;
    }
    let Some(person) = to_sign.first.person() else { return };
    let second = to_sign.second.as_ref().and_then(Hand::person);
    let make = match &to_sign.then {
        Signed::Question(about, question) => {
            let question = question(to_sign.first.number.trim().to_owned(), to_sign.first.pin.into());
            return desk.console.ask(about.clone(), question);
        }
        Signed::Command(make) => make,
    };
    let command = make(person, second);
    // The rules know who signs: what they refuse is said before the PIN is sent.
    match desk.why_not(&command) {
        Some(reason) => {
            desk.tell(Tone::Red, reason);
            desk.to_sign = Some(to_sign);
        }
        None => desk.ask_with_pins(command, to_sign.first.pin, to_sign.second.map(|second| second.pin)),
    }
}

/// The fields of one person who signs.
fn hand(ui: &mut Ui, desk: &Desk, hand: &mut Hand, who: Option<&str>) {
    let words = &desk.words.desk;
    let label = |field: &str| who.map_or_else(|| field.to_owned(), |who| format!("{who} · {field}"));
    number_field(ui, words, &label(words.number), &mut hand.number);
    if let Some(person) = hand.person().and_then(|id| desk.state().person.get(&id).cloned()) {
        text::strong(ui, person.name.as_str());
    }
    Field::new(&label(words.pin), &mut hand.pin).secret().limit(32).show(ui);
}

/// What has to be there before anybody can sign.
fn missing(desk: &Desk, to_sign: &ToSign) -> Option<&'static str> {
    let words = &desk.words.desk;
    let hands = || [Some(&to_sign.first), to_sign.second.as_ref()].into_iter().flatten();
    if desk.connection != Connection::Online {
        Some(words.pin_needs_server)
    } else if hands().any(|hand| hand.person().is_none() || hand.pin.is_empty()) {
        Some(words.number_and_pin_needed)
    } else if to_sign.second.as_ref().is_some_and(|second| second.person() == to_sign.first.person()) {
        Some(words.two_different_people)
    } else {
        None
    }
}

impl Hand {
    /// Whose number was typed, known or not.
    fn person(&self) -> Option<Id<Person>> {
        StaffNumber::parse(&self.number).ok().and_then(|number| Id::parse(number.as_str()).ok())
    }
}
