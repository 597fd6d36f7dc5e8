//! One matter: its facts and deadline, who has taken it up, notes, and how it goes on.

use super::{Draft, Open, list, pass_on, phrasing};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::happened;
use crate::screens::keys::phrasing::{holder, told, told_or_dash, typed, unit_line, until};
use crate::screens::keys::scrolled;
use domain::registers::matters::{Command, Department, Matter};
use domain::{RecordRef, State};
use egui::{Frame, Margin, Panel, Sense, Ui, vec2};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Card, Dialog, Field, Moment, chip, dialog, key_values, qr, segmented, timeline};
use values::{Id, Line, MINUTE_MS, Text};

/// The width that the chips of a heading need at most, in points.
const CHIPS: f32 = 290.0;
/// The code to be scanned is so large, in points.
const CODE: f32 = 132.0;
/// A deadline further away than this is told by its date alone.
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Draws the chosen matter, or the first of the list.
pub(super) fn detail(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let chosen = draft.chosen.as_ref().and_then(|m| state.matter.get(m));
    let Some(matter) = chosen.or_else(|| list::sorted(&state, desk.now, "", draft.filter).first().copied()) else {
        return;
    };
    if matter.is_open() {
        let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
        Panel::bottom("matters.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            ui.horizontal(|ui| foot_ui(ui, desk, matter, draft));
        });
    }
    scrolled(ui, ("matters.detail", matter.id.as_str()), |ui| {
        heading(ui, desk, &state, matter);
        ui.add_space(DESK.gap * 0.6);
        notices(ui, desk, matter);
        Card::titled(desk.words.matters.what).show(ui, |ui| text::body(ui, &told(desk.words, &matter.what)));
        facts(ui, desk, &state, matter);
        rating(ui, desk, matter);
        history(ui, desk, &state, matter, draft);
    });
}

fn foot_ui(ui: &mut Ui, desk: &mut Desk, matter: &Matter, draft: &mut Draft) {
    let words = &desk.words.matters;
    let id = matter.id.clone();
    if matter.claimed.is_none() {
        let command = Command::Claim { matter: id.clone() };
        let reason = desk.why_not(&command.clone().into());
        if ui.add(Button::primary(words.claim).main().width(140.0).disabled(reason.as_deref())).clicked() {
            desk.ask(command);
        }
    }
    // Any result will do: no rule looks at it.
    let probe = Line::parse("x").ok().map(|result| Command::Finish { matter: id.clone(), result: result.into() });
    let reason = probe.and_then(|command| desk.why_not(&command.into()));
    let finish = if matter.claimed.is_some() { Button::primary(words.finish) } else { Button::outlined(words.finish) };
    if ui.add(finish.main().width(120.0).disabled(reason.as_deref())).clicked() {
        draft.open = Some(Open::Finish(id.clone(), String::new()));
    }
    if ui.add(Button::outlined(words.hand_to).main()).clicked() {
        let now = matter.department.as_ref().and_then(|h| Department::ALL.iter().position(|d| *d == h.department));
        draft.open = Some(Open::Hand(id.clone(), now.unwrap_or(0)));
    }
    if ui.add(Button::outlined(words.pass_on).main()).clicked() {
        draft.open = Some(Open::Pass(id.clone(), pass_on::Form::of(desk, matter)));
    }
    if matter.claimed.is_some() {
        let reason = pass_on::release_refused(desk, matter);
        if ui.add(Button::link(words.release).main().disabled(reason.as_deref())).clicked() {
            draft.open = Some(Open::Release(id, String::new()));
        }
    }
}

fn heading(ui: &mut Ui, desk: &Desk, state: &State, matter: &Matter) {
    let words = &desk.words.matters;
    ui.horizontal(|ui| {
        // The longest name wraps; the chips keep their place beside it.
        let room = ui.available_width() - CHIPS;
        ui.vertical(|ui| {
            ui.set_max_width(room);
            text::title(ui, &told(desk.words, &matter.contact));
        });
        chip(ui, phrasing::kind(words, matter.kind), Tone::Blue);
        let (class, tone) = phrasing::class(words, matter.class);
        chip(ui, class, tone);
        let (said, tone) = phrasing::state(words, matter);
        chip(ui, said, tone);
    });
    let unit = matter.unit.as_ref().and_then(|u| state.unit.get(u)).map(|u| unit_line(desk, u));
    let line = unit.map_or_else(|| matter.number.clone(), |unit| format!("{unit} · {}", matter.number));
    text::second(ui, &line);
}

