use super::*;
use crate::fixture::*;
use crate::registers::handover::{self, Post};
use crate::rights::{self, LEADS, Role};
use crate::{Kind, Station};
use values::MINUTE_MS;

const DAY: i64 = 24 * 60;

fn goods(lines: &[(&str, u32)]) -> Vec<Goods> {
    lines.iter().map(|(name, count)| Goods { name: told(name), count: *count }).collect()
}
fn issue(release: &str) -> Command {
    Command::Issue {
        release: id(release),
        unit: id("1202"),
        carrier: name("样本客人"),
        telephone: Some(telephone("13800000001")),
        standing: Standing::Owner,
        checks: [Check::Papers].into(),
        goods: goods(&[("沙发", 1), ("纸箱", 12)]),
        plate: Some(told("样A00001")),
        exit: told("地库货运出口"),
        fees: Fees::Settled,
        replaces: None,
        person: id(LEAD),
    }
}
/// The same, for these goods.
fn with_goods(mut command: Command, lines: Vec<Goods>) -> Command {
    if let Command::Issue { goods, .. } = &mut command {
        *goods = lines;
    }
    command
}
/// The same, by somebody of this standing, with these checks.
fn standing(mut command: Command, who: Standing, checked: &[Check]) -> Command {
    if let Command::Issue { standing, checks, .. } = &mut command {
        (*standing, *checks) = (who, checked.iter().copied().collect());
    }
    command
}
fn owing(mut command: Command) -> Command {
    if let Command::Issue { fees, .. } = &mut command {
        *fees = Fees::Owed { reason: told("经理同意先行放行") };
    }
    command
}
fn instead_of(mut command: Command, old: &str) -> Command {
    if let Command::Issue { replaces, .. } = &mut command {
        *replaces = Some(id(old));
    }
    command
}
fn confirm(release: &str, counted: &[u32]) -> Command {
    Command::Confirm { release: id(release), counted: counted.to_vec() }
}
fn withdraw(release: &str) -> Command {
    Command::Withdraw { release: id(release), reason: told("改日搬运") }
}
fn lead() -> Stamp {
    counter(LEAD).signed(LEAD)
}
fn gate() -> Stamp {
    control_room(OPERATOR)
}
/// Made at that minute, while the server was away until this one.
fn late(stamp: Stamp, made: i64, came: i64) -> Stamp {
    Stamp { at: at(came), ..stamp.minute(made).offline() }
}
fn slip<'s>(state: &'s State, release: &str) -> &'s Release {
    state.release.get(&id(release)).unwrap()
}
fn today() -> LocalDay {
    LocalDay::of(NOW, 480)
}
/// One slip, issued at ten.
fn issued() -> State {
    check(&state(), issue("r1"), &lead(), Expect::Done)
}

#[test]
fn g1_one_slip_has_one_number_counted_anew_each_year() {
    let mut state = state();
    // 23:59 of the last day of the year in the property is still that year.
    let new_year = 38 * DAY + 14 * 60;
    for (release, minute, number) in
        [("r1", 0, "2026-0001"), ("r2", 5, "2026-0002"), ("r3", new_year - 1, "2026-0003"), ("r4", new_year, "2027-0001")]
    {
        done(&mut state, issue(release), &lead().minute(minute));
        assert_eq!(slip(&state, release).number, number);
    }
    check(&state, issue("r1"), &lead(), Expect::No(Any::IdTaken { kind: Kind::Release }));
    // Numbers go on when the slips themselves have left for the archive.
    let numbered: Vec<_> = state.release.iter().map(|r| r.id.clone()).collect();
    numbered.iter().for_each(|id| state.release.remove(id));
    done(&mut state, issue("r5"), &lead().minute(10));
    assert_eq!(slip(&state, "r5").number, "2026-0004");
}

