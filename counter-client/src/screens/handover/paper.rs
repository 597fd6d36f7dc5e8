//! The sheet 《交接班记录》, like its paper form, and at its foot what is next.

use super::contents::{self, Held};
use super::next::{Next, next};
use super::people::roles_of;
use super::posts::{late, state_of};
use super::{Foot, Part, after, counting, grounds, post_name, read_back, signatures, specials, with_foot};
use crate::desk::Desk;
use crate::phrases;
use crate::signers::why_not_signed;
use domain::registers::handover::{self, Command, Sheet};
use egui::{Align, Layout, Response, Sense, Ui, vec2};
use look::text;
use look::theme::{DESK, NAVY, Tone, WHITE, bold, elided};
use look::widgets::{Button, Card, chip, key_values};

/// As wide as a form is: on a wide monitor lines would grow too long to read.
const WIDEST: f32 = 1_040.0;

/// Draws the sheet.
pub(super) fn paper(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let next = next(desk, sheet);
    let (label, hint) = offered(desk, next);
    let withdraw = Command::Withdraw { sheet: sheet.id.clone() };
    let can_go_back = sheet.is_open() && sheet.outgoing_signed.is_none();
    let back = can_go_back.then(|| (desk.words.handover.withdraw, desk.why_not(&withdraw.clone().into())));
    let foot = Foot { label: label.as_deref(), reason: reason(desk, sheet, next), hint, back };
    let pressed = with_foot(ui, "handover-sheet", &foot, |ui| {
        ui.set_max_width(ui.available_width().min(WIDEST));
        Card::new().show(ui, |ui| {
            title(ui, desk, sheet);
            ui.add_space(DESK.gap * 1.6);
            what_it_holds(ui, desk, sheet);
            counting::counting(ui, desk, sheet);
            specials::specials(ui, desk, sheet);
            grounds::grounds(ui, desk, sheet);
            read_back::read_back(ui, desk, sheet);
            signatures::signatures(ui, desk, sheet);
        });
        if sheet.is_complete() {
            ui.add_space(DESK.gap);
            after::addenda(ui, desk, sheet);
        }
    });
    if pressed.main {
        act(desk, sheet, next);
    }
    if pressed.back {
        desk.ask(withdraw);
    }
}

/// The label and the sentence of the foot.
fn offered(desk: &Desk, next: Next) -> (Option<String>, &'static str) {
    let words = &desk.words.handover;
    let (label, hint) = match next {
        Next::Count(left) => ((words.next_count)(left), words.hint_count),
        Next::Reason => (words.next_reason.to_owned(), words.hint_reason),
        Next::Ground => (words.next_ground.to_owned(), words.hint_ground),
        Next::SignOutgoing => (words.sign_outgoing.to_owned(), words.hint_outgoing),
        Next::ReadBack(left) => ((words.next_read_back)(left), words.hint_read_back),
        Next::SignIncoming => (words.sign_incoming.to_owned(), words.hint_incoming),
        Next::Review => (words.sign_review.to_owned(), words.hint_review),
        Next::Nothing => return (None, words.hint_done),
    };
    (Some(label), hint)
}

/// Why the filled button cannot be pressed; going to a part of the sheet always can.
fn reason(desk: &Desk, sheet: &Sheet, next: Next) -> Option<String> {
    match next {
        Next::SignOutgoing => signatures::why_not(desk, sheet, signatures::Place::Outgoing),
        Next::SignIncoming => signatures::why_not(desk, sheet, signatures::Place::Incoming),
        Next::Review => signatures::why_not(desk, sheet, signatures::Place::Review),
        Next::Count(_) | Next::Reason | Next::Ground | Next::ReadBack(_) | Next::Nothing => None,
    }
}

fn act(desk: &mut Desk, sheet: &Sheet, next: Next) {
    let part = match next {
        Next::SignOutgoing => return signatures::sign(desk, sheet, signatures::Place::Outgoing),
        Next::SignIncoming => return signatures::sign(desk, sheet, signatures::Place::Incoming),
        Next::Review => return signatures::sign(desk, sheet, signatures::Place::Review),
        Next::Count(_) | Next::Reason => Part::Counting,
        Next::Ground => Part::Grounds,
        Next::ReadBack(_) => Part::ReadBack,
        Next::Nothing => Part::Signatures,
    };
    desk.drafts.handover.form.go_to = Some(part);
}

