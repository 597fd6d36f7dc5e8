//! Many histories, one seed after the other, several at once.

use super::{Outcome, Plan, simulate};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What many histories came to.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// How many were simulated to their end.
    pub histories: u64,
    /// Their hours.
    pub hours: u64,
    /// Everything in them, added.
    pub all: Outcome,
    /// The first promise that was broken; nothing was begun after it.
    pub broken: Option<String>,
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { steps, acknowledged, troubles, .. } = &self.all;
        write!(f, "{} hours in {} histories, {steps} steps checked, acked {acknowledged}, ", self.hours, self.histories)?;
        write!(f, "server down {}, terminals down {}, ", troubles.server_downs, troubles.terminal_downs)?;
        write!(f, "cuts {}, other troubles {}", troubles.cuts, troubles.others)
    }
}

/// Simulates `hours` in histories as long as `plan` has it, beginning with its seed, on so many
/// threads; tells what is `reached` after each. Stops at the first promise that is broken.
#[must_use]
pub fn simulate_many(plan: Plan, hours: u64, threads: u64, reached: impl Fn(&Sum) + Sync) -> Sum {
    let (next, sum) = (AtomicU64::new(0), Mutex::new(Sum::default()));
    let locked = || sum.lock().unwrap_or_else(PoisonError::into_inner);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n * plan.hours >= hours || locked().broken.is_some() {
                        return;
                    }
                    let ended = one(&Plan { seed: plan.seed.wrapping_add(n), ..plan });
                    let mut sum = locked();
                    match ended {
                        Ok(outcome) => {
                            sum.add(plan.hours, &outcome);
                            reached(&sum);
                        }
                        Err(what) => drop(sum.broken.get_or_insert(what)),
                    }
                }
            });
        }
    });
    sum.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn one(plan: &Plan) -> Result<Outcome, String> {
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    simulate(plan, place.path())
}

impl Sum {
    fn add(&mut self, hours: u64, one: &Outcome) {
        self.histories += 1;
        self.hours += hours;
        self.all.steps += one.steps;
        self.all.acknowledged += one.acknowledged;
        self.all.revision += one.revision;
        self.all.troubles.add(&one.troubles);
    }
}
