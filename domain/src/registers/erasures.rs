//! Erasing 删除个人信息 (Q-3; design §5): what is about people goes when its time is over, or
//! when the person asks for it; what happened, and how often, stays.
//!
//! Each family of records is kept for the days that the property says, from the last thing that
//! happened to it. Erasing is an entry: it puts the family's records emptied and names the
//! family, whose key the server then destroys. Records of an alarm stay untouched for thirty
//! days: what is asked for earlier is blocked from use, and goes by itself afterwards.

use crate::registers::emergencies::{Run, was_inside};
use crate::registers::property::{RetentionFigures, Settings};
use crate::registers::staff::Person;
use crate::registers::visits::Visit;
use crate::{Change, Kind, Record, RecordRef, Recorded, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Id, Line, LocalDay, MINUTE_MS, StaffNumber};

/// Nobody touches the record of an alarm or a run for so many days (保安服务管理条例 25).
pub const ALARM_DAYS: u32 = 30;
/// So many families at most are erased by one entry.
pub const MOST: usize = 200;
/// So many emptied records fit in an entry.
const RECORDS: usize = 400;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Families that were erased by one entry, and what that was asked for but has to wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Made by the terminal where it was asked for; of the clock, the entry's revision.
    pub id: Id<Erasure>,
    /// By which entry.
    pub revision: u64,
    /// When.
    pub at: At,
    /// Who answers for it; `None`: their time was over.
    pub by: Option<Id<Person>>,
    /// Whose keys are destroyed.
    pub families: Vec<RecordRef>,
    /// What goes later.
    pub waiting: Vec<Waiting>,
}

impl Erasure {
    /// What nobody uses until it goes: it belongs to an alarm.
    pub fn blocked(&self) -> impl Iterator<Item = &RecordRef> {
        self.waiting.iter().filter(|w| w.why == Keeps::Alarm).map(|w| &w.family)
    }
}

/// A family that goes as soon as it may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which.
    pub family: RecordRef,
    /// Why not yet.
    pub why: Keeps,
}

/// Why a family is not erased yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeps {
    /// It is open: the visitor is inside, the key is out, the matter is not finished.
    Open,
    /// It belongs to an alarm that is younger than thirty days: nobody uses it meanwhile.
    Alarm,
    /// It is the property's own register of units or staff, which the operator's files say.
    Register,
}

/// A family whose time is over, and since when nothing has happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// Which.
    pub family: RecordRef,
    /// The last entry that put one of its records was stamped then.
    pub since: At,
}

impl Recorded for Erasure {
    const KIND: Kind = Kind::Erasure;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &crate::registers::property::ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// Nothing of it waits.
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.waiting.is_empty().then_some(self.at)
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([self.by.as_ref().map(Id::as_str)])
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Looks up what there is about a person, by telephone number, before it is shown; changes
    /// nothing, but stands in the journal. The number itself is not kept.
    Find {
        /// The staff number of who asks.
        number: StaffNumber,
        /// Why.
        reason: Line,
    },
    /// The same at the counter, by a lead or above who has made sure of who asks.
    Consult {
        /// Who signs.
        person: Id<Person>,
        /// Why; it names nobody.
        reason: Line,
    },
    /// Erases what there is about a person who asked for it. What must be kept waits.
    Erase {
        /// The new erasure's id.
        erasure: Id<Erasure>,
        /// What was found about the person.
        families: Vec<RecordRef>,
        /// Who signs.
        person: Id<Person>,
    },
    /// The same by the operator, who names the person answering for it.
    EraseNamed {
        /// That person's staff number.
        number: StaffNumber,
        /// What was found about the person who asked.
        families: Vec<RecordRef>,
    },
    /// What a copy that was restored still holds about families that were erased after it was
    /// made: their keys are gone already, and now their records are emptied. Asked for by `restore`.
    Reapply {
        /// Which.
        families: Vec<RecordRef>,
    },
    /// Families whose time is over, or that waited for this moment. Asked for by the clock.
    Lapse {
        /// Which; what may not go yet is passed over.
        families: Vec<Lapsed>,
    },
}

