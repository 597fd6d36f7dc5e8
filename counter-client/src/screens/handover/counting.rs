//! Part 1: the items of the post, counted one by one (H-8); a difference has its reason (B-17).

use super::Part;
use super::paper::part;
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Command, Count, Sheet};
use domain::registers::property::PostItem;
use egui::{Align, Layout, Sense, Stroke, Ui, vec2};
use look::theme::colour::ROW_LINE;
use look::theme::{DESK, Tone};
use look::widgets::button::icon_button;
use look::widgets::{Button, Field, chip};
use look::{icons, text};
use values::{Line, Personal};

/// What is typed for one item.
pub(super) struct Counting {
    found: String,
    note: String,
    /// It is counted already and is being counted again.
    again: bool,
}

/// Draws the part.
pub(super) fn counting(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = desk.state();
    let mut items: Vec<&PostItem> = state.post_item.iter().filter(|i| i.post == sheet.post).collect();
    items.sort_by_key(|i| i.order);
    let done = items.iter().filter(|i| sheet.counts.iter().any(|c| c.item == i.id)).count();
    let unexplained = sheet.counts.iter().any(|c| c.found != c.expected && c.note.is_none());
    let tone = if done == items.len() && !unexplained { Tone::Green } else { Tone::Amber };
    part(ui, desk, Part::Counting, words.counting, Some((&(words.counted)(done, items.len()), tone)));
    if items.is_empty() {
        text::second(ui, words.no_items);
    }
    let written = sheet.is_open() && sheet.outgoing_signed.is_none();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.5;
        rows(ui, desk, sheet, &items, written);
    });
}

fn rows(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, items: &[&PostItem], written: bool) {
    for item in items.iter().copied() {
        let counted = sheet.counts.iter().find(|c| c.item == item.id);
        let again = desk.drafts.handover.form.counts.get(&item.id).is_some_and(|c| c.again);
        match counted {
            Some(count) if !(written && again) => counted_row(ui, desk, item, count, written),
            Some(_) | None if written => row_to_count(ui, desk, sheet, item, counted),
            Some(_) | None => {}
        }
        line_below(ui);
    }
}

fn line_below(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, ROW_LINE));
}

fn counted_row(ui: &mut Ui, desk: &mut Desk, item: &PostItem, count: &Count, written: bool) {
    let words = &desk.words.handover;
    let name = desk.phrase(&item.name).to_owned();
    ui.horizontal(|ui| {
        ui.set_min_height(DESK.target);
        text::body(ui, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if written && ui.add(Button::link(desk.words.common.edit).small().named(&(words.recount)(&name))).clicked() {
                let note = count.note.as_ref().and_then(Personal::clear).map(|n| n.as_str().to_owned()).unwrap_or_default();
                let again = Counting { found: count.found.to_string(), note, again: true };
                desk.drafts.handover.form.counts.insert(item.id.clone(), again);
            }
            let by = i64::from(count.found) - i64::from(count.expected);
            if by == 0 {
                chip(ui, words.all_there, Tone::Green);
            } else {
                chip(ui, &(words.differs)(by), Tone::Amber);
            }
            text::second(
                ui,
                &format!("{} · {} · {}", (words.expected)(count.expected), (words.found)(count.found), desk.name_of(&count.by)),
            );
        });
    });
    if let Some(note) = &count.note {
        text::small(ui, &(desk.words.alarms.at_place)(&(words.difference)(&name), &told(desk.words, note)));
    }
}

fn row_to_count(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet, item: &PostItem, counted: Option<&Count>) {
    let words = &desk.words.handover;
    let name = desk.phrase(&item.name).to_owned();
    let fresh = || Counting {
        found: counted.map_or(item.count, |c| c.found).to_string(),
        note: String::new(),
        again: false,
    };
    let mut typed = desk.drafts.handover.form.counts.remove(&item.id).unwrap_or_else(fresh);
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.set_min_height(DESK.control);
        text::body(ui, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let found = typed.found.trim().parse::<u32>().ok();
            let note = Line::parse(&typed.note).ok();
            let reason = match found {
                None => Some(words.count_advice.to_owned()),
                Some(found) if found != item.count && note.is_none() => Some(words.difference_advice.to_owned()),
                Some(found) => {
                    let note = note.filter(|_| found != item.count).map(Into::into);
                    let command = Command::Count { sheet: sheet.id.clone(), item: item.id.clone(), found, note };
                    let why_not = desk.why_not(&command.clone().into());
                    asked = Some(command);
                    why_not
                }
            };
            let full = (words.count_of)(&name);
            let button = Button::outlined(words.count).small().named(&full).disabled(reason.as_deref()).width(96.0);
            if !ui.add(button).clicked() {
                asked = None;
            }
            stepper(ui, desk, &mut typed, &name);
            text::second(ui, &(words.expected)(item.count));
        });
    });
    let found = typed.found.trim().parse::<u32>().ok();
    if found.is_none_or(|f| f != item.count) {
        let wrong = if found.is_none() { words.count_advice } else { words.difference_advice };
        let wrong = (found.is_none() || Line::parse(&typed.note).is_err()).then_some(wrong);
        Field::new(&(words.difference)(&name), &mut typed.note).error(wrong).limit(200).show(ui);
    }
    match asked {
        Some(command) => desk.ask(command),
        None => {
            desk.drafts.handover.form.counts.insert(item.id.clone(), typed);
        }
    }
}

/// Fewer, the number, more; from the right.
fn stepper(ui: &mut Ui, desk: &Desk, typed: &mut Counting, name: &str) {
    let words = &desk.words.handover;
    ui.spacing_mut().item_spacing.x = DESK.gap * 0.4;
    let found = typed.found.trim().parse::<u32>().unwrap_or(0);
    if icon_button(ui, icons::ICON_ADD, &(words.more)(name)).clicked() {
        typed.found = found.saturating_add(1).to_string();
    }
    ui.allocate_ui(vec2(64.0, DESK.control), |ui| {
        Field::new(&(words.found_of)(name), &mut typed.found).unlabelled().limit(5).show(ui)
    });
    if icon_button(ui, icons::ICON_REMOVE, &(words.fewer)(name)).clicked() {
        typed.found = found.saturating_sub(1).to_string();
    }
    ui.add_space(DESK.gap);
}
