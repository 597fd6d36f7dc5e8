//! What comes down: whole, in order, without a gap.

use crate::property::{Property, Stream};
use crate::told;
use std::time::{Duration, Instant};
use terminal::{Event, Identity};

fn online(event: &Event) -> bool {
    matches!(event, Event::Online { .. })
}

fn bookmark(revision: u64) -> impl Fn(&Event) -> bool {
    move |event| matches!(event, Event::Bookmark { revision: r, .. } if *r == revision)
}

/// What was told about the state.
fn state_of(events: &[Event]) -> Vec<String> {
    let about_state =
        |event: &&Event| matches!(event, Event::Opened { .. } | Event::Snapshot { .. } | Event::Commit { .. } | Event::Bookmark { .. });
    events.iter().filter(about_state).map(|event| format!("{event:?}")).collect()
}

fn script(property: &Property, streams: Vec<Stream>) {
    property.house.change(|state| state.streams.extend(streams));
}

#[test]
fn b10_half_a_snapshot_is_never_handed_over() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let half = || vec![Stream::opened(false), Stream::chunk(&["visit/half-1", "visit/half-2"])];
    let whole = vec![
        Stream::opened(false),
        Stream::chunk(&["visit/k-1", "visit/k-2"]),
        Stream::chunk(&["key/k-3"]),
        Stream::end(5, 3),
        Stream::bookmark(5),
    ];
    script(
        &property,
        vec![
            // The connection is cut in the middle; then the server ends the stream in the middle.
            Stream::open(half()),
            Stream { messages: half(), stays_open: false },
            Stream::open(whole),
        ],
    );
    let mut desk = told::desk(identity);
    desk.until_any("the opening", |event| matches!(event, Event::Opened { .. }));
    property.house.relay.cut();
    let events = desk.until_any("the bookmark", bookmark(5));
    let snapshot = |event: &Event| {
        let Event::Snapshot { revision, records, .. } = event else { return None };
        let references: Vec<_> = records.iter().map(|(r, _)| r.clone()).collect();
        Some((*revision, references.join(" ")))
    };
    let snapshots: Vec<_> = events.iter().filter_map(snapshot).collect();
    assert_eq!(snapshots, [(5, "visit/k-1 visit/k-2 key/k-3".to_owned())]);
    assert!(property.house.state().follows.iter().all(Option::is_none));
}

#[test]
fn b10_a_cut_link_goes_on_from_its_last_revision() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    script(
        &property,
        vec![
            Stream::open(vec![Stream::opened(false), Stream::end(5, 0), Stream::commit(6), Stream::bookmark(6)]),
            Stream::open(vec![Stream::opened(true), Stream::commit(7), Stream::bookmark(7)]),
        ],
    );
    let mut desk = told::desk(identity);
    desk.until_any("the first bookmark", bookmark(6));
    property.house.relay.cut();
    let events = desk.until_any("the second bookmark", bookmark(7));
    assert_eq!(
        state_of(&events),
        [
            "Opened(resumed: false)",
            "Snapshot(0 records at 5)",
            "Commit(6: test, 0 changes)",
            "Bookmark(6)",
            "Opened(resumed: true)",
            "Commit(7: test, 0 changes)",
            "Bookmark(7)",
        ]
    );
    let state = property.house.state();
    let cursor = state.follows[1].clone().unwrap();
    assert_eq!((cursor.revision, &cursor.epoch[..], &cursor.view_tag[..]), (6, &b"epoch one"[..], &b"counter"[..]));
}

#[test]
fn b10_after_a_gap_or_a_doubt_the_state_is_loaded_again_on_the_same_connection() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    script(
        &property,
        vec![
            Stream::open(vec![Stream::opened(false), Stream::end(5, 0), Stream::commit(7)]),
            Stream::open(vec![Stream::opened(false), Stream::end(7, 0), Stream::bookmark(7)]),
            Stream::open(vec![Stream::opened(false), Stream::end(8, 0), Stream::bookmark(8)]),
        ],
    );
    let mut desk = told::desk(identity);
    desk.until_any("the state after the gap", bookmark(7));
    desk.link.resync("the digest differs");
    let events = desk.until_any("the state after the doubt", bookmark(8));
    assert_eq!(
        state_of(&events),
        [
            "Opened(resumed: false)",
            "Snapshot(0 records at 5)",
            "Opened(resumed: false)",
            "Snapshot(0 records at 7)",
            "Bookmark(7)",
            "Opened(resumed: false)",
            "Snapshot(0 records at 8)",
            "Bookmark(8)",
        ]
    );
    assert_eq!(events.iter().filter(|event| online(event)).count(), 1);
    assert_eq!(property.house.state().follows, [None, None, None]);
}

