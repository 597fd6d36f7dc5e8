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
    std::thread::spawn(stop_on_signal);
    match day::act(&Places { programs, property, data, pictures }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("The day failed: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Ctrl-C ends the waits, so that the day ends with an error and everything it started with it.
fn stop_on_signal() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        day::stop();
    });
}
