//! A staff terminal: the real link, the real replica, and everything it was told.

use super::bell::{Bell, PATIENCE, bell};
use super::promises::{Durable, History};
use super::told::Told;
use super::{Cable, Property, entries_of, journal_of, pin};
use counter_client::app::is_urgent;
use counter_client::replica::{News, Replica};
use domain::registers::staff::{Command as StaffCommand, Person};
use domain::registers::terminals::Terminal;
use domain::{Command, Refusal, State, Station};
use journal::file::Reader;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use terminal::{ConsoleAnswer, ConsoleQuestion, DeskLink, Identity, Pins};
use values::{At, Id};

/// How a command ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Done, at this revision.
    Committed(u64),
    /// A rule said no, at this revision.
    Refused(Box<Refusal>, u64),
    /// The server could not read it.
    Unreadable,
    /// Another command had its number.
    KeyTaken,
}

impl Answer {
    /// The refusal; fails where there is none.
    #[must_use]
    #[track_caller]
    pub fn refusal(self) -> Refusal {
        match self {
            Answer::Refused(refusal, _) => *refusal,
            Answer::Committed(_) | Answer::Unreadable | Answer::KeyTaken => panic!("expected a refusal, got {self:?}"),
        }
    }
    /// The revision of what was done; fails where nothing was.
    #[track_caller]
    pub fn done(self) -> u64 {
        match self {
            Answer::Committed(revision) => revision,
            Answer::Refused(..) | Answer::Unreadable | Answer::KeyTaken => panic!("expected it done, got {self:?}"),
        }
    }
}

/// A counter or control-room terminal.
pub struct Staff {
    /// Its link.
    pub link: DeskLink,
    /// Its replica.
    pub replica: Replica,
    /// Its cable.
    pub cable: Cable,
    /// Its id.
    pub id: Id<Terminal>,
    /// Its station.
    pub station: Station,
    /// What it was told so far.
    pub told: Told,
    bell: Bell,
}

impl Staff {
    /// Starts a terminal that is enrolled already; it connects by itself.
    #[must_use]
    pub fn start(identity: Identity, cable: Cable) -> Self {
        let id = Id::parse(identity.terminal()).unwrap();
        let station = Station::named(identity.station()).unwrap();
        let (wake, bell) = bell();
        let link = DeskLink::start(identity, is_urgent, wake).unwrap();
        let history = History::of(id.as_str(), link.incarnation(), station);
        let mut replica = Replica::default();
        for waiting in link.pending() {
            replica.expect(waiting.seq, serde_json::from_slice(&waiting.command).unwrap(), At(waiting.made_at_ms));
        }
        Self { link, replica, cable, id, station, told: Told::nothing(history), bell }
    }

