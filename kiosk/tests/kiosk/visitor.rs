//! 访客登记, from the tile to the code.

use look::words::{Language, words};
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, Purpose, RegisterVisit};
use terminal::{LobbyEvent, LobbyOutcome};
use values::VisitCode;

use crate::hall::{NUMBER, SIZES, Screen, answer, can_tap, hall, hear, keys, lobby, names, offline, open, said, sent, shows, tap};
use crate::stops::{identity_page, known, next, notice, plate_page, registered, summary, type_name, unit_1206, write};

fn visit(screen: &Screen) -> RegisterVisit {
    match sent(screen).pop() {
        Some(What::RegisterVisit(visit)) => visit,
        other => panic!("{other:?}"),
    }
}

#[test]
fn b03_a_walk_in_finishes_with_four_things() {
    for language in Language::ALL {
        let mut screen = open(language, SIZES[0].0, SIZES[0].1);
        notice(&mut screen);
        let visitor = &said(&screen).kiosk.visitor;
        tap(&mut screen, visitor.agree);
        // 1: name; 2: no telephone; 3: whom, as free text; 4: purpose. Nothing else is asked.
        let name = type_name(&mut screen);
        next(&mut screen);
        tap(&mut screen, visitor.no_telephone);
        type_name(&mut screen);
        next(&mut screen);
        tap(&mut screen, visitor.purposes[3]);
        next(&mut screen);
        // A courier is asked for the company too, and may skip it.
        tap(&mut screen, visitor.skip);
        assert!(sent(&screen).is_empty(), "nothing leaves before it is confirmed");
        tap(&mut screen, visitor.submit);

        let seq = screen.state().next_seq - 1;
        let expected = RegisterVisit {
            code: VisitCode::made_by(7, seq).as_str().to_owned(),
            name: name.to_owned(),
            telephone: String::new(),
            unit: String::new(),
            whom: name.to_owned(),
            purpose: Purpose::Delivery.into(),
            people: 1,
            children: 0,
            notice_version: "2026-1".to_owned(),
            agreed_at_ms: screen.state().now.wall.0,
            mark: "40506070".to_owned(),
            plate: String::new(),
            company: String::new(),
            identity: String::new(),
            photo: Default::default(),
        };
        assert_eq!(visit(&screen), expected);
    }
}

/// As the pass shows a code.
fn in_threes(code: &str) -> String {
    let (before, after) = code.split_at(3);
    format!("{before} {after}")
}

#[test]
fn the_code_on_the_screen_is_the_one_that_is_sent() {
    let mut screen = hall();
    registered(&mut screen);
    let visit = visit(&screen);
    assert!(visit.code.starts_with(&format!("{NUMBER:02}")));
    let words = &words(Language::ZhHans).kiosk.visitor;
    assert!(shows(&screen, &(words.code_is)(&in_threes(&visit.code))));
    assert!(shows(&screen, &format!("3. {}", words.leave_by_telephone)));
    assert_eq!((visit.unit.as_str(), visit.whom.as_str(), visit.telephone.as_str()), ("1206", "", "13800138000"));
}

#[test]
fn b07_a_registration_is_waiting_until_the_server_has_it() {
    let mut screen = hall();
    registered(&mut screen);
    offline(&mut screen);
    let visitor = &said(&screen).kiosk.visitor;
    assert!(shows(&screen, "已登记·待同步") && shows(&screen, visitor.waiting_line));
    assert!(shows(&screen, said(&screen).kiosk.shell.offline));
    let since = screen.state().now.wall;
    screen.state_mut().kiosk.waits(Some((3, since)));
    screen.run();
    assert!(shows(&screen, "3 项待同步 · 自 09:52"), "for staff who pass by");
    hear(&mut screen, LobbyEvent::Online { number: NUMBER, terminal: "kiosk-1".to_owned() });
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert!(shows(&screen, visitor.confirmed) && !shows(&screen, visitor.waiting));
}

