//! The power cut at random moments: on a real ext4, and on simulated disks with a volatile
//! cache, torn and reordered writes, and directory entries that never arrived.

use super::image::{self, Image};
use super::load::Load;
use super::server::Place;
use super::{Reach, Tally, key_file};
use crate::harness::{Credential, Random};
use journal::simulated;

/// So many cuts hit one disk before a fresh one is taken.
const CUTS_A_DISK: u64 = 10;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let (mut tally, master) = (Tally::default(), key_file::master()?);
    let crashes = reach.rounds(100_000, 500);
    for crash in 0..crashes {
        let seed = reach.seed.wrapping_add(crash);
        simulated::crash_run(seed).map_err(|broken| format!("simulated: {broken}"))?;
        key_file::life(seed, &master).map_err(|broken| format!("simulated: {broken}"))?;
    }
    tally.notes.push(format!("simulated lives {crashes} of the journal, as many of the key file"));
    if !image::is_possible() {
        tally.notes.push("real cuts 0 (only root can mount a disk of its own)".into());
        return Ok(tally);
    }
    let (cuts, mut random) = (reach.rounds(200, 3), Random::new(reach.seed));
    let mut done = 0;
    while done < cuts {
        let here = CUTS_A_DISK.min(cuts - done);
        tally.add(&cut_often(reach, here, &mut random)?);
        done += here;
    }
    tally.notes.push(format!("real cuts {cuts}"));
    Ok(tally)
}

/// Cuts the power of one disk so many times under load; the first time while the property is new.
fn cut_often(reach: &Reach, cuts: u64, random: &mut Random) -> Result<Tally, String> {
    let mut disk = Image::new(256)?;
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let figures = "disk_reserve_mib = 8\nballast_mib = 4\nsegment_entries = 300\n";
    let place = Place::new(reach, &disk.path().join("data"), beside.path(), figures)?;
    let newborn = place.launch();
    super::pause(100 + random.below(200));
    disk.cut()?;
    newborn.kill();
    disk.power_on()?;
    let mut credentials: Option<Vec<Credential>> = None;
    let mut ledger = super::ledger::Ledger::default();
    for cut in 1..cuts {
        let (program, address) = place.serve().map_err(|why| format!("after cut {cut}: {why}"))?;
        let known = match credentials.take() {
            Some(known) => known,
            None => place.furnish(address, 4)?,
        };
        let load = Load::start(known.clone())?;
        credentials = Some(known);
        load.at(Some(address));
        super::pause(100 + random.below(900));
        disk.cut()?;
        program.kill();
        load.at(None);
        ledger.extend(load.stop()?.ledger);
        disk.power_on()?;
        place.store_must_give_all().map_err(|why| format!("after cut {cut}: {why}"))?;
    }
    let mut tally = ledger.compare(&place.data)?;
    tally.rounds = cuts;
    place.must_verify()?;
    Ok(tally)
}
