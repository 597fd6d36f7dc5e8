//! One key of the register: where it is, whether it may leave, and to whom it went (K-1 to K-3).

use super::{Draft, Open, View, issue, list, phrasing, scrolled};
use crate::desk::Desk;
use crate::record_log::record_log;
use domain::registers::keys::{Command, Key, KeyIssue, KeyPlace, Loss};
use domain::{RecordRef, State};
use egui::{Align, Frame, Layout, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Card, Moment, chip, key_values, timeline};
use values::Id;

/// How many entries of a key are shown, the newest.
const ENTRIES: usize = 20;

/// Draws the chosen key, or the first of the list.
pub(super) fn key(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let chosen = draft.key.as_ref().and_then(|k| state.key.get(k));
    let Some(key) = chosen.or_else(|| list::sorted_keys(desk, &state, "", draft.filter).first().copied()) else { return };
    let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
    Panel::bottom("keys.key.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
        ui.horizontal(|ui| foot_ui(ui, desk, key, draft));
    });
    let mut to_loss = None;
    scrolled(ui, ("keys.key", key.id.as_str()), |ui| {
        heading(ui, desk, &state, key);
        ui.add_space(DESK.gap * 0.6);
        to_loss = suspended(ui, desk, &state, key);
        awaited(ui, desk, &state, key);
        facts(ui, desk, &state, key);
        issues(ui, desk, &state, key);
        let about = RecordRef::to(&key.id);
        if state.log_line.iter().any(|l| l.about.as_ref() == Some(&about)) {
            Card::titled(desk.words.keys.history).show(ui, |ui| record_log(ui, desk, &about, None));
        }
    });
    if let Some(loss) = to_loss {
        draft.view = View::Losses;
        draft.search.clear();
        draft.loss = Some(loss);
    }
}

fn foot_ui(ui: &mut Ui, desk: &mut Desk, key: &Key, draft: &mut Draft) {
    let words = &desk.words.keys;
    if !matches!(key.place, KeyPlace::Out { .. }) {
        let reason = issue::refused(desk, &key.id);
        if ui.add(Button::primary(words.issue).main().disabled(reason.as_deref())).clicked() {
            draft.open = Some(Open::Issue(key.id.clone(), issue::form(desk)));
        }
    }
    let id = key.id.clone();
    let (label, command) =
        if key.damaged { (words.repaired, Command::Repaired { key: id }) } else { (words.mark_damaged, Command::MarkDamaged { key: id }) };
    let reason = desk.why_not(&command.clone().into());
    let button = if key.damaged { Button::outlined(label) } else { Button::destructive(label) };
    let button = button.main().disabled(reason.as_deref());
    let pressed = if key.damaged {
        ui.add(button).clicked()
    } else {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button).clicked()).inner
    };
    if pressed {
        desk.ask(command);
    }
}

fn heading(ui: &mut Ui, desk: &Desk, state: &State, key: &Key) {
    let words = &desk.words.keys;
    ui.horizontal(|ui| {
        text::title(ui, key.number.as_str());
        for (said, tone) in phrasing::key_states(words, state, key, desk.now) {
            chip(ui, said, tone);
        }
    });
    text::second(ui, &format!("{} · {}", key.name, phrasing::kind(words, key.kind)));
}

/// Why it may not leave, with the way to the report; returns where to go.
fn suspended(ui: &mut Ui, desk: &Desk, state: &State, key: &Key) -> Option<Id<Loss>> {
    let words = &desk.words.keys;
    let loss = key.suspended_by.as_ref()?;
    let number = state.loss.get(loss).map_or("", |l| l.number.as_str());
    let sentence = (words.suspended_by)(number);
    let card = Card::new().tone(Tone::Red).show(ui, |ui| {
        ui.horizontal(|ui| {
            text::strong(ui, &sentence);
            ui.add(Button::link(words.show_loss).small()).clicked()
        })
        .inner
    });
    card.inner.then(|| loss.clone())
}

