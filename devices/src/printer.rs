//! Slip printers.

pub mod escpos;
pub mod pdf;
pub mod port;
pub mod simulated;
pub mod spool;
mod status;
pub mod system;

pub use escpos::EscPos;
pub use port::Address;
pub use spool::Spool;
pub use system::SystemPrinter;

use crate::device::Trouble;
use crate::slip::Slip;

/// Something that prints slips. Both calls may take seconds: they are made on a thread of their own
/// ([`Spool`]).
pub trait SlipPrinter: Send {
    /// Prints a slip and cuts it off.
    ///
    /// # Errors
    /// It did not come out, or not as a whole: what a person has to mend.
    fn print(&mut self, slip: &Slip) -> Result<(), Trouble>;

    /// How the printer is; `None`: it prints.
    fn state(&mut self) -> Option<Trouble>;
}
