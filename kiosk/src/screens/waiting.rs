//! Before the first lobby arrives, and where the server does not admit this kiosk.

use egui::Ui;
use look::icons;
use look::theme::{Tone, scale};
use look::words::Words;

use super::finale::{Finale, centred};
use crate::seen::Connection;

/// Draws the page: in words, what is the matter and what to do.
pub fn show(ui: &mut Ui, words: &Words, connection: Connection) {
    let shell = &words.kiosk.shell;
    let (sign, tone, title, line) = match connection {
        Connection::NotAdmitted => (icons::ICON_BLOCK, Tone::Amber, shell.not_admitted, shell.not_admitted_line),
        Connection::Connecting | Connection::Online | Connection::Offline => {
            (icons::ICON_SYNC, Tone::Blue, shell.connecting, shell.connecting_line)
        }
    };
    let scale = scale(ui);
    ui.add_space(ui.available_height() * 0.22);
    Finale { sign, tone, title, state: None, line: "", caution: None }.head(ui);
    ui.add_space(scale.gap);
    centred(ui, line);
}
