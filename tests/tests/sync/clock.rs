//! The server's clock in doubt: a wrong clock must not destroy data, and its time never gets
//! into the journal.

use super::gaps::take;
use domain::registers::clock::{Command, Confirmed, Why};
use domain::registers::emergencies;
use domain::{Refusal, Stamp, Station};
use serde_json::Value;
use tests::harness::{Answer, CLERK, LEAD, MONDAY, Property, Staff, entries_of, id, person};
use values::{At, MINUTE_MS, SECOND_MS};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const TEN_YEARS: i64 = 3_652 * DAY;

/// The stamp of every entry.
fn stamps(property: &Property) -> Vec<Stamp> {
    let stamp = |bytes: &[u8]| serde_json::from_value(serde_json::from_slice::<Value>(bytes).unwrap()["stamp"].take()).unwrap();
    entries_of(&property.data()).iter().map(|stored| stamp(&stored.payload)).collect()
}

fn confirms(time: At) -> Command {
    Command::Confirm { person: person(LEAD), time }
}

fn is_told(staff: &mut Staff, property: &Property) -> At {
    staff.until("word of the doubt", |s| s.told.doubted_clock != At(0) && s.state().doubt_in_clock().is_some());
    staff.until_level(property);
    staff.told.doubted_clock
}

#[test]
fn a_clock_that_jumps_ten_years_stops_the_archive_and_not_the_alarm_and_its_time_is_never_stamped() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let run = counter.new_id();
    let start = emergencies::Command::Start { run, procedure: id("fire"), place: None, drill: true, name: None };
    counter.ask(start).done();
    property.clock().jumps(TEN_YEARS);
    let shown = is_told(&mut counter, &property);
    assert_eq!(shown, MONDAY.plus(TEN_YEARS * MINUTE_MS));
    let swept = property.desk().state().sweep.iter().next().cloned();

    // Two nights pass: what must be heard is asked for, the archive waits.
    property.clock().seconds_pass(60);
    counter.until("the next post", |s| s.state().run.iter().next().is_some_and(|r| r.rung.len() == 2));
    property.clock().minutes_pass(2 * DAY);
    counter.sign_in(CLERK);
    let seq = take(&mut counter);
    counter.answer(seq).done();
    counter.until("the third post", |s| s.state().run.iter().next().is_some_and(|r| r.rung.len() == 3));
    assert!(
        property.operator().faults().iter().any(|f| f.starts_with("clock: it shows 2036-11-2")),
        "{:?}",
        property.operator().faults()
    );
    assert_eq!(counter.told.clock.since(MONDAY) / MINUTE_MS, 2 * DAY + 1, "the screen goes on by the time that passed");

    assert_eq!(property.desk().state().sweep.iter().next().cloned(), swept);
    // A wrong time that somebody signs is no time; then the clock is set right.
    let wrong = counter.sign(LEAD, confirms(counter.told.clock)).refusal();
    assert!(matches!(wrong, Refusal::Clock(domain::registers::clock::Refusal::ShowsAnotherTime { .. })), "{wrong:?}");
    property.clock().jumps(-TEN_YEARS);
    let now = property.clock().now();
    counter.sign(LEAD, confirms(now)).done();
    counter.until("the end of the doubt", |s| s.told.doubted_clock == At(0) && s.state().doubt_in_clock().is_none());
    property.until_nothing_is_due();
    let doubt = property.desk().state().clock_doubt.iter().next().cloned().unwrap();
    let Confirmed { old, new, .. } = doubt.confirmed.unwrap();
    assert_eq!((doubt.why, doubt.shown, old, new), (Why::Moved, shown, now, now));
    assert_ne!(property.desk().state().sweep.iter().next().cloned(), swept, "the archive goes on");

    property.stop();
    let stamps = stamps(&property);
    assert!(stamps.iter().all(|s| s.at <= now) && stamps.is_sorted_by_key(|s| s.at));
    let doubted: Vec<_> = stamps.iter().filter_map(|s| s.clock_shows).collect();
    assert!(doubted.len() >= 4 && doubted[0] == shown, "what it showed stands beside: {doubted:?}");
    assert!(property.verified().sound);
}

#[test]
fn a_clock_put_back_is_confirmed_and_stamps_go_on_slower_until_both_meet() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    property.clock().jumps(-3 * HOUR);
    is_told(&mut counter, &property);
    counter.sign(LEAD, confirms(property.clock().now())).done();
    for _ in 0..26 {
        property.clock().minutes_pass(HOUR);
        // Nobody stays signed in for so long.
        counter.sign_in(CLERK);
        let seq = take(&mut counter);
        counter.answer(seq).done();
    }
    let now = property.clock().now();
    property.stop();
    let stamps = stamps(&property);
    assert!(stamps.is_sorted_by_key(|s| s.at));
    let mut later: Vec<_> = stamps.iter().map(|s| s.at).filter(|at| *at > MONDAY).collect();
    later.dedup();
    assert_eq!(later.len(), 26, "no hour stood still: {later:?}");
    assert_eq!(later.last(), Some(&now), "level again");
}

#[test]
fn a_doubt_outlives_a_restart_and_a_start_long_after_the_last_entry_asks_too() {
    let mut property = Property::new();
    property.clock().jumps(HOUR);
    let mut counter = property.staff(Station::Counter, "counter 1");
    is_told(&mut counter, &property);
    property.stop();
    property.start();
    let standing = |property: &Property| property.desk().state().doubt_in_clock().map(|d| d.why);
    assert_eq!(standing(&property), Some(Why::Moved), "an hour would look right at a start");
    let refused = property.operator().confirm_time("2026-11-23 10:00", LEAD).unwrap_err();
    assert!(refused.message().contains("11:00"), "{refused}");
    assert!(property.operator().confirm_time("2026-11-23 11:00", "99999").is_err());
    property.operator().confirm_time("2026-11-23 11:00", LEAD).unwrap();
    counter.until("the end of the doubt", |s| s.told.doubted_clock == At(0) && s.state().doubt_in_clock().is_none());

    property.stop();
    property.clock().minutes_pass(2 * DAY);
    property.start();
    counter.until("word of the doubt", |s| s.state().doubt_in_clock().is_some_and(|d| d.why == Why::LongAfterLastEntry));
    assert!(counter.told.clock.since(MONDAY) < DAY * MINUTE_MS);
    let signed = counter.sign(LEAD, confirms(property.clock().now()));
    assert!(matches!(signed, Answer::Committed(_)));
    counter.until("the time", |s| s.told.clock.since(property.clock().now()).abs() < SECOND_MS);
}
