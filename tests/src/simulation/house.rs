//! The house: the real desk with its real services, on a simulated disk.

use super::archive::InMemory;
use super::network::messages;
use super::time::{passed, servers_now};
use super::truth::{Follow, Truth};
use crate::harness::Operator;
use domain::registers::terminals;
use domain::{Command, Station};
use http::{Request, Response};
use journal::Identity;
use journal::chance::Chance;
use journal::file::Options;
use journal::simulated::{Random, SeededChance, SimulatedDisk};
use prost::Message as _;
use prost::bytes::Bytes;
use proto::v1::desk_service_server::DeskServiceServer;
use proto::v1::kiosk_service_server::KioskServiceServer;
use proto::v1::{FollowRequest, FollowResponse, SubmitResponse};
use server::care::Care;
use server::clock::{Clock, Source};
use server::data_dir::DataDir;
use server::desk::recognition::Recognition;
use server::desk::witnesses::Witnesses;
use server::desk::{Answer, Desk, Ground, Writing, replay_on};
use server::fault::Fault;
use server::identity::pairing::Pairing;
use server::identity::pin::{Cost, PinDesk};
use server::identity::secrets::Secrets;
use server::identity::tries::{Guessed, Tries};
use server::net::claims::Claims;
use server::net::gate::Gate;
use server::net::listener::Peer;
use server::net::presence::Presence;
use server::net::quota::Quota;
use server::operation::load;
use server::services::console::Console;
use server::services::{desk, kiosk};
use server::storage::body::BodyKey;
use server::storage::entry::Verdict;
use server::storage::space::Space;
use server::storage::vault::Vault;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tonic::body::Body;
use tonic::codegen::StdError;
use tower::Service;
use values::{Digest, Id, Line};

/// So many commits are kept for those who come back: few, so that some come too late.
const RING: usize = 48;
/// What visitors of a simulation may enter in a minute, and in an hour: they are in a hurry.
const IN_A_HURRY: u32 = 1_000_000;
/// The journal's file grows by so much: little, as memory is.
const STEP: u64 = 16 * 1024;
/// So many entries make a segment: few, so that starts meet checkpoints.
const SEGMENT: u64 = 120;

/// The house and what is on its disks.
pub(super) struct House {
    truth: Arc<Mutex<Truth>>,
    secrets: Arc<Secrets>,
    archive: Arc<InMemory>,
    chance: Arc<SeededChance>,
    state: Mutex<State>,
}

struct State {
    disk: SimulatedDisk,
    keys: SimulatedDisk,
    random: Random,
    /// A sync takes up to so many milliseconds.
    slowest_sync: u64,
    running: Option<Running>,
}

struct Running {
    desk: Arc<Desk>,
    durable: Arc<AtomicU64>,
    pins: Arc<PinDesk>,
    at_desks: DeskServiceServer<desk::Service>,
    in_the_lobby: KioskServiceServer<kiosk::Service>,
    writer: JoinHandle<Result<(), Fault>>,
    clock: JoinHandle<()>,
}

/// How the house goes down.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// The process is killed: what it wrote stays written.
    Killed,
    /// The power is cut: what was not synced may be lost.
    PowerCut,
}

