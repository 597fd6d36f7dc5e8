//! A network in memory: calls and streams take their time, get lost with their connection, arrive
//! twice, or pass in one direction only. It carries what tonic has encoded, and nothing else.

use super::house::{House, Leaving};
use super::piped::{pipe, pump};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use journal::simulated::Random;
use prost::bytes::Bytes;
use server::signal::Signal;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use terminal::Ended;
use terminal::environment::{Connection, Dialer, Dialling, Wire};
use tokio::time::sleep;
use tonic::body::Body;
use tonic::codegen::StdError;
use tower::Service;
use values::Digest;

/// A keepalive that is not answered ends a connection after so long.
const KEEPALIVE: Duration = Duration::from_secs(8);
/// A connection that does not come about is given up after so long.
const CONNECT: Duration = Duration::from_secs(3);

/// In which direction something travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the server.
    Up,
    /// To the terminal.
    Down,
}

/// How bad the network is, in thousandths where it is chance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weather {
    /// So many are late.
    pub(super) late: u64,
    /// So many calls are executed, and then lose their answer and the connection.
    pub(super) answer_lost: u64,
    /// So many calls arrive a second time, later.
    pub(super) doubled: u64,
}

/// One terminal's cable.
#[derive(Clone)]
pub(super) struct Cable(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    moved: Signal,
}

struct State {
    random: Random,
    weather: Weather,
    up: bool,
    down: bool,
    /// Counts cuts and healings, so that an old watch does not end a new connection.
    changes: u64,
    line: Option<Arc<Line>>,
}

/// One connection.
pub(super) struct Line {
    broken: AtomicBool,
    moved: Signal,
}

impl Line {
    /// Everything that travels on it is lost.
    fn break_off(&self) {
        self.broken.store(true, Ordering::Release);
        self.moved.raise();
    }

    /// Returns when it is broken.
    pub(super) async fn until_broken(&self) {
        let mut waiter = self.moved.waiter();
        while !self.broken.load(Ordering::Acquire) {
            if waiter.moved().await.is_none() {
                return;
            }
        }
    }
}

