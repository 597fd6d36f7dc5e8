//! How keys, units and people are put into words on the staff's screens.

use crate::desk::Desk;
use crate::phrases;
use domain::State;
use domain::registers::keys::{Key, KeyIssue, KeyKind, KeyPlace, Loss};
use domain::registers::property::Unit;
use look::theme::Tone;
use look::words::Words;
use look::words::keys::Keys;
use values::{At, Id, Invalid, MINUTE_MS, Personal};

/// The name of a kind of key.
pub(crate) fn kind(words: &Keys, kind: KeyKind) -> &'static str {
    let [door, card, mailbox, parking, public, plant_room] = words.kinds;
    match kind {
        KeyKind::Door => door,
        KeyKind::AccessCard => card,
        KeyKind::Mailbox => mailbox,
        KeyKind::Parking => parking,
        KeyKind::Public => public,
        KeyKind::PlantRoom => plant_room,
    }
}

/// What this station may read of a personal value, or why not.
pub(crate) fn told<T: ToString>(words: &Words, value: &Personal<T>) -> String {
    phrases::personal(words, value, T::to_string)
}

/// As [`told`], and `—` where nothing was given.
pub(crate) fn told_or_dash<T: ToString>(words: &Words, value: Option<&Personal<T>>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| told(words, value))
}

/// The company in a unit, or who lives there; empty where neither is known.
pub(crate) fn holder(desk: &Desk, unit: &Unit) -> String {
    let company = unit.company.as_ref().map(|c| desk.phrase(c).to_owned());
    let person = unit.occupant.as_ref().map(|o| told(desk.words, o));
    match (company, person) {
        (Some(company), Some(person)) => format!("{company} · {person}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// "1206 远景科技": a unit and what is in it, for one line.
pub(crate) fn unit_line(desk: &Desk, unit: &Unit) -> String {
    let holder = unit
        .company
        .as_ref()
        .map_or_else(|| unit.occupant.as_ref().map(|o| told(desk.words, o)), |c| Some(desk.phrase(c).to_owned()));
    holder.map_or_else(|| unit.number.to_string(), |holder| format!("{} {holder}", unit.number))
}

/// The number of a unit by its id.
pub(crate) fn unit_number(state: &State, unit: &Id<Unit>) -> String {
    state.unit.get(unit).map_or_else(|| unit.to_string(), |u| u.number.to_string())
}

/// Of which unit a report is: its number, or what was typed instead.
pub(crate) fn loss_unit(words: &Words, state: &State, loss: &Loss) -> String {
    match (&loss.unit, &loss.unit_said) {
        (Some(unit), _) => unit_number(state, unit),
        (None, Some(said)) => (words.keys.unit_not_known)(&told(words, said)),
        (None, None) => "—".to_owned(),
    }
}

/// The state of a report in a word.
pub(crate) fn loss_state(words: &Keys, loss: &Loss) -> (&'static str, Tone) {
    if !loss.is_open() {
        (words.closed, Tone::Green)
    } else if !loss.waiting_for().is_empty() {
        (words.awaiting_acknowledgement, Tone::Red)
    } else if loss.lock_changed.is_none() {
        (words.awaiting_lock, Tone::Amber)
    } else {
        (words.awaiting_close, Tone::Amber)
    }
}

/// Everything that is the matter with a key, the gravest first; never empty.
pub(crate) fn key_states(words: &Keys, state: &State, key: &Key, now: At) -> Vec<(&'static str, Tone)> {
    let mut states = Vec::new();
    if matches!(key.place, KeyPlace::Lost { .. }) {
        states.push((words.lost, Tone::Red));
    }
    if key.suspended_by.is_some() {
        states.push((words.suspended, Tone::Red));
    }
    if key.damaged {
        states.push((words.damaged, Tone::Amber));
    }
    match &key.place {
        KeyPlace::Out { issue } if state.key_issue.get(issue).is_some_and(|i| i.is_overdue(now)) => {
            states.insert(0, (words.overdue, Tone::Red))
        }
        KeyPlace::Out { .. } => states.push((words.out, Tone::Blue)),
        KeyPlace::Cabinet if states.is_empty() => states.push((words.in_cabinet, Tone::Green)),
        KeyPlace::Cabinet | KeyPlace::Lost { .. } => {}
    }
    states
}

/// How long until `due`, or since: red when it is over, amber in the last hour.
pub(crate) fn until(desk: &Desk, due: At) -> (String, Tone) {
    let left = due.since(desk.now);
    let minutes = |ms: i64| u32::try_from(ms / MINUTE_MS).unwrap_or(u32::MAX);
    if left < 0 {
        ((desk.words.common.minutes_late)(minutes(-left)), Tone::Red)
    } else if left <= 60 * MINUTE_MS {
        ((desk.words.common.minutes_left)(minutes(left)), Tone::Amber)
    } else {
        ((desk.words.common.minutes_left)(minutes(left)), Tone::Neutral)
    }
}

/// What is typed, parsed: the value, and what is wrong with it. Nothing typed is neither.
pub(crate) fn typed<'w, T>(text: &str, parse: impl Fn(&str) -> Result<T, Invalid>, wrong: &'w str) -> (Option<T>, Option<&'w str>) {
    if text.trim().is_empty() {
        return (None, None);
    }
    parse(text).map_or((None, Some(wrong)), |value| (Some(value), None))
}

/// Who handed a key out, and who goes along with it.
pub(crate) fn given_by(desk: &Desk, issue: &KeyIssue) -> String {
    let words = &desk.words.keys;
    let first = (words.handed_out_by)(&desk.name_of(&issue.issued_by));
    match &issue.second {
        Some(second) => format!("{first} · {}", (words.goes_along)(&desk.name_of(second))),
        None => first,
    }
}
