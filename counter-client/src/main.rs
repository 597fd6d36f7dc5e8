//! `dutydesk-counter`: see `dutydesk-counter --help`.

use clap::Parser;
use counter_client::cli::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("dutydesk-counter: {sentence}");
            ExitCode::FAILURE
        }
    }
}
