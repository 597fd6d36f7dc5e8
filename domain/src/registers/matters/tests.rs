use super::*;
use crate::Kind;
use crate::fixture::*;

fn take(matter: &str, kind: MatterKind, class: Class, due_at: Option<At>) -> Command {
    Command::Take {
        matter: id(matter),
        kind,
        class,
        unit: Some(id("1201")),
        contact: name("样本客人"),
        telephone: Some(telephone("13800000001")),
        what: text("空调不冷"),
        about: None,
        due_at,
    }
}
fn claim() -> Command {
    Command::Claim { matter: id("m1") }
}
fn note(note: &str) -> Command {
    Command::AddNote { note: id(note), matter: id("m1"), text: text("已联系客户") }
}
fn hand_to(department: Department) -> Command {
    Command::HandTo { matter: id("m1"), department }
}
fn finish() -> Command {
    Command::Finish { matter: id("m1"), result: told("已修好") }
}
fn taken(class: Class) -> State {
    check(&state(), take("m1", MatterKind::Complaint, class, None), &counter(CLERK), Expect::Done)
}
fn m1(state: &State) -> &Matter {
    state.matter.get(&id("m1")).unwrap()
}

#[test]
fn c2_the_deadline_follows_from_kind_and_class_or_is_what_the_client_was_told() {
    use {Class::*, MatterKind::*};
    for (kind, class, minutes) in [
        (Complaint, Minor, 1_440),
        (Request, Minor, 1_440),
        (Complaint, Important, 4_320),
        (Complaint, Major, 10_080),
        (Request, Urgent, 1),
        (Repair, Minor, 15),
        (Repair, Important, 15),
        (Repair, Major, 15),
        (Repair, Urgent, 1),
    ] {
        let after = check(&state(), take("m1", kind, class, None), &counter(CLERK), Expect::Done);
        assert_eq!(m1(&after).due_at, at(minutes), "{kind:?} {class:?}");
    }
    let after = check(&state(), take("m1", Repair, Minor, Some(at(300))), &counter(CLERK), Expect::Done);
    assert_eq!(m1(&after).due_at, at(300));
    for past in [at(-1), at(0)] {
        check(&state(), take("m1", Repair, Minor, Some(past)), &counter(CLERK), no(Refusal::DeadlineInThePast));
    }
    // A property may want a class done at once: its own figure is never refused.
    let mut strict = state();
    let mut settings = strict.property().unwrap().clone();
    settings.deadlines.urgent = 0;
    strict.put(settings.into());
    let after = check(&strict, take("m1", Repair, Urgent, None), &counter(CLERK), Expect::Done);
    assert_eq!(m1(&after).due_at, at(0));
}

#[test]
fn s5_who_is_asked_first_owns_the_matter_to_its_end() {
    let mut state = taken(Class::Minor);
    done(&mut state, hand_to(Department::Engineering), &counter(LEAD));
    done(&mut state, claim(), &control_room(OPERATOR));
    done(&mut state, finish(), &control_room(TECHNICIAN).minute(9));
    assert_eq!(m1(&state).owner, id(CLERK));
    assert_eq!(m1(&state).finished.as_ref().map(|f| (f.by.as_str(), f.at)), Some((TECHNICIAN, at(9))));
}

#[test]
fn r1_counter_and_control_room_count_in_one_book() {
    let mut state = state();
    for (matter, stamp, number) in [
        ("m1", counter(CLERK), "M-20261123-001"),
        ("m2", control_room(OPERATOR), "M-20261123-002"),
        ("m3", counter(CLERK), "M-20261123-003"),
        ("m4", control_room(OPERATOR).minute(840), "M-20261124-001"),
    ] {
        done(&mut state, take(matter, MatterKind::Request, Class::Minor, None), &stamp);
        let matter = state.matter.get(&id(matter)).unwrap();
        assert_eq!((matter.number.as_str(), matter.station), (number, stamp.station));
    }
    check(
        &state,
        take("m4", MatterKind::Request, Class::Minor, None),
        &counter(CLERK),
        Expect::No(Any::IdTaken { kind: Kind::Matter }),
    );
}

#[test]
fn b11_the_first_claim_wins_and_everybody_may_still_add_notes() {
    let mut state = taken(Class::Minor);
    done(&mut state, claim(), &counter(CLERK).minute(1));
    let first = || no(Refusal::AlreadyClaimed { by: id(CLERK), station: Station::Counter, at: at(1) });
    for late in [control_room(OPERATOR).minute(1), counter(CLERK_TWO).minute(2), control_room(OPERATOR).minute(3).offline()] {
        check(&state, claim(), &late, first());
    }
    check(&state, claim(), &control_room(CLERK).minute(2), Expect::Already);
    done(&mut state, note("n1"), &control_room(OPERATOR));
    done(&mut state, finish(), &counter(CLERK));
    done(&mut state, note("n2"), &control_room(OPERATOR));
    check(&state, claim(), &control_room(OPERATOR), first());
    let note = state.matter_note.get(&id("n2")).unwrap();
    assert_eq!(note.family(), RecordRef::to(&m1(&state).id), "a note is sealed and erased with its matter");
}

