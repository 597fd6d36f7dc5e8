//! How a record of the archive stands in a row: as in the list of its own screen, with its
//! number.

use crate::desk::Desk;
use crate::phrases;
use crate::record_log::what;
use crate::screens::keys::phrasing::{loss_state, loss_unit, told, unit_number};
use crate::screens::{emergencies, handover, keys, matters, notices, person, releases, visits};
use domain::registers::appointments::Appointment;
use domain::registers::corrections::Correction;
use domain::registers::emergencies::{Found, Run};
use domain::registers::erasures::Erasure;
use domain::registers::found_keys::FoundKey;
use domain::registers::handover::Sheet;
use domain::registers::keys::KeyIssue;
use domain::registers::matters::Matter;
use domain::registers::notices::Notice;
use domain::registers::releases::Release;
use domain::registers::staff::Hand;
use domain::registers::surveys::{Face, SurveyAnswer};
use domain::registers::terminals::{Gap, TurnedAway};
use domain::{Record, State};
use look::theme::Tone;
use look::{Icon, icons};
use values::{At, Id};

/// One row.
pub(in crate::screens) struct Row {
    pub title: String,
    pub line: String,
    pub time: String,
    pub state: Option<(&'static str, Tone)>,
    pub icon: Icon,
}

impl Row {
    fn new(title: impl Into<String>, line: impl Into<String>, time: String, icon: Icon) -> Self {
        Self { title: title.into(), line: line.into(), time, state: None, icon }
    }
    fn state(self, state: (&'static str, Tone)) -> Self {
        Self { state: Some(state), ..self }
    }
}

/// The row of a record; `None`: a kind that never leaves.
pub(in crate::screens) fn row(desk: &Desk, record: &Record) -> Option<Row> {
    let state = desk.state();
    let words = desk.words;
    let by = |who: &Id<_>, at: At, text: String| Row::new(desk.name_of(who), text, desk.time(at), icons::ICON_EDIT_NOTE);
    Some(match record {
        Record::Visit(v) => {
            let line = format!("{} · {}", v.code, visits::host(desk, &state, v));
            Row::new(visits::name(desk, v), line, desk.time(v.arrived_at), icons::ICON_BADGE).state(visits::status(desk, v))
        }
        Record::Appointment(a) => appointment(desk, a),
        Record::FoundKey(f) => found_key(desk, f),
        Record::KeyIssue(i) => key_issue(desk, &state, i),
        Record::Loss(l) => {
            let title = (words.keys.loss_of)(keys::phrasing::kind(&words.keys, l.kind));
            let line = format!("{} · {} · {}", l.number, loss_unit(words, &state, l), told(words, &l.reporter));
            Row::new(title, line, desk.time(l.reported_at), keys::key_icon(l.kind)).state(loss_state(&words.keys, l))
        }
        Record::Release(r) => release(desk, &state, r),
        Record::Matter(m) => matter(desk, &state, m),
        Record::MatterNote(n) => {
            let text = matters::told_of_passing(desk, n).unwrap_or_else(|| told(words, &n.text).replace('\n', " "));
            by(&n.by, n.at, text)
        }
        Record::Call(c) => {
            let kiosk = state.terminal.get(&c.terminal).map_or_else(|| c.terminal.to_string(), |t| t.name.to_string());
            let answered = c.answered.as_ref().map(|a| emergencies::who(desk, a.by.as_ref(), None, a.station));
            let line = answered.unwrap_or_else(|| words.history.not_answered.to_owned());
            Row::new(kiosk, line, desk.time(c.at), icons::ICON_CALL)
        }
        Record::Sheet(s) => sheet(desk, s),
        Record::Addendum(a) => by(&a.by, a.at, told(words, &a.text).replace('\n', " ")),
        Record::Signature(s) => by(&s.person, s.at, hand(desk, s.hand).to_owned()),
        Record::Run(r) => run(desk, r),
        Record::Acknowledgement(a) => {
            let who = emergencies::who(desk, a.by.as_ref(), a.name.as_ref(), a.station);
            let line = (words.emergencies.was_heard)(emergencies::ring_name(desk, a.ring));
            Row::new(who, line, desk.time(a.at), icons::ICON_EMERGENCY)
        }
        Record::Tick(t) => {
            let who = emergencies::who(desk, t.by.as_ref(), t.name.as_ref(), t.station);
            Row::new(who, step_text(desk, &state, &t.step), desk.time(t.at), icons::ICON_EMERGENCY)
        }
        Record::RollCall(c) => {
            let who = emergencies::who(desk, c.by.as_ref(), c.name.as_ref(), c.station);
            Row::new(visitor(desk, &state, &c.visit), who, desk.time(c.at), icons::ICON_EMERGENCY).state(found(desk, c.found))
        }
        Record::SurveyAnswer(a) => {
            let day = a.at.local(state.utc_offset()).format("%Y-%m-%d").to_string();
            let tone = if a.face.is_happy() { Tone::Green } else { Tone::Amber };
            Row::new(area(desk, &state, a), a.form.to_string(), day, icons::ICON_SENTIMENT_SATISFIED).state((face(desk, a.face), tone))
        }
        Record::Gap(g) => gap(desk, &state, g),
        Record::TurnedAway(t) => turned_away(desk, t),
        Record::LogLine(l) => {
            let who = phrases::actor(words, &state, &l.actor, l.station);
            Row::new(what(desk, &l.what), who, desk.time(l.at), icons::ICON_LIST)
        }
        Record::Settings(_) | Record::Unit(_) | Record::PriceList(_) | Record::PrivacyNotice(_) | Record::PostItem(_) => return None,
        Record::Person(_) | Record::Credential(_) | Record::Session(_) | Record::Terminal(_) | Record::Key(_) => return None,
        Record::ReleaseBook(_) | Record::DeviceTrouble(_) => return None,
        Record::Notice(n) => notice(desk, n),
        Record::PropertyMap(_) => return None,
        Record::SurveyForm(_) | Record::Duty(_) | Record::Procedure(_) | Record::Sweep(_) | Record::ClockDoubt(_) => return None,
        Record::Erasure(e) => erasure(desk, e),
        Record::Correction(c) => correction(desk, c),
    })
}

fn gap(desk: &Desk, state: &State, gap: &Gap) -> Row {
    let terminal = state.terminal.get(&gap.terminal).map_or_else(|| gap.terminal.to_string(), |t| t.name.to_string());
    let noted = gap.noted.as_ref().map_or_else(|| desk.words.history.gap_open.to_owned(), |n| desk.name_of(&n.by));
    Row::new(terminal, noted, desk.time(gap.found_at), icons::ICON_EDIT_NOTE)
}

fn appointment(desk: &Desk, appointment: &Appointment) -> Row {
    let line = format!("{} · {}", appointment.code, visits::host_of(desk, &desk.state(), &appointment.host));
    Row::new(told(desk.words, &appointment.name), line, desk.time(appointment.made_at), icons::ICON_EVENT)
        .state(visits::appointments::status(desk, appointment))
}

fn found_key(desk: &Desk, found: &FoundKey) -> Row {
    let title = (desk.words.found_keys.of)(keys::phrasing::kind(&desk.words.keys, found.kind));
    let line = format!("{} · {}", found.number, told(desk.words, &found.found_where));
    Row::new(title, line, desk.time(found.reported_at), keys::key_icon(found.kind)).state(keys::found::status(desk, found))
}

fn notice(desk: &Desk, notice: &Notice) -> Row {
    let words = &desk.words.notices;
    let title = notices::phrasing::wording(desk, notice).title.to_string();
    let line = (words.from_until)(&desk.time(notice.from), &desk.time(notice.until));
    let state = notices::phrasing::state(words, notice.status(desk.now));
    Row::new(title, line, desk.time(notice.written_at), notices::phrasing::icon(notice.kind)).state(state)
}

fn sheet(desk: &Desk, sheet: &Sheet) -> Row {
    let words = &desk.words.handover;
    let title = format!("{} · {}", handover::post_name(desk, sheet.post), (words.sheet)(sheet.number));
    let incoming = sheet.incoming.as_ref().map_or_else(|| "—".to_owned(), |p| desk.name_of(p));
    let line = (words.from_to)(&desk.name_of(&sheet.outgoing), &incoming);
    Row::new(title, line, desk.time(sheet.opened_at), icons::ICON_SWAP_HORIZ).state(handover::state_of(desk, sheet))
}

fn turned_away(desk: &Desk, note: &TurnedAway) -> Row {
    let words = desk.words;
    let times = note.rows.iter().map(|row| row.times).fold(0, u32::saturating_add);
    let barriers: Vec<&str> = note.rows.iter().map(|row| phrases::barrier(words, row.barrier)).collect();
    Row::new(
        (words.history.turned_away)(times),
        barriers.join(words.common.list_comma),
        desk.time(note.at),
        icons::ICON_BLOCK,
    )
}

fn erasure(desk: &Desk, erasure: &Erasure) -> Row {
    let title = (desk.words.history.erased_files)(erasure.families.len());
    Row::new(title, answers_for(desk, erasure), desk.time(erasure.at), icons::ICON_EDIT_NOTE)
}

fn correction(desk: &Desk, correction: &Correction) -> Row {
    let title = desk.words.person.was_corrected[person::part_of(correction)];
    Row::new(title, desk.name_of(&correction.by), desk.time(correction.at), icons::ICON_EDIT_NOTE)
}

/// Who answers for an erasure.
fn answers_for(desk: &Desk, erasure: &Erasure) -> String {
    erasure.by.as_ref().map_or_else(|| desk.words.history.term_over.to_owned(), |by| desk.name_of(by))
}

fn key_issue(desk: &Desk, state: &State, issue: &KeyIssue) -> Row {
    let words = &desk.words.keys;
    let key = state.key.get(&issue.key);
    let title = key.map_or_else(|| issue.key.to_string(), |k| format!("{} · {}", k.number, k.name));
    let line = (words.issue_line)(&told(desk.words, &issue.to), &told(desk.words, &issue.why));
    let status = match (&issue.returned, &issue.written_off) {
        (Some(_), _) => (desk.words.history.returned, Tone::Green),
        (None, Some(_)) => (desk.words.history.written_off, Tone::Neutral),
        (None, None) => (words.out, Tone::Blue),
    };
    let icon = key.map_or(icons::ICON_KEY, |k| keys::key_icon(k.kind));
    Row::new(title, line, desk.time(issue.at), icon).state(status)
}

fn release(desk: &Desk, state: &State, release: &Release) -> Row {
    let title = format!("{} · {}", release.number, unit_number(state, &release.unit));
    let line = format!("{} · {}", told(desk.words, &release.carrier), releases::phrasing::goods_line(desk.words, release));
    let status = releases::phrasing::state(&desk.words.releases, release, releases::today(desk));
    Row::new(title, line, desk.time(release.issued_at), icons::ICON_LOCAL_SHIPPING).state(status)
}

fn matter(desk: &Desk, state: &State, matter: &Matter) -> Row {
    let contact = told(desk.words, &matter.contact);
    let title = matter.unit.as_ref().map(|u| format!("{} · {contact}", unit_number(state, u))).unwrap_or(contact);
    let line = format!("{} · {}", matter.number, told(desk.words, &matter.what).replace('\n', " "));
    let at = matter.finished.as_ref().map_or(matter.received_at, |f| f.at);
    let icon = matters::phrasing::kind_icon(matter.kind);
    Row::new(title, line, desk.time(at), icon).state(matters::phrasing::state(&desk.words.matters, matter))
}

fn run(desk: &Desk, run: &Run) -> Row {
    let title = emergencies::title_of(desk, run);
    let title = if run.drill { (desk.words.alarms.drill)(&title) } else { title };
    let place = run.place.as_ref().map(|p| format!(" · {}", told(desk.words, p))).unwrap_or_default();
    let icon = emergencies::picture(run.procedure.as_str());
    Row::new(title, format!("{}{place}", run.number), desk.time(run.started_at), icon).state(emergencies::state_of(desk, run))
}

/// As what somebody signed.
pub(super) fn hand(desk: &Desk, hand: Hand) -> &'static str {
    let words = &desk.words.handover;
    match hand {
        Hand::Outgoing => words.outgoing,
        Hand::Incoming => words.incoming,
        Hand::Review => words.review,
        Hand::Override => words.override_,
        Hand::HandOut => desk.words.desk.signs_first,
        Hand::Second => desk.words.desk.signs_second,
        Hand::Release => desk.words.releases.hand,
    }
}

/// Whether a visitor was found.
pub(super) fn found(desk: &Desk, found: Found) -> (&'static str, Tone) {
    match found {
        Found::Safe => (desk.words.emergencies.safe, Tone::Green),
        Found::Missing => (desk.words.emergencies.missing, Tone::Red),
    }
}

/// The visitor of a roll-call; the visit's id once that has left too.
pub(super) fn visitor(desk: &Desk, state: &State, visit: &Id<domain::registers::visits::Visit>) -> String {
    state.visit.get(visit).map_or_else(|| visit.to_string(), |v| visits::name(desk, v))
}

/// The text of a step, whichever procedure it belongs to.
pub(super) fn step_text(desk: &Desk, state: &State, code: &str) -> String {
    let step = state.procedure.iter().flat_map(|p| &p.steps).find(|s| s.code == code);
    step.map_or_else(|| code.to_owned(), |s| desk.phrase(&s.text).to_owned())
}

/// The service that was rated.
pub(super) fn area(desk: &Desk, state: &State, answer: &SurveyAnswer) -> String {
    let area = state.survey_form.get(&answer.form).and_then(|f| f.areas.iter().find(|a| a.code == answer.area));
    area.map_or_else(|| answer.area.clone(), |a| desk.phrase(&a.name).to_owned())
}

/// A face in words.
pub(super) fn face(desk: &Desk, face: Face) -> &'static str {
    let place = Face::ALL.iter().position(|f| *f == face).unwrap_or(0);
    desk.words.surveys.faces[place]
}
