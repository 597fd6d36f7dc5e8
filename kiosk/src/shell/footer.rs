//! The footer: a sentence, the switch to elder mode and back (B-06), and the bell (B-05).

use egui::{CornerRadius, Rect, Stroke, Ui, pos2, vec2};
use look::icons;
use look::theme::{CARD, LINE, Scale, Tone, bold, icon, regular, scale, wrapped};
use look::widgets::Button;

use super::{Sentence, Shell};
use crate::form::{inside, is_upright};
use crate::paint;
use crate::ring::Sound;

/// What was touched, and where the footer begins.
pub(super) struct Footer {
    pub top: f32,
    pub elder: bool,
    pub call: bool,
}

/// Whether the sentence stands above the buttons: large type on an upright screen.
fn has_two_rows(full: Rect, scale: Scale) -> bool {
    is_upright(full) && scale.high_contrast
}

impl Shell<'_> {
    /// Draws it at the bottom of `full`.
    pub(super) fn footer(&self, ui: &mut Ui, full: Rect) -> Footer {
        let scale = scale(ui);
        if has_two_rows(full, scale) {
            return self.footer_in_two_rows(ui, full);
        }
        let height = match (is_upright(full), scale.high_contrast) {
            (true, _) => 132.0,
            (false, false) => 112.0,
            (false, true) => 140.0,
        };
        let foot = full.with_min_y(full.bottom() - height);
        ground(ui, foot);
        let place = foot.with_max_x(foot.right() - scale.margin);
        let (elder, call, left) = inside(ui, place, "buttons", |ui| {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing.x = scale.gap * 0.8;
                let call = ui.add(self.bell()).clicked();
                let elder = ui.add(self.switch(scale));
                (elder.clicked(), call, elder.rect.left())
            })
            .inner
        });
        let room = Rect::from_min_max(pos2(foot.left() + scale.margin, foot.top()), pos2(left - scale.gap, foot.bottom()));
        sentence(ui, room, &self.sentence(scale.high_contrast));
        Footer { top: foot.top(), elder, call }
    }

    fn footer_in_two_rows(&self, ui: &mut Ui, full: Rect) -> Footer {
        let scale = scale(ui);
        // What is always so is said by the notice: here only what is not as usual, with the room that it costs.
        let said = Some(self.sentence(scale.high_contrast)).filter(|said| said.tone != Tone::Green);
        let width = full.width() - scale.margin * 2.0;
        let edge = scale.gap * 0.6;
        let words = said.as_ref().map_or(0.0, |said| laid(ui, said, width).1.size().y + edge);
        let foot = full.with_min_y(full.bottom() - words - scale.target - edge * 2.0);
        ground(ui, foot);
        let inner = foot.shrink2(vec2(scale.margin, edge));
        if let Some(said) = said {
            sentence(ui, inner.with_max_y(inner.top() + words - edge), &said);
        }
        let row = inner.with_min_y(inner.bottom() - scale.target);
        let half = (width - scale.gap) / 2.0;
        let switch = self.switch(scale).fill_width();
        let elder = inside(ui, row.with_max_x(row.left() + half), "switch", |ui| ui.add(switch).clicked());
        let call = inside(ui, row.with_min_x(row.right() - half), "bell", |ui| ui.add(self.bell().fill_width()).clicked());
        Footer { top: foot.top(), elder, call }
    }

    fn switch(&self, scale: Scale) -> Button<'static> {
        let shell = &self.words.kiosk.shell;
        let (words, sign) =
            if scale.high_contrast { (shell.standard, icons::ICON_TEXT_DECREASE) } else { (shell.elder, icons::ICON_TEXT_INCREASE) };
        Button::outlined(words).icon(sign).pill().small()
    }

    fn bell(&self) -> Button<'static> {
        let shell = &self.words.kiosk.shell;
        match self.sound {
            Sound::Quiet | Sound::Unreached => Button::outlined(shell.call).tone(Tone::Blue).icon(icons::ICON_SUPPORT_AGENT).pill().small(),
            Sound::Ringing => Button::primary(shell.calling).icon(icons::ICON_RING_VOLUME).pill().small(),
        }
    }

    fn sentence(&self, high_contrast: bool) -> Sentence {
        let shell = &self.words.kiosk.shell;
        let (sign, tone, words) = match self.sound {
            Sound::Quiet if self.offline && high_contrast => (icons::ICON_CLOUD_OFF, Tone::Amber, shell.offline.to_owned()),
            Sound::Quiet => (icons::ICON_SHIELD, Tone::Green, shell.privacy.to_owned()),
            Sound::Ringing => {
                let called = if self.closed { self.words.kiosk.home.called_control_room } else { shell.called };
                (icons::ICON_NOTIFICATIONS_ACTIVE, Tone::Blue, called.to_owned())
            }
            Sound::Unreached if self.telephone.is_empty() => (icons::ICON_CLOUD_OFF, Tone::Amber, shell.call_offline_without.to_owned()),
            Sound::Unreached => {
                let call = if self.closed { self.words.kiosk.home.call_control_room } else { shell.call_offline };
                (icons::ICON_CLOUD_OFF, Tone::Amber, call(self.telephone))
            }
        };
        Sentence { sign, tone, words }
    }
}

fn ground(ui: &Ui, foot: Rect) {
    ui.painter().rect_filled(foot, CornerRadius::ZERO, CARD);
    ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(scale(ui).line, LINE));
}

/// The width that its sign takes, and its words in what is left of `width`.
fn laid(ui: &Ui, said: &Sentence, width: f32) -> (f32, std::sync::Arc<egui::Galley>) {
    let scale = scale(ui);
    let sign = scale.px(40.0) + scale.gap * 0.7;
    let usual = said.tone == Tone::Green;
    let ink = if usual { scale.ink_2() } else { said.tone.strong(scale) };
    let font = if usual { regular(scale.small) } else { bold(scale.small) };
    (sign, wrapped(ui.painter(), &said.words, width - sign, font, ink))
}

/// Draws it at the left of `room`, in the middle of its height.
fn sentence(ui: &Ui, room: Rect, said: &Sentence) {
    let scale = scale(ui);
    let (left, galley) = laid(ui, said, room.width());
    let side = scale.px(40.0);
    icon(ui.painter(), pos2(room.left() + side / 2.0, room.center().y), said.sign, side, said.tone.strong(scale));
    let at = pos2(room.left() + left, room.center().y - galley.size().y / 2.0);
    let ink = galley.job.sections.first().map_or(scale.ink_2(), |section| section.format.color);
    ui.painter().galley(at, galley, ink);
    paint::label(ui, room, "footer", &said.words);
}
