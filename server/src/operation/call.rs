//! The operator's line to the running server: the certificate in the data directory opens it.

use crate::data_dir::DataDir;
use crate::fault::Fault;
use crate::identity::authority::Authority;
use hyper_util::rt::TokioIo;
use proto::v1::operator_service_client::OperatorServiceClient;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tonic::transport::{Channel, Endpoint, Uri};

/// An import may be this large.
pub const LARGEST: usize = 16 << 20;

/// Connects to the server that serves this data directory.
pub async fn operator(dir: &DataDir) -> Result<OperatorServiceClient<Channel>, Fault> {
    let not_running = || Fault::Input(format!("no server is serving {}: start it with `serve --data {0}`", dir.path().display()));
    let address = fs::read_to_string(dir.path().join("address")).map_err(|_| not_running())?;
    let authority = Authority::open(dir.path())?;
    let operator = authority.operator(dir.path())?;
    let failed = |e: &dyn std::fmt::Display| Fault::Machine(format!("TLS cannot be set up: {e}"));
    let mut roots = RootCertStore::empty();
    roots.add(authority.ca().clone()).map_err(|e| failed(&e))?;
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|e| failed(&e))?
        .with_root_certificates(roots)
        .with_client_auth_cert(vec![operator.certificate], operator.key)
        .map_err(|e| failed(&e))?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    let connector = TlsConnector::from(Arc::new(config));
    let name = ServerName::try_from(proto::SERVER_NAME).map_err(|e| failed(&e))?;
    let address = address.trim().to_owned();
    let socket = TcpStream::connect(address).await.map_err(|_| not_running())?;
    let stream = connector.connect(name, socket).await.map_err(|_| not_running())?;
    let channel = over(stream).await.map_err(|_| not_running())?;
    Ok(OperatorServiceClient::new(channel).max_encoding_message_size(LARGEST))
}

/// A channel over this one connection. When it ends, calls fail: tonic's own reconnecting, which
/// dials again and again without a pause while a server refuses the certificate, finds nothing.
///
/// # Errors
/// The other side speaks no HTTP/2.
pub async fn over(stream: TlsStream<TcpStream>) -> Result<Channel, tonic::transport::Error> {
    let once = Arc::new(Mutex::new(Some(stream)));
    let connect = tower::service_fn(move |_: Uri| {
        let stream = once.lock().unwrap_or_else(PoisonError::into_inner).take();
        async { stream.map(TokioIo::new).ok_or(io::Error::from(io::ErrorKind::NotConnected)) }
    });
    Endpoint::from_static("http://server").connect_with_connector(connect).await
}

/// What the server answered, as a sentence.
pub fn said(status: tonic::Status) -> Fault {
    Fault::Input(status.message().to_owned())
}
