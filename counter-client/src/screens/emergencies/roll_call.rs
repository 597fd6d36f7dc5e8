//! The roll-call (V-6, B-26): everyone who was inside, found or not. The rows never move
//! while somebody ticks them, so that no tick falls on the wrong name.

use super::claimed;
use crate::desk::Desk;
use crate::phrases;
use domain::State;
use domain::registers::emergencies::{Command, Found, Run, roll};
use domain::registers::visits::Visit;
use egui::{Align, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use look::theme::colour::ROW_LINE;
use look::theme::{DESK, INK, Tone, bold, elided, regular};
use look::widgets::{Button, Card, Field, segmented};
use look::{icons, text};

/// How the list is narrowed.
#[derive(Default)]
pub(super) struct Draft {
    search: String,
    filter: usize,
}

const ROW: f32 = 62.0;

/// One line of the roll.
struct Entry<'s> {
    visit: &'s Visit,
    found: Option<Found>,
}

/// How many people a roll knows of: safe, missing, not yet looked for.
pub(super) struct Sum {
    /// Found.
    pub(super) safe: usize,
    /// Not found.
    pub(super) missing: usize,
    /// Nobody has said.
    pub(super) open: usize,
    /// Visits, of one or more people each.
    pub(super) visits: usize,
}

fn entries<'s>(state: &'s State, run: &Run) -> Vec<Entry<'s>> {
    let roll = roll(state, run);
    let entries = roll.into_iter().filter_map(|(visit, found)| Some(Entry { visit: state.visit.get(&visit)?, found }));
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(|e| (e.visit.arrived_at, e.visit.id.clone()));
    entries
}

/// The people of a run's roll, counted.
pub(super) fn sum(state: &State, run: &Run) -> Sum {
    sum_of(&entries(state, run))
}

fn sum_of(entries: &[Entry]) -> Sum {
    let of = |found: Option<Found>| entries.iter().filter(|e| e.found == found).map(|e| people(e.visit)).sum();
    Sum {
        safe: of(Some(Found::Safe)),
        missing: of(Some(Found::Missing)),
        open: of(None),
        visits: entries.len(),
    }
}

fn people(visit: &Visit) -> usize {
    usize::from(visit.people) + usize::from(visit.children)
}

/// Draws the list with its buttons.
pub(super) fn roll_call(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let words = &desk.words.emergencies;
    let state = desk.state();
    let entries = entries(&state, run);
    Card::titled(words.roll_call).show(ui, |ui| {
        if entries.is_empty() {
            text::second(ui, words.roll_empty);
            return;
        }
        let sum = sum_of(&entries);
        text::second(ui, &(words.roll_sum)(sum.visits, sum.safe + sum.missing + sum.open, sum.safe, sum.missing, sum.open));
        let count = |found: Option<Found>| entries.iter().filter(|e| e.found == found).count();
        let labels = [
            format!("{} {}", desk.words.common.all, entries.len()),
            format!("{} {}", words.roll_open, count(None)),
            format!("{} {}", words.missing, count(Some(Found::Missing))),
            format!("{} {}", words.safe, count(Some(Found::Safe))),
        ];
        if let Some(chosen) = segmented(ui, &labels.each_ref().map(String::as_str), desk.drafts.emergencies.roll.filter) {
            desk.drafts.emergencies.roll.filter = chosen;
        }
        let search = &mut desk.drafts.emergencies.roll.search;
        Field::new(words.roll_search, search).unlabelled().hint(words.roll_search).icon(icons::ICON_SEARCH).show(ui);
        let (filter, search) = (desk.drafts.emergencies.roll.filter, desk.drafts.emergencies.roll.search.trim().to_lowercase());
        let wanted = [None, Some(None), Some(Some(Found::Missing)), Some(Some(Found::Safe))].get(filter).copied().flatten();
        let fits =
            |e: &&Entry| wanted.is_none_or(|w| e.found == w) && (search.is_empty() || says(desk, e.visit).to_lowercase().contains(&search));
        let shown: Vec<&Entry> = entries.iter().filter(fits).collect();
        if shown.is_empty() {
            text::second(ui, words.roll_no_match);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        for entry in shown {
            row(ui, desk, run, entry);
        }
    });
}

/// Name, unit and code: what a row shows and the search looks through.
fn says(desk: &Desk, visit: &Visit) -> String {
    format!("{} {}", name_of(desk, visit), line_of(desk, visit))
}

/// A visitor's name, or why it is not shown.
pub(super) fn name_of(desk: &Desk, visit: &Visit) -> String {
    phrases::personal(desk.words, &visit.name, |n| n.as_str().to_owned())
}

fn line_of(desk: &Desk, visit: &Visit) -> String {
    let words = &desk.words.emergencies;
    let state = desk.state();
    let unit = visit.host.unit.as_ref().and_then(|u| state.unit.get(u)).map(|u| u.number.as_str().to_owned());
    let whom = visit.host.whom.as_ref().map(|w| phrases::personal(desk.words, w, |w| w.as_str().to_owned()));
    let mut parts = vec![visit.code.as_str().to_owned()];
    parts.extend(unit.or(whom));
    if people(visit) > 1 {
        parts.push((words.party)(u32::from(visit.people) + u32::from(visit.children), u32::from(visit.children)));
    }
    if visit.left.is_some() {
        parts.push(words.has_left.to_owned());
    }
    parts.join(" · ")
}

fn row(ui: &mut Ui, desk: &mut Desk, run: &Run, entry: &Entry) {
    let words = &desk.words.emergencies;
    let (name, line) = (name_of(desk, entry.visit), line_of(desk, entry.visit));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name} {line}")));
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, ROW_LINE));
    let mut buttons = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    buttons.spacing_mut().item_spacing.x = DESK.gap * 0.6;
    for (found, label, tone) in [(Found::Missing, words.missing, Tone::Red), (Found::Safe, words.safe, Tone::Green)] {
        let chosen = entry.found == Some(found);
        let command = Command::TickRoll {
            roll_call: desk.new_id(),
            run: run.id.clone(),
            visit: entry.visit.id.clone(),
            found,
            name: claimed(desk),
        };
        let overturns = found == Found::Safe && entry.found == Some(Found::Missing) && desk.person().is_none();
        let reason = if overturns { Some(words.safe_needs_sign_in.to_owned()) } else { desk.why_not(&command.clone().into()) };
        let button = if chosen { Button::primary(label).tone(tone) } else { Button::outlined(label) };
        let full = format!("{label} {name}");
        if buttons.add(button.small().named(&full).disabled(reason.as_deref())).clicked() && !chosen {
            desk.ask(command);
        }
    }
    let room = buttons.min_rect().left() - DESK.gap - rect.left();
    let title = elided(ui.painter(), &name, room, bold(DESK.strong), INK);
    let line = elided(ui.painter(), &line, room, regular(DESK.small), DESK.ink_2());
    let top = rect.center().y - (title.size().y + line.size().y) / 2.0;
    let below = top + title.size().y;
    ui.painter().galley(pos2(rect.left(), top), title, INK);
    ui.painter().galley(Rect::from_min_size(pos2(rect.left(), below), line.size()).min, line, INK);
}
