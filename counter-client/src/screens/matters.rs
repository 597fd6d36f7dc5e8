//! Matters 事项 (C-1, C-2, R-1, S-4, S-5, B-11): one book for counter and control room.

mod detail;
mod list;
mod pass_on;
pub(crate) mod phrasing;
mod take;

pub(crate) use detail::facts;
pub(crate) use pass_on::told as told_of_passing;

use super::left_list::left_list;
use crate::desk::Desk;
use domain::registers::matters::Matter;
use egui::{CentralPanel, Frame, Ui};
use look::theme::BG;
use values::Id;

/// The form that stands above the page.
enum Open {
    /// To which department, an index of the rules' list.
    Hand(Id<Matter>, usize),
    /// To whom, and why.
    Pass(Id<Matter>, pass_on::Form),
    /// Why the claim is given back.
    Release(Id<Matter>, String),
    /// With which result.
    Finish(Id<Matter>, String),
}

/// What is chosen and typed on the matters' screen.
#[derive(Default)]
pub struct Draft {
    search: String,
    filter: list::Filter,
    chosen: Option<Id<Matter>>,
    note: String,
    take: Option<take::Form>,
    open: Option<Open>,
}

impl Draft {
    fn choose(&mut self, matter: Id<Matter>) {
        if self.chosen.as_ref() != Some(&matter) {
            self.note.clear();
        }
        self.chosen = Some(matter);
        self.take = None;
    }
}

/// Matters that nobody has taken up, and those whose deadline has passed.
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    desk.state().open_matters().filter(|m| m.claimed.is_none() || m.is_overdue(desk.now)).count()
}

/// Draws the matters' screen.
pub fn matters_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.matters);
    let state = desk.state();
    if draft.chosen.is_none() {
        draft.chosen = list::sorted(&state, desk.now, "", draft.filter).first().map(|m| m.id.clone());
    }
    left_list(ui, "matters.list", |ui| list::list(ui, desk, &mut draft));
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| {
        if draft.take.is_some() {
            take::take(ui, desk, &mut draft);
        } else {
            detail::detail(ui, desk, &mut draft);
        }
    });
    draft.open = match draft.open.take() {
        Some(Open::Hand(matter, department)) => detail::hand_dialog(ui, desk, matter, department),
        Some(Open::Pass(matter, form)) => pass_on::pass_dialog(ui, desk, matter, form),
        Some(Open::Release(matter, reason)) => pass_on::release_dialog(ui, desk, matter, reason),
        Some(Open::Finish(matter, result)) => detail::finish_dialog(ui, desk, matter, result),
        None => None,
    };
    desk.drafts.matters = draft;
}
