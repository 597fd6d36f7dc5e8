//! Simulates the property for many hours: `./dev simulate`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what was found is printed")]

use clap::Parser;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;
use tests::simulation::{Outcome, Plan, Troubles, simulate};

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
    let cli = Cli::parse();
    if cli.plant.as_deref().is_some_and(|bug| !tests::fault::is_planted(bug)) {
        eprintln!("there is no such bug, or this build has none");
        return ExitCode::FAILURE;
    }
    let Some(first) = cli.seed.or_else(|| getrandom::u32().ok().map(u64::from)) else {
        eprintln!("the system has no random numbers");
        return ExitCode::FAILURE;
    };
    println!("seed {first}");
    let begun = Instant::now();
    let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let all = std::sync::Mutex::new(Outcome::default());
    let histories = cli.hours.div_ceil(cli.each);
    std::thread::scope(|scope| {
        for _ in 0..cli.threads {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= histories || failed.load(Ordering::Relaxed) {
                        return;
                    }
                    let plan = Plan { seed: first + n, hours: cli.each, terminals: cli.terminals };
                    match run(&plan) {
                        Ok(outcome) => add(&mut all.lock().unwrap_or_else(std::sync::PoisonError::into_inner), &outcome),
                        Err(what) => {
                            failed.store(true, Ordering::Relaxed);
                            println!("BROKEN: {what}");
                        }
                    }
                }
            });
        }
    });
    let all = all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let seconds = begun.elapsed().as_secs_f64();
    let hours = all.revision * cli.each;
    let Troubles { server_downs, terminal_downs, cuts, others } = all.troubles;
    println!(
        "{hours} h in {seconds:.0} s ({:.1} h/s), {} steps checked, {} acknowledged; server down {server_downs}, terminals down {terminal_downs}, cuts {cuts}, other troubles {others}",
        hours as f64 / seconds,
        all.steps,
        all.acknowledged,
    );
    if failed.into_inner() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn run(plan: &Plan) -> Result<Outcome, String> {
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    simulate(plan, place.path())
}

/// Adds one history; the revision counts histories here.
fn add(all: &mut Outcome, one: &Outcome) {
    all.steps += one.steps;
    all.acknowledged += one.acknowledged;
    all.revision += 1;
    all.troubles.add(&one.troubles);
}
