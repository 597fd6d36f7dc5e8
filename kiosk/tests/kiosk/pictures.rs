//! Pictures of every page, to be looked at: run with `KIOSK_PICTURES=DIR` and `--ignored`.

use look::words::Language;

use crate::hall::{SIZES, restart_with, silent};
use crate::stops::STOPS;

/// The names of [`SIZES`] in the names of the pictures.
const SHAPES: [&str; 4] = ["upright", "lying", "small", "tablet"];

/// In the usual size and larger, with usual texts and with the longest.
const MODES: [&str; 4] = ["normal", "elder", "normal-long", "elder-long"];

/// Whether the words of this variable, where it is set, ask for `name`.
fn wanted(variable: &str, name: &str) -> bool {
    std::env::var(variable).map_or(true, |words| {
        words.split_whitespace().any(|word| name == word || name.starts_with(word) && variable == "KIOSK_PAGES")
    })
}

#[test]
#[ignore = "draws some thousand pictures, for people to look at; KIOSK_PAGES, KIOSK_SHAPES, KIOSK_LANGUAGES and KIOSK_MODES choose"]
fn draws_every_page() {
    let Ok(folder) = std::env::var("KIOSK_PICTURES") else { return };
    for language in Language::ALL.into_iter().filter(|language| wanted("KIOSK_LANGUAGES", language.tag())) {
        for ((size, pixels_per_point), shape) in SIZES.into_iter().zip(SHAPES).filter(|(_, shape)| wanted("KIOSK_SHAPES", shape)) {
            let mut screen = silent(language, size, pixels_per_point);
            for mode in MODES.into_iter().filter(|mode| wanted("KIOSK_MODES", mode)) {
                for stop in STOPS.iter().filter(|stop| wanted("KIOSK_PAGES", stop.name)) {
                    restart_with(&mut screen, language, mode.starts_with("elder"), mode.ends_with("long"));
                    (stop.go)(&mut screen);
                    screen.remove_cursor();
                    screen.run();
                    let picture = screen.render().expect("a picture");
                    let tongue = language.tag();
                    picture.save(format!("{folder}/{}-{shape}-{mode}-{tongue}.png", stop.name)).expect("written");
                }
            }
        }
    }
}
