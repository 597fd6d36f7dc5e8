//! What must be true, held against everything that happens.

use crate::harness::entries_after;
use domain::registers::handover::{Cut, Post};
use domain::{State, Station};
use journal::Head;
use journal::file::verify;
use journal::simulated::SimulatedDisk;
use proto::v1::follow_response::Message;
use proto::v1::{FollowRequest, FollowResponse};
use server::storage::entry::Entry;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A command's identity: terminal, incarnation, seq.
pub(super) type Key = (String, [u8; 16], u64);

/// Everything that was promised to somebody, and the first promise that was found broken.
#[derive(Default)]
pub(super) struct Truth {
    /// Saved on a terminal's disk.
    saved: BTreeMap<Key, ()>,
    /// Made in an emergency on a dead line.
    offline_runs: BTreeSet<Key>,
    /// Answered for good: the revision, where it was told, and how.
    answered: BTreeMap<Key, (Option<u64>, String)>,
    /// Up to here answers were held against the journal already.
    compared: u64,
    broken: Option<String>,
    /// How many things were looked at.
    pub(super) steps: u64,
    /// How many times somebody was answered for the first time.
    pub(super) acknowledged: u64,
}

impl Truth {
    /// A promise does not hold. The first one counts.
    pub(super) fn is_broken(&mut self, what: String) {
        self.broken.get_or_insert(what);
    }

    /// The first promise that was found broken.
    pub(super) fn verdict(&self) -> Result<(), String> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    /// Part of a `Follow` stream leaves the server.
    pub(super) fn streams(&mut self, stream: &mut Follow, response: &FollowResponse, durable: u64) {
        let Some(message) = &response.message else { return };
        let shown = match message {
            Message::Commit(commit) => commit.revision,
            Message::End(end) => end.revision,
            Message::Bookmark(bookmark) => bookmark.revision,
            Message::Opened(_) | Message::Chunk(_) | Message::Reset(_) => 0,
        };
        self.leaves(shown, durable);
        if let Err(what) = stream.takes(message) {
            self.is_broken(what);
        }
    }

    /// Something leaves the server that tells of `shown`.
    pub(super) fn leaves(&mut self, shown: u64, durable: u64) {
        self.steps += 1;
        if shown > durable {
            self.is_broken(format!("revision {shown} was shown while {durable} was durable"));
        }
    }

    /// A terminal said "saved here".
    pub(super) fn saves(&mut self, key: Key) {
        self.steps += 1;
        if self.saved.insert(key.clone(), ()).is_some() {
            self.is_broken(format!("{} gave number {} twice", key.0, key.2));
        }
    }

    /// What was made for a run on a dead line is done, whatever the state has become (B-28).
    pub(super) fn must_be_done(&mut self, key: Key) {
        self.offline_runs.insert(key);
    }

    /// A terminal was answered.
    pub(super) fn answers(&mut self, key: Key, revision: Option<u64>, outcome: String) {
        self.steps += 1;
        if !self.saved.contains_key(&key) {
            self.is_broken(format!("{} was answered to number {}, which it never saved", key.0, key.2));
        }
        if self.offline_runs.contains(&key) && outcome != "done" {
            self.is_broken(format!("number {} of {} was made offline for a run, and refused: {outcome}", key.2, key.0));
        }
        match self.answered.get(&key) {
            Some(first) if *first != (revision, outcome.clone()) => {
                let what = format!("{} was answered {first:?} to number {} and later ({revision:?}, {outcome:?})", key.0, key.2);
                self.is_broken(what);
            }
            Some(_) => {}
            None => {
                self.acknowledged += 1;
                self.answered.insert(key, (revision, outcome));
            }
        }
    }

    /// A terminal starts again, with this pending: everything that was saved and not answered.
    pub(super) fn starts_with(&mut self, terminal: &str, incarnation: [u8; 16], pending: &[u64]) {
        self.steps += 1;
        let of_it = (terminal.to_owned(), incarnation, 0)..=(terminal.to_owned(), incarnation, u64::MAX);
        let waits = self.saved.range(of_it).map(|(key, ())| key).filter(|key| !self.answered.contains_key(*key));
        let lost = waits.map(|key| key.2).find(|seq| !pending.contains(seq));
        if let Some(seq) = lost {
            self.is_broken(format!("{terminal} has lost number {seq}, which was saved and not answered"));
        }
    }

