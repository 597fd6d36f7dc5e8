//! Who, when, where: everything a rule may know besides the state and the command.

use crate::registers::appointments::Appointment;
use crate::registers::staff::Person;
use crate::registers::terminals::Terminal;
use crate::registers::visits::Visit;
use serde::{Deserialize, Serialize};
use values::{At, Id, MINUTE_MS};

/// A kind of place with rights (S-1). What a terminal may do follows from the station
/// it is enrolled for, never from what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Station {
    /// 大堂自助机: the unattended kiosk in the lobby.
    Kiosk,
    /// 客服中心前台: the counter; also where engineering, finance and managers sign.
    Counter,
    /// 保安监控室: the security control room.
    ControlRoom,
    /// The operator's command line on the server itself.
    Operator,
    /// The server's own clock, which asks for what is due.
    Clock,
}

impl Station {
    /// Every station.
    pub const ALL: [Station; 5] = [Station::Kiosk, Station::Counter, Station::ControlRoom, Station::Operator, Station::Clock];
    /// Its name in settings, certificates and logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Station::Kiosk => "kiosk",
            Station::Counter => "counter",
            Station::ControlRoom => "control_room",
            Station::Operator => "operator",
            Station::Clock => "clock",
        }
    }
    /// The station of that name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// Who acted. A name that a person only claims stands in the command, not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A staff member, signed in at the terminal or proven by PIN with this command.
    Person(Id<Person>),
    /// Nobody signed in: the station itself (a visitor at the kiosk, an alarm raised).
    Station,
    /// The operator on the server.
    Operator,
    /// The server's clock.
    Clock,
}

impl Actor {
    /// The staff member, if one acted.
    #[must_use]
    pub fn person(&self) -> Option<&Id<Person>> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::Station | Actor::Operator | Actor::Clock => None,
        }
    }
}

/// When and where a command was made that could not be sent at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offline {
    /// The terminal's claim of when it was made.
    pub made_at: At,
}

/// What the server attaches to each command before the rules see it; kept in the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The entry's revision: dense, from 1.
    pub revision: u64,
    /// When the server ordered it; never earlier than the entry before.
    pub at: At,
    /// Who acted.
    pub actor: Actor,
    /// Where.
    pub station: Station,
    /// On which terminal.
    pub terminal: Id<Terminal>,
    /// That terminal's sequence number, with its incarnation: a resend carries the same.
    pub seq: u64,
    /// Changes when the terminal's disk is new.
    pub incarnation: String,
    /// Set where the command waited on the terminal's disk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<Offline>,
    /// The person whose PIN the server has just checked for this very command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Id<Person>>,
    /// The second person whose PIN the server has just checked for it (K-7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Id<Person>>,
    /// The visit whose holder the server has just recognised, by what is shown beside the code (B-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Id<Visit>>,
    /// The appointment of whom the server has just recognised in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Id<Appointment>>,
    /// What the server's clock showed while it was in doubt; `at` went on from the last
    /// trusted time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_shows: Option<At>,
}

/// Nothing waits on a terminal's disk for longer than this.
pub const LONGEST_WAIT_MS: i64 = 30 * 24 * 60 * MINUTE_MS;

impl Stamp {
    /// When the command was made. A terminal's claim counts where it can be true: not after
    /// the server had it, and not longer before than anything waits; else it was made when it came.
    #[must_use]
    pub fn made_at(&self) -> At {
        let claim = self.offline.as_ref().map(|o| o.made_at);
        claim.filter(|at| (0..=LONGEST_WAIT_MS).contains(&self.at.since(*at))).unwrap_or(self.at)
    }
}