#[test]
fn what_was_seen_is_told_to_the_server_after_a_restart() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let seen = vec![Stream::opened(false), Stream::end(5, 0), Stream::commit(6), Stream::bookmark(6)];
    script(&property, vec![Stream::open(seen)]);
    let mut desk = told::desk(identity);
    desk.until_any("the bookmark", bookmark(6));
    drop(desk);
    let _desk = told::desk(Identity::load(dir.path()).unwrap());
    let state = property.house.wait("the second greeting", |state| state.hellos.len() == 2);
    let seen: Vec<_> = state.hellos.iter().map(|hello| hello.seen.clone().map(|at| (at.epoch, at.revision))).collect();
    assert_eq!(seen, [None, Some((b"epoch one".as_slice().into(), 6))]);
}

fn noticed_after(break_it: impl Fn(&Property)) -> Duration {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    desk.until_any("the bookmark", bookmark(0));
    let start = Instant::now();
    break_it(&property);
    desk.until_any("the absence", |event| matches!(event, Event::Offline { .. }));
    start.elapsed()
}

#[test]
fn b10_a_cable_that_goes_dead_in_silence_is_noticed_within_ten_seconds() {
    let noticed = noticed_after(|property| property.house.relay.freeze());
    assert!(noticed < Duration::from_millis(10_500), "{noticed:?}");
}

#[test]
fn b10_a_server_that_hangs_is_noticed_within_ten_seconds() {
    let noticed = noticed_after(|_| {});
    assert!(noticed < Duration::from_millis(10_500), "{noticed:?}");
}

#[test]
fn a_server_of_the_same_epoch_that_lacks_what_was_seen_is_refused_and_never_shown() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let old = vec![Stream::opened(false), Stream::chunk(&["visit/k-1"]), Stream::end(2, 1), Stream::bookmark(2)];
    script(
        &property,
        vec![
            Stream::open(vec![Stream::opened(false), Stream::chunk(&["visit/k-1"]), Stream::end(5, 1), Stream::bookmark(5)]),
            Stream::open(old),
        ],
    );
    let mut desk = told::desk(identity);
    desk.until_any("the bookmark", bookmark(5));
    property.house.change(|state| state.is_rolled_back = true);
    property.house.relay.cut();
    let events = desk.until_any("the refusal", |event| matches!(event, Event::Contradicted));
    assert!(!events.iter().any(bookmark(2)));
    // A new epoch is another history, which somebody answers for.
    property.house.change(|state| state.epoch = b"another epoch...");
    desk.until_any("the accepted history", bookmark(2));
    let state = property.house.state();
    assert_eq!(state.follows.len(), 2, "the old server was never followed");
    assert!(state.hellos.iter().skip(1).all(|hello| hello.seen.as_ref().is_some_and(|seen| seen.revision == 5)));
}

fn remembered(event: &Event) -> bool {
    matches!(event, Event::Remembered { .. })
}

#[test]
fn b10_a_start_without_the_server_tells_what_the_disk_remembers_and_the_server_goes_on_from_it() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let first = vec![
        Stream::opened(false),
        Stream::chunk(&["visit/k-1", "visit/k-2"]),
        Stream::end(5, 2),
        Stream::commit(6),
        Stream::bookmark(6),
        // Not yet kept: no bookmark has followed.
        Stream::commit(7),
    ];
    script(
        &property,
        vec![Stream::open(first), Stream::open(vec![Stream::opened(true), Stream::commit(7), Stream::bookmark(7)])],
    );
    let mut desk = told::desk(identity);
    desk.until_any("the last commit", |event| matches!(event, Event::Commit { revision: 7, .. }));
    drop(desk);
    property.house.relay.unplug();
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    let events = desk.until_any("the absence", |event| matches!(event, Event::Offline { .. }));
    assert_eq!(format!("{:?}", events[0]), "Remembered(2 records at 6)");
    property.house.relay.plug_in();
    let events = desk.until_any("the bookmark", bookmark(7));
    assert_eq!(state_of(&events), ["Opened(resumed: true)", "Commit(7: test, 0 changes)", "Bookmark(7)"]);
    let cursor = property.house.state().follows[1].clone().unwrap();
    assert_eq!((cursor.revision, &cursor.epoch[..], &cursor.view_tag[..]), (6, &b"epoch one"[..], &b"counter"[..]));
}

#[test]
fn a_terminal_that_is_not_admitted_any_more_remembers_nothing() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let whole = vec![Stream::opened(false), Stream::chunk(&["visit/k-1"]), Stream::end(5, 1), Stream::bookmark(5)];
    script(&property, vec![Stream::open(whole)]);
    let mut desk = told::desk(identity);
    desk.until_any("the bookmark", bookmark(5));
    drop(desk);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    desk.until_any("what was remembered", remembered);
    property.house.change(|state| state.admitted.clear());
    property.house.relay.cut();
    desk.until_any("the revocation", |event| matches!(event, Event::NotAdmitted));
    drop(desk);
    assert!(!dir.path().join("view.key").exists() && dir.path().join("view").read_dir().unwrap().next().is_none());
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    let events = desk.until_any("the revocation", |event| matches!(event, Event::NotAdmitted));
    assert!(!events.iter().any(remembered), "{events:?}");
}