fn title(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = desk.state();
    let property = state.property().map(|s| desk.phrase(&s.name).to_owned()).unwrap_or_default();
    ui.horizontal(|ui| {
        text::small(ui, &property);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.drafts.handover.earlier.is_some() && ui.add(Button::link(words.to_current).small()).clicked() {
                desk.drafts.handover.earlier = None;
            }
        });
    });
    ui.vertical_centered(|ui| {
        let name = if desk.is_chinese() { format!("《{}》", words.form) } else { words.form.to_owned() };
        text::title(ui, &name);
    });
    ui.horizontal_wrapped(|ui| {
        text::heading(ui, &format!("{} · {}", post_name(desk, sheet.post), (words.sheet)(sheet.number)));
        let (name, tone) = state_of(desk, sheet);
        chip(ui, name, tone);
        let duty = state.duty_of(sheet.post).filter(|_| sheet.is_open());
        if let Some((late, tone)) = duty.zip(state.property()).and_then(|(d, s)| late(desk, s, d)) {
            chip(ui, &late, tone);
        }
    });
    let stations = (words.from_to)(phrases::station(desk.words, sheet.from), phrases::station(desk.words, sheet.to));
    let outgoing = desk.name_of(&sheet.outgoing);
    let incoming = sheet.incoming.as_ref().map_or_else(|| "—".to_owned(), |p| desk.name_of(p));
    let offset = state.utc_offset();
    let due = sheet.due_at.map_or_else(|| words.no_due.to_owned(), |at| at.minute(offset));
    let opened = sheet.opened_at.minute(offset);
    let facts = [
        (words.outgoing, outgoing.as_str()),
        (words.incoming, &incoming),
        (words.due, &due),
        (words.opened, &opened),
        (words.stations, &stations),
    ];
    key_values(ui, 2, &facts);
}

/// The signed contents, or before the signature what they would be now.
fn what_it_holds(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    let state = desk.state();
    match &sheet.cut {
        Some(cut) => {
            contents::contents(ui, desk, &Held::signed(sheet.post, cut));
            ui.add_space(DESK.gap);
            let at = cut.at.minute(state.utc_offset());
            Card::new().tone(Tone::Blue).show(ui, |ui| text::body(ui, &(desk.words.handover.cut_at)(&at)));
        }
        None if sheet.is_open() => {
            let now = handover::preview(&state, sheet.post, desk.now);
            contents::contents(ui, desk, &Held::so_far(sheet.post, &now));
        }
        None => {}
    }
}

/// A part's heading: its number, its name, how far it is.
pub(super) fn part(ui: &mut Ui, desk: &mut Desk, part: Part, title: &str, state: Option<(&str, Tone)>) -> Response {
    let number = match part {
        Part::Counting => "1",
        Part::Specials => "2",
        Part::Grounds => "3",
        Part::ReadBack => "4",
        Part::Signatures => "5",
    };
    ui.add_space(DESK.gap * 2.2);
    let response = ui.horizontal(|ui| {
        let done = state.is_some_and(|(_, tone)| tone == Tone::Green);
        let colour = if done { Tone::Green.strong(DESK) } else { NAVY };
        let (mark, _) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::hover());
        ui.painter().circle_filled(mark.center(), 14.0, colour);
        let digit = elided(ui.painter(), number, 28.0, bold(DESK.small), WHITE);
        ui.painter().galley(mark.center() - digit.size() / 2.0, digit, WHITE);
        text::strong(ui, title);
        if let Some((words, tone)) = state {
            chip(ui, words, tone);
        }
    });
    if desk.drafts.handover.form.go_to == Some(part) {
        response.response.scroll_to_me(Some(Align::TOP));
        desk.drafts.handover.form.go_to = None;
    }
    response.response
}

/// Why a manager could not override this ground now.
pub(super) fn why_not_overridden(desk: &Desk, sheet: &Sheet, index: u32) -> Option<String> {
    let make = |person| Command::Override { sheet: sheet.id.clone(), index, note: super::probe(), person };
    why_not_signed(desk, Some(&sheet.outgoing), roles_of(make(sheet.outgoing.clone())), make)
}
