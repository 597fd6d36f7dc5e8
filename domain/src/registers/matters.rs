//! Matters 事项: complaints, repairs, requests (C-1, C-2, R-1, R-3, S-4, S-5).
//!
//! Counter and control room write in one book (S-4); who is asked first owns the matter to
//! its end (S-5) unless it is passed on by a record, and its deadline follows from its class
//! (C-2). The first claim wins, and everybody else may still add notes (B-11): no lock ever
//! stops work.

mod passing;

use crate::registers::property::{ArchiveFigures, Deadlines, Unit};
use crate::registers::staff::Person;
use crate::{Change, Kind, RecordRef, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{At, Id, Line, LocalDay, MINUTE_MS, PersonName, Personal, Telephone, Text};

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// 投诉
    Complaint,
    /// 报修
    Repair,
    /// 求助、需求
    Request,
}

impl MatterKind {
    /// Every kind.
    pub const ALL: [MatterKind; 3] = [MatterKind::Complaint, MatterKind::Repair, MatterKind::Request];
}

/// How grave it is (C-2, R-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 一般
    Minor,
    /// 重要
    Important,
    /// 重大
    Major,
    /// 紧急: running water, power trip, stopped lift.
    Urgent,
}

impl Class {
    /// Every class, the gravest last.
    pub const ALL: [Class; 4] = [Class::Minor, Class::Important, Class::Major, Class::Urgent];
}

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// 工程
    Engineering,
    /// 安保
    Security,
    /// 保洁
    Cleaning,
    /// 绿化
    Greening,
    /// 财务
    Finance,
    /// 客服
    CustomerService,
}

impl Department {
    /// Every department.
    pub const ALL: [Department; 6] = [
        Department::Engineering,
        Department::Security,
        Department::Cleaning,
        Department::Greening,
        Department::Finance,
        Department::CustomerService,
    ];
}

/// A line of the 《客户问询/投诉/意见统计表》 or 《客户报修记录表》 (C-1, R-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Made by the terminal.
    pub id: Id<Matter>,
    /// To name it aloud: `M-20261123-004`.
    pub number: String,
    /// What it is about.
    pub kind: MatterKind,
    /// How grave it is.
    pub class: Class,
    /// Of which unit.
    pub unit: Option<Id<Unit>>,
    /// Who asked.
    pub contact: Personal<PersonName>,
    /// How to reach them.
    pub telephone: Option<Personal<Telephone>>,
    /// What happened.
    pub what: Personal<Text>,
    /// About what or whom (C-1).
    pub about: Option<Personal<Line>>,
    /// Who was asked first and owns it to its end (S-5).
    pub owner: Id<Person>,
    /// When it came in.
    pub received_at: At,
    /// At which station.
    pub station: Station,
    /// The deadline that the client was told.
    pub due_at: At,
    /// Who does the work.
    pub department: Option<Handed>,
    /// Who has taken it up.
    pub claimed: Option<Claimed>,
    /// How it ended.
    pub finished: Option<Finished>,
}

/// Given to a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Which.
    pub department: Department,
    /// By whom.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// Taken up by somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// Who.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// At which station.
    pub station: Station,
}

/// Brought to an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// By whom.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// What came of it.
    pub result: Personal<Line>,
}

/// A note to a matter: a record of its own, sealed and erased with its matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterNote {
    /// Made by the terminal.
    pub id: Id<MatterNote>,
    /// To which matter.
    pub matter: Id<Matter>,
    /// When.
    pub at: At,
    /// Who wrote it.
    pub by: Id<Person>,
    /// At which station.
    pub station: Station,
    /// What.
    pub text: Personal<Text>,
    /// That the matter passed on with this note, which says why (S-5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<Passed>,
}

/// Who answers for a matter has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Which part of it.
    pub part: Part,
    /// From whom.
    pub from: Id<Person>,
    /// To whom; `None`: given back, for anybody to take up.
    pub to: Option<Id<Person>>,
}

/// What one can hold of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 首问责任: answers to the client to its end (S-5).
    Owner,
    /// 处理: has taken it up (B-11).
    Claim,
}

impl Part {
    /// Both.
    pub const ALL: [Part; 2] = [Part::Owner, Part::Claim];
}

impl Recorded for Matter {
    const KIND: Kind = Kind::Matter;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.finished.as_ref().map(|f| f.at)
    }
    fn found_by(&self) -> Vec<String> {
        let people = [Some(&self.owner), self.claimed.as_ref().map(|c| &c.by), self.finished.as_ref().map(|f| &f.by)];
        let unit = self.unit.as_ref().map(Id::as_str);
        crate::record::words([Some(self.number.as_str()), unit].into_iter().chain(people.map(|p| p.map(Id::as_str))))
    }
}

