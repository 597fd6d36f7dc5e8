//! A kiosk below its own rules: it asks what it likes, and keeps every byte that it is told.

use super::Seen;
use crate::harness::{Credential, Property, call};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable};
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::submission::What;
use proto::v1::{DeliverRequest, GreetRequest, GreetResponse, Submission};
use tonic::transport::Channel;
use values::VisitCode;

/// A kiosk of one property.
pub(super) struct Seat<'p> {
    property: &'p Property,
    channel: Channel,
    seal_to: Bytes,
    number: u8,
    seq: u64,
    last: Bytes,
    /// The code of the visitor whom it registered last.
    pub(super) own: VisitCode,
    /// The last four digits of that visitor's telephone.
    pub(super) shown: String,
}

impl<'p> Seat<'p> {
    pub(super) fn new(property: &'p Property, credential: &Credential) -> Self {
        let channel = property.runtime().block_on(credential.channel(property.address())).unwrap();
        let mut seat = Self {
            property,
            channel,
            seal_to: Bytes::new(),
            number: 0,
            seq: 1,
            last: Bytes::new(),
            own: VisitCode::made_by(1, 0),
            shown: String::new(),
        };
        let greet = GreetRequest { protocol_min: 1, protocol_max: proto::PROTOCOL, ..GreetRequest::default() };
        let greeting = seat.call("Greet", greet.encode_to_vec().into()).unwrap();
        let greeting = GreetResponse::decode(greeting).unwrap();
        (seat.seal_to, seat.number) = (greeting.seal_to, u8::try_from(greeting.number).unwrap());
        seat
    }

    /// The code that it makes of this count; the visitor whom it registers carries it.
    pub(super) fn code(&self, count: u64) -> VisitCode {
        VisitCode::made_by(self.number, count)
    }

    pub(super) fn incarnation(&self) -> Bytes {
        Bytes::from_static(&[5; 16])
    }

    /// Calls a method of the kiosk's service with these bytes.
    pub(super) fn call(&self, method: &str, request: Bytes) -> Seen {
        let path = format!("/dutydesk.v1.KioskService/{method}");
        let answer = self.property.runtime().block_on(call(self.channel.clone(), &path, request));
        answer.map_err(|status| (status.code(), status.message().to_owned()))
    }

    /// Seals and delivers what a visitor wants.
    pub(super) fn submit(&mut self, what: What) -> Seen {
        let plain = Submission { made_at_ms: crate::harness::MONDAY.0, what: Some(what) }.encode_to_vec();
        let place = proto::seal_place(&self.incarnation(), self.seq);
        let recipient = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&self.seal_to).unwrap();
        let sealed = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &recipient,
            proto::SEAL_INFO,
            &plain,
            &place,
        );
        let (encapsulated, ciphertext) = sealed.unwrap();
        self.deliver([encapsulated.to_bytes().as_slice(), &ciphertext].concat().into())
    }

    /// Delivers this, sealed or not, under its next number.
    pub(super) fn deliver(&mut self, sealed: Bytes) -> Seen {
        let request = DeliverRequest {
            incarnation: self.incarnation(),
            seq: self.seq,
            sealed,
            protocol: proto::PROTOCOL,
            ..DeliverRequest::default()
        };
        self.last = request.encode_to_vec().into();
        self.seq += 1;
        self.say_again()
    }

    /// Delivers the last one again.
    pub(super) fn say_again(&self) -> Seen {
        self.call("Deliver", self.last.clone())
    }
}
