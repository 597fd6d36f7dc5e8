//! Every page, in every language and size: it can be reached by taps, nothing panics, what can
//! be touched has a name and is large enough, and the counter is one tap away.

use egui::accesskit::Role;
use egui_kittest::kittest::{By, NodeT, Queryable};
use look::words::Language;
use proto::v1::KioskRefusal;
use proto::v1::submission::What;
use terminal::{LobbyEvent, LobbyOutcome};

use crate::hall::{SIZES, Screen, answer, can_tap, hear, lobby, open, restart, said, sent, silent, tap};
use crate::stops::STOPS;

/// What can be touched: its name, and where it is.
fn targets(screen: &Screen) -> Vec<(String, egui::Rect)> {
    let touchable = |role| matches!(role, Role::Button | Role::RadioButton | Role::TextInput | Role::MultilineTextInput);
    screen
        .query_all(By::new())
        .filter(|node| touchable(node.accesskit_node().role()))
        .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
        .collect()
}

fn everywhere_in(language: Language) {
    for (size, pixels_per_point) in SIZES {
        let mut screen = silent(language, size, pixels_per_point);
        for stop in STOPS {
            restart(&mut screen, language);
            (stop.go)(&mut screen);
            let window = screen.ctx.content_rect();
            let place = format!("{} {size:?}", stop.name);
            let targets = targets(&screen);
            for (index, (name, rect)) in targets.iter().enumerate() {
                assert!(!name.is_empty(), "{place}: nameless at {rect:?}");
                assert!(window.expand(0.5).contains_rect(*rect), "{place}: {name} leaves the window: {rect:?}");
                assert!(rect.width().min(rect.height()) >= 83.5, "{place}: {name} is too small: {rect:?}");
                if stop.name == "still-there" {
                    // The question lies over the page on purpose.
                    continue;
                }
                for (other, over) in &targets[index + 1..] {
                    assert!(!rect.shrink(2.0).intersects(over.shrink(2.0)), "{place}: {name} {rect:?} and {other} {over:?}");
                }
            }
        }
    }
}

#[test]
fn every_page_in_chinese_can_be_touched_and_read_aloud() {
    everywhere_in(Language::ZhHans);
}

#[test]
fn every_page_in_english_can_be_touched_and_read_aloud() {
    everywhere_in(Language::En);
}

#[test]
fn b05_ask_the_counter_is_on_every_page() {
    let mut screen = silent(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    for language in Language::ALL {
        for stop in STOPS.iter().filter(|stop| !stop.name.starts_with("calling")) {
            restart(&mut screen, language);
            (stop.go)(&mut screen);
            let shell = &said(&screen).kiosk.shell;
            if stop.name == "still-there" {
                // The question lies over the page; one touch on 继续 and the button is there.
                tap(&mut screen, shell.go_on);
            }
            let name = if stop.name.starts_with("evacuation") { "呼叫工作人员 · Call staff" } else { shell.call };
            assert!(can_tap(&screen, name), "{} {language:?}", stop.name);
            tap(&mut screen, name);
            assert!(matches!(sent(&screen).last(), Some(What::RingCounter(_))), "{} {language:?}", stop.name);
        }
    }
}

#[test]
fn b05_the_bell_rings_until_somebody_answers() {
    let mut screen = open(Language::ZhHans, SIZES[0].0, SIZES[0].1);
    let shell = &said(&screen).kiosk.shell;
    tap(&mut screen, shell.call);
    assert!(can_tap(&screen, shell.calling));
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    hear(&mut screen, LobbyEvent::Lobby(proto::v1::Lobby { call_waiting: true, ..lobby() }));
    assert!(can_tap(&screen, shell.calling));
    tap(&mut screen, shell.calling);
    assert_eq!(sent(&screen).len(), 1, "a second touch adds nothing");
    hear(&mut screen, LobbyEvent::Lobby(lobby()));
    assert!(can_tap(&screen, shell.call));
}