/// What presses, and who was first where it was somebody else (B-11).
fn notices(ui: &mut Ui, desk: &Desk, matter: &Matter) {
    let words = &desk.words.matters;
    if let Some((said, tone)) = phrasing::pressing(desk, matter) {
        let sentence = if tone == Tone::Red { (words.overdue)(&said) } else { (words.soon)(&said) };
        Card::new().tone(tone).show(ui, |ui| text::strong(ui, &sentence));
    }
    let me = desk.person().map(|p| p.id);
    let other = matter.claimed.as_ref().filter(|c| matter.is_open() && Some(&c.by) != me.as_ref());
    if let Some(claimed) = other {
        let line = (words.claimed_line)(&desk.time(claimed.at), phrases::station(desk.words, claimed.station));
        Card::new().tone(Tone::Blue).show(ui, |ui| {
            text::strong(ui, &(words.claimed_by)(&desk.name_of(&claimed.by)));
            text::body(ui, &line);
        });
    }
}

/// What stands in the book about a matter, in a card.
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, state: &State, matter: &Matter) {
    let words = &desk.words.matters;
    let dash = || "—".to_owned();
    let unit = matter.unit.as_ref().and_then(|u| state.unit.get(u));
    let due = deadline(desk, matter);
    let who_when = |who, at| format!("{} · {}", desk.name_of(who), desk.time(at));
    let mut facts = vec![
        (words.contact, told(desk.words, &matter.contact)),
        (words.telephone, told_or_dash(desk.words, matter.telephone.as_ref())),
        (words.unit, unit.map_or_else(dash, |u| u.number.to_string())),
        (desk.words.keys.occupant, unit.map(|u| holder(desk, u)).filter(|h| !h.is_empty()).unwrap_or_else(dash)),
        (words.about, told_or_dash(desk.words, matter.about.as_ref())),
        (words.due, due),
        (words.owner, desk.name_of(&matter.owner)),
        (
            words.received,
            format!("{} · {}", desk.time(matter.received_at), phrases::station(desk.words, matter.station)),
        ),
        (
            words.department,
            matter
                .department
                .as_ref()
                .map_or_else(dash, |h| format!("{} · {}", phrasing::department(words, h.department), desk.time(h.at))),
        ),
        (words.claimed, matter.claimed.as_ref().map_or_else(dash, |c| who_when(&c.by, c.at))),
    ];
    if let Some(finished) = &matter.finished {
        facts.push((words.result, told(desk.words, &finished.result)));
        facts.push((words.finished, who_when(&finished.by, finished.at)));
    }
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.facts).show(ui, |ui| key_values(ui, 2, &facts));
}

/// The code by which the client rates a matter that has ended (B-19).
fn rating(ui: &mut Ui, desk: &Desk, matter: &Matter) {
    if matter.is_open() {
        return;
    }
    let words = &desk.words.matters;
    Card::titled(words.rate).show(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(CODE, CODE), Sense::hover());
            qr(ui, rect, &matter.number, words.rate);
            ui.vertical(|ui| {
                text::strong(ui, &matter.number);
                text::second(ui, words.rate_line);
            });
        });
    });
}

/// The deadline, and within a day of it how far it is.
fn deadline(desk: &Desk, matter: &Matter) -> String {
    let time = desk.time(matter.due_at);
    if matter.is_open() && matter.due_at.since(desk.now) < DAY_MS {
        (desk.words.forms.due_left)(&time, &until(desk, matter.due_at).0)
    } else {
        time
    }
}

