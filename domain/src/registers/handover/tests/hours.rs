//! When the book passes, and by how much it is late (H-1 to H-3, B-23).

use super::*;
use values::{At, LocalDay};

/// `NOW`'s day (a Monday) and so many days, at the minute of the day.
fn on(days: i64, minute: u32) -> At {
    LocalDay::of(at(days * 1_440), 480).at(minute, 480)
}
const MORNING: u32 = 510;
const EVENING: u32 = 1_050;

#[test]
fn h1_h2_the_desk_passes_at_half_past_eight_and_half_past_five_of_working_days() {
    let mut settings = state().property().unwrap().clone();
    settings.calendar.holidays.insert(LocalDay::of(on(1, 0), 480));
    settings.calendar.working_weekends.insert(LocalDay::of(on(5, 0), 480));
    let rows = [
        (on(0, MORNING - 1), on(0, MORNING), Station::Counter),
        (on(0, MORNING), on(0, EVENING), Station::ControlRoom),
        (at(0), on(0, EVENING), Station::ControlRoom),
        // Tuesday is off: the control room keeps the desk until Wednesday.
        (on(0, EVENING), on(2, MORNING), Station::Counter),
        // Saturday is worked, Sunday is not.
        (on(4, EVENING), on(5, MORNING), Station::Counter),
        (on(5, EVENING), on(7, MORNING), Station::Counter),
    ];
    for (now, hour, to) in rows {
        assert_eq!(next_hour(&settings, now), Some((hour, Post::Desk, to)), "after {}", now.minute(480));
    }
}

#[test]
fn b23_lateness_counts_from_the_hour_that_takes_the_desk_away() {
    let settings = state().property().unwrap().clone();
    let duty = |station, since| Duty { station, since, ..desk(&counted_desk()) };
    let rows = [
        (duty(Station::Counter, at(0)), on(0, EVENING - 1), None),
        (duty(Station::Counter, at(0)), on(0, EVENING), Some(0)),
        (duty(Station::Counter, at(0)), on(0, EVENING + 15), Some(15)),
        (duty(Station::Counter, at(0)), on(1, MORNING), Some(900)),
        // Taken over five minutes early (H-8): that morning's hour is not one's own.
        (duty(Station::Counter, on(0, MORNING - 5)), on(0, MORNING + 30), None),
        (duty(Station::ControlRoom, on(0, EVENING - 5)), on(0, EVENING + 30), None),
        (duty(Station::ControlRoom, on(0, EVENING + 5)), on(1, MORNING + 31), Some(31)),
        // A whole weekend in the control room is not late before Monday.
        (duty(Station::ControlRoom, on(4, EVENING)), on(7, MORNING - 1), None),
    ];
    for (duty, now, late) in rows {
        assert_eq!(lateness(&settings, &duty, now).map(|l| l.minutes), late, "{:?} at {}", duty.station, now.minute(480));
    }
}

#[test]
fn b23_from_when_it_is_amber_and_red_is_the_propertys_figure() {
    let mut settings = state().property().unwrap().clone();
    let duty = desk(&counted_desk());
    let grade = |settings: &_, minutes| lateness(settings, &duty, on(0, EVENING + minutes)).map(|l| l.grade);
    let by_default = [(0, Grade::Due), (14, Grade::Due), (15, Grade::Amber), (29, Grade::Amber), (30, Grade::Red)];
    for (minutes, expected) in by_default {
        assert_eq!(grade(&settings, minutes), Some(expected), "{minutes}");
    }
    (settings.handover.amber_minutes, settings.handover.red_minutes) = (5, 10);
    for (minutes, expected) in [(4, Grade::Due), (5, Grade::Amber), (9, Grade::Amber), (10, Grade::Red)] {
        assert_eq!(grade(&settings, minutes), Some(expected), "{minutes}");
    }
    let form = serde_json::to_value(state().property().unwrap()).unwrap();
    assert!(form.get("handover").is_none(), "an earlier version's settings have the default");
    let read: crate::registers::property::Settings = serde_json::from_value(form).unwrap();
    assert_eq!((read.handover.amber_minutes, read.handover.red_minutes), (15, 30));
}

#[test]
fn b23_a_crew_has_no_scheduled_hour() {
    let settings = state().property().unwrap().clone();
    let crew = Duty { post: Post::ControlRoom, ..desk(&counted_desk()) };
    assert_eq!(lateness(&settings, &crew, on(3, EVENING)), None);
}

#[test]
fn the_sheet_names_the_hour_it_is_for() {
    assert_eq!(sheet(&counted_desk(), "s1").due_at, Some(on(0, EVENING)));
}
