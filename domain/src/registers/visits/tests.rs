use super::*;
use crate::fixture::*;
use crate::{Kind, due, rights};

fn register(visit: &str, code: &str) -> Command {
    Command::Register {
        visit: id(visit),
        code: VisitCode::parse(code).unwrap(),
        name: name("样本访客"),
        telephone: None,
        host: Host { unit: Some(id("1201")), whom: Some(told("样本主人")) },
        purpose: Purpose::Meeting,
        people: 2,
        children: 1,
        notice: Some(Agreement { version: id("n1"), at: NOW }),
        mark: None,
        particulars: Particulars::default(),
    }
}
fn pass(visit: &str, number: &str) -> Command {
    Command::IssuePass { visit: id(visit), pass: PassNumber::parse(number).unwrap() }
}
fn sign_out(visit: &str, pass_returned: bool) -> Command {
    Command::SignOut { visit: id(visit), pass_returned }
}
fn by_code(code: &str) -> Command {
    Command::SignOutByCode { code: VisitCode::parse(code).unwrap() }
}
fn v1(state: &State) -> &Visit {
    state.visit.get(&id("v1")).unwrap()
}
/// The visit `v1` with code 010001, registered at the kiosk.
fn registered() -> State {
    check(&state(), register("v1", "010001"), &kiosk(), Expect::Done)
}

#[test]
fn q1_at_a_desk_somebody_is_signed_in_who_registers() {
    let refused = Expect::No(Any::Right(crate::rights::Refusal::SignInFirst));
    check(&state(), register("v1", "010001"), &counter("").minute(3), refused);
}

#[test]
fn v2_a_visit_keeps_whom_why_how_many_arrival_and_the_notice_agreed_to() {
    for stamp in [kiosk().minute(3), kiosk().minute(3).offline(), counter(CLERK).minute(3), control_room(OPERATOR).minute(3)] {
        let state = check(&state(), register("v1", "010001"), &stamp, Expect::Done);
        let visit = v1(&state);
        assert_eq!(
            (visit.host.unit.as_ref(), visit.purpose, visit.people, visit.children),
            (Some(&id("1201")), Purpose::Meeting, 2, 1)
        );
        assert_eq!((visit.arrived_at, visit.registered_at), (at(3), stamp.station));
        assert_eq!(visit.notice, Some(Agreement { version: id("n1"), at: NOW }));
        assert!(visit.is_inside() && visit.pass.is_none());
    }
}

#[test]
fn v2_a_unit_that_the_directory_does_not_know_arrives_as_text() {
    let mut said = register("v1", "010001");
    let Command::Register { host, .. } = &mut said else { panic!("another command") };
    *host = Host { unit: None, whom: Some(told("十二楼那家公司")) };
    check(&state(), said, &kiosk(), Expect::Done);
}

#[test]
fn v2_the_number_of_people_is_possible() {
    for (adults, kids, fine) in [(1, 0, true), (99, 99, true), (0, 1, false), (100, 0, false), (1, 100, false)] {
        let mut command = register("v1", "010001");
        let Command::Register { people, children, .. } = &mut command else { panic!("another command") };
        (*people, *children) = (adults, kids);
        let expected = if fine { Expect::Done } else { no(Refusal::ImpossibleNumber) };
        check(&state(), command, &kiosk(), expected);
    }
}

#[test]
fn v1_the_counter_checks_the_identity_and_hands_out_one_pass() {
    let given = registered();
    check(&given, pass("v1", "A01"), &kiosk(), Expect::No(Any::Right(rights::Refusal::NotAtThisStation)));
    check(&given, pass("v1", "A01"), &counter(""), Expect::No(Any::Right(rights::Refusal::SignInFirst)));
    check(&given, pass("v9", "A01"), &counter(CLERK), no_such(Kind::Visit));
    let after = check(&given, pass("v1", "A01"), &counter(CLERK).minute(2), Expect::Done);
    let number = PassNumber::parse("A01").unwrap();
    assert_eq!(v1(&after).pass, Some(Pass { number: number.clone(), by: id(CLERK), at: at(2), returned: false }));
    check(&after, pass("v1", "A02"), &counter(CLERK), no(Refusal::PassIssuedAlready { pass: number }));
}

