//! The one writer: decides in order, makes durable in batches, answers, publishes.
//!
//! A batch is whatever queued up during the last sync: no timer. Only `decide` may see what
//! is not durable yet; every answer, frame and look-up comes from durable state. Between two
//! batches, when nothing is undecided, a segment of the journal ends where it is due.

use super::answers::{Answers, Key, Place};
use super::gaps::is_passed_over;
use super::recognition::Recognition;
use super::segments::Segment;
use super::shelf::Cause;
use super::{Answer, Ask, Desk, Origin, Proofs, Reply, Request};
use crate::care::Care;
use crate::clock::Clock;
use crate::copies::mirror::Mirror;
use crate::fault::Fault;
use crate::identity::pin::Proven;
use crate::plant::{self, Bug};
use crate::storage::body::Body;
use crate::storage::entry::{Entry, Given, Verdict, seal_change, seal_command, stored_digest};
use crate::storage::space::{Room, Space};
use crate::storage::store::Settled;
use crate::storage::working_set::WorkingSet;
use domain::registers::terminals::{self, Terminal};
use domain::registers::visits;
use domain::{Actor, Change, Command, Kind, Record, RecordRef, Refusal, Stamp, State, Station, signing};
use journal::file::FileJournal;
use journal::{AppendError, BatchId, Head, MAX_BATCH_BYTES, MAX_ENTRY_BYTES, append_settled};
use serde_json::Value;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use tokio::sync::{mpsc, oneshot};
use values::{At, Id};

/// At most so many commands share one sync.
const BATCH: usize = 256;
/// A command starts at most so many families of personal data.
const FAMILIES: usize = 4;

/// Waited for between deciding and writing: what a simulation makes of a slow disk, while which
/// others go on asking.
pub type Pace = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// The writer's own state, one entry ahead of what is durable.
pub(super) struct Writer {
    pub desk: Arc<Desk>,
    pub journal: FileJournal,
    pub head: Head,
    pub ahead: State,
    pub answers: Answers,
    /// The durable records as they are stored.
    pub stored: WorkingSet,
    pub last_at: At,
    pub segment: Segment,
    /// So many entries make a segment.
    pub segment_entries: u64,
    /// The mirror, where nothing is answered before it is there too.
    pub in_step: Option<Mirror>,
    pub care: Care,
    pub space: Arc<Space>,
    /// The durable head, for the store's keeper.
    pub durable: Arc<AtomicU64>,
    pub clock: Clock,
    pub recognition: Recognition,
    pub pace: Option<Pace>,
    pub store: SyncSender<Settled>,
}

/// A decided command that waits for its batch to be durable.
struct Waiting {
    key: Key,
    entry: Entry,
    changes: Vec<Change>,
    bytes: Vec<u8>,
    /// Nothing once it was answered.
    reply: Option<oneshot::Sender<Reply>>,
}

impl Waiting {
    /// What must never happen.
    fn answer_early(&mut self) {
        let Entry { stamp, verdict, .. } = &self.entry;
        let answer = Answer::Final { revision: stamp.revision, verdict: verdict.clone(), replayed: false };
        drop(self.reply.take().map(|reply| reply.send(Reply::Answer(answer))));
    }
}

/// What became of one request before anything is written.
enum Placed {
    /// Decided: an entry of this batch.
    Decided(Box<Waiting>),
    /// Not to be decided: answered when the batch is durable, because the first of its kind
    /// may be in this very batch.
    Settled(oneshot::Sender<Reply>, Reply),
    /// What must never happen.
    Done,
}

impl Writer {
    /// Works until the queue is closed, or a fault of the disk stops the server.
    pub async fn run(mut self, mut queue: mpsc::Receiver<Request>) -> Result<(), Fault> {
        while let Some(first) = queue.recv().await {
            self.end_segment()?;
            let room = self.room()?;
            let mut next = Some(first);
            let (mut batch, mut settled) = (Vec::new(), Vec::new());
            let mut bytes = 0;
            while let Some(request) = next.take() {
                match self.place(request, room, batch.len() as u64)? {
                    Placed::Decided(waiting) => {
                        bytes += waiting.bytes.len();
                        batch.push(*waiting);
                    }
                    Placed::Settled(reply, said) => settled.push((reply, said)),
                    Placed::Done => {}
                }
                if batch.len() < BATCH && bytes + MAX_ENTRY_BYTES < MAX_BATCH_BYTES {
                    next = queue.try_recv().ok();
                }
            }
            let durable = self.commit(batch).await?;
            for (reply, said) in settled {
                drop(reply.send(if durable { said } else { later("the disk has no room") }));
            }
        }
        Ok(())
    }

