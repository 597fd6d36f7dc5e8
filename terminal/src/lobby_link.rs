//! The kiosk's link: watches the lobby, delivers sealed submissions exactly once (B-07).

mod conversation;
mod memory;
mod program_end;

use crate::environment::{Clock, Environment};
use crate::identity::Identity;
use crate::inbox::{Inbox, Wake};
use crate::line::{Line, Route};
use crate::sealed;
use crate::shelf::Shelf;
use crate::trouble::{StartError, SubmitError};
use conversation::LobbyConversation;
use journal::chance::Chance;
use memory::Memory;
pub use program_end::ProgramEnd;
use program_end::Question;
use prost::Message;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, Lobby, Submission};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// The most bytes that one submission may have when it is sealed.
pub const MAX_SEALED_BYTES: usize = 16 * 1024;

/// One thing that happened, in the order in which it did.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a few a minute; a box would only be unpacked again")]
pub enum LobbyEvent {
    /// The server has greeted this kiosk.
    Online {
        /// The first two digits of the visit codes that it makes.
        number: u32,
        /// Its id.
        terminal: String,
    },
    /// There is no connection; the link goes on trying. Told once for each reason.
    Offline {
        /// In a sentence.
        why: String,
    },
    /// The server does not know this kiosk, or no longer; the link goes on asking.
    NotAdmitted,
    /// What the lobby shows from now on; at the start, what it showed last.
    Lobby(Lobby),
    /// A sign of life.
    Alive {
        /// The server's clock, in milliseconds since 1970 UTC.
        clock_ms: i64,
    },
    /// Whether the colleague who asked may end the program.
    ProgramEnd(ProgramEnd),
    /// A submission is on this kiosk's disk.
    Saved {
        /// Its number.
        seq: u64,
    },
    /// A submission has its final answer and is no longer pending. Told once, but once more for
    /// each time that a restored server had lost it and was told it again.
    Answered {
        /// Its number.
        seq: u64,
        /// How it ended.
        outcome: LobbyOutcome,
        /// Why a rule said no; unspecified where none did.
        refusal: KioskRefusal,
    },
}

/// How a submission ended. Final: the same number never ends otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LobbyOutcome {
    /// Done.
    Committed,
    /// A rule said no.
    Refused,
    /// The server could not read it.
    Unreadable,
    /// Another submission of this kiosk had this number, before its disk went back in time: this
    /// one was not done and will not be.
    KeyTaken,
}

/// A running link. It connects and reconnects by itself until it is dropped.
pub struct LobbyLink {
    // First, so that the thread has ended before the outbox is let go.
    _line: Option<Line>,
    lobby: Arc<Shared>,
}

/// What the program's thread and the link's thread share.
struct Shared {
    shelf: Arc<Shelf>,
    inbox: Inbox<LobbyEvent>,
    memory: Mutex<Memory>,
    clock: Clock,
    chance: Arc<dyn Chance>,
    online: AtomicBool,
    program_end: Question,
}

impl LobbyLink {
    /// Starts the link in its own thread. `wake` is called, from any thread, whenever there is
    /// something to drain; it must return at once.
    ///
    /// # Errors
    /// [`StartError`]. That the server is away is none: it is told by [`LobbyEvent::Offline`].
    pub fn start(identity: Identity, wake: Wake) -> Result<LobbyLink, StartError> {
        let (mut link, route, conversation) = LobbyLink::prepare(Environment::of(identity)?, wake)?;
        link._line = Some(Line::open(route, conversation)?);
        Ok(link)
    }

