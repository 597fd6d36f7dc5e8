//! No sheet is open: take the post up, or see what the sheet would hold and begin.

use super::contents::{self, Held};
use super::posts::late;
use super::{Foot, post_name, with_foot};
use crate::desk::Desk;
use domain::registers::handover::{self, Command, Post};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Card, chip};

/// Draws the page of a post without an open sheet.
pub(super) fn preview(ui: &mut Ui, desk: &mut Desk, post: Post) {
    let words = &desk.words.handover;
    let state = desk.state();
    let held = state.duty_of(post).filter(|d| state.person.get(&d.person).is_some_and(|p| !p.left));
    let Some(duty) = held else {
        return take_up(ui, desk, post);
    };
    let open = Command::Open { sheet: desk.new_id(), post };
    let foot = Foot {
        label: Some(words.open),
        reason: desk.why_not(&open.clone().into()),
        hint: words.hint_open,
        back: None,
    };
    let late = state.property().and_then(|s| late(desk, s, duty));
    let pressed = with_foot(ui, "handover-preview", &foot, |ui| {
        ui.horizontal_wrapped(|ui| {
            text::heading(ui, &(words.preview_title)(post_name(desk, post), duty.sheets.saturating_add(1)));
            if let Some((late, tone)) = &late {
                chip(ui, late, *tone);
            }
        });
        text::second(ui, words.preview_line);
        ui.add_space(DESK.gap);
        let preview = handover::preview(&state, post, desk.now);
        Card::new().show(ui, |ui| contents::contents(ui, desk, &Held::so_far(post, &preview)));
    });
    if pressed.main {
        desk.ask(open);
    }
}

fn take_up(ui: &mut Ui, desk: &mut Desk, post: Post) {
    let words = &desk.words.handover;
    let command = Command::TakeUp { post };
    let foot = Foot {
        label: Some(words.take_up),
        reason: desk.why_not(&command.clone().into()),
        hint: "",
        back: None,
    };
    let pressed = with_foot(ui, "handover-take-up", &foot, |ui| {
        Card::new().tone(Tone::Amber).show(ui, |ui| {
            text::heading(ui, &(words.take_up_title)(post_name(desk, post)));
            text::second(ui, words.take_up_line);
        });
    });
    if pressed.main {
        desk.ask(command);
    }
}
