use super::*;
use crate::fixture::*;
use crate::registers::visits::{self, Agreement, HostAnswer};
use crate::{Change, due};
use values::{Line, VisitMark};

fn day(days: i64) -> LocalDay {
    LocalDay::of(at(days * 24 * 60), 480)
}
fn make(appointment: &str, code: &str, from: i64, until: i64) -> Command {
    Command::Make {
        appointment: id(appointment),
        code: VisitCode::parse(code).unwrap(),
        name: name("样本访客"),
        telephone: Some(telephone("13800138001")),
        host: Host { unit: Some(id("1201")), whom: Some(told("样本主人")) },
        purpose: Purpose::Meeting,
        people: 3,
        children: 0,
        particulars: Particulars { company: Some(told("样本公司")), ..Particulars::default() },
        from: day(from),
        until: day(until),
    }
}
fn withdraw(appointment: &str) -> Command {
    Command::Withdraw { appointment: id(appointment) }
}
fn arrive(appointment: &str, visit: &str, code: &str) -> Command {
    Command::Arrive {
        appointment: id(appointment),
        visit: id(visit),
        code: VisitCode::parse(code).unwrap(),
    }
}
fn come(visit: &str, code: &str, known: &str) -> visits::Command {
    visits::Command::ComeByCode {
        visit: id(visit),
        code: VisitCode::parse(code).unwrap(),
        known: VisitCode::parse(known).unwrap(),
        notice: Some(Agreement { version: id("n1"), at: NOW }),
        mark: Some(VisitMark::drawn(7).into()),
    }
}
fn leave(visit: &str) -> visits::Command {
    visits::Command::SignOut { visit: id(visit), pass_returned: false }
}
fn no_visit(refusal: visits::Refusal) -> Expect {
    Expect::No(refusal.into())
}
fn no(refusal: Refusal) -> Expect {
    Expect::No(refusal.into())
}
/// Somebody is expected from today until the day after tomorrow, with the code 030001.
fn expected() -> State {
    check(&state(), make("a1", "030001", 0, 2), &counter(CLERK), Expect::Done)
}
fn a1(state: &State) -> &Appointment {
    state.appointment.get(&id("a1")).unwrap()
}

#[test]
fn v2_an_appointment_holds_for_whole_days_of_a_month_at_most() {
    for (from, until, fine) in [(0, 0, true), (0, 30, true), (31, 31, true), (-1, 0, false), (1, 0, false), (0, 31, false), (32, 32, false)]
    {
        let expect = if fine { Expect::Done } else { no(Refusal::ImpossibleDays) };
        check(&state(), make("a1", "030001", from, until), &counter(CLERK), expect);
    }
}

#[test]
fn s1_only_a_signed_in_person_at_a_desk_notes_who_is_expected() {
    use crate::rights::Refusal as Right;
    for (stamp, expect) in [
        (counter(CLERK), Expect::Done),
        (control_room(OPERATOR), Expect::Done),
        (counter(""), Expect::No(Right::SignInFirst.into())),
        (kiosk(), Expect::No(Right::NotAtThisStation.into())),
    ] {
        check(&state(), make("a1", "030001", 0, 0), &stamp, expect);
    }
}

#[test]
fn b02_who_is_expected_comes_at_the_kiosk_only_where_the_server_has_recognised_them() {
    let given = expected();
    for (command, stamp) in [
        (come("v1", "010001", "030001"), kiosk()),
        (come("v1", "010001", "030002"), kiosk().awaited("a1")),
        (come("v1", "010001", "030001"), kiosk().awaited("a2")),
    ] {
        check(&given, command, &stamp, no_visit(visits::Refusal::NotRecognised));
    }
    let after = check(&given, come("v1", "010001", "030001"), &kiosk().awaited("a1").minute(5), Expect::Done);
    let visit = after.visit.get(&id("v1")).unwrap();
    assert_eq!((visit.code.as_str(), visit.people, visit.arrived_at), ("010001", 3, at(5)));
    assert_eq!((&visit.name, &visit.host, &visit.telephone), (&a1(&given).name, &a1(&given).host, &a1(&given).telephone));
    assert_eq!(visit.particulars.company, Some(Personal::Clear(Line::parse("样本公司").unwrap())));
    assert!(visit.notice.is_some() && visit.mark.is_some(), "the notice of today, and a mark of their own");
    assert_eq!(a1(&after).visit, Some(id("v1")));
}

#[test]
fn b02_who_was_here_comes_again_by_the_code_of_then_once_they_have_left() {
    let mut state = expected();
    done(&mut state, come("v1", "010001", "030001"), &kiosk().awaited("a1"));
    check(
        &state,
        come("v2", "010002", "010001"),
        &kiosk().holds("v1").minute(9),
        no_visit(visits::Refusal::NotRecognised),
    );
    done(&mut state, leave("v1"), &counter(CLERK).minute(10));
    check(&state, come("v2", "010002", "010001"), &kiosk().minute(20), no_visit(visits::Refusal::NotRecognised));
    done(&mut state, come("v2", "010002", "010001"), &kiosk().holds("v1").minute(20));
    let (first, again) = (state.visit.get(&id("v1")).unwrap(), state.visit.get(&id("v2")).unwrap());
    assert_eq!((&first.name, &first.host, first.people), (&again.name, &again.host, again.people));
    assert!(again.is_inside() && again.pass.is_none() && again.answer.is_none());
    assert_eq!(again.arrived_at, at(20));
}

