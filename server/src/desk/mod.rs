//! The desk: the property's one live state, durable, and the queue to its one writer.

pub mod answers;
pub mod archive;
pub mod erasing;
mod gaps;
mod open;
pub mod recognition;
mod segments;
pub mod shelf;
mod signing;
mod source;
pub mod turned_away;
pub mod witnesses;
mod writer;

use crate::care::Care;
use crate::fault::Fault;
use crate::signal::{Signal, Waiter};
use crate::storage::body::{Body, BodyKey};
use crate::storage::entry::{Given, Verdict};
use crate::storage::families::Families;
use crate::storage::space::Space;
use crate::storage::vault::Vault;
use answers::{Answers, Key};
use archive::Archive;
use domain::registers::terminals::{self, Terminal};
use domain::{Change, Command, Kind, Offline, Record, Stamp, State, Station};
use journal::Head;
use journal::disk::Disk;
use shelf::{Cause, Shelf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{mpsc, oneshot};
use turned_away::TurnedAway;
use values::Id;
use witnesses::Witnesses;

pub use open::{Ground, Opened, Replayed, Writing, open, replay, replay_on, settled};
pub use signing::Proofs;
pub use writer::Pace;

/// Where a command comes from.
#[derive(Clone)]
pub enum Origin {
    /// An admitted terminal.
    Terminal {
        /// Which command of which terminal.
        key: Key,
        /// The station for which it is enrolled.
        station: Station,
        /// Nothing of this incarnation exists before this seq any more; 0: not said.
        oldest: u64,
        /// Of the command as it came: under the same key there is no other.
        body: Body,
    },
    /// The server, for what somebody asks of it at a terminal without submitting a command:
    /// it counts under the terminal's name and the server's own numbering.
    OnBehalf {
        /// Where.
        terminal: Id<Terminal>,
        /// The station for which it is enrolled.
        station: Station,
    },
    /// The server itself: its clock, or its operator.
    Server {
        /// `Clock` or `Operator`.
        station: Station,
    },
}

impl Origin {
    fn station(&self) -> Station {
        match self {
            Origin::Terminal { station, .. } | Origin::OnBehalf { station, .. } | Origin::Server { station } => *station,
        }
    }

    fn body(&self) -> Option<Body> {
        match self {
            Origin::Terminal { body, .. } => Some(*body),
            Origin::OnBehalf { .. } | Origin::Server { .. } => None,
        }
    }
}

/// What somebody asks of the writer.
pub struct Ask {
    /// From where.
    pub origin: Origin,
    /// What; `None`: it could not be read.
    pub command: Option<Command>,
    /// Whose PINs were right, with their keys.
    pub proofs: Proofs,
    /// Made while the terminal was cut off.
    pub offline: Option<Offline>,
    /// What the archive has of the records that the command names; `None`: nobody has looked.
    pub archived: Option<Vec<Record>>,
    /// Refused whatever it says, for the emergency behind it.
    pub gives_way: bool,
}

/// An ask on its way to the writer.
struct Request {
    ask: Ask,
    reply: oneshot::Sender<Reply>,
}

/// What comes back from the writer.
enum Reply {
    /// That is it.
    Answer(Answer),
    /// A record of this kind is not in the working set: look in the archive and ask again.
    Search(Box<Ask>, Kind),
    /// That was answered so long ago that only the store knows how, and to what.
    Recall(Key, Option<Body>),
}

/// What the writer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Final, durable.
    Final {
        /// The entry's revision.
        revision: u64,
        /// Yes, or which rule said no.
        verdict: Verdict,
        /// A repetition.
        replayed: bool,
    },
    /// Not in order; nothing was done.
    Gap {
        /// The seq that comes next.
        expected: u64,
    },
    /// Another command has this key, and had its answer: this one was not done and will not be.
    KeyTaken,
    /// Not now; nothing was done.
    RetryLater(String),
}

impl Answer {
    fn again(Given { revision, verdict, .. }: Given) -> Self {
        Self::Final { revision, verdict, replayed: true }
    }

    fn key_taken(terminal: &Id<Terminal>, seq: u64) -> Self {
        tracing::error!(%terminal, seq, "another command came under a number that had its answer: it is not done, and the terminal says so");
        Self::KeyTaken
    }
}

