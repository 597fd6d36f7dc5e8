//! A desk that the clerk hands to the control-room operator, and what may go wrong.

mod cuts;
mod grounds;
mod hours;
mod reviews;

use super::*;
use crate::Kind;
use crate::fixture::*;
use crate::registers::matters::{self, Class, Matter, MatterKind};

const RIGHT_HERE: Any = Any::Right(RightRefusal::NotAtThisStation);

/// The desk at the counter, with sheet `s1` open and every item counted.
fn counted_desk() -> State {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    open_and_count(&mut state, "s1", Post::Desk, &counter(CLERK));
    state
}

/// Opens a sheet and counts everything that must be there.
fn open_and_count(state: &mut State, sheet: &str, post: Post, stamp: &Stamp) {
    done(state, Command::Open { sheet: id(sheet), post }, stamp);
    let items: Vec<_> = state.post_item.iter().filter(|i| i.post == post).cloned().collect();
    for item in items {
        done(state, count(sheet, item.id.as_str(), item.count, None), stamp);
    }
}

/// Hands the desk over on this sheet, from one to the other, without red items.
fn hand_over(state: &mut State, sheet: &str, from: &Stamp, to: &Stamp) {
    open_and_count(state, sheet, Post::Desk, from);
    done(state, sign_outgoing(sheet, person_of(from)), &from.clone().signed(person_of(from)));
    done(state, sign_incoming(sheet, person_of(to)), &to.clone().signed(person_of(to)));
}

fn person_of(stamp: &Stamp) -> &str {
    stamp.actor.person().map_or("", Id::as_str)
}
fn count(sheet: &str, item: &str, found: u32, note: Option<&str>) -> Command {
    Command::Count { sheet: id(sheet), item: id(item), found, note: note.map(told) }
}
fn object(sheet: &str, ground: Ground) -> Command {
    object_as("o1", sheet, ground)
}
fn object_as(objection: &str, sheet: &str, ground: Ground) -> Command {
    Command::Object { sheet: id(sheet), objection: id(objection), ground, note: told("样本理由") }
}
fn special(special: &str, what: &str) -> Command {
    Command::Special {
        sheet: id("s1"),
        special: id(special),
        what: told(what),
        told: told("领班、安保主管"),
    }
}
fn clear(sheet: &str, index: u32) -> Command {
    Command::Clear { sheet: id(sheet), index, note: told("已处理") }
}
fn sign_outgoing(sheet: &str, person: &str) -> Command {
    Command::SignOutgoing { sheet: id(sheet), person: id(person) }
}
fn sign_incoming(sheet: &str, person: &str) -> Command {
    Command::SignIncoming { sheet: id(sheet), person: id(person) }
}
fn review(sheet: &str, person: &str) -> Command {
    Command::Review { sheet: id(sheet), person: id(person) }
}
fn read_back(sheet: &str, about: RecordRef) -> Command {
    Command::ReadBack { sheet: id(sheet), about, owner: id(OPERATOR), next_step: told("先去现场看") }
}
/// A matter of this class, taken now.
fn take(matter: &str, class: Class) -> matters::Command {
    matters::Command::Take {
        matter: id(matter),
        kind: MatterKind::Complaint,
        class,
        unit: Some(id("1201")),
        contact: name("样本甲"),
        telephone: None,
        what: text("样本事项"),
        about: None,
        due_at: None,
    }
}
fn matter(matter: &str) -> RecordRef {
    RecordRef::to(&id::<Matter>(matter))
}
fn desk(state: &State) -> Duty {
    state.duty_of(Post::Desk).unwrap().clone()
}
fn sheet(state: &State, sheet: &str) -> Sheet {
    state.sheet.get(&id(sheet)).unwrap().clone()
}
/// `counted_desk` with the outgoing signature.
fn signed_desk() -> State {
    let mut state = counted_desk();
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    state
}
/// `signed_desk` with the operator's signature.
fn complete_desk() -> State {
    let mut state = signed_desk();
    done(&mut state, sign_incoming("s1", OPERATOR), &control_room(OPERATOR).signed(OPERATOR));
    state
}

#[test]
fn a_held_post_is_not_taken_up_again() {
    let mut state = state();
    check(&state, Command::TakeUp { post: Post::ControlRoom }, &counter(CLERK), Expect::No(RIGHT_HERE));
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    check(&state, Command::TakeUp { post: Post::Desk }, &counter(CLERK), Expect::Already);
    check(
        &state,
        Command::TakeUp { post: Post::Desk },
        &control_room(OPERATOR),
        no(Refusal::HeldBy { person: id(CLERK) }),
    );
}

