//! What people say and type about people is personal (design §5): in the registers of
//! visits, keys, releases, matters, surveys and emergencies no free text stands outside a `Personal`
//! field, in no command and in no record, so that all of it is sealed and can be erased.

use crate::fixture::*;
use crate::registers::{Command, emergencies, keys, matters, releases, surveys, visits};
use crate::{Record, Stamp, State, decide};
use serde::{Serialize, de::DeserializeOwned};
use values::{Id, Line, PassNumber, PersonName, Personal, Text, VisitCode};

/// Stands in every free text of the scene.
const MARK: &str = "标记样本";

fn line_() -> Personal<Line> {
    told(MARK)
}
fn text_() -> Personal<Text> {
    text(MARK)
}
fn name_() -> Personal<PersonName> {
    name(MARK)
}

fn visit() -> Vec<(Command, Stamp)> {
    let register = visits::Command::Register {
        visit: id("v1"),
        code: VisitCode::made_by(1, 1),
        name: name_(),
        telephone: None,
        host: visits::Host { unit: None, whom: Some(line_()) },
        purpose: visits::Purpose::Other,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    };
    let pass = visits::Command::IssuePass { visit: id("v1"), pass: PassNumber::parse("P1").unwrap() };
    vec![(register.into(), kiosk()), (pass.into(), counter(CLERK))]
}

fn loss() -> Vec<(Command, Stamp)> {
    use keys::{Command as C, LossRole};
    let loss = || id("l1");
    let issue = C::Issue {
        issue: id("i1"),
        key: id("K-1201-A"),
        to: name_(),
        telephone: None,
        why: line_(),
        due_at: at(60),
        person: Some(id(LEAD)),
        second: Some(id(CLERK)),
    };
    let report = C::ReportLoss {
        loss: loss(),
        unit: None,
        unit_said: Some(line_()),
        kind: keys::KeyKind::Door,
        reporter: name_(),
        telephone: None,
        lost_when: line_(),
        lost_where: line_(),
        reference: None,
    };
    let known = |role, person: &str| (C::AcknowledgeLoss { loss: loss(), role, person: id(person) }.into(), counter(CLERK).signed(person));
    vec![
        (issue.into(), counter(LEAD).signed(LEAD).with_second(CLERK)),
        (report.into(), kiosk()),
        (C::NameKeys { loss: loss(), keys: [id("K-1201-A")].into() }.into(), counter(CLERK)),
        known(LossRole::Lead, LEAD),
        known(LossRole::Engineering, TECHNICIAN),
        known(LossRole::Security, SECURITY),
        (C::ChangeLock { loss: loss(), note: line_() }.into(), counter(TECHNICIAN)),
        (C::CloseLoss { loss: loss(), result: line_() }.into(), counter(LEAD)),
    ]
}

fn release() -> Vec<(Command, Stamp)> {
    use releases::{Check, Command as C, Fees, Goods, Standing};
    let issue = |release: &str| C::Issue {
        release: id(release),
        unit: id("1202"),
        carrier: name_(),
        telephone: None,
        standing: Standing::Owner,
        checks: [Check::Papers].into(),
        goods: vec![Goods { name: line_(), count: 1 }],
        plate: Some(line_()),
        exit: line_(),
        fees: Fees::Owed { reason: line_() },
        replaces: None,
        person: id(LEAD),
    };
    vec![
        (issue("s1").into(), counter(LEAD).signed(LEAD)),
        (C::Confirm { release: id("s1"), counted: vec![2] }.into(), control_room(OPERATOR)),
        (C::Withdraw { release: id("s1"), reason: line_() }.into(), counter(LEAD)),
    ]
}

fn matter() -> Vec<(Command, Stamp)> {
    use matters::Command as C;
    let matter = || id("m1");
    let take = C::Take {
        matter: matter(),
        kind: matters::MatterKind::Complaint,
        class: matters::Class::Major,
        unit: None,
        contact: name_(),
        telephone: None,
        what: text_(),
        about: Some(line_()),
        due_at: None,
    };
    let to: Id<_> = id(LEAD);
    vec![
        (take.into(), counter(CLERK)),
        (C::AddNote { note: id("n1"), matter: matter(), text: text_() }.into(), counter(CLERK)),
        (C::Claim { matter: matter() }.into(), counter(CLERK)),
        (
            C::Transfer {
                note: id("n2"),
                matter: matter(),
                part: matters::Part::Claim,
                to,
                reason: text_(),
            }
            .into(),
            counter(CLERK),
        ),
        (C::Release { note: id("n3"), matter: matter(), reason: text_() }.into(), counter(LEAD)),
        (C::Claim { matter: matter() }.into(), counter(CLERK)),
        (C::Finish { matter: matter(), result: line_() }.into(), counter(CLERK)),
    ]
}

fn survey() -> Vec<(Command, Stamp)> {
    use surveys::Command as C;
    let (area, face) = ("repair".to_owned(), surveys::Face::Happy);
    let answer = C::Answer {
        answer: id("a1"),
        form: id("2026-1"),
        area,
        face,
        sitting: id("s1"),
        matter: None,
    };
    vec![(answer.into(), kiosk()), (C::AddWord { answer: id("a1"), word: text_() }.into(), kiosk())]
}

fn emergency() -> Vec<(Command, Stamp)> {
    use emergencies::{Command as C, Found, Ring};
    let (run, name) = (|| id("r1"), || Some(name_()));
    let start = C::Start {
        run: run(),
        procedure: id("fire"),
        place: Some(line_()),
        drill: false,
        name: name(),
    };
    let heard = C::Acknowledge { acknowledgement: id("k1"), run: run(), ring: Ring::Counter, name: name() };
    let tick = C::TickStep { tick: id("t1"), run: run(), step: "confirm".into(), name: name() };
    let roll = C::TickRoll {
        roll_call: id("c1"),
        run: run(),
        visit: id("v1"),
        found: Found::Safe,
        name: name(),
    };
    let mut all: Vec<(Command, Stamp)> = [start, heard, tick, roll].map(|c| (c.into(), counter(""))).into();
    all.push((C::StandDown { run: run(), reason: line_() }.into(), counter(CLERK)));
    all
}

/// A value in its one JSON form, without the contents of its personal fields.
fn hidden<T: Serialize + DeserializeOwned>(value: &T) -> String {
    serde_json::to_string(&veiled(value)).unwrap()
}

#[test]
fn q3_every_free_text_is_sealed_and_no_rule_looks_at_it() {
    let mut state: State = state();
    let scene = [visit(), loss(), release(), matter(), survey(), emergency()];
    for (command, stamp) in scene.into_iter().flatten() {
        assert!(!hidden(&command).contains(MARK), "{}", hidden(&command));
        let changes = decide(&state, &command, &stamp).unwrap();
        assert!(!hidden(&changes).contains(MARK), "{}: {}", command.name(), hidden(&changes));
        // `done` asks the rules twice: in the clear, and with all of it hidden.
        done(&mut state, command, &stamp);
    }
    let marks = |record: Record| serde_json::to_string(&record).unwrap().matches(MARK).count();
    let (loss, release, matter, run) =
        (state.loss.get(&id("l1")), state.release.get(&id("s1")), state.matter.get(&id("m1")), state.run.get(&id("r1")));
    let filled = [
        loss.map(|r| r.clone().into()),
        release.map(|r| r.clone().into()),
        matter.map(|r| r.clone().into()),
        run.map(|r| r.clone().into()),
    ];
    assert_eq!(filled.map(|r: Option<Record>| marks(r.unwrap())), [6, 6, 4, 3], "the scene fills every free text of these");
}
