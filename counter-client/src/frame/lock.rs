//! The locked screen: after five minutes without a touch what is shown goes, until whoever is
//! signed in shows their PIN, or somebody else signs in. Alarms and the emergency screen stay as
//! they are: an emergency is never held up.

use super::sign_in;
use crate::desk::{Connection, Desk};
use crate::screens::Drafts;
use domain::registers::staff::{self, Person};
use egui::{Context, Event, Key, Ui};
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field};
use std::time::Duration;
use values::Id;

/// Nobody has touched it for so long.
const PATIENCE: Duration = Duration::from_secs(300);

/// When somebody was last here, and whose drafts these are.
#[derive(Default)]
pub struct Idle {
    /// Since the program's start, in seconds.
    touched: f64,
    /// Locked by this program, and the state does not say so yet.
    pub(crate) locks: bool,
    /// Who typed what stands in the drafts.
    typed_by: Option<Id<Person>>,
}

/// What is typed on the locked screen.
#[derive(Default)]
pub struct Draft {
    /// The PIN.
    pin: String,
    /// Somebody else signs in.
    somebody_else: bool,
}

/// Notices who is here; locks when nobody is. Whoever signs in after somebody else finds nothing
/// that was typed, but in an emergency's screen.
pub fn watch(context: &Context, desk: &mut Desk) {
    let (now, touched) = context.input(|i| (i.time, i.events.iter().any(is_touch)));
    let state = desk.state();
    if state.signed_in(&desk.terminal).is_none() {
        desk.idle.locks = false;
    }
    if touched {
        desk.idle.touched = now;
    }
    let Some(person) = desk.person() else { return };
    if desk.idle.typed_by.as_ref() != Some(&person.id) {
        if desk.idle.typed_by.is_some() {
            let emergencies = std::mem::take(&mut desk.drafts.emergencies);
            desk.drafts = Drafts { emergencies, ..Drafts::default() };
        }
        desk.idle.typed_by = Some(person.id);
    }
    let still = now - desk.idle.touched;
    if still >= PATIENCE.as_secs_f64() {
        desk.lock();
    } else {
        context.request_repaint_after_secs((PATIENCE.as_secs_f64() - still) as f32);
    }
}

fn is_touch(event: &Event) -> bool {
    matches!(
        event,
        Event::PointerMoved(_)
            | Event::PointerButton { .. }
            | Event::Key { .. }
            | Event::Text(_)
            | Event::Touch { .. }
            | Event::MouseWheel { .. }
            | Event::Ime(_)
            | Event::Paste(_)
            | Event::AccessKitActionRequest(_)
    )
}

/// Draws the locked screen for whoever is signed in behind it.
pub fn locked(ui: &mut Ui, desk: &mut Desk, person: &Person) {
    let words = &desk.words.staff;
    if desk.drafts.lock.somebody_else {
        sign_in::sign_in(ui, desk);
        ui.vertical_centered(|ui| {
            if ui.add(Button::link(words.back_to_locked)).clicked() {
                desk.drafts.lock.somebody_else = false;
            }
        });
        return;
    }
    sign_in::in_the_middle(ui, |ui| {
        Card::new().show(ui, |ui| {
            text::heading(ui, &(words.locked_for)(person.name.as_str()));
            text::second(ui, words.locked_line);
            ui.add_space(DESK.gap);
            Field::new(desk.words.desk.pin, &mut desk.drafts.lock.pin).secret().limit(32).show(ui);
            ui.add_space(DESK.gap);
            let reason = why_not(desk, person);
            let entered = reason.is_none() && ui.input(|i| i.key_pressed(Key::Enter));
            let pressed = ui.add(Button::primary(words.unlock).main().fill_width().disabled(reason)).clicked();
            if pressed || entered {
                unlock(desk, person);
            }
            ui.add_space(DESK.gap);
            if ui.add(Button::outlined(words.somebody_else).fill_width()).clicked() {
                desk.drafts.lock.somebody_else = true;
            }
            ui.add_space(DESK.gap);
            text::small(ui, desk.words.desk.alarm_without_sign_in);
        });
    });
}

fn why_not(desk: &Desk, person: &Person) -> Option<&'static str> {
    let away = desk.connection != Connection::Online;
    let remembered = desk.remembered.as_ref().is_some_and(|r| r.is_of(person.id.as_str()));
    if away && !remembered {
        Some(desk.words.staff.unlock_needs_server)
    } else if desk.drafts.lock.pin.is_empty() {
        Some(desk.words.desk.number_and_pin_needed)
    } else {
        None
    }
}

/// With the server there it checks the PIN; without it this program does, by what it remembers.
fn unlock(desk: &mut Desk, person: &Person) {
    let pin = std::mem::take(&mut desk.drafts.lock.pin);
    let id = person.id.clone();
    if desk.connection == Connection::Online {
        return desk.ask_with_pin(staff::Command::Unlock { person: id, remembered: false }, pin);
    }
    if desk.remembered.as_mut().is_some_and(|r| r.is_right(person.id.as_str(), &pin)) {
        desk.ask(staff::Command::Unlock { person: id, remembered: true });
    } else {
        desk.tell(Tone::Red, desk.words.desk.not_recognised);
    }
}
