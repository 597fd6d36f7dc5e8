//! Faults and attacks alike: each has a name, is driven to what it came to, and says so in a line.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, reason = "a program that tests, and prints what it found")]

use crate::harness::built;
use std::fmt::Display;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// How far a trial is driven, and with what.
pub struct Reach {
    /// The directory with the built programs.
    pub programs: PathBuf,
    /// The short form, as in the tests.
    pub short: bool,
    /// Where chance begins.
    pub seed: u64,
    /// A bug that the server, and this process, are broken with.
    pub plant: Option<String>,
}

impl Reach {
    /// The number for the long form, or for the short one.
    #[must_use]
    pub fn rounds(&self, long: u64, short: u64) -> u64 {
        if self.short { short } else { long }
    }
}

/// What a trial came to.
pub trait Sound: Display {
    /// Whether no promise was broken.
    fn is_sound(&self) -> bool;
}

/// One of them: its name, what it does in a sentence, and the doing.
pub struct Trial<T> {
    /// As on the command line.
    pub name: &'static str,
    /// In a sentence.
    pub about: &'static str,
    /// Drives it; an error says what promise was broken, or why it could not be driven to its end.
    pub run: fn(&Reach) -> Result<T, String>,
}

/// Drives those that are wanted, one after the other; where there are none, says what there is.
/// `kind` is what one is called.
pub fn drive<T: Sound>(kind: &str, trials: &[Trial<T>], is_wanted: impl Fn(&Trial<T>) -> bool, reach: &Reach) -> ExitCode {
    let wanted: Vec<_> = trials.iter().filter(|trial| is_wanted(trial)).collect();
    if wanted.is_empty() {
        eprintln!("there is no such {kind}; there are:");
        trials.iter().for_each(|trial| eprintln!("  {:10} {}", trial.name, trial.about));
        return ExitCode::FAILURE;
    }
    let mut sound = true;
    for trial in wanted {
        println!("{:10} {} (--seed {})", trial.name, trial.about, reach.seed);
        let begun = Instant::now();
        match (trial.run)(reach) {
            Ok(tally) => {
                sound &= tally.is_sound();
                println!("{:10} {tally}  in {} s", trial.name, begun.elapsed().as_secs());
            }
            Err(broken) => {
                sound = false;
                println!("{:10} BROKEN: {broken}", trial.name);
            }
        }
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Drives the short form of one, as a test; what it came to stands in the output.
#[must_use]
pub fn short_form<T: Sound>(trials: &[Trial<T>], name: &str) -> T {
    let seed = std::env::var("DUTYDESK_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| getrandom::u64().unwrap());
    println!("{name}: DUTYDESK_SEED={seed}");
    let reach = Reach { programs: built().parent().unwrap().to_owned(), short: true, seed, plant: None };
    let trial = trials.iter().find(|trial| trial.name == name).unwrap();
    let tally = (trial.run)(&reach).unwrap_or_else(|broken| panic!("{name}: {broken}"));
    println!("{tally}");
    assert!(tally.is_sound(), "{name}: {tally}");
    tally
}
