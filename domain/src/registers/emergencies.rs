//! Emergencies 应急 (E-1 to E-3, E-6, V-6; B-24 to B-28): one press starts a procedure on
//! both stations, and it rings until a person acknowledges and acts.
//!
//! Steps come in the lawful order, which stands in the procedure, not in this code. What
//! was done without the server is never refused: a second start is kept and linked, each
//! tick is a record of its own, and where two disagree the graver counts.

mod alarm;
mod procedure;
mod roll;
mod run;

pub(crate) use alarm::due;
pub use procedure::{Procedure, Ring, Step};
pub use roll::roll;
pub(crate) use roll::was_inside;
pub use run::{Acknowledgement, Found, RollCall, Run, RungAt, StoodDown, Tick};

use crate::registers::matters::next_number;
use crate::registers::staff::Person;
use crate::registers::visits::Visit;
use crate::{Change, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, PersonName, Personal};

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Starts a procedure; nobody need be signed in (B-24).
    Start {
        /// The new run's id.
        run: Id<Run>,
        /// Which procedure.
        procedure: Id<Procedure>,
        /// Where, if known.
        place: Option<Personal<Line>>,
        /// A drill.
        drill: bool,
        /// Who presses, in their own words.
        name: Option<Personal<PersonName>>,
    },
    /// Says that the alarm is heard.
    Acknowledge {
        /// The new acknowledgement's id.
        acknowledgement: Id<Acknowledgement>,
        /// Of which run.
        run: Id<Run>,
        /// For which post.
        ring: Ring,
        /// Who, in their own words.
        name: Option<Personal<PersonName>>,
    },
    /// Says that a step is done.
    TickStep {
        /// The new tick's id.
        tick: Id<Tick>,
        /// Of which run.
        run: Id<Run>,
        /// The step's code.
        step: String,
        /// Who, in their own words.
        name: Option<Personal<PersonName>>,
    },
    /// Says whether a visitor was found.
    TickRoll {
        /// The new record's id.
        roll_call: Id<RollCall>,
        /// In which run.
        run: Id<Run>,
        /// Which visit.
        visit: Id<Visit>,
        /// Found or not.
        found: Found,
        /// Who, in their own words.
        name: Option<Personal<PersonName>>,
    },
    /// Ends a run.
    StandDown {
        /// Which.
        run: Id<Run>,
        /// Why.
        reason: Personal<Line>,
    },
    /// Nobody acknowledged: rings the procedure's next post. Asked for by the clock.
    RingNext {
        /// Which run.
        run: Id<Run>,
    },
    /// Acknowledged, but no step: rings again. Asked for by the clock.
    RingAgain {
        /// Which run.
        run: Id<Run>,
    },
}

named!(Command {
    Start => "start",
    Acknowledge => "acknowledge",
    TickStep => "tick_step",
    TickRoll => "tick_roll",
    StandDown => "stand_down",
    RingNext => "ring_next",
    RingAgain => "ring_again",
});

/// Why not. Nothing made offline is refused here (B-28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Other steps come first (B-25).
    StepNotYet {
        /// Their codes.
        missing: Vec<String>,
    },
    /// The procedure has no such step.
    UnknownStep,
    /// The run has ended.
    StoodDown {
        /// Who ended it.
        by: Id<Person>,
        /// When.
        at: At,
    },
    /// Somebody else has ended it already.
    StoodDownAlready,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Start { .. } => start(state, command, stamp),
        Command::Acknowledge { acknowledgement, run, ring, name } => {
            let by = stamp.actor.person().cloned();
            let (id, run, name) = (acknowledgement.clone(), run.clone(), name.clone());
            acknowledge(state, Acknowledgement { id, run, ring: *ring, at: stamp.at, station: stamp.station, by, name }, stamp)
        }
        Command::TickStep { tick, run, step, name } => {
            let by = stamp.actor.person().cloned();
            let (id, run, step, name) = (tick.clone(), run.clone(), step.clone(), name.clone());
            tick_step(state, Tick { id, run, step, at: stamp.at, station: stamp.station, by, name }, stamp)
        }
        Command::TickRoll { roll_call, run, visit, found, name } => {
            let by = stamp.actor.person().cloned();
            let (id, run, visit, name) = (roll_call.clone(), run.clone(), visit.clone(), name.clone());
            tick_roll(state, RollCall { id, run, visit, found: *found, at: stamp.at, station: stamp.station, by, name }, stamp)
        }
        Command::StandDown { run, reason } => stand_down(state, run, reason, stamp),
        Command::RingNext { run } => alarm::ring(state, run, alarm::Wanted::Next, stamp.at),
        Command::RingAgain { run } => alarm::ring(state, run, alarm::Wanted::Again, stamp.at),
    }
}

/// Whether it has happened already, without the server: then it is never refused (B-28).
const fn has_happened(stamp: &Stamp) -> bool {
    stamp.offline.is_some()
}

