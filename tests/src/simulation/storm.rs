//! What goes wrong: one seed, one storm.

use super::house::{End, House};
use super::network::{Way, Weather};
use super::seat::Seat;
use super::time::set_servers_clock;
use journal::simulated::Random;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_local;
use tokio::time::sleep;

/// How often each kind of trouble came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Troubles {
    /// The server was killed, or its power was cut.
    pub server_downs: u64,
    /// A terminal's program was killed, or its power was cut.
    pub terminal_downs: u64,
    /// A cable was cut, in one direction or both.
    pub cuts: u64,
    /// Everything else: slow disks, full disks, sleeping PCs, resets, wrong clocks, bad weather.
    pub others: u64,
}

impl Troubles {
    /// All of them.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.server_downs + self.terminal_downs + self.cuts + self.others
    }

    /// Adds another storm's.
    pub fn add(&mut self, other: &Troubles) {
        self.server_downs += other.server_downs;
        self.terminal_downs += other.terminal_downs;
        self.cuts += other.cuts;
        self.others += other.others;
    }
}

/// One seed's storm: how often it strikes, and how hard.
pub(super) struct Storm {
    random: Random,
    house: Arc<House>,
    seats: Vec<Rc<Seat>>,
    /// Between two troubles pass at most so many milliseconds.
    every_ms: u64,
    pub(super) troubles: Troubles,
}

impl Storm {
    pub(super) fn new(seed: u64, house: Arc<House>, seats: Vec<Rc<Seat>>) -> Self {
        let mut random = Random::new(seed);
        // Some seeds have fair weather, some foul: a bug may need either.
        let every_ms = [60_000, 600_000, 600_000, 2_400_000, 2_400_000, 2_400_000][random.below(6) as usize];
        Self { random, house, seats, every_ms, troubles: Troubles::default() }
    }

    /// Until the next trouble.
    pub(super) fn lull(&mut self) -> Duration {
        Duration::from_millis(500 + self.random.below(self.every_ms))
    }

    fn lasts(&mut self) -> Duration {
        let most = [300, 3_000, 20_000, 200_000][self.random.below(4) as usize];
        Duration::from_millis(self.random.below(most))
    }

    fn end(&mut self) -> End {
        if self.random.chance(1, 2) { End::Killed } else { End::PowerCut }
    }

    fn seat(&mut self) -> Rc<Seat> {
        let at = self.random.below(self.seats.len() as u64) as usize;
        self.seats[at].clone()
    }

    /// One trouble begins; it ends by itself.
    pub(super) fn strikes(&mut self) {
        let (seat, lasts) = (self.seat(), self.lasts());
        match self.random.below(12) {
            0 | 1 => {
                self.troubles.server_downs += 1;
                let end = self.end();
                if self.random.chance(1, 3) {
                    self.house.cut_power_soon();
                } else {
                    self.house_goes_down(end);
                }
            }
            2 | 3 => {
                self.troubles.terminal_downs += 1;
                seat.stop(self.end());
            }
            4..=6 => {
                self.troubles.cuts += 1;
                let ways = self.random.below(3);
                if ways != 0 {
                    seat.cable.cut(Way::Up);
                }
                if ways != 1 {
                    seat.cable.cut(Way::Down);
                }
                after(lasts, move || seat.cable.heal());
            }
            7 => {
                self.troubles.others += 1;
                seat.sleeps(true);
                after(lasts, move || seat.sleeps(false));
            }
            8 => {
                self.troubles.others += 1;
                seat.cable.reset();
            }
            9 => {
                self.troubles.others += 1;
                self.house.syncs_in(2 + self.random.below(4_000));
                let house = self.house.clone();
                after(lasts, move || house.syncs_in(2));
            }
            10 => {
                self.troubles.others += 1;
                self.house.is_full(true);
                let house = self.house.clone();
                after(lasts, move || house.is_full(false));
            }
            _ => {
                self.troubles.others += 1;
                let (late, answer_lost, doubled) = (self.random.below(300), self.random.below(300), self.random.below(300));
                seat.cable.has_weather(Weather { late, answer_lost, doubled });
                after(lasts * 4, move || seat.cable.has_weather(Weather::default()));
                if self.random.chance(1, 4) {
                    // Minutes are followed, hours are doubted until somebody confirms them.
                    let most = [600_000, 7_200_000][self.random.below(2) as usize];
                    set_servers_clock(self.random.below(2 * most) as i64 - most as i64);
                }
            }
        }
    }

    /// Takes the server down, and every connection with it.
    pub(super) fn house_goes_down(&self, end: End) {
        self.house.close(end);
        self.seats.iter().for_each(|seat| seat.cable.reset());
    }

    /// It is over: everything works from now on.
    pub(super) fn passes(&self) {
        self.house.syncs_in(2);
        self.house.is_full(false);
        for seat in &self.seats {
            seat.cable.has_weather(Weather::default());
            seat.cable.heal();
            seat.sleeps(false);
        }
    }
}

fn after(time: Duration, then: impl FnOnce() + 'static) {
    spawn_local(async move {
        sleep(time).await;
        then();
    });
}
