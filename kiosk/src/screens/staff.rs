//! 工作人员: a colleague ends the program with their staff number and PIN (docs/host.md).

use egui::Ui;
use look::widgets::field::sentence;
use terminal::ProgramEnd;

use crate::form::{self, Heading, Places};
use crate::here::Here;
use crate::typing::{Look, Slot, Typing};

/// What is typed, and what came of it.
#[derive(Debug, Default)]
pub struct Staff {
    typing: Typing,
    /// Asked, and not answered yet.
    asked: bool,
    trouble: Option<ProgramEnd>,
}

impl Staff {
    /// The server's answer.
    pub fn hear(&mut self, end: ProgramEnd) {
        if std::mem::take(&mut self.asked) {
            self.typing.set(Slot::Pin, "");
            self.trouble = Some(end);
        }
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        let words = &here.words.kiosk.staff;
        if form::heading(ui, here, Heading { title: words.title, step: None }) {
            here.go_home();
        }
        let Places { content, foot, keys } = form::places(ui, true);
        self.typing.offer(&[Slot::StaffNumber, Slot::Pin], here.language);
        form::inside(ui, content, "staff", |ui| {
            self.typing.field(ui, here.language, Slot::StaffNumber, Look { label: words.number, ..Look::default() });
            self.typing.field(ui, here.language, Slot::Pin, Look { label: words.pin, ..Look::default() });
            match self.trouble {
                Some(ProgramEnd::Refused) => drop(sentence(ui, words.refused)),
                Some(ProgramEnd::Offline) => drop(sentence(ui, words.offline)),
                Some(ProgramEnd::Admitted) | None => form::remark(ui, form::INFO, words.note),
            }
        });
        let (number, pin) = (self.typing.sent(Slot::StaffNumber), self.typing.sent(Slot::Pin));
        let missing = (number.is_empty() || pin.is_empty()).then_some(words.missing);
        let reason = if self.asked { Some(words.checking) } else { missing };
        let mut go = form::foot(ui, foot, words.end, reason);
        if form::keys(ui, keys, here, &mut self.typing) {
            match self.typing.active() {
                Some(Slot::StaffNumber) => self.typing.turn_to(Slot::Pin, here.language),
                Some(_) | None => go = true,
            }
        }
        if go && reason.is_none() {
            (self.asked, self.trouble) = (true, None);
            here.end_program(number, pin);
        }
    }
}
