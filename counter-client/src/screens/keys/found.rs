//! Found keys (K-4): what was told, who has it in hand, what became of it.

use super::steps::{Texts, line_dialog};
use super::{Draft, Open, key_icon, phrasing, scrolled};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::record_log;
use domain::registers::found_keys::{Command, FoundKey, FoundPlace};
use domain::{RecordRef, State};
use egui::{Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Card, ListRow, chip, key_values};
use values::{Id, Personal};

/// Where a found key stands, in a word and a tone.
pub(crate) fn status(desk: &Desk, found: &FoundKey) -> (&'static str, Tone) {
    let words = &desk.words.found_keys;
    match (&found.settled, &found.received) {
        (Some(_), _) => (words.settled, Tone::Neutral),
        (None, Some(_)) => (words.held, Tone::Blue),
        (None, None) => (words.open, Tone::Amber),
    }
}

/// Open ones first, the newest first among them.
fn sorted<'s>(state: &'s State, search: &str) -> Vec<&'s FoundKey> {
    let sought = search.trim().to_lowercase();
    let holds = |f: &&FoundKey| {
        let found_where = f.found_where.clear().map_or("", |w| w.as_str());
        let reference = f.reference.as_ref().map_or("", |r| r.as_str());
        sought.is_empty() || [f.number.as_str(), reference, found_where].iter().any(|t| t.to_lowercase().contains(&sought))
    };
    let mut found: Vec<&FoundKey> = state.found_key.iter().filter(holds).collect();
    found.sort_by_key(|f| (f.settled.is_some(), std::cmp::Reverse(f.reported_at)));
    found
}

/// The rows of the list.
pub(super) fn rows(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let state = desk.state();
    let words = &desk.words.found_keys;
    let found = sorted(&state, &draft.search);
    if found.is_empty() {
        ui.add_space(DESK.gap * 2.0);
        ui.vertical_centered(|ui| text::second(ui, words.empty));
    }
    let first = found.first().map(|f| f.id.clone());
    let chosen = draft.found.clone().or(first);
    for found in found {
        let title = (words.of)(phrasing::kind(&desk.words.keys, found.kind));
        let line = format!("{} · {}", found.number, phrasing::told(desk.words, &found.found_where));
        let (time, (label, tone)) = (desk.time(found.reported_at), status(desk, found));
        let row = ListRow::new(&title, &line).icon(key_icon(found.kind), Tone::Amber).time(&time).state(label, tone);
        if ui.add(row.selected(chosen.as_ref() == Some(&found.id))).clicked() {
            draft.found = Some(found.id.clone());
        }
    }
}

/// Draws the chosen one, or the first of the list.
pub(super) fn found(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let chosen = draft.found.as_ref().and_then(|f| state.found_key.get(f));
    let Some(found) = chosen.or_else(|| sorted(&state, "").first().copied()) else { return };
    if found.settled.is_none() {
        let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
        Panel::bottom("keys.found.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            ui.horizontal(|ui| buttons(ui, desk, found, draft));
        });
    }
    scrolled(ui, ("keys.found", found.id.as_str()), |ui| {
        ui.horizontal(|ui| {
            text::title(ui, &(desk.words.found_keys.of)(phrasing::kind(&desk.words.keys, found.kind)));
            let (label, tone) = status(desk, found);
            chip(ui, label, tone);
        });
        ui.add_space(DESK.gap * 0.6);
        Card::titled(desk.words.found_keys.facts).show(ui, |ui| facts(ui, desk, found));
        Card::titled(desk.words.keys.history).show(ui, |ui| record_log(ui, desk, &RecordRef::to(&found.id), None));
    });
}

fn buttons(ui: &mut Ui, desk: &mut Desk, found: &FoundKey, draft: &mut Draft) {
    let words = &desk.words.found_keys;
    let receive = Command::Receive { found: found.id.clone() };
    let reason = desk.why_not(&receive.clone().into());
    if found.received.is_none() && ui.add(Button::primary(words.receive).main().disabled(reason.as_deref())).clicked() {
        desk.ask(receive);
    }
    if ui.add(Button::outlined(words.settle).main()).clicked() {
        draft.open = Some(Open::Settle(found.id.clone(), String::new()));
    }
}

/// What became of it, while the dialog stays open.
pub(super) fn settle_dialog(ui: &mut Ui, desk: &mut Desk, found: Id<FoundKey>, typed: String) -> Option<Open> {
    let words = &desk.words.found_keys;
    let texts = Texts { title: words.settle, line: words.settle_line, field: words.result };
    let command = |result| Command::Settle { found: found.clone(), result: Personal::Clear(result) }.into();
    line_dialog(ui, desk, texts, typed, command).map(|typed| Open::Settle(found.clone(), typed))
}

/// What stands in the book about a found key.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, found: &FoundKey) {
    let words = &desk.words.found_keys;
    let dash = || "—".to_owned();
    let place = words.places[usize::from(found.place == FoundPlace::Left)].to_owned();
    let received = found.received.as_ref().map_or_else(dash, |r| format!("{} · {}", desk.name_of(&r.by), desk.time(r.at)));
    let result = found
        .settled
        .as_ref()
        .map_or_else(dash, |s| format!("{} · {} {}", phrasing::told(desk.words, &s.result), desk.name_of(&s.by), desk.time(s.at)));
    let reported = format!("{} · {}", desk.time(found.reported_at), phrases::station(desk.words, found.station));
    let rows = [
        (words.found_where, phrasing::told(desk.words, &found.found_where)),
        (words.says, phrasing::told_or_dash(desk.words, found.says.as_ref())),
        (words.place, place),
        (words.finder, phrasing::told_or_dash(desk.words, found.finder.as_ref())),
        (words.telephone, phrasing::told_or_dash(desk.words, found.telephone.as_ref())),
        (words.number, found.number.clone()),
        (words.reference, found.reference.as_ref().map_or_else(dash, ToString::to_string)),
        (words.reported, reported),
        (words.received, received),
        (words.result, result),
    ];
    let rows: Vec<(&str, &str)> = rows.iter().map(|(label, said)| (*label, said.as_str())).collect();
    key_values(ui, 2, &rows);
}
