//! The receipt 《个人信息处理回执》: what was done, what waits and why, by whom and when. It says
//! nothing of the person, so it can be handed over, and is found again in the archive.

use super::{Draft, Signed, found, kind_name};
use crate::desk::Desk;
use crate::screens::keys::scrolled;
use domain::registers::corrections::Correction;
use domain::registers::erasures::Erasure;
use domain::{Kind, RecordRef};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, key_values};
use std::collections::BTreeMap;

/// As wide as a form is.
const WIDEST: f32 = 760.0;

/// A line of a receipt: what it is, and what it says.
type Fact = (&'static str, String);

/// Draws the receipt of what was signed last.
pub(super) fn receipt(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let words = &desk.words.person;
    let Some(facts) = draft.signed.as_ref().and_then(|signed| facts_of(desk, signed)) else { return };
    let property = desk.state().property().map(|s| desk.phrase(&s.name).to_owned()).unwrap_or_default();
    let (mut copy, mut again) = (false, false);
    scrolled(ui, ("person.receipt", ""), |ui| {
        ui.set_max_width(ui.available_width().min(WIDEST));
        Card::new().show(ui, |ui| {
            text::small(ui, &property);
            ui.vertical_centered(|ui| text::title(ui, words.receipt));
            ui.add_space(DESK.gap * 1.6);
            let shown: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
            key_values(ui, 1, &shown);
            ui.add_space(DESK.gap * 1.6);
            text::small(ui, words.receipt_line);
        });
        ui.add_space(DESK.gap);
        ui.horizontal(|ui| {
            copy = ui.add(Button::outlined(words.copy).main()).clicked();
            again = ui.add(Button::outlined(words.again).main()).clicked();
        });
    });
    if copy {
        ui.ctx().copy_text(as_text(&property, words.receipt, &facts, words.receipt_line));
        desk.tell(Tone::Green, words.copied);
    }
    if again {
        draft.signed = None;
    }
}

fn facts_of(desk: &Desk, signed: &Signed) -> Option<Vec<Fact>> {
    let state = desk.state();
    match signed {
        Signed::Erasure(id) => state.erasure.get(id).map(|erasure| erasure_facts(desk, erasure)),
        Signed::Correction(id) => state.correction.get(id).map(|correction| correction_facts(desk, correction)),
    }
}

fn as_text(property: &str, title: &str, facts: &[Fact], line: &str) -> String {
    let facts: Vec<String> = facts.iter().map(|(label, said)| format!("{label}\t{said}")).collect();
    format!("{property}\n{title}\n\n{}\n\n{line}\n", facts.join("\n"))
}

/// What an erasure comes to: kinds and counts, what waits and why, who answers for it, when.
pub(in crate::screens) fn erasure_facts(desk: &Desk, erasure: &Erasure) -> Vec<Fact> {
    let words = &desk.words.person;
    let by = erasure.by.as_ref().map_or_else(|| desk.words.history.term_over.to_owned(), |by| desk.name_of(by));
    let mut waiting: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    for waits in &erasure.waiting {
        *waiting.entry((waits.family.kind, found::why_kept(desk, &waits.family, waits.why))).or_default() += 1;
    }
    let waiting: Vec<String> = waiting
        .into_iter()
        .map(|((kind, why), count)| (words.waiting_line)(&(words.count)(kind_name(desk, kind), count), &why))
        .collect();
    let waiting = if waiting.is_empty() { words.none.to_owned() } else { waiting.join("\n") };
    vec![
        (words.asked_for, words.erase.to_owned()),
        (words.number, format!("{} · {}", erasure.id, (desk.words.history.version)(erasure.revision))),
        (words.time, erasure.at.minute(desk.state().utc_offset())),
        (words.by, by),
        (words.erased, counted(desk, &erasure.families)),
        (words.waits, waiting),
    ]
}

/// What a correction comes to: of what, who signed, when.
pub(in crate::screens) fn correction_facts(desk: &Desk, correction: &Correction) -> Vec<Fact> {
    let words = &desk.words.person;
    vec![
        (words.asked_for, format!("{} · {}", words.correct, words.parts[part_of(correction)])),
        (words.number, correction.id.to_string()),
        (words.time, correction.at.minute(desk.state().utc_offset())),
        (words.by, desk.name_of(&correction.by)),
        (words.corrected, counted(desk, &correction.of)),
    ]
}

/// Which part was put right: its place among the words.
pub(crate) const fn part_of(correction: &Correction) -> usize {
    match (correction.name, correction.telephone) {
        (true, true) => 2,
        (false, _) => 1,
        (true, false) => 0,
    }
}

/// "visit × 2, matter × 1".
fn counted(desk: &Desk, of: &[RecordRef]) -> String {
    let words = &desk.words.person;
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for name in of {
        *counts.entry(name.kind).or_default() += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|(kind, count)| (words.count)(kind_name(desk, kind), count)).collect();
    if counts.is_empty() { words.none.to_owned() } else { counts.join(desk.words.common.list_comma) }
}
