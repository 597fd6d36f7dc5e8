//! Acts one day of the property on the real programs, with pictures: `./dev demo --day`.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::day::{self, Places};

/// Acts one day of the property on the real programs.
#[derive(Parser)]
struct Cli {
    /// The directory with the built programs.
    #[arg(long)]
    programs: PathBuf,
    /// The directory with the property's files.
    #[arg(long, default_value = "property")]
    property: PathBuf,
    /// The day's data; emptied first.
    #[arg(long, default_value = "demo-data/day")]
    data: PathBuf,
    /// Where the pictures go.
    #[arg(long, default_value = "demo-data/pictures")]
    pictures: PathBuf,
}

fn main() -> ExitCode {
    let Cli { programs, property, data, pictures } = Cli::parse();
    std::thread::spawn(day::stop_on_signal);
    match day::act(&Places { programs, property, data, pictures }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("The day failed: {fault}");
            ExitCode::FAILURE
        }
    }
}
