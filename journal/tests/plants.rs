//! Each planted bug is found by one of the checks: a check that finds none of them checks nothing.
//! Run with `--features plant`; each bug has a process of its own, which is this one started again.
#![cfg(feature = "plant")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "faults/corrupt.rs"]
mod corrupt;
#[path = "faults/io.rs"]
mod io;

use journal::disk::{Failure, Lasting};
use journal::plant::{self, Bug};
use journal::simulated::crash_run;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

/// Set for the process that is broken.
const PLANTED: &str = "JOURNAL_PLANTED_BUG";
const RUNS: u64 = 2000;

/// The first check that fails, after how many runs, and what it says.
fn find() -> Option<(&'static str, u64, String)> {
    let lock = || check("lock", 1, |_| io::a_second_opener_is_refused());
    let crash = || check("crash", RUNS, |seed| crash_run(seed).map(|_| ()).map_err(|broken| broken.to_string()));
    let io = || check("io", 6, each_operation);
    let flip = || check("io while sealing", 1, |_| io::each_flipped_bit_while_sealing().map(|_| ()));
    let corrupt = || check("corrupt", RUNS, |seed| corrupt::damaged_image_is_named(seed).map(|_| ()));
    let full = || check("full disk", 1, |_| io::a_full_disk_resumes());
    let real = || check("io on this machine", 1, |_| io::operations_on_a_real_disk(Failure::Eio, Lasting::Once, 1).map(|_| ()));
    lock().or_else(flip).or_else(full).or_else(corrupt).or_else(io).or_else(crash).or_else(real)
}

fn check(name: &'static str, runs: u64, run: impl Fn(u64) -> Result<(), String>) -> Option<(&'static str, u64, String)> {
    (0..runs).find_map(|seed| {
        // To panic is to be found as well.
        let answer = catch_unwind(AssertUnwindSafe(|| run(seed))).unwrap_or_else(|_| Err("it panicked".to_owned()));
        answer.err().map(|what| (name, seed + 1, what))
    })
}

fn each_operation(number: u64) -> Result<(), String> {
    let failure = [Failure::Eio, Failure::NoSpace, Failure::ShortWrite][number as usize / 2];
    let lasting = if number.is_multiple_of(2) { Lasting::Once } else { Lasting::FromThenOn };
    io::each_operation_on_a_simulated_disk(failure, lasting).map(|_| ())
}

#[test]
fn the_broken_one() {
    let Ok(name) = std::env::var(PLANTED) else { return };
    assert!(plant::choose(&name));
    match find() {
        Some((check, runs, what)) => println!("found by {check} after {runs} runs: {what}"),
        None => println!("not found"),
    }
}

#[test]
fn every_planted_bug_is_found() {
    let mut missed = Vec::new();
    for bug in Bug::ALL {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["the_broken_one", "--exact", "--nocapture"])
            .env(PLANTED, bug.name())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let found = said.lines().find_map(|line| line.split_once("found by "));
        match found {
            Some((_, how)) => println!("{}: found by {how}", bug.name()),
            None => missed.push(bug.name()),
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert!(Bug::ALL.len() >= 14);
}
