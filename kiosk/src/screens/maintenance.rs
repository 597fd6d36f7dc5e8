//! 维护: a lead has taken this kiosk out of service; the page says where to go instead.

use egui::Ui;
use look::icons;
use look::theme::{Tone, scale};

use super::finale::{Finale, centred};
use crate::here::Here;

/// Draws the page in the place of the home page.
pub fn show(ui: &mut Ui, here: &Here<'_>) {
    let words = &here.words.kiosk.home;
    let scale = scale(ui);
    let (counter, control_room) = (&here.lobby.counter_telephone, &here.lobby.control_room_telephone);
    ui.add_space(ui.available_height() * 0.2);
    let head = Finale {
        sign: icons::ICON_ENGINEERING,
        tone: Tone::Amber,
        title: words.maintenance,
        state: None,
        line: "",
        caution: None,
    };
    head.head(ui);
    ui.add_space(scale.gap);
    match here.closed {
        Some(_) => centred(ui, &(words.maintenance_closed)(control_room)),
        None => {
            centred(ui, words.maintenance_line);
            if !counter.is_empty() {
                ui.add_space(scale.gap);
                centred(ui, &(words.maintenance_telephone)(counter));
            }
        }
    }
}
