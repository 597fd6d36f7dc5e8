//! One file of a simulated disk: what the cache shows, what the disk holds, and what lies between.

use super::Random;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const SECTOR: u64 = 512;
type Sector = Arc<[u8; SECTOR as usize]>;

/// What can be read. A sector that is not there is zero.
#[derive(Clone, Debug, Default)]
struct Content {
    sectors: BTreeMap<u64, Sector>,
    length: u64,
}

/// A disk writes a sector whole or not at all, and any two in any order.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    cache: Content,
    durable: Content,
    /// What each sector has been since the last sync; after a power cut it is any of these.
    dirty: BTreeMap<u64, Vec<Sector>>,
    lengths: Vec<u64>,
}

impl File {
    pub(super) fn length(&self) -> u64 {
        self.cache.length
    }

    /// Bytes that the file takes on the disk.
    pub(super) fn allocated(&self) -> u64 {
        self.cache.sectors.len() as u64 * SECTOR
    }

    /// How many bytes a write would take that are not taken yet.
    pub(super) fn more_for(&self, bytes: usize, offset: u64) -> u64 {
        let touched = offset / SECTOR..(offset + bytes as u64).div_ceil(SECTOR);
        touched.filter(|sector| !self.cache.sectors.contains_key(sector)).count() as u64 * SECTOR
    }

    pub(super) fn read(&self, into: &mut [u8], offset: u64) -> usize {
        let available = self.cache.length.saturating_sub(offset).min(into.len() as u64) as usize;
        let into = &mut into[..available];
        into.fill(0);
        let end = offset + available as u64;
        for (number, sector) in self.cache.sectors.range(offset / SECTOR..end.div_ceil(SECTOR)) {
            let start = number * SECTOR;
            let (from, to) = (offset.max(start), end.min(start + SECTOR));
            into[(from - offset) as usize..(to - offset) as usize].copy_from_slice(&sector[(from - start) as usize..(to - start) as usize]);
        }
        available
    }

    pub(super) fn write(&mut self, bytes: &[u8], offset: u64) {
        let end = offset + bytes.len() as u64;
        for number in offset / SECTOR..end.div_ceil(SECTOR) {
            let start = number * SECTOR;
            let mut sector = self.cache.sectors.get(&number).map_or([0; SECTOR as usize], |sector| **sector);
            let (from, to) = (offset.max(start), end.min(start + SECTOR));
            sector[(from - start) as usize..(to - start) as usize]
                .copy_from_slice(&bytes[(from - offset) as usize..(to - offset) as usize]);
            self.put(number, Arc::new(sector));
        }
        if end > self.cache.length {
            self.set_cached_length(end);
        }
    }

    pub(super) fn set_length(&mut self, length: u64) {
        let cut: Vec<u64> = self.cache.sectors.range(length / SECTOR..).map(|(number, _)| *number).collect();
        for number in cut {
            let keeps = length.saturating_sub(number * SECTOR) as usize;
            let mut sector = self.cache.sectors.get(&number).map_or([0; SECTOR as usize], |sector| **sector);
            sector[keeps..].fill(0);
            self.put(number, Arc::new(sector));
        }
        self.set_cached_length(length);
    }

    fn put(&mut self, number: u64, sector: Sector) {
        self.dirty.entry(number).or_default().push(sector.clone());
        self.cache.sectors.insert(number, sector);
    }

    fn set_cached_length(&mut self, length: u64) {
        self.cache.length = length;
        self.lengths.push(length);
    }

    pub(super) fn sync(&mut self) {
        for (number, versions) in std::mem::take(&mut self.dirty) {
            if let Some(newest) = versions.into_iter().next_back() {
                self.durable.sectors.insert(number, newest);
            }
        }
        self.lengths.clear();
        self.durable.length = self.cache.length;
    }

    /// A failed sync, as Linux does it: some sectors got through, the others are forgotten and
    /// called clean, while the cache goes on showing them.
    pub(super) fn fail_sync(&mut self, random: &mut Random) {
        for (number, versions) in std::mem::take(&mut self.dirty) {
            if let Some(newest) = versions.into_iter().next_back().filter(|_| random.chance(1, 2)) {
                self.durable.sectors.insert(number, newest);
            }
        }
    }

    /// What is there after a power cut.
    pub(super) fn crash(&self, random: &mut Random) -> File {
        let mut kept = self.durable.clone();
        for (number, versions) in &self.dirty {
            // As it was before, or as any write since made it.
            let chosen = random.below(versions.len() as u64 + 1) as usize;
            if let Some(version) = chosen.checked_sub(1).and_then(|index| versions.get(index)) {
                kept.sectors.insert(*number, version.clone());
            }
        }
        let chosen = random.below(self.lengths.len() as u64 + 1) as usize;
        if let Some(length) = chosen.checked_sub(1).and_then(|index| self.lengths.get(index)) {
            kept.length = *length;
        }
        let mut file = File { cache: kept.clone(), durable: kept, ..File::default() };
        // What lies behind the end is not in the file, also once that grows again.
        file.set_length(file.cache.length);
        file.sync();
        file
    }
}
