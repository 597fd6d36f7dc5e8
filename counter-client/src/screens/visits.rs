//! Visits: who is inside, whose identity is to be checked, who has left (V-1, V-2, V-6).

pub(crate) mod appointments;
mod detail;
mod form;

pub(crate) use detail::facts;

use super::left_list::left_list;
use crate::desk::Desk;
use crate::phrases;
use domain::State;
use domain::registers::appointments::Appointment;
use domain::registers::visits::{Host, Purpose, Visit};
use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Field, ListRow, segmented};
use look::{icons, text};
use values::Id;

/// The filter that shows who is expected.
const EXPECTED: usize = 3;

/// What is typed and chosen.
#[derive(Default)]
pub struct Draft {
    search: String,
    filter: usize,
    chosen: Option<Id<Visit>>,
    appointment: Option<Id<Appointment>>,
    pass: String,
    form: Option<form::Form>,
}

/// Visitors whose identity is to be checked.
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    desk.state().inside().filter(|v| v.pass.is_none()).count()
}

/// The screen.
pub fn visits_ui(ui: &mut Ui, desk: &mut Desk) {
    left_list(ui, "visits-list", |ui| list(ui, desk));
    CentralPanel::default()
        .frame(Frame::new().fill(BG).inner_margin(Margin::same(DESK.margin as i8)))
        .show(ui, |ui| {
            if desk.drafts.visits.form.is_some() {
                form::form(ui, desk);
                return;
            }
            if desk.drafts.visits.filter == EXPECTED {
                return appointments::chosen(ui, desk);
            }
            let chosen = desk.drafts.visits.chosen.clone().and_then(|id| desk.state().visit.get(&id).cloned());
            match chosen {
                Some(visit) => detail::detail(ui, desk, &visit),
                None => {
                    text::second(ui, desk.words.visits.choose);
                }
            }
        });
}

fn list(ui: &mut Ui, desk: &mut Desk) {
    let words = &desk.words.visits;
    let state = desk.state();
    let mut visits: Vec<&Visit> = state.visit.iter().collect();
    visits.sort_by_key(|v| std::cmp::Reverse(v.arrived_at));
    let groups: [fn(&Visit) -> bool; 3] = [|v| v.is_inside() && v.pass.is_none(), Visit::is_inside, |v| !v.is_inside()];
    Frame::new().inner_margin(Margin { left: 20, right: 20, top: 18, bottom: 6 }).show(ui, |ui| {
        Field::new(words.search, &mut desk.drafts.visits.search)
            .unlabelled()
            .hint(words.search)
            .icon(icons::ICON_SEARCH)
            .show(ui);
        ui.add_space(DESK.gap * 0.4);
        let counts = groups.map(|group| visits.iter().filter(|v| group(v)).count());
        let labels =
            [(words.to_check, counts[0]), (words.inside, counts[1]), (words.left, counts[2])].map(|(name, n)| format!("{name} {n}"));
        let expected = format!("{} {}", desk.words.appointments.tab, state.expected(appointments::today(desk)).count());
        let labels: Vec<&str> = labels.iter().map(String::as_str).chain([expected.as_str()]).collect();
        if let Some(filter) = segmented(ui, &labels, desk.drafts.visits.filter) {
            desk.drafts.visits.filter = filter;
        }
        ui.add_space(DESK.gap * 0.4);
        let expects = desk.drafts.visits.filter == EXPECTED;
        let (label, sign) =
            if expects { (desk.words.appointments.make, icons::ICON_EVENT) } else { (words.register, icons::ICON_PERSON_ADD) };
        if ui.add(Button::outlined(label).icon(sign).fill_width()).clicked() {
            desk.drafts.visits.form = Some(if expects { form::Form::expecting(appointments::today(desk)) } else { form::Form::default() });
        }
    });
    if desk.drafts.visits.filter == EXPECTED {
        return appointments::rows(ui, desk);
    }
    let group = groups[desk.drafts.visits.filter.min(2)];
    let search = desk.drafts.visits.search.trim().to_lowercase();
    // A search looks at every visit, whatever the filter.
    let shown: Vec<&Visit> = visits
        .into_iter()
        .filter(|v| if search.is_empty() { group(v) } else { matches(desk, &state, v, &search) })
        .collect();
    ScrollArea::vertical().id_salt("visits-rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if shown.is_empty() {
            ui.add_space(DESK.gap * 2.0);
            ui.vertical_centered(|ui| text::second(ui, words.empty));
        }
        for visit in shown {
            if row(ui, desk, &state, visit) {
                desk.drafts.visits.chosen = Some(visit.id.clone());
                desk.drafts.visits.pass.clear();
                desk.drafts.visits.form = None;
            }
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk, state: &State, visit: &Visit) -> bool {
    let chosen = desk.drafts.visits.chosen.as_ref() == Some(&visit.id);
    let (label, tone) = status(desk, visit);
    let (name, host, time) = (name(desk, visit), host(desk, state, visit), desk.time(visit.arrived_at));
    let line = format!("{} · {host}", visit.code);
    ui.add(ListRow::new(&name, &line).icon(icons::ICON_BADGE, Tone::Blue).time(&time).state(label, tone).selected(chosen))
        .clicked()
}

fn matches(desk: &Desk, state: &State, visit: &Visit, search: &str) -> bool {
    let pass = visit.pass.as_ref().map_or("", |p| p.number.as_str());
    let fields = [name(desk, visit), host(desk, state, visit), visit.code.to_string(), pass.to_owned()];
    fields.iter().any(|f| f.to_lowercase().contains(search))
}

/// Where a visit stands, in a word and a tone.
pub(crate) fn status(desk: &Desk, visit: &Visit) -> (&'static str, Tone) {
    let words = &desk.words.visits;
    match (&visit.left, &visit.pass) {
        (Some(_), Some(pass)) if !pass.returned => (words.pass_out, Tone::Red),
        (Some(_), _) => (words.left, Tone::Neutral),
        (None, Some(_)) => (words.inside, Tone::Green),
        (None, None) => (words.to_check, Tone::Amber),
    }
}

/// The visitor's name for reading.
pub(crate) fn name(desk: &Desk, visit: &Visit) -> String {
    phrases::personal(desk.words, &visit.name, ToString::to_string)
}

/// Unit, company and person visited, for reading.
pub(crate) fn host(desk: &Desk, state: &State, visit: &Visit) -> String {
    host_of(desk, state, &visit.host)
}

/// The same, of whoever is visited.
pub(crate) fn host_of(desk: &Desk, state: &State, host: &Host) -> String {
    let unit = host.unit.as_ref().and_then(|id| state.unit.get(id));
    let company = unit.and_then(|u| u.company.as_ref()).map(|c| desk.phrase(c).to_owned());
    let whom = host.whom.as_ref().map(|w| phrases::personal(desk.words, w, ToString::to_string));
    let number = host.unit.as_ref().map(|id| id.as_str().to_owned());
    [number, company, whom].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn purpose(desk: &Desk, purpose: Purpose) -> &'static str {
    let place = Purpose::ALL.iter().position(|p| *p == purpose).unwrap_or(Purpose::ALL.len() - 1);
    desk.words.visits.purposes[place]
}
