//! Ending a run: a signed-in person says why, and sees what is still open.

use super::{Page, roll_call, title_of};
use crate::desk::Desk;
use domain::registers::emergencies::{Command, Run};
use egui::Ui;
use look::text;
use look::theme::Tone;
use look::widgets::{Button, Card, Dialog, Field, dialog as foot, segmented};
use values::{Id, Line};

/// The dialog that is open.
pub(super) struct Draft {
    run: Id<Run>,
    reason: String,
}

impl Draft {
    /// For this run, without a reason yet.
    pub(super) fn of(run: &Run) -> Self {
        Self { run: run.id.clone(), reason: String::new() }
    }
}

/// A reason that stands for one not yet typed, to ask whether the command would be refused.
pub(super) fn probe() -> Line {
    // A dash is a line of text.
    ["-"].into_iter().find_map(|text| Line::parse(text).ok()).unwrap_or_else(probe)
}

/// Draws the dialog while it is open.
pub(super) fn dialog(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut draft) = desk.drafts.emergencies.stand_down.take() else { return };
    let state = desk.state();
    let Some(run) = state.run.get(&draft.run).filter(|r| r.is_running()) else { return };
    let words = &desk.words.emergencies;
    let title = (words.stand_down_title)(&format!("{} {}", title_of(desk, run), run.number));
    let shown = Dialog::new("stand-down", &title).show(ui, |ui| {
        for open in what_is_open(desk, run) {
            Card::new().tone(Tone::Amber).show(ui, |ui| text::body(ui, &open));
        }
        let frequent = if run.drill { &words.drill_reasons } else { &words.reasons };
        let chosen = frequent.iter().position(|r| *r == draft.reason).unwrap_or(usize::MAX);
        if let Some(reason) = segmented(ui, frequent, chosen).and_then(|i| frequent.get(i)) {
            draft.reason = (*reason).to_owned();
        }
        let reason = Line::parse(&draft.reason);
        let wrong = (!draft.reason.trim().is_empty() && reason.is_err()).then_some(words.reason_advice);
        Field::new(words.reason, &mut draft.reason).error(wrong).limit(200).show(ui);
        let missing = reason.is_err().then(|| words.reason_advice.to_owned());
        let command = Command::StandDown { run: run.id.clone(), reason: reason.unwrap_or_else(|_| probe()).into() };
        let reason = missing.or_else(|| desk.why_not(&command.clone().into()));
        foot::foot(ui, |ui| {
            let ended = ui.add(Button::primary(words.stand_down).tone(Tone::Red).disabled(reason.as_deref())).clicked();
            let cancelled = ui.add(Button::outlined(desk.words.common.cancel)).clicked();
            (ended.then_some(command), cancelled)
        })
    });
    match shown.inner {
        (Some(command), _) => {
            desk.ask(command);
            desk.drafts.emergencies.page = Page::Run(draft.run);
        }
        (None, true) => {}
        (None, false) => desk.drafts.emergencies.stand_down = Some(draft),
    }
}

/// What is not done yet, each as a sentence.
fn what_is_open(desk: &Desk, run: &Run) -> Vec<String> {
    let state = desk.state();
    let words = &desk.words.emergencies;
    let steps = state.procedure.get(&run.procedure).map(|p| p.steps.as_slice()).unwrap_or_default();
    let left = steps.iter().filter(|s| !state.is_ticked(run, &s.code)).count();
    let sum = roll_call::sum(&state, run);
    let mut open = Vec::new();
    if left > 0 {
        open.push((words.steps_left)(left));
    }
    if sum.missing + sum.open > 0 {
        open.push((words.people_left)(sum.missing, sum.open));
    }
    open
}