#[test]
fn v1_a_pass_is_with_one_visitor_until_it_is_returned() {
    let mut state = registered();
    done(&mut state, register("v2", "010002"), &kiosk());
    done(&mut state, pass("v1", "A01"), &counter(CLERK));
    let in_use = || no(Refusal::PassInUse { code: VisitCode::parse("010001").unwrap() });
    check(&state, pass("v2", "A01"), &counter(CLERK), in_use());
    // Who signs out at the kiosk may still carry the pass.
    done(&mut state, by_code("010001"), &kiosk().holds("v1").minute(10));
    check(&state, pass("v2", "A01"), &counter(CLERK), in_use());
    check(&state, sign_out("v1", false), &counter(CLERK).minute(11), no(Refusal::LeftAlready { at: at(10) }));
    done(&mut state, sign_out("v1", true), &counter(CLERK).minute(12));
    assert_eq!(v1(&state).left.as_ref().map(|l| l.at), Some(at(10)), "the pass comes back later than the visitor left");
    done(&mut state, pass("v2", "A01"), &counter(CLERK).minute(13));
}

#[test]
fn v1_nobody_gets_a_pass_after_leaving() {
    let mut state = registered();
    done(&mut state, sign_out("v1", false), &counter(CLERK).minute(7));
    check(&state, pass("v1", "A01"), &counter(CLERK).minute(8), no(Refusal::LeftAlready { at: at(7) }));
}

#[test]
fn b08_a_visit_that_was_not_signed_out_stays_inside() {
    let mut state = registered();
    // Through closing time, the night, and days without anybody: time ends no visit.
    for minute in (0..5 * 1_440).step_by(30) {
        for due in due(&state, at(minute)) {
            done(&mut state, due.command, &clock().minute(minute));
        }
        assert_eq!(state.inside().map(|v| v.id.as_str()).collect::<Vec<_>>(), ["v1"], "after {minute} minutes");
    }
    done(&mut state, sign_out("v1", false), &control_room(OPERATOR).minute(7_200));
    let left = Left { at: at(7_200), station: Station::ControlRoom, by: Some(id(OPERATOR)) };
    assert_eq!(v1(&state).left, Some(left));
    assert_eq!(state.inside().count(), 0);
}

#[test]
fn b02_b09_who_is_recognised_by_code_leaves_at_the_kiosk_and_one_click_does_at_the_counter() {
    let given = registered();
    for (command, stamp, by) in [
        (by_code("010001"), kiosk().holds("v1"), None),
        (by_code(" 010-001 "), kiosk().holds("v1").offline(), None),
        (sign_out("v1", false), counter(CLERK), Some(id(CLERK))),
    ] {
        let after = check(&given, command, &stamp.clone().minute(30), Expect::Done);
        assert_eq!(v1(&after).left, Some(Left { at: at(30), station: stamp.station, by }));
    }
    for (code, stamp) in [("010001", kiosk()), ("010009", kiosk()), ("010009", kiosk().holds("v1")), ("010001", kiosk().holds("v2"))] {
        check(&given, by_code(code), &stamp, no(Refusal::NotRecognised));
    }
    let elsewhere = Expect::No(Any::Right(rights::Refusal::NotAtThisStation));
    check(&given, by_code("010001"), &counter(CLERK).holds("v1"), elsewhere);
}

#[test]
fn b07_who_carries_a_code_is_registered_whoever_else_has_it_and_nobody_is_signed_out_for_another() {
    for stamp in [kiosk(), kiosk().offline(), counter(CLERK).offline()] {
        let mut state = state();
        done(&mut state, register("v1", "010001"), &kiosk());
        done(&mut state, register("v2", "010001"), &stamp.minute(1));
        assert_eq!(state.inside().count(), 2);
        done(&mut state, by_code("010001"), &kiosk().holds("v2").minute(2));
        assert_eq!(state.inside().map(|v| v.id.as_str()).collect::<Vec<_>>(), ["v1"]);
    }
}

#[test]
fn b09_a_code_is_held_by_one_person_inside_and_free_again_afterwards() {
    let mut state = registered();
    check(&state, register("v2", "010001"), &counter(CLERK), no(Refusal::CodeInUse));
    done(&mut state, by_code("010001"), &kiosk().holds("v1").minute(1));
    check(&state, by_code("010001"), &kiosk().holds("v1").minute(2), no(Refusal::NotRecognised));
    done(&mut state, register("v2", "010001"), &kiosk().minute(3));
    done(&mut state, by_code("010001"), &kiosk().holds("v2").minute(4));
    assert_eq!(v1(&state).left.as_ref().map(|l| l.at), Some(at(1)), "the code signs out who holds it now");
}

#[test]
fn b12_what_is_sent_twice_takes_effect_once() {
    let mut state = state();
    let left = || no(Refusal::LeftAlready { at: at(2) });
    for (command, stamp, again) in [
        (register("v1", "010001"), kiosk(), Expect::No(Any::IdTaken { kind: Kind::Visit })),
        (pass("v1", "A01"), counter(CLERK).minute(1), Expect::Already),
        (sign_out("v1", true), counter(CLERK).minute(2), left()),
    ] {
        done(&mut state, command.clone(), &stamp);
        let before = v1(&state).clone();
        let after = check(&state, command, &stamp, again);
        assert_eq!((v1(&after), after.visit.len()), (&before, 1));
    }
}

