//! The command line of the counter and control room program.

use crate::app::{App, dress};
use clap::Parser;
use domain::Station;
use look::words::Language;
use std::path::PathBuf;
use terminal::{Identity, enrol, keep_memory_off_the_disk};

/// The counter's and the control room's window. Which of the two it is follows from the
/// code with which the machine was enrolled.
///
/// First start:  dutydesk-counter --dir ~/.dutydesk --server 10.0.0.5:7443 --enrol CODE
/// Afterwards:   dutydesk-counter --dir ~/.dutydesk
#[derive(Parser, Debug)]
#[command(name = "dutydesk-counter", version, verbatim_doc_comment)]
pub struct Cli {
    /// This terminal's directory: its certificate, its key, and what waits for the server.
    #[arg(long, env = "DUTYDESK_TERMINAL", default_value = "dutydesk-terminal")]
    dir: PathBuf,
    /// The server's address, at enrolment or when it has moved.
    #[arg(long)]
    server: Option<String>,
    /// Enrol with a one-time code from the operator, then go on.
    #[arg(long, requires = "server")]
    enrol: Option<String>,
    /// The window's size ("1440x900"); without it the window fills the screen.
    #[arg(long, value_parser = size)]
    windowed: Option<(f32, f32)>,
    /// The first language: zh, hant (traditional script) or en.
    #[arg(long, default_value = "zh")]
    language: Language,
    /// Keep a description of the window (accessible names, values and places) in this file,
    /// for screen readers' tests and for scripted clicks.
    #[arg(long)]
    describe: Option<PathBuf>,
}

/// Runs the program until its window is closed.
pub fn run(cli: Cli) -> Result<(), String> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
    if let Err(error) = keep_memory_off_the_disk() {
        tracing::warn!(%error, "a crash of this program could leave its memory on the disk");
    }
    let mut identity = match (&cli.enrol, &cli.server) {
        (Some(code), Some(server)) => enrol(&cli.dir, server, code).map_err(|e| e.to_string())?,
        _ => Identity::load(&cli.dir).map_err(|e| e.to_string())?,
    };
    if let Some(server) = &cli.server {
        identity.server_moved(server).map_err(|e| e.to_string())?;
    }
    let station = desk_station(identity.station())?;
    let title = identity.name().unwrap_or("Dutydesk").to_owned();
    let viewport = egui::ViewportBuilder::default().with_title(&title).with_app_id("dutydesk-counter");
    let viewport = match cli.windowed {
        Some((width, height)) => viewport.with_inner_size([width, height]),
        None => viewport.with_maximized(true).with_inner_size([1_440.0, 900.0]),
    };
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let created: eframe::AppCreator<'_> = Box::new(move |creation| {
        dress(&creation.egui_ctx);
        if let Some(file) = &cli.describe {
            look::describe::describe_to(&creation.egui_ctx, file)?;
        }
        Ok(Box::new(App::start(identity, station, cli.language, &creation.egui_ctx)?))
    });
    eframe::run_native(&title, options, created).map_err(|e| format!("the window cannot be opened: {e}"))
}

/// The station for which the directory is enrolled, where this program has its place there.
fn desk_station(enrolled: &str) -> Result<Station, String> {
    match Station::named(enrolled) {
        Some(station @ (Station::Counter | Station::ControlRoom)) => Ok(station),
        Some(Station::Kiosk) => Err("this directory belongs to a kiosk: start dutydesk-kiosk with it, \
             or give this program a directory of its own with --dir and enrol it for a counter or a control room"
            .to_owned()),
        Some(Station::Operator | Station::Clock) | None => Err(format!(
            "this directory is enrolled for {enrolled:?}, which this program is not made for: \
             enrol it for a counter or a control room, in an empty directory"
        )),
    }
}

fn size(text: &str) -> Result<(f32, f32), String> {
    let sides = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    sides.ok_or_else(|| "write width and height as in 1440x900".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_only_a_desks_directory_opens_a_desk() {
        for (enrolled, expected) in [
            ("counter", Ok(Station::Counter)),
            ("control_room", Ok(Station::ControlRoom)),
            ("kiosk", Err("start dutydesk-kiosk")),
            ("operator", Err("enrol it for a counter")),
            ("lobby", Err("\"lobby\"")),
        ] {
            match (desk_station(enrolled), expected) {
                (Ok(station), Ok(expected)) => assert_eq!(station, expected),
                (Err(sentence), Err(part)) => assert!(sentence.contains(part), "{sentence}"),
                (found, expected) => panic!("{enrolled}: {found:?} instead of {expected:?}"),
            }
        }
    }
}
