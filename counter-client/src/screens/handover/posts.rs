//! At the left: the three posts with who answers for each since when (S-3), the hour of the
//! chosen one (H-1, H-2, B-23), what the lead has still to read (H-6), and its earlier sheets.

use super::reviews::{is_missing, reviews};
use super::{chosen_post, post_name};
use crate::desk::Desk;
use crate::phrases;
use domain::Station;
use domain::registers::handover::{Duty, Grade, Post, Sheet, hour_of, lateness};
use domain::registers::property::Settings;
use egui::{ScrollArea, Ui, vec2};
use look::theme::{DESK, Tone};
use look::widgets::{ListRow, chip};
use look::{Icon, icons, text};
use values::MINUTE_MS;

/// Draws the column.
pub(super) fn posts(ui: &mut Ui, desk: &mut Desk) {
    let words = &desk.words.handover;
    let chosen = chosen_post(desk);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.add_space(DESK.gap * 1.8);
    indented(ui, |ui| text::heading(ui, words.on_duty));
    ui.add_space(DESK.gap * 0.6);
    for post in Post::ALL {
        if post_row(ui, desk, post, post == chosen) {
            desk.drafts.handover.post = Some(post);
            desk.drafts.handover.earlier = None;
        }
    }
    ui.add_space(DESK.gap * 1.2);
    indented(ui, |ui| hour(ui, desk, chosen));
    ui.add_space(DESK.gap * 2.2);
    ScrollArea::vertical().id_salt("handover-sheets").auto_shrink(false).show(ui, |ui| {
        reviews(ui, desk);
        indented(ui, |ui| text::strong(ui, words.earlier));
        ui.add_space(DESK.gap * 0.4);
        earlier(ui, desk, chosen);
    });
}

pub(super) fn indented<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) {
    ui.horizontal(|ui| {
        ui.add_space(24.0);
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width() - 20.0);
            ui.spacing_mut().item_spacing = vec2(DESK.gap, DESK.gap * 0.4);
            content(ui);
        });
    });
}

fn picture(post: Post) -> Icon {
    match post {
        Post::Desk => icons::ICON_MENU_BOOK,
        Post::Counter => icons::ICON_SUPPORT_AGENT,
        Post::ControlRoom => icons::ICON_VIDEOCAM,
    }
}

fn post_row(ui: &mut Ui, desk: &Desk, post: Post, selected: bool) -> bool {
    let words = &desk.words.handover;
    let state = desk.state();
    let duty = state.duty_of(post);
    let line = match duty {
        None => words.nobody.to_owned(),
        Some(d) => (words.duty_line)(&desk.name_of(&d.person), &desk.time(d.since), phrases::station(desk.words, d.station)),
    };
    let tone = if duty.is_some() { Tone::Blue } else { Tone::Amber };
    let row = ListRow::new(post_name(desk, post), &line).icon(picture(post), tone).selected(selected);
    let under_way = state.open_sheet(post).map(|_| (words.under_way, Tone::Amber));
    let row = match under_way {
        Some((words, tone)) => row.state(words, tone),
        None => row,
    };
    ui.add(row).clicked()
}

/// How late a duty's handover is in words, with its colour (B-23).
pub(super) fn late(desk: &Desk, settings: &Settings, duty: &Duty) -> Option<(String, Tone)> {
    let late = lateness(settings, duty, desk.now)?;
    let tone = match late.grade {
        Grade::Due => Tone::Blue,
        Grade::Amber => Tone::Amber,
        Grade::Red => Tone::Red,
    };
    let told = if late.minutes == 0 { desk.words.handover.due_now.to_owned() } else { (desk.words.common.minutes_late)(late.minutes) };
    Some((told, tone))
}

fn hour(ui: &mut Ui, desk: &Desk, post: Post) {
    let words = &desk.words.handover;
    let state = desk.state();
    let Some((settings, duty)) = state.property().zip(state.duty_of(post)) else { return };
    let Some(due) = hour_of(settings, duty) else {
        text::small(ui, words.by_shift);
        return;
    };
    let other = if duty.station == Station::Counter { Station::ControlRoom } else { Station::Counter };
    let late = late(desk, settings, duty);
    ui.horizontal_wrapped(|ui| {
        text::strong(ui, &(words.next_hour)(&desk.time(due), phrases::station(desk.words, other)));
        match &late {
            Some((late, tone)) => chip(ui, late, *tone),
            None => {
                let left = u32::try_from(due.since(desk.now).div_euclid(MINUTE_MS)).unwrap_or(0);
                chip(ui, &(desk.words.common.minutes_left)(left), Tone::Green)
            }
        }
    });
    let line = if late.is_some() { (words.late_line)(&desk.name_of(&duty.person)) } else { words.prepare.to_owned() };
    text::small(ui, &line);
}

fn earlier(ui: &mut Ui, desk: &mut Desk, post: Post) {
    let words = &desk.words.handover;
    let state = desk.state();
    let mut sheets: Vec<&Sheet> = state.sheet.iter().filter(|s| s.post == post && !s.is_open()).collect();
    sheets.sort_by_key(|s| (s.opened_at, s.number));
    if sheets.is_empty() {
        indented(ui, |ui| text::second(ui, words.no_earlier));
        return;
    }
    for sheet in sheets.into_iter().rev() {
        let selected = desk.drafts.handover.earlier.as_ref() == Some(&sheet.id);
        if sheet_row(ui, desk, sheet, selected) {
            desk.drafts.handover.earlier = Some(sheet.id.clone());
        }
    }
}

fn sheet_row(ui: &mut Ui, desk: &Desk, sheet: &Sheet, selected: bool) -> bool {
    let words = &desk.words.handover;
    let added = desk.state().addendum.iter().filter(|a| a.sheet == sheet.id).count();
    let incoming = sheet.incoming.as_ref().map_or_else(|| "—".to_owned(), |p| desk.name_of(p));
    let mut line = (words.from_to)(&desk.name_of(&sheet.outgoing), &incoming);
    if added > 0 {
        line = format!("{line} · {} {added}", words.addenda);
    }
    let at = sheet.incoming_signed.as_ref().or(sheet.withdrawn.as_ref()).map_or(sheet.opened_at, |s| s.at);
    let (state, tone) = state_of(desk, sheet);
    let (title, time) = ((words.sheet)(sheet.number), desk.time(at));
    ui.add(ListRow::new(&title, &line).time(&time).state(state, tone).selected(selected)).clicked()
}

/// The state of a sheet as a chip says it.
pub(crate) fn state_of(desk: &Desk, sheet: &Sheet) -> (&'static str, Tone) {
    let words = &desk.words.handover;
    match (sheet.is_open(), &sheet.withdrawn, &sheet.reviewed) {
        (true, ..) => (words.under_way, Tone::Amber),
        (false, Some(_), _) => (words.withdrawn, Tone::Neutral),
        (false, None, Some(_)) => (words.reviewed, Tone::Green),
        (false, None, None) if is_missing(desk, sheet) => (words.review_missing, Tone::Red),
        (false, None, None) => (words.to_review, Tone::Amber),
    }
}
