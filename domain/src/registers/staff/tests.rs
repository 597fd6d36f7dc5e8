use super::*;
use crate::fixture::*;
use crate::rights::{self, MANAGERS};
use crate::{Actor, Station, due};
use values::MINUTE_MS;

const HOURS: i64 = 60;

fn sign_in(person: &str) -> Command {
    Command::SignIn { person: id(person) }
}

fn unlock(person: &str, remembered: bool) -> Command {
    Command::Unlock { person: id(person), remembered }
}

fn end(terminal: &str) -> Command {
    Command::EndSession { session: id(terminal) }
}

fn edit(by: &str, person: &str, roles: &[Role], left: bool) -> Command {
    Command::Edit {
        by: id(by),
        person: id(person),
        name: PersonName::parse("样本改名").unwrap(),
        roles: roles.iter().copied().collect(),
        left,
    }
}

fn credential(person: &str, to_be_changed: bool) -> Credential {
    Credential {
        id: id(person),
        pin: Personal::Clear("a hash".into()),
        public_key: "a key".into(),
        wrapped_key: Personal::Clear("a wrapped key".into()),
        to_be_changed,
    }
}

/// The clerk signs in at the counter at `NOW`.
fn signed_in() -> State {
    let mut state = state();
    done(&mut state, sign_in(CLERK), &counter("").signed(CLERK));
    state
}

fn is_here(state: &State, terminal: &str) -> Option<String> {
    state.signed_in(&id(terminal)).map(|p| p.id.to_string())
}

fn asked(state: &State, minutes: i64) -> Vec<String> {
    due(state, at(minutes)).into_iter().map(|d| d.command.name()).filter(|n| n == "staff.end_session").collect()
}

#[test]
fn nobody_is_signed_in_for_more_than_twelve_hours_and_every_station_sees_the_end() {
    let mut state = signed_in();
    for (minutes, due) in [(0, 0), (60, 0), (12 * HOURS - 1, 0), (12 * HOURS, 1), (30 * HOURS, 1)] {
        assert_eq!(asked(&state, minutes).len(), due, "after {minutes} minutes");
    }
    check(&state, end("counter-1"), &clock().minute(12 * HOURS - 1), Expect::Already);
    done(&mut state, end("counter-1"), &clock().minute(12 * HOURS));
    assert_eq!((is_here(&state, "counter-1"), state.sessions().count(), asked(&state, 13 * HOURS).len()), (None, 0, 0));
    check(&state, end("counter-1"), &clock().minute(13 * HOURS), Expect::Already);
    check(&state, Command::SignOut {}, &counter("").minute(13 * HOURS), no(Refusal::NobodySignedIn));
    let again = check(&state, sign_in(CLERK), &counter("").signed(CLERK).minute(13 * HOURS), Expect::Done);
    assert_eq!(is_here(&again, "counter-1").as_deref(), Some(CLERK));
}

#[test]
fn what_was_made_before_the_end_while_the_server_was_away_still_counts_as_theirs() {
    let mut state = signed_in();
    done(&mut state, end("counter-1"), &clock().minute(12 * HOURS));
    for (made_at, whose) in [(11 * HOURS, Some(CLERK)), (12 * HOURS, None), (13 * HOURS, None)] {
        let found = state.signed_in_at(&id("counter-1"), at(made_at)).map(|p| p.id.to_string());
        assert_eq!(found.as_deref(), whose, "made after {made_at} minutes");
    }
}

#[test]
fn at_a_locked_terminal_nothing_is_done_in_anybodys_name_until_their_pin_is_shown() {
    let mut state = signed_in();
    check(&state, unlock(CLERK, false), &counter("").signed(CLERK), Expect::Already);
    done(&mut state, Command::Lock {}, &counter(CLERK).minute(5));
    check(&state, Command::Lock {}, &counter("").minute(6), Expect::Already);
    assert_eq!(is_here(&state, "counter-1"), None);
    assert_eq!(state.locked_for(&id("counter-1")).map(|p| p.id.as_str()), Some(CLERK));
    let unproven = [
        (unlock(CLERK, false), ""),
        (unlock(CLERK, false), LEAD),
        (unlock(LEAD, false), LEAD),
        (unlock(LEAD, true), ""),
        (unlock(CLERK, true), ""),
    ];
    for (command, pin) in unproven {
        let stamp = if pin.is_empty() { counter("") } else { counter("").signed(pin) };
        check(&state, command, &stamp.minute(7), no(Refusal::NotRecognised));
    }
    for (command, stamp) in [(unlock(CLERK, false), counter("").signed(CLERK)), (unlock(CLERK, true), counter("").offline())] {
        let after = check(&state, command, &stamp.minute(8), Expect::Done);
        assert_eq!(is_here(&after, "counter-1").as_deref(), Some(CLERK));
        let since = after.session.get(&id("counter-1")).unwrap().since;
        assert_eq!(since, NOW, "unlocking does not begin the twelve hours anew");
    }
    let switched = check(&state, sign_in(LEAD), &counter("").signed(LEAD).minute(8), Expect::Done);
    assert_eq!(is_here(&switched, "counter-1").as_deref(), Some(LEAD), "another person signs in instead");
    check(&state, Command::Lock {}, &control_room(""), no(Refusal::NobodySignedIn));
}