#[test]
fn a_matter_ends_once_and_only_after_somebody_took_it_up() {
    let mut state = taken(Class::Minor);
    check(&state, finish(), &counter(CLERK), no(Refusal::NotClaimed));
    done(&mut state, claim(), &counter(CLERK));
    done(&mut state, finish(), &counter(CLERK).minute(5));
    check(&state, finish(), &counter(CLERK).minute(6), Expect::Already);
    let ended = || no(Refusal::FinishedAlready { by: id(CLERK), at: at(5) });
    check(&state, finish(), &control_room(OPERATOR).minute(6), ended());
    check(&state, hand_to(Department::Security), &counter(CLERK).minute(6), ended());
    assert_eq!(state.open_matters().count(), 0);
}

#[test]
fn a_matter_goes_to_another_department_but_not_twice_to_the_same() {
    let mut state = taken(Class::Minor);
    done(&mut state, hand_to(Department::Cleaning), &counter(CLERK).minute(1));
    check(&state, hand_to(Department::Cleaning), &counter(LEAD).minute(2), Expect::Already);
    done(&mut state, hand_to(Department::Engineering), &counter(LEAD).minute(3));
    assert_eq!(m1(&state).department, Some(Handed { department: Department::Engineering, by: id(LEAD), at: at(3) }));
}

#[test]
fn b21_red_is_what_is_major_urgent_or_overdue_and_open() {
    for (class, minute, red) in [
        (Class::Minor, 0, false),
        (Class::Minor, 1_440, false),
        (Class::Minor, 1_441, true),
        (Class::Important, 1_441, false),
        (Class::Important, 4_321, true),
        (Class::Major, 0, true),
        (Class::Urgent, 0, true),
    ] {
        let mut state = taken(class);
        assert_eq!(m1(&state).is_red(at(minute)), red, "{class:?} after {minute} minutes");
        done(&mut state, claim(), &counter(CLERK));
        done(&mut state, finish(), &counter(CLERK));
        assert!(!m1(&state).is_red(at(minute)) && !m1(&state).is_overdue(at(minute)));
    }
}

#[test]
fn what_a_matter_refers_to_must_exist_unless_it_was_taken_without_the_server() {
    let unknown = || match take("m1", MatterKind::Repair, Class::Minor, Some(at(-9))) {
        Command::Take { matter, kind, class, contact, telephone, what, about, due_at, .. } => Command::Take {
            matter,
            kind,
            class,
            unit: Some(id("9999")),
            contact,
            telephone,
            what,
            about,
            due_at,
        },
        other => other,
    };
    check(&state(), unknown(), &counter(CLERK), no_such(Kind::Unit));
    let after = check(&state(), unknown(), &counter(CLERK).offline(), Expect::Done);
    assert_eq!((m1(&after).unit.as_ref(), m1(&after).due_at), (Some(&id("9999")), at(-9)));
    for command in [claim(), note("n1"), hand_to(Department::Finance), finish()] {
        check(&state(), command, &counter(CLERK), no_such(Kind::Matter));
    }
}

fn transfer(note: &str, part: Part, to: &str) -> Command {
    Command::Transfer { note: id(note), matter: id("m1"), part, to: id(to), reason: text("换班") }
}
fn release(note: &str) -> Command {
    Command::Release { note: id(note), matter: id("m1"), reason: text("另有任务") }
}
/// Taken by the clerk, claimed by the operator.
fn held() -> State {
    let mut state = state();
    done(&mut state, take("m1", MatterKind::Complaint, Class::Minor, None), &counter(CLERK));
    done(&mut state, claim(), &control_room(OPERATOR).minute(1));
    state
}
fn matter(state: &State) -> &Matter {
    state.matter.get(&id("m1")).unwrap()
}

#[test]
fn s5_a_matter_passes_on_by_its_holder_or_the_lead_and_nobody_else() {
    for (part, holder) in [(Part::Owner, CLERK), (Part::Claim, OPERATOR)] {
        for who in [CLERK, LEAD, SUPERVISOR, MANAGER, GENERAL_MANAGER, STEWARD, OPERATOR, SECURITY, TECHNICIAN, ENGINEER, FINANCE] {
            let may = who == holder || [LEAD, SUPERVISOR, MANAGER, GENERAL_MANAGER].contains(&who);
            let expected = || if may { Expect::Done } else { no(Refusal::NotYours { holder: id(holder) }) };
            check(&held(), transfer("n1", part, CLERK_TWO), &counter(who), expected());
            if part == Part::Claim {
                check(&held(), release("n1"), &control_room(who), expected());
            }
        }
    }
    check(
        &held(),
        transfer("n1", Part::Owner, CLERK_TWO),
        &counter(""),
        Expect::No(Any::Right(crate::rights::Refusal::SignInFirst)),
    );
}

