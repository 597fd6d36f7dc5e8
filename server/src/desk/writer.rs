//! The one writer: decides in order, makes durable in batches, answers, publishes.
//!
//! A batch is whatever queued up during the last sync: no timer. Only `decide` may see what
//! is not durable yet; every answer, frame and look-up comes from durable state.

use super::answers::{Answers, Key, Place};
use super::shelf::Cause;
use super::{Answer, Desk, Origin, Request};
use crate::fault::Fault;
use crate::identity::pin::Proven;
use crate::storage::entry::{Entry, Verdict, seal_change, seal_command, stored_digest};
use crate::storage::store::Settled;
use domain::{Actor, Change, Command, Stamp, State, Station};
use journal::{AppendError, BatchId, Head, Journal, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, append_settled};
use serde_json::Value;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use tokio::sync::{mpsc, oneshot};
use values::At;

/// At most so many commands share one sync.
const BATCH: usize = 256;

/// The writer's own state, one entry ahead of what is durable.
pub(super) struct Writer {
    pub desk: Arc<Desk>,
    pub journal: Box<dyn Journal>,
    pub head: Head,
    pub ahead: State,
    pub answers: Answers,
    pub last_at: At,
    pub now: fn() -> At,
    pub store: SyncSender<Settled>,
}

/// A decided command that waits for its batch to be durable.
struct Waiting {
    key: Key,
    entry: Entry,
    changes: Vec<Change>,
    bytes: Vec<u8>,
    reply: oneshot::Sender<Answer>,
}

impl Writer {
    /// Works until the queue is closed, or a fault of the disk stops the server.
    pub fn run(mut self, mut queue: mpsc::Receiver<Request>) -> Result<(), Fault> {
        while let Some(first) = queue.blocking_recv() {
            let mut next = Some(first);
            let (mut batch, mut repeated) = (Vec::new(), Vec::new());
            let mut bytes = 0;
            while let Some(request) = next.take() {
                match self.place(request) {
                    Placed::New(request, key) => {
                        let waiting = self.decide(request, key, batch.len() as u64)?;
                        bytes += waiting.bytes.len();
                        batch.push(waiting);
                    }
                    // The first may be in this very batch: answered only when that is durable.
                    Placed::Repeated(reply, answer) => repeated.push((reply, answer)),
                }
                if batch.len() < BATCH && bytes + MAX_ENTRY_BYTES < MAX_BATCH_BYTES {
                    next = queue.try_recv().ok();
                }
            }
            let durable = self.commit(batch)?;
            for (reply, answer) in repeated {
                let answer = if durable { answer } else { Answer::RetryLater("the disk has no room".into()) };
                drop(reply.send(answer));
            }
        }
        Ok(())
    }

    fn place(&self, request: Request) -> Placed {
        let key = match &request.origin {
            Origin::Terminal { key, .. } => key.clone(),
            Origin::Server { .. } => self.own_key(),
        };
        let answer = match self.answers.place(&key) {
            Place::Next => return Placed::New(Box::new(request), key),
            Place::Answered { revision, verdict } => Answer::Final { revision, verdict, replayed: true },
            Place::Gap { expected } => Answer::Gap { expected },
            Place::AskTheStore => match self.desk.store.answer(&key.stored()) {
                Ok(Some((revision, verdict))) => Answer::Final { revision, verdict, replayed: true },
                Ok(None) => Answer::RetryLater("the store is being rebuilt".into()),
                Err(fault) => Answer::RetryLater(fault.to_string()),
            },
        };
        Placed::Repeated(request.reply, answer)
    }

    /// The server's own commands count on under its own name.
    fn own_key(&self) -> Key {
        let (terminal, incarnation) = (self.desk.own_terminal.clone(), self.desk.epoch_name());
        let seq = self.answers.last(&terminal, &incarnation) + 1;
        Key { terminal, incarnation, seq }
    }

    fn decide(&mut self, request: Box<Request>, key: Key, place: u64) -> Result<Waiting, Fault> {
        let Request { origin, command, proof, offline, reply } = *request;
        let proof = proof.filter(|p| self.still_proves(p));
        let stamp = Stamp {
            revision: self.head.revision.0 + place + 1,
            at: (self.now)().max(self.last_at),
            actor: self.actor(&origin, proof.as_ref()),
            station: origin.station(),
            terminal: key.terminal.clone(),
            seq: key.seq,
            incarnation: key.incarnation.clone(),
            offline,
            proof: proof.as_ref().map(|p| p.person.clone()),
        };
        let Some(command) = command else { return self.keep(key, Entry::unreadable(stamp), Vec::new(), reply) };
        let (verdict, mut changes) = match domain::decide(&self.ahead, &command, &stamp) {
            Ok(changes) => (Verdict::Committed, changes),
            Err(refusal) => (Verdict::Refused(refusal), Vec::new()),
        };
        let mut forms: Vec<Value> = changes.iter().map(|c| seal_change(c, &self.desk.vault)).collect::<Result<_, _>>()?;
        if let Some(proof) = &proof {
            for signature in self.signatures(&command, &stamp, &changes, &forms, proof) {
                let change = Change::Put(signature.into());
                forms.push(seal_change(&change, &self.desk.vault)?);
                changes.push(change);
            }
        }
        let sealed = seal_command(&command, &stamp, &changes, &self.desk.vault)?;
        let entry = Entry { stamp, name: command.name(), command: sealed, verdict, changes: forms };
        self.keep(key, entry, changes, reply)
    }

