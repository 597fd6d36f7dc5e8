//! Nobody touches the kiosk any more (B-01).

use egui::text_edit::TextEditState;
use egui::{Event, OutputCommand};
use look::words::Language;

use crate::hall::{SIZES, Screen, hall, keys, names, restart, said, sent, shows, silent, tap, wait};
use crate::stops::{STOPS, name, registered};

const MARKER: &str = "ZZMARKERZZ";

/// Everything that this program still holds, as text.
fn held(screen: &Screen) -> String {
    let memory = screen.ctx.memory(|memory| format!("{memory:?}"));
    let input = screen.ctx.input(|input| format!("{input:?}"));
    format!("{:?} {memory} {input} {:?}", screen.state().kiosk, names(screen))
}

/// What Ctrl+Z could still bring back.
fn undo_texts(screen: &Screen) -> usize {
    screen.ctx.data(|data| data.count::<TextEditState>())
}

#[test]
fn b01_an_idle_kiosk_asks_and_then_forgets_everything() {
    let mut screen = hall();
    name(&mut screen);
    for part in [MARKER, " and more"] {
        screen.event(Event::Text(part.to_owned()));
        screen.run();
    }
    keys(&mut screen, "zz");
    assert!(held(&screen).contains(MARKER) && undo_texts(&screen) > 0);

    wait(&mut screen, 44);
    assert!(!shows(&screen, said(&screen).kiosk.shell.still_there));
    wait(&mut screen, 1);
    assert!(shows(&screen, said(&screen).kiosk.shell.still_there));
    wait(&mut screen, 19);
    assert!(held(&screen).contains(MARKER), "20 seconds are 20 seconds");
    wait(&mut screen, 1);
    assert!(screen.state().kiosk.is_home());
    assert!(!held(&screen).contains(MARKER));
    assert_eq!(undo_texts(&screen), 0);
    assert!(sent(&screen).is_empty());

    // The next visitor finds empty fields, and Ctrl+Z finds nothing.
    name(&mut screen);
    screen.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    screen.run();
    assert!(!held(&screen).contains(MARKER));
}

#[test]
fn b01_going_on_can_be_asked_for_ten_times_and_loses_nothing() {
    let mut screen = hall();
    name(&mut screen);
    screen.event(Event::Text(MARKER.to_owned()));
    screen.run();
    for _ in 0..12 {
        wait(&mut screen, 60);
        let go_on = said(&screen).kiosk.shell.go_on;
        tap(&mut screen, go_on);
        assert!(shows(&screen, MARKER) && !shows(&screen, said(&screen).kiosk.shell.still_there));
    }
}

#[test]
fn b01_who_has_finished_need_not_wait() {
    let mut screen = hall();
    registered(&mut screen);
    wait(&mut screen, 50);
    let finish = said(&screen).kiosk.shell.finish;
    tap(&mut screen, finish);
    assert!(screen.state().kiosk.is_home() && !held(&screen).contains("王伟"));
}

#[test]
fn b01_every_page_goes_home_by_itself_and_forgets_the_language() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    for stop in STOPS.iter().filter(|stop| stop.name != "waiting" && stop.name != "not-admitted") {
        restart(&mut screen, Language::ZhHans);
        (stop.go)(&mut screen);
        let nobodys = stop.name.starts_with("evacuation") || stop.name.starts_with("attract");
        if !nobodys && stop.name != "still-there" {
            tap(&mut screen, "English");
        }
        for _ in 0..4 {
            wait(&mut screen, 20);
        }
        assert!(screen.state().kiosk.is_home(), "{}", stop.name);
        assert_eq!(screen.state().kiosk.language(), Language::ZhHans, "{}", stop.name);
        assert!(!held(&screen).contains("王伟"), "{}", stop.name);
    }
}

#[test]
fn b01_nothing_that_is_typed_reaches_a_clipboard() {
    let mut screen = hall();
    name(&mut screen);
    screen.event(Event::Text(MARKER.to_owned()));
    screen.run();
    for event in [Event::Copy, Event::Cut] {
        screen.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        screen.run();
        screen.event(event);
        screen.step();
        let commands = &screen.output().platform_output.commands;
        let copied = commands.iter().any(
            |command| matches!(command, OutputCommand::CopyText(text) | OutputCommand::TextSelectionSettled(text) if text.contains(MARKER)),
        );
        assert!(!copied);
    }
}
