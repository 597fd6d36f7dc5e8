//! A small disk filled and freed: what is there reads, emergencies go on, and ordinary work
//! resumes by itself.

use super::image::{self, Image};
use super::ledger::Ledger;
use super::load::Load;
use super::press::Work;
use super::server::Place;
use super::{Reach, Tally};
use crate::harness::Credential;
use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a change may take to show.
const PROMISE: Duration = Duration::from_secs(5);
/// In the tests, which prove nothing about time on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// What stays open fills the checkpoint of every segment: without a rest between the presses the
/// property itself fills so small a disk in ten rounds, and freeing the rest frees nothing.
const PACE: Duration = Duration::from_millis(40);
/// So many terminals flood the disk.
const FLOODING: usize = 6;
/// And have so long to use its last room up.
const FLOOD: Duration = Duration::from_secs(300);
/// Below the reserve, above the ballast.
const NEARLY_FULL: u64 = 8 << 20;
const FIGURES: &str = "disk_reserve_mib = 12\nballast_mib = 4\nsegment_entries = 500\n";

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    if !image::is_possible() {
        return Ok(Tally {
            notes: vec!["rounds 0 (only root can mount a disk of its own)".into()],
            ..Tally::default()
        });
    }
    let rounds = reach.rounds(50, 2);
    let promise = if reach.short { PATIENCE } else { PROMISE };
    let disk = Image::new(96)?;
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let place = Place::new(reach, &disk.path().join("data"), beside.path(), FIGURES)?;
    let (program, address) = place.serve()?;
    let mut desk = place.furnish(address, 3 + FLOODING)?;
    let (room, other_room) = (desk.split_off(2 + FLOODING), desk.split_off(2));
    let (ordinary, emergencies) = (Load::paced(desk, Work::Matters, PACE)?, Load::paced(room, Work::Emergencies, PACE)?);
    ordinary.at(Some(address));
    emergencies.at(Some(address));
    let (mut slowest, mut ledger) = (Duration::ZERO, Ledger::default());
    for round in 0..rounds {
        let filler = disk.path().join("filler");
        moves(&ordinary, promise).map_err(|why| format!("round {round}: ordinary work before it is full: {why}"))?;
        stands_still(&ordinary, &filler, promise, NEARLY_FULL).map_err(|why| format!("round {round}: below the reserve: {why}"))?;
        moves(&emergencies, promise).map_err(|why| format!("round {round}: an emergency below the reserve: {why}"))?;
        fill(&filler, 0)?;
        moves(&emergencies, promise).map_err(|why| format!("round {round}: an emergency on the full disk: {why}"))?;
        place.operate(&["status"]).map_err(|why| format!("round {round}: the full disk does not read: {why}"))?;
        // Last of all: what it leaves open would fill the checkpoint of every segment after it.
        if round + 1 == rounds {
            ledger = flood(other_room.clone(), address, &place, promise)
                .map_err(|why| format!("a flood of emergencies on the full disk: {why}; {}", program.last_line()))?;
        }
        fs::remove_file(&filler).map_err(|e| e.to_string())?;
        slowest = slowest.max(
            moves(&ordinary, promise)
                .map_err(|why| format!("round {round}: ordinary work after it was freed: {why}, {} bytes are free", free(disk.path())))?,
        );
    }
    let (ordinary, emergencies) = (ordinary.stop()?, emergencies.stop()?);
    program.kill();
    ledger.extend(ordinary.ledger);
    ledger.extend(emergencies.ledger);
    let mut tally = ledger.compare(&place.data)?;
    tally.rounds = rounds;
    tally.notes.push(format!("told to try later {}", ordinary.later));
    tally.notes.push(format!("writing again after {} ms at most", slowest.as_millis()));
    place.must_verify()?;
    Ok(tally)
}

/// Emergencies without a rest until the room that the journal had left is used up, the ballast is
/// given up for them, one more is taken, and not even that is left: the server still answers.
fn flood(room: Vec<Credential>, address: SocketAddr, place: &Place, promise: Duration) -> Result<Ledger, String> {
    let flood = Load::paced(room, Work::Flood, Duration::ZERO)?;
    flood.at(Some(address));
    let (ballast, begun) = (place.data.join("ballast"), Instant::now());
    while ballast.exists() {
        if begun.elapsed() > FLOOD {
            return Err(format!("the ballast was not given up, {} were acknowledged", flood.acked()));
        }
        super::pause(5);
    }
    moves(&flood, promise)?;
    stands_still(&flood, &place.data.join("../filler"), PATIENCE, 0)?;
    place.operate(&["status"])?;
    Ok(flood.stop()?.ledger)
}

/// Fills the disk until so many bytes are free, or to the last one.
fn fill(filler: &Path, leave: u64) -> Result<(), String> {
    let mut file = File::options().create(true).append(true).open(filler).map_err(|e| e.to_string())?;
    let mut piece = 1 << 20;
    while piece >= 512 {
        let free = fs4::available_space(filler).map_err(|e| e.to_string())?;
        if free <= leave {
            break;
        }
        let wanted = if leave == 0 { piece } else { piece.min(free - leave) };
        if file.write_all(&vec![1; usize::try_from(wanted).unwrap_or(512)]).is_err() {
            piece /= 2;
        }
    }
    // The system may hold what it has no room for; it says so here, and that is the end of it.
    drop(file.sync_all());
    Ok(())
}

/// Waits until something more is acknowledged; how long that took.
fn moves(load: &Load, promise: Duration) -> Result<Duration, String> {
    let (before, begun) = (load.acked(), Instant::now());
    while begun.elapsed() < promise {
        if load.acked() > before {
            return Ok(begun.elapsed());
        }
        super::pause(5);
    }
    Err(format!("nothing was acknowledged in {} s", promise.as_secs()))
}

/// Fills the disk until so much is left, and waits until every terminal has been told to try later.
/// Sealing gives space back while this waits, so what is given back is filled again.
fn stands_still(load: &Load, filler: &Path, promise: Duration, leave: u64) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < promise {
        fill(filler, leave)?;
        let before = load.acked();
        super::pause(300);
        if load.acked() == before {
            return Ok(());
        }
    }
    Err(format!("it goes on with {} bytes free", free(filler)))
}

fn free(path: &Path) -> u64 {
    fs4::available_space(path).unwrap_or(0)
}
