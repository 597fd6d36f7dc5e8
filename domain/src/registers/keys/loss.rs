//! Losses of keys (K-4, B-16): who must know, which keys are stopped meanwhile, and when
//! they are free again. The commands are the register's, in [`super`].

use super::{Key, KeyIssue, KeyKind, KeyPlace, Refusal, WrittenOff, has_happened, person};
use crate::registers::property::{ArchiveFigures, Unit};
use crate::registers::staff::Person;
use crate::rights::Role;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use values::{At, Id, Line, PersonName, Personal, ReportNumber, Telephone};

/// A report that a key or card is lost (K-4, B-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Made by the terminal.
    pub id: Id<Loss>,
    /// To name it aloud: `L-20261123-001`.
    pub number: String,
    /// Of which unit, where it is in the directory.
    pub unit: Option<Id<Unit>>,
    /// What was typed where the directory does not know the unit.
    pub unit_said: Option<Personal<Line>>,
    /// What kind of key.
    pub kind: KeyKind,
    /// The keys that this report suspends.
    pub keys: BTreeSet<Id<Key>>,
    /// Of these, the ones that turned up: back in the cabinet, not handed out until the
    /// loss is settled.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub found: BTreeSet<Id<Key>>,
    /// Who reported it.
    pub reporter: Personal<PersonName>,
    /// How to reach them.
    pub telephone: Option<Personal<Telephone>>,
    /// When it was lost, in the reporter's words.
    pub lost_when: Personal<Line>,
    /// Where, in the reporter's words.
    pub lost_where: Personal<Line>,
    /// By which the reporter asks after it, where a kiosk has shown one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ReportNumber>,
    /// When it was reported.
    pub reported_at: At,
    /// At which station.
    pub station: Station,
    /// Who knows of it.
    pub acknowledgements: BTreeMap<LossRole, Acknowledged>,
    /// The lock is changed.
    pub lock_changed: Option<Done>,
    /// It is settled.
    pub closed: Option<Closed>,
}

/// Who must know of a loss (K-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossRole {
    /// The lead of the service centre, or above.
    Lead,
    /// Engineering, which changes the lock.
    Engineering,
    /// Security, which watches the door until then.
    Security,
}

impl LossRole {
    /// Every one of them.
    pub const ALL: [LossRole; 3] = [LossRole::Lead, LossRole::Engineering, LossRole::Security];
    /// Whether somebody of this staff role may acknowledge as this.
    #[must_use]
    pub const fn is_held_by(self, role: Role) -> bool {
        match role {
            Role::Lead | Role::Supervisor | Role::Manager | Role::GeneralManager => matches!(self, LossRole::Lead),
            Role::EngineeringTechnician | Role::EngineeringSupervisor => matches!(self, LossRole::Engineering),
            Role::ControlRoomOperator | Role::SecuritySupervisor => matches!(self, LossRole::Security),
            Role::Clerk | Role::FloorSteward | Role::Finance => false,
        }
    }
}

/// Somebody knows of a loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Who.
    pub by: Id<Person>,
    /// Since when.
    pub at: At,
}

/// The lock is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who says so.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// What was done: cylinder, card disabled.
    pub note: Personal<Line>,
}

/// A loss is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Who closed it.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// How it ended.
    pub result: Personal<Line>,
}

impl Recorded for Loss {
    const KIND: Kind = Kind::Loss;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// Settled, and no key is suspended or lost by it.
    fn closed_at(&self, state: &State) -> Option<At> {
        let closed = self.closed.as_ref()?;
        let here = KeyPlace::Lost { loss: self.id.clone() };
        let needed = state.key.iter().any(|k| k.place == here || k.suspended_by.as_ref() == Some(&self.id));
        (!needed).then_some(closed.at)
    }
    fn found_by(&self) -> Vec<String> {
        let people = self.acknowledgements.values().map(|a| &a.by);
        let people = people.chain(self.lock_changed.as_ref().map(|d| &d.by)).chain(self.closed.as_ref().map(|c| &c.by));
        let unit = self.unit.as_ref().map(Id::as_str);
        let keys = self.keys.iter().map(|k| Some(k.as_str()));
        crate::record::words(
            [Some(self.number.as_str()), unit, self.reference.as_ref().map(ReportNumber::as_str)]
                .into_iter()
                .chain(keys)
                .chain(people.map(|p| Some(p.as_str()))),
        )
    }
}

