//! A property of many days opened again: serving comes at once, whatever its age, and a store
//! that is gone is filled beside it.

use super::life::{DAY, Life};
use super::server::Place;
use super::{Reach, Tally};
use std::time::{Duration, Instant};

/// Serving must come within this after a start.
const SERVING: Duration = Duration::from_secs(2);
/// A deleted store must be whole again within this.
const WHOLE: Duration = Duration::from_secs(60);

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let life = Life {
        days: Life::days_of(reach.rounds(1_000_000, 5_000)),
        from: 0,
        of_day: DAY,
        apart: 1,
        // So few in the short form that their first answers have left the memory.
        terminals: reach.rounds(64, 4),
        patience: if reach.short { WHOLE } else { 10 * WHOLE },
    };
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let place = Place::new(reach, &beside.path().join("data"), beside.path(), "")?;
    let begun = Instant::now();
    let entries = life.lives(&place)?;
    let written = begun.elapsed();

    life.is_remembered(&place)?;
    let (serving, records) = start_and_ask(&place)?;
    std::fs::remove_dir_all(place.data.join("store")).map_err(|e| e.to_string())?;
    let (program, _) = place.serve()?;
    let rebuilding = Instant::now();
    until_whole(&place, life.patience)?;
    let rebuilt = rebuilding.elapsed();
    program.kill();
    place.must_verify()?;

    let mut tally = Tally { rounds: 2, acked: entries, ..Tally::default() };
    let kept = place.operate(&["verify"])?["entries"].as_u64().unwrap_or_default();
    tally.lost = entries.saturating_sub(kept);
    tally
        .notes
        .push(format!("days {}, written in {} s, {records} records open or recent", life.days, written.as_secs()));
    tally.notes.push(format!("serving after {} ms", serving.as_millis()));
    tally.notes.push(format!("store rebuilt in {:.1} s", rebuilt.as_secs_f32()));
    // A busy machine that runs the tests proves nothing about time.
    if !reach.short && (serving > SERVING || rebuilt > WHOLE) { Err(format!("too slow: {tally}")) } else { Ok(tally) }
}

/// Starts the program, waits until it serves; how long that took, and how many records it has.
fn start_and_ask(place: &Place) -> Result<(Duration, u64), String> {
    let started = Instant::now();
    let (program, _) = place.serve()?;
    let serving = started.elapsed();
    let status = place.operate(&["status"])?;
    program.kill();
    Ok((serving, status["records"].as_u64().unwrap_or_default()))
}

/// Waits until the server says that its store has every entry.
fn until_whole(place: &Place, patience: Duration) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        let status = place.operate(&["status"])?;
        if status["store_covered"] == status["revision"] {
            return Ok(());
        }
        super::pause(100);
    }
    Err("the store was never whole".into())
}
