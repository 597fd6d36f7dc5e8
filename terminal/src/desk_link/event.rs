//! What a staff terminal's link tells its program.

use super::ConsoleAnswer;
use prost::bytes::Bytes;
use std::fmt;

/// One thing that happened, in the order in which it did.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// What this terminal's disk remembers of the last run: a whole view as it was once, and as old
    /// as it says. Comes first of all or not at all; the server goes on from it, or replaces it by a
    /// snapshot.
    Remembered {
        /// The state after exactly this revision.
        revision: u64,
        /// The server's clock when it said that this was all, in milliseconds since 1970 UTC.
        clock_ms: i64,
        /// Every record, as in a snapshot.
        records: Vec<(String, Bytes)>,
    },
    /// The server has greeted this terminal.
    Online {
        /// The last durable revision.
        revision: u64,
        /// The server's clock, in milliseconds since 1970 UTC.
        clock_ms: i64,
        /// The station for which this terminal is enrolled.
        station: String,
        /// The terminal's id.
        terminal: String,
        /// What people call it.
        name: String,
    },
    /// There is no connection; the link goes on trying. Told once for each reason.
    Offline {
        /// In a sentence.
        why: String,
    },
    /// The server's history contradicts what terminals have seen: an older or another copy is
    /// served, and it must not be shown. Nothing is published until the operator has looked; the
    /// link goes on asking, and `Offline` follows.
    Contradicted,
    /// The server does not know this terminal, or no longer; the link goes on asking.
    NotAdmitted,
    /// A stream begins.
    Opened {
        /// Whether the changes after the last applied revision follow. If not, a snapshot comes,
        /// and until then the replica is as old as it is.
        resumed: bool,
    },
    /// The whole view; it replaces the replica.
    Snapshot {
        /// The state after exactly this revision.
        revision: u64,
        /// Every record: its reference ("visit/k1-1a2b-7") and its JSON.
        records: Vec<(String, Bytes)>,
        /// Of the view at that revision.
        digest: Bytes,
        /// The hash of that entry; empty: not told.
        head: Bytes,
    },
    /// The next entry; its revision is one more than that of the one before.
    Commit {
        /// Its revision.
        revision: u64,
        /// The server's stamp, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// References, each with the record's JSON, or nothing where the record is removed.
        changes: Vec<(String, Option<Bytes>)>,
        /// The command's name ("matters.claim").
        command: String,
        /// The terminal that submitted it.
        terminal: String,
        /// Its incarnation there.
        incarnation: Bytes,
        /// Its seq there.
        seq: u64,
    },
    /// A sign of life: everything up to the revision has been told.
    Bookmark {
        /// The revision of the last commit.
        revision: u64,
        /// Of the view at that revision; if the replica's differs, call `resync`.
        digest: Bytes,
        /// The server's clock, in milliseconds since 1970 UTC.
        clock_ms: i64,
        /// The ids of the terminals that are connected now.
        connected: Vec<String>,
        /// The oldest revision from which can still be resumed.
        resume_floor: u64,
        /// The server's disk is nearly full: only emergencies are taken, the rest waits here.
        emergencies_only: bool,
        /// What the server's own clock shows while that is in doubt, in milliseconds since 1970
        /// UTC; 0: it is trusted. `clock_ms` then goes on from the last trusted time.
        doubted_clock_ms: i64,
        /// The hash of the last commit's entry; empty: not told.
        head: Bytes,
    },
    /// A command is on this terminal's disk.
    Saved {
        /// Its number.
        seq: u64,
    },
    /// A command has its final answer and is no longer pending. Told once, but once more for each
    /// time that a restored server had lost it and was told it again.
    Answered {
        /// Its number.
        seq: u64,
        /// How it ended.
        outcome: Outcome,
        /// The entry's revision.
        revision: u64,
    },
    /// What came of a question to the archive. Told once for each, and never kept.
    History {
        /// The number that [`super::DeskLink::history`] returned.
        id: u64,
        /// The page, or why there is none.
        answer: HistoryAnswer,
    },
    /// What came of a question about PINs, machines or a person's data. Told once for each, and never kept.
    Console {
        /// The number that [`super::DeskLink::console`] returned.
        id: u64,
        /// What is shown once, or why there is nothing.
        answer: ConsoleAnswer,
    },
}