impl Recorded for MatterNote {
    const KIND: Kind = Kind::MatterNote;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn family(&self) -> RecordRef {
        RecordRef::to(&self.matter)
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// With its matter. A note that was added to a matter in the archive stands alone.
    fn closed_at(&self, state: &State) -> Option<At> {
        state.matter.get(&self.matter).map_or(Some(self.at), |m| m.closed_at(state)).map(|at| at.max(self.at))
    }
    fn found_by(&self) -> Vec<String> {
        let passed = self.passed.iter().flat_map(|p| [Some(&p.from), p.to.as_ref()]);
        crate::record::words([Some(&self.by)].into_iter().chain(passed).map(|p| p.map(Id::as_str)))
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Writes a matter in the book (C-1, R-1).
    Take {
        /// The new matter's id.
        matter: Id<Matter>,
        /// What it is about.
        kind: MatterKind,
        /// How grave it is.
        class: Class,
        /// Of which unit.
        unit: Option<Id<Unit>>,
        /// Who asks.
        contact: Personal<PersonName>,
        /// How to reach them.
        telephone: Option<Personal<Telephone>>,
        /// What happened.
        what: Personal<Text>,
        /// About what or whom.
        about: Option<Personal<Line>>,
        /// The deadline that the client was told; `None`: by class, from the settings.
        due_at: Option<At>,
    },
    /// Takes a matter up. The first one wins (B-11).
    Claim {
        /// Which.
        matter: Id<Matter>,
    },
    /// Adds a note; anyone, at any time.
    AddNote {
        /// The new note's id.
        note: Id<MatterNote>,
        /// To which matter.
        matter: Id<Matter>,
        /// What.
        text: Personal<Text>,
    },
    /// Gives the work to a department; the owner stays (S-5).
    HandTo {
        /// Which matter.
        matter: Id<Matter>,
        /// To which.
        department: Department,
    },
    /// Passes ownership or the claim on to somebody (S-5). By the holder, or lead and above.
    Transfer {
        /// The id of the note that records it.
        note: Id<MatterNote>,
        /// Which matter.
        matter: Id<Matter>,
        /// What passes.
        part: Part,
        /// To whom.
        to: Id<Person>,
        /// Why.
        reason: Personal<Text>,
    },
    /// Gives a claim back: anybody may take the matter up again. By the holder, or lead and above.
    Release {
        /// The id of the note that records it.
        note: Id<MatterNote>,
        /// Which matter.
        matter: Id<Matter>,
        /// Why.
        reason: Personal<Text>,
    },
    /// Brings a matter to its end.
    Finish {
        /// Which.
        matter: Id<Matter>,
        /// What came of it.
        result: Personal<Line>,
    },
}

named!(Command {
    Take => "take", Claim => "claim", AddNote => "add_note", HandTo => "hand_to", Transfer => "transfer", Release => "release", Finish => "finish",
});

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Somebody was first; notes are still welcome (B-11).
    AlreadyClaimed {
        /// Who.
        by: Id<Person>,
        /// At which station.
        station: Station,
        /// When.
        at: At,
    },
    /// Somebody must take it up before it ends.
    NotClaimed,
    /// It has ended.
    FinishedAlready {
        /// Who ended it.
        by: Id<Person>,
        /// When.
        at: At,
    },
    /// A deadline must lie ahead.
    DeadlineInThePast,
    /// Only who holds it passes it on or gives it back, or lead and above (S-5).
    NotYours {
        /// Who holds it.
        holder: Id<Person>,
    },
    /// Nothing passes to somebody who has left the house.
    HasLeft {
        /// Who.
        person: Id<Person>,
    },
}

impl Matter {
    /// Whether it has not ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.finished.is_none()
    }
    /// Whether it is open and its deadline has passed.
    #[must_use]
    pub fn is_overdue(&self, now: At) -> bool {
        self.is_open() && now > self.due_at
    }
    /// Whether it is open and must be read back at handover (B-21): major, urgent or overdue.
    #[must_use]
    pub fn is_red(&self, now: At) -> bool {
        match self.class {
            Class::Major | Class::Urgent => self.is_open(),
            Class::Minor | Class::Important => self.is_overdue(now),
        }
    }
    fn still_open(&self) -> Result<(), Refusal> {
        match &self.finished {
            Some(finished) => Err(Refusal::FinishedAlready { by: finished.by.clone(), at: finished.at }),
            None => Ok(()),
        }
    }
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let by = stamp.actor.person().cloned().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?;
    let matter = match command {
        Command::Take { matter, kind, class, unit, contact, telephone, what, about, due_at } => {
            let matter = Matter {
                id: matter.clone(),
                number: next_number("M", state, stamp, state.matter.iter().map(|m| m.number.as_str())),
                kind: *kind,
                class: *class,
                unit: unit.clone(),
                contact: contact.clone(),
                telephone: telephone.clone(),
                what: what.clone(),
                about: about.clone(),
                owner: by,
                received_at: stamp.at,
                station: stamp.station,
                due_at: due_at.unwrap_or_else(|| deadline(state, *kind, *class, stamp.at)),
                department: None,
                claimed: None,
                finished: None,
            };
            take(state, matter, due_at.is_some(), stamp)?
        }
        Command::AddNote { note, matter, text } => {
            let (id, matter, text) = (note.clone(), matter.clone(), text.clone());
            return add_note(state, MatterNote { id, matter, at: stamp.at, by, station: stamp.station, text, passed: None });
        }
        Command::Claim { matter } => {
            let matter = state.matter.find(matter)?;
            match &matter.claimed {
                Some(first) if first.by == by => return Ok(vec![]),
                Some(first) => return Err(Refusal::AlreadyClaimed { by: first.by.clone(), station: first.station, at: first.at }.into()),
                None => Matter {
                    claimed: Some(Claimed { by, at: stamp.at, station: stamp.station }),
                    ..matter.clone()
                },
            }
        }
        Command::HandTo { matter, department } => {
            let matter = state.matter.find(matter)?;
            matter.still_open()?;
            if matter.department.as_ref().is_some_and(|h| h.department == *department) {
                return Ok(vec![]);
            }
            Matter {
                department: Some(Handed { department: *department, by, at: stamp.at }),
                ..matter.clone()
            }
        }
        Command::Transfer { note, matter, part, to, reason } => {
            let why = passing::Why { note, by, reason };
            return passing::transfer(state, matter, *part, to, why, stamp);
        }
        Command::Release { note, matter, reason } => return passing::release(state, matter, passing::Why { note, by, reason }, stamp),
        Command::Finish { matter, result } => {
            let matter = state.matter.find(matter)?;
            if matter.finished.as_ref().is_some_and(|f| f.by == by) {
                return Ok(vec![]);
            }
            matter.still_open()?;
            matter.claimed.as_ref().ok_or(Refusal::NotClaimed)?;
            Matter {
                finished: Some(Finished { by, at: stamp.at, result: result.clone() }),
                ..matter.clone()
            }
        }
    };
    Ok(vec![Change::Put(matter.into())])
}

