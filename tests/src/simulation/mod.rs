//! A property in one thread: the real rules, journal, desk, services, links, outboxes and replicas,
//! over simulated disks, a simulated network and simulated clocks. One seed makes one history, step
//! for step; a seed that fails is a test from then on.
//!
//! tokio's own clock stands still while anybody has something to do, so a simulated hour takes as
//! long as its work. What tonic encodes is what travels; TLS, HTTP/2 and sled alone are left out:
//! `./dev fault` has those.

#![allow(clippy::unwrap_used, reason = "a program that tests")]

mod archive;
mod house;
mod many;
mod network;
mod piped;
mod seat;
mod storm;
mod time;
mod truth;
mod work;

pub use many::{Sum, simulate_many};
pub use storm::Troubles;

use crate::harness::entries_after;
use crate::harness::promises::Durable;
use domain::Station;
use house::{End, House};
use journal::simulated::Random;
use seat::Seat;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use storm::Storm;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Instant, sleep};
use truth::Truth;

/// How long everything may take to come level when the storm has passed.
const QUIET: Duration = Duration::from_secs(300);

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Where chance begins: it decides everything.
    pub seed: u64,
    /// So many hours.
    pub hours: u64,
    /// So many terminals; every fourth is a kiosk, every third of the rest in the control room.
    pub terminals: u64,
}

/// What a simulation came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Events, answers, frames and entries that were looked at.
    pub steps: u64,
    /// Commands that were answered.
    pub acknowledged: u64,
    /// The last revision.
    pub revision: u64,
    /// What went wrong on purpose.
    pub troubles: Troubles,
    /// Of the journal's chain and all answers: the same for the same plan, on every machine.
    pub fingerprint: [u8; 32],
}

/// Simulates a property. `place` is an empty directory for its keys.
///
/// # Errors
/// The first promise that was broken.
pub fn simulate(plan: &Plan, place: &Path) -> Result<Outcome, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = runtime.map_err(|e| e.to_string())?;
    let outcome = LocalSet::new().block_on(&runtime, World::run(*plan, place));
    outcome.map_err(|what| format!("seed {} of {} hours: {what}", plan.seed, plan.hours))
}

/// Everything there is.
struct World {
    truth: Arc<Mutex<Truth>>,
    house: Arc<House>,
    seats: Vec<Rc<Seat>>,
    place: std::path::PathBuf,
}

impl World {
    async fn run(plan: Plan, place: &Path) -> Result<Outcome, String> {
        time::begin();
        let mut random = Random::new(plan.seed);
        let world = Rc::new(Self::new(&plan, place, &mut random)?);
        world.house.open(place).map_err(|e| e.to_string())?;
        let terminals: Vec<_> = world.seats.iter().map(|s| (s.id.clone(), s.station, s.fingerprint.clone())).collect();
        world.house.furnish(&terminals).await?;
        let mut storm = Storm::new(random.next_number(), world.house.clone(), world.seats.clone());
        let lives: Vec<_> = world.seats.iter().map(|seat| spawn_local(live(world.clone(), seat.clone()))).collect();
        let end = Instant::now() + Duration::from_secs(3_600 * plan.hours);
        while Instant::now() < end {
            sleep(storm.lull()).await;
            storm.strikes();
            world.mend(&mut random, &storm).await?;
        }
        storm.passes();
        lives.iter().for_each(tokio::task::JoinHandle::abort);
        let fingerprint = world.come_to_rest(&mut random, &storm).await?;
        let revision = world.house.desk().map_or(0, |desk| desk.chain().revision.0);
        let truth = world.truth();
        let (steps, acknowledged) = (truth.steps, truth.acknowledged);
        Ok(Outcome { steps, acknowledged, revision, troubles: storm.troubles, fingerprint })
    }

