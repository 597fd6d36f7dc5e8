//! What stands in the bars on top of every screen, and what must be heard, the gravest
//! first. Computed from the replica and the time: nothing here is ever stored.
//!
//! A run that is acknowledged is silent, but its bar stays until somebody ends it: nobody
//! forgets, and a drill is marked on every page (B-24, B-26).

use crate::desk::{Connection, Desk};
use crate::phrases;
use crate::screens::{SCREENS, emergencies, handover, keys, surveys};
use domain::registers::calls::{self, Call};
use domain::registers::devices::{self, DeviceTrouble};
use domain::registers::emergencies::{Command as RunCommand, Ring, Run};
use domain::registers::handover::{Duty, Grade, Post, lateness};
use domain::registers::keys::Loss;
use domain::registers::surveys::{Alert, alert};
use domain::registers::terminals::{self, Gap, Terminal};
use domain::{Command, State, Station};
use egui::Ui;
use values::{At, SECOND_MS};

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// An alarm, or what is long overdue.
    Red,
    /// Late, off line, a drill.
    Amber,
}

/// What is heard; the gravest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// An emergency rings (B-24).
    Emergency,
    /// A loss that nobody knows of yet (K-4); who is missing after that is seen, not heard.
    Loss,
    /// Somebody at the kiosk asks for a person (B-05).
    Call,
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An emergency or a drill that nobody has ended (B-24).
    Emergency,
    /// The server is not to be shown: an older or another copy of the data.
    History,
    /// A lost key or card that not all three have acknowledged (K-4, B-16).
    Loss,
    /// A call from the kiosk (B-05).
    Call,
    /// The server's clock is in doubt.
    ServerClock,
    /// The desk is not handed over (B-23).
    HandoverLate,
    /// Many unhappy answers (B-18).
    SurveyAlert,
    /// A kiosk is not connected to the server.
    KioskOffline,
    /// A device of a kiosk does not work as it should.
    Device,
    /// What a terminal had saved is lost, and no lead has seen to it (B-07, H-7).
    Gap,
}

/// What a button of a bar does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Asks for a command.
    Ask(Box<Command>),
    /// Shows the screen that is drawn by this.
    Show(fn(&mut Ui, &mut Desk)),
    /// Opens the dialog in which somebody confirms this time.
    ConfirmTime(At),
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// What it is about.
    pub kind: Kind,
    /// Red or amber.
    pub severity: Severity,
    /// What is heard with it at this station.
    pub signal: Option<Signal>,
    /// What has happened, where.
    pub title: String,
    /// Since when, and what is to be done.
    pub line: String,
    /// The buttons, the main one first.
    pub actions: Vec<(String, Action)>,
}

/// Every alarm of this moment at this station, the gravest first.
#[must_use]
pub fn alarms(desk: &Desk) -> Vec<Alarm> {
    let state = desk.state();
    let mut alarms: Vec<Alarm> = state.running().filter_map(|run| of_run(desk, &state, run)).collect();
    alarms.extend(state.open_losses().filter_map(|l| of_loss(desk, &state, l)));
    alarms.extend(state.ringing().map(|c| of_call(desk, &state, c)));
    alarms.extend(state.duty_of(Post::Desk).and_then(|d| of_duty(desk, &state, d)));
    alarms.extend(alert(&state, desk.now).map(|a| of_survey(desk, a)));
    alarms.extend(desk.replica.is_contradicted().then(|| of_history(desk)));
    alarms.extend(desk.replica.doubted_clock().map(|shown| of_clock(desk, shown)));
    alarms.extend(kiosks_away(desk, &state).map(|t| of_kiosk(desk, t)));
    alarms.extend(state.device_trouble.iter().map(|d| of_device(desk, &state, d)));
    alarms.extend(state.open_gaps().map(|g| of_gap(desk, &state, g)));
    alarms.sort_by_key(|a| (a.severity, a.kind));
    alarms
}

/// Whether a post's ring is heard at a station. A post without a station of its own
/// (engineering, security, the lead) has no terminal: both desks hear it and telephone.
#[must_use]
pub fn is_heard_at(ring: Ring, station: Station) -> bool {
    match (ring, station) {
        (_, Station::Kiosk | Station::Operator | Station::Clock) => false,
        (Ring::ControlRoom, at) => at == Station::ControlRoom,
        (Ring::Counter, at) => at == Station::Counter,
        (Ring::Engineering | Ring::Security | Ring::Lead, Station::Counter | Station::ControlRoom) => true,
    }
}

/// For which post somebody at this station acknowledges: its own where that is rung, else
/// the one rung last.
#[must_use]
pub fn ring_to_acknowledge(run: &Run, station: Station) -> Ring {
    let own = if station == Station::ControlRoom { Ring::ControlRoom } else { Ring::Counter };
    let is_rung = run.rung.iter().any(|r| r.ring == own);
    if is_rung { own } else { run.rung.last().map_or(own, |r| r.ring) }
}

