//! Elder mode (B-06), and the three languages.

use look::theme::{KIOSK, scale_of};
use look::words::Language;
use proto::v1::Lobby;
use terminal::LobbyEvent;

use crate::hall::{Screen, can_tap, evacuation, hall, hear, lobby, said, shows, tap, wait};
use crate::stops::{name, registered};

fn is_large(screen: &Screen) -> bool {
    scale_of(&screen.ctx) == KIOSK.elder()
}

fn turn(screen: &mut Screen) {
    let shell = &said(screen).kiosk.shell;
    let switch = if screen.state().kiosk.is_elder() { shell.standard } else { shell.elder };
    tap(screen, switch);
}

#[test]
fn b06_one_tap_makes_everything_larger_and_one_tap_takes_it_back() {
    let mut screen = hall();
    name(&mut screen);
    assert!(!is_large(&screen));
    turn(&mut screen);
    assert!(is_large(&screen) && can_tap(&screen, said(&screen).kiosk.shell.standard));
    turn(&mut screen);
    assert!(!is_large(&screen) && can_tap(&screen, said(&screen).kiosk.shell.elder));
}

#[test]
fn b06_elder_mode_ends_with_the_visit() {
    let by_hand = |screen: &mut Screen| {
        let home = said(screen).kiosk.shell.home;
        tap(screen, home);
    };
    let by_waiting = |screen: &mut Screen| {
        wait(screen, 91);
        wait(screen, 40);
    };
    let by_fire = |screen: &mut Screen| {
        hear(screen, LobbyEvent::Lobby(Lobby { evacuation: Some(evacuation(false)), ..lobby() }));
        assert!(!is_large(screen), "the page for everybody");
        hear(screen, LobbyEvent::Lobby(lobby()));
    };
    let ends: [fn(&mut Screen); 3] = [by_hand, by_waiting, by_fire];
    for end in ends {
        let mut screen = hall();
        registered(&mut screen);
        turn(&mut screen);
        end(&mut screen);
        assert!(screen.state().kiosk.is_home() && !screen.state().kiosk.is_elder() && !is_large(&screen));
    }
}

#[test]
fn b06_on_the_home_page_too_the_next_visitor_finds_the_usual_size() {
    let mut screen = hall();
    turn(&mut screen);
    wait(&mut screen, 89);
    assert!(is_large(&screen));
    wait(&mut screen, 1);
    assert!(!is_large(&screen));
}

#[test]
fn b06_elder_mode_doubles_every_time_out() {
    let mut screen = hall();
    name(&mut screen);
    turn(&mut screen);
    let question = said(&screen).kiosk.shell.still_there;
    wait(&mut screen, 89);
    assert!(!shows(&screen, question));
    wait(&mut screen, 1);
    assert!(shows(&screen, question));
    wait(&mut screen, 39);
    assert!(shows(&screen, question));
    wait(&mut screen, 1);
    assert!(screen.state().kiosk.is_home());
}

#[test]
fn each_language_is_one_touch_from_each_other() {
    let mut screen = hall();
    name(&mut screen);
    for from in Language::ALL {
        for to in Language::ALL {
            for language in [from, to] {
                tap(&mut screen, language.name());
                assert_eq!(screen.state().kiosk.language(), language);
            }
        }
    }
}

#[test]
fn elder_mode_and_language_keep_what_was_typed() {
    let mut screen = hall();
    name(&mut screen);
    crate::stops::write(&mut screen, "王伟");
    turn(&mut screen);
    tap(&mut screen, Language::En.name());
    assert!(shows(&screen, "王伟") && is_large(&screen));
}