impl Loss {
    /// Whether it is not settled yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
    /// Who does not know of it yet.
    #[must_use]
    pub fn waiting_for(&self) -> BTreeSet<LossRole> {
        LossRole::ALL.into_iter().filter(|r| !self.acknowledgements.contains_key(r)).collect()
    }
}

pub(super) fn report(state: &State, mut loss: Loss, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    state.loss.vacant(&loss.id)?;
    if let Some(unit) = loss.unit.clone().filter(|u| state.unit.get(u).is_none()) {
        if !has_happened(stamp) {
            state.unit.find(&unit)?;
        }
        loss.unit = None;
        loss.unit_said = loss.unit_said.or_else(|| Line::parse(unit.as_str()).ok().map(Personal::Clear));
    }
    // Without a unit nothing is suspended: one visitor's word must not stop every public
    // key. The counter names the keys.
    let meant: Vec<&Key> = state.key.iter().filter(|k| k.unit.is_some() && k.unit == loss.unit && k.kind == loss.kind).collect();
    loss.keys = meant.iter().map(|k| k.id.clone()).collect();
    let suspended = meant
        .into_iter()
        .filter(|k| k.suspended_by.is_none())
        .map(|k| Key { suspended_by: Some(loss.id.clone()), ..k.clone() });
    let mut changes: Vec<Change> = suspended.map(|k| Change::Put(k.into())).collect();
    changes.insert(0, Change::Put(loss.into()));
    Ok(changes)
}

/// The report, which must still be open.
fn open<'a>(state: &'a State, loss: &Id<Loss>) -> Result<&'a Loss, Any> {
    let loss = state.loss.find(loss)?;
    if loss.is_open() { Ok(loss) } else { Err(Refusal::ClosedAlready.into()) }
}

pub(super) fn name_keys(state: &State, loss: &Id<Loss>, keys: &BTreeSet<Id<Key>>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let loss = open(state, loss)?;
    for key in keys.iter().filter(|_| !has_happened(stamp)) {
        state.key.find(key)?;
    }
    let mut changes = Vec::new();
    if &loss.keys != keys {
        changes.push(Change::Put(Loss { keys: keys.clone(), ..loss.clone() }.into()));
    }
    for before in keys.union(&loss.keys).filter_map(|k| state.key.get(k)) {
        let mut key = before.clone();
        if keys.contains(&key.id) {
            key.suspended_by.get_or_insert_with(|| loss.id.clone());
            match key.place {
                KeyPlace::Cabinet if loss.found.contains(&key.id) => {}
                KeyPlace::Cabinet | KeyPlace::Out { .. } => key.place = KeyPlace::Lost { loss: loss.id.clone() },
                KeyPlace::Lost { .. } => {}
            }
        } else {
            key = released(state, key, loss, true);
        }
        if &key != before {
            changes.push(Change::Put(key.into()));
        }
    }
    Ok(changes)
}

/// The key without this loss. Another open report that names it takes over the suspension;
/// a key that was not lost after all (`still_out`) is where its open entry says.
fn released(state: &State, mut key: Key, loss: &Loss, still_out: bool) -> Key {
    if key.suspended_by.as_ref() == Some(&loss.id) {
        let other = state.open_losses().find(|l| l.id != loss.id && l.keys.contains(&key.id));
        key.suspended_by = other.map(|l| l.id.clone());
    }
    if (KeyPlace::Lost { loss: loss.id.clone() }) == key.place {
        let awaited = state.key_issue.iter().filter(|i| still_out && i.key == key.id && i.is_open());
        let out = awaited.max_by_key(|i| i.at);
        key.place = out.map_or(KeyPlace::Cabinet, |i| KeyPlace::Out { issue: i.id.clone() });
    }
    key
}

