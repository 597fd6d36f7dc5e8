//! What is written on a sheet before it is signed: counts, specials, remarks, grounds and
//! their clearing, read-backs.

use super::cut::red_now;
use super::{Cleared, Command, Count, Ground, Objection, ReadBack, Refusal, Sheet, Special};
use crate::registers::property::PostItem;
use crate::registers::staff::Person;
use crate::{Kind, RecordRef, Refusal as Any, Stamp, State};
use values::{Id, Line};

/// How many grounds and how many specials a sheet holds.
const MOST: usize = 20;

/// Writes on an open sheet; `None` where it stands there already.
pub(super) fn write(state: &State, sheet: &Sheet, command: &Command, stamp: &Stamp) -> Result<Option<Sheet>, Any> {
    let by = super::acting(stamp)?;
    let mut after = sheet.clone();
    match command {
        Command::Count { item, found, note, .. } => count(state, &mut after, item, (*found, note), by)?,
        Command::Special { what, told, .. } => special(&mut after, what, told, by, stamp)?,
        Command::Remark { remark, .. } => {
            after.remarks = Some(remark.clone());
            unsigned_unless_same(sheet, &after)?;
        }
        Command::Object { ground, note, .. } => object(&mut after, *ground, note, by, stamp)?,
        Command::Clear { index, note, .. } => {
            let cleared = Cleared { by: by.clone(), at: stamp.at, note: note.clone(), overridden: false };
            clear(&mut after, *index, cleared)?;
        }
        Command::ReadBack { about, owner, next_step, .. } => {
            state.person.find(owner)?;
            let said = ReadBack { about: about.clone(), owner: owner.clone(), next_step: next_step.clone() };
            read_back(state, &mut after, said, by, stamp)?;
        }
        Command::TakeUp { .. } | Command::Open { .. } | Command::Withdraw { .. } | Command::AddAddendum { .. } => {}
        Command::Override { .. } | Command::SignOutgoing { .. } | Command::SignIncoming { .. } | Command::Review { .. } => {}
    }
    Ok((&after != sheet).then_some(after))
}

/// What the outgoing person has signed is changed by nobody: the incoming side objects
/// instead, which takes the signature back (H-9).
fn unsigned_unless_same(before: &Sheet, after: &Sheet) -> Result<(), Any> {
    if before.outgoing_signed.is_some() && before != after { Err(Refusal::SignedAlready.into()) } else { Ok(()) }
}

fn count(state: &State, sheet: &mut Sheet, item: &Id<PostItem>, counted: (u32, &Option<Line>), by: &Id<Person>) -> Result<(), Any> {
    let item = state.post_item.find(item)?;
    if item.post != sheet.post {
        return Err(Any::NotFound { kind: Kind::PostItem });
    }
    let before = sheet.clone();
    let count = Count {
        item: item.id.clone(),
        expected: item.count,
        found: counted.0,
        note: counted.1.clone(),
        by: by.clone(),
    };
    match sheet.counts.iter_mut().find(|c| c.item == item.id) {
        Some(earlier) => *earlier = count,
        None => sheet.counts.push(count),
    }
    unsigned_unless_same(&before, sheet)
}

fn special(sheet: &mut Sheet, what: &Line, told: &Line, by: &Id<Person>, stamp: &Stamp) -> Result<(), Any> {
    if sheet.specials.iter().any(|s| &s.what == what && &s.told == told && &s.by == by) {
        return Ok(());
    }
    if sheet.specials.len() >= MOST {
        return Err(Refusal::TooMany.into());
    }
    sheet.specials.push(Special { what: what.clone(), told: told.clone(), by: by.clone(), at: stamp.at });
    Ok(())
}

fn object(sheet: &mut Sheet, ground: Ground, note: &Line, by: &Id<Person>, stamp: &Stamp) -> Result<(), Any> {
    if by == &sheet.outgoing {
        return Err(Refusal::OutgoingMayNotObject.into());
    }
    let same = |g: &Objection| g.cleared.is_none() && g.ground == ground && &g.note == note && &g.by == by;
    if sheet.grounds.iter().any(same) {
        return Ok(());
    }
    if sheet.grounds.len() >= MOST {
        return Err(Refusal::TooMany.into());
    }
    sheet.grounds.push(Objection { ground, note: note.clone(), by: by.clone(), at: stamp.at, cleared: None });
    sheet.outgoing_signed = None;
    sheet.cut = None;
    Ok(())
}

/// Ends a ground; doing so again as the same person in the same way changes nothing.
pub(super) fn clear(sheet: &mut Sheet, index: u32, how: Cleared) -> Result<(), Any> {
    let index = usize::try_from(index).ok();
    let ground = index.and_then(|i| sheet.grounds.get_mut(i)).ok_or(Refusal::NoSuchObjection)?;
    match &ground.cleared {
        None => ground.cleared = Some(how),
        Some(earlier) if earlier.by == how.by && earlier.overridden == how.overridden => {}
        Some(_) => return Err(Refusal::NoSuchObjection.into()),
    }
    Ok(())
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