#[test]
fn g1_a_lead_issues_at_the_counter_with_their_own_pin_for_today() {
    let given = state();
    let by = |who: &str| {
        let mut command = issue("r1");
        if let Command::Issue { person, .. } = &mut command {
            *person = id(who);
        }
        command
    };
    let refused = |refusal| Expect::No(Any::Right(refusal));
    let roles = || LEADS.to_vec();
    for who in [LEAD, SUPERVISOR, MANAGER, GENERAL_MANAGER] {
        check(&given, by(who), &counter(CLERK).signed(who), Expect::Done);
    }
    for who in [CLERK, SECURITY, FINANCE, GONE] {
        check(&given, by(who), &counter(who).signed(who), refused(rights::Refusal::NotYourRole { roles: roles() }));
    }
    check(&given, issue("r1"), &counter(LEAD), refused(rights::Refusal::PinNeeded));
    check(&given, issue("r1"), &counter(LEAD).signed(MANAGER), refused(rights::Refusal::PinNeeded));
    check(&given, issue("r1"), &control_room(LEAD).signed(LEAD), refused(rights::Refusal::NotAtThisStation));
    check(&given, issue("r1"), &kiosk(), refused(rights::Refusal::NotAtThisStation));
    let after = issued();
    let slip = slip(&after, "r1");
    assert_eq!((slip.day, &slip.issued_by, slip.issued_at), (today(), &id(LEAD), NOW));
    assert_eq!(slip.status(today()), Status::Good);
}

#[test]
fn g1_for_each_standing_the_papers_are_checked_first() {
    use Check::{Declaration, OwnerConfirmed, OwnerTelephoned, Papers};
    let given = state();
    for (who, checks, missing) in [
        (Standing::Owner, vec![], vec![Papers]),
        (Standing::Owner, vec![Declaration, OwnerTelephoned, OwnerConfirmed], vec![Papers]),
        (Standing::Owner, vec![Papers], vec![]),
        (Standing::ForOwner, vec![Papers], vec![Declaration, OwnerTelephoned]),
        (Standing::ForOwner, vec![Declaration], vec![OwnerTelephoned]),
        (Standing::ForOwner, vec![OwnerTelephoned], vec![Declaration]),
        (Standing::ForOwner, vec![Declaration, OwnerTelephoned], vec![]),
        (Standing::Tenant, vec![Papers, Declaration], vec![OwnerConfirmed]),
        (Standing::Tenant, vec![OwnerConfirmed], vec![]),
    ] {
        let missing: BTreeSet<Check> = missing.into_iter().collect();
        let expected = if missing.is_empty() { Expect::Done } else { no(Refusal::NotChecked { missing }) };
        check(&given, standing(issue("r1"), who, &checks), &lead(), expected);
    }
}

#[test]
fn g1_a_slip_is_complete_and_of_a_bearable_length() {
    let given = state();
    let many = |n| with_goods(issue("r1"), vec![goods(&[("纸箱", 1)])[0].clone(); n]);
    for (n, expected) in
        [(0, no(Refusal::LinesOutOfBounds)), (1, Expect::Done), (MOST_LINES, Expect::Done), (MOST_LINES + 1, no(Refusal::LinesOutOfBounds))]
    {
        check(&given, many(n), &lead(), expected);
    }
    for (count, expected) in [
        (0, no(Refusal::CountOutOfBounds)),
        (1, Expect::Done),
        (MOST_OF_ONE, Expect::Done),
        (MOST_OF_ONE + 1, no(Refusal::CountOutOfBounds)),
    ] {
        check(&given, with_goods(issue("r1"), goods(&[("椅子", 2), ("纸箱", count)])), &lead(), expected);
    }
    let mut nowhere = issue("r1");
    if let Command::Issue { unit, .. } = &mut nowhere {
        *unit = id("9999");
    }
    check(&given, nowhere, &lead(), no_such(Kind::Unit));
}

#[test]
fn b15_a_pass_is_consumed_by_one_exit() {
    let mut state = issued();
    check(&state, confirm("r9", &[1, 12]), &gate(), no_such(Kind::Release));
    for short in [&[] as &[u32], &[1], &[1, 12, 0]] {
        check(&state, confirm("r1", short), &gate(), no(Refusal::CountEveryLine));
    }
    check(&state, confirm("r1", &[1, 12]), &control_room(""), Expect::No(Any::Right(rights::Refusal::SignInFirst)));
    done(&mut state, confirm("r1", &[1, 12]), &gate().minute(30));
    assert_eq!(slip(&state, "r1").status(today()), Status::Used);
    assert_eq!(
        slip(&state, "r1").counted.as_ref().map(|c| (&c.by, c.at, c.station)),
        Some((&id(OPERATOR), at(30), Station::ControlRoom))
    );
    // Nor by whoever let the first load out, nor with another figure, nor where the line is down.
    let used = || no(Refusal::AlreadyUsed { at: at(30) });
    for (stamp, found) in
        [(gate().minute(31), [1, 12]), (counter(CLERK).minute(31), [1, 12]), (gate().minute(31), [1, 11]), (late(gate(), 20, 40), [1, 12])]
    {
        check(&state, confirm("r1", &found), &stamp, used());
    }
    check(&state, withdraw("r1"), &counter(LEAD).minute(40), used());
    check(&state, instead_of(issue("r2"), "r1"), &lead().minute(40), used());
}

