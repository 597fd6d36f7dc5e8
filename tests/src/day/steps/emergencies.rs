//! Water at night, and a fire drill by day (E-1 to E-3, V-6, B-24 to B-26).

use super::frame::{self, zh};
use super::visitors::{SECOND, THIRD};
use crate::day::report::at;
use crate::day::window::Window;
use crate::day::{Day, Fault};
use look::words::{Language, words};
use std::time::Instant;

const PLACE: &str = "B2 停车场 3 号柱";

/// Running water: started in the control room, heard at the counter, seen to, ended.
pub fn flooding(day: &Day) -> Result<(), Fault> {
    let said = &zh().emergencies;
    frame::show(&day.control_room, said.tab)?;
    day.control_room.fill(said.place, PLACE)?;
    let since = day.control_room.press(&(said.start)("跑水"))?;
    let title = (zh().alarms.at_place)("跑水", PLACE);
    day.report
        .step("control room", "water is running: the procedure starts", since, &[at(&day.counter, title.as_str())])?;
    day.pictures("flooding")?;
    let since = day.counter.press(zh().alarms.acknowledge)?;
    day.report.step("counter", "the alarm is acknowledged", since, &[at(&day.control_room, said.running)])?;
    frame::show(&day.counter, said.tab)?;
    let steps = tick_all(&day.control_room)?;
    day.report
        .step("control room", "all steps are done", steps.0, &[at(&day.counter, (said.steps_done)(steps.1, steps.1))])?;
    day.pictures("flooding-steps")?;
    let since = stand_down(&day.control_room, said.reasons[0])?;
    day.report.step("control room", "the procedure ends", since, &[at(&day.counter, said.ended)])
}

/// A fire drill: the kiosk sends everybody out, both stations count the same list.
pub fn fire_drill(day: &Day) -> Result<(), Fault> {
    let said = &zh().emergencies;
    for window in [&day.counter, &day.control_room] {
        frame::show(window, said.tab)?;
    }
    if day.control_room.shows(said.start_title) && !day.control_room.shows(said.start_line) {
        day.control_room.press(said.start_title)?;
    }
    day.control_room.choose(said.drill)?;
    day.control_room.expect(said.drill_line)?;
    let since = day.control_room.press(&(said.start_drill)("火警"))?;
    let shell = &words(Language::ZhHans).kiosk.shell;
    let seen = [at(&day.kiosk, shell.assembly_point), at(&day.counter, (zh().alarms.drill)("火警"))];
    day.report.step("control room", "a fire drill starts", since, &seen)?;
    day.kiosk.expect(shell.drill)?;
    day.pictures("fire-drill")?;
    let since = day.control_room.press(zh().alarms.acknowledge)?;
    day.control_room.expect(said.running)?;
    day.report.step("control room", "the alarm is acknowledged", since, &[at(&day.counter, said.running)])?;
    let since = day.control_room.press(&format!("{} {SECOND}", said.safe))?;
    let seen = [at(&day.counter, (said.roll_sum)(2, 2, 1, 0, 1))];
    day.report.step("control room", "the first visitor is found", since, &seen)?;
    let since = day.counter.press(&format!("{} {THIRD}", said.safe))?;
    let seen = [at(&day.control_room, (said.roll_sum)(2, 2, 2, 0, 0))];
    day.report.step("counter", "the second visitor is found", since, &seen)?;
    tick_all(&day.control_room)?;
    day.pictures("fire-drill-counted")?;
    let since = stand_down(&day.control_room, said.drill_reasons[0])?;
    let seen = [at(&day.kiosk, shell.greeting), at(&day.counter, said.ended)];
    day.report.step("control room", "the drill ends", since, &seen)?;
    day.pictures("fire-drill-ended")
}

/// Ticks each step as it opens; gives the moment of the last, and how many there were.
fn tick_all(window: &Window) -> Result<(Instant, usize), Fault> {
    window.roll_up(zh().emergencies.steps)?;
    let mut last = Instant::now();
    let steps = |window: &Window| -> usize { window.nodes().iter().filter(|n| n.role == "CheckBox").count() };
    let all = steps(window);
    for done in 1..=all {
        last = window.press_where("the next step", |nodes| {
            nodes.iter().find(|n| n.role == "CheckBox" && n.enabled && n.selected == Some(false)).cloned()
        })?;
        window.expect(&(zh().emergencies.steps_done)(done, all))?;
    }
    Ok((last, all))
}

/// Ends the run that is shown.
fn stand_down(window: &Window, reason: &str) -> Result<Instant, Fault> {
    let said = &zh().emergencies;
    window.press(said.stand_down)?;
    window.expect(said.reason)?;
    window.settle();
    window.choose(reason)?;
    let since = window.press(said.stand_down)?;
    window.expect(said.ended)?;
    Ok(since)
}
