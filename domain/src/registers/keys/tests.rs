use super::*;
use crate::Kind;
use crate::fixture::*;
use crate::registers::property;
use crate::rights::{self, Role};

fn issue(issue: &str, key: &str, due_at: At) -> Command {
    Command::Issue {
        issue: id(issue),
        key: id(key),
        to: name("样本客人"),
        telephone: Some(telephone("13800000001")),
        why: told("维修"),
        due_at,
        person: Some(id(LEAD)),
        second: Some(id(CLERK_TWO)),
    }
}
/// The same, handed out by these people.
fn by_two(who: &str, other: Option<&str>, mut command: Command) -> Command {
    if let Command::Issue { person, second, .. } = &mut command {
        (*person, *second) = (Some(id(who)), other.map(id));
    }
    command
}
fn issued_by(who: &str, command: Command) -> Command {
    by_two(who, Some(CLERK_TWO), command)
}
/// With the PINs of this person and of the second.
fn by(stamp: Stamp, who: &str) -> Stamp {
    stamp.signed(who).with_second(CLERK_TWO)
}
fn give_back(issue: &str) -> Command {
    Command::Return { issue: id(issue) }
}
fn report(loss: &str, unit: Option<&str>, kind: KeyKind) -> Command {
    Command::ReportLoss {
        loss: id(loss),
        unit: unit.map(id),
        unit_said: None,
        kind,
        reporter: name("样本客人"),
        telephone: None,
        lost_when: told("今天上午"),
        lost_where: told("电梯里"),
        reference: None,
    }
}
fn name_keys(loss: &str, keys: &[&str]) -> Command {
    Command::NameKeys { loss: id(loss), keys: keys.iter().map(|k| id(k)).collect() }
}
fn acknowledge(loss: &str, role: LossRole, person: &str) -> Command {
    Command::AcknowledgeLoss { loss: id(loss), role, person: id(person) }
}
fn change_lock(loss: &str) -> Command {
    Command::ChangeLock { loss: id(loss), note: told("已换锁芯") }
}
fn close(loss: &str) -> Command {
    Command::CloseLoss { loss: id(loss), result: told("已换锁，钥匙已补") }
}
fn key<'a>(state: &'a State, key: &str) -> &'a Key {
    state.key.get(&id(key)).unwrap()
}
fn suspended(state: &State) -> Vec<&str> {
    state.key.iter().filter(|k| k.suspended_by.is_some()).map(|k| k.id.as_str()).collect()
}
/// The state in which this loss may be closed.
fn settle(state: &mut State, loss: &str) {
    for (role, who) in [(LossRole::Lead, LEAD), (LossRole::Engineering, TECHNICIAN), (LossRole::Security, OPERATOR)] {
        done(state, acknowledge(loss, role, who), &counter(CLERK).signed(who));
    }
    done(state, change_lock(loss), &counter(TECHNICIAN));
}

#[test]
fn k2_a_key_can_only_leave_once_and_comes_back_once() {
    let mut state = state();
    done(&mut state, issue("i1", "K-1201-A", at(60)), &by(counter(LEAD), LEAD));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Out { issue: id("i1") });
    check(
        &state,
        issued_by(SUPERVISOR, issue("i2", "K-1201-A", at(60))),
        &by(counter(SUPERVISOR), SUPERVISOR),
        no(Refusal::KeyIsOut { issue: id("i1") }),
    );
    check(
        &state,
        issue("i1", "K-1201-B", at(60)),
        &by(counter(LEAD), LEAD),
        Expect::No(Any::IdTaken { kind: Kind::KeyIssue }),
    );

    done(&mut state, give_back("i1"), &control_room(OPERATOR).minute(30));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
    assert_eq!(state.key_issue.get(&id("i1")).unwrap().returned, Some(Returned { at: at(30), to: id(OPERATOR) }));
    check(&state, give_back("i1"), &control_room(OPERATOR).minute(31), Expect::Already);
    check(&state, give_back("i1"), &counter(CLERK).minute(31), no(Refusal::ReturnedAlready));
    check(&state, issue("i3", "K-1201-A", at(90)), &by(counter(LEAD), LEAD).minute(32), Expect::Done);
}

