//! A kiosk: the real link, what its lobby shows, and the answers to what visitors wanted.

use super::Cable;
use super::bell::{Bell, PATIENCE, bell};
use super::told::Connection;
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, LeaveVisit, Lobby, Purpose, RegisterVisit, Submission};
use std::collections::BTreeMap;
use std::time::Instant;
use terminal::{Identity, LobbyEvent, LobbyLink, LobbyOutcome, ProgramEnd};
use values::VisitCode;

/// The mark of every visit at a kiosk of a test.
pub const MARK: &str = "40506070";

/// A lobby terminal.
pub struct Kiosk {
    /// Its link.
    pub link: LobbyLink,
    /// Its cable.
    pub cable: Cable,
    /// Its id.
    pub id: String,
    /// The final answers, by seq.
    pub answers: BTreeMap<u64, (LobbyOutcome, KioskRefusal)>,
    /// What came of wanting to end its program.
    pub ends: Vec<ProgramEnd>,
    connection: Connection,
    lobby: Option<Lobby>,
    bell: Bell,
}

impl Kiosk {
    /// Starts a kiosk that is enrolled already.
    #[must_use]
    pub fn start(identity: Identity, cable: Cable) -> Self {
        let id = identity.terminal().to_owned();
        let (wake, bell) = bell();
        let link = LobbyLink::start(identity, wake).unwrap();
        Self {
            link,
            cable,
            id,
            answers: BTreeMap::new(),
            ends: Vec::new(),
            connection: Connection::Unknown,
            lobby: None,
            bell,
        }
    }

    /// Whether the server has greeted it and nothing was missed since.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.connection == Connection::Online
    }

    /// Whether the server has said that it is not admitted.
    #[must_use]
    pub fn is_turned_away(&self) -> bool {
        self.connection == Connection::NotAdmitted
    }

    /// What the lobby shows.
    #[must_use]
    pub fn lobby(&self) -> Option<&Lobby> {
        self.lobby.as_ref()
    }

    /// Waits until `enough` holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, enough: impl Fn(&Kiosk) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.look();
            if enough(self) {
                return;
            }
            self.bell.hear(&format!("{what}, at {} ({:?})", self.id, self.connection), end);
        }
    }

    /// Saves what a visitor wants; returns its seq.
    pub fn submit(&mut self, what: What) -> u64 {
        self.link.submit(Submission { made_at_ms: super::MONDAY.0, what: Some(what) }).unwrap()
    }

    /// Waits for the answer.
    #[track_caller]
    pub fn answer(&mut self, seq: u64) -> (LobbyOutcome, KioskRefusal) {
        self.until(&format!("the answer to {seq}"), |k| k.answers.contains_key(&seq));
        self.answers[&seq]
    }

    /// Registers a visitor; returns the seq and the code that the visitor carries.
    pub fn register(&mut self, name: &str, telephone: &str) -> (u64, VisitCode) {
        self.register_with(name, telephone, |register| register)
    }

    /// The same with what else was said.
    pub fn register_with(&mut self, name: &str, telephone: &str, more: impl Fn(RegisterVisit) -> RegisterVisit) -> (u64, VisitCode) {
        let number = u8::try_from(self.link.number().unwrap()).unwrap();
        let code = VisitCode::made_by(number, self.link.code_count());
        let register = RegisterVisit {
            code: code.to_string(),
            name: name.into(),
            telephone: telephone.into(),
            unit: "1201".into(),
            whom: String::new(),
            purpose: Purpose::Meeting.into(),
            people: 1,
            children: 0,
            notice_version: "2026-1".into(),
            agreed_at_ms: super::MONDAY.0,
            mark: MARK.into(),
            ..RegisterVisit::default()
        };
        (self.submit(What::RegisterVisit(more(register))), code)
    }

    /// Signs a visitor out by code and what is shown beside it; returns the seq.
    pub fn leave(&mut self, code: &str, shown: &str) -> u64 {
        self.submit(What::LeaveVisit(LeaveVisit { code: code.into(), shown: shown.into() }))
    }

    /// Takes over what the link has told since the last look.
    pub fn look(&mut self) {
        for event in self.link.drain() {
            match event {
                LobbyEvent::Online { .. } => self.connection = Connection::Online,
                LobbyEvent::Offline { .. } => self.connection = Connection::Offline,
                LobbyEvent::NotAdmitted => self.connection = Connection::NotAdmitted,
                LobbyEvent::Lobby(lobby) => self.lobby = Some(lobby),
                LobbyEvent::ProgramEnd(end) => self.ends.push(end),
                LobbyEvent::Alive { .. } | LobbyEvent::Saved { .. } => {}
                LobbyEvent::Answered { seq, outcome, refusal } => {
                    assert!(self.answers.insert(seq, (outcome, refusal)).is_none(), "seq {seq} was answered twice");
                }
            }
        }
    }
}
