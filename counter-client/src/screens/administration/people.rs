//! The people who work here: their names, roles and presence, and a fresh PIN for one of them.

use super::Draft;
use crate::desk::{Connection, Desk};
use crate::phrases;
use domain::registers::staff::{Command, Person};
use domain::rights::Role;
use egui::Ui;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field, ListRow, segmented};
use look::{icons, text};
use std::collections::BTreeSet;
use terminal::ConsoleQuestion;
use values::{Id, PersonName, StaffNumber};

/// One person as they are being put down.
pub(super) struct Form {
    /// Nobody: a new colleague.
    of: Option<Id<Person>>,
    number: String,
    name: String,
    roles: BTreeSet<Role>,
    left: bool,
}

impl Form {
    pub(super) fn new() -> Self {
        Self {
            of: None,
            number: String::new(),
            name: String::new(),
            roles: BTreeSet::new(),
            left: false,
        }
    }

    pub(super) fn of(&self) -> Option<&Id<Person>> {
        self.of.as_ref()
    }

    fn showing(person: &Person) -> Self {
        Self {
            of: Some(person.id.clone()),
            number: person.number.to_string(),
            name: person.name.as_str().to_owned(),
            roles: person.roles.clone(),
            left: person.left,
        }
    }

    /// The command of whoever signs it; `None`: something is missing.
    fn command(&self) -> Option<impl Fn(Id<Person>) -> Command + Send + use<>> {
        let name = PersonName::parse(&self.name).ok()?;
        let number = StaffNumber::parse(&self.number).ok()?;
        let (of, roles, left) = (self.of.clone(), self.roles.clone(), self.left);
        Some(move |by| {
            let (name, roles) = (name.clone(), roles.clone());
            match of.clone() {
                Some(person) => Command::Edit { by, person, name, roles, left },
                None => Command::Add { by, number: number.clone(), name, roles },
            }
        })
    }
}

/// Everybody, whoever has left at the end.
pub(super) fn rows(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let state = desk.state();
    let mut people: Vec<&Person> = state.person.iter().collect();
    people.sort_by_key(|p| p.left);
    for person in people {
        let title = format!("{} · {}", person.number, person.name);
        let roles = roles(desk, &person.roles);
        let row = ListRow::new(&title, &roles)
            .icon(icons::ICON_BADGE, Tone::Neutral)
            .selected(draft.chosen_person() == Some(&person.id));
        let row = if person.left { row.state(desk.words.staff.presence[1], Tone::Neutral) } else { row };
        if ui.add(row).clicked() {
            draft.person = Some(Form::showing(person));
        }
    }
}

fn roles(desk: &Desk, roles: &BTreeSet<Role>) -> String {
    let names: Vec<&str> = roles.iter().map(|role| phrases::role(desk.words, *role)).collect();
    names.join(desk.words.common.list_comma)
}

/// The page of one person, or of a new one.
pub(super) fn page(ui: &mut Ui, desk: &mut Desk, form: &mut Form) {
    let words = &desk.words.staff;
    Card::new().show(ui, |ui| {
        text::heading(ui, if form.of.is_some() { &form.name } else { words.add_person });
        ui.add_space(DESK.gap);
        if form.of.is_none() {
            let wrong = (!form.number.is_empty() && StaffNumber::parse(&form.number).is_err()).then_some(desk.words.desk.number_advice);
            Field::new(desk.words.desk.number, &mut form.number).error(wrong).limit(8).show(ui);
        }
        Field::new(words.name, &mut form.name).limit(50).show(ui);
        ui.add_space(DESK.gap * 0.5);
        text::strong(ui, words.roles);
        ui.horizontal_wrapped(|ui| {
            for role in Role::ALL {
                let name = phrases::role(desk.words, role);
                let has = form.roles.contains(&role);
                let button = if has { Button::primary(name) } else { Button::outlined(name) };
                if ui.add(button.small().pill()).clicked() && !form.roles.remove(&role) {
                    form.roles.insert(role);
                }
            }
        });
        if form.of.is_some() {
            ui.add_space(DESK.gap);
            if let Some(chosen) = segmented(ui, &words.presence, usize::from(form.left)) {
                form.left = chosen == 1;
            }
            text::small(ui, words.left_line);
        }
        ui.add_space(DESK.gap);
        let command = form.command();
        let reason = if command.is_none() { Some(words.fill_in_all) } else { form.roles.is_empty().then_some(words.no_role) };
        ui.horizontal(|ui| {
            if ui.add(Button::primary(words.save).disabled(reason)).clicked()
                && let Some(command) = command
            {
                desk.ask_to_sign((words.sign_person)(&form.name), move |by| command(by).into());
            }
            if let Some(of) = form.of.clone().filter(|_| !form.left) {
                give_pin(ui, desk, &of, &form.name);
            }
        });
    });
}

fn give_pin(ui: &mut Ui, desk: &mut Desk, of: &Id<Person>, name: &str) {
    let words = &desk.words.staff;
    let away = (desk.connection != Connection::Online).then_some(desk.words.desk.pin_needs_server);
    if ui.add(Button::outlined(words.give_pin).disabled(away)).clicked() {
        let to = of.to_string();
        let question = move |number, pin| ConsoleQuestion::GivePin { number, pin, to: to.clone() };
        desk.ask_to_sign_question((words.sign_pin)(name), name.to_owned(), question);
    }
}