fn start(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Command::Start { run, procedure, place, drill, name } = command else {
        return Ok(Vec::new());
    };
    if has_happened(stamp) {
        if state.run.get(run).is_some() {
            return Ok(Vec::new());
        }
    } else {
        state.run.vacant(run)?;
        state.procedure.find(procedure)?;
    }
    // A real emergency is never linked to a drill.
    let same = state.running().filter(|r| &r.procedure == procedure && r.drill == *drill);
    let linked_to = same.min_by_key(|r| r.started_at).map(|r| r.id.clone());
    let first = state.procedure.get(procedure).and_then(|p| p.rings.first().copied());
    let letter = if *drill { "D" } else { "E" };
    let run = Run {
        id: run.clone(),
        number: next_number(letter, state, stamp, state.run.iter().map(|r| r.number.as_str())),
        procedure: procedure.clone(),
        place: place.clone(),
        drill: *drill,
        started_at: stamp.at,
        station: stamp.station,
        started_by: stamp.actor.person().cloned(),
        claimed_name: name.clone(),
        linked_to,
        rung: vec![RungAt { ring: first.unwrap_or(Ring::ControlRoom), at: stamp.at }],
        last_rung_at: stamp.at,
        stood_down: None,
    };
    Ok(vec![Change::Put(run.into())])
}

fn acknowledge(state: &State, heard: Acknowledgement, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if has_happened(stamp) {
        let known = state.acknowledgement.get(&heard.id).is_some();
        return Ok(if known { Vec::new() } else { vec![Change::Put(heard.into())] });
    }
    let run = state.run.find(&heard.run)?;
    run.still_running()?;
    state.acknowledgement.vacant(&heard.id)?;
    let same = |a: &Acknowledgement| a.run == run.id && a.ring == heard.ring && a.station == heard.station && a.by == heard.by;
    if state.acknowledgement.iter().any(|a| same(a) && a.at >= run.last_rung_at) {
        return Ok(Vec::new());
    }
    Ok(vec![Change::Put(heard.into())])
}

fn tick_step(state: &State, tick: Tick, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if has_happened(stamp) {
        let known = state.tick.get(&tick.id).is_some();
        return Ok(if known { Vec::new() } else { vec![Change::Put(tick.into())] });
    }
    let run = state.run.find(&tick.run)?;
    run.still_running()?;
    let procedure = state.procedure.find(&run.procedure)?;
    let step = procedure.steps.iter().find(|s| s.code == tick.step).ok_or(Refusal::UnknownStep)?;
    if state.is_ticked(run, &step.code) {
        return Ok(Vec::new());
    }
    let missing: Vec<String> = step.after.iter().filter(|c| !state.is_ticked(run, c)).cloned().collect();
    if !missing.is_empty() {
        return Err(Refusal::StepNotYet { missing }.into());
    }
    state.tick.vacant(&tick.id)?;
    Ok(vec![Change::Put(tick.into())])
}

/// Each is kept, also where it says what was said: two stations lose no tick (B-26).
fn tick_roll(state: &State, call: RollCall, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if has_happened(stamp) {
        let known = state.roll_call.get(&call.id).is_some();
        return Ok(if known { Vec::new() } else { vec![Change::Put(call.into())] });
    }
    state.run.find(&call.run)?.still_running()?;
    state.visit.find(&call.visit)?;
    state.roll_call.vacant(&call.id)?;
    Ok(vec![Change::Put(call.into())])
}

fn stand_down(state: &State, run: &Id<Run>, reason: &Personal<Line>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let by = stamp.actor.person().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?;
    let run = match state.run.get(run) {
        Some(run) => run,
        None if has_happened(stamp) => return Ok(Vec::new()),
        None => return Err(Any::NotFound { kind: crate::Kind::Run }),
    };
    match &run.stood_down {
        Some(end) if &end.by == by || has_happened(stamp) => Ok(Vec::new()),
        Some(_) => Err(Refusal::StoodDownAlready.into()),
        None => {
            let stood_down = Some(StoodDown { by: by.clone(), at: stamp.at, reason: reason.clone() });
            Ok(vec![Change::Put(Run { stood_down, ..run.clone() }.into())])
        }
    }
}

impl State {
    /// The runs that nobody has ended, drills among them.
    pub fn running(&self) -> impl Iterator<Item = &Run> {
        self.run.iter().filter(|r| r.is_running())
    }
    /// Why the kiosk shows the evacuation page: the newest run that empties the building;
    /// a real one before a drill.
    #[must_use]
    pub fn evacuation(&self) -> Option<(&Run, &Procedure)> {
        let evacuating = self.running().filter_map(|r| Some((r, self.procedure.get(&r.procedure).filter(|p| p.evacuate)?)));
        evacuating.max_by_key(|(r, _)| (!r.drill, r.started_at))
    }
    /// Whether anybody has ticked a step of a run.
    #[must_use]
    pub fn is_ticked(&self, run: &Run, step: &str) -> bool {
        self.tick.iter().any(|t| t.run == run.id && t.step == step)
    }
}

#[cfg(test)]
mod tests;
