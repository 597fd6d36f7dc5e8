//! What an attack came to.

use crate::trial::Sound;
use std::fmt;

/// So many that got through are told in words; the rest are counted.
const TOLD: u64 = 20;

/// What was tried, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// What was tried.
    pub tried: u64,
    /// Of these, refused or harmless, as was promised.
    pub refused: u64,
    /// Of these, not answered as was promised: each got through, or did harm.
    pub hurt: u64,
    /// Figures of this attack's own, for its line.
    pub notes: Vec<String>,
}

impl Tally {
    /// One try that had to be refused, and whether it was.
    pub fn must_refuse(&mut self, refused: bool, what: impl FnOnce() -> String) {
        self.tried += 1;
        self.refused += u64::from(refused);
        self.count_hurt(!refused, what);
    }

    /// One try that had to be let in, so that the rest of the table means something.
    pub fn must_admit(&mut self, admitted: bool, what: impl FnOnce() -> String) {
        self.tried += 1;
        self.count_hurt(!admitted, what);
    }

    /// Something that holds whatever was tried.
    pub fn must_hold(&mut self, holds: bool, what: impl FnOnce() -> String) {
        self.count_hurt(!holds, what);
    }

    /// Adds what another part came to.
    pub fn add(&mut self, other: Tally) {
        self.tried += other.tried;
        self.refused += other.refused;
        self.hurt += other.hurt;
        self.notes.extend(other.notes);
    }

    fn count_hurt(&mut self, hurt: bool, what: impl FnOnce() -> String) {
        if hurt && self.hurt < TOLD {
            eprintln!("HURT: {}", what());
        }
        self.hurt += u64::from(hurt);
    }
}

impl Sound for Tally {
    fn is_sound(&self) -> bool {
        self.hurt == 0 && self.tried > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tried {}  refused {}  hurt {}", self.tried, self.refused, self.hurt)?;
        self.notes.iter().try_for_each(|note| write!(f, "  {note}"))
    }
}
