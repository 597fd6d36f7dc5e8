//! An item that passes with a post, in words: what kind of thing it is, and what of it.

use crate::desk::Desk;
use crate::phrases;
use domain::RecordRef;
use domain::registers::calls::Call;
use domain::registers::emergencies::Run;
use domain::registers::handover::OpenItem;
use domain::registers::keys::{KeyIssue, Loss};
use domain::registers::matters::{Matter, MatterKind};
use domain::registers::property::Unit;
use domain::registers::releases::Release;
use domain::registers::staff::Person;
use values::Id;

/// What kind of thing an item is, with what of it the station may read: "报修：水管漏水".
pub(super) fn about(desk: &Desk, reference: &RecordRef) -> String {
    let words = &desk.words.handover;
    let state = desk.state();
    if let Some(matter) = reference.id_of::<Matter>().and_then(|id| state.matter.get(&id)) {
        let kind = MatterKind::ALL.iter().position(|k| *k == matter.kind).unwrap_or(0);
        let what = phrases::personal(desk.words, &matter.what, |t| t.as_str().replace('\n', " "));
        return (desk.words.alarms.at_place)(desk.words.matters.kinds[kind], &what);
    }
    if let Some(run) = reference.id_of::<Run>().and_then(|id| state.run.get(&id)) {
        let title = crate::screens::emergencies::title_of(desk, run);
        return if run.drill { (desk.words.alarms.drill)(&title) } else { title };
    }
    if let Some(call) = reference.id_of::<Call>() {
        let kiosk = state.call.get(&call).and_then(|c| state.terminal.get(&c.terminal));
        return kiosk.map_or_else(|| words.call.to_owned(), |k| (desk.words.alarms.at_place)(words.call, k.name.as_str()));
    }
    if reference.id_of::<Loss>().is_some() {
        return words.loss.to_owned();
    }
    if reference.id_of::<KeyIssue>().is_some() {
        return words.key_overdue.to_owned();
    }
    if let Some(release) = reference.id_of::<Release>() {
        let [mismatched, left_over] = desk.words.releases.in_sheet;
        let flagged = state.release.get(&release).is_some_and(|r| r.counted.is_some() && !r.is_used());
        return if flagged { mismatched } else { left_over }.to_owned();
    }
    words.a_record.to_owned()
}

/// The number of an item with its unit, as people call it. A call has no number.
pub(super) fn number(desk: &Desk, item: &OpenItem) -> String {
    let number = if item.about.id_of::<Call>().is_some() { "" } else { item.number.as_str() };
    match (number, unit_name(desk, item.unit.as_ref())) {
        (number, Some(unit)) if !number.is_empty() => format!("{number} · {unit}"),
        (number, _) => number.to_owned(),
    }
}

/// A unit as it stands on the door.
pub(super) fn unit_name(desk: &Desk, unit: Option<&Id<Unit>>) -> Option<String> {
    unit.map(|u| desk.state().unit.get(u).map_or_else(|| u.to_string(), |u| u.number.to_string()))
}

/// An item that was red after the cut of a closed sheet: as its record names it today.
pub(super) fn item_of(desk: &Desk, reference: &RecordRef) -> OpenItem {
    let state = desk.state();
    let matter = reference.id_of::<Matter>().and_then(|id| state.matter.get(&id)).map(|m| (m.number.clone(), m.unit.clone()));
    let loss = reference.id_of::<Loss>().and_then(|id| state.loss.get(&id)).map(|l| (l.number.clone(), l.unit.clone()));
    let run = reference.id_of::<Run>().and_then(|id| state.run.get(&id)).map(|r| (r.number.clone(), None));
    let release = reference
        .id_of::<Release>()
        .and_then(|id| state.release.get(&id))
        .map(|r| (r.number.clone(), Some(r.unit.clone())));
    let (number, unit) = matter.or(loss).or(run).or(release).unwrap_or_else(|| (reference.id.to_string(), None));
    OpenItem { about: reference.clone(), number, unit, red: true, shifts: 1 }
}

/// Who is likely to see to an item: whoever has taken it up, else whoever owns it; the lead who
/// issued a slip.
pub(super) fn likely_owner(desk: &Desk, reference: &RecordRef) -> Option<Id<Person>> {
    let state = desk.state();
    if let Some(release) = reference.id_of::<Release>().and_then(|id| state.release.get(&id)) {
        return Some(release.issued_by.clone());
    }
    let matter = reference.id_of::<Matter>().and_then(|id| state.matter.get(&id))?;
    Some(matter.claimed.as_ref().map_or_else(|| matter.owner.clone(), |c| c.by.clone()))
}