/// Anyone may, at any time: no claim and no end shuts anybody out (B-11).
fn add_note(state: &State, note: MatterNote) -> Result<Vec<Change>, Any> {
    state.matter.find(&note.matter)?;
    state.matter_note.vacant(&note.id)?;
    Ok(vec![Change::Put(note.into())])
}

/// What was taken without the server is kept as it was told: the client has left.
fn take(state: &State, matter: Matter, told: bool, stamp: &Stamp) -> Result<Matter, Any> {
    state.matter.vacant(&matter.id)?;
    if stamp.offline.is_none() {
        if let Some(unit) = &matter.unit {
            state.unit.find(unit)?;
        }
        if told && matter.due_at <= stamp.at {
            return Err(Refusal::DeadlineInThePast.into());
        }
    }
    Ok(matter)
}

/// By class (C-2); somebody is with the client of an ordinary repair sooner than that.
fn deadline(state: &State, kind: MatterKind, class: Class, from: At) -> At {
    let minutes = |d: &Deadlines| match (kind, class) {
        (_, Class::Urgent) => d.urgent,
        (MatterKind::Repair, Class::Minor | Class::Important | Class::Major) => d.repair,
        (MatterKind::Complaint | MatterKind::Request, Class::Minor) => d.minor,
        (MatterKind::Complaint | MatterKind::Request, Class::Important) => d.important,
        (MatterKind::Complaint | MatterKind::Request, Class::Major) => d.major,
    };
    let minutes = state.property().map_or(0, |s| minutes(&s.deadlines));
    from.plus(i64::from(minutes) * MINUTE_MS)
}

/// The next number of a book that counts anew each day of the property: letter, day,
/// count. It names a record aloud; the record's identity is its id.
pub(super) fn next_number<'a>(letter: &str, state: &State, stamp: &Stamp, taken: impl Iterator<Item = &'a str>) -> String {
    let day = LocalDay::of(stamp.at, state.utc_offset()).0.format("%Y%m%d");
    let today = format!("{letter}-{day}-");
    let last = taken.filter_map(|n| n.strip_prefix(&today)?.parse::<u32>().ok()).max().unwrap_or(0);
    format!("{today}{:03}", last.saturating_add(1))
}

impl State {
    /// Matters that have not ended.
    pub fn open_matters(&self) -> impl Iterator<Item = &Matter> {
        self.matter.iter().filter(|m| m.is_open())
    }
}

#[cfg(test)]
mod tests;
