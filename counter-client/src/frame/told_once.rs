//! What the server tells once: a colleague's fresh PIN, a new machine's code. Closed, it is gone.

use crate::console::Told;
use crate::desk::Desk;
use egui::{Sense, Ui, vec2};
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Dialog, dialog, qr};

/// How large the code is, in points.
const PICTURE: f32 = 260.0;

/// Draws it while it is open.
pub fn told_once(ui: &mut Ui, desk: &mut Desk) {
    let Some(told) = &desk.console.told else { return };
    let words = &desk.words.staff;
    let title = match told {
        Told::Pin { of, .. } => (words.pin_given)(of),
        Told::Code { of, .. } => (words.code_given)(of),
    };
    let shown = Dialog::new("told-once", &title).show(ui, |ui| {
        match told {
            Told::Pin { pin, .. } => {
                text::title(ui, pin);
                text::second(ui, words.pin_given_line);
            }
            Told::Code { code, until, .. } => {
                text::second(ui, &(words.code_given_line)(&desk.time(*until)));
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), PICTURE), Sense::hover());
                qr(ui, rect, code, words.code_picture);
                ui.add_space(DESK.gap);
                text::heading(ui, code);
            }
        }
        dialog::foot(ui, |ui| ui.add(Button::primary(desk.words.common.close)).clicked())
    });
    if shown.inner {
        desk.console.told = None;
    }
}
