//! What is put right, what stays, and what nobody may alter.

use super::*;
use crate::fixture::*;
use crate::registers::{emergencies, keys, matters, visits};
use crate::rights::Refusal as Right;
use crate::{Stamp, decide};
use values::VisitCode;

/// Minutes of thirty days.
const MONTH: i64 = 30 * 1_440;

/// One record of each kind that names a person, by its name.
fn named(state: &mut State) -> [RecordRef; 4] {
    let register = visits::Command::Register {
        visit: id("v1"),
        code: VisitCode::made_by(1, 1),
        name: name("样本旧名"),
        telephone: Some(telephone("13800000111")),
        host: visits::Host { unit: Some(id("1201")), whom: Some(told("样本住户")) },
        purpose: visits::Purpose::Meeting,
        people: 2,
        children: 1,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    };
    let issue = keys::Command::Issue {
        issue: id("i1"),
        key: id("K-1201-A"),
        to: name("样本旧名"),
        telephone: None,
        why: told("样本用途"),
        due_at: at(60),
        person: Some(id(LEAD)),
        second: Some(id(CLERK)),
    };
    let report = keys::Command::ReportLoss {
        loss: id("l1"),
        unit: Some(id("1202")),
        unit_said: None,
        kind: keys::KeyKind::Door,
        reporter: name("样本旧名"),
        telephone: Some(telephone("13800000111")),
        lost_when: told("今天"),
        lost_where: told("样本处"),
        reference: None,
    };
    let take = matters::Command::Take {
        matter: id("m1"),
        kind: matters::MatterKind::Complaint,
        class: matters::Class::Minor,
        unit: None,
        contact: name("样本旧名"),
        telephone: Some(telephone("13800000111")),
        what: text("请回电 13800000111"),
        about: None,
        due_at: None,
    };
    done(state, register, &counter(CLERK));
    done(state, issue, &counter(LEAD).signed(LEAD).with_second(CLERK));
    done(state, report, &counter(CLERK));
    done(state, take, &counter(CLERK));
    [
        RecordRef::to::<Visit>(&id("v1")),
        RecordRef::to::<keys::KeyIssue>(&id("i1")),
        RecordRef::to::<keys::Loss>(&id("l1")),
        RecordRef::to::<matters::Matter>(&id("m1")),
    ]
}

fn correct(of: &[RecordRef], new_name: Option<&str>, number: Option<&str>) -> Command {
    Command::Correct {
        correction: id("c1"),
        of: of.to_vec(),
        name: new_name.map(name),
        telephone: number.map(telephone),
        person: id(LEAD),
    }
}

fn by_lead(minute: i64) -> Stamp {
    counter(LEAD).minute(minute).signed(LEAD)
}

/// Name and telephone where a record names its person.
fn said(state: &State, of: &RecordRef) -> (String, Option<String>) {
    let record = state.of_families(&BTreeSet::from([of.clone()])).into_iter().find(|r| &r.reference() == of).unwrap();
    let form = serde_json::to_value(record).unwrap();
    let fields = form.as_object().unwrap().values().next().unwrap().clone();
    let who = ["name", "to", "reporter", "contact"].iter().find_map(|field| fields.get(field)).unwrap();
    let text = |value: &serde_json::Value| value["personal"].as_str().map(str::to_owned);
    (text(who).unwrap(), text(&fields["telephone"]))
}