    /// How much room there is, and whether the keys of a batch have theirs: a key that cannot
    /// be kept must be known before anything is sealed under it.
    fn room(&mut self) -> Result<Room, Fault> {
        let mut room = self.space.room();
        while !self.desk.vault.make_room(BATCH * FAMILIES)? {
            room = Room::EmergenciesOnly;
            if !self.space.give_up_ballast() {
                break;
            }
        }
        Ok(room)
    }

    fn place(&mut self, request: Request, room: Room, place: u64) -> Result<Placed, Fault> {
        let Request { ask, reply } = request;
        let key = match &ask.origin {
            Origin::Terminal { key, .. } => key.clone(),
            Origin::OnBehalf { terminal, .. } => self.own_key(terminal.clone()),
            Origin::Server { .. } => self.own_key(self.desk.own_terminal.clone()),
        };
        let body = ask.origin.body();
        let answer = match self.answers.place(&key, body) {
            Place::Next => return self.decide(ask, key, room, place, reply),
            Place::Answered(_) if plant::is(Bug::ResendDecidedAgain) => return self.decide(ask, key, room, place, reply),
            Place::Gap { expected } if has_lost_what_is_before(&ask.origin, &key, expected) => {
                return self.decide(ask, key, room, place, reply);
            }
            Place::Answered(given) if plant::is(Bug::DuplicateAnsweredEarly) => {
                drop(reply.send(Reply::Answer(Answer::again(given))));
                return Ok(Placed::Done);
            }
            Place::Answered(given) => Answer::again(given),
            Place::Taken => Answer::key_taken(&key.terminal, key.seq),
            Place::Gap { expected } => Answer::Gap { expected },
            Place::AskTheStore => return Ok(Placed::Settled(reply, Reply::Recall(key, body))),
        };
        Ok(Placed::Settled(reply, Reply::Answer(answer)))
    }

    /// The server's own numbering, which no terminal's disk has.
    fn own_key(&self, terminal: Id<Terminal>) -> Key {
        let incarnation = self.desk.epoch_name();
        let seq = self.answers.last(&terminal, &incarnation) + 1;
        Key { terminal, incarnation, seq }
    }

    fn decide(&mut self, mut ask: Ask, key: Key, room: Room, place: u64, reply: oneshot::Sender<Reply>) -> Result<Placed, Fault> {
        for proof in [&mut ask.proofs.first, &mut ask.proofs.second] {
            *proof = proof.take().filter(|proof| self.still_proves(proof));
        }
        let mut stamp = self.stamp(&ask, &key, place);
        let Some(command) = &ask.command else {
            return Ok(Placed::Decided(Box::new(self.keep(key, Entry::unreadable(stamp, ask.origin.body()), Vec::new(), reply)?)));
        };
        if !ask.gives_way && !has_room(room, command) {
            return Ok(Placed::Settled(reply, later(NO_ROOM)));
        }
        // Whether anybody has the code or not: how long the answer takes tells nothing either (B-02).
        let comes = matches!(command, Command::Visits(visits::Command::ComeByCode { .. }));
        if comes && ask.archived.is_none() && !ask.gives_way {
            return Ok(Placed::Settled(reply, Reply::Search(Box::new(ask), Kind::Visit)));
        }
        let fetched = self.fetch(ask.archived.as_deref().unwrap_or_default());
        let recognised = self.recognition.of(&self.ahead, command, ask.proofs.shown.as_deref(), stamp.at);
        (stamp.holder, stamp.expected) = (recognised.holder, recognised.expected);
        let decided = if ask.gives_way { Err(Refusal::GaveWay) } else { domain::decide(&self.ahead, command, &stamp) };
        if let (Err(Refusal::NotFound { kind }), None) = (&decided, &ask.archived) {
            let kind = *kind;
            return Ok(Placed::Settled(reply, Reply::Search(Box::new(ask), kind)));
        }
        let (verdict, mut changes) = match decided {
            Ok(changes) => (Verdict::Committed, changes),
            Err(refusal) => (Verdict::Refused(refusal), Vec::new()),
        };
        self.forget_erased(&mut changes);
        let sealed = self.seal(command, &stamp, &mut changes, &ask.proofs);
        // The state is what the changes say: what was only looked at goes back to the archive.
        fetched.iter().for_each(|reference| self.ahead.remove(reference));
        let (form, forms) = match sealed {
            Err(full @ Fault::NoRoom(_)) => return Ok(Placed::Settled(reply, later(&full.to_string()))),
            sealed => sealed?,
        };
        let entry = Entry {
            stamp,
            name: command.name(),
            command: form,
            verdict,
            body: ask.origin.body(),
            changes: forms,
        };
        Ok(Placed::Decided(Box::new(self.keep(key, entry, changes, reply)?)))
    }

