//! The duty log 《值班记录表》: one line for each accepted command of a person or visitor.
//!
//! H-7 asks for a duty record without gaps; so nobody writes it: it is written by the
//! same entry that did the thing (Q-1: who, when, at which station). A line belongs to the
//! posts in whose handover sheet it is counted; each post's sheet covers the lines between
//! two cuts, so a line is in exactly one sheet of each of its posts (B-20).

use crate::registers::handover::Post;
use crate::registers::{Command as AnyCommand, terminals::Terminal};
use crate::{Actor, Change, Kind, RecordRef, Refusal as Any, Stamp, State, Station};
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

recorded!(LogLine);

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

/// The line that an accepted command leaves; `None` for the operator's and terminals' own.
pub(crate) fn line(_state: &State, command: &AnyCommand, stamp: &Stamp, changes: &[Change]) -> Option<LogLine> {
    let posts = posts_of(command, stamp.station);
    if posts.is_empty() || changes.is_empty() {
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
        about: changes.first().map(Change::about).filter(|r| r.kind != Kind::Session),
        posts,
    })
}

/// To which posts a command belongs: the book that passes between counter and control room
/// holds every visit, key, survey, matter and call; a station's own crew log holds what was
/// done there; an emergency stands in all.
fn posts_of(command: &AnyCommand, station: Station) -> BTreeSet<Post> {
    let crew = match station {
        Station::Counter => Some(Post::Counter),
        Station::ControlRoom => Some(Post::ControlRoom),
        Station::Kiosk | Station::Operator | Station::Clock => None,
    };
    let book = Some(Post::Desk);
    let posts: [Option<Post>; 3] = match command {
        AnyCommand::Property(_) | AnyCommand::Terminals(_) | AnyCommand::DutyLog(_) => [None; 3],
        AnyCommand::Staff(_) => [crew, None, None],
        AnyCommand::Visits(_) | AnyCommand::Keys(_) | AnyCommand::Surveys(_) => [book, crew, None],
        AnyCommand::Matters(_) | AnyCommand::Calls(_) => [book, crew, None],
        AnyCommand::Handover(_) => [book, crew, None],
        AnyCommand::Emergencies(_) => [book, Some(Post::Counter), Some(Post::ControlRoom)],
    };
    posts.into_iter().flatten().collect()
}
