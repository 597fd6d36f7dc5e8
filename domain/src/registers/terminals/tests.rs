use super::*;
use crate::fixture::*;
use crate::{Kind, rights};

fn find_gap(gap: &str, missing: Option<u64>) -> Command {
    Command::FindGap {
        gap: id(gap),
        terminal: id("counter-1"),
        last_seq: 7,
        last_at: Some(At(5)),
        missing,
    }
}

fn note(gap: &str) -> Command {
    Command::NoteGap { gap: id(gap) }
}

#[test]
fn h7_a_gap_is_found_once_and_shown_until_the_first_lead_has_seen_to_it() {
    let mut state = state();
    done(&mut state, find_gap("g1", Some(3)), &clock());
    check(&state, find_gap("g1", Some(3)), &clock().minute(5), Expect::Already);
    done(&mut state, find_gap("g2", None), &clock().minute(6));
    let open = |state: &State| state.open_gaps().map(|g| g.id.to_string()).collect::<Vec<_>>();
    assert_eq!(open(&state), ["g1", "g2"]);
    let found = state.gap.get(&id("g1")).unwrap();
    assert_eq!((found.found_at, found.last_seq, found.last_at, found.missing), (NOW, 7, Some(At(5)), Some(3)));

    done(&mut state, note("g1"), &counter(LEAD).minute(7));
    let noted = Some(Noted { by: id(LEAD), at: at(7) });
    let after = check(&state, note("g1"), &control_room(MANAGER).minute(8), Expect::Already);
    assert_eq!((open(&after), &after.gap.get(&id("g1")).unwrap().noted), (vec!["g2".to_owned()], &noted));
}

#[test]
fn only_the_server_finds_a_gap_and_only_leads_and_above_note_it() {
    let given = check(&state(), find_gap("g1", None), &clock(), Expect::Done);
    let elsewhere = || Expect::No(Any::Right(rights::Refusal::NotAtThisStation));
    for stamp in [counter(LEAD), control_room(LEAD), kiosk()] {
        check(&given, find_gap("g2", None), &stamp, elsewhere());
    }
    check(&given, note("g1"), &kiosk(), elsewhere());
    for clerk in [CLERK, OPERATOR] {
        let refused = decide(&given, &note("g1"), &counter(clerk));
        assert!(refused.is_ok(), "the register leaves it to the rights");
        let refused = crate::decide(&given, &note("g1").into(), &counter(clerk)).unwrap_err();
        assert!(matches!(refused, Any::Right(rights::Refusal::NotYourRole { .. })), "{refused:?}");
    }
    check(&given, note("g1"), &counter(""), Expect::No(Any::Right(rights::Refusal::SignInFirst)));
    check(&given, note("g9"), &counter(LEAD), no_such(Kind::Gap));
}

#[test]
fn b07_no_two_admitted_terminals_have_one_number_and_a_revoked_ones_is_given_again_last() {
    let digest = |n: usize| values::Digest::of(&[u8::try_from(n).unwrap(); 32]);
    let enrol = |n: usize, station| Command::Enrol { terminal: id(&format!("t{n}")), station, name: line("t"), fingerprint: digest(n) };
    let operator = || stamp(Station::Operator, "");
    let mut state = State::default();
    for n in 1..=99 {
        done(&mut state, enrol(n, Station::Kiosk), &operator());
    }
    let numbers: std::collections::BTreeSet<u8> = state.terminal.iter().map(|t| t.number).collect();
    assert_eq!(numbers.len(), 99);
    check(&state, enrol(100, Station::Kiosk), &operator(), no(Refusal::NoNumberLeft));
    done(&mut state, enrol(101, Station::Operator), &operator());
    for (minute, gone) in [(1, 30), (2, 20)] {
        done(&mut state, Command::Revoke { terminal: id(&format!("t{gone}")), by: None }, &operator().minute(minute));
    }
    for (n, number) in [(102, 30), (103, 20)] {
        done(&mut state, enrol(n, Station::Counter), &operator());
        assert_eq!(state.terminal.get(&id(&format!("t{n}"))).unwrap().number, number, "the one that was revoked first");
    }
    check(&state, enrol(104, Station::Kiosk), &operator(), no(Refusal::NoNumberLeft));
}