    fn keep(&mut self, key: Key, entry: Entry, changes: Vec<Change>, reply: oneshot::Sender<Answer>) -> Result<Waiting, Fault> {
        let bytes = serde_json::to_vec(&entry).map_err(|e| Fault::Machine(format!("an entry could not be written as JSON: {e}")))?;
        if bytes.len() > MAX_ENTRY_BYTES {
            return self.keep(key, Entry::unreadable(entry.stamp), Vec::new(), reply);
        }
        self.ahead.apply(&changes);
        self.last_at = entry.stamp.at;
        self.answers.keep(&key, entry.stamp.revision, entry.verdict.clone());
        Ok(Waiting { key, entry, changes, bytes, reply })
    }

    /// Who acted. A PIN that came with the command says more than the session that
    /// happens to be open: a lead may review, and a manager override, at a clerk's desk.
    fn actor(&self, origin: &Origin, proof: Option<&Proven>) -> Actor {
        match origin {
            Origin::Server { station: Station::Clock } => Actor::Clock,
            Origin::Server { .. } => Actor::Operator,
            Origin::Terminal { key, .. } => {
                let proven = proof.map(|p| p.person.clone());
                proven
                    .or_else(|| self.ahead.signed_in(&key.terminal).map(|p| p.id.clone()))
                    .map_or(Actor::Station, Actor::Person)
            }
        }
    }

    /// A PIN that was replaced while its command waited proves nobody any more: what would be
    /// signed with the old key could not be verified against the new one.
    fn still_proves(&self, proof: &Proven) -> bool {
        let current = self.ahead.credential.get(&proof.person.beside());
        current.is_some_and(|c| c.public_key == proof.public_key())
    }

    fn signatures(
        &self,
        command: &Command,
        stamp: &Stamp,
        changes: &[Change],
        forms: &[Value],
        proof: &Proven,
    ) -> Vec<domain::registers::staff::Signature> {
        let Some(hand) = super::signing::hand_of(command) else { return Vec::new() };
        let signed = changes.iter().zip(forms).filter(|(change, _)| super::signing::is_signed(change));
        signed
            .filter_map(|(change, form)| super::signing::sign(&self.ahead, &change.about(), stored_digest(form)?, hand, stamp, proof))
            .collect()
    }

    /// Makes a batch durable, then answers, then publishes. `false`: nothing was written
    /// and everything is as before.
    fn commit(&mut self, batch: Vec<Waiting>) -> Result<bool, Fault> {
        let Some(first) = batch.first() else { return Ok(true) };
        let id = BatchId((u128::from(first.entry.stamp.revision) << 64) | u128::from(first.key.seq));
        let entries: Vec<Vec<u8>> = batch.iter().map(|w| w.bytes.clone()).collect();
        let written = self.desk.vault.sync().map_err(|f| AppendError::Unavailable(f.to_string()));
        let written = written.and_then(|()| append_settled(self.journal.as_mut(), self.head.revision, id, &entries));
        match written {
            Ok(head) => self.head = head,
            Err(AppendError::NotApplied(why)) => {
                tracing::error!(%why, "nothing was written: the commands are answered \"try again later\"");
                self.step_back();
                for waiting in batch {
                    drop(waiting.reply.send(Answer::RetryLater(why.clone())));
                }
                return Ok(false);
            }
            Err(fatal) => return Err(Fault::Journal(format!("the server stops, because {fatal}"))),
        }
        self.publish(batch)?;
        Ok(true)
    }

    fn publish(&mut self, batch: Vec<Waiting>) -> Result<(), Fault> {
        self.desk.take(
            &batch.iter().map(|w| (&w.entry.stamp, w.entry.name.as_str(), w.changes.as_slice())).collect::<Vec<_>>(),
            self.head,
        )?;
        for waiting in batch {
            let Entry { stamp, verdict, .. } = &waiting.entry;
            self.desk
                .answers
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .keep(&waiting.key, stamp.revision, verdict.clone());
            let settled = Settled {
                revision: stamp.revision,
                key: waiting.key.stored(),
                verdict: verdict.clone(),
                records: waiting.entry.stored_records()?,
            };
            // A caller that hung up asks again; a store that fell behind is rebuilt at start.
            drop(waiting.reply.send(Answer::Final { revision: stamp.revision, verdict: verdict.clone(), replayed: false }));
            drop(self.store.send(settled));
        }
        self.desk.head.send_replace(self.head.revision.0);
        Ok(())
    }

    fn step_back(&mut self) {
        self.ahead = self.desk.state().clone();
        self.answers = self.desk.answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    }
}

enum Placed {
    New(Box<Request>, Key),
    Repeated(oneshot::Sender<Answer>, Answer),
}

impl Entry {
    fn unreadable(stamp: Stamp) -> Self {
        Self {
            stamp,
            name: "unreadable".into(),
            command: Value::Null,
            verdict: Verdict::Unreadable,
            changes: Vec::new(),
        }
    }
}

impl Cause {
    pub(super) fn of(stamp: &Stamp, name: &str) -> Self {
        let incarnation = data_encoding::HEXLOWER_PERMISSIVE.decode(stamp.incarnation.as_bytes()).unwrap_or_default();
        Self {
            command: name.to_owned(),
            terminal: stamp.terminal.as_str().to_owned(),
            incarnation,
            seq: stamp.seq,
            at_ms: stamp.at.0,
        }
    }
}
