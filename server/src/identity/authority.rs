//! The property's own certificate authority (rcgen): it names the server and each terminal.
//!
//! Certificates span 2000 to 2099 and nobody checks the dates, because clocks are wrong in
//! the field: the registry of terminals, by fingerprint, decides who is admitted.

use super::secrets::write_secret;
use crate::fault::Fault;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

/// The CA with its key, and the server's own certificate.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    ca: CertificateDer<'static>,
    server: Identity,
}

/// A certificate with its private key.
pub struct Identity {
    /// The certificate.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
}

impl Authority {
    /// Reads the authority of a data directory, making it the first time.
    pub fn open(dir: &Path) -> Result<Self, Fault> {
        let key_path = dir.join("ca.key");
        let certificate_path = dir.join("ca.der");
        if !certificate_path.exists() {
            let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(refused)?;
            let certificate = ca_params()?.self_signed(&key).map_err(refused)?;
            write_secret(&key_path, key.serialize_pem().as_bytes())?;
            write_secret(&certificate_path, certificate.der())?;
        }
        let pem = fs::read_to_string(&key_path).map_err(Fault::file(&key_path))?;
        let key = KeyPair::from_pem(&pem).map_err(|e| Fault::damaged(&key_path, e.to_string()))?;
        let ca = CertificateDer::from(fs::read(&certificate_path).map_err(Fault::file(&certificate_path))?);
        let issuer = Issuer::new(ca_params()?, key);
        let server = issue_to_self(&issuer, dir, "server", proto::SERVER_NAME, ExtendedKeyUsagePurpose::ServerAuth)?;
        Ok(Self { issuer, ca, server })
    }

    /// The CA's certificate, which every terminal pins.
    #[must_use]
    pub fn ca(&self) -> &CertificateDer<'static> {
        &self.ca
    }

    /// What the server presents: its certificate, then the CA's.
    #[must_use]
    pub fn server_chain(&self) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
        (vec![self.server.certificate.clone(), self.ca.clone()], self.server.key.clone_key())
    }

    /// The operator's own certificate, kept in the data directory for the command line.
    pub fn operator(&self, dir: &Path) -> Result<Identity, Fault> {
        issue_to_self(&self.issuer, dir, "operator", "operator", ExtendedKeyUsagePurpose::ClientAuth)
    }

    /// Issues a certificate for the key in a request. Nothing else is taken from it.
    pub fn admit(&self, request_pem: &str, terminal: &str) -> Result<CertificateDer<'static>, Fault> {
        let unreadable = |e: rcgen::Error| Fault::Input(format!("the certificate request cannot be read: {e}"));
        let mut request = CertificateSigningRequestParams::from_pem(request_pem).map_err(unreadable)?;
        request.params = leaf_params(terminal, ExtendedKeyUsagePurpose::ClientAuth)?;
        Ok(request.signed_by(&self.issuer).map_err(refused)?.der().clone())
    }

    /// The first 80 bits of the CA certificate's SHA-256: the half of a pairing code that
    /// tells the terminal which server it may talk to.
    #[must_use]
    pub fn mark(&self) -> [u8; 10] {
        let mut mark = [0; 10];
        mark.copy_from_slice(&Sha256::digest(&self.ca)[..10]);
        mark
    }
}

/// SHA-256 of a certificate: its name in the registry of terminals.
#[must_use]
pub fn fingerprint(certificate: &CertificateDer<'_>) -> values::Digest {
    values::Digest::of(&Sha256::digest(certificate).into())
}

fn ca_params() -> Result<CertificateParams, Fault> {
    let mut params = CertificateParams::new(Vec::new()).map_err(refused)?;
    params.distinguished_name.push(DnType::CommonName, "Dutydesk property CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(2099, 12, 31);
    Ok(params)
}

fn leaf_params(name: &str, usage: ExtendedKeyUsagePurpose) -> Result<CertificateParams, Fault> {
    let mut params = CertificateParams::new(vec![name.to_owned()]).map_err(refused)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![usage];
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(2099, 12, 31);
    Ok(params)
}

fn issue_to_self(
    issuer: &Issuer<'static, KeyPair>,
    dir: &Path,
    file: &str,
    name: &str,
    usage: ExtendedKeyUsagePurpose,
) -> Result<Identity, Fault> {
    let (certificate_path, key_path) = (dir.join(format!("{file}.der")), dir.join(format!("{file}.key")));
    if !certificate_path.exists() {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(refused)?;
        let certificate = leaf_params(name, usage)?.signed_by(&key, issuer).map_err(refused)?;
        write_secret(&key_path, &key.serialize_der())?;
        write_secret(&certificate_path, certificate.der())?;
    }
    let certificate = CertificateDer::from(fs::read(&certificate_path).map_err(Fault::file(&certificate_path))?);
    let key = PrivatePkcs8KeyDer::from(fs::read(&key_path).map_err(Fault::file(&key_path))?);
    Ok(Identity { certificate, key: key.into() })
}

fn refused(error: rcgen::Error) -> Fault {
    Fault::Machine(format!("the certificate could not be made: {error}"))
}
