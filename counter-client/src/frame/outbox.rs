//! What of this terminal's commands is not done: how many wait for the server and since when, and
//! how many came back. A strip on every screen while there are any; one touch opens the list.

use crate::desk::Desk;
use crate::gist::gist;
use crate::returned::Returned;
use domain::Command;
use domain::registers::staff::Person;
use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};
use look::text;
use look::theme::{AMBER_SOFT, DESK, RED_SOFT, Tone, regular};
use look::widgets::{Button, Dialog, dialog};
use values::{At, Id};

/// Draws the strip.
pub fn strip(ui: &mut Ui, desk: &mut Desk) {
    let (waiting, returned) = (desk.waiting(), desk.returned.len());
    if waiting.is_none() && returned == 0 {
        return;
    }
    let words = &desk.words.desk;
    let ground = if returned > 0 { RED_SOFT } else { AMBER_SOFT };
    let frame = Frame::new().fill(ground).inner_margin(Margin::symmetric(24, 6));
    Panel::bottom("foot.outbox").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut said = Vec::new();
            if returned > 0 {
                said.push((words.returned)(returned));
            }
            if let Some((count, since)) = waiting {
                said.push((words.waiting)(count, &desk.time(since)));
            }
            text::strong(ui, &said.join("    "));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::outlined(words.outbox_show).small()).clicked() {
                    desk.outbox_open = true;
                }
            });
        });
    });
}

/// Draws the list while it is open: what came back first, since somebody has to deal with it.
pub fn list(ui: &mut Ui, desk: &mut Desk) {
    if !desk.outbox_open {
        return;
    }
    let words = desk.words;
    let mut noted = None;
    let shown = Dialog::new("outbox", words.desk.outbox_title).width(760.0).show(ui, |ui| {
        let height = (ui.available_height() - DESK.control - DESK.gap * 3.0).max(DESK.control);
        ScrollArea::vertical().id_salt("outbox.list").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            noted = returned(ui, desk);
            waiting(ui, desk);
        });
        dialog::foot(ui, |ui| ui.add(Button::primary(words.common.close)).clicked())
    });
    if let Some(number) = noted {
        desk.note_returned(number);
    }
    let is_empty = desk.returned.is_empty() && desk.replica.waiting() == 0;
    desk.outbox_open = !(shown.inner || shown.dismissed || is_empty);
}

/// What came back; the number of one that was noted.
fn returned(ui: &mut Ui, desk: &Desk) -> Option<u64> {
    if desk.returned.is_empty() {
        return None;
    }
    let words = desk.words;
    text::strong(ui, words.desk.returned_title);
    text::second(ui, words.desk.returned_line);
    let closed = desk.person().is_none().then_some(words.refusals.sign_in_first);
    let mut noted = None;
    for item in &desk.returned {
        ui.separator();
        let title = title(desk, item.command.as_ref());
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = (words.desk.noted_named)(&title);
                if ui.add(Button::outlined(words.desk.noted).small().named(&name).disabled(closed)).clicked() {
                    noted = Some(item.number);
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| came_back(ui, desk, item, &title));
            });
        });
    }
    ui.add_space(DESK.gap);
    noted
}

fn came_back(ui: &mut Ui, desk: &Desk, item: &Returned, title: &str) {
    text::strong(ui, &(desk.words.desk.not_done)(title));
    about(ui, desk, item.command.as_ref());
    text::label(ui, &item.reason(desk.words, &desk.state(), desk.now), regular(DESK.body), Tone::Red.strong(DESK));
    text::small(ui, &made(desk, item.made_at, item.by.as_ref()));
}

fn waiting(ui: &mut Ui, desk: &Desk) {
    if desk.replica.waiting() == 0 {
        return;
    }
    text::strong(ui, desk.words.desk.waiting_title);
    text::second(ui, desk.words.desk.waiting_line);
    for (command, made_at) in desk.replica.waits() {
        ui.separator();
        text::body(ui, &title(desk, Some(command)));
        about(ui, desk, Some(command));
        text::small(ui, &made(desk, made_at, None));
    }
}

/// What was asked, as the duty log names it.
fn title(desk: &Desk, command: Option<&Command>) -> String {
    let known = command.map(Command::name).map(|name| ((desk.words.log.what)(&name), name));
    match known {
        Some(("", name)) => name,
        Some((phrase, _)) => phrase.to_owned(),
        None => desk.words.desk.not_readable.to_owned(),
    }
}

/// What it was about, to who is signed in: it may name people.
fn about(ui: &mut Ui, desk: &Desk, command: Option<&Command>) {
    let gist = command.filter(|_| desk.person().is_some()).and_then(|command| gist(desk.words, &desk.state(), command));
    if let Some(gist) = gist {
        text::body(ui, &gist);
    }
}

fn made(desk: &Desk, at: At, by: Option<&Id<Person>>) -> String {
    let at = desk.time(at);
    by.map_or_else(|| at.clone(), |by| format!("{at} · {}", desk.name_of(by)))
}
