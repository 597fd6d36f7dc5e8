//! Who may do what: one row for each command (S-1, S-2, Q-3).
//!
//! The server checks this table before any rule runs; terminals read it to grey out what
//! would be refused. The matches are exhaustive: a command without a row does not build.

use crate::registers::staff::Person;
use crate::registers::{
    Command, State, appointments, archive, calls, clock, corrections, devices, emergencies, erasures, found_keys, handover, keys, matters,
    notices, releases, staff, surveys, terminals, visits,
};
use crate::{Kind, Stamp, Station};
use serde::{Deserialize, Serialize};
use values::Id;

/// What a staff member is (S-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 客服助理
    Clerk,
    /// 领班
    Lead,
    /// 主管
    Supervisor,
    /// 客服经理
    Manager,
    /// 总经理
    GeneralManager,
    /// 楼层管家
    FloorSteward,
    /// 监控值班员
    ControlRoomOperator,
    /// 安保主管
    SecuritySupervisor,
    /// 工程值班技工
    EngineeringTechnician,
    /// 工程主管
    EngineeringSupervisor,
    /// 财务
    Finance,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 11] = [
        Role::Clerk,
        Role::Lead,
        Role::Supervisor,
        Role::Manager,
        Role::GeneralManager,
        Role::FloorSteward,
        Role::ControlRoomOperator,
        Role::SecuritySupervisor,
        Role::EngineeringTechnician,
        Role::EngineeringSupervisor,
        Role::Finance,
    ];
    /// Whether it is the lead's or above.
    #[must_use]
    pub fn leads(self) -> bool {
        LEADS.contains(&self)
    }
}

/// Lead and above.
pub const LEADS: &[Role] = &[Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager];
/// Who may override a refusal in writing (H-9), and looks after people and machines.
pub(crate) const MANAGERS: &[Role] = &[Role::Manager, Role::GeneralManager];
/// Who hands out keys: duty supervisor, lead; by night the security supervisor (K-2).
pub const KEY_HOLDERS: &[Role] = &[Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager, Role::SecuritySupervisor];
/// Who confirms the time: lead and above; by night the security supervisor.
pub const CLOCK_CONFIRMERS: &[Role] = KEY_HOLDERS;
/// Who takes a post over at the counter.
const COUNTER_CREW: &[Role] = &[Role::Clerk, Role::Lead, Role::Supervisor, Role::Manager];
/// Who takes a post over in the control room.
const CONTROL_ROOM_CREW: &[Role] = &[Role::ControlRoomOperator, Role::SecuritySupervisor];
/// Who takes a post over at one of the desks; at which of them, the sheet says.
const CREWS: &[Role] = &[Role::Clerk, Role::Lead, Role::Supervisor, Role::Manager, Role::ControlRoomOperator, Role::SecuritySupervisor];
/// Who writes the property's notices (G-12): the counter's people.
pub const NOTICE_WRITERS: &[Role] = &[Role::Clerk, Role::Lead, Role::Supervisor, Role::Manager, Role::GeneralManager];
/// Every signed-in person.
const ANYONE: &[Role] = &Role::ALL;

const DESKS: &[Station] = &[Station::Counter, Station::ControlRoom];
const COUNTER: &[Station] = &[Station::Counter];
const LOBBY: &[Station] = &[Station::Kiosk];
const LOBBY_AND_DESKS: &[Station] = &[Station::Kiosk, Station::Counter, Station::ControlRoom];
const OPERATOR: &[Station] = &[Station::Operator];
const CLOCK: &[Station] = &[Station::Clock];
const NOWHERE: &[Station] = &[];

/// Who may take a post over at a station, and speak for the side that takes over (H-1, H-2):
/// the station's own people.
#[must_use]
pub const fn takes_over(station: Station) -> &'static [Role] {
    match station {
        Station::Counter => COUNTER_CREW,
        Station::ControlRoom => CONTROL_ROOM_CREW,
        Station::Kiosk | Station::Operator | Station::Clock => &[],
    }
}

/// One row: where, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right<'a> {
    /// At these stations.
    pub stations: &'static [Station],
    /// By these people.
    pub who: Who<'a>,
}

/// By whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// The station is enough: nobody need be signed in (an alarm is never held up).
    Station,
    /// At the kiosk the visitor; at a desk a signed-in person.
    VisitorOrSignedIn,
    /// A signed-in person with one of these roles.
    SignedIn(&'static [Role]),
    /// This person, whose PIN came with the command, with one of these roles.
    Signs(&'a Id<Person>, &'static [Role]),
}

