use super::*;
use crate::fixture::{CLERK, LEAD, NOW, at, check, clock, counter, done, id, no, state};
use crate::registers::{archive, emergencies};
use crate::{Station, due, fixture, rights};
use values::SECOND_MS;

const DAY: i64 = 24 * 60;

fn doubted() -> State {
    let mut state = state();
    done(&mut state, Command::Doubt { why: Why::Moved, shown: at(600) }, &clock().minute(1));
    state
}

/// At minute 2, while the clock shows `shown`.
fn while_it_shows(shown: At, person: &str) -> Stamp {
    Stamp { clock_shows: Some(shown), ..counter(person).signed(person).minute(2) }
}

fn confirms(time: At) -> Command {
    Command::Confirm { person: id(LEAD), time }
}

#[test]
fn a_doubt_stands_until_a_named_person_confirms_and_keeps_the_old_time_and_the_new() {
    let mut state = doubted();
    assert_eq!(state.doubt_in_clock().map(|d| (d.since, d.shown)), Some((at(1), at(600))));
    done(&mut state, confirms(at(600)), &while_it_shows(at(601), LEAD));
    assert_eq!(state.doubt_in_clock(), None);
    let last = state.clock_doubt.iter().next().unwrap().confirmed.clone().unwrap();
    assert_eq!(last, Confirmed { by: By::Person(id(LEAD)), old: at(2), new: at(601) });
}

#[test]
fn a_second_doubt_changes_nothing_while_one_stands_and_a_second_confirmation_nothing_after_it() {
    let mut state = doubted();
    let again = Command::Doubt { why: Why::BeforeLastEntry, shown: at(-600) };
    assert_eq!(crate::decide(&state, &again.into(), &clock().minute(3)).unwrap(), []);
    done(&mut state, confirms(at(600)), &while_it_shows(at(600), LEAD));
    let late = crate::decide(&state, &confirms(at(2)).into(), &while_it_shows(at(601), LEAD));
    assert_eq!(late.unwrap(), []);
}

#[test]
fn only_the_time_that_the_clock_shows_can_be_confirmed() {
    let state = doubted();
    for off in [-11, 11, 60 * DAY] {
        let shown = at(600 + off);
        check(&state, confirms(at(600)), &while_it_shows(shown, LEAD), no(Refusal::ShowsAnotherTime { shown }));
    }
    for off in [-10, 10] {
        assert!(crate::decide(&state, &confirms(at(600)).into(), &while_it_shows(at(600 + off), LEAD)).is_ok());
    }
}

#[test]
fn a_clock_that_lies_more_than_a_day_before_the_entries_is_not_confirmed() {
    let state = doubted();
    let ten_years_back = at(-3_650 * DAY);
    let refused = no(Refusal::BeforeEntries { last: at(2) });
    check(&state, confirms(ten_years_back), &while_it_shows(ten_years_back, LEAD), refused);
    let yesterday = at(2 - DAY);
    assert!(crate::decide(&state, &confirms(yesterday).into(), &while_it_shows(yesterday, LEAD)).is_ok());
}

#[test]
fn the_lead_or_above_confirms_with_a_pin_and_the_operator_names_somebody() {
    let state = doubted();
    let as_clerk = Command::Confirm { person: id(CLERK), time: at(600) };
    let refused = crate::decide(&state, &as_clerk.into(), &while_it_shows(at(600), CLERK)).unwrap_err();
    assert!(matches!(refused, Any::Right(rights::Refusal::NotYourRole { .. })));
    let unsigned = Stamp { proof: None, ..while_it_shows(at(600), LEAD) };
    let refused = crate::decide(&state, &confirms(at(600)).into(), &unsigned).unwrap_err();
    assert_eq!(refused, Any::Right(rights::Refusal::PinNeeded));
    let operator = Stamp { clock_shows: Some(at(600)), ..fixture::stamp(Station::Operator, "").minute(2) };
    let named = |number| Command::ConfirmNamed { number: StaffNumber::parse(number).unwrap(), time: at(600) };
    check(&state, named("99999"), &operator, no(Refusal::UnknownNumber));
    assert!(crate::decide(&state, &named(LEAD).into(), &operator).is_ok());
}

#[test]
fn nothing_leaves_for_the_archive_while_the_clock_is_in_doubt_and_what_must_be_heard_is_still_asked_for() {
    let far = NOW.plus(40 * DAY * 60 * SECOND_MS);
    let asked = |state: &State| due(state, far).iter().map(|d| (d.command.name(), d.goes_on_in_doubt())).collect::<Vec<_>>();
    let mut state = state();
    let start = emergencies::Command::Start { run: id("r1"), procedure: id("fire"), place: None, drill: false, name: None };
    done(&mut state, start, &counter(""));
    let before = asked(&state);
    assert!(before.contains(&("archive.sweep".into(), false)), "{before:?}");
    done(&mut state, Command::Doubt { why: Why::Moved, shown: far }, &clock().minute(1));
    let heard: Vec<_> = before.into_iter().filter(|(_, heard)| *heard).collect();
    assert_eq!(heard.len(), 1);
    assert_eq!(asked(&state), heard);
    let swept = crate::decide(&state, &archive::Command::Sweep {}.into(), &clock().minute(2));
    assert_eq!(swept.unwrap(), [], "also where it was asked for before");
}