named!(Command { Find => "find", Consult => "consult", Erase => "erase", EraseNamed => "erase_named", Reapply => "reapply", Lapse => "lapse" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The server's clock is in doubt: nothing is destroyed by a wrong time.
    ClockInDoubt,
    /// Nothing of it is about a person, or it is too much for one entry.
    NothingToErase,
    /// Nobody who leads has this number.
    UnknownNumber,
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Find { number, .. } => lead(state, number).map(|_| Vec::new()),
        Command::Consult { .. } => Ok(Vec::new()),
        Command::Erase { erasure, families, person } => erase(state, erasure, families, person, stamp),
        Command::EraseNamed { number, families } => {
            let id = Id::parse(&format!("{:012}", stamp.revision)).map_err(|_| Refusal::NothingToErase)?;
            erase(state, &id, families, &lead(state, number)?, stamp)
        }
        Command::Reapply { families } => Ok(by_itself(state, families.iter().cloned().collect(), stamp)),
        Command::Lapse { families } => lapse(state, families, stamp),
    }
}

/// Who answers for it: a lead or above.
fn lead(state: &State, number: &StaffNumber) -> Result<Id<Person>, Any> {
    let lead = state.person.iter().find(|p| &p.number == number && !p.left && p.roles.iter().any(|role| role.leads()));
    lead.map(|p| p.id.clone()).ok_or_else(|| Refusal::UnknownNumber.into())
}

fn erase(state: &State, id: &Id<Erasure>, families: &[RecordRef], person: &Id<Person>, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    state.erasure.vacant(id)?;
    if state.doubt_in_clock().is_some() {
        return Err(Refusal::ClockInDoubt.into());
    }
    let families: BTreeSet<&RecordRef> = families.iter().filter(|f| is_of_people(f.kind)).collect();
    if families.is_empty() || families.len() > MOST {
        return Err(Refusal::NothingToErase.into());
    }
    let (mut gone, mut waiting) = (Vec::new(), Vec::new());
    for family in families {
        match keeps(state, family, stamp.at) {
            None => gone.push(family.clone()),
            Some(why) => waiting.push(Waiting { family: family.clone(), why }),
        }
    }
    let (revision, at, by) = (stamp.revision, stamp.at, Some(person.clone()));
    let erasure = Erasure { id: id.clone(), revision, at, by, families: gone, waiting };
    let blocked: BTreeSet<RecordRef> = erasure.blocked().cloned().collect();
    let mut changes = emptied(state, erasure);
    // Put again as they are, so that every screen learns that nobody uses them from now on.
    changes.extend(state.of_families(&blocked).into_iter().map(Change::Put));
    Ok(changes)
}

fn lapse(state: &State, families: &[Lapsed], stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let settings = state.property().filter(|_| state.doubt_in_clock().is_none());
    let Some(settings) = settings else { return Err(Refusal::ClockInDoubt.into()) };
    let waited: BTreeSet<RecordRef> = waiting(state).map(|w| w.family.clone()).collect();
    let is_over = |l: &Lapsed| lapses_at(settings, &l.family, l.since).is_some_and(|at| at <= stamp.at);
    let may_go = |l: &&Lapsed| (is_over(l) || waited.contains(&l.family)) && keeps(state, &l.family, stamp.at).is_none();
    let gone: BTreeSet<RecordRef> = families.iter().filter(may_go).map(|l| l.family.clone()).take(MOST).collect();
    let mut changes = by_itself(state, gone, stamp);
    // The last of what somebody asked for has gone when nothing of it waits.
    let gone: BTreeSet<RecordRef> = named_in(&changes);
    for asked in state.erasure.iter().filter(|e| e.waiting.iter().any(|w| gone.contains(&w.family))) {
        let waiting = asked.waiting.iter().filter(|w| !gone.contains(&w.family)).cloned().collect();
        changes.push(Change::Put(Erasure { waiting, ..asked.clone() }.into()));
    }
    Ok(changes)
}

