//! The four refusals (四不接, H-9).

use super::*;

/// The ground stops the handover before and after the outgoing signature, and lets it go
/// on once it is cleared.
fn stops_the_handover(ground: Ground) {
    let incoming = control_room(OPERATOR);
    let clerk = counter(CLERK).signed(CLERK);
    let open = || no(Refusal::ObjectionOpen { ground });

    let state = check(&counted_desk(), object("s1", ground), &incoming, Expect::Done);
    check(&state, object("s1", ground), &incoming, Expect::Already);
    check(&state, sign_outgoing("s1", CLERK), &clerk, open());

    let state = check(&signed_desk(), object("s1", ground), &incoming, Expect::Done);
    check(&state, sign_incoming("s1", OPERATOR), &incoming.clone().signed(OPERATOR), open());
    check(&state, sign_outgoing("s1", CLERK), &clerk, open());
    assert_eq!((desk(&state).person, desk(&state).station), (id(CLERK), Station::Counter), "duty stays");

    let state = check(&state, clear("s1", 0), &incoming, Expect::Done);
    check(&state, clear("s1", 0), &incoming, Expect::Already);
    check(&state, sign_incoming("s1", OPERATOR), &incoming.clone().signed(OPERATOR), no(Refusal::OutgoingNotSigned));
    let state = check(&state, sign_outgoing("s1", CLERK), &clerk, Expect::Done);
    let state = check(&state, sign_incoming("s1", OPERATOR), &incoming.signed(OPERATOR), Expect::Done);
    assert_eq!(desk(&state).person, id(OPERATOR));
    assert_eq!(sheet(&state, "s1").grounds[0].ground, ground, "the ground stays on the sheet");
}

#[test]
fn h9_not_while_the_record_is_unclear() {
    stops_the_handover(Ground::RecordUnclear);
}
#[test]
fn h9_not_while_the_post_is_dirty() {
    stops_the_handover(Ground::PostDirty);
}
#[test]
fn h9_not_while_public_items_are_missing() {
    stops_the_handover(Ground::ItemsMissing);
}
#[test]
fn h9_not_while_a_major_repair_is_unfinished() {
    stops_the_handover(Ground::MajorRepairUnfinished);
}

#[test]
fn h9_an_objection_takes_the_signature_and_its_cut_back() {
    let state = check(&signed_desk(), object("s1", Ground::PostDirty), &control_room(OPERATOR), Expect::Done);
    let sheet = sheet(&state, "s1");
    assert_eq!((sheet.outgoing_signed, sheet.cut), (None, None));
}

#[test]
fn h9_the_outgoing_person_cannot_refuse_their_own_handover() {
    check(&counted_desk(), object("s1", Ground::PostDirty), &counter(CLERK), no(Refusal::OutgoingMayNotObject));
}

#[test]
fn h9_a_manager_overrides_in_writing_with_their_own_pin() {
    let overrule = |index, person: &str| Command::Override { sheet: id("s1"), index, note: told("先接班再清扫"), person: id(person) };
    let state = check(&counted_desk(), object("s1", Ground::PostDirty), &control_room(OPERATOR), Expect::Done);
    let manager = counter(MANAGER).signed(MANAGER);
    check(&state, overrule(1, MANAGER), &manager, no(Refusal::NoSuchObjection));
    let state = check(&state, overrule(0, MANAGER), &manager, Expect::Done);
    check(&state, overrule(0, MANAGER), &manager, Expect::Already);
    check(&state, clear("s1", 0), &control_room(OPERATOR), no(Refusal::NoSuchObjection));
    let cleared = sheet(&state, "s1").grounds[0].cleared.clone().unwrap();
    assert_eq!((cleared.by, cleared.overridden), (id(MANAGER), true));
    check(&state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK), Expect::Done);
}

#[test]
fn h9_a_manager_does_not_override_a_refusal_of_their_own_handover() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(MANAGER));
    open_and_count(&mut state, "s1", Post::Desk, &counter(MANAGER));
    done(&mut state, object("s1", Ground::PostDirty), &control_room(OPERATOR));
    let own = Command::Override { sheet: id("s1"), index: 0, note: told("无妨"), person: id(MANAGER) };
    check(&state, own, &counter(MANAGER).signed(MANAGER), no(Refusal::SameHand));
}

#[test]
fn a_sheet_holds_twenty_grounds() {
    let mut state = counted_desk();
    for n in 0..20 {
        done(&mut state, object_as(&format!("o{n}"), "s1", Ground::PostDirty), &control_room(OPERATOR));
    }
    check(&state, object_as("o20", "s1", Ground::PostDirty), &control_room(OPERATOR), no(Refusal::TooMany));
}

#[test]
fn h9_a_ground_is_cleared_by_the_side_that_takes_over_and_by_nobody_else() {
    let book = check(&signed_desk(), object("s1", Ground::PostDirty), &control_room(OPERATOR), Expect::Done);
    let elsewhere = || no(Refusal::ForIncomingSide { station: Station::ControlRoom });
    for (stamp, expected) in [
        (counter(CLERK), no(Refusal::OutgoingMayNotClear)),
        (control_room(CLERK), no(Refusal::OutgoingMayNotClear)),
        (counter(CLERK_TWO), elsewhere()),
        (counter(MANAGER), elsewhere()),
        (counter(OPERATOR), elsewhere()),
        (control_room(OPERATOR), Expect::Done),
        (control_room(OPERATOR_TWO), Expect::Done),
        (control_room(SECURITY), Expect::Done),
    ] {
        check(&book, clear("s1", 0), &stamp, expected);
    }
    for person in [CLERK_TWO, MANAGER, TECHNICIAN, FINANCE] {
        let refused = refusal(&book, clear("s1", 0), &control_room(person));
        assert!(matches!(refused, Any::Right(RightRefusal::NotYourRole { .. })), "{person}: {refused:?}");
    }
}

#[test]
fn h9_inside_a_crew_the_next_shift_clears_the_ground() {
    let mut crew = state();
    done(&mut crew, Command::TakeUp { post: Post::ControlRoom }, &control_room(OPERATOR));
    open_and_count(&mut crew, "s1", Post::ControlRoom, &control_room(OPERATOR));
    done(&mut crew, object("s1", Ground::PostDirty), &control_room(OPERATOR_TWO));
    check(&crew, clear("s1", 0), &control_room(OPERATOR), no(Refusal::OutgoingMayNotClear));
    check(&crew, clear("s1", 0), &control_room(OPERATOR_TWO), Expect::Done);
}

#[test]
fn h9_an_objection_is_known_by_its_id() {
    let mut state = counted_desk();
    done(&mut state, object_as("o1", "s1", Ground::ItemsMissing), &control_room(OPERATOR));
    check(&state, object_as("o1", "s1", Ground::ItemsMissing), &control_room(OPERATOR), Expect::Already);
    done(&mut state, object_as("o2", "s1", Ground::ItemsMissing), &control_room(OPERATOR));
    assert_eq!(sheet(&state, "s1").grounds.len(), 2, "two things are missing");
}
