//! The lobby's window.

use super::House;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR};
use prost::Message;
use proto::v1::kiosk_service_server::KioskService;
use proto::v1::{
    DeliverRequest, DeliverResponse, EndProgramRequest, EndProgramResponse, GreetRequest, GreetResponse, KioskRefusal, Outcome, Submission,
    WatchLobbyRequest, WatchLobbyResponse,
};
use std::pin::Pin;
use tokio_stream::{Stream, StreamExt, once, pending};
use tonic::{Request, Response, Status};

#[tonic::async_trait]
impl KioskService for House {
    type WatchLobbyStream = Pin<Box<dyn Stream<Item = Result<WatchLobbyResponse, Status>> + Send>>;

    async fn greet(&self, request: Request<GreetRequest>) -> Result<Response<GreetResponse>, Status> {
        self.admit(&request)?;
        let expected_seq = self.state().kiosk_expects;
        Ok(Response::new(GreetResponse {
            expected_seq,
            number: 7,
            terminal: "kiosk1".to_owned(),
            seal_to: self.state().seal_to.clone().into(),
            ..GreetResponse::default()
        }))
    }

    async fn deliver(&self, request: Request<DeliverRequest>) -> Result<Response<DeliverResponse>, Status> {
        self.admit(&request)?;
        let request = request.into_inner();
        self.change(|state| {
            let (key, sealed) = request.sealed.split_at(32);
            let key = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(key).unwrap();
            let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeR::Base,
                &state.seal_key,
                &key,
                proto::SEAL_INFO,
                sealed,
                &proto::seal_place(&request.incarnation, request.seq),
            );
            let opened = opened.map_err(|_| Status::invalid_argument("sealed to another place"))?;
            let submission = Submission::decode(opened.as_slice()).map_err(|_| Status::invalid_argument("no submission"))?;
            state.delivered.push((submission, request.offline));
            state.sealed.push((request.seq, request.sealed.to_vec()));
            let (outcome, refusal) = if state.kiosk_refuses {
                (Outcome::Refused, KioskRefusal::UnknownCode)
            } else {
                (Outcome::Committed, KioskRefusal::Unspecified)
            };
            Ok(Response::new(DeliverResponse {
                outcome: outcome.into(),
                refusal: refusal.into(),
                ..DeliverResponse::default()
            }))
        })
    }

    async fn end_program(&self, request: Request<EndProgramRequest>) -> Result<Response<EndProgramResponse>, Status> {
        self.admit(&request)?;
        Ok(Response::new(EndProgramResponse { admitted: true }))
    }

    async fn watch_lobby(&self, request: Request<WatchLobbyRequest>) -> Result<Response<Self::WatchLobbyStream>, Status> {
        self.admit(&request)?;
        let lobby = Some(self.state().lobby.clone());
        let first = once(Ok(WatchLobbyResponse { lobby, clock_ms: 5 }));
        Ok(Response::new(Box::pin(first.chain(pending()))))
    }
}
