//! Which sheets wait for the lead (H-6, S-6, B-23).

use super::*;

const DAY: i64 = 1_440;

/// The unread sheets at so many minutes after `NOW`, a Monday at ten; with whether the
/// review is missing.
fn waiting(state: &State, minutes: i64) -> Vec<(String, bool)> {
    unread(state, at(minutes)).into_iter().map(|u| (u.sheet.id.to_string(), u.missing)).collect()
}

#[test]
fn h6_a_sheet_waits_for_the_lead_from_the_second_signature_until_it_is_read() {
    assert_eq!(waiting(&signed_desk(), 0), [], "one hand is missing");
    let state = complete_desk();
    assert_eq!(waiting(&state, 0), [("s1".to_owned(), false)]);
    let read = check(&state, review("s1", LEAD), &counter(LEAD).signed(LEAD), Expect::Done);
    assert_eq!(waiting(&read, 9 * DAY), []);
    let mut withdrawn = counted_desk();
    done(&mut withdrawn, Command::Withdraw { sheet: id("s1") }, &counter(CLERK));
    assert_eq!(waiting(&withdrawn, 0), [], "there is nothing to read");
}

#[test]
fn h6_b23_a_review_is_missing_once_a_whole_working_day_has_passed() {
    // Signed on the Monday; the midnight that ends it lies 14 hours after ten.
    let midnight = 14 * 60;
    let monday = complete_desk();
    for (minutes, missing) in [(0, false), (midnight, false), (midnight + DAY - 1, false), (midnight + DAY, true), (30 * DAY, true)] {
        assert_eq!(waiting(&monday, minutes), [("s1".to_owned(), missing)], "{minutes}");
    }
    // Signed on the Friday: Saturday and Sunday do not count, Monday does.
    let mut friday = counted_desk();
    let on_friday = |stamp: Stamp| stamp.minute(4 * DAY);
    done(&mut friday, sign_outgoing("s1", CLERK), &on_friday(counter(CLERK).signed(CLERK)));
    done(&mut friday, sign_incoming("s1", OPERATOR), &on_friday(control_room(OPERATOR).signed(OPERATOR)));
    for (day, missing) in [(5, false), (6, false), (7, false), (8, true)] {
        assert_eq!(waiting(&friday, day * DAY), [("s1".to_owned(), missing)], "day {day}");
    }
    // A holiday on the Tuesday moves Monday's on by a day.
    let mut holiday = complete_desk();
    let mut settings = holiday.property().unwrap().clone();
    settings.calendar.holidays.insert(values::LocalDay::of(at(DAY), 480));
    holiday.put(settings.into());
    assert_eq!(waiting(&holiday, 2 * DAY), [("s1".to_owned(), false)]);
    assert_eq!(waiting(&holiday, 3 * DAY), [("s1".to_owned(), true)]);
}

#[test]
fn h6_the_oldest_waits_first_whatever_its_post() {
    let mut state = complete_desk();
    done(&mut state, Command::TakeUp { post: Post::Counter }, &counter(CLERK));
    open_and_count(&mut state, "a1", Post::Counter, &counter(CLERK));
    done(&mut state, sign_outgoing("a1", CLERK), &counter(CLERK).signed(CLERK).minute(5));
    done(&mut state, sign_incoming("a1", CLERK_TWO), &counter(CLERK_TWO).signed(CLERK_TWO).minute(6));
    assert_eq!(waiting(&state, 10), [("s1".to_owned(), false), ("a1".to_owned(), false)]);
}
