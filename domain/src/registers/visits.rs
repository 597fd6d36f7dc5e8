//! Visits 来访 (V-1, V-2, V-6): registered at the kiosk or the counter, identity checked
//! and a pass issued at the counter, the pass returned on leaving.
//!
//! A visit that began is inside until somebody says it left; nothing else ends it (B-08).
//! What the kiosk parsed is never refused for its form: an unknown unit arrives as text.

mod codes;

pub use codes::{FreeCodes, free_codes};

use crate::registers::appointments::Appointment;
use crate::registers::emergencies;
use crate::registers::property::{ArchiveFigures, PrivacyNotice, Unit};
use crate::registers::staff::Person;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use values::{
    At, Id, IdentityNumber, Line, LocalDay, PassNumber, PersonName, Personal, Photo, PlateNumber, Telephone, VisitCode, VisitMark,
};

/// Why somebody comes (V-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 拜访洽谈
    Meeting,
    /// 面试
    Interview,
    /// 探访亲友
    Private,
    /// 送货取件
    Delivery,
    /// 施工维修
    Work,
    /// 其他
    Other,
}

impl Purpose {
    /// Every purpose, in the order in which they are offered.
    pub const ALL: [Purpose; 6] =
        [Purpose::Meeting, Purpose::Interview, Purpose::Private, Purpose::Delivery, Purpose::Work, Purpose::Other];
}

/// Whom they visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// The unit, where it was found in the directory.
    pub unit: Option<Id<Unit>>,
    /// The person or place in the visitor's words.
    pub whom: Option<Personal<Line>>,
}

/// What is said of a visit only where it applies, or where the property asks for it (B-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// The vehicle that they came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate: Option<Personal<PlateNumber>>,
    /// Whom they work for: couriers, contractors (V-3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Personal<Line>>,
    /// The number of their identity document, typed where the property asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Personal<IdentityNumber>>,
    /// Their photo, where the property offers to take one. It stays on the server: whoever follows the
    /// records is told only that there is one ([`Visit::as_followed`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Box<Personal<Photo>>>,
}

impl Particulars {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// Without an identity number or a photo where the property asks for none (B-03).
    fn as_asked(&self, state: &State) -> Self {
        let asks = state.property().map(|settings| &settings.visits);
        let (identity, photo) = (asks.is_some_and(|asks| asks.identity), asks.is_some_and(|asks| asks.photo));
        Self {
            identity: self.identity.clone().filter(|_| identity),
            photo: self.photo.clone().filter(|_| photo),
            ..self.clone()
        }
    }
}

/// A visit 《来访登记》.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Made by the terminal that registered it.
    pub id: Id<Visit>,
    /// What the visitor carries.
    pub code: VisitCode,
    /// Who.
    pub name: Personal<PersonName>,
    /// How to reach them; `None`: they have or give none (B-03).
    pub telephone: Option<Personal<Telephone>>,
    /// Whom they visit.
    pub host: Host,
    /// Why.
    pub purpose: Purpose,
    /// How many adults, 1 or more.
    pub people: u8,
    /// How many accompanied children: a number, never a name.
    pub children: u8,
    /// When registered.
    pub arrived_at: At,
    /// Which station registered it.
    pub registered_at: Station,
    /// The version of the notice that was shown, and when it was agreed to (B-03).
    pub notice: Option<Agreement>,
    /// What the visitor carries in the QR code, where a kiosk drew it (B-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Personal<VisitMark>>,
    /// What else was said.
    #[serde(default, skip_serializing_if = "Particulars::is_empty")]
    pub particulars: Particulars,
    /// What the host said, where the property asks them before a pass is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<HostAnswer>,
    /// Identity check and pass.
    pub pass: Option<Pass>,
    /// How it ended; `None` while inside.
    pub left: Option<Left>,
}

/// Agreement to a privacy notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its version.
    pub version: Id<PrivacyNotice>,
    /// When, by the terminal's clock.
    pub at: At,
}

/// What the host said when the desk asked whether they receive the visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostAnswer {
    /// Whether they do.
    pub receives: bool,
    /// Who asked them.
    pub by: Id<Person>,
    /// When.
    pub at: At,
}