/// Since when a run rings without an answer; `None`: it is silent.
#[must_use]
pub fn ringing_since(state: &State, run: &Run) -> Option<At> {
    let heard_before = state.acknowledgement.iter().any(|a| a.run == run.id);
    state.is_ringing(run).then_some(if heard_before { run.last_rung_at } else { run.started_at })
}

/// "00:38", above an hour "1:02:03": how long ago `since` is.
#[must_use]
pub fn span(since: At, now: At) -> String {
    let seconds = (now.since(since) / SECOND_MS).max(0);
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes:02}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// "09:42:07" in the property's time.
#[must_use]
pub fn second(desk: &Desk, at: At) -> String {
    at.local(desk.state().utc_offset()).format("%H:%M:%S").to_string()
}

/// Whether the page of the emergencies is the one shown: it says all of a silent run itself.
fn emergencies_are_shown(desk: &Desk) -> bool {
    let screen: fn(&mut Ui, &mut Desk) = emergencies::emergencies_ui;
    SCREENS.get(desk.screen).is_some_and(|s| std::ptr::fn_addr_eq(s.ui, screen))
}

fn of_run(desk: &Desk, state: &State, run: &Run) -> Option<Alarm> {
    let words = &desk.words.alarms;
    let rings = ringing_since(state, run);
    if rings.is_none() && emergencies_are_shown(desk) {
        return None;
    }
    let title = emergencies::title_of(desk, run);
    let title = match &run.place {
        Some(place) => (words.at_place)(&title, &phrases::personal(desk.words, place, ToString::to_string)),
        None => title,
    };
    let started = second(desk, run.started_at);
    let line = match rings {
        Some(since) => (words.ringing)(&started, &span(since, desk.now)),
        None => (words.running)(&started, &span(run.started_at, desk.now)),
    };
    let mut actions = Vec::new();
    if rings.is_some() {
        let ring = ring_to_acknowledge(run, desk.station);
        let heard = RunCommand::Acknowledge { acknowledgement: desk.new_id(), run: run.id.clone(), ring, name: None };
        actions.push((words.acknowledge.to_owned(), Action::Ask(Box::new(heard.into()))));
    }
    actions.push((words.show.to_owned(), Action::Show(emergencies::emergencies_ui)));
    let heard_here = run.rung.iter().any(|r| is_heard_at(r.ring, desk.station));
    Some(Alarm {
        kind: Kind::Emergency,
        severity: if run.drill || rings.is_none() { Severity::Amber } else { Severity::Red },
        signal: (rings.is_some() && heard_here).then_some(Signal::Emergency),
        title: if run.drill { (words.drill)(&title) } else { title },
        line,
        actions,
    })
}

/// Lead, engineering and security must each know (K-4): red and heard until the first of
/// them does, then amber, naming who is missing, until all three do.
fn of_loss(desk: &Desk, state: &State, loss: &Loss) -> Option<Alarm> {
    let words = &desk.words.alarms;
    let missing = loss.waiting_for();
    if missing.is_empty() {
        return None;
    }
    let unheard = loss.acknowledgements.is_empty();
    let time = desk.time(loss.reported_at);
    let line = if unheard {
        (words.loss_line)(&loss.number, &time)
    } else {
        let sides: Vec<&str> = missing.iter().map(|s| phrases::side(desk.words, *s)).collect();
        (words.loss_missing)(&loss.number, &time, &sides.join(desk.words.common.list_comma))
    };
    let known = loss.unit.as_ref().and_then(|u| state.unit.get(u)).map(|u| u.number.to_string());
    let said = || loss.unit_said.as_ref().map(|s| phrases::personal(desk.words, s, ToString::to_string));
    let unit = known.or_else(said).unwrap_or_else(|| desk.words.common.unknown.to_owned());
    Some(Alarm {
        kind: Kind::Loss,
        severity: if unheard { Severity::Red } else { Severity::Amber },
        signal: unheard.then_some(Signal::Loss),
        title: (words.loss)(&unit),
        line,
        actions: vec![(words.see_to_it.to_owned(), Action::Show(keys::keys_ui))],
    })
}

fn of_call(desk: &Desk, state: &State, call: &Call) -> Alarm {
    let words = &desk.words.alarms;
    let kiosk = state.terminal.get(&call.terminal).map_or(call.terminal.as_str(), |t| t.name.as_str());
    let answer = calls::Command::Answer { call: call.id.clone() };
    Alarm {
        kind: Kind::Call,
        severity: Severity::Amber,
        signal: Some(Signal::Call),
        title: (words.call)(kiosk),
        line: (words.call_line)(&desk.time(call.at), &span(call.at, desk.now)),
        actions: vec![(words.answer.to_owned(), Action::Ask(Box::new(answer.into())))],
    }
}