    fn new(plan: &Plan, place: &Path, random: &mut Random) -> Result<Self, String> {
        // The same keys for the same seed.
        for name in ["master.key", "seal.key"] {
            let bytes: Vec<u8> = (0..4).flat_map(|_| random.next_number().to_le_bytes()).collect();
            std::fs::write(place.join(name), bytes).map_err(|e| e.to_string())?;
        }
        let truth = Arc::<Mutex<Truth>>::default();
        let house = Arc::new(House::new(random.next_number(), place, truth.clone()).map_err(|e| e.to_string())?);
        let seats = (0..plan.terminals).map(|number| {
            let station = match (number % 4, number % 3) {
                (3, _) => Station::Kiosk,
                (_, 1) => Station::ControlRoom,
                _ => Station::Counter,
            };
            Seat::new(number, station, house.clone(), truth.clone(), plan.seed).map(Rc::new)
        });
        Ok(Self { seats: seats.collect::<Result<_, _>>()?, truth, house, place: place.to_owned() })
    }

    fn truth(&self) -> MutexGuard<'_, Truth> {
        self.truth.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What has gone down comes back after a while.
    async fn mend(&self, random: &mut Random, storm: &Storm) -> Result<(), String> {
        self.truth().verdict()?;
        // A disk that lost its power takes the server with it.
        sleep(Duration::from_millis(50 + random.below(200))).await;
        if self.house.has_failed() {
            storm.house_goes_down(End::PowerCut);
        }
        if !self.house.is_open() {
            sleep(Duration::from_millis(random.below(20_000))).await;
            self.reopen()?;
        }
        Ok(())
    }

    fn reopen(&self) -> Result<(), String> {
        self.house.open(&self.place).map_err(|e| format!("the server does not start again: {e}"))?;
        let head = self.house.desk().map_or(0, |desk| desk.chain().revision.0);
        self.truth().comes_back(&self.house.disk(), head)?;
        self.truth().verdict()
    }

    /// The storm has passed: everything comes level, and what was promised is there.
    async fn come_to_rest(&self, random: &mut Random, storm: &Storm) -> Result<[u8; 32], String> {
        let until = Instant::now() + QUIET;
        loop {
            self.mend(random, storm).await?;
            for seat in &self.seats {
                if !seat.is_on() {
                    seat.start()?;
                }
                seat.attend();
            }
            let unlevel = self.seats.iter().find_map(|seat| seat.is_level().err());
            let Some(why) = unlevel else { break };
            if Instant::now() > until {
                return Err(format!("{} s after the storm {why}", QUIET.as_secs()));
            }
            sleep(Duration::from_secs(1)).await;
        }
        let desk = self.house.desk().ok_or("the house is closed")?;
        let (chain, state) = (desk.chain(), desk.state().clone());
        let entries = entries_after(Arc::new(self.house.disk()), 0).map_err(|e| e.to_string())?;
        let journal: Result<Vec<_>, _> = entries.iter().map(|stored| Durable::read(&stored.payload)).collect();
        let journal = journal.map_err(|e| e.to_string())?;
        self.seats.iter().for_each(|seat| seat.holds_promises(&journal));
        let fingerprint = self.truth().ends(&self.house.disk(), chain, &state)?;
        self.truth().verdict()?;
        Ok(fingerprint)
    }
}

/// A terminal's life: on, used, killed, on again, off for the night.
async fn live(world: Rc<World>, seat: Rc<Seat>) {
    loop {
        if let Err(why) = seat.start() {
            world.truth().is_broken(format!("{} does not start: {why}", seat.id));
            return;
        }
        let mut next = Instant::now() + Duration::from_millis(seat.rest_ms());
        while seat.is_on() {
            tokio::select! {
                biased;
                () = seat.news() => seat.attend(),
                () = tokio::time::sleep_until(next) => {
                    if seat.is_closed() {
                        seat.stop(End::Killed);
                    }
                    seat.act();
                    next = Instant::now() + Duration::from_millis(seat.rest_ms());
                }
            }
        }
        sleep(Duration::from_millis(seat.rest_ms())).await;
        while seat.is_closed() {
            sleep(Duration::from_millis(seat.rest_ms())).await;
        }
    }
}
