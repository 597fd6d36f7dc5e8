//! One report of a loss (K-4, B-16): what was reported, which keys, who knows, what is left to do.

use super::{Draft, Open, View, list, name_keys, phrasing, scrolled, steps};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::record_log;
use domain::registers::keys::{Key, KeyPlace, Loss};
use domain::{RecordRef, State};
use egui::{Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, INK, bold};
use look::widgets::{Button, Card, chip, key_values};
use values::Id;

/// Draws the chosen report, or the first of the list.
pub(super) fn loss(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let chosen = draft.loss.as_ref().and_then(|l| state.loss.get(l));
    let Some(loss) = chosen.or_else(|| list::sorted_losses(&state, "").first().copied()) else { return };
    if loss.is_open() {
        let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
        Panel::bottom("keys.loss.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            ui.horizontal(|ui| foot_ui(ui, desk, loss, draft));
        });
    }
    scrolled(ui, ("keys.loss", loss.id.as_str()), |ui| {
        heading(ui, desk, loss);
        ui.add_space(DESK.gap * 0.6);
        facts(ui, desk, &state, loss);
        steps::acknowledgements(ui, desk, loss);
        affected(ui, desk, &state, loss, draft);
        Card::titled(desk.words.keys.history).show(ui, |ui| record_log(ui, desk, &RecordRef::to(&loss.id), awaited(desk, loss).as_deref()));
    });
}

/// Which keys, then the lock, then the end; the one that is next stands out.
fn foot_ui(ui: &mut Ui, desk: &Desk, loss: &Loss, draft: &mut Draft) {
    let words = &desk.words.keys;
    let changed = loss.lock_changed.is_some();
    let button = |label, is_next: bool| if is_next { Button::primary(label).main() } else { Button::outlined(label).main() };
    if ui.add(button(words.name_keys, loss.keys.is_empty())).clicked() {
        draft.open = Some(Open::Name(loss.id.clone(), name_keys::Picked::of(loss)));
    }
    if ui.add(button(words.change_lock, !loss.keys.is_empty() && !changed)).clicked() {
        draft.open = Some(Open::Lock(loss.id.clone(), String::new()));
    }
    let reason = steps::close_refused(desk, &loss.id);
    if ui.add(button(words.close_loss, changed).disabled(reason.as_deref())).clicked() {
        draft.open = Some(Open::Close(loss.id.clone(), String::new()));
    }
}

fn heading(ui: &mut Ui, desk: &Desk, loss: &Loss) {
    let words = &desk.words.keys;
    let (said, tone) = phrasing::loss_state(words, loss);
    let kind = phrasing::kind(words, loss.kind);
    ui.horizontal(|ui| {
        text::title(ui, &(words.loss_of)(kind));
        chip(ui, said, tone);
    });
    text::second(ui, &format!("{} · {}", phrasing::loss_unit(desk.words, &desk.state(), loss), loss.number));
}

/// What stands in a report, in a card.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, state: &State, loss: &Loss) {
    let words = &desk.words.keys;
    let unit = loss.unit.as_ref().and_then(|u| state.unit.get(u));
    let holder = unit.map(|u| phrasing::holder(desk, u)).filter(|h| !h.is_empty()).unwrap_or_else(|| "—".to_owned());
    let reported = format!("{} · {}", desk.time(loss.reported_at), phrases::station(desk.words, loss.station));
    let mut facts = vec![
        (words.unit, phrasing::loss_unit(desk.words, state, loss)),
        (words.occupant, holder),
        (words.reporter, phrasing::told(desk.words, &loss.reporter)),
        (words.telephone, phrasing::told_or_dash(desk.words, loss.telephone.as_ref())),
        (words.lost_when, phrasing::told(desk.words, &loss.lost_when)),
        (words.lost_where, phrasing::told(desk.words, &loss.lost_where)),
        (words.number, loss.number.clone()),
        (desk.words.found_keys.reference, loss.reference.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string)),
        (words.reported_at, reported),
    ];
    if let Some(done) = &loss.lock_changed {
        facts.push((
            words.change_lock,
            format!("{} · {} {}", phrasing::told(desk.words, &done.note), desk.name_of(&done.by), desk.time(done.at)),
        ));
    }
    if let Some(closed) = &loss.closed {
        facts.push((
            words.result,
            format!("{} · {} {}", phrasing::told(desk.words, &closed.result), desk.name_of(&closed.by), desk.time(closed.at)),
        ));
    }
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.loss_facts).show(ui, |ui| key_values(ui, 2, &facts));
}

/// The keys of the report, each with what is the matter with it; a click shows the key.
fn affected(ui: &mut Ui, desk: &Desk, state: &State, loss: &Loss, draft: &mut Draft) {
    let words = &desk.words.keys;
    Card::titled(words.affected).show(ui, |ui| {
        if loss.keys.is_empty() {
            text::second(ui, words.none_affected);
        }
        for key in loss.keys.iter().filter_map(|k| state.key.get(k)) {
            if affected_row(ui, desk, state, key) {
                show_key(draft, &key.id);
            }
        }
    });
}

fn affected_row(ui: &mut Ui, desk: &Desk, state: &State, key: &Key) -> bool {
    let words = &desk.words.keys;
    ui.horizontal(|ui| {
        ui.set_min_height(DESK.target);
        let pressed = ui.add(Button::link(key.number.as_str()).small()).clicked();
        let name = match &key.place {
            KeyPlace::Out { issue } => {
                let to = state.key_issue.get(issue).map_or_else(String::new, |i| phrasing::told(desk.words, &i.to));
                format!("{} · {}", key.name, (words.place_out)(&to))
            }
            KeyPlace::Cabinet | KeyPlace::Lost { .. } => key.name.to_string(),
        };
        for (said, tone) in phrasing::key_states(words, state, key, desk.now) {
            chip(ui, said, tone);
        }
        ui.add(egui::Label::new(egui::RichText::new(text::visible(ui.ctx(), &name)).font(bold(DESK.body)).color(INK)).truncate());
        pressed
    })
    .inner
}

/// Goes to a key of the register, whatever was searched for there.
fn show_key(draft: &mut Draft, key: &Id<Key>) {
    draft.view = View::Register;
    draft.filter = list::Filter::All;
    draft.search.clear();
    draft.key = Some(key.clone());
}

/// What the report waits for, in a sentence; nothing once it is closed.
fn awaited(desk: &Desk, loss: &Loss) -> Option<String> {
    let words = &desk.words.keys;
    let missing = loss.waiting_for();
    if !loss.is_open() {
        None
    } else if !missing.is_empty() {
        let roles: Vec<&str> = missing.iter().map(|r| phrases::side(desk.words, *r)).collect();
        Some((words.awaiting_roles)(&roles.join(desk.words.common.list_comma)))
    } else if loss.lock_changed.is_none() {
        Some(words.awaiting_the_lock.to_owned())
    } else {
        Some(words.awaiting_the_close.to_owned())
    }
}
