//! What stands around every screen: alarms above, the bar with station and time, the tabs,
//! the sign-in card, the locked screen, the signature dialog, the sentences at the foot, what waits and what came back.

pub mod alarm_bar;
pub mod change_pin;
pub mod foot;
pub mod lock;
pub mod on_duty;
pub mod outbox;
pub mod sign_in;
pub mod signature;
pub mod tabs;
pub mod told_once;
pub mod top_bar;

use crate::desk::{Connection, Desk};
use crate::screens::{SCREENS, history, person};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, CARD, DESK, NAVY, RED};

/// Draws the whole window.
pub fn frame_ui(ui: &mut Ui, desk: &mut Desk) {
    lock::watch(ui.ctx(), desk);
    alarm_bar::alarm_bar(ui, desk);
    Panel::top("bar")
        .exact_size(60.0)
        .show_separator_line(false)
        .frame(Frame::new().fill(NAVY).inner_margin(Margin::symmetric(DESK.card_margin as i8, 0)))
        .show(ui, |ui| top_bar::top_bar(ui, desk));
    foot::foot(ui, desk);
    outbox::strip(ui, desk);
    if !desk.replica.is_loaded() {
        CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| waiting(ui, desk));
        return;
    }
    Panel::left("tabs")
        .exact_size(tabs::WIDTH)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(CARD))
        .show(ui, |ui| tabs::tabs(ui, desk));
    history::forget(desk);
    person::forget(desk);
    let screen = SCREENS.get(desk.screen).filter(|screen| screen.stations.contains(&desk.station)).unwrap_or(&SCREENS[0]);
    CentralPanel::default().frame(Frame::new().fill(BG)).show(ui, |ui| {
        let behind = desk.locked_for();
        if desk.person().is_some() || screen.without_sign_in {
            (screen.ui)(ui, desk);
        } else if let Some(person) = behind {
            lock::locked(ui, desk, &person);
        } else {
            sign_in::sign_in(ui, desk);
        }
    });
    outbox::list(ui, desk);
    signature::signature(ui, desk);
    change_pin::change_pin(ui, desk);
    told_once::told_once(ui, desk);
}

/// Before the first view has arrived: in words, what is going on.
fn waiting(ui: &mut Ui, desk: &Desk) {
    let words = &desk.words.desk;
    let sentence = match desk.connection {
        Connection::Connecting | Connection::Online => words.connecting,
        Connection::Offline { .. } => words.server_away,
        Connection::NotAdmitted => words.not_admitted,
    };
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.4);
        let colour = if desk.connection == Connection::NotAdmitted { RED } else { look::theme::INK_2 };
        text::label(ui, sentence, look::theme::regular(DESK.heading), colour);
    });
}
