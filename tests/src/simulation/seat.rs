//! A terminal: the real link, outbox and replica on a simulated disk, and somebody who uses it.

use super::house::{End, House};
use super::network::{Cable, Uplink};
use super::time::{hour, now};
use super::truth::{Truth, view};
use super::work::{Hand, at_the_kiosk};
use crate::harness::promises::{Durable, History};
use counter_client::app::is_urgent;
use counter_client::replica::{News, Replica};
use domain::registers::emergencies;
use domain::registers::terminals::Terminal;
use domain::{Command, Station};
use journal::simulated::{Random, SeededChance, SimulatedDisk};
use proto::v1::Submission;
use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use terminal::environment::Environment;
use terminal::{DeskLink, Event, LobbyEvent, LobbyLink, Outcome};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, spawn_local};
use values::{Digest, Id};

/// One terminal and its user.
pub(super) struct Seat {
    pub(super) id: Id<Terminal>,
    pub(super) station: Station,
    pub(super) fingerprint: Digest,
    pub(super) cable: Cable,
    house: Arc<House>,
    truth: Arc<Mutex<Truth>>,
    /// It is switched off at night.
    closes: bool,
    /// How far this terminal's clock is off.
    clock_off_ms: i64,
    disks: RefCell<Disks>,
    random: RefCell<Random>,
    wake: Arc<Notify>,
    sleep: Rc<Sleep>,
    on: RefCell<Option<On>>,
    /// What the running program was told by its link.
    history: RefCell<Option<History>>,
    /// The codes that this kiosk gave out.
    codes: RefCell<Vec<String>>,
}

/// The terminal's own, the outbox's and the view cache's.
type Disks = (SimulatedDisk, SimulatedDisk, SimulatedDisk);

/// A PC that is asleep: its program does not get on.
#[derive(Default)]
struct Sleep {
    asleep: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// The running program.
struct On {
    program: Program,
    line: JoinHandle<Infallible>,
}

enum Program {
    Desk(DeskLink, Box<Replica>),
    Lobby(LobbyLink),
}

impl Seat {
    pub(super) fn new(number: u64, station: Station, house: Arc<House>, truth: Arc<Mutex<Truth>>, seed: u64) -> Result<Self, String> {
        use sha2::{Digest as _, Sha256};
        let mut random = Random::new(seed ^ (number << 32));
        let fingerprint = data_encoding::HEXLOWER.encode(&Sha256::digest(number.to_be_bytes()));
        let decade = 10 * 365 * 24 * 3_600_000;
        Ok(Self {
            id: Id::parse(&format!("{}-{number}", station.name().replace('_', "-"))).map_err(|e| e.to_string())?,
            station,
            fingerprint: Digest::parse(&fingerprint).map_err(|e| e.to_string())?,
            cable: Cable::new(random.next_number()),
            house,
            truth,
            closes: !number.is_multiple_of(3) && station != Station::ControlRoom,
            clock_off_ms: [0, decade, -decade, 90_000][random.below(4) as usize],
            disks: RefCell::default(),
            random: RefCell::new(random),
            wake: Arc::default(),
            sleep: Rc::default(),
            on: RefCell::default(),
            history: RefCell::default(),
            codes: RefCell::default(),
        })
    }

    fn truth(&self) -> MutexGuard<'_, Truth> {
        self.truth.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the program on what the disk holds.
    pub(super) fn start(&self) -> Result<(), String> {
        let seed = self.random.borrow_mut().next_number();
        let (off, wake) = (self.clock_off_ms, self.wake.clone());
        let environment = Environment {
            terminal: self.id.as_str().to_owned(),
            station: self.station.name().to_owned(),
            disk: Arc::new(self.disks.borrow().0.clone()),
            outbox: Arc::new(self.disks.borrow().1.clone()),
            view: Arc::new(self.disks.borrow().2.clone()),
            clock: Arc::new(move || now().0 + off),
            chance: Arc::new(SeededChance::new(seed)),
            dialer: Arc::new(Uplink {
                cable: self.cable.clone(),
                house: self.house.clone(),
                fingerprint: self.fingerprint.clone(),
            }),
        };
        let wake = Box::new(move || wake.notify_one());
        let on = if self.station == Station::Kiosk {
            let (link, line) = LobbyLink::in_hand(environment, wake).map_err(|e| e.to_string())?;
            self.truth().starts_with(self.id.as_str(), link.incarnation(), &link.pending());
            On { program: Program::Lobby(link), line: spawn_local(self.sleep.clone().over(line)) }
        } else {
            let (link, line) = DeskLink::in_hand(environment, is_urgent, wake).map_err(|e| e.to_string())?;
            let pending = link.pending();
            *self.history.borrow_mut() = Some(History::of(self.id.as_str(), link.incarnation(), self.station));
            self.truth()
                .starts_with(self.id.as_str(), link.incarnation(), &pending.iter().map(|waiting| waiting.seq).collect::<Vec<_>>());
            let mut replica = Box::<Replica>::default();
            for waiting in pending {
                if let Ok(command) = serde_json::from_slice(&waiting.command) {
                    replica.expect(waiting.seq, command, now());
                }
            }
            On {
                program: Program::Desk(link, replica),
                line: spawn_local(self.sleep.clone().over(line)),
            }
        };
        *self.on.borrow_mut() = Some(on);
        Ok(())
    }

