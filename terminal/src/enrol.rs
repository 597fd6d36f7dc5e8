//! How a machine becomes a terminal.

use crate::channel::{self, DialError};
use crate::identity::{Card, Identity, IdentityError, Papers};
use crate::pairing::{PairingCode, PairingError};
use crate::shelf::OUTBOX;
use crate::trust::{self, Trust};
use proto::v1::enrol_service_client::EnrolServiceClient;
use proto::v1::{EnrolRequest, EnrolResponse};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime;
use tokio::time::timeout;

const ANSWER: Duration = Duration::from_secs(10);

/// Why a machine did not become a terminal.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The directory belongs to a terminal already.
    #[error("this directory already belongs to terminal {terminal}: give another, empty one to enrol a new terminal")]
    AlreadyEnrolled {
        /// Which one.
        terminal: String,
    },
    /// It holds another terminal's outbox, whose numbers this one could not go on with.
    #[error("this directory holds the outbox of an earlier terminal: give another, empty one")]
    NotEmpty,
    /// What was typed is no code.
    #[error(transparent)]
    Code(#[from] PairingError),
    /// The CA that the code names is not the server's.
    #[error(
        "the pairing code does not belong to the server at {server}: check each digit of the code, and the address. Nothing was sent to that server"
    )]
    AnotherServer {
        /// Where it answers.
        server: String,
    },
    /// There is no connection, in a sentence.
    #[error("{0}")]
    NoConnection(String),
    /// The server said no, in its words.
    #[error("the server did not take the pairing code ({0}): check each digit, or ask the manager for a new code")]
    Refused(String),
    /// The server answered with what cannot be used.
    #[error("the server's answer cannot be used ({0}): ask the manager for a new code, and try again")]
    Answer(&'static str),
    /// No key could be made.
    #[error("no key could be made on this machine ({0})")]
    Key(#[from] rcgen::Error),
    /// TLS could not be prepared.
    #[error("the encrypted connection could not be prepared ({0})")]
    Tls(#[from] rustls::Error),
    /// The system refused.
    #[error("{doing} failed: {source}")]
    System {
        /// What was tried.
        doing: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// What the directory holds is damaged, or the identity could not be kept there.
    #[error(transparent)]
    Identity(#[from] IdentityError),
}

/// Makes this machine a terminal: checks that the server at `server` ("host:port") is the one that
/// `code` names, trades the code for a certificate, and keeps everything in `dir`. The key never
/// leaves this machine. Waits for the network; not for a thread that draws.
///
/// # Errors
/// [`EnrolError`]; `dir` holds no identity then.
pub fn enrol(dir: &Path, server: &str, code: &str) -> Result<Identity, EnrolError> {
    match Identity::load(dir) {
        Ok(identity) => {
            return Err(EnrolError::AlreadyEnrolled { terminal: identity.terminal().to_owned() });
        }
        Err(IdentityError::NotEnrolled { .. }) => {}
        Err(error @ (IdentityError::File { .. } | IdentityError::Damaged { .. })) => {
            return Err(error.into());
        }
    }
    if dir.join(OUTBOX).exists() {
        return Err(EnrolError::NotEmpty);
    }
    let code = PairingCode::decode(code)?;
    let system = |doing| move |source| EnrolError::System { doing, source };
    fs::create_dir_all(dir).map_err(system("making the terminal's directory"))?;

    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let request = CertificateParams::default().serialize_request(&key)?.pem()?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(system("preparing the network"))?;
    let answer = runtime.block_on(trade(server, &code, request));
    runtime.shutdown_background();
    let (ca, answer) = answer?;

    let key_pem = zeroize::Zeroizing::new(key.serialize_pem());
    channel::admitted(&ca, &answer.certificate, key_pem.as_bytes())
        .map_err(|_| EnrolError::Answer("its certificate is not for this machine's key"))?;
    let card = Card {
        terminal: answer.terminal,
        station: answer.station,
        name: None,
        server: server.to_owned(),
    };
    let papers = Papers { card: &card, ca: &ca, certificate: &answer.certificate, key_pem: &key_pem };
    Ok(Identity::keep(dir, &papers)?)
}

/// The CA that the code names, and the server's answer.
async fn trade(server: &str, code: &PairingCode, request: String) -> Result<(Vec<u8>, EnrolResponse), EnrolError> {
    let config = channel::unknown(Trust::named(code.ca_mark))?;
    let stream = channel::dial(server, config).await.map_err(|error| match error {
        DialError::AnotherServer { server } => EnrolError::AnotherServer { server },
        DialError::Unreachable { .. } | DialError::Slow { .. } | DialError::NotAdmitted | DialError::Tls { .. } => {
            EnrolError::NoConnection(error.to_string())
        }
    })?;
    let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let ca = trust::find(chain, code.ca_mark).map(|ca| ca.to_vec());
    let ca = ca.ok_or_else(|| EnrolError::AnotherServer { server: server.to_owned() })?;

    let channel = channel::channel(stream, Arc::default())
        .await
        .map_err(|_| EnrolError::NoConnection(format!("the connection to {server} was lost")))?;
    let mut client = EnrolServiceClient::new(channel);
    let request = EnrolRequest { secret: code.secret_hex(), request };
    let answer = match timeout(ANSWER, client.enrol(request)).await {
        Ok(Ok(answer)) => answer.into_inner(),
        Ok(Err(status)) if status.source().is_none() => {
            return Err(EnrolError::Refused(status.message().to_owned()));
        }
        Ok(Err(_)) | Err(_) => {
            return Err(EnrolError::NoConnection(format!("the connection to {server} was lost")));
        }
    };
    if answer.ca != ca {
        return Err(EnrolError::Answer("it names another CA"));
    }
    if answer.terminal.is_empty() || answer.station.is_empty() {
        return Err(EnrolError::Answer("it names no terminal or station"));
    }
    Ok((ca, answer))
}
