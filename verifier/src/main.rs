//! `dutydesk-verify DIR`: whether a copy is whole and every signature in it holds.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what was found is printed")]

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use verifier::copy;

const USAGE: &str = "usage: dutydesk-verify DIR

Checks a copy of a property's journal: a data directory, a backup, a mirror, or the journal's own
directory. The chain must be whole, and every handover sheet, review and key hand-out must be signed
by the right people with the keys that were theirs. Nothing is written, and no key is needed: personal
values stay sealed. The report is JSON; the exit code is 0 where everything holds, and otherwise 1.";

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let (Some(dir), None) = (arguments.next(), arguments.next()) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    if dir == "--help" || dir == "-h" {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let report = match copy::check(&PathBuf::from(dir)) {
        Ok(report) => report,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    match serde_json::to_string_pretty(&report) {
        Ok(report) => println!("{report}"),
        Err(why) => eprintln!("the report cannot be written: {why}"),
    }
    if report.sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
