//! Reads a `Follow` stream: hands on whole snapshots and gap-free commits, or says what is wrong.

use super::Event;
use crate::plant::{self, Bug};
use prost::bytes::Bytes;
use proto::v1::follow_response::Message;
use proto::v1::{Bookmark, Change, Commit, Cursor, FollowResponse, Opened, SnapshotEnd};

/// The server broke its promise, or asked for it: the cursor is void, follow again.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Broken {
    #[error("the server asked for it: {0}")]
    Reset(String),
    #[error("{0} came before the stream was opened, or out of its place")]
    OutOfPlace(&'static str),
    #[error("the snapshot has {found} records instead of {promised}")]
    Incomplete { found: u64, promised: u64 },
    #[error("revision {found} came after {last}")]
    Gap { last: u64, found: u64 },
}

/// Where one terminal is in its view's history.
#[derive(Default)]
pub(super) struct Follower {
    /// Of the last revision that was handed on; none before the first whole snapshot.
    cursor: Option<Cursor>,
    stage: Stage,
}

#[derive(Default)]
enum Stage {
    /// Nothing of this stream has come.
    #[default]
    Closed,
    /// A snapshot is coming in; nobody sees it yet.
    Loading { at: Cursor, records: Vec<(String, Bytes)> },
    /// Commits follow the cursor.
    Live,
}

impl Follower {
    /// Goes on from what the terminal's disk remembers.
    pub(super) fn after(cursor: Option<Cursor>) -> Follower {
        Follower { cursor, stage: Stage::Closed }
    }

