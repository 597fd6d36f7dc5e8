//! What is drawn ahead, while nobody is there, so that the first touch is as quick as any.

use std::time::Duration;

use egui_kittest::kittest::Queryable;
use look::words::{Language, words};
use terminal::LobbyEvent;

use crate::hall::{NUMBER, SIZES, Screen, lobby, said, shows, silent};

/// Pixels of one character. One that comes to stand on other parts of a pixel may be drawn anew.
const A_CHARACTER: usize = 400;

/// A kiosk whose program has just started, at the first frame that knows the lobby.
fn started() -> Screen {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    let hall = screen.state_mut();
    hall.kiosk.draw_ahead();
    hall.kiosk.hear(LobbyEvent::Online { number: NUMBER, terminal: "kiosk-1".to_owned() }, hall.now);
    hall.kiosk.hear(LobbyEvent::Lobby(lobby()), hall.now);
    screen
}

/// One frame of the window, when it is time to draw something.
fn a_second_later(screen: &mut Screen) {
    screen.state_mut().now.up += Duration::from_secs(1);
    screen.step();
}

fn is_as_usual(screen: &Screen) -> bool {
    let [usual, other] = [Language::ZhHans, Language::En].map(|language| words(language).kiosk.shell.greeting);
    shows(screen, usual) && !shows(screen, other) && !screen.state().kiosk.is_elder() && screen.state().kiosk.language() == Language::ZhHans
}

#[test]
fn nothing_of_what_is_drawn_ahead_is_seen_or_read_out() {
    let mut screen = started();
    for frame in 0..10 {
        a_second_later(&mut screen);
        assert!(is_as_usual(&screen), "frame {frame}");
    }
}

#[test]
fn the_first_touch_on_elder_mode_or_a_language_draws_no_character_for_the_first_time() {
    let elder = words(Language::ZhHans).kiosk.shell.elder;
    for name in [elder, Language::ZhHant.name(), Language::En.name()] {
        let mut screen = started();
        (0..10).for_each(|_| a_second_later(&mut screen));
        let before = inked(&screen);
        screen.get_by_label(name).click();
        screen.run();
        assert!(!is_as_usual(&screen) && shows(&screen, said(&screen).kiosk.shell.greeting), "{name}");
        let drawn = inked(&screen) - before;
        assert!(drawn < A_CHARACTER, "{name}: {drawn} pixels of characters were drawn only now");
    }
}

/// How many pixels of all the characters that were ever drawn are not empty.
fn inked(screen: &Screen) -> usize {
    screen.ctx.fonts(|fonts| fonts.image().pixels.iter().filter(|pixel| pixel.a() > 0).count())
}
