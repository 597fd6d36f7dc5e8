//! A disk that lives in memory and loses its power at a chosen operation, for tests and simulation.
//! What happens to it depends on its seed alone, bit by bit, on every machine.

mod crash_run;
mod disk;
mod file;
mod witness;

pub use crash_run::{Broken, Outcome, crash_run};
pub use disk::SimulatedDisk;
pub use witness::{NotOpened, Witness, checkpoint};

use crate::chance::Chance;
use std::io;
use std::sync::{Mutex, PoisonError};

/// SplitMix64: small, and the same on every machine for ever.
#[derive(Clone, Debug, Default)]
pub struct Random(u64);

impl Random {
    /// The row of numbers that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is not zero.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next_number() % limit.max(1)
    }

    /// True in `part` of `whole` cases.
    pub fn chance(&mut self, part: u64, whole: u64) -> bool {
        self.below(whole) < part
    }
}

/// Random bytes that depend on the seed alone.
#[derive(Debug)]
pub struct SeededChance(Mutex<Random>);

impl SeededChance {
    /// The row of bytes that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> SeededChance {
        SeededChance(Mutex::new(Random::new(seed)))
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut random = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&random.next_number().to_le_bytes()[..part.len()]);
        }
        Ok(())
    }
}
