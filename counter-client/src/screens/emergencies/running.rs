//! The page of a run that goes on: its heading and the posts rung across the page; below,
//! what to do, what to say, and who is inside, beside each other where there is room.

use super::start::picture;
use super::{Page, claimed, list, name_field, ring_name, roll_call, say, stand_down, started_by, steps, title_of, who, within};
use crate::alarms::{ring_to_acknowledge, ringing_since, second, span};
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::registers::emergencies::{Acknowledgement, Command, Ring, Run};
use egui::{Align, CornerRadius, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};
use look::text;
use look::theme::{CARD, DESK, INK, LINE, Tone, WHITE, bold, elided, icon, regular};
use look::widgets::{Button, chip};
use values::{At, SECOND_MS};

/// From this width on, steps, words and roll-call stand beside each other.
const THREE_COLUMNS: f32 = 1_230.0;
const HEADING: f32 = 92.0;
const STRIP: f32 = 6.0;

/// Draws the page.
pub(super) fn page(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let place = ui.max_rect();
    let head = Rect::from_min_size(place.min, vec2(place.width(), HEADING));
    let tone = if run.drill { Tone::Amber } else { Tone::Red };
    ui.painter().rect_filled(head, 0.0, CARD);
    ui.painter().rect_filled(Rect::from_min_size(head.min, vec2(STRIP, HEADING)), 0.0, tone.strong(DESK));
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(DESK.line, LINE));
    within(ui, head.shrink2(vec2(DESK.margin, 0.0)), |ui| heading(ui, desk, run, tone));
    let rest = Rect::from_min_max(head.left_bottom(), place.max).shrink2(vec2(DESK.margin, 0.0));
    within(ui, rest, |ui| {
        ui.add_space(DESK.gap * 1.4);
        others(ui, desk, run);
        rings(ui, desk, run);
        ui.add_space(DESK.gap * 0.2);
        columns(ui, desk, run);
    });
}

fn heading(ui: &mut Ui, desk: &mut Desk, run: &Run, tone: Tone) {
    let words = &desk.words.emergencies;
    ui.horizontal_centered(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(52.0, 52.0), Sense::hover());
        ui.painter().rect_filled(mark, CornerRadius::same(DESK.card_radius), tone.strong(DESK));
        icon(ui.painter(), mark.center(), picture(run.procedure.as_str()), 32.0, WHITE);
        ui.add_space(DESK.gap * 0.4);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let reason = desk
                .person()
                .is_none()
                .then(|| desk.why_not(&Command::StandDown { run: run.id.clone(), reason: stand_down::probe().into() }.into()))
                .flatten();
            if ui.add(Button::destructive(words.stand_down).disabled(reason.as_deref())).clicked() {
                desk.drafts.emergencies.stand_down = Some(stand_down::Draft::of(run));
            }
            if ui.add(Button::link(words.start_another)).clicked() {
                desk.drafts.emergencies.page = Page::Start;
            }
            elapsed(ui, desk, run.started_at, words.elapsed, tone);
            ui.add_space(DESK.gap);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| facts(ui, desk, run));
        });
    });
}

fn elapsed(ui: &mut Ui, desk: &Desk, since: At, caption: &str, tone: Tone) {
    let span = span(since, desk.now);
    let caption = elided(ui.painter(), caption, 160.0, regular(DESK.small), DESK.ink_2());
    let figure = elided(ui.painter(), &span, 160.0, bold(DESK.title), tone.strong(DESK));
    let size = vec2(figure.size().x.max(caption.size().x), caption.size().y + figure.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{} {span}", desk.words.emergencies.elapsed)));
    let below = rect.top() + caption.size().y;
    ui.painter().galley(pos2(rect.right() - caption.size().x, rect.top()), caption, INK);
    ui.painter().galley(pos2(rect.right() - figure.size().x, below), figure, INK);
}

fn facts(ui: &mut Ui, desk: &Desk, run: &Run) {
    let words = &desk.words.emergencies;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.4;
        let (state, state_tone) = list::state_of(desk, run);
        ui.add_space((HEADING - 62.0) / 2.0);
        ui.horizontal(|ui| {
            if run.drill {
                chip(ui, words.drill, Tone::Amber);
            }
            let mut title = title_of(desk, run);
            if let Some(place) = &run.place {
                title = (desk.words.alarms.at_place)(&title, &told(desk.words, place));
            }
            let room = (ui.available_width() - 110.0).max(60.0);
            let galley = elided(ui.painter(), &title, room, bold(DESK.heading), INK);
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &title));
            ui.painter().galley(rect.min, galley, INK);
            chip(ui, state, state_tone);
        });
        let mut line = format!("{} · {}", run.number, (words.started)(&second(desk, run.started_at), &started_by(desk, run)));
        if run.place.is_none() {
            line = format!("{line} · {}", words.no_place);
        }
        if let Some(other) = run.linked_to.as_ref().and_then(|id| desk.state().run.get(id).cloned()) {
            line = format!("{line} · {}", (words.linked)(&other.number));
        }
        let galley = elided(ui.painter(), &line, ui.available_width(), regular(DESK.small), DESK.ink_2());
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &line));
        ui.painter().galley(rect.min, galley, INK);
    });
}

