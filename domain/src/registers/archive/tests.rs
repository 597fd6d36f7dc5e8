//! What leaves the working set, when, and what stays.

mod families;
mod nights;

use super::leaving::MOST;
use super::{Command, Refusal, Sweep};
use crate::fixture::*;
use crate::registers::calls::{Answered, Call};
use crate::registers::handover::{self, Post};
use crate::registers::{Command as Any, calls, emergencies, keys, matters, releases, surveys, visits};
use crate::{Kind, Record, Stamp, State, Station, decide, due};
use values::{At, LocalDay, PassNumber, VisitCode};

/// Minutes of a day.
const DAY: i64 = 1_440;
/// From `NOW`, a Monday at ten, to the hour of the sweep that night.
const NIGHT: i64 = 17 * 60 + 10;

/// The clock sweeps at this minute, if that is due.
fn sweep(state: &mut State, minute: i64) -> Option<Sweep> {
    let asked = due(state, at(minute)).into_iter().find(|d| d.command == Command::Sweep {}.into())?;
    done(state, asked.command, &clock().minute(minute));
    state.sweep.iter().next().cloned()
}
/// Hands a post over: its holder opens the sheet and signs at the station that holds it,
/// somebody of the side that takes over reads back and signs there.
fn hand_over(state: &mut State, post: Post, sheet: &str, minute: i64) {
    use handover::Command as C;
    if state.duty_of(post).is_none() {
        done(state, C::TakeUp { post }, &counter(CLERK).minute(minute));
    }
    let duty = state.duty_of(post).unwrap().clone();
    let out = duty.person.as_str();
    let by = stamp(duty.station, out).minute(minute);
    done(state, C::Open { sheet: id(sheet), post }, &by);
    let items: Vec<_> = state.post_item.iter().filter(|i| i.post == post).cloned().collect();
    for item in items {
        done(state, C::Count { sheet: id(sheet), item: item.id, found: item.count, note: None }, &by);
    }
    done(state, C::SignOutgoing { sheet: id(sheet), person: id(out) }, &by.signed(out));
    let to = state.sheet.get(&id(sheet)).unwrap().to;
    let crew = if to == Station::ControlRoom { [OPERATOR, OPERATOR_TWO] } else { [CLERK, CLERK_TWO] };
    let next = crew.into_iter().find(|n| *n != out).unwrap();
    let by = stamp(to, next).minute(minute);
    let red = handover::red_now(state, post, at(minute));
    for about in red {
        done(state, C::ReadBack { sheet: id(sheet), about, owner: id(next), next_step: told("先去现场看") }, &by);
    }
    done(state, C::SignIncoming { sheet: id(sheet), person: id(next) }, &by.signed(next));
}
fn review(state: &mut State, sheet: &str, minute: i64) {
    done(
        state,
        handover::Command::Review { sheet: id(sheet), person: id(LEAD) },
        &counter(LEAD).minute(minute).signed(LEAD),
    );
}
fn visit(visit: &str, code: &str) -> visits::Command {
    visits::Command::Register {
        visit: id(visit),
        code: VisitCode::parse(code).unwrap(),
        name: name("样本访客"),
        telephone: None,
        host: visits::Host { unit: Some(id("1201")), whom: None },
        purpose: visits::Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: crate::registers::visits::Particulars::default(),
    }
}
fn take(matter: &str) -> matters::Command {
    matters::Command::Take {
        matter: id(matter),
        kind: matters::MatterKind::Complaint,
        class: matters::Class::Major,
        unit: None,
        contact: name("样本甲"),
        telephone: None,
        what: text("样本事项"),
        about: None,
        due_at: None,
    }
}
fn signed_out(visit: &str, pass_returned: bool) -> visits::Command {
    visits::Command::SignOut { visit: id(visit), pass_returned }
}
/// A visitor who came at ten and left a minute later, all at the counter.
fn visited(state: &mut State) {
    done(state, visit("v1", "010001"), &counter(CLERK));
    done(state, signed_out("v1", false), &counter(CLERK).minute(1));
}
fn answered(call: &str, at: At) -> Record {
    let answered = Some(Answered { by: None, station: Station::Counter, at });
    Call { id: id(call), terminal: id("kiosk-1"), at, answered }.into()
}

#[test]
fn closed_records_leave_never_before_their_posts_next_handover() {
    let mut state = state();
    hand_over(&mut state, Post::Desk, "s1", -2);
    hand_over(&mut state, Post::Counter, "c1", -1);
    visited(&mut state);
    let lines = |state: &State| state.log_line.iter().filter(|l| l.what.starts_with("visits.")).count();
    // Old enough for days, but neither the book nor the crew has passed on.
    assert!(sweep(&mut state, 20 * DAY).is_some(), "the lines of the first handover leave");
    assert_eq!((state.visit.len(), lines(&state)), (1, 2));
    hand_over(&mut state, Post::Desk, "s2", 20 * DAY + 1);
    sweep(&mut state, 21 * DAY);
    assert_eq!((state.visit.len(), lines(&state)), (1, 2), "the counter's crew has not handed over");
    hand_over(&mut state, Post::Counter, "c2", 21 * DAY + 1);
    sweep(&mut state, 22 * DAY);
    assert_eq!((state.visit.len(), lines(&state)), (0, 0));
}

