//! The running server: opened, listening, ticking, and stopped as a whole.

use crate::care::{Care, Charge};
use crate::clock::{Clock, Source};
use crate::data_dir::DataDir;
use crate::desk::{self, Answer, Desk, erasing, turned_away};
use crate::fault::Fault;
use crate::identity::authority::{Authority, Identity, fingerprint};
use crate::identity::inventory;
use crate::identity::pairing::Pairing;
use crate::identity::pin::{Cost, PinDesk};
use crate::identity::secrets::{Secrets, write_secret};
use crate::identity::tries::{Guessed, Tries};
use crate::net::claims::Claims;
use crate::net::deadline::Deadline;
use crate::net::gate::Gate;
use crate::net::listener::{Doorkeeper, accept, bind, tls};
use crate::net::presence::Presence;
use crate::net::quota::Quota;
use crate::operation::call::LARGEST;
use crate::services;
use crate::services::console::Console;
use crate::settings::Settings;
use domain::Station;
use domain::registers::{clock as clock_register, terminals};
use proto::v1::desk_service_server::DeskServiceServer;
use proto::v1::enrol_service_server::EnrolServiceServer;
use proto::v1::kiosk_service_server::KioskServiceServer;
use proto::v1::operator_service_server::OperatorServiceServer;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Request;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Server;
use tonic::transport::server::Router;
use tower::layer::util::{Identity as Plain, Stack};
use values::{Id, Line};

/// How often the clock asks what is due.
const TICK: Duration = Duration::from_millis(500);

/// Calls and streams of one connection at once.
const STREAMS: u32 = 16;
/// What one call, and one connection, may send before it is read; bytes.
const STREAM_WINDOW: u32 = 64 * 1024;
const CONNECTION_WINDOW: u32 = 256 * 1024;
/// The headers of one call, in bytes.
const HEADERS: u32 = 16 * 1024;
/// Who takes back so many calls that were not even begun is cut off.
const RESETS: usize = 20;
/// What a machine without a certificate may send at once, in bytes.
const STRANGERS_MESSAGE: usize = 16 * 1024;

/// A running server.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its desk.
    pub desk: Arc<Desk>,
    /// What is known of its copies.
    pub care: Care,
    stop: watch::Sender<bool>,
    ended: JoinHandle<Result<(), Fault>>,
}

impl Running {
    /// Stops it and waits until everything is closed.
    pub async fn stop(self) -> Result<(), Fault> {
        self.stop.send_replace(true);
        self.ended().await
    }
    /// Set to true, it stops the server.
    #[must_use]
    pub fn stopper(&self) -> watch::Sender<bool> {
        self.stop.clone()
    }
    /// Waits until it ends by itself: only a fault of the disk does that.
    pub async fn ended(self) -> Result<(), Fault> {
        drop(self.desk);
        self.ended.await.unwrap_or_else(|e| Err(Fault::Machine(format!("the server ended in disorder: {e}"))))
    }
}

/// Opens a data directory and serves it. Returns when terminals can connect.
pub async fn start(path: &Path, settings: &Settings, source: Source) -> Result<Running, Fault> {
    let dir = DataDir::make(path)?;
    dir.refuse_missing_keys()?;
    inventory::must_be_whole(dir.path())?;
    let secrets = Arc::new(Secrets::open(dir.path())?);
    let authority = Arc::new(Authority::open(dir.path())?);
    let operator = authority.operator(dir.path())?;
    inventory::keep(dir.path())?;
    let care = Care::default();
    let opened = {
        let (dir, secrets, settings, care) = (dir.clone(), secrets.clone(), settings.clone(), care.clone());
        let open = tokio::task::spawn_blocking(move || desk::open(&dir, &secrets, &settings, &care, source)).await;
        open.map_err(|e| Fault::Machine(format!("opening ended in disorder: {e}")))??
    };
    let (desk, clock) = (opened.desk.clone(), opened.clock.clone());
    admit_operator(&desk, &operator).await?;
    let listener = bind(settings.listen)?;
    let address = listener.local_addr().map_err(|e| Fault::Machine(e.to_string()))?;
    let (ready, connections) = mpsc::channel(64);
    tokio::spawn(accept(listener, tls(&authority)?, Doorkeeper::new(Gate::new(desk.clone())), ready));

    let charge = Arc::new(Charge::of(&dir, settings, opened.durable.clone(), clock.clone()));
    let parts = Parts {
        desk: desk.clone(),
        authority,
        secrets,
        care: care.clone(),
        charge: charge.clone(),
        clock: clock.clone(),
        tries: Tries::open(dir.path(), Guessed::Pin, clock.clone())?,
    };
    let router = parts.router(settings).await?;
    let (stop, stopping) = watch::channel(false);
    let served = tokio::spawn({
        let mut stopping = stopping.clone();
        async move {
            let stopped = async move { drop(stopping.wait_for(|s| *s).await) };
            router.serve_with_incoming_shutdown(ReceiverStream::new(connections), stopped).await
        }
    });
    let erasing = tokio::spawn(erasing::run(desk.clone(), clock.clone()));
    let turned_away = tokio::spawn(turned_away::run(desk.clone()));
    let clock = tokio::spawn(tick(desk.clone(), clock));
    let carers = Carers { threads: care.start(&charge)?, charge };
    write_secret(&dir.path().join("address"), local(address).to_string().as_bytes())?;
    tracing::info!(%address, revision = desk.chain().revision.0, "serving");
    let ended = tokio::spawn(end(opened, served, [clock, erasing, turned_away], carers, stopping, stop.clone(), dir));
    Ok(Running { address, desk, care, stop, ended })
}

