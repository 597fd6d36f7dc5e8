//! The overview: who is on duty (S-3), what is open, and the duty log as it is written.

use crate::desk::Desk;
use crate::phrases;
use crate::record_log::what;
use domain::Station;
use domain::registers::handover::Post;
use domain::registers::keys::KeyPlace;
use egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Card, Moment, chip, key_values, timeline};

/// The log shows so many lines.
const LINES: usize = 60;

/// The screen.
pub fn today_ui(ui: &mut Ui, desk: &mut Desk) {
    CentralPanel::default()
        .frame(Frame::new().fill(BG).inner_margin(Margin::same(DESK.margin as i8)))
        .show(ui, |ui| {
            ui.columns(2, |columns| {
                ScrollArea::vertical().id_salt("today-left").auto_shrink(false).show(&mut columns[0], |ui| {
                    counts(ui, desk);
                    on_duty(ui, desk);
                    at_the_desks(ui, desk);
                    terminals(ui, desk);
                });
                log(&mut columns[1], desk);
            });
        });
}

fn counts(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.today;
    let state = desk.state();
    let out = state.key.iter().filter(|k| matches!(k.place, KeyPlace::Out { .. })).count();
    let counted = [
        (words.inside, state.inside().count()),
        (words.open_matters, state.open_matters().count()),
        (words.open_losses, state.open_losses().count()),
        (words.keys_out, out),
    ];
    let shown = counted.map(|(label, n)| (label, n.to_string()));
    let facts: Vec<(&str, &str)> = shown.iter().map(|(label, n)| (*label, n.as_str())).collect();
    Card::titled(desk.words.common.today).show(ui, |ui| key_values(ui, 2, &facts));
}

fn on_duty(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.today;
    let state = desk.state();
    Card::titled(words.on_duty).show(ui, |ui| {
        let told: Vec<(&str, String)> = Post::ALL
            .iter()
            .zip(words.posts)
            .map(|(post, name)| {
                let duty = state.duty_of(*post);
                let who = duty.map_or_else(
                    || words.nobody.to_owned(),
                    |d| {
                        format!(
                            "{} · {} · {}",
                            state.name_of(&d.person),
                            phrases::station(desk.words, d.station),
                            (words.since)(&desk.time(d.since))
                        )
                    },
                );
                (name, who)
            })
            .collect();
        let facts: Vec<(&str, &str)> = told.iter().map(|(post, who)| (*post, who.as_str())).collect();
        key_values(ui, 1, &facts);
    });
}

fn at_the_desks(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.today;
    let state = desk.state();
    Card::titled(words.at_the_desks).show(ui, |ui| {
        if state.sessions().next().is_none() {
            text::second(ui, words.nobody);
        }
        let told: Vec<(String, String)> = state
            .sessions()
            .map(|s| {
                let terminal = state.terminal.get(&s.id.beside()).map_or("", |t| t.name.as_str());
                (terminal.to_owned(), format!("{} · {}", state.name_of(&s.person), (words.since)(&desk.time(s.since))))
            })
            .collect();
        let facts: Vec<(&str, &str)> = told.iter().map(|(where_, who)| (where_.as_str(), who.as_str())).collect();
        key_values(ui, 1, &facts);
    });
}

fn terminals(ui: &mut Ui, desk: &Desk) {
    let state = desk.state();
    Card::titled(desk.words.today.terminals).show(ui, |ui| {
        for terminal in state.terminal.iter().filter(|t| t.revoked_at.is_none() && t.station != Station::Operator) {
            ui.horizontal(|ui| {
                let there = terminal.id == desk.terminal || desk.replica.is_connected(&terminal.id);
                let (label, tone) = if there { (desk.words.common.online, Tone::Green) } else { (desk.words.common.offline, Tone::Amber) };
                chip(ui, label, tone);
                text::body(ui, terminal.name.as_str());
            });
        }
    });
}

fn log(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.today;
    let state = desk.state();
    ScrollArea::vertical().id_salt("today-log").auto_shrink(false).show(ui, |ui| {
        Card::titled(words.log).show(ui, |ui| {
            let lines = state.log_line.iter().rev().take(LINES);
            let told: Vec<(String, String, String)> = lines
                .map(|line| (desk.time(line.at), what(desk, &line.what), phrases::actor(desk.words, &state, &line.actor, line.station)))
                .collect();
            if told.is_empty() {
                text::second(ui, words.log_empty);
            }
            let moments: Vec<Moment<'_>> = told.iter().map(|(time, what, who)| Moment::done(time, what, who).tone(Tone::Blue)).collect();
            timeline(ui, &moments);
        });
    });
}
