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
    std::thread::spawn(stop_on_signal);
    match day::measure(&Places { programs, property, data, pictures }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("The measurement failed: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Ctrl-C ends the waits, so that it ends with an error and everything it started with it.
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