/// A visitor pass 《访客出入证》 (V-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// The number on it.
    pub number: PassNumber,
    /// Who checked the identity and issued it.
    pub by: Id<Person>,
    /// When.
    pub at: At,
    /// Given back.
    pub returned: bool,
}

/// How a visit ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// When.
    pub at: At,
    /// Where it was recorded.
    pub station: Station,
    /// By whom; `None` at the kiosk.
    pub by: Option<Id<Person>>,
}

impl Recorded for Visit {
    const KIND: Kind = Kind::Visit;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// The visitor has left and the pass is back; a run's list keeps its names for as long
    /// as the run stays (V-6).
    fn closed_at(&self, state: &State) -> Option<At> {
        let left = self.left.as_ref()?;
        let pass_out = self.pass.as_ref().is_some_and(|p| !p.returned);
        let on_a_roll = state.run.iter().any(|run| emergencies::was_inside(self, run));
        (!pass_out && !on_a_roll).then_some(left.at)
    }
    fn found_by(&self) -> Vec<String> {
        let pass = self.pass.as_ref().map(|p| p.number.as_str());
        crate::record::words([Some(self.code.as_str()), pass, self.host.unit.as_ref().map(Id::as_str)])
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Registers a visitor who stands in the lobby (V-1, V-2).
    Register {
        /// The new visit's id.
        visit: Id<Visit>,
        /// The code shown to the visitor.
        code: VisitCode,
        /// Who.
        name: Personal<PersonName>,
        /// How to reach them, if at all.
        telephone: Option<Personal<Telephone>>,
        /// Whom they visit.
        host: Host,
        /// Why.
        purpose: Purpose,
        /// Adults, 1 to 99.
        people: u8,
        /// Children, 0 to 99.
        children: u8,
        /// The notice shown and agreed to.
        notice: Option<Agreement>,
        /// What the visitor carries in the QR code, where a kiosk drew it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<Personal<VisitMark>>,
        /// What else was said.
        #[serde(default, skip_serializing_if = "Particulars::is_empty")]
        particulars: Particulars,
    },
    /// Somebody comes who is expected, or who was here before: recognised at the kiosk by a code that
    /// they have and what is known beside it (B-02); the stamp says whom the server has recognised.
    ComeByCode {
        /// The new visit's id.
        visit: Id<Visit>,
        /// The code shown to the visitor from now on.
        code: VisitCode,
        /// The code by which they are recognised, as entered.
        known: VisitCode,
        /// The notice shown and agreed to.
        notice: Option<Agreement>,
        /// What the visitor carries in the QR code.
        mark: Option<Personal<VisitMark>>,
    },
    /// The desk has asked the host whether they receive the visitor; a later answer replaces it.
    RecordAnswer {
        /// Whose visitor.
        visit: Id<Visit>,
        /// Whether they do.
        receives: bool,
    },
    /// The counter has checked the identity and hands out a pass.
    IssuePass {
        /// Whose.
        visit: Id<Visit>,
        /// The number on the pass.
        pass: PassNumber,
    },
    /// The visitor leaves; at the counter, with one click (B-09).
    SignOut {
        /// Whose.
        visit: Id<Visit>,
        /// Whether the pass came back.
        pass_returned: bool,
    },
    /// The visitor leaves; at the kiosk, with the code and what the server knows its holder by
    /// (B-02, B-09): the stamp says whom it has recognised.
    SignOutByCode {
        /// As entered.
        code: VisitCode,
    },
}

named!(Command {
    Register => "register", ComeByCode => "come_by_code", RecordAnswer => "record_answer", IssuePass => "issue_pass", SignOut => "sign_out",
    SignOutByCode => "sign_out_by_code",
});

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody who is inside was recognised by this code: it is not held, the digits beside it are
    /// wrong, or five were. Which of these is not told.
    #[serde(rename = "nobody_inside_with_this_code")]
    NotRecognised,
    /// Somebody inside holds this code already: the desk makes another.
    CodeInUse,
    /// More than one person inside holds this code: the counter asks for the name. No longer said,
    /// since the digits beside the code tell them apart.
    SeveralWithThisCode,
    /// The pass is out with another visitor.
    PassInUse {
        /// By which code.
        code: VisitCode,
    },
    /// A pass was issued already.
    PassIssuedAlready {
        /// Which.
        pass: PassNumber,
    },
    /// The visitor has left.
    LeftAlready {
        /// When.
        at: At,
    },
    /// At least one adult, at most 99 people and 99 children.
    ImpossibleNumber,
    /// The host is asked first: nobody has yet.
    AskTheHost,
    /// The host does not receive them.
    HostDeclined {
        /// When they said so.
        at: At,
    },
    /// A photo is taken at a kiosk only, of who stands before it.
    NoPhotosHere,
}

