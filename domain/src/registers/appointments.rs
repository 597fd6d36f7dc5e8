//! Appointments 访客预约 (V-1, V-2, B-02): who is expected, noted at a desk for a host who asked.
//!
//! An appointment holds for whole days, at most a month; on each of them who is expected may come
//! once more after leaving. At the kiosk they are recognised by the code that the host passed on and the
//! last four digits of their telephone, at a desk by name; what they would type is there already.
//! After its last day, or withdrawn, it is over.

use super::visits::{self, Host, Particulars, Purpose, Visit, is_possible};
use crate::registers::property::ArchiveFigures;
use crate::registers::staff::Person;
use crate::{Change, Kind, Recorded, Refusal as Any, Stamp, State};
use serde::{Deserialize, Serialize};
use values::{At, Id, LocalDay, PersonName, Personal, Telephone, VisitCode};

/// An appointment lasts at most so many days, and begins within so many.
pub const LONGEST_DAYS: i64 = 31;

/// Who is expected 《访客预约》.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Made by the terminal.
    pub id: Id<Appointment>,
    /// What the host passes on to them.
    pub code: VisitCode,
    /// Who.
    pub name: Personal<PersonName>,
    /// By whose last four digits they are recognised at the kiosk; `None`: at a desk only.
    pub telephone: Option<Personal<Telephone>>,
    /// Whom they visit.
    pub host: Host,
    /// Why.
    pub purpose: Purpose,
    /// How many adults, 1 or more: a group comes by one code.
    pub people: u8,
    /// How many children.
    pub children: u8,
    /// What else is known already.
    #[serde(default, skip_serializing_if = "Particulars::is_empty")]
    pub particulars: Particulars,
    /// The first day.
    pub from: LocalDay,
    /// The last day.
    pub until: LocalDay,
    /// Who noted it.
    pub by: Id<Person>,
    /// When.
    pub made_at: At,
    /// Their visit, the last one where they came on several days.
    pub visit: Option<Id<Visit>>,
    /// How it was over; `None`: it holds, or its days are still to come.
    pub over: Option<Over>,
}

/// The end of an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Over {
    /// When.
    pub at: At,
    /// Who withdrew it; `None`: its last day has passed.
    pub by: Option<Id<Person>>,
}

impl Recorded for Appointment {
    const KIND: Kind = Kind::Appointment;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    fn closed_at(&self, _state: &State) -> Option<At> {
        self.over.as_ref().map(|over| over.at)
    }
    fn found_by(&self) -> Vec<String> {
        let visit = self.visit.as_ref().map(Id::as_str);
        crate::record::words([Some(self.code.as_str()), visit, self.host.unit.as_ref().map(Id::as_str), Some(self.by.as_str())])
    }
}

/// What somebody wants.
#[allow(clippy::large_enum_variant, reason = "an appointment is made as a whole, and a command is moved seldom")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Notes who is expected.
    Make {
        /// The new appointment's id.
        appointment: Id<Appointment>,
        /// The code to be passed on.
        code: VisitCode,
        /// Who.
        name: Personal<PersonName>,
        /// How to recognise them at the kiosk, if at all.
        telephone: Option<Personal<Telephone>>,
        /// Whom they visit.
        host: Host,
        /// Why.
        purpose: Purpose,
        /// Adults, 1 to 99.
        people: u8,
        /// Children, 0 to 99.
        children: u8,
        /// What else is known already.
        #[serde(default, skip_serializing_if = "Particulars::is_empty")]
        particulars: Particulars,
        /// The first day.
        from: LocalDay,
        /// The last day.
        until: LocalDay,
    },
    /// They do not come.
    Withdraw {
        /// Which.
        appointment: Id<Appointment>,
    },
    /// They stand at the desk: their visit begins.
    Arrive {
        /// Which.
        appointment: Id<Appointment>,
        /// The new visit's id.
        visit: Id<Visit>,
        /// What they carry.
        code: VisitCode,
    },
    /// The last day of these has passed.
    Lapse {
        /// Which.
        appointments: Vec<Id<Appointment>>,
    },
}

named!(Command { Make => "make", Withdraw => "withdraw", Arrive => "arrive", Lapse => "lapse" });

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The days are in the past, in the wrong order, more than a month long, or more than a month ahead.
    ImpossibleDays,
    /// Somebody holds this code already: the desk makes another.
    CodeInUse,
    /// It was withdrawn, or its last day has passed.
    OverAlready {
        /// When.
        at: At,
    },
    /// It holds on other days.
    NotToday {
        /// The first.
        from: LocalDay,
        /// The last.
        until: LocalDay,
    },
    /// They are inside already.
    InsideAlready {
        /// With which code.
        code: VisitCode,
    },
}

impl Appointment {
    /// Whether they may come on that day: it is one of its days, and nobody withdrew it.
    #[must_use]
    pub fn holds_on(&self, day: LocalDay) -> bool {
        self.over.is_none() && (self.from..=self.until).contains(&day)
    }