fn of_duty(desk: &Desk, state: &State, duty: &Duty) -> Option<Alarm> {
    let words = &desk.words.alarms;
    let settings = state.property()?;
    let late = lateness(settings, duty, desk.now)?;
    let severity = match late.grade {
        Grade::Due => return None,
        Grade::Amber => Severity::Amber,
        Grade::Red => Severity::Red,
    };
    let due = domain::registers::handover::hour_of(settings, duty)?;
    Some(Alarm {
        kind: Kind::HandoverLate,
        severity,
        signal: None,
        title: (words.handover_late)(&(desk.words.common.minutes)(late.minutes)),
        line: (words.handover_line)(&desk.time(due), &desk.name_of(&duty.person)),
        actions: vec![(words.to_handover.to_owned(), Action::Show(handover::handover_ui))],
    })
}

fn of_survey(desk: &Desk, alert: Alert) -> Alarm {
    let words = &desk.words.alarms;
    Alarm {
        kind: Kind::SurveyAlert,
        severity: Severity::Amber,
        signal: None,
        title: words.survey.to_owned(),
        line: (words.survey_line)(&desk.time(alert.since), alert.unhappy, alert.answers),
        actions: vec![(words.show.to_owned(), Action::Show(surveys::surveys_ui))],
    }
}

/// What is shown is as it was; whoever looks must not take it for the present.
fn of_history(desk: &Desk) -> Alarm {
    let words = &desk.words.alarms;
    Alarm {
        kind: Kind::History,
        severity: Severity::Red,
        signal: None,
        title: words.history.to_owned(),
        line: words.history_line.to_owned(),
        actions: Vec::new(),
    }
}

/// Told on every desk, because nothing is archived or erased until somebody confirms the time.
fn of_clock(desk: &Desk, shown: At) -> Alarm {
    let words = &desk.words.alarms;
    let time = shown.minute(desk.state().utc_offset());
    Alarm {
        kind: Kind::ServerClock,
        severity: Severity::Amber,
        signal: None,
        title: (words.clock)(&time),
        line: words.clock_line.to_owned(),
        actions: vec![(words.confirm_time.to_owned(), Action::ConfirmTime(shown))],
    }
}

/// The admitted kiosks that the server does not see. Told only where this desk is itself
/// connected and has heard who is: until the first sign of life nobody seems to be there.
fn kiosks_away<'s>(desk: &Desk, state: &'s State) -> impl Iterator<Item = &'s Terminal> {
    let knows = desk.connection == Connection::Online && desk.replica.is_connected(&desk.terminal);
    let away = |t: &&Terminal| t.station == Station::Kiosk && t.revoked_at.is_none() && !desk.replica.is_connected(&t.id);
    let away: Vec<&Terminal> = state.terminal.iter().filter(|_| knows).filter(away).collect();
    away.into_iter()
}

fn of_kiosk(desk: &Desk, kiosk: &Terminal) -> Alarm {
    let words = &desk.words.alarms;
    Alarm {
        kind: Kind::KioskOffline,
        severity: Severity::Amber,
        signal: None,
        title: (words.kiosk_away)(kiosk.name.as_str()),
        line: words.kiosk_line.to_owned(),
        actions: Vec::new(),
    }
}

/// It goes by itself when the device works again: there is nothing to acknowledge.
fn of_device(desk: &Desk, state: &State, device: &DeviceTrouble) -> Alarm {
    let words = &desk.words.alarms;
    let kiosk = state.terminal.get(&device.terminal).map_or(device.terminal.as_str(), |t| t.name.as_str());
    let name = devices::Device::ALL.iter().position(|d| *d == device.device).unwrap_or(0);
    let trouble = devices::Trouble::ALL.iter().position(|t| *t == device.trouble).unwrap_or(0);
    let line = if device.device == devices::Device::Printer { words.printer_line } else { words.device_line };
    Alarm {
        kind: Kind::Device,
        severity: Severity::Amber,
        signal: None,
        title: (words.device)(kiosk, words.devices[name], words.device_troubles[trouble]),
        line: line(&desk.time(device.since)),
        actions: Vec::new(),
    }
}

/// Everybody sees what to ask; the button is there for whoever may say that it was done.
fn of_gap(desk: &Desk, state: &State, gap: &Gap) -> Alarm {
    let words = &desk.words.alarms;
    let terminal = state.terminal.get(&gap.terminal).map_or(gap.terminal.as_str(), |t| t.name.as_str());
    let last = gap.last_at.map(|at| desk.time(at));
    let line = (words.gap_line)(last.as_deref(), &desk.time(gap.found_at));
    let note: Command = terminals::Command::NoteGap { gap: gap.id.clone() }.into();
    let may = desk.why_not(&note).is_none();
    Alarm {
        kind: Kind::Gap,
        severity: Severity::Amber,
        signal: None,
        title: (words.gap)(terminal),
        line: gap.missing.map_or_else(String::new, words.gap_missing) + &line,
        actions: if may { vec![(words.gap_noted.to_owned(), Action::Ask(Box::new(note)))] } else { Vec::new() },
    }
}
