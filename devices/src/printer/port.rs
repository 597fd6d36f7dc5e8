//! The cable to a slip printer: a USB device file, a serial line, or TCP. Opened for each use, so
//! that a printer that was unplugged is there again by itself.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::device::Trouble;

/// Where a device is plugged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A device file of the kernel's printer class, as `/dev/usb/lp0`.
    Usb(PathBuf),
    /// A serial line, and its bits a second.
    Serial(PathBuf, u32),
    /// A host and its port, as `192.168.1.50:9100`.
    Tcp(String),
}

/// A host answers within this, or it is not there.
const CONNECTS: Duration = Duration::from_secs(1);
/// So long a write may stand still: a printer takes no more while it prints.
const STANDS_STILL: Duration = Duration::from_secs(8);

/// An open cable.
pub trait Port: Send {
    /// Sends all of it.
    ///
    /// # Errors
    /// It stood still for too long, or the other side is gone.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// The next byte that comes within a time; `None`: none came.
    ///
    /// # Errors
    /// The other side is gone.
    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>>;
}

impl Address {
    /// Opens it.
    ///
    /// # Errors
    /// [`Trouble::Unplugged`]; why stands in the log.
    pub fn open(&self) -> Result<Box<dyn Port>, Trouble> {
        self.opened().map_err(|error| {
            tracing::debug!(?self, %error, "the port of a device was not opened");
            Trouble::Unplugged
        })
    }

    fn opened(&self) -> io::Result<Box<dyn Port>> {
        Ok(match self {
            Self::Usb(path) => {
                let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
                let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
                Box::new(UsbFile(OpenOptions::new().read(true).write(true).custom_flags(flags).open(path)?))
            }
            Self::Serial(path, baud) => {
                let mut line = serial2::SerialPort::open(path, *baud)?;
                line.set_write_timeout(STANDS_STILL)?;
                line.discard_input_buffer()?;
                Box::new(Serial(line))
            }
            Self::Tcp(host) => {
                let mut last = io::Error::from(ErrorKind::NotFound);
                for address in host.to_socket_addrs()? {
                    match TcpStream::connect_timeout(&address, CONNECTS) {
                        Ok(stream) => {
                            stream.set_write_timeout(Some(STANDS_STILL))?;
                            return Ok(Box::new(Tcp(stream)));
                        }
                        Err(error) => last = error,
                    }
                }
                return Err(last);
            }
        })
    }
}

struct Tcp(TcpStream);

impl Port for Tcp {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }
    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        self.0.set_read_timeout(Some(within.max(Duration::from_millis(1))))?;
        one(&mut self.0)
    }
}

struct Serial(serial2::SerialPort);

impl Port for Serial {
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)?;
        // A line is slow: what is asked next must not stand behind it when the time runs already.
        self.0.flush()
    }
    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        self.0.set_read_timeout(within.max(Duration::from_millis(1)))?;
        one(&mut self.0)
    }
}

/// The kernel's printer file: neither reading nor writing has a time of its own, so it is polled.
struct UsbFile(File);

impl UsbFile {
    fn ready(&self, flags: PollFlags, within: Duration) -> io::Result<bool> {
        let time = Timespec::try_from(within).map_err(io::Error::other)?;
        Ok(poll(&mut [PollFd::from_borrowed_fd(self.0.as_fd(), flags)], Some(&time))? > 0)
    }
}

impl Port for UsbFile {
    fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.0.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(sent) => bytes = bytes.get(sent..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() != ErrorKind::WouldBlock => return Err(error),
                Err(_) if self.ready(PollFlags::OUT, STANDS_STILL)? => {}
                Err(_) => return Err(ErrorKind::TimedOut.into()),
            }
        }
        Ok(())
    }
    fn receive(&mut self, within: Duration) -> io::Result<Option<u8>> {
        // An empty read is no end here: the printer has said nothing yet, and poll may not say so.
        let until = Instant::now() + within;
        loop {
            match one(&mut self.0) {
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => {}
                said => return said,
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            if self.ready(PollFlags::IN, left)? {
                std::thread::sleep(left.min(Duration::from_millis(10)));
            }
        }
    }
}

/// One byte; `None` where none came in time.
fn one(from: &mut impl Read) -> io::Result<Option<u8>> {
    let mut byte = [0];
    match from.read(&mut byte) {
        Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
        Ok(_) => Ok(byte.first().copied()),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted) => Ok(None),
        Err(error) => Err(error),
    }
}
