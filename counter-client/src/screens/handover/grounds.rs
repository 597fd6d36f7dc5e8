//! Part 3: the four grounds on which the incoming side must not accept (四不接, H-9), how
//! each was dealt with, and a manager's written override.

use super::Part;
use super::paper::{part, why_not_overridden};
use super::{boxed, post_name};
use crate::desk::Desk;
use crate::phrases;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Command, Ground, Objection, Sheet};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Field, chip, segmented};
use std::collections::BTreeMap;
use values::{Line, Personal};

/// What is typed.
#[derive(Default)]
pub(super) struct Typed {
    ground: Option<usize>,
    note: String,
    /// For each open ground, what was done about it.
    clearing: BTreeMap<u32, String>,
}

/// Draws the part.
pub(super) fn grounds(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = match (sheet.open_ground().is_some(), sheet.grounds.is_empty()) {
        (true, _) => (words.ground_open, Tone::Red),
        (false, true) => (words.no_grounds, Tone::Neutral),
        (false, false) => (words.ground_cleared, Tone::Green),
    };
    part(ui, desk, Part::Grounds, words.grounds, Some(state));
    for (index, objection) in (0_u32..).zip(&sheet.grounds) {
        one(ui, desk, sheet, index, objection);
    }
    if sheet.is_open() {
        object(ui, desk, sheet);
    }
}

fn one(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, index: u32, objection: &Objection) {
    let words = &desk.words.handover;
    let (state, tone) = match &objection.cleared {
        None => (words.ground_open, Tone::Red),
        Some(cleared) if cleared.overridden => (words.ground_overridden, Tone::Amber),
        Some(_) => (words.ground_cleared, Tone::Green),
    };
    boxed(ui, tone, |ui| {
        ui.horizontal_wrapped(|ui| {
            text::strong(ui, phrases::ground(desk.words, objection.ground));
            chip(ui, state, tone);
        });
        text::body(ui, &told(desk.words, &objection.note));
        text::small(ui, &(words.by_at)(&desk.name_of(&objection.by), &desk.time(objection.at)));
        if let Some(cleared) = &objection.cleared {
            text::body(ui, &(desk.words.alarms.at_place)(words.clearing, &told(desk.words, &cleared.note)));
            text::small(ui, &(words.by_at)(&desk.name_of(&cleared.by), &desk.time(cleared.at)));
        } else if sheet.is_open() {
            clear(ui, desk, sheet, index);
        }
    });
}

fn clear(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, index: u32) {
    let words = &desk.words.handover;
    let typed = desk.drafts.handover.form.grounds.clearing.entry(index).or_default();
    Field::new(words.clearing, typed).limit(200).show(ui);
    let note = Line::parse(typed);
    let missing = note.is_err().then(|| words.line_advice.to_owned());
    let note = note.map_or_else(|_| super::probe(), Personal::from);
    let command = Command::Clear { sheet: sheet.id.clone(), index, note: note.clone() };
    let reason = missing.clone().or_else(|| desk.why_not(&command.clone().into()));
    ui.horizontal(|ui| {
        if ui.add(Button::outlined(words.clear).small().disabled(reason.as_deref())).clicked() {
            desk.ask(command);
        }
        let reason = missing.or_else(|| why_not_overridden(desk, sheet, index));
        if ui.add(Button::outlined(words.override_).small().disabled(reason.as_deref())).clicked() {
            let sheet_id = sheet.id.clone();
            let title = (words.sign_title)(words.sign_override, post_name(desk, sheet.post), sheet.number);
            desk.ask_to_sign(title, move |person| Command::Override { sheet: sheet_id.clone(), index, note: note.clone(), person }.into());
        }
    });
}

fn object(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    text::second(ui, words.grounds_line);
    let names = Ground::ALL.map(|g| phrases::ground(desk.words, g));
    let chosen = desk.drafts.handover.form.grounds.ground;
    if let Some(touched) = segmented(ui, &names, chosen.unwrap_or(usize::MAX)) {
        desk.drafts.handover.form.grounds.ground = (chosen != Some(touched)).then_some(touched);
    }
    let Some(ground) = desk.drafts.handover.form.grounds.ground.and_then(|i| Ground::ALL.get(i).copied()) else { return };
    let typed = &mut desk.drafts.handover.form.grounds.note;
    Field::new(words.ground_note, typed).limit(200).show(ui);
    let note = Line::parse(typed);
    let missing = note.is_err().then(|| words.line_advice.to_owned());
    let command = Command::Object {
        sheet: sheet.id.clone(),
        objection: desk.new_id(),
        ground,
        note: note.map_or_else(|_| super::probe(), Personal::from),
    };
    let reason = missing.or_else(|| desk.why_not(&command.clone().into()));
    ui.add_space(DESK.gap * 0.2);
    if ui.add(Button::outlined(words.object).tone(Tone::Red).small().disabled(reason.as_deref())).clicked() {
        desk.ask(command);
        desk.drafts.handover.form.grounds = Typed::default();
    }
}