impl House {
    /// A house without a server; `secrets` is a directory with its keys.
    pub(super) fn new(seed: u64, secrets: &Path, truth: Arc<Mutex<Truth>>) -> Result<Self, Fault> {
        let state = State {
            disk: SimulatedDisk::new(),
            keys: SimulatedDisk::new(),
            random: Random::new(seed),
            slowest_sync: 2,
            running: None,
        };
        Ok(Self {
            truth,
            secrets: Arc::new(Secrets::open(secrets)?),
            archive: Arc::default(),
            chance: Arc::new(SeededChance::new(seed)),
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the server on what the disks hold.
    pub(super) fn open(self: &Arc<Self>, space: &Path) -> Result<(), Fault> {
        let (disk, keys) = {
            let state = self.state();
            (state.disk.clone(), state.keys.clone())
        };
        let vault = Arc::new(Vault::on(&keys, self.secrets.master(), self.chance.clone())?);
        let (mut store, mut epoch) = ([0; 16], [0; 16]);
        for bytes in [&mut store, &mut epoch] {
            self.chance.fill(bytes).map_err(|e| Fault::Machine(e.to_string()))?;
        }
        let (journal, replayed) =
            replay_on(Arc::new(disk.clone()), Options { step_bytes: STEP, identity: Identity { store, epoch } }, &vault)?;
        let epoch = journal.identity().epoch;
        let source = Source { read: || (servers_now(), passed()) };
        let clock = Clock::start(source, replayed.last_at(), replayed.state.doubt_in_clock().map(|d| d.why));
        let house = Arc::downgrade(self);
        let ground = Ground {
            vault,
            bodies: BodyKey::of(self.secrets.master()),
            archive: self.archive.clone(),
            to_archive: self.archive.follow(&disk)?,
            journal: Arc::new(disk.clone()),
            space: Arc::new(Space::watch(space, 0, 0)),
            care: Care::default(),
            segment_entries: SEGMENT,
            ring: RING,
            in_step: None,
            pace: Some(Box::new(move || {
                let slowly = house.upgrade().map_or(Duration::ZERO, |house| house.sync_time());
                Box::pin(sleep(slowly))
            })),
            witnesses: Witnesses::open(&DataDir::make(space)?, &epoch)?,
            recognition: Recognition::new(Tries::in_memory(Guessed::VisitCode, clock.clone())),
            clock: clock.clone(),
        };
        let (desk, writing) = Writing::over(journal, replayed, ground)?;
        let (gate, presence, claims) = (Gate::new(desk.clone()), Presence::default(), Claims::default());
        let pins = PinDesk::new(&self.secrets, Cost { memory_kib: 8, passes: 1 }, Tries::in_memory(Guessed::Pin, clock.clone()))
            .with_chance(self.chance.clone());
        let pins = Arc::new(pins);
        let console = Console { pairing: Arc::new(Pairing::new(clock.clone())), mark: [0; 10] };
        let at_desks =
            desk::Service::new(desk.clone(), gate.clone(), (pins.clone(), console), presence.clone(), clock.clone(), claims.clone());
        let in_the_lobby = kiosk::Service::new(
            desk.clone(),
            gate,
            (self.secrets.clone(), pins.clone()),
            presence,
            clock.clone(),
            claims,
            Quota::new(IN_A_HURRY, IN_A_HURRY),
        );
        let running = Running {
            durable: writing.durable(),
            writer: tokio::spawn(writing.run()),
            clock: tokio::spawn(server::serve::tick(desk.clone(), clock)),
            desk,
            pins,
            at_desks: DeskServiceServer::new(at_desks),
            in_the_lobby: KioskServiceServer::new(in_the_lobby),
        };
        self.state().running = Some(running);
        Ok(())
    }

    /// Loads the small property and enrols the terminals.
    pub(super) async fn furnish(&self, terminals: &[(Id<terminals::Terminal>, Station, Digest)]) -> Result<(), String> {
        let (desk, pins) = {
            let state = self.state();
            let running = state.running.as_ref().ok_or("the house is closed")?;
            (running.desk.clone(), running.pins.clone())
        };
        load::load(&desk, &pins, &Operator::small()).await.map_err(|errors| errors.join("; "))?;
        for (terminal, station, fingerprint) in terminals {
            let name = Line::parse(terminal.as_str()).map_err(|e| e.to_string())?;
            let command = terminals::Command::Enrol {
                terminal: terminal.clone(),
                station: *station,
                name,
                fingerprint: fingerprint.clone(),
            };
            match desk.submit_own(Station::Operator, Command::from(command)).await {
                Answer::Final { verdict: Verdict::Committed, .. } => {}
                other @ (Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_)) => {
                    return Err(format!("{terminal} was not enrolled: {other:?}"));
                }
            }
        }
        Ok(())
    }

    /// Whether a server runs.
    pub(super) fn is_open(&self) -> bool {
        self.state().running.is_some()
    }

    /// Whether its writer has ended: only a fault of the disk does that.
    pub(super) fn has_failed(&self) -> bool {
        self.state().running.as_ref().is_some_and(|running| running.writer.is_finished())
    }

    /// The running server's desk.
    pub(super) fn desk(&self) -> Option<Arc<Desk>> {
        self.state().running.as_ref().map(|running| running.desk.clone())
    }

    /// The disk with the journal, as it is now.
    pub(super) fn disk(&self) -> SimulatedDisk {
        self.state().disk.clone()
    }

    /// Takes the server down. Every connection to it has to be broken by the caller.
    pub(super) fn close(&self, end: End) {
        let mut state = self.state();
        let Some(running) = state.running.take() else { return };
        running.writer.abort();
        running.clock.abort();
        let seed = state.random.next_number();
        (state.disk, state.keys) = match end {
            End::Killed => (state.disk.fork(), state.keys.fork()),
            End::PowerCut => (state.disk.crash(seed), state.keys.crash(seed ^ 1)),
        };
    }

    /// The power goes at one of the next operations of the disk.
    pub(super) fn cut_power_soon(&self) {
        let mut state = self.state();
        let n = 1 + state.random.below(6);
        state.disk.cut_power_at(n);
    }

    /// A disk that is full, or has room again.
    pub(super) fn is_full(&self, full: bool) {
        let state = self.state();
        state.disk.set_capacity(full.then(|| state.disk.used_bytes()));
    }

    /// How long a sync takes at most.
    pub(super) fn syncs_in(&self, milliseconds: u64) {
        self.state().slowest_sync = milliseconds;
    }

    fn sync_time(&self) -> Duration {
        let mut state = self.state();
        let slowest = state.slowest_sync;
        Duration::from_millis(state.random.below(slowest))
    }

    /// Answers a call that has arrived.
    pub(super) async fn answer(&self, mut request: Request<Body>, fingerprint: Digest) -> Result<Response<Body>, StdError> {
        request.extensions_mut().insert(Peer { fingerprint: Some(fingerprint) });
        let (mut at_desks, mut in_the_lobby) = {
            let state = self.state();
            let running = state.running.as_ref().ok_or("nobody listens")?;
            (running.at_desks.clone(), running.in_the_lobby.clone())
        };
        let answer = if request.uri().path().starts_with("/dutydesk.v1.Desk") {
            at_desks.call(request).await
        } else {
            in_the_lobby.call(request).await
        };
        answer.map_err(|never| match never {})
    }

    /// Part of an answer leaves the server: nothing in it may be newer than what is durable, and a
    /// stream goes on where it stands.
    pub(super) fn leaves(&self, call: &mut Leaving, piece: &Bytes) {
        let Some(durable) = self.state().running.as_ref().map(|running| running.durable.load(Ordering::Acquire)) else { return };
        let mut truth = self.truth.lock().unwrap_or_else(PoisonError::into_inner);
        for message in messages(piece.clone()) {
            match call {
                Leaving::Follow(stream) => {
                    if let Ok(response) = FollowResponse::decode(message) {
                        truth.streams(stream, &response, durable);
                    }
                }
                Leaving::Submit => {
                    let shown = SubmitResponse::decode(message).map_or(0, |response| response.revision);
                    truth.leaves(shown, durable);
                }
                Leaving::Other => truth.steps += 1,
            }
        }
    }
}

/// What leaves the server.
pub(super) enum Leaving {
    /// A stream of the state.
    Follow(Follow),
    /// An answer to a command.
    Submit,
    /// Anything else.
    Other,
}

impl Leaving {
    /// The answer to this call.
    pub(super) fn of(path: &str, request: &Bytes) -> Self {
        if path.ends_with("/Follow") {
            let request = messages(request.clone()).into_iter().next().and_then(|bytes| FollowRequest::decode(bytes).ok());
            Self::Follow(Follow::from(&request.unwrap_or_default()))
        } else if path.ends_with("/Submit") {
            Self::Submit
        } else {
            Self::Other
        }
    }
}