#[test]
fn s1_a_manager_renames_ends_and_pairs_machines_with_their_pin_and_the_operator_without() {
    use crate::registers::staff;
    let mut state = state();
    done(&mut state, staff::Command::SignIn { person: id(CLERK) }, &counter("").signed(CLERK));
    let by = |by: &str| Some(by).filter(|by| !by.is_empty()).map(id);
    let rename = |who: &str| Command::Rename { terminal: id("counter-1"), name: line("样本前台 9"), by: by(who) };
    let revoke = |terminal: &str, who: &str| Command::Revoke { terminal: id(terminal), by: by(who) };
    let pair = |station: Station, who: &str| Command::Pair { station, name: line("样本前台 2"), by: id(who) };
    let operator = stamp(Station::Operator, "");
    for (command, stamp, expected) in [
        (rename(""), operator.clone(), Expect::Done),
        (rename(MANAGER), counter(CLERK).signed(MANAGER), Expect::Done),
        (rename(MANAGER), counter(MANAGER), no(rights::Refusal::PinNeeded)),
        (rename(""), counter(MANAGER), no(rights::Refusal::NotAtThisStation)),
        (revoke("counter-1", ""), operator, Expect::Done),
        (revoke("counter-1", GENERAL_MANAGER), control_room("").signed(GENERAL_MANAGER), Expect::Done),
        (revoke("counter-1", ""), counter(MANAGER).signed(MANAGER), no(rights::Refusal::NotAtThisStation)),
        (pair(Station::Counter, MANAGER), counter("").signed(MANAGER), Expect::Done),
        (pair(Station::Counter, MANAGER), counter(MANAGER), no(rights::Refusal::PinNeeded)),
        (pair(Station::Operator, MANAGER), counter("").signed(MANAGER), no(Refusal::NotAStationForTerminals)),
    ] {
        check(&state, command, &stamp, expected);
    }
    for command in [rename(LEAD), revoke("counter-1", LEAD), pair(Station::Kiosk, LEAD)] {
        let refused = crate::decide(&state, &command.into(), &counter("").signed(LEAD)).unwrap_err();
        assert!(matches!(refused, Any::Right(rights::Refusal::NotYourRole { .. })), "{refused:?}");
    }
    done(&mut state, pair(Station::Kiosk, MANAGER), &counter("").signed(MANAGER));
    assert_eq!(state.log_line.iter().next_back().unwrap().what, "terminals.pair", "giving out a code stands in the duty log");
    done(&mut state, revoke("counter-1", MANAGER), &control_room("").signed(MANAGER));
    assert_eq!(state.session.len(), 0, "nobody is signed in at a machine that is not admitted");
    check(&state, rename(MANAGER), &control_room("").signed(MANAGER), no(Refusal::RevokedAlready));
}

#[test]
fn a_lead_puts_a_kiosk_into_maintenance_and_back_and_nobody_else_does() {
    let begin = |terminal: &str| Command::BeginMaintenance { terminal: id(terminal) };
    let end = |terminal: &str| Command::EndMaintenance { terminal: id(terminal) };
    let state = state();
    check(&state, end("kiosk-1"), &counter(LEAD), Expect::Already);
    let kept = check(&state, begin("kiosk-1"), &counter(LEAD), Expect::Done);
    let maintenance = |state: &State| state.terminal.get(&id("kiosk-1")).unwrap().maintenance.clone();
    assert_eq!(maintenance(&kept), Some(Maintenance { by: id(LEAD), since: NOW }));
    check(&kept, begin("kiosk-1"), &counter(MANAGER).minute(1), Expect::Already);
    assert_eq!(maintenance(&check(&kept, end("kiosk-1"), &counter(MANAGER).minute(2), Expect::Done)), None);

    for terminal in ["counter-1", "control_room-1"] {
        check(&state, begin(terminal), &counter(LEAD), Expect::No(Refusal::NotAKiosk.into()));
    }
    check(&state, begin("kiosk-9"), &counter(LEAD), no_such(Kind::Terminal));
    check(&state, begin("kiosk-1"), &control_room(LEAD), Expect::No(Any::Right(rights::Refusal::NotAtThisStation)));
    let refused = crate::decide(&state, &begin("kiosk-1").into(), &counter(CLERK)).unwrap_err();
    assert!(matches!(refused, Any::Right(rights::Refusal::NotYourRole { .. })), "{refused:?}");
    let revoked = check(&state, Command::Revoke { terminal: id("kiosk-1"), by: None }, &stamp(Station::Operator, ""), Expect::Done);
    check(&revoked, begin("kiosk-1"), &counter(LEAD), Expect::No(Refusal::RevokedAlready.into()));
}
