//! Pictures of every page, to be looked at: run with `KIOSK_PICTURES=DIR` and `--ignored`.

use look::words::Language;

use crate::hall::{SIZES, restart, silent};
use crate::stops::STOPS;

#[test]
#[ignore = "draws some hundred pictures, for people to look at"]
fn draws_every_page() {
    let Ok(folder) = std::env::var("KIOSK_PICTURES") else { return };
    let only = std::env::var("KIOSK_PAGES").unwrap_or_default();
    let shapes = std::env::var("KIOSK_SHAPES").unwrap_or_else(|_| "upright lying small".to_owned());
    for language in Language::ALL {
        for ((size, pixels_per_point), shape) in SIZES.into_iter().zip(["upright", "lying", "small"]) {
            let mut screen = silent(language, size, pixels_per_point);
            for stop in STOPS {
                if !shapes.contains(shape) || !only.is_empty() && !only.split(' ').any(|wanted| stop.name.starts_with(wanted)) {
                    continue;
                }
                restart(&mut screen, language);
                (stop.go)(&mut screen);
                screen.remove_cursor();
                screen.run();
                let picture = screen.render().expect("a picture");
                let tongue = match language {
                    Language::ZhHans => "zh",
                    Language::En => "en",
                };
                picture.save(format!("{folder}/{}-{shape}-{tongue}.png", stop.name)).expect("written");
            }
        }
    }
}
