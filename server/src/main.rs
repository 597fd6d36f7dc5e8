//! `dutydesk-server`: see `dutydesk-server --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::operation::cli::run(std::env::args_os())
}
