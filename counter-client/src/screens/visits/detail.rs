//! One visit: its facts, the pass, what happened.

use super::{host, name, purpose, status};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::record_log;
use domain::registers::archive;
use domain::registers::visits::{Command, Particulars, Visit};
use domain::{Kind, RecordRef};
use egui::{ScrollArea, Ui};
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field, chip, key_values};
use terminal::ConsoleQuestion;
use values::{IdentityNumber, Line, PassNumber, Personal};

/// Draws the visit with what can be done about it.
pub(super) fn detail(ui: &mut Ui, desk: &mut Desk, visit: &Visit) {
    let words = &desk.words.visits;
    ScrollArea::vertical().id_salt("visit").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            text::title(ui, &name(desk, visit));
            let (label, tone) = status(desk, visit);
            chip(ui, label, tone);
        });
        ui.add_space(DESK.gap);
        Card::titled(words.facts).show(ui, |ui| {
            facts(ui, desk, visit);
            photo(ui, desk, visit);
        });
        let asks = desk.state().property().is_some_and(|s| s.visits.host_answers);
        if visit.is_inside() && visit.pass.is_none() && asks {
            host_card(ui, desk, visit);
        }
        if visit.is_inside() && visit.pass.is_none() {
            pass_form(ui, desk, visit);
        }
        Card::titled(words.log).show(ui, |ui| {
            let awaited = match (&visit.left, &visit.pass) {
                (Some(_), _) => None,
                (None, None) => Some(words.awaiting_check),
                (None, Some(_)) => Some(words.awaiting_leave),
            };
            record_log(ui, desk, &RecordRef::to(&visit.id), awaited);
        });
        ui.add_space(DESK.gap);
        leaving(ui, desk, visit);
    });
}

/// What stands in the register about a visit.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, visit: &Visit) {
    let words = &desk.words.visits;
    let state = desk.state();
    let telephone = visit
        .telephone
        .as_ref()
        .map_or_else(|| words.no_telephone.to_owned(), |t| phrases::personal(desk.words, t, ToString::to_string));
    let pass = visit
        .pass
        .as_ref()
        .map_or_else(|| "—".to_owned(), |p| format!("{} · {} · {}", p.number, state.name_of(&p.by), desk.time(p.at)));
    let notice = visit.notice.as_ref().map_or_else(|| "—".to_owned(), |n| n.version.to_string());
    let left = visit
        .left
        .as_ref()
        .map_or_else(|| "—".to_owned(), |l| format!("{} · {}", desk.time(l.at), phrases::station(desk.words, l.station)));
    let more = particulars(desk, &visit.particulars);
    let host = host(desk, &state, visit);
    let (people, arrived) = ((words.people_count)(visit.people, visit.children), desk.time(visit.arrived_at));
    let mut facts = vec![
        (words.code, visit.code.as_str()),
        (words.telephone, &telephone),
        (words.host, &host),
        (words.purpose, purpose(desk, visit.purpose)),
        (words.people, &people),
        (words.arrived, &arrived),
        (words.registered_at, phrases::station(desk.words, visit.registered_at)),
        (words.notice, &notice),
        (words.pass, &pass),
        (words.left, &left),
    ];
    facts.extend(more.iter().map(|(label, said)| (*label, said.as_str())));
    key_values(ui, 2, &facts);
}

/// What was said only where it applied.
pub(super) fn particulars(desk: &Desk, said: &Particulars) -> Vec<(&'static str, String)> {
    let words = &desk.words.visits;
    let identity = said.identity.as_ref().map(|number| {
        let shown = phrases::personal(desk.words, number, ToString::to_string);
        if number.clear().is_some_and(IdentityNumber::is_doubtful) { format!("{shown} · {}", words.doubtful) } else { shown }
    });
    let plate = said.plate.as_ref().map(|plate| phrases::personal(desk.words, plate, ToString::to_string));
    let company = said.company.as_ref().map(|company| phrases::personal(desk.words, company, ToString::to_string));
    let rows = [(words.company, company), (words.plate, plate), (words.identity, identity)];
    rows.into_iter().filter_map(|(label, said)| Some((label, said?))).collect()
}

