//! The listener: TLS 1.3 only, the client's certificate asked for but not demanded (a machine
//! that is not yet a terminal may enrol), handshakes apart from each other, and everything that a peer may hold bounded.

use super::gate::Gate;
use super::seats::Seats;
use crate::fault::Fault;
use crate::identity::authority::{Authority, fingerprint};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, RootCertStore, ServerConfig, SignatureScheme};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tonic::transport::server::Connected;
use values::Digest;

/// How many connections may wait to be accepted: a whole property after a power cut.
const BACKLOG: i32 = 4_096;
/// A handshake that takes longer is dropped.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// So many handshakes go on at once: a whole property after a power cut.
const HANDSHAKES: usize = 256;
/// So many machines that are no terminals are connected at once, and so long: to enrol.
const STRANGERS: usize = 64;
const STRANGERS_TIME: Duration = Duration::from_secs(30);
/// So many connections a terminal has: it needs one, and dead ones may still stand.
const CONNECTIONS: usize = 4;
/// What is open is told that the admission has ended, and then cut off, read or not.
const PARTING: Duration = Duration::from_millis(500);
/// Inside the span of every certificate; dates are not what admits a terminal.
const ANY_DATE: u64 = 1_767_225_600;

/// Binds the listener.
pub fn bind(address: SocketAddr) -> Result<TcpListener, Fault> {
    let bound = || -> io::Result<TcpListener> {
        let socket = socket2::Socket::new(socket2::Domain::for_address(address), socket2::Type::STREAM, None)?;
        socket.set_reuse_address(true)?;
        socket.set_nonblocking(true)?;
        socket.bind(&address.into())?;
        socket.listen(BACKLOG)?;
        TcpListener::from_std(socket.into())
    };
    bound().map_err(|e| Fault::Machine(format!("cannot listen on {address}: {e}. Is another server running, or is the port taken?")))
}

/// The TLS side: the server's certificate, and our own CA as the only one for clients.
pub fn tls(authority: &Authority) -> Result<Arc<ServerConfig>, Fault> {
    let failed = |e: &dyn std::fmt::Display| Fault::Machine(format!("TLS cannot be set up: {e}"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(authority.ca().clone()).map_err(|e| failed(&e))?;
    let inner = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone())
        .allow_unauthenticated()
        .build()
        .map_err(|e| failed(&e))?;
    let (chain, key) = authority.server_chain();
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|e| failed(&e))?
        .with_client_cert_verifier(Arc::new(AnyDate(inner)))
        .with_single_cert(chain, key)
        .map_err(|e| failed(&e))?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    Ok(Arc::new(config))
}

/// Who may sit how long: unfinished handshakes, strangers, and each terminal's connections are few.
#[derive(Clone)]
pub struct Doorkeeper {
    gate: Gate,
    handshakes: Seats<()>,
    strangers: Seats<()>,
    terminals: Seats<Digest>,
}

impl Doorkeeper {
    /// Knows who is a terminal by this gate.
    #[must_use]
    pub fn new(gate: Gate) -> Self {
        let (handshakes, strangers) = (Seats::new(HANDSHAKES), Seats::new(STRANGERS));
        Self { gate, handshakes, strangers, terminals: Seats::new(CONNECTIONS) }
    }

    /// When a connection must end, whatever it does.
    fn seat(&self, peer: &Peer) -> Ending {
        match peer.fingerprint.as_ref().filter(|fingerprint| self.gate.knows(fingerprint)) {
            Some(terminal) => {
                let seat = self.terminals.take(terminal);
                let (gate, fingerprint) = (self.gate.clone(), terminal.clone());
                Box::pin(async move {
                    tokio::select! {
                        () = seat.lost() => {}
                        () = gate.turned_out(&fingerprint) => tokio::time::sleep(PARTING).await,
                    }
                })
            }
            None => {
                let seat = self.strangers.take(&());
                Box::pin(async move { drop(tokio::time::timeout(STRANGERS_TIME, seat.lost()).await) })
            }
        }
    }
}

/// Accepts until the gRPC server ends; each finished handshake goes to it.
pub async fn accept(listener: TcpListener, config: Arc<ServerConfig>, doorkeeper: Doorkeeper, ready: mpsc::Sender<io::Result<Connection>>) {
    let acceptor = TlsAcceptor::from(config);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = ready.closed() => return,
        };
        let (socket, from) = match accepted {
            Ok(accepted) => accepted,
            Err(e) => {
                // Out of file handles, most likely: wait for some to come back.
                tracing::warn!(%e, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let (acceptor, ready, doorkeeper) = (acceptor.clone(), ready.clone(), doorkeeper.clone());
        let turned_away = doorkeeper.gate.clone();
        let seat = doorkeeper.handshakes.take(&());
        tokio::spawn(async move {
            let shaken = tokio::select! {
                biased;
                () = seat.lost() => return tracing::info!(%from, "a handshake gave way to newer ones"),
                shaken = tokio::time::timeout(HANDSHAKE, shake_hands(&acceptor, &doorkeeper, socket)) => shaken,
            };
            drop(seat);
            match shaken {
                Ok(Ok(connection)) => drop(ready.send(Ok(connection)).await),
                Ok(Err(e)) => {
                    turned_away.no_handshake();
                    tracing::info!(%from, %e, "a handshake failed");
                }
                Err(_) => tracing::info!(%from, "a handshake took too long"),
            }
        });
    }
}

async fn shake_hands(acceptor: &TlsAcceptor, doorkeeper: &Doorkeeper, socket: TcpStream) -> io::Result<Connection> {
    socket.set_nodelay(true)?;
    let stream = acceptor.accept(socket).await?;
    let certificate = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
    let peer = Peer { fingerprint: certificate.map(fingerprint) };
    let ending = Some(doorkeeper.seat(&peer));
    Ok(Connection { stream, peer, ending })
}

/// Who is on the other side, as far as TLS tells.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Of the client's certificate; `None`: it showed none.
    pub fingerprint: Option<Digest>,
}

/// An accepted connection.
pub struct Connection {
    stream: TlsStream<TcpStream>,
    peer: Peer,
    /// `None`: it has ended.
    ending: Option<Ending>,
}

/// Done when a connection must end.
type Ending = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Connected for Connection {
    type ConnectInfo = Peer;
    fn connect_info(&self) -> Peer {
        self.peer.clone()
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.ending.as_mut().is_none_or(|ending| ending.as_mut().poll(cx).is_ready()) {
            self.ending = None;
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Checks a client's certificate against our CA at a fixed date.
#[derive(Debug)]
struct AnyDate(Arc<dyn ClientCertVerifier>);

impl ClientCertVerifier for AnyDate {
    fn offer_client_auth(&self) -> bool {
        true
    }
    fn client_auth_mandatory(&self) -> bool {
        false
    }
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.0.root_hint_subjects()
    }
    fn verify_client_cert(
        &self,
        end: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        self.0.verify_client_cert(end, chain, UnixTime::since_unix_epoch(Duration::from_secs(ANY_DATE)))
    }
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("TLS 1.2 is not spoken here".into()))
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, cert, dss)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