/// A lost key came back: it hangs in the cabinet, and stays suspended until the loss is
/// settled, since somebody may have had it meanwhile.
pub(super) fn found(state: &State, key: &Key, loss: &Id<Loss>) -> Vec<Change> {
    let mut changes = vec![Change::Put(Key { place: KeyPlace::Cabinet, ..key.clone() }.into())];
    if let Some(loss) = state.loss.get(loss) {
        let mut loss = loss.clone();
        loss.found.insert(key.id.clone());
        changes.push(Change::Put(loss.into()));
    }
    changes
}

/// The open entries of the keys that were lost and not found: nobody brings those back.
fn write_off<'s>(state: &'s State, loss: &'s Loss, by: &'s Id<Person>, at: At) -> impl Iterator<Item = KeyIssue> + 's {
    let gone = |key: &Id<Key>| state.key.get(key).is_some_and(|k| k.place == KeyPlace::Lost { loss: loss.id.clone() });
    let open = state.key_issue.iter().filter(move |i| i.is_open() && loss.keys.contains(&i.key) && gone(&i.key));
    open.map(move |i| KeyIssue {
        written_off: Some(WrittenOff { loss: loss.id.clone(), at, by: by.clone() }),
        ..i.clone()
    })
}

pub(super) fn acknowledge(state: &State, loss: &Id<Loss>, role: LossRole, by: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut loss = open(state, loss)?.clone();
    if !state.person.find(by)?.roles.iter().any(|r| role.is_held_by(*r)) {
        return Err(Refusal::NotYourRole { role }.into());
    }
    // Who knew first stays: a second one of the same role learns nothing new.
    if loss.acknowledgements.contains_key(&role) {
        return Ok(vec![]);
    }
    loss.acknowledgements.insert(role, Acknowledged { by: by.clone(), at: stamp.at });
    Ok(vec![Change::Put(loss.into())])
}

pub(super) fn change_lock(state: &State, loss: &Id<Loss>, note: &Personal<Line>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut loss = open(state, loss)?.clone();
    let by = person(stamp)?;
    loss.lock_changed = Some(Done { by, at: stamp.at, note: note.clone() });
    Ok(vec![Change::Put(loss.into())])
}

pub(super) fn close(state: &State, loss: &Id<Loss>, result: &Personal<Line>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut loss = state.loss.find(loss)?.clone();
    let by = person(stamp)?;
    match &loss.closed {
        Some(closed) if closed.by == by => return Ok(vec![]),
        Some(_) => return Err(Refusal::ClosedAlready.into()),
        None => {}
    }
    let roles = loss.waiting_for();
    if !roles.is_empty() {
        return Err(Refusal::NotAcknowledged { roles }.into());
    }
    if loss.lock_changed.is_none() {
        return Err(Refusal::LockNotChanged.into());
    }
    let keys = loss.keys.iter().filter_map(|k| state.key.get(k));
    let mut changes: Vec<Change> = keys.map(|k| Change::Put(released(state, k.clone(), &loss, false).into())).collect();
    changes.extend(write_off(state, &loss, &by, stamp.at).map(|i| Change::Put(i.into())));
    loss.closed = Some(Closed { by, at: stamp.at, result: result.clone() });
    changes.insert(0, Change::Put(loss.into()));
    Ok(changes)
}

impl State {
    /// Reports of losses that are not settled.
    pub fn open_losses(&self) -> impl Iterator<Item = &Loss> {
        self.loss.iter().filter(|l| l.is_open())
    }
}
