//! Around every page: the header with the property's name, the clock and the language; the
//! strip that says when there is no connection (B-07); the footer with the bell (B-05).

use chrono::{Datelike, NaiveDateTime, Timelike};
use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::theme::colour::MARK;
use look::theme::paint::{focus_ring, pressed};
use look::theme::{BG, CARD, LINE, NAVY, NAVY_TEXT, Tone, WHITE, bold, icon, regular, scale};
use look::widgets::Button;
use look::words::{Language, Words};
use look::{Icon, icons};

use crate::form::{inside, is_upright};
use crate::paint;
use crate::ring::Sound;

/// Heights of header, footer and the strip that says something is wrong: on an upright screen,
/// and on a wide one, where height is short.
const UPRIGHT: [f32; 3] = [176.0, 132.0, 76.0];
const WIDE: [f32; 3] = [132.0, 112.0, 64.0];

/// What the shell shows.
pub struct Shell<'a> {
    /// Every phrase, in the reader's language.
    pub words: &'static Words,
    /// The property's name; empty before it is known.
    pub property: &'a str,
    /// The property's wall clock, once it is known.
    pub time: Option<NaiveDateTime>,
    /// Whether the strip is there.
    pub offline: bool,
    /// While there is none: how much waits on the disk and since when, below the property's name, for staff who pass by.
    pub waiting: Option<String>,
    /// How the bell sounds.
    pub sound: Sound,
    /// The counter's telephone, for when the bell does not reach it.
    pub telephone: &'a str,
}

/// What was touched, and the place for the page.
pub struct Framed {
    /// Between header and footer, without the margin at the sides.
    pub body: Rect,
    /// The other language was asked for.
    pub language: bool,
    /// The counter was rung.
    pub call: bool,
    /// The mark in the corner is held down.
    pub mark_held: bool,
}

