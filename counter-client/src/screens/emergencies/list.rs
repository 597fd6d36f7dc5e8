//! The list of runs: what goes on first, then what was.

use super::start::picture;
use super::{Page, title_of};
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::emergencies::Run;
use egui::{ScrollArea, Ui, vec2};
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, ListRow, segmented};

/// Draws the list; a click shows the run.
pub(super) fn list(ui: &mut Ui, desk: &mut Desk, shown: Option<&Run>) {
    let state = desk.state();
    let words = &desk.words.emergencies;
    let mut runs: Vec<&Run> = state.run.iter().collect();
    runs.sort_by_key(|r| (r.is_running(), r.started_at));
    runs.reverse();
    let drills = runs.iter().filter(|r| r.drill).count();
    ui.add_space(DESK.gap * 1.8);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        text::heading(ui, words.records);
        if shown.is_some() {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(20.0);
                if ui.add(Button::primary(words.start_title).small()).clicked() {
                    desk.drafts.emergencies.page = Page::Start;
                }
            });
        }
    });
    ui.add_space(DESK.gap);
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        let labels = [
            format!("{} {}", desk.words.common.all, runs.len()),
            format!("{} {}", words.real_ones, runs.len() - drills),
            format!("{} {drills}", words.drills),
        ];
        let labels = labels.each_ref().map(String::as_str);
        if let Some(chosen) = segmented(ui, &labels, desk.drafts.emergencies.list_filter) {
            desk.drafts.emergencies.list_filter = chosen;
        }
    });
    ui.add_space(DESK.gap);
    let filter = desk.drafts.emergencies.list_filter;
    runs.retain(|r| filter == 0 || r.drill == (filter == 2));
    if runs.is_empty() {
        ui.add_space(DESK.gap * 2.0);
        ui.vertical_centered(|ui| text::second(ui, words.no_records));
        return;
    }
    ScrollArea::vertical().id_salt("emergency-list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for run in runs {
            if row(ui, desk, run, shown.is_some_and(|s| s.id == run.id)) {
                desk.drafts.emergencies.page = Page::Run(run.id.clone());
            }
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk, run: &Run, selected: bool) -> bool {
    let title = title_of(desk, run);
    let title = if run.drill { (desk.words.alarms.drill)(&title) } else { title };
    let place = run.place.as_ref().map(|p| told(desk.words, p)).unwrap_or_default();
    let line = if place.is_empty() { run.number.clone() } else { format!("{} · {place}", run.number) };
    let (state, tone) = state_of(desk, run);
    let sign = match (run.is_running(), run.drill) {
        (_, true) => Tone::Amber,
        (true, false) => Tone::Red,
        (false, false) => Tone::Neutral,
    };
    let time = desk.time(run.started_at);
    let row = ListRow::new(&title, &line).icon(picture(run.procedure.as_str()), sign).time(&time).state(state, tone);
    ui.add(row.selected(selected)).clicked()
}

/// The state of a run as a chip says it.
pub(crate) fn state_of(desk: &Desk, run: &Run) -> (&'static str, Tone) {
    let words = &desk.words.emergencies;
    match (run.is_running(), desk.state().is_ringing(run)) {
        (true, true) => (words.ringing, Tone::Red),
        (true, false) => (words.running, Tone::Amber),
        (false, _) => (words.ended, Tone::Green),
    }
}