#[test]
fn k7_the_key_of_a_tenants_room_leaves_with_two_people_each_with_their_own_pin() {
    let given = state();
    let with = |second| by_two(LEAD, second, issue("i1", "K-1201-A", at(60)));
    let missing = || Expect::No(Any::Right(rights::Refusal::SecondPinNeeded));
    let lead = || counter(LEAD).signed(LEAD);
    for (second, stamp, expected) in [
        (None, lead(), no(Refusal::NotAlone)),
        (Some(CLERK_TWO), lead(), missing()),
        (Some(CLERK_TWO), lead().with_second(CLERK), missing()),
        (Some(LEAD), lead().with_second(LEAD), missing()),
        (Some(GONE), lead().with_second(GONE), missing()),
        (Some(STEWARD), lead().with_second(STEWARD), Expect::Done),
        (Some(CLERK_TWO), lead().with_second(CLERK_TWO).offline(), Expect::Done),
    ] {
        check(&given, with(second), &stamp, expected);
    }
    let mut state = state();
    done(&mut state, with(Some(STEWARD)), &lead().with_second(STEWARD));
    let entry = state.key_issue.get(&id("i1")).unwrap();
    assert_eq!((&entry.issued_by, entry.second.as_ref()), (&id(LEAD), Some(&id(STEWARD))));
    // What is no tenant's room needs nobody else.
    done(&mut state, by_two(LEAD, None, issue("i2", "K-P-1", at(60))), &lead());
}

#[test]
fn k2_only_a_lead_or_by_night_security_hands_out_and_the_entry_is_complete() {
    let given = state();
    for (who, may) in [(CLERK, false), (LEAD, true), (SUPERVISOR, true), (SECURITY, true), (OPERATOR, false), (GONE, false)] {
        let roles = vec![Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager, Role::SecuritySupervisor];
        let expected = if may { Expect::Done } else { Expect::No(Any::Right(rights::Refusal::NotYourRole { roles })) };
        check(&given, issued_by(who, issue("i1", "K-P-1", at(60))), &by(control_room(who), who), expected);
    }
    check(&given, issue("i1", "K-P-1", at(60)), &counter(LEAD), Expect::No(Any::Right(rights::Refusal::PinNeeded)));
    for due in [at(-1), at(0)] {
        check(&given, issue("i1", "K-P-1", due), &by(counter(LEAD), LEAD), no(Refusal::DueInThePast));
    }
    check(&given, issue("i1", "K-9999", at(60)), &by(counter(LEAD), LEAD), no_such(Kind::Key));
    check(&given, give_back("i9"), &counter(CLERK), no_such(Kind::KeyIssue));
}

#[test]
fn k2_a_key_that_is_out_too_long_is_overdue_until_it_is_back() {
    let mut state = state();
    done(&mut state, issue("i1", "K-P-1", at(60)), &by(counter(LEAD), LEAD));
    let overdue = |state: &State, minute| state.key_issue.get(&id("i1")).unwrap().is_overdue(at(minute));
    assert!(!overdue(&state, 60) && overdue(&state, 61));
    done(&mut state, give_back("i1"), &counter(CLERK).minute(70));
    assert!(!overdue(&state, 80));
}

#[test]
fn k3_a_damaged_key_is_out_of_use_at_once() {
    let mut state = state();
    let (damage, repair) = (Command::MarkDamaged { key: id("K-P-1") }, Command::Repaired { key: id("K-P-1") });
    check(&state, repair.clone(), &counter(LEAD), Expect::Already);
    done(&mut state, damage.clone(), &counter(CLERK));
    check(&state, damage, &counter(CLERK), Expect::Already);
    check(&state, issue("i1", "K-P-1", at(60)), &by(counter(LEAD), LEAD), no(Refusal::Damaged));
    done(&mut state, repair, &counter(LEAD));
    check(&state, issue("i1", "K-P-1", at(60)), &by(counter(LEAD), LEAD), Expect::Done);
}