#[test]
fn v1_a_visitor_gets_one_pass() {
    let mut state = state();
    done(&mut state, register("v1", "010001"), &kiosk());
    done(&mut state, pass("v1", "A01"), &counter(CLERK).minute(1));
    let number = PassNumber::parse("A01").unwrap();
    check(&state, pass("v1", "A02"), &counter(CLERK).minute(2), no(Refusal::PassIssuedAlready { pass: number }));
}

/// A baseline JPEG in form, of no picture.
fn photo() -> Photo {
    Photo::parse(&[0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 1, 64, 0, 240, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 3, 1, 7, 0xFF, 0xD9]).unwrap()
}

fn with_photo(mut register: Command) -> Command {
    let Command::Register { particulars, .. } = &mut register else { panic!("another command") };
    *particulars = Particulars { photo: Some(Box::new(photo().into())), ..Particulars::default() };
    register
}

#[test]
fn b03_a_photo_is_taken_only_where_the_property_takes_any_and_followed_by_nobody() {
    for stamp in [kiosk(), kiosk().offline()] {
        let state = check(&state(), with_photo(register("v1", "010001")), &stamp, Expect::Done);
        assert_eq!(v1(&state).particulars, Particulars::default(), "the visitor comes in, and the photo is not kept");
    }
    let mut offers = state();
    let mut settings = offers.property().unwrap().clone();
    settings.visits.photo = true;
    offers.put(settings.into());
    let refused = Expect::No(Any::Visits(Refusal::NoPhotosHere));
    check(&offers, with_photo(register("v1", "010001")), &counter(CLERK), refused);
    check(&offers, register("v2", "010002"), &kiosk(), Expect::Done);
    let state = check(&offers, with_photo(register("v1", "010001")), &kiosk(), Expect::Done);
    let state = check(&state, pass("v1", "F-1"), &counter(CLERK).minute(2), Expect::Done);
    let visit = v1(&state);
    assert_eq!(visit.particulars.photo.as_deref().and_then(Personal::clear), Some(&photo()), "it stays with the visit");
    let record = crate::Record::from(visit.clone());
    let followed = crate::view::followed(&record).into_owned();
    let without = Visit {
        particulars: Particulars { photo: Some(Box::new(Personal::hidden())), ..Particulars::default() },
        ..visit.clone()
    };
    assert_eq!(followed, without.into(), "and all else is followed");
    let emptied = record.emptied();
    assert!(!serde_json::to_string(&emptied).unwrap().contains(&String::from(photo())));
    assert_eq!(crate::view::followed(&emptied).as_ref(), &emptied, "one that is erased stays erased");
}

#[test]
fn b03_an_identity_number_is_kept_at_the_kiosk_only_where_the_property_asks_for_one() {
    let number: Personal<IdentityNumber> = IdentityNumber::parse("11010519491231002X").unwrap().into();
    let mut register = register("v1", "010001");
    let Command::Register { particulars, .. } = &mut register else { panic!("another command") };
    *particulars = Particulars { identity: Some(number.clone()), ..Particulars::default() };
    let mut asks = state();
    let mut settings = asks.property().unwrap().clone();
    settings.visits.identity = true;
    asks.put(settings.clone().into());
    let mut state = check(&asks, register.clone(), &kiosk(), Expect::Done);
    assert_eq!(v1(&state).particulars.identity, Some(number));
    // Who comes again after the property has stopped asking leaves it behind.
    done(&mut state, sign_out("v1", false), &counter(CLERK).minute(1));
    for asks in [true, false] {
        let mut state = state.clone();
        let mut settings = settings.clone();
        settings.visits.identity = asks;
        state.put(settings.into());
        let comes = Command::ComeByCode {
            visit: id("v2"),
            code: VisitCode::parse("020002").unwrap(),
            known: VisitCode::parse("010001").unwrap(),
            notice: None,
            mark: None,
        };
        done(&mut state, comes, &kiosk().holds("v1").minute(2));
        assert_eq!(state.visit.get(&id("v2")).unwrap().particulars.identity.is_some(), asks);
        state.remove(&crate::RecordRef::to(&id::<Visit>("v1")));
        let anew = check(&state, register.clone(), &kiosk().offline(), Expect::Done);
        assert_eq!(v1(&anew).particulars.identity.is_some(), asks);
    }
}