#[test]
fn a_pin_that_somebody_else_has_seen_signs_nobody_in_before_it_is_changed() {
    let mut state = state();
    state.put(credential(CLERK, true).into());
    check(&state, sign_in(CLERK), &counter("").signed(CLERK), no(Refusal::ChangePinFirst));
    let own = Command::SetCredential { credential: Box::new(credential(CLERK, false)), by: Some(id(CLERK)) };
    check(&state, own.clone(), &counter(""), no(rights::Refusal::PinNeeded));
    done(&mut state, own, &counter("").signed(CLERK));
    check(&state, sign_in(CLERK), &counter("").signed(CLERK), Expect::Done);
}

#[test]
fn s2_only_managers_give_a_colleague_a_new_pin_and_everybody_changes_their_own() {
    let state = state();
    for person in state.person.iter().filter(|p| !p.left) {
        let by = person.id.as_str();
        let stamp = counter("").signed(by);
        let colleague = if by == CLERK { LEAD } else { CLERK };
        let set = |of: &str| Command::SetCredential { credential: Box::new(credential(of, true)), by: Some(id(by)) };
        check(&state, set(by), &stamp, Expect::Done);
        let manages = person.roles.iter().any(|r| MANAGERS.contains(r));
        let expected = if manages { Expect::Done } else { no(rights::Refusal::NotYourRole { roles: MANAGERS.to_vec() }) };
        check(&state, set(colleague), &stamp, expected);
    }
    let gone = Command::SetCredential { credential: Box::new(credential(GONE, true)), by: Some(id(MANAGER)) };
    check(&state, gone, &counter("").signed(MANAGER), no(Refusal::HasLeft));
}

#[test]
fn s2_who_has_left_is_signed_in_nowhere_from_that_moment_and_their_pin_is_worth_nothing() {
    let mut state = signed_in();
    state.put(credential(CLERK, false).into());
    done(&mut state, sign_in(CLERK), &control_room("").signed(CLERK));
    done(&mut state, edit(MANAGER, CLERK, &[Role::Clerk], true), &counter("").signed(MANAGER));
    assert_eq!((state.session.len(), state.credential.len()), (0, 0));
    check(&state, sign_in(CLERK), &counter("").signed(CLERK), no(Refusal::NotRecognised));
    assert_eq!(state.name_of(&id(CLERK)), "样本改名", "they stay in old records");
    let back = check(&state, edit(MANAGER, CLERK, &[Role::Clerk], false), &counter("").signed(MANAGER), Expect::Done);
    assert_eq!(back.credential.len(), 0, "back without their old PIN");

    let mut imported = signed_in();
    let left = Person { left: true, ..imported.person.get(&id(CLERK)).unwrap().clone() };
    imported.put(left.into());
    assert_eq!((is_here(&imported, "counter-1"), asked(&imported, 1).len()), (None, 1), "also where a file says so");
}

#[test]
fn s2_managers_keep_the_list_of_people_each_change_with_their_pin_and_a_line_in_the_duty_log() {
    let mut state = state();
    let add = |by: &str, number: &str, roles: &[Role]| Command::Add {
        by: id(by),
        number: StaffNumber::parse(number).unwrap(),
        name: PersonName::parse("样本新人").unwrap(),
        roles: roles.iter().copied().collect(),
    };
    let signed = || counter(CLERK).signed(MANAGER);
    check(&state, add(MANAGER, "2001", &[Role::Clerk]), &counter(MANAGER), no(rights::Refusal::PinNeeded));
    let not_theirs = || no(rights::Refusal::NotYourRole { roles: MANAGERS.to_vec() });
    check(&state, add(LEAD, "2001", &[Role::Clerk]), &counter("").signed(LEAD), not_theirs());
    check(&state, edit(LEAD, LEAD, &[Role::Manager], false), &counter("").signed(LEAD), not_theirs());
    for taken in [CLERK, GONE] {
        check(&state, add(MANAGER, taken, &[Role::Clerk]), &signed(), no(Refusal::NumberTaken));
    }
    check(&state, add(MANAGER, "2001", &[]), &signed(), no(Refusal::NoRole));
    check(&state, edit(MANAGER, CLERK, &[], false), &signed(), no(Refusal::NoRole));
    done(&mut state, add(MANAGER, "2001", &[Role::Clerk, Role::Finance]), &signed());
    assert_eq!(state.person.get(&id("2001")).unwrap().roles.len(), 2);
    let line = state.log_line.iter().next_back().unwrap();
    assert_eq!((&line.actor, line.what.as_str()), (&Actor::Person(id(MANAGER)), "staff.add"));
    assert_eq!(line.about, Some(RecordRef::to(&id::<Person>("2001"))));
}

#[test]
fn s2_the_last_who_may_look_after_people_and_machines_stays() {
    let mut state = state();
    done(&mut state, edit(MANAGER, GENERAL_MANAGER, &[Role::GeneralManager], true), &counter("").signed(MANAGER));
    for (roles, left) in [(&[Role::Manager][..], true), (&[Role::Clerk], false)] {
        check(&state, edit(MANAGER, MANAGER, roles, left), &counter("").signed(MANAGER), no(Refusal::LastManager));
    }
    check(&state, edit(MANAGER, MANAGER, &[Role::GeneralManager], false), &counter("").signed(MANAGER), Expect::Done);
}

#[test]
fn an_older_session_reads_as_neither_locked_nor_ended() {
    let session: Session = serde_json::from_str(r#"{"id":"counter-1","person":"1001","station":"counter","since":5}"#).unwrap();
    assert_eq!((session.locked_at, session.ended_at, session.station), (None, None, Station::Counter));
    assert_eq!(LONGEST_MS, 12 * HOURS * MINUTE_MS);
}