#[test]
fn a_post_that_was_never_taken_up_holds_nothing_back() {
    let mut state = state();
    visited(&mut state);
    assert!(sweep(&mut state, NIGHT + 7 * DAY).is_some());
    assert_eq!((state.visit.len(), state.log_line.len()), (0, 0));
}

#[test]
fn lines_of_the_log_that_no_sheet_counts_yet_stay() {
    let mut state = state();
    done(&mut state, handover::Command::TakeUp { post: Post::Desk }, &counter(CLERK));
    visited(&mut state);
    let lines = state.log_line.len();
    sweep(&mut state, 30 * DAY);
    assert_eq!(state.log_line.len(), lines);
    hand_over(&mut state, Post::Desk, "s1", 30 * DAY + 1);
    let counted: u32 = state.sheet.get(&id("s1")).unwrap().cut.as_ref().unwrap().lines.values().sum();
    assert!(usize::try_from(counted).unwrap() >= lines, "the cut counts what was there since the beginning");
}

#[test]
fn lines_stay_with_the_matter_on_whose_page_they_are_shown() {
    let mut state = state();
    done(&mut state, take("m1"), &counter(CLERK));
    done(&mut state, matters::Command::Claim { matter: id("m1") }, &counter(CLERK).minute(1));
    done(&mut state, keys::Command::MarkDamaged { key: id("K-P-1") }, &counter(CLERK).minute(2));
    sweep(&mut state, 30 * DAY);
    let what: Vec<_> = state.log_line.iter().map(|l| l.what.as_str()).collect();
    assert_eq!(what, ["matters.take", "matters.claim"], "the key stays for ever, its line does not");
    done(
        &mut state,
        matters::Command::Finish { matter: id("m1"), result: told("已处理") },
        &counter(CLERK).minute(31 * DAY),
    );
    sweep(&mut state, NIGHT + 38 * DAY);
    assert_eq!((state.matter.len(), state.log_line.len()), (0, 0), "together");
}

#[test]
fn survey_answers_stay_for_their_own_term_and_the_rates_count_what_is_here() {
    let mut state = state();
    let touch = surveys::Command::Answer {
        answer: id("a1"),
        form: id("2026-1"),
        area: "repair".into(),
        face: surveys::Face::Happy,
        sitting: id("s1"),
        matter: None,
    };
    done(&mut state, touch, &kiosk());
    sweep(&mut state, NIGHT + 89 * DAY);
    assert_eq!(surveys::overall(&state, &id("2026-1")).counted, 1);
    sweep(&mut state, NIGHT + 90 * DAY);
    assert_eq!(surveys::overall(&state, &id("2026-1")).counted, 0);
}

#[test]
fn a_number_of_today_is_not_drawn_twice() {
    let mut state = state();
    let mut settings = state.property().unwrap().clone();
    (settings.archive.keep_days, settings.archive.at_minute) = (0, 0);
    state.put(settings.into());
    done(&mut state, take("m1"), &counter(CLERK));
    done(&mut state, matters::Command::Claim { matter: id("m1") }, &counter(CLERK).minute(1));
    done(&mut state, matters::Command::Finish { matter: id("m1"), result: told("已处理") }, &counter(CLERK).minute(2));
    sweep(&mut state, 3);
    done(&mut state, take("m2"), &counter(CLERK).minute(4));
    assert_eq!(state.matter.get(&id("m2")).unwrap().number, "M-20261123-002");
}

#[test]
fn q3_who_reads_history_says_why_and_leaves_a_line() {
    use crate::rights::{Refusal as Right, Role};
    let leads = [Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager];
    let not_yours = || no(crate::Refusal::Right(Right::NotYourRole { roles: leads.to_vec() }));
    let nowhere = || no(crate::Refusal::Right(Right::NotAtThisStation));
    for (kind, stamp, expected) in [
        (Kind::Visit, counter(CLERK), Expect::Done),
        (Kind::KeyIssue, control_room(OPERATOR), Expect::Done),
        (Kind::Matter, counter(FINANCE), Expect::Done),
        (Kind::Sheet, counter(CLERK), not_yours()),
        (Kind::Sheet, counter(LEAD), Expect::Done),
        (Kind::SurveyAnswer, control_room(SECURITY), not_yours()),
        (Kind::LogLine, control_room(MANAGER), Expect::Done),
        (Kind::Key, counter(CLERK), no(Refusal::NeverLeaves { kind: Kind::Key })),
        (Kind::Credential, counter(GENERAL_MANAGER), nowhere()),
        (Kind::Visit, kiosk(), nowhere()),
        (Kind::Visit, counter(""), no(crate::Refusal::Right(Right::SignInFirst))),
    ] {
        let given = state();
        let accepted = matches!(expected, Expect::Done);
        let consult = Command::Consult { kind, term: Some(told("1201")), reason: line("客人查询") };
        let after = check(&given, consult, &stamp, expected);
        let lines: Vec<_> = after.log_line.iter().map(|l| (l.what.as_str(), l.posts.len(), l.about.is_none())).collect();
        assert_eq!(lines, if accepted { vec![("archive.consult", 1, true)] } else { vec![] }, "{kind:?}");
    }
    let without: Result<Any, _> = serde_json::from_str(r#"{"archive":{"consult":{"kind":"visit","term":null,"reason":" "}}}"#);
    assert!(without.is_err(), "the reason is compulsory");
}
