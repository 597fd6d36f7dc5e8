//! The window: ties the kiosk to the link, the clock and the size of the screen.

use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use egui::{Context, Ui, Vec2, vec2};
use look::describe;
use look::words::Language;
use terminal::{Identity, LobbyLink, StartError};
use values::At;

use crate::devices::machine::{Machine, Setup};
use crate::kiosk::{Kiosk, Now, prepare};
use crate::tray::Numbers;

/// The screen that the pages are drawn for, upright.
const UPRIGHT: Vec2 = vec2(1080.0, 1920.0);

/// Why the screens did not start.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The link.
    #[error(transparent)]
    Link(#[from] StartError),
    /// The file of `--describe`.
    #[error("the description of the screen cannot be written ({0}): check the file's directory")]
    Describe(#[source] std::io::Error),
}

/// The running program.
pub struct App {
    kiosk: Kiosk,
    link: LobbyLink,
    machine: Machine,
    started: Instant,
    /// Whether a visitor has nothing but this window: then nothing that they press closes it.
    fills_the_screen: bool,
    /// A colleague has ended it: now the window closes.
    ends: bool,
}

impl App {
    /// Starts the link; from then on it wakes the window whenever something is heard.
    ///
    /// # Errors
    /// [`AppError`].
    pub fn start(
        ctx: &Context,
        identity: Identity,
        devices: &Setup,
        language: Language,
        describe: Option<&Path>,
        fills_the_screen: bool,
    ) -> Result<Self, AppError> {
        prepare(ctx);
        if let Some(file) = describe {
            describe::describe_to(ctx, file).map_err(AppError::Describe)?;
        }
        let window = ctx.clone();
        let link = LobbyLink::start(identity, Box::new(move || window.request_repaint()))?;
        let window = ctx.clone();
        let mut kiosk = Kiosk::new(language, chance);
        kiosk.draw_ahead();
        Ok(Self {
            kiosk,
            link,
            machine: Machine::start(devices, move || window.request_repaint()),
            started: Instant::now(),
            fills_the_screen,
            ends: false,
        })
    }

    fn now(&self) -> Now {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Now {
            wall: At(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)),
            up: self.started.elapsed(),
        }
    }

    fn numbers(&self) -> Numbers {
        Numbers {
            kiosk: self.link.number(),
            count: self.link.code_count(),
            seq: self.link.next_seq(),
        }
    }

    /// Gives the link what visitors asked for in this frame.
    fn deliver(&mut self, ctx: &Context) {
        while let Some(submission) = self.kiosk.next_submission(self.numbers()) {
            let saved = self.link.submit(submission);
            if let Err(error) = &saved {
                tracing::error!(%error, "a submission was not saved");
            }
            self.kiosk.submitted(saved.ok());
            ctx.request_repaint();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, _ctx: &Context, _frame: &mut eframe::Frame) {
        let now = self.now();
        for event in self.link.drain() {
            self.kiosk.hear(event, now);
        }
        self.machine.tell(&mut self.kiosk, now);
        self.kiosk.waits(self.link.waiting().map(|(count, since)| (count, At(since))));
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if self.fills_the_screen && !self.ends {
            stay_open(&ctx);
        }
        if let Some((number, pin)) = self.kiosk.wants_to_end() {
            self.link.may_end(number, pin);
        }
        if self.kiosk.has_ended() && !std::mem::replace(&mut self.ends, true) {
            tracing::info!("a colleague has ended the program");
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        let pixels = ctx.viewport_rect().size() * ctx.pixels_per_point();
        let native = ctx.native_pixels_per_point().unwrap_or(1.0);
        ctx.set_zoom_factor(zoom(pixels, native));
        let now = self.now();
        self.kiosk.frame(ui, now);
        self.deliver(&ctx);
        self.machine.serve(&mut self.kiosk);
        if let Some(error) = describe::take_failure(&ctx) {
            tracing::warn!(%error, "the description of the screen was not written");
        }
    }
}

/// Refuses to be closed: Alt-F4, a window manager's key, a plugged-in keyboard. Who looks after the
/// machine ends the program, not the window (docs/host.md).
fn stay_open(ctx: &Context) {
    if ctx.input(|input| input.viewport().close_requested()) {
        tracing::warn!("somebody wanted to close the window of this kiosk");
        ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
    }
}

/// How much larger than the system's own size everything is drawn, so that a window of
/// `pixels` shows the whole page: 1080 × 1920 points upright, 1920 × 1080 lying, or more.
#[must_use]
pub fn zoom(pixels: Vec2, native: f32) -> f32 {
    let made_for = if pixels.y >= pixels.x { UPRIGHT } else { vec2(UPRIGHT.y, UPRIGHT.x) };
    let scale = (pixels / made_for).min_elem();
    if scale.is_finite() && scale > 0.0 && native > 0.0 { (scale / native).clamp(0.2, 8.0) } else { 1.0 }
}

/// Random bits; where the system has no random numbers, some that no other start of this program has.
fn chance() -> u64 {
    let mut bytes = [0_u8; 8];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::warn!(%error, "no random numbers: visits and sittings are numbered by the clock");
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        return u64::try_from(since.as_nanos() % u128::from(u64::MAX)).unwrap_or_default();
    }
    u64::from_be_bytes(bytes)
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// The window system or the link, in a sentence.
pub fn open(
    identity: Identity,
    devices: Setup,
    language: Language,
    size: Option<Vec2>,
    file: Option<Arc<Path>>,
) -> Result<(), eframe::Error> {
    let viewport = egui::ViewportBuilder::default().with_title("Dutydesk kiosk").with_app_id("dutydesk-kiosk");
    let viewport = match size {
        Some(size) => viewport.with_inner_size(size),
        None => viewport.with_fullscreen(true),
    };
    let fills_the_screen = size.is_none();
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let start = move |creation: &eframe::CreationContext<'_>| {
        let app = App::start(&creation.egui_ctx, identity, &devices, language, file.as_deref(), fills_the_screen)?;
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("Dutydesk kiosk", options, Box::new(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_fits_every_window() {
        for (pixels, native, points) in [
            (vec2(1080.0, 1920.0), 1.0, vec2(1080.0, 1920.0)),
            (vec2(810.0, 1440.0), 1.0, vec2(1080.0, 1920.0)),
            (vec2(1920.0, 1080.0), 1.0, vec2(1920.0, 1080.0)),
            (vec2(2160.0, 3840.0), 2.0, vec2(1080.0, 1920.0)),
            (vec2(1024.0, 768.0), 1.0, vec2(1920.0, 1440.0)),
        ] {
            let found = pixels / (zoom(pixels, native) * native);
            assert!((found - points).length() < 0.01, "{pixels:?} {found:?}");
        }
        assert_eq!(zoom(Vec2::ZERO, 1.0), 1.0);
    }

    #[test]
    fn chance_is_not_the_last_one() {
        assert_ne!(chance(), chance());
    }
}
