//! Visitors at the kiosk's real window, one after the other: `./dev visitors`.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;
use tests::day::{self, Places};
use tests::visitors::{self, Plan};

/// How quick somebody's hand is.
#[derive(Clone, Copy, ValueEnum)]
enum Hand {
    /// An old person's: two and a half seconds from one touch to the next.
    Slow,
    /// One second.
    Usual,
}

/// Lets scripted visitors use the kiosk, and says what each errand costs.
#[derive(Parser)]
struct Cli {
    /// How many visitors.
    #[arg(long, default_value_t = 300)]
    count: u32,
    /// Repeats a run; without it a fresh one, which is printed.
    #[arg(long)]
    seed: Option<u64>,
    /// How quick their hands are.
    #[arg(long, value_enum, default_value = "slow")]
    hand: Hand,
    /// The directory with the built programs.
    #[arg(long)]
    programs: PathBuf,
    /// The directory with the property's files.
    #[arg(long, default_value = "property")]
    property: PathBuf,
    /// The run's data; emptied first.
    #[arg(long, default_value = "demo-data/visitors")]
    data: PathBuf,
    /// Where pictures of failures go.
    #[arg(long, default_value = "demo-data/pictures")]
    pictures: PathBuf,
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "what was found is printed")]
fn main() -> ExitCode {
    let Cli { count, seed, hand, programs, property, data, pictures } = Cli::parse();
    let Some(seed) = seed.or_else(|| getrandom::u32().ok().map(u64::from)) else {
        eprintln!("the system has no random numbers: give a --seed");
        return ExitCode::FAILURE;
    };
    println!("{count} visitors (--seed {seed})");
    let hand_ms = match hand {
        Hand::Slow => 2_500,
        Hand::Usual => 1_000,
    };
    std::thread::spawn(day::stop_on_signal);
    match visitors::come(&Plan { count, seed, hand_ms }, &Places { programs, property, data, pictures }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("The visitors came no further: {fault}");
            ExitCode::FAILURE
        }
    }
}
