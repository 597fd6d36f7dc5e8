//! The property in which the rules are tested: a Monday at ten, three units, a person of
//! every role, keys, a survey form, post items, procedures; nothing has happened yet.
//!
//! A test says who acts where with [`stamp`], brings the world about with [`done`], and
//! states its law with [`check`]. All names are made up.

mod procedures;

use crate::registers::handover::Post;
use crate::registers::keys::{Key, KeyKind, KeyPlace};
use crate::registers::property::{
    Alarm, ArchiveFigures, Calendar, CounterFigures, Deadlines, HandoverFigures, KeyFigures, Phrase, PostItem, PrivacyNotice,
    RetentionFigures, Settings, SurveyFigures, Unit, VisitFigures,
};
use crate::registers::staff::Person;
use crate::registers::surveys::{Area, SurveyForm};
use crate::registers::terminals::Terminal;
use crate::registers::{Command, Record, Refusal, State};
use crate::rights::Role;
use crate::{Actor, Offline, Recorded, Stamp, Station, Table, decide};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;
use values::{At, Digest, Id, KeyNumber, Line, MINUTE_MS, PersonName, Personal, StaffNumber, Telephone, Text, UnitNumber};

pub(crate) use procedures::{fire, flooding, suspicious};

/// Monday 2026-11-23, 10:00 in the property: a working day, the counter has the desk.
pub(crate) const NOW: At = At(1_795_399_200_000);

pub(crate) const CLERK: &str = "1001";
pub(crate) const LEAD: &str = "1002";
pub(crate) const SUPERVISOR: &str = "1003";
pub(crate) const MANAGER: &str = "1004";
pub(crate) const GENERAL_MANAGER: &str = "1005";
pub(crate) const STEWARD: &str = "1006";
pub(crate) const OPERATOR: &str = "1007";
pub(crate) const SECURITY: &str = "1008";
pub(crate) const TECHNICIAN: &str = "1009";
pub(crate) const ENGINEER: &str = "1010";
pub(crate) const FINANCE: &str = "1011";
/// A second clerk, for the other hand of a crew.
pub(crate) const CLERK_TWO: &str = "1021";
/// A second control-room operator.
pub(crate) const OPERATOR_TWO: &str = "1027";
/// A clerk who has left the house.
pub(crate) const GONE: &str = "1091";

/// `NOW` and so many minutes.
pub(crate) fn at(minutes: i64) -> At {
    NOW.plus(minutes * MINUTE_MS)
}
pub(crate) fn id<T>(text: &str) -> Id<T> {
    Id::parse(text).unwrap()
}
pub(crate) fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
pub(crate) fn told(text: &str) -> Personal<Line> {
    line(text).into()
}
pub(crate) fn text(text: &str) -> Personal<Text> {
    Text::parse(text).unwrap().into()
}
pub(crate) fn name(name: &str) -> Personal<PersonName> {
    PersonName::parse(name).unwrap().into()
}
pub(crate) fn telephone(number: &str) -> Personal<Telephone> {
    Telephone::parse(number).unwrap().into()
}
pub(crate) fn phrase(zh: &str, en: &str) -> Phrase {
    Phrase { zh: zh.into(), en: en.into(), hant: String::new() }
}

/// A command from the terminal of a station, at `NOW`, by the person of that number;
/// `""`: by nobody signed in. `check` and `done` give it the next revision.
pub(crate) fn stamp(station: Station, person: &str) -> Stamp {
    let actor = match station {
        Station::Operator => Actor::Operator,
        Station::Clock => Actor::Clock,
        Station::Kiosk | Station::Counter | Station::ControlRoom if person.is_empty() => Actor::Station,
        Station::Kiosk | Station::Counter | Station::ControlRoom => Actor::Person(id(person)),
    };
    Stamp {
        revision: 0,
        at: NOW,
        actor,
        station,
        terminal: id(&format!("{}-1", station.name())),
        seq: 1,
        incarnation: "a".into(),
        offline: None,
        proof: None,
        second: None,
        holder: None,
        expected: None,
        clock_shows: None,
    }
}
/// At the counter, by this person.
pub(crate) fn counter(person: &str) -> Stamp {
    stamp(Station::Counter, person)
}
/// In the control room, by this person.
pub(crate) fn control_room(person: &str) -> Stamp {
    stamp(Station::ControlRoom, person)
}
/// At the kiosk.
pub(crate) fn kiosk() -> Stamp {
    stamp(Station::Kiosk, "")
}
/// The server's clock.
pub(crate) fn clock() -> Stamp {
    stamp(Station::Clock, "")
}

