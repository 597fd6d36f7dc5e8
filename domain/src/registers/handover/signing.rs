//! The signatures under a sheet: outgoing makes the cut, incoming passes the duty, the lead
//! reads (H-6, H-10, B-20 to B-22). The rights check has compared the PIN already.

use super::writing::{clear, to_read_back};
use super::{Cleared, Duty, Refusal, Sheet, Signed, cut::cut};
use crate::registers::property::PostItem;
use crate::registers::staff::Person;
use crate::rights::{Refusal as RightRefusal, takes_over};
use crate::{Change, Refusal as Any, Stamp, State};
use std::collections::BTreeSet;
use values::{Id, Line, Personal};

/// The outgoing signature.
pub(super) fn outgoing(state: &State, sheet: &Sheet, person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if signed_by(&sheet.outgoing_signed, person) {
        return Ok(Vec::new());
    }
    super::open_for_writing(sheet)?;
    super::at_its_station(sheet.post, stamp)?;
    if sheet.outgoing_signed.is_some() {
        return Err(Refusal::SignedAlready.into());
    }
    let duty = state.duty_of(sheet.post).ok_or(Refusal::NobodyOnDuty)?;
    if &duty.person != person {
        return Err(Refusal::NotOnDuty { person: duty.person.clone() }.into());
    }
    counted(state, sheet)?;
    no_open_ground(sheet)?;
    let mut sheet = sheet.clone();
    sheet.outgoing = person.clone();
    sheet.outgoing_signed = Some(Signed { person: person.clone(), at: stamp.at });
    sheet.cut = Some(cut(state, duty, stamp));
    Ok(vec![Change::Put(sheet.into())])
}

/// The incoming signature: the sheet is complete and duty passes, in one entry.
pub(super) fn incoming(state: &State, sheet: &Sheet, person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if signed_by(&sheet.incoming_signed, person) {
        return Ok(Vec::new());
    }
    super::open_for_writing(sheet)?;
    super::at_its_station(sheet.post, stamp)?;
    if &sheet.outgoing == person {
        return Err(Refusal::SameHand.into());
    }
    at_incoming_side(state, sheet, person, stamp)?;
    no_open_ground(sheet)?;
    let cut_to = match (&sheet.outgoing_signed, &sheet.cut) {
        (Some(_), Some(cut)) => cut.to,
        (None, _) | (_, None) => return Err(Refusal::OutgoingNotSigned.into()),
    };
    let said = |about: &crate::RecordRef| sheet.read_backs.iter().any(|r| &r.about == about);
    let missing: Vec<_> = to_read_back(state, sheet, stamp).into_iter().filter(|a| !said(a)).collect();
    if !missing.is_empty() {
        return Err(Refusal::ReadBackMissing { items: missing }.into());
    }
    let duty = state.duty_of(sheet.post).ok_or(Refusal::NobodyOnDuty)?;
    let mut sheet = sheet.clone();
    sheet.incoming = Some(person.clone());
    sheet.incoming_signed = Some(Signed { person: person.clone(), at: stamp.at });
    let duty = Duty {
        id: duty.id.clone(),
        post: duty.post,
        station: sheet.to,
        person: person.clone(),
        since: stamp.at,
        cut: cut_to,
        sheets: sheet.number,
        last_sheet: Some(sheet.id.clone()),
    };
    Ok(vec![Change::Put(sheet.into()), Change::Put(duty.into())])
}

/// The lead's signature that the sheet was read.
pub(super) fn review(sheet: &Sheet, person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    if !sheet.is_complete() {
        return Err(Refusal::NotComplete.into());
    }
    if signed_by(&sheet.reviewed, person) {
        return Ok(Vec::new());
    }
    if sheet.reviewed.is_some() {
        return Err(Refusal::SignedAlready.into());
    }
    let mut sheet = sheet.clone();
    sheet.reviewed = Some(Signed { person: person.clone(), at: stamp.at });
    Ok(vec![Change::Put(sheet.into())])
}

/// A manager's written acceptance; not of a handover of their own.
pub(super) fn overrule(sheet: &Sheet, index: u32, note: &Personal<Line>, person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    super::open_for_writing(sheet)?;
    if &sheet.outgoing == person {
        return Err(Refusal::SameHand.into());
    }
    let mut after = sheet.clone();
    let changed = clear(&mut after, index, Cleared { by: person.clone(), at: stamp.at, note: note.clone(), overridden: true })?;
    Ok(if changed { vec![Change::Put(after.into())] } else { Vec::new() })
}

/// Whether somebody stands at the side to which the post passes: at its station, with a role
/// that may take over there.
pub(super) fn at_incoming_side(state: &State, sheet: &Sheet, person: &Id<Person>, stamp: &Stamp) -> Result<(), Any> {
    if stamp.station != sheet.to {
        return Err(Refusal::ForIncomingSide { station: sheet.to }.into());
    }
    let roles = takes_over(sheet.to);
    let fits = state.person.get(person).is_some_and(|p| p.roles.iter().any(|r| roles.contains(r)));
    if fits { Ok(()) } else { Err(Any::Right(RightRefusal::NotYourRole { roles: roles.to_vec() })) }
}

fn signed_by(hand: &Option<Signed>, person: &Id<Person>) -> bool {
    hand.as_ref().is_some_and(|s| &s.person == person)
}

/// Every item of the post is counted, and a difference has its reason (H-8, B-17).
fn counted(state: &State, sheet: &Sheet) -> Result<(), Any> {
    let of = |item: &Id<PostItem>| sheet.counts.iter().find(|c| &c.item == item);
    let here = || state.post_item.iter().filter(|i| i.post == sheet.post);
    let items: BTreeSet<_> = here().filter(|i| of(&i.id).is_none()).map(|i| i.id.clone()).collect();
    if !items.is_empty() {
        return Err(Refusal::ItemsNotCounted { items }.into());
    }
    let unexplained = |c: &&super::Count| c.found != c.expected && c.note.is_none();
    match sheet.counts.iter().find(unexplained) {
        Some(count) => Err(Refusal::DifferenceWithoutReason { item: count.item.clone() }.into()),
        None => Ok(()),
    }
}

fn no_open_ground(sheet: &Sheet) -> Result<(), Any> {
    match sheet.open_ground() {
        Some(objection) => Err(Refusal::ObjectionOpen { ground: objection.ground }.into()),
        None => Ok(()),
    }
}