    /// Their visit, while they are inside.
    #[must_use]
    pub fn inside<'s>(&self, state: &'s State) -> Option<&'s Visit> {
        self.visit.as_ref().and_then(|id| state.visit.get(id)).filter(|v| v.is_inside())
    }

    /// The appointment after `visit` has begun by it, and that visit.
    pub(super) fn begun(&self, visit: Visit) -> Vec<Change> {
        let appointment = Appointment { visit: Some(visit.id.clone()), ..self.clone() };
        vec![Change::Put(visit.into()), Change::Put(appointment.into())]
    }
}

pub(super) fn decide(state: &State, command: &Command, stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match command {
        Command::Make { .. } => Ok(vec![Change::Put(make(state, command, stamp)?.into())]),
        Command::Withdraw { appointment } => {
            let appointment = open(state, appointment)?;
            let over = Some(Over { at: stamp.at, by: stamp.actor.person().cloned() });
            Ok(vec![Change::Put(Appointment { over, ..appointment.clone() }.into())])
        }
        Command::Arrive { appointment, visit, code } => {
            let appointment = open(state, appointment)?;
            state.visit.vacant(visit)?;
            // Who was let in while there was no server is inside, whatever the day or another desk says.
            if stamp.offline.is_none() {
                may_come(state, appointment, stamp)?;
            }
            Ok(appointment.begun(Visit::expected(appointment, visit.clone(), code.clone(), stamp)))
        }
        Command::Lapse { appointments } => {
            let over = |of: &Appointment| Appointment { over: Some(Over { at: stamp.at, by: None }), ..of.clone() };
            let open = appointments.iter().filter_map(|id| state.appointment.get(id)).filter(|of| of.over.is_none());
            Ok(open.map(|of| Change::Put(over(of).into())).collect())
        }
    }
}

fn open<'s>(state: &'s State, appointment: &Id<Appointment>) -> Result<&'s Appointment, Any> {
    let appointment = state.appointment.find(appointment)?;
    match &appointment.over {
        Some(over) => Err(Refusal::OverAlready { at: over.at }.into()),
        None => Ok(appointment),
    }
}

/// Whether who is expected may come now.
fn may_come(state: &State, appointment: &Appointment, stamp: &Stamp) -> Result<(), Refusal> {
    if !appointment.holds_on(LocalDay::of(stamp.at, state.utc_offset())) {
        return Err(Refusal::NotToday { from: appointment.from, until: appointment.until });
    }
    match appointment.inside(state) {
        Some(visit) => Err(Refusal::InsideAlready { code: visit.code.clone() }),
        None => Ok(()),
    }
}

fn make(state: &State, command: &Command, stamp: &Stamp) -> Result<Appointment, Any> {
    let Command::Make {
        appointment,
        code,
        name,
        telephone,
        host,
        purpose,
        people,
        children,
        particulars,
        from,
        until,
    } = command
    else {
        return Err(Refusal::ImpossibleDays.into());
    };
    state.appointment.vacant(appointment)?;
    is_possible(*people, *children)?;
    if particulars.photo.is_some() {
        // Only who stands before the camera agrees to it.
        return Err(visits::Refusal::NoPhotosHere.into());
    }
    let today = LocalDay::of(stamp.at, state.utc_offset());
    let (ahead, long) = (days(today, *from), days(*from, *until));
    if !(0..=LONGEST_DAYS).contains(&ahead) || !(0..LONGEST_DAYS).contains(&long) {
        return Err(Refusal::ImpossibleDays.into());
    }
    if stamp.offline.is_none() && (state.inside().any(|v| &v.code == code) || state.expected(today).any(|a| &a.code == code)) {
        return Err(Refusal::CodeInUse.into());
    }
    Ok(Appointment {
        id: appointment.clone(),
        code: code.clone(),
        name: name.clone(),
        telephone: telephone.clone(),
        host: host.clone(),
        purpose: *purpose,
        people: *people,
        children: *children,
        particulars: particulars.clone(),
        from: *from,
        until: *until,
        by: stamp.actor.person().ok_or(Any::Right(crate::rights::Refusal::SignInFirst))?.clone(),
        made_at: stamp.at,
        visit: None,
        over: None,
    })
}

/// So many days later is `to`; negative where it is earlier.
fn days(from: LocalDay, to: LocalDay) -> i64 {
    to.0.signed_duration_since(from.0).num_days()
}

impl State {
    /// Who is still expected on `day` or after it.
    pub fn expected(&self, day: LocalDay) -> impl Iterator<Item = &Appointment> {
        self.appointment.iter().filter(move |a| a.over.is_none() && a.until >= day)
    }
}

/// What the clock asks for at `now`: the appointments whose last day has passed.
pub(crate) fn due(state: &State, now: At) -> Option<Command> {
    let today = LocalDay::of(now, state.utc_offset());
    let passed = state.appointment.iter().filter(|a| a.over.is_none() && a.until < today);
    let appointments: Vec<_> = passed.map(|a| a.id.clone()).collect();
    let doubted = state.property().is_none() || state.doubt_in_clock().is_some();
    (!doubted && !appointments.is_empty()).then_some(Command::Lapse { appointments })
}

#[cfg(test)]
mod tests;
