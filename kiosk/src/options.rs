//! The command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Parser;
use egui::{Vec2, vec2};
use look::words::Language;

/// The lobby screen of Dutydesk: visitors register and leave, lost keys are reported, the
/// service is rated, and the evacuation page is shown.
///
/// First start: a manager makes a pairing code for a kiosk; then run
/// `dutydesk-kiosk --dir DIR --server HOST:PORT --enrol CODE`. From then on `--dir DIR` is
/// enough. Without the server the kiosk goes on: what visitors enter is kept encrypted in DIR
/// and sent when the server is back.
///
/// 首次启动需要配对码；之后只要 --dir。断网时照常使用，信息加密保存在 DIR，联网后自动送达。
#[derive(Debug, Parser)]
#[command(name = "dutydesk-kiosk", version, max_term_width = 100)]
pub struct Options {
    /// The terminal's directory: its identity, and what waits to be sent. One for each kiosk.
    #[arg(long, value_name = "DIR", env = "DUTYDESK_KIOSK_DIR", default_value = "dutydesk-kiosk-data")]
    pub dir: PathBuf,

    /// Make this machine a kiosk with the pairing code CODE, then go on. Needs --server.
    #[arg(long, value_name = "CODE", requires = "server")]
    pub enrol: Option<String>,

    /// The server's address. Once enrolled it is only needed when the address has changed.
    #[arg(long, value_name = "HOST:PORT")]
    pub server: Option<String>,

    /// Show a window of this many points instead of the full screen, e.g. 810x1440.
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub windowed: Option<WindowSize>,

    /// Keep a JSON description of what is on the screen in FILE, for test drivers and
    /// screen-reader checks. It holds what visitors type: never in production.
    #[arg(long, value_name = "FILE")]
    pub describe: Option<PathBuf>,

    /// The language in which each visitor finds the screen: zh, hant (traditional script) or en.
    #[arg(long, default_value = "zh")]
    pub language: Language,
}

/// The size of a window, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowSize(pub Vec2);

/// A size that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("write width and height with an x between them, each from 200 to 10000, e.g. 810x1440")]
pub struct SizeError;

impl FromStr for WindowSize {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        let (width, height) = text.split_once(['x', 'X', '×']).ok_or(SizeError)?;
        let side = |text: &str| text.trim().parse::<u16>().ok().filter(|side| (200..=10_000).contains(side));
        let (width, height) = (side(width).ok_or(SizeError)?, side(height).ok_or(SizeError)?);
        Ok(Self(vec2(width.into(), height.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound_and_enrolling_needs_an_address() {
        Options::command().debug_assert();
        assert!(Options::try_parse_from(["dutydesk-kiosk", "--enrol", "CODE"]).is_err());
        assert!(Options::try_parse_from(["dutydesk-kiosk", "--enrol", "CODE", "--server", "a:1"]).is_ok());
    }

    #[test]
    fn a_window_has_two_sides() {
        for (text, size) in [
            ("810x1440", Ok(WindowSize(vec2(810.0, 1440.0)))),
            ("1920 X 1080", Ok(WindowSize(vec2(1920.0, 1080.0)))),
            ("810", Err(SizeError)),
            ("0x5", Err(SizeError)),
            ("-1x500", Err(SizeError)),
        ] {
            assert_eq!(text.parse(), size, "{text}");
        }
    }
}