#[test]
fn s5_what_passes_is_recorded_with_who_when_from_whom_to_whom_and_why() {
    for (part, from) in [(Part::Owner, CLERK), (Part::Claim, OPERATOR)] {
        let after = check(&held(), transfer("n1", part, CLERK_TWO), &counter(LEAD).minute(5), Expect::Done);
        let note = after.matter_note.get(&id("n1")).unwrap();
        assert_eq!((&note.matter, note.at, &note.by, note.station), (&id("m1"), at(5), &id(LEAD), Station::Counter));
        assert_eq!(note.text, text("换班"));
        assert_eq!(note.passed, Some(Passed { part, from: id(from), to: Some(id(CLERK_TWO)) }));
        let (owner, claimer) = if part == Part::Owner { (CLERK_TWO, OPERATOR) } else { (CLERK, CLERK_TWO) };
        assert_eq!((&matter(&after).owner, &matter(&after).claimed.as_ref().unwrap().by), (&id(owner), &id(claimer)));
        assert_eq!(after.log_line.iter().next_back().unwrap().what, "matters.transfer");
    }
    let after = check(&held(), release("n1"), &control_room(OPERATOR).minute(5), Expect::Done);
    let passed = after.matter_note.get(&id("n1")).unwrap().passed.clone();
    assert_eq!(passed, Some(Passed { part: Part::Claim, from: id(OPERATOR), to: None }));
    assert_eq!(matter(&after).claimed, None);
}

#[test]
fn s5_nothing_else_changes_the_owner() {
    let mut state = held();
    let note = Command::AddNote { note: id("n1"), matter: id("m1"), text: text("已联系") };
    let hand = Command::HandTo { matter: id("m1"), department: Department::Engineering };
    for (command, stamp) in
        [(note, counter(LEAD)), (hand, counter(LEAD)), (release("n2"), control_room(OPERATOR)), (claim(), counter(MANAGER))]
    {
        done(&mut state, command, &stamp);
        assert_eq!(matter(&state).owner, id(CLERK));
    }
}

#[test]
fn b11_after_a_claim_has_passed_or_was_given_back_the_first_claim_still_wins() {
    let passed = check(&held(), transfer("n1", Part::Claim, CLERK_TWO), &control_room(OPERATOR).minute(2), Expect::Done);
    let taken = no(Refusal::AlreadyClaimed { by: id(CLERK_TWO), station: Station::ControlRoom, at: at(2) });
    check(&passed, claim(), &control_room(OPERATOR).minute(3), taken);
    check(&passed, claim(), &counter(CLERK_TWO).minute(3), Expect::Already);
    let mut free = check(&held(), release("n1"), &control_room(OPERATOR).minute(2), Expect::Done);
    done(&mut free, claim(), &counter(CLERK).minute(3));
    let taken = no(Refusal::AlreadyClaimed { by: id(CLERK), station: Station::Counter, at: at(3) });
    check(&free, claim(), &control_room(OPERATOR).minute(4), taken);
}

#[test]
fn s5_only_an_open_matter_passes_to_somebody_of_the_house() {
    check(&held(), transfer("n1", Part::Owner, GONE), &counter(CLERK), no(Refusal::HasLeft { person: id(GONE) }));
    check(&held(), transfer("n1", Part::Owner, "1999"), &counter(CLERK), no_such(Kind::Person));
    check(&held(), transfer("n1", Part::Owner, CLERK), &counter(CLERK), Expect::Already);
    let unclaimed = check(&held(), release("n1"), &counter(LEAD), Expect::Done);
    check(&unclaimed, transfer("n2", Part::Claim, CLERK), &counter(LEAD), no(Refusal::NotClaimed));
    check(&unclaimed, release("n2"), &counter(LEAD), no(Refusal::NotClaimed));
    check(
        &unclaimed,
        transfer("n1", Part::Owner, CLERK_TWO),
        &counter(LEAD),
        Expect::No(Any::IdTaken { kind: Kind::MatterNote }),
    );
    let ended = check(&held(), Command::Finish { matter: id("m1"), result: told("已办") }, &control_room(OPERATOR), Expect::Done);
    for late in [transfer("n1", Part::Owner, CLERK_TWO), release("n1")] {
        check(&ended, late, &counter(LEAD), no(Refusal::FinishedAlready { by: id(OPERATOR), at: at(0) }));
    }
}
