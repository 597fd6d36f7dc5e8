//! Finding a unit of the directory: typed, then chosen from the few that answer.

use super::phrasing;
use crate::desk::Desk;
use domain::State;
use domain::registers::property::Unit;
use egui::Ui;
use look::theme::{DESK, INK, bold};
use look::widgets::{Button, Field, chip, segmented};
use look::{icons, text, theme::Tone};
use values::Id;

/// How many units are offered at once; more are asked to be narrowed down.
const OFFERED: usize = 6;

/// A unit that is chosen, or what is typed to find it.
#[derive(Default)]
pub(crate) struct Choice {
    /// What stands in the field.
    pub typed: String,
    /// The unit, once one is chosen.
    pub chosen: Option<Id<Unit>>,
}

/// The units whose number, company or occupant holds what is typed; a number that begins
/// with it comes first.
pub(crate) fn found<'s>(desk: &Desk, state: &'s State, typed: &str) -> Vec<&'s Unit> {
    let sought = typed.trim().to_lowercase();
    if sought.is_empty() {
        return Vec::new();
    }
    let holds = |u: &&Unit| format!("{} {}", u.number, phrasing::holder(desk, u)).to_lowercase().contains(&sought);
    let mut found: Vec<&Unit> = state.unit.iter().filter(holds).collect();
    found.sort_by_key(|u| (!u.number.as_str().to_lowercase().starts_with(&sought), &u.number));
    found
}

/// Draws the field with its suggestions, or the unit that is chosen. `when_none` is said
/// where no unit answers.
pub(crate) fn unit_picker(ui: &mut Ui, desk: &Desk, label: &str, choice: &mut Choice, when_none: &str) {
    let words = &desk.words.forms;
    let state = desk.state();
    if let Some(unit) = choice.chosen.as_ref().and_then(|u| state.unit.get(u)) {
        text::label(ui, label, bold(DESK.small), INK);
        let change = ui
            .horizontal(|ui| {
                ui.set_min_height(DESK.control);
                chip(ui, unit.number.as_str(), Tone::Blue);
                let name = phrasing::holder(desk, unit);
                let room = (ui.available_width() - 100.0).max(60.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(
                        egui::Label::new(egui::RichText::new(look::text::visible(ui.ctx(), &name)).font(bold(DESK.body)).color(INK))
                            .truncate(),
                    );
                });
                ui.add(Button::link(words.unit_change).small()).clicked()
            })
            .inner;
        if change {
            *choice = Choice::default();
        }
        return;
    }
    let units = found(desk, &state, &choice.typed);
    let nothing = !choice.typed.trim().is_empty() && units.is_empty();
    let field = Field::new(label, &mut choice.typed).hint(words.unit_hint).icon(icons::ICON_SEARCH).limit(40);
    if nothing { field.note(when_none) } else { field }.show(ui);
    if !units.is_empty() {
        let labels: Vec<String> = units.iter().take(OFFERED).map(|u| shortened(&phrasing::unit_line(desk, u))).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        if let Some(index) = segmented(ui, &labels, usize::MAX) {
            choice.chosen = units.get(index).map(|u| u.id.clone());
        }
        if units.len() > OFFERED {
            text::small(ui, &(words.unit_more)(&(units.len() - OFFERED).to_string()));
        }
    }
}

/// A pill never grows beyond its row.
fn shortened(line: &str) -> String {
    const LONGEST: usize = 36;
    if line.chars().count() <= LONGEST { line.to_owned() } else { line.chars().take(LONGEST - 1).chain(['…']).collect() }
}