impl Shell<'_> {
    /// Draws all of it around an empty body.
    pub fn show(&self, ui: &mut Ui) -> Framed {
        let scale = scale(ui);
        let full = ui.max_rect();
        ui.painter().rect_filled(full, CornerRadius::ZERO, BG);
        let [header, footer, strip] = if is_upright(full) { UPRIGHT } else { WIDE };
        let head = full.with_max_y(full.top() + header);
        let foot = full.with_min_y(full.bottom() - footer);
        let (language, mark_held) = self.header(ui, head);
        let mut top = head.bottom();
        if self.offline {
            self.strip(ui, Rect::from_min_max(head.left_bottom(), pos2(full.right(), top + strip)));
            top += strip;
        }
        let call = self.footer(ui, foot);
        let body = Rect::from_min_max(pos2(full.left() + scale.margin, top), pos2(full.right() - scale.margin, foot.top()));
        Framed { body, language, call, mark_held }
    }

    fn header(&self, ui: &mut Ui, head: Rect) -> (bool, bool) {
        let scale = scale(ui);
        let shell = &self.words.kiosk.shell;
        let middle = head.center().y;
        ui.painter().rect_filled(head, CornerRadius::ZERO, NAVY);
        let mark = Rect::from_min_size(pos2(head.left() + scale.margin, middle - 42.0), vec2(84.0, 84.0));
        ui.painter().rect_filled(mark, CornerRadius::same(22), MARK);
        icon(ui.painter(), mark.center(), icons::ICON_APARTMENT, 56.0, WHITE);
        let held = ui.interact(mark, ui.unique_id().with("mark"), Sense::drag());
        held.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.words.kiosk.staff.mark));

        let pill = Rect::from_min_size(pos2(head.right() - scale.margin - 230.0, middle - 46.0), vec2(230.0, 92.0));
        let clock_right = pill.left() - 36.0;
        let mut room_ends = clock_right;
        if let Some(time) = self.time {
            let clock = format!("{:02}:{:02}", time.hour(), time.minute());
            let day = (self.words.common.day)(time.month(), time.day());
            let at = pos2(clock_right, middle - 16.0);
            let shown = paint::row(ui, at, Align2::RIGHT_CENTER, &clock, 220.0, bold(58.0), WHITE);
            let at = pos2(clock_right, middle + 38.0);
            let below = paint::row(ui, at, Align2::RIGHT_CENTER, &day, 220.0, regular(26.0), NAVY_TEXT);
            paint::label(ui, shown.union(below), "clock", &format!("{clock} {day}"));
            room_ends = shown.left().min(below.left());
        }
        let left = mark.right() + 24.0;
        let room = room_ends - 30.0 - left;
        let waiting = self.waiting.as_deref().filter(|_| self.offline);
        let (title, line) = match (self.property.is_empty(), waiting) {
            (true, waiting) => (shell.subtitle, waiting.unwrap_or_default()),
            (false, waiting) => (self.property, waiting.unwrap_or(shell.subtitle)),
        };
        let up = if line.is_empty() { 0.0 } else { -22.0 };
        let shown = paint::row(ui, pos2(left, middle + up), Align2::LEFT_CENTER, title, room, bold(44.0), WHITE);
        let below = paint::row(ui, pos2(left, middle + 30.0), Align2::LEFT_CENTER, line, room, regular(scale.small), NAVY_TEXT);
        paint::label(ui, shown.union(below), "property", format!("{title} {line}").trim());
        (language_pill(ui, pill, self.words.language.next()), held.is_pointer_button_down_on())
    }

    fn strip(&self, ui: &Ui, rect: Rect) {
        let scale = scale(ui);
        let words = self.words.kiosk.shell.offline;
        ui.painter().rect_filled(rect, CornerRadius::ZERO, Tone::Amber.strong(scale));
        let at = pos2(rect.left() + scale.margin + 22.0, rect.center().y);
        icon(ui.painter(), at, icons::ICON_CLOUD_OFF, 40.0, WHITE);
        let left = at.x + 42.0;
        let room = rect.right() - scale.margin - left;
        paint::row(ui, pos2(left, rect.center().y), Align2::LEFT_CENTER, words, room, bold(scale.small), WHITE);
        let id = ui.unique_id().with("offline");
        ui.interact(rect, id, Sense::hover()).widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
    }

    fn footer(&self, ui: &mut Ui, foot: Rect) -> bool {
        let scale = scale(ui);
        ui.painter().rect_filled(foot, CornerRadius::ZERO, CARD);
        ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(1.5, LINE));
        let mut call = false;
        let place = foot.with_max_x(foot.right() - scale.margin);
        let bell = inside(ui, place, "bell", |ui| {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let response = ui.add(self.bell());
                call = response.clicked();
                response.rect.left()
            })
            .inner
        });
        let (sign, tone, sentence) = self.sentence();
        let left = foot.left() + scale.margin + 24.0;
        icon(ui.painter(), pos2(left, foot.center().y), sign, 40.0, tone.strong(scale));
        let room = Rect::from_min_max(pos2(left + 38.0, foot.top()), pos2(bell - 28.0, foot.bottom()));
        let ink = if tone == Tone::Green { scale.ink_2() } else { tone.strong(scale) };
        let font = if tone == Tone::Green { regular(scale.small) } else { bold(scale.small) };
        let galley = look::theme::wrapped(ui.painter(), &sentence, room.width(), font, ink);
        ui.painter().galley(pos2(room.left(), room.center().y - galley.size().y / 2.0), galley, ink);
        paint::label(ui, room, "footer", &sentence);
        call
    }

    fn bell(&self) -> Button<'static> {
        let shell = &self.words.kiosk.shell;
        match self.sound {
            Sound::Quiet | Sound::Unreached => {
                Button::outlined(shell.call).tone(Tone::Blue).icon(icons::ICON_SUPPORT_AGENT).pill().small().width(300.0)
            }
            Sound::Ringing => Button::primary(shell.calling).icon(icons::ICON_RING_VOLUME).pill().small().width(300.0),
        }
    }

    fn sentence(&self) -> (Icon, Tone, String) {
        let shell = &self.words.kiosk.shell;
        match self.sound {
            Sound::Quiet => (icons::ICON_SHIELD, Tone::Green, shell.privacy.to_owned()),
            Sound::Ringing => (icons::ICON_NOTIFICATIONS_ACTIVE, Tone::Blue, shell.called.to_owned()),
            Sound::Unreached if self.telephone.is_empty() => (icons::ICON_CLOUD_OFF, Tone::Amber, shell.call_offline_without.to_owned()),
            Sound::Unreached => (icons::ICON_CLOUD_OFF, Tone::Amber, (shell.call_offline)(self.telephone)),
        }
    }
}

fn language_pill(ui: &Ui, rect: Rect, other: Language) -> bool {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.unique_id().with("language"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), other.name()));
    let fill = pressed(WHITE, response.is_pointer_button_down_on(), false);
    let radius = CornerRadius::same(46);
    ui.painter().rect(rect, radius, fill, Stroke::NONE, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui.painter(), rect, 46, scale.line * 2.0);
    }
    icon(ui.painter(), pos2(rect.left() + 48.0, rect.center().y), icons::ICON_LANGUAGE, 40.0, NAVY);
    let at = pos2(rect.left() + 82.0, rect.center().y);
    paint::row(ui, at, Align2::LEFT_CENTER, other.name(), rect.right() - 24.0 - at.x, bold(34.0), NAVY);
    response.clicked()
}