    /// Whether the program runs.
    pub(super) fn is_on(&self) -> bool {
        self.on.borrow().is_some()
    }

    /// Whether nobody is there: all but every third place close for the night, and are switched off.
    pub(super) fn is_closed(&self) -> bool {
        self.closes && !(8..18).contains(&hour())
    }

    /// Ends the program, or the machine's power.
    pub(super) fn stop(&self, end: End) {
        let Some(on) = self.on.borrow_mut().take() else { return };
        on.line.abort();
        self.holds_promises(&[]);
        self.cable.reset();
        let mut disks = self.disks.borrow_mut();
        let seed = self.random.borrow_mut().next_number();
        *disks = match end {
            End::Killed => (disks.0.fork(), disks.1.fork(), disks.2.fork()),
            End::PowerCut => (disks.0.crash(seed), disks.1.crash(seed ^ 1), disks.2.crash(seed ^ 2)),
        };
    }

    /// The PC falls asleep, or wakes up.
    pub(super) fn sleeps(&self, asleep: bool) {
        self.sleep.asleep.set(asleep);
        if let Some(waker) = self.sleep.waker.borrow_mut().take().filter(|_| !asleep) {
            waker.wake();
        }
    }

    /// Waits for news from the link.
    pub(super) async fn news(&self) {
        self.wake.notified().await;
    }

    /// Takes over what the link has told.
    pub(super) fn attend(&self) {
        if self.sleep.asleep.get() {
            return;
        }
        match self.on.borrow_mut().as_mut().map(|on| &mut on.program) {
            Some(Program::Desk(link, replica)) => self.attend_desk(link, replica),
            Some(Program::Lobby(link)) => {
                for event in link.drain() {
                    if let LobbyEvent::Answered { seq, outcome, refusal } = event {
                        let key = (self.id.as_str().to_owned(), link.incarnation(), seq);
                        self.truth().answers(key, None, format!("{outcome:?} {refusal:?}"));
                    }
                }
            }
            None => {}
        }
    }

    fn attend_desk(&self, link: &DeskLink, replica: &mut Replica) {
        let waiting: Vec<u64> = link.pending().into_iter().map(|waiting| waiting.seq).collect();
        for event in link.drain() {
            let mut truth = self.truth();
            truth.steps += 1;
            if let Some(history) = self.history.borrow_mut().as_mut() {
                history.events.push(event.clone());
            }
            match &event {
                Event::Answered { seq, outcome, revision } => {
                    let said = match outcome {
                        Outcome::Committed => "done".to_owned(),
                        Outcome::Refused(refusal) => String::from_utf8_lossy(refusal).into_owned(),
                        Outcome::Unreadable => "unreadable".to_owned(),
                        Outcome::KeyTaken => "key taken".to_owned(),
                    };
                    truth.answers((self.id.as_str().to_owned(), link.incarnation(), *seq), Some(*revision), said);
                }
                Event::Commit { .. }
                | Event::Snapshot { .. }
                | Event::Remembered { .. }
                | Event::Bookmark { .. }
                | Event::Online { .. }
                | Event::Offline { .. }
                | Event::NotAdmitted
                | Event::Contradicted
                | Event::Opened { .. }
                | Event::Saved { .. }
                | Event::History { .. }
                | Event::Console { .. } => {}
            }
            if replica.take(event) == Some(News::Differs) {
                truth.is_broken(format!("{} differs from the server at {}", self.id, replica.revision()));
            }
        }
        if replica.waiting() < waiting.len() {
            let what = format!("{} shows {} of {} commands that wait", self.id, replica.waiting(), waiting.len());
            self.truth().is_broken(what);
        }
    }