    /// Where to go on.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let late = u64::from(plant::is(Bug::GapIgnored));
        self.cursor.clone().map(|cursor| Cursor { revision: cursor.revision + late, ..cursor })
    }

    /// A new stream begins; half a snapshot of the last one is dropped.
    pub(super) fn begin(&mut self) {
        self.stage = Stage::Closed;
    }

    /// The next stream starts with a snapshot.
    pub(super) fn forget(&mut self) {
        *self = Follower::default();
    }

    /// What the program has to know of this message, if anything.
    pub(super) fn take(&mut self, response: FollowResponse) -> Result<Option<Event>, Broken> {
        match response.message {
            Some(Message::Opened(opened)) => self.opened(opened).map(Some),
            Some(Message::Chunk(chunk)) => self.chunk(chunk.changes).map(|()| None),
            Some(Message::End(end)) => self.end(end).map(Some),
            Some(Message::Commit(commit)) => self.commit(commit).map(Some),
            Some(Message::Bookmark(bookmark)) => self.bookmark(bookmark),
            Some(Message::Reset(reset)) => Err(Broken::Reset(reset.reason)),
            // A newer server's message, which says nothing about the state.
            None => Ok(None),
        }
    }

    fn opened(&mut self, opened: Opened) -> Result<Event, Broken> {
        let at = opened.at.unwrap_or_default();
        match (&self.stage, &mut self.cursor) {
            (Stage::Closed, Some(cursor)) if opened.resumed => {
                *cursor = Cursor { revision: cursor.revision, ..at };
                self.stage = Stage::Live;
            }
            (Stage::Closed, _) if !opened.resumed => {
                self.cursor = None;
                self.stage = Stage::Loading { at, records: Vec::new() };
            }
            (Stage::Closed | Stage::Loading { .. } | Stage::Live, _) => {
                return Err(Broken::OutOfPlace("an opening"));
            }
        }
        Ok(Event::Opened { resumed: opened.resumed })
    }

    fn chunk(&mut self, changes: Vec<Change>) -> Result<(), Broken> {
        let Stage::Loading { records, .. } = &mut self.stage else {
            return Err(Broken::OutOfPlace("part of a snapshot"));
        };
        records.extend(changes.into_iter().map(|change| (change.reference, change.record)));
        Ok(())
    }

    fn end(&mut self, end: SnapshotEnd) -> Result<Event, Broken> {
        let Stage::Loading { at, records } = std::mem::take(&mut self.stage) else {
            return Err(Broken::OutOfPlace("a snapshot's end"));
        };
        let found = records.len() as u64;
        if found != end.records {
            return Err(Broken::Incomplete { found, promised: end.records });
        }
        self.cursor = Some(Cursor { revision: end.revision, ..at });
        self.stage = Stage::Live;
        Ok(Event::Snapshot { revision: end.revision, records, digest: end.digest, head: end.head })
    }

    fn commit(&mut self, commit: Commit) -> Result<Event, Broken> {
        let (Stage::Live, Some(cursor)) = (&self.stage, &mut self.cursor) else {
            return Err(Broken::OutOfPlace("a commit"));
        };
        if commit.revision != cursor.revision + 1 && !plant::is(Bug::GapIgnored) {
            return Err(Broken::Gap { last: cursor.revision, found: commit.revision });
        }
        cursor.revision = commit.revision;
        let kept = |record: Bytes| (!record.is_empty()).then_some(record);
        let changes = commit.changes.into_iter();
        Ok(Event::Commit {
            revision: commit.revision,
            at_ms: commit.at_ms,
            changes: changes.map(|change| (change.reference, kept(change.record))).collect(),
            command: commit.command,
            terminal: commit.terminal,
            incarnation: commit.incarnation,
            seq: commit.seq,
        })
    }

    fn bookmark(&mut self, bookmark: Bookmark) -> Result<Option<Event>, Broken> {
        match (&self.stage, &self.cursor) {
            // A sign of life between chunks: there is no state yet to which it could belong.
            (Stage::Loading { .. }, _) => return Ok(None),
            (Stage::Live, Some(cursor)) if cursor.revision == bookmark.revision => {}
            (Stage::Live, Some(cursor)) => {
                return Err(Broken::Gap { last: cursor.revision, found: bookmark.revision });
            }
            (Stage::Closed | Stage::Live, _) => return Err(Broken::OutOfPlace("a bookmark")),
        }
        Ok(Some(Event::Bookmark {
            revision: bookmark.revision,
            digest: bookmark.digest,
            clock_ms: bookmark.clock_ms,
            connected: bookmark.connected,
            resume_floor: bookmark.resume_floor,
            emergencies_only: bookmark.emergencies_only,
            doubted_clock_ms: bookmark.doubted_clock_ms,
            head: bookmark.head,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proto::v1::{Reset, SnapshotChunk};

    fn opened(resumed: bool) -> Message {
        let at = Cursor { epoch: Bytes::from_static(b"e"), revision: 0, view_tag: Bytes::from_static(b"v") };
        Message::Opened(Opened { resumed, why_not: String::new(), at: Some(at) })
    }

    fn chunk(count: usize) -> Message {
        let change = Change { reference: "visit/k1-0-1".into(), record: Bytes::from_static(b"{}") };
        Message::Chunk(SnapshotChunk { changes: vec![change; count] })
    }

    fn end(revision: u64, records: u64) -> Message {
        Message::End(SnapshotEnd { revision, records, ..SnapshotEnd::default() })
    }

    fn commit(revision: u64) -> Message {
        Message::Commit(Commit { revision, ..Commit::default() })
    }

    fn bookmark(revision: u64) -> Message {
        Message::Bookmark(Bookmark { revision, ..Bookmark::default() })
    }

    fn read(follower: &mut Follower, stream: Vec<Message>) -> (String, Option<Broken>) {
        let mut told = Vec::new();
        for message in stream {
            match follower.take(FollowResponse { message: Some(message) }) {
                Ok(event) => told.extend(event.map(|event| format!("{event:?}"))),
                Err(broken) => return (told.join(" "), Some(broken)),
            }
        }
        (told.join(" "), None)
    }

    #[test]
    fn b10_a_view_is_told_whole_and_without_a_gap_or_not_at_all() {
        let fresh = "Opened(resumed: false)";
        let gap = |last, found| Some(Broken::Gap { last, found });
        let table = [
            (
                vec![opened(false), chunk(2), bookmark(1), chunk(1), end(7, 3), commit(8), bookmark(8)],
                format!("{fresh} Snapshot(3 records at 7) Commit(8: , 0 changes) Bookmark(8)"),
                None,
            ),
            (
                vec![opened(false), end(0, 0), commit(1)],
                format!("{fresh} Snapshot(0 records at 0) Commit(1: , 0 changes)"),
                None,
            ),
            (vec![opened(false), chunk(2), end(7, 3)], fresh.into(), Some(Broken::Incomplete { found: 2, promised: 3 })),
            (vec![opened(false), chunk(2), commit(8)], fresh.into(), Some(Broken::OutOfPlace("a commit"))),
            (vec![opened(false), end(7, 0), commit(9)], format!("{fresh} Snapshot(0 records at 7)"), gap(7, 9)),
            (vec![opened(false), end(7, 0), commit(7)], format!("{fresh} Snapshot(0 records at 7)"), gap(7, 7)),
            (vec![opened(false), end(7, 0), bookmark(8)], format!("{fresh} Snapshot(0 records at 7)"), gap(7, 8)),
            (
                vec![opened(false), end(7, 0), opened(false)],
                format!("{fresh} Snapshot(0 records at 7)"),
                Some(Broken::OutOfPlace("an opening")),
            ),
            (vec![opened(true)], String::new(), Some(Broken::OutOfPlace("an opening"))),
            (vec![commit(1)], String::new(), Some(Broken::OutOfPlace("a commit"))),
            (vec![chunk(1)], String::new(), Some(Broken::OutOfPlace("part of a snapshot"))),
            (vec![end(1, 0)], String::new(), Some(Broken::OutOfPlace("a snapshot's end"))),
            (vec![bookmark(0)], String::new(), Some(Broken::OutOfPlace("a bookmark"))),
            (
                vec![Message::Reset(Reset { reason: "too slow".into() })],
                String::new(),
                Some(Broken::Reset("too slow".into())),
            ),
        ];
        for (number, (stream, told, broken)) in table.into_iter().enumerate() {
            let mut follower = Follower::default();
            follower.begin();
            assert_eq!(read(&mut follower, stream), (told, broken), "row {number}");
        }
    }

    #[test]
    fn b10_a_cursor_outlives_a_stream_but_half_a_snapshot_does_not() {
        let mut follower = Follower::default();
        follower.begin();
        read(&mut follower, vec![opened(false), chunk(1)]);
        assert_eq!(follower.cursor(), None);

        follower.begin();
        read(&mut follower, vec![opened(false), chunk(1), end(7, 1), commit(8)]);
        let cursor = follower.cursor().unwrap();
        assert_eq!((cursor.revision, &cursor.epoch[..], &cursor.view_tag[..]), (8, &b"e"[..], &b"v"[..]));

        follower.begin();
        let (told, broken) = read(&mut follower, vec![opened(true), commit(9)]);
        assert_eq!((told.as_str(), broken), ("Opened(resumed: true) Commit(9: , 0 changes)", None));

        follower.begin();
        read(&mut follower, vec![opened(false), chunk(1)]);
        assert_eq!(follower.cursor(), None, "a snapshot that is coming voids what it replaces");
        follower.forget();
        assert_eq!(follower.cursor(), None);
    }
}
