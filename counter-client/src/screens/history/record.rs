//! One record of the archive, whole: read, never changed.

use super::reading::{Reading, Version};
use super::{kind_name, rows};
use crate::desk::Desk;
use crate::phrases;
use crate::record_log::what;
use crate::screens::keys::phrasing::{self, told, told_or_dash};
use crate::screens::keys::scrolled;
use crate::screens::{emergencies, handover, keys, matters, notices, person, releases, visits};
use domain::registers::calls::Call;
use domain::registers::duty_log::LogLine;
use domain::registers::emergencies::Run;
use domain::registers::handover::Addendum;
use domain::registers::keys::{Key, KeyIssue, Loss, LossRole};
use domain::registers::matters::{Matter, MatterNote};
use domain::registers::staff::{Person, Signature};
use domain::registers::surveys::SurveyAnswer;
use domain::registers::terminals::{Gap, Terminal, TurnedAway};
use domain::{Record, State, Station};
use egui::Ui;
use look::text;
use look::theme::{DESK, Tone};
use look::widgets::{Button, Card, chip, key_values};
use values::{At, Id, PersonName, Personal};

/// Draws the record that is open, or asks to open one.
pub(super) fn page(ui: &mut Ui, desk: &mut Desk, reading: &mut Reading) {
    let words = &desk.words.history;
    let open = reading.chosen.and_then(|(found, version)| {
        let found = reading.found.get(found)?;
        Some((found, found.versions.get(version)?, version))
    });
    let Some((found, version, place)) = open else {
        scrolled(ui, ("history.record", ""), |ui| text::second(ui, words.choose));
        return;
    };
    let kind = reading.kind().map_or("", |k| kind_name(desk, k));
    let revision = version.revision.to_string();
    let mut turned_to = place;
    scrolled(ui, ("history.record", &revision), |ui| {
        ui.horizontal_wrapped(|ui| {
            chip(ui, kind, Tone::Blue);
            chip(ui, words.read_only, Tone::Neutral);
            text::small(ui, &(words.version)(version.revision));
            let all = found.versions.len();
            if all > 1 {
                text::small(ui, &(words.version_of)(all - place, all));
                if place + 1 < all && ui.add(Button::link(words.earlier).small()).clicked() {
                    turned_to = place + 1;
                }
                if place > 0 && ui.add(Button::link(words.later).small()).clicked() {
                    turned_to = place - 1;
                }
            }
        });
        ui.add_space(DESK.gap * 0.6);
        whole(ui, desk, version);
    });
    if let Some((_, version)) = &mut reading.chosen {
        *version = turned_to;
    }
}

fn whole(ui: &mut Ui, desk: &mut Desk, version: &Version) {
    let words = &desk.words.history;
    let readable = version.record.as_ref().and_then(|record| Some((record, rows::row(desk, record)?)));
    let Some((record, row)) = readable else {
        text::title(ui, words.unreadable);
        text::second(ui, words.unreadable_line);
        return;
    };
    text::title(ui, &row.title);
    ui.horizontal_wrapped(|ui| {
        if let Some((said, tone)) = row.state {
            chip(ui, said, tone);
        }
        text::second(ui, &row.time);
    });
    ui.add_space(DESK.gap * 0.6);
    fields(ui, desk, record);
}

