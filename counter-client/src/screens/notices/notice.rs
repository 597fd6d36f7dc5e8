//! One notice: where it stands, how visitors read it, and what a superior does with it.

use super::{Draft, form, phrasing};
use crate::desk::Desk;
use crate::record_log::record_log;
use crate::screens::keys::scrolled;
use domain::registers::notices::{Command, Notice, Seen, Status, Wording};
use domain::{RecordRef, Station};
use egui::{Align, Frame, Layout, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Card, chip, key_values};

/// Draws the chosen notice.
pub(super) fn notice(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let Some(notice) = draft.chosen.as_ref().and_then(|id| state.notice.get(id)) else {
        if !state.notice.is_empty() {
            scrolled(ui, ("notices.none", ""), |ui| text::second(ui, desk.words.notices.choose));
        }
        return;
    };
    let status = notice.status(desk.now);
    let goes_on = matches!(status, Status::Unconfirmed | Status::Shown | Status::Coming);
    if goes_on && desk.station == Station::Counter {
        let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
        Panel::bottom("notices.notice.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            ui.horizontal(|ui| foot_ui(ui, desk, notice, draft));
        });
    }
    scrolled(ui, ("notices.notice", notice.id.as_str()), |ui| {
        let words = &desk.words.notices;
        let (said, tone) = phrasing::state(words, status);
        ui.horizontal(|ui| {
            text::title(ui, phrasing::wording(desk, notice).title.as_str());
            chip(ui, said, tone);
        });
        text::second(ui, phrasing::kind(words, notice.kind));
        ui.add_space(DESK.gap * 0.6);
        if status == Status::Unconfirmed {
            Card::new().tone(Tone::Amber).show(ui, |ui| text::strong(ui, words.unconfirmed_line));
        }
        facts(ui, desk, notice);
        let about = RecordRef::to(&notice.id);
        if state.log_line.iter().any(|l| l.about.as_ref() == Some(&about)) {
            Card::titled(words.history).show(ui, |ui| record_log(ui, desk, &about, None));
        }
    });
}

/// Confirm, correct, withdraw.
fn foot_ui(ui: &mut Ui, desk: &mut Desk, notice: &Notice, draft: &mut Draft) {
    let words = &desk.words.notices;
    if notice.confirmed.is_none() {
        let command = Command::Confirm { notice: notice.id.clone(), written_at: notice.written_at };
        let reason = desk.why_not(&command.clone().into());
        if ui.add(Button::primary(words.confirm).main().disabled(reason.as_deref())).clicked() {
            desk.ask(command);
        }
        if ui.add(Button::outlined(words.correct).main()).clicked() {
            draft.form = Some(form::Form::of(desk, notice));
        }
    }
    let command = Command::Withdraw { notice: notice.id.clone() };
    let reason = desk.why_not(&command.clone().into());
    let button = Button::destructive(words.withdraw).main().disabled(reason.as_deref());
    if ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button).clicked()).inner {
        desk.ask(command);
    }
}

/// What stands in it, in both languages, and who had it in hand.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, notice: &Notice) {
    let words = &desk.words.notices;
    Card::titled(words.shown_as).show(ui, |ui| {
        for Wording { title, text } in [&notice.zh, &notice.en] {
            text::strong(ui, title.as_str());
            text::body(ui, text.as_str());
            ui.add_space(DESK.gap * 0.5);
        }
    });
    let seen = |seen: &Seen| (words.by_at)(&desk.name_of(&seen.by), &desk.time(seen.at));
    let mut facts = vec![
        (words.time, (words.from_until)(&desk.time(notice.from), &desk.time(notice.until))),
        (words.kind, phrasing::kind(words, notice.kind).to_owned()),
        (words.written, (words.by_at)(&desk.name_of(&notice.written_by), &desk.time(notice.written_at))),
    ];
    facts.extend(notice.confirmed.as_ref().map(|by| (words.confirmed, seen(by))));
    facts.extend(notice.withdrawn.as_ref().map(|by| (words.withdrawn, seen(by))));
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::new().show(ui, |ui| key_values(ui, 1, &facts));
}