impl Stamp {
    /// The server has recognised who is expected by this appointment.
    pub(crate) fn awaited(self, appointment: &str) -> Self {
        Self { expected: Some(id(appointment)), ..self }
    }
    /// The server has recognised the holder of this visit.
    pub(crate) fn holds(self, visit: &str) -> Self {
        Self { holder: Some(id(visit)), ..self }
    }
    /// So many minutes after `NOW`.
    pub(crate) fn minute(self, minutes: i64) -> Self {
        Self { at: at(minutes), ..self }
    }
    /// So many seconds after `NOW`.
    pub(crate) fn second(self, seconds: i64) -> Self {
        Self { at: NOW.plus(seconds * values::SECOND_MS), ..self }
    }
    /// With this very revision.
    pub(crate) fn revision(self, revision: u64) -> Self {
        Self { revision, ..self }
    }
    /// With the PIN of this person.
    pub(crate) fn signed(self, person: &str) -> Self {
        Self { proof: Some(id(person)), ..self }
    }
    /// And with that of this second person.
    pub(crate) fn with_second(self, person: &str) -> Self {
        Self { second: Some(id(person)), ..self }
    }
    /// Made without the server, sent when it was back.
    pub(crate) fn offline(self) -> Self {
        Self { offline: Some(Offline { made_at: self.at }), ..self }
    }
    /// From another terminal of the station.
    pub(crate) fn terminal(self, terminal: &str) -> Self {
        Self { terminal: id(terminal), ..self }
    }
}

/// What a command must come to.
#[derive(Debug)]
pub(crate) enum Expect {
    /// Accepted, with changes.
    Done,
    /// Success without any change: it is done already.
    Already,
    /// Refused, by this rule.
    No(Refusal),
}

/// Refused by this rule.
pub(crate) fn no(refusal: impl Into<Refusal>) -> Expect {
    Expect::No(refusal.into())
}
/// Refused: what is referred to does not exist.
pub(crate) fn no_such(kind: crate::Kind) -> Expect {
    Expect::No(Refusal::NotFound { kind })
}

/// Gives the command to the rules and returns the state after it; fails with the
/// command's name unless it came to what was expected. What holds for every command is
/// tried with each: it reads back from its JSON, so do its changes, and the rules answer
/// the same where a view hides the contents of all personal fields.
#[track_caller]
pub(crate) fn check(given: &State, command: impl Into<Command>, stamp: &Stamp, expected: Expect) -> State {
    let command = command.into();
    let mut stamp = stamp.clone();
    if stamp.revision == 0 {
        stamp.revision = 1 + given.log_line.iter().next_back().map_or(0, |l| l.revision);
    }
    let decided = decide(given, &command, &stamp);
    let fine = match (&decided, &expected) {
        (Ok(changes), Expect::Done) => !changes.is_empty(),
        (Ok(changes), Expect::Already) => changes.is_empty(),
        (Err(refusal), Expect::No(law)) => refusal == law,
        (Ok(_), Expect::No(_)) | (Err(_), Expect::Done | Expect::Already) => false,
    };
    assert!(fine, "{}: expected {expected:?}, came to {decided:?}", command.name());
    assert_eq!(spelled(&command, |json| json), command);
    assert_eq!(spelled(&decided, |json| json), decided);
    let in_the_dark = decide(&veiled_state(given), &veiled(&command), &stamp);
    assert_eq!(veiled(&in_the_dark), veiled(&decided), "{} looks at personal data", command.name());
    let mut after = given.clone();
    after.apply(&decided.unwrap_or_default());
    after
}

