//! The property in one thread, over simulated disks, network and clocks.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and says what it came to")]

use tests::simulation::{Outcome, Plan, simulate, simulate_many};

/// Seeds that broke a promise once: each is a test for ever.
const BROKE_ONCE: [u64; 0] = [];

fn history(seed: u64, hours: u64, terminals: u64) -> Outcome {
    let place = tempfile::tempdir().unwrap();
    simulate(&Plan { seed, hours, terminals }, place.path()).unwrap()
}

#[test]
fn b12_no_promise_is_broken_whatever_disks_network_and_clocks_do() {
    let seed = std::env::var("DUTYDESK_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or_else(|| getrandom::u32().unwrap().into());
    println!("DUTYDESK_SEED={seed}");
    let sum = simulate_many(Plan { seed, hours: 2, terminals: 12 }, 24, 2, |_| ());
    println!("{sum}");
    assert_eq!(sum.broken, None);
    assert_eq!(sum.histories, 12);
    assert!(sum.all.acknowledged > 200 && sum.all.troubles.all() > 50, "too little happened: {sum}");
}

#[test]
fn one_seed_makes_one_history_bit_by_bit() {
    for seed in [1, 2] {
        let (one, other) = (history(seed, 3, 6), history(seed, 3, 6));
        assert_eq!(one.fingerprint, other.fingerprint, "seed {seed}");
        assert_eq!((one.steps, one.revision), (other.steps, other.revision), "seed {seed}");
    }
    assert_ne!(history(1, 3, 6).fingerprint, history(2, 3, 6).fingerprint);
}

#[test]
fn what_broke_a_promise_once_breaks_none_again() {
    for seed in BROKE_ONCE {
        let outcome = history(seed, 8, 8);
        assert!(outcome.acknowledged > 0, "seed {seed}");
    }
}
