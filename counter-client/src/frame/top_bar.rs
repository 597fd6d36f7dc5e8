//! The bar: property, station, who is on duty, who is signed in, the connection, the time.

use super::on_duty::on_duty;
use crate::desk::{Connection, Desk};
use crate::screens::Drafts;
use domain::Station;
use domain::registers::staff;
use egui::{Align, CornerRadius, Layout, Sense, Ui, vec2};
use look::icons;
use look::text;
use look::theme::{AMBER_SOFT, BLUE, DESK, GREEN_SOFT, NAVY_TEXT, RED_SOFT, Tone, WHITE, bold, icon, regular};
use look::widgets::Button;
use look::words::words;

/// Draws the bar.
pub fn top_bar(ui: &mut Ui, desk: &mut Desk) {
    let words = desk.words;
    let state = desk.state();
    ui.horizontal_centered(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(34.0, 34.0), Sense::hover());
        ui.painter().rect_filled(mark, CornerRadius::same(DESK.radius), BLUE);
        icon(ui.painter(), mark.center(), icons::ICON_APARTMENT, 24.0, WHITE);
        let property = state.property().map(|s| desk.phrase(&s.name).to_owned()).unwrap_or_default();
        let station = match desk.station {
            Station::ControlRoom => words.desk.control_room,
            Station::Counter | Station::Kiosk | Station::Operator | Station::Clock => words.desk.counter,
        };
        text::label(ui, &format!("{property} · {station}"), bold(DESK.strong + 1.0), WHITE);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::label(ui, &desk.now.clock(state.utc_offset()), bold(DESK.strong + 3.0), WHITE);
            if ui.add(Button::on_strong_outlined(words.language.next().name(), Tone::Blue).small()).clicked() {
                desk.words = self::words(words.language.next());
            }
            if let Some(person) = desk.person() {
                if ui.add(Button::on_strong_outlined(words.desk.sign_out, Tone::Blue).small()).clicked() {
                    desk.ask(staff::Command::SignOut {});
                    desk.drafts = Drafts::default();
                }
                if ui.add(Button::on_strong_outlined(words.staff.lock, Tone::Blue).small()).clicked() {
                    desk.lock();
                }
                text::label(ui, person.name.as_str(), bold(DESK.body), WHITE);
            } else {
                let said = if desk.locked_for().is_some() { words.staff.locked } else { words.desk.nobody_signed_in };
                text::label(ui, said, regular(DESK.body), NAVY_TEXT);
            }
            connection(ui, desk);
            ui.add_space(DESK.gap);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(DESK.gap * 2.0);
                on_duty(ui, desk);
            });
        });
    });
}

/// "As of when" is always told (B-10).
fn connection(ui: &mut Ui, desk: &Desk) {
    let words = desk.words;
    let (colour, sentence) = match &desk.connection {
        Connection::Connecting => (AMBER_SOFT, words.desk.connecting.to_owned()),
        Connection::Online => (GREEN_SOFT, words.common.online.to_owned()),
        Connection::Offline { .. } if !desk.replica.is_loaded() => (AMBER_SOFT, words.common.offline.to_owned()),
        Connection::Offline { since } => (AMBER_SOFT, (words.common.offline_since)(&desk.time(*since))),
        Connection::NotAdmitted => (RED_SOFT, words.desk.not_admitted.to_owned()),
    };
    if !desk.can_sound {
        text::label(ui, words.desk.no_sound, regular(DESK.small), AMBER_SOFT);
    }
    text::label(ui, &sentence, regular(DESK.body), colour);
    let (dot, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
    ui.painter().circle_filled(dot.center(), 5.0, colour);
}
