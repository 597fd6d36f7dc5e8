//! What people ask of the server about PINs and machines at a desk: answered once, kept on no
//! terminal's disk, each with a PIN.

use super::desk::{DESKS, Service};
use crate::desk::{Answer, Origin, Proofs};
use crate::fault::Fault;
use crate::identity::pairing::{LIFETIME, Pairing};
use crate::identity::pin::{Proven, first_pin};
use crate::net::gate::Caller;
use crate::storage::entry::Verdict;
use domain::registers::staff::{self, Person, check_pin, least};
use domain::registers::terminals;
use domain::{Command, Refusal, Station, rights};
use prost::bytes::Bytes;
use proto::v1;
use std::sync::Arc;
use tonic::{Request, Status};
use values::{Id, Line};

/// By which new machines are let in.
pub struct Console {
    /// The codes that wait.
    pub pairing: Arc<Pairing>,
    /// Of the CA, in every code.
    pub mark: [u8; 10],
}

/// Done; or the rule that says no, in its one JSON form.
pub(super) type Said<T> = Result<Result<T, Bytes>, Status>;

impl Service {
    pub(super) async fn own_pin(&self, request: Request<v1::ChangePinRequest>) -> Said<()> {
        let caller = self.gate.caller(&request, DESKS)?;
        let v1::ChangePinRequest { by, new_pin } = request.into_inner();
        let by = by.unwrap_or_default();
        let Some(proven) = self.proves(&caller, &by).await else {
            self.turn_away(&caller);
            return no(staff::Refusal::NotRecognised);
        };
        let known = self.desk.state().person.get(&proven.person).cloned();
        let Some(person) = known else { return no(staff::Refusal::NotRecognised) };
        if let Err(refusal) = check_pin(&person, &new_pin) {
            return no(refusal);
        }
        if new_pin == by.pin {
            return no(staff::Refusal::SamePin);
        }
        self.set(&caller, &person.id, &new_pin, false, proven).await
    }

    pub(super) async fn colleagues_pin(&self, request: Request<v1::GivePinRequest>) -> Said<String> {
        let caller = self.gate.caller(&request, DESKS)?;
        let v1::GivePinRequest { by, to } = request.into_inner();
        let Some(proven) = self.proves(&caller, &by.unwrap_or_default()).await else {
            self.turn_away(&caller);
            return no(rights::Refusal::PinNeeded);
        };
        let to = Id::parse(&to).map_err(|e| Status::invalid_argument(e.to_string()))?;
        let known = self.desk.state().person.get(&to).cloned();
        let Some(person) = known else { return no(Refusal::NotFound { kind: domain::Kind::Person }) };
        let pin = first_pin(least(&person)).map_err(internal)?;
        let set = self.set(&caller, &person.id, &pin, true, proven).await?;
        if set.is_ok() {
            self.pins.forgive(&person.id);
        }
        Ok(set.map(|()| pin))
    }

    pub(super) async fn new_terminal(&self, request: Request<v1::OfferTerminalRequest>) -> Said<v1::OfferTerminalResponse> {
        let caller = self.gate.caller(&request, DESKS)?;
        let v1::OfferTerminalRequest { by, station, name } = request.into_inner();
        let by = by.unwrap_or_default();
        let invalid = |e: values::Invalid| Status::invalid_argument(e.to_string());
        let station = Station::named(&station).ok_or_else(|| Status::invalid_argument("there is no such station"))?;
        let (name, person) = (Line::parse(&name).map_err(invalid)?, Id::parse(&by.number).map_err(invalid)?);
        let proven = self.proves(&caller, &by).await;
        let command = terminals::Command::Pair { station, name: name.clone(), by: person };
        if let Err(refusal) = self.record(&caller, command.into(), proven).await? {
            return Ok(Err(refusal));
        }
        let code = self.console.pairing.offer(station, name, self.console.mark).map_err(internal)?;
        let expires = self.clock.now().plus(i64::try_from(LIFETIME.as_millis()).unwrap_or(i64::MAX));
        Ok(Ok(v1::OfferTerminalResponse { code, expires_at_ms: expires.0, refusal: Bytes::new() }))
    }

    async fn set(&self, caller: &Caller, person: &Id<Person>, pin: &str, to_be_changed: bool, by: Proven) -> Said<()> {
        let credential = self.pins.make(person, pin, to_be_changed).await.map_err(internal)?;
        let command = staff::Command::SetCredential { credential: Box::new(credential), by: Some(by.person.clone()) };
        self.record(caller, command.into(), Some(by)).await
    }

    pub(super) async fn record(&self, caller: &Caller, command: Command, proof: Option<Proven>) -> Said<()> {
        let origin = Origin::OnBehalf { terminal: caller.terminal.clone(), station: caller.station };
        match self.desk.submit(origin, Some(command), Proofs { first: proof, ..Proofs::default() }, None).await {
            Answer::Final { verdict: Verdict::Committed, .. } => Ok(Ok(())),
            Answer::Final { verdict: Verdict::Refused(refusal), .. } => no(refusal),
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => {
                Err(Status::unavailable("nothing was changed: try again"))
            }
        }
    }

    pub(super) async fn proves(&self, caller: &Caller, by: &v1::Proof) -> Option<Proven> {
        let person = Id::parse(&by.number).ok()?;
        self.proven(caller, &person, &by.pin).await
    }

    /// A wrong PIN with what becomes no command, and so no refusal in the journal.
    fn turn_away(&self, caller: &Caller) {
        self.desk.turned_away.count(terminals::Barrier::Pin, Some(&caller.terminal));
    }
}

fn no<T>(refusal: impl Into<Refusal>) -> Said<T> {
    let refusal = serde_json::to_vec(&refusal.into()).map_err(|e| Status::internal(e.to_string()))?;
    Ok(Err(refusal.into()))
}

fn internal(fault: Fault) -> Status {
    Status::internal(fault.to_string())
}
