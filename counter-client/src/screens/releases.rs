//! Goods releases 物品放行 (G-1, B-15): the counter issues a slip, the gate counts against it.

mod count;
mod goods;
mod issue;
mod list;
pub(crate) mod phrasing;
mod slip;
mod withdraw;

pub(crate) use slip::{counted, facts};

use super::left_list::left_list;
use crate::desk::Desk;
use domain::registers::releases::Release;
use egui::{CentralPanel, Frame, Ui};
use look::theme::BG;
use values::{Id, LocalDay};

/// What is chosen and typed on the screen.
#[derive(Default)]
pub struct Draft {
    search: String,
    filter: list::Filter,
    chosen: Option<Id<Release>>,
    /// The form of a new slip, while it is open.
    issue: Option<issue::Form>,
    /// What is counted against the chosen slip, where something differs.
    count: Option<count::Counting>,
    /// The reason with which the chosen slip is withdrawn, while that dialog is open.
    reason: Option<(Id<Release>, String)>,
}

impl Draft {
    fn choose(&mut self, release: Id<Release>) {
        if self.chosen.as_ref() != Some(&release) {
            self.count = None;
        }
        self.chosen = Some(release);
        self.issue = None;
    }
}

/// The day that it is in the property.
pub(crate) fn today(desk: &Desk) -> LocalDay {
    LocalDay::of(desk.now, desk.state().utc_offset())
}

/// Slips that wait for a lead: flagged at the gate, or left over from a day before (B-15).
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    desk.state().releases_waiting(today(desk)).count()
}

/// Draws the screen.
pub fn releases_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.releases);
    if let Some(issued) = draft.issue.as_ref().and_then(|form| form.issued(desk)) {
        draft.search.clear();
        draft.filter = list::Filter::All;
        draft.choose(issued);
    }
    if draft.chosen.is_none() {
        draft.chosen = list::sorted(desk, &desk.state(), "", draft.filter).first().map(|r| r.id.clone());
    }
    left_list(ui, "releases.list", |ui| list::list(ui, desk, &mut draft));
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| {
        if draft.issue.is_some() {
            issue::issue(ui, desk, &mut draft);
        } else {
            slip::slip(ui, desk, &mut draft);
        }
    });
    draft.reason = draft.reason.take().and_then(|(release, reason)| withdraw::dialog(ui, desk, release, reason));
    desk.drafts.releases = draft;
}