    /// What comes about a family that was erased, late or again after a restore, is not kept.
    fn forget_erased(&self, changes: &mut [Change]) {
        for change in changes {
            if let Change::Put(record) = change
                && self.desk.vault.is_erased(&record.family())
            {
                *record = record.emptied();
            }
        }
    }

    /// Destroys the keys of what the batch erased: their entries are durable, and a start would
    /// finish what a crash interrupts here.
    fn destroy_keys(&self, batch: &[Waiting]) -> Result<(), Fault> {
        for change in batch.iter().flat_map(|w| &w.changes) {
            if let Change::Put(Record::Erasure(erasure)) = change {
                self.desk.vault.erase(&erasure.families)?;
            }
        }
        Ok(())
    }

    /// Command and changes as they are stored, the signatures among them.
    fn seal(&self, command: &Command, stamp: &Stamp, changes: &mut Vec<Change>, proofs: &Proofs) -> Result<(Value, Vec<Value>), Fault> {
        let mut forms: Vec<Value> = changes.iter().map(|c| seal_change(c, &self.desk.vault)).collect::<Result<_, _>>()?;
        for signature in self.signatures(command, stamp, changes, &forms, proofs) {
            let change = Change::Put(signature.into());
            forms.push(seal_change(&change, &self.desk.vault)?);
            changes.push(change);
        }
        Ok((seal_command(command, stamp, changes, &self.desk.vault)?, forms))
    }

    /// Lays archived records beside the working set for one decision.
    fn fetch(&mut self, archived: &[domain::Record]) -> Vec<RecordRef> {
        // An earlier command of this batch may have brought one back.
        let missing = archived.iter().filter(|record| !self.ahead.has(&record.reference()));
        let missing: Vec<domain::Record> = missing.cloned().collect();
        let references = missing.iter().map(domain::Record::reference).collect();
        missing.into_iter().for_each(|record| self.ahead.put(record));
        references
    }

    fn stamp(&self, ask: &Ask, key: &Key, place: u64) -> Stamp {
        let reading = self.clock.read();
        let mut stamp = Stamp {
            revision: self.head.revision.0 + place + 1,
            at: reading.now.max(self.last_at),
            actor: Actor::Station,
            station: ask.origin.station(),
            terminal: key.terminal.clone(),
            seq: key.seq,
            incarnation: key.incarnation.clone(),
            offline: ask.offline.clone().filter(|_| !plant::is(Bug::OfflineForgotten)),
            proof: ask.proofs.first.as_ref().map(|p| p.person.clone()),
            second: ask.proofs.second.as_ref().map(|p| p.person.clone()),
            holder: None,
            expected: None,
            clock_shows: reading.doubt.map(|_| reading.shown),
        };
        stamp.actor = self.actor(&ask.origin, ask.proofs.first.as_ref(), stamp.made_at());
        stamp
    }

