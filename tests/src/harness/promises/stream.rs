//! One terminal's streams, read event by event.

use super::durable::{Journal, bare};
use super::{History, Promise, Violation};
use domain::RecordRef;
use domain::view::{Sight, sight};
use serde_json::Value;
use server::storage::vault::holds;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use terminal::{Bytes, Event, Outcome, ViewDigest};

/// What one event changes.
type Changes = [(String, Option<Bytes>)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// No stream is open.
    Closed,
    /// A snapshot was announced.
    Loading,
    /// It goes on from what was told on an earlier one; nothing was told yet.
    Resumed,
    Live,
}

/// What was told so far, and which promises it has broken.
pub(super) struct Stream<'a> {
    history: &'a History,
    journal: Journal<'a>,
    stage: Stage,
    /// The last revision that was told; none before the first snapshot.
    last: Option<u64>,
    /// Whether `records` are a whole view at `last`.
    whole: bool,
    /// Whether they are what the terminal's disk remembered, and the server has said nothing to it.
    from_disk: bool,
    records: BTreeMap<String, Bytes>,
    digest: ViewDigest,
    commits: BTreeSet<u64>,
    commands: BTreeMap<(String, Bytes, u64), u64>,
    answers: BTreeSet<u64>,
    pub(super) found: Vec<Violation>,
}

