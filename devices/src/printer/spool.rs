//! The printer's own thread: slips wait here one behind the other, and between them the printer is
//! asked how it is. Who asks for a slip never waits.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::SlipPrinter;
use crate::device::{Device, Report, Tell, Trouble};
use crate::slip::Slip;

/// So many slips wait at most: more visitors than stand before a kiosk.
const WAITING: usize = 4;
/// The printer is asked so often how it is.
pub const ASKS: Duration = Duration::from_secs(5);

/// The way to the printer. Dropping it ends the thread behind the slip in hand.
pub struct Spool {
    slips: SyncSender<(u64, Slip)>,
}

impl Spool {
    /// Starts the thread. It tells first how the printer is.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(printer: Box<dyn SlipPrinter>, asks: Duration, tell: Tell) -> std::io::Result<Self> {
        let (slips, waiting) = sync_channel(WAITING);
        thread::Builder::new().name("printer".into()).spawn(move || work(printer, &waiting, asks, &tell))?;
        Ok(Self { slips })
    }

    /// Asks for a slip; what becomes of it is told under this number.
    ///
    /// # Errors
    /// Too many wait already.
    pub fn print(&self, number: u64, slip: Slip) -> Result<(), Trouble> {
        self.slips.try_send((number, slip)).map_err(|_| Trouble::NotReady)
    }
}

fn work(mut printer: Box<dyn SlipPrinter>, waiting: &Receiver<(u64, Slip)>, asks: Duration, tell: &Tell) {
    let mut last = None;
    let mut told = |state: Option<Trouble>| {
        if last != Some(state) {
            last = Some(state);
            tell(Report::State(Device::Printer, state));
        }
    };
    told(printer.state());
    loop {
        match waiting.recv_timeout(asks) {
            Ok((number, slip)) => {
                let printed = printer.print(&slip);
                if let Err(trouble) = printed {
                    tracing::warn!(?trouble, "a slip was not printed");
                }
                tell(Report::Printed(number, printed));
                told(printed.map_or_else(Some, |()| printer.state()));
            }
            Err(RecvTimeoutError::Timeout) => told(printer.state()),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::tests::slip;
    use std::collections::VecDeque;
    use std::sync::mpsc::channel;

    /// Says what it was given to say, the last for ever.
    struct Scripted(VecDeque<Option<Trouble>>);

    impl SlipPrinter for Scripted {
        fn print(&mut self, _slip: &Slip) -> Result<(), Trouble> {
            self.state().map_or(Ok(()), Err)
        }
        fn state(&mut self) -> Option<Trouble> {
            if self.0.len() > 1 { self.0.pop_front().flatten() } else { self.0.front().copied().flatten() }
        }
    }

    fn spool(states: &[Option<Trouble>], asks: Duration) -> (Spool, Receiver<Report>) {
        let (tell, told) = channel();
        let printer = Box::new(Scripted(states.iter().copied().collect()));
        let spool = Spool::start(printer, asks, Box::new(move |report| tell.send(report).unwrap_or_default())).unwrap();
        (spool, told)
    }

    #[test]
    fn the_state_is_told_at_the_start_and_then_only_when_it_is_another() {
        let empty = Some(Trouble::OutOfPaper);
        let (_spool, told) = spool(&[None, None, empty, empty, None], Duration::from_millis(1));
        let states: Vec<Report> = told.iter().take(3).collect();
        assert_eq!(states, [None, empty, None].map(|state| Report::State(Device::Printer, state)));
    }

    #[test]
    fn what_became_of_a_slip_is_told_under_its_number_and_the_state_behind_it() {
        let (spool, told) = spool(&[None, Some(Trouble::OutOfPaper)], Duration::from_secs(3_600));
        spool.print(7, slip()).unwrap();
        let reports: Vec<Report> = told.iter().take(3).collect();
        let empty = Trouble::OutOfPaper;
        assert_eq!(
            reports,
            [Report::State(Device::Printer, None), Report::Printed(7, Err(empty)), Report::State(Device::Printer, Some(empty))]
        );
    }

    #[test]
    fn the_thread_ends_with_the_spool() {
        let (spool, told) = spool(&[None], Duration::from_secs(3_600));
        drop(spool);
        assert_eq!(told.iter().count(), 1, "then nobody is left to tell anything");
    }
}
