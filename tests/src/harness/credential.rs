//! What somebody shows at the TLS handshake, and calls made with it, byte for byte.

use super::Property;
use domain::Station;
use hyper_util::rt::TokioIo;
use prost::bytes::{Buf, BufMut, Bytes};
use proto::v1::enrol_service_client::EnrolServiceClient;
use proto::v1::{EnrolRequest, EnrolResponse};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use server::identity::authority::Authority;
use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use terminal::pairing::PairingCode;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};

/// What a narrow connection takes without being read.
const NARROW: u32 = 64 * 1024;

/// A certificate with its key, and the CA that its holder trusts.
pub struct Credential {
    ca: CertificateDer<'static>,
    own: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
    /// The terminal's id; empty where there is none.
    pub terminal: String,
}

impl Clone for Credential {
    fn clone(&self) -> Self {
        let own = self.own.as_ref().map(|(certificate, key)| (certificate.clone(), key.clone_key()));
        Self { ca: self.ca.clone(), own, terminal: self.terminal.clone() }
    }
}

impl Credential {
    /// Somebody without a certificate.
    #[must_use]
    pub fn nobody(property: &Property) -> Self {
        Self::nobody_at(&property.data())
    }

    /// The same at a server that serves `data`.
    #[must_use]
    pub fn nobody_at(data: &Path) -> Self {
        Self { ca: ca_of(data), own: None, terminal: String::new() }
    }

    /// A machine that enrols with a real one-time code, by calls of the test's own.
    #[must_use]
    pub fn enrolled(property: &Property, station: Station, name: &str) -> Self {
        let code = property.pair(station, name);
        let (data, address) = (property.data(), property.address());
        property.runtime().block_on(Self::enrol(&data, address, &code)).unwrap()
    }

    /// A machine that enrols with this code at a server that serves `data` there.
    ///
    /// # Errors
    /// The code is not one, or the server refuses.
    pub fn enrolled_at(data: &Path, address: SocketAddr, code: &str) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(Self::enrol(data, address, code))
    }

    async fn enrol(data: &Path, address: SocketAddr, code: &str) -> Result<Self, String> {
        let nobody = Self::nobody_at(data);
        let code = PairingCode::decode(code).map_err(|e| e.to_string())?;
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let request = CertificateParams::default().serialize_request(&key).unwrap().pem().unwrap();
        let mut server = EnrolServiceClient::new(nobody.channel(address).await.map_err(|e| e.to_string())?);
        let answer = server
            .enrol(EnrolRequest { secret: code.secret_hex(), request })
            .await
            .map_err(|e| e.to_string())?
            .into_inner();
        Ok(Self::of_answer(&answer, &key))
    }

    /// What a server has given for this key.
    #[must_use]
    pub fn of_answer(answer: &EnrolResponse, key: &KeyPair) -> Self {
        let certificate = CertificateDer::from(answer.certificate.to_vec());
        Self {
            ca: CertificateDer::from(answer.ca.to_vec()),
            own: Some((certificate, private(key))),
            terminal: answer.terminal.clone(),
        }
    }

    /// A certificate of another CA that has the same names as the property's.
    #[must_use]
    pub fn foreign(property: &Property) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "Dutydesk property CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let ca_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let issuer = Issuer::new(params, ca_key);
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let certificate = CertificateParams::new(vec!["operator".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
        Self {
            ca: ca_of(&property.data()),
            own: Some((certificate.der().clone(), private(&key))),
            terminal: String::new(),
        }
    }

    /// A certificate of the property's own CA, good until the end of this year, that is in no registry.
    #[must_use]
    pub fn unregistered(property: &Property, year: i32) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "Dutydesk property CA");
        let pem = std::fs::read_to_string(property.data().join("ca.key")).unwrap();
        let issuer = Issuer::new(params, KeyPair::from_pem(&pem).unwrap());
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut own = CertificateParams::new(vec!["counter-1".to_owned()]).unwrap();
        own.not_before = date_time_ymd(2000, 1, 1);
        own.not_after = date_time_ymd(year, 12, 31);
        own.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        Self {
            ca: ca_of(&property.data()),
            own: Some((own.signed_by(&key, &issuer).unwrap().der().clone(), private(&key))),
            terminal: String::new(),
        }
    }

    pub(super) fn of_operator(data: &Path) -> Self {
        let operator = Authority::open(data).unwrap().operator(data).unwrap();
        Self {
            ca: ca_of(data),
            own: Some((operator.certificate, operator.key)),
            terminal: String::new(),
        }
    }

    /// Connects; an error is the connection's.
    pub async fn channel(&self, server: SocketAddr) -> Result<Channel, Box<dyn Error + Send + Sync>> {
        Ok(server::operation::call::over(self.connected(server).await?).await?)
    }

    /// The same with a window so narrow that who does not read holds the sender up.
    ///
    /// # Errors
    /// As [`Credential::channel`].
    pub async fn narrow_channel(&self, server: SocketAddr) -> Result<Channel, Box<dyn Error + Send + Sync>> {
        let mut stream = Some(self.connected(server).await?);
        let connect = tower::service_fn(move |_| {
            let stream = stream.take().map(TokioIo::new).ok_or(std::io::Error::from(std::io::ErrorKind::NotConnected));
            async { stream }
        });
        let endpoint = Endpoint::from_static("http://server")
            .initial_stream_window_size(NARROW)
            .initial_connection_window_size(NARROW);
        Ok(endpoint.connect_with_connector(connect).await?)
    }

    /// The line below HTTP/2.
    ///
    /// # Errors
    /// There is no connection, or no handshake.
    pub async fn connected(&self, server: SocketAddr) -> Result<TlsStream<TcpStream>, Box<dyn Error + Send + Sync>> {
        let socket = TcpStream::connect(server).await?;
        socket.set_nodelay(true)?;
        let name = ServerName::try_from(proto::SERVER_NAME)?;
        Ok(TlsConnector::from(Arc::new(self.tls())).connect(name, socket).await?)
    }

    fn tls(&self) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.ca.clone()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let builder = builder.with_protocol_versions(&[&rustls::version::TLS13]).unwrap().with_root_certificates(roots);
        let mut config = match &self.own {
            Some((certificate, key)) => builder.with_client_auth_cert(vec![certificate.clone()], key.clone_key()).unwrap(),
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols = vec![b"h2".to_vec()];
        config
    }
}

