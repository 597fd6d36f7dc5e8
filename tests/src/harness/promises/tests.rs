//! One made-up bad history for each promise: the checker finds each, and nothing in a good one.

use super::*;
use domain::RecordRef;
use serde_json::{Value, json};
use terminal::{Bytes, Outcome, ViewDigest};

const UNIT: &str = r#"{"unit":{"id":"1201"}}"#;
const OTHER: &str = r#"{"unit":{"id":"1202"}}"#;
const ANSWER: &str = r#"{"survey_answer":{"id":"a1","words":{"personal":"made up"}}}"#;
const VEILED: &str = r#"{"survey_answer":{"id":"a1","words":{"hidden":true}}}"#;

/// What an entry puts: references with records.
type Puts = &'static [(&'static str, &'static str)];

const FIRST: Puts = &[("unit/1201", UNIT)];
const SECOND: Puts = &[("unit/1202", OTHER), ("credential/1001", r#"{"credential":{"id":"1001"}}"#)];

fn about(reference: &str) -> RecordRef {
    RecordRef::try_from(reference.to_owned()).unwrap()
}

/// The entry with this revision, by the terminal "c1" as its command with the same number.
fn durable(revision: u64, puts: Puts) -> Durable {
    let sealed = |record: &str| serde_json::from_str::<Value>(&record.replace("personal", "sealed")).unwrap();
    Durable {
        revision,
        key: ("c1".into(), "0a".repeat(16), revision),
        outcome: Outcome::Committed,
        changes: puts.iter().map(|(name, record)| (about(name), Some(durable::bare(sealed(record))))).collect(),
    }
}

/// Two entries; the second also puts a record that no terminal sees.
fn journal() -> Vec<Durable> {
    let third = Durable { changes: vec![(about("unit/1201"), None)], ..durable(3, &[]) };
    vec![durable(1, FIRST), durable(2, SECOND), third]
}

fn digest(records: Puts) -> Bytes {
    let mut digest = ViewDigest::default();
    records.iter().for_each(|(about, record)| digest.add(about, record.as_bytes()));
    Bytes::copy_from_slice(&digest.to_bytes())
}

fn opened(resumed: bool) -> Event {
    Event::Opened { resumed }
}

fn lost() -> Event {
    Event::Offline { why: String::new() }
}

fn snapshot(revision: u64, records: Puts) -> Event {
    let of = |(about, record): &(&str, &'static str)| ((*about).to_owned(), Bytes::from_static(record.as_bytes()));
    Event::Snapshot {
        revision,
        records: records.iter().map(of).collect(),
        digest: digest(records),
        head: Bytes::new(),
    }
}

fn commit(revision: u64, changes: &[(&str, Option<&'static str>)]) -> Event {
    let of = |(about, record): &(&str, Option<&'static str>)| ((*about).to_owned(), record.map(|r| Bytes::from_static(r.as_bytes())));
    Event::Commit {
        revision,
        at_ms: 0,
        changes: changes.iter().map(of).collect(),
        command: "made.up".into(),
        terminal: "c1".into(),
        incarnation: Bytes::from_static(&[0x0A; 16]),
        seq: revision,
    }
}

fn second() -> Event {
    commit(2, &[("unit/1202", Some(OTHER))])
}

fn third() -> Event {
    commit(3, &[("unit/1201", None)])
}

fn bookmark(revision: u64, digest: Bytes) -> Event {
    Event::Bookmark {
        doubted_clock_ms: 0,
        head: Bytes::new(),
        revision,
        digest,
        clock_ms: 0,
        connected: Vec::new(),
        resume_floor: 0,
        emergencies_only: false,
    }
}

fn answered(seq: u64, outcome: Outcome, revision: u64) -> Event {
    Event::Answered { seq, outcome, revision }
}

fn told(station: Station, events: Vec<Event>) -> History {
    History { events, ..History::of("c1", [0x0A; 16], station) }
}

/// The first promise that a counter's history breaks.
fn broken(events: Vec<Event>) -> Option<Promise> {
    told(Station::Counter, events).violations(&journal()).first().map(|v| v.promise)
}

/// Begins with the first entry's state.
fn then(more: Vec<Event>) -> Vec<Event> {
    [opened(false), snapshot(1, FIRST)].into_iter().chain(more).collect()
}

#[test]
fn a_good_history_breaks_nothing() {
    let both: Puts = &[("unit/1201", UNIT), ("unit/1202", OTHER)];
    let good = then(vec![
        answered(2, Outcome::Committed, 2),
        second(),
        bookmark(2, digest(both)),
        lost(),
        opened(true),
        bookmark(2, digest(both)),
        third(),
        answered(3, Outcome::Committed, 3),
        opened(false),
        snapshot(3, &[("unit/1202", OTHER)]),
        bookmark(3, Bytes::new()),
    ]);
    assert_eq!(told(Station::Counter, good).violations(&journal()), []);
}

#[test]
fn ordered_nothing_older_is_told() {
    assert_eq!(broken(then(vec![second(), third(), opened(false), snapshot(2, FIRST)])), Some(Promise::Ordered));
    assert_eq!(
        broken(vec![opened(false), snapshot(2, &[("unit/1201", UNIT), ("unit/1202", OTHER)]), commit(1, &[])]),
        Some(Promise::Ordered)
    );
}

#[test]
fn unique_nothing_is_told_twice() {
    assert_eq!(broken(then(vec![second(), second()])), Some(Promise::Unique));
    // The same command at two revisions, seen without a journal.
    let Event::Commit { revision, at_ms, changes, command, terminal, incarnation, .. } = third() else { unreachable!() };
    let again = Event::Commit { revision, at_ms, changes, command, terminal, incarnation, seq: 2 };
    let history = told(Station::Counter, then(vec![second(), again]));
    assert_eq!(history.violations(&[]).first().map(|v| v.promise), Some(Promise::Unique));
}

#[test]
fn reliable_nothing_between_is_left_out() {
    assert_eq!(broken(then(vec![third()])), Some(Promise::Reliable));
}

#[test]
fn atomic_an_entry_is_told_whole_and_a_snapshot_is_one_moment() {
    let rows = [
        then(vec![commit(2, &[])]),
        then(vec![commit(2, &[("unit/1202", Some(UNIT))])]),
        then(vec![second(), commit(3, &[("unit/1202", None)])]),
        then(vec![second(), third(), commit(4, &[])]),
        vec![opened(false), snapshot(1, &[("unit/1201", UNIT), ("unit/1202", OTHER)])],
        vec![opened(false), snapshot(2, FIRST)],
        vec![opened(false), snapshot(9, &[("unit/1202", OTHER)])],
    ];
    for (number, events) in rows.into_iter().enumerate() {
        assert_eq!(broken(events), Some(Promise::Atomic), "row {number}");
    }
}

#[test]
fn resumable_a_stream_goes_on_where_the_last_one_ended() {
    let rows = [
        vec![opened(true)],
        vec![opened(false), lost(), opened(true)],
        then(vec![lost(), opened(true), third()]),
        then(vec![lost(), second()]),
        then(vec![opened(false), second()]),
        vec![snapshot(1, FIRST)],
    ];
    for (number, events) in rows.into_iter().enumerate() {
        assert_eq!(broken(events), Some(Promise::Resumable), "row {number}");
    }
}

fn remembered(revision: u64, records: Puts) -> Event {
    let Event::Snapshot { records, .. } = snapshot(revision, records) else { unreachable!() };
    Event::Remembered { revision, clock_ms: 0, records }
}

#[test]
fn a_program_may_begin_with_what_its_disk_remembers_and_the_server_goes_on_from_it_or_takes_it_back() {
    let both: Puts = &[("unit/1201", UNIT), ("unit/1202", OTHER)];
    let good = [
        vec![remembered(1, FIRST), lost()],
        vec![remembered(1, FIRST), opened(true), second(), bookmark(2, digest(both))],
        // Of a history that was left: further than the journal is, and in no way the same.
        vec![remembered(9, both), opened(false), snapshot(1, FIRST), second()],
    ];
    for (number, events) in good.into_iter().enumerate() {
        assert_eq!(broken(events), None, "row {number}");
    }
    let rows = [
        (vec![remembered(1, both), opened(true)], Promise::Atomic),
        (vec![remembered(1, FIRST), opened(true), third()], Promise::Resumable),
        (vec![remembered(1, FIRST), second()], Promise::Resumable),
        (vec![remembered(2, both), opened(true), second()], Promise::Ordered),
        (then(vec![lost(), remembered(1, FIRST)]), Promise::Ordered),
        (vec![remembered(1, &[("credential/1001", UNIT)])], Promise::Filtered),
    ];
    for (number, (events, promise)) in rows.into_iter().enumerate() {
        assert_eq!(broken(events), Some(promise), "row {number}");
    }
}

#[test]
fn bookmarked_a_bookmark_stands_where_the_stream_is() {
    let rows = [
        then(vec![bookmark(2, Bytes::new())]),
        then(vec![second(), bookmark(1, Bytes::new())]),
        then(vec![bookmark(1, digest(SECOND))]),
        vec![opened(false), bookmark(0, Bytes::new())],
    ];
    for (number, events) in rows.into_iter().enumerate() {
        assert_eq!(broken(events), Some(Promise::Bookmarked), "row {number}");
    }
}

#[test]
fn filtered_a_station_is_told_only_what_its_view_shows() {
    let answer = |record| then(vec![commit(2, &[("survey_answer/a1", Some(record))])]);
    let journal = [durable(1, FIRST), durable(2, &[("survey_answer/a1", ANSWER)])];
    let found = |station, events| told(station, events).violations(&journal).first().map(|v| v.promise);
    assert_eq!(found(Station::Counter, answer(ANSWER)), None);
    assert_eq!(found(Station::ControlRoom, answer(VEILED)), None);
    assert_eq!(found(Station::ControlRoom, answer(ANSWER)), Some(Promise::Filtered), "in clear, where it is veiled");
    assert_eq!(found(Station::Kiosk, then(Vec::new())), Some(Promise::Filtered), "a kiosk follows nothing");
    assert_eq!(broken(then(vec![commit(2, &[("credential/1001", Some(UNIT))])])), Some(Promise::Filtered));
    assert_eq!(broken(then(vec![commit(2, &[("credential/1001", None)])])), Some(Promise::Filtered));
}

#[test]
fn answered_a_command_has_one_answer_and_stands_there_once() {
    let refused = || Outcome::Refused(json!({}).to_string().into_bytes());
    let rows = [
        vec![answered(2, Outcome::Committed, 2), answered(2, Outcome::Committed, 2)],
        vec![answered(9, Outcome::Committed, 9)],
        vec![answered(2, Outcome::Committed, 3)],
        vec![answered(2, refused(), 2)],
    ];
    for (number, events) in rows.into_iter().enumerate() {
        assert_eq!(broken(events), Some(Promise::Answered), "row {number}");
    }
    let mut doubled = journal();
    doubled[2].key = doubled[1].key.clone();
    let history = told(Station::Counter, vec![answered(2, Outcome::Committed, 2)]);
    assert_eq!(history.violations(&doubled).first().map(|v| v.promise), Some(Promise::Answered), "it stands there twice");
    let kiosk = told(Station::Kiosk, vec![answered(2, Outcome::Committed, 0)]);
    assert_eq!(kiosk.violations(&journal()), [], "a kiosk is told no revision");
}

#[test]
fn after_a_restore_only_what_was_told_since_counts() {
    let online = || Event::Online {
        revision: 0,
        clock_ms: 0,
        station: String::new(),
        terminal: String::new(),
        name: String::new(),
    };
    let old = [online(), opened(false), snapshot(7, &[]), answered(2, Outcome::Committed, 8), lost()];
    let new = [online(), answered(2, Outcome::Committed, 2), opened(false), snapshot(1, FIRST), second()];
    let mut history = told(Station::Counter, old.into_iter().chain(new).collect());
    assert!(!history.violations(&journal()).is_empty());
    history.restored();
    assert_eq!((history.events.len(), history.violations(&journal())), (5, Vec::new()));
}
