//! What the sheet holds without anybody writing it: the log's lines counted, what came in,
//! what is open with its age in shifts, how many are inside (B-20, H-1, V-6).

use super::about::{about, number};
use super::came_in::came_in;
use crate::desk::Desk;
use domain::registers::handover::{Cut, OpenItem, Post, Preview, TakenMatter};
use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use look::text;
use look::theme::colour::ROW_LINE;
use look::theme::{DESK, INK, Tone, bold, elided, regular};
use look::widgets::chip;
use look::widgets::chip::paint_right;
use std::collections::BTreeMap;

const ROW: f32 = 46.0;

/// What is shown: of a signed sheet its cut, before that what it would be.
pub(super) struct Held<'a> {
    post: Post,
    lines: &'a BTreeMap<String, u32>,
    matters: &'a [TakenMatter],
    matters_beyond: u32,
    open: &'a [OpenItem],
    inside: u32,
}

impl<'a> Held<'a> {
    /// What the outgoing signature covers.
    pub(super) fn signed(post: Post, cut: &'a Cut) -> Self {
        let Cut { lines, matters, matters_beyond, open, inside, after: _, to: _, at: _ } = cut;
        Self { post, lines, matters, matters_beyond: *matters_beyond, open, inside: *inside }
    }
    /// What it would cover now.
    pub(super) fn so_far(post: Post, preview: &'a Preview) -> Self {
        let Preview { lines, matters, matters_beyond, open, inside } = preview;
        Self { post, lines, matters, matters_beyond: *matters_beyond, open, inside: *inside }
    }
}

/// Draws the counts, the visitors inside, what came in and the open items.
pub(super) fn contents(ui: &mut Ui, desk: &mut Desk, held: &Held<'_>) {
    let words = &desk.words.handover;
    text::strong(ui, words.contents);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(DESK.gap * 0.6, DESK.gap * 0.6);
        for (what, count) in held.lines {
            let phrase = (desk.words.log.what)(what);
            let phrase = if phrase.is_empty() { what } else { phrase };
            chip(ui, &format!("{phrase} {count}"), Tone::Neutral);
        }
        if held.lines.is_empty() {
            chip(ui, words.no_lines, Tone::Neutral);
        }
        chip(ui, &(words.inside)(held.inside), Tone::Blue);
    });
    ui.add_space(DESK.gap * 0.6);
    // The book alone holds what came in; a crew's sheet holds what was done at its desk.
    if held.post == Post::Desk {
        came_in(ui, desk, held.matters, held.matters_beyond);
        ui.add_space(DESK.gap * 0.6);
    }
    open_items(ui, desk, held.open);
}

fn open_items(ui: &mut Ui, desk: &Desk, open: &[OpenItem]) {
    let words = &desk.words.handover;
    text::strong(ui, &format!("{} {}", words.open_items, open.len()));
    if open.is_empty() {
        text::second(ui, words.no_open_items);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // Red first: they are what is talked about.
        for item in open.iter().filter(|i| i.red).chain(open.iter().filter(|i| !i.red)) {
            row(ui, desk, item);
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk, item: &OpenItem) {
    let words = &desk.words.handover;
    let (number, what) = (number(desk, item), about(desk, &item.about));
    let shifts = (words.shifts)(item.shifts);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let red = if item.red { words.red } else { "" };
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{number} {what} {red} {shifts}")));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, ROW_LINE));
    if item.red {
        let mark = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(4.0, ROW - 16.0));
        painter.rect_filled(mark, 2.0, Tone::Red.strong(DESK));
    }
    let tone = if item.shifts > 1 { Tone::Amber } else { Tone::Neutral };
    let mut right = paint_right(painter, pos2(rect.right(), rect.center().y), &shifts, tone, DESK).left() - DESK.gap * 0.6;
    if item.red {
        right = paint_right(painter, pos2(right, rect.center().y), words.red, Tone::Red, DESK).left() - DESK.gap * 0.6;
    }
    let left = rect.left() + 14.0;
    let number = elided(painter, &number, 220.0, bold(DESK.small), INK);
    let start = left + if number.size().x > 0.0 { number.size().x + DESK.gap } else { 0.0 };
    let what = elided(painter, &what, right - start, regular(DESK.body), INK);
    painter.galley(pos2(left, rect.center().y - number.size().y / 2.0), number, INK);
    painter.galley(pos2(start, rect.center().y - what.size().y / 2.0), what, INK);
}
