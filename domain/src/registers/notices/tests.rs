use super::*;
use crate::fixture::*;
use crate::registers::Record;
use crate::rights::{self, LEADS, NOTICE_WRITERS};
use values::LocalDay;

fn wording(title: &str, text: &str) -> Wording {
    Wording { title: line(title), text: Text::parse(text).unwrap() }
}
/// A notice of this time, in minutes from `NOW`.
fn write(notice: &str, from: i64, until: i64) -> Command {
    Command::Write {
        notice: id(notice),
        kind: NoticeKind::Stoppage,
        zh: wording("停水通知", "周三上午检修水箱，请提前储水，谢谢。"),
        en: wording("No water on Wednesday", "The tank is repaired in the morning. Please store water."),
        from: at(from),
        until: at(until),
    }
}
fn of_kind(mut command: Command, new: NoticeKind) -> Command {
    if let Command::Write { kind, .. } = &mut command {
        *kind = new;
    }
    command
}
/// The same in place of what stands there, with another title.
fn correct(written: Command, title: &str) -> Command {
    let Command::Write { notice, kind, mut zh, en, from, until } = written else { panic!("only a new one is corrected here") };
    zh.title = line(title);
    Command::Correct { notice, kind, zh, en, from, until }
}
fn confirm(notice: &str, written: i64) -> Command {
    Command::Confirm { notice: id(notice), written_at: at(written) }
}
fn withdraw(notice: &str) -> Command {
    Command::Withdraw { notice: id(notice) }
}
fn shown(state: &State, minute: i64) -> Vec<String> {
    state.notices_shown(at(minute)).iter().map(|n| n.id.to_string()).collect()
}

#[test]
fn g12_a_notice_is_shown_only_when_a_superior_has_confirmed_it_and_in_its_time() {
    let mut state = state();
    done(&mut state, write("n1", 10, 20), &counter(CLERK));
    assert_eq!(shown(&state, 15), [""; 0], "nobody has confirmed it");
    done(&mut state, confirm("n1", 0), &counter(LEAD).minute(1));
    for (minute, status) in [(9, Status::Coming), (10, Status::Shown), (19, Status::Shown), (20, Status::Expired)] {
        assert_eq!(state.notice.get(&id("n1")).unwrap().status(at(minute)), status, "{minute}");
        assert_eq!(shown(&state, minute).len(), usize::from(status == Status::Shown), "{minute}");
    }
    let seen = state.notice.get(&id("n1")).unwrap().confirmed.clone();
    assert_eq!(seen, Some(Seen { by: id(LEAD), at: at(1) }));
    check(&state, confirm("n1", 0), &counter(LEAD).minute(2), Expect::Already);
    check(&state, confirm("n1", 0), &counter(MANAGER).minute(2), no(Refusal::ConfirmedAlready { by: id(LEAD) }));
}

#[test]
fn g12_nobody_confirms_their_own_words_and_nobody_below_a_lead_confirms_any() {
    let mut state = state();
    done(&mut state, write("n1", 0, 20), &counter(LEAD));
    check(&state, confirm("n1", 0), &counter(LEAD), no(Refusal::OwnWords));
    check(&state, confirm("n1", 0), &counter(SUPERVISOR), Expect::Done);
    let not_your_role = |roles: &[rights::Role]| no(rights::Refusal::NotYourRole { roles: roles.to_vec() });
    check(&state, confirm("n1", 0), &counter(CLERK), not_your_role(LEADS));
    check(&state, write("n2", 0, 20), &counter(OPERATOR), not_your_role(NOTICE_WRITERS));
    check(&state, write("n2", 0, 20), &control_room(LEAD), no(rights::Refusal::NotAtThisStation));
    check(&state, write("n2", 0, 20), &counter(""), no(rights::Refusal::SignInFirst));

    // Whoever corrected it wrote it.
    let state = check(&state, correct(write("n1", 0, 20), "临时停水"), &counter(SUPERVISOR).minute(2), Expect::Done);
    check(&state, confirm("n1", 2), &counter(SUPERVISOR).minute(3), no(Refusal::OwnWords));
    check(&state, confirm("n1", 0), &counter(LEAD).minute(3), no(Refusal::Corrected { by: id(SUPERVISOR) }));
    let state = check(&state, confirm("n1", 2), &counter(LEAD).minute(3), Expect::Done);
    assert_eq!(state.notices_shown(at(3))[0].zh.title.as_str(), "临时停水");
}

