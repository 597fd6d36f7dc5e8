//! The start page: one press on a card starts its procedure (B-24).

use super::{DRILL_MODE_MS, Page, claimed, name_field, ring_name};
use crate::desk::Desk;
use domain::registers::emergencies::{Command, Procedure};
use egui::{Rect, Sense, Ui, vec2};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, Field, Tile, segmented};
use look::{Icon, icons, text};
use values::Line;

/// From this width on three cards stand in a row, else two.
const THREE_IN_A_ROW: f32 = 720.0;

/// Draws the page.
pub(super) fn start(ui: &mut Ui, desk: &mut Desk) {
    let words = &desk.words.emergencies;
    let drill = is_drill(desk);
    ui.horizontal(|ui| {
        text::heading(ui, words.start_title);
        if desk.drafts.emergencies.page == Page::Start
            && desk.drafts.emergencies.running > 0
            && ui.add(Button::link(words.running).small()).clicked()
        {
            desk.drafts.emergencies.page = Page::Now;
        }
    });
    text::second(ui, words.start_line);
    ui.add_space(DESK.gap);
    if let Some(chosen) = segmented(ui, &[words.real, words.drill], usize::from(drill)) {
        desk.drafts.emergencies.drill_since = (chosen == 1).then_some(desk.now);
    }
    if drill {
        Card::new().tone(Tone::Amber).show(ui, |ui| text::body(ui, words.drill_line));
    }
    ui.add_space(DESK.gap);
    ui.columns(2, |sides| {
        let typed = desk.drafts.emergencies.place.trim().to_owned();
        let wrong = (!typed.is_empty() && Line::parse(&typed).is_err()).then_some(words.line_advice);
        Field::new(words.place, &mut desk.drafts.emergencies.place)
            .hint(words.place_hint)
            .error(wrong)
            .limit(200)
            .show(&mut sides[0]);
        name_field(&mut sides[1], desk, true);
    });
    ui.add_space(DESK.gap * 1.5);
    cards(ui, desk, drill);
}

/// Whether the next start is a drill: the switch goes back by itself.
fn is_drill(desk: &Desk) -> bool {
    desk.drafts.emergencies.drill_since.is_some_and(|since| desk.now.since(since) < DRILL_MODE_MS)
}

fn cards(ui: &mut Ui, desk: &mut Desk, drill: bool) {
    let state = desk.state();
    let words = &desk.words.emergencies;
    let mut procedures: Vec<&Procedure> = state.procedure.iter().collect();
    // What empties the building stands first, and stays where it is from day to day.
    procedures.sort_by_key(|p| !p.evacuate);
    if procedures.is_empty() {
        Card::new().tone(Tone::Red).show(ui, |ui| text::body(ui, words.no_procedures));
        return;
    }
    let gap = DESK.gap * 1.6;
    let columns = if ui.available_width() < THREE_IN_A_ROW { 2 } else { 3 };
    let width = ((ui.available_width() - gap * (columns - 1) as f32) / columns as f32).max(120.0);
    // A little higher than a wide tile: picture above, words below.
    let height = (width / 1.58).clamp(140.0, 280.0);
    for row in procedures.chunks(columns) {
        let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height + gap - DESK.gap), Sense::hover());
        for (index, procedure) in row.iter().enumerate() {
            let left = place.left() + index as f32 * (width + gap);
            let rect = Rect::from_min_size(egui::pos2(left, place.top()), vec2(width, height));
            let title = desk.phrase(&procedure.title);
            let first = procedure.rings.first().map(|r| (words.rings_first)(ring_name(desk, *r))).unwrap_or_default();
            let line = match (drill, procedure.evacuate) {
                (true, _) => words.drill,
                (false, true) => words.evacuates,
                (false, false) => first.as_str(),
            };
            let tone = tone_of(procedure, drill);
            let tile = Tile { icon: picture(procedure.id.as_str()), title, line, tone };
            let response = tile.show_in(ui, rect, response.id.with(index));
            let name = if drill { (words.start_drill)(title) } else { (words.start)(title) };
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.clicked() {
                press(desk, procedure, drill);
            }
        }
    }
}

fn tone_of(procedure: &Procedure, drill: bool) -> Tone {
    match (drill, procedure.evacuate) {
        (true, _) => Tone::Amber,
        (false, true) => Tone::Red,
        (false, false) => Tone::Blue,
    }
}

/// One press, no question (B-24).
fn press(desk: &mut Desk, procedure: &Procedure, drill: bool) {
    let place = Line::parse(&desk.drafts.emergencies.place).ok().map(Into::into);
    let name = claimed(desk);
    let run = desk.new_id();
    desk.ask(Command::Start { run, procedure: procedure.id.clone(), place, drill, name });
    let draft = &mut desk.drafts.emergencies;
    draft.place.clear();
    draft.drill_since = None;
    draft.page = Page::Now;
}

/// A picture for a procedure's code; plans that this build has never heard of have one too.
pub(crate) fn picture(code: &str) -> Icon {
    const PICTURES: [(&str, Icon); 10] = [
        ("fire", icons::ICON_LOCAL_FIRE_DEPARTMENT),
        ("flood", icons::ICON_WATER_DAMAGE),
        ("suspicious", icons::ICON_VISIBILITY),
        ("theft", icons::ICON_LOCAL_POLICE),
        ("fight", icons::ICON_SPORTS_KABADDI),
        ("lift", icons::ICON_ELEVATOR),
        ("power", icons::ICON_POWER_OFF),
        ("medical", icons::ICON_MEDICAL_SERVICES),
        ("gas", icons::ICON_GAS_METER),
        ("weather", icons::ICON_THUNDERSTORM),
    ];
    PICTURES.iter().find(|(known, _)| code.starts_with(known)).map_or(icons::ICON_EMERGENCY, |(_, icon)| *icon)
}
