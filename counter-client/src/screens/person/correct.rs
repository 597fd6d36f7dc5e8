//! What is right: a name, a telephone, or both.

use crate::desk::{Connection, Desk};
use crate::screens::keys::scrolled;
use domain::RecordRef;
use egui::Ui;
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Card, Field};
use values::{PersonName, Telephone};

/// What is typed.
#[derive(Default)]
pub(super) struct Form {
    name: String,
    telephone: String,
}

/// What is right; at least one of them is there.
#[derive(Clone)]
pub(super) struct Right {
    pub name: Option<PersonName>,
    pub telephone: Option<Telephone>,
}

/// What was pressed on the page.
pub(super) enum Pressed {
    Nothing,
    Back,
    Sign(Right),
}

impl Form {
    fn name_is_wrong(&self) -> bool {
        !self.name.trim().is_empty() && PersonName::parse(&self.name).is_err()
    }
    fn telephone_is_wrong(&self) -> bool {
        !self.telephone.trim().is_empty() && Telephone::parse(&self.telephone).is_err()
    }
    /// `None`: something of it cannot be read, or nothing is said.
    fn right(&self) -> Option<Right> {
        let (name, telephone) = (PersonName::parse(&self.name).ok(), Telephone::parse(&self.telephone).ok());
        let is_whole = !self.name_is_wrong() && !self.telephone_is_wrong() && (name.is_some() || telephone.is_some());
        is_whole.then_some(Right { name, telephone })
    }
}

/// Draws the form for these records.
pub(super) fn page(ui: &mut Ui, desk: &Desk, form: &mut Form, of: &[RecordRef], waits: bool) -> Pressed {
    let (words, forms) = (&desk.words.person, &desk.words.forms);
    let mut pressed = Pressed::Nothing;
    scrolled(ui, ("person.correct", ""), |ui| {
        text::title(ui, &(words.correct_title)(of.len()));
        text::second(ui, words.correct_line);
        ui.add_space(DESK.gap);
        Card::new().show(ui, |ui| {
            let wrong = form.name_is_wrong().then_some(forms.name_wrong);
            Field::new(words.new_name, &mut form.name).hint(words.stays).error(wrong).limit(50).show(ui);
            ui.add_space(DESK.gap);
            let wrong = form.telephone_is_wrong().then_some(forms.telephone_wrong);
            Field::new(words.new_telephone, &mut form.telephone).hint(words.stays).error(wrong).limit(30).show(ui);
        });
        ui.add_space(DESK.gap);
        let right = form.right();
        let reason = why_not(desk, form, right.as_ref(), waits);
        ui.horizontal(|ui| {
            let sign = ui.add(Button::primary(words.correct).main().disabled(reason)).clicked();
            if ui.add(Button::outlined(desk.words.common.cancel).main()).clicked() {
                pressed = Pressed::Back;
            }
            if let (true, Some(right)) = (sign, right) {
                pressed = Pressed::Sign(right);
            }
        });
        if waits {
            text::strong(ui, words.waiting);
        }
    });
    pressed
}

fn why_not<'w>(desk: &'w Desk, form: &Form, right: Option<&Right>, waits: bool) -> Option<&'w str> {
    let (words, forms) = (&desk.words.person, &desk.words.forms);
    if desk.connection != Connection::Online {
        Some(desk.words.desk.pin_needs_server)
    } else if waits {
        Some(words.waiting)
    } else if form.name_is_wrong() {
        Some(forms.name_wrong)
    } else if form.telephone_is_wrong() {
        Some(forms.telephone_wrong)
    } else {
        right.is_none().then_some(words.nothing_new)
    }
}
