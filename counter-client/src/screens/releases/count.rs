//! The gate: what is carried out is counted against the slip, line by line (B-15). All alike is
//! one press; where something differs, what there is is written down, and the slip is flagged.

use super::Draft;
use crate::desk::Desk;
use crate::screens::keys::phrasing::told;
use domain::Station;
use domain::registers::releases::{Command, Goods, Release};
use egui::{Align, Layout, Sense, Stroke, Ui, vec2};
use look::theme::colour::ROW_LINE;
use look::theme::{DESK, INK, Tone, bold};
use look::widgets::button::icon_button;
use look::widgets::{Button, Card, Field};
use look::{icons, text};
use values::Id;

/// How much room the figures at the right have, in points.
const RIGHT: f32 = 280.0;

/// What is counted against a slip: what stands in the field of each of its lines.
pub(super) struct Counting {
    release: Id<Release>,
    found: Vec<String>,
    /// Whether the figures may be changed.
    differs: bool,
}

impl Counting {
    /// As it stands on the slip.
    fn of(release: &Release) -> Self {
        let found = release.goods.iter().map(|goods| goods.count.to_string()).collect();
        Self { release: release.id.clone(), found, differs: false }
    }
    /// The figures, once each is one.
    fn figures(&self) -> Option<Vec<u32>> {
        self.found.iter().map(|typed| typed.trim().parse().ok()).collect()
    }
}

/// Draws the goods in figures that can be read from a step away, and the buttons. At the counter
/// it opens on request: there somebody has just issued the slip, and nothing was counted yet.
pub(super) fn gate(ui: &mut Ui, desk: &mut Desk, release: &Release, draft: &mut Draft) {
    let words = &desk.words.releases;
    let held = draft.count.take().filter(|counting| counting.release == release.id);
    let at_gate = desk.station == Station::ControlRoom;
    let title = if at_gate || held.is_some() { words.gate } else { words.goods };
    let counting = Card::titled(title).show(ui, |ui| match held {
        None if !at_gate => {
            release.goods.iter().for_each(|goods| stands(ui, desk, goods));
            ui.add(Button::outlined(words.count_here).small()).clicked().then(|| Counting::of(release))
        }
        held => count(ui, desk, release, held.unwrap_or_else(|| Counting::of(release))),
    });
    draft.count = counting.inner;
}

/// Draws the count; returns it while it goes on.
fn count(ui: &mut Ui, desk: &mut Desk, release: &Release, mut counting: Counting) -> Option<Counting> {
    let words = &desk.words.releases;
    text::second(ui, if counting.differs { words.differs_line } else { words.gate_line });
    for (goods, typed) in release.goods.iter().zip(&mut counting.found) {
        if counting.differs { stepper(ui, desk, goods, typed) } else { stands(ui, desk, goods) }
    }
    ui.add_space(DESK.gap);
    let alike: Vec<u32> = release.goods.iter().map(|goods| goods.count).collect();
    let figures = counting.figures();
    let differs = figures.as_ref() != Some(&alike);
    ui.horizontal(|ui| {
        let (label, figures) = if differs { (words.keep_count, figures) } else { (words.all_alike, Some(alike)) };
        let command = figures.map(|counted| Command::Confirm { release: release.id.clone(), counted });
        let reason = command.as_ref().map_or_else(|| Some(words.found_wrong.to_owned()), |c| desk.why_not(&c.clone().into()));
        let button = if differs { Button::outlined(label).tone(Tone::Red) } else { Button::primary(label).icon(icons::ICON_CHECK) };
        if ui.add(button.main().disabled(reason.as_deref())).clicked()
            && let Some(command) = command
        {
            desk.ask(command);
            return None;
        }
        if counting.differs {
            let back = ui.add(Button::outlined(desk.words.common.cancel).main()).clicked();
            return if back { None } else { Some(counting) };
        }
        counting.differs = ui.add(Button::outlined(words.differs).main()).clicked();
        Some(counting)
    })
    .inner
}

/// One line as it stands on the slip, in a figure that is read from a step away.
fn stands(ui: &mut Ui, desk: &Desk, goods: &Goods) {
    row(ui, &told(desk.words, &goods.name), |ui| {
        text::label(ui, &goods.count.to_string(), bold(DESK.title), INK);
    });
}

/// One line with the field for what there is.
fn stepper(ui: &mut Ui, desk: &Desk, goods: &Goods, typed: &mut String) {
    let words = &desk.words.releases;
    let name = told(desk.words, &goods.name);
    row(ui, &name, |ui| {
        ui.spacing_mut().item_spacing.x = DESK.gap * 0.4;
        let found = typed.trim().parse::<u32>().unwrap_or(0);
        if icon_button(ui, icons::ICON_ADD, &(words.more_of)(&name)).clicked() {
            *typed = found.saturating_add(1).to_string();
        }
        ui.allocate_ui(vec2(76.0, DESK.control), |ui| Field::new(&(words.found_of)(&name), typed).unlabelled().limit(5).show(ui));
        if icon_button(ui, icons::ICON_REMOVE, &(words.fewer_of)(&name)).clicked() {
            *typed = found.saturating_sub(1).to_string();
        }
        ui.add_space(DESK.gap);
        text::second(ui, &(words.on_slip)(goods.count));
    });
}

/// The name of some goods, and from the right what is said of them.
fn row(ui: &mut Ui, name: &str, right: impl FnOnce(&mut Ui)) {
    let room = (ui.available_width() - RIGHT).max(RIGHT);
    ui.horizontal(|ui| {
        ui.set_min_height(DESK.primary);
        ui.allocate_ui_with_layout(vec2(room, DESK.primary), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(room);
            text::strong(ui, name);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, ROW_LINE));
}
