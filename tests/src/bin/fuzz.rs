//! Drives one decoder, or all of them: `./dev fuzz`.

#![allow(clippy::print_stdout, reason = "what was found is printed")]

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tests::fuzz::{Corpus, TARGETS, Until, drive, kept_here};

/// Gives every decoder what it was never meant to read; it may refuse, and may not panic.
#[derive(Parser)]
struct Cli {
    /// Which decoder; without a name all of them in turn.
    name: Option<String>,
    /// So many minutes for each.
    #[arg(long, default_value_t = 1)]
    minutes: u64,
    /// Where chance begins; without it a fresh one, which is printed.
    #[arg(long)]
    seed: Option<u64>,
    /// The directory of the kept inputs, one directory a decoder; new ones are added.
    #[arg(long, default_value_os_t = kept_here())]
    corpus: PathBuf,
}

fn main() -> ExitCode {
    let Cli { name, minutes, seed, corpus } = Cli::parse();
    let Some(seed) = seed.or_else(|| getrandom::u64().ok()) else {
        eprintln!("the system has no random numbers");
        return ExitCode::FAILURE;
    };
    let wanted: Vec<_> = TARGETS.iter().filter(|t| name.as_deref().is_none_or(|name| name == t.name)).collect();
    if wanted.is_empty() {
        eprintln!("there is no such decoder; there are:");
        TARGETS.iter().for_each(|target| eprintln!("  {:10} {}", target.name, target.about));
        return ExitCode::FAILURE;
    }
    let mut crashes = 0;
    for target in wanted {
        println!("{:10} {} (--seed {seed})", target.name, target.about);
        let until = Until::Time(Duration::from_secs(60 * minutes));
        let found = Corpus::open(&corpus, target.name).and_then(|mut kept| drive(target, seed, until, &mut kept));
        match found {
            Ok(found) => {
                println!("{:10} {found}", target.name);
                crashes += found.crashes;
            }
            Err(error) => {
                eprintln!("the inputs in {} cannot be read or kept: {error}", corpus.display());
                return ExitCode::FAILURE;
            }
        }
    }
    if crashes == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
