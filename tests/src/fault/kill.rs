//! kill -9 at random moments, every fifth one while the server opens (B-12).

use super::load::Load;
use super::server::Place;
use super::{Reach, Tally};
use crate::harness::Random;
use std::time::Duration;

/// Short segments, so that starts come from checkpoints.
const FIGURES: &str = "segment_entries = 60\n";
/// How long a server may live between two kills, in milliseconds.
const LIFE: u64 = 150;
/// Of this many kills one comes while the server opens.
const OPENING: u64 = 5;
/// So many kills on one property: what its load leaves open makes every checkpoint larger.
const ON_ONE_PROPERTY: u64 = 100;
/// The longest that an opening is left alone before it is killed, in milliseconds.
const BIRTH: u64 = 40;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let kills = reach.rounds(2_000, 15);
    let (mut random, mut total, mut left) = (Random::new(reach.seed), Tally::default(), kills);
    while left > 0 {
        let now = left.min(ON_ONE_PROPERTY);
        let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
        let place = Place::new(reach, &beside.path().join("data"), beside.path(), FIGURES)?;
        total.add(&kill_often(&place, now, &mut random).map_err(|why| format!("property {}: {why}", (kills - left) / ON_ONE_PROPERTY))?);
        left -= now;
    }
    Ok(total)
}

/// Kills it so many times under load, and holds what was acknowledged against what is kept.
pub(super) fn kill_often(place: &Place, kills: u64, random: &mut Random) -> Result<Tally, String> {
    let (mut program, address) = place.serve()?;
    let load = Load::start(place.furnish(address, 4)?)?;
    load.at(Some(address));
    if place.serve().is_ok() {
        return Err("a second server serves the same data".into());
    }
    let (mut opening, mut slowest) = (0, Duration::ZERO);
    for kill in 0..kills {
        super::pause(random.below(LIFE));
        load.at(None);
        program.kill();
        if kill % OPENING == 0 {
            let unborn = place.launch();
            super::pause(random.below(BIRTH));
            unborn.kill();
            opening += 1;
        }
        let begun = std::time::Instant::now();
        let (alive, address) = place.serve().map_err(|why| format!("after kill {kill}: {why}"))?;
        slowest = slowest.max(begun.elapsed());
        program = alive;
        load.at(Some(address));
    }
    super::pause(LIFE);
    let pressed = load.stop()?;
    program.kill();
    let mut tally = pressed.ledger.compare(&place.data)?;
    tally.rounds = kills + opening;
    tally.notes.push(format!("while opening {opening}"));
    tally.notes.push(format!("slowest start {} ms", slowest.as_millis()));
    place.must_verify()?;
    place.store_must_give_all()?;
    Ok(tally)
}
