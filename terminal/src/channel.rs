//! One TLS 1.3 connection to the server, and the gRPC channel over it.
//!
//! A channel here is one connection: when it is lost, every call fails and the line above dials
//! again with its own pauses. tonic's hidden reconnecting finds nothing to connect with.

use crate::trust::{Trust, provider};
use crate::watched::{Watched, refuses_certificate};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::version::TLS13;
use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tonic::transport::{Channel, Endpoint};
use tower::service_fn;

/// On the property's own network a connection comes about at once or not at all; a lost packet is
/// repeated by the next try sooner than by TCP.
const CONNECT: Duration = Duration::from_secs(1);
/// For finding the address, the connection and TLS together.
const PATIENCE: Duration = Duration::from_secs(4);
const KEEPALIVE: Duration = Duration::from_secs(5);
const KEEPALIVE_ANSWER: Duration = Duration::from_secs(3);
/// The largest message in either direction.
pub(crate) const MAX_MESSAGE_BYTES: usize = 4 * 1024 * 1024;

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DialError {
    #[error("the server at {server} cannot be reached ({source}): check the network, and that the server runs")]
    Unreachable { server: String, source: io::Error },
    #[error("the server at {server} did not answer in time: check the network")]
    Slow { server: String },
    /// Its certificate is not under the CA that is trusted.
    #[error("what answers at {server} is not this property's server: check the address")]
    AnotherServer { server: String },
    #[error("this terminal is not admitted")]
    NotAdmitted,
    #[error("no encrypted connection to {server} ({source})")]
    Tls { server: String, source: io::Error },
}

/// How an enrolled terminal speaks TLS. Fails if the certificate is not for the key.
pub(crate) fn admitted(ca: &[u8], certificate: &[u8], key_pem: &[u8]) -> Result<Arc<ClientConfig>, rustls::Error> {
    let key = PrivateKeyDer::from_pem_slice(key_pem).map_err(|error| rustls::Error::General(error.to_string()))?;
    let builder = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Trust::pinned(ca.to_vec().into())?));
    Ok(finish(builder.with_client_auth_cert(vec![certificate.to_vec().into()], key)?))
}

/// How a machine without a certificate speaks TLS.
pub(crate) fn unknown(trust: Trust) -> Result<Arc<ClientConfig>, rustls::Error> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trust));
    Ok(finish(builder.with_no_client_auth()))
}

fn finish(mut config: ClientConfig) -> Arc<ClientConfig> {
    config.alpn_protocols = vec![b"h2".to_vec()];
    // Each connection shows both certificates anew, so that ending one takes effect.
    config.resumption = Resumption::disabled();
    Arc::new(config)
}

/// Connects to `server` ("host:port") and checks its certificate.
pub(crate) async fn dial(server: &str, config: Arc<ClientConfig>) -> Result<TlsStream<TcpStream>, DialError> {
    let named = || server.to_owned();
    let connecting = async {
        let tcp = connect(server).await.and_then(|tcp| tcp.set_nodelay(true).map(|()| tcp)).map_err(|source| {
            if source.kind() == io::ErrorKind::TimedOut {
                DialError::Slow { server: named() }
            } else {
                DialError::Unreachable { server: named(), source }
            }
        })?;
        let name = ServerName::try_from(proto::SERVER_NAME)
            .map_err(|error| DialError::Tls { server: named(), source: io::Error::other(error) })?;
        let handshake = TlsConnector::from(config).connect(name, tcp).await;
        handshake.map_err(|source| match tls_error(&source) {
            Some(rustls::Error::InvalidCertificate(_)) => DialError::AnotherServer { server: named() },
            Some(_) if refuses_certificate(&source) => DialError::NotAdmitted,
            Some(_) | None => DialError::Tls { server: named(), source },
        })
    };
    timeout(PATIENCE, connecting).await.unwrap_or_else(|_| Err(DialError::Slow { server: named() }))
}

/// A gRPC channel over one connection. `refused` is set when the server's TLS turns out not to
/// accept the terminal's certificate.
pub(crate) async fn channel(stream: TlsStream<TcpStream>, refused: Arc<AtomicBool>) -> Result<Channel, tonic::transport::Error> {
    let once = Arc::new(Mutex::new(Some(Watched::new(stream, refused))));
    let connector = service_fn(move |_| {
        let stream = once.lock().unwrap_or_else(PoisonError::into_inner).take();
        async { stream.map(TokioIo::new).ok_or(io::Error::from(io::ErrorKind::NotConnected)) }
    });
    // TLS is done in the connector; tonic is told "http" so that it does not ask for its own.
    Endpoint::from_shared(format!("http://{}", proto::SERVER_NAME))?
        .http2_keep_alive_interval(KEEPALIVE)
        .keep_alive_timeout(KEEPALIVE_ANSWER)
        .keep_alive_while_idle(true)
        .connect_with_connector(connector)
        .await
}

/// A connection to the first of the server's addresses that has one to give.
async fn connect(server: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in lookup_host(server).await? {
        match timeout(CONNECT, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok(tcp),
            Ok(Err(error)) => last = error,
            Err(_) => last = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(last)
}

fn tls_error(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}