/// What the services are made of.
struct Parts {
    desk: Arc<Desk>,
    authority: Arc<Authority>,
    secrets: Arc<Secrets>,
    care: Care,
    charge: Arc<Charge>,
    clock: Clock,
    tries: Tries,
}

impl Parts {
    /// Every service behind its limits.
    async fn router(self, settings: &Settings) -> Result<Router<Stack<Deadline, Plain>>, Fault> {
        let Parts { desk, authority, secrets, care, charge, clock, tries } = self;
        let cost = Cost { memory_kib: settings.pin_memory_kib, passes: settings.pin_passes };
        let pins = Arc::new(PinDesk::new(&secrets, cost, tries));
        let (gate, presence, pairing) = (Gate::new(desk.clone()), Presence::default(), Arc::new(Pairing::new(clock.clone())));
        let claims = Claims::default();
        let quota = Quota::new(settings.kiosk_inputs_per_minute, settings.kiosk_inputs_per_hour);
        let operator = services::operator::Service {
            care,
            charge,
            desk: desk.clone(),
            gate: gate.clone(),
            authority: authority.clone(),
            pairing: pairing.clone(),
            pins: pins.clone(),
            presence: presence.clone(),
            started_at: clock.now(),
            clock: clock.clone(),
            changing: tokio::sync::Mutex::default(),
        };
        let console = Console { pairing: pairing.clone(), mark: authority.mark() };
        let at_desks = services::desk::Service::new(
            desk.clone(),
            gate.clone(),
            (pins.clone(), console),
            presence.clone(),
            clock.clone(),
            claims.clone(),
        );
        // What tells how the server is, and what it can be asked, is not for strangers either.
        let admitted = {
            let gate = gate.clone();
            move |request: Request<()>| gate.caller(&request, &Station::ALL).map(|_| request)
        };
        let in_the_lobby = services::kiosk::Service::new(desk.clone(), gate, (secrets, pins), presence, clock, claims, quota);
        let (health, health_service) = tonic_health::server::health_reporter();
        health.set_service_status("", tonic_health::ServingStatus::Serving).await;
        let reflection = tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(proto::DESCRIPTORS)
            .build_v1();
        let reflection = reflection.map_err(|e| Fault::Machine(format!("reflection cannot be set up: {e}")))?;
        let enrol = services::enrol::Service::new(desk, authority, pairing);
        let router = Server::builder()
            .http2_keepalive_interval(Some(Duration::from_secs(5)))
            .http2_keepalive_timeout(Some(Duration::from_secs(3)))
            .max_concurrent_streams(STREAMS)
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .http2_max_header_list_size(HEADERS)
            .http2_max_pending_accept_reset_streams(Some(RESETS))
            .http2_max_local_error_reset_streams(Some(RESETS))
            .layer(Deadline)
            .add_service(InterceptedService::new(health_service.max_decoding_message_size(STRANGERS_MESSAGE), admitted.clone()))
            .add_service(InterceptedService::new(reflection.max_decoding_message_size(STRANGERS_MESSAGE), admitted))
            .add_service(EnrolServiceServer::new(enrol).max_decoding_message_size(STRANGERS_MESSAGE))
            .add_service(DeskServiceServer::new(at_desks).max_decoding_message_size(128 * 1024))
            .add_service(KioskServiceServer::new(in_the_lobby).max_decoding_message_size(64 * 1024))
            .add_service(OperatorServiceServer::new(operator).max_decoding_message_size(LARGEST));
        Ok(router)
    }
}