/// Every open entry of the key, each with whom it is, until when, and the button that takes
/// it back, also where the key is lost or a second entry was made without the server (K-2).
fn awaited(ui: &mut Ui, desk: &mut Desk, state: &State, key: &Key) {
    let mut open: Vec<&KeyIssue> = state.key_issue.iter().filter(|i| i.key == key.id && i.is_open()).collect();
    open.sort_by_key(|i| std::cmp::Reverse(i.at));
    let alone = open.len() == 1;
    let mut asked = None;
    for issue in open {
        let to = phrasing::told(desk.words, &issue.to);
        let tone = if issue.is_overdue(desk.now) { Tone::Red } else { Tone::Blue };
        Card::titled(&(desk.words.keys.out_to)(&to)).tone(tone).show(ui, |ui| {
            entry_facts(ui, desk, issue);
            ui.add_space(DESK.gap * 0.4);
            let command = Command::Return { issue: issue.id.clone() };
            let reason = desk.why_not(&command.clone().into());
            let name = (desk.words.keys.return_from)(&to);
            let button = Button::primary(desk.words.keys.return_key);
            let button = if alone { button } else { button.named(&name) };
            if ui.add(button.disabled(reason.as_deref())).clicked() {
                asked = Some(command);
            }
        });
    }
    if let Some(command) = asked {
        desk.ask(command);
    }
}

/// What stands in an open entry.
fn entry_facts(ui: &mut Ui, desk: &Desk, issue: &KeyIssue) {
    let words = &desk.words.keys;
    let (left, _) = phrasing::until(desk, issue.due_at);
    let facts = [
        (words.due_back, (desk.words.forms.due_left)(&desk.time(issue.due_at), &left)),
        (words.telephone, phrasing::told_or_dash(desk.words, issue.telephone.as_ref())),
        (words.why, phrasing::told(desk.words, &issue.why)),
        (words.out_since, format!("{} · {}", desk.time(issue.at), phrasing::given_by(desk, issue))),
    ];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    key_values(ui, 2, &facts);
}

fn facts(ui: &mut Ui, desk: &Desk, state: &State, key: &Key) {
    let words = &desk.words.keys;
    let unit = key.unit.as_ref().and_then(|u| state.unit.get(u));
    let place = match &key.place {
        KeyPlace::Cabinet => words.place_cabinet.to_owned(),
        KeyPlace::Out { issue } => {
            let to = state.key_issue.get(issue).map_or_else(String::new, |i| phrasing::told(desk.words, &i.to));
            (words.place_out)(&to)
        }
        KeyPlace::Lost { loss } => (words.place_lost)(state.loss.get(loss).map_or("", |l| l.number.as_str())),
    };
    let facts = [
        (words.key_number, key.number.to_string()),
        (words.unit, unit.map_or_else(|| words.no_unit.to_owned(), |u| u.number.to_string())),
        (words.kind, phrasing::kind(words, key.kind).to_owned()),
        (
            words.occupant,
            unit.map(|u| phrasing::holder(desk, u)).filter(|h| !h.is_empty()).unwrap_or_else(|| "—".to_owned()),
        ),
        (words.opens, key.name.to_string()),
        (words.copies, key.copies.to_string()),
        (words.place, place),
    ];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.key_facts).show(ui, |ui| key_values(ui, 2, &facts));
}

/// To whom the key went, the newest first.
fn issues(ui: &mut Ui, desk: &Desk, state: &State, key: &Key) {
    let words = &desk.words.keys;
    let mut issues: Vec<&KeyIssue> = state.key_issue.iter().filter(|i| i.key == key.id).collect();
    issues.sort_by_key(|i| std::cmp::Reverse(i.at));
    Card::titled(words.issues).show(ui, |ui| {
        if issues.is_empty() {
            text::second(ui, words.no_issues);
            return;
        }
        let told: Vec<(String, String, String, Tone)> = issues.iter().take(ENTRIES).map(|i| entry(desk, state, i)).collect();
        let moments: Vec<Moment<'_>> = told.iter().map(|(time, what, who, tone)| Moment::done(time, what, who).tone(*tone)).collect();
        timeline(ui, &moments);
    });
}

fn entry(desk: &Desk, state: &State, issue: &KeyIssue) -> (String, String, String, Tone) {
    let words = &desk.words.keys;
    let what = (words.issue_line)(&phrasing::told(desk.words, &issue.to), &phrasing::told(desk.words, &issue.why));
    let by = phrasing::given_by(desk, issue);
    let (after, tone) = match (&issue.returned, &issue.written_off) {
        (Some(returned), _) => ((words.returned_to)(&desk.time(returned.at), &desk.name_of(&returned.to)), Tone::Green),
        (None, Some(off)) => {
            let number = state.loss.get(&off.loss).map_or("", |l| l.number.as_str());
            ((words.written_off)(&desk.time(off.at), number), Tone::Neutral)
        }
        (None, None) if issue.is_overdue(desk.now) => {
            (format!("{} · {}", (words.due_at)(&desk.time(issue.due_at)), words.overdue), Tone::Red)
        }
        (None, None) => ((words.due_at)(&desk.time(issue.due_at)), Tone::Blue),
    };
    (desk.time(issue.at), what, format!("{by} · {after}"), tone)
}