/// The way to the other runs that go on, and who acts where nobody is signed in.
fn others(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let state = desk.state();
    if desk.person().is_some() && state.running().count() < 2 {
        return;
    }
    ui.horizontal(|ui| {
        for other in state.running().filter(|r| r.id != run.id) {
            let name = format!("{} {}", title_of(desk, other), other.number);
            if ui.add(Button::outlined(&name).small().icon(picture(other.procedure.as_str()))).clicked() {
                desk.drafts.emergencies.page = Page::Run(other.id.clone());
            }
        }
        if desk.person().is_none() {
            ui.allocate_ui(vec2(320.0, DESK.control), |ui| name_field(ui, desk, false));
        }
    });
}

fn rings(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let state = desk.state();
    let planned = state.procedure.get(&run.procedure).map(|p| p.rings.clone()).unwrap_or_default();
    let extra = run.rung.iter().map(|r| r.ring).filter(|r| !planned.contains(r));
    let posts: Vec<Ring> = planned.iter().copied().chain(extra).collect();
    let frame = Frame::new()
        .fill(CARD)
        .stroke(Stroke::new(DESK.line, LINE))
        .corner_radius(CornerRadius::same(DESK.card_radius));
    frame.inner_margin(Margin::symmetric(DESK.card_margin as i8, 14)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.5;
        ui.columns(posts.len().max(1), |cells| {
            for (cell, post) in cells.iter_mut().zip(&posts) {
                ring(cell, desk, run, *post);
            }
        });
    });
}

/// One post: when it was rung, and who has heard it or the button that says so.
fn ring(ui: &mut Ui, desk: &mut Desk, run: &Run, post: Ring) {
    let words = &desk.words.emergencies;
    let state = desk.state();
    let name = ring_name(desk, post);
    let rung = run.rung.iter().find(|r| r.ring == post);
    text::strong(ui, name);
    let Some(rung) = rung else {
        let next = state.procedure.get(&run.procedure).and_then(|p| p.rings.get(run.rung.len())) == Some(&post);
        let wait = state.property().map_or(0, |s| i64::from(s.alarm.acknowledge_within_s));
        let left = (wait - desk.now.since(run.last_rung_at) / SECOND_MS).max(0);
        let counts = next && ringing_since(&state, run).is_some();
        text::small(ui, &if counts { (words.rings_in)(left) } else { words.not_rung.to_owned() });
        return;
    };
    text::small(ui, &(words.rung_at)(&second(desk, rung.at)));
    let of_post = |a: &&Acknowledgement| a.run == run.id && a.ring == post;
    let heard = state.acknowledgement.iter().filter(of_post).max_by_key(|a| a.at);
    let rings = ringing_since(&state, run).is_some();
    if let Some(heard) = heard.filter(|a| !rings || a.at >= run.last_rung_at) {
        let who = who(desk, heard.by.as_ref(), heard.name.as_ref(), heard.station);
        chip(ui, &(words.heard)(&second(desk, heard.at), &who), Tone::Green);
        return;
    }
    let acknowledgement = desk.new_id();
    let command = Command::Acknowledge { acknowledgement, run: run.id.clone(), ring: post, name: claimed(desk) };
    let reason = desk.why_not(&command.clone().into());
    let full = (words.acknowledge_for)(name);
    let main = rings && post == ring_to_acknowledge(run, desk.station);
    let tone = if run.drill { Tone::Amber } else { Tone::Red };
    let button = if main { Button::primary(words.acknowledge).tone(tone) } else { Button::outlined(words.acknowledge).small() };
    if ui.add(button.named(&full).disabled(reason.as_deref())).clicked() {
        desk.ask(command);
    }
}

fn columns(ui: &mut Ui, desk: &mut Desk, run: &Run) {
    let place = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let gap = DESK.gap * 1.6;
    let parts: &[f32] = if place.width() >= THREE_COLUMNS { &[0.38, 0.29, 0.33] } else { &[0.5, 0.5] };
    let free = place.width() - gap * (parts.len() - 1) as f32;
    let mut left = place.left();
    for (index, part) in parts.iter().enumerate() {
        let width = free * part;
        let rect = Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()));
        left += width + gap;
        within(ui, rect, |ui| {
            ScrollArea::vertical()
                .id_salt(("emergency-column", run.id.as_str(), index))
                .auto_shrink(false)
                .show(ui, |ui| {
                    match (index, parts.len()) {
                        (0, _) => steps::steps(ui, desk, run),
                        (1, 3) => say::say(ui, desk, run),
                        // What is more pressing stands above.
                        (1, _) if say::is_119_to_be_called(desk, run) => {
                            say::say(ui, desk, run);
                            ui.add_space(DESK.gap * 0.6);
                            roll_call::roll_call(ui, desk, run);
                        }
                        (1, _) => {
                            roll_call::roll_call(ui, desk, run);
                            ui.add_space(DESK.gap * 0.6);
                            say::say(ui, desk, run);
                        }
                        _ => roll_call::roll_call(ui, desk, run),
                    }
                    ui.add_space(DESK.margin);
                });
        });
    }
}
