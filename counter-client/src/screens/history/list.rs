//! What was found, a row each, and the next page.

use super::reading::Found;
use super::{Draft, form, kind_name, rows};
use crate::desk::{Connection, Desk};
use egui::{Frame, Margin, ScrollArea, Ui};
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, ListRow};
use look::{icons, text};

/// Draws the question, its results and the way to older ones.
pub(super) fn list(ui: &mut Ui, desk: &Desk, draft: &mut Draft) {
    let Some(reading) = &draft.reading else { return };
    let words = &desk.words.history;
    let again = Frame::new()
        .inner_margin(Margin { left: 20, right: 20, top: 18, bottom: 8 })
        .show(ui, |ui| {
            let kind = reading.kind().map_or("", |k| kind_name(desk, k));
            text::strong(ui, &(words.about)(kind, &reading.question.term));
            text::small(ui, &(words.because)(&reading.question.reason));
            text::small(ui, words.recorded);
            ui.add_space(DESK.gap * 0.4);
            let again = ui.add(Button::outlined(words.again).icon(icons::ICON_SEARCH).fill_width()).clicked();
            ui.add_space(DESK.gap * 0.4);
            if reading.incomplete {
                Card::new().tone(Tone::Amber).show(ui, |ui| text::body(ui, words.incomplete));
            }
            if !reading.found.is_empty() {
                text::small(ui, &(words.found)(reading.found.len()));
            }
            again
        })
        .inner;
    if again {
        (draft.reading, draft.asking, draft.trouble) = (None, None, None);
        return;
    }
    let mut older = false;
    let mut chosen = reading.chosen;
    ScrollArea::vertical().id_salt("history.rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, found) in reading.found.iter().enumerate() {
            if row(ui, desk, found, chosen.is_some_and(|(shown, _)| shown == index)) {
                chosen = Some((index, 0));
            }
        }
        Frame::new().inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| older = foot(ui, desk, draft));
    });
    let Some(reading) = &mut draft.reading else { return };
    reading.chosen = chosen;
    if older {
        let mut question = reading.question.clone();
        question.before = reading.next_before;
        draft.ask(desk, question);
    }
}

/// Below the rows: the next page, or that there is none; whether it was pressed.
fn foot(ui: &mut Ui, desk: &Desk, draft: &Draft) -> bool {
    let words = &desk.words.history;
    let Some(reading) = &draft.reading else { return false };
    ui.spacing_mut().item_spacing.y = DESK.gap * 0.5;
    if reading.found.is_empty() {
        text::strong(ui, words.nothing);
        text::small(ui, words.nothing_line);
    }
    let mut pressed = false;
    if reading.next_before > 0 {
        let not_now = if desk.connection != Connection::Online { Some(words.offline) } else { draft.asking.as_ref().map(|_| words.asking) };
        pressed = ui.add(Button::outlined(words.older).fill_width().disabled(not_now)).clicked();
    } else if !reading.found.is_empty() {
        text::small(ui, words.no_older);
    }
    form::told(ui, desk, draft);
    pressed
}

fn row(ui: &mut Ui, desk: &Desk, found: &Found, selected: bool) -> bool {
    let words = &desk.words.history;
    let newest = found.versions.first();
    let row = newest.and_then(|v| v.record.as_ref()).and_then(|record| rows::row(desk, record));
    let Some(row) = row else {
        let line = newest.map_or_else(String::new, |v| (words.version)(v.revision));
        return ui
            .add(ListRow::new(words.unreadable, &line).icon(icons::ICON_ARCHIVE, Tone::Neutral).selected(selected))
            .clicked();
    };
    let shown = ListRow::new(&row.title, &row.line).icon(row.icon, Tone::Neutral).time(&row.time).selected(selected);
    let shown = match row.state {
        Some((said, tone)) => shown.state(said, tone),
        None => shown,
    };
    ui.add(shown).clicked()
}
