//! Drives one fault, or all of them: `./dev fault`.

#![allow(clippy::print_stderr, reason = "a person called it")]

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::fault::{FAULTS, Fault};
use tests::trial::{Reach, drive};

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
    /// Breaks the server, and this process, on purpose; only in a build with the feature `plant`.
    #[arg(long)]
    plant: Option<String>,
    /// Where chance begins; without it a fresh one, which is printed.
    #[arg(long)]
    seed: Option<u64>,
    /// Is the kiosk of the fault "offline" in this directory, until it is killed.
    #[arg(long, hide = true)]
    alone: Option<PathBuf>,
    /// How many items it saves.
    #[arg(long, hide = true, default_value_t = 0)]
    items: u64,
}

fn main() -> ExitCode {
    let Cli { name, short, programs, plant, seed, alone, items } = Cli::parse();
    if let Some(dir) = alone {
        let Err(why) = tests::fault::alone(&dir, items) else { return ExitCode::SUCCESS };
        eprintln!("{why}");
        return ExitCode::FAILURE;
    }
    if plant.as_deref().is_some_and(|bug| !tests::fault::is_planted(bug)) {
        eprintln!("there is no such bug, or this build has none");
        return ExitCode::FAILURE;
    }
    let Some(seed) = seed.or_else(|| getrandom::u64().ok()) else {
        eprintln!("the system has no random numbers");
        return ExitCode::FAILURE;
    };
    let reach = Reach { programs, short: short || name.is_none(), seed, plant };
    // Without a name everything but what needs a build of its own.
    let is_wanted = |fault: &Fault| name.as_deref().map_or(fault.name != "plants", |name| name == fault.name);
    drive("fault", FAULTS, is_wanted, &reach)
}
