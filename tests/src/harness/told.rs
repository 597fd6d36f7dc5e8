//! What a staff terminal was told, and what must hold for all of it.

use super::Answer;
use super::promises::{Durable, History};
use counter_client::replica::Replica;
use std::collections::BTreeMap;
use terminal::{ConsoleAnswer, Event, HistoryAnswer, Outcome};
use values::At;

/// Everything that a staff terminal was told, counted.
pub struct Told {
    /// The final answers, by seq.
    pub answers: BTreeMap<u64, Answer>,
    /// What came of the questions to the archive, by number.
    pub pages: BTreeMap<u64, HistoryAnswer>,
    /// What came of the questions about PINs and machines, by number.
    pub consoles: BTreeMap<u64, ConsoleAnswer>,
    /// Whole views that the own disk remembered.
    pub remembered: usize,
    /// Whole views that were loaded.
    pub snapshots: usize,
    /// Streams that went on from the cursor.
    pub resumed: usize,
    /// The name of each commit's command, by revision.
    pub commits: BTreeMap<u64, String>,
    /// Bookmarks whose digest was compared and was the replica's.
    pub digests: usize,
    /// How often the replica differed.
    pub differed: usize,
    /// The last word about the connection.
    pub connection: Connection,
    /// How often the server was refused, or refused everybody, over its history.
    pub contradicted: usize,
    /// How often there was no connection any more.
    pub offline: usize,
    /// The terminals that were connected as of the last bookmark.
    pub connected: Vec<String>,
    /// The server's clock as of its last word.
    pub clock: At,
    /// All of it, to be held against what is promised.
    pub history: History,
    /// The epoch of the server against whose journal it was held last.
    epoch: Option<[u8; 16]>,
    /// What its own clock shows while that is in doubt; 0: it is trusted.
    pub doubted_clock: At,
}

/// The last word about a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Nothing yet.
    #[default]
    Unknown,
    /// Greeted.
    Online,
    /// Away, and the screen says so.
    Offline,
    /// Not admitted, or no longer.
    NotAdmitted,
}

impl Told {
    /// Nothing yet.
    pub(super) fn nothing(history: History) -> Self {
        Self {
            answers: BTreeMap::new(),
            pages: BTreeMap::new(),
            consoles: BTreeMap::new(),
            remembered: 0,
            snapshots: 0,
            resumed: 0,
            commits: BTreeMap::new(),
            digests: 0,
            differed: 0,
            connection: Connection::Unknown,
            contradicted: 0,
            offline: 0,
            connected: Vec::new(),
            clock: At(0),
            history,
            epoch: None,
            doubted_clock: At(0),
        }
    }

    /// Notes an event before the replica takes it.
    pub(super) fn note(&mut self, event: &Event, replica: &Replica) {
        self.history.events.push(event.clone());
        match event {
            Event::Remembered { clock_ms, .. } => {
                self.remembered += 1;
                self.clock = At(*clock_ms);
            }
            Event::Online { clock_ms, .. } => (self.connection, self.clock) = (Connection::Online, At(*clock_ms)),
            Event::Offline { .. } => {
                self.connection = Connection::Offline;
                self.offline += 1;
            }
            Event::Contradicted => self.contradicted += 1,
            Event::NotAdmitted => self.connection = Connection::NotAdmitted,
            Event::Opened { resumed } => self.resumed += usize::from(*resumed),
            Event::Snapshot { .. } => self.snapshots += 1,
            Event::Commit { revision, at_ms, command, .. } => {
                self.commits.insert(*revision, command.clone());
                self.clock = At(*at_ms);
            }
            Event::Bookmark { digest, connected, clock_ms, doubted_clock_ms, .. } => {
                let compared = !digest.is_empty() && *digest == replica.digest().as_slice();
                self.digests += usize::from(compared);
                self.connected.clone_from(connected);
                (self.clock, self.doubted_clock) = (At(*clock_ms), At(*doubted_clock_ms));
            }
            Event::Saved { .. } => {}
            Event::History { id, answer } => {
                assert!(self.pages.insert(*id, answer.clone()).is_none(), "question {id} was answered twice");
            }
            Event::Console { id, answer } => {
                assert!(self.consoles.insert(*id, answer.clone()).is_none(), "question {id} was answered twice");
            }
            Event::Answered { seq, outcome, revision } => {
                let answer = match outcome {
                    Outcome::Committed => Answer::Committed(*revision),
                    Outcome::Refused(refusal) => Answer::Refused(Box::new(serde_json::from_slice(refusal).unwrap()), *revision),
                    Outcome::Unreadable => Answer::Unreadable,
                    Outcome::KeyTaken => Answer::KeyTaken,
                };
                self.answers.insert(*seq, answer);
            }
        }
    }

    /// Holds all of it against what is promised, and against the journal of a server with this
    /// epoch; an empty one is not known.
    #[track_caller]
    pub(super) fn must_hold(&mut self, journal: &[Durable], epoch: Option<[u8; 16]>) {
        if epoch.is_some() && self.epoch.is_some_and(|before| Some(before) != epoch) {
            self.history.restored();
        }
        self.epoch = epoch.or(self.epoch);
        let violations = self.history.violations(journal);
        assert!(violations.is_empty(), "{}", violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}
