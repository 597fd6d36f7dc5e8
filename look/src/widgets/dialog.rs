//! A question or a form above everything, with the page behind it dimmed.

use egui::{Color32, CornerRadius, Frame, Id, Margin, Modal, Role, Shadow, Ui};

use crate::text;
use crate::theme::{CARD, scale};

/// What came of one pass of a [`Dialog`].
pub struct Shown<R> {
    /// What the content returned.
    pub inner: R,
    /// The dimmed page was touched or Escape pressed. What is signed or destroys should
    /// ignore it and ask for an answer.
    pub dismissed: bool,
}

/// A dialog. `Dialog::new("lost-key", words.sure).show(ui, |ui| …)` on every pass it is open.
#[must_use = "show(…) it"]
pub struct Dialog<'a> {
    salt: &'a str,
    title: &'a str,
    width: Option<f32>,
}

impl<'a> Dialog<'a> {
    /// `salt` tells dialogs apart; `title` is the heading and the accessible name.
    pub fn new(salt: &'a str, title: &'a str) -> Self {
        Self { salt, title, width: None }
    }

    /// Another width than the scale's own, in points.
    pub fn width(mut self, points: f32) -> Self {
        self.width = Some(points);
        self
    }

    /// Draws the dialog around `content`, never wider or higher than the window.
    pub fn show<R>(self, ui: &Ui, content: impl FnOnce(&mut Ui) -> R) -> Shown<R> {
        let scale = scale(ui);
        let window = ui.ctx().content_rect();
        let margin = scale.card_margin * 1.3;
        let wished = self.width.unwrap_or_else(|| scale.pick(860.0, 520.0));
        let width = wished.min(window.width() - margin * 4.0);
        let frame = Frame::new()
            .fill(CARD)
            .corner_radius(CornerRadius::same(scale.card_radius))
            .inner_margin(Margin::same(margin as i8))
            .shadow(Shadow {
                offset: [0, 16],
                blur: 48,
                spread: 0,
                color: Color32::from_rgba_unmultiplied(16, 27, 45, 80),
            });
        let modal = Modal::new(Id::unique(("dialog", self.salt)))
            .backdrop_color(Color32::from_rgba_unmultiplied(11, 31, 58, 150))
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(width);
                ui.set_max_height(window.height() - margin * 4.0);
                text::heading(ui, self.title);
                ui.add_space(scale.gap * 0.5);
                let inner = content(ui);
                name(ui, self.title);
                inner
            });
        Shown { dismissed: modal.should_close(), inner: modal.inner }
    }
}

fn name(ui: &Ui, title: &str) {
    let rect = ui.min_rect();
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Dialog);
        node.set_label(title);
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.left().into(),
            y0: rect.top().into(),
            x1: rect.right().into(),
            y1: rect.bottom().into(),
        });
    });
}

/// The row of buttons at the foot of a dialog, from the right: draw the main one first.
pub fn foot<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let scale = scale(ui);
    ui.add_space(scale.gap);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let size = egui::vec2(ui.available_width(), scale.control);
    ui.allocate_ui_with_layout(size, layout, buttons).inner
}
