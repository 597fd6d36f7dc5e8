//! Drives one attack, or all of them: `./dev attack`.

#![allow(clippy::print_stderr, reason = "a person called it")]

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::attack::ATTACKS;
use tests::trial::{Reach, drive};

/// Tries to get in, to learn and to hurt, and counts what was tried, refused and hurt.
#[derive(Parser)]
struct Cli {
    /// Which attack; without a name all of them, in their short form.
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
    let reach = Reach { programs, short: short || name.is_none(), seed, plant: None };
    drive("attack", ATTACKS, |attack| name.as_deref().is_none_or(|name| name == attack.name), &reach)
}
