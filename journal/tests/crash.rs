//! Simulated power cuts: nothing acknowledged is lost, nothing else appears.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use journal::simulated::{Outcome, crash_run};

const RUNS: u64 = 2000;

#[test]
fn whatever_a_power_cut_leaves_everything_acknowledged_is_there_and_nothing_else() {
    let mut total = Outcome::default();
    for seed in 0..RUNS {
        let outcome = crash_run(seed).unwrap_or_else(|broken| panic!("{broken}"));
        total.crashes += outcome.crashes;
        total.acknowledged += outcome.acknowledged;
        total.kept_unanswered += outcome.kept_unanswered;
        total.rotations += outcome.rotations;
        total.sealed += outcome.sealed;
    }
    println!("{total:?}");
    let reached = total.acknowledged > RUNS * 10 && total.kept_unanswered > RUNS / 10 && total.rotations > RUNS && total.sealed > RUNS / 4;
    assert!(reached, "the runs reach every kind of work: {total:?}");
}

/// Its sync fails while the journal is opened, and the power fails after that.
const OPENING_FAILED: u64 = 544_283_680_676_210_130;

#[test]
fn a_journal_whose_opening_failed_leaves_the_anchor_alone() {
    let outcome = crash_run(OPENING_FAILED).unwrap_or_else(|broken| panic!("{broken}"));
    assert!(outcome.crashes > 0, "{outcome:?}");
}

/// The name of the segment that dropped all older ones is in doubt when it is opened again, and the
/// power fails while they are removed.
const DROPPED_IN_DOUBT: u64 = 12_310_853_886_442_496_344;

#[test]
fn nothing_is_removed_before_the_segment_that_dropped_it_is_durable() {
    let outcome = crash_run(DROPPED_IN_DOUBT).unwrap_or_else(|broken| panic!("{broken}"));
    assert!(outcome.crashes > 0, "{outcome:?}");
}

#[test]
fn the_same_seed_lives_the_same_life() {
    for seed in 0..20 {
        assert_eq!(crash_run(seed), crash_run(seed), "seed {seed}");
    }
}
