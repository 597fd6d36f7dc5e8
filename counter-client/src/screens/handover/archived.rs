//! A sheet that is read in the archive: everything that stands in it, and nothing to press.

use super::contents::{Held, contents};
use super::{about, post_name};
use crate::desk::Desk;
use crate::phrases;
use crate::screens::keys::phrasing::told;
use domain::registers::handover::{Objection, Sheet, Signed};
use egui::Ui;
use look::text;
use look::theme::Tone;
use look::widgets::{Card, chip, key_values};

/// Draws the sheet, in the order of the form.
pub(crate) fn archived(ui: &mut Ui, desk: &mut Desk, sheet: &Sheet) {
    facts(ui, desk, sheet);
    counts(ui, desk, sheet);
    if let Some(cut) = &sheet.cut {
        Card::new().show(ui, |ui| contents(ui, desk, &Held::signed(sheet.post, cut)));
        let at = cut.at.minute(desk.state().utc_offset());
        Card::new().tone(Tone::Blue).show(ui, |ui| text::body(ui, &(desk.words.handover.cut_at)(&at)));
    }
    specials(ui, desk, sheet);
    grounds(ui, desk, sheet);
    read_backs(ui, desk, sheet);
    signatures(ui, desk, sheet);
}

fn facts(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let offset = desk.state().utc_offset();
    let incoming = sheet.incoming.as_ref().map_or_else(|| "—".to_owned(), |p| desk.name_of(p));
    let due = sheet.due_at.map_or_else(|| words.no_due.to_owned(), |at| at.minute(offset));
    let stations = (words.from_to)(phrases::station(desk.words, sheet.from), phrases::station(desk.words, sheet.to));
    let facts = [
        (words.post, post_name(desk, sheet.post)),
        (words.stations, &stations),
        (words.outgoing, &desk.name_of(&sheet.outgoing)),
        (words.incoming, &incoming),
        (words.due, &due),
        (words.opened, &sheet.opened_at.minute(offset)),
    ];
    Card::titled(words.form).show(ui, |ui| key_values(ui, 2, &facts));
}

fn counts(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let state = desk.state();
    let counted = sheet.counts.iter().map(|count| {
        let item = state.post_item.get(&count.item).map_or_else(|| count.item.to_string(), |i| desk.phrase(&i.name).to_owned());
        let mut parts = vec![(words.expected)(count.expected), (words.found)(count.found)];
        parts.extend(count.note.as_ref().map(|note| told(desk.words, note)));
        parts.push(desk.name_of(&count.by));
        (item, parts.join(" · "))
    });
    let counted: Vec<(String, String)> = counted.collect();
    let rows: Vec<(&str, &str)> = counted.iter().map(|(item, said)| (item.as_str(), said.as_str())).collect();
    Card::titled(words.counting).show(ui, |ui| {
        if rows.is_empty() {
            text::second(ui, words.no_items);
        }
        key_values(ui, 1, &rows);
    });
}

fn specials(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    Card::titled(words.specials).show(ui, |ui| {
        if sheet.specials.is_empty() {
            text::second(ui, words.no_specials);
        }
        for special in &sheet.specials {
            text::body(ui, &told(desk.words, &special.what));
            let line = format!("{} · {}", (words.told)(&told(desk.words, &special.told)), by_at(desk, &special.by, special.at));
            text::small(ui, &line);
        }
        if let Some(remarks) = &sheet.remarks {
            text::body(ui, &(desk.words.alarms.at_place)(words.remark, &told(desk.words, remarks)));
        }
    });
}

fn grounds(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    Card::titled(words.grounds).show(ui, |ui| {
        if sheet.grounds.is_empty() {
            text::second(ui, words.no_grounds);
        }
        for objection in &sheet.grounds {
            ground(ui, desk, objection);
        }
    });
}

fn ground(ui: &mut Ui, desk: &Desk, objection: &Objection) {
    let words = &desk.words.handover;
    let (state, tone) = match &objection.cleared {
        None => (words.ground_open, Tone::Red),
        Some(cleared) if cleared.overridden => (words.ground_overridden, Tone::Amber),
        Some(_) => (words.ground_cleared, Tone::Green),
    };
    ui.horizontal_wrapped(|ui| {
        text::strong(ui, phrases::ground(desk.words, objection.ground));
        chip(ui, state, tone);
    });
    text::body(ui, &told(desk.words, &objection.note));
    text::small(ui, &by_at(desk, &objection.by, objection.at));
    if let Some(cleared) = &objection.cleared {
        text::body(ui, &(desk.words.alarms.at_place)(words.clearing, &told(desk.words, &cleared.note)));
        text::small(ui, &by_at(desk, &cleared.by, cleared.at));
    }
}

fn read_backs(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let open = sheet.cut.iter().flat_map(|cut| &cut.open);
    Card::titled(words.read_back).show(ui, |ui| {
        if sheet.read_backs.is_empty() {
            text::second(ui, words.no_red);
        }
        for read_back in &sheet.read_backs {
            let item = open.clone().find(|item| item.about == read_back.about).cloned();
            let item = item.unwrap_or_else(|| about::item_of(desk, &read_back.about));
            text::strong(ui, &format!("{} {}", about::number(desk, &item), about::about(desk, &read_back.about)));
            text::body(ui, &(words.said)(&desk.name_of(&read_back.owner), &told(desk.words, &read_back.next_step)));
        }
    });
}

fn signatures(ui: &mut Ui, desk: &Desk, sheet: &Sheet) {
    let words = &desk.words.handover;
    let hand = |signed: Option<&Signed>| signed.map_or_else(|| words.unsigned.to_owned(), |s| by_at(desk, &s.person, s.at));
    let mut hands = vec![
        (words.outgoing, hand(sheet.outgoing_signed.as_ref())),
        (words.incoming, hand(sheet.incoming_signed.as_ref())),
        (words.review, hand(sheet.reviewed.as_ref())),
    ];
    if sheet.withdrawn.is_some() {
        hands.push((words.withdrawn, hand(sheet.withdrawn.as_ref())));
    }
    let hands: Vec<(&str, &str)> = hands.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.signatures).show(ui, |ui| key_values(ui, 2, &hands));
}

fn by_at(desk: &Desk, by: &values::Id<domain::registers::staff::Person>, at: values::At) -> String {
    (desk.words.handover.by_at)(&desk.name_of(by), &at.minute(desk.state().utc_offset()))
}
