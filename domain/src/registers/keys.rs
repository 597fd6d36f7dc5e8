//! Keys 钥匙 (K-1 to K-4, B-16): in the cabinet, out with somebody who is named with a
//! time of return, or lost.
//!
//! A key leaves once, against a complete entry (K-2), and never while it is damaged (K-3),
//! lost or suspended. A reported loss suspends at once every key of that unit and kind;
//! it is closed when the lead, engineering and security know of it and the lock is changed
//! (K-4): that writes off the entries of the keys that were lost, since the key of the new
//! lock hangs in the cabinet. A lost key that turns up before that comes back as any other.
//! What was handed out or reported without the server has happened: it is recorded, never
//! refused for the state it meets.

mod loss;

use crate::registers::property::{ArchiveFigures, Unit};
use crate::registers::staff::Person;
use crate::{Change, Kind, RecordRef, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use values::{At, Id, KeyNumber, Line, PersonName, Personal, ReportNumber, Telephone};

pub use loss::{Acknowledged, Closed, Done, Loss, LossRole};

/// What a key opens, as far as a loss must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// 房门钥匙
    Door,
    /// 门禁卡
    AccessCard,
    /// 信箱钥匙
    Mailbox,
    /// 车位遥控或锁
    Parking,
    /// 公共区域钥匙
    Public,
    /// 设备房钥匙
    PlantRoom,
}

impl KeyKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [KeyKind; 6] =
        [KeyKind::Door, KeyKind::AccessCard, KeyKind::Mailbox, KeyKind::Parking, KeyKind::Public, KeyKind::PlantRoom];
}

/// Where a key is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In the cabinet.
    Cabinet,
    /// Handed out.
    Out {
        /// With this entry.
        issue: Id<KeyIssue>,
    },
    /// Lost.
    Lost {
        /// According to this report.
        loss: Id<Loss>,
    },
}

/// A key of the cabinet (K-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The key's number.
    pub id: Id<Key>,
    /// As on its tag.
    pub number: KeyNumber,
    /// Whose it is; `None` for public keys and plant rooms.
    pub unit: Option<Id<Unit>>,
    /// What kind of lock.
    pub kind: KeyKind,
    /// What it opens, in words. Not personal: the property's own words for a door, imported.
    pub name: Line,
    /// How many pieces hang on the tag.
    pub copies: u32,
    /// Where it is.
    pub place: KeyPlace,
    /// Not handed out while this loss is open.
    pub suspended_by: Option<Id<Loss>>,
    /// Out of use (K-3).
    pub damaged: bool,
}

/// An entry of the 《钥匙领用登记表》 (K-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyIssue {
    /// Made by the terminal.
    pub id: Id<KeyIssue>,
    /// Which key.
    pub key: Id<Key>,
    /// To whom.
    pub to: Personal<PersonName>,
    /// How to reach them.
    pub telephone: Option<Personal<Telephone>>,
    /// What for.
    pub why: Personal<Line>,
    /// Who handed it out, and signed for it.
    pub issued_by: Id<Person>,
    /// Who goes along, and signed too: nobody opens a tenant's room alone (K-7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Id<Person>>,
    /// When.
    pub at: At,
    /// When it must be back.
    pub due_at: At,
    /// That it came back.
    pub returned: Option<Returned>,
    /// That nobody waits for it any more: it was lost, and the lock is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_off: Option<WrittenOff>,
}

/// A key came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// When.
    pub at: At,
    /// Who took it.
    pub to: Id<Person>,
}

/// An entry ended with the loss of its key (K-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOff {
    /// With this report.
    pub loss: Id<Loss>,
    /// When.
    pub at: At,
    /// Who closed the report.
    pub by: Id<Person>,
}

recorded!(Key);

