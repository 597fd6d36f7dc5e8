//! The roll-call (V-6, B-26): who was inside, and whether they were found.

use super::{Found, RollCall, Run};
use crate::State;
use crate::registers::visits::Visit;
use std::collections::BTreeMap;
use values::Id;

/// Everyone who was inside when the run started or is inside now, and every visit that
/// somebody looked for; `None`: nobody has yet said whether they were found.
///
/// Where stations disagree the graver counts: somebody missing is safe again only when a
/// signed-in person says so later.
#[must_use]
pub fn roll(state: &State, run: &Run) -> BTreeMap<Id<Visit>, Option<Found>> {
    let mut said: BTreeMap<&Id<Visit>, Vec<&RollCall>> = BTreeMap::new();
    for call in state.roll_call.iter().filter(|c| c.run == run.id) {
        said.entry(&call.visit).or_default().push(call);
    }
    let concerned = state.visit.iter().filter(|v| v.is_inside() || was_inside(v, run));
    let mut roll: BTreeMap<_, _> = concerned.map(|v| (v.id.clone(), None)).collect();
    for (visit, calls) in said {
        roll.insert(visit.clone(), verdict(&calls));
    }
    roll
}

/// Whether a visitor was in the building when a run started.
pub(crate) fn was_inside(visit: &Visit, run: &Run) -> bool {
    visit.arrived_at <= run.started_at && visit.left.as_ref().is_none_or(|l| l.at >= run.started_at)
}

fn verdict(calls: &[&RollCall]) -> Option<Found> {
    let missing_at = calls.iter().filter(|c| c.found == Found::Missing).map(|c| c.at).max();
    let mut safe = calls.iter().filter(|c| c.found == Found::Safe);
    match missing_at {
        None => safe.next().map(|_| Found::Safe),
        Some(at) if safe.any(|c| c.by.is_some() && c.at > at) => Some(Found::Safe),
        Some(_) => Some(Found::Missing),
    }
}