/// The shared, durable side of the desk.
pub struct Desk {
    /// Personal data under its keys.
    pub vault: Arc<Vault>,
    /// Tells commands apart that come under one key.
    pub bodies: BodyKey,
    /// What has left the working set, and settled answers.
    pub archive: Arc<dyn Archive>,
    /// Where the journal lies, for reading what is durable.
    pub journal: Arc<dyn Disk>,
    /// The room on the disk.
    pub space: Arc<Space>,
    /// Which history this is.
    pub identity: journal::Identity,
    /// The id under which the server itself acts.
    pub own_terminal: Id<Terminal>,
    /// Who contradicts this history.
    pub witnesses: Witnesses,
    /// Whom the server let in nowhere, until it is noted.
    pub turned_away: TurnedAway,
    /// Moves when a machine is admitted, renamed or turned out.
    pub registry: Signal,
    care: Care,
    moves: Signal,
    state: RwLock<State>,
    shelf: RwLock<Shelf>,
    /// The last durable entry, and the digest over the stored records at that point.
    chain: Mutex<(Head, [u8; 32])>,
    answers: Mutex<Answers>,
    queue: Mutex<Option<mpsc::Sender<Request>>>,
    /// Whose data there is, and since when nothing has happened to it.
    families: Families,
}

impl Desk {
    /// The durable state, for look-ups. Hold it shortly.
    pub fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
    /// What followers are sent. Hold it shortly.
    pub fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }
    /// Tells when the last durable revision moves.
    #[must_use]
    pub fn moves(&self) -> Waiter {
        self.moves.waiter()
    }
    /// The last durable revision and its hash.
    #[must_use]
    pub fn chain(&self) -> Head {
        self.chain.lock().unwrap_or_else(PoisonError::into_inner).0
    }
    /// The last durable revision's hash with the digest over the stored records.
    #[must_use]
    pub fn reached(&self) -> (Head, [u8; 32]) {
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// The seq that a terminal's incarnation has to send next.
    #[must_use]
    pub fn expected(&self, terminal: &Id<Terminal>, incarnation: &str) -> u64 {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).last(terminal, incarnation).saturating_add(1)
    }
    /// Up to this seq the commands of a terminal's incarnation lie in a verified backup or in
    /// the mirror too; 0: unknown.
    #[must_use]
    pub fn kept(&self, terminal: &Id<Terminal>, incarnation: &str) -> u64 {
        let revision = self.care.kept_elsewhere();
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).upto(terminal, incarnation, revision)
    }
    /// Up to this seq the commands of a terminal's incarnation lie in a second place and may tell of
    /// what was erased since; 0: nothing was.
    #[must_use]
    pub fn erased(&self, terminal: &Id<Terminal>, incarnation: &str) -> u64 {
        let revision = self.families.last_erasure().min(self.care.kept_elsewhere());
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).upto(terminal, incarnation, revision)
    }
    fn epoch_name(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.identity.epoch)
    }

    /// Why a terminal's next command is not worth a look at its PIN: it would be told to come again,
    /// with the same PIN, and nobody must be locked out by that. One that was answered is not asked.
    #[must_use]
    pub fn waits_for_room(&self, key: &Key, command: &Command) -> Option<Answer> {
        let is_next = self.expected(&key.terminal, &key.incarnation) == key.seq;
        let waits = is_next && !writer::has_room(self.space.room(), command);
        waits.then(|| Answer::RetryLater(writer::NO_ROOM.into()))
    }

    /// Gives a command to the writer and waits for its answer. Where it names a record that has
    /// left the working set, that is fetched from the archive first.
    pub async fn submit(self: &Arc<Self>, origin: Origin, command: Option<Command>, proofs: Proofs, offline: Option<Offline>) -> Answer {
        // But the operator may turn out a terminal that makes its claims up.
        let turns_out = matches!(command, Some(Command::Terminals(terminals::Command::Revoke { .. })));
        if self.witnesses.standing().is_some() && !turns_out {
            return Answer::RetryLater(witnesses::SENTENCE.into());
        }
        let mut ask = Ask { origin, command, proofs, offline, archived: None, gives_way: false };
        loop {
            match self.say(ask).await {
                Reply::Answer(answer) => return answer,
                Reply::Recall(key, body) => return self.recall(key, body).await,
                Reply::Search(unfinished, kind) => {
                    ask = *unfinished;
                    let command = ask.command.clone();
                    match self.from_store(move |desk| archive::named_in(desk, command.as_ref(), kind)).await {
                        Ok(found) => ask.archived = Some(found),
                        Err(fault) => return Answer::RetryLater(fault.to_string()),
                    }
                }
            }
        }
    }

    /// Refuses for ever what can only be taken later: an emergency waits behind it in its terminal's
    /// outbox. `later`: what it was answered.
    pub async fn give_way(self: &Arc<Self>, origin: Origin, command: Command, offline: Option<Offline>, later: Answer) -> Answer {
        if self.witnesses.standing().is_some() || command.is_emergency() {
            return later;
        }
        let ask = Ask {
            origin,
            command: Some(command),
            proofs: Proofs::default(),
            offline,
            archived: None,
            gives_way: true,
        };
        match self.say(ask).await {
            Reply::Answer(answer) => answer,
            Reply::Search(..) => later,
            Reply::Recall(key, body) => self.recall(key, body).await,
        }
    }

    /// An answer that left the memory. Until the store is whole, not knowing it says nothing.
    async fn recall(self: &Arc<Self>, key: Key, body: Option<Body>) -> Answer {
        let Key { terminal, seq, .. } = key.clone();
        match self.from_store(move |desk| desk.archive.answer(&key.stored())).await {
            Ok(Some(given)) if given.is_of(body) => Answer::again(given),
            Ok(Some(_)) => Answer::key_taken(&terminal, seq),
            Ok(None) => Answer::RetryLater("the archive is being rebuilt".into()),
            Err(fault) => Answer::RetryLater(fault.to_string()),
        }
    }

    /// Reads the store where waiting for its disk holds nobody up.
    ///
    /// # Errors
    /// It cannot be read now; what is damaged is being rebuilt.
    pub async fn from_store<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Desk) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let desk = self.clone();
        aside(move || question(&desk)).await.unwrap_or_else(|e| Err(Fault::Machine(e)))
    }

    /// Whether so many commands wait that the rest of the room is kept for emergencies.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.as_ref().is_some_and(|queue| queue.capacity() < queue.max_capacity() / 4)
    }

    async fn say(&self, ask: Ask) -> Reply {
        let (reply, answer) = oneshot::channel();
        let stopping = || Reply::Answer(Answer::RetryLater("the server is stopping".into()));
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(queue) = queue else { return stopping() };
        if queue.send(Request { ask, reply }).await.is_err() {
            return stopping();
        }
        drop(queue);
        answer.await.unwrap_or_else(|_| stopping())
    }

    /// Takes no more commands; the writer ends when it has answered those it has.
    pub fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// A command of the server itself.
    pub async fn submit_own(self: &Arc<Self>, station: Station, command: Command) -> Answer {
        self.submit(Origin::Server { station }, Some(command), Proofs::default(), None).await
    }

    fn take(&self, entries: &[(&Stamp, &str, &[Change])], reached: (Head, [u8; 32])) -> Result<(), Fault> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        for (stamp, name, changes) in entries {
            state.apply(changes);
            shelf.take(stamp.revision, changes, Cause::of(stamp, name))?;
        }
        if entries
            .iter()
            .flat_map(|(_, _, changes)| *changes)
            .any(|change| matches!(change, Change::Put(Record::Terminal(_))))
        {
            self.registry.raise();
        }
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) = reached;
        Ok(())
    }
}

/// Does what may take long where it holds nobody up. A runtime of one thread, as simulations have,
/// does it on the spot.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    if is_alone() { Ok(work()) } else { tokio::task::spawn_blocking(work).await.map_err(|e| e.to_string()) }
}

/// Computes for long, while other threads take over what this one would do.
pub(crate) fn in_place<T>(work: impl FnOnce() -> T) -> T {
    if is_alone() { work() } else { tokio::task::block_in_place(work) }
}

/// Whether this runtime has one thread, so that nobody could relieve it of long work.
fn is_alone() -> bool {
    Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread
}