#[test]
fn a_post_whose_holder_left_the_house_is_taken_up_and_its_chain_goes_on() {
    let mut state = complete_desk();
    let before = desk(&state);
    let mut gone = state.person.get(&id(OPERATOR)).unwrap().clone();
    gone.left = true;
    state.put(gone.into());
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK_TWO));
    let after = desk(&state);
    assert_eq!((after.cut, after.sheets, after.last_sheet), (before.cut, before.sheets, before.last_sheet));
    assert_eq!((after.person, after.station), (id(CLERK_TWO), Station::Counter));
}

#[test]
fn a_post_has_one_open_sheet_opened_where_it_is_held() {
    let mut state = state();
    let open = |sheet: &str| Command::Open { sheet: id(sheet), post: Post::Desk };
    check(&state, open("s1"), &counter(CLERK), no(Refusal::NobodyOnDuty));
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    check(&state, open("s1"), &control_room(OPERATOR), Expect::No(RIGHT_HERE));
    done(&mut state, open("s1"), &counter(CLERK_TWO));
    check(&state, open("s2"), &counter(CLERK), no(Refusal::OpenAlready { sheet: id("s1") }));
    let sheet = sheet(&state, "s1");
    assert_eq!((sheet.from, sheet.to, sheet.number, sheet.outgoing), (Station::Counter, Station::ControlRoom, 1, id(CLERK)));
}

#[test]
fn a_sheet_is_withdrawn_before_the_outgoing_signature_only() {
    let withdraw = Command::Withdraw { sheet: id("s1") };
    check(&signed_desk(), withdraw.clone(), &counter(CLERK), no(Refusal::SignedAlready));
    let mut state = check(&counted_desk(), withdraw.clone(), &counter(CLERK), Expect::Done);
    check(&state, withdraw, &counter(CLERK), Expect::Already);
    check(&state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK), no(Refusal::Complete));
    open_and_count(&mut state, "s2", Post::Desk, &counter(CLERK));
    assert_eq!(sheet(&state, "s2").number, 1, "a withdrawn sheet leaves no gap in the chain");
}

#[test]
fn h8_every_item_of_the_post_is_counted_before_the_outgoing_signature() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    done(&mut state, Command::Open { sheet: id("s1"), post: Post::Desk }, &counter(CLERK));
    done(&mut state, count("s1", "desk-telephone", 1, None), &control_room(OPERATOR));
    let missing = Refusal::ItemsNotCounted { items: [id("desk-keys")].into() };
    check(&state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK), no(missing));
    check(&state, count("s1", "control-radio", 4, None), &counter(CLERK), no_such(Kind::PostItem));
}

#[test]
fn h8_b17_a_difference_is_signed_only_with_its_reason() {
    let sign = sign_outgoing("s1", CLERK);
    for (found, note, refused) in [(5, None, true), (7, None, true), (5, Some("工程部借出一把"), false), (6, None, false)] {
        let state = check(&counted_desk(), count("s1", "desk-keys", found, note), &control_room(OPERATOR), Expect::Done);
        let expected = if refused { no(Refusal::DifferenceWithoutReason { item: id("desk-keys") }) } else { Expect::Done };
        check(&state, sign.clone(), &counter(CLERK).signed(CLERK), expected);
        assert_eq!(sheet(&state, "s1").counts.len(), 2, "a later count replaces the earlier one");
    }
}

#[test]
fn h8_what_is_signed_is_recounted_only_after_an_objection() {
    let mut state = signed_desk();
    let recount = count("s1", "desk-keys", 5, Some("少一把"));
    check(&state, recount.clone(), &control_room(OPERATOR), no(Refusal::SignedAlready));
    check(&state, count("s1", "desk-keys", 6, None), &counter(CLERK), Expect::Already);
    done(&mut state, object("s1", Ground::ItemsMissing), &control_room(OPERATOR));
    check(&state, recount, &control_room(OPERATOR), Expect::Done);
}

#[test]
fn h10_duty_passes_with_the_second_signature_and_not_before() {
    let state = counted_desk();
    let operator = control_room(OPERATOR).signed(OPERATOR).minute(30);
    check(&state, sign_incoming("s1", OPERATOR), &operator, no(Refusal::OutgoingNotSigned));
    let state = check(&state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK).minute(29), Expect::Done);
    assert_eq!((desk(&state).person, desk(&state).cut), (id(CLERK), 0));
    let state = check(&state, sign_incoming("s1", OPERATOR), &operator, Expect::Done);
    let cut = sheet(&state, "s1").cut.unwrap();
    let duty = Duty {
        id: id("desk"),
        post: Post::Desk,
        station: Station::ControlRoom,
        person: id(OPERATOR),
        since: at(30),
        cut: cut.to,
        sheets: 1,
        last_sheet: Some(id("s1")),
    };
    assert_eq!(desk(&state), duty);
    assert!(state.open_sheet(Post::Desk).is_none());
}

