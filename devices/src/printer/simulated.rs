//! A slip printer that is none: it listens on the loopback, speaks ESC/POS, and keeps what it
//! prints. For tests, and for trying a kiosk without a printer.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::port::Address;
use crate::picture::Picture;

/// How it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It prints.
    Fine,
    /// It prints, and says other things between.
    Talkative,
    /// It prints; the roll is nearly at its end.
    PaperLow,
    /// No paper.
    OutOfPaper,
    /// The paper ends while it prints the next slip.
    EndsWithin,
    /// A cover is open.
    CoverOpen,
    /// It is switched off line.
    OffLine,
    /// It takes everything and says nothing.
    Silent,
    /// It hangs up on whoever calls.
    HangsUp,
    /// It is something else, and answers in its own way.
    AnotherDevice,
}

/// The printer; dropping it unplugs it.
pub struct Simulated {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    condition: Mutex<Condition>,
    printed: Mutex<Vec<Picture>>,
    unplugged: AtomicBool,
}

impl Simulated {
    /// Plugs it in.
    ///
    /// # Errors
    /// The loopback has no free port.
    pub fn start(condition: Condition) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            condition: Mutex::new(condition),
            printed: Mutex::default(),
            unplugged: AtomicBool::new(false),
        });
        let its = Arc::clone(&shared);
        thread::Builder::new().name("simulated printer".into()).spawn(move || {
            for caller in listener.incoming() {
                if its.unplugged.load(Ordering::SeqCst) {
                    break;
                }
                // A caller that hangs up is the end of a call, as at a real one.
                let talked = caller.and_then(|caller| talk(caller, &its));
                if let Err(error) = talked {
                    tracing::debug!(%error, "a caller of the simulated printer is gone");
                }
            }
        })?;
        Ok(Self { address, shared })
    }

    /// Where it is plugged in.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::Tcp(self.address.to_string())
    }

    /// Somebody opens its cover, takes its paper, or mends it.
    pub fn becomes(&self, condition: Condition) {
        *lock(&self.shared.condition) = condition;
    }

    /// The slips that it has cut off.
    #[must_use]
    pub fn printed(&self) -> Vec<Picture> {
        lock(&self.shared.printed).clone()
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        self.shared.unplugged.store(true, Ordering::SeqCst);
        // Wakes the listener, which then ends.
        drop(TcpStream::connect(self.address));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One caller, until it hangs up.
fn talk(mut caller: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut picture: Option<Picture> = None;
    loop {
        let mut command = [0];
        if *lock(&shared.condition) == Condition::HangsUp || caller.read(&mut command)? == 0 {
            return Ok(());
        }
        match command[0] {
            0x10 => {
                let [_, n] = take::<2>(&mut caller)?;
                answer(&mut caller, n, *lock(&shared.condition))?;
            }
            0x1b => {
                take::<1>(&mut caller)?;
            }
            0x1d => match take::<1>(&mut caller)? {
                [b'v'] => {
                    let [_, _, low, high, rows_low, rows_high] = take::<6>(&mut caller)?;
                    let (width, rows) = (u16::from_le_bytes([low, high]), u16::from_le_bytes([rows_low, rows_high]));
                    let mut dots = vec![0; usize::from(width) * usize::from(rows)];
                    caller.read_exact(&mut dots)?;
                    let band = Picture::of_rows(width.into(), dots);
                    picture.get_or_insert_with(|| Picture::white(band.width(), 0)).append(&band);
                }
                _ => {
                    take::<2>(&mut caller)?;
                    lock(&shared.printed).extend(picture.take());
                    let mut condition = lock(&shared.condition);
                    if *condition == Condition::EndsWithin {
                        *condition = Condition::OutOfPaper;
                    }
                }
            },
            _ => {}
        }
    }
}

fn take<const N: usize>(caller: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    caller.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn answer(caller: &mut TcpStream, n: u8, condition: Condition) -> io::Result<()> {
    let status: &[u8] = match (condition, n) {
        (Condition::Silent | Condition::HangsUp, _) => &[],
        (Condition::AnotherDevice, _) => b"ERROR\r\n",
        (Condition::Talkative, _) => &[0x13, 0x14, 0x00, 0x00, 0x0f, 0x11, 0x12],
        (Condition::PaperLow, 4) => &[0x1e],
        (Condition::OutOfPaper, 4) => &[0x72],
        (Condition::OutOfPaper, 2) => &[0x32],
        (Condition::CoverOpen, 2) => &[0x16],
        (Condition::OutOfPaper | Condition::CoverOpen | Condition::OffLine, 1) => &[0x1a],
        (
            Condition::Fine
            | Condition::PaperLow
            | Condition::EndsWithin
            | Condition::OutOfPaper
            | Condition::CoverOpen
            | Condition::OffLine,
            _,
        ) => &[0x12],
    };
    caller.write_all(status)
}