    /// The server comes back: what was answered is in its journal, each once.
    pub(super) fn comes_back(&mut self, disk: &SimulatedDisk, head: u64) -> Result<(), String> {
        let from = self.compared;
        let mut kept = BTreeMap::new();
        for stored in entries_after(Arc::new(disk.clone()), from).map_err(|e| e.to_string())? {
            let stamp = Entry::read(&stored.payload).map_err(|e| e.to_string())?.stamp;
            let mut incarnation = [0; 16];
            let read = data_encoding::HEXLOWER.decode(stamp.incarnation.as_bytes()).unwrap_or_default();
            incarnation.iter_mut().zip(read).for_each(|(to, from)| *to = from);
            let key = (stamp.terminal.as_str().to_owned(), incarnation, stamp.seq);
            if kept.insert(key.clone(), stored.revision.0).is_some() {
                self.is_broken(format!("number {} of {} stands in the journal twice", key.2, key.0));
            }
        }
        self.steps += kept.len() as u64;
        for (key, (told, _)) in &self.answered {
            let (found, is_due) = (kept.get(key), from == 0 || told.is_some_and(|told| told > from));
            if is_due && (found.is_none() || told.is_some_and(|told| found != Some(&told))) {
                let what = format!("number {} of {} was answered as revision {told:?} and is {found:?} in the journal", key.2, key.0);
                self.broken.get_or_insert(what);
            }
        }
        // What is answered later may stand before the head: at the end all of it is looked at.
        self.compared = head;
        Ok(())
    }

    /// When all is quiet: everything that was saved was answered, and the journal is whole.
    pub(super) fn ends(&mut self, disk: &SimulatedDisk, chain: Head, state: &State) -> Result<[u8; 32], String> {
        self.compared = 0;
        self.comes_back(disk, chain.revision.0)?;
        let open = self.saved.keys().find(|key| !self.answered.contains_key(*key)).cloned();
        if let Some(key) = open {
            self.is_broken(format!("number {} of {} was saved and never answered", key.2, key.0));
        }
        let report = verify(disk, &mut ()).map_err(|e| e.to_string())?;
        if let Some(damage) = report.damage {
            self.is_broken(format!("the journal does not verify: {damage:?}"));
        }
        if let Err(what) = each_line_is_in_one_sheet(state) {
            self.is_broken(what);
        }
        let mut fingerprint = Sha256::new();
        fingerprint.update(chain.hash.0);
        for ((terminal, incarnation, seq), (revision, outcome)) in &self.answered {
            fingerprint.update(format!("{terminal} {incarnation:?} {seq} {revision:?} {outcome}\n"));
        }
        Ok(fingerprint.finalize().into())
    }
}

/// A `Follow` stream as it leaves the server.
pub(super) struct Follow {
    /// From where the terminal wanted to go on.
    from: u64,
    /// The last revision of this stream; none before it is known.
    at: Option<u64>,
}

impl Follow {
    pub(super) fn from(request: &FollowRequest) -> Self {
        Self { from: request.from.as_ref().map_or(0, |cursor| cursor.revision), at: None }
    }

    fn takes(&mut self, message: &Message) -> Result<(), String> {
        match message {
            Message::Opened(opened) => self.at = opened.resumed.then_some(self.from),
            Message::End(end) => self.at = Some(end.revision),
            Message::Commit(commit) if self.at.map(|at| at + 1) == Some(commit.revision) => self.at = Some(commit.revision),
            Message::Commit(commit) => return Err(format!("a stream that stood at {:?} went on with {}", self.at, commit.revision)),
            Message::Bookmark(bookmark) if self.at != Some(bookmark.revision) => {
                return Err(format!("a bookmark of {} came at {:?}", bookmark.revision, self.at));
            }
            Message::Bookmark(_) | Message::Chunk(_) | Message::Reset(_) => {}
        }
        Ok(())
    }
}

/// B-20: up to its last cut every line of a post is in exactly one complete sheet.
fn each_line_is_in_one_sheet(state: &State) -> Result<(), String> {
    for post in Post::ALL {
        let Some(duty) = state.duty_of(post) else { continue };
        let mut complete: Vec<_> = state.sheet.iter().filter(|s| s.post == post && s.is_complete()).collect();
        complete.sort_by_key(|s| s.number);
        let cuts: Vec<&Cut> = complete.iter().filter_map(|s| s.cut.as_ref()).collect();
        if cuts.len() != complete.len() || cuts.windows(2).any(|w| w[0].to != w[1].after) || cuts.last().is_some_and(|c| c.to != duty.cut) {
            return Err(format!("the sheets of {post:?} do not follow each other"));
        }
        for (cut, next) in cuts.iter().zip(1..) {
            let lines = state.log_line.iter().filter(|l| l.posts.contains(&post) && cut.after < l.revision && l.revision <= cut.to);
            let (there, written) = (lines.count(), cut.lines.values().sum::<u32>() as usize);
            // The oldest lines may have gone to the archive.
            if there > written || (there < written && next == cuts.len()) {
                return Err(format!("a sheet of {post:?} counts {written} lines of {there}"));
            }
        }
    }
    Ok(())
}

/// The view of a station.
pub(super) fn view(station: Station) -> usize {
    server::desk::shelf::view_of(station).unwrap_or_default()
}