#[test]
fn only_the_one_on_duty_signs_as_outgoing() {
    let refused = no(Refusal::NotOnDuty { person: id(CLERK) });
    check(&counted_desk(), sign_outgoing("s1", CLERK_TWO), &counter(CLERK_TWO).signed(CLERK_TWO), refused);
}

#[test]
fn h1_h2_the_incoming_hand_signs_at_the_side_that_takes_over_with_a_role_of_its_crew() {
    let everybody = [CLERK, LEAD, SUPERVISOR, MANAGER, GENERAL_MANAGER, STEWARD, OPERATOR, SECURITY, TECHNICIAN, ENGINEER, FINANCE];
    let evening = signed_desk();
    let mut morning = complete_desk();
    open_and_count(&mut morning, "s2", Post::Desk, &control_room(OPERATOR));
    done(&mut morning, sign_outgoing("s2", OPERATOR), &control_room(OPERATOR).signed(OPERATOR));
    for (state, name, to, outgoing, crew) in [
        (&evening, "s1", Station::ControlRoom, CLERK, &[OPERATOR, SECURITY][..]),
        (&morning, "s2", Station::Counter, OPERATOR, &[CLERK, LEAD, SUPERVISOR, MANAGER]),
    ] {
        let elsewhere = if to == Station::Counter { Station::ControlRoom } else { Station::Counter };
        for person in everybody.into_iter().filter(|p| *p != outgoing) {
            let hand = |at: Station| stamp(at, person).signed(person);
            let holds_a_post = ![GENERAL_MANAGER, STEWARD, TECHNICIAN, ENGINEER, FINANCE].contains(&person);
            let command = || sign_incoming(name, person);
            if crew.contains(&person) {
                check(state, command(), &hand(to), Expect::Done);
            } else {
                assert!(
                    matches!(refusal(state, command(), &hand(to)), Any::Right(RightRefusal::NotYourRole { .. })),
                    "{person} at {to:?}"
                );
            }
            let there = refusal(state, command(), &hand(elsewhere));
            assert_eq!(there == Refusal::ForIncomingSide { station: to }.into(), holds_a_post, "{person} at {elsewhere:?}: {there:?}");
        }
    }
}

/// Why the rules say no.
fn refusal(state: &State, command: Command, stamp: &Stamp) -> Any {
    crate::decide(state, &command.into(), &stamp.clone().revision(999)).unwrap_err()
}

#[test]
fn b22_one_hand_cannot_sign_both_sides() {
    let state = signed_desk();
    check(&state, sign_incoming("s1", CLERK), &control_room(CLERK).signed(CLERK), no(Refusal::SameHand));
    let other_pin = control_room(OPERATOR).signed(CLERK);
    check(&state, sign_incoming("s1", OPERATOR), &other_pin, Expect::No(Any::Right(RightRefusal::PinNeeded)));
}

#[test]
fn h3_a_crew_hands_its_post_to_its_own_next_shift_at_its_own_station() {
    let mut state = state();
    done(&mut state, Command::TakeUp { post: Post::ControlRoom }, &control_room(OPERATOR));
    open_and_count(&mut state, "c1", Post::ControlRoom, &control_room(OPERATOR));
    check(&state, sign_outgoing("c1", OPERATOR), &counter(OPERATOR).signed(OPERATOR), Expect::No(RIGHT_HERE));
    done(&mut state, sign_outgoing("c1", OPERATOR), &control_room(OPERATOR).signed(OPERATOR));
    check(&state, sign_incoming("c1", OPERATOR_TWO), &counter(OPERATOR_TWO).signed(OPERATOR_TWO), Expect::No(RIGHT_HERE));
    done(&mut state, sign_incoming("c1", OPERATOR_TWO), &control_room(OPERATOR_TWO).signed(OPERATOR_TWO));
    let duty = state.duty_of(Post::ControlRoom).unwrap();
    assert_eq!((duty.station, &duty.person), (Station::ControlRoom, &id(OPERATOR_TWO)));
    assert_eq!(sheet(&state, "c1").due_at, None);
}

#[test]
fn h6_the_lead_reads_only_what_both_have_signed() {
    let lead = counter(LEAD).signed(LEAD);
    check(&signed_desk(), review("s1", LEAD), &lead, no(Refusal::NotComplete));
    let state = check(&complete_desk(), review("s1", LEAD), &lead, Expect::Done);
    check(&state, review("s1", LEAD), &lead, Expect::Already);
    check(&state, review("s1", MANAGER), &counter(MANAGER).signed(MANAGER), no(Refusal::SignedAlready));
}

