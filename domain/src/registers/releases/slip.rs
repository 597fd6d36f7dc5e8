//! The slip 《物品放行条》 and the book that it is torn from.

use crate::registers::property::{ArchiveFigures, Unit};
use crate::registers::staff::Person;
use crate::{Kind, RecordRef, Recorded, Refusal, State, Station};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Id, Line, LocalDay, PersonName, Personal, Telephone};

/// By what right somebody takes goods out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 业主本人
    Owner,
    /// 业主委托的人
    ForOwner,
    /// 租户
    Tenant,
}

impl Standing {
    /// Every standing, in the order in which they are offered.
    pub const ALL: [Standing; 3] = [Standing::Owner, Standing::ForOwner, Standing::Tenant];
    /// What must have been checked.
    #[must_use]
    pub const fn wants(self) -> &'static [Check] {
        match self {
            Standing::Owner => &[Check::Papers],
            Standing::ForOwner => &[Check::Declaration, Check::OwnerTelephoned],
            Standing::Tenant => &[Check::OwnerConfirmed],
        }
    }
}

/// What whoever issues a slip has checked themself. No paper is kept, and none of its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// 身份证或住户证已核对
    Papers,
    /// 《声明书》已签
    Declaration,
    /// 已致电业主: by whoever issues the slip.
    OwnerTelephoned,
    /// 业主已确认
    OwnerConfirmed,
}

/// A line of the slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// What.
    pub name: Personal<Line>,
    /// How many.
    pub count: u32,
}

/// Whether the unit's fees are paid, as the lead found it before the slip was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fees {
    /// 已结清
    Settled,
    /// 有欠费，仍予放行
    Owed {
        /// Why the goods may leave all the same.
        reason: Personal<Line>,
    },
}

/// What the gate counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many there were, a figure for each line of the slip.
    pub found: Vec<u32>,
    /// Who counted.
    pub by: Id<Person>,
    /// When; where the server was away, as the gate said.
    pub at: At,
    /// Where.
    pub station: Station,
}

/// A slip was closed without being used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: Ending,
    /// By whom.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// How a slip was closed without being used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// A lead withdrew it.
    Withdrawn {
        /// Why.
        reason: Personal<Line>,
    },
    /// A new slip came in its place.
    Replaced {
        /// Which.
        by_release: Id<Release>,
    },
}

/// A slip 《物品放行条》 (G-1): good for one exit on its day (B-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Made by the terminal.
    pub id: Id<Release>,
    /// To name it aloud: `2026-0001`. One slip, one number.
    pub number: String,
    /// The one day on which it is good.
    pub day: LocalDay,
    /// From which unit.
    pub unit: Id<Unit>,
    /// Who carries the goods out.
    pub carrier: Personal<PersonName>,
    /// How to reach them.
    pub telephone: Option<Personal<Telephone>>,
    /// By what right.
    pub standing: Standing,
    /// What was checked.
    pub checks: BTreeSet<Check>,
    /// What leaves, at most [`super::MOST_LINES`].
    pub goods: Vec<Goods>,
    /// The vehicle's number plate.
    pub plate: Option<Personal<Line>>,
    /// By which exit.
    pub exit: Personal<Line>,
    /// Whether the fees are paid. For the counter: no rule of the gate looks at it.
    pub fees: Fees,
    /// The slip in whose place it came.
    pub replaces: Option<Id<Release>>,
    /// Who issued it, and signed for it.
    pub issued_by: Id<Person>,
    /// When.
    pub issued_at: At,
    /// What the gate counted. As on the slip: it is used up; else it is flagged.
    pub counted: Option<Count>,
    /// That it was closed without being used.
    pub ended: Option<Ended>,
}

/// Where a slip stands, on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The gate found something else than stands on it.
    Mismatched,
    /// Its day is over, and nobody knows of an exit.
    Unreconciled,
    /// The goods may leave by it today.
    Good,
    /// The goods have left.
    Used,
    /// Another slip came in its place.
    Replaced,
    /// A lead withdrew it.
    Withdrawn,
}

impl Release {
    /// Whether the goods left by it.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.counted
            .as_ref()
            .is_some_and(|count| count.found.iter().copied().eq(self.goods.iter().map(|goods| goods.count)))
    }
    /// Where it stands on the day `today` of the property.
    #[must_use]
    pub fn status(&self, today: LocalDay) -> Status {
        match (&self.ended, &self.counted) {
            (_, Some(_)) if self.is_used() => Status::Used,
            (Some(Ended { how: Ending::Replaced { .. }, .. }), _) => Status::Replaced,
            (Some(Ended { how: Ending::Withdrawn { .. }, .. }), _) => Status::Withdrawn,
            (None, Some(_)) => Status::Mismatched,
            (None, None) if self.day < today => Status::Unreconciled,
            (None, None) => Status::Good,
        }
    }
    /// Whether it was neither used nor closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.is_used() && self.ended.is_none()
    }
    /// Whether it waits for a lead, and stands in every handover (B-15).
    #[must_use]
    pub fn waits_for_lead(&self, today: LocalDay) -> bool {
        matches!(self.status(today), Status::Mismatched | Status::Unreconciled)
    }
}

impl Recorded for Release {
    const KIND: Kind = Kind::Release;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// Used, else closed. Where another came in its place, the line of that one's issue is what
    /// ended it: that must be handed over first.
    fn closed_at(&self, state: &State) -> Option<At> {
        if let Some(count) = self.counted.as_ref().filter(|_| self.is_used()) {
            return Some(count.at);
        }
        let ended = self.ended.as_ref()?;
        let is_handed_over = match &ended.how {
            Ending::Withdrawn { .. } => true,
            Ending::Replaced { by_release } => {
                let new = RecordRef::to(by_release);
                state.log_line.iter().filter(|line| line.about.as_ref() == Some(&new)).all(|line| line.is_handed_over(state))
            }
        };
        is_handed_over.then_some(ended.at)
    }
    fn found_by(&self) -> Vec<String> {
        let people = [Some(&self.issued_by), self.counted.as_ref().map(|c| &c.by), self.ended.as_ref().map(|e| &e.by)];
        let named = [Some(self.number.as_str()), Some(self.unit.as_str())];
        crate::record::words(named.into_iter().chain(people.map(|p| p.map(Id::as_str))))
    }
}

/// How many slips a year has had: so a number is given once, also when the slips themselves
/// have left for the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseBook {
    /// The year of the property: `2026`.
    pub id: Id<ReleaseBook>,
    /// The number of its last slip.
    pub last: u32,
}

recorded!(ReleaseBook);

impl ReleaseBook {
    /// The number of the next slip on a day, and the book with it.
    pub(super) fn next(state: &State, day: LocalDay) -> Result<(String, Self), Refusal> {
        let year = day.0.format("%Y").to_string();
        let id: Id<Self> = Id::parse(&year).map_err(|_| Refusal::NotFound { kind: Kind::ReleaseBook })?;
        let last = state.release_book.get(&id).map_or(0, |book| book.last).saturating_add(1);
        Ok((format!("{year}-{last:04}"), Self { id, last }))
    }
}

impl State {
    /// The slips that wait for a lead on that day: flagged at the gate, or left over (B-15).
    pub fn releases_waiting(&self, today: LocalDay) -> impl Iterator<Item = &Release> {
        self.release.iter().filter(move |release| release.waits_for_lead(today))
    }
}