/// A value written as JSON, changed there, and read again.
fn spelled<T: Serialize + DeserializeOwned>(value: &T, change: impl Fn(String) -> String) -> T {
    serde_json::from_str(&change(serde_json::to_string(value).unwrap())).unwrap()
}

/// A value without the contents of its personal fields.
pub(crate) fn veiled<T: Serialize + DeserializeOwned>(value: &T) -> T {
    fn veil(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(all) => all.iter_mut().for_each(veil),
            serde_json::Value::Object(fields) if fields.len() == 1 && fields.contains_key("personal") => {
                *value = serde_json::json!({ "hidden": true })
            }
            serde_json::Value::Object(fields) => fields.values_mut().for_each(veil),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) | serde_json::Value::String(_) => {}
        }
    }
    spelled(value, |json| {
        let mut value = serde_json::from_str(&json).unwrap();
        veil(&mut value);
        value.to_string()
    })
}

/// The state as a view shows it that hides all personal fields.
fn veiled_state(state: &State) -> State {
    fn veil<T: Recorded + Serialize + DeserializeOwned>(table: &Table<T>, into: &mut State)
    where
        Record: From<T>,
    {
        table.iter().for_each(|record| into.put(veiled(record).into()));
    }
    let mut seen = state.clone();
    veil(&state.unit, &mut seen);
    veil(&state.visit, &mut seen);
    veil(&state.key_issue, &mut seen);
    veil(&state.loss, &mut seen);
    veil(&state.release, &mut seen);
    veil(&state.survey_answer, &mut seen);
    veil(&state.matter, &mut seen);
    veil(&state.matter_note, &mut seen);
    veil(&state.sheet, &mut seen);
    veil(&state.addendum, &mut seen);
    veil(&state.run, &mut seen);
    veil(&state.acknowledgement, &mut seen);
    veil(&state.tick, &mut seen);
    veil(&state.roll_call, &mut seen);
    seen
}

/// Brings the state on by a command that must be accepted.
#[track_caller]
pub(crate) fn done(given: &mut State, command: impl Into<Command>, stamp: &Stamp) {
    *given = check(given, command, stamp, Expect::Done);
}

/// The property, as imported.
pub(crate) fn state() -> State {
    let mut state = State::default();
    state.put(settings().into());
    let floors = [("1201", "12F", Some(phrase("蓝山样本有限公司", "Blue Hill Sample Ltd"))), ("1202", "12F", None), ("B1-01", "B1", None)];
    for (number, floor, company) in floors {
        state.put(unit(number, floor, company).into());
    }
    let notice = PrivacyNotice {
        id: id("n1"),
        text: phrase("个人信息告知", "Notice on personal data"),
        from: at(-1_440),
        covers: BTreeSet::new(),
    };
    state.put(notice.into());
    people(&mut state);
    keys(&mut state);
    state.put(survey_form("2026-1", at(-1_440)).into());
    post_items(&mut state);
    for procedure in [fire(), flooding(), suspicious()] {
        state.put(procedure.into());
    }
    for (station, number) in [(Station::Kiosk, 1), (Station::Counter, 2), (Station::ControlRoom, 3)] {
        let name = format!("{}-1", station.name());
        let fingerprint = Digest::of(&[number; 32]);
        state.put(
            Terminal {
                id: id(&name),
                station,
                name: line(&name),
                number,
                fingerprint,
                enrolled_at: at(-1_440),
                revoked_at: None,
                maintenance: None,
            }
            .into(),
        );
    }
    state
}

