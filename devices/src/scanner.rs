//! The scanner types like a keyboard. What tells it from a hand is its pace: all digits of a code
//! come within a moment, with Enter behind them. Pure: time comes in.

use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::device::{Device, Report, Tell, Trouble};

/// A code has so many digits at least.
const LEAST: usize = 8;
/// A scanner needs no more than this for a digit; a hand needs twice as long.
const PACE: Duration = Duration::from_millis(45);
/// Digits that are held back go on their way when so long nothing follows them.
pub const QUIET: Duration = Duration::from_millis(150);

/// What a keyboard does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A digit.
    Digit(char),
    /// Enter.
    Enter,
    /// Anything else that writes.
    Other,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// A scanner has read these digits; they, and its Enter, are nobody's typing.
    Scan(String),
    /// A hand typed these digits, in their order and before the stroke at hand.
    Typed(String),
    /// The stroke at hand is a hand's own.
    Stroke,
}

/// Holds digits back until it is known who types them.
#[derive(Debug, Default)]
pub struct Scanner {
    held: Vec<(char, Duration)>,
}

impl Scanner {
    /// A stroke at `up`, and what it makes clear.
    pub fn stroke(&mut self, stroke: Stroke, up: Duration) -> Vec<Came> {
        let mut came = self.quiet(up);
        match stroke {
            Stroke::Digit(digit) => self.held.push((digit, up)),
            Stroke::Enter if self.is_scan(up) => came.push(Came::Scan(self.release())),
            Stroke::Enter | Stroke::Other => {
                if !self.held.is_empty() {
                    came.push(Came::Typed(self.release()));
                }
                came.push(Came::Stroke);
            }
        }
        came
    }

    /// What is clear at `up` without another stroke.
    pub fn quiet(&mut self, up: Duration) -> Vec<Came> {
        match self.clear_in(up) {
            Some(Duration::ZERO) => vec![Came::Typed(self.release())],
            Some(_) | None => Vec::new(),
        }
    }

    /// After so long, held digits are a hand's; `None`: none are held.
    #[must_use]
    pub fn clear_in(&self, up: Duration) -> Option<Duration> {
        self.held.last().map(|(_, at)| (*at + QUIET).saturating_sub(up))
    }

    fn is_scan(&self, up: Duration) -> bool {
        let strokes = u32::try_from(self.held.len()).unwrap_or(u32::MAX).saturating_add(1);
        let took = self.held.first().map_or(Duration::MAX, |(_, first)| up.saturating_sub(*first));
        self.held.len() >= LEAST && took <= PACE * strokes
    }

    fn release(&mut self) -> String {
        std::mem::take(&mut self.held).into_iter().map(|(digit, _)| digit).collect()
    }
}

/// Whether a scanner is plugged in, where its device file is known (`/dev/input/by-id/…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plug(pub PathBuf);

impl Plug {
    /// How it is.
    #[must_use]
    pub fn state(&self) -> Option<Trouble> {
        (!self.0.exists()).then_some(Trouble::Unplugged)
    }
}

/// Looks after the plug on a thread of its own, until it is dropped.
pub struct Watch {
    _ends: Sender<()>,
}

impl Watch {
    /// Starts the thread: it tells first how the scanner is.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(plug: Plug, looks: Duration, tell: Tell) -> std::io::Result<Self> {
        let (ends, ended) = channel::<()>();
        thread::Builder::new().name("scanner".into()).spawn(move || {
            let mut last = None;
            loop {
                let state = plug.state();
                if last != Some(state) {
                    last = Some(state);
                    tell(Report::State(Device::Scanner, state));
                }
                if ended.recv_timeout(looks) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        })?;
        Ok(Self { _ends: ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "07123440506070";

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// All of a text, a stroke each `pace` ms, then Enter; and what came of it.
    fn types(text: &str, pace: u64) -> Vec<Came> {
        let mut scanner = Scanner::default();
        let mut came = Vec::new();
        let mut up = 1_000;
        for digit in text.chars() {
            came.extend(scanner.stroke(Stroke::Digit(digit), at(up)));
            up += pace;
        }
        came.extend(scanner.stroke(Stroke::Enter, at(up)));
        came
    }

    fn typed(text: &str) -> Came {
        Came::Typed(text.into())
    }

    #[test]
    fn b09_digits_are_a_scan_by_their_pace_their_number_and_their_enter() {
        for (text, pace, came) in [
            (CODE, 0, vec![Came::Scan(CODE.into())]),
            (CODE, 2, vec![Came::Scan(CODE.into())]),
            (CODE, 40, vec![Came::Scan(CODE.into())]),
            (CODE, 60, vec![typed(CODE), Came::Stroke]),
            ("12345678", 10, vec![Came::Scan("12345678".into())]),
            ("1234567", 10, vec![typed("1234567"), Came::Stroke]),
            ("12", 200, vec![typed("1"), typed("2"), Came::Stroke]),
            ("", 10, vec![Came::Stroke]),
        ] {
            assert_eq!(types(text, pace), came, "{text:?} every {pace} ms");
        }
    }

    #[test]
    fn what_is_held_back_goes_on_its_way_in_order_when_nothing_follows() {
        let mut scanner = Scanner::default();
        assert_eq!(scanner.clear_in(at(0)), None);
        assert!(scanner.stroke(Stroke::Digit('4'), at(10)).is_empty());
        assert!(scanner.stroke(Stroke::Digit('2'), at(20)).is_empty());
        assert_eq!(scanner.clear_in(at(30)), Some(QUIET - at(10)));
        assert!(scanner.quiet(at(100)).is_empty());
        assert_eq!(scanner.quiet(at(170)), [typed("42")]);
        assert!(scanner.quiet(at(900)).is_empty());
    }

    #[test]
    fn a_letter_between_digits_is_a_hand() {
        let mut scanner = Scanner::default();
        for digit in CODE.chars() {
            assert!(scanner.stroke(Stroke::Digit(digit), at(10)).is_empty());
        }
        assert_eq!(scanner.stroke(Stroke::Other, at(10)), [typed(CODE), Came::Stroke]);
        assert_eq!(scanner.stroke(Stroke::Enter, at(10)), [Came::Stroke]);
    }

    #[test]
    fn a_scanner_that_is_pulled_out_is_told_and_one_that_is_put_back_too() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("scanner");
        let (tell, told) = channel();
        let watch =
            Watch::start(Plug(file.clone()), Duration::from_millis(1), Box::new(move |report| tell.send(report).unwrap_or_default()));
        let watch = watch.unwrap();
        assert_eq!(told.recv(), Ok(Report::State(Device::Scanner, Some(Trouble::Unplugged))));
        std::fs::write(&file, "").unwrap();
        assert_eq!(told.recv(), Ok(Report::State(Device::Scanner, None)));
        drop(watch);
        assert!(told.recv().is_err(), "the thread ends with it");
    }

    #[test]
    fn one_scan_behind_the_other_are_two() {
        let mut scanner = Scanner::default();
        for _ in 0..2 {
            let mut came = Vec::new();
            for digit in CODE.chars() {
                came.extend(scanner.stroke(Stroke::Digit(digit), at(5)));
            }
            came.extend(scanner.stroke(Stroke::Enter, at(6)));
            assert_eq!(came, [Came::Scan(CODE.into())]);
        }
    }
}
