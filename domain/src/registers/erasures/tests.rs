//! What goes when, what waits, and what stays.

use super::*;
use crate::fixture::*;
use crate::registers::{clock as clock_register, emergencies, keys, visits};
use crate::{Stamp, decide};
use values::{PassNumber, VisitCode};

/// Minutes of a day.
const DAY: i64 = 1_440;
/// From `NOW`, a Monday at ten, to the hour of the erasing that night.
const NIGHT: i64 = 17 * 60 + 10;

fn enter(state: &mut State, visit: &str, stamp: &Stamp) -> RecordRef {
    let register = visits::Command::Register {
        visit: id(visit),
        code: VisitCode::made_by(1, state.visit.len() as u64),
        name: name("样本访客"),
        telephone: Some(telephone("13800000111")),
        host: visits::Host { unit: Some(id("1201")), whom: Some(told("样本住户")) },
        purpose: visits::Purpose::Meeting,
        people: 2,
        children: 0,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    };
    done(state, register, stamp);
    RecordRef::to::<Visit>(&id(visit))
}
fn leave(state: &mut State, visit: &str, stamp: &Stamp) {
    done(state, visits::Command::SignOut { visit: id(visit), pass_returned: false }, stamp);
}
fn left(state: &mut State, visit: &str) -> RecordRef {
    let family = enter(state, visit, &counter(CLERK));
    leave(state, visit, &counter(CLERK));
    family
}
fn erase_as(erasure: &str, families: &[&RecordRef]) -> Command {
    Command::Erase {
        erasure: id(erasure),
        families: families.iter().copied().cloned().collect(),
        person: id(LEAD),
    }
}
fn lapse_of(family: &RecordRef, since: At) -> Command {
    Command::Lapse { families: vec![Lapsed { family: family.clone(), since }] }
}
fn by_lead(minute: i64) -> Stamp {
    counter(LEAD).minute(minute).signed(LEAD)
}
fn erasure(state: &State, erasure: &str) -> Erasure {
    state.erasure.get(&id(erasure)).unwrap().clone()
}

#[test]
fn each_family_lapses_at_the_night_hour_that_follows_its_last_day() {
    let settings = state().property().unwrap().clone();
    let visit = RecordRef::to::<Visit>(&id("v1"));
    let issue = RecordRef::to::<keys::KeyIssue>(&id("i1"));
    for (family, since, minute) in [
        (&visit, 0, 30 * DAY + NIGHT),
        (&visit, NIGHT, 30 * DAY + NIGHT),
        (&visit, NIGHT + 1, 31 * DAY + NIGHT),
        (&issue, 0, 730 * DAY + NIGHT),
    ] {
        assert_eq!(lapses_at(&settings, family, at(since)), Some(at(minute)), "{family}");
    }
    let call = RecordRef { kind: Kind::Call, id: "c1".into() };
    assert_eq!(lapses_at(&settings, &call, NOW), None, "B-27: the call itself names nobody, and stays");
}

#[test]
fn q3_a_visit_is_emptied_when_its_time_is_over_and_everything_else_of_it_stays() {
    let mut state = state();
    let family = left(&mut state, "v1");
    let early = clock().minute(30 * DAY + NIGHT - 1);
    assert_eq!(decide(&state, &lapse_of(&family, NOW).into(), &early), Ok(Vec::new()), "a minute early");
    let before = state.visit.get(&id("v1")).unwrap().clone();
    done(&mut state, lapse_of(&family, NOW), &clock().minute(30 * DAY + NIGHT).revision(900));
    let after = state.visit.get(&id("v1")).unwrap();
    assert_eq!(Record::from(after.clone()), Record::from(before.clone()).emptied());
    assert_eq!((&after.code, &after.left, after.people), (&before.code, &before.left, 2));
    let form = serde_json::to_string(after).unwrap();
    assert!(!form.contains("样本") && !form.contains("13800000111"), "{form}");
    assert_eq!(erasure(&state, "000000000900").families, [family]);
}

#[test]
fn b27_what_is_open_is_not_erased_however_old_it_is() {
    let mut state = state();
    let family = enter(&mut state, "v1", &counter(CLERK));
    assert_eq!(keeps(&state, &family, at(400 * DAY)), Some(Keeps::Open));
    assert_eq!(decide(&state, &lapse_of(&family, NOW).into(), &clock().minute(400 * DAY)), Ok(Vec::new()));
}

#[test]
fn b27_nothing_is_erased_while_the_clock_is_in_doubt() {
    let mut state = state();
    let family = left(&mut state, "v1");
    let far = 400 * DAY;
    done(
        &mut state,
        clock_register::Command::Doubt { why: clock_register::Why::Moved, shown: at(far) },
        &clock().minute(1),
    );
    check(&state, lapse_of(&family, NOW), &clock().minute(far), no(Refusal::ClockInDoubt));
    check(&state, erase_as("e1", &[&family]), &by_lead(far), no(Refusal::ClockInDoubt));
}

