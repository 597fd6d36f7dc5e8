//! What happened to a record: its lines of the duty log as a timeline (处理记录), and that it was corrected.

use crate::desk::Desk;
use crate::phrases;
use crate::screens::person::part_of;
use domain::RecordRef;
use egui::Ui;
use look::widgets::{Moment, timeline};
use values::At;

/// What happened to it and when, in words, and by whom; the oldest first.
#[must_use]
pub fn happened(desk: &Desk, about: &RecordRef) -> Vec<(At, String, String)> {
    let state = desk.state();
    let lines = state.log_line.iter().filter(|l| l.about.as_ref() == Some(about));
    let lines = lines.map(|line| (line.at, what(desk, &line.what), phrases::actor(desk.words, &state, &line.actor, line.station)));
    let corrections = state.correction.iter().filter(|c| c.of.contains(about));
    let corrections = corrections.map(|c| (c.at, desk.words.person.was_corrected[part_of(c)].to_owned(), desk.name_of(&c.by)));
    let mut all: Vec<(At, String, String)> = lines.chain(corrections).collect();
    all.sort_by_key(|(at, ..)| *at);
    all
}

/// Draws that, and what is awaited after it.
pub fn record_log(ui: &mut Ui, desk: &Desk, about: &RecordRef, awaited: Option<&str>) {
    let told: Vec<(String, String, String)> = happened(desk, about).into_iter().map(|(at, what, who)| (desk.time(at), what, who)).collect();
    let mut moments: Vec<Moment<'_>> = told.iter().map(|(time, what, who)| Moment::done(time, what, who)).collect();
    moments.extend(awaited.map(Moment::awaited));
    timeline(ui, &moments);
}

/// A line's words; the bare name for one that this build does not know.
#[must_use]
pub fn what(desk: &Desk, name: &str) -> String {
    let phrase = (desk.words.log.what)(name);
    if phrase.is_empty() { name.to_owned() } else { phrase.to_owned() }
}