#[test]
fn b16_a_report_suspends_every_key_of_that_unit_and_kind_and_no_other() {
    for (unit, kind, expected) in [
        (Some("1201"), KeyKind::Door, vec!["K-1201-A", "K-1201-B"]),
        (Some("1201"), KeyKind::AccessCard, vec!["K-1201-C"]),
        (Some("1202"), KeyKind::Door, vec!["K-1202-A"]),
        (Some("1202"), KeyKind::Mailbox, vec![]),
        (None, KeyKind::Public, vec![]),
        (None, KeyKind::Door, vec![]),
    ] {
        let after = check(&state(), report("l1", unit, kind), &kiosk(), Expect::Done);
        assert_eq!(suspended(&after), expected, "{unit:?} {kind:?}");
        let named: Vec<&str> = after.loss.get(&id("l1")).unwrap().keys.iter().map(Id::as_str).collect();
        assert_eq!(named, expected);
        for held in expected {
            check(&after, issue("i1", held, at(60)), &by(counter(LEAD), LEAD), no(Refusal::IssueSuspended { loss: id("l1") }));
        }
    }
}

#[test]
fn k4_a_report_from_the_kiosk_is_never_refused_for_an_unknown_unit() {
    let unknown = || report("l1", Some("9999"), KeyKind::Door);
    check(&state(), unknown(), &counter(CLERK), no_such(Kind::Unit));
    for stamp in [kiosk(), kiosk().offline(), counter(CLERK).offline()] {
        let after = check(&state(), unknown(), &stamp, Expect::Done);
        let loss = after.loss.get(&id("l1")).unwrap();
        assert_eq!((&loss.unit, &loss.unit_said), (&None, &Some(told("9999"))));
        assert_eq!(loss.station, stamp.station);
    }
}

#[test]
fn k4_losses_are_counted_anew_each_day_of_the_property() {
    let mut state = state();
    // 23:59 in the property is still the same day, though not in every time zone.
    for (loss, minute, number) in [("l1", 0, "L-20261123-001"), ("l2", 839, "L-20261123-002"), ("l3", 840, "L-20261124-001")] {
        done(&mut state, report(loss, None, KeyKind::Door), &kiosk().minute(minute));
        assert_eq!(state.loss.get(&id(loss)).unwrap().number, number);
    }
}