/// An erasure that nobody asked for at a desk; nothing where there is nothing to erase.
fn by_itself(state: &State, families: BTreeSet<RecordRef>, stamp: &Stamp) -> Vec<Change> {
    let Ok(id) = Id::parse(&format!("{:012}", stamp.revision)) else { return Vec::new() };
    if families.is_empty() {
        return Vec::new();
    }
    let (revision, at, families) = (stamp.revision, stamp.at, families.into_iter().take(MOST).collect());
    emptied(state, Erasure { id, revision, at, by: None, families, waiting: Vec::new() })
}

/// The erasure, with what of its families is in the working set, emptied. Families for whose
/// records there is no room in an entry are left out: they are due again.
fn emptied(state: &State, mut erasure: Erasure) -> Vec<Change> {
    let (mut records, mut room) = (Vec::new(), RECORDS);
    erasure.families.retain(|family| {
        let of_family = state.of_families(&BTreeSet::from([family.clone()]));
        let fits = of_family.len() <= room || records.is_empty();
        if fits {
            room = room.saturating_sub(of_family.len());
            records.extend(of_family.iter().map(|record| Change::Put(record.emptied())));
        }
        fits
    });
    let mut changes = vec![Change::Put(erasure.into())];
    changes.extend(records);
    changes
}

/// The families that a decided erasure names.
fn named_in(changes: &[Change]) -> BTreeSet<RecordRef> {
    let erasures = changes.iter().filter_map(|change| match change {
        Change::Put(Record::Erasure(erasure)) => Some(&erasure.families),
        Change::Put(_) | Change::Remove(_) => None,
    });
    erasures.flatten().cloned().collect()
}

/// What has to be kept for now, and why; `None`: it may go.
#[must_use]
pub fn keeps(state: &State, family: &RecordRef, now: At) -> Option<Keeps> {
    if days(family.kind, &RetentionFigures::default()).is_none() {
        return Some(Keeps::Register);
    }
    let records = state.of_families(&BTreeSet::from([family.clone()]));
    if family.kind == Kind::Run {
        // A run that has left the working set was closed for longer than that.
        let closed = records.iter().map(|r| r.closed_at(state)).collect::<Option<Vec<At>>>();
        let closed = closed.map(|all| all.into_iter().max().unwrap_or(At(0)));
        let untouchable = closed.is_none_or(|at| now.since(at) < i64::from(ALARM_DAYS) * DAY_MS);
        return untouchable.then_some(Keeps::Alarm);
    }
    let open = records.iter().any(|r| r.closed_at(state).is_none());
    let gone_home = |v: &Visit| v.left.is_some() && v.pass.as_ref().is_none_or(|p| p.returned);
    let on_a_roll = open && family.id_of::<Visit>().and_then(|id| state.visit.get(&id)).is_some_and(gone_home);
    match (open, on_a_roll) {
        (false, _) => None,
        (true, true) => Some(Keeps::Alarm),
        (true, false) => Some(Keeps::Open),
    }
}

/// When a family that is kept for an alarm may go: thirty days after the last alarm in which it has
/// a part has ended. `None`: one of them still goes on, or there is none.
#[must_use]
pub fn kept_until(state: &State, family: &RecordRef) -> Option<At> {
    let visit = family.id_of::<Visit>().and_then(|id| state.visit.get(&id));
    let concerns = |run: &&Run| RecordRef::to(&run.id) == *family || visit.is_some_and(|v| was_inside(v, run));
    let ends = state.run.iter().filter(concerns).map(|run| run.closed_at(state));
    let last = ends.collect::<Option<Vec<At>>>()?.into_iter().max()?;
    Some(last.plus(i64::from(ALARM_DAYS) * DAY_MS))
}