/// Every field, as the record's own screen shows it where that has a page for it.
pub(in crate::screens) fn fields(ui: &mut Ui, desk: &mut Desk, record: &Record) {
    let state = desk.state();
    let words = desk.words;
    let h = &words.history;
    match record {
        Record::Visit(v) => {
            Card::titled(words.visits.facts).show(ui, |ui| visits::facts(ui, desk, v));
        }
        Record::Appointment(a) => {
            Card::titled(words.appointments.facts).show(ui, |ui| visits::appointments::facts(ui, desk, a));
        }
        Record::FoundKey(f) => {
            Card::titled(words.found_keys.facts).show(ui, |ui| keys::found::facts(ui, desk, f));
        }
        Record::KeyIssue(i) => key_issue(ui, desk, &state, i),
        Record::Loss(l) => loss(ui, desk, &state, l),
        Record::Release(r) => {
            releases::counted(ui, desk, r);
            releases::facts(ui, desk, r);
        }
        Record::Matter(m) => matter(ui, desk, &state, m),
        Record::MatterNote(n) => matter_note(ui, desk, &state, n),
        Record::Call(c) => call(ui, desk, &state, c),
        Record::Sheet(s) => handover::archived(ui, desk, s),
        Record::Addendum(a) => addendum(ui, desk, &state, a),
        Record::Signature(s) => signature(ui, desk, s),
        Record::Run(r) => run(ui, desk, &state, r),
        Record::Acknowledgement(a) => {
            let ring = emergencies::ring_name(desk, a.ring).to_owned();
            let mut rows = in_a_run(desk, &state, &a.run, (a.by.as_ref(), a.name.as_ref(), a.station), a.at);
            rows.push((h.post, ring));
            facts(ui, desk, 1, &rows);
        }
        Record::Tick(t) => {
            let mut rows = in_a_run(desk, &state, &t.run, (t.by.as_ref(), t.name.as_ref(), t.station), t.at);
            rows.push((h.what, rows::step_text(desk, &state, &t.step)));
            facts(ui, desk, 1, &rows);
        }
        Record::RollCall(c) => {
            let mut rows = in_a_run(desk, &state, &c.run, (c.by.as_ref(), c.name.as_ref(), c.station), c.at);
            rows.push((words.desk.visitor, rows::visitor(desk, &state, &c.visit)));
            rows.push((h.what, rows::found(desk, c.found).0.to_owned()));
            facts(ui, desk, 1, &rows);
        }
        Record::SurveyAnswer(a) => survey_answer(ui, desk, &state, a),
        Record::Gap(g) => gap(ui, desk, &state, g),
        Record::TurnedAway(t) => turned_away(ui, desk, &state, t),
        Record::LogLine(l) => log_line(ui, desk, &state, l),
        Record::Settings(_) | Record::Unit(_) | Record::PriceList(_) | Record::PrivacyNotice(_) | Record::PostItem(_) => {}
        Record::Person(_) | Record::Credential(_) | Record::Session(_) | Record::Terminal(_) | Record::Key(_) => {}
        Record::DeviceTrouble(_) => {}
        Record::ReleaseBook(_) => {}
        Record::Notice(n) => notices::facts(ui, desk, n),
        Record::PropertyMap(_) => {}
        Record::SurveyForm(_) | Record::Duty(_) | Record::Procedure(_) | Record::Sweep(_) | Record::ClockDoubt(_) => {}
        Record::Erasure(e) => facts(ui, desk, 1, &person::erasure_facts(desk, e)),
        Record::Correction(c) => facts(ui, desk, 1, &person::correction_facts(desk, c)),
    }
}

fn facts(ui: &mut Ui, desk: &Desk, columns: usize, rows: &[(&str, String)]) {
    let rows: Vec<(&str, &str)> = rows.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(desk.words.history.facts).show(ui, |ui| key_values(ui, columns, &rows));
}

fn call(ui: &mut Ui, desk: &Desk, state: &State, call: &Call) {
    let (words, h) = (desk.words, &desk.words.history);
    let at = |at: At| at.minute(state.utc_offset());
    let kiosk = state.terminal.get(&call.terminal).map_or_else(|| call.terminal.to_string(), |t| t.name.to_string());
    let answered = call.answered.as_ref().map_or_else(
        || h.not_answered.to_owned(),
        |a| {
            let who = emergencies::who(desk, a.by.as_ref(), None, a.station);
            format!("{who} · {} · {}", phrases::station(words, a.station), at(a.at))
        },
    );
    facts(ui, desk, 1, &[(h.terminal, kiosk), (h.time, at(call.at)), (h.answered, answered)]);
}

fn addendum(ui: &mut Ui, desk: &Desk, state: &State, addendum: &Addendum) {
    let (words, h) = (desk.words, &desk.words.history);
    let sheet = state.sheet.get(&addendum.sheet).map_or_else(
        || addendum.sheet.to_string(),
        |s| format!("{} · {}", handover::post_name(desk, s.post), (words.handover.sheet)(s.number)),
    );
    let time = addendum.at.minute(state.utc_offset());
    let rows = [(h.of, sheet), (h.by, desk.name_of(&addendum.by)), (h.time, time), (h.text, told(words, &addendum.text))];
    facts(ui, desk, 1, &rows);
}