#[test]
fn g12_a_notice_is_corrected_only_before_it_is_confirmed() {
    let mut state = state();
    done(&mut state, write("n1", 0, 20), &counter(CLERK));
    check(&state, correct(write("n1", 0, 20), "停水通知"), &counter(CLERK_TWO).minute(1), Expect::Already);
    done(&mut state, confirm("n1", 0), &counter(LEAD).minute(1));
    let refused = no(Refusal::ConfirmedAlready { by: id(LEAD) });
    check(&state, correct(write("n1", 0, 20), "别的"), &counter(CLERK).minute(2), refused);
    check(&state, correct(write("n9", 0, 20), "别的"), &counter(CLERK), no_such(Kind::Notice));
}

#[test]
fn g12_a_withdrawn_notice_is_gone_at_once_and_an_expired_one_by_itself() {
    let mut state = state();
    for notice in ["n1", "n2"] {
        done(&mut state, write(notice, 0, 20), &counter(CLERK));
        done(&mut state, confirm(notice, 0), &counter(LEAD));
    }
    done(&mut state, withdraw("n1"), &counter(CLERK_TWO).minute(5));
    assert_eq!((shown(&state, 5), shown(&state, 20)), (vec!["n2".to_owned()], vec![]));
    check(&state, withdraw("n1"), &counter(CLERK).minute(6), Expect::Already);
    for command in [correct(write("n1", 0, 30), "别的"), confirm("n1", 0)] {
        check(&state, command, &counter(MANAGER).minute(6), no(Refusal::Over));
    }
    check(&state, withdraw("n2"), &counter(CLERK).minute(20), no(Refusal::Over));
    let closed = |notice: &str| Record::from(state.notice.get(&id(notice)).unwrap().clone()).closed_at(&state);
    assert_eq!((closed("n1"), closed("n2")), (Some(at(5)), Some(at(20))));
}

#[test]
fn words_and_times_out_of_bounds_are_refused() {
    let long = |title: usize, text: usize| {
        let mut command = write("n1", 0, 20);
        if let Command::Write { en, .. } = &mut command {
            *en = wording(&"a".repeat(title), &"b".repeat(text));
        }
        command
    };
    let year = MOST_DAYS * 24 * 60;
    for (command, fine) in [
        (long(MOST_OF_TITLE, MOST_OF_TEXT), Ok(())),
        (long(MOST_OF_TITLE + 1, 1), Err(Refusal::TooLong)),
        (long(1, MOST_OF_TEXT + 1), Err(Refusal::TooLong)),
        (write("n1", 10, 10), Err(Refusal::TimeOutOfBounds)),
        (write("n1", -10, 0), Err(Refusal::TimeOutOfBounds)),
        (write("n1", -10, 1), Ok(())),
        (write("n1", 0, year), Ok(())),
        (write("n1", 0, year + 1), Err(Refusal::TimeOutOfBounds)),
    ] {
        let expected = fine.map_or_else(no, |()| Expect::Done);
        check(&state(), command, &counter(CLERK), expected);
    }
}

#[test]
fn what_presses_most_stands_first_and_no_more_than_twenty_are_shown() {
    let mut state = state();
    for (notice, kind, from) in
        [("a", NoticeKind::Other, 0), ("b", NoticeKind::Event, 0), ("c", NoticeKind::Stoppage, -5), ("d", NoticeKind::Stoppage, -1)]
    {
        done(&mut state, of_kind(write(notice, from, 50), kind), &counter(CLERK));
        done(&mut state, confirm(notice, 0), &counter(LEAD));
    }
    assert_eq!(shown(&state, 1), ["d", "c", "b", "a"]);
    for n in 0..MOST_SHOWN {
        done(&mut state, of_kind(write(&format!("w{n}"), 0, 50), NoticeKind::Weather), &counter(CLERK));
        done(&mut state, confirm(&format!("w{n}"), 0), &counter(LEAD));
    }
    let all = shown(&state, 1);
    assert_eq!((all.len(), &all[..2]), (MOST_SHOWN, &["d".to_owned(), "c".to_owned()][..]));
}

#[test]
fn a_notice_whose_time_is_over_leaves_with_its_lines_once_they_were_handed_over() {
    let mut state = state();
    done(&mut state, write("n1", 0, 20), &counter(CLERK));
    let week = crate::registers::archive::Command::Sweep {};
    let nobody_holds_a_post = state.duty.is_empty();
    assert!(nobody_holds_a_post, "nothing waits for a handover");
    let early = check(&state, week.clone(), &clock().minute(6 * 24 * 60), Expect::Done);
    assert_eq!(early.notice.len(), 1);
    let late = check(&state, week, &clock().minute(9 * 24 * 60), Expect::Done);
    assert_eq!((late.notice.len(), late.log_line.len()), (0, 0));
    assert!(LocalDay::of(at(0), 480) < LocalDay::of(at(9 * 24 * 60), 480));
}
