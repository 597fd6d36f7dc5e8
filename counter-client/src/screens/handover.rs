//! The handover screen 交接班 (H-1 to H-10; B-20 to B-23): who answers for each post, and
//! the sheet 《交接班记录》 on which it passes. At every moment one filled button says what
//! is next.

mod about;
mod after;
mod archived;
mod came_in;
mod contents;
mod counting;
mod grounds;
mod next;
mod paper;
mod people;
mod posts;
mod preview;
mod read_back;
mod reviews;
mod signatures;
mod specials;

pub(crate) use archived::archived;
pub(crate) use posts::state_of;

use super::left_list::LIST_WIDTH;
use crate::desk::Desk;
use domain::registers::handover::{Post, Sheet, lateness, unread};
use domain::registers::matters::Matter;
use domain::registers::property::PostItem;
use domain::{RecordRef, Station};
use egui::{Align, CornerRadius, Frame, Layout, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2};
use look::text;
use look::theme::{CARD, DESK, LINE, LINE_STRONG, Tone, regular};
use look::widgets::Button;
use std::collections::{BTreeMap, BTreeSet};
use values::{Id, Line, Personal};

/// How high the row of buttons at the foot is.
const FOOT: f32 = 82.0;

/// What is typed here and not yet sent.
#[derive(Default)]
pub struct Draft {
    post: Option<Post>,
    /// An earlier sheet that is read; `None`: the present.
    earlier: Option<Id<Sheet>>,
    /// To which sheet what is typed below belongs.
    form_of: Option<Id<Sheet>>,
    form: Form,
}

/// What is typed on one sheet.
#[derive(Default)]
struct Form {
    counts: BTreeMap<Id<PostItem>, counting::Counting>,
    specials: specials::Typed,
    grounds: grounds::Typed,
    read_backs: BTreeMap<RecordRef, read_back::Saying>,
    addendum: String,
    /// The matters that are opened to their full text.
    opened: BTreeSet<Id<Matter>>,
    /// Which part of the sheet to bring into view.
    go_to: Option<Part>,
}

/// The parts of the sheet, in the order of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Counting,
    Specials,
    Grounds,
    ReadBack,
    Signatures,
}

/// How many sheets of this station wait for a signature, whether the desk is past its hour
/// without a sheet (B-23), and at the counter how many the lead has still to read (H-6).
#[must_use]
pub fn waiting(desk: &Desk) -> usize {
    let state = desk.state();
    let open = state.sheet.iter().filter(|s| s.is_open() && (s.from == desk.station || s.to == desk.station)).count();
    let late = state.duty_of(Post::Desk).filter(|d| d.station == desk.station && state.open_sheet(Post::Desk).is_none());
    let late = late.zip(state.property()).is_some_and(|(duty, settings)| lateness(settings, duty, desk.now).is_some());
    let unread = if desk.station == Station::Counter { unread(&state, desk.now).len() } else { 0 };
    open + usize::from(late) + unread
}

/// Draws the screen.
pub fn handover_ui(ui: &mut Ui, desk: &mut Desk) {
    let state = desk.state();
    let place = ui.max_rect();
    let left = Rect::from_min_size(place.min, vec2(LIST_WIDTH, place.height()));
    let right = Rect::from_min_max(left.right_top(), place.max);
    ui.painter().rect_filled(left, 0.0, CARD);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| posts::posts(ui, desk));
    let post = chosen_post(desk);
    let earlier = desk.drafts.handover.earlier.as_ref().and_then(|id| state.sheet.get(id)).cloned();
    let sheet = earlier.or_else(|| state.open_sheet(post).cloned());
    keep_form(desk, sheet.as_ref());
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| match &sheet {
        Some(sheet) => paper::paper(ui, desk, sheet),
        None => preview::preview(ui, desk, post),
    });
}

fn chosen_post(desk: &Desk) -> Post {
    desk.drafts.handover.post.unwrap_or(Post::Desk)
}

/// What was typed on one sheet never reaches another.
fn keep_form(desk: &mut Desk, sheet: Option<&Sheet>) {
    let draft = &mut desk.drafts.handover;
    let id = sheet.map(|s| s.id.clone());
    if draft.form_of != id {
        draft.form_of = id;
        draft.form = Form::default();
    }
}

/// A post's name.
pub(crate) fn post_name(desk: &Desk, post: Post) -> &'static str {
    let place = Post::ALL.iter().position(|p| *p == post).unwrap_or(0);
    desk.words.handover.posts[place]
}

/// A line that stands for one not yet typed, to ask whether a command would be refused.
fn probe() -> Personal<Line> {
    // A dash is a line of text.
    ["-"].into_iter().find_map(|text| Line::parse(text).ok()).map_or_else(probe, Personal::from)
}

/// A ruled box of the form, with a bar in the colour of its state.
fn boxed<R>(ui: &mut Ui, tone: Tone, content: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::new()
        .fill(CARD)
        .stroke(Stroke::new(DESK.line, LINE_STRONG))
        .corner_radius(CornerRadius::same(DESK.radius));
    let shown = frame.inner_margin(Margin { left: 20, right: 16, top: 14, bottom: 14 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    });
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min + vec2(6.0, 12.0), vec2(4.0, rect.height() - 24.0));
    ui.painter().rect_filled(bar, 2.0, tone.strong(DESK));
    shown.inner
}

/// What the foot of the page offers.
struct Foot<'a> {
    /// The label of the one filled button; `None`: nothing is left to do.
    label: Option<&'a str>,
    /// Why it cannot be pressed now.
    reason: Option<String>,
    /// What to do, in a sentence.
    hint: &'a str,
    /// At the far right: what takes something back, and why not.
    back: Option<(&'a str, Option<String>)>,
}

/// What was pressed at the foot.
#[derive(Default)]
struct Pressed {
    main: bool,
    back: bool,
}

/// Draws a scrolling page with its foot.
fn with_foot(ui: &mut Ui, salt: &str, foot: &Foot<'_>, page: impl FnOnce(&mut Ui)) -> Pressed {
    let place = ui.max_rect();
    let line = place.bottom() - FOOT;
    let above = Rect::from_min_max(place.min, egui::pos2(place.right(), line));
    let below = Rect::from_min_max(egui::pos2(place.left(), line), place.max);
    ui.scope_builder(UiBuilder::new().max_rect(above.shrink2(vec2(DESK.margin, 0.0))), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            ui.add_space(DESK.margin);
            page(ui);
            ui.add_space(DESK.margin);
        });
    });
    ui.painter().rect_filled(below, 0.0, CARD);
    ui.painter().hline(below.x_range(), below.top(), Stroke::new(DESK.line, LINE));
    let mut pressed = Pressed::default();
    ui.scope_builder(UiBuilder::new().max_rect(below.shrink2(vec2(DESK.margin, 0.0))), |ui| {
        ui.horizontal_centered(|ui| {
            if let Some(label) = foot.label {
                pressed.main = ui.add(Button::primary(label).main().disabled(foot.reason.as_deref())).clicked();
                ui.add_space(DESK.gap);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some((label, reason)) = &foot.back {
                    pressed.back = ui.add(Button::destructive(label).disabled(reason.as_deref())).clicked();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| match &foot.reason {
                    Some(reason) => text::label(ui, reason, regular(DESK.body), Tone::Amber.strong(DESK)),
                    None => text::second(ui, foot.hint),
                });
            });
        });
    });
    pressed
}
