//! A scripted day of the small property in which every command is used at least once: the
//! golden journal is written from it, and the rights are tried with its commands. Fixed
//! ids, times and words; nobody in it exists.

mod handover;
mod keys;
mod lobby;
mod notices;
mod releases;

use super::{CLERK, LEAD, MANAGER, MONDAY, OPERATOR, id, line};
use domain::registers::staff::{self, Credential};
use domain::registers::visits::Visit;
use domain::registers::{archive, calls, clock as server_clock, corrections, devices, emergencies, erasures, matters, property, terminals};
use domain::rights::Role;
use domain::{Command, Record, RecordRef, Station};
use std::collections::BTreeMap;
use std::path::Path;
use values::{At, Digest, MINUTE_MS, PersonName, Personal, SECOND_MS, StaffNumber, Text};

pub(super) const VISITOR_INSIDE: &str = "kiosk-1-0a0b0c0d-3";
pub(super) const MAJOR_MATTER: &str = "counter-1-0a0b0c0d-32";

/// One command, by whom and when.
pub struct Step {
    /// When, after the step before.
    pub after_s: i64,
    /// Where.
    pub station: Station,
    /// Who is signed in there; empty: nobody.
    pub person: &'static str,
    /// Whose PIN comes with it; empty: nobody's.
    pub signs: &'static str,
    /// Whether it waited on the terminal's disk.
    pub offline: bool,
    /// Whether a rule is to say no.
    pub refused: bool,
    /// What.
    pub command: Command,
}

/// A command of this person at this station, a minute after the last one.
pub(super) fn step(station: Station, person: &'static str, command: impl Into<Command>) -> Step {
    Step {
        after_s: 60,
        station,
        person,
        signs: "",
        offline: false,
        refused: false,
        command: command.into(),
    }
}
pub(super) fn kiosk(command: impl Into<Command>) -> Step {
    step(Station::Kiosk, "", command)
}
pub(super) fn counter(person: &'static str, command: impl Into<Command>) -> Step {
    step(Station::Counter, person, command)
}
pub(super) fn control(person: &'static str, command: impl Into<Command>) -> Step {
    step(Station::ControlRoom, person, command)
}
fn operator(command: impl Into<Command>) -> Step {
    step(Station::Operator, "", command)
}
fn clock(after_s: i64, command: impl Into<Command>) -> Step {
    Step { after_s, ..step(Station::Clock, "", command) }
}

impl Step {
    pub(super) fn signed(self, person: &'static str) -> Self {
        Self { signs: person, ..self }
    }
    pub(super) fn offline(self) -> Self {
        Self { offline: true, ..self }
    }
    pub(super) fn refused(self) -> Self {
        Self { refused: true, ..self }
    }
}

/// The whole day.
#[must_use]
pub fn day() -> Vec<Step> {
    day_before_doubts().into_iter().chain(doubts()).chain(erasing()).collect()
}

fn day_before_doubts() -> Vec<Step> {
    let parts = [
        begin(),
        lobby::visits(),
        lobby::appointments(),
        lobby::survey(),
        keys::cabinet(),
        keys::loss(),
        lobby::found_keys(),
        releases::slips(),
        notices::notices(),
        matters(),
        call(),
        device(),
        handover::sheet(),
        emergency(),
        end(),
    ];
    parts.into_iter().flatten().collect()
}

/// One command of every name, in the order in which the day first uses it.
#[must_use]
pub fn one_of_each() -> BTreeMap<String, Command> {
    let mut each = BTreeMap::new();
    for step in day() {
        each.entry(step.command.name()).or_insert(step.command);
    }
    each
}

/// When the day begins.
pub const BEGIN: At = MONDAY;

/// The records of the small property's files; here it offers photos.
fn imported() -> Vec<Record> {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/property-small"));
    let files = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    let files: BTreeMap<String, Vec<u8>> =
        files.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&p).unwrap())).collect();
    let mut records = server::import::read(&files).unwrap().records;
    for record in &mut records {
        if let Record::Settings(settings) = record {
            settings.visits.photo = true;
        }
    }
    records
}