/// The operator's own certificate is in the registry like every terminal's.
async fn admit_operator(desk: &Arc<Desk>, operator: &Identity) -> Result<(), Fault> {
    let fingerprint = fingerprint(&operator.certificate);
    if desk.state().terminal.iter().any(|t| t.fingerprint == fingerprint) {
        return Ok(());
    }
    let parsed = |e: values::Invalid| Fault::Machine(e.to_string());
    let terminal = Id::parse(&format!("operator-{}", &fingerprint.as_str()[..6])).map_err(parsed)?;
    let name = Line::parse("operator").map_err(parsed)?;
    let command = terminals::Command::Enrol { terminal, station: Station::Operator, name, fingerprint };
    match desk.submit_own(Station::Operator, command.into()).await {
        Answer::Final { .. } => Ok(()),
        Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => {
            Err(Fault::Machine("the operator's certificate could not be admitted: is the disk full?".into()))
        }
    }
}

/// The clock: submits what is due as the actor `Clock`, and first that it is in doubt itself.
pub async fn tick(desk: Arc<Desk>, clock: Clock) {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        ticks.tick().await;
        // Nothing is added to a history that may be the wrong one.
        if desk.witnesses.standing().is_some() {
            continue;
        }
        // In this order: a confirmed clock is trusted before the state says so.
        let recorded = desk.state().doubt_in_clock().is_some();
        let reading = clock.read();
        let doubt = reading.doubt.filter(|_| !recorded);
        let doubt = doubt.map(|why| clock_register::Command::Doubt { why, shown: reading.shown }.into());
        let due = domain::due(&desk.state(), reading.now).into_iter();
        let due = due.filter(|one| reading.doubt.is_none() || one.goes_on_in_doubt()).map(|one| one.command);
        for command in doubt.into_iter().chain(due) {
            if let Answer::RetryLater(why) = desk.submit_own(Station::Clock, command).await {
                tracing::warn!(%why, "what is due waits for the next tick");
            }
        }
    }
}

/// The threads that look after the data.
struct Carers {
    charge: Arc<Charge>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

type Served = JoinHandle<Result<(), tonic::transport::Error>>;

/// Waits for the end, wherever it comes from, and closes everything in order.
async fn end(
    opened: desk::Opened,
    served: Served,
    asking: [JoinHandle<()>; 3],
    carers: Carers,
    mut stopping: watch::Receiver<bool>,
    stop: watch::Sender<bool>,
    dir: DataDir,
) -> Result<(), Fault> {
    let desk::Opened { desk, writer, keeper, .. } = opened;
    let mut writer = tokio::task::spawn_blocking(move || writer.join());
    let broken = tokio::select! {
        _ = stopping.wait_for(|s| *s) => None,
        ended = &mut writer => Some(ended),
    };
    stop.send_replace(true);
    // Who asks now is told that nobody serves, and the next server writes its own.
    drop(std::fs::remove_file(dir.path().join("address")));
    asking.iter().for_each(JoinHandle::abort);
    for task in asking {
        drop(task.await);
    }
    desk.note_turned_away().await;
    desk.close();
    // Open streams would keep the server alive for as long as terminals follow.
    let abort = served.abort_handle();
    if tokio::time::timeout(Duration::from_millis(500), served).await.is_err() {
        abort.abort();
    }
    drop(desk);
    let ended = match broken {
        Some(ended) => ended,
        None => writer.await,
    };
    carers.charge.stop.store(true, Ordering::Release);
    let closed = tokio::task::spawn_blocking(move || {
        let cared = carers.threads.into_iter().all(|thread| thread.join().is_ok());
        keeper.join().and_then(|()| if cared { Ok(()) } else { Err(Box::new(())) })
    });
    let closed = closed.await;
    let disorder = || Fault::Machine("a thread of the server ended in disorder".into());
    closed.map_err(|_| disorder())?.map_err(|_| disorder())?;
    ended.map_err(|_| disorder())?.map_err(|_| disorder())?
}

fn local(address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() { SocketAddr::new([127, 0, 0, 1].into(), address.port()) } else { address }
}
