//! A property's server in this process: TLS as the real one does it, and services that do what a
//! test has scripted.

mod desk;
mod enrol;
mod kiosk;
mod listener;

pub use desk::{Fate, Page, Stream};

use crate::ca::{Ca, Leaf};
use crate::relay::Relay;
use crate::told::PATIENCE;
use hpke::kem::X25519HkdfSha256;
use hpke::{Kem, Serializable};
use listener::Peer;
use proto::v1::desk_service_server::DeskServiceServer;
use proto::v1::enrol_service_server::EnrolServiceServer;
use proto::v1::kiosk_service_server::KioskServiceServer;
use proto::v1::{HelloRequest, HistoryRequest, Lobby, Submission, SubmitRequest};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use tempfile::TempDir;
use terminal::pairing::PairingCode;
use terminal::{Identity, enrol};
use tokio::runtime::Runtime;
use tonic::transport::Server;
use tonic::{Request, Status};

pub const SECRET: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];
pub const SERVER_YEARS: (i32, i32) = (2000, 2099);

pub struct Property {
    pub ca: Arc<Ca>,
    pub house: Arc<House>,
    // Ends with the test.
    _runtime: Runtime,
}

/// What the services share with the test.
pub struct House {
    pub ca: Arc<Ca>,
    pub relay: Relay,
    state: Mutex<State>,
    changed: Condvar,
}

pub struct State {
    /// The codes that are good, with the station that they are for.
    pub codes: HashMap<String, String>,
    pub enrol_calls: usize,
    pub admitted: HashSet<Vec<u8>>,
    pub epoch: &'static [u8],
    pub hellos: Vec<HelloRequest>,
    /// What shall happen to the submissions that come next; then they are committed.
    pub fates: VecDeque<Fate>,
    /// Every arrival.
    pub arrivals: Vec<SubmitRequest>,
    /// What was done: by incarnation and seq, once.
    pub done: BTreeMap<(Vec<u8>, u64), Vec<u8>>,
    /// What the next `Follow` streams say; then an empty view.
    pub streams: VecDeque<Stream>,
    pub follows: Vec<Option<proto::v1::Cursor>>,
    /// What comes of the questions to the archive that come next; then an error.
    pub pages: VecDeque<Page>,
    /// Every question to the archive.
    pub questions: Vec<HistoryRequest>,
    pub seal_key: <X25519HkdfSha256 as Kem>::PrivateKey,
    pub seal_to: Vec<u8>,
    pub lobby: Lobby,
    /// The submissions, opened, with whether they waited offline.
    pub delivered: Vec<(Submission, bool)>,
    pub kiosk_refuses: bool,
    /// As they arrived, with their numbers.
    pub sealed: Vec<(u64, Vec<u8>)>,
    /// What a kiosk is told at its greeting; 0: nothing.
    pub kiosk_expects: u64,
    /// Whether a greeting keeps to itself what is expected next.
    pub hello_says_nothing: bool,
    /// The server was put back to its beginning, in the same epoch, and says so.
    pub is_rolled_back: bool,
    pub kept_seq: u64,
}

impl Property {
    pub fn start() -> Property {
        let ca = Arc::new(Ca::new());
        let leaf = ca.server(proto::SERVER_NAME, SERVER_YEARS);
        Property::with(ca, leaf, &[], None)
    }

    /// With this certificate, these behind it in place of the CA's (none: the CA's), and taking
    /// only clients of `client_ca` already in TLS, if there is one.
    pub fn with(ca: Arc<Ca>, leaf: Leaf, behind: &[rustls::pki_types::CertificateDer<'static>], client_ca: Option<&Ca>) -> Property {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let behind = if behind.is_empty() { vec![ca.der.clone()] } else { behind.to_vec() };
        let tls = listener::tls(&ca, leaf, behind, client_ca);
        let (address, incoming) = listener::listen(runtime.handle(), tls);
        let house = Arc::new(House {
            ca: Arc::clone(&ca),
            relay: Relay::to(address, runtime.handle()),
            state: Mutex::new(State::new()),
            changed: Condvar::new(),
        });
        let services = Server::builder()
            .add_service(EnrolServiceServer::from_arc(Arc::clone(&house)))
            .add_service(DeskServiceServer::from_arc(Arc::clone(&house)))
            .add_service(KioskServiceServer::from_arc(Arc::clone(&house)));
        runtime.spawn(services.serve_with_incoming(incoming));
        Property { ca, house, _runtime: runtime }
    }

    pub fn address(&self) -> &str {
        &self.house.relay.address
    }

    /// A code for one terminal at this station.
    pub fn code(&self, station: &str) -> String {
        let code = PairingCode::new(SECRET, &self.ca.der);
        self.house.state().codes.insert(code.secret_hex(), station.to_owned());
        code.encode().unwrap()
    }

    /// An enrolled terminal in a directory of its own.
    pub fn terminal(&self, station: &str) -> (TempDir, Identity) {
        let dir = tempfile::tempdir().unwrap();
        let identity = enrol(dir.path(), self.address(), &self.code(station)).unwrap();
        (dir, identity)
    }
}

impl House {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Changes the state and tells who waits for it.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let answer = change(&mut self.state());
        self.changed.notify_all();
        answer
    }

    /// Waits until the server has seen something.
    pub fn wait(&self, what: &str, enough: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let waiting = self.changed.wait_timeout_while(self.state(), PATIENCE, |s| !enough(s));
        let (state, waited) = waiting.unwrap();
        assert!(!waited.timed_out(), "waited in vain for {what}");
        state
    }

    /// The gate: only who is on the list.
    fn admit<T>(&self, request: &Request<T>) -> Result<(), Status> {
        let peer = request.extensions().get::<Peer>().and_then(|peer| peer.0.clone());
        match peer {
            Some(certificate) if self.state().admitted.contains(&certificate) => Ok(()),
            Some(_) | None => Err(Status::unauthenticated("this terminal is not admitted")),
        }
    }
}

impl State {
    fn new() -> State {
        let (seal_key, seal_to) = X25519HkdfSha256::gen_keypair();
        State {
            codes: HashMap::new(),
            enrol_calls: 0,
            admitted: HashSet::new(),
            epoch: b"epoch one",
            hellos: Vec::new(),
            fates: VecDeque::new(),
            arrivals: Vec::new(),
            done: BTreeMap::new(),
            streams: VecDeque::new(),
            follows: Vec::new(),
            pages: VecDeque::new(),
            questions: Vec::new(),
            seal_key,
            seal_to: seal_to.to_bytes().to_vec(),
            lobby: Lobby { counter_telephone: "000".into(), ..Lobby::default() },
            delivered: Vec::new(),
            kiosk_refuses: false,
            sealed: Vec::new(),
            kiosk_expects: 0,
            hello_says_nothing: false,
            is_rolled_back: false,
            kept_seq: 0,
        }
    }
}
