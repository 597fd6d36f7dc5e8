//! Bugs planted on purpose, each in processes of its own: a fault that finds none of them is
//! no fault.

use super::{Reach, Tally};
use std::process::{Command, Stdio};
use std::time::Instant;

/// In the order in which they are tried, the quick ones first.
const FINDERS: [&str; 7] = ["io", "disk-full", "kill-9", "power-cut", "restore", "corrupt", "restart"];

/// Whether this build has a bug of that name; this process has it from then on.
#[cfg(feature = "plant")]
#[must_use]
pub fn is_planted(bug: &str) -> bool {
    journal::plant::choose(bug) || server::plant::Bug::ALL.iter().any(|known| known.name() == bug)
}

/// Whether this build has a bug of that name: it has none.
#[cfg(not(feature = "plant"))]
#[must_use]
pub fn is_planted(_bug: &str) -> bool {
    false
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let journals = journal::plant::Bug::ALL.iter().map(|bug| bug.name());
    let bugs: Vec<&str> = journals.chain(server::plant::Bug::ALL.iter().map(|bug| bug.name())).collect();
    let mut missed = Vec::new();
    for bug in &bugs {
        let begun = Instant::now();
        match find(reach, bug)? {
            Some(finder) => println!("{bug:45} found by {finder} after {} s", begun.elapsed().as_secs()),
            None => missed.push(*bug),
        }
    }
    let notes = vec![format!("planted {}", bugs.len()), format!("found {}", bugs.len() - missed.len())];
    if missed.is_empty() {
        Ok(Tally { rounds: bugs.len() as u64, notes, ..Tally::default() })
    } else {
        Err(format!("not found: {}", missed.join(", ")))
    }
}

/// The first fault that breaks with this bug.
fn find(reach: &Reach, bug: &str) -> Result<Option<&'static str>, String> {
    let this = std::env::current_exe().map_err(|e| e.to_string())?;
    for finder in FINDERS {
        let mut command = Command::new(&this);
        command.arg(finder).arg("--short").args(["--plant", bug]).args(["--seed", &reach.seed.to_string()]);
        let status = command.arg("--programs").arg(&reach.programs).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !status.map_err(|e| e.to_string())?.success() {
            return Ok(Some(finder));
        }
    }
    Ok(None)
}
