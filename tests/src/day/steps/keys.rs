//! A lost access card (K-4, B-16): reported in the lobby, known to the three who must know.

use super::frame::{self, zh};
use super::kiosk::{Kiosk, Name};
use crate::day::report::at;
use crate::day::{Day, Fault};
use look::words::Language;

const UNIT: &str = "1205";

/// Reported at the kiosk; both stations alarm, and the unit's cards are suspended.
pub fn loss_is_reported(day: &Day) -> Result<(), Fault> {
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let since = kiosk.report_loss(UNIT, 1, &Name::Pinyin("zhanghua", "张华"))?;
    let alarm = (zh().alarms.loss)(UNIT);
    day.report.step(
        "kiosk",
        "an access card is reported lost",
        since,
        &[at(&day.counter, alarm.as_str()), at(&day.control_room, alarm)],
    )?;
    day.pictures("loss-alarm")?;
    kiosk.go_home()?;
    for window in [&day.counter, &day.control_room] {
        window.press(zh().alarms.see_to_it)?;
        window.expect(zh().keys.suspended)?;
    }
    day.pictures("loss-suspended")
}

/// The lead, engineering and security each say that they know, with number and PIN, while
/// the clerk and the operator stay signed in; until the last of them, both stations show who
/// is missing.
pub fn loss_is_acknowledged(day: &Day) -> Result<(), Fault> {
    let cast = day.cast.clone();
    for (person, side, at_counter) in [(&cast.lead, 0, true), (&cast.engineer, 1, true), (&cast.security, 2, false)] {
        let (here, there) = if at_counter { (&day.counter, &day.control_room) } else { (&day.control_room, &day.counter) };
        here.press(&(zh().keys.acknowledge_as)(zh().refusals.sides[side]))?;
        let since = frame::sign(here, person)?;
        let what = format!("{} acknowledges the loss", ["the lead", "engineering", "security"][side]);
        day.report.step(here.name, &what, since, &[at(there, person.name.as_str())])?;
        if side == 0 {
            day.pictures("loss-half-known")?;
        }
    }
    for window in [&day.counter, &day.control_room] {
        window.expect_gone(&(zh().alarms.loss)(UNIT))?;
    }
    day.pictures("loss-acknowledged")
}