impl Visit {
    /// The visit as whoever follows the records is sent it: a photo that can be read stays on the
    /// server, and is asked for by itself.
    #[must_use]
    pub fn as_followed(&self) -> Self {
        let mut followed = self.clone();
        if let Some(photo) = followed.particulars.photo.as_mut().filter(|photo| !matches!(***photo, Personal::Erased(_))) {
            **photo = Personal::hidden();
        }
        followed
    }

    /// Whether the visitor is in the building as far as anyone knows (V-6).
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.left.is_none()
    }

    /// The visit that begins by an appointment.
    pub(super) fn expected(of: &Appointment, id: Id<Visit>, code: VisitCode, stamp: &Stamp) -> Self {
        Self {
            id,
            code,
            name: of.name.clone(),
            telephone: of.telephone.clone(),
            host: of.host.clone(),
            purpose: of.purpose,
            people: of.people,
            children: of.children,
            arrived_at: stamp.at,
            registered_at: stamp.station,
            notice: None,
            mark: None,
            particulars: of.particulars.clone(),
            // Their host has asked for them.
            answer: Some(HostAnswer { receives: true, by: of.by.clone(), at: of.made_at }),
            pass: None,
            left: None,
        }
    }
}

/// At least one adult, and no more than a form has room for.
pub(super) fn is_possible(people: u8, children: u8) -> Result<(), Refusal> {
    if (1..=99).contains(&people) && children <= 99 { Ok(()) } else { Err(Refusal::ImpossibleNumber) }
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let visit = match command {
        Command::Register { .. } => register(state, command, stamp)?,
        Command::ComeByCode { .. } => return come_by_code(state, command, stamp),
        Command::RecordAnswer { visit, receives } => {
            let visit = state.visit.find(visit)?;
            if let Some(left) = &visit.left {
                return Err(Refusal::LeftAlready { at: left.at }.into());
            }
            let by = stamp.actor.person().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?.clone();
            Visit {
                answer: Some(HostAnswer { receives: *receives, by, at: stamp.at }),
                ..visit.clone()
            }
        }
        Command::IssuePass { visit, pass } => {
            // Issued already with this very number: done.
            if state.visit.get(visit).is_some_and(|v| v.is_inside() && v.pass.as_ref().is_some_and(|p| &p.number == pass)) {
                return Ok(Vec::new());
            }
            issue_pass(state, visit, pass, stamp)?
        }
        Command::SignOut { visit, pass_returned } => {
            let visit = state.visit.find(visit)?;
            sign_out(visit, *pass_returned, stamp)?
        }
        Command::SignOutByCode { code } => {
            let recognised = stamp.holder.as_ref().and_then(|visit| state.visit.get(visit));
            let holder = recognised.filter(|v| v.is_inside() && &v.code == code);
            sign_out(holder.ok_or(Refusal::NotRecognised)?, false, stamp)?
        }
    };
    Ok(vec![Change::Put(visit.into())])
}

fn register(state: &State, command: &Command, stamp: &Stamp) -> Result<Visit, Any> {
    let Command::Register {
        visit,
        code,
        name,
        telephone,
        host,
        purpose,
        people,
        children,
        notice,
        mark,
        particulars,
    } = command
    else {
        return Err(Refusal::ImpossibleNumber.into());
    };
    state.visit.vacant(visit)?;
    is_possible(*people, *children)?;
    let particulars = if stamp.station == Station::Kiosk {
        // It may not have heard yet what is asked no more: who stood there is registered all the same.
        particulars.as_asked(state)
    } else if particulars.photo.is_some() {
        return Err(Refusal::NoPhotosHere.into());
    } else {
        particulars.clone()
    };
    // Whoever was told a code at a kiosk, or while there was no server, carries it already.
    let is_carried = stamp.station == Station::Kiosk || stamp.offline.is_some();
    if !is_carried && state.inside().any(|v| &v.code == code) {
        return Err(Refusal::CodeInUse.into());
    }
    Ok(Visit {
        id: visit.clone(),
        code: code.clone(),
        name: name.clone(),
        telephone: telephone.clone(),
        host: host.clone(),
        purpose: *purpose,
        people: *people,
        children: *children,
        arrived_at: stamp.at,
        registered_at: stamp.station,
        notice: notice.clone(),
        mark: mark.clone(),
        particulars,
        answer: None,
        pass: None,
        left: None,
    })
}

