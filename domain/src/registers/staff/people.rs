//! The list of people, as managers keep it (S-2).

use super::{Credential, Person, Refusal, Session};
use crate::rights::{MANAGERS, Role};
use crate::{Change, RecordRef, Refusal as Any, State};
use std::collections::BTreeSet;
use values::{Id, PersonName, StaffNumber};

pub(super) fn add(state: &State, number: &StaffNumber, name: &PersonName, roles: &BTreeSet<Role>) -> Result<Vec<Change>, Any> {
    let id: Id<Person> = Id::parse(number.as_str()).map_err(|_| Refusal::NumberTaken)?;
    if state.person.get(&id).is_some() || state.person.iter().any(|p| p.number == *number) {
        return Err(Refusal::NumberTaken.into());
    }
    if roles.is_empty() {
        return Err(Refusal::NoRole.into());
    }
    let person = Person {
        id,
        number: number.clone(),
        name: name.clone(),
        roles: roles.clone(),
        left: false,
    };
    Ok(vec![Change::Put(person.into())])
}

pub(super) fn edit(state: &State, of: &Id<Person>, name: &PersonName, roles: &BTreeSet<Role>, left: bool) -> Result<Vec<Change>, Any> {
    let known = state.person.find(of)?;
    if roles.is_empty() {
        return Err(Refusal::NoRole.into());
    }
    let edited = Person { name: name.clone(), roles: roles.clone(), left, ..known.clone() };
    let others = state.person.iter().filter(|p| p.id != *of);
    if manages(known) && !others.chain([&edited]).any(manages) {
        return Err(Refusal::LastManager.into());
    }
    let mut changes = vec![Change::Put(edited.into())];
    if left {
        let at = state.session.iter().filter(|s| s.person == *of);
        changes.extend(at.map(|s: &Session| Change::Remove(RecordRef::to(&s.id))));
        changes.push(Change::Remove(RecordRef::to(&of.beside::<Credential>())));
    }
    Ok(changes)
}

fn manages(person: &Person) -> bool {
    !person.left && person.roles.iter().any(|r| MANAGERS.contains(r))
}
