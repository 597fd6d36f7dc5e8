//! The photo, where the property offers one: seen, taken, looked at, used, or left (B-03).

use std::fmt;

use ::devices::camera::{Frame, frame, photo};
use egui::{Color32, ColorImage, CornerRadius, Rect, TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2};
use look::icons;
use look::text;
use look::theme::colour::ROW_LINE;
use look::theme::scale;
use look::widgets::Button;
use values::Photo;

use super::Visitor;
use crate::form::{self, is_upright};
use crate::here::Here;
use crate::paint;

/// The photo of this visitor. Dropped with the visit, and its picture on the screen with it (B-01).
#[derive(Default)]
pub(super) struct Portrait {
    /// Taken, and perhaps not agreed to yet.
    taken: Option<Photo>,
    /// The visitor has seen it and wants it to go with the registration.
    agreed: bool,
    /// What the page shows, with the number of the camera's picture; none for the taken one.
    shown: Option<(Option<u64>, TextureHandle)>,
}

/// A page in a log says whether there is a photo.
impl fmt::Debug for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.taken.is_some() { "Portrait(taken)" } else { "Portrait(none)" })
    }
}

/// What was touched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touched {
    Again,
    Without,
}

impl Portrait {
    /// Whether there is one that the visitor agreed to.
    pub(super) fn is_agreed(&self) -> bool {
        self.agreed && self.taken.is_some()
    }

    /// The JPEG that goes with the registration; empty: none.
    pub(super) fn sent(&self) -> Vec<u8> {
        let agreed = self.taken.as_ref().filter(|_| self.agreed);
        agreed.map(|photo| photo.as_jpeg().to_vec()).unwrap_or_default()
    }

    /// The page is left: its picture leaves the screen's memory.
    pub(super) fn put_away(&mut self) {
        self.shown = None;
        if !self.agreed {
            self.taken = None;
        }
    }

    fn clear(&mut self) {
        *self = Self::default();
    }

    /// What the page shows: the photo as others will see it, or the camera's newest picture.
    fn shows(&mut self, ui: &Ui, here: &mut Here<'_>) {
        if let Some(taken) = &self.taken {
            if !matches!(self.shown, Some((None, _))) {
                self.shown = Frame::of_jpeg(taken.as_jpeg()).map(|frame| (None, texture(ui, &frame)));
            }
            return;
        }
        let Some((count, frame)) = here.look() else { return };
        match &mut self.shown {
            Some((Some(last), _)) if *last == count => {}
            Some((Some(last), handle)) => {
                *last = count;
                handle.set(image(frame), TextureOptions::LINEAR);
            }
            Some((None, _)) | None => self.shown = Some((Some(count), texture(ui, frame))),
        }
    }
}

impl Visitor {
    pub(super) fn photo(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        if !here.has_camera() && self.portrait.taken.is_none() {
            // It has gone since the page was opened: nothing can be taken here now.
            ui.ctx().request_repaint();
            return self.go_on(here);
        }
        self.heading(ui, here);
        let places = form::places(ui, false);
        let words = &here.words.kiosk.visitor;
        self.portrait.shows(ui, here);
        let sees = self.portrait.shown.is_some();
        let is_taken = self.portrait.taken.is_some();
        let touched = form::inside(ui, places.content, "photo", |ui| self.portrait.draw(ui, here));
        let (go, reason) = if is_taken { (words.photo_use, None) } else { (words.photo_take, (!sees).then_some(words.photo_opening)) };
        let gone = form::foot(ui, places.foot, go, reason);
        match touched {
            Some(Touched::Again) => self.portrait.clear(),
            Some(Touched::Without) => {
                self.portrait.clear();
                self.go_on(here);
            }
            None if gone && is_taken => {
                self.portrait.agreed = true;
                self.go_on(here);
            }
            None if gone => self.portrait.taken = here.look().and_then(|(_, frame)| encoded(frame)),
            None => {}
        }
    }
}

