//! The gate: which terminal a call comes from, by the fingerprint of its certificate.

use super::listener::Peer;
use crate::desk::Desk;
use crate::desk::witnesses::SENTENCE;
use domain::Station;
use domain::registers::terminals::{Barrier, Terminal};
use std::sync::Arc;
use tonic::{Request, Status};
use values::{Digest, Id};

/// An admitted caller.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Its id in the registry.
    pub terminal: Id<Terminal>,
    /// The station for which it is enrolled.
    pub station: Station,
    /// What it is called.
    pub name: String,
    /// The digits that begin its visit codes.
    pub number: u8,
}

/// Admits calls of enrolled terminals.
#[derive(Clone)]
pub struct Gate {
    desk: Arc<Desk>,
}

impl Gate {
    /// The gate of a desk.
    #[must_use]
    pub fn new(desk: Arc<Desk>) -> Self {
        Self { desk }
    }

    /// Whether the holder of this certificate is an admitted terminal now.
    #[must_use]
    pub fn knows(&self, fingerprint: &Digest) -> bool {
        self.desk.state().terminal.iter().any(|t| &t.fingerprint == fingerprint && t.revoked_at.is_none())
    }

    /// Returns once the holder of this certificate is admitted no longer.
    pub async fn turned_out(&self, fingerprint: &Digest) {
        let mut registry = self.desk.registry.waiter();
        while self.knows(fingerprint) {
            if registry.moved().await.is_none() {
                return;
            }
        }
    }

    /// A handshake came to nothing.
    pub fn no_handshake(&self) {
        self.desk.turned_away.count(Barrier::Handshake, None);
    }

    /// The caller, if it is admitted and enrolled for one of these stations.
    pub fn caller<T>(&self, request: &Request<T>, stations: &[Station]) -> Result<Caller, Status> {
        let fingerprint = request.extensions().get::<Peer>().and_then(|p| p.fingerprint.as_ref());
        let refused = || {
            self.desk.turned_away.count(Barrier::NoTerminal, None);
            Status::unauthenticated("this terminal is not admitted: enrol it with a one-time code")
        };
        let fingerprint = fingerprint.ok_or_else(refused)?;
        let state = self.desk.state();
        let known = state.terminal.iter().find(|t| &t.fingerprint == fingerprint).ok_or_else(refused)?;
        if known.revoked_at.is_some() {
            self.desk.turned_away.count(Barrier::Revoked, Some(&known.id));
            return Err(Status::unauthenticated("this terminal's admission has ended: ask the operator"));
        }
        if !stations.contains(&known.station) {
            self.desk.turned_away.count(Barrier::NotForStation, Some(&known.id));
            return Err(Status::permission_denied(format!("this call is not for the station {}", known.station.name())));
        }
        if known.station != Station::Operator {
            self.refuse_contradicted()?;
        }
        Ok(Caller {
            terminal: known.id.clone(),
            station: known.station,
            name: known.name.as_str().to_owned(),
            number: known.number,
        })
    }

    /// Whether a caller may still be told something; streams ask whenever something changed.
    ///
    /// # Errors
    /// Its admission has ended, or nobody is told anything: with this the stream ends.
    pub fn still_admits(&self, caller: &Caller) -> Result<(), Status> {
        if self.desk.state().terminal.get(&caller.terminal).is_none_or(|t| t.revoked_at.is_some()) {
            return Err(Status::unauthenticated("this terminal's admission has ended: ask the operator"));
        }
        self.refuse_contradicted()
    }

    /// A history that a terminal contradicts is published to nobody.
    ///
    /// # Errors
    /// It is contradicted.
    pub fn refuse_contradicted(&self) -> Result<(), Status> {
        if self.desk.witnesses.standing().is_some() { Err(Status::data_loss(SENTENCE)) } else { Ok(()) }
    }
}
