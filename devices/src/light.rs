//! The status light: seen from afar, it says whether the kiosk can be used.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::device::{Device, Report, Tell, Trouble};

/// What the light says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signal {
    /// Dark: the kiosk cannot be used.
    #[default]
    Off,
    /// Steady: it can.
    Ready,
    /// Blinks slowly: somebody should look after the machine, or a visitor waits for help.
    Attention,
    /// Blinks fast: leave the building.
    Evacuation,
}

impl Signal {
    /// As a lamp on a serial line is told.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Ready => "ready",
            Self::Attention => "attention",
            Self::Evacuation => "evacuation",
        }
    }

    /// Half a blink; `None`: steady.
    fn half(self) -> Option<Duration> {
        match self {
            Self::Off | Self::Ready => None,
            Self::Attention => Some(Duration::from_millis(1_000)),
            Self::Evacuation => Some(Duration::from_millis(250)),
        }
    }
}

/// A lamp.
pub trait Lamp: Send {
    /// Shows a signal; `bright` is whether a lamp that only knows on and off is on now.
    ///
    /// # Errors
    /// The lamp is not there, or is something else.
    fn show(&mut self, signal: Signal, bright: bool) -> Result<(), Trouble>;
}

/// An LED of the kernel: a directory under `/sys/class/leds`.
pub struct Led {
    directory: PathBuf,
}

impl Led {
    /// The LED of this directory.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self { directory }
    }
}

impl Lamp for Led {
    fn show(&mut self, _signal: Signal, bright: bool) -> Result<(), Trouble> {
        let trouble = |error: std::io::Error| {
            if error.kind() == std::io::ErrorKind::NotFound { Trouble::Unplugged } else { Trouble::WrongDevice }
        };
        let most = fs::read_to_string(self.directory.join("max_brightness")).map_err(trouble)?;
        let level = if bright { most.trim() } else { "0" };
        fs::write(self.directory.join("brightness"), level).map_err(trouble)
    }
}

/// A lamp on a serial line: it gets one line of text for each signal, `off`, `ready`, `attention`
/// or `evacuation`, and blinks by itself.
pub struct SerialLamp {
    path: PathBuf,
    baud: u32,
    line: Option<serial2::SerialPort>,
}

impl SerialLamp {
    /// The lamp of this line.
    #[must_use]
    pub fn new(path: PathBuf, baud: u32) -> Self {
        Self { path, baud, line: None }
    }
}

impl Lamp for SerialLamp {
    fn show(&mut self, signal: Signal, _bright: bool) -> Result<(), Trouble> {
        if self.line.is_none() {
            let line = serial2::SerialPort::open(&self.path, self.baud);
            self.line = Some(line.map_err(|error| {
                tracing::debug!(%error, "the light's line was not opened");
                Trouble::Unplugged
            })?);
        }
        // Also the same again: so an unplugged lamp is noticed, and one that comes back shows it.
        let sent = self.line.as_mut().map(|line| line.write_all(format!("{}\n", signal.name()).as_bytes()));
        if let Some(Err(error)) = sent {
            tracing::debug!(%error, "the light is gone");
            self.line = None;
            return Err(Trouble::Unplugged);
        }
        Ok(())
    }
}

/// A lamp is tried anew so often.
const TRIES: Duration = Duration::from_secs(5);

/// The way to the lamp's thread. Dropping it ends the thread.
pub struct Light {
    signals: Sender<Signal>,
}

impl Light {
    /// Starts the thread; the lamp is dark until it is told a signal.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(lamp: Box<dyn Lamp>, tell: Tell) -> std::io::Result<Self> {
        let (signals, told) = channel();
        thread::Builder::new().name("light".into()).spawn(move || work(lamp, &told, &tell))?;
        Ok(Self { signals })
    }

    /// Shows a signal from now on.
    pub fn show(&self, signal: Signal) {
        if self.signals.send(signal).is_err() {
            tracing::warn!("the light's thread has ended");
        }
    }
}

fn work(mut lamp: Box<dyn Lamp>, told: &Receiver<Signal>, tell: &Tell) {
    let (mut signal, mut bright) = (Signal::Off, false);
    let mut last = None;
    loop {
        let state = lamp.show(signal, bright).err();
        if last != Some(state) {
            last = Some(state);
            tell(Report::State(Device::Light, state));
        }
        match told.recv_timeout(signal.half().unwrap_or(TRIES)) {
            Ok(now) => (signal, bright) = (now, now != Signal::Off),
            Err(RecvTimeoutError::Timeout) => bright = signal.half().map_or(signal != Signal::Off, |_| !bright),
            Err(RecvTimeoutError::Disconnected) => {
                // Nobody is there any more: a light that goes on shining would say otherwise.
                if let Err(trouble) = lamp.show(Signal::Off, false) {
                    tracing::debug!(?trouble, "the light stays as it was");
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells what it is shown.
    struct Watched(Sender<(Signal, bool)>);

    impl Lamp for Watched {
        fn show(&mut self, signal: Signal, bright: bool) -> Result<(), Trouble> {
            self.0.send((signal, bright)).map_err(|_| Trouble::Unplugged)
        }
    }

    #[test]
    fn b24_a_light_that_calls_for_leaving_blinks_and_goes_dark_with_its_program() {
        let (sender, shown) = channel();
        let light = Light::start(Box::new(Watched(sender)), Box::new(|_| {})).unwrap();
        light.show(Signal::Evacuation);
        let evacuation: Vec<(Signal, bool)> = shown.iter().filter(|(signal, _)| *signal == Signal::Evacuation).take(3).collect();
        assert_eq!(evacuation.iter().map(|(_, bright)| *bright).collect::<Vec<_>>(), [true, false, true]);
        drop(light);
        assert_eq!(shown.iter().last(), Some((Signal::Off, false)));
    }

    #[test]
    fn an_led_shines_as_bright_as_it_can_and_says_when_it_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut led = Led::new(folder.path().to_owned());
        assert_eq!(led.show(Signal::Ready, true), Err(Trouble::Unplugged));
        fs::write(folder.path().join("max_brightness"), "255\n").unwrap();
        for (bright, level) in [(true, "255"), (false, "0")] {
            assert_eq!(led.show(Signal::Ready, bright), Ok(()));
            assert_eq!(fs::read_to_string(folder.path().join("brightness")).unwrap(), level);
        }
        let mut nowhere = SerialLamp::new(folder.path().join("none"), 9_600);
        assert_eq!(nowhere.show(Signal::Ready, true), Err(Trouble::Unplugged));
    }
}
