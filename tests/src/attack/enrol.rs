//! Machines that want to be terminals and must not: without a fresh code of their own, or at a
//! server that only says it is the property's.

use super::{Reach, Tally};
use crate::harness::{Credential, Property, call};
use domain::Station;
use journal::simulated::Random;
use prost::bytes::Bytes;
use proto::v1::enrol_service_client::EnrolServiceClient;
use proto::v1::operator_service_client::OperatorServiceClient;
use proto::v1::{EnrolRequest, PairRequest};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use terminal::EnrolError;
use terminal::pairing::PairingCode;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tonic::transport::Channel;
use tonic::{Code, Status};

/// A request in so many is a real enrolment for another station: each leaves a revoked terminal.
const FOR_ANOTHER_STATION: u64 = 50;

/// Tries to enrol.
///
/// # Errors
/// A fresh code admits nobody: then a refusal means nothing.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let (mut tally, property) = (Tally::default(), Property::new());
    let mut machine = Machine::beside(&property);
    let used = machine.code("counter", "counter 1").map_err(|e| e.to_string())?;
    machine.enrol(&used).map_err(|e| format!("a fresh code was refused: {e}"))?;
    let between = Between::new(&property);
    let mut random = Random::new(reach.seed);
    let (mut admitted, tries) = (1, reach.rounds(10_000, 250));
    while tally.tried < tries {
        let round = tally.tried;
        match random.below(5) {
            0 => machine.replays(&mut tally, &used, round),
            1 => machine.comes_late(&mut tally, &property, round),
            2 => machine.guesses(&mut tally, &mut random, round),
            3 if random.below(FOR_ANOTHER_STATION) == 0 => {
                machine.is_a_kiosk(&mut tally, &property, round);
                admitted += 1;
            }
            3 => machine.wants_no_station(&mut tally, &mut random, round),
            _ => between.is_called(&mut tally, &property, &mut machine, round),
        }
    }
    let state = property.desk().state();
    let enrolled = state.terminal.iter().filter(|t| t.station != Station::Operator).count();
    tally.must_hold(enrolled == admitted, || format!("{enrolled} terminals instead of {admitted}"));
    tally.notes.push(format!("admitted {}", enrolled - admitted));
    Ok(tally)
}

/// A machine without a certificate, and the operator who makes codes for it.
struct Machine {
    runtime: tokio::runtime::Handle,
    operator: OperatorServiceClient<Channel>,
    server: EnrolServiceClient<Channel>,
    address: SocketAddr,
}

impl Machine {
    fn beside(property: &Property) -> Self {
        let (address, runtime) = (property.address(), property.runtime().clone());
        let operator = runtime.block_on(property.operator_credential().channel(address)).unwrap();
        let nobody = runtime.block_on(Credential::nobody(property).channel(address)).unwrap();
        Self {
            runtime,
            operator: OperatorServiceClient::new(operator),
            server: EnrolServiceClient::new(nobody),
            address,
        }
    }

    /// The secret of a fresh code.
    fn code(&mut self, station: &str, name: &str) -> Result<String, Status> {
        Ok(PairingCode::decode(&self.whole_code(station, name)?).unwrap().secret_hex())
    }

    fn whole_code(&mut self, station: &str, name: &str) -> Result<String, Status> {
        let request = PairRequest { station: station.to_owned(), name: name.to_owned() };
        Ok(self.runtime.block_on(self.operator.pair(request))?.into_inner().code)
    }

    /// Tries to become a terminal; on success its certificate and key, and its station.
    fn enrol(&mut self, secret: &str) -> Result<(Credential, String), Status> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let mut params = CertificateParams::new(vec!["counter-1".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::OrganizationalUnitName, "counter");
        let request = params.serialize_request(&key).unwrap().pem().unwrap();
        let request = EnrolRequest { secret: secret.to_owned(), request };
        let answer = self.runtime.block_on(self.server.enrol(request))?.into_inner();
        let station = answer.station.clone();
        Ok((Credential::of_answer(&answer, &key), station))
    }

    fn must_be_refused(&mut self, tally: &mut Tally, secret: &str, what: &str, round: u64) {
        let refused = self.enrol(secret).err().is_some_and(|status| status.code() == Code::PermissionDenied);
        tally.must_refuse(refused, || format!("round {round}: {what}: admitted"));
    }

