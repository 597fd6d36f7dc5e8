//! Drives one attack, or all of them: `./dev attack`.

#![allow(clippy::print_stdout, reason = "what was found is printed")]

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tests::attack::{ATTACKS, Attack, Reach};

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
    let reach = Reach { programs, short: short || name.is_none(), seed };
    let is_wanted = |attack: &&Attack| name.as_deref().is_none_or(|name| name == attack.name);
    let wanted: Vec<_> = ATTACKS.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        eprintln!("there is no such attack; there are:");
        ATTACKS.iter().for_each(|attack| eprintln!("  {:10} {}", attack.name, attack.about));
        return ExitCode::FAILURE;
    }
    let mut sound = true;
    for attack in wanted {
        println!("{:10} {} (--seed {seed})", attack.name, attack.about);
        let begun = Instant::now();
        match (attack.run)(&reach) {
            Ok(tally) => {
                sound &= tally.is_sound();
                println!("{:10} {tally}  in {} s", attack.name, begun.elapsed().as_secs());
            }
            Err(broken) => {
                sound = false;
                println!("{:10} BROKEN: {broken}", attack.name);
            }
        }
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
