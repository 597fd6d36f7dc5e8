//! The home page says what is not as usual, asks one question, and gives way to maintenance.

use look::words::Language;
use proto::v1::Face;
use proto::v1::submission::What;
use terminal::LobbyEvent;

use crate::hall::{Screen, can_tap, hall, hear, lobby, names, offline, said, sent, shows, tap, wait};
use crate::lobby_stops::{closed, home_asks, home_closed, home_full, home_maintenance, told};
use crate::stops;

const NIGHT: &str = "0000-5550002";

#[test]
fn s4_a_closed_counter_says_when_it_opens_and_whom_to_ring() {
    let mut screen = hall();
    assert!(!shows(&screen, "前台已下班"));
    home_closed(&mut screen);
    assert!(
        shows(&screen, &format!("前台已下班，明早 08:30 开始服务；如需帮助，请拨打监控室 {NIGHT}")),
        "{:?}",
        names(&screen)
    );
    let words = said(&screen);
    tap(&mut screen, words.kiosk.shell.call);
    assert!(shows(&screen, words.kiosk.home.called_control_room) && !shows(&screen, words.kiosk.shell.called));
    offline(&mut screen);
    assert!(shows(&screen, &(words.kiosk.home.call_control_room)(NIGHT)));
}

#[test]
fn the_counter_closes_by_itself_while_the_server_is_away() {
    let mut screen = hall();
    let now = screen.state().now.wall;
    let hour = 60 * values::MINUTE_MS;
    told(&mut screen, |told| {
        let (closes_at_ms, opens_at_ms) = (now.0 + hour, now.0 + 15 * hour);
        told.counter = Some(proto::v1::CounterHours { open: true, closes_at_ms, opens_at_ms });
    });
    offline(&mut screen);
    assert!(!shows(&screen, "前台已下班"));
    screen.state_mut().now.wall = now.plus(hour);
    screen.run();
    assert!(shows(&screen, "前台已下班"));
    screen.state_mut().now.wall = now.plus(15 * hour);
    screen.run();
    assert!(!shows(&screen, "前台已下班"));
}

#[test]
fn b07_the_home_page_says_what_still_works_without_the_server_and_what_does_not() {
    let mut screen = hall();
    offline(&mut screen);
    let home = &said(&screen).kiosk.home;
    assert!(shows(&screen, home.still_works) && shows(&screen, &(home.not_now)("0000-5550001")));
    home_full(&mut screen);
    assert!(shows(&screen, home.still_works) && shows(&screen, NIGHT), "whom to ring is said once");
    assert!(!shows(&screen, "请直接到前台"), "nobody is there");
    hear(&mut screen, LobbyEvent::Online { number: 7, terminal: "kiosk-1".to_owned() });
    assert!(!shows(&screen, home.still_works));
}

/// The faces that were sent, with the sitting of each.
fn answers(screen: &Screen) -> Vec<(String, i32)> {
    let answer = |what| if let What::AnswerSurvey(answer) = what { Some((answer.area, answer.face)) } else { None };
    sent(screen).into_iter().filter_map(answer).collect()
}

#[test]
fn b18_one_tap_on_the_home_page_is_an_answer_and_is_thanked_on_the_spot() {
    let mut screen = hall();
    home_asks(&mut screen);
    let words = said(&screen);
    assert!(shows(&screen, "您对前台满意吗？"));
    tap(&mut screen, words.kiosk.survey.faces[2]);
    assert_eq!(answers(&screen), [("front_desk".to_owned(), i32::from(Face::Unhappy))]);
    assert!(screen.state().kiosk.is_home() && shows(&screen, words.kiosk.home.quick_thanks));
    assert!(!can_tap(&screen, words.kiosk.survey.faces[2]), "a second touch is no second answer");
    wait(&mut screen, 2);
    assert!(shows(&screen, words.kiosk.home.quick_thanks));
    wait(&mut screen, 1);
    assert!(!shows(&screen, words.kiosk.home.quick_thanks) && can_tap(&screen, words.kiosk.survey.faces[0]));
    screen.state_mut().disk = false;
    tap(&mut screen, words.kiosk.survey.faces[0]);
    assert!(shows(&screen, words.kiosk.shell.not_saved), "nothing is thanked for that was lost");
}

#[test]
fn nothing_is_asked_where_the_property_asks_nothing_or_the_form_has_no_such_area() {
    let mut screen = hall();
    for (area, asks) in [("", false), ("no-such", false), ("repair", true)] {
        told(&mut screen, |told| told.quick_area = area.to_owned());
        assert_eq!(can_tap(&screen, said(&screen).kiosk.survey.faces[0]), asks, "{area}");
    }
}

#[test]
fn maintenance_takes_the_home_page_says_where_to_go_and_lets_who_has_begun_finish() {
    let mut screen = hall();
    stops::name(&mut screen);
    told(&mut screen, |told| told.maintenance = true);
    let words = said(&screen);
    assert!(!shows(&screen, words.kiosk.home.maintenance), "somebody is typing");
    for _ in 0..4 {
        wait(&mut screen, 20);
    }
    assert!(shows(&screen, words.kiosk.home.maintenance) && shows(&screen, "0000-5550001"));
    assert!(!can_tap(&screen, words.kiosk.shell.visitor) && can_tap(&screen, words.kiosk.shell.call));
    let wall = screen.state().now.wall;
    told(&mut screen, |told| {
        told.maintenance = true;
        closed(told, wall);
    });
    assert!(shows(&screen, NIGHT) && !shows(&screen, words.kiosk.home.maintenance_line));
    hear(&mut screen, LobbyEvent::Lobby(lobby()));
    assert!(can_tap(&screen, words.kiosk.shell.visitor));
}

#[test]
fn b24_maintenance_holds_up_neither_an_evacuation_nor_a_colleague() {
    let mut screen = hall();
    home_maintenance(&mut screen);
    for (pressed, seconds) in [(true, 0), (true, 5), (false, 0)] {
        let pos = egui::pos2(90.0, 88.0);
        screen.event(egui::Event::PointerMoved(pos));
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        screen.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        screen.run();
        wait(&mut screen, seconds);
    }
    assert!(shows(&screen, said(&screen).kiosk.staff.title));
    told(&mut screen, |told| (told.maintenance, told.evacuation) = (true, Some(crate::hall::evacuation(false))));
    assert!(shows(&screen, "请立即撤离"));
    assert_eq!(screen.state().kiosk.language(), Language::ZhHans);
}
