//! Keys 钥匙 (K-1 to K-4, B-16): the reports of losses, and the register of the cabinet.

pub(crate) mod found;
mod issue;
mod key;
mod list;
mod loss;
mod name_keys;
pub(crate) mod phrasing;
mod report;
mod steps;
pub(crate) mod unit_picker;

pub(crate) use list::key_icon;
pub(crate) use loss::facts as loss_facts;
pub(crate) use steps::{Texts, line_dialog};

use super::left_list::left_list;
use crate::desk::Desk;
use domain::registers::found_keys::FoundKey;
use domain::registers::keys::{Key, Loss};
use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};
use look::theme::{BG, DESK};
use values::Id;

/// Which of the three books is open.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum View {
    /// 挂失报告
    #[default]
    Losses,
    /// 钥匙登记
    Register,
    /// 拾获登记
    Found,
}

/// The form that stands above the page.
enum Open {
    /// 《钥匙领用登记表》 for this key.
    Issue(Id<Key>, issue::Form),
    /// Which keys a report is about.
    Name(Id<Loss>, name_keys::Picked),
    /// The note of a changed lock.
    Lock(Id<Loss>, String),
    /// The result with which a report is closed.
    Close(Id<Loss>, String),
    /// What became of a found key.
    Settle(Id<FoundKey>, String),
}

/// What is chosen and typed on the keys' screen.
#[derive(Default)]
pub struct Draft {
    view: View,
    search: String,
    filter: list::Filter,
    loss: Option<Id<Loss>>,
    key: Option<Id<Key>>,
    found: Option<Id<FoundKey>>,
    report: Option<report::Form>,
    open: Option<Open>,
}

/// Losses and found keys that are not settled, and keys that should be back: all wait for somebody (K-2, K-4).
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    let state = desk.state();
    state.open_losses().count() + state.open_found_keys().count() + state.key_issue.iter().filter(|i| i.is_overdue(desk.now)).count()
}

/// Draws the keys' screen.
pub fn keys_ui(ui: &mut Ui, desk: &mut Desk) {
    let mut draft = std::mem::take(&mut desk.drafts.keys);
    choose_first(desk, &mut draft);
    left_list(ui, "keys.list", |ui| list::list(ui, desk, &mut draft));
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| match (&mut draft.report, draft.view) {
        (Some(_), _) => report::report(ui, desk, &mut draft),
        (None, View::Losses) => loss::loss(ui, desk, &mut draft),
        (None, View::Register) => key::key(ui, desk, &mut draft),
        (None, View::Found) => found::found(ui, desk, &mut draft),
    });
    draft.open = match draft.open.take() {
        Some(Open::Issue(key, form)) => issue::dialog(ui, desk, key, form),
        Some(Open::Name(loss, picked)) => name_keys::dialog(ui, desk, loss, picked),
        Some(Open::Lock(loss, note)) => steps::lock_dialog(ui, desk, loss, note),
        Some(Open::Close(loss, result)) => steps::close_dialog(ui, desk, loss, result),
        Some(Open::Settle(found, result)) => found::settle_dialog(ui, desk, found, result),
        None => None,
    };
    desk.drafts.keys = draft;
}

/// Where nothing is chosen yet, the first of the list is; it stays chosen when others come in.
fn choose_first(desk: &Desk, draft: &mut Draft) {
    let state = desk.state();
    if draft.loss.is_none() {
        draft.loss = list::sorted_losses(&state, "").first().map(|l| l.id.clone());
    }
    if draft.key.is_none() {
        draft.key = list::sorted_keys(desk, &state, "", list::Filter::All).first().map(|k| k.id.clone());
    }
}

/// The part of a page that scrolls: its bar stands at the window's edge, not in the text.
pub(crate) fn scrolled<R>(ui: &mut Ui, salt: (&str, &str), content: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin::symmetric(DESK.margin as i8, 0);
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false).content_margin(margin);
    area.show(ui, |ui| {
        ui.add_space(DESK.margin);
        let inner = content(ui);
        ui.add_space(DESK.margin);
        inner
    })
    .inner
}