    /// A link whose line is the returned future, for whoever runs it in a simulation: dropping that
    /// ends the connection.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn in_hand(environment: Environment, wake: Wake) -> Result<(LobbyLink, impl Future<Output = Infallible>), StartError> {
        let (link, route, conversation) = LobbyLink::prepare(environment, wake)?;
        Ok((link, async move { route.keep_up(&conversation).await }))
    }

    fn prepare(environment: Environment, wake: Wake) -> Result<(LobbyLink, Route, LobbyConversation), StartError> {
        let shelf = Arc::new(Shelf::open(Arc::clone(&environment.outbox), &*environment.chance)?);
        let memory = Memory::load(Arc::clone(&environment.disk)).map_err(StartError::system("reading what the lobby showed last"))?;
        let lobby = Arc::new(Shared {
            shelf: Arc::clone(&shelf),
            inbox: Inbox::new(wake),
            memory: Mutex::new(memory),
            clock: Arc::clone(&environment.clock),
            chance: Arc::clone(&environment.chance),
            online: AtomicBool::new(false),
            program_end: Question::default(),
        });
        if let Some(last) = lobby.memory().lobby() {
            lobby.inbox.push(LobbyEvent::Lobby(last));
        }
        let route = Route::of(&environment, shelf);
        let conversation = LobbyConversation::new(Arc::clone(&lobby));
        Ok((LobbyLink { _line: None, lobby }, route, conversation))
    }

    /// Saves what a visitor wants; sealed and on this kiosk's disk when this returns, also without
    /// a connection. From then on only the server can read it. The answer comes as
    /// [`LobbyEvent::Answered`], once.
    ///
    /// # Errors
    /// [`SubmitError`]: nothing was saved, and nothing will be sent.
    pub fn submit(&mut self, submission: Submission) -> Result<u64, SubmitError> {
        let shelf = &self.lobby.shelf;
        let plain = Zeroizing::new(submission.encode_to_vec());
        let seal_to = self.lobby.memory().seal_to().ok_or(SubmitError::NeverConnected)?;
        if matches!(submission.what, Some(What::RegisterVisit(_) | What::ComeByCode(_))) {
            // Before it is saved: a crash between the two passes over a code and gives none twice.
            self.lobby.memory().code_is_given(shelf.next_seq()).map_err(SubmitError::Code)?;
        }
        let seq = shelf.push_made_for(|seq| {
            let sealed = sealed::seal(&seal_to, &shelf.incarnation(), seq, &plain, &*self.lobby.chance).ok_or(SubmitError::NotEncrypted)?;
            if sealed.len() > MAX_SEALED_BYTES {
                let bytes = sealed.len();
                return Err(SubmitError::TooLarge { bytes, limit: MAX_SEALED_BYTES });
            }
            Ok([&[u8::from(!self.online())], sealed.as_slice()].concat())
        })?;
        self.lobby.inbox.push(LobbyEvent::Saved { seq });
        shelf.release(seq);
        self.lobby.note_waiting();
        Ok(seq)
    }

    /// Asks whether the colleague with this staff number and PIN may end the program; told by
    /// [`LobbyEvent::ProgramEnd`]. Asked once: nothing of it is kept.
    pub fn may_end(&self, number: String, pin: Zeroizing<String>) {
        if self.online() {
            self.lobby.program_end.ask(number, pin);
        } else {
            self.lobby.inbox.push(LobbyEvent::ProgramEnd(ProgramEnd::Offline));
        }
    }

    /// What has happened since the last call, in order.
    #[must_use]
    pub fn drain(&self) -> Vec<LobbyEvent> {
        self.lobby.inbox.drain()
    }

    /// The seq of each submission that has no answer yet, oldest first.
    #[must_use]
    pub fn pending(&self) -> Vec<u64> {
        self.lobby.shelf.pending().into_iter().map(|(seq, _)| seq).collect()
    }

    /// How many submissions wait, and since when by this kiosk's clock, in milliseconds since 1970
    /// UTC; none while the server takes them as they come. Nothing of it is about a person.
    #[must_use]
    pub fn waiting(&self) -> Option<(usize, i64)> {
        let since = self.lobby.memory().waiting_since()?;
        Some(self.lobby.shelf.waiting()).filter(|count| *count > 0).map(|count| (count, since))
    }

    /// Whether the server has greeted this kiosk and nothing has been missed since. A link that is
    /// dead without saying so is noticed within ten seconds.
    #[must_use]
    pub fn online(&self) -> bool {
        self.lobby.online.load(Ordering::Acquire)
    }

    /// The first two digits of the visit codes, also without the server; none before the first
    /// connection.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.lobby.memory().number()
    }

    /// This disk's numbering, part of every submission's identity.
    #[must_use]
    pub fn incarnation(&self) -> [u8; 16] {
        self.lobby.shelf.incarnation()
    }

    /// The count from which the next registration's visit code is made: one that nobody holds, as
    /// far as the server knew when it was last met, and that this kiosk has not given since.
    #[must_use]
    pub fn code_count(&self) -> u64 {
        self.lobby.memory().code_count(self.lobby.shelf.next_seq())
    }

    /// The seq that the next submission will get.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.lobby.shelf.next_seq()
    }
}

impl Shared {
    /// Remembers since when something waits. While the server answers at once, the disk is left
    /// alone.
    fn note_waiting(&self) {
        let waits = self.shelf.waiting() > 0;
        let mut memory = self.memory();
        match (waits, memory.waiting_since().is_some()) {
            (true, false) if !self.online.load(Ordering::Acquire) => memory.waits(Some((self.clock)())),
            (false, true) => memory.waits(None),
            (true, _) | (false, false) => {}
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
