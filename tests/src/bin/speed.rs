//! Measures how quick the kiosk's window is: `./dev speed`.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::day::{self, Places};

/// Measures how quick the kiosk's window is.
#[derive(Parser)]
struct Cli {
    /// The directory with the built programs.
    #[arg(long)]
    programs: PathBuf,
    /// The directory with the property's files.
    #[arg(long, default_value = "property")]
    property: PathBuf,
    /// The measurement's data; emptied first.
    #[arg(long, default_value = "demo-data/speed")]
    data: PathBuf,
}

fn main() -> ExitCode {
    let Cli { programs, property, data } = Cli::parse();
    let pictures = data.clone();
    std::thread::spawn(day::stop_on_signal);
    match day::measure(&Places { programs, property, data, pictures }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("The measurement failed: {fault}");
            ExitCode::FAILURE
        }
    }
}
