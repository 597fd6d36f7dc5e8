//! What a link stands on: its disk, its clock, chance, and the way to its server. A program has the
//! real ones; a simulation puts others in their place and runs the same link on them.

use crate::courier::Ended;
use crate::desk_link::VIEW;
use crate::identity::Identity;
use crate::line::GREETING;
use crate::shelf::OUTBOX;
use crate::trouble::StartError;
use crate::{channel, clock};
use journal::chance::{Chance, SystemChance};
use journal::disk::{Disk, RealDisk};
use rustls::ClientConfig;
use std::pin::Pin;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::timeout;
use tonic::body::Body;
use tonic::codegen::{StdError, http};
use tower::ServiceExt;
use tower::util::BoxCloneSyncService;

/// Carries gRPC calls over one connection, and fails them all once that is gone.
pub type Wire = BoxCloneSyncService<http::Request<Body>, http::Response<Body>, StdError>;

/// The terminal's clock in milliseconds since 1970 UTC. It may be wrong: whatever it says is a claim.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// A connection in the making.
pub type Dialling<'a> = Pin<Box<dyn Future<Output = Result<Connection, Ended>> + Send + 'a>>;

/// Everything outside a link that it touches.
pub struct Environment {
    /// The terminal's id.
    pub terminal: String,
    /// The station for which it is enrolled ("counter").
    pub station: String,
    /// The terminal's own directory.
    pub disk: Arc<dyn Disk>,
    /// The outbox's, inside it.
    pub outbox: Arc<dyn Disk>,
    /// The view cache's, inside it.
    pub view: Arc<dyn Disk>,
    /// The terminal's clock.
    pub clock: Clock,
    /// Where keys, nonces and the spread of pauses come from.
    pub chance: Arc<dyn Chance>,
    /// The way to the server.
    pub dialer: Arc<dyn Dialer>,
}

/// The way to the server.
pub trait Dialer: Send + Sync {
    /// Connects. Every call is one try.
    fn dial(&self) -> Dialling<'_>;
    /// Where that goes, for the log.
    fn server(&self) -> &str;
    /// The server calls this terminal so; it is remembered for the next start.
    fn is_called(&self, name: &str);
}

/// A connection that stands.
pub struct Connection {
    /// Carries the calls.
    pub wire: Wire,
    /// Set when the server turns out not to accept the terminal's certificate.
    pub refused: Arc<AtomicBool>,
}

impl Environment {
    /// The real one of an enrolled terminal.
    pub(crate) fn of(identity: Identity) -> Result<Environment, StartError> {
        let real = |dir: &std::path::Path| RealDisk::new(dir).map_err(StartError::system("opening the terminal's directory"));
        let (disk, outbox) = (real(identity.dir())?, real(&identity.dir().join(OUTBOX))?);
        let view = identity.dir().join(VIEW);
        // Without it there is no view cache, which never stops a start.
        let view = RealDisk::new(&view).unwrap_or_else(|_| RealDisk::read_only(&view));
        let (terminal, station) = (identity.terminal().to_owned(), identity.station().to_owned());
        let (server, config) = (identity.server().to_owned(), identity.tls()?);
        Ok(Environment {
            terminal,
            station,
            disk: Arc::new(disk),
            outbox: Arc::new(outbox),
            view: Arc::new(view),
            clock: Arc::new(clock::now_ms),
            chance: Arc::new(SystemChance),
            dialer: Arc::new(TlsDialer { server, config, identity: Mutex::new(identity) }),
        })
    }
}

/// TLS to the address that the identity names.
struct TlsDialer {
    server: String,
    config: Arc<ClientConfig>,
    identity: Mutex<Identity>,
}

impl Dialer for TlsDialer {
    fn dial(&self) -> Dialling<'_> {
        Box::pin(async {
            let refused = Arc::new(AtomicBool::new(false));
            let stream = channel::dial(&self.server, Arc::clone(&self.config)).await?;
            match timeout(GREETING, channel::channel(stream, Arc::clone(&refused))).await {
                Ok(Ok(channel)) => Ok(Connection { wire: Wire::new(channel.map_err(Into::into)), refused }),
                Ok(Err(_)) => Err(Ended::Lost("the connection to the server was lost".to_owned())),
                Err(_) => Err(Ended::silence()),
            }
        })
    }

    fn server(&self) -> &str {
        &self.server
    }

    fn is_called(&self, name: &str) {
        if let Err(error) = self.identity.lock().unwrap_or_else(PoisonError::into_inner).is_called(name) {
            tracing::warn!(%error, "this terminal's name could not be kept");
        }
    }
}
