//! A camera for tests: it sees a grey slope, and does what its script says.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Camera, Frame};
use crate::device::Trouble;

/// What a simulated camera is to do, and did.
#[derive(Clone, Debug, Default)]
pub struct Script(Arc<Mutex<Scene>>);

#[derive(Debug, Default)]
struct Scene {
    trouble: Option<Trouble>,
    open: bool,
    told: Option<Sender<bool>>,
}

impl Scene {
    fn opens(&mut self, open: bool) {
        if std::mem::replace(&mut self.open, open) != open {
            // Who does not listen any more need not know.
            self.told.iter().for_each(|told| told.send(open).unwrap_or_default());
        }
    }
}

impl Script {
    /// One that tells whenever the camera is opened (`true`) or closed.
    #[must_use]
    pub fn watched() -> (Self, Receiver<bool>) {
        let (told, opened) = channel();
        (Self(Arc::new(Mutex::new(Scene { told: Some(told), ..Scene::default() }))), opened)
    }

    /// How the camera is from now on.
    pub fn is(&self, trouble: Option<Trouble>) {
        self.scene().trouble = trouble;
    }

    /// Whether it is open: its light is on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.scene().open
    }

    fn scene(&self) -> MutexGuard<'_, Scene> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The camera of a script.
#[derive(Debug, Default)]
pub struct Simulated {
    script: Script,
    frames: u8,
}

impl Simulated {
    /// One that does what this script says.
    #[must_use]
    pub fn of(script: Script) -> Self {
        Self { script, frames: 0 }
    }
}

impl Camera for Simulated {
    fn state(&self) -> Option<Trouble> {
        self.script.scene().trouble
    }

    fn open(&mut self) -> Result<(), Trouble> {
        let mut scene = self.script.scene();
        let trouble = scene.trouble;
        scene.opens(trouble.is_none());
        trouble.map_or(Ok(()), Err)
    }

    fn look(&mut self) -> Result<Option<Frame>, Trouble> {
        thread::sleep(Duration::from_millis(2));
        self.state().map_or(Ok(()), Err)?;
        self.frames = self.frames.wrapping_add(1);
        Ok(Some(slope(self.frames)))
    }

    fn close(&mut self) {
        self.script.scene().opens(false);
    }
}

/// A picture that gets lighter to the right and downwards.
#[must_use]
pub fn slope(phase: u8) -> Frame {
    let (width, height) = (64_usize, 48_usize);
    let dot = |at: usize| {
        let (x, y) = (at % width, at / width);
        let shade = u8::try_from((x * 3 + y) % 256).unwrap_or_default();
        [shade, shade.wrapping_add(phase), u8::MAX - shade]
    };
    Frame::cut(width, height, &(0..width * height).flat_map(dot).collect::<Vec<u8>>()).unwrap_or_default()
}