impl Cable {
    pub(super) fn new(seed: u64) -> Self {
        let state = State {
            random: Random::new(seed),
            weather: Weather::default(),
            up: true,
            down: true,
            changes: 0,
            line: None,
        };
        Self(Arc::new(Inner { state: Mutex::new(state), moved: Signal::default() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn has_weather(&self, weather: Weather) {
        self.state().weather = weather;
    }

    /// Nothing passes any more that way; who waits for a sign of life gives up in time.
    pub(super) fn cut(&self, way: Way) {
        let changes = {
            let mut state = self.state();
            match way {
                Way::Up => state.up = false,
                Way::Down => state.down = false,
            }
            state.changes += 1;
            state.changes
        };
        let cable = self.clone();
        tokio::spawn(async move {
            sleep(KEEPALIVE).await;
            let line = Some(cable.state()).filter(|state| state.changes == changes).and_then(|state| state.line.clone());
            line.inspect(|line| line.break_off());
        });
    }

    /// Everything passes again.
    pub(super) fn heal(&self) {
        let mut state = self.state();
        (state.up, state.down) = (true, true);
        state.changes += 1;
        drop(state);
        self.0.moved.raise();
    }

    /// The connection is gone, the next one comes about.
    pub(super) fn reset(&self) {
        let line = self.state().line.take();
        line.inspect(|line| line.break_off());
    }

    fn is_open(&self, way: Way) -> bool {
        let state = self.state();
        match way {
            Way::Up => state.up,
            Way::Down => state.down,
        }
    }

    /// Takes the time that the way takes, and waits while it is cut.
    pub(super) async fn cross(&self, way: Way) {
        sleep(self.delay()).await;
        let mut waiter = self.0.moved.waiter();
        while !self.is_open(way) {
            if waiter.moved().await.is_none() {
                return;
            }
        }
    }

    fn delay(&self) -> Duration {
        let mut state = self.state();
        let late = state.weather.late;
        let most = if state.random.chance(late, 1_000) { 2_000 } else { 3 };
        Duration::from_millis(state.random.below(most))
    }

    fn draws(&self, thousandths: impl Fn(&Weather) -> u64) -> bool {
        let mut state = self.state();
        let part = thousandths(&state.weather);
        state.random.chance(part, 1_000)
    }

    fn below(&self, limit: u64) -> u64 {
        self.state().random.below(limit)
    }

    fn connects(&self) -> Arc<Line> {
        let line = Arc::new(Line { broken: AtomicBool::new(false), moved: Signal::default() });
        self.state().line = Some(line.clone());
        line
    }
}

/// How one terminal reaches the house.
pub(super) struct Uplink {
    pub(super) cable: Cable,
    pub(super) house: Arc<House>,
    pub(super) fingerprint: Digest,
}

impl Dialer for Uplink {
    fn dial(&self) -> Dialling<'_> {
        Box::pin(async {
            sleep(self.cable.delay() + self.cable.delay()).await;
            if !self.cable.is_open(Way::Up) || !self.cable.is_open(Way::Down) {
                sleep(CONNECT).await;
                return Err(Ended::Lost("no answer".to_owned()));
            }
            if !self.house.is_open() {
                return Err(Ended::Lost("nobody listens".to_owned()));
            }
            let call = Call {
                cable: self.cable.clone(),
                line: self.cable.connects(),
                house: self.house.clone(),
                fingerprint: self.fingerprint.clone(),
            };
            Ok(Connection { wire: Wire::new(call), refused: Arc::default() })
        })
    }

    fn server(&self) -> &str {
        "the house"
    }

    fn is_called(&self, _name: &str) {}
}

/// Carries calls over one connection.
#[derive(Clone)]
struct Call {
    cable: Cable,
    line: Arc<Line>,
    house: Arc<House>,
    fingerprint: Digest,
}

type Answer = Result<Response<Body>, StdError>;

impl Service<Request<Body>> for Call {
    type Response = Response<Body>;
    type Error = StdError;
    type Future = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), StdError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let call = self.clone();
        Box::pin(async move {
            tokio::select! {
                biased;
                () = call.line.until_broken() => Err(lost()),
                answer = call.exchange(request) => answer,
            }
        })
    }
}

/// As when a connection is reset.
pub(super) fn lost() -> StdError {
    std::io::Error::from(std::io::ErrorKind::ConnectionReset).into()
}

impl Call {
    async fn exchange(&self, request: Request<Body>) -> Answer {
        let (parts, body) = request.into_parts();
        let bytes = body.collect().await?.to_bytes();
        self.cable.cross(Way::Up).await;
        let leaving = Leaving::of(parts.uri.path(), &bytes);
        let again = || {
            let mut request = Request::new(Body::new(Full::new(bytes.clone())));
            *request.uri_mut() = parts.uri.clone();
            *request.method_mut() = parts.method.clone();
            *request.headers_mut() = parts.headers.clone();
            request
        };
        if self.cable.draws(|weather| weather.doubled) {
            // Long after the first, or a moment before it.
            let late = if self.cable.below(2) == 0 { Duration::ZERO } else { Duration::from_millis(self.cable.below(20_000)) };
            let house = self.house.clone();
            let (request, fingerprint) = (again(), self.fingerprint.clone());
            tokio::spawn(async move {
                sleep(late).await;
                drop(house.answer(request, fingerprint).await);
            });
            sleep(Duration::from_millis(self.cable.below(3))).await;
        }
        // The server goes on with a call whose caller has gone.
        let (house, request, fingerprint) = (self.house.clone(), again(), self.fingerprint.clone());
        let answer = tokio::spawn(async move { house.answer(request, fingerprint).await }).await??;
        if self.cable.draws(|weather| weather.answer_lost) {
            self.line.break_off();
            return Err(lost());
        }
        let (parts, body) = answer.into_parts();
        let (piped, frames) = pipe();
        tokio::spawn(pump(body, frames, self.cable.clone(), self.line.clone(), self.house.clone(), leaving));
        Ok(Response::from_parts(parts, piped))
    }
}

/// The bytes of each message in a piece of a gRPC stream.
pub(super) fn messages(mut piece: Bytes) -> Vec<Bytes> {
    let mut found = Vec::new();
    while piece.len() >= 5 {
        let length = u32::from_be_bytes([piece[1], piece[2], piece[3], piece[4]]) as usize;
        drop(piece.split_to(5));
        found.push(piece.split_to(length.min(piece.len())));
    }
    found
}
