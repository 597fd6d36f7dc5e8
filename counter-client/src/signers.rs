//! Who could sign, judged before anybody does.

use crate::desk::Desk;
use domain::Command;
use domain::registers::staff::Person;
use domain::rights::Role;
use values::Id;

/// Why nobody could sign this now, judged for somebody of these roles; `None`: it can be
/// signed.
#[must_use]
pub fn why_not_signed<C: Into<Command>>(
    desk: &Desk,
    but_not: Option<&Id<Person>>,
    roles: &[Role],
    make: impl Fn(Id<Person>) -> C,
) -> Option<String> {
    let state = desk.state();
    let may = |person: &&Person| person.roles.iter().any(|r| roles.contains(r));
    let others: Vec<&Person> = state.person.iter().filter(|p| !p.left && Some(&p.id) != but_not).collect();
    let here = desk.person().map(|p| p.id);
    let first = others.iter().copied().filter(may).max_by_key(|p| Some(&p.id) == here.as_ref());
    let signer = first.or_else(|| others.first().copied()).or_else(|| state.person.iter().next())?;
    desk.why_not(&make(signer.id.clone()).into())
}

/// Somebody else of the house, where two sign.
#[must_use]
pub fn another(desk: &Desk, person: &Id<Person>) -> Option<Id<Person>> {
    desk.state().person.iter().find(|p| !p.left && p.id != *person).map(|p| p.id.clone())
}