#[test]
fn b03_who_declines_the_notice_is_led_to_the_counter_and_leaves_nothing() {
    let mut screen = hall();
    notice(&mut screen);
    let visitor = &said(&screen).kiosk.visitor;
    tap(&mut screen, visitor.disagree);
    assert!(shows(&screen, visitor.declined));
    tap(&mut screen, visitor.declined_call);
    assert!(matches!(sent(&screen).as_slice(), [What::RingCounter(_)]));
    tap(&mut screen, visitor.declined_back);
    assert!(can_tap(&screen, visitor.agree));
}

#[test]
fn b03_the_visit_keeps_the_version_that_was_shown() {
    let mut screen = hall();
    summary(&mut screen);
    let agreed_at = screen.state().now.wall;
    screen.state_mut().now.wall = agreed_at.plus(60_000);
    hear(&mut screen, LobbyEvent::Lobby(proto::v1::Lobby { notice_version: "2026-2".to_owned(), ..lobby() }));
    let submit = said(&screen).kiosk.visitor.submit;
    tap(&mut screen, submit);
    let visit = visit(&screen);
    assert_eq!((visit.notice_version.as_str(), visit.agreed_at_ms), ("2026-1", agreed_at.0));
}

#[test]
fn what_was_typed_survives_going_back_and_another_language() {
    let mut screen = hall();
    summary(&mut screen);
    let before = names(&screen);
    for _ in 0..5 {
        let back = said(&screen).common.back;
        tap(&mut screen, back);
    }
    let visitor = &said(&screen).kiosk.visitor;
    tap(&mut screen, visitor.agree);
    for page in ["王伟", "13800138000", "云澜橘颂贸易有限公司", visitor.purposes[0]] {
        assert!(shows(&screen, page), "{page}");
        next(&mut screen);
    }
    assert_eq!(names(&screen), before);

    tap(&mut screen, "English");
    assert!(shows(&screen, "王伟") && shows(&screen, "Yunlan Jusong Trading Co., Ltd."));
    tap(&mut screen, "简体中文");
    assert_eq!(names(&screen), before);
}

#[test]
fn a_line_of_the_summary_is_corrected_and_leads_back() {
    let mut screen = hall();
    summary(&mut screen);
    let visitor = &said(&screen).kiosk.visitor;
    tap(&mut screen, &(visitor.change)(visitor.telephone_label));
    tap(&mut screen, visitor.no_telephone);
    assert!(shows(&screen, visitor.summary) && shows(&screen, visitor.no_telephone_chosen));
    tap(&mut screen, &(visitor.change)(visitor.party_label));
    tap(&mut screen, &(visitor.more)(visitor.people));
    tap(&mut screen, &(visitor.more)(visitor.children));
    next(&mut screen);
    tap(&mut screen, visitor.submit);
    let visit = visit(&screen);
    assert_eq!((visit.people, visit.children, visit.telephone.as_str()), (2, 1, ""));
}

#[test]
fn a_unit_that_was_chosen_can_be_chosen_again() {
    let mut screen = hall();
    crate::stops::chosen(&mut screen);
    assert!(!can_tap(&screen, &unit_1206(&screen)));
    let again = said(&screen).kiosk.typing.choose_another;
    tap(&mut screen, again);
    assert!(can_tap(&screen, &unit_1206(&screen)), "what was typed is still there");
}

#[test]
fn a_registration_that_the_disk_did_not_take_says_so_and_loses_nothing() {
    let mut screen = hall();
    summary(&mut screen);
    screen.state_mut().disk = false;
    let (submit, not_saved) = (said(&screen).kiosk.visitor.submit, said(&screen).kiosk.shell.not_saved);
    tap(&mut screen, submit);
    assert!(shows(&screen, not_saved) && shows(&screen, "王伟"));
    screen.state_mut().disk = true;
    tap(&mut screen, submit);
    assert!(!shows(&screen, not_saved) && shows(&screen, said(&screen).kiosk.visitor.waiting));
}

#[test]
fn a_code_that_is_taken_is_made_anew_once() {
    let mut screen = hall();
    registered(&mut screen);
    let first = visit(&screen);
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
    let second = visit(&screen);
    assert_ne!(second.code, first.code);
    assert_eq!(RegisterVisit { code: first.code.clone(), ..second.clone() }, first);
    assert!(shows(&screen, &in_threes(&second.code)));
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
    assert_eq!(sent(&screen).len(), 2);
    assert!(shows(&screen, said(&screen).kiosk.visitor.refused));
}

