//! A short run over every decoder: first what is kept of earlier runs, then that changed.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and says what it came to")]

use tests::fuzz::{Corpus, TARGETS, Until, drive, kept_here};

const RUNS: u64 = 300;

#[test]
fn no_decoder_panics_whatever_it_is_given() {
    let seed = std::env::var("DUTYDESK_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| getrandom::u64().unwrap());
    println!("DUTYDESK_SEED={seed}");
    for target in TARGETS {
        let mut kept = Corpus::open(&kept_here(), target.name).unwrap().without_keeping();
        assert!(!kept.inputs().is_empty(), "{}: nothing is kept of it", target.name);
        let found = drive(target, seed, Until::Runs(RUNS), &mut kept).unwrap();
        println!("{:10} {found}", target.name);
        assert_eq!((found.runs, found.crashes), (RUNS, 0), "{}", target.name);
    }
}
