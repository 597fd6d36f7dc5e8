//! What people think: the faces at the kiosk (U-2, B-18), a complaint at the counter (C-1,
//! B-11), a repair at night.

use super::frame::{self, zh};
use super::kiosk::Kiosk;
use crate::day::patience::Patience;
use crate::day::report::at;
use crate::day::window::Window;
use crate::day::{Day, Fault};
use look::words::Language;
use std::time::{Duration, Instant};

/// The faces that each of five visitors touches, for the first three services.
const SITTINGS: [[usize; 3]; 5] = [[0, 1, 2], [0, 0, 1], [1, 0, 0], [0, 2, 1], [0, 1, 0]];
/// A touch this soon after one for the same service would count as a repeat (B-18).
const REPEAT: Duration = Duration::from_millis(5_500);

/// Five visitors touch three faces each: enough for a rate to be shown (B-19).
pub fn faces_are_touched(day: &Day) -> Result<(), Fault> {
    for window in [&day.counter, &day.control_room] {
        frame::show(window, zh().surveys.tab)?;
    }
    for (index, faces) in SITTINGS.iter().enumerate() {
        let kiosk = Kiosk::come(&day.kiosk, Language::ZhHans)?;
        let since = kiosk.rate(faces)?;
        if index == 0 || index + 1 == SITTINGS.len() {
            let counted = (zh().surveys.counted)(&(3 * (index + 1)).to_string());
            let seen = [at(&day.counter, counted.as_str()), at(&day.control_room, counted.as_str())];
            day.report.step("kiosk", &format!("visitor {} has touched three faces", index + 1), since, &seen)?;
        }
        kiosk.end_rating()?;
        if index + 1 < SITTINGS.len() {
            kiosk.go_home()?;
            let mut pause = Patience::of(REPEAT.saturating_sub(since.elapsed()));
            while pause.goes_on() {}
            continue;
        }
        for window in [&day.counter, &day.control_room] {
            window.expect("100% n = 5")?;
        }
        day.pictures("survey")?;
        kiosk.go_home()?;
    }
    Ok(())
}

/// A complaint is taken at the counter and claimed.
pub fn complaint_is_taken(day: &Day) -> Result<(), Fault> {
    let said = &zh().matters;
    let clerk = day.cast.clerk.name.clone();
    for window in [&day.counter, &day.control_room] {
        frame::show(window, said.tab)?;
    }
    let matter = Matter {
        kind: 0,
        class: 1,
        unit: Some("1503"),
        contact: "王芳",
        what: "会议室空调噪音大，已经影响客户会议",
    };
    let since = take(&day.counter, &matter)?;
    day.report.step("counter", "a complaint is taken", since, &[at(&day.control_room, matter.contact)])?;
    day.control_room.press_with(matter.contact)?;
    let since = day.counter.press(said.claim)?;
    day.report
        .step("counter", "the complaint is claimed", since, &[at(&day.control_room, (said.claimed_by)(&clerk))])?;
    day.pictures("complaint")
}

/// The control room takes the repair of the leak.
pub fn repair_is_taken(day: &Day) -> Result<(), Fault> {
    let said = &zh().matters;
    for window in [&day.counter, &day.control_room] {
        frame::show(window, said.tab)?;
    }
    let matter = Matter {
        kind: 1,
        class: 3,
        unit: None,
        contact: "夜班巡逻",
        what: "B2 停车场 3 号柱上方水管接头漏水，需更换",
    };
    let since = take(&day.control_room, &matter)?;
    day.report
        .step("control room", "the repair of the leak is taken", since, &[at(&day.counter, matter.contact)])?;
    day.pictures("repair")
}

struct Matter {
    kind: usize,
    class: usize,
    unit: Option<&'static str>,
    contact: &'static str,
    what: &'static str,
}

fn take(window: &Window, matter: &Matter) -> Result<Instant, Fault> {
    let said = &zh().matters;
    window.press(said.take)?;
    window.expect(said.take_line)?;
    window.choose(said.kinds[matter.kind])?;
    window.choose(said.classes[matter.class])?;
    if let Some(unit) = matter.unit {
        window.fill(said.unit, unit)?;
        window.press_with(unit)?;
        window.expect(zh().forms.unit_change)?;
    }
    window.fill(said.contact, matter.contact)?;
    window.fill(said.telephone, "13900000009")?;
    window.fill(said.what, matter.what)?;
    let since = window.press(said.confirm_take)?;
    window.expect(said.awaiting_claim)?;
    Ok(since)
}
