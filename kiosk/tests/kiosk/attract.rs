//! When nobody is there (G-12).

use egui::{Event, Modifiers, PointerButton, pos2};
use look::words::Language;
use terminal::LobbyEvent;

use crate::hall::{Screen, can_tap, hall, hear, lobby, said, sent, shows, tap, wait};
use crate::lobby_stops::{attract, attract_long, attract_nothing, notices, told};

const STOPPAGE: &str = "周三上午停水通知";

/// A finger comes down there and goes up.
fn touch(screen: &mut Screen, x: f32, y: f32) {
    for pressed in [true, false] {
        let pos = pos2(x, y);
        screen.event(Event::PointerMoved(pos));
        screen.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        screen.run();
    }
}

#[test]
fn g12_after_a_minute_the_notices_are_shown_each_for_twelve_seconds() {
    let mut screen = hall();
    attract(&mut screen);
    let home = &said(&screen).kiosk.home;
    for language in Language::ALL {
        assert!(shows(&screen, look::words::words(language).kiosk.home.touch), "{language:?}");
    }
    assert!(shows(&screen, STOPPAGE) && shows(&screen, "No water on Wednesday morning") && shows(&screen, home.notice_kinds[0]));
    assert!(shows(&screen, "云塔大厦") && shows(&screen, "1 / 3"));
    wait(&mut screen, 11);
    assert!(shows(&screen, STOPPAGE));
    wait(&mut screen, 1);
    assert!(!shows(&screen, STOPPAGE) && shows(&screen, "今日有雨"));
    wait(&mut screen, 12);
    // The long one: Chinese first, then English.
    assert!(shows(&screen, "年度检测") && !shows(&screen, "Yearly test"));
    wait(&mut screen, 12);
    assert!(shows(&screen, "Yearly test") && !shows(&screen, "年度检测"));
    wait(&mut screen, 12);
    assert!(shows(&screen, STOPPAGE));
}

#[test]
fn g12_a_touch_gives_the_home_page_and_presses_nothing_on_it() {
    let mut screen = hall();
    let tile = screen_tile(&mut screen);
    attract(&mut screen);
    assert!(!can_tap(&screen, said(&screen).kiosk.shell.visitor));
    touch(&mut screen, tile.x, tile.y);
    assert!(
        screen.state().kiosk.is_home() && can_tap(&screen, said(&screen).kiosk.shell.visitor),
        "the home page, not the tile"
    );
    assert!(sent(&screen).is_empty());
    touch(&mut screen, tile.x, tile.y);
    assert!(!screen.state().kiosk.is_home(), "the next touch presses");
}

/// The middle of the first tile.
fn screen_tile(screen: &mut Screen) -> egui::Pos2 {
    use egui_kittest::kittest::Queryable;
    let tile = said(screen).kiosk.shell.visitor;
    screen.get_by_label(tile).rect().center()
}

#[test]
fn who_hears_the_page_starts_by_its_name_too() {
    let mut screen = hall();
    attract(&mut screen);
    let touch = said(&screen).kiosk.home.touch;
    tap(&mut screen, touch);
    assert!(can_tap(&screen, said(&screen).kiosk.shell.visitor));
}

#[test]
fn without_notices_it_greets_and_says_what_can_be_done() {
    let mut screen = hall();
    attract_nothing(&mut screen);
    let words = said(&screen);
    for sentence in [words.kiosk.home.welcome, words.kiosk.shell.visitor, words.kiosk.shell.leave, "Visitor registration"] {
        assert!(shows(&screen, sentence), "{sentence}");
    }
    attract_long(&mut screen);
    assert!(!shows(&screen, words.kiosk.home.welcome));
}

#[test]
fn g12_a_notice_that_was_withdrawn_is_gone_at_once_and_what_is_urgent_is_never_covered() {
    let mut screen = hall();
    attract(&mut screen);
    told(&mut screen, |told| (told.attract_s, told.notices) = (60, notices().split_off(1)));
    assert!(!shows(&screen, STOPPAGE) && shows(&screen, "今日有雨"));
    told(&mut screen, |told| {
        (told.attract_s, told.notices) = (60, notices());
        told.evacuation = Some(crate::hall::evacuation(false));
    });
    assert!(shows(&screen, "请立即撤离") && !shows(&screen, STOPPAGE));
    told(&mut screen, |told| (told.attract_s, told.notices, told.maintenance) = (60, notices(), true));
    assert!(shows(&screen, said(&screen).kiosk.home.maintenance));
}

#[test]
fn whoever_waits_for_a_call_sees_that_it_rings() {
    let mut screen = hall();
    told(&mut screen, |told| (told.attract_s, told.notices) = (60, notices()));
    touch(&mut screen, 2.0, 2.0);
    let shell = &said(&screen).kiosk.shell;
    tap(&mut screen, shell.call);
    wait(&mut screen, 300);
    assert!(can_tap(&screen, shell.calling));
}

#[test]
fn a_property_that_says_nothing_about_it_keeps_the_home_page() {
    let mut screen = hall();
    hear(&mut screen, LobbyEvent::Lobby(lobby()));
    wait(&mut screen, 3_600);
    assert!(can_tap(&screen, said(&screen).kiosk.shell.visitor));
}
