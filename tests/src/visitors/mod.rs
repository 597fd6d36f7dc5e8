//! Visitors at the kiosk, one after the other, through its real window: `./dev visitors`.
//!
//! A server on made-up data, one kiosk on a display of its own, and strangers who come for
//! different things, drawn from a seed. Everything is touched by its accessible name, so that a page
//! that moves or is added breaks nothing; after each of them nothing of them may be on the screen.

mod errands;
mod figures;
mod strangers;
mod visit;

use crate::day::patience::stopped;
use crate::day::property::Property;
use crate::day::window::{Opening, Window};
use crate::day::{Fault, Places};
use crate::harness::Random;
use errands::{Codes, Errand};
use figures::Figures;
use std::fs;
use strangers::Strangers;
use visit::Visit;

/// Who comes, and how.
pub struct Plan {
    /// How many visitors.
    pub count: u32,
    /// Where chance begins.
    pub seed: u64,
    /// How long one touch takes, in milliseconds: counted, not waited for.
    pub hand_ms: u64,
}

/// Runs all of them, and prints what it came to. True when nobody failed.
///
/// # Errors
/// The property or the window does not start, or the kiosk does not find its home page again.
pub fn come(plan: &Plan, places: &Places) -> Result<bool, Fault> {
    if places.data.exists() {
        fs::remove_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
    }
    fs::create_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
    fs::create_dir_all(&places.pictures).map_err(Fault::system(places.pictures.display()))?;
    let property = Property::start(&places.programs, &places.data)?;
    property.import(&places.property)?;
    let code = property.pair("kiosk", "大堂自助机")?;
    let program = places.programs.join("dutydesk-kiosk");
    let window = Window::open(&Opening {
        name: "kiosk",
        program,
        size: (1080, 1920),
        dir: &places.data,
        server: property.address(),
        code: Some(&code),
    })?;
    let strangers = Strangers::read(&places.property)?;
    let mut chance = Random::new(plan.seed);
    let (mut figures, mut codes) = (Figures::default(), Codes::default());
    for number in 1..=plan.count {
        let errand = Errand::drawn(number, &mut chance, &codes);
        let mut visit = Visit::begin(&window)?;
        let went = errands::run(errand, &mut visit, &strangers, &mut chance, &mut codes).and_then(|()| visit.leaves_nothing());
        if stopped() {
            return Err(Fault::new("stopped"));
        }
        match went {
            Ok(()) => figures.add(errand, visit.touches(), visit.responses_ms()),
            Err(fault) => {
                let picture = places.pictures.join(format!("visitor-{number}.png"));
                // The fault is what is told; a picture of it that fails is not.
                let _ = window.picture(&picture);
                figures.fail(errand, number, &fault);
                visit.abandon()?;
            }
        }
        codes.keep_few();
    }
    figures.print(plan);
    Ok(figures.failed() == 0)
}
