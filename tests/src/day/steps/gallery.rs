//! Every screen of every window, in both languages: for whoever looks at how it looks.

use super::frame;
use super::kiosk::{Kiosk, Name, Visitor};
use crate::day::{Day, Fault};
use look::words::{Language, words};
use std::time::Instant;

/// Takes all the pictures.
pub fn taken(day: &Day) -> Result<(), Fault> {
    let since = Instant::now();
    for language in [Language::En, Language::ZhHans] {
        lobby(day, language)?;
        desks(day, language)?;
    }
    day.report.step("everywhere", "pictures of every screen in both languages", since, &[])
}

fn desks(day: &Day, language: Language) -> Result<(), Fault> {
    let said = words(language);
    for window in [&day.counter, &day.control_room] {
        // The button names the language after the one that is shown.
        while let Some(shown) = Language::ALL.into_iter().find(|l| *l != language.next() && window.shows(l.name())) {
            window.press(shown.name())?;
            window.expect(shown.next().name())?;
        }
        window.expect(said.desk.sign_out)?;
        for tab in window.nodes().iter().filter(|n| n.role == "Tab") {
            frame::show(window, &tab.name)?;
            day.report.portrait(&tab.name, window)?;
        }
    }
    archive(day, language)
}

/// What the archive has of the day's visits, asked for at the counter with a reason.
fn archive(day: &Day, language: Language) -> Result<(), Fault> {
    let said = &words(language).history;
    frame::show(&day.counter, said.tab)?;
    day.counter.fill(said.reason, said.reason_hint)?;
    day.counter.press(said.read)?;
    day.counter.expect(said.again)?;
    day.report.portrait(&format!("{}-{}", said.tab, said.read), &day.counter)
}

fn lobby(day: &Day, language: Language) -> Result<(), Fault> {
    let name = |zh: (&'static str, &'static str), en: &'static str| match language {
        Language::ZhHans | Language::ZhHant => Name::Pinyin(zh.0, zh.1),
        Language::En => Name::Latin(en),
    };
    let come = || Kiosk::come_with_camera(&day.kiosk, language, &day.report);
    let visitor = Visitor {
        name: name(("chenjing", "陈静"), "Li Na"),
        telephone: Some("13900000003"),
        unit: "901",
        purpose: 3,
    };
    let kiosk = come()?;
    let (_, code) = kiosk.register(&visitor)?;
    kiosk.go_home()?;
    come()?.decline()?;
    let kiosk = come()?;
    kiosk.report_loss("901", 0, &name(("chenjing", "陈静"), "Li Na"))?;
    kiosk.go_home()?;
    let kiosk = come()?;
    kiosk.rate(&[0])?;
    kiosk.end_rating()?;
    kiosk.go_home()?;
    let kiosk = come()?;
    kiosk.leave(&code)?;
    kiosk.go_home()
}