fn ca_of(data: &Path) -> CertificateDer<'static> {
    Authority::open(data).unwrap().ca().clone()
}

fn private(key: &KeyPair) -> PrivateKeyDer<'static> {
    PrivatePkcs8KeyDer::from(key.serialize_der()).into()
}

/// Calls any method by its path ("/dutydesk.v1.DeskService/Hello") with the bytes of a
/// request, and returns the bytes of the first answer.
pub async fn call(channel: Channel, path: &str, request: Bytes) -> Result<Bytes, Status> {
    let answers = first_answers(channel, path, request, |_| true).await?;
    answers.into_iter().next().ok_or_else(|| Status::out_of_range("the stream ended without an answer"))
}

/// The same with all answers up to the first that is `enough`, or to the end of the stream.
pub async fn first_answers(channel: Channel, path: &str, request: Bytes, enough: impl Fn(&Bytes) -> bool) -> Result<Vec<Bytes>, Status> {
    let mut client = tonic::client::Grpc::new(channel);
    client.ready().await.map_err(|e| Status::unknown(e.to_string()))?;
    let request = Request::new(tokio_stream::once(request));
    let path = path.parse().map_err(|_| Status::internal("no path"))?;
    let answering = async {
        let mut answers = client.streaming(request, path, Raw).await?.into_inner();
        let mut said = Vec::new();
        while let Some(answer) = answers.message().await? {
            let last = enough(&answer);
            said.push(answer);
            if last {
                break;
            }
        }
        Ok(said)
    };
    super::within(answering).await
}

/// Messages as bytes.
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Raw;
    type Decoder = Raw;
    fn encoder(&mut self) -> Raw {
        Raw
    }
    fn decoder(&mut self) -> Raw {
        Raw
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;
    fn encode(&mut self, item: Bytes, to: &mut EncodeBuf<'_>) -> Result<(), Status> {
        to.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;
    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining())))
    }
}