fn begin() -> Vec<Step> {
    let enrol = |name: &str, station: Station, number: u8| {
        operator(terminals::Command::Enrol {
            terminal: id(name),
            station,
            name: line(name),
            fingerprint: Digest::of(&[number; 32]),
        })
    };
    let credential = Credential {
        id: id(CLERK),
        pin: Personal::Clear("$argon2id$v=19$m=64,t=1,p=1$bm9ib2R5$bm90LWEtcmVhbC1oYXNo".into()),
        public_key: "bm90IGEga2V5IG9mIGFueWJvZHk=".into(),
        wrapped_key: Personal::Clear("bm90IGEga2V5IG9mIGFueWJvZHkgZWl0aGVy".into()),
        to_be_changed: false,
    };
    let sign_in = |person: &str| staff::Command::SignIn { person: id(person) };
    vec![
        operator(property::Command::Import { records: imported(), source: Text::parse("property-small").unwrap() }),
        operator(staff::Command::SetCredential { credential: Box::new(credential), by: None }),
        enrol("kiosk-1", Station::Kiosk, 1),
        enrol("counter-1", Station::Counter, 2),
        enrol("control-room-1", Station::ControlRoom, 3),
        enrol("spare-1", Station::Counter, 4),
        operator(terminals::Command::Rename { terminal: id("spare-1"), name: line("样本备用"), by: None }),
        operator(terminals::Command::Revoke { terminal: id("spare-1"), by: None }),
        counter("", sign_in(CLERK)).refused(),
        counter("", sign_in(CLERK)).signed(CLERK),
        control("", sign_in(OPERATOR)).signed(OPERATOR),
        counter(CLERK, staff::Command::Lock {}),
        counter("", staff::Command::Unlock { person: id(CLERK), remembered: false }).signed(CLERK),
    ]
    .into_iter()
    .chain(managed())
    .collect()
}

/// What a manager does with their PIN at the clerk's desk.
fn managed() -> Vec<Step> {
    let (roles, by) = ([Role::Clerk].into(), || id(MANAGER));
    let add = staff::Command::Add {
        by: by(),
        number: StaffNumber::parse("2001").unwrap(),
        name: PersonName::parse("样本新人").unwrap(),
        roles,
    };
    let edit = staff::Command::Edit {
        by: by(),
        person: id("2001"),
        name: PersonName::parse("样本新人").unwrap(),
        roles: [Role::Clerk, Role::Finance].into(),
        left: true,
    };
    let pair = terminals::Command::Pair { station: Station::Counter, name: line("样本前台 2"), by: by() };
    let rename = terminals::Command::Rename { terminal: id("kiosk-1"), name: line("样本自助机"), by: Some(by()) };
    vec![
        counter(CLERK, add).signed(MANAGER),
        counter(CLERK, edit).signed(MANAGER),
        counter(CLERK, pair).signed(MANAGER),
        counter(CLERK, rename).signed(MANAGER),
    ]
}

fn matters() -> Vec<Step> {
    use matters::{Class, Command as C, Department, MatterKind, Part};
    let take = |matter: &str, kind, class| C::Take {
        matter: id(matter),
        kind,
        class,
        unit: Some(id("1202")),
        contact: super::name("样本来电人"),
        telephone: Some(super::telephone("13800000921")),
        what: super::words("样本事项：水龙头滴水"),
        about: Some(super::told("厨房")),
        due_at: None,
    };
    let matter = || id("counter-1-0a0b0c0d-31");
    vec![
        counter(CLERK, take("counter-1-0a0b0c0d-31", MatterKind::Repair, Class::Minor)),
        counter(CLERK, C::Claim { matter: matter() }),
        control(OPERATOR, C::Claim { matter: matter() }).refused(),
        control(
            OPERATOR,
            C::AddNote {
                note: id("control-room-1-0a0b0c0d-5"),
                matter: matter(),
                text: super::words("样本备注"),
            },
        ),
        counter(CLERK, C::HandTo { matter: matter(), department: Department::Engineering }),
        counter(
            CLERK,
            C::Transfer {
                note: id("counter-1-0a0b0c0d-33"),
                matter: matter(),
                part: Part::Owner,
                to: id(LEAD),
                reason: super::words("样本换班"),
            },
        ),
        counter(
            CLERK,
            C::Release {
                note: id("counter-1-0a0b0c0d-34"),
                matter: matter(),
                reason: super::words("样本另有任务"),
            },
        ),
        counter(CLERK, C::Claim { matter: matter() }),
        counter(CLERK, C::Finish { matter: matter(), result: super::told("已修好") }),
        counter(CLERK, take(MAJOR_MATTER, MatterKind::Complaint, Class::Major)).offline(),
    ]
}

fn call() -> Vec<Step> {
    vec![
        kiosk(calls::Command::Ring { call: id("kiosk-1-0a0b0c0d-9") }),
        control(OPERATOR, calls::Command::Answer { call: id("kiosk-1-0a0b0c0d-9") }),
    ]
}

fn device() -> Vec<Step> {
    use devices::{Command::Report, Device, Trouble};
    let report = |report: &str, trouble| kiosk(Report { report: id(report), device: Device::Printer, trouble });
    vec![report("kiosk-1-0a0b0c0d-51", Some(Trouble::OutOfPaper)), report("kiosk-1-0a0b0c0d-52", None)]
}

