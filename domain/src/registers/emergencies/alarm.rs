//! What rings, and for how long (B-24): the next post after a silence without
//! acknowledgement, all of it again after one without a step.

use super::{Command, Run, RungAt};
use crate::registers::property::Alarm;
use crate::{Change, Refusal as Any, State};
use values::{At, Id, SECOND_MS};

/// What a silence asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The procedure's next post.
    Next,
    /// The same posts once more.
    Again,
}

impl State {
    /// Whether a run sounds: nobody has acknowledged since it last rang, and nobody has
    /// ended it. One acknowledgement silences every station (B-24).
    #[must_use]
    pub fn is_ringing(&self, run: &Run) -> bool {
        run.is_running() && self.heard_at(run).is_none()
    }
    /// When a run was last acknowledged, if since it last rang.
    fn heard_at(&self, run: &Run) -> Option<At> {
        let heard = self.acknowledgement.iter().filter(|a| a.run == run.id && a.at >= run.last_rung_at);
        heard.map(|a| a.at).max()
    }
    /// Whether something was done in a run since `at`: a step or a name of the roll-call.
    fn acted_since(&self, run: &Run, at: At) -> bool {
        let step = self.tick.iter().any(|t| t.run == run.id && t.at >= at);
        step || self.roll_call.iter().any(|r| r.run == run.id && r.at >= at)
    }
    /// Whether the procedure asks for a step that nobody has ticked.
    fn has_step_left(&self, run: &Run) -> bool {
        let steps = self.procedure.get(&run.procedure).map(|p| p.steps.as_slice()).unwrap_or_default();
        steps.iter().any(|s| !self.is_ticked(run, &s.code))
    }
}

/// What the clock asks for at `now`; once the commands are applied, nothing.
pub(crate) fn due(state: &State, now: At) -> Vec<Command> {
    let command = |run: &Run| match wanted(state, run, now)? {
        Wanted::Next => Some(Command::RingNext { run: run.id.clone() }),
        Wanted::Again => Some(Command::RingAgain { run: run.id.clone() }),
    };
    state.running().filter_map(command).collect()
}

fn wanted(state: &State, run: &Run, now: At) -> Option<Wanted> {
    let Alarm { acknowledge_within_s, step_within_s } = state.property()?.alarm;
    // At least a second: a figure of nought would ring without end.
    let over = |since: At, s: u32| now.since(since) >= i64::from(s.max(1)) * SECOND_MS;
    match state.heard_at(run) {
        _ if !run.is_running() => None,
        None => over(run.last_rung_at, acknowledge_within_s).then_some(Wanted::Next),
        Some(heard) => {
            let forgotten = over(heard, step_within_s) && !state.acted_since(run, heard) && state.has_step_left(run);
            forgotten.then_some(Wanted::Again)
        }
    }
}

/// Rings for the clock. Where somebody has acknowledged, acted or ended the run while the
/// clock's command was on its way, nothing rings.
pub(super) fn ring(state: &State, run: &Id<Run>, what: Wanted, now: At) -> Result<Vec<Change>, Any> {
    let run = state.run.find(run)?;
    if wanted(state, run, now) != Some(what) {
        return Ok(Vec::new());
    }
    let mut run = run.clone();
    run.last_rung_at = now;
    // When every post is rung the last rings again: the list stays as long as the procedure's.
    let rings = state.procedure.get(&run.procedure).map(|p| p.rings.as_slice()).unwrap_or_default();
    if let (Wanted::Next, Some(next)) = (what, rings.get(run.rung.len())) {
        run.rung.push(RungAt { ring: *next, at: now });
    }
    Ok(vec![Change::Put(run.into())])
}
