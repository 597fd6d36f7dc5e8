//! The steps of a run, in the procedure's order; what comes too early says what is first (B-25).

use super::{claimed, ring_name, who};
use crate::alarms::second;
use crate::desk::Desk;
use domain::registers::emergencies::{Command, Procedure, Run, Tick};
use egui::Ui;
use look::text;
use look::theme::DESK;
use look::widgets::{Card, Step};

/// Draws the steps; a click on one ticks it.
pub(super) fn steps(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let words = &desk.words.emergencies;
    let state = desk.state();
    Card::titled(words.steps).show(ui, |ui| {
        let Some(procedure) = state.procedure.get(&run.procedure).filter(|p| !p.steps.is_empty()) else {
            text::second(ui, words.no_steps);
            return;
        };
        let done = procedure.steps.iter().filter(|s| state.is_ticked(run, &s.code)).count();
        text::small(ui, &(words.steps_done)(done, procedure.steps.len()));
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.3;
        let mut next = true;
        for (index, step) in procedure.steps.iter().enumerate() {
            let tick = first_tick(desk, run, &step.code);
            let done = tick.as_ref().map(|t| (second(desk, t.at), who(desk, t.by.as_ref(), t.name.as_ref(), t.station)));
            let command = Command::TickStep {
                tick: desk.new_id(),
                run: run.id.clone(),
                step: step.code.clone(),
                name: claimed(desk),
            };
            let reason = if done.is_some() {
                None
            } else {
                not_yet(desk, run, procedure, &step.after).or_else(|| desk.why_not(&command.clone().into()))
            };
            let current = next && done.is_none() && reason.is_none();
            next &= !current;
            let drawn = Step::new(index + 1, desk.phrase(&step.text)).line(ring_name(desk, step.post));
            let drawn = drawn
                .done(done.as_ref().map(|(at, who)| (at.as_str(), who.as_str())))
                .refused(reason.as_deref())
                .current(current);
            if ui.add(drawn).clicked() {
                desk.ask(command);
            }
        }
    });
}

/// Which steps come first, by their numbers; `None` once they are done.
fn not_yet(desk: &Desk, run: &Run, procedure: &Procedure, after: &[String]) -> Option<String> {
    let state = desk.state();
    let missing = procedure.steps.iter().enumerate().filter(|(_, s)| after.contains(&s.code) && !state.is_ticked(run, &s.code));
    let numbers: Vec<String> = missing.map(|(index, _)| (index + 1).to_string()).collect();
    (!numbers.is_empty()).then(|| (desk.words.emergencies.first)(&numbers.join(desk.words.common.list_comma)))
}

/// The earliest tick of a step: later ones, made without the server, change nothing.
pub(super) fn first_tick(desk: &Desk, run: &Run, step: &str) -> Option<Tick> {
    let state = desk.state();
    state.tick.iter().filter(|t| t.run == run.id && t.step == step).min_by_key(|t| t.at).cloned()
}