    /// Whether everything that the link told was as it is promised, by itself and beside the journal.
    pub(super) fn holds_promises(&self, journal: &[Durable]) {
        let history = self.history.borrow();
        let violations = history.as_ref().map(|history| history.violations(journal)).unwrap_or_default();
        if let Some(first) = violations.first() {
            self.truth().is_broken(format!("{}: {first}", self.id));
        }
    }

    /// The user does something.
    pub(super) fn act(&self) {
        if self.sleep.asleep.get() {
            return;
        }
        let mut on = self.on.borrow_mut();
        let mut random = self.random.borrow_mut();
        match on.as_mut().map(|on| &mut on.program) {
            Some(Program::Desk(link, replica)) => {
                replica.settle(&self.id, self.station);
                let (seq, state) = (link.next_seq(), replica.state());
                let mut hand = Hand {
                    state: &state,
                    station: self.station,
                    terminal: &self.id,
                    now: now(),
                    new: link.new_id(seq, 0),
                    random: &mut random,
                };
                let Some((command, pin)) = hand.next() else { return };
                let online = link.online();
                let Ok(bytes) = serde_json::to_vec(&command) else { return };
                if let Ok(seq) = link.submit(bytes, pin) {
                    let key = (self.id.as_str().to_owned(), link.incarnation(), seq);
                    let ends = matches!(command, Command::Emergencies(emergencies::Command::StandDown { .. }));
                    if matches!(command, Command::Emergencies(_)) && !ends && !online {
                        self.truth().must_be_done(key.clone());
                    }
                    self.truth().saves(key);
                    replica.expect(seq, command, now());
                }
            }
            Some(Program::Lobby(link)) => {
                let Some(number) = link.number() else { return };
                let what = at_the_kiosk(&mut random, number, link.next_seq(), &self.codes.borrow(), now());
                if let proto::v1::submission::What::RegisterVisit(visit) = &what {
                    self.codes.borrow_mut().push(visit.code.clone());
                }
                let submission = Submission { made_at_ms: now().0 + self.clock_off_ms, what: Some(what) };
                if let Ok(seq) = link.submit(submission) {
                    self.truth().saves((self.id.as_str().to_owned(), link.incarnation(), seq));
                }
            }
            None => {}
        }
    }

    /// Whether everything is told and answered, and the replica is the server's view.
    pub(super) fn is_level(&self) -> Result<(), String> {
        let Some(desk) = self.house.desk() else { return Err("the house is closed".into()) };
        let on = self.on.borrow();
        match on.as_ref().map(|on| &on.program) {
            None => Err(format!("{} is off", self.id)),
            Some(Program::Lobby(link)) if link.pending().is_empty() => Ok(()),
            Some(Program::Lobby(link)) => Err(format!("{} has {:?} pending", self.id, link.pending())),
            Some(Program::Desk(link, replica)) => {
                let (revision, digest) = {
                    let shelf = desk.shelf();
                    (shelf.revision(), shelf.digest(view(self.station)))
                };
                let pending: Vec<u64> = link.pending().iter().map(|waiting| waiting.seq).collect();
                if !pending.is_empty() {
                    return Err(format!("{} has {pending:?} pending", self.id));
                }
                if replica.revision() != revision || replica.digest() != digest || replica.waiting() > 0 || replica.unreadable() > 0 {
                    return Err(format!("{} is at {} of {revision}", self.id, replica.revision()));
                }
                Ok(())
            }
        }
    }

    /// A time that a user lets pass before the next thing: most come soon after another.
    pub(super) fn rest_ms(&self) -> u64 {
        let mut random = self.random.borrow_mut();
        if random.chance(3, 4) { 200 + random.below(6_000) } else { 60_000 + random.below(4_800_000) }
    }
}

impl Sleep {
    /// Lets a future get on while nobody sleeps.
    async fn over(self: Rc<Self>, line: impl Future<Output = Infallible>) -> Infallible {
        let mut line = std::pin::pin!(line);
        std::future::poll_fn(|context| {
            if self.asleep.get() {
                *self.waker.borrow_mut() = Some(context.waker().clone());
                return Poll::Pending;
            }
            line.as_mut().poll(context)
        })
        .await
    }
}
