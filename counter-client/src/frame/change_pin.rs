//! The dialog in which somebody gives themselves another PIN. Both PINs go to the server at once
//! and stand nowhere else.

use super::sign_in::number_field;
use crate::desk::{Connection, Desk};
use crate::phrases;
use domain::Refusal;
use domain::registers::staff::{Person, check_pin};
use egui::Ui;
use look::text;
use look::widgets::{Button, Dialog, Field, dialog};
use terminal::ConsoleQuestion;
use values::{Id, StaffNumber};

/// What is typed.
#[derive(Default)]
pub struct Draft {
    number: String,
    old: String,
    new: String,
    again: String,
}

impl Draft {
    /// For whoever has that staff number.
    #[must_use]
    pub fn of(number: String) -> Self {
        Self { number, ..Self::default() }
    }
}

/// Draws the dialog while it is open.
pub fn change_pin(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut draft) = desk.drafts.change_pin.take() else { return };
    let (words, desks) = (&desk.words.staff, &desk.words.desk);
    let shown = Dialog::new("change-pin", words.change_pin).show(ui, |ui| {
        text::second(ui, words.change_pin_line);
        let number = number_field(ui, desks, desks.number, &mut draft.number);
        Field::new(words.old_pin, &mut draft.old).secret().limit(32).show(ui);
        let refused = number.and_then(|n| unfit(desk, &n, &draft.new)).filter(|_| !draft.new.is_empty());
        Field::new(words.new_pin, &mut draft.new).secret().limit(32).error(refused.as_deref()).show(ui);
        let differ = (!draft.again.is_empty() && draft.again != draft.new).then_some(words.pins_differ);
        Field::new(words.new_pin_again, &mut draft.again).secret().limit(32).error(differ).show(ui);
        let reason = why_not(desk, &draft).or(refused.as_deref()).or(differ);
        dialog::foot(ui, |ui| {
            let change = ui.add(Button::primary(words.change_pin).disabled(reason)).clicked();
            (change, ui.add(Button::outlined(desk.words.common.cancel)).clicked())
        })
    });
    let (change, cancel) = shown.inner;
    if change {
        let (pin, new_pin) = (draft.old.clone().into(), draft.new.clone().into());
        let question = ConsoleQuestion::ChangePin { number: draft.number.clone(), pin, new_pin };
        desk.console.ask(String::new(), question);
    }
    desk.drafts.change_pin = (!cancel).then_some(draft);
}

fn why_not(desk: &Desk, draft: &Draft) -> Option<&'static str> {
    let some_missing = [&draft.number, &draft.old, &draft.new, &draft.again].iter().any(|typed| typed.is_empty());
    if desk.connection != Connection::Online {
        Some(desk.words.desk.pin_needs_server)
    } else {
        (some_missing || desk.console.is_waiting()).then_some(desk.words.staff.fill_in_all)
    }
}

/// Why a PIN is not fit for that person, told while it is typed.
fn unfit(desk: &Desk, number: &StaffNumber, pin: &str) -> Option<String> {
    let state = desk.state();
    let id: Id<Person> = Id::parse(number.as_str()).ok()?;
    let refusal = check_pin(state.person.get(&id)?, pin).err()?;
    Some(phrases::refusal(desk.words, &state, &Refusal::Staff(refusal), desk.now))
}