    fn keep(&mut self, key: Key, entry: Entry, changes: Vec<Change>, reply: oneshot::Sender<Reply>) -> Result<Waiting, Fault> {
        let bytes = serde_json::to_vec(&entry).map_err(|e| Fault::Machine(format!("an entry could not be written as JSON: {e}")))?;
        if bytes.len() > MAX_ENTRY_BYTES {
            return self.keep(key, Entry::unreadable(entry.stamp, entry.body), Vec::new(), reply);
        }
        self.ahead.apply(&changes);
        self.last_at = entry.stamp.at;
        self.answers.keep(&key, Given::by(&entry));
        Ok(Waiting { key, entry, changes, bytes, reply: Some(reply) })
    }

    /// Who acted. A PIN that came with the command says more than the session that
    /// happens to be open: a lead may review, and a manager override, at a clerk's desk.
    fn actor(&self, origin: &Origin, proof: Option<&Proven>, made_at: At) -> Actor {
        match origin {
            Origin::Server { station: Station::Clock } => Actor::Clock,
            Origin::Server { .. } => Actor::Operator,
            Origin::Terminal { key: Key { terminal, .. }, .. } | Origin::OnBehalf { terminal, .. } => {
                let proven = proof.map(|p| p.person.clone());
                proven
                    .or_else(|| self.ahead.signed_in_at(terminal, made_at).map(|p| p.id.clone()))
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
        proofs: &Proofs,
    ) -> Vec<domain::registers::staff::Signature> {
        let signed_by = |(hand, person)| {
            let proof = proofs.of(person)?;
            let (change, form) = changes.iter().zip(forms).find(|(change, _)| signing::carries(change, hand))?;
            super::signing::sign(&self.ahead, &change.about(), stored_digest(form)?, hand, stamp, proof)
        };
        signing::hands(command).into_iter().filter_map(signed_by).collect()
    }

    /// Makes a batch durable, then answers, then publishes. `false`: nothing was written
    /// and everything is as before.
    async fn commit(&mut self, mut batch: Vec<Waiting>) -> Result<bool, Fault> {
        let Some(first) = batch.first() else { return Ok(true) };
        let id = BatchId((u128::from(first.entry.stamp.revision) << 64) | u128::from(first.key.seq));
        let entries: Vec<Vec<u8>> = batch.iter().map(|w| w.bytes.clone()).collect();
        self.desk.vault.sync()?;
        if plant::is(Bug::AnswerBeforeDurable) {
            batch.iter_mut().for_each(Waiting::answer_early);
        }
        if plant::is(Bug::PublishBeforeDurable) {
            self.show(&batch)?;
            self.desk.moves.raise();
        }
        if let Some(pace) = &self.pace {
            pace().await;
        }
        match self.append(id, &entries) {
            Ok(head) => self.head = head,
            Err(AppendError::NotApplied(why)) if !plant::is(Bug::FullDiskStops) => {
                tracing::error!(%why, "nothing was written: the commands are answered \"try again later\"");
                self.step_back();
                batch.into_iter().for_each(|waiting| drop(waiting.reply.map(|reply| reply.send(later(&why)))));
                return Ok(false);
            }
            Err(fatal) => return Err(Fault::Journal(format!("the server stops, because {fatal}"))),
        }
        self.destroy_keys(&batch)?;
        self.mirror();
        self.publish(batch)?;
        Ok(true)
    }

    /// A mirror that fails is left behind, loudly: the property's work goes on.
    fn mirror(&mut self) {
        if plant::is(Bug::MirrorBehind) && !self.head.revision.0.is_multiple_of(50) {
            return;
        }
        let Some(mirror) = &mut self.in_step else { return };
        let followed = mirror.follow(self.head.revision);
        if let Err(fault) = &followed {
            tracing::error!(%fault, "the server goes on without its mirror");
        }
        self.care.mirrored(followed.as_ref().map(|()| self.head.revision.0));
        if followed.is_err() {
            self.in_step = None;
        }
    }

    /// Appends; where only room is wanting, the ballast is given up for it.
    fn append(&mut self, id: BatchId, entries: &[Vec<u8>]) -> Result<Head, AppendError> {
        loop {
            match append_settled(&mut self.journal, self.head.revision, id, entries) {
                Err(AppendError::NotApplied(_)) if self.space.give_up_ballast() => {}
                settled => return settled,
            }
        }
    }

    fn publish(&mut self, batch: Vec<Waiting>) -> Result<(), Fault> {
        for waiting in &batch {
            self.stored.take(waiting.entry.stored_records()?);
            self.desk.families.take(waiting.entry.stamp.at, &waiting.changes, &self.desk.vault);
        }
        self.segment.note(batch.len() as u64, self.last_at);
        batch.iter().flat_map(|w| &w.changes).filter_map(confirmed_time).for_each(|time| self.clock.confirm(time));
        if !plant::is(Bug::PublishBeforeDurable) {
            self.show(&batch)?;
        }
        self.durable.store(self.head.revision.0, Ordering::Release);
        for waiting in batch {
            let Entry { stamp, verdict, .. } = &waiting.entry;
            self.desk
                .answers
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .keep(&waiting.key, Given::by(&waiting.entry));
            let settled = Settled::of(stamp.revision, waiting.key.stored(), &waiting.entry)?;
            let answer = Answer::Final { revision: stamp.revision, verdict: verdict.clone(), replayed: false };
            // A caller that hung up asks again.
            drop(waiting.reply.map(|reply| reply.send(Reply::Answer(answer))));
            // What does not fit is read from the journal later.
            drop(self.store.try_send(settled));
        }
        self.desk.moves.raise();
        Ok(())
    }

    /// Shows a batch to whoever follows.
    fn show(&self, batch: &[Waiting]) -> Result<(), Fault> {
        let shown = if plant::is(Bug::BatchPublishedByHalves) { &batch[..1] } else { batch };
        let entries: Vec<_> = shown.iter().map(|w| (&w.entry.stamp, w.entry.name.as_str(), w.changes.as_slice())).collect();
        self.desk.take(&entries, (self.head, self.stored.digest()))
    }

    fn step_back(&mut self) {
        if plant::is(Bug::StepBackForgotten) {
            return;
        }
        self.ahead = self.desk.state().clone();
        self.answers = self.desk.answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    }
}

/// Whether earlier commands are missing because the terminal itself has them no longer: it would
/// wait for them for ever. They are named where their place is passed over.
fn has_lost_what_is_before(origin: &Origin, key: &Key, expected: u64) -> bool {
    let (Key { terminal, seq, .. }, Origin::Terminal { oldest, .. }) = (key, origin) else { return false };
    let lost = is_passed_over(key, *oldest, expected.saturating_sub(1));
    if lost {
        let last = seq - 1;
        tracing::warn!(%terminal, expected, last, "this terminal's commands from {expected} to {last} are lost: it has them no longer");
    }
    lost
}

/// The time from which the server goes on, where a person has just confirmed it.
fn confirmed_time(change: &Change) -> Option<At> {
    match change {
        Change::Put(Record::ClockDoubt(doubt)) => doubt.confirmed.as_ref().map(|c| c.new),
        Change::Put(_) | Change::Remove(_) => None,
    }
}

/// Why ordinary work waits.
pub(super) const NO_ROOM: &str = "the server's disk is nearly full: only emergencies are taken until there is room";

/// Whether a command is taken now. What is missing must be on record before an emergency passes over
/// it, so that goes on as well.
pub(super) fn has_room(room: Room, command: &Command) -> bool {
    let is_gap = matches!(command, Command::Terminals(terminals::Command::FindGap { .. }));
    let goes_on = (is_gap || command.is_emergency()) && !plant::is(Bug::EmergenciesWait);
    room == Room::Ample || goes_on
}

fn later(why: &str) -> Reply {
    Reply::Answer(Answer::RetryLater(why.to_owned()))
}

impl Entry {
    fn unreadable(stamp: Stamp, body: Option<Body>) -> Self {
        Self {
            stamp,
            name: "unreadable".into(),
            command: Value::Null,
            verdict: Verdict::Unreadable,
            body,
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