#[test]
fn b16_the_counter_names_the_keys_and_the_others_are_released() {
    let mut state = state();
    done(&mut state, issue("i0", "K-1201-A", at(60)), &by(counter(LEAD), LEAD));
    done(&mut state, give_back("i0"), &counter(LEAD));
    done(&mut state, issue("i1", "K-1201-B", at(60)), &by(counter(LEAD), LEAD));
    done(&mut state, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    done(&mut state, name_keys("l1", &["K-1201-A", "K-1201-B"]), &counter(CLERK));
    assert_eq!(key(&state, "K-1201-B").place, KeyPlace::Lost { loss: id("l1") });
    check(&state, issue("i2", "K-1201-A", at(60)), &by(counter(LEAD), LEAD), no(Refusal::Lost));
    check(&state, name_keys("l1", &["K-1201-A", "K-1201-B"]), &counter(CLERK), Expect::Already);
    check(&state, name_keys("l1", &["K-9999"]), &counter(CLERK), no_such(Kind::Key));

    // It was another key after all: what was not lost is again where it was before.
    done(&mut state, name_keys("l1", &["K-1201-C"]), &counter(CLERK));
    assert_eq!(suspended(&state), ["K-1201-C"]);
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
    assert_eq!(key(&state, "K-1201-B").place, KeyPlace::Out { issue: id("i1") });
    assert_eq!(key(&state, "K-1201-C").place, KeyPlace::Lost { loss: id("l1") });
}

#[test]
fn k4_each_of_the_three_acknowledges_in_their_own_role() {
    let mut given = state();
    done(&mut given, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    for (who, may) in [
        (CLERK, None),
        (STEWARD, None),
        (FINANCE, None),
        (LEAD, Some(LossRole::Lead)),
        (SUPERVISOR, Some(LossRole::Lead)),
        (MANAGER, Some(LossRole::Lead)),
        (GENERAL_MANAGER, Some(LossRole::Lead)),
        (TECHNICIAN, Some(LossRole::Engineering)),
        (ENGINEER, Some(LossRole::Engineering)),
        (OPERATOR, Some(LossRole::Security)),
        (SECURITY, Some(LossRole::Security)),
    ] {
        for role in LossRole::ALL {
            let expected = if may == Some(role) { Expect::Done } else { no(Refusal::NotYourRole { role }) };
            check(&given, acknowledge("l1", role, who), &control_room(OPERATOR_TWO).signed(who), expected);
        }
    }
    done(&mut given, acknowledge("l1", LossRole::Lead, LEAD), &counter(CLERK).signed(LEAD));
    for again in [LEAD, SUPERVISOR] {
        check(&given, acknowledge("l1", LossRole::Lead, again), &counter(CLERK).signed(again), Expect::Already);
    }
    assert_eq!(given.loss.get(&id("l1")).unwrap().waiting_for(), [LossRole::Engineering, LossRole::Security].into());
}

#[test]
fn k4_an_acknowledgement_takes_the_persons_own_pin_and_displaces_nobody() {
    let mut given = state();
    done(&mut given, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    let known = || acknowledge("l1", LossRole::Engineering, TECHNICIAN);
    let unsigned = || Expect::No(Any::Right(rights::Refusal::PinNeeded));
    for stamp in [counter(CLERK), counter(TECHNICIAN), counter(CLERK).signed(CLERK), control_room("")] {
        check(&given, known(), &stamp, unsigned());
    }
    for stamp in [counter(CLERK), counter(""), control_room(OPERATOR)] {
        let after = check(&given, known(), &stamp.signed(TECHNICIAN), Expect::Done);
        let loss = after.loss.get(&id("l1")).unwrap();
        assert_eq!(loss.acknowledgements.get(&LossRole::Engineering).map(|a| &a.by), Some(&id(TECHNICIAN)));
        let line = after.log_line.iter().next_back().unwrap();
        assert_eq!(line.actor, crate::Actor::Person(id(TECHNICIAN)), "the log names who signed, not who sat there");
    }
}

#[test]
fn k4_a_loss_closes_only_when_all_know_and_the_lock_is_changed() {
    let mut state = state();
    done(&mut state, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    done(&mut state, name_keys("l1", &["K-1201-A"]), &counter(CLERK));
    let mut missing: BTreeSet<LossRole> = LossRole::ALL.into();
    for (role, who) in [(LossRole::Lead, LEAD), (LossRole::Engineering, ENGINEER), (LossRole::Security, SECURITY)] {
        check(&state, close("l1"), &counter(LEAD), no(Refusal::NotAcknowledged { roles: missing.clone() }));
        done(&mut state, acknowledge("l1", role, who), &control_room(OPERATOR_TWO).signed(who));
        missing.remove(&role);
    }
    check(&state, close("l1"), &counter(LEAD), no(Refusal::LockNotChanged));
    check(&state, close("l1"), &counter(LEAD).offline(), no(Refusal::LockNotChanged));
    done(&mut state, change_lock("l1"), &counter(TECHNICIAN));
    // A later note replaces the first: which of them is right no rule can say.
    check(&state, change_lock("l1"), &counter(ENGINEER), Expect::Done);
    check(&state, close("l1"), &control_room(LEAD), Expect::No(Any::Right(rights::Refusal::NotAtThisStation)));

    done(&mut state, close("l1"), &counter(LEAD));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
    assert!(suspended(&state).is_empty() && state.open_losses().next().is_none());
    check(&state, close("l1"), &counter(LEAD), Expect::Already);
    for late in [close("l1"), acknowledge("l1", LossRole::Lead, MANAGER), change_lock("l1"), name_keys("l1", &[])] {
        check(&state, late, &counter(MANAGER).signed(MANAGER), no(Refusal::ClosedAlready));
    }
    check(&state, issue("i1", "K-1201-A", at(60)), &by(counter(LEAD), LEAD), Expect::Done);
}

#[test]
fn k4_a_key_of_two_losses_stays_suspended_until_both_are_closed() {
    let mut state = state();
    for loss in ["l1", "l2"] {
        done(&mut state, report(loss, Some("1201"), KeyKind::AccessCard), &kiosk());
        assert_eq!(key(&state, "K-1201-C").suspended_by, Some(id("l1")), "the first report holds it");
    }
    settle(&mut state, "l1");
    done(&mut state, close("l1"), &counter(LEAD));
    check(
        &state,
        issue("i1", "K-1201-C", at(60)),
        &by(counter(LEAD), LEAD),
        no(Refusal::IssueSuspended { loss: id("l2") }),
    );
    settle(&mut state, "l2");
    done(&mut state, close("l2"), &counter(LEAD));
    check(&state, issue("i1", "K-1201-C", at(60)), &by(counter(LEAD), LEAD), Expect::Done);
}

#[test]
fn k2_what_was_handed_out_without_the_server_is_recorded_and_both_entries_show() {
    let mut state = state();
    done(&mut state, issue("i1", "K-P-1", at(60)), &by(counter(LEAD), LEAD));
    done(&mut state, issued_by(SECURITY, issue("i2", "K-P-1", at(-5))), &by(control_room(SECURITY), SECURITY).offline());
    assert_eq!(key(&state, "K-P-1").place, KeyPlace::Out { issue: id("i2") });
    assert_eq!(state.key_issue.iter().filter(|i| i.returned.is_none()).count(), 2);
    // The first entry's return settles that entry, not the whereabouts of the key.
    done(&mut state, give_back("i1"), &counter(CLERK));
    assert_eq!(key(&state, "K-P-1").place, KeyPlace::Out { issue: id("i2") });
    done(&mut state, give_back("i2"), &counter(CLERK));
    assert_eq!(key(&state, "K-P-1").place, KeyPlace::Cabinet);
    check(&state, give_back("i2"), &counter(LEAD).offline(), Expect::Already);
}

/// A key out with somebody, reported and named lost.
fn lost_outside() -> State {
    let mut state = state();
    done(&mut state, issue("i1", "K-1201-A", at(60)), &by(counter(LEAD), LEAD));
    done(&mut state, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    done(&mut state, name_keys("l1", &["K-1201-A"]), &counter(CLERK));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Lost { loss: id("l1") });
    state
}

#[test]
fn k4_a_lost_key_that_turns_up_comes_back_and_stays_suspended_until_its_loss_is_closed() {
    let mut state = lost_outside();
    done(&mut state, give_back("i1"), &counter(CLERK).minute(5));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
    assert_eq!(state.loss.get(&id("l1")).unwrap().found, [id("K-1201-A")].into());
    assert!(!state.key_issue.get(&id("i1")).unwrap().is_overdue(at(600)));
    check(&state, give_back("i1"), &counter(CLERK), Expect::Already);
    check(
        &state,
        issue("i2", "K-1201-A", at(90)),
        &by(counter(LEAD), LEAD),
        no(Refusal::IssueSuspended { loss: id("l1") }),
    );
    // Naming another key beside it does not lose it again.
    done(&mut state, name_keys("l1", &["K-1201-A", "K-1201-B"]), &counter(CLERK));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
    assert_eq!(suspended(&state), ["K-1201-A", "K-1201-B"]);
    settle(&mut state, "l1");
    done(&mut state, close("l1"), &counter(LEAD));
    assert_eq!(state.key_issue.get(&id("i1")).unwrap().written_off, None, "it came back");
    check(&state, issue("i2", "K-1201-A", at(90)), &by(counter(LEAD), LEAD), Expect::Done);
}

#[test]
fn k4_closing_a_loss_writes_off_the_entries_of_its_lost_keys_and_of_no_other() {
    let mut state = lost_outside();
    done(&mut state, issue("i2", "K-1202-A", at(60)), &by(counter(LEAD), LEAD));
    let waits = |state: &State, issue: &str| state.key_issue.get(&id(issue)).unwrap().is_overdue(at(61));
    settle(&mut state, "l1");
    assert!(waits(&state, "i1") && waits(&state, "i2"));
    done(&mut state, close("l1"), &counter(LEAD).minute(30));
    let entry = state.key_issue.get(&id("i1")).unwrap();
    assert_eq!(entry.written_off, Some(WrittenOff { loss: id("l1"), at: at(30), by: id(LEAD) }));
    assert_eq!(entry.returned, None, "nobody brought it back");
    assert!(!waits(&state, "i1") && waits(&state, "i2"), "no entry stands overdue for ever");
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet, "the key of the new lock");

    // The old key turns up at last: that is noted, and says nothing of the new one.
    done(&mut state, issue("i3", "K-1201-A", at(90)), &by(counter(LEAD), LEAD));
    done(&mut state, give_back("i1"), &counter(CLERK).minute(40));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Out { issue: id("i3") });
}

#[test]
fn k4_the_old_key_of_an_earlier_loss_does_not_find_the_new_one() {
    let mut state = lost_outside();
    settle(&mut state, "l1");
    done(&mut state, close("l1"), &counter(LEAD));
    done(&mut state, report("l2", Some("1201"), KeyKind::Door), &kiosk());
    done(&mut state, name_keys("l2", &["K-1201-A"]), &counter(CLERK));
    done(&mut state, give_back("i1"), &counter(CLERK));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Lost { loss: id("l2") });
}

#[test]
fn k4_a_key_that_is_out_and_was_only_suspended_is_still_awaited_after_the_loss() {
    let mut state = state();
    done(&mut state, issue("i1", "K-1201-A", at(60)), &by(counter(LEAD), LEAD));
    done(&mut state, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    settle(&mut state, "l1");
    done(&mut state, close("l1"), &counter(LEAD));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Out { issue: id("i1") });
    assert!(state.key_issue.get(&id("i1")).unwrap().is_overdue(at(61)), "somebody has it");
    done(&mut state, give_back("i1"), &counter(CLERK));
    assert_eq!(key(&state, "K-1201-A").place, KeyPlace::Cabinet);
}

#[test]
fn k1_an_import_brings_no_key_back_and_lifts_no_suspension() {
    let fresh = key(&state(), "K-1201-A").clone();
    let mut given = state();
    done(&mut given, issue("i1", "K-1201-A", at(60)), &by(counter(LEAD), LEAD));
    done(&mut given, report("l1", Some("1201"), KeyKind::Door), &kiosk());
    done(&mut given, Command::MarkDamaged { key: id("K-1201-A") }, &counter(CLERK));
    let before = key(&given, "K-1201-A").clone();
    let renamed = Key { name: line("新门牌"), copies: 3, ..fresh };
    let import = property::Command::Import { records: vec![renamed.into()], source: values::Text::parse("keys.csv").unwrap() };
    let after = check(&given, import, &stamp(Station::Operator, ""), Expect::Done);
    assert_eq!(key(&after, "K-1201-A"), &Key { name: line("新门牌"), copies: 3, ..before });
}