/// Why the right is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Not at this station.
    NotAtThisStation,
    /// Nobody is signed in at this terminal.
    SignInFirst,
    /// The PIN of the signing person is missing or wrong.
    PinNeeded,
    /// The PIN of the second person is missing or wrong, or it is the first person again.
    SecondPinNeeded,
    /// The person has none of the roles that may do this.
    NotYourRole {
        /// Any of these may.
        roles: Vec<Role>,
    },
}

impl From<Refusal> for crate::Refusal {
    fn from(refusal: Refusal) -> Self {
        Self::Right(refusal)
    }
}

const fn row<'a>(stations: &'static [Station], who: Who<'a>) -> Right<'a> {
    Right { stations, who }
}

/// The table.
#[must_use]
pub fn right(command: &Command) -> Right<'_> {
    match command {
        Command::Property(_) => row(OPERATOR, Who::Station),
        Command::Terminals(c) => terminals_right(c),
        Command::DutyLog(c) => match *c {},
        Command::Staff(c) => staff_right(c),
        Command::Visits(c) => visits_right(c),
        Command::Appointments(c) => match c {
            appointments::Command::Make { .. } | appointments::Command::Withdraw { .. } | appointments::Command::Arrive { .. } => {
                row(DESKS, Who::SignedIn(ANYONE))
            }
            appointments::Command::Lapse { .. } => row(CLOCK, Who::Station),
        },
        Command::Keys(c) => keys_right(c),
        Command::FoundKeys(c) => match c {
            found_keys::Command::Report { .. } => row(LOBBY_AND_DESKS, Who::VisitorOrSignedIn),
            found_keys::Command::Receive { .. } | found_keys::Command::Settle { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        },
        Command::Releases(c) => match c {
            releases::Command::Issue { person, .. } => row(COUNTER, Who::Signs(person, LEADS)),
            releases::Command::Confirm { .. } => row(DESKS, Who::SignedIn(ANYONE)),
            releases::Command::Withdraw { .. } => row(COUNTER, Who::SignedIn(LEADS)),
        },
        Command::Notices(c) => match c {
            notices::Command::Write { .. } | notices::Command::Correct { .. } => row(COUNTER, Who::SignedIn(NOTICE_WRITERS)),
            notices::Command::Withdraw { .. } => row(COUNTER, Who::SignedIn(NOTICE_WRITERS)),
            notices::Command::Confirm { .. } => row(COUNTER, Who::SignedIn(LEADS)),
        },
        Command::Surveys(c) => match c {
            surveys::Command::Answer { .. } | surveys::Command::AddReasons { .. } | surveys::Command::AddWord { .. } => {
                row(LOBBY, Who::Station)
            }
        },
        Command::Matters(c) => match c {
            matters::Command::Take { .. } | matters::Command::Claim { .. } | matters::Command::AddNote { .. } => {
                row(DESKS, Who::SignedIn(ANYONE))
            }
            matters::Command::HandTo { .. } | matters::Command::Finish { .. } => row(DESKS, Who::SignedIn(ANYONE)),
            matters::Command::Transfer { .. } | matters::Command::Release { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        },
        Command::Calls(c) => match c {
            calls::Command::Ring { .. } => row(LOBBY, Who::Station),
            calls::Command::Answer { .. } => row(DESKS, Who::Station),
        },
        Command::Devices(devices::Command::Report { .. }) => row(LOBBY, Who::Station),
        Command::Handover(c) => handover_right(c),
        Command::Emergencies(c) => emergencies_right(c),
        Command::Archive(c) => match c {
            archive::Command::Sweep {} => row(CLOCK, Who::Station),
            archive::Command::Consult { kind, .. } => history_right(*kind),
            archive::Command::Export { .. } | archive::Command::AcceptHistory { .. } => row(OPERATOR, Who::Station),
        },
        Command::Clock(c) => match c {
            clock::Command::Doubt { .. } => row(CLOCK, Who::Station),
            clock::Command::Confirm { person, .. } => row(DESKS, Who::Signs(person, CLOCK_CONFIRMERS)),
            clock::Command::ConfirmNamed { .. } => row(OPERATOR, Who::Station),
        },
        Command::Erasures(c) => match c {
            erasures::Command::Erase { person, .. } | erasures::Command::Consult { person, .. } => row(COUNTER, Who::Signs(person, LEADS)),
            erasures::Command::Find { .. } | erasures::Command::EraseNamed { .. } => row(OPERATOR, Who::Station),
            erasures::Command::Reapply { .. } => row(OPERATOR, Who::Station),
            erasures::Command::Lapse { .. } => row(CLOCK, Who::Station),
        },
        Command::Corrections(corrections::Command::Correct { person, .. }) => row(COUNTER, Who::Signs(person, LEADS)),
    }
}

fn terminals_right(command: &terminals::Command) -> Right<'_> {
    match command {
        terminals::Command::Enrol { .. } => row(OPERATOR, Who::Station),
        terminals::Command::Revoke { by, .. } | terminals::Command::Rename { by, .. } => {
            by.as_ref().map_or(row(OPERATOR, Who::Station), |by| row(DESKS, Who::Signs(by, MANAGERS)))
        }
        terminals::Command::EndProgram { by } => row(LOBBY, Who::Signs(by, ANYONE)),
        terminals::Command::BeginMaintenance { .. } | terminals::Command::EndMaintenance { .. } => row(COUNTER, Who::SignedIn(LEADS)),
        terminals::Command::Pair { by, .. } => row(DESKS, Who::Signs(by, MANAGERS)),
        terminals::Command::FindGap { .. } | terminals::Command::NoteTurnedAway { .. } => row(CLOCK, Who::Station),
        terminals::Command::NoteGap { .. } => row(DESKS, Who::SignedIn(LEADS)),
    }
}