    /// The state that its screen draws.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.replica.state()
    }

    /// Waits until `enough` holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, enough: impl Fn(&Staff) -> bool) {
        self.until_some(what, |s| enough(s).then_some(()));
    }

    /// Waits until there is something to be found.
    #[track_caller]
    pub fn until_some<T>(&mut self, what: &str, find: impl Fn(&Staff) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            self.look();
            if let Some(found) = find(self) {
                return found;
            }
            let where_it_is = format!("{what}, at {} (revision {}, {:?})", self.id, self.replica.revision(), self.told.connection);
            self.bell.hear(&where_it_is, end);
        }
    }

    /// Takes over what the link has told since the last look.
    pub fn look(&mut self) {
        for event in self.link.drain() {
            self.told.note(&event, &self.replica);
            if self.replica.take(event) == Some(News::Differs) {
                self.told.differed += 1;
                self.link.resync("the digests differ");
            }
        }
        self.replica.settle(&self.id, self.station);
    }

    /// Waits until it is where the server is now, compares the digests (B-10), and holds all that
    /// it was told against what is promised and what the journal has.
    #[track_caller]
    pub fn until_level(&mut self, property: &Property) {
        self.until("being level with the server", |s| {
            let (revision, digest) = property.view(s.station);
            s.replica.is_loaded() && s.replica.revision() == revision && s.replica.digest() == digest
        });
        assert_eq!(self.replica.unreadable(), 0, "{} holds records that it cannot read", self.id);
        self.was_told_right(&property.data());
    }

    /// Holds all that it was told against what is promised and what the journal there has.
    #[track_caller]
    pub fn was_told_right(&mut self, data: &Path) {
        let epoch = Reader::open(Arc::new(journal_of(data))).unwrap().identity().epoch;
        let journal: Vec<Durable> = entries_of(data).iter().map(|stored| Durable::read(&stored.payload).unwrap()).collect();
        self.told.must_hold(&journal, Some(epoch));
    }

    /// The id of the record that the next command makes.
    #[must_use]
    pub fn new_id<T>(&self) -> Id<T> {
        Id::parse(&self.link.new_id(self.link.next_seq(), 0)).unwrap()
    }

    /// Saves a command on this terminal's disk; it is sent by itself. Returns its seq.
    pub fn submit(&mut self, command: impl Into<Command>) -> u64 {
        self.save(command.into(), Pins::default())
    }

    /// Submits and waits for the answer.
    #[track_caller]
    pub fn ask(&mut self, command: impl Into<Command>) -> Answer {
        let seq = self.submit(command);
        self.answer(seq)
    }

    /// Saves a command with the first PIN of this person; it is sent by itself. Returns its seq.
    pub fn submit_signed(&mut self, person: &str, command: impl Into<Command>) -> u64 {
        self.save(command.into(), Some(pin(person)).into())
    }

    /// Submits with the first PIN of this person, and waits for the answer.
    #[track_caller]
    pub fn sign(&mut self, person: &str, command: impl Into<Command>) -> Answer {
        self.ask_with_pin(command, &pin(person))
    }

    /// Submits with a PIN, and waits for the answer.
    #[track_caller]
    pub fn ask_with_pin(&mut self, command: impl Into<Command>, pin: &str) -> Answer {
        let seq = self.save(command.into(), Some(pin.to_owned()).into());
        self.answer(seq)
    }

    /// Submits with the first PINs of two people (K-7), and waits for the answer.
    #[track_caller]
    pub fn sign_by_two(&mut self, person: &str, second: &str, command: impl Into<Command>) -> Answer {
        let seq = self.save(command.into(), Pins::of_two(pin(person), pin(second)));
        self.answer(seq)
    }

    /// Waits for the answer to a command.
    #[track_caller]
    pub fn answer(&mut self, seq: u64) -> Answer {
        self.until_some(&format!("the answer to {seq}"), |s| s.told.answers.get(&seq).cloned())
    }

    /// Signs a person in with their first PIN.
    #[track_caller]
    pub fn sign_in(&mut self, person: &str) {
        let here: Id<Person> = Id::parse(person).unwrap();
        let revision = self.sign(person, StaffCommand::SignIn { person: here }).done();
        self.until("the session", |s| s.replica.revision() >= revision);
    }

    /// Asks about PINs and machines, and waits for the answer.
    #[track_caller]
    pub fn console(&mut self, question: ConsoleQuestion) -> ConsoleAnswer {
        let id = self.link.console(question);
        self.until_some(&format!("the answer to question {id}"), |s| s.told.consoles.get(&id).cloned())
    }

    /// Changes a person's PIN.
    #[track_caller]
    pub fn change_pin(&mut self, person: &str, pin: &str, new_pin: &str) -> ConsoleAnswer {
        let (number, pin, new_pin) = (person.to_owned(), pin.to_owned().into(), new_pin.to_owned().into());
        self.console(ConsoleQuestion::ChangePin { number, pin, new_pin })
    }

    fn save(&mut self, command: Command, pins: Pins) -> u64 {
        let seq = self.link.submit(serde_json::to_vec(&command).unwrap(), pins).unwrap();
        self.replica.expect(seq, command, self.told.clock);
        self.replica.settle(&self.id, self.station);
        seq
    }
}

/// Whatever a test is about, what its terminals were told holds by itself.
impl Drop for Staff {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.told.must_hold(&[], None);
        }
    }
}
