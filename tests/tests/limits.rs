//! What each peer may hold and ask, over the wire; and that an emergency goes through whatever waits.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::registers::{emergencies, staff};
use domain::{Command, Station};
use prost::Message;
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::kiosk_service_client::KioskServiceClient;
use proto::v1::{DeliverRequest, Outcome, SubmitRequest, WatchLobbyRequest};
use server::desk::{Origin, Proofs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tests::harness::{Credential, Property, call, id, settings, within};
use tonic::transport::Channel;
use tonic::{Code, Status};

/// A property whose kiosks may enter what a real one's may.
fn property() -> Property {
    let mut settings = settings();
    (settings.kiosk_inputs_per_minute, settings.kiosk_inputs_per_hour) = (6, 200);
    Property::with(tempfile::tempdir().unwrap(), settings)
}

fn connected(property: &Property, credential: &Credential) -> Channel {
    property.runtime().block_on(credential.channel(property.address())).unwrap()
}

/// Delivers something that nobody can read: that is new input too.
fn deliver(property: &Property, kiosk: &Channel, seq: u64, offline: bool) -> Result<Bytes, Status> {
    let request = DeliverRequest {
        incarnation: vec![1; 16].into(),
        seq,
        sealed: Bytes::from_static(b"nothing"),
        offline,
        ..DeliverRequest::default()
    };
    property
        .runtime()
        .block_on(call(kiosk.clone(), "/dutydesk.v1.KioskService/Deliver", request.encode_to_vec().into()))
}

#[test]
fn a_kiosk_enters_six_things_a_minute_and_its_outbox_is_not_counted() {
    let property = property();
    let kiosk = connected(&property, &Credential::enrolled(&property, Station::Kiosk, "kiosk 1"));
    for seq in 1..=6 {
        deliver(&property, &kiosk, seq, false).unwrap();
    }
    assert_eq!(deliver(&property, &kiosk, 7, false).unwrap_err().code(), Code::ResourceExhausted);
    deliver(&property, &kiosk, 6, false).expect("what was answered is answered again");
    for seq in 7..=100 {
        deliver(&property, &kiosk, seq, true).expect("what waited on its disk is not counted");
    }
    assert_eq!(deliver(&property, &kiosk, 101, false).unwrap_err().code(), Code::ResourceExhausted);
    property.clock().minutes_pass(1);
    deliver(&property, &kiosk, 101, false).expect("a minute later");
}

#[test]
fn a_terminal_has_four_streams_and_its_oldest_one_ends_for_a_fifth() {
    let property = property();
    let kiosk = connected(&property, &Credential::enrolled(&property, Station::Kiosk, "kiosk 1"));
    property.runtime().block_on(async {
        let mut streams = Vec::new();
        for _ in 0..5 {
            let mut stream = KioskServiceClient::new(kiosk.clone()).watch_lobby(WatchLobbyRequest {}).await.unwrap().into_inner();
            stream.message().await.unwrap();
            streams.push(stream);
        }
        let ended = within(async {
            loop {
                if let Err(ended) = streams[0].message().await {
                    return ended;
                }
            }
        });
        assert_eq!(ended.await.code(), Code::ResourceExhausted);
        streams[1].message().await.expect("the other four go on");
    });
}

#[test]
fn a_terminal_has_four_connections_and_its_oldest_one_ends_for_a_fifth() {
    let property = property();
    let terminal = Credential::enrolled(&property, Station::Counter, "counter 1");
    let hello = |channel: &Channel| property.runtime().block_on(call(channel.clone(), "/dutydesk.v1.DeskService/Hello", Bytes::new()));
    let is_gone = |answer: Result<Bytes, Status>| answer.is_err_and(|status| status.code() != Code::FailedPrecondition);
    let channels: Vec<Channel> = (0..5)
        .map(|_| {
            let channel = connected(&property, &terminal);
            // The server counts it once it has heard of it; the handshake alone can end here before there.
            assert!(!is_gone(hello(&channel)));
            channel
        })
        .collect();
    for channel in &channels[1..] {
        assert!(!is_gone(hello(channel)), "a newer one lives");
    }
    assert!(is_gone(hello(&channels[0])), "the oldest one ended");
}

#[test]
fn what_is_too_long_is_refused_before_it_is_read() {
    let property = property();
    let kiosk = connected(&property, &Credential::enrolled(&property, Station::Kiosk, "kiosk 1"));
    let stranger = connected(&property, &Credential::nobody(&property));
    for (channel, path, limit) in [(&kiosk, "KioskService/Deliver", 64 * 1024), (&stranger, "EnrolService/Enrol", 16 * 1024)] {
        let send = |size: usize| property.runtime().block_on(call(channel.clone(), &format!("/dutydesk.v1.{path}"), vec![0; size].into()));
        assert_eq!(send(limit + 1).unwrap_err().code(), Code::OutOfRange, "{path}");
        assert_ne!(send(limit).unwrap_err().code(), Code::OutOfRange, "{path}");
    }
}

#[test]
fn overload_sheds_what_can_wait_and_never_the_emergency() {
    let property = Property::new();
    let counter = connected(&property, &Credential::enrolled(&property, Station::Counter, "counter 1"));
    let over = Arc::new(AtomicBool::new(false));
    // More than the queue holds, again and again.
    for _ in 0..3_000 {
        let (desk, over) = (property.desk().clone(), over.clone());
        property.runtime().spawn(async move {
            while !over.load(Ordering::Relaxed) {
                drop(desk.submit(Origin::Server { station: Station::Operator }, None, Proofs::default(), None).await);
            }
        });
    }
    property.runtime().block_on(within(async {
        let mut seq = 0;
        while submit(&property, &counter, seq + 1, staff::Command::SignOut {}.into()).await.map_err(|s| s.code())
            != Err(Code::ResourceExhausted)
        {
            seq += 1;
        }
        for n in 1..=5 {
            let run = emergencies::Command::Start {
                run: id(&format!("run-{n}")),
                procedure: id("fire"),
                place: None,
                drill: true,
                name: None,
            };
            submit(&property, &counter, seq + n, run.into()).await.expect("an emergency is taken");
        }
    }));
    over.store(true, Ordering::Relaxed);
    assert!(property.desk().state().run.get(&id("run-1")).is_some());
}

async fn submit(property: &Property, counter: &Channel, seq: u64, command: Command) -> Result<Outcome, Status> {
    let request = SubmitRequest {
        epoch: Bytes::from(property.desk().identity.epoch.to_vec()),
        incarnation: vec![3; 16].into(),
        seq,
        command: serde_json::to_vec(&command).unwrap().into(),
        ..SubmitRequest::default()
    };
    DeskServiceClient::new(counter.clone()).submit(request).await.map(|answer| answer.into_inner().outcome())
}
