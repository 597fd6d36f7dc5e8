//! The simulated property, as far as a fault goes: `./dev simulate` goes further.

use super::{Reach, Tally};
use crate::simulation::{Plan, simulate_many};

/// The length of one history.
const HOURS: u64 = 8;
const TERMINALS: u64 = 8;
const THREADS: u64 = 2;

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let plan = Plan { seed: reach.seed, hours: HOURS, terminals: TERMINALS };
    let sum = simulate_many(plan, reach.rounds(2_000, 240), THREADS, |_| ());
    match sum.broken {
        Some(what) => Err(what),
        None => Ok(Tally {
            rounds: sum.histories,
            acked: sum.all.acknowledged,
            notes: vec![sum.to_string()],
            ..Tally::default()
        }),
    }
}
