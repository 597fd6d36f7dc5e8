//! The messages as they are kept. What only a running server knows is left open in them: its epoch,
//! and the sealed bytes, stand there as fillings of the right length.

use domain::registers::emergencies;
use prost::Message;
use proto::v1::submission::What;
use proto::v1::{
    DeliverRequest, FollowRequest, GreetRequest, HelloRequest, HistoryRequest, RingCounter, Submission, SubmitRequest, WatchLobbyRequest,
};
use std::fs;
use std::path::{Path, PathBuf};
use tests::harness::{MONDAY, id, told};

pub const EPOCH: [u8; 16] = [0xEE; 16];
const SEALED: u8 = 0xDD;
/// Encapsulated key and tag.
const SEAL_BYTES: usize = 48;
pub const INCARNATION: [u8; 16] = [0xA1; 16];

/// The versions before this one that are still spoken, with the directories of their messages.
pub fn versions() -> Vec<(u32, PathBuf)> {
    (proto::OLDEST_PROTOCOL..proto::PROTOCOL).map(|version| (version, dir(version))).collect()
}

fn dir(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/protocol-{version}"))
}

pub fn read(dir: &Path, name: &str) -> Vec<u8> {
    let path = dir.join(format!("{name}.bin"));
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The message with what stands where the filling stood.
pub fn filled(mut message: Vec<u8>, filling: &[u8], with: &[u8]) -> Vec<u8> {
    assert_eq!(filling.len(), with.len());
    let at = message.windows(filling.len()).position(|window| window == filling).unwrap();
    message[at..at + with.len()].copy_from_slice(with);
    message
}

/// What stands for a sealed submission.
pub fn filling_of(submission: &[u8]) -> Vec<u8> {
    vec![SEALED; submission.len() + SEAL_BYTES]
}

/// What a terminal of this version says, by name.
fn messages(version: u32) -> Vec<(&'static str, Vec<u8>)> {
    let protocol_min = version.saturating_sub(1).max(1);
    // The first version says nothing of itself with what it submits.
    let protocol = if version > 1 { version } else { 0 };
    let (clock_ms, outbox) = (MONDAY.0, INCARNATION.to_vec().into());
    let hello = HelloRequest {
        witnessed: None,
        protocol_min,
        protocol_max: version,
        build: "0.1.0".into(),
        clock_ms,
        seen: None,
        outbox,
    };
    let drill = emergencies::Command::Start {
        run: id("kept-run"),
        procedure: id("flooding"),
        place: Some(told("样本机房")),
        drill: true,
        name: None,
    };
    let submit = SubmitRequest {
        epoch: EPOCH.to_vec().into(),
        incarnation: INCARNATION.to_vec().into(),
        seq: 1,
        command: serde_json::to_vec(&domain::Command::from(drill)).unwrap().into(),
        pin: String::new(),
        made_at_ms: MONDAY.0,
        offline: true,
        oldest_seq: 1,
        protocol,
        before_emergency: false,
        second_pin: String::new(),
    };
    let history = HistoryRequest {
        kind: "visit".into(),
        before: 0,
        limit: 20,
        reason: "样本事由".into(),
        term: "1201".into(),
    };
    let greet = GreetRequest {
        protocol_min,
        protocol_max: version,
        clock_ms,
        outbox: INCARNATION.to_vec().into(),
    };
    let submission = Submission { made_at_ms: MONDAY.0, what: Some(What::RingCounter(RingCounter {})) }.encode_to_vec();
    let deliver = DeliverRequest {
        incarnation: INCARNATION.to_vec().into(),
        seq: 1,
        sealed: filling_of(&submission).into(),
        offline: true,
        oldest_seq: 1,
        protocol,
    };
    vec![
        ("hello", hello.encode_to_vec()),
        ("submit", submit.encode_to_vec()),
        ("follow", FollowRequest::default().encode_to_vec()),
        ("history", history.encode_to_vec()),
        ("greet", greet.encode_to_vec()),
        ("submission", submission),
        ("deliver", deliver.encode_to_vec()),
        ("watch_lobby", WatchLobbyRequest {}.encode_to_vec()),
    ]
}

#[test]
#[ignore = "writes the messages of this version: run it before the version goes up"]
fn the_messages_of_this_version_are_written() {
    let dir = dir(proto::PROTOCOL);
    fs::create_dir_all(&dir).unwrap();
    for (name, message) in messages(proto::PROTOCOL) {
        fs::write(dir.join(format!("{name}.bin")), message).unwrap();
    }
}

#[test]
fn the_kept_messages_are_those_that_an_earlier_version_said() {
    for (version, dir) in versions() {
        for (name, message) in messages(version) {
            assert_eq!(read(&dir, name), message, "version {version}: {name}");
        }
    }
}
