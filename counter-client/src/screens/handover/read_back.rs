//! Part 4: the incoming person says each red item in own words: who sees to it, and what
//! happens next (B-21). What turned red after the cut is among them (B-20).

use super::about::{about, likely_owner, number};
use super::next::{is_said, red_items};
use super::paper::part;
use super::people::{Picked, pick};
use super::{Part, boxed};
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Command, OpenItem, Sheet};
use egui::Ui;
use look::text;
use look::theme::Tone;
use look::widgets::{Button, Card, Field, chip};
use values::Line;

/// What is typed for one item.
pub(super) struct Saying {
    owner: Picked,
    next_step: String,
}

/// Draws the part.
pub(super) fn read_back(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let items = red_items(desk, sheet);
    let done = items.iter().filter(|(i, _)| is_said(sheet, &i.about)).count();
    let progress = (words.read_back_done)(done, items.len());
    let state = if items.is_empty() {
        (words.no_red, Tone::Green)
    } else if done == items.len() {
        (progress.as_str(), Tone::Green)
    } else {
        (progress.as_str(), Tone::Red)
    };
    part(ui, desk, Part::ReadBack, words.read_back, Some(state));
    let can_write = sheet.is_open() && sheet.outgoing_signed.is_some();
    if sheet.is_open() && !can_write && !items.is_empty() {
        text::second(ui, words.read_back_later);
    }
    if can_write && done < items.len() && desk.person().is_some_and(|p| p.id == sheet.outgoing) {
        Card::new().tone(Tone::Amber).show(ui, |ui| text::body(ui, words.read_back_who));
    }
    for (item, after_cut) in &items {
        if can_write || is_said(sheet, &item.about) {
            one(ui, desk, sheet, item, (*after_cut, can_write));
        }
    }
}

fn one(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, item: &OpenItem, (after_cut, can_write): (bool, bool)) {
    let words = &desk.words.handover;
    let said = sheet.read_backs.iter().find(|r| r.about == item.about);
    let number = number(desk, item);
    let being_said = desk.drafts.handover.form.read_backs.contains_key(&item.about);
    let tone = if said.is_some() { Tone::Green } else { Tone::Red };
    boxed(ui, tone, |ui| {
        ui.horizontal_wrapped(|ui| {
            text::strong(ui, &number);
            chip(ui, &(words.shifts)(item.shifts), if said.is_some() { Tone::Neutral } else { Tone::Red });
            if after_cut {
                chip(ui, words.after_cut, Tone::Amber);
            }
        });
        text::body(ui, &about(desk, &item.about));
        match said {
            Some(said) if !(being_said && can_write) => {
                text::strong(ui, &(words.said)(&desk.name_of(&said.owner), &told(desk.words, &said.next_step)));
                if can_write && ui.add(Button::link(desk.words.common.edit).small().named(&(words.say_again)(&number))).clicked() {
                    let saying = Saying {
                        owner: Picked::of(desk, &said.owner),
                        next_step: said.next_step.clear().map_or_else(String::new, ToString::to_string),
                    };
                    desk.drafts.handover.form.read_backs.insert(item.about.clone(), saying);
                }
            }
            Some(_) | None => say(ui, desk, sheet, item, &number),
        }
    });
}

fn say(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, item: &OpenItem, number: &str) {
    let words = &desk.words.handover;
    let fresh = || Saying { owner: Picked::default(), next_step: String::new() };
    let mut saying = desk.drafts.handover.form.read_backs.remove(&item.about).unwrap_or_else(fresh);
    let here = desk.person().map(|p| p.id).filter(|p| p != &sheet.outgoing);
    let likely: Vec<_> = here.into_iter().chain(likely_owner(desk, &item.about)).collect();
    ui.columns(2, |sides| {
        pick(&mut sides[0], desk, &mut saying.owner, &likely);
        Field::new(words.next_step, &mut saying.next_step).hint(words.next_step_hint).limit(200).show(&mut sides[1]);
    });
    let next_step = Line::parse(&saying.next_step);
    let mut command = None;
    let reason = match (saying.owner.person(), next_step) {
        (None, _) => Some(words.owner_advice.to_owned()),
        (Some(_), Err(_)) => Some(words.line_advice.to_owned()),
        (Some(owner), Ok(next_step)) => {
            let wanted = Command::ReadBack {
                sheet: sheet.id.clone(),
                about: item.about.clone(),
                owner: owner.clone(),
                next_step: next_step.into(),
            };
            let why_not = desk.why_not(&wanted.clone().into());
            command = Some(wanted);
            why_not
        }
    };
    let pressed = ui.add(Button::outlined(&(words.save_read_back)(number)).small().disabled(reason.as_deref())).clicked();
    match command.filter(|_| pressed) {
        Some(command) => desk.ask(command),
        None => {
            desk.drafts.handover.form.read_backs.insert(item.about.clone(), saying);
        }
    }
}
