//! A small property, brought in by the operator's import like any other.

use domain::registers::emergencies::{Procedure, Ring, Step};
use domain::registers::handover::Post;
use domain::registers::keys::{Key, KeyKind, KeyPlace};
use domain::registers::property::{
    Alarm, ArchiveFigures, Calendar, Command, CounterFigures, Deadlines, HandoverFigures, KeyFigures, Phrase, PostItem, RetentionFigures,
    Settings, SurveyFigures, Unit, VisitFigures,
};
use domain::registers::staff::Person;
use domain::registers::surveys::{Area, SurveyForm};
use domain::registers::terminals;
use domain::rights::Role;
use domain::{Actor, Record, Stamp, State, Station, decide};
use values::{At, Digest, Id, KeyNumber, Line, PersonName, StaffNumber, Telephone, Text, UnitNumber};

/// Monday 2026-11-23, 08:00 in the property.
const MONDAY: At = At(1_795_392_000_000);

/// Everybody, with what they are.
pub const PEOPLE: [(&str, Role); 8] = [
    ("1001", Role::Clerk),
    ("1002", Role::Clerk),
    ("1003", Role::Lead),
    ("1004", Role::Manager),
    ("1005", Role::ControlRoomOperator),
    ("1006", Role::ControlRoomOperator),
    ("1007", Role::SecuritySupervisor),
    ("1008", Role::EngineeringTechnician),
];

pub fn id<T>(text: &str) -> Id<T> {
    Id::parse(text).unwrap()
}
pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
pub fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}
fn phrase(zh: &str) -> Phrase {
    Phrase { zh: zh.into(), en: zh.into(), hant: String::new() }
}

/// The stamp of an entry, from the station's own terminal.
pub fn stamp(revision: u64, at: At, station: Station, actor: Actor) -> Stamp {
    let terminal = id(&format!("{}-1", station.name()));
    Stamp {
        revision,
        at,
        actor,
        station,
        terminal,
        seq: revision,
        incarnation: "a".into(),
        offline: None,
        proof: None,
        second: None,
        holder: None,
        expected: None,
        clock_shows: None,
    }
}

/// The property after its import, which is revision 1, with a kiosk in its lobby.
pub fn imported() -> (State, At) {
    let mut state = State::default();
    let import = Command::Import { records: records(), source: Text::parse("样本").unwrap() };
    let changes = decide(&state, &import.into(), &stamp(1, MONDAY, Station::Operator, Actor::Operator)).unwrap();
    state.apply(&changes);
    let kiosk = terminals::Command::Enrol {
        terminal: id("kiosk-1"),
        station: Station::Kiosk,
        name: line("样本自助机"),
        fingerprint: Digest::of(&[1; 32]),
    };
    let changes = decide(&state, &kiosk.into(), &stamp(1, MONDAY, Station::Operator, Actor::Operator)).unwrap();
    state.apply(&changes);
    (state, MONDAY)
}

/// The imported records that hold nothing personal.
pub fn rest(state: &State) -> Vec<Record> {
    let mut rest: Vec<Record> = state.settings.iter().map(|r| r.clone().into()).collect();
    rest.extend(state.key.iter().map(|r| Record::from(r.clone())));
    rest.extend(state.terminal.iter().map(|r| Record::from(r.clone())));
    rest.extend(state.post_item.iter().map(|r| Record::from(r.clone())));
    rest.extend(state.survey_form.iter().map(|r| Record::from(r.clone())));
    rest.extend(state.procedure.iter().map(|r| Record::from(r.clone())));
    rest
}

fn records() -> Vec<Record> {
    let mut records: Vec<Record> = vec![settings().into(), form().into(), fire().into()];
    records.extend(["1201", "1202"].map(|n| unit(n).into()));
    records.extend(PEOPLE.map(|(number, role)| person(number, role).into()));
    let keys = [("K1", "1201", KeyKind::Door), ("K2", "1201", KeyKind::AccessCard), ("K3", "1202", KeyKind::Door)];
    records.extend(keys.map(|(number, unit, kind)| key(number, unit, kind).into()));
    records.extend(Post::ALL.map(|post| {
        let order = 1;
        PostItem {
            id: id(&format!("radio-{}", post.name())),
            post,
            name: phrase("对讲机"),
            count: 2,
            order,
        }
        .into()
    }));
    records
}

fn settings() -> Settings {
    Settings {
        id: id("property"),
        name: phrase("样本大厦"),
        utc_offset_minutes: 480,
        morning_handover: 510,
        evening_handover: 1_050,
        calendar: Calendar::default(),
        counter_telephone: Telephone::parse("02155550001").unwrap(),
        control_room_telephone: Telephone::parse("02155550002").unwrap(),
        assembly_point: phrase("北侧草坪"),
        address: phrase("样本路 1 号"),
        handover: HandoverFigures::default(),
        deadlines: Deadlines { minor: 1_440, important: 4_320, major: 10_080, repair: 15, urgent: 1 },
        alarm: Alarm { acknowledge_within_s: 60, step_within_s: 180 },
        survey: SurveyFigures::default(),
        keys: KeyFigures::default(),
        visits: VisitFigures::default(),
        retention: RetentionFigures::default(),
        archive: ArchiveFigures { at_minute: 190, keep_days: 1, keep_survey_days: 90, keep_sheet_days: 2 },
        kiosk_idle_s: 45,
        kiosk_countdown_s: 20,
        kiosk_attract_s: 60,
        counter: CounterFigures::default(),
        made_up: false,
    }
}

fn unit(number: &str) -> Unit {
    Unit {
        id: id(number),
        number: UnitNumber::parse(number).unwrap(),
        floor: "12F".into(),
        company: None,
        occupant: Some(line("样本住户").into()),
        telephone: None,
        emergency_contact: None,
    }
}

fn person(number: &str, role: Role) -> Person {
    let name = name(&format!("样本 {number}"));
    Person {
        id: id(number),
        number: StaffNumber::parse(number).unwrap(),
        name,
        roles: [role].into(),
        left: false,
    }
}

fn key(number: &str, unit: &str, kind: KeyKind) -> Key {
    Key {
        id: id(number),
        number: KeyNumber::parse(number).unwrap(),
        unit: Some(id(unit)),
        kind,
        name: line("样本门"),
        copies: 1,
        place: KeyPlace::Cabinet,
        suspended_by: None,
        damaged: false,
    }
}

fn form() -> SurveyForm {
    let areas = ["front_desk", "repair"].map(|code| Area { code: code.into(), name: phrase("样本项"), reasons: Vec::new() });
    SurveyForm { id: id("2026-1"), title: phrase("满意度"), areas: areas.into(), from: At(0) }
}

fn fire() -> Procedure {
    let step = |code: &str, after: &[&str]| Step {
        code: code.into(),
        post: Ring::ControlRoom,
        text: phrase("样本步骤"),
        after: after.iter().map(|c| (*c).to_owned()).collect(),
    };
    Procedure {
        id: id("fire"),
        version: 1,
        title: phrase("火警"),
        evacuate: true,
        kiosk_title: phrase("请立即撤离"),
        kiosk_lines: vec![],
        rings: vec![Ring::ControlRoom, Ring::Counter, Ring::Lead],
        steps: vec![
            step("confirm", &[]),
            step("linkage", &["confirm"]),
            step("call_119", &["confirm"]),
            step("plan", &["linkage", "call_119"]),
        ],
        sayings: vec![],
        telephones: vec![],
    }
}
