//! A camera of the kernel: a file such as `/dev/video0`.

use std::io::{Error, ErrorKind};
use std::path::PathBuf;

use linuxvideo::format::{PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{BufType, CapabilityFlags, Device};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{Camera, Frame};
use crate::device::Trouble;

/// What is asked of it; it may answer with another size.
const ASKED: (u32, u32) = (640, 480);
/// The formats that are understood, the better first.
const FORMATS: [PixelFormat; 2] = [PixelFormat::YUYV, PixelFormat::MJPG];
/// A picture is waited for so long before it is looked whether one is still wanted.
const WAITS: Timespec = Timespec { tv_sec: 0, tv_nsec: 400_000_000 };
/// After so many waits without a picture it does not work.
const PATIENCE: u32 = 12;

/// The camera of a file.
pub struct Webcam {
    file: PathBuf,
    open: Option<Open>,
}

/// What it sends.
#[derive(Clone, Copy)]
struct Format {
    is_yuyv: bool,
    width: usize,
    height: usize,
    /// Bytes from one row to the next.
    stride: usize,
}

struct Open {
    stream: ReadStream,
    format: Format,
    /// How often nothing came in a row.
    in_vain: u32,
}

impl Webcam {
    /// The camera of this file.
    #[must_use]
    pub fn new(file: PathBuf) -> Self {
        Self { file, open: None }
    }
}

impl Camera for Webcam {
    fn state(&self) -> Option<Trouble> {
        // Opening the file alone lights nothing; but who may not open it is told at once.
        if !self.file.exists() {
            return Some(Trouble::Unplugged);
        }
        device(&self.file).err()
    }

    fn open(&mut self) -> Result<(), Trouble> {
        let device = device(&self.file)?;
        let offered: Vec<PixelFormat> =
            device.formats(BufType::VIDEO_CAPTURE).filter_map(Result::ok).map(|format| format.pixel_format()).collect();
        let chosen = FORMATS.into_iter().find(|format| offered.contains(format)).ok_or(Trouble::WrongDevice)?;
        let capture = device.video_capture(PixFormat::new(ASKED.0, ASKED.1, chosen)).map_err(|error| trouble(&error))?;
        let given = capture.format();
        if !FORMATS.contains(&given.pixel_format()) {
            return Err(Trouble::WrongDevice);
        }
        let size = |dots: u32| usize::try_from(dots).unwrap_or_default();
        let format = Format {
            is_yuyv: given.pixel_format() == PixelFormat::YUYV,
            width: size(given.width()),
            height: size(given.height()),
            stride: size(given.bytes_per_line()).max(size(given.width()) * 2),
        };
        let stream = capture.into_stream().map_err(|error| trouble(&error))?;
        self.open = Some(Open { stream, format, in_vain: 0 });
        Ok(())
    }

    fn look(&mut self) -> Result<Option<Frame>, Trouble> {
        let open = self.open.as_mut().ok_or(Trouble::NotReady)?;
        let mut waits = [PollFd::new(&open.stream, PollFlags::IN)];
        let came = match poll(&mut waits, Some(&WAITS)) {
            Ok(came) => came > 0,
            Err(rustix::io::Errno::INTR) => return Ok(None),
            Err(error) => return Err(trouble(&error.into())),
        };
        let frame = if came {
            let format = open.format;
            let seen = open.stream.dequeue(|bytes| Ok(if bytes.is_error() { None } else { frame(format, &bytes) }));
            seen.map_err(|error| trouble(&error))?
        } else {
            None
        };
        open.in_vain = if frame.is_some() { 0 } else { open.in_vain + 1 };
        if open.in_vain > PATIENCE { Err(Trouble::NotReady) } else { Ok(frame) }
    }

    fn close(&mut self) {
        self.open = None;
    }
}

fn device(file: &std::path::Path) -> Result<Device, Trouble> {
    let device = Device::open(file).map_err(|error| trouble(&error))?;
    let can = device.capabilities().map_err(|error| trouble(&error))?.device_capabilities();
    let captures = can.contains(CapabilityFlags::VIDEO_CAPTURE) && can.contains(CapabilityFlags::STREAMING);
    if captures { Ok(device) } else { Err(Trouble::WrongDevice) }
}

fn frame(format: Format, bytes: &[u8]) -> Option<Frame> {
    let Format { is_yuyv, width, height, stride } = format;
    if is_yuyv { Frame::of_yuyv(width, height, stride, bytes) } else { Frame::of_jpeg(bytes) }
}

/// What a person has to mend: plug it in, let the program have it, or name another file.
fn trouble(error: &Error) -> Trouble {
    tracing::debug!(%error, "the camera");
    // ENODEV and ENXIO: it was pulled out.
    let gone = matches!(error.raw_os_error(), Some(19 | 6));
    let no_camera = matches!(error.raw_os_error(), Some(25 | 22));
    if gone || error.kind() == ErrorKind::NotFound {
        Trouble::Unplugged
    } else if no_camera {
        Trouble::WrongDevice
    } else {
        // Another program has it, or this one may not.
        Trouble::NotReady
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_and_one_that_is_no_camera_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut webcam = Webcam::new(folder.path().join("video0"));
        assert_eq!((webcam.state(), webcam.open()), (Some(Trouble::Unplugged), Err(Trouble::Unplugged)));
        std::fs::write(folder.path().join("video0"), "").unwrap();
        assert_eq!((webcam.state(), webcam.open()), (Some(Trouble::WrongDevice), Err(Trouble::WrongDevice)));
        assert_eq!(webcam.look(), Err(Trouble::NotReady));
        webcam.close();
    }
}