impl Recorded for KeyIssue {
    const KIND: Kind = Kind::KeyIssue;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    /// An entry that was written off leaves with its loss, whose closing is what ended it: the
    /// line of that closing must be handed over first, and the entry says with which report.
    fn head(&self) -> RecordRef {
        self.written_off.as_ref().map_or_else(|| self.family(), |off| RecordRef::to(&off.loss))
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// Returned, else written off: a key may turn up after its loss is closed. While a loss is
    /// open, who had its keys is asked for; and where a key is said to be out by this entry,
    /// the entry is there.
    fn closed_at(&self, state: &State) -> Option<At> {
        let written_off = || self.written_off.as_ref().map(|off| off.at);
        let ended = self.returned.as_ref().map(|r| r.at).or_else(written_off)?;
        let lost = state.open_losses().any(|l| l.keys.contains(&self.key));
        let here = KeyPlace::Out { issue: self.id.clone() };
        let named = state.key.get(&self.key).is_some_and(|k| k.place == here);
        (!lost && !named).then_some(ended)
    }
    fn found_by(&self) -> Vec<String> {
        let people = [
            Some(&self.issued_by),
            self.second.as_ref(),
            self.returned.as_ref().map(|r| &r.to),
            self.written_off.as_ref().map(|off| &off.by),
        ];
        crate::record::words([Some(self.key.as_str())].into_iter().chain(people.map(|p| p.map(Id::as_str))))
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Hands a key out against a complete entry (K-2). Whoever hands it out signs with their PIN,
    /// and so does whoever goes along to a tenant's room (K-7).
    Issue {
        /// The new entry's id.
        issue: Id<KeyIssue>,
        /// Which key.
        key: Id<Key>,
        /// To whom.
        to: Personal<PersonName>,
        /// How to reach them.
        telephone: Option<Personal<Telephone>>,
        /// What for.
        why: Personal<Line>,
        /// When it must be back.
        due_at: At,
        /// Who hands it out. `None`: from before keys were signed for; it is done nowhere any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Id<Person>>,
        /// Who goes along; wanted where the key opens a tenant's room.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        second: Option<Id<Person>>,
    },
    /// Takes a key back.
    Return {
        /// The entry with which it left.
        issue: Id<KeyIssue>,
    },
    /// Takes a damaged key out of use at once (K-3).
    MarkDamaged {
        /// Which.
        key: Id<Key>,
    },
    /// The key is repaired or replaced and may be used again.
    Repaired {
        /// Which.
        key: Id<Key>,
    },
    /// Reports a loss; suspends at once every key of that unit and kind (K-4).
    ReportLoss {
        /// The new report's id.
        loss: Id<Loss>,
        /// Of which unit, where it was found in the directory.
        unit: Option<Id<Unit>>,
        /// What was typed where it was not found.
        unit_said: Option<Personal<Line>>,
        /// What kind of key.
        kind: KeyKind,
        /// Who reports it.
        reporter: Personal<PersonName>,
        /// How to reach them.
        telephone: Option<Personal<Telephone>>,
        /// When it was lost.
        lost_when: Personal<Line>,
        /// Where.
        lost_where: Personal<Line>,
        /// By which the reporter asks after it, where a kiosk has shown one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<ReportNumber>,
    },
    /// The counter says which keys it is: these are lost, the others are released.
    NameKeys {
        /// In which report.
        loss: Id<Loss>,
        /// Exactly these.
        keys: BTreeSet<Id<Key>>,
    },
    /// The lead, engineering or security knows of it (K-4). Given with the person's own PIN,
    /// at either desk, whoever is signed in there.
    AcknowledgeLoss {
        /// Which report.
        loss: Id<Loss>,
        /// As what.
        role: LossRole,
        /// Who knows of it.
        person: Id<Person>,
    },
    /// The lock is changed, the card disabled.
    ChangeLock {
        /// For which report.
        loss: Id<Loss>,
        /// What was done; a later note replaces it.
        note: Personal<Line>,
    },
    /// Settles a loss and releases its keys.
    CloseLoss {
        /// Which report.
        loss: Id<Loss>,
        /// How it ended.
        result: Personal<Line>,
    },
}

named!(Command {
    Issue => "issue", Return => "return", MarkDamaged => "mark_damaged", Repaired => "repaired", ReportLoss => "report_loss",
    NameKeys => "name_keys", AcknowledgeLoss => "acknowledge_loss", ChangeLock => "change_lock", CloseLoss => "close_loss",
});

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The key is out with somebody.
    KeyIsOut {
        /// With this entry.
        issue: Id<KeyIssue>,
    },
    /// A loss of its unit and kind is not settled.
    IssueSuspended {
        /// Which.
        loss: Id<Loss>,
    },
    /// The key is out of use (K-3).
    Damaged,
    /// The key is lost.
    Lost,
    /// Somebody has taken it back already.
    ReturnedAlready,
    /// The person holds no role that acknowledges as this.
    NotYourRole {
        /// As what they wanted to.
        role: LossRole,
    },
    /// The loss is settled already.
    ClosedAlready,
    /// These do not know of the loss yet (K-4).
    NotAcknowledged {
        /// Who is missing.
        roles: BTreeSet<LossRole>,
    },
    /// The lock is not changed yet (K-4).
    LockNotChanged,
    /// The time of return must lie ahead.
    DueInThePast,
    /// It opens a tenant's room: a second person goes along, and signs too (K-7).
    NotAlone,
}

impl Key {
    /// Whether it opens a tenant's room: two people are recorded then (K-7).
    #[must_use]
    pub fn opens_a_tenants_room(&self) -> bool {
        self.unit.is_some() && self.kind == KeyKind::Door
    }
}

impl KeyIssue {
    /// Whether the key is still awaited.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.returned.is_none() && self.written_off.is_none()
    }
    /// Whether the key is still awaited and its time is over: it is chased and stands in
    /// every handover (K-2).
    #[must_use]
    pub fn is_overdue(&self, now: At) -> bool {
        self.is_open() && now > self.due_at
    }
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Issue { issue, key, to, telephone, why, due_at, person: who, second } => {
            let entry = KeyIssue {
                id: issue.clone(),
                key: key.clone(),
                to: to.clone(),
                telephone: telephone.clone(),
                why: why.clone(),
                issued_by: who.clone().ok_or(Any::Right(crate::rights::Refusal::PinNeeded))?,
                second: second.clone(),
                at: stamp.at,
                due_at: *due_at,
                returned: None,
                written_off: None,
            };
            issue_key(state, entry, stamp)
        }
        Command::Return { issue } => take_back(state, issue, stamp),
        Command::MarkDamaged { key } => set_damaged(state, key, true),
        Command::Repaired { key } => set_damaged(state, key, false),
        Command::ReportLoss {
            loss,
            unit,
            unit_said,
            kind,
            reporter,
            telephone,
            lost_when,
            lost_where,
            reference,
        } => {
            let report = Loss {
                id: loss.clone(),
                number: super::matters::next_number("L", state, stamp, state.loss.iter().map(|l| l.number.as_str())),
                unit: unit.clone(),
                unit_said: unit_said.clone(),
                kind: *kind,
                keys: BTreeSet::new(),
                found: BTreeSet::new(),
                reporter: reporter.clone(),
                telephone: telephone.clone(),
                lost_when: lost_when.clone(),
                lost_where: lost_where.clone(),
                reference: reference.clone(),
                reported_at: stamp.at,
                station: stamp.station,
                acknowledgements: BTreeMap::new(),
                lock_changed: None,
                closed: None,
            };
            loss::report(state, report, stamp)
        }
        Command::NameKeys { loss, keys } => loss::name_keys(state, loss, keys, stamp),
        Command::AcknowledgeLoss { loss, role, person } => loss::acknowledge(state, loss, *role, person, stamp),
        Command::ChangeLock { loss, note } => loss::change_lock(state, loss, note, stamp),
        Command::CloseLoss { loss, result } => loss::close(state, loss, result, stamp),
    }
}

