//! Part 2: what was special and who was told (H-4), and the outgoing side's own words.

use super::Part;
use super::paper::part;
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Command, Sheet};
use egui::Ui;
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Field};
use values::{Line, Personal};

/// What is typed.
#[derive(Default)]
pub(super) struct Typed {
    what: String,
    told: String,
    /// The remark; `None`: as it stands on the sheet.
    remark: Option<String>,
}

/// Draws the part.
pub(super) fn specials(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    part(ui, desk, Part::Specials, words.specials, None);
    if sheet.specials.is_empty() {
        text::second(ui, words.no_specials);
    }
    for special in &sheet.specials {
        text::body(ui, &told(desk.words, &special.what));
        let by = (words.by_at)(&desk.name_of(&special.by), &desk.time(special.at));
        text::small(ui, &format!("{} · {by}", (words.told)(&told(desk.words, &special.told))));
    }
    if sheet.is_open() {
        new_special(ui, desk, sheet);
    }
    if sheet.is_open() && sheet.outgoing_signed.is_none() {
        remark(ui, desk, sheet);
    } else if let Some(remark) = &sheet.remarks {
        text::body(ui, &(desk.words.alarms.at_place)(words.remark, &told(desk.words, remark)));
    }
}

fn new_special(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let typed = &mut desk.drafts.handover.form.specials;
    ui.columns(2, |sides| {
        Field::new(words.special_what, &mut typed.what).limit(200).show(&mut sides[0]);
        Field::new(words.special_told, &mut typed.told).hint(words.special_told_hint).limit(200).show(&mut sides[1]);
    });
    if typed.what.trim().is_empty() && typed.told.trim().is_empty() {
        return;
    }
    let (what, told) = (Line::parse(&typed.what), Line::parse(&typed.told));
    let missing = (what.is_err() || told.is_err()).then(|| words.line_advice.to_owned());
    let command = Command::Special {
        sheet: sheet.id.clone(),
        special: desk.new_id(),
        what: what.map_or_else(|_| super::probe(), Personal::from),
        told: told.map_or_else(|_| super::probe(), Personal::from),
    };
    let reason = missing.or_else(|| desk.why_not(&command.clone().into()));
    if ui.add(Button::outlined(words.add_special).small().disabled(reason.as_deref())).clicked() {
        desk.ask(command);
        let typed = &mut desk.drafts.handover.form.specials;
        typed.what.clear();
        typed.told.clear();
    }
}

fn remark(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let stands = sheet.remarks.as_ref().and_then(Personal::clear).map_or("", |r| r.as_str()).to_owned();
    let typed = desk.drafts.handover.form.specials.remark.get_or_insert_with(|| stands.clone());
    ui.add_space(DESK.gap * 0.4);
    Field::new(words.remark, typed).hint(desk.words.common.optional).limit(200).show(ui);
    let typed = typed.clone();
    if typed.trim() == stands {
        return;
    }
    let line = Line::parse(&typed);
    let missing = line.is_err().then(|| words.line_advice.to_owned());
    let command = Command::Remark {
        sheet: sheet.id.clone(),
        remark: line.map_or_else(|_| super::probe(), Personal::from),
    };
    let reason = missing.or_else(|| desk.why_not(&command.clone().into()));
    if ui.add(Button::outlined(words.save_remark).small().disabled(reason.as_deref())).clicked() {
        desk.ask(command);
    }
}
