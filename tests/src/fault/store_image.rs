//! Damaged images of the store. Whatever sled makes of one, the server serves, and in the end
//! gives every version, every settled answer and every newest record as the journal has them.

use super::Reach;
use super::harm::{clear, harm};
use super::life::{DAY, Life};
use super::remembered::{WHOLE, store_gives_all};
use super::server::Place;
use crate::harness::{Random, copy_dir};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Terminals of the life that is stored.
const TERMINALS: u64 = 8;
/// Its days, sixteen days apart, lie in three months.
const DAYS: u64 = 4;

/// A property's data at its end, and the same a day before.
pub(super) struct StoreImages {
    data: PathBuf,
    older: PathBuf,
    life: Life,
}

impl StoreImages {
    /// A life of some days, kept once before its last day and once behind it.
    pub(super) fn prepare(reach: &Reach, beside: &Path) -> Result<Self, String> {
        let (data, older) = (beside.join("life"), beside.join("life-before"));
        let place = Place::new(reach, &data, beside, "")?;
        let life = Life {
            days: DAYS,
            from: DAYS - 1,
            of_day: reach.rounds(DAY, 320),
            apart: 16,
            terminals: TERMINALS,
            patience: WHOLE,
        };
        Life { days: DAYS - 1, from: 0, ..life }.lives(&place)?;
        copy_dir(&data, &older);
        life.lives(&place)?;
        let images = Self { data, older, life };
        images.gives_all(&images.data)?;
        Ok(images)
    }

    /// One damaged copy; how long until it is whole and gives everything.
    pub(super) fn one(&self, image: &Path, random: &mut Random) -> Result<Duration, String> {
        clear(image)?;
        copy_dir(&self.data, image);
        let what = harm(&image.join("store"), &self.older.join("store"), random)?;
        let begun = Instant::now();
        self.gives_all(image).map_err(|why| format!("store/{what}: {why}"))?;
        Ok(begun.elapsed())
    }

    fn gives_all(&self, data: &Path) -> Result<(), String> {
        let clock = self.life.clock_at(self.life.days);
        store_gives_all(data, None, clock.source())
    }
}
