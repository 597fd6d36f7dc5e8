//! When the clock sweeps.

use super::*;

/// An answered call of each of so many midnights, today's the first.
fn with_calls(days: i64) -> State {
    let mut state = state();
    for day in 0..days {
        state.put(answered(&format!("c{day}"), at(-day * DAY - 600)));
    }
    state
}

#[test]
fn the_sweep_comes_once_a_night_at_its_hour() {
    let mut state = with_calls(9);
    // Monday at ten is after this day's hour: the sweep that was missed comes at once.
    let minutes = [0, 1, NIGHT - 1, NIGHT, NIGHT + 1, NIGHT + 60, NIGHT + DAY - 1, NIGHT + DAY, NIGHT + DAY + 1];
    let left = minutes.map(|minute| sweep(&mut state, minute).map(|s| s.records));
    assert_eq!(left, [Some(2), None, None, Some(1), None, None, None, Some(1), None]);
}

#[test]
fn a_clock_that_jumps_over_nights_sweeps_once() {
    for days in [1, 2, 30] {
        let mut state = with_calls(9);
        sweep(&mut state, 0);
        let swept = sweep(&mut state, NIGHT + days * DAY).unwrap();
        assert_eq!(swept.day, LocalDay::of(at(NIGHT + days * DAY), 480));
        assert_eq!(sweep(&mut state, NIGHT + days * DAY + 1), None, "after {days} days");
    }
}

#[test]
fn a_night_in_which_nothing_can_leave_is_marked_once_and_not_asked_for_again() {
    let marked = |swept: Option<Sweep>| swept.map(|s| (s.day, s.records, s.more));
    assert_eq!(marked(sweep(&mut state(), 400 * DAY)), Some((LocalDay::of(at(400 * DAY), 480), 0, false)));
    let mut recent = with_calls(6);
    assert_eq!(marked(sweep(&mut recent, NIGHT)), Some((LocalDay::of(at(NIGHT), 480), 0, false)));
    assert_eq!(recent.call.len(), 6);
    // From now on the last sweep alone is looked at, no record: not even one that could leave.
    recent.put(answered("old", at(-30 * DAY)));
    for minute in [NIGHT, NIGHT + 1, NIGHT + 60, NIGHT + DAY - 1] {
        assert_eq!(due(&recent, at(minute)), []);
        let asked = decide(&recent, &Command::Sweep {}.into(), &clock().minute(minute));
        assert_eq!(asked, Ok(vec![]), "a sweep that is not due does nothing");
    }
    assert_eq!(
        sweep(&mut recent, NIGHT + DAY).map(|s| s.records),
        Some(2),
        "the next night looks again: the oldest of the six left too"
    );
    assert_eq!(sweep(&mut State::default(), 400 * DAY), None, "before the first import");
}

#[test]
fn due_is_empty_after_its_own_sweep_and_goes_on_while_more_waits() {
    let mut state = state();
    for call in 0..MOST * 2 + 500 {
        state.put(answered(&format!("c{call:05}"), at(-9 * DAY)));
    }
    let mut swept = Vec::new();
    for second in [0, 0, 1, 1, 2, 2, 3] {
        let now = at(NIGHT).plus(second * 1_000);
        for asked in due(&state, now) {
            done(&mut state, asked.command, &Stamp { at: now, ..clock() });
            let last = state.sweep.iter().next().unwrap();
            swept.push((second, last.records, last.more));
        }
        assert_eq!(due(&state, now), [], "due is empty after its own commands");
    }
    assert_eq!(swept, [(0, 2_000, true), (1, 2_000, true), (2, 500, false)]);
}

#[test]
fn the_longest_closed_leave_first_and_the_largest_sweep_fits_in_an_entry() {
    let mut state = state();
    let long = |call: usize| format!("{call:064}");
    for call in 0..=MOST {
        state.put(answered(&long(call), at(-9 * DAY).plus(-i64::try_from(call).unwrap())));
    }
    let changes = decide(&state, &Command::Sweep {}.into(), &clock().minute(NIGHT)).unwrap();
    let left: Vec<String> = changes.iter().skip(1).map(|c| c.about().id.to_string()).collect();
    assert_eq!(left, (1..=MOST).rev().map(long).collect::<Vec<_>>(), "the youngest waits");
    let longest = Kind::ALL.iter().map(|k| k.name().len()).max().unwrap() - Kind::Call.name().len();
    let bytes = serde_json::to_string(&changes).unwrap().len() + longest * MOST;
    assert!(bytes < 250 * 1_024, "{bytes}");
}

#[test]
fn a_restart_and_a_replay_come_to_the_same() {
    let given = with_calls(9);
    let (mut state, mut journal) = (given.clone(), Vec::new());
    for night in 0..4 {
        for asked in due(&state, at(NIGHT + night * DAY)) {
            let stamp = clock().minute(NIGHT + night * DAY).revision(1);
            let changes = decide(&state, &asked.command, &stamp).unwrap();
            state.apply(&changes);
            journal.push((asked.command, stamp, changes));
        }
    }
    assert_eq!(journal.len(), 4);
    let mut replayed = given;
    for (command, stamp, changes) in journal {
        assert_eq!(due(&replayed, stamp.at).first().map(|d| &d.command), Some(&command));
        assert_eq!(decide(&replayed, &command, &stamp), Ok(changes.clone()));
        replayed.apply(&changes);
    }
    assert_eq!(format!("{replayed:?}"), format!("{state:?}"));
}

#[test]
fn settings_of_an_earlier_version_have_the_figures_of_the_design() {
    let json = serde_json::to_value(state().property().unwrap()).unwrap();
    assert_eq!(json.get("archive"), None, "a record from before keeps its bytes");
    let settings: crate::registers::property::Settings = serde_json::from_value(json).unwrap();
    let figures = settings.archive;
    assert_eq!((figures.at_minute, figures.keep_days, figures.keep_survey_days, figures.keep_sheet_days), (190, 7, 90, 35));
}
