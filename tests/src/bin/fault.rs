//! Drives one fault, or all of them: `./dev fault`.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tests::fault::{FAULTS, Reach};

/// Kills, cuts, fills, damages and restores, and counts what was acknowledged, lost and doubled.
#[derive(Parser)]
struct Cli {
    /// Which fault; without a name all of them, in their short form.
    name: Option<String>,
    /// The short form, as in the tests.
    #[arg(long)]
    short: bool,
    /// The directory with the built programs.
    #[arg(long)]
    programs: PathBuf,
    /// Where chance begins; without it a fresh one, which is printed.
    #[arg(long)]
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let Cli { name, short, programs, seed } = Cli::parse();
    let Some(seed) = seed.or_else(|| getrandom::u64().ok()) else {
        eprintln!("the system has no random numbers");
        return ExitCode::FAILURE;
    };
    let reach = Reach { programs, short: short || name.is_none(), seed };
    let wanted: Vec<_> = FAULTS.iter().filter(|fault| name.as_deref().is_none_or(|name| name == fault.name)).collect();
    if wanted.is_empty() {
        eprintln!("there is no such fault; there are:");
        FAULTS.iter().for_each(|fault| eprintln!("  {:10} {}", fault.name, fault.about));
        return ExitCode::FAILURE;
    }
    let mut sound = true;
    for fault in wanted {
        println!("{:10} {} (--seed {seed})", fault.name, fault.about);
        let begun = Instant::now();
        match (fault.run)(&reach) {
            Ok(tally) => {
                sound &= tally.is_sound();
                println!("{:10} {tally}  in {} s", fault.name, begun.elapsed().as_secs());
            }
            Err(broken) => {
                sound = false;
                println!("{:10} BROKEN: {broken}", fault.name);
            }
        }
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