/// Whether a visit is on the list of an alarm that nobody may alter yet (B-27).
pub(crate) fn is_of_an_alarm(state: &State, visit: &Visit, now: At) -> bool {
    let untouchable = |run: &Run| keeps(state, &RecordRef::to(&run.id), now).is_some();
    state.run.iter().any(|run| was_inside(visit, run) && untouchable(run))
}

/// For how many days a family of this kind is kept; `None`: nothing in it is about a person who
/// could ask, or the operator's files say what stands there.
const fn days(kind: Kind, figures: &RetentionFigures) -> Option<u32> {
    match kind {
        Kind::Visit | Kind::Appointment => Some(figures.visit_days),
        Kind::KeyIssue | Kind::Loss | Kind::FoundKey => Some(figures.key_days),
        Kind::Release => Some(figures.release_days),
        Kind::Matter => Some(figures.matter_days),
        Kind::Sheet => Some(figures.sheet_days),
        Kind::Run => Some(if figures.alarm_days < ALARM_DAYS { ALARM_DAYS } else { figures.alarm_days }),
        Kind::SurveyAnswer => Some(figures.word_days),
        // These belong to the family of another kind.
        Kind::MatterNote | Kind::Addendum | Kind::Acknowledgement | Kind::Tick | Kind::RollCall => None,
        Kind::Settings | Kind::Unit | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem | Kind::Person | Kind::Credential => None,
        Kind::Session | Kind::Signature | Kind::Terminal | Kind::Gap | Kind::LogLine | Kind::Key | Kind::SurveyForm => None,
        // Who called from a kiosk is not known: the record of the call itself stays (B-27).
        Kind::Call | Kind::Duty | Kind::Procedure | Kind::ReleaseBook | Kind::Sweep | Kind::ClockDoubt => None,
        Kind::Erasure | Kind::TurnedAway | Kind::Correction | Kind::DeviceTrouble => None,
        // What everybody is told is about nobody.
        Kind::Notice | Kind::PropertyMap => None,
    }
}

fn is_of_people(kind: Kind) -> bool {
    kind == Kind::Unit || days(kind, &RetentionFigures::default()).is_some()
}

/// When the time of a family is over to which nothing has happened since: at the hour of the
/// night that follows its last day. `None`: it never is.
#[must_use]
pub fn lapses_at(settings: &Settings, family: &RecordRef, since: At) -> Option<At> {
    let days = days(family.kind, &settings.retention)?;
    let over = since.plus(i64::from(days) * DAY_MS);
    let (hour, offset) = (settings.archive.at_minute, settings.utc_offset_minutes);
    let that_night = LocalDay::of(over, offset).at(hour, offset);
    Some(if that_night >= over { that_night } else { that_night.plus(DAY_MS) })
}

/// What somebody asked for and has to wait.
pub fn waiting(state: &State) -> impl Iterator<Item = &Waiting> {
    state.erasure.iter().flat_map(|e| &e.waiting)
}

/// Whether a family was asked to be erased and has to wait, of an alarm: nobody uses it meanwhile.
#[must_use]
pub fn is_blocked(state: &State, family: &RecordRef) -> bool {
    state.erasure.iter().flat_map(Erasure::blocked).any(|blocked| blocked == family)
}

/// What the clock asks for at `now`, of what somebody asked for; once it is done, nothing. Whose
/// time is over is known to the server's index alone: most of it has left the working set.
pub(crate) fn due(state: &State, now: At) -> Option<Command> {
    let doubted = state.property().is_none() || state.doubt_in_clock().is_some();
    let families = if doubted { Vec::new() } else { freed(state, now) };
    (!families.is_empty()).then_some(Command::Lapse { families })
}

/// What waited and may go now.
fn freed(state: &State, now: At) -> Vec<Lapsed> {
    let free = waiting(state).filter(|w| w.why != Keeps::Register && keeps(state, &w.family, now).is_none());
    free.map(|w| Lapsed { family: w.family.clone(), since: now }).collect()
}

#[cfg(test)]
mod tests;
