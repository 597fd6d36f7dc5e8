//! 管理: the people who work here (S-2) and the machines that are admitted. Everybody may look;
//! each change is signed by a manager with a fresh PIN, and stands in the duty log.

mod machines;
mod people;

use super::left_list::left_list;
use crate::desk::Desk;
use domain::registers::staff::Person;
use domain::registers::terminals::Terminal;
use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};
use look::text;
use look::theme::{BG, DESK};
use look::widgets::{Button, segmented};
use values::Id;

/// What is chosen and typed.
#[derive(Default)]
pub struct Draft {
    side: Side,
    person: Option<people::Form>,
    machine: Option<machines::Form>,
}

/// Which list is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Side {
    #[default]
    People,
    Machines,
}

impl Draft {
    fn chosen_person(&self) -> Option<&Id<Person>> {
        self.person.as_ref().and_then(people::Form::of)
    }

    fn chosen_machine(&self) -> Option<&Id<Terminal>> {
        self.machine.as_ref().and_then(machines::Form::of)
    }
}

/// Draws the screen.
pub fn administration_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.administration);
    left_list(ui, "administration.list", |ui| list(ui, desk, &mut draft));
    let page = Frame::new().fill(BG).inner_margin(Margin::same(DESK.margin as i8));
    CentralPanel::default().frame(page).show(ui, |ui| {
        ScrollArea::vertical().id_salt("administration.page").auto_shrink(false).show(ui, |ui| match draft.side {
            Side::People => match &mut draft.person {
                Some(form) => people::page(ui, desk, form),
                None => nothing(ui, desk),
            },
            Side::Machines => match &mut draft.machine {
                Some(form) => machines::page(ui, desk, form),
                None => nothing(ui, desk),
            },
        });
    });
    desk.drafts.administration = draft;
}

fn nothing(ui: &mut Ui, desk: &Desk) {
    text::second(ui, desk.words.staff.choose);
}

fn list(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.staff;
    let head = Frame::new().inner_margin(Margin { left: 20, right: 20, top: 18, bottom: 8 });
    head.show(ui, |ui| {
        let chosen = usize::from(draft.side == Side::Machines);
        if let Some(side) = segmented(ui, &words.sides, chosen) {
            draft.side = if side == 0 { Side::People } else { Side::Machines };
        }
        ui.add_space(DESK.gap * 0.5);
        text::small(ui, words.line);
        ui.add_space(DESK.gap * 0.5);
        let add = if draft.side == Side::People { words.add_person } else { words.add_machine };
        if ui.add(Button::outlined(add).fill_width()).clicked() {
            match draft.side {
                Side::People => draft.person = Some(people::Form::new()),
                Side::Machines => draft.machine = Some(machines::Form::new()),
            }
        }
    });
    ScrollArea::vertical().id_salt("administration.rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        match draft.side {
            Side::People => people::rows(ui, desk, draft),
            Side::Machines => machines::rows(ui, desk, draft),
        }
    });
}
