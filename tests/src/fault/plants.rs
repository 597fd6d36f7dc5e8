//! Bugs planted on purpose, each in processes of its own: a fault that finds none of them is
//! no fault.

use super::{Reach, Tally};
use std::process::{Command, Stdio};
use std::time::Instant;

/// In the order in which they are tried, the quick ones first; whether in the short form.
const FINDERS: [(&str, bool); 10] = [
    ("io", true),
    ("kill-9", true),
    ("simulation", true),
    ("power-cut", true),
    ("disk-full", true),
    ("restore", true),
    ("corrupt", true),
    ("erase", true),
    ("restart", true),
    ("corrupt", false),
];

/// So much of what a finder says stands in the table.
const SAID: usize = 200;

/// Whether this build has a bug of that name; this process has it from then on.
#[cfg(feature = "plant")]
#[must_use]
pub fn is_planted(bug: &str) -> bool {
    journal::plant::choose(bug) || server::plant::choose(bug) || terminal::plant::choose(bug)
}

/// Whether this build has a bug of that name: it has none.
#[cfg(not(feature = "plant"))]
#[must_use]
pub fn is_planted(_bug: &str) -> bool {
    false
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let journals = journal::plant::Bug::ALL.iter().map(|bug| bug.name());
    let servers = server::plant::Bug::ALL.iter().map(|bug| bug.name());
    let terminals = terminal::plant::Bug::ALL.iter().map(|bug| bug.name());
    let bugs: Vec<&str> = journals.chain(servers).chain(terminals).collect();
    if !cfg!(feature = "plant") {
        return Err("this build has no bugs that could be planted: start it by ./dev fault plants".into());
    }
    let mut missed = Vec::new();
    for bug in &bugs {
        let begun = Instant::now();
        match find(reach, bug)? {
            Some((finder, said)) => println!("{bug:45} found by {finder} after {} s: {said}", begun.elapsed().as_secs()),
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

/// The first fault that breaks with this bug, and what it said of it. One that only ended, and said neither
/// what it had found nor where it panicked, has found nothing: it did not run.
fn find(reach: &Reach, bug: &str) -> Result<Option<(&'static str, String)>, String> {
    let this = std::env::current_exe().map_err(|e| e.to_string())?;
    for (finder, short) in FINDERS {
        let mut command = Command::new(&this);
        command
            .arg(finder)
            .args(short.then_some("--short"))
            .args(["--plant", bug])
            .args(["--seed", &reach.seed.to_string()]);
        let ended = command.arg("--programs").arg(&reach.programs).stderr(Stdio::piped()).output().map_err(|e| e.to_string())?;
        if !ended.status.success() {
            let (printed, complained) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
            // The first line says what was begun.
            let found = printed.lines().nth(1).or_else(|| complained.lines().find(|line| line.contains("panicked")));
            let Some(found) = found else {
                return Err(format!("{finder} did not run with {bug}, {}: {}", ended.status, complained.trim()));
            };
            return Ok(Some((finder, found.chars().take(SAID).collect())));
        }
    }
    Ok(None)
}
