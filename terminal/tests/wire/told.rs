//! Waits for what a link tells, without sleeping.

use std::fmt::Debug;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use terminal::{DeskLink, Event, Identity, LobbyEvent, LobbyLink};

pub const PATIENCE: Duration = Duration::from_secs(30);

/// A link and everything that it has told so far.
pub struct Told<L, E> {
    pub link: L,
    pub events: Vec<E>,
    drain: fn(&L) -> Vec<E>,
    bell: Receiver<()>,
}

/// Begins a command that must not wait behind another.
pub const URGENT: &[u8] = b"urgent";

pub fn desk(identity: Identity) -> Told<DeskLink, Event> {
    let (ring, bell) = channel();
    let wake = Box::new(move || ring.send(()).unwrap_or_default());
    let link = DeskLink::start(identity, |command| command.starts_with(URGENT), wake).unwrap();
    Told { link, events: Vec::new(), drain: DeskLink::drain, bell }
}

pub fn lobby(identity: Identity) -> Told<LobbyLink, LobbyEvent> {
    let (ring, bell) = channel();
    let wake = Box::new(move || ring.send(()).unwrap_or_default());
    let link = LobbyLink::start(identity, wake).unwrap();
    Told { link, events: Vec::new(), drain: LobbyLink::drain, bell }
}

impl<L, E: Debug + Clone> Told<L, E> {
    /// Everything told since the start, once `enough` holds for it.
    pub fn until(&mut self, what: &str, enough: impl Fn(&[E]) -> bool) -> Vec<E> {
        let end = Instant::now() + PATIENCE;
        loop {
            self.events.extend((self.drain)(&self.link));
            if enough(&self.events) {
                return self.events.clone();
            }
            let left = end.saturating_duration_since(Instant::now());
            if self.bell.recv_timeout(left).is_err() {
                panic!("waited in vain for {what}; told so far: {:?}", self.events);
            }
        }
    }

    /// Until an event for which `found` holds.
    pub fn until_any(&mut self, what: &str, found: impl Fn(&E) -> bool) -> Vec<E> {
        self.until(what, |events| events.iter().any(&found))
    }

    /// Forgets what was told so far.
    pub fn clear(&mut self) {
        self.events.clear();
    }
}
