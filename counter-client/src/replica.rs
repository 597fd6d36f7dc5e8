//! The replica: the server's state as this station sees it, with what this terminal has
//! asked for laid over it.
//!
//! Confirmed records come only from the server, whole and in order. A pending command is an
//! overlay decided by the same rules, and never blocks what comes down. Records that this
//! build cannot read are kept and counted, never dropped.

use domain::registers::staff::Person;
use domain::registers::terminals::Terminal;
use domain::{Actor, Command, Record, RecordRef, Stamp, State, Station};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use terminal::plant::{self, Bug};
use terminal::{Bytes, Event, Outcome, ViewDigest};
use values::{At, Id};

/// A command without its final answer, or whose answer has not come down yet.
struct Pending {
    command: Command,
    made_at: At,
    /// Who was signed in here when it was made, as soon as that is known.
    by: Option<Id<Person>>,
    /// Set by the answer: the overlay goes when the replica reaches it.
    revision: Option<u64>,
}

/// What the person at the screen should be told.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A rule said no to something that this terminal asked for.
    Refused {
        /// The seq of the command.
        seq: u64,
        /// Why.
        refusal: Box<domain::Refusal>,
    },
    /// The server could not read a command of this terminal: an older server.
    Unreadable {
        /// The seq of the command.
        seq: u64,
    },
    /// A command was not taken: its number had been used before this terminal's disk went back in
    /// time. Somebody has to enter it again.
    KeyTaken {
        /// The seq of the command.
        seq: u64,
    },
    /// The replica differs from the server and must be loaded again.
    Differs,
}

/// The replica of one terminal.
#[derive(Default)]
pub struct Replica {
    records: BTreeMap<String, Bytes>,
    digest: ViewDigest,
    confirmed: State,
    shown: Arc<State>,
    unreadable: BTreeSet<String>,
    revision: u64,
    pending: BTreeMap<u64, Pending>,
    connected: Vec<String>,
    emergencies_only: bool,
    doubted_clock: Option<At>,
    contradicted: bool,
    /// Whether a whole view has ever arrived.
    loaded: bool,
}