    /// While another, fresh code waits.
    fn replays(&mut self, tally: &mut Tally, used: &str, round: u64) {
        self.code("counter", "fresh").unwrap();
        self.must_be_refused(tally, used, "a code that was used", round);
    }

    fn comes_late(&mut self, tally: &mut Tally, property: &Property, round: u64) {
        let secret = self.code("counter", "late").unwrap();
        property.clock().minutes_pass(11);
        self.must_be_refused(tally, &secret, "a code of eleven minutes ago", round);
    }

    fn guesses(&mut self, tally: &mut Tally, random: &mut Random, round: u64) {
        let secret = self.code("counter", "guessed").unwrap();
        for _ in 0..5 {
            let guess = format!("{:016x}", random.next_number());
            self.must_be_refused(tally, &guess, "a guess", round);
        }
        self.must_be_refused(tally, &secret, "the sixth try, with the right code", round);
    }

    fn wants_no_station(&mut self, tally: &mut Tally, random: &mut Random, round: u64) {
        let stations = ["operator", "clock", "", "Counter", "counter ", "kiosk,counter"];
        let station = stations[usize::try_from(random.below(stations.len() as u64)).unwrap()];
        let refused = self.code(station, "stranger").err().is_some_and(|status| status.code() == Code::InvalidArgument);
        tally.must_refuse(refused, || format!("round {round}: a code for the station {station:?}"));
    }

    /// What the machine says of itself in its request does not matter.
    fn is_a_kiosk(&mut self, tally: &mut Tally, property: &Property, round: u64) {
        let secret = self.code("kiosk", "wrong station").unwrap();
        let (credential, station) = self.enrol(&secret).unwrap();
        let answer = self.runtime.block_on(async {
            let channel = credential.channel(self.address).await.unwrap();
            call(channel, "/dutydesk.v1.DeskService/Hello", Bytes::new()).await
        });
        let refused = station == "kiosk" && answer.is_err_and(|status| status.code() == Code::PermissionDenied);
        tally.must_refuse(refused, || format!("round {round}: a kiosk's code made a {station} of it"));
        property.revoke(&credential.terminal);
    }
}

/// A server in between: its CA has the names of the property's, and another key.
struct Between {
    address: SocketAddr,
    /// Bytes that a machine has sent it behind the handshake.
    told: Arc<AtomicU64>,
}

impl Between {
    fn new(property: &Property) -> Self {
        let told = Arc::new(AtomicU64::new(0));
        let acceptor = TlsAcceptor::from(Arc::new(pretending()));
        let listener = property.runtime().block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let counted = told.clone();
        property.runtime().spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, counted) = (acceptor.clone(), counted.clone());
                tokio::spawn(async move {
                    let Ok(mut machine) = acceptor.accept(socket).await else { return };
                    let mut bytes = [0; 1024];
                    while let Ok(count @ 1..) = machine.read(&mut bytes).await {
                        counted.fetch_add(count as u64, Ordering::SeqCst);
                    }
                });
            }
        });
        Self { address, told }
    }

    /// A real machine calls it, with a real code.
    fn is_called(&self, tally: &mut Tally, property: &Property, machine: &mut Machine, round: u64) {
        let code = machine.whole_code("counter", "in between").unwrap();
        let enrolled = terminal::enrol(&property.beside("in between"), &self.address.to_string(), &code);
        let refused = matches!(enrolled, Err(EnrolError::AnotherServer { .. })) && self.told.load(Ordering::SeqCst) == 0;
        tally.must_refuse(refused, || format!("round {round}: a machine spoke with a server in between"));
    }
}

fn pretending() -> ServerConfig {
    let mut ca = CertificateParams::new(Vec::new()).unwrap();
    ca.distinguished_name.push(DnType::CommonName, "Dutydesk property CA");
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let ca_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let ca_certificate = ca.self_signed(&ca_key).unwrap();
    let issuer = Issuer::new(ca, ca_key);
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let own = CertificateParams::new(vec![proto::SERVER_NAME.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let chain = vec![own.der().clone(), ca_certificate.der().clone()];
    let builder = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let builder = builder.with_protocol_versions(&[&rustls::version::TLS13]).unwrap().with_no_client_auth();
    let mut config = builder.with_single_cert(chain, PrivatePkcs8KeyDer::from(key.serialize_der()).into()).unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    config
}
