//! The key file on a simulated disk: power cuts, failing operations, and starts over what
//! was never synced. Whatever key was said to be durable, or was there for a start, stays.

use journal::chance::SystemChance;
use journal::disk::{Failure, Lasting};
use journal::simulated::{Random, SimulatedDisk};
use server::identity::secrets::{Master, Secrets};
use server::storage::vault::Vault;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Starts in one life.
const STARTS: u64 = 4;
/// Batches between two accidents, if none comes sooner.
const BATCHES: u64 = 12;
/// Keys that are kept by heart, by family.
type Known = BTreeMap<[u8; 32], [u8; 32]>;

/// A master key under which all lives of a run keep their keys.
pub fn master() -> Result<Master, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    Secrets::open(dir.path()).map_err(|e| e.to_string())?;
    Master::read(dir.path()).map_err(|e| e.to_string())?.ok_or_else(|| "no master key was made".into())
}

/// What a property's people would still be able to read.
struct Keeper<'a> {
    master: &'a Master,
    promised: Known,
    next: u64,
}

impl<'a> Keeper<'a> {
    fn new(master: &'a Master) -> Self {
        Self { master, promised: Known::new(), next: 0 }
    }

    /// Opens the file and holds it against what was promised; nothing if the disk failed.
    fn open(&mut self, disk: &SimulatedDisk) -> Result<Option<Vault>, String> {
        let before = disk.operations();
        let vault = match Vault::on(disk, self.master, Arc::new(SystemChance)) {
            Ok(vault) => vault,
            Err(_) if disk.failed_since(before) => return Ok(None),
            Err(fault) => return Err(format!("it does not open: {fault}")),
        };
        let kept = vault.all_keys().map_err(|fault| format!("its keys do not open: {fault}"))?;
        let kept: Known = kept.into_iter().map(|(family, key)| (family, *key)).collect();
        let lost = self.promised.iter().filter(|(family, key)| kept.get(*family) != Some(*key)).count();
        if lost > 0 {
            return Err(format!("{lost} of {} keys that were promised are gone", self.promised.len()));
        }
        self.promised = kept;
        Ok(Some(vault))
    }

    /// Hands out some keys and makes them durable; `false`: the disk failed.
    fn batch(&mut self, vault: &Vault, keys: u64) -> bool {
        let Ok(true) = vault.make_room(usize::try_from(keys).unwrap_or_default()) else { return false };
        let mut handed_out = Known::new();
        for _ in 0..keys {
            self.next += 1;
            let mut family = [0; 32];
            family[..8].copy_from_slice(&self.next.to_be_bytes());
            let key = [u8::try_from(self.next % 251).unwrap_or_default(); 32];
            if vault.adopt(family, key).is_err() {
                return false;
            }
            handed_out.insert(family, key);
        }
        let durable = vault.sync().is_ok();
        if durable {
            self.promised.append(&mut handed_out);
        }
        durable
    }
}

/// One life that belongs to `seed`: it opens, works, loses its power or a write, and opens again.
pub fn life(seed: u64, master: &Master) -> Result<(), String> {
    let broken = |what: String| format!("key file, seed {seed}: {what}");
    let (mut random, mut keeper) = (Random::new(seed), Keeper::new(master));
    let mut disk = SimulatedDisk::new();
    for _ in 0..STARTS {
        if random.chance(1, 3) {
            disk.fail_at(1 + random.below(12), Failure::Eio, Lasting::Once);
        } else {
            disk.cut_power_at(1 + random.below(30));
        }
        if let Some(vault) = keeper.open(&disk).map_err(broken)? {
            for _ in 0..BATCHES {
                if !keeper.batch(&vault, 1 + random.below(4)) {
                    break;
                }
            }
        }
        // A program that dies leaves what it wrote to the system; a power cut takes that away.
        let killed = disk.has_power() && random.chance(1, 2);
        disk = if killed { disk.fork() } else { disk.crash(random.next_number()) };
    }
    keeper.open(&disk).map_err(broken)?.map(drop).ok_or_else(|| broken("a disk without faults failed".into()))
}

/// Lets each operation of a birth and some batches fail in turn, then opens again over what the
/// system holds and once more after a power cut; how many operations there were.
pub fn each_operation(failure: Failure, lasting: Lasting, master: &Master) -> Result<u64, String> {
    for n in 1.. {
        let broken = |what: String| format!("key file, {failure:?} {lasting:?} at operation {n}: {what}");
        let (disk, mut keeper) = (SimulatedDisk::new(), Keeper::new(master));
        disk.fail_at(n, failure, lasting);
        if let Some(vault) = keeper.open(&disk).map_err(broken)? {
            let _all_went = (0..4).all(|_| keeper.batch(&vault, 3));
        }
        let reached = disk.failed_since(0);
        for disk in [disk.fork(), disk.crash(n)] {
            // What the one start settles is promised there alone.
            let mut keeper = Keeper { promised: keeper.promised.clone(), ..keeper };
            keeper.open(&disk).map_err(broken)?.ok_or_else(|| broken("a disk without faults failed".into()))?;
            keeper.open(&disk.crash(n)).map_err(broken)?.ok_or_else(|| broken("a disk without faults failed".into()))?;
        }
        if !reached {
            return Ok(n - 1);
        }
    }
    Ok(0)
}
