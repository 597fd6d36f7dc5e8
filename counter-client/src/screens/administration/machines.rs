//! The machines that are admitted: their names, the end of an admission, and the code of a new one.

use super::Draft;
use crate::desk::{Connection, Desk};
use crate::phrases;
use domain::Station;
use domain::registers::terminals::{Command, Terminal};
use egui::Ui;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field, ListRow, segmented};
use look::{icons, text};
use terminal::ConsoleQuestion;
use values::{Id, Line};

/// The stations that have terminals, as the words name them.
const STATIONS: [Station; 3] = [Station::Kiosk, Station::Counter, Station::ControlRoom];

/// One machine as it is being put down.
pub(super) struct Form {
    /// None: a new one.
    of: Option<Id<Terminal>>,
    name: String,
    station: usize,
}

impl Form {
    pub(super) fn new() -> Self {
        Self { of: None, name: String::new(), station: 1 }
    }

    pub(super) fn of(&self) -> Option<&Id<Terminal>> {
        self.of.as_ref()
    }
}

/// Every machine, whatever is no longer admitted at the end.
pub(super) fn rows(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let (state, words) = (desk.state(), desk.words);
    let mut machines: Vec<&Terminal> = state.terminal.iter().filter(|t| STATIONS.contains(&t.station)).collect();
    machines.sort_by_key(|t| t.revoked_at.is_some());
    for machine in machines {
        let there = machine.id == desk.terminal || desk.replica.is_connected(&machine.id);
        let (said, tone) = if machine.revoked_at.is_some() {
            (words.staff.revoked, Tone::Neutral)
        } else if machine.maintenance.is_some() {
            (words.staff.in_maintenance, Tone::Amber)
        } else if there {
            (words.common.online, Tone::Green)
        } else {
            (words.common.offline, Tone::Amber)
        };
        let line = phrases::station(words, machine.station);
        let row = ListRow::new(machine.name.as_str(), line).icon(icons::ICON_COMPUTER, Tone::Neutral);
        if ui.add(row.state(said, tone).selected(draft.chosen_machine() == Some(&machine.id))).clicked() {
            draft.machine = Some(Form { of: Some(machine.id.clone()), name: machine.name.as_str().to_owned(), station: 0 });
        }
    }
}

/// The page of one machine, or of a new one.
pub(super) fn page(ui: &mut Ui, desk: &mut Desk, form: &mut Form) {
    let state = desk.state();
    let known = form.of.as_ref().and_then(|of| state.terminal.get(of));
    Card::new().show(ui, |ui| match known {
        Some(machine) => existing(ui, desk, form, machine),
        None => new(ui, desk, form),
    });
}

fn existing(ui: &mut Ui, desk: &mut Desk, form: &mut Form, machine: &Terminal) {
    let words = &desk.words.staff;
    text::heading(ui, machine.name.as_str());
    let here = if machine.id == desk.terminal { format!(" · {}", words.this_machine) } else { String::new() };
    let enrolled = (words.enrolled)(&desk.time(machine.enrolled_at));
    text::second(ui, &format!("{} · {} · {enrolled}{here}", phrases::station(desk.words, machine.station), machine.id));
    ui.add_space(DESK.gap);
    if machine.revoked_at.is_some() {
        text::strong(ui, words.revoked);
        return;
    }
    Field::new(words.machine_name, &mut form.name).limit(60).show(ui);
    ui.add_space(DESK.gap);
    let name = Line::parse(&form.name).ok().filter(|name| *name != machine.name);
    let reason = name.is_none().then_some(words.fill_in_all);
    ui.horizontal(|ui| {
        if ui.add(Button::primary(words.rename).disabled(reason)).clicked()
            && let Some(name) = name
        {
            let terminal = machine.id.clone();
            let command = move |by| Command::Rename { terminal: terminal.clone(), name: name.clone(), by: Some(by) }.into();
            desk.ask_to_sign((words.sign_rename)(&form.name), command);
        }
        if ui.add(Button::destructive(words.revoke)).clicked() {
            let terminal = machine.id.clone();
            let command = move |by| Command::Revoke { terminal: terminal.clone(), by: Some(by) }.into();
            desk.ask_to_sign((words.sign_revoke)(machine.name.as_str()), command);
        }
    });
    text::small(ui, words.revoke_line);
    if machine.station == Station::Kiosk && desk.station == Station::Counter {
        ui.add_space(DESK.gap);
        maintenance(ui, desk, machine);
    }
}

/// A lead takes a kiosk out of service for a while, and back.
fn maintenance(ui: &mut Ui, desk: &mut Desk, machine: &Terminal) {
    let words = &desk.words.staff;
    let terminal = machine.id.clone();
    let (command, label) = match &machine.maintenance {
        Some(kept) => {
            text::strong(ui, &(words.maintained_by)(&desk.name_of(&kept.by), &desk.time(kept.since)));
            (Command::EndMaintenance { terminal }, words.end_maintenance)
        }
        None => (Command::BeginMaintenance { terminal }, words.begin_maintenance),
    };
    let reason = desk.why_not(&command.clone().into());
    if ui.add(Button::outlined(label).disabled(reason.as_deref())).clicked() {
        desk.ask(command);
    }
    text::small(ui, words.maintenance_line);
}

fn new(ui: &mut Ui, desk: &mut Desk, form: &mut Form) {
    let words = &desk.words.staff;
    text::heading(ui, words.add_machine);
    ui.add_space(DESK.gap);
    if let Some(station) = segmented(ui, &words.stations, form.station) {
        form.station = station;
    }
    Field::new(words.machine_name, &mut form.name).limit(60).show(ui);
    ui.add_space(DESK.gap);
    let reason = if desk.connection != Connection::Online {
        Some(desk.words.desk.pin_needs_server)
    } else {
        Line::parse(&form.name).is_err().then_some(words.fill_in_all)
    };
    if ui.add(Button::primary(words.get_code).disabled(reason)).clicked() {
        let station = STATIONS.get(form.station).copied().unwrap_or(Station::Counter).name();
        let name = form.name.trim().to_owned();
        let asked = name.clone();
        let question = move |number, pin| ConsoleQuestion::OfferTerminal { number, pin, station: station.to_owned(), name: asked.clone() };
        desk.ask_to_sign_question((words.sign_code)(&name), name, question);
    }
}