#[test]
fn a_wrong_number_is_said_at_once_and_closes_the_way_on() {
    let mut screen = hall();
    crate::stops::telephone(&mut screen);
    let typing = &said(&screen).kiosk.typing;
    assert!(shows(&screen, typing.telephone_missing));
    keys(&mut screen, "12");
    assert!(shows(&screen, typing.telephone_wrong));
    next(&mut screen);
    assert!(shows(&screen, typing.telephone_wrong), "still here");
}

#[test]
fn b03_the_plate_is_asked_only_of_who_came_by_car_and_may_be_any() {
    for (province, plate) in [("粤", "粤B12345"), ("其他", "AB1234")] {
        let mut screen = hall();
        plate_page(&mut screen);
        tap(&mut screen, province);
        write(&mut screen, plate.trim_start_matches('粤'));
        next(&mut screen);
        assert!(shows(&screen, plate));
        let submit = said(&screen).kiosk.visitor.submit;
        tap(&mut screen, submit);
        assert_eq!(visit(&screen).plate, plate);
    }
}

#[test]
fn b03_an_answer_that_no_longer_applies_is_not_sent() {
    let mut screen = hall();
    plate_page(&mut screen);
    tap(&mut screen, "粤");
    write(&mut screen, "B12345");
    let back = said(&screen).common.back;
    tap(&mut screen, back);
    let words = &said(&screen).kiosk.visitor;
    tap(&mut screen, words.by_car);
    next(&mut screen);
    assert!(shows(&screen, words.summary) && !shows(&screen, "粤B12345"));
    tap(&mut screen, words.submit);
    assert_eq!(visit(&screen).plate, "");
}

#[test]
fn b03_an_identity_number_is_asked_where_the_property_wants_it_and_shown_to_nobody() {
    let mut screen = hall();
    identity_page(&mut screen);
    write(&mut screen, "34052419800101002X");
    assert!(shows(&screen, said(&screen).kiosk.typing.identity_wrong));
    for _ in 0..2 {
        let delete = said(&screen).keyboard.delete;
        tap(&mut screen, delete);
    }
    write(&mut screen, "1X");
    next(&mut screen);
    write(&mut screen, "王伟");
    next(&mut screen);
    let words = &said(&screen).kiosk.visitor;
    tap(&mut screen, words.purposes[0]);
    next(&mut screen);
    assert!(shows(&screen, "3•••••••••••••••1X"));
    assert!(names(&screen).iter().all(|name| !name.contains("34052419800101001X")));
    tap(&mut screen, words.submit);
    assert_eq!(visit(&screen).identity, "34052419800101001X");
}

#[test]
fn b02_who_has_a_code_comes_by_it_and_the_kiosk_is_told_no_name() {
    let mut screen = hall();
    known(&mut screen);
    keys(&mut screen, "0300018001");
    let words = &said(&screen).kiosk.visitor;
    tap(&mut screen, words.known_submit);
    let Some(What::ComeByCode(come)) = sent(&screen).pop() else { panic!() };
    assert_eq!((come.known.as_str(), come.shown.as_str(), come.notice_version.as_str()), ("030001", "8001", "2026-1"));
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
    assert!(shows(&screen, words.known_wrong));
    keys(&mut screen, "");
    tap(&mut screen, words.known_submit);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    let Some(What::ComeByCode(come)) = sent(&screen).pop() else { panic!() };
    assert!(shows(&screen, &(words.code_is)(&in_threes(&come.code))));
    assert!(names(&screen).iter().any(|name| name.contains(&(words.leave_by_either)("6070"))));
}

#[test]
fn b07_without_the_server_nobody_is_recognised_and_the_questions_are_the_way() {
    let mut screen = hall();
    known(&mut screen);
    offline(&mut screen);
    keys(&mut screen, "0300018001");
    let words = &said(&screen).kiosk.visitor;
    assert!(shows(&screen, words.known_offline));
    tap(&mut screen, words.known_submit);
    assert!(sent(&screen).is_empty());
}
