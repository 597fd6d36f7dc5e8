//! Passing a matter on (S-5): ownership and claim move by a record only, which says who
//! moved them, when, from whom, to whom, and why. The commands are the register's, in [`super`].

use super::{Claimed, Matter, MatterNote, Part, Passed, Refusal};
use crate::registers::staff::Person;
use crate::{Change, Refusal as Any, Stamp, State};
use values::{Id, Personal, Text};

/// Who passes it on, and why.
pub(super) struct Why<'c> {
    /// The id of the note that records it.
    pub note: &'c Id<MatterNote>,
    /// Who acts.
    pub by: Id<Person>,
    /// In words.
    pub reason: &'c Personal<Text>,
}

pub(super) fn transfer(
    state: &State,
    matter: &Id<Matter>,
    part: Part,
    to: &Id<Person>,
    why: Why<'_>,
    stamp: &Stamp,
) -> Result<Vec<Change>, Any> {
    let matter = state.matter.find(matter)?;
    matter.still_open()?;
    let from = holder(matter, part)?.clone();
    if state.person.find(to)?.left {
        return Err(Refusal::HasLeft { person: to.clone() }.into());
    }
    if &from == to {
        return Ok(vec![]);
    }
    may_pass(state, &from, &why.by)?;
    let mut after = matter.clone();
    match part {
        Part::Owner => after.owner = to.clone(),
        Part::Claim => after.claimed = Some(Claimed { by: to.clone(), at: stamp.at, station: stamp.station }),
    }
    recorded(state, after, Passed { part, from, to: Some(to.clone()) }, why, stamp)
}

pub(super) fn release(state: &State, matter: &Id<Matter>, why: Why<'_>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let matter = state.matter.find(matter)?;
    matter.still_open()?;
    let from = holder(matter, Part::Claim)?.clone();
    may_pass(state, &from, &why.by)?;
    let after = Matter { claimed: None, ..matter.clone() };
    recorded(state, after, Passed { part: Part::Claim, from, to: None }, why, stamp)
}

fn holder(matter: &Matter, part: Part) -> Result<&Id<Person>, Refusal> {
    match part {
        Part::Owner => Ok(&matter.owner),
        Part::Claim => matter.claimed.as_ref().map(|c| &c.by).ok_or(Refusal::NotClaimed),
    }
}

fn may_pass(state: &State, holder: &Id<Person>, by: &Id<Person>) -> Result<(), Any> {
    let leads = state.person.find(by)?.roles.iter().any(|r| r.leads());
    if holder == by || leads { Ok(()) } else { Err(Refusal::NotYours { holder: holder.clone() }.into()) }
}

/// The matter as it is now held, and the note beside it.
fn recorded(state: &State, after: Matter, passed: Passed, why: Why<'_>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    state.matter_note.vacant(why.note)?;
    let note = MatterNote {
        id: why.note.clone(),
        matter: after.id.clone(),
        at: stamp.at,
        by: why.by,
        station: stamp.station,
        text: why.reason.clone(),
        passed: Some(passed),
    };
    Ok(vec![Change::Put(after.into()), Change::Put(note.into())])
}