impl Portrait {
    /// Picture, words and the ways on: one below the other upright, side by side on a wide screen.
    fn draw(&self, ui: &mut Ui, here: &Here<'_>) -> Option<Touched> {
        let scale = scale(ui);
        let words = &here.words.kiosk.visitor;
        let all = ui.available_rect_before_wrap();
        let buttons = if self.taken.is_some() { 2.0 } else { 1.0 };
        // Each with its outline, and the space that follows it.
        let below = buttons * (scale.target + ui.spacing().item_spacing.y) + scale.gap * 0.3;
        if is_upright(all) {
            let foot = all.with_min_y(all.bottom() - below);
            let top = form::inside(ui, all.with_max_y(foot.top()), "words", |ui| self.says(ui, here));
            self.picture(
                ui,
                here,
                Rect::from_min_max(pos2(all.left(), top + scale.gap * 0.6), pos2(all.right(), foot.top() - scale.gap)),
            );
            return form::inside(ui, foot, "ways", |ui| self.ways(ui, words));
        }
        let middle = all.left() + (all.height() * ratio()).min(all.width() * 0.45);
        self.picture(ui, here, all.with_max_x(middle));
        form::inside(ui, all.with_min_x(middle + scale.gap * 1.5), "side", |ui| {
            self.says(ui, here);
            ui.add_space(scale.gap);
            self.ways(ui, words)
        })
    }

    /// The question and what the photo is for; returns where the words end.
    fn says(&self, ui: &mut Ui, here: &Here<'_>) -> f32 {
        let words = &here.words.kiosk.visitor;
        text::heading(ui, if self.taken.is_some() { words.photo_taken_question } else { words.photo });
        text::second(ui, words.photo_note);
        ui.cursor().top()
    }

    fn ways(&self, ui: &mut Ui, words: &look::words::kiosk::VisitorWords) -> Option<Touched> {
        let mut touched = None;
        if self.taken.is_some() && ui.add(Button::outlined(words.photo_again).icon(icons::ICON_REPLAY).fill_width()).clicked() {
            touched = Some(Touched::Again);
        }
        if ui.add(Button::outlined(words.photo_without).fill_width()).clicked() {
            touched = Some(Touched::Without);
        }
        touched
    }

    fn picture(&self, ui: &Ui, here: &Here<'_>, room: Rect) {
        let words = &here.words.kiosk.visitor;
        let height = room.height().min(room.width() / ratio()).max(0.0);
        let place = Rect::from_center_size(room.center(), vec2(height * ratio(), height));
        let radius = CornerRadius::same(scale(ui).card_radius);
        ui.painter().rect_filled(place, radius, ROW_LINE);
        let Some((live, texture)) = &self.shown else { return };
        // Who stands there sees a mirror; the photo is as others see them.
        let (left, right) = if live.is_some() { (1.0, 0.0) } else { (0.0, 1.0) };
        let part = Rect::from_min_max(pos2(left, 0.0), pos2(right, 1.0));
        ui.painter().image(texture.id(), place, part, Color32::WHITE);
        paint::label(ui, place, "picture", if live.is_some() { words.photo_mirror } else { words.photo_yours });
    }
}

/// The photo of what is seen. Every picture has one; what had none would leave the page as it is.
fn encoded(frame: &Frame) -> Option<Photo> {
    let jpeg = photo::of(frame)?;
    Photo::parse(&jpeg)
        .inspect_err(|invalid| tracing::error!(%invalid, "the photo was not encoded as it should be"))
        .ok()
}

/// Of a picture's width to its height.
fn ratio() -> f32 {
    let Vec2 { x, y } = size();
    x / y
}

fn size() -> Vec2 {
    vec2(frame::SIZE.0 as f32, frame::SIZE.1 as f32)
}

fn image(frame: &Frame) -> ColorImage {
    ColorImage::from_rgb([frame::SIZE.0, frame::SIZE.1], frame.dots())
}

fn texture(ui: &Ui, frame: &Frame) -> TextureHandle {
    ui.ctx().load_texture("camera", image(frame), TextureOptions::LINEAR)
}
