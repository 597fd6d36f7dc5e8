//! Simulates the property for many hours: `./dev simulate`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what was found is printed")]

use clap::Parser;
use std::process::ExitCode;
use std::time::Instant;
use tests::simulation::{Plan, Sum, simulate_many};

/// How far it has come is said after so many histories.
const TOLD_EVERY: u64 = 20;

/// Simulates, seed after seed, and stops at the first promise that is broken.
#[derive(Parser)]
struct Cli {
    /// How many simulated hours in all.
    #[arg(long, default_value_t = 100)]
    hours: u64,
    /// How many of them make one history.
    #[arg(long, default_value_t = 24)]
    each: u64,
    /// How many terminals there are.
    #[arg(long, default_value_t = 12)]
    terminals: u64,
    /// The first seed; without it a fresh one, which is printed.
    #[arg(long)]
    seed: Option<u64>,
    /// So many threads, each with a history of its own.
    #[arg(long, default_value_t = 2)]
    threads: u64,
    /// Breaks this process on purpose; only in a build with the feature `plant`.
    #[arg(long)]
    plant: Option<String>,
}

fn main() -> ExitCode {
    let Cli { hours, each, terminals, seed, threads, plant } = Cli::parse();
    if plant.as_deref().is_some_and(|bug| !tests::fault::is_planted(bug)) {
        eprintln!("there is no such bug, or this build has none");
        return ExitCode::FAILURE;
    }
    let Some(seed) = seed.or_else(|| getrandom::u32().ok().map(u64::from)) else {
        eprintln!("the system has no random numbers");
        return ExitCode::FAILURE;
    };
    println!("seed {seed}: {hours} hours with {terminals} terminals");
    let begun = Instant::now();
    let told = |sum: &Sum| {
        if sum.histories.is_multiple_of(TOLD_EVERY) {
            println!("{sum}; {:.0} s", begun.elapsed().as_secs_f64());
        }
    };
    let sum = simulate_many(Plan { seed, hours: each, terminals }, hours, threads, told);
    let seconds = begun.elapsed().as_secs_f64();
    println!("{sum}; {seconds:.0} s, {:.1} hours a second", sum.hours as f64 / seconds);
    match sum.broken {
        Some(what) => {
            println!("BROKEN: {what}");
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}
