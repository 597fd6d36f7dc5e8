//! Visitors come and go (V-1, V-2, B-05, B-09).

use super::frame::{self, zh};
use super::kiosk::{Kiosk, Name, Visitor};
use crate::day::report::at;
use crate::day::{Day, Fault};
use look::words::Language;

/// The first visitor, in Chinese.
pub const FIRST: &str = "欧阳娜娜";
/// The second, in English; stays until the evening.
pub const SECOND: &str = "Emma Stone";
/// The third, without a telephone; stays too.
pub const THIRD: &str = "李明";

/// Registers the first, in Chinese, and gives the digits to leave with: the visit code, and four more.
pub fn first_registers(day: &Day) -> Result<String, Fault> {
    for window in [&day.counter, &day.control_room] {
        frame::show(window, zh().visits.tab)?;
    }
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let visitor = Visitor {
        name: Name::Pinyin("ouyangnana", FIRST),
        telephone: Some("13900000001"),
        unit: "1201",
        purpose: 0,
    };
    let (since, code) = kiosk.register(&visitor)?;
    let seen = [at(&day.counter, FIRST), at(&day.control_room, FIRST)];
    day.report.step("kiosk", "a visitor registers in Chinese, by touch", since, &seen)?;
    day.pictures("visitor-registered")?;
    kiosk.go_home()?;
    Ok(code)
}

/// The counter checks the papers and issues a pass.
pub fn pass_is_issued(day: &Day, code: &str) -> Result<(), Fault> {
    let said = &zh().visits;
    day.counter.press_with(FIRST)?;
    day.counter.fill(said.pass_number, "A-001")?;
    day.control_room.press_with(FIRST)?;
    let since = day.counter.press(said.issue_pass)?;
    day.report.step("counter", "the pass is issued", since, &[at(&day.control_room, "A-001")])?;
    day.counter.expect(code.get(..6).unwrap_or(code))?;
    day.pictures("pass-issued")
}

/// The second, in English; and the third, who gives no telephone.
pub fn others_register(day: &Day) -> Result<(), Fault> {
    let kiosk = Kiosk::come(&day.kiosk, Language::En)?;
    let visitor = Visitor {
        name: Name::Latin(SECOND),
        telephone: Some("13900000002"),
        unit: "1503",
        purpose: 1,
    };
    let (since, _) = kiosk.register(&visitor)?;
    let seen = [at(&day.counter, SECOND), at(&day.control_room, SECOND)];
    day.report.step("kiosk", "a visitor registers in English", since, &seen)?;
    day.pictures("visitor-in-english")?;
    kiosk.go_home()?;
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let visitor = Visitor { name: Name::Pinyin("liming", THIRD), telephone: None, unit: "802", purpose: 2 };
    let (since, _) = kiosk.register(&visitor)?;
    let seen = [at(&day.counter, THIRD), at(&day.control_room, THIRD)];
    day.report.step("kiosk", "a visitor registers without a telephone", since, &seen)?;
    kiosk.go_home()
}

/// The first signs out at the kiosk.
pub fn first_leaves(day: &Day, code: &str) -> Result<(), Fault> {
    let said = &zh().visits;
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let since = kiosk.leave(code)?;
    let seen = [at(&day.counter, said.pass_out), at(&day.control_room, said.pass_out)];
    day.report.step("kiosk", "the visitor signs out with the code", since, &seen)?;
    day.pictures("visitor-left")?;
    kiosk.go_home()?;
    let since = day.counter.press(said.pass_came_back)?;
    day.report.step("counter", "the pass came back", since, &[])
}

/// Somebody rings at the kiosk, the counter answers.
pub fn call_is_answered(day: &Day) -> Result<(), Fault> {
    let said = &zh().alarms;
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let since = kiosk.call()?;
    let seen = [at(&day.counter, said.answer), at(&day.control_room, said.answer)];
    day.report.step("kiosk", "a visitor asks for help", since, &seen)?;
    day.pictures("call")?;
    let since = day.counter.press(said.answer)?;
    day.control_room.expect_gone(said.answer)?;
    day.report.step("counter", "the call is answered", since, &[at(&day.kiosk, zh().kiosk.shell.privacy)])
}
