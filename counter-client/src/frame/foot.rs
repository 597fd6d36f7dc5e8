//! Sentences at the foot: what was refused, and why, each for a few seconds; and, while there
//! are any, how many records this build keeps without being able to read them.

use crate::desk::Desk;
use egui::{CornerRadius, Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{CARD, DESK, Tone, WHITE, bold};

/// Draws the newest sentence while it lasts.
pub fn foot(ui: &mut Ui, desk: &mut Desk) {
    unreadable(ui, desk);
    if desk.replica.emergencies_only() {
        sentence(ui, "foot.room", Tone::Amber, desk.words.desk.emergencies_only);
    }
    let now = desk.now;
    desk.notices.retain(|n| n.until > now);
    let Some(notice) = desk.notices.last() else { return };
    sentence(ui, "foot", notice.tone, &notice.text);
}

fn sentence(ui: &mut Ui, id: &'static str, tone: Tone, said: &str) {
    let frame = Frame::new().fill(tone.strong(DESK)).corner_radius(CornerRadius::ZERO).inner_margin(Margin::symmetric(24, 12));
    Panel::bottom(id).show_separator_line(false).frame(frame).show(ui, |ui| {
        text::label(ui, said, bold(DESK.body), WHITE);
    });
}

/// A replica keeps, counts and shows what a newer server wrote and it cannot read: quietly,
/// since nothing is lost, and for as long as it lasts.
fn unreadable(ui: &mut Ui, desk: &Desk) {
    let count = desk.replica.unreadable();
    if count == 0 {
        return;
    }
    let frame = Frame::new().fill(CARD).inner_margin(Margin::symmetric(24, 6));
    Panel::bottom("foot.unreadable").show_separator_line(false).frame(frame).show(ui, |ui| {
        text::small(ui, &(desk.words.desk.unreadable)(count));
    });
}
