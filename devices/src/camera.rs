//! The camera: shows who stands before it, only while that is wanted. It is opened for that page and
//! closed with it, so that its own light tells the truth.

pub mod frame;
pub mod photo;
pub mod simulated;
pub mod v4l;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::device::{Device, Report, Tell, Trouble};
pub use frame::Frame;

/// A camera that is not used is looked at so often.
pub const LOOKS: Duration = Duration::from_secs(5);

/// A camera.
pub trait Camera: Send {
    /// Whether it could be opened, told without opening it: its light stays dark.
    fn state(&self) -> Option<Trouble>;
    /// Opens it; from now on it sees.
    ///
    /// # Errors
    /// It is not there, is something else, or somebody else has it.
    fn open(&mut self) -> Result<(), Trouble>;
    /// What it sees now; `None`: nothing new yet. Waits half a second at most.
    ///
    /// # Errors
    /// It has gone, or sends nothing that can be shown.
    fn look(&mut self) -> Result<Option<Frame>, Trouble>;
    /// Closes it; its light is dark.
    fn close(&mut self);
}

/// To whom pictures are shown: called on the camera's thread, and must not wait.
pub type Show = Box<dyn Fn(Frame) + Send>;

/// The way to the camera's thread. Dropping it closes the camera and ends the thread.
pub struct Live {
    wanted: Sender<bool>,
}

impl Live {
    /// Starts the thread; the camera stays closed until it is wanted.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(camera: Box<dyn Camera>, looks: Duration, show: Show, tell: Tell) -> std::io::Result<Self> {
        let (wanted, asked) = channel();
        thread::Builder::new().name("camera".into()).spawn(move || work(camera, looks, &asked, &show, &tell))?;
        Ok(Self { wanted })
    }

    /// Whether pictures are wanted from now on.
    pub fn want(&self, wanted: bool) {
        if self.wanted.send(wanted).is_err() {
            tracing::warn!("the camera's thread has ended");
        }
    }
}

fn work(mut camera: Box<dyn Camera>, looks: Duration, asked: &Receiver<bool>, show: &Show, tell: &Tell) {
    let mut last = None;
    let mut told = |state: Option<Trouble>| {
        if last != Some(state) {
            last = Some(state);
            tell(Report::State(Device::Camera, state));
        }
    };
    let mut wanted = false;
    told(camera.state());
    loop {
        if wanted {
            let seen = sees(camera.as_mut(), asked, show, &mut told);
            camera.close();
            match seen {
                Ended::NotWanted => wanted = false,
                Ended::Gone => return,
                // It stays wanted, and is tried again in a while.
                Ended::In(trouble) => told(Some(trouble)),
            }
        }
        match asked.recv_timeout(looks) {
            Ok(now) => wanted = now,
            Err(RecvTimeoutError::Timeout) if wanted => {}
            Err(RecvTimeoutError::Timeout) => told(camera.state()),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Why no more is seen.
enum Ended {
    /// The page is left.
    NotWanted,
    /// The program ends.
    Gone,
    /// The camera is in trouble.
    In(Trouble),
}

fn sees(camera: &mut dyn Camera, asked: &Receiver<bool>, show: &Show, told: &mut impl FnMut(Option<Trouble>)) -> Ended {
    if let Err(trouble) = camera.open() {
        return Ended::In(trouble);
    }
    loop {
        match asked.try_recv() {
            Ok(false) => return Ended::NotWanted,
            Err(TryRecvError::Disconnected) => return Ended::Gone,
            Ok(true) | Err(TryRecvError::Empty) => {}
        }
        match camera.look() {
            Ok(Some(frame)) => {
                told(None);
                show(frame);
            }
            Ok(None) => {}
            Err(trouble) => return Ended::In(trouble),
        }
    }
}

#[cfg(test)]
mod tests;
