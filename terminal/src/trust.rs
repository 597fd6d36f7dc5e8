//! Whom a terminal trusts: servers under one CA, whatever the date.
//!
//! Clocks in the field are wrong, and a terminal that cannot connect cannot be corrected either.
//! The registry ends a certificate, never its date.

use crate::pairing::{self, MARK_BYTES};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::sync::Arc;
use std::time::Duration;

/// 2026-01-01T00:00:00Z, inside the span of every certificate that a server makes.
const FIXED_TIME_S: u64 = 1_767_225_600;

/// Which servers are accepted: those whose certificate this CA has signed for the server's name.
#[derive(Debug)]
pub(crate) struct Trust {
    ca: Ca,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug)]
enum Ca {
    /// An enrolled terminal's.
    Pinned(Arc<WebPkiServerVerifier>),
    /// The one in the server's chain that a pairing code names.
    Named([u8; MARK_BYTES]),
}

impl Trust {
    /// Trusts `ca` and nothing else.
    pub(crate) fn pinned(ca: CertificateDer<'static>) -> Result<Trust, Error> {
        let provider = provider();
        Ok(Trust { ca: Ca::Pinned(webpki(ca, &provider)?), provider })
    }

    /// Trusts the CA that a pairing code names by this mark.
    pub(crate) fn named(mark: [u8; MARK_BYTES]) -> Trust {
        Trust { ca: Ca::Named(mark), provider: provider() }
    }
}

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// The certificate in `chain` that has this mark.
pub(crate) fn find<'a, 'b>(chain: &'a [CertificateDer<'b>], mark: [u8; MARK_BYTES]) -> Option<&'a CertificateDer<'b>> {
    chain.iter().find(|certificate| pairing::ca_mark(certificate) == mark)
}

fn webpki(ca: CertificateDer<'static>, provider: &Arc<CryptoProvider>) -> Result<Arc<WebPkiServerVerifier>, Error> {
    let mut roots = RootCertStore::empty();
    roots.add(ca)?;
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
        .build()
        .map_err(|error| Error::General(error.to_string()))
}

fn on_any_date(ask: impl Fn(UnixTime) -> Result<ServerCertVerified, Error>) -> Result<ServerCertVerified, Error> {
    match ask(UnixTime::since_unix_epoch(Duration::from_secs(FIXED_TIME_S))) {
        // Asked again inside the certificate's own span, everything else still has to hold.
        Err(Error::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. })) => ask(not_after),
        Err(Error::InvalidCertificate(CertificateError::NotValidYetContext { not_before, .. })) => ask(not_before),
        answer => answer,
    }
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let webpki = match &self.ca {
            Ca::Pinned(webpki) => Arc::clone(webpki),
            Ca::Named(mark) => {
                let ca = find(chain, *mark).ok_or(Error::InvalidCertificate(CertificateError::UnknownIssuer))?;
                webpki(ca.clone().into_owned(), &self.provider)?
            }
        };
        on_any_date(|time| webpki.verify_server_cert(leaf, chain, name, &[], time))
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("only TLS 1.3 is spoken".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
