//! 离开签出.

use egui::Event;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, LeaveVisit};
use terminal::LobbyOutcome;

use crate::hall::{answer, can_tap, hall, keys, offline, said, sent, shows, tap};
use crate::stops::{leave, left};

#[test]
fn b09_leaving_takes_at_most_three_touches_besides_the_digits() {
    let mut screen = hall();
    left(&mut screen);
    assert_eq!(sent(&screen), [What::LeaveVisit(LeaveVisit { code: "071234".to_owned(), shown: "8000".to_owned() })]);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert!(shows(&screen, said(&screen).kiosk.leave.thanks));
    let besides = screen.state().taps - "0712348000".len();
    assert!(besides <= 3, "{besides}");
}

#[test]
fn b09_a_scanner_that_types_the_qr_code_needs_one_touch() {
    let mut screen = hall();
    leave(&mut screen);
    let before = screen.state().taps;
    screen.event(Event::Text("07123440506070".to_owned()));
    screen.run();
    screen.key_press(egui::Key::Enter);
    screen.run();
    assert_eq!(sent(&screen), [What::LeaveVisit(LeaveVisit { code: "071234".to_owned(), shown: "40506070".to_owned() })]);
    assert_eq!(screen.state().taps, before);
}

#[test]
fn b02_who_is_not_recognised_is_asked_again_and_not_told_why() {
    let mut screen = hall();
    left(&mut screen);
    let words = &said(&screen).kiosk.leave;
    assert!(shows(&screen, words.checking));
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
    assert!(shows(&screen, words.unknown) && shows(&screen, &(words.entered)("0712348000")));
    let delete = said(&screen).keyboard.delete;
    tap(&mut screen, delete);
    assert!(!shows(&screen, words.unknown), "corrected, not blamed");
    keys(&mut screen, "5");
    tap(&mut screen, words.submit);
    assert_eq!(sent(&screen).len(), 2);
}

#[test]
fn b07_leaving_without_a_connection_is_noted_and_says_so() {
    let mut screen = hall();
    offline(&mut screen);
    let tile = said(&screen).kiosk.shell.leave;
    tap(&mut screen, tile);
    keys(&mut screen, "0712348000");
    let words = &said(&screen).kiosk.leave;
    tap(&mut screen, words.submit);
    assert!(shows(&screen, words.waiting) && shows(&screen, words.waiting_line));
}

#[test]
fn only_six_digits_and_four_open_the_way() {
    let mut screen = hall();
    leave(&mut screen);
    let words = &said(&screen).kiosk.leave;
    for more in ["07123+-", "4", "800"] {
        keys(&mut screen, more);
        tap(&mut screen, words.submit);
        assert!(sent(&screen).is_empty() && can_tap(&screen, words.submit), "after {more}");
    }
    keys(&mut screen, "09");
    assert!(shows(&screen, &(words.entered)("0712348000")), "an eleventh digit does not go in");
}
