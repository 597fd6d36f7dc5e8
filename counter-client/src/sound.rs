//! What is heard: three signals, made of tones, without any file (K-4, B-24).

use crate::alarms::Signal;
use rodio::source::{SineWave, Source};
use rodio::stream::{DeviceSinkBuilder, MixerDeviceSink};
use std::time::Duration;
use values::At;

/// The loudspeaker, if this machine has one.
pub struct Sound {
    device: Option<MixerDeviceSink>,
    last: Option<(Signal, At)>,
}

/// A signal's notes (hertz, milliseconds), and after how long it repeats.
const fn score(signal: Signal) -> (&'static [(f32, u64)], i64) {
    match signal {
        Signal::Emergency => (&[(960.0, 250), (770.0, 250), (960.0, 250), (770.0, 250)], 1_200),
        Signal::Loss => (&[(880.0, 180), (660.0, 180), (880.0, 260)], 8_000),
        Signal::Call => (&[(660.0, 160), (830.0, 320)], 5_000),
    }
}

impl Sound {
    /// Opens the loudspeaker; without one the screen says so.
    #[must_use]
    pub fn open() -> Self {
        let device = DeviceSinkBuilder::open_default_sink();
        if let Err(why) = &device {
            tracing::warn!(%why, "no sound: alarms are only seen");
        }
        let device = device.ok().map(|mut device| {
            device.log_on_drop(false);
            device
        });
        Self { device, last: None }
    }
    /// Whether there is a loudspeaker.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.device.is_some()
    }
    /// Plays a signal again when its time has come; another signal begins at once.
    pub fn play(&mut self, signal: Option<Signal>, now: At) {
        let Some(signal) = signal else {
            self.last = None;
            return;
        };
        let (notes, every) = score(signal);
        if self.last.is_some_and(|(last, at)| last == signal && now.since(at) < every) {
            return;
        }
        self.last = Some((signal, now));
        let Some(device) = &self.device else { return };
        let mut start = 0;
        for (pitch, length) in notes {
            let note = SineWave::new(*pitch).take_duration(Duration::from_millis(*length)).amplify(0.35);
            device.mixer().add(note.delay(Duration::from_millis(start)));
            start += length;
        }
    }
}
