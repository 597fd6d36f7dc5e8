//! Notices 通知公告 (G-12): written and confirmed at the counter, read in the control room.

mod form;
mod list;
mod notice;
pub(crate) mod phrasing;

pub(crate) use notice::facts;

use super::left_list::left_list;
use crate::desk::Desk;
use domain::registers::notices::Notice;
use egui::{CentralPanel, Frame, Ui};
use look::theme::BG;
use values::Id;

/// What is chosen and typed on the screen.
#[derive(Default)]
pub struct Draft {
    /// Also what is over.
    all: bool,
    chosen: Option<Id<Notice>>,
    /// The form of a new notice or of a correction, while it is open.
    form: Option<form::Form>,
}

impl Draft {
    fn choose(&mut self, notice: Id<Notice>) {
        self.chosen = Some(notice);
        self.form = None;
    }
}

/// Notices that wait for a superior.
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    desk.state().notices_unconfirmed(desk.now).count()
}

/// Draws the screen.
pub fn notices_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.notices);
    if draft.chosen.is_none() {
        draft.chosen = list::sorted(&desk.state(), desk.now, draft.all).first().map(|n| n.id.clone());
    }
    left_list(ui, "notices.list", |ui| list::list(ui, desk, &mut draft));
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| {
        if draft.form.is_some() {
            form::form(ui, desk, &mut draft);
        } else {
            notice::notice(ui, desk, &mut draft);
        }
    });
    desk.drafts.notices = draft;
}
