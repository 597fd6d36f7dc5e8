//! The sheets that the lead has still to read (H-6, S-6, B-23).

use super::Sheet;
use crate::State;
use crate::registers::property::Settings;
use std::iter::successors;
use values::{At, LocalDay};

/// A complete sheet without the lead's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread<'s> {
    /// Which.
    pub sheet: &'s Sheet,
    /// Whether the daily review is missing: a whole working day has passed since both signed.
    pub missing: bool,
}

/// Every complete sheet that the lead has not read, of every post, the oldest first.
#[must_use]
pub fn unread(state: &State, now: At) -> Vec<Unread<'_>> {
    let since = |sheet: &Sheet| sheet.incoming_signed.as_ref().filter(|_| sheet.reviewed.is_none()).map(|s| s.at);
    let mut unread: Vec<(At, &Sheet)> = state.sheet.iter().filter_map(|s| Some((since(s)?, s))).collect();
    unread.sort_by_key(|(at, sheet)| (*at, sheet.post, sheet.number));
    let missing = |at| state.property().is_some_and(|settings| a_working_day_lies_between(settings, at, now));
    unread.into_iter().map(|(at, sheet)| Unread { sheet, missing: missing(at) }).collect()
}

/// The lead reads at the start of a working day what was signed before it (S-6).
fn a_working_day_lies_between(settings: &Settings, signed: At, now: At) -> bool {
    let day = |at| LocalDay::of(at, settings.utc_offset_minutes);
    let days = successors(Some(day(signed)), |d| d.0.succ_opt().map(LocalDay)).skip(1);
    days.take_while(|d| *d < day(now)).any(|d| settings.is_working_day(d))
}