fn staff_right(command: &staff::Command) -> Right<'_> {
    match command {
        staff::Command::SignIn { .. } | staff::Command::SignOut {} => row(DESKS, Who::Station),
        staff::Command::Lock {} | staff::Command::Unlock { .. } => row(DESKS, Who::Station),
        staff::Command::EndSession { .. } => row(CLOCK, Who::Station),
        staff::Command::SetCredential { by: None, .. } => row(OPERATOR, Who::Station),
        staff::Command::SetCredential { by: Some(by), credential } => {
            let is_own = credential.id.beside::<Person>() == *by;
            row(DESKS, Who::Signs(by, if is_own { ANYONE } else { MANAGERS }))
        }
        staff::Command::Add { by, .. } | staff::Command::Edit { by, .. } => row(DESKS, Who::Signs(by, MANAGERS)),
    }
}

fn visits_right(command: &visits::Command) -> Right<'_> {
    match command {
        visits::Command::Register { .. } => row(LOBBY_AND_DESKS, Who::VisitorOrSignedIn),
        visits::Command::IssuePass { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        visits::Command::SignOut { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        visits::Command::SignOutByCode { .. } | visits::Command::ComeByCode { .. } => row(LOBBY, Who::Station),
        visits::Command::RecordAnswer { .. } => row(DESKS, Who::SignedIn(ANYONE)),
    }
}

fn keys_right(command: &keys::Command) -> Right<'_> {
    match command {
        keys::Command::Issue { person: Some(person), .. } => row(DESKS, Who::Signs(person, KEY_HOLDERS)),
        keys::Command::Issue { person: None, .. } => row(NOWHERE, Who::Station),
        keys::Command::Return { .. } | keys::Command::MarkDamaged { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        keys::Command::Repaired { .. } => row(DESKS, Who::SignedIn(KEY_HOLDERS)),
        keys::Command::ReportLoss { .. } => row(LOBBY_AND_DESKS, Who::VisitorOrSignedIn),
        keys::Command::NameKeys { .. } | keys::Command::ChangeLock { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        keys::Command::AcknowledgeLoss { person, .. } => row(DESKS, Who::Signs(person, ANYONE)),
        keys::Command::CloseLoss { .. } => row(COUNTER, Who::SignedIn(LEADS)),
    }
}

fn handover_right(command: &handover::Command) -> Right<'_> {
    use handover::Command as C;
    match command {
        C::TakeUp { .. } | C::Open { .. } | C::Count { .. } | C::Special { .. } | C::Remark { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        C::Object { .. } | C::Clear { .. } | C::ReadBack { .. } | C::Withdraw { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        C::AddAddendum { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        C::SignOutgoing { person, .. } => row(DESKS, Who::Signs(person, ANYONE)),
        C::SignIncoming { person, .. } => row(DESKS, Who::Signs(person, CREWS)),
        C::Override { person, .. } => row(DESKS, Who::Signs(person, MANAGERS)),
        C::Review { person, .. } => row(COUNTER, Who::Signs(person, LEADS)),
    }
}

fn emergencies_right(command: &emergencies::Command) -> Right<'_> {
    use emergencies::Command as C;
    match command {
        C::Start { .. } | C::Acknowledge { .. } | C::TickStep { .. } | C::TickRoll { .. } => row(DESKS, Who::Station),
        C::StandDown { .. } => row(DESKS, Who::SignedIn(ANYONE)),
        C::RingNext { .. } | C::RingAgain { .. } => row(CLOCK, Who::Station),
    }
}

/// Who reads which history: what both desks write in one book, anyone signed in there;
/// the rest, leads and above; what proves a person, nobody.
const fn history_right<'a>(kind: Kind) -> Right<'a> {
    match kind {
        Kind::Visit
        | Kind::Appointment
        | Kind::FoundKey
        | Kind::Key
        | Kind::KeyIssue
        | Kind::Loss
        | Kind::Release
        | Kind::Matter
        | Kind::MatterNote
        | Kind::Call => row(DESKS, Who::SignedIn(ANYONE)),
        Kind::Settings | Kind::Unit | Kind::PriceList | Kind::PrivacyNotice | Kind::PostItem => row(DESKS, Who::SignedIn(LEADS)),
        Kind::ReleaseBook => row(DESKS, Who::SignedIn(LEADS)),
        // What everybody could read.
        Kind::Notice => row(DESKS, Who::SignedIn(ANYONE)),
        Kind::PropertyMap => row(DESKS, Who::SignedIn(LEADS)),
        Kind::Person | Kind::Session | Kind::Signature | Kind::Terminal | Kind::Gap | Kind::LogLine => row(DESKS, Who::SignedIn(LEADS)),
        Kind::SurveyForm | Kind::SurveyAnswer | Kind::Duty | Kind::Sheet | Kind::Addendum => row(DESKS, Who::SignedIn(LEADS)),
        Kind::Procedure | Kind::Run | Kind::Acknowledgement | Kind::Tick | Kind::RollCall => row(DESKS, Who::SignedIn(LEADS)),
        Kind::Sweep | Kind::ClockDoubt | Kind::Erasure | Kind::TurnedAway | Kind::Correction => row(DESKS, Who::SignedIn(LEADS)),
        Kind::DeviceTrouble => row(DESKS, Who::SignedIn(LEADS)),
        Kind::Credential => row(NOWHERE, Who::SignedIn(LEADS)),
    }
}

/// Who signs beside the one of the row, each with their own PIN: nobody opens a tenant's room
/// alone (K-7). Any colleague may be the second.
#[must_use]
pub fn second(command: &Command) -> Option<&Id<Person>> {
    match command {
        Command::Keys(keys::Command::Issue { second, .. }) => second.as_ref(),
        Command::Keys(_) | Command::Property(_) | Command::Terminals(_) | Command::DutyLog(_) | Command::Staff(_) => None,
        Command::Visits(_) | Command::Surveys(_) | Command::Matters(_) | Command::Calls(_) | Command::Handover(_) => None,
        Command::Emergencies(_) | Command::Archive(_) | Command::Clock(_) | Command::Erasures(_) | Command::Corrections(_) => None,
        Command::Releases(_) | Command::Appointments(_) | Command::FoundKeys(_) | Command::Devices(_) => None,
        Command::Notices(_) => None,
    }
}

/// Checks a command against its row.
pub(crate) fn check(state: &State, command: &Command, stamp: &Stamp) -> Result<(), crate::Refusal> {
    let right = right(command);
    if !right.stations.contains(&stamp.station) {
        return Err(crate::Refusal::Right(Refusal::NotAtThisStation));
    }
    let (person, roles) = match right.who {
        Who::Station => return Ok(()),
        Who::VisitorOrSignedIn if stamp.station == Station::Kiosk => return Ok(()),
        Who::VisitorOrSignedIn => (stamp.actor.person().ok_or(crate::Refusal::Right(Refusal::SignInFirst))?, ANYONE),
        Who::SignedIn(roles) => (stamp.actor.person().ok_or(crate::Refusal::Right(Refusal::SignInFirst))?, roles),
        Who::Signs(person, roles) if stamp.proof.as_ref() == Some(person) => (person, roles),
        Who::Signs(..) => return Err(crate::Refusal::Right(Refusal::PinNeeded)),
    };
    if let Some(second) = second(command) {
        let proven = second != person && stamp.second.as_ref() == Some(second);
        if !proven || state.person.get(second).is_none_or(|p| p.left) {
            return Err(crate::Refusal::Right(Refusal::SecondPinNeeded));
        }
    }
    let held = |p: &Person| !p.left && p.roles.iter().any(|r| roles.contains(r));
    if state.person.get(person).is_some_and(held) {
        Ok(())
    } else {
        Err(crate::Refusal::Right(Refusal::NotYourRole { roles: roles.to_vec() }))
    }
}