/// The log's lines and everybody's notes in one order, and the field for another note.
fn history(ui: &mut Ui, desk: &mut Desk, state: &State, matter: &Matter, draft: &mut Draft) {
    let words = &desk.words.matters;
    let about = RecordRef::to(&matter.id);
    let mut told_lines: Vec<_> = happened(desk, &about).into_iter().map(|(at, what, who)| (at, what, who, Tone::Green)).collect();
    told_lines.extend(state.matter_note.iter().filter(|n| n.matter == matter.id).map(|n| {
        let who = format!("{} · {}", desk.name_of(&n.by), phrases::station(desk.words, n.station));
        let said = pass_on::told(desk, n).unwrap_or_else(|| (words.noted)(&told(desk.words, &n.text)));
        (n.at, said, who, Tone::Blue)
    }));
    told_lines.sort_by_key(|(at, ..)| *at);
    let awaited = match (&matter.finished, &matter.claimed) {
        (Some(_), _) => None,
        (None, Some(claimed)) => Some((words.awaiting_finish)(&desk.name_of(&claimed.by))),
        (None, None) => Some(words.awaiting_claim.to_owned()),
    };
    Card::titled(words.history).show(ui, |ui| {
        let times: Vec<String> = told_lines.iter().map(|(at, ..)| desk.time(*at)).collect();
        let moments = told_lines.iter().zip(&times).map(|((_, what, who, tone), time)| Moment::done(time, what, who).tone(*tone));
        let moments: Vec<Moment<'_>> = moments.chain(awaited.as_deref().map(Moment::awaited)).collect();
        timeline(ui, &moments);
        ui.add_space(DESK.gap);
        note(ui, desk, matter, &mut draft.note);
    });
}

/// Anyone may add a note, at any time (B-11).
fn note(ui: &mut Ui, desk: &mut Desk, matter: &Matter, typed_note: &mut String) {
    let words = &desk.words.matters;
    let (text, wrong) = typed(typed_note, Text::parse, desk.words.forms.text_wrong);
    Field::new(words.note, typed_note).error(wrong).hint(words.note_hint).rows(2).limit(2_000).show(ui);
    let command = text.map(|text| Command::AddNote { note: desk.new_id(), matter: matter.id.clone(), text: text.into() });
    let reason = command
        .as_ref()
        .map_or_else(|| Some((desk.words.forms.please_fill)(words.note)), |c| desk.why_not(&c.clone().into()));
    if ui.add(Button::outlined(words.add_note).disabled(reason.as_deref())).clicked()
        && let Some(command) = command
    {
        desk.ask(command);
        typed_note.clear();
    }
}

/// Which department does the work; returns the dialog while it stays open.
pub(super) fn hand_dialog(ui: &mut Ui, desk: &mut Desk, matter: Id<Matter>, mut department: usize) -> Option<Open> {
    let words = &desk.words.matters;
    let mut stays = true;
    Dialog::new("matters.hand", words.hand_to).show(ui, |ui| {
        text::second(ui, words.hand_line);
        if let Some(index) = segmented(ui, &words.departments, department) {
            department = index;
        }
        let command = Department::ALL.get(department).map(|d| Command::HandTo { matter: matter.clone(), department: *d });
        let reason = command.as_ref().and_then(|c| desk.why_not(&c.clone().into()));
        dialog::foot(ui, |ui| {
            if ui.add(Button::primary(desk.words.common.confirm).disabled(reason.as_deref())).clicked()
                && let Some(command) = command
            {
                desk.ask(command);
                stays = false;
            }
            stays &= !ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        });
    });
    stays.then_some(Open::Hand(matter, department))
}

/// What came of it; returns the dialog while it stays open.
pub(super) fn finish_dialog(ui: &mut Ui, desk: &mut Desk, matter: Id<Matter>, mut result: String) -> Option<Open> {
    let words = &desk.words.matters;
    let mut stays = true;
    Dialog::new("matters.finish", words.finish).show(ui, |ui| {
        text::second(ui, words.finish_line);
        let (value, wrong) = typed(&result, Line::parse, desk.words.forms.line_wrong);
        Field::new(words.result, &mut result).error(wrong).rows(3).limit(200).show(ui);
        let command = value.map(|result| Command::Finish { matter: matter.clone(), result: result.into() });
        let reason = command
            .as_ref()
            .map_or_else(|| Some((desk.words.forms.please_fill)(words.result)), |c| desk.why_not(&c.clone().into()));
        dialog::foot(ui, |ui| {
            if ui.add(Button::primary(desk.words.common.confirm).disabled(reason.as_deref())).clicked()
                && let Some(command) = command
            {
                desk.ask(command);
                stays = false;
            }
            stays &= !ui.add(Button::outlined(desk.words.common.cancel)).clicked();
        });
    });
    stays.then_some(Open::Finish(matter, result))
}
