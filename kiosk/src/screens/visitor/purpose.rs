//! Why somebody comes, and with how many (V-2).

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use look::theme::paint::{focus_ring, pressed};
use look::theme::{CARD, INK, LINE, Tone, bold, fit_rows, icon, regular, scale, wrapped};
use look::{Icon, icons};
use proto::v1::Purpose;

use super::Visitor;
use crate::choice::choice;
use crate::form;
use crate::here::Here;
use crate::paint;

/// The six, in the order of the form, with their pictures.
const ALL: [(Purpose, Icon); 6] = [
    (Purpose::Meeting, icons::ICON_HANDSHAKE),
    (Purpose::Interview, icons::ICON_WORK),
    (Purpose::Private, icons::ICON_FAMILY_RESTROOM),
    (Purpose::Delivery, icons::ICON_LOCAL_SHIPPING),
    (Purpose::Work, icons::ICON_CONSTRUCTION),
    (Purpose::Other, icons::ICON_MORE_HORIZ),
];

/// The most people, and the most children, that one registration may name.
const MOST: u32 = 99;

/// Where a purpose stands in the words.
pub(super) fn place(purpose: Purpose) -> usize {
    ALL.iter().position(|(known, _)| *known == purpose).unwrap_or(ALL.len() - 1)
}

impl Visitor {
    pub(super) fn purpose(&mut self, ui: &mut Ui, here: &mut Here<'_>) {
        self.heading(ui, here);
        let places = form::places(ui, false);
        let words = &here.words.kiosk.visitor;
        let upright = form::is_upright(places.content);
        let asks_car = here.lobby.questions.unwrap_or_default().plate;
        // Where it is wide, who came by car says so in the last place of the second row.
        let columns = match (upright, asks_car) {
            (true, _) => 2,
            (false, false) => 3,
            (false, true) => 4,
        };
        form::inside(ui, places.content, "purpose", |ui| {
            let scale = scale(ui);
            look::text::strong(ui, words.purpose);
            let rows = ALL.len().div_ceil(columns);
            let width = (ui.available_width() - scale.gap * (columns - 1) as f32) / columns as f32;
            let tall = if scale.high_contrast {
                scale.control + scale.gap * 0.8
            } else if upright {
                150.0
            } else {
                126.0
            };
            let below = if asks_car && upright { 3.0 } else { 2.0 };
            let numbers = (tall + scale.gap) * if upright { below } else { 1.0 };
            let room = (ui.available_height() - numbers - scale.gap * rows as f32) / rows as f32;
            let height = room.min(scale.px(if upright { 190.0 } else { 112.0 }));
            let size = vec2(ui.available_width(), height * rows as f32 + scale.gap * (rows - 1) as f32);
            let (area, _) = ui.allocate_exact_size(size, Sense::hover());
            for (index, ((purpose, sign), name)) in ALL.iter().zip(words.purposes).enumerate() {
                let at = area.min + vec2((index % columns) as f32 * (width + scale.gap), (index / columns) as f32 * (height + scale.gap));
                let rect = Rect::from_min_size(at, vec2(width, height));
                if choice(ui, rect, *sign, name, "", self.purpose == Some(*purpose)).clicked() {
                    self.purpose = Some(*purpose);
                }
            }
            let last = Rect::from_min_size(area.max - vec2(width, height), vec2(width, height));
            ui.add_space(scale.gap);
            let place = ui.available_rect_before_wrap();
            // Below each other on an upright screen, side by side on a wide one.
            let side = (place.width() - scale.gap * (below - 1.0)) / below;
            let at = |index: f32| {
                if upright {
                    Rect::from_min_size(place.min + vec2(0.0, (tall + scale.gap) * index), vec2(place.width(), tall))
                } else {
                    Rect::from_min_size(place.min + vec2((side + scale.gap) * index, 0.0), vec2(side, tall))
                }
            };
            number(ui, here, at(0.0), words.people, "", &mut self.people, 1);
            number(ui, here, at(1.0), words.children, words.children_note, &mut self.children, 0);
            let car = if upright { at(2.0) } else { last };
            if asks_car && choice(ui, car, icons::ICON_DIRECTIONS_CAR, words.by_car, "", self.by_car).clicked() {
                self.by_car = !self.by_car;
            }
        });
        let reason = self.purpose.is_none().then_some(here.words.kiosk.typing.choice_missing);
        if form::foot(ui, places.foot, here.words.common.next, reason) {
            self.go_on(here);
        }
    }
}

/// A number with a key for fewer and one for more.
fn number(ui: &mut Ui, here: &Here<'_>, rect: Rect, label: &str, note: &str, count: &mut u32, least: u32) {
    let scale = scale(ui);
    let words = &here.words.kiosk.visitor;
    ui.painter()
        .rect(rect, CornerRadius::same(scale.card_radius), CARD, Stroke::new(scale.line, LINE), StrokeKind::Inside);
    let side = scale.control;
    let middle = rect.center().y;
    let more = Rect::from_center_size(pos2(rect.right() - scale.gap - side / 2.0, middle), vec2(side, side));
    let fewer = more.translate(vec2(-(side + scale.px(110.0)), 0.0));
    if key(ui, fewer, icons::ICON_REMOVE, &(words.fewer)(label), *count > least) {
        *count -= 1;
    }
    if key(ui, more, icons::ICON_ADD, &(words.more)(label), *count < MOST) {
        *count += 1;
    }
    let at = pos2((fewer.right() + more.left()) / 2.0, middle);
    let shown = count.to_string();
    paint::row(ui, at, Align2::CENTER_CENTER, &shown, scale.px(100.0), bold(scale.heading), INK);
    let left = rect.left() + scale.card_margin;
    let room = fewer.left() - scale.gap - left;
    let above = fit_rows(ui.painter(), label, vec2(room, rect.height()), &[scale.strong, scale.small], bold, INK);
    let below = wrapped(ui.painter(), note, room, regular(scale.small), scale.ink_2());
    // The note only explains: it gives way where height is short.
    let below = Some(below).filter(|below| !note.is_empty() && above.size().y + below.size().y <= rect.height() - 4.0);
    let height = above.size().y + below.as_ref().map_or(0.0, |below| below.size().y);
    let top = middle - height / 2.0;
    let second = top + above.size().y;
    ui.painter().galley(pos2(left, top), above, INK);
    if let Some(below) = below {
        ui.painter().galley(pos2(left, second), below, scale.ink_2());
    }
    paint::label(ui, rect.with_max_x(fewer.left()), label, &format!("{label} {shown} {note}"));
}

fn key(ui: &Ui, rect: Rect, sign: Icon, name: &str, enabled: bool) -> bool {
    let scale = scale(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.unique_id().with(name), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let (ground, ink) =
        if enabled { (Tone::Blue.soft(), Tone::Blue.strong(scale)) } else { (look::theme::colour::DISABLED, scale.ink_2()) };
    let fill = pressed(ground, response.is_pointer_button_down_on(), false);
    ui.painter().rect_filled(rect, CornerRadius::same(scale.radius), fill);
    if response.has_focus() {
        focus_ring(ui.painter(), rect, scale.radius, scale.line * 2.0);
    }
    icon(ui.painter(), rect.center(), sign, rect.height() * 0.6, ink);
    response.clicked()
}
