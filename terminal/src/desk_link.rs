//! A staff terminal's link: follows the one live state, submits commands exactly once.

mod console;
mod conversation;
mod event;
mod follower;
mod questions;
mod returned;
mod seen;
mod view_cache;

pub(crate) use view_cache::VIEW;

pub use console::{AboutPerson, ConsoleAnswer, ConsoleQuestion, FoundFamily};
pub use event::{Event, HistoryAnswer, HistoryQuestion, HistoryVersion, Outcome};
pub use returned::Returned;

use crate::environment::{Clock, Environment};
use crate::identity::Identity;
use crate::inbox::{Inbox, Wake};
use crate::kept::{Kept, OutboxKey};
use crate::line::{Line, Route};
use crate::shelf::Shelf;
use crate::trouble::{StartError, SubmitError};
use conversation::DeskConversation;
use data_encoding::HEXLOWER;
use questions::{Question, Questions};
use returned::ReturnedItems;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use view_cache::ViewCache;
use zeroize::Zeroizing;

/// The most bytes that one command may have in its JSON form.
pub const MAX_COMMAND_BYTES: usize = 64 * 1024;

/// A running link. It connects and reconnects by itself until it is dropped.
///
/// At most one link at a time may have an identity's directory; the outbox's lock sees to it.
pub struct DeskLink {
    // First, so that the thread has ended before the outbox is let go.
    _line: Option<Line>,
    desk: Arc<Desk>,
    terminal: String,
}

/// A command that has no answer yet.
pub struct Waiting {
    /// Its number.
    pub seq: u64,
    /// When it was made, by this terminal's clock, in milliseconds since 1970 UTC.
    pub made_at_ms: i64,
    /// Its JSON.
    pub command: Vec<u8>,
}

/// What the program's thread and the link's thread share.
struct Desk {
    shelf: Arc<Shelf>,
    key: OutboxKey,
    clock: Clock,
    inbox: Inbox<Event>,
    /// By seq, until its answer; in memory only.
    fresh: Mutex<HashMap<u64, Fresh>>,
    /// The number of the greeted connection, from 1; 0: there is none.
    connection: AtomicU64,
    urgent: Urgent,
    /// The last command that must not wait behind another; 0: none is known of.
    last_urgent: AtomicU64,
    resync: Notify,
    /// Why the cursor was given up, until the server is told.
    gave_up: Mutex<String>,
    questions: Questions,
    returned: ReturnedItems,
}

/// The PINs that go with a command; in memory until its answer, and nowhere else.
#[derive(Clone, Default)]
pub struct Pins {
    first: Zeroizing<String>,
    second: Zeroizing<String>,
}

impl Pins {
    /// Those of two people, where two sign.
    #[must_use]
    pub fn of_two(first: String, second: String) -> Pins {
        Pins { first: first.into(), second: second.into() }
    }

    /// The first, or the only one; empty: none.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.first
    }

    /// The second person's; empty: none.
    #[must_use]
    pub fn second(&self) -> &str {
        &self.second
    }
}

impl From<Option<String>> for Pins {
    fn from(pin: Option<String>) -> Pins {
        Pins::of_two(pin.unwrap_or_default(), String::new())
    }
}

/// What is known of a command that was made since the start.
struct Fresh {
    pins: Pins,
    /// The connection that stood when it was made, until it was tried.
    made_on: Option<u64>,
}

/// Whether a command, in its one JSON form, must not wait behind another: where the server has no
/// room for what lies before it, that is refused.
pub type Urgent = fn(&[u8]) -> bool;

impl DeskLink {
    /// Starts the link in its own thread. `wake` is called, from any thread, whenever there is
    /// something to drain; it must return at once.
    ///
    /// # Errors
    /// [`StartError`]. That the server is away is none: it is told by [`Event::Offline`].
    pub fn start(identity: Identity, urgent: Urgent, wake: Wake) -> Result<DeskLink, StartError> {
        let (mut link, route, conversation) = DeskLink::prepare(Environment::of(identity)?, urgent, wake)?;
        link._line = Some(Line::open(route, conversation)?);
        Ok(link)
    }

