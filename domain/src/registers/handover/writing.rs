//! What is written on a sheet before it is signed: counts, specials, remarks, grounds and
//! their clearing, read-backs.

use super::cut::red_now;
use super::signing::at_incoming_side;
use super::{Cleared, Command, Count, Objection, ReadBack, Refusal, Sheet, Special};
use crate::registers::property::PostItem;
use crate::registers::staff::Person;
use crate::{Kind, RecordRef, Refusal as Any, Stamp, State};
use values::{Id, Line, Personal};

/// How many grounds and how many specials a sheet holds.
const MOST: usize = 20;

/// Writes on an open sheet; `None` where it stands there already. No rule compares words:
/// what carries some is known by its id, or is written anew.
pub(super) fn write(state: &State, sheet: &Sheet, command: &Command, stamp: &Stamp) -> Result<Option<Sheet>, Any> {
    let by = super::acting(stamp)?;
    let mut after = sheet.clone();
    let changed = match command {
        Command::Count { item, found, note, .. } => count(state, &mut after, item, (*found, note), by)?,
        Command::Special { special: id, what, told, .. } => {
            let (id, what, told) = (id.clone(), what.clone(), told.clone());
            special(&mut after, Special { id, what, told, by: by.clone(), at: stamp.at })?
        }
        Command::Remark { remark, .. } => {
            unsigned(sheet)?;
            after.remarks = Some(remark.clone());
            true
        }
        Command::Object { objection: id, ground, note, .. } => {
            let (id, note) = (id.clone(), note.clone());
            object(&mut after, Objection { id, ground: *ground, note, by: by.clone(), at: stamp.at, cleared: None })?
        }
        Command::Clear { index, note, .. } => {
            if by == &sheet.outgoing {
                return Err(Refusal::OutgoingMayNotClear.into());
            }
            at_incoming_side(state, sheet, by, stamp)?;
            clear(&mut after, *index, Cleared { by: by.clone(), at: stamp.at, note: note.clone(), overridden: false })?
        }
        Command::ReadBack { about, owner, next_step, .. } => {
            state.person.find(owner)?;
            let said = ReadBack { about: about.clone(), owner: owner.clone(), next_step: next_step.clone() };
            read_back(state, &mut after, said, by, stamp)?;
            true
        }
        Command::TakeUp { .. } | Command::Open { .. } | Command::Withdraw { .. } | Command::AddAddendum { .. } => false,
        Command::Override { .. } | Command::SignOutgoing { .. } | Command::SignIncoming { .. } | Command::Review { .. } => false,
    };
    Ok(changed.then_some(after))
}

/// What the outgoing person has signed is changed by nobody: the incoming side objects
/// instead, which takes the signature back (H-9).
fn unsigned(sheet: &Sheet) -> Result<(), Any> {
    if sheet.outgoing_signed.is_some() { Err(Refusal::SignedAlready.into()) } else { Ok(()) }
}

fn count(
    state: &State,
    sheet: &mut Sheet,
    item: &Id<PostItem>,
    (found, note): (u32, &Option<Personal<Line>>),
    by: &Id<Person>,
) -> Result<bool, Any> {
    let item = state.post_item.find(item)?;
    if item.post != sheet.post {
        return Err(Any::NotFound { kind: Kind::PostItem });
    }
    let count = Count {
        item: item.id.clone(),
        expected: item.count,
        found,
        note: note.clone(),
        by: by.clone(),
    };
    if note.is_none() && sheet.counts.contains(&count) {
        return Ok(false);
    }
    unsigned(sheet)?;
    match sheet.counts.iter_mut().find(|c| c.item == item.id) {
        Some(earlier) => *earlier = count,
        None => sheet.counts.push(count),
    }
    Ok(true)
}

fn special(sheet: &mut Sheet, special: Special) -> Result<bool, Any> {
    if sheet.specials.iter().any(|s| s.id == special.id) {
        return Ok(false);
    }
    if sheet.specials.len() >= MOST {
        return Err(Refusal::TooMany.into());
    }
    sheet.specials.push(special);
    Ok(true)
}

fn object(sheet: &mut Sheet, objection: Objection) -> Result<bool, Any> {
    if objection.by == sheet.outgoing {
        return Err(Refusal::OutgoingMayNotObject.into());
    }
    if sheet.grounds.iter().any(|g| g.id == objection.id) {
        return Ok(false);
    }
    if sheet.grounds.len() >= MOST {
        return Err(Refusal::TooMany.into());
    }
    sheet.grounds.push(objection);
    sheet.outgoing_signed = None;
    sheet.cut = None;
    Ok(true)
}

/// Ends a ground; doing so again as the same person in the same way changes nothing.
pub(super) fn clear(sheet: &mut Sheet, index: u32, how: Cleared) -> Result<bool, Any> {
    let index = usize::try_from(index).ok();
    let ground = index.and_then(|i| sheet.grounds.get_mut(i)).ok_or(Refusal::NoSuchObjection)?;
    match &ground.cleared {
        None => {
            ground.cleared = Some(how);
            Ok(true)
        }
        Some(earlier) if earlier.by == how.by && earlier.overridden == how.overridden => Ok(false),
        Some(_) => Err(Refusal::NoSuchObjection.into()),
    }
}

fn read_back(state: &State, sheet: &mut Sheet, said: ReadBack, by: &Id<Person>, stamp: &Stamp) -> Result<(), Any> {
    if by == &sheet.outgoing {
        return Err(Refusal::SameHand.into());
    }
    if !to_read_back(state, sheet, stamp).contains(&said.about) {
        return Err(Any::NotFound { kind: said.about.kind });
    }
    match sheet.read_backs.iter_mut().find(|r| r.about == said.about) {
        Some(earlier) => *earlier = said,
        None => sheet.read_backs.push(said),
    }
    Ok(())
}

/// Every red item of the cut, and every one of the post that is red now (B-20, B-21).
pub(super) fn to_read_back(state: &State, sheet: &Sheet, stamp: &Stamp) -> Vec<RecordRef> {
    let in_cut = sheet.cut.iter().flat_map(|c| &c.open).filter(|i| i.red).map(|i| i.about.clone());
    let mut items: Vec<RecordRef> = in_cut.collect();
    for about in red_now(state, sheet.post, stamp.at) {
        if !items.contains(&about) {
            items.push(about);
        }
    }
    items
}