/// Who is expected today, or left and comes again: what they would type is known.
fn come_by_code(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    let Command::ComeByCode { visit, code, known, notice, mark } = command else { return Err(Refusal::NotRecognised.into()) };
    state.visit.vacant(visit)?;
    let carries = |begun: Visit| Visit { notice: notice.clone(), mark: mark.clone(), ..begun };
    let today = LocalDay::of(stamp.at, state.utc_offset());
    let expected = stamp.expected.as_ref().and_then(|id| state.appointment.get(id));
    if let Some(expected) = expected.filter(|a| &a.code == known && a.holds_on(today) && a.inside(state).is_none()) {
        return Ok(expected.begun(carries(Visit::expected(expected, visit.clone(), code.clone(), stamp))));
    }
    let earlier = stamp.holder.as_ref().map(|id| state.visit.find(id)).transpose()?;
    let earlier = earlier.filter(|v| &v.code == known && !v.is_inside()).ok_or(Refusal::NotRecognised)?.clone();
    // What they looked like then is not taken over: it ends with that visit.
    let particulars = Particulars { photo: None, ..earlier.particulars.as_asked(state) };
    let again = Visit {
        id: visit.clone(),
        code: code.clone(),
        particulars,
        arrived_at: stamp.at,
        registered_at: stamp.station,
        answer: None,
        pass: None,
        left: None,
        ..earlier
    };
    Ok(vec![Change::Put(carries(again).into())])
}

fn issue_pass(state: &State, visit: &Id<Visit>, pass: &PassNumber, stamp: &Stamp) -> Result<Visit, Any> {
    let mut visit = state.visit.find(visit)?.clone();
    if let Some(left) = &visit.left {
        return Err(Refusal::LeftAlready { at: left.at }.into());
    }
    if let Some(issued) = &visit.pass {
        return Err(Refusal::PassIssuedAlready { pass: issued.number.clone() }.into());
    }
    if state.property().is_some_and(|s| s.visits.host_answers) {
        let answer = visit.answer.as_ref().ok_or(Refusal::AskTheHost)?;
        if !answer.receives {
            return Err(Refusal::HostDeclined { at: answer.at }.into());
        }
    }
    let out = |v: &&Visit| v.pass.as_ref().is_some_and(|p| &p.number == pass && !p.returned);
    if let Some(holder) = state.visit.iter().find(out) {
        return Err(Refusal::PassInUse { code: holder.code.clone() }.into());
    }
    let by = stamp.actor.person().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?.clone();
    visit.pass = Some(Pass { number: pass.clone(), by, at: stamp.at, returned: false });
    Ok(visit)
}

fn sign_out(visit: &Visit, pass_returned: bool, stamp: &Stamp) -> Result<Visit, Any> {
    let mut visit = visit.clone();
    match &visit.left {
        // A pass may come back after the visitor signed out at the kiosk.
        Some(_) if pass_returned && visit.pass.as_ref().is_some_and(|p| !p.returned) => {}
        Some(left) => return Err(Refusal::LeftAlready { at: left.at }.into()),
        None => visit.left = Some(Left { at: stamp.at, station: stamp.station, by: stamp.actor.person().cloned() }),
    }
    if let Some(pass) = &mut visit.pass {
        pass.returned = pass_returned;
    }
    Ok(visit)
}

impl State {
    /// Everyone who is in the building as far as anyone knows: the roll-call's list (V-6).
    pub fn inside(&self) -> impl Iterator<Item = &Visit> {
        self.visit.iter().filter(|v| v.is_inside())
    }
}

#[cfg(test)]
mod tests;