    /// A link whose line is the returned future, for whoever runs it in a simulation: dropping that
    /// ends the connection.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn in_hand(
        environment: Environment,
        urgent: Urgent,
        wake: Wake,
    ) -> Result<(DeskLink, impl Future<Output = Infallible>), StartError> {
        let (link, route, conversation) = DeskLink::prepare(environment, urgent, wake)?;
        Ok((link, async move { route.keep_up(&conversation).await }))
    }

    fn prepare(environment: Environment, urgent: Urgent, wake: Wake) -> Result<(DeskLink, Route, DeskConversation), StartError> {
        let shelf = Arc::new(Shelf::open(Arc::clone(&environment.outbox), &*environment.chance)?);
        let key = OutboxKey::open(&*environment.disk, Arc::clone(&environment.chance));
        let key = key.map_err(StartError::system("opening the outbox's key"))?;
        let returned = ReturnedItems::load(Arc::clone(&environment.disk), key.key());
        let desk = Arc::new(Desk {
            shelf: Arc::clone(&shelf),
            key,
            clock: Arc::clone(&environment.clock),
            inbox: Inbox::new(wake),
            fresh: Mutex::default(),
            connection: AtomicU64::new(0),
            urgent,
            last_urgent: AtomicU64::new(0),
            resync: Notify::new(),
            gave_up: Mutex::default(),
            questions: Questions::default(),
            returned: returned.map_err(StartError::system("opening the list of what came back"))?,
        });
        for (seq, item) in shelf.pending() {
            let kept = desk.open_item(seq, &item).ok_or(StartError::OutboxKey)?;
            desk.note_urgent(seq, &kept.command);
        }
        shelf.give_up_unless(|seq, item| desk.open_item(seq, item).is_some());
        let cache = ViewCache::open(Arc::clone(&environment.view), Arc::clone(&environment.disk), Arc::clone(&environment.chance));
        if let Some(remembered) = cache.remembered() {
            desk.inbox.push(remembered);
        }
        let terminal = environment.terminal.clone();
        let route = Route::of(&environment, shelf);
        let conversation = DeskConversation::new(Arc::clone(&desk), &environment, cache);
        Ok((DeskLink { desk, terminal, _line: None }, route, conversation))
    }

    /// Saves a command; on this terminal's disk when this returns, also without a connection. The
    /// answer comes as [`Event::Answered`], once. The PIN is kept in memory until then: after a
    /// restart the command is sent without it and refused.
    ///
    /// The server is told that the command was made offline unless it arrives at the first try on
    /// the connection that stood when it was made: whoever pressed on a dead line saw a state that
    /// may be past, and must not be refused for it (B-28).
    ///
    /// # Errors
    /// [`SubmitError`]: nothing was saved, and nothing will be sent.
    pub fn submit(&mut self, command: Vec<u8>, pins: impl Into<Pins>) -> Result<u64, SubmitError> {
        if command.len() > MAX_COMMAND_BYTES {
            let bytes = command.len();
            return Err(SubmitError::TooLarge { bytes, limit: MAX_COMMAND_BYTES });
        }
        let shelf = &self.desk.shelf;
        let made_on = Some(self.desk.connection.load(Ordering::Acquire)).filter(|number| *number > 0);
        let kept = Kept { made_at_ms: (self.desk.clock)(), command };
        let seq = shelf.push_made_for(|seq| {
            let place = proto::seal_place(&shelf.incarnation(), seq);
            self.desk.key.seal(&place, &kept).ok_or(SubmitError::NotEncrypted)
        })?;
        self.desk.note_urgent(seq, &kept.command);
        self.desk.fresh().insert(seq, Fresh { pins: pins.into(), made_on });
        self.desk.inbox.push(Event::Saved { seq });
        shelf.release(seq);
        Ok(seq)
    }

    /// Asks the server's archive for a page; the answer comes as [`Event::History`] with the
    /// returned number, once, and without a connection at once. Neither question nor answer
    /// touches this terminal's disk, and nothing is asked again by itself: a reading is recorded
    /// with the name of whoever is signed in.
    pub fn history(&self, question: HistoryQuestion) -> u64 {
        self.desk.questions.ask(Question::History(question), &self.desk.inbox)
    }

    /// Asks the server about PINs, machines and people's data; the answer comes as [`Event::Console`] with the
    /// returned number, once, and without a connection at once. Neither question nor answer
    /// touches this terminal's disk, and nothing is asked again by itself.
    pub fn console(&self, question: ConsoleQuestion) -> u64 {
        self.desk.questions.ask(Question::Console(question), &self.desk.inbox)
    }

    /// What has happened since the last call, in order.
    #[must_use]
    pub fn drain(&self) -> Vec<Event> {
        self.desk.inbox.drain()
    }

    /// The commands that have no answer yet, oldest first: what the screen lays over the replica,
    /// also right after a start.
    #[must_use]
    pub fn pending(&self) -> Vec<Waiting> {
        let waiting = |(seq, item): (u64, Vec<u8>)| {
            let Kept { made_at_ms, command } = self.desk.open_item(seq, &item)?;
            Some(Waiting { seq, made_at_ms, command })
        };
        self.desk.shelf.pending().into_iter().filter_map(waiting).collect()
    }

    /// What came back and nobody has noted yet, oldest first: what was not done although it had
    /// waited here, and whatever the server could not read or had no number for. It survives a
    /// restart. What is refused at its first try is not on it: whoever made it is still there.
    #[must_use]
    pub fn returned(&self) -> Vec<Returned> {
        self.desk.returned.all()
    }

    /// Who made the command with this seq, as the list of what came back shall say it.
    pub fn made_by(&self, seq: u64, by: &str) {
        self.desk.returned.made_by(self.incarnation(), seq, by);
    }

    /// Somebody has dealt with what came back under this number: it is taken off the list.
    pub fn note_returned(&self, number: u64) {
        self.desk.returned.note(number);
    }

    /// The replica does not match (a digest differs, a revision is missing): drop the cursor and
    /// follow from a snapshot. `reason` goes to the log and must name nobody.
    pub fn resync(&self, reason: &str) {
        tracing::warn!(reason, "the replica is loaded again");
        self.desk.gives_up(reason);
        self.desk.resync.notify_one();
    }

    /// Whether the server has greeted this terminal and nothing has been missed since. A link that
    /// is dead without saying so is noticed within ten seconds.
    #[must_use]
    pub fn online(&self) -> bool {
        self.desk.connection.load(Ordering::Acquire) > 0
    }

    /// This disk's numbering, part of every command's identity.
    #[must_use]
    pub fn incarnation(&self) -> [u8; 16] {
        self.desk.shelf.incarnation()
    }

    /// The seq that the next command will get.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.desk.shelf.next_seq()
    }

    /// The id of the `n`th record (from 0) that the command with this seq creates:
    /// "counter1-1a2b3c4d-7", "counter1-1a2b3c4d-7.1". No other terminal, disk or command makes it.
    #[must_use]
    pub fn new_id(&self, seq: u64, n: u8) -> String {
        let disk = HEXLOWER.encode(&self.incarnation()[..4]);
        let of_command = format!("{}-{disk}-{seq}", self.terminal);
        if n == 0 { of_command } else { format!("{of_command}.{n}") }
    }
}

impl Desk {
    fn open_item(&self, seq: u64, item: &[u8]) -> Option<Kept> {
        self.key.open_item(&proto::seal_place(&self.shelf.incarnation(), seq), item)
    }

    /// The PINs that go with a command, and whether this try, on that connection, delivers it as
    /// it was made. What an earlier run of the program left was made on no connection of this one.
    fn first_try(&self, seq: u64, connection: u64) -> (Pins, bool) {
        let mut fresh = self.fresh();
        let Some(command) = fresh.get_mut(&seq) else { return (Pins::default(), false) };
        (command.pins.clone(), command.made_on.take() == Some(connection))
    }

    fn note_urgent(&self, seq: u64, command: &[u8]) {
        if (self.urgent)(command) {
            self.last_urgent.store(seq, Ordering::Release);
        }
    }

    fn gives_up(&self, why: &str) {
        why.clone_into(&mut self.gave_up.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn fresh(&self) -> MutexGuard<'_, HashMap<u64, Fresh>> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