#[test]
fn a_person_who_asks_is_erased_at_once_and_what_is_open_goes_when_it_closes() {
    let mut state = state();
    let (gone, inside) = (left(&mut state, "v1"), enter(&mut state, "v2", &counter(CLERK)));
    done(&mut state, erase_as("e1", &[&gone, &inside]), &by_lead(5));
    assert_eq!(erasure(&state, "e1").families, [gone]);
    assert_eq!(erasure(&state, "e1").waiting, [Waiting { family: inside.clone(), why: Keeps::Open }]);
    assert!(state.visit.get(&id("v2")).unwrap().name.clear().is_some(), "whoever is inside can still be called by name");
    assert_eq!(freed(&state, at(6)), []);
    leave(&mut state, "v2", &counter(CLERK).minute(10));
    let freed_now = freed(&state, at(11));
    assert_eq!(freed_now, [Lapsed { family: inside.clone(), since: at(11) }]);
    done(&mut state, Command::Lapse { families: freed_now }, &clock().minute(11));
    assert!(state.visit.get(&id("v2")).unwrap().name.clear().is_none());
    assert_eq!(erasure(&state, "e1").waiting, []);
    assert_eq!(freed(&state, at(12)), [], "empty after its own command");
}

#[test]
fn b27_no_role_erases_an_alarm_or_whom_it_looked_for_before_thirty_days() {
    let mut state = state();
    let visit = enter(&mut state, "v1", &counter(CLERK));
    let start = emergencies::Command::Start {
        run: id("r1"),
        procedure: id("fire"),
        place: Some(told("样本处")),
        drill: false,
        name: Some(name("样本甲")),
    };
    done(&mut state, start, &counter("").minute(1));
    done(
        &mut state,
        emergencies::Command::StandDown { run: id("r1"), reason: told("样本因") },
        &counter(LEAD).minute(30),
    );
    leave(&mut state, "v1", &counter(CLERK).minute(40));
    let run = RecordRef::to::<emergencies::Run>(&id("r1"));
    done(&mut state, erase_as("e1", &[&visit, &run]), &by_lead(50));
    let asked = erasure(&state, "e1");
    assert_eq!((asked.families.len(), asked.waiting.iter().all(|w| w.why == Keeps::Alarm)), (0, true));
    for (minute, may) in [(30 * DAY + 29, false), (30 * DAY + 30, true)] {
        assert_eq!(keeps(&state, &run, at(minute)).is_none(), may, "{minute}");
    }
    let month = 30 * DAY + 30;
    assert_eq!([kept_until(&state, &run), kept_until(&state, &visit)], [Some(at(month)); 2], "as the receipt says");
    let free = freed(&state, at(month));
    done(&mut state, Command::Lapse { families: free }, &clock().minute(month));
    assert!(state.run.get(&id("r1")).unwrap().place.as_ref().unwrap().clear().is_none());
}

#[test]
fn the_property_s_own_registers_are_kept_and_the_receipt_says_so() {
    let mut state = state();
    let unit = RecordRef { kind: Kind::Unit, id: "1201".into() };
    done(&mut state, erase_as("e1", &[&unit]), &by_lead(1));
    assert_eq!(erasure(&state, "e1").waiting, [Waiting { family: unit, why: Keeps::Register }]);
    let nobody = RecordRef { kind: Kind::LogLine, id: "1".into() };
    check(&state, erase_as("e2", &[&nobody]), &by_lead(2), no(Refusal::NothingToErase));
}

#[test]
fn s2_only_a_lead_with_a_pin_erases_and_only_the_clock_lets_lapse() {
    let mut state = state();
    let family = left(&mut state, "v1");
    let unsigned = decide(&state, &erase_as("e1", &[&family]).into(), &counter(LEAD)).unwrap_err();
    assert_eq!(unsigned, Any::Right(crate::rights::Refusal::PinNeeded));
    let clerk = Command::Erase { erasure: id("e1"), families: vec![family.clone()], person: id(CLERK) };
    let clerk = decide(&state, &clerk.into(), &counter(CLERK).signed(CLERK)).unwrap_err();
    assert!(matches!(clerk, Any::Right(crate::rights::Refusal::NotYourRole { .. })));
    let at_the_desk = decide(&state, &lapse_of(&family, NOW).into(), &counter(LEAD)).unwrap_err();
    assert_eq!(at_the_desk, Any::Right(crate::rights::Refusal::NotAtThisStation));
}

#[test]
fn what_has_left_the_working_set_is_erased_by_its_name() {
    let state = state();
    let archived = RecordRef::to::<Visit>(&id("long-gone"));
    let changes = decide(&state, &lapse_of(&archived, NOW).into(), &clock().minute(40 * DAY).revision(9)).unwrap();
    assert!(matches!(&changes[..], [Change::Put(Record::Erasure(e))] if e.families == [archived.clone()]), "{changes:?}");
    let pass = visits::Command::IssuePass { visit: id("long-gone"), pass: PassNumber::parse("P1").unwrap() };
    check(&state, pass, &counter(CLERK), no_such(Kind::Visit));
}