#[test]
fn v1_on_each_of_its_days_who_is_expected_comes_again_after_leaving_and_not_before() {
    let mut state = expected();
    done(&mut state, arrive("a1", "v1", "030002"), &counter(CLERK));
    let inside = || no(Refusal::InsideAlready { code: VisitCode::parse("030002").unwrap() });
    check(&state, arrive("a1", "v2", "030003"), &control_room(OPERATOR).minute(1), inside());
    // Let in while there was no server: it has happened.
    check(&state, arrive("a1", "v2", "030003"), &control_room(OPERATOR).minute(1).offline(), Expect::Done);
    done(&mut state, leave("v1"), &counter(CLERK).minute(2));
    done(&mut state, arrive("a1", "v2", "030003"), &control_room(OPERATOR).minute(24 * 60));
    assert_eq!(a1(&state).visit, Some(id("v2")));
}

#[test]
fn v1_an_appointment_of_another_day_or_one_that_is_over_lets_nobody_in() {
    let state_of = |from, until| check(&state(), make("a1", "030001", from, until), &counter(CLERK), Expect::Done);
    let later = state_of(1, 2);
    let other_day = no(Refusal::NotToday { from: day(1), until: day(2) });
    check(&later, arrive("a1", "v1", "030002"), &counter(CLERK).minute(1), other_day);
    check(&later, come("v1", "010001", "030001"), &kiosk().awaited("a1"), no_visit(visits::Refusal::NotRecognised));
    let withdrawn = check(&later, withdraw("a1"), &counter(CLERK).minute(3), Expect::Done);
    for command in [withdraw("a1"), arrive("a1", "v1", "030002")] {
        check(&withdrawn, command, &counter(CLERK).minute(24 * 60), no(Refusal::OverAlready { at: at(3) }));
    }
}

#[test]
fn v1_an_appointment_is_over_when_its_last_day_has_passed() {
    let mut state = expected();
    for days in 0..3 {
        assert_eq!(super::due(&state, at(days * 24 * 60)), None, "{days}");
    }
    let after = at(3 * 24 * 60);
    for due in due(&state, after) {
        done(&mut state, due.command, &clock().minute(3 * 24 * 60));
    }
    assert_eq!(a1(&state).over, Some(Over { at: after, by: None }));
    assert_eq!(super::due(&state, after), None, "asked once");
}

#[test]
fn b07_a_code_that_somebody_is_expected_by_is_given_to_nobody_else() {
    let mut state = expected();
    check(&state, make("a2", "030001", 1, 1), &counter(CLERK), no(Refusal::CodeInUse));
    let code = a1(&state).code.clone();
    let (number, count) = code.made_from();
    assert_ne!(state.next_code(number, count, NOW), code);
    let free = visits::free_codes(&state, number, 0, NOW);
    let stretch = (0..free.room).map(|step| (free.from + step) % VisitCode::OF_A_TERMINAL);
    assert!(stretch.map(|count| VisitCode::made_by(number, count)).all(|free| free != code));
    done(&mut state, withdraw("a1"), &counter(CLERK));
    assert_eq!(state.next_code(number, count, NOW), code);
}

#[test]
fn v1_where_the_property_asks_the_host_a_pass_waits_for_their_answer() {
    let mut state = expected();
    let mut settings = state.property().unwrap().clone();
    settings.visits.host_answers = true;
    state.apply(&[Change::Put(settings.into())]);
    // Whoever is expected has been asked for by their host.
    done(&mut state, arrive("a1", "v1", "030002"), &counter(CLERK));
    let answer = state.visit.get(&id("v1")).unwrap().answer.clone();
    assert_eq!(answer, Some(HostAnswer { receives: true, by: id(CLERK), at: NOW }));
    done(&mut state, leave("v1"), &counter(CLERK).minute(1));
    done(&mut state, come("v2", "010002", "030002"), &kiosk().holds("v1").minute(2));
    let pass = || visits::Command::IssuePass { visit: id("v2"), pass: values::PassNumber::parse("A01").unwrap() };
    let answer = |receives| visits::Command::RecordAnswer { visit: id("v2"), receives };
    check(&state, pass(), &counter(CLERK).minute(3), no_visit(visits::Refusal::AskTheHost));
    done(&mut state, answer(false), &counter(CLERK).minute(4));
    check(&state, pass(), &counter(CLERK).minute(5), no_visit(visits::Refusal::HostDeclined { at: at(4) }));
    done(&mut state, answer(true), &counter(CLERK).minute(6));
    done(&mut state, pass(), &counter(CLERK).minute(7));
}
