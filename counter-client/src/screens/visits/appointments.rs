//! Who is expected (V-1, V-2): noted for a host who asked, let in by one button.

use super::{detail, host_of, purpose};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::record_log;
use domain::RecordRef;
use domain::registers::appointments::{Appointment, Command};
use egui::{ScrollArea, Ui};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, ListRow, chip, key_values};
use look::{icons, text};
use values::LocalDay;

/// The day that it is in the property.
pub(super) fn today(desk: &Desk) -> LocalDay {
    LocalDay::of(desk.now, desk.state().utc_offset())
}

/// Where an appointment stands, in a word and a tone.
pub(crate) fn status(desk: &Desk, appointment: &Appointment) -> (&'static str, Tone) {
    let (words, state) = (&desk.words.appointments, desk.state());
    match &appointment.over {
        Some(over) if over.by.is_some() => (words.withdrawn, Tone::Neutral),
        Some(_) => (words.over, Tone::Neutral),
        None if appointment.inside(&state).is_some() => (words.arrived, Tone::Green),
        None if appointment.holds_on(today(desk)) => (words.due, Tone::Amber),
        None => (words.later, Tone::Blue),
    }
}

/// The rows of the list: who may come today first.
pub(super) fn rows(ui: &mut Ui, desk: &mut Desk) {
    let state = desk.state();
    let search = desk.drafts.visits.search.trim().to_lowercase();
    let matches = |a: &&Appointment| {
        let said = [name(desk, a), a.code.to_string(), host_of(desk, &state, &a.host)];
        search.is_empty() || said.iter().any(|said| said.to_lowercase().contains(&search))
    };
    let mut shown: Vec<&Appointment> =
        state.appointment.iter().filter(|a| !search.is_empty() || a.over.is_none()).filter(matches).collect();
    shown.sort_by_key(|a| (a.over.is_some(), a.from, a.id.clone()));
    ScrollArea::vertical().id_salt("appointments-rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if shown.is_empty() {
            ui.add_space(DESK.gap * 2.0);
            ui.vertical_centered(|ui| text::second(ui, desk.words.appointments.empty));
        }
        for appointment in shown {
            let chosen = desk.drafts.visits.appointment.as_ref() == Some(&appointment.id);
            let (label, tone) = status(desk, appointment);
            let (name, days) = (name(desk, appointment), days(appointment));
            let line = format!("{} · {}", appointment.code, host_of(desk, &state, &appointment.host));
            let row = ListRow::new(&name, &line).icon(icons::ICON_EVENT, Tone::Blue).time(&days).state(label, tone).selected(chosen);
            if ui.add(row).clicked() {
                desk.drafts.visits.appointment = Some(appointment.id.clone());
                desk.drafts.visits.form = None;
            }
        }
    });
}

/// The chosen one, with what can be done about it.
pub(super) fn chosen(ui: &mut Ui, desk: &mut Desk) {
    let state = desk.state();
    let chosen = desk.drafts.visits.appointment.as_ref().and_then(|id| state.appointment.get(id));
    let Some(appointment) = chosen else {
        text::second(ui, desk.words.appointments.choose);
        return;
    };
    let words = &desk.words.appointments;
    ScrollArea::vertical().id_salt("appointment").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            text::title(ui, &name(desk, appointment));
            let (label, tone) = status(desk, appointment);
            chip(ui, label, tone);
        });
        ui.add_space(DESK.gap);
        Card::titled(words.facts).show(ui, |ui| facts(ui, desk, appointment));
        Card::titled(desk.words.visits.log).show(ui, |ui| record_log(ui, desk, &RecordRef::to(&appointment.id), None));
        ui.add_space(DESK.gap);
        ui.horizontal(|ui| buttons(ui, desk, appointment));
    });
}

fn buttons(ui: &mut Ui, desk: &mut Desk, appointment: &Appointment) {
    let words = &desk.words.appointments;
    let state = desk.state();
    if appointment.over.is_none() {
        let number = state.terminal.get(&desk.terminal).map_or(99, |t| t.number);
        let code = state.next_code(number, desk.next_seq(), desk.now);
        let arrive = Command::Arrive { appointment: appointment.id.clone(), visit: desk.new_id(), code };
        let reason = desk.why_not(&arrive.clone().into());
        if ui.add(Button::primary(words.arrive).main().disabled(reason.as_deref())).clicked() {
            desk.ask(arrive);
        }
        let withdraw = Command::Withdraw { appointment: appointment.id.clone() };
        let reason = desk.why_not(&withdraw.clone().into());
        if ui.add(Button::outlined(words.withdraw).main().disabled(reason.as_deref())).clicked() {
            desk.ask(withdraw);
        }
    }
    if let Some(visit) = appointment.visit.as_ref().filter(|visit| state.visit.get(visit).is_some())
        && ui.add(Button::outlined(words.to_visit).main()).clicked()
    {
        desk.drafts.visits.chosen = Some(visit.clone());
        // Where the visit stands in the list: inside, with or without a pass, or gone.
        let stands = state.visit.get(visit).map_or(1, |v| if !v.is_inside() { 2 } else { usize::from(v.pass.is_some()) });
        desk.drafts.visits.filter = stands;
    }
}

/// What stands in the book about who is expected.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, appointment: &Appointment) {
    let (words, visits, state) = (&desk.words.appointments, &desk.words.visits, desk.state());
    let telephone = appointment.telephone.as_ref();
    let telephone = telephone.map_or_else(|| visits.no_telephone.to_owned(), |t| phrases::personal(desk.words, t, ToString::to_string));
    let (host, days) = (host_of(desk, &state, &appointment.host), days(appointment));
    let people = (visits.people_count)(appointment.people, appointment.children);
    let made = format!("{} · {}", desk.name_of(&appointment.by), desk.time(appointment.made_at));
    let more = detail::particulars(desk, &appointment.particulars);
    let mut facts = vec![
        (words.code, appointment.code.as_str()),
        (visits.telephone, &telephone),
        (visits.host, &host),
        (visits.purpose, purpose(desk, appointment.purpose)),
        (visits.people, &people),
        (words.days, &days),
        (words.made_by, &made),
    ];
    facts.extend(more.iter().map(|(label, said)| (*label, said.as_str())));
    key_values(ui, 2, &facts);
}

fn name(desk: &Desk, appointment: &Appointment) -> String {
    phrases::personal(desk.words, &appointment.name, ToString::to_string)
}

fn days(appointment: &Appointment) -> String {
    let (from, until) = (appointment.from.0, appointment.until.0);
    if from == until { from.to_string() } else { format!("{from} – {until}") }
}
