//! The server dies and comes back: every terminal returns by itself (B-10).

use super::frame::zh;
use crate::day::Day;
use crate::day::fault::Fault;
use crate::day::patience::{PATIENCE, Patience};
use crate::day::report::at;
use std::time::Instant;

/// How many terminals the day has.
const TERMINALS: usize = 3;

/// Kills the server, waits until everybody says so, starts it again.
pub fn server_is_killed(day: &mut Day) -> Result<(), Fault> {
    let before = day.property.status()?;
    let since = Instant::now();
    day.property.kill()?;
    let away = zh().kiosk.shell.offline;
    let desk_away = offline_since();
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

/// Stops the server and checks its data.
pub fn data_is_sound(day: &mut Day) -> Result<(), Fault> {
    let since = Instant::now();
    day.property.stop();
    let found = day.property.verify()?;
    let line = format!("the data is sound: {} entries, {} signatures", found["entries"], found["signatures"]);
    day.report.step("server", &line, since, &[])
}

/// What a staff window says for as long as it is away, without the time.
fn offline_since() -> &'static str {
    zh().common.offline
}