#[test]
fn b22_later_words_are_an_addendum_to_a_complete_sheet() {
    let addendum = Command::AddAddendum { addendum: id("a1"), sheet: id("s1"), text: text("补记一句") };
    check(&signed_desk(), addendum.clone(), &counter(CLERK), no(Refusal::NotComplete));
    let before = complete_desk();
    let after = check(&before, addendum.clone(), &counter(CLERK), Expect::Done);
    assert_eq!(sheet(&before, "s1"), sheet(&after, "s1"), "the sheet itself never changes again");
    check(&after, addendum, &counter(CLERK), Expect::No(Any::IdTaken { kind: Kind::Addendum }));
}

#[test]
fn a_complete_sheet_is_written_on_no_more() {
    let state = complete_desk();
    let remark = Command::Remark { sheet: id("s1"), remark: told("太晚") };
    let (recount, withdraw) = (count("s1", "desk-keys", 6, None), Command::Withdraw { sheet: id("s1") });
    for command in [remark, special("p1", "太晚"), recount, object("s1", Ground::PostDirty), clear("s1", 0), withdraw] {
        check(&state, command, &counter(CLERK_TWO), no(Refusal::Complete));
    }
}

#[test]
fn h4_the_sheet_shows_what_was_special_and_who_was_told() {
    let mut state = signed_desk();
    done(&mut state, special("p0", "特殊情况"), &control_room(OPERATOR).minute(5));
    check(&state, special("p0", "特殊情况"), &control_room(OPERATOR).minute(6), Expect::Already);
    assert_eq!((sheet(&state, "s1").specials[0].at, sheet(&state, "s1").specials.len()), (at(5), 1));
    for n in 1..20 {
        done(&mut state, special(&format!("p{n}"), "特殊情况"), &control_room(OPERATOR));
    }
    check(&state, special("p20", "特殊情况"), &control_room(OPERATOR), no(Refusal::TooMany));
}

#[test]
fn doing_again_what_is_done_is_success_without_change() {
    let state = complete_desk();
    check(&state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK), Expect::Already);
    check(&state, sign_incoming("s1", OPERATOR), &control_room(OPERATOR).signed(OPERATOR), Expect::Already);
    let recount = count("s1", "desk-keys", 6, None);
    check(&counted_desk(), recount, &counter(CLERK), Expect::Already);
}

#[test]
fn q3_words_are_never_compared_so_they_are_written_anew_until_the_signature() {
    let remark = Command::Remark { sheet: id("s1"), remark: told("一切正常") };
    let recount = count("s1", "desk-keys", 5, Some("一把在工程部"));
    let mut state = counted_desk();
    for _ in 0..2 {
        done(&mut state, remark.clone(), &counter(CLERK));
        done(&mut state, recount.clone(), &counter(CLERK));
    }
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    for command in [remark, recount] {
        check(&state, command, &counter(CLERK), no(Refusal::SignedAlready));
    }
}

#[test]
fn q3_every_word_of_a_sheet_is_sealed_in_its_sheets_family() {
    let mut state = counted_desk();
    let marker = "样本标记";
    let words = |found: u32| count("s1", "desk-keys", found, Some(marker));
    done(&mut state, words(5), &counter(CLERK));
    done(&mut state, special("p1", marker), &counter(CLERK));
    done(&mut state, Command::Remark { sheet: id("s1"), remark: told(marker) }, &counter(CLERK));
    done(&mut state, take("m1", Class::Major), &counter(CLERK));
    let raised = Command::Object {
        sheet: id("s1"),
        objection: id("o1"),
        ground: Ground::PostDirty,
        note: told(marker),
    };
    done(&mut state, raised, &control_room(OPERATOR));
    done(&mut state, Command::Clear { sheet: id("s1"), index: 0, note: told(marker) }, &control_room(OPERATOR));
    done(&mut state, sign_outgoing("s1", CLERK), &counter(CLERK).signed(CLERK));
    let back = Command::ReadBack {
        sheet: id("s1"),
        about: matter("m1"),
        owner: id(OPERATOR),
        next_step: told(marker),
    };
    done(&mut state, back, &control_room(OPERATOR));
    done(&mut state, sign_incoming("s1", OPERATOR), &control_room(OPERATOR).signed(OPERATOR));
    done(&mut state, Command::AddAddendum { addendum: id("a1"), sheet: id("s1"), text: text(marker) }, &counter(CLERK));

    let sheet = crate::Record::from(sheet(&state, "s1"));
    let addendum = crate::Record::from(state.addendum.get(&id("a1")).unwrap().clone());
    assert_eq!(addendum.family(), sheet.family());
    assert_eq!(sheet.family().to_string(), "sheet/s1");
    for record in [sheet, addendum] {
        let open = serde_json::to_string(&record).unwrap();
        assert!(open.contains(marker));
        assert!(!open.replace(&format!("{{\"personal\":\"{marker}\"}}"), "").contains(marker), "{open}");
    }
}
