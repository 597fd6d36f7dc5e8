//! Backups taken under load, each restored on an empty machine: the exact head, nobody enrolled
//! again, and the terminals bring back what the backup lacks.

use super::load::Load;
use super::server::Place;
use super::{Reach, Tally};
use std::time::{Duration, Instant};

/// Terminals must be level again within this.
const LEVEL: Duration = Duration::from_secs(15 * 60);

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let backups = reach.rounds(20, 2);
    let mut tally = Tally::default();
    let mut slowest = Duration::ZERO;
    for backup in 0..backups {
        let (drill, level) = drill(reach).map_err(|why| format!("backup {backup}: {why}"))?;
        tally.add(&from_the_mirror(reach).map_err(|why| format!("mirror {backup}: {why}"))?);
        tally.add(&drill);
        slowest = slowest.max(level);
    }
    tally.notes.push(format!("level again after {} ms at most", slowest.as_millis()));
    if slowest > LEVEL { Err(format!("too slow: {tally}")) } else { Ok(tally) }
}

/// One backup under load, the machine lost, the backup restored elsewhere, the same terminals.
fn drill(reach: &Reach) -> Result<(Tally, Duration), String> {
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let at = |name: &str| beside.path().join(name);
    let backups = at("backups").display().to_string();
    let figures = format!("segment_entries = 400\nbackup_dir = {backups:?}\n");
    let lost = Place::new(reach, &at("data"), beside.path(), &figures)?;
    let (program, address) = lost.serve()?;
    let load = Load::start(lost.furnish(address, 4)?)?;
    load.at(Some(address));
    load.until_acked(300)?;
    let answered = lost.operate(&["status"])?;
    let taken = lost.operate(&["backup"])?;
    if taken["revision"].as_u64() < answered["revision"].as_u64() {
        return Err(format!("a backup up to {} was taken after {} had been answered", taken["revision"], answered["revision"]));
    }
    load.until_acked(load.acked() + 200)?;
    load.at(None);
    program.kill();
    let held = lost.operate(&["verify"])?;

    let spare = Place::new(reach, &at("spare"), beside.path(), "")?;
    let restored = spare.operate(&["restore", "--from", &backups])?;
    for field in ["revision", "head"] {
        if restored[field] != taken[field] {
            return Err(format!("the backup's {field} was {}, the restored one is {}", taken[field], restored[field]));
        }
    }
    if epoch_of(&spare)? == epoch_of(&lost)? {
        return Err("the restored property has the epoch of the lost one".into());
    }
    let (program, address) = spare.serve()?;
    let begun = Instant::now();
    let before = load.acked();
    load.at(Some(address));
    // What the backup lacks is told again, in order, before anything new.
    load.until_acked(before + 50)?;
    let level = begun.elapsed();
    let pressed = load.stop()?;
    program.kill();
    spare.must_verify()?;
    let lacking = held["entries"].as_u64().unwrap_or_default() - restored["revision"].as_u64().unwrap_or_default();
    let mut tally = pressed.ledger.compare_keys(&spare.data)?;
    tally.rounds = 1;
    if lacking == 0 { Err("the backup lacked nothing: the drill proves nothing".into()) } else { Ok((tally, level)) }
}

/// The machine lost while a mirror was kept in step: nothing that was answered is missing there.
fn from_the_mirror(reach: &Reach) -> Result<Tally, String> {
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let at = |name: &str| beside.path().join(name);
    let mirror = at("mirror");
    let figures = format!("segment_entries = 100\nmirror_dir = {:?}\nmirror_in_step = true\n", mirror.display().to_string());
    let lost = Place::new(reach, &at("data"), beside.path(), &figures)?;
    let (program, address) = lost.serve()?;
    let load = Load::start(lost.furnish(address, 4)?)?;
    load.at(Some(address));
    load.until_acked(330)?;
    load.at(None);
    program.kill();
    let pressed = load.stop()?;
    let spare = Place::new(reach, &at("spare"), beside.path(), "")?;
    spare.operate(&["restore", "--from", &mirror.display().to_string()])?;
    spare.must_verify()?;
    let mut tally = pressed.ledger.compare(&spare.data)?;
    tally.rounds = 1;
    Ok(tally)
}

/// Which history a data directory holds.
fn epoch_of(place: &Place) -> Result<[u8; 16], String> {
    let disk = journal::disk::RealDisk::read_only(&place.data.join("journal"));
    let reader = journal::file::Reader::open(std::sync::Arc::new(disk)).map_err(|e| e.to_string())?;
    Ok(reader.identity().epoch)
}
