use super::*;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const TEN_YEARS: i64 = 3_652 * DAY;

fn at(minutes: i64) -> At {
    At(1_795_399_200_000).plus(minutes * MINUTE_MS)
}
fn passed(minutes: i64) -> Duration {
    Duration::from_secs(u64::try_from(minutes).unwrap() * 60)
}
/// Trusted at minute 0, with the last entry at minute 0.
fn trusted() -> Guard {
    Guard::start(at(0), passed(0), Some(at(0)), None)
}

#[test]
fn a_start_is_judged_by_the_last_entry() {
    use Why::{BeforeLastEntry, LongAfterLastEntry, Moved};
    let table = [
        (None, None, TEN_YEARS, None),
        (Some(0), None, 0, None),
        (Some(0), None, DAY, None),
        (Some(0), None, DAY + 1, Some(LongAfterLastEntry)),
        (Some(0), None, TEN_YEARS, Some(LongAfterLastEntry)),
        (Some(0), None, -10, None),
        (Some(0), None, -11, Some(BeforeLastEntry)),
        (Some(0), None, -TEN_YEARS, Some(BeforeLastEntry)),
        // A restart forgets no doubt.
        (Some(0), Some(Moved), 5, Some(Moved)),
    ];
    for (last, standing, wall, why) in table {
        let mut guard = Guard::start(at(wall), passed(0), last.map(at), standing);
        let reading = guard.read(at(wall), passed(0));
        assert_eq!(reading.doubt, why, "{last:?} {wall}");
        let expected = if why.is_some() { at(0) } else { at(wall).max(last.map_or(at(wall), at)) };
        assert_eq!(reading.now, expected, "{last:?} {wall}");
    }
}

#[test]
fn a_clock_that_is_set_is_in_doubt_and_its_time_never_given_out() {
    for (moved, doubted) in [(10, false), (11, true), (TEN_YEARS, true), (-10, false), (-11, true), (-TEN_YEARS, true)] {
        let mut guard = trusted();
        assert_eq!(guard.read(at(30), passed(30)).doubt, None);
        let reading = guard.read(at(40 + moved), passed(40));
        assert_eq!(reading.doubt, doubted.then_some(Why::Moved), "{moved}");
        if doubted {
            assert_eq!((reading.now, reading.shown), (at(40), at(40 + moved)), "the last trusted time and what passed");
            assert_eq!(guard.read(at(100 + moved), passed(100)).now, at(100));
        }
    }
}

#[test]
fn a_clock_that_is_set_in_small_steps_is_noticed_within_the_day() {
    let mut guard = trusted();
    let noticed = (1..10).find(|step| guard.read(at(step * 69), passed(step * 60)).doubt.is_some());
    assert_eq!(noticed, Some(2), "nine minutes an hour too fast");
    let mut good = trusted();
    // Three minutes a day: no crystal is worse, and a mark a day old forgives it.
    assert!((1..400).all(|day| good.read(at(day * (DAY + 3)), passed(day * DAY)).doubt.is_none()));
}

#[test]
fn a_doubt_stands_although_the_clock_comes_back_until_it_is_confirmed() {
    let mut guard = trusted();
    assert!(guard.read(at(TEN_YEARS), passed(1)).doubt.is_some());
    assert!(guard.read(at(2), passed(2)).doubt.is_some());
    assert!(!guard.confirm(at(TEN_YEARS), at(2), passed(2)));
    assert!(guard.read(at(2), passed(2)).doubt.is_some(), "that is not what it shows");
    assert!(guard.confirm(at(1), at(2), passed(2)));
    assert_eq!(guard.read(at(3), passed(3)), Reading { now: at(3), shown: at(3), doubt: None });
}

#[test]
fn a_confirmed_clock_is_what_counts_from_then_on() {
    let mut guard = trusted();
    guard.read(at(5 * HOUR), passed(1));
    guard.confirm(at(5 * HOUR), at(5 * HOUR), passed(1));
    assert_eq!(guard.read(at(5 * HOUR + 1), passed(2)).now, at(5 * HOUR + 1));
}

#[test]
fn time_goes_on_slower_and_never_back_or_still_until_a_clock_that_was_put_back_is_level() {
    let mut guard = trusted();
    guard.read(at(-4 * HOUR), passed(8));
    guard.confirm(at(-4 * HOUR), at(-4 * HOUR), passed(8));
    let mut last = at(8);
    for minute in 9..8 + 40 * HOUR {
        let wall = at(-4 * HOUR + minute - 8);
        let reading = guard.read(wall, passed(minute));
        assert_eq!(reading.doubt, None);
        assert!(reading.now > last, "{minute}");
        let span = reading.now.since(last);
        assert!((MINUTE_MS * 7 / 8 - 8..=MINUTE_MS).contains(&span), "a minute lasted {span} ms at {minute}");
        last = reading.now;
    }
    assert_eq!(last, at(-4 * HOUR + 40 * HOUR - 1), "level again after eight times four hours and a bit");
}

#[test]
fn readings_are_monotone_whatever_clock_and_people_do() {
    let mut seed = 7_u64;
    let mut random = |below: i64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(seed >> 33).unwrap() % below
    };
    let mut guard = Guard::start(at(0), passed(0), Some(at(-3)), None);
    let (mut wall, mut minute, mut last) = (0, 0, at(-3));
    for step in 0..20_000 {
        let by = random(30);
        (wall, minute) = (wall + by, minute + by);
        if random(20) == 0 {
            wall += random(2 * TEN_YEARS) - TEN_YEARS;
        }
        let reading = guard.read(at(wall), passed(minute));
        assert!(reading.now >= last, "step {step}");
        last = reading.now;
        // The rule confirms nothing that lies more than a day before the entries.
        if random(5) == 0 && last.since(at(wall)) <= DAY_MS {
            guard.confirm(at(wall), at(wall), passed(minute));
        }
    }
}