fn person(stamp: &Stamp) -> Result<Id<Person>, Any> {
    stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))
}

/// What the kiosk sends, and what was done without the server, has happened.
fn has_happened(stamp: &Stamp) -> bool {
    stamp.station == Station::Kiosk || stamp.offline.is_some()
}

fn issue_key(state: &State, entry: KeyIssue, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    state.key_issue.vacant(&entry.id)?;
    let mut key = state.key.find(&entry.key)?.clone();
    if key.opens_a_tenants_room() && entry.second.is_none() {
        return Err(Refusal::NotAlone.into());
    }
    if !has_happened(stamp) {
        if entry.due_at <= stamp.at {
            return Err(Refusal::DueInThePast.into());
        }
        may_leave(&key)?;
    }
    match key.place {
        KeyPlace::Cabinet | KeyPlace::Out { .. } => key.place = KeyPlace::Out { issue: entry.id.clone() },
        KeyPlace::Lost { .. } => {}
    }
    Ok(vec![Change::Put(entry.into()), Change::Put(key.into())])
}

fn may_leave(key: &Key) -> Result<(), Refusal> {
    if matches!(key.place, KeyPlace::Lost { .. }) {
        return Err(Refusal::Lost);
    }
    if let Some(loss) = &key.suspended_by {
        return Err(Refusal::IssueSuspended { loss: loss.clone() });
    }
    if key.damaged {
        return Err(Refusal::Damaged);
    }
    match &key.place {
        KeyPlace::Out { issue } => Err(Refusal::KeyIsOut { issue: issue.clone() }),
        KeyPlace::Cabinet | KeyPlace::Lost { .. } => Ok(()),
    }
}