#[test]
fn q3_each_record_names_the_person_rightly_afterwards_and_all_else_of_it_stays() {
    for (new_name, number, comes_to) in [
        (Some("样本新名"), Some("13900000222"), ("样本新名", ["13900000222"; 4])),
        (None, Some("13900000222"), ("样本旧名", ["13900000222"; 4])),
        (Some("样本新名"), None, ("样本新名", ["13800000111", "", "13800000111", "13800000111"])),
    ] {
        let mut state = state();
        let of = named(&mut state);
        let families: BTreeSet<RecordRef> = of.iter().cloned().collect();
        let before: Vec<Record> = state.of_families(&families).iter().map(Record::emptied).collect();
        done(&mut state, correct(&of, new_name, number), &by_lead(5));
        for (of, number) in of.iter().zip(comes_to.1) {
            assert_eq!(said(&state, of), (comes_to.0.to_owned(), Some(number.to_owned()).filter(|n| !n.is_empty())), "{of}");
        }
        let after: Vec<Record> = state.of_families(&families).iter().map(Record::emptied).collect();
        // A telephone where there was none is there, emptied: nothing else differs.
        let without = |records: &[Record]| {
            let form = serde_json::to_string(records).unwrap();
            form.replace(r#""telephone":null"#, r#""telephone":{"erased":true}"#)
        };
        assert_eq!(without(&before), without(&after));
    }
}

#[test]
fn q3_what_was_written_in_a_sentence_is_not_rewritten() {
    let mut state = state();
    let of = named(&mut state);
    done(&mut state, correct(&of, Some("样本新名"), Some("13900000222")), &by_lead(5));
    let matter = state.matter.get(&id("m1")).unwrap();
    assert_eq!(matter.what, text("请回电 13800000111"));
}

#[test]
fn q1_that_it_was_corrected_by_whom_and_when_stands_in_a_record_of_its_own_and_in_the_duty_log() {
    let mut state = state();
    let of = named(&mut state);
    done(&mut state, correct(&of, None, Some("13900000222")), &by_lead(5));
    let correction = state.correction.get(&id("c1")).unwrap();
    let all: BTreeSet<RecordRef> = of.iter().cloned().collect();
    assert_eq!(
        (&correction.by, correction.at, correction.of.iter().cloned().collect::<BTreeSet<_>>()),
        (&id(LEAD), at(5), all)
    );
    assert_eq!((correction.name, correction.telephone), (false, true));
    assert!(!serde_json::to_string(correction).unwrap().contains("139"), "not from what to what");
    let line = state.log_line.iter().next_back().unwrap();
    assert_eq!((line.what.as_str(), line.about.as_ref()), ("corrections.correct", Some(&RecordRef::to(&correction.id))));
}

#[test]
fn q3_what_the_command_says_of_the_person_is_sealed_with_a_record_of_theirs() {
    let mut state = state();
    let of = named(&mut state);
    let changes = decide(&state, &correct(&of, Some("样本新名"), None).into(), &by_lead(5)).unwrap();
    let first = changes.first().map(Change::about).unwrap();
    assert!(of.contains(&first), "{first}: its key goes when the person is erased");
}

#[test]
fn b27_nobody_alters_whom_an_alarm_looked_for_before_thirty_days() {
    let mut state = state();
    let of = named(&mut state);
    let start = emergencies::Command::Start { run: id("r1"), procedure: id("fire"), place: None, drill: false, name: None };
    done(&mut state, start, &counter("").minute(1));
    let blocked = || no(Refusal::OfAnAlarm { of: vec![of[0].clone()] });
    check(&state, correct(&of, Some("样本新名"), None), &by_lead(2), blocked());
    let end = emergencies::Command::StandDown { run: id("r1"), reason: told("样本因") };
    done(&mut state, end, &counter(LEAD).minute(30));
    for (minute, may) in [(31, false), (MONTH + 29, false), (MONTH + 30, true)] {
        let decided = decide(&state, &correct(&of, Some("样本新名"), None).into(), &by_lead(minute).revision(900));
        assert_eq!(decided.is_ok(), may, "{minute}");
    }
    done(&mut state, correct(&of[1..], Some("样本新名"), None), &by_lead(40));
    assert_eq!(said(&state, &of[0]).0, "样本旧名", "only what is no alarm's");
}

#[test]
fn what_names_nobody_says_nothing_or_is_too_much_is_refused() {
    let mut state = state();
    let of = named(&mut state);
    let nothing = || no(Refusal::NothingToCorrect);
    let unit = RecordRef { kind: Kind::Unit, id: "1201".into() };
    check(&state, correct(&of, None, None), &by_lead(5), nothing());
    check(&state, correct(&[], Some("样本新名"), None), &by_lead(5), nothing());
    check(&state, correct(&[of[0].clone(), unit], Some("样本新名"), None), &by_lead(5), nothing());
    let many: Vec<RecordRef> = (0..=MOST).map(|n| RecordRef { kind: Kind::Visit, id: format!("v{n}").into() }).collect();
    check(&state, correct(&many, Some("样本新名"), None), &by_lead(5), nothing());
    check(&state, correct(&many[..MOST], Some("样本新名"), None), &by_lead(5), no_such(Kind::Visit));
    done(&mut state, correct(&of, Some("样本新名"), None), &by_lead(5));
    check(&state, correct(&of, Some("样本新名"), None), &by_lead(6), no(Any::IdTaken { kind: Kind::Correction }));
}

#[test]
fn s2_only_a_lead_with_a_pin_corrects_and_looks_at_the_counter_alone() {
    use crate::registers::erasures;
    let mut state = state();
    let of = named(&mut state);
    let as_whom = |person: &str| -> [crate::Command; 2] {
        let Command::Correct { correction, of, name, telephone, .. } = correct(&of, Some("样本新名"), None);
        [
            Command::Correct { correction, of, name, telephone, person: id(person) }.into(),
            erasures::Command::Consult { person: id(person), reason: line("本人查阅") }.into(),
        ]
    };
    for (n, signed) in as_whom(LEAD).into_iter().enumerate() {
        let refused = |command: &crate::Command, stamp: &Stamp| decide(&state, command, stamp).unwrap_err();
        assert_eq!(refused(&signed, &counter(LEAD)), Any::Right(Right::PinNeeded));
        assert_eq!(refused(&signed, &control_room(LEAD).signed(LEAD)), Any::Right(Right::NotAtThisStation));
        let clerks = &as_whom(CLERK)[n];
        assert!(matches!(refused(clerks, &counter(CLERK).signed(CLERK)), Any::Right(Right::NotYourRole { .. })));
        assert!(decide(&state, &signed, &counter(CLERK).signed(LEAD)).is_ok(), "at a clerk's desk too");
    }
}

#[test]
fn q3_a_look_at_a_persons_data_changes_nothing_and_leaves_its_line() {
    use crate::registers::erasures;
    let state = state();
    let look = erasures::Command::Consult { person: id(LEAD), reason: line("本人查阅") };
    let changes = decide(&state, &look.into(), &by_lead(5).revision(9)).unwrap();
    assert!(
        matches!(&changes[..], [Change::Put(Record::LogLine(l))] if l.what == "erasures.consult" && l.about.is_none()),
        "{changes:?}"
    );
}

#[test]
fn a_correction_stays_with_the_last_record_that_it_named() {
    let mut state = state();
    let of = named(&mut state);
    done(&mut state, correct(&of[..1], Some("样本新名"), None), &by_lead(5));
    let closed = |state: &State| state.closed_at(&RecordRef { kind: Kind::Correction, id: "c1".into() }).unwrap();
    assert_eq!(closed(&state), None, "the visitor is inside");
    done(&mut state, visits::Command::SignOut { visit: id("v1"), pass_returned: false }, &counter(CLERK).minute(50));
    assert_eq!(closed(&state), Some(at(50)));
    state.remove(&of[0]);
    assert_eq!(closed(&state), Some(at(5)));
}
