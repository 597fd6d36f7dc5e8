//! What a sheet waits for now: the first thing, in the order of the form, that keeps it
//! from the next signature.

use super::about::item_of;
use crate::desk::Desk;
use domain::RecordRef;
use domain::registers::handover::{OpenItem, Sheet, preview};

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// So many items are not counted (H-8).
    Count(usize),
    /// A number differs and has no reason (B-17).
    Reason,
    /// A ground stands (H-9).
    Ground,
    /// The outgoing signature.
    SignOutgoing,
    /// So many red items are not read back (B-21).
    ReadBack(usize),
    /// The incoming signature.
    SignIncoming,
    /// The lead's reading (H-6).
    Review,
    /// Nothing.
    Nothing,
}

/// What a sheet waits for.
pub(super) fn next(desk: &Desk, sheet: &Sheet) -> Next {
    let state = desk.state();
    if sheet.is_complete() {
        return if sheet.reviewed.is_some() { Next::Nothing } else { Next::Review };
    }
    if !sheet.is_open() {
        return Next::Nothing;
    }
    let items = state.post_item.iter().filter(|i| i.post == sheet.post);
    let uncounted = items.filter(|i| !sheet.counts.iter().any(|c| c.item == i.id)).count();
    let unexplained = sheet.counts.iter().any(|c| c.found != c.expected && c.note.is_none());
    let unsaid = red_items(desk, sheet).iter().filter(|i| !is_said(sheet, &i.0.about)).count();
    if sheet.open_ground().is_some() {
        Next::Ground
    } else if sheet.outgoing_signed.is_none() {
        match (uncounted, unexplained) {
            (0, true) => Next::Reason,
            (0, false) => Next::SignOutgoing,
            (left, _) => Next::Count(left),
        }
    } else if unsaid > 0 {
        Next::ReadBack(unsaid)
    } else {
        Next::SignIncoming
    }
}

/// Whether a red item was said in own words.
pub(super) fn is_said(sheet: &Sheet, about: &RecordRef) -> bool {
    sheet.read_backs.iter().any(|r| &r.about == about)
}

/// Every red item of the cut, and of what is red now; with whether it came after the cut
/// (B-20, B-21). On a closed sheet those that were said.
pub(super) fn red_items(desk: &Desk, sheet: &Sheet) -> Vec<(OpenItem, bool)> {
    let in_cut = sheet.cut.iter().flat_map(|c| &c.open).filter(|i| i.red).cloned();
    let mut items: Vec<(OpenItem, bool)> = in_cut.map(|i| (i, false)).collect();
    let later: Vec<OpenItem> = if sheet.is_open() {
        preview(&desk.state(), sheet.post, desk.now).open.into_iter().filter(|i| i.red).collect()
    } else {
        sheet.read_backs.iter().map(|said| item_of(desk, &said.about)).collect()
    };
    for item in later {
        if !items.iter().any(|(i, _)| i.about == item.about) {
            items.push((item, sheet.cut.is_some()));
        }
    }
    items
}
