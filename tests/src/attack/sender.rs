//! A staff terminal below its own rules: it sends any command, under any number.

use crate::harness::{Credential, Property, pin};
use domain::registers::staff::{self, Person};
use domain::{Command, Refusal as Any, Station};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{Outcome, SubmitRequest};
use tonic::transport::Channel;
use values::Id;

/// A terminal that sends what it likes.
pub(super) struct Sender {
    channel: Channel,
    incarnation: [u8; 16],
    /// Of the next command.
    pub(super) seq: u64,
}

impl Sender {
    /// A new terminal.
    pub(super) fn enrolled(property: &Property, station: Station) -> Self {
        Self::of(property, &Credential::enrolled(property, station, station.name()))
    }

    /// A terminal that is enrolled already.
    pub(super) fn of(property: &Property, terminal: &Credential) -> Self {
        let channel = property.runtime().block_on(terminal.channel(property.address())).unwrap();
        Self { channel, incarnation: [3; 16], seq: 1 }
    }

    /// Why the server refuses, if it does.
    pub(super) fn submit(&mut self, property: &Property, command: &Command, pin: String) -> Result<Option<Any>, String> {
        let request = SubmitRequest {
            epoch: Bytes::from(property.desk().identity.epoch.to_vec()),
            incarnation: self.incarnation.to_vec().into(),
            seq: self.seq,
            command: serde_json::to_vec(command).unwrap().into(),
            pin,
            ..SubmitRequest::default()
        };
        let mut server = DeskServiceClient::new(self.channel.clone());
        let answer = property.runtime().block_on(server.submit(request)).map_err(|e| e.to_string())?.into_inner();
        self.seq += 1;
        match answer.outcome() {
            Outcome::Committed => Ok(None),
            Outcome::Refused => serde_json::from_slice(&answer.refusal).map(Some).map_err(|e| e.to_string()),
            other => Err(format!("{} was neither done nor refused: {other:?}", command.name())),
        }
    }

    /// Signs a person in, who must be able to.
    pub(super) fn sign_in(&mut self, property: &Property, person: &Id<Person>) {
        let command = staff::Command::SignIn { person: person.clone() };
        let refusal = self.submit(property, &command.into(), pin(person.as_str())).unwrap();
        assert!(refusal.is_none(), "{person} cannot sign in: {refusal:?}");
    }
}
