//! One slip: where it stands, what the gate does with it, and what was done.

use super::{Draft, count, issue, list, phrasing, today, withdraw};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::record_log;
use crate::screens::keys::phrasing::{told, told_or_dash, unit_line};
use crate::screens::keys::scrolled;
use domain::registers::releases::{Ending, Release, Status};
use domain::{RecordRef, Station};
use egui::{Align, Frame, Layout, Margin, Panel, Ui};
use look::text;
use look::theme::{BG, DESK, Tone};
use look::widgets::{Button, Card, chip, key_values};

/// Draws the chosen slip, or the first of the list.
pub(super) fn slip(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    let state = desk.state();
    let chosen = draft.chosen.as_ref().and_then(|id| state.release.get(id));
    let first = || list::sorted(desk, &state, "", draft.filter).first().copied();
    let Some(release) = chosen.or_else(first) else {
        if !state.release.is_empty() {
            scrolled(ui, ("releases.none", ""), |ui| text::second(ui, desk.words.releases.choose));
        }
        return;
    };
    if release.is_open() && desk.station == Station::Counter {
        let foot = Frame::new().fill(BG).inner_margin(Margin::symmetric(DESK.margin as i8, 16));
        Panel::bottom("releases.slip.foot").show_separator_line(false).frame(foot).show(ui, |ui| {
            ui.horizontal(|ui| foot_ui(ui, desk, release, draft));
        });
    }
    scrolled(ui, ("releases.slip", release.id.as_str()), |ui| {
        heading(ui, desk, release);
        ui.add_space(DESK.gap * 0.6);
        notice(ui, desk, release);
        if release.status(today(desk)) == Status::Good {
            count::gate(ui, desk, release, draft);
        }
        counted(ui, desk, release);
        facts(ui, desk, release);
        let about = RecordRef::to(&release.id);
        if state.log_line.iter().any(|l| l.about.as_ref() == Some(&about)) {
            Card::titled(desk.words.releases.history).show(ui, |ui| record_log(ui, desk, &about, None));
        }
    });
}

/// What the counter does with an open slip: a new one in its place, or an end.
fn foot_ui(ui: &mut Ui, desk: &Desk, release: &Release, draft: &mut Draft) {
    let words = &desk.words.releases;
    let waits = release.waits_for_lead(today(desk));
    let button = if waits { Button::primary(words.replace) } else { Button::outlined(words.replace) };
    if ui.add(button.main()).clicked() {
        draft.issue = Some(issue::Form::instead_of(release));
    }
    let reason = withdraw::refused(desk, &release.id);
    let button = Button::destructive(words.withdraw).main().disabled(reason.as_deref());
    if ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button).clicked()).inner {
        draft.reason = Some((release.id.clone(), String::new()));
    }
}

fn heading(ui: &mut Ui, desk: &Desk, release: &Release) {
    let (said, tone) = phrasing::state(&desk.words.releases, release, today(desk));
    ui.horizontal(|ui| {
        text::title(ui, &release.number);
        chip(ui, said, tone);
    });
    let unit = desk.state().unit.get(&release.unit).map_or_else(|| release.unit.to_string(), |unit| unit_line(desk, unit));
    text::second(ui, &format!("{unit} · {}", told(desk.words, &release.carrier)));
}

/// Why it waits for a lead, and what to do.
fn notice(ui: &mut Ui, desk: &Desk, release: &Release) {
    let words = &desk.words.releases;
    let (line, tone) = match release.status(today(desk)) {
        Status::Mismatched => (words.mismatched_line, Tone::Red),
        Status::Unreconciled => (words.unreconciled_line, Tone::Amber),
        Status::Good | Status::Used | Status::Replaced | Status::Withdrawn => return,
    };
    Card::new().tone(tone).show(ui, |ui| text::strong(ui, line));
}

/// What the gate counted, line by line.
pub(crate) fn counted(ui: &mut Ui, desk: &Desk, release: &Release) {
    let words = &desk.words.releases;
    let Some(count) = &release.counted else { return };
    let rows = release.goods.iter().zip(&count.found).map(|(goods, found)| {
        let said = if *found == goods.count { (words.alike)(*found) } else { (words.unlike)(goods.count, *found) };
        (told(desk.words, &goods.name), said)
    });
    let place = phrases::station(desk.words, count.station).to_owned();
    let by = format!("{} · {place}", (words.by_at)(&desk.name_of(&count.by), &desk.time(count.at)));
    let rows: Vec<(String, String)> = rows.chain([(words.gate.to_owned(), by)]).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, said)| (name.as_str(), said.as_str())).collect();
    let card = Card::titled(words.counted);
    let card = if release.is_used() { card } else { card.tone(Tone::Red) };
    card.show(ui, |ui| key_values(ui, 1, &rows));
}

/// What stands on the slip. How the fees stand is shown at the counter alone: the gate never
/// asks for money (B-15).
pub(crate) fn facts(ui: &mut Ui, desk: &Desk, release: &Release) {
    let words = &desk.words.releases;
    let checks: Vec<&str> = release.checks.iter().map(|check| phrasing::check(words, *check)).collect();
    let mut facts = vec![
        (words.day, release.day.0.to_string()),
        (words.exit, told(desk.words, &release.exit)),
        (words.carrier, told(desk.words, &release.carrier)),
        (words.telephone, told_or_dash(desk.words, release.telephone.as_ref())),
        (words.standing, phrasing::standing(words, release.standing).to_owned()),
        (words.checks, checks.join(desk.words.common.list_comma)),
        (words.plate, told_or_dash(desk.words, release.plate.as_ref())),
        (words.issued, (words.by_at)(&desk.name_of(&release.issued_by), &desk.time(release.issued_at))),
    ];
    if desk.station == Station::Counter {
        facts.push((words.fees, phrasing::fees(desk.words, &release.fees)));
    }
    if let Some(old) = &release.replaces {
        facts.push((words.replaces, phrasing::number(desk, old)));
    }
    if let Some(ended) = &release.ended {
        let by = (words.by_at)(&desk.name_of(&ended.by), &desk.time(ended.at));
        facts.push(match &ended.how {
            Ending::Replaced { by_release } => (words.replaced_by, format!("{} · {by}", phrasing::number(desk, by_release))),
            Ending::Withdrawn { reason } => (words.withdraw, format!("{} · {by}", told(desk.words, reason))),
        });
    }
    let facts: Vec<(&str, &str)> = facts.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.facts).show(ui, |ui| {
        key_values(ui, 2, &facts);
        if release.counted.is_none() && release.status(today(desk)) != Status::Good {
            ui.add_space(DESK.gap);
            text::body(ui, &phrasing::goods_line(desk.words, release));
        }
    });
}
