//! What a staff terminal was last told of the one live state, on its own disk: with it a program
//! that starts without its server has something to show, and the server only adds what is new.
//!
//! Nothing waits for it and nothing depends on it. It is written at bookmarks, after the program
//! has been told. After a kill at any moment it is some earlier whole view; one that is damaged,
//! of another terminal or of a newer program is given up, and the server's snapshot takes its place.
//! A view of another epoch or another tag is void because the server does not go on from it.

mod log;

use super::Event;
use journal::AppendError;
use journal::chance::Chance;
use journal::disk::Disk;
use log::{Unusable, View, ViewLog};
use prost::bytes::Bytes;
use proto::v1::Cursor;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The view cache's directory inside the terminal's.
pub(crate) const VIEW: &str = "view";

/// The names of commands that erase begin so.
const ERASING: &str = "erasures.";

/// What changed is written at the first bookmark after so long: a bookmark follows every commit.
const PACE_MS: i64 = 5_000;
/// While nothing changes, only the time is written, and so seldom. After a disk that failed, the
/// next try is made so much later.
const REST_MS: i64 = 60_000;

pub(super) struct ViewCache {
    disk: Arc<dyn Disk>,
    /// Where its key lies.
    keys: Arc<dyn Disk>,
    chance: Arc<dyn Chance>,
    /// None where the disk has nothing on which could be gone on.
    log: Option<ViewLog>,
    /// As the program was told it.
    view: Option<View>,
    /// What changed since the last write; an empty record is removed.
    changes: BTreeMap<String, Bytes>,
    /// As of when, and at which revision, the log has the view; none where it does not have this one.
    written: Option<(i64, u64)>,
    /// When the disk failed, by the server's clock, and has taken nothing since.
    failed_at: Option<i64>,
}

impl ViewCache {
    /// Opens what is on its disk; the key lies on the terminal's own. It never stops a start: what
    /// cannot be used is given up.
    pub(super) fn open(disk: Arc<dyn Disk>, keys: Arc<dyn Disk>, chance: Arc<dyn Chance>) -> ViewCache {
        let (log, view) = match ViewLog::open(Arc::clone(&disk), &*keys, Arc::clone(&chance)) {
            Ok((log, view)) => (Some(log), view),
            Err(why) => {
                tracing::warn!(%why, "what this terminal was last told cannot be used and is given up: the server tells it again");
                (None, None)
            }
        };
        let written = view.as_ref().map(|view| (view.clock_ms, view.at.revision));
        let changes = BTreeMap::new();
        ViewCache { disk, keys, chance, log, view, changes, written, failed_at: None }
    }

    /// Where to go on.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        self.view.as_ref().map(|view| view.at.clone())
    }

    /// What the program shows until it hears from the server.
    pub(super) fn remembered(&self) -> Option<Event> {
        self.view.as_ref().map(|view| Event::Remembered {
            revision: view.at.revision,
            clock_ms: view.clock_ms,
            records: view.records.iter().map(|(reference, record)| (reference.clone(), record.clone())).collect(),
        })
    }

    /// Follows what the program is told; `at` is where the stream stands with it.
    pub(super) fn note(&mut self, event: &Event, at: Option<&Cursor>) {
        match event {
            Event::Snapshot { records, .. } => {
                self.changes.clear();
                self.written = None;
                self.view = Some(View { records: records.iter().cloned().collect(), ..View::default() });
            }
            Event::Commit { changes, command, .. } => {
                let Some(view) = &mut self.view else { return };
                // What the log had of it must go from the disk: the whole view begins anew.
                if command.starts_with(ERASING) {
                    self.written = None;
                }
                for (reference, record) in changes {
                    let record = record.clone().unwrap_or_default();
                    view.put(reference, &record);
                    self.changes.insert(reference.clone(), record);
                }
            }
            Event::Bookmark { clock_ms, digest, .. } => {
                let (Some(view), Some(at)) = (&mut self.view, at) else { return };
                (view.at, view.clock_ms, view.digest) = (at.clone(), *clock_ms, digest.clone());
                self.write();
            }
            Event::Online { .. } | Event::Offline { .. } | Event::NotAdmitted | Event::Opened { .. } => {}
            Event::Contradicted
            | Event::Remembered { .. }
            | Event::Saved { .. }
            | Event::Answered { .. }
            | Event::History { .. }
            | Event::Console { .. } => {}
        }
    }

    /// This terminal is not admitted any more: what it was told, and the key to it, go.
    pub(super) fn destroy(&mut self) {
        (self.log, self.view, self.written) = (None, None, None);
        self.changes.clear();
        match log::destroy(&*self.disk, &*self.keys) {
            Ok(()) => tracing::warn!("what this terminal was told was removed from its disk"),
            Err(error) => tracing::error!(%error, "what this terminal was told could not be removed from its disk"),
        }
    }

    /// Puts on the disk what it does not have. A disk that is full or fails costs only this.
    fn write(&mut self) {
        let Some(view) = self.view.as_ref().filter(|view| self.is_due(view)) else { return };
        let now = view.clock_ms;
        let written = match &mut self.log {
            Some(log) if self.written.is_some() => log.add(view, &self.changes),
            Some(log) => log.begin(view),
            None => {
                let anew = ViewLog::anew(&self.disk, &*self.keys, Arc::clone(&self.chance));
                anew.and_then(|anew| self.log.insert(anew).begin(view))
            }
        };
        match written {
            Ok(()) => {
                self.changes.clear();
                self.written = Some((now, view.at.revision));
                self.failed_at = None;
            }
            Err(why) => self.failed(&why, now),
        }
    }

    fn is_due(&self, view: &View) -> bool {
        let rests = |since: i64, rest: i64| (since..since.saturating_add(rest)).contains(&view.clock_ms);
        let is_kept = |(as_of, revision)| rests(as_of, if revision == view.at.revision { REST_MS } else { PACE_MS });
        !self.written.is_some_and(is_kept) && !self.failed_at.is_some_and(|failed| rests(failed, REST_MS))
    }

    fn failed(&mut self, why: &Unusable, now: i64) {
        // After "not applied" the log is as it was; of anything else it is not known what it holds.
        if !matches!(why, Unusable::Append(AppendError::NotApplied(_))) {
            (self.log, self.written) = (None, None);
        }
        if self.failed_at.replace(now).is_none() {
            tracing::warn!(%why, "what this terminal was told could not be kept: a start without the server would show less");
        }
    }
}

#[cfg(test)]
mod tests;