#[test]
fn b15_a_mismatch_stays_open_and_flagged_and_only_a_new_slip_helps() {
    for found in [[1, 11], [0, 12], [1, 13], [12, 1], [u32::MAX, 12]] {
        let mut state = issued();
        done(&mut state, confirm("r1", &found), &gate().minute(30));
        let flagged = slip(&state, "r1").clone();
        assert_eq!((flagged.status(today()), flagged.is_open()), (Status::Mismatched, true));
        assert_eq!(flagged.counted.unwrap().found, found, "what was counted is kept");
        for again in [[1, 12], found] {
            check(&state, confirm("r1", &again), &gate().minute(31), no(Refusal::Mismatched { at: at(30) }));
        }
        let corrected = instead_of(with_goods(issue("r2"), goods(&[("沙发", 1), ("纸箱", 11)])), "r1");
        done(&mut state, corrected, &lead().minute(40));
        assert_eq!(slip(&state, "r1").status(today()), Status::Replaced);
        assert_eq!(slip(&state, "r2").replaces, Some(id("r1")));
        check(&state, confirm("r1", &[1, 12]), &gate().minute(41), no(Refusal::Mismatched { at: at(30) }));
        check(&state, instead_of(issue("r3"), "r1"), &lead().minute(42), no(Refusal::ClosedAlready));
        check(&state, instead_of(issue("r3"), "r9"), &lead().minute(42), no_such(Kind::Release));
        done(&mut state, confirm("r2", &[1, 11]), &gate().minute(43));
        assert!(state.releases_waiting(today()).next().is_none());
    }
}

#[test]
fn b15_a_pass_is_good_on_its_day_alone_and_the_gates_time_counts() {
    let state = issued();
    // Midnight in the property is 14 hours after ten.
    let (last, first) = (14 * 60 - 1, 14 * 60);
    let not_today = || no(Refusal::NotToday { day: today() });
    for (stamp, expected) in [
        (gate().minute(last), Expect::Done),
        (gate().minute(first), not_today()),
        (gate().minute(2 * DAY), not_today()),
        // Counted in time without the server, known to it the next day.
        (late(gate(), last, first + 9 * 60), Expect::Done),
        (late(gate(), first, first + 9 * 60), not_today()),
        // A claim that cannot be true is none.
        (late(gate(), first + 60, first), not_today()),
    ] {
        check(&state, confirm("r1", &[1, 12]), &stamp, expected);
    }
    let after = check(&state, confirm("r1", &[1, 12]), &late(gate(), last, first + 9 * 60), Expect::Done);
    assert_eq!(slip(&after, "r1").counted.as_ref().unwrap().at, at(last));
}

#[test]
fn b15_what_was_true_at_the_gate_is_not_refused_because_it_comes_late() {
    let mut withdrawn = issued();
    done(&mut withdrawn, withdraw("r1"), &counter(LEAD).minute(30));
    let mut replaced = issued();
    done(&mut replaced, instead_of(issue("r2"), "r1"), &lead().minute(30));
    for state in [withdrawn, replaced] {
        let after = check(&state, confirm("r1", &[1, 12]), &late(gate(), 20, 60), Expect::Done);
        assert_eq!(slip(&after, "r1").status(today()), Status::Used, "the goods had left by it");
        check(&after, confirm("r1", &[1, 12]), &late(counter(CLERK), 21, 61), no(Refusal::AlreadyUsed { at: at(20) }));
        check(&state, confirm("r1", &[1, 12]), &late(gate(), 31, 60), no(Refusal::ClosedAlready));
        check(&state, confirm("r1", &[1, 12]), &gate().minute(31), no(Refusal::ClosedAlready));
    }
}

#[test]
fn b15_the_gate_never_withholds_for_money_owed() {
    let given = state();
    let (settled, owed) = (issue("r1"), owing(issue("r1")));
    let (settled, owed) = (check(&given, settled, &lead(), Expect::Done), check(&given, owed, &lead(), Expect::Done));
    assert_eq!(
        slip(&owed, "r1").fees,
        Fees::Owed { reason: told("经理同意先行放行") },
        "said before it was issued, with the reason"
    );
    for found in [[1, 12], [1, 11]] {
        let [settled, owed] = [&settled, &owed].map(|state| check(state, confirm("r1", &found), &gate(), Expect::Done));
        assert_eq!(slip(&settled, "r1").counted, slip(&owed, "r1").counted);
    }
    let silent = serde_json::to_string(&issue("r1")).unwrap().replace("\"settled\"", "{\"owed\":{}}");
    assert!(serde_json::from_str::<Command>(&silent).is_err(), "nothing owed leaves without a reason");
}

