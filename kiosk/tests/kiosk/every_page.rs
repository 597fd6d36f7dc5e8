//! Every page, in every language and size, in the usual mode and for elders, with the longest
//! texts: it can be reached by taps, nothing panics, nothing overflows, overlaps or is cut off,
//! everything can be read and touched (B-06), and the counter is one tap away (B-05).

use std::panic::{AssertUnwindSafe, catch_unwind};

use look::words::Language;
use proto::v1::KioskRefusal;
use proto::v1::submission::What;
use terminal::{LobbyEvent, LobbyOutcome};

use crate::hall::{SIZES, answer, can_tap, hear, lobby, open, restart, restart_with, said, sent, silent, tap};
use crate::longest::texts;
use crate::measure::troubles;
use crate::stops::STOPS;

/// Upright, lying, and a tablet.
const MEASURED: [usize; 3] = [0, 1, 3];

/// Walks to every page in this language and size, and measures it.
fn measured(language: Language, elder: bool, long: bool) {
    let mut found = vec![];
    for (size, pixels_per_point) in MEASURED.map(|index| SIZES[index]) {
        let mut screen = silent(language, size, pixels_per_point);
        for stop in STOPS {
            let place = format!("{} {size:?} {}", stop.name, language.tag());
            let walk = AssertUnwindSafe(|| {
                restart_with(&mut screen, language, elder, long);
                (stop.go)(&mut screen);
                screen.remove_cursor();
                screen.run();
                let mut here = troubles(&screen, &texts());
                let fits_itself = stop.name.starts_with("evacuation") || stop.name.starts_with("attract");
                here.retain(|trouble| !fits_itself || !trouble.contains("has a size of"));
                here
            });
            // What an evacuation and a notice say is laid out by its own law: as large as it fits.
            let here = catch_unwind(walk).unwrap_or_else(|_| vec!["cannot be reached".to_owned()]);
            found.extend(here.into_iter().map(|trouble| format!("{place}: {trouble}")));
        }
    }
    assert!(found.is_empty(), "{} troubles:\n{}", found.len(), found.join("\n"));
}

#[test]
fn b06_every_page_in_simplified_chinese_can_be_read_and_touched() {
    measured(Language::ZhHans, false, false);
}

#[test]
fn b06_every_page_in_simplified_chinese_with_the_longest_texts() {
    measured(Language::ZhHans, false, true);
}

#[test]
fn b06_every_page_in_traditional_chinese_with_the_longest_texts() {
    measured(Language::ZhHant, false, true);
}

#[test]
fn b06_every_page_in_english_with_the_longest_texts() {
    measured(Language::En, false, true);
}

#[test]
fn b06_elder_mode_in_simplified_chinese() {
    measured(Language::ZhHans, true, false);
}

#[test]
fn b06_elder_mode_in_simplified_chinese_with_the_longest_texts() {
    measured(Language::ZhHans, true, true);
}

#[test]
fn b06_elder_mode_in_traditional_chinese_with_the_longest_texts() {
    measured(Language::ZhHant, true, true);
}

#[test]
fn b06_elder_mode_in_english_with_the_longest_texts() {
    measured(Language::En, true, true);
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
            if stop.name.starts_with("attract") {
                // Nobody is there; whoever comes touches it once.
                let touch = said(&screen).kiosk.home.touch;
                tap(&mut screen, touch);
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