/// The photo, where there is one: fetched when it is asked for, and by itself.
fn photo(ui: &mut Ui, desk: &mut Desk, visit: &Visit) {
    let there = visit.particulars.photo.as_deref().is_some_and(|photo| !matches!(photo, Personal::Erased(_)));
    let Ok(reason) = Line::parse(desk.words.visits.photo) else { return };
    if !there {
        return;
    }
    let words = &desk.words.visits;
    let waits = desk.console.is_waiting().then(|| words.photo_wait.to_owned());
    let not = waits.or_else(|| desk.why_not(&archive::Command::Consult { kind: Kind::Visit, term: None, reason }.into()));
    ui.add_space(DESK.gap * 0.5);
    if ui.add(Button::outlined(words.photo).disabled(not.as_deref())).clicked() {
        let of = name(desk, visit);
        desk.console.ask(of, ConsoleQuestion::VisitPhoto { visit: visit.id.to_string() });
    }
}

/// Where the property asks the host before a pass is issued.
fn host_card(ui: &mut Ui, desk: &mut Desk, visit: &Visit) {
    let words = &desk.words.visits;
    Card::titled(words.host_card).show(ui, |ui| {
        let answered = visit.answer.as_ref().map(|a| (words.answered)(a.receives, &desk.name_of(&a.by), &desk.time(a.at)));
        text::second(ui, answered.as_deref().unwrap_or(words.host_line));
        ui.horizontal(|ui| {
            for (label, receives) in [(words.receives, true), (words.declines, false)] {
                let command = Command::RecordAnswer { visit: visit.id.clone(), receives };
                let reason = desk.why_not(&command.clone().into());
                if ui.add(Button::outlined(label).disabled(reason.as_deref())).clicked() {
                    desk.ask(command);
                }
            }
        });
    });
}

/// Identity check and pass (V-1): the number on the pass, then one button.
fn pass_form(ui: &mut Ui, desk: &mut Desk, visit: &Visit) {
    let words = &desk.words.visits;
    Card::titled(words.pass).show(ui, |ui| {
        text::second(ui, words.issue_line);
        let pass = PassNumber::parse(&desk.drafts.visits.pass).ok();
        let wrong = (!desk.drafts.visits.pass.is_empty() && pass.is_none()).then_some(words.pass_advice);
        ui.horizontal(|ui| {
            Field::new(words.pass_number, &mut desk.drafts.visits.pass).error(wrong).limit(12).width(260.0).show(ui);
        });
        ui.add_space(DESK.gap * 0.5);
        let command = pass.map(|pass| Command::IssuePass { visit: visit.id.clone(), pass });
        let reason = command.as_ref().map_or_else(|| Some(words.pass_advice.to_owned()), |c| desk.why_not(&c.clone().into()));
        let pressed = ui.add(Button::primary(words.issue_pass).main().disabled(reason.as_deref())).clicked();
        if let (true, Some(command)) = (pressed, command) {
            desk.ask(command);
            desk.drafts.visits.pass.clear();
        }
    });
}

/// Leaving with one click (B-09), and a pass that comes back afterwards.
fn leaving(ui: &mut Ui, desk: &mut Desk, visit: &Visit) {
    let words = &desk.words.visits;
    let out = visit.pass.as_ref().is_some_and(|p| !p.returned);
    let sign_out = |pass_returned| Command::SignOut { visit: visit.id.clone(), pass_returned };
    ui.horizontal(|ui| {
        if visit.is_inside() {
            let reason = desk.why_not(&sign_out(true).into());
            if ui.add(Button::outlined(words.sign_out).main().disabled(reason.as_deref())).clicked() {
                desk.ask(sign_out(true));
            }
            if out && ui.add(Button::destructive(words.sign_out_without_pass).tone(Tone::Red).main()).clicked() {
                desk.ask(sign_out(false));
            }
        } else if out && ui.add(Button::outlined(words.pass_came_back).main()).clicked() {
            desk.ask(sign_out(true));
        }
    });
}
