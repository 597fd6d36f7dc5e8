//! What the server tells once: a colleague's fresh PIN, a new machine's code, a visitor's photo. Closed, it is gone.

use crate::console::Told;
use crate::desk::Desk;
use egui::{Color32, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use look::text;
use look::theme::DESK;
use look::widgets::{Button, Dialog, dialog, qr};

/// How large the code is, in points.
const PICTURE: f32 = 260.0;
/// How high a photo is, in points.
const PHOTO: f32 = 480.0;

/// Draws it while it is open.
pub fn told_once(ui: &mut Ui, desk: &mut Desk) {
    let Some(mut told) = desk.console.told.take() else { return };
    let words = &desk.words.staff;
    let title = match &told {
        Told::Pin { of, .. } => (words.pin_given)(of),
        Told::Code { of, .. } => (words.code_given)(of),
        Told::Photo { of, .. } => (desk.words.visits.photo_of)(of),
    };
    let shown = Dialog::new("told-once", &title).show(ui, |ui| {
        match &mut told {
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
            Told::Photo { picture, .. } => {
                let room = vec2(PHOTO * 0.75, PHOTO);
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), PHOTO), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &title));
                if let Some(drawn) = picture.drawn(ui) {
                    let part = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
                    ui.painter().image(drawn.id(), Rect::from_center_size(rect.center(), room), part, Color32::WHITE);
                }
                text::second(ui, desk.words.visits.photo_line);
            }
        }
        dialog::foot(ui, |ui| ui.add(Button::primary(desk.words.common.close)).clicked())
    });
    if !shown.inner {
        desk.console.told = Some(told);
    }
}
