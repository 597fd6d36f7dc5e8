//! The server dies and comes back: every terminal returns by itself (B-10).

use super::frame::{self, zh};
use super::kiosk::{Kiosk, Name, Visitor};
use crate::day::Day;
use crate::day::fault::Fault;
use crate::day::patience::{PATIENCE, Patience};
use crate::day::report::at;
use look::words::Language;
use std::time::Instant;

/// How many terminals the day has.
const TERMINALS: usize = 3;

/// Kills the server, waits until everybody says so, starts it again.
pub fn server_is_killed(day: &mut Day) -> Result<(), Fault> {
    let before = day.property.status()?;
    Kiosk::come(&day.kiosk, Language::ZhHans)?;
    let since = Instant::now();
    day.property.kill()?;
    let away = zh().kiosk.shell.offline;
    let desk_away = zh().common.offline;
    let seen = [at(&day.counter, desk_away), at(&day.control_room, desk_away), at(&day.kiosk, away)];
    day.report.step("server", "killed (kill -9): every screen says so", since, &seen)?;
    day.pictures("server-away")?;
    let since = Instant::now();
    day.property.serve()?;
    let up = since.elapsed().as_millis();
    let online = zh().common.online;
    day.kiosk.expect_gone(away)?;
    let seen = [at(&day.counter, online), at(&day.control_room, online)];
    day.report.step("server", &format!("started again ({up} ms): every terminal comes back"), since, &seen)?;
    let mut patience = Patience::of(PATIENCE);
    let mut after = day.property.status()?;
    while after.connected < TERMINALS && patience.goes_on() {
        after = day.property.status()?;
    }
    if (after.revision, &after.head) == (before.revision, &before.head) && after.connected == TERMINALS {
        return day
            .report
            .step("server", &format!("still at revision {}, {TERMINALS} terminals connected", after.revision), since, &[]);
    }
    Err(Fault::new(format!("the server came back at another place: {before:?} before, {after:?} after")))
}

/// Somebody registers while the server is away; it is there once, after it is back (B-07).
pub fn registered_meanwhile(day: &mut Day) -> Result<(), Fault> {
    for window in [&day.counter, &day.control_room] {
        frame::show(window, zh().visits.tab)?;
    }
    let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
    day.property.kill()?;
    day.kiosk.expect(zh().kiosk.shell.offline)?;
    let name = "赵敏";
    let visitor = Visitor { name: Name::Pinyin("zhaomin", name), telephone: None, unit: "1001", purpose: 0 };
    let (since, _) = kiosk.register_offline(&visitor)?;
    day.report.step("kiosk", "a visitor registers while the server is away, and has a code", since, &[])?;
    day.pictures("registered-offline")?;
    let since = Instant::now();
    day.property.serve()?;
    day.report.step(
        "server",
        "started again: the registration arrives",
        since,
        &[at(&day.counter, name), at(&day.control_room, name)],
    )?;
    day.kiosk.expect(zh().kiosk.visitor.confirmed)?;
    kiosk.go_home()
}

/// Stops the server and checks its data.
pub fn data_is_sound(day: &mut Day) -> Result<(), Fault> {
    let since = Instant::now();
    day.property.stop();
    let found = day.property.verify()?;
    let line = format!("the data is sound: {} entries, {} signatures", found["entries"], found["signatures"]);
    day.report.step("server", &line, since, &[])
}