fn take_back(state: &State, issue: &Id<KeyIssue>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let mut issue = state.key_issue.find(issue)?.clone();
    let was_awaited = issue.is_open();
    let to = person(stamp)?;
    match &issue.returned {
        Some(returned) if returned.to == to || has_happened(stamp) => return Ok(vec![]),
        Some(_) => return Err(Refusal::ReturnedAlready.into()),
        None => issue.returned = Some(Returned { at: stamp.at, to }),
    }
    let mut changes = Vec::new();
    if let Some(key) = state.key.get(&issue.key) {
        match &key.place {
            KeyPlace::Out { issue: out } if out == &issue.id => {
                changes.push(Change::Put(Key { place: KeyPlace::Cabinet, ..key.clone() }.into()))
            }
            KeyPlace::Lost { loss } if was_awaited && !awaited_otherwise(state, &issue) => changes.extend(loss::found(state, key, loss)),
            KeyPlace::Out { .. } | KeyPlace::Lost { .. } | KeyPlace::Cabinet => {}
        }
    }
    changes.insert(0, Change::Put(issue.into()));
    Ok(changes)
}

/// Whether another open entry says that the key is out: then this one's return does not
/// say where the key is.
fn awaited_otherwise(state: &State, issue: &KeyIssue) -> bool {
    state.key_issue.iter().any(|i| i.key == issue.key && i.id != issue.id && i.is_open())
}

fn set_damaged(state: &State, key: &Id<Key>, damaged: bool) -> Result<Vec<Change>, Any> {
    let key = state.key.find(key)?;
    if key.damaged == damaged {
        return Ok(vec![]);
    }
    Ok(vec![Change::Put(Key { damaged, ..key.clone() }.into())])
}

/// A key as the imported register describes it, where and how it is now: an import never
/// brings a key back to the cabinet or lifts a suspension.
pub(super) fn imported(state: &State, key: &Key) -> Key {
    match state.key.get(&key.id) {
        Some(known) => Key {
            place: known.place.clone(),
            suspended_by: known.suspended_by.clone(),
            damaged: known.damaged,
            ..key.clone()
        },
        None => key.clone(),
    }
}

#[cfg(test)]
mod tests;