fn settings() -> Settings {
    Settings {
        id: id("property"),
        name: phrase("样本大厦", "Sample Tower"),
        utc_offset_minutes: 480,
        morning_handover: 510,
        evening_handover: 1_050,
        calendar: Calendar::default(),
        counter_telephone: Telephone::parse("02155550001").unwrap(),
        control_room_telephone: Telephone::parse("02155550002").unwrap(),
        assembly_point: phrase("北侧草坪", "north lawn"),
        address: phrase("样本路 1 号", "1 Sample Road"),
        handover: HandoverFigures::default(),
        deadlines: Deadlines { minor: 1_440, important: 4_320, major: 10_080, repair: 15, urgent: 1 },
        alarm: Alarm { acknowledge_within_s: 60, step_within_s: 180 },
        survey: SurveyFigures::default(),
        keys: KeyFigures::default(),
        visits: VisitFigures::default(),
        retention: RetentionFigures::default(),
        archive: ArchiveFigures::default(),
        kiosk_idle_s: 45,
        kiosk_countdown_s: 20,
        kiosk_attract_s: 60,
        counter: CounterFigures::default(),
        made_up: false,
    }
}

fn unit(number: &str, floor: &str, company: Option<Phrase>) -> Unit {
    Unit {
        id: id(number),
        number: UnitNumber::parse(number).unwrap(),
        floor: floor.into(),
        company,
        occupant: Some(told("样本住户")),
        telephone: Some(telephone("13800000000")),
        emergency_contact: None,
    }
}

fn people(state: &mut State) {
    let pairs = [CLERK, LEAD, SUPERVISOR, MANAGER, GENERAL_MANAGER, STEWARD, OPERATOR, SECURITY, TECHNICIAN, ENGINEER, FINANCE]
        .into_iter()
        .zip(Role::ALL);
    for (number, role) in pairs.chain([(CLERK_TWO, Role::Clerk), (OPERATOR_TWO, Role::ControlRoomOperator), (GONE, Role::Clerk)]) {
        let person = Person {
            id: id(number),
            number: StaffNumber::parse(number).unwrap(),
            name: PersonName::parse(&format!("样本 {number}")).unwrap(),
            roles: [role].into(),
            left: number == GONE,
        };
        state.put(person.into());
    }
}

/// Unit 1201 has two doors and a card, 1202 a door; a public key and a plant room have no unit.
fn keys(state: &mut State) {
    for (number, unit, kind) in [
        ("K-1201-A", Some("1201"), KeyKind::Door),
        ("K-1201-B", Some("1201"), KeyKind::Door),
        ("K-1201-C", Some("1201"), KeyKind::AccessCard),
        ("K-1202-A", Some("1202"), KeyKind::Door),
        ("K-P-1", None, KeyKind::Public),
        ("K-R-1", None, KeyKind::PlantRoom),
    ] {
        let key = Key {
            id: id(number),
            number: KeyNumber::parse(number).unwrap(),
            unit: unit.map(id),
            kind,
            name: line(&format!("样本门 {number}")),
            copies: 1,
            place: KeyPlace::Cabinet,
            suspended_by: None,
            damaged: false,
        };
        state.put(key.into());
    }
}

/// A survey form of three areas, shown from `from`.
pub(crate) fn survey_form(version: &str, from: At) -> SurveyForm {
    let area = |code: &str, zh: &str, en: &str| Area { code: code.into(), name: phrase(zh, en), reasons: Vec::new() };
    SurveyForm {
        id: id(version),
        title: phrase("满意度", "How are we doing?"),
        areas: vec![area("front_desk", "前台", "Front desk"), area("repair", "维修", "Repairs"), area("cleaning", "保洁", "Cleaning")],
        from,
    }
}

fn post_items(state: &mut State) {
    for (code, post, name, count) in [
        ("desk-telephone", Post::Desk, phrase("值班电话", "Duty telephone"), 1),
        ("desk-keys", Post::Desk, phrase("钥匙柜钥匙", "Keys in the cabinet"), 6),
        ("counter-radio", Post::Counter, phrase("对讲机", "Radio"), 2),
        ("counter-umbrella", Post::Counter, phrase("雨伞", "Umbrella"), 10),
        ("control-radio", Post::ControlRoom, phrase("对讲机", "Radio"), 4),
        ("control-torch", Post::ControlRoom, phrase("手电", "Torch"), 2),
    ] {
        let order = u32::try_from(state.post_item.len()).unwrap();
        state.put(PostItem { id: id(code), post, name, count, order }.into());
    }
}
