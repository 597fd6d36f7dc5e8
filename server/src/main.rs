//! `dutydesk-server`: see `dutydesk-server --help`.

use clap::Parser;
use server::operation::cli::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("dutydesk-server: {fault}");
            ExitCode::FAILURE
        }
    }
}
