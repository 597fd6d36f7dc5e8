//! The sign-in card: staff number and PIN (B-22's second factor is the enrolled terminal).

use super::change_pin;
use crate::desk::{Connection, Desk};
use domain::registers::staff;
use egui::{Key, Ui};
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Card, Field};
use look::words::desk::DeskWords;
use values::{Id, StaffNumber};

/// What is typed.
#[derive(Default)]
pub struct Draft {
    /// The staff number.
    pub number: String,
    /// The PIN; wiped when it is sent.
    pub pin: String,
}

/// A card's width, in points.
const WIDTH: f32 = 420.0;

/// Draws one card in the middle of the page.
pub(super) fn in_the_middle(ui: &mut Ui, card: impl FnOnce(&mut Ui)) {
    ui.add_space((ui.available_height() * 0.2).max(DESK.gap));
    let left = (ui.available_width() - WIDTH) / 2.0;
    ui.horizontal(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(WIDTH);
            card(ui);
        });
    });
}

/// The field for a staff number; the number, once it is one.
pub(super) fn number_field(ui: &mut Ui, words: &DeskWords, label: &str, typed: &mut String) -> Option<StaffNumber> {
    let number = StaffNumber::parse(typed).ok();
    let wrong = (!typed.is_empty() && number.is_none()).then_some(words.number_advice);
    Field::new(label, typed).error(wrong).limit(8).show(ui);
    number
}

/// Draws the card; signs in on Enter too.
pub fn sign_in(ui: &mut Ui, desk: &mut Desk) {
    in_the_middle(ui, |ui| {
        Card::new().show(ui, |ui| card(ui, desk));
    });
}

fn card(ui: &mut Ui, desk: &mut Desk) {
    let words = &desk.words.desk;
    text::heading(ui, words.sign_in_title);
    text::second(ui, words.sign_in_line);
    ui.add_space(DESK.gap);
    let number = number_field(ui, words, words.number, &mut desk.drafts.sign_in.number);
    Field::new(words.pin, &mut desk.drafts.sign_in.pin).secret().limit(32).show(ui);
    ui.add_space(DESK.gap);
    let away = desk.connection != Connection::Online;
    let reason = if away {
        Some(words.pin_needs_server)
    } else if number.is_none() || desk.drafts.sign_in.pin.is_empty() {
        Some(words.number_and_pin_needed)
    } else {
        None
    };
    let entered = reason.is_none() && desk.drafts.change_pin.is_none() && ui.input(|i| i.key_pressed(Key::Enter));
    let pressed = ui.add(Button::primary(words.sign_in).main().fill_width().disabled(reason)).clicked();
    if let (true, Some(number)) = (pressed || entered, number)
        && let Ok(person) = Id::parse(number.as_str())
    {
        let pin = std::mem::take(&mut desk.drafts.sign_in.pin);
        desk.ask_with_pin(staff::Command::SignIn { person }, pin);
    }
    ui.add_space(DESK.gap);
    if ui.add(Button::outlined(desk.words.staff.change_pin).fill_width()).clicked() {
        desk.change_own_pin();
    }
    ui.add_space(DESK.gap);
    text::small(ui, words.alarm_without_sign_in);
}

impl Desk {
    /// Opens the dialog in which somebody changes their PIN.
    pub fn change_own_pin(&mut self) {
        let known = self.person().map(|p| p.number.as_str().to_owned());
        let number = known.unwrap_or_else(|| self.drafts.sign_in.number.clone());
        self.drafts.change_pin = Some(change_pin::Draft::of(number));
    }
}
