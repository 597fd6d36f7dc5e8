//! The list at the left: what waits for a superior stands first.

use super::{Draft, form, phrasing};
use crate::desk::Desk;
use domain::registers::notices::{Notice, Status};
use domain::{State, Station};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use look::theme::{CARD, DESK, Tone, regular};
use look::widgets::{Button, ListRow, segmented};
use look::{icons, text};
use values::At;

/// Draws the list; a click shows the notice at the right.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.notices;
    let edge = 20;
    let foot = Frame::new().fill(CARD).inner_margin(Margin::symmetric(edge, 14));
    Panel::bottom("notices.list.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        if desk.station != Station::Counter {
            text::small(ui, words.read_only);
        } else if ui.add(Button::outlined(words.write).icon(icons::ICON_ADD).fill_width()).clicked() {
            draft.form = Some(form::Form::new(desk));
        }
    });
    let head = Margin { left: edge, right: edge, top: 18, bottom: 8 };
    Frame::new().inner_margin(head).show(ui, |ui| {
        text::small(ui, words.line);
        if let Some(chosen) = segmented(ui, &words.filters, usize::from(draft.all)) {
            draft.all = chosen == 1;
        }
    });
    ScrollArea::vertical().id_salt("notices.list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui, desk, draft);
    });
}

/// What waits first, then what is shown, then what is to come; the newest first. What is over only
/// where `all` is wanted.
pub(super) fn sorted(state: &State, now: At, all: bool) -> Vec<&Notice> {
    let is_wanted = |notice: &&Notice| match notice.status(now) {
        Status::Unconfirmed | Status::Shown | Status::Coming => true,
        Status::Expired | Status::Withdrawn => all,
    };
    let mut notices: Vec<&Notice> = state.notice.iter().filter(is_wanted).collect();
    notices.sort_by_key(|n| (n.status(now), std::cmp::Reverse(n.written_at), n.id.clone()));
    notices
}

fn rows(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let words = &desk.words.notices;
    let state = desk.state();
    let notices = sorted(&state, desk.now, draft.all);
    if notices.is_empty() {
        Frame::new().inner_margin(Margin::symmetric(24, 30)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::strong(ui, words.none);
            if desk.station == Station::Counter {
                text::label(ui, words.none_line, regular(DESK.small), look::theme::INK_2);
            }
        });
    }
    for notice in notices {
        let (said, tone) = phrasing::state(words, notice.status(desk.now));
        let line = (words.from_until)(&desk.time(notice.from), &desk.time(notice.until));
        let title = phrasing::wording(desk, notice).title.as_str();
        let row = ListRow::new(title, &line)
            .icon(phrasing::icon(notice.kind), if tone == Tone::Neutral { Tone::Neutral } else { Tone::Blue })
            .state(said, tone)
            .selected(draft.form.is_none() && draft.chosen.as_ref() == Some(&notice.id));
        if ui.add(row).clicked() {
            draft.choose(notice.id.clone());
        }
    }
}