fn key_issue(ui: &mut Ui, desk: &Desk, state: &State, issue: &KeyIssue) {
    let (words, h) = (&desk.words.keys, &desk.words.history);
    let dash = || "—".to_owned();
    let key = state.key.get(&issue.key).map_or_else(|| issue.key.to_string(), |k| format!("{} · {}", k.number, k.name));
    let returned = issue.returned.as_ref().map_or_else(dash, |r| (words.returned_to)(&desk.time(r.at), &desk.name_of(&r.to)));
    let written_off = issue.written_off.as_ref().map_or_else(dash, |off| {
        let number = state.loss.get(&off.loss).map_or(off.loss.as_str(), |l| l.number.as_str());
        format!("{} · {}", (words.written_off)(&desk.time(off.at), number), desk.name_of(&off.by))
    });
    let rows = [
        (words.key_number, key),
        (words.issue_to, told(desk.words, &issue.to)),
        (words.telephone, told_or_dash(desk.words, issue.telephone.as_ref())),
        (words.why, told(desk.words, &issue.why)),
        (words.out_since, format!("{} · {}", desk.time(issue.at), phrasing::given_by(desk, issue))),
        (words.due_back, desk.time(issue.due_at)),
        (h.returned, returned),
        (h.written_off, written_off),
    ];
    facts(ui, desk, 2, &rows);
}

fn loss(ui: &mut Ui, desk: &Desk, state: &State, loss: &Loss) {
    let words = &desk.words.keys;
    keys::loss_facts(ui, desk, state, loss);
    let named = |keys: &mut dyn Iterator<Item = &Id<Key>>| {
        let names: Vec<&str> = keys.map(Id::as_str).collect();
        if names.is_empty() { "—".to_owned() } else { names.join(desk.words.common.list_comma) }
    };
    let rows = [
        (words.kind, keys::phrasing::kind(words, loss.kind).to_owned()),
        (words.affected, named(&mut loss.keys.iter())),
        (desk.words.history.found_keys, named(&mut loss.found.iter())),
    ];
    facts(ui, desk, 1, &rows);
    let rows = LossRole::ALL.map(|role| {
        let known = loss.acknowledgements.get(&role);
        let known = known.map_or_else(|| words.not_yet.to_owned(), |a| (words.known)(&desk.name_of(&a.by), &desk.time(a.at)));
        (phrases::side(desk.words, role), known)
    });
    let rows: Vec<(&str, &str)> = rows.iter().map(|(label, said)| (*label, said.as_str())).collect();
    Card::titled(words.who_knows).show(ui, |ui| key_values(ui, 1, &rows));
}

fn matter(ui: &mut Ui, desk: &Desk, state: &State, matter: &Matter) {
    let words = &desk.words.matters;
    ui.horizontal_wrapped(|ui| {
        chip(ui, matters::phrasing::kind(words, matter.kind), Tone::Blue);
        let (class, tone) = matters::phrasing::class(words, matter.class);
        chip(ui, class, tone);
        text::second(ui, &matter.number);
    });
    Card::titled(words.what).show(ui, |ui| text::body(ui, &told(desk.words, &matter.what)));
    matters::facts(ui, desk, state, matter);
}

fn matter_note(ui: &mut Ui, desk: &Desk, state: &State, note: &MatterNote) {
    let h = &desk.words.history;
    let number = state.matter.get(&note.matter).map_or_else(|| note.matter.to_string(), |m| m.number.clone());
    let mut rows = vec![
        (h.of, number),
        (h.by, desk.name_of(&note.by)),
        (h.time, note.at.minute(state.utc_offset())),
        (h.station, phrases::station(desk.words, note.station).to_owned()),
        (h.text, told(desk.words, &note.text)),
    ];
    rows.extend(matters::told_of_passing(desk, note).map(|passed| (h.what, passed)));
    facts(ui, desk, 1, &rows);
}

fn log_line(ui: &mut Ui, desk: &Desk, state: &State, line: &LogLine) {
    let (words, h) = (desk.words, &desk.words.history);
    let about = line.about.as_ref();
    let about = about.map_or_else(|| "—".to_owned(), |r| format!("{} {}", phrases::kind(words, r.kind), r.id));
    let terminal = state.terminal.get(&line.terminal).map_or_else(|| line.terminal.to_string(), |t| t.name.to_string());
    let posts: Vec<&str> = line.posts.iter().map(|p| handover::post_name(desk, *p)).collect();
    let rows = [
        (h.what, what(desk, &line.what)),
        (h.by, phrases::actor(words, state, &line.actor, line.station)),
        (h.time, line.at.minute(state.utc_offset())),
        (h.terminal, terminal),
        (h.of, about),
        (h.entry, line.revision.to_string()),
        (h.posts, if posts.is_empty() { "—".to_owned() } else { posts.join(words.common.list_comma) }),
    ];
    facts(ui, desk, 1, &rows);
}

