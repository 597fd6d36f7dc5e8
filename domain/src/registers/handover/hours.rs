//! The hours at which the book passes between counter and control room (H-1 to H-3).

use super::{Duty, Post};
use crate::Station;
use crate::registers::property::Settings;
use std::iter::successors;
use values::{At, LocalDay, MINUTE_MS};

/// How many days ahead an hour is looked for; no calendar is off longer.
const DAYS_AHEAD: usize = 60;

/// The next scheduled handover after `now`: when, of which post, to which station. Only
/// the desk is handed over by the clock; a crew passes its post when the shift ends.
#[must_use]
pub fn next_hour(settings: &Settings, now: At) -> Option<(At, Post, Station)> {
    hours(settings, now).map(|(at, to)| (at, Post::Desk, to)).next()
}

/// The scheduled hour at which this duty is to be handed over: the first one since it
/// began that takes the desk away from its station. `None` inside a crew.
#[must_use]
pub fn hour_of(settings: &Settings, duty: &Duty) -> Option<At> {
    match duty.post {
        Post::Desk => hours(settings, duty.since).find(|(_, to)| *to != duty.station).map(|(at, _)| at),
        Post::Counter | Post::ControlRoom => None,
    }
}

/// How late a handover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// In whole minutes after its hour.
    pub minutes: u32,
    /// How grave that is.
    pub grade: Grade,
}

/// How grave it is that a handover is late (B-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The hour has come.
    Due,
    /// Both stations show it, the lead is told.
    Amber,
    /// Long overdue.
    Red,
}

/// By how much the handover of this duty is late, by the property's figures (B-23); `None`
/// before its hour.
#[must_use]
pub fn lateness(settings: &Settings, duty: &Duty, now: At) -> Option<Late> {
    let late = now.since(hour_of(settings, duty)?);
    let minutes = u32::try_from(late.div_euclid(MINUTE_MS)).ok()?;
    let figures = &settings.handover;
    let grade = match minutes {
        m if m >= figures.red_minutes => Grade::Red,
        m if m >= figures.amber_minutes => Grade::Amber,
        _ => Grade::Due,
    };
    Some(Late { minutes, grade })
}

/// The scheduled handovers after an instant, in order: when, and to which station.
fn hours(settings: &Settings, after: At) -> impl Iterator<Item = (At, Station)> {
    let offset = settings.utc_offset_minutes;
    let days = successors(Some(LocalDay::of(after, offset)), |day| day.0.succ_opt().map(LocalDay));
    days.take(DAYS_AHEAD)
        .filter(|day| settings.is_working_day(*day))
        .flat_map(move |day| {
            [
                (day.at(settings.morning_handover, offset), Station::Counter),
                (day.at(settings.evening_handover, offset), Station::ControlRoom),
            ]
        })
        .filter(move |(at, _)| *at > after)
}