impl Replica {
    /// The state to draw: confirmed, with the pending commands laid over it.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.shown.clone()
    }
    /// The last revision applied.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }
    /// The digest of the confirmed view; equal to the server's at the same revision.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest.to_bytes()
    }
    /// Whether there is anything to draw yet.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }
    /// Records of a newer server that this build cannot read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }
    /// Whether the server's disk is nearly full, as of the last bookmark: what is no emergency
    /// waits here and is sent by itself.
    #[must_use]
    pub fn emergencies_only(&self) -> bool {
        self.emergencies_only
    }
    /// What the server's own clock shows while it is in doubt, as of the last bookmark.
    #[must_use]
    pub fn doubted_clock(&self) -> Option<At> {
        self.doubted_clock
    }
    /// Whether the server is not to be shown: its history contradicts what terminals have seen.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.contradicted
    }
    /// How many commands wait for the server.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pending.values().filter(|p| p.revision.is_none()).count()
    }
    /// The commands that wait for the server, in the order in which they are sent: what, and when
    /// it was made.
    pub fn waits(&self) -> impl Iterator<Item = (&Command, At)> {
        self.pending.values().filter(|p| p.revision.is_none()).map(|p| (&p.command, p.made_at))
    }
    /// Who made a command that has no answer yet, where that is known.
    #[must_use]
    pub fn author(&self, seq: u64) -> Option<&Id<Person>> {
        self.pending.get(&seq)?.by.as_ref()
    }
    /// Whether a terminal is connected to the server, as of the last bookmark.
    #[must_use]
    pub fn is_connected(&self, terminal: &Id<Terminal>) -> bool {
        self.connected.iter().any(|c| c == terminal.as_str())
    }

    /// Lays a command over the replica until its answer has come down.
    pub fn expect(&mut self, seq: u64, command: Command, made_at: At) {
        self.pending.insert(seq, Pending { command, made_at, by: None, revision: None });
    }

    /// Takes over what the link tells. Afterwards `settle` redraws the overlay.
    pub fn take(&mut self, event: Event) -> Option<News> {
        match event {
            Event::Snapshot { revision, records, .. } | Event::Remembered { revision, records, .. } => {
                self.records.clear();
                (self.digest, self.confirmed, self.unreadable) = (ViewDigest::default(), State::default(), BTreeSet::new());
                for (reference, record) in records {
                    self.put(reference, record);
                }
                (self.revision, self.loaded) = (revision, true);
                if plant::is(Bug::OverlayLost) {
                    self.pending.clear();
                }
                self.forget_reached();
            }
            Event::Commit { revision, changes, .. } => {
                if revision != self.revision + 1 {
                    return Some(News::Differs);
                }
                for (reference, record) in changes {
                    match record {
                        Some(record) => self.put(reference, record),
                        None => self.remove(&reference),
                    }
                }
                self.revision = revision;
                self.forget_reached();
            }
            Event::Bookmark { revision, digest, connected, emergencies_only, doubted_clock_ms, .. } => {
                (self.connected, self.emergencies_only) = (connected, emergencies_only);
                self.doubted_clock = Some(At(doubted_clock_ms)).filter(|at| at.0 != 0);
                if revision == self.revision && !digest.is_empty() && digest != self.digest.to_bytes().as_slice() {
                    return Some(News::Differs);
                }
            }
            Event::Answered { seq, outcome, revision } => return self.answered(seq, outcome, revision),
            Event::Offline { .. } | Event::NotAdmitted => self.connected.clear(),
            Event::Contradicted => self.contradicted = true,
            Event::Online { .. } => self.contradicted = false,
            Event::Opened { .. } | Event::Saved { .. } | Event::History { .. } | Event::Console { .. } => {}
        }
        None
    }

    fn answered(&mut self, seq: u64, outcome: Outcome, revision: u64) -> Option<News> {
        match outcome {
            Outcome::Committed => {
                if let Some(pending) = self.pending.get_mut(&seq) {
                    pending.revision = Some(revision);
                }
                self.forget_reached();
                None
            }
            Outcome::Refused(refusal) => {
                self.pending.remove(&seq);
                let refusal = serde_json::from_slice(&refusal);
                Some(refusal.map_or(News::Unreadable { seq }, |refusal| News::Refused { seq, refusal: Box::new(refusal) }))
            }
            Outcome::Unreadable => {
                self.pending.remove(&seq);
                Some(News::Unreadable { seq })
            }
            Outcome::KeyTaken => {
                self.pending.remove(&seq);
                Some(News::KeyTaken { seq })
            }
        }
    }

    /// Lays the pending commands over the confirmed state again. Once per change.
    pub fn settle(&mut self, terminal: &Id<Terminal>, station: Station) {
        let mut shown = self.confirmed.clone();
        for (seq, pending) in &mut self.pending {
            let stamp = stamp(&shown, terminal, station, *seq, pending.made_at, self.revision);
            pending.by = pending.by.take().or_else(|| stamp.actor.person().cloned());
            if let Ok(changes) = domain::decide(&shown, &pending.command, &stamp) {
                shown.apply(&changes);
            }
        }
        self.shown = Arc::new(shown);
    }

    fn put(&mut self, reference: String, record: Bytes) {
        if let Some(old) = self.records.get(&reference) {
            self.digest.remove(&reference, old);
        }
        self.digest.add(&reference, &record);
        match serde_json::from_slice::<Record>(&record) {
            Ok(readable) => {
                self.unreadable.remove(&reference);
                self.confirmed.put(readable);
            }
            Err(_) => {
                self.unreadable.insert(reference.clone());
            }
        }
        self.records.insert(reference, record);
    }

    fn remove(&mut self, reference: &str) {
        if let Some(old) = self.records.remove(reference) {
            self.digest.remove(reference, &old);
        }
        self.unreadable.remove(reference);
        if let Ok(reference) = RecordRef::try_from(reference.to_owned()) {
            self.confirmed.remove(&reference);
        }
    }

    fn forget_reached(&mut self) {
        let reached = self.revision;
        self.pending.retain(|_, p| p.revision.is_none_or(|r| r > reached));
    }
}

/// The stamp that this terminal would give a command now: a claim, for explaining only.
/// A signature is assumed to be right; the server alone knows the PIN.
#[must_use]
pub fn stamp(state: &State, terminal: &Id<Terminal>, station: Station, seq: u64, at: At, revision: u64) -> Stamp {
    let actor = state.signed_in(terminal).map_or(Actor::Station, |p| Actor::Person(p.id.clone()));
    Stamp {
        revision: revision + 1,
        at,
        proof: actor.person().cloned(),
        second: None,
        holder: None,
        expected: None,
        actor,
        station,
        terminal: terminal.clone(),
        seq,
        incarnation: String::new(),
        offline: None,
        clock_shows: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b12_an_answer_that_comes_again_after_a_restore_is_quiet_unless_a_rule_says_no() {
        let mut replica = Replica::default();
        let waits = domain::registers::staff::Command::SignOut {};
        replica.expect(9, waits.into(), At(0));
        let again = |seq, outcome| Event::Answered { seq, outcome, revision: 3 };
        assert_eq!(replica.take(again(4, Outcome::Committed)), None);
        assert_eq!(replica.waiting(), 1, "what waits still waits");
        let refusal: domain::Refusal = domain::Refusal::Right(domain::rights::Refusal::PinNeeded);
        let told = replica.take(again(5, Outcome::Refused(serde_json::to_vec(&refusal).unwrap())));
        assert_eq!(told, Some(News::Refused { seq: 5, refusal: Box::new(refusal) }));
        assert_eq!(replica.waiting(), 1);
    }

    #[test]
    fn b12_a_command_whose_number_is_taken_waits_no_longer_and_is_told() {
        let mut replica = Replica::default();
        replica.expect(9, domain::registers::staff::Command::SignOut {}.into(), At(0));
        let told = replica.take(Event::Answered { seq: 9, outcome: Outcome::KeyTaken, revision: 0 });
        assert_eq!((told, replica.waiting()), (Some(News::KeyTaken { seq: 9 }), 0));
    }
}