fn signature(ui: &mut Ui, desk: &Desk, signature: &Signature) {
    let h = &desk.words.history;
    let previous = signature.previous.as_ref().map_or_else(|| "—".to_owned(), |d| d.as_str().to_owned());
    let rows = [
        (h.by, desk.name_of(&signature.person)),
        (h.hand, rows::hand(desk, signature.hand).to_owned()),
        (h.of, format!("{} {}", phrases::kind(desk.words, signature.of.kind), signature.of.id)),
        (h.time, signature.at.minute(desk.state().utc_offset())),
        (h.digest, signature.digest.as_str().to_owned()),
        (h.previous, previous),
        (h.public_key, signature.public_key.clone()),
        (h.signature, signature.signature.clone()),
    ];
    facts(ui, desk, 1, &rows);
}

fn run(ui: &mut Ui, desk: &Desk, state: &State, run: &Run) {
    let words = &desk.words.emergencies;
    emergencies::facts(ui, desk, run);
    let mut rows = vec![(words.place, told_or_dash(desk.words, run.place.as_ref()))];
    rows.extend(run.stood_down.as_ref().map(|end| (words.reason, told(desk.words, &end.reason))));
    rows.extend(run.linked_to.as_ref().map(|linked| {
        let number = state.run.get(linked).map_or_else(|| linked.to_string(), |r| r.number.clone());
        (desk.words.history.linked, number)
    }));
    let offset = state.utc_offset();
    rows.extend(run.rung.iter().map(|r| (emergencies::ring_name(desk, r.ring), (words.rung_at)(&r.at.minute(offset)))));
    facts(ui, desk, 1, &rows);
}

/// What everything that was done in a run has: in which run, by whom, where, when.
fn in_a_run(
    desk: &Desk,
    state: &State,
    run: &Id<Run>,
    (by, name, station): (Option<&Id<Person>>, Option<&Personal<PersonName>>, Station),
    at: At,
) -> Vec<(&'static str, String)> {
    let h = &desk.words.history;
    let number = state.run.get(run).map_or_else(|| run.to_string(), |r| r.number.clone());
    vec![
        (h.of, number),
        (h.by, emergencies::who(desk, by, name, station)),
        (h.station, phrases::station(desk.words, station).to_owned()),
        (h.time, at.minute(state.utc_offset())),
    ]
}

fn gap(ui: &mut Ui, desk: &Desk, state: &State, gap: &Gap) {
    let (h, unknown) = (&desk.words.history, desk.words.common.unknown);
    let at = |at: At| at.minute(state.utc_offset());
    let terminal = state.terminal.get(&gap.terminal).map_or_else(|| gap.terminal.to_string(), |t| t.name.to_string());
    let noted = gap
        .noted
        .as_ref()
        .map_or_else(|| h.gap_open.to_owned(), |n| format!("{} · {}", desk.name_of(&n.by), at(n.at)));
    let rows = [
        (h.terminal, terminal),
        (h.time, at(gap.found_at)),
        (h.gap_last, gap.last_at.map_or_else(|| unknown.to_owned(), at)),
        (h.gap_missing, gap.missing.map_or_else(|| unknown.to_owned(), |n| n.to_string())),
        (h.gap_noted, noted),
    ];
    facts(ui, desk, 1, &rows);
}

fn turned_away(ui: &mut Ui, desk: &Desk, state: &State, note: &TurnedAway) {
    let h = &desk.words.history;
    let terminal = |id: &Id<Terminal>| state.terminal.get(id).map_or_else(|| id.to_string(), |t| t.name.to_string());
    let mut rows = vec![(h.time, note.at.minute(state.utc_offset()))];
    for row in &note.rows {
        let whose = row.terminal.as_ref().map_or_else(|| h.no_terminal.to_owned(), terminal);
        rows.push((phrases::barrier(desk.words, row.barrier), format!("{whose} · {}", (h.times)(row.times))));
    }
    facts(ui, desk, 1, &rows);
}

/// Without its words and its hour: one answer alone would tell whose it is (B-19).
fn survey_answer(ui: &mut Ui, desk: &Desk, state: &State, answer: &SurveyAnswer) {
    let (h, common) = (&desk.words.history, &desk.words.common);
    let rows = [
        (h.service, rows::area(desk, state, answer)),
        (h.face, rows::face(desk, answer.face).to_owned()),
        (h.day, answer.at.local(state.utc_offset()).format("%Y-%m-%d").to_string()),
        (h.form, answer.form.to_string()),
        (h.counted, if answer.suppressed { common.no } else { common.yes }.to_owned()),
    ];
    facts(ui, desk, 1, &rows);
    Card::new().tone(Tone::Blue).show(ui, |ui| text::body(ui, h.anonymous));
}
