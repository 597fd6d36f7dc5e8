//! Room on the disk: a reserve below which ordinary work is refused, and a ballast file that
//! is given up so that emergencies go on when even that is used up.
//!
//! Nothing here ever stops reading. What was refused can be done again as soon as there is
//! room; nobody need restart anything.

use crate::fault::Fault;
use crate::plant::{self, Bug};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Everything goes on.
    Ample,
    /// Below the reserve: emergencies go on, everything else waits.
    EmergenciesOnly,
}

/// Watches the room on the disk of a data directory.
pub struct Space {
    dir: PathBuf,
    reserve: u64,
    ballast: u64,
    short: AtomicBool,
}

impl Space {
    /// Keeps `reserve` bytes for emergencies, and a ballast file of `ballast` bytes.
    pub fn watch(dir: &Path, reserve: u64, ballast: u64) -> Self {
        let space = Self { dir: dir.to_owned(), reserve, ballast, short: AtomicBool::new(false) };
        space.room();
        space
    }

    /// How much room there is now. Costs one question to the file system.
    pub fn room(&self) -> Room {
        // A file system that does not answer is no reason to refuse: the write itself will tell.
        let free = fs4::available_space(&self.dir).unwrap_or(u64::MAX);
        let was_short = self.short.load(Ordering::Relaxed);
        // Leaving takes a little more than entering, so that the gate does not flutter.
        let enough = if was_short { self.reserve + self.reserve / 4 } else { self.reserve };
        let short = (free < enough && !plant::is(Bug::GateOff)) || (was_short && plant::is(Bug::GateStaysShut));
        if short != was_short {
            self.short.store(short, Ordering::Relaxed);
            if short {
                tracing::error!(free, reserve = self.reserve, dir = %self.dir.display(), "the disk is nearly full: only emergencies are taken until there is room");
            } else {
                tracing::info!(free, "there is room on the disk again: everything is taken");
            }
        }
        if !short && free >= enough + self.ballast && !self.has_ballast() {
            self.put_ballast();
        }
        if short { Room::EmergenciesOnly } else { Room::Ample }
    }

    /// Gives the ballast up, so that an emergency can be written; `false`: it is gone already.
    pub fn give_up_ballast(&self) -> bool {
        let given = !plant::is(Bug::BallastKept) && fs::remove_file(self.ballast_file()).is_ok();
        if given {
            tracing::error!("the disk is full: the ballast file was given up for emergencies");
        }
        given
    }

    /// One that is shorter was interrupted while it was made.
    fn has_ballast(&self) -> bool {
        fs::metadata(self.ballast_file()).is_ok_and(|file| file.len() >= self.ballast)
    }

    fn ballast_file(&self) -> PathBuf {
        self.dir.join("ballast")
    }

    fn put_ballast(&self) {
        let path = self.ballast_file();
        let put = write_zeros(&path, self.ballast).map_err(Fault::file(&path));
        if let Err(fault) = put {
            tracing::warn!(%fault, "the ballast file cannot be made now");
            // Half of it would be taken for the whole at the next start.
            drop(fs::remove_file(&path));
        }
    }
}

fn write_zeros(path: &Path, bytes: u64) -> io::Result<()> {
    let mut file = File::create(path)?;
    let zeros = vec![0; 1 << 20];
    let mut left = bytes;
    while left > 0 {
        let now = left.min(zeros.len() as u64);
        file.write_all(&zeros[..usize::try_from(now).unwrap_or(zeros.len())])?;
        left -= now;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_the_reserve_only_emergencies_are_taken_and_the_ballast_is_given_once() {
        let dir = tempfile::tempdir().unwrap();
        let ample = Space::watch(dir.path(), 0, 4_096);
        assert_eq!(ample.room(), Room::Ample);
        assert_eq!(fs::metadata(dir.path().join("ballast")).unwrap().len(), 4_096);
        assert!(ample.give_up_ballast());
        assert!(!ample.give_up_ballast());
        assert_eq!(ample.room(), Room::Ample);
        assert!(dir.path().join("ballast").exists(), "made again where there is room");
        let full = Space::watch(dir.path(), u64::MAX / 2, 0);
        assert_eq!(full.room(), Room::EmergenciesOnly);
    }
}
