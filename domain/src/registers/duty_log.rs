//! The duty log 《值班记录表》: one line for each accepted command of a person or visitor.
//!
//! H-7 asks for a duty record without gaps; so nobody writes it: it is written by the
//! same entry that did the thing (Q-1: who, when, at which station). A line belongs to the
//! posts in whose handover sheet it is counted; each post's sheet covers the lines between
//! two cuts, so a line is in exactly one sheet of each of its posts (B-20).

use crate::registers::handover::Post;
use crate::registers::property::ArchiveFigures;
use crate::registers::terminals::{self, Terminal};
use crate::registers::{Command as AnyCommand, archive, erasures, staff};
use crate::{Actor, Change, Kind, RecordRef, Recorded, Refusal as Any, Stamp, State, Station};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{At, Id};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// The entry's revision in twelve digits, so that ids sort in order.
    pub id: Id<LogLine>,
    /// The entry's revision.
    pub revision: u64,
    /// When.
    pub at: At,
    /// Who: whose PIN came with the command, else who is signed in there.
    pub actor: Actor,
    /// At which station.
    pub station: Station,
    /// On which terminal.
    pub terminal: Id<Terminal>,
    /// Which command, `visits.register`.
    pub what: String,
    /// The record that it mainly concerns.
    pub about: Option<RecordRef>,
    /// In whose sheets it is counted.
    pub posts: BTreeSet<Post>,
}

impl Recorded for LogLine {
    const KIND: Kind = Kind::LogLine;
    fn id(&self) -> &Id<Self> {
        &self.id
    }
    fn kept_days(figures: &ArchiveFigures) -> Option<u32> {
        Some(figures.keep_days)
    }
    /// Once it is in a sheet of each of its posts: the next cut counts the lines that are
    /// in none (B-20). It stays with what it is about, whose page shows what was done.
    fn closed_at(&self, state: &State) -> Option<At> {
        let about = self.shown_with().and_then(|about| state.closed_at(about));
        let closed_at = about.map_or(Some(self.at), |at| at.map(|at| at.max(self.at)));
        closed_at.filter(|_| self.is_handed_over(state))
    }
    fn found_by(&self) -> Vec<String> {
        crate::record::words([self.actor.person().map(Id::as_str)])
    }
}

impl LogLine {
    /// The record on whose page it is shown. Not a sheet or its addendum: a sheet counts its
    /// lines itself; nor a record that never leaves, or its lines would stay for ever.
    fn shown_with(&self) -> Option<&RecordRef> {
        let leaves = |kind: Kind| kind.kept_days(&ArchiveFigures::default()).is_some();
        self.about.as_ref().filter(|r| r.kind != Kind::Sheet && r.kind != Kind::Addendum && leaves(r.kind))
    }
    /// Whether a complete sheet of each of its posts counts it. A post that was never taken
    /// up has no sheets and holds nothing back.
    #[must_use]
    pub fn is_handed_over(&self, state: &State) -> bool {
        self.posts.iter().all(|post| state.duty_of(*post).is_none_or(|duty| self.revision <= duty.cut))
    }
}

/// Nobody writes in the log by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {}

impl crate::Named for Command {
    fn name(&self) -> &'static str {
        match *self {}
    }
}

/// There is nothing to refuse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {}

pub(super) fn decide(_state: &State, command: &Command, _stamp: &Stamp) -> Result<Vec<Change>, Any> {
    match *command {}
}

/// The line that an accepted command leaves; `None` for the operator's and terminals' own,
/// and for what was done already. Reading history changes nothing and yet leaves one.
pub(crate) fn line(_state: &State, command: &AnyCommand, stamp: &Stamp, changes: &[Change]) -> Option<LogLine> {
    let posts = posts_of(command, stamp.station);
    // Reading history or a person's data and giving out a code change no record.
    let counts = matches!(
        command,
        AnyCommand::Archive(archive::Command::Consult { .. })
            | AnyCommand::Erasures(erasures::Command::Consult { .. })
            | AnyCommand::Terminals(terminals::Command::Pair { .. } | terminals::Command::EndProgram { .. })
    );
    // A correction is told of on the page of each record that it names.
    let correction = changes.iter().map(Change::about).find(|about| about.kind == Kind::Correction);
    if posts.is_empty() || (changes.is_empty() && !counts) {
        return None;
    }
    Some(LogLine {
        id: Id::parse(&format!("{:012}", stamp.revision)).ok()?,
        revision: stamp.revision,
        at: stamp.at,
        actor: stamp.proof.clone().map_or_else(|| stamp.actor.clone(), Actor::Person),
        station: stamp.station,
        terminal: stamp.terminal.clone(),
        what: command.name(),
        about: correction.or_else(|| changes.first().map(Change::about)).filter(|r| r.kind != Kind::Session),
        posts,
    })
}

/// To which posts a command belongs: the book that passes between counter and control room
/// holds every visit, appointment, key, release, survey, matter, call, device trouble, notice and gap; a station's own crew log holds what was
/// done there; an emergency stands in all.
fn posts_of(command: &AnyCommand, station: Station) -> BTreeSet<Post> {
    let crew = match station {
        Station::Counter => Some(Post::Counter),
        Station::ControlRoom => Some(Post::ControlRoom),
        Station::Kiosk | Station::Operator | Station::Clock => None,
    };
    let book = Some(Post::Desk);
    let posts: [Option<Post>; 3] = match command {
        AnyCommand::Property(_) | AnyCommand::DutyLog(_) => [None; 3],
        AnyCommand::Terminals(terminals::Command::Enrol { .. } | terminals::Command::NoteTurnedAway { .. }) => [None; 3],
        AnyCommand::Terminals(terminals::Command::Revoke { .. } | terminals::Command::Rename { .. } | terminals::Command::Pair { .. }) => {
            [crew, None, None]
        }
        AnyCommand::Terminals(terminals::Command::EndProgram { .. }) => [book, crew, None],
        AnyCommand::Terminals(terminals::Command::BeginMaintenance { .. } | terminals::Command::EndMaintenance { .. }) => {
            [book, crew, None]
        }
        AnyCommand::Terminals(terminals::Command::FindGap { .. } | terminals::Command::NoteGap { .. }) => [book, crew, None],
        AnyCommand::Staff(staff::Command::Lock {} | staff::Command::Unlock { .. } | staff::Command::EndSession { .. }) => [None; 3],
        AnyCommand::Staff(_) | AnyCommand::Archive(_) | AnyCommand::Clock(_) => [crew, None, None],
        AnyCommand::Erasures(_) | AnyCommand::Corrections(_) => [crew, None, None],
        AnyCommand::Visits(_)
        | AnyCommand::Appointments(_)
        | AnyCommand::FoundKeys(_)
        | AnyCommand::Keys(_)
        | AnyCommand::Releases(_)
        | AnyCommand::Surveys(_) => [book, crew, None],
        AnyCommand::Matters(_) | AnyCommand::Calls(_) | AnyCommand::Devices(_) => [book, crew, None],
        AnyCommand::Notices(_) => [book, crew, None],
        AnyCommand::Handover(_) => [book, crew, None],
        AnyCommand::Emergencies(_) => [book, Some(Post::Counter), Some(Post::ControlRoom)],
    };
    posts.into_iter().flatten().collect()
}