#[test]
fn g1_a_lead_withdraws_what_was_not_used_with_a_reason() {
    let refused = |refusal| Expect::No(Any::Right(refusal));
    let state = issued();
    check(&state, withdraw("r9"), &counter(LEAD), no_such(Kind::Release));
    check(&state, withdraw("r1"), &counter(CLERK), refused(rights::Refusal::NotYourRole { roles: LEADS.to_vec() }));
    check(&state, withdraw("r1"), &control_room(LEAD), refused(rights::Refusal::NotAtThisStation));
    let after = check(&state, withdraw("r1"), &counter(LEAD).minute(5), Expect::Done);
    assert_eq!(slip(&after, "r1").status(today()), Status::Withdrawn);
    check(&after, withdraw("r1"), &counter(LEAD).minute(6), Expect::Already);
    check(&after, withdraw("r1"), &counter(MANAGER).minute(6), no(Refusal::ClosedAlready));
    check(&after, instead_of(issue("r2"), "r1"), &lead().minute(6), no(Refusal::ClosedAlready));
}

#[test]
fn b15_unreconciled_passes_stand_in_every_handover_until_a_lead_closes_them() {
    let mut state = state();
    for release in ["r1", "r2", "r3", "r4"] {
        done(&mut state, issue(release), &lead());
    }
    done(&mut state, confirm("r2", &[1, 12]), &gate().minute(10));
    done(&mut state, confirm("r3", &[1, 10]), &gate().minute(10));
    done(&mut state, withdraw("r4"), &counter(LEAD).minute(10));
    let stand = |state: &State, minute| {
        let items = handover::preview(state, Post::Desk, at(minute)).open;
        items.into_iter().map(|i| (i.about.to_string(), i.number, i.red)).collect::<Vec<_>>()
    };
    let (open, flagged) = (("release/r1".into(), "2026-0001".into(), false), ("release/r3".into(), "2026-0003".into(), true));
    assert_eq!(stand(&state, 15), std::slice::from_ref(&flagged), "flagged at once; the one of today may still be used");
    for days in [1, 2, 30] {
        assert_eq!(stand(&state, days * DAY), [open.clone(), flagged.clone()]);
    }
    assert_eq!(state.release.get(&id("r1")).unwrap().status(LocalDay::of(at(DAY), 480)), Status::Unreconciled);
    for post in [Post::Counter, Post::ControlRoom] {
        assert_eq!(handover::preview(&state, post, at(DAY)).open, [], "the book passes them on, the crews do not");
    }
    done(&mut state, withdraw("r1"), &counter(LEAD).minute(DAY));
    done(&mut state, withdraw("r3"), &counter(LEAD).minute(DAY));
    assert_eq!(stand(&state, 2 * DAY), []);
}

#[test]
fn q3_a_release_is_kept_for_a_year_and_found_by_number_and_unit() {
    use crate::registers::erasures::{Keeps, keeps, lapses_at};
    use crate::{RecordRef, Recorded};
    let mut state = issued();
    let family = RecordRef::to::<Release>(&id("r1"));
    assert_eq!(keeps(&state, &family, at(0)), Some(Keeps::Open));
    done(&mut state, confirm("r1", &[1, 12]), &gate().minute(1));
    assert_eq!(keeps(&state, &family, at(2)), None, "who asks is forgotten once the goods have left");
    let over = lapses_at(state.property().unwrap(), &family, at(1)).unwrap();
    assert_eq!(over.since(at(1)) / (DAY * MINUTE_MS), 365);
    assert_eq!(slip(&state, "r1").found_by(), ["2026-0001", "1202", LEAD, OPERATOR]);
    let consult = super::super::archive::Command::Consult { kind: Kind::Release, term: None, reason: line("周检") }.into();
    let rights::Who::SignedIn(roles) = rights::right(&consult).who else { panic!("nobody reads it") };
    assert!(roles.contains(&Role::ControlRoomOperator) && roles.contains(&Role::Clerk), "both desks write in one book");
}
