//! Around every page: the header with the property's name, the clock and the three languages; the
//! strip that says when there is no connection (B-07); the footer with elder mode (B-06) and the
//! bell (B-05).

mod footer;
mod header;

use chrono::NaiveDateTime;
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2};
use look::theme::{BG, Tone, WHITE, bold, icon, scale, wrapped};
use look::words::{Language, Words};
use look::{Icon, icons};

use crate::form::is_upright;
use crate::ring::Sound;

/// What the shell shows.
pub struct Shell<'a> {
    /// Every phrase, in the reader's language.
    pub words: &'static Words,
    /// The property's name; empty before it is known.
    pub property: &'a str,
    /// The property's wall clock, once it is known.
    pub time: Option<NaiveDateTime>,
    /// Whether there is no connection.
    pub offline: bool,
    /// While there is none: how much waits on the disk and since when, below the property's name, for staff who pass by.
    pub waiting: Option<String>,
    /// How the bell sounds.
    pub sound: Sound,
    /// Whether the counter is closed: then the bell rings in the control room.
    pub closed: bool,
    /// The telephone for when the bell does not reach anybody: the counter's, or the control room's.
    pub telephone: &'a str,
}

/// What was touched, and the place for the page.
pub struct Framed {
    /// Between header and footer, without the margin at the sides.
    pub body: Rect,
    /// This language was asked for.
    pub language: Option<Language>,
    /// Elder mode was asked for, or the end of it (B-06).
    pub elder: bool,
    /// The counter was rung.
    pub call: bool,
    /// The mark in the corner is held down.
    pub mark_held: bool,
}

/// A sentence of the footer, with its sign.
struct Sentence {
    sign: Icon,
    tone: Tone,
    words: String,
}

impl Shell<'_> {
    /// Draws all of it around an empty body.
    pub fn show(&self, ui: &mut Ui) -> Framed {
        let scale = scale(ui);
        let full = ui.max_rect();
        ui.painter().rect_filled(full, CornerRadius::ZERO, BG);
        let header = self.header(ui, full);
        let mut top = header.bottom;
        // In elder mode the footer says it: a strip of such large type would cost the page its room.
        if self.offline && !scale.high_contrast {
            top = self.strip(ui, full.with_min_y(top));
        }
        let footer = self.footer(ui, full);
        let body = Rect::from_min_max(pos2(full.left() + scale.margin, top), pos2(full.right() - scale.margin, footer.top));
        Framed {
            body,
            language: header.language,
            elder: footer.elder,
            call: footer.call,
            mark_held: header.mark_held,
        }
    }

    /// At the top of `place`, as high as its words need. Returns where it ends.
    fn strip(&self, ui: &Ui, place: Rect) -> f32 {
        let scale = scale(ui);
        let words = self.words.kiosk.shell.offline;
        let side = scale.px(40.0);
        let left = place.left() + scale.margin + side * 1.6;
        let galley = wrapped(ui.painter(), words, place.right() - scale.margin - left, bold(scale.small), WHITE);
        let least = if is_upright(ui.max_rect()) { 76.0 } else { 64.0 };
        let rect = place.with_max_y(place.top() + (galley.size().y + scale.gap).max(least));
        ui.painter().rect_filled(rect, CornerRadius::ZERO, Tone::Amber.strong(scale));
        icon(
            ui.painter(),
            pos2(rect.left() + scale.margin + side / 2.0, rect.center().y),
            icons::ICON_CLOUD_OFF,
            side,
            WHITE,
        );
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, WHITE);
        let id = ui.unique_id().with("offline");
        ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
        rect.bottom()
    }
}
