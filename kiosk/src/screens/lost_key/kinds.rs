//! The kinds of keys, as pictures with names.

use egui::{Rect, Sense, Ui, vec2};
use look::theme::scale;
use look::{Icon, icons};
use proto::v1::KeyKind;

use crate::choice::choice;
use crate::form;
use crate::here::Here;

/// The four, in the order of the form, with their pictures.
const KINDS: [(KeyKind, Icon); 4] = [
    (KeyKind::Door, icons::ICON_KEY),
    (KeyKind::AccessCard, icons::ICON_CREDIT_CARD),
    (KeyKind::Mailbox, icons::ICON_MAIL),
    (KeyKind::Parking, icons::ICON_LOCAL_PARKING),
];

/// Where a kind stands in the words.
pub fn place(kind: KeyKind) -> usize {
    KINDS.iter().position(|(known, _)| *known == kind).unwrap_or(0)
}

/// Draws the question and the four below it; which was touched.
pub fn kinds(ui: &mut Ui, here: &Here<'_>, place: Rect, question: &str, chosen: Option<KeyKind>) -> Option<KeyKind> {
    let words = &here.words.kiosk.lost_key;
    let lines = |index: usize| (words.kinds[index], words.kind_lines[index]);
    let pictures = KINDS.map(|(_, sign)| sign);
    let at = chosen.map(self::place);
    let touched = form::inside(ui, place, "kinds", |ui| {
        look::text::strong(ui, question);
        pictured(ui, &pictures, lines, at)
    });
    touched.and_then(|index| KINDS.get(index)).map(|(kind, _)| *kind)
}

/// Choices with pictures: below each other on an upright place, two by two on a wide one. Which was touched.
pub fn pictured<'w>(ui: &mut Ui, signs: &[Icon], words: impl Fn(usize) -> (&'w str, &'w str), chosen: Option<usize>) -> Option<usize> {
    let scale = scale(ui);
    let columns = if form::is_upright(ui.max_rect()) { 1 } else { 2 };
    let rows = signs.len().div_ceil(columns);
    #[expect(clippy::cast_precision_loss, reason = "a handful of pictures")]
    let (across, down) = (columns as f32, rows as f32);
    let width = (ui.available_width() - scale.gap * (across - 1.0)) / across;
    let room = ui.available_height() - scale.gap * (down - 1.0);
    let height = (room / down).min(scale.px(210.0));
    let size = vec2(ui.available_width(), (height + scale.gap) * down);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut touched = None;
    for (index, sign) in signs.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a handful of pictures")]
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let at = area.min + vec2(column * (width + scale.gap), row * (height + scale.gap));
        let (name, line) = words(index);
        if choice(ui, Rect::from_min_size(at, vec2(width, height)), *sign, name, line, chosen == Some(index)).clicked() {
            touched = Some(index);
        }
    }
    touched
}