fn emergency() -> Vec<Step> {
    use emergencies::{Command as C, Found, Ring};
    let run = || id("control-room-1-0a0b0c0d-41");
    let name = || Some(super::name("样本报警人"));
    let start = C::Start {
        run: run(),
        procedure: id("fire"),
        place: Some(super::told("12 层")),
        drill: true,
        name: name(),
    };
    let heard = C::Acknowledge {
        acknowledgement: id("counter-1-0a0b0c0d-42"),
        run: run(),
        ring: Ring::Counter,
        name: name(),
    };
    let tick = C::TickStep {
        tick: id("control-room-1-0a0b0c0d-43"),
        run: run(),
        step: "confirm".into(),
        name: name(),
    };
    let roll = C::TickRoll {
        roll_call: id("counter-1-0a0b0c0d-44"),
        run: run(),
        visit: id(VISITOR_INSIDE),
        found: Found::Safe,
        name: name(),
    };
    vec![
        control("", start),
        clock(60, C::RingNext { run: run() }),
        counter("", heard),
        clock(180, C::RingAgain { run: run() }),
        control("", tick),
        counter("", roll),
        control(OPERATOR, C::StandDown { run: run(), reason: super::told("演练结束") }),
    ]
}

fn end() -> Vec<Step> {
    let consult = archive::Command::Consult {
        kind: domain::Kind::Visit,
        term: Some(super::told("010001")),
        reason: line("样本查询"),
    };
    let find_gap = terminals::Command::FindGap {
        gap: id("kiosk-1-0b0b0c0d-0"),
        terminal: id("kiosk-1"),
        last_seq: 9,
        last_at: Some(BEGIN),
        missing: None,
    };
    let turned = terminals::Turned { barrier: terminals::Barrier::Revoked, terminal: Some(id("kiosk-1")), times: 3 };
    vec![
        clock(0, find_gap),
        kiosk(terminals::Command::EndProgram { by: id(CLERK) }).signed(CLERK),
        clock(0, terminals::Command::NoteTurnedAway { rows: vec![turned] }),
        counter(LEAD, terminals::Command::NoteGap { gap: id("kiosk-1-0b0b0c0d-0") }),
        operator(archive::Command::Export { reason: line("样本导出") }),
        counter(CLERK, consult),
        counter(CLERK, staff::Command::SignOut {}),
        clock(8 * 24 * 3_600, archive::Command::Sweep {}),
        clock(0, staff::Command::EndSession { session: id("control-room-1") }),
    ]
}

/// The server's clock is in doubt twice; then the operator goes on with a history that a
/// terminal contradicts. Golden stamps say nothing of what the clock showed: it is right.
fn doubts() -> Vec<Step> {
    let number = || StaffNumber::parse(LEAD).unwrap();
    let doubt = |at: At| clock(60, server_clock::Command::Doubt { why: server_clock::Why::Moved, shown: at });
    let accept = archive::Command::AcceptHistory {
        number: number(),
        reason: line("样本接受"),
        witness: id("counter-1"),
        seen: 1_000,
    };
    let end: At = BEGIN.plus(day_before_doubts().iter().map(|s| s.after_s * SECOND_MS).sum());
    vec![
        doubt(end),
        counter(CLERK, server_clock::Command::Confirm { person: id(LEAD), time: end }).signed(LEAD),
        doubt(end),
        operator(server_clock::Command::ConfirmNamed { number: number(), time: end }),
        operator(accept),
    ]
}

/// A visitor asks to be erased, who is still inside; the visit before is over for long enough.
fn erasing() -> Vec<Step> {
    let visit = |n: u32| RecordRef::to::<Visit>(&id(&format!("kiosk-1-0a0b0c0d-{n}")));
    let inside = RecordRef::to::<Visit>(&id(VISITOR_INSIDE));
    let erase = erasures::Command::Erase {
        erasure: id("counter-1-0a0b0c0d-80"),
        families: vec![inside, visit(2)],
        person: id(LEAD),
    };
    let number = || StaffNumber::parse(LEAD).unwrap();
    let lapsed = erasures::Lapsed { family: visit(1), since: BEGIN.plus(-40 * 24 * 60 * MINUTE_MS) };
    let correct = corrections::Command::Correct {
        correction: id("counter-1-0a0b0c0d-79"),
        of: vec![RecordRef::to::<matters::Matter>(&id(MAJOR_MATTER))],
        name: Some(super::name("样本改正")),
        telephone: Some(super::telephone("13800000922")),
        person: id(LEAD),
    };
    vec![
        operator(erasures::Command::Find { number: number(), reason: line("本人要求") }),
        counter(CLERK, erasures::Command::Consult { person: id(LEAD), reason: line("本人查阅") }).signed(LEAD),
        counter(CLERK, correct).signed(LEAD),
        counter(LEAD, erase).signed(LEAD),
        operator(erasures::Command::EraseNamed { number: number(), families: vec![visit(5)] }),
        clock(60, erasures::Command::Lapse { families: vec![lapsed] }),
        operator(erasures::Command::Reapply { families: vec![visit(4)] }),
    ]
}

/// So many seconds later.
#[must_use]
pub(super) fn later(at: At, seconds: i64) -> At {
    at.plus(seconds * SECOND_MS)
}