impl<'a> Stream<'a> {
    pub(super) fn of(history: &'a History, journal: Journal<'a>) -> Self {
        Self {
            history,
            journal,
            stage: Stage::Closed,
            last: None,
            whole: false,
            from_disk: false,
            records: BTreeMap::new(),
            digest: ViewDigest::default(),
            commits: BTreeSet::new(),
            commands: BTreeMap::new(),
            answers: BTreeSet::new(),
            found: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, event: &Event) {
        match event {
            Event::Online { .. } | Event::Offline { .. } | Event::NotAdmitted | Event::Contradicted => self.stage = Stage::Closed,
            Event::Remembered { revision, records, .. } => self.remembered(*revision, records),
            Event::Opened { resumed } => self.opened(*resumed),
            Event::Snapshot { revision, records, digest, .. } => self.snapshot(*revision, records, digest),
            Event::Commit { revision, changes, terminal, incarnation, seq, .. } => {
                self.place(*revision);
                self.command(*revision, (terminal.clone(), incarnation.clone(), *seq));
                self.filtered(*revision, changes);
                self.is_as_durable(*revision, changes);
                self.apply(changes);
            }
            Event::Bookmark { revision, digest, .. } => self.bookmark(*revision, digest),
            Event::Answered { seq, outcome, revision } => self.answered(*seq, outcome, *revision),
            Event::Saved { .. } | Event::History { .. } | Event::Console { .. } => {}
        }
    }

    fn broken(&mut self, promise: Promise, what: String) {
        let what = format!("{} {what}", self.history.terminal);
        self.found.push(Violation { promise, what });
    }

    fn opened(&mut self, resumed: bool) {
        if resumed && !self.whole {
            self.broken(Promise::Resumable, "was to go on from a view that was never whole".into());
        }
        match (std::mem::take(&mut self.from_disk), resumed) {
            // The server vouches for it.
            (true, true) => self.is_durable_state(self.last.unwrap_or_default()),
            // It was of another history, or too old: the server takes it back as a whole.
            (true, false) => self.last = None,
            (false, _) => {}
        }
        // A snapshot that was announced replaces what was there, also if it never comes.
        self.whole &= resumed;
        self.stage = if resumed { Stage::Resumed } else { Stage::Loading };
    }

    /// Each run of a program begins with it, or does without.
    fn remembered(&mut self, revision: u64, records: &[(String, Bytes)]) {
        if self.last.is_some() || self.stage != Stage::Closed {
            self.broken(Promise::Ordered, format!("was told what its disk remembers of {revision} after other things"));
        }
        let changes: Vec<_> = records.iter().map(|(about, record)| (about.clone(), Some(record.clone()))).collect();
        self.filtered(revision, &changes);
        self.apply(&changes);
        (self.last, self.whole, self.from_disk) = (Some(revision), true, true);
    }

    fn snapshot(&mut self, revision: u64, records: &[(String, Bytes)], digest: &Bytes) {
        if self.stage != Stage::Loading {
            self.broken(Promise::Resumable, format!("was told a snapshot at {revision} that no opening announced"));
        }
        if let Some(last) = self.last.filter(|last| *last > revision) {
            self.broken(Promise::Ordered, format!("was told a snapshot at {revision} after revision {last}"));
        }
        let changes: Vec<_> = records.iter().map(|(about, record)| (about.clone(), Some(record.clone()))).collect();
        self.filtered(revision, &changes);
        (self.records, self.digest) = (BTreeMap::new(), ViewDigest::default());
        self.apply(&changes);
        if self.records.len() != records.len() {
            self.broken(Promise::Unique, format!("was told a record twice in the snapshot at {revision}"));
        }
        (self.stage, self.last, self.whole) = (Stage::Live, Some(revision), true);
        self.has_digest(revision, digest, Promise::Atomic);
        self.is_durable_state(revision);
    }

    /// Whether a commit comes where it belongs.
    fn place(&mut self, revision: u64) {
        if self.stage == Stage::Closed || self.stage == Stage::Loading || !self.whole {
            self.broken(Promise::Resumable, format!("was told revision {revision} on a stream that was not opened for it"));
        }
        let last = self.last.unwrap_or_default();
        if self.commits.contains(&revision) {
            self.broken(Promise::Unique, format!("was told revision {revision} twice"));
        } else if revision <= last {
            self.broken(Promise::Ordered, format!("was told revision {revision} after {last}"));
        } else if revision > last + 1 {
            let promise = if self.stage == Stage::Resumed { Promise::Resumable } else { Promise::Reliable };
            self.broken(promise, format!("was told revision {revision} right after {last}"));
        }
        self.commits.insert(revision);
        (self.stage, self.last) = (Stage::Live, Some(revision.max(last)));
    }

    fn command(&mut self, revision: u64, key: (String, Bytes, u64)) {
        let durable = self.journal.entry(revision);
        let incarnation = data_encoding::HEXLOWER.encode(&key.1);
        if let Some(entry) = durable.filter(|entry| entry.key != (key.0.clone(), incarnation, key.2)) {
            let (terminal, _, seq) = &entry.key;
            let what = format!("was told another command at revision {revision} than {seq} of {terminal}, which the journal has");
            self.broken(Promise::Atomic, what);
        }
        let (terminal, seq) = (key.0.clone(), key.2);
        if let Some(first) = self.commands.insert(key, revision).filter(|first| *first != revision) {
            self.broken(Promise::Unique, format!("was told command {seq} of {terminal} at {first} and at {revision}"));
        }
    }

    fn filtered(&mut self, revision: u64, changes: &Changes) {
        for (about, record) in changes {
            let kind = RecordRef::try_from(about.clone()).ok().map(|reference| reference.kind);
            let clear = || record.as_ref().is_some_and(|bytes| holds("personal", &form(bytes)));
            let shown = match kind.map(|kind| sight(self.history.station, kind)) {
                Some(Sight::Whole) => true,
                Some(Sight::Veiled) => !clear(),
                Some(Sight::Nothing) | None => false,
            };
            if !shown {
                let station = self.history.station;
                self.broken(Promise::Filtered, format!("was told {about} at {revision}, which the view of {station:?} does not show"));
            }
        }
    }

    fn is_as_durable(&mut self, revision: u64, changes: &Changes) {
        if self.journal.is_unknown() || self.journal.begins_after(revision) {
            return;
        }
        let Some(entry) = self.journal.entry(revision) else {
            self.broken(Promise::Atomic, format!("was told revision {revision}, which the journal does not have"));
            return;
        };
        let told: Vec<_> = changes.iter().map(|(about, record)| (about.clone(), record.as_ref().map(|r| bare(form(r))))).collect();
        let durable = entry.seen_at(self.history.station);
        if !told
            .iter()
            .map(|(about, record)| (about, record.as_ref()))
            .eq(durable.iter().map(|(about, record)| (about, *record)))
        {
            let names = |of: Vec<&String>| format!("{of:?}");
            let (told, kept) = (names(told.iter().map(|t| &t.0).collect()), names(durable.iter().map(|d| &d.0).collect()));
            self.broken(
                Promise::Atomic,
                format!("was told {told} at revision {revision}, where the journal has {kept}, or other contents"),
            );
        }
    }

    fn is_durable_state(&mut self, revision: u64) {
        let Some(state) = self.journal.state_at(revision, self.history.station) else { return };
        if self.journal.entry(revision).is_none() && revision > 0 {
            self.broken(Promise::Atomic, format!("was told a snapshot at {revision}, which the journal does not have"));
        }
        let differs = |about: &&String| state.get(*about).copied() != self.records.get(*about).map(|r| bare(form(r))).as_ref();
        let names: BTreeSet<&String> = state.keys().chain(self.records.keys()).collect();
        let other: Vec<String> = names.into_iter().filter(differs).cloned().collect();
        if !other.is_empty() {
            self.broken(Promise::Atomic, format!("was told a snapshot at {revision} that is not the state after it: {other:?}"));
        }
    }

    fn apply(&mut self, changes: &Changes) {
        for (about, record) in changes {
            let before = match record {
                Some(record) => self.records.insert(about.clone(), record.clone()),
                None => self.records.remove(about),
            };
            if let Some(before) = before {
                self.digest.remove(about, &before);
            }
            if let Some(record) = record {
                self.digest.add(about, record);
            }
        }
    }

    fn bookmark(&mut self, revision: u64, digest: &Bytes) {
        let last = self.last.unwrap_or_default();
        if self.stage == Stage::Closed || self.stage == Stage::Loading || !self.whole {
            self.broken(Promise::Bookmarked, format!("was told a bookmark at {revision} without a whole view"));
        } else if revision != last {
            self.broken(Promise::Bookmarked, format!("was told a bookmark at {revision} where its stream is at {last}"));
        } else {
            self.has_digest(revision, digest, Promise::Bookmarked);
        }
    }

    fn has_digest(&mut self, revision: u64, digest: &Bytes, promise: Promise) {
        if !digest.is_empty() && *digest != self.digest.to_bytes().as_slice() {
            self.broken(promise, format!("was told another digest at {revision} than everything told adds up to"));
        }
    }

    fn answered(&mut self, seq: u64, outcome: &Outcome, revision: u64) {
        if !self.answers.insert(seq) {
            self.broken(Promise::Answered, format!("was told the answer to {seq} twice"));
        }
        if self.journal.is_unknown() {
            return;
        }
        let key = (self.history.terminal.clone(), self.history.incarnation.clone(), seq);
        match *self.journal.places(&key) {
            [] => self.broken(Promise::Answered, format!("was answered {seq} at {revision}, and the journal does not have it")),
            // The journal has the command that had the number first.
            [_] if *outcome == Outcome::KeyTaken => {}
            [place] if revision > 0 && place != revision => {
                self.broken(Promise::Answered, format!("was answered {seq} at {revision}, and it stands at {place}"));
            }
            [place] if self.journal.entry(place).is_some_and(|e| discriminant(&e.outcome) != discriminant(outcome)) => {
                self.broken(Promise::Answered, format!("was told {outcome:?} of {seq}, and the journal has it otherwise"));
            }
            [_] => {}
            [first, second, ..] => {
                self.broken(Promise::Answered, format!("was done twice what it asked as {seq}: at {first} and {second}"))
            }
        }
    }
}

/// A record's bytes as JSON; what is none is like nothing in the journal.
fn form(record: &Bytes) -> Value {
    serde_json::from_slice(record).unwrap_or_default()
}
