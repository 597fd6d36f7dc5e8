//! The record of a run that has ended: its facts, and what happened in order.

use super::start::picture;
use super::{Page, list, ring_name, roll_call, started_by, title_of, who};
use crate::alarms::{second, span};
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::RecordRef;
use domain::registers::emergencies::{Found, Run};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Moment, chip, key_values, timeline};
use values::At;

/// What the log calls the ringing after a silence without a step.
const RING_AGAIN: &str = "emergencies.ring_again";

/// One thing that happened.
struct Event {
    at: At,
    what: String,
    who: String,
    tone: Tone,
}

/// Draws the record.
pub(super) fn record(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let words = &desk.words.emergencies;
    let state = desk.state();
    ui.horizontal_wrapped(|ui| {
        text::heading(ui, &title_of(desk, run));
        if run.drill {
            chip(ui, words.drill, Tone::Amber);
        }
        let (state, tone) = list::state_of(desk, run);
        chip(ui, state, tone);
    });
    text::second(ui, &run.place.as_ref().map_or_else(|| words.no_place.to_owned(), |p| told(desk.words, p)));
    ui.add_space(DESK.gap);
    facts(ui, desk, run);
    let sum = roll_call::sum(&state, run);
    if sum.visits > 0 {
        ui.add_space(DESK.gap * 0.6);
        Card::titled(words.roll_call).show(ui, |ui| {
            text::body(ui, &(words.roll_sum)(sum.visits, sum.safe + sum.missing + sum.open, sum.safe, sum.missing, sum.open));
        });
    }
    ui.add_space(DESK.gap * 0.6);
    Card::titled(words.course).show(ui, |ui| {
        let events = course(desk, run);
        let times: Vec<String> = events.iter().map(|e| second(desk, e.at)).collect();
        let moments = events.iter().zip(&times).map(|(e, time)| Moment::done(time, &e.what, &e.who).tone(e.tone));
        timeline(ui, &moments.collect::<Vec<_>>());
    });
    ui.add_space(DESK.gap);
    if state.running().next().is_some() && ui.add(Button::outlined(words.running).icon(picture(run.procedure.as_str()))).clicked() {
        desk.drafts.emergencies.page = Page::Now;
    }
}

/// What stands in the record of a run, in a card.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, run: &Run) {
    let words = &desk.words.emergencies;
    Card::titled(words.facts).show(ui, |ui| {
        let state = desk.state();
        let starter = started_by(desk, run);
        let offset = state.utc_offset();
        let started = run.started_at.minute(offset);
        let ended = run.stood_down.as_ref();
        let ended_at = ended.map(|e| e.at.minute(offset)).unwrap_or_default();
        let ended_by = ended.map(|e| desk.name_of(&e.by)).unwrap_or_default();
        let lasted = span(run.started_at, ended.map_or(desk.now, |e| e.at));
        let facts = [
            (words.number, run.number.as_str()),
            (words.lasted, &lasted),
            (words.started_at, &started),
            (words.started_by, &starter),
            (words.ended_at, &ended_at),
            (words.ended_by, &ended_by),
        ];
        key_values(ui, 2, &facts);
    });
}

/// Everything that happened in a run, in order.
fn course(desk: &Desk, run: &Run) -> Vec<Event> {
    let words = &desk.words.emergencies;
    let state = desk.state();
    let mut events = Vec::new();
    let mut happened = |at: At, what: String, who: String, tone: Tone| events.push(Event { at, what, who, tone });
    happened(run.started_at, words.was_started.to_owned(), started_by(desk, run), Tone::Red);
    for rung in &run.rung {
        happened(rung.at, (words.was_rung)(ring_name(desk, rung.ring)), String::new(), Tone::Amber);
    }
    let about = RecordRef::to(&run.id);
    for line in state.log_line.iter().filter(|l| l.what == RING_AGAIN && l.about.as_ref() == Some(&about)) {
        happened(line.at, words.rang_again.to_owned(), String::new(), Tone::Amber);
    }
    for heard in state.acknowledgement.iter().filter(|a| a.run == run.id) {
        let by = who(desk, heard.by.as_ref(), heard.name.as_ref(), heard.station);
        happened(heard.at, (words.was_heard)(ring_name(desk, heard.ring)), by, Tone::Green);
    }
    let steps = state.procedure.get(&run.procedure).map(|p| p.steps.as_slice()).unwrap_or_default();
    for tick in state.tick.iter().filter(|t| t.run == run.id) {
        let place = steps.iter().position(|s| s.code == tick.step);
        let text = place.and_then(|i| steps.get(i)).map_or(tick.step.as_str(), |s| desk.phrase(&s.text));
        let by = who(desk, tick.by.as_ref(), tick.name.as_ref(), tick.station);
        happened(tick.at, (words.was_done)(place.map_or(0, |i| i + 1), text), by, Tone::Green);
    }
    for call in state.roll_call.iter().filter(|c| c.run == run.id) {
        let name = state.visit.get(&call.visit).map_or_else(|| "—".to_owned(), |v| roll_call::name_of(desk, v));
        let (found, tone) = match call.found {
            Found::Safe => (words.safe, Tone::Green),
            Found::Missing => (words.missing, Tone::Red),
        };
        let by = who(desk, call.by.as_ref(), call.name.as_ref(), call.station);
        happened(call.at, (words.was_found)(&name, found), by, tone);
    }
    if let Some(end) = &run.stood_down {
        happened(end.at, (words.was_ended)(&told(desk.words, &end.reason)), desk.name_of(&end.by), Tone::Blue);
    }
    events.sort_by_key(|e| e.at);
    events
}
