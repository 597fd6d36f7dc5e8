//! Which keys exactly are lost: picked from those of the unit, or searched for (B-16).

use super::{Open, list, phrasing};
use crate::desk::Desk;
use domain::State;
use domain::registers::keys::{self, Key, Loss};
use egui::{ScrollArea, Ui};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Dialog, Field, ListRow, dialog};
use look::{icons, text};
use std::collections::BTreeSet;
use values::Id;

/// How high the list of keys may become, in points.
const LIST_HEIGHT: f32 = 330.0;
/// How many keys a search shows.
const OFFERED: usize = 30;

/// The keys that are picked, and what is searched for.
pub(super) struct Picked {
    keys: BTreeSet<Id<Key>>,
    search: String,
}

impl Picked {
    /// As the report names them now.
    pub(super) fn of(loss: &Loss) -> Self {
        Self { keys: loss.keys.clone(), search: String::new() }
    }
}

/// Draws the choice; returns it while it stays open.
pub(super) fn dialog(ui: &mut Ui, desk: &mut Desk, loss: Id<Loss>, mut picked: Picked) -> Option<Open> {
    let words = &desk.words.keys;
    let state = desk.state();
    let report = state.loss.get(&loss)?;
    let mut stays = true;
    Dialog::new("keys.name", words.name_keys).width(620.0).show(ui, |ui| {
        text::second(ui, words.name_keys_line);
        Field::new(words.search_keys, &mut picked.search)
            .unlabelled()
            .hint(words.search_keys)
            .icon(icons::ICON_SEARCH)
            .limit(40)
            .show(ui);
        ScrollArea::vertical().id_salt("keys.name.list").max_height(LIST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            choices(ui, desk, &state, report, &mut picked);
        });
        let command = keys::Command::NameKeys { loss: loss.clone(), keys: picked.keys.clone() };
        let reason = desk.why_not(&command.clone().into());
        dialog::foot(ui, |ui| {
            let label = (words.name_keys_count)(&picked.keys.len().to_string());
            if ui.add(Button::primary(&label).disabled(reason.as_deref())).clicked() {
                desk.ask(command);
                stays = false;
            }
            stays &= !ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        });
    });
    stays.then_some(Open::Name(loss, picked))
}

/// The unit's keys and the picked ones; while something is searched for, what answers.
fn offered<'s>(desk: &Desk, state: &'s State, report: &Loss, picked: &Picked) -> Vec<&'s Key> {
    if !picked.search.trim().is_empty() {
        return list::sorted_keys(desk, state, &picked.search, list::Filter::All).into_iter().take(OFFERED).collect();
    }
    let near = |k: &&Key| picked.keys.contains(&k.id) || report.keys.contains(&k.id) || (k.unit.is_some() && k.unit == report.unit);
    let mut keys: Vec<&Key> = state.key.iter().filter(near).collect();
    keys.sort_by_key(|k| (k.kind != report.kind, &k.number));
    keys
}

fn choices(ui: &mut Ui, desk: &Desk, state: &State, report: &Loss, picked: &mut Picked) {
    let words = &desk.words.keys;
    let keys = offered(desk, state, report, picked);
    if keys.is_empty() {
        text::label(ui, words.nothing_found, look::theme::regular(DESK.body), DESK.ink_2());
    }
    for key in keys {
        let is_picked = picked.keys.contains(&key.id);
        let title = format!("{} · {}", key.number, key.name);
        let line = key
            .unit
            .as_ref()
            .and_then(|u| state.unit.get(u))
            .map_or_else(|| words.no_unit.to_owned(), |u| phrasing::unit_line(desk, u));
        let sign = if is_picked { (icons::ICON_CHECK_BOX, Tone::Blue) } else { (icons::ICON_CHECK_BOX_OUTLINE_BLANK, Tone::Neutral) };
        let (said, tone) = phrasing::key_states(words, state, key, desk.now).first().copied().unwrap_or((words.in_cabinet, Tone::Green));
        if ui.add(ListRow::new(&title, &line).icon(sign.0, sign.1).state(said, tone).selected(is_picked)).clicked()
            && !picked.keys.remove(&key.id)
        {
            picked.keys.insert(key.id.clone());
        }
    }
}