/// A question to the archive: one page of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HistoryQuestion {
    /// The kind of record ("visit").
    pub kind: String,
    /// Only what is found by this word (a unit, a number, a code); empty: everything.
    pub term: String,
    /// Why the reader needs it; it is recorded with the reader's name.
    pub reason: String,
    /// Only before this revision; 0: from the newest.
    pub before: u64,
    /// At most this many versions.
    pub limit: u32,
}

/// What came of a question to the archive.
#[derive(Clone, PartialEq, Eq)]
pub enum HistoryAnswer {
    /// A page; the reading is recorded.
    Page {
        /// The versions, newest first.
        versions: Vec<HistoryVersion>,
        /// Ask again with this as `before`; 0: there is nothing older.
        next_before: u64,
        /// How many entries of the journal the archive had: fewer than the journal while it is
        /// being rebuilt, and then the page may lack some.
        covered: u64,
    },
    /// A rule said no: the refusal in its one JSON form.
    Refused(Vec<u8>),
    /// There was no connection; nothing was asked.
    Offline,
    /// The question was sent and got no page, for this reason, which goes to the log. Whether
    /// the reading was recorded is not known; nothing is asked again by itself.
    Failed(String),
}

/// One version of one record, as the archive has it.
#[derive(Clone, PartialEq, Eq)]
pub struct HistoryVersion {
    /// The entry that put it.
    pub revision: u64,
    /// Which record ("visit/k1-1a2b-7").
    pub reference: String,
    /// Its JSON, as this station may see it.
    pub record: Bytes,
}

/// How a command ended. Final: the same number never ends otherwise.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Committed,
    /// A rule said no: the refusal in its one JSON form.
    Refused(Vec<u8>),
    /// The server could not read the command.
    Unreadable,
    /// Another command of this terminal had this number, before its disk went back in time: this
    /// one was not done, and somebody has to enter it again.
    KeyTaken,
}

// Records, refusals and changes can hold personal data: only their shape is shown.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Remembered { revision, records, .. } => write!(f, "Remembered({} records at {revision})", records.len()),
            Event::Online { revision, terminal, .. } => write!(f, "Online({terminal} at {revision})"),
            Event::Offline { why } => write!(f, "Offline({why})"),
            Event::Contradicted => write!(f, "Contradicted"),
            Event::NotAdmitted => write!(f, "NotAdmitted"),
            Event::Opened { resumed } => write!(f, "Opened(resumed: {resumed})"),
            Event::Snapshot { revision, records, .. } => {
                write!(f, "Snapshot({} records at {revision})", records.len())
            }
            Event::Commit { revision, changes, command, .. } => {
                write!(f, "Commit({revision}: {command}, {} changes)", changes.len())
            }
            Event::Bookmark { revision, .. } => write!(f, "Bookmark({revision})"),
            Event::Saved { seq } => write!(f, "Saved({seq})"),
            Event::Answered { seq, outcome, revision } => {
                write!(f, "Answered({seq}: {outcome:?} at {revision})")
            }
            Event::History { id, answer } => write!(f, "History({id}: {answer:?})"),
            Event::Console { id, answer } => write!(f, "Console({id}: {answer:?})"),
        }
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::Committed => "Committed",
            Outcome::Refused(_) => "Refused",
            Outcome::Unreadable => "Unreadable",
            Outcome::KeyTaken => "KeyTaken",
        })
    }
}

impl fmt::Debug for HistoryQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HistoryQuestion({}, at most {} before {})", self.kind, self.limit, self.before)
    }
}

impl fmt::Debug for HistoryVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HistoryVersion({} at {})", self.reference, self.revision)
    }
}

impl fmt::Debug for HistoryAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HistoryAnswer::Page { versions, next_before, covered } => {
                write!(f, "{} versions, next before {next_before}, {covered} entries covered", versions.len())
            }
            HistoryAnswer::Refused(_) => f.write_str("Refused"),
            HistoryAnswer::Offline => f.write_str("Offline"),
            HistoryAnswer::Failed(why) => write!(f, "Failed({why})"),
        }
    }
}
