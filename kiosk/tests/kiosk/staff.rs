//! A colleague ends the program.

use egui::{Event, Modifiers, PointerButton, pos2};
use terminal::{LobbyEvent, ProgramEnd};

use crate::hall::{Screen, hall, hear, keys, said, sent, shows, tap, wait};
use crate::stops::staff;

fn mark(screen: &mut Screen, pressed: bool) {
    let pos = pos2(90.0, 88.0);
    screen.event(Event::PointerMoved(pos));
    screen.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    screen.run();
}

fn signs(screen: &mut Screen) -> Option<(String, String)> {
    let words = &said(screen).kiosk.staff;
    keys(screen, "1006");
    tap(screen, words.pin);
    keys(screen, "272725");
    tap(screen, words.end);
    screen.state_mut().kiosk.wants_to_end().map(|(number, pin)| (number, pin.to_string()))
}

#[test]
fn the_mark_opens_the_page_for_colleagues_when_it_is_held_and_not_sooner() {
    let mut screen = hall();
    let page = said(&screen).kiosk.staff.note;
    mark(&mut screen, true);
    wait(&mut screen, 4);
    assert!(!shows(&screen, page));
    mark(&mut screen, false);
    mark(&mut screen, true);
    wait(&mut screen, 4);
    assert!(!shows(&screen, page), "twice four are not five");
    wait(&mut screen, 1);
    mark(&mut screen, false);
    assert!(shows(&screen, page));
}

#[test]
fn only_the_server_lets_a_colleague_end_the_program() {
    for (end, ends) in [(ProgramEnd::Refused, false), (ProgramEnd::Offline, false), (ProgramEnd::Admitted, true)] {
        let mut screen = hall();
        staff(&mut screen);
        let words = &said(&screen).kiosk.staff;
        assert_eq!(signs(&mut screen), Some(("1006".to_owned(), "272725".to_owned())));
        assert!(shows(&screen, words.checking));
        hear(&mut screen, LobbyEvent::ProgramEnd(end));
        assert_eq!(screen.state().kiosk.has_ended(), ends);
        let told = [words.refused, words.offline].map(|sentence| shows(&screen, sentence));
        assert_eq!(told, [end == ProgramEnd::Refused, end == ProgramEnd::Offline]);
        assert!(sent(&screen).is_empty(), "nothing of it is a submission");
    }
}

#[test]
fn b01_a_pin_that_was_typed_and_left_is_forgotten_and_an_answer_then_ends_nothing() {
    let mut screen = hall();
    staff(&mut screen);
    signs(&mut screen);
    wait(&mut screen, 45);
    wait(&mut screen, 20);
    assert!(screen.state().kiosk.is_home());
    assert!(!format!("{:?}", screen.state().kiosk).contains("272725"));
    hear(&mut screen, LobbyEvent::ProgramEnd(ProgramEnd::Admitted));
    assert!(!screen.state().kiosk.has_ended());
}
