//! Every complaint, repair and request that came in since the last cut, in full (H-1): a row
//! each, opened to the whole of what was written down. The words are read from the replica,
//! not from the sheet: they stay in their matter and are erased with it.

use super::about::unit_name;
use crate::desk::Desk;
use crate::phrases;
use crate::screens::keys::phrasing::{told, told_or_dash};
use domain::registers::handover::TakenMatter;
use domain::registers::matters::{Class, Matter, MatterKind, MatterNote};
use egui::{Frame, Margin, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use look::theme::colour::ROW_LINE;
use look::theme::{BG, DESK, INK, INK_3, Tone, bold, elided, icon, regular};
use look::widgets::chip::paint_right;
use look::widgets::key_values;
use look::{icons, text};

const ROW: f32 = 46.0;
/// Where the number begins, beside the sign that the row opens.
const INDENT: f32 = 30.0;

/// Draws the rows; a click opens one to its full text, another closes it.
pub(super) fn came_in(ui: &mut Ui, desk: &mut Desk, matters: &[TakenMatter], beyond: u32) {
    let words = &desk.words.handover;
    text::strong(ui, &format!("{} {}", words.came_in, matters.len() + beyond as usize));
    if matters.is_empty() {
        text::second(ui, words.none_came_in);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for taken in matters {
            let opened = desk.drafts.handover.form.opened.contains(&taken.matter);
            if row(ui, desk, taken, opened) {
                let opened = &mut desk.drafts.handover.form.opened;
                if !opened.remove(&taken.matter) {
                    opened.insert(taken.matter.clone());
                }
            }
            if opened {
                in_full(ui, desk, taken);
            }
        }
    });
    if beyond > 0 {
        text::second(ui, &(words.came_in_beyond)(beyond));
    }
}

fn row(ui: &mut Ui, desk: &Desk, taken: &TakenMatter, opened: bool) -> bool {
    let words = &desk.words.handover;
    let state = desk.state();
    let number = unit_name(desk, taken.unit.as_ref()).map_or_else(|| taken.number.clone(), |unit| format!("{} · {unit}", taken.number));
    let said = state.matter.get(&taken.matter).map(|m| told(desk.words, &m.what).replace('\n', " "));
    let what = (desk.words.alarms.at_place)(kind(desk, taken.kind), &said.unwrap_or_default());
    let (class, class_tone) = class(desk, taken.class);
    let (ended, tone) = if taken.finished { (desk.words.matters.finished, Tone::Green) } else { (words.unfinished, Tone::Amber) };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = format!("{number} {class} {ended} {what}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, opened, &name));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 0.0, BG);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, ROW_LINE));
    let sign = if opened { icons::ICON_EXPAND_LESS } else { icons::ICON_EXPAND_MORE };
    icon(painter, pos2(rect.left() + 10.0, rect.center().y), sign, 20.0, INK_3);
    let mut right = rect.right();
    for (chip, tone) in [(ended, tone), (class, class_tone)] {
        right = paint_right(painter, pos2(right, rect.center().y), chip, tone, DESK).left() - DESK.gap * 0.6;
    }
    let left = rect.left() + INDENT;
    let number = elided(painter, &number, 220.0, bold(DESK.small), INK);
    let start = left + number.size().x + DESK.gap;
    let what = elided(painter, &what, right - start, regular(DESK.body), INK);
    painter.galley(pos2(left, rect.center().y - number.size().y / 2.0), number, INK);
    painter.galley(pos2(start, rect.center().y - what.size().y / 2.0), what, INK);
    response.clicked()
}

/// All that was written down of a matter: its words, whom it concerns, its notes, its end.
fn in_full(ui: &mut Ui, desk: &Desk, taken: &TakenMatter) {
    let state = desk.state();
    let margin = Margin { left: INDENT as i8, right: 0, top: 12, bottom: 14 };
    let shown = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = DESK.gap * 0.6;
        let Some(matter) = state.matter.get(&taken.matter) else {
            text::second(ui, desk.words.handover.gone);
            return;
        };
        text::body(ui, &told(desk.words, &matter.what));
        ui.add_space(DESK.gap * 0.4);
        facts(ui, desk, matter);
        let mut notes: Vec<&MatterNote> = state.matter_note.iter().filter(|n| n.matter == matter.id).collect();
        notes.sort_by_key(|n| n.at);
        if !notes.is_empty() {
            ui.add_space(DESK.gap * 0.4);
        }
        for note in notes {
            let by = (desk.words.handover.by_at)(&desk.name_of(&note.by), &desk.time(note.at));
            text::body(ui, &(desk.words.matters.noted)(&told(desk.words, &note.text)));
            text::small(ui, &by);
        }
    });
    let place = shown.response.rect;
    let bar = Rect::from_min_size(place.min + vec2(8.0, 10.0), vec2(4.0, place.height() - 20.0));
    ui.painter().rect_filled(bar, 2.0, Tone::Blue.strong(DESK));
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, ROW_LINE));
}

fn facts(ui: &mut Ui, desk: &Desk, matter: &Matter) {
    let words = &desk.words.matters;
    let received = format!("{} · {}", desk.time(matter.received_at), phrases::station(desk.words, matter.station));
    let mut facts = vec![
        (words.contact, told(desk.words, &matter.contact)),
        (words.telephone, told_or_dash(desk.words, matter.telephone.as_ref())),
        (words.received, received),
        (words.owner, desk.name_of(&matter.owner)),
        (words.due, desk.time(matter.due_at)),
    ];
    facts.extend(matter.claimed.as_ref().map(|c| (words.claimed, desk.name_of(&c.by))));
    if let Some(finished) = &matter.finished {
        facts.push((words.result, told(desk.words, &finished.result)));
        facts.push((words.finished, (desk.words.handover.by_at)(&desk.name_of(&finished.by), &desk.time(finished.at))));
    }
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    key_values(ui, 2, &facts);
}

fn kind(desk: &Desk, kind: MatterKind) -> &'static str {
    let place = MatterKind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
    desk.words.matters.kinds[place]
}

fn class(desk: &Desk, class: Class) -> (&'static str, Tone) {
    let [minor, important, major, urgent] = desk.words.matters.classes;
    match class {
        Class::Minor => (minor, Tone::Neutral),
        Class::Important => (important, Tone::Amber),
        Class::Major => (major, Tone::Red),
        Class::Urgent => (urgent, Tone::Red),
    }
}
