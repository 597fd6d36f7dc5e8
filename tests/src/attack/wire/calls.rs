//! Wrong calls over right HTTP/2.

use super::Target;
use crate::harness::descriptor::calls;
use crate::harness::{Credential, Random, call};
use domain::Command;
use http::{Request, Response};
use prost::Message;
use prost::bytes::{BufMut, Bytes, BytesMut};
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{DeliverRequest, EnrolRequest, FollowRequest, HelloRequest, Outcome, SubmitRequest, SubmitResponse};
use std::sync::Arc;
use std::time::Duration;
use tonic::body::Body;
use tonic::transport::Channel;
use tower::ServiceExt;

/// Calls on one connection.
const CALLS: u64 = 10;
const PATIENCE: Duration = Duration::from_secs(30);

/// Messages whose frame lies, odd methods, paths and headers; each must be refused.
pub async fn grpc(target: &Target, random: &mut Random) -> (u64, u64) {
    let Some(channel) = connect(target, random).await else { return (1, 1) };
    let mut refused = 0;
    for _ in 0..CALLS {
        let mut body = BytesMut::new();
        body.put_u8(u8::try_from(random.below(3)).unwrap_or_default());
        body.put_u32(u32::try_from(random.below(1 << 32)).unwrap_or_default());
        body.put_slice(&random.noise(300));
        let request = Request::builder()
            .method(["POST", "GET", "CONNECT", "BREW"][pick(random, 4)])
            .uri(
                ["http://server/dutydesk.v1.DeskService/Hello", "http://server/", "http://server/dutydesk.v1.DeskService/%00"]
                    [pick(random, 3)],
            )
            .header("content-type", ["application/grpc", "application/grpc+json", "text/html", ""][pick(random, 4)])
            .header("grpc-timeout", ["1n", "99999999H", "x", "-1S"][pick(random, 4)])
            .header("grpc-encoding", ["gzip", "identity", "zstd"][pick(random, 3)])
            .body(Body::new(http_body_util::Full::new(body.freeze())));
        refused += u64::from(!is_ok(send(&channel, request.ok()).await.as_ref()));
    }
    (CALLS, refused)
}

/// Messages that are none, to every call there is.
pub async fn protobuf(target: &Target, random: &mut Random) -> (u64, u64) {
    let Some(channel) = connect(target, random).await else { return (1, 1) };
    let mut refused = 0;
    // Nothing that stays open or changes who is admitted; a stream's request has no field anyway.
    let paths: Vec<String> = calls().into_iter().filter(|path| !["Follow", "WatchLobby"].iter().any(|s| path.ends_with(s))).collect();
    for _ in 0..CALLS {
        let honest = match random.below(4) {
            0 => HelloRequest { protocol_min: 1, protocol_max: 9, build: "x".into(), ..HelloRequest::default() }.encode_to_vec(),
            1 => DeliverRequest {
                incarnation: vec![1; 16].into(),
                seq: 1,
                sealed: vec![2; 99].into(),
                ..DeliverRequest::default()
            }
            .encode_to_vec(),
            2 => EnrolRequest {
                secret: "00".repeat(16),
                request: "-----BEGIN CERTIFICATE REQUEST-----\nMA==\n".into(),
            }
            .encode_to_vec(),
            _ => random.noise(2_000),
        };
        let path = &paths[pick(random, paths.len() as u64)];
        refused += u64::from(call(channel.clone(), path, random.mutated(&honest).into()).await.is_err());
    }
    (CALLS, refused)
}

/// Messages over every limit: refused, whoever sends them.
pub async fn oversized(target: &Target, random: &mut Random) -> (u64, u64) {
    let Some(channel) = connect(target, random).await else { return (1, 1) };
    let path = ["/dutydesk.v1.DeskService/Submit", "/dutydesk.v1.KioskService/Deliver", "/dutydesk.v1.EnrolService/Enrol"][pick(random, 3)];
    let size = 129 * 1024 + pick(random, 512 * 1024);
    (1, u64::from(call(channel, path, vec![b'x'; size].into()).await.is_err()))
}

/// Commands that are no JSON, or nearly, of an admitted terminal where nobody is signed in.
pub async fn json(target: &Target, random: &mut Random) -> (u64, u64) {
    let Ok(channel) = target.insider.channel(target.address).await else { return (1, 1) };
    let hello = HelloRequest { protocol_min: 1, protocol_max: proto::PROTOCOL, ..HelloRequest::default() };
    let Ok(answer) = call(channel.clone(), "/dutydesk.v1.DeskService/Hello", hello.encode_to_vec().into()).await else { return (1, 1) };
    let epoch = proto::v1::HelloResponse::decode(answer).ok().and_then(|a| a.identity).map(|i| i.epoch).unwrap_or_default();
    let incarnation: Bytes = (0..16).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect();
    let mut refused = 0;
    for seq in 1..=CALLS {
        let command: &Command = &target.commands[pick(random, target.commands.len() as u64)];
        let text = serde_json::to_vec(command).unwrap_or_default();
        let deep = random.below(20) == 0;
        let command = if deep { vec![b'['; 20_000].into() } else { random.mutated(&text).into() };
        let request = SubmitRequest {
            epoch: epoch.clone(),
            incarnation: incarnation.clone(),
            seq,
            command,
            ..SubmitRequest::default()
        };
        let answer = call(channel.clone(), "/dutydesk.v1.DeskService/Submit", request.encode_to_vec().into()).await;
        let outcome = answer.ok().and_then(|a| SubmitResponse::decode(a).ok()).map(|a| a.outcome());
        refused += u64::from(outcome != Some(Outcome::Committed));
    }
    (CALLS, refused)
}

/// Follows everything and reads nothing, until it is dropped.
pub async fn read_nothing(target: Arc<Target>) {
    let Ok(channel) = target.insider.narrow_channel(target.address).await else { return };
    let following = DeskServiceClient::new(channel).follow(FollowRequest::default()).await;
    std::future::pending::<()>().await;
    drop(following);
}

async fn connect(target: &Target, random: &mut Random) -> Option<Channel> {
    let who: &Credential = if random.below(2) == 0 { &target.stranger } else { &target.insider };
    who.channel(target.address).await.ok()
}

async fn send(channel: &Channel, request: Option<Request<Body>>) -> Option<Response<Body>> {
    tokio::time::timeout(PATIENCE, channel.clone().oneshot(request?)).await.ok()?.ok()
}

fn is_ok(response: Option<&Response<Body>>) -> bool {
    response.is_some_and(|r| r.status().is_success() && r.headers().get("grpc-status").is_none_or(|s| s.as_bytes() == b"0"))
}

fn pick(random: &mut Random, of: u64) -> usize {
    usize::try_from(random.below(of)).unwrap_or_default()
}
