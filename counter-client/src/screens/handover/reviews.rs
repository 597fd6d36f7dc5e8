//! The sheets that wait for the lead's daily reading, of every post, the oldest first (H-6);
//! what is missing since more than a working day stands in red (B-23).

use super::post_name;
use super::posts::indented;
use crate::desk::Desk;
use domain::registers::handover::{self, Sheet, Unread};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::ListRow;

/// Whether the daily review of a sheet is missing.
pub(super) fn is_missing(desk: &Desk, sheet: &Sheet) -> bool {
    handover::unread(&desk.state(), desk.now).iter().any(|u| u.missing && u.sheet.id == sheet.id)
}

/// Draws the list; nothing where every sheet is read.
pub(super) fn reviews(ui: &mut Ui, desk: &mut Desk) {
    let words = &desk.words.handover;
    let state = desk.state();
    let unread = handover::unread(&state, desk.now);
    if unread.is_empty() {
        return;
    }
    indented(ui, |ui| text::strong(ui, &format!("{} {}", words.unread, unread.len())));
    ui.add_space(DESK.gap * 0.4);
    for Unread { sheet, missing } in unread {
        let selected = desk.drafts.handover.earlier.as_ref() == Some(&sheet.id);
        let incoming = sheet.incoming.as_ref().map_or_else(String::new, |p| desk.name_of(p));
        let title = format!("{} · {}", (words.sheet)(sheet.number), post_name(desk, sheet.post));
        let line = (words.from_to)(&desk.name_of(&sheet.outgoing), &incoming);
        let time = sheet.incoming_signed.as_ref().map_or_else(String::new, |s| desk.time(s.at));
        let (said, tone) = if missing { (words.review_missing, Tone::Red) } else { (words.to_review, Tone::Amber) };
        let row = ListRow::new(&title, &line).time(&time).state(said, tone).selected(selected);
        if ui.add(row).clicked() {
            desk.drafts.handover.post = Some(sheet.post);
            desk.drafts.handover.earlier = Some(sheet.id.clone());
        }
    }
    ui.add_space(DESK.gap * 1.6);
}
