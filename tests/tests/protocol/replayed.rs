//! The kept messages against today's server.

use super::kept::{EPOCH, INCARNATION, filled, filling_of, read, versions};
use super::version_1::{
    DeliverResponse, FollowResponse, Followed, GreetResponse, HelloResponse, HistoryResponse, SubmitResponse, WatchLobbyResponse,
};
use domain::Station;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable};
use prost::Message;
use prost::bytes::Bytes;
use std::path::Path;
use tests::harness::{Credential, Property, call, first_answers};

const COMMITTED: i32 = 1;
const UNREADABLE: i32 = 3;

/// Says a kept message, and reads the answer as version 1 does.
fn say<A: Message + Default>(property: &Property, who: &Credential, method: &str, message: Vec<u8>) -> A {
    let path = format!("/dutydesk.v1.{method}");
    let answer = property.runtime().block_on(async {
        let channel = who.channel(property.address()).await.unwrap();
        call(channel, &path, message.into()).await.unwrap()
    });
    A::decode(answer).unwrap()
}

fn submission(property: &Property, dir: &Path) -> Vec<u8> {
    filled(read(dir, "submit"), &EPOCH, &property.desk().identity.epoch)
}

#[test]
fn a_desk_terminal_of_every_kept_version_is_greeted_answered_and_followed() {
    for (version, dir) in versions() {
        let property = Property::new();
        let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
        let hello: HelloResponse = say(&property, &counter, "DeskService/Hello", read(&dir, "hello"));
        assert_eq!((hello.protocol, hello.station.as_str(), hello.expected_seq), (version, "counter", 1));
        assert_eq!((hello.terminal, hello.name.as_str()), (counter.terminal.clone(), "counter 1"));
        assert_eq!(hello.identity.unwrap().epoch, property.desk().identity.epoch);

        let submit = submission(&property, &dir);
        let done: SubmitResponse = say(&property, &counter, "DeskService/Submit", submit.clone());
        assert_eq!((done.outcome, done.replayed, done.expected_seq), (COMMITTED, false, 0));
        let again: SubmitResponse = say(&property, &counter, "DeskService/Submit", submit.clone());
        assert_eq!(again, SubmitResponse { replayed: true, ..done.clone() });
        let another = filled(submit, b"kept-run", b"next-run");
        let taken: SubmitResponse = say(&property, &counter, "DeskService/Submit", another);
        if version == 1 {
            assert_eq!(taken.outcome, UNREADABLE, "final, and it knows no better word");
        }
        assert_eq!(property.desk().state().run.len(), 1);

        let refused: HistoryResponse = say(&property, &counter, "DeskService/History", read(&dir, "history"));
        assert!(!refused.refusal.is_empty() && refused.next_before == 0, "nobody is signed in");
        follows(&property, &counter, read(&dir, "follow"), done.revision);
    }
}

/// The stream begins with the whole view and stands at a bookmark with its digest.
fn follows(property: &Property, counter: &Credential, follow: Vec<u8>, done: u64) {
    let read = |bytes: &Bytes| FollowResponse::decode(bytes.clone()).unwrap().message.expect("a message that it knows");
    let bookmark = |bytes: &Bytes| matches!(read(bytes), Followed::Bookmark(_));
    let stream = property.runtime().block_on(async {
        let channel = counter.channel(property.address()).await.unwrap();
        first_answers(channel, "/dutydesk.v1.DeskService/Follow", follow.into(), bookmark).await.unwrap()
    });
    let (mut changes, mut ends, mut reached) = (Vec::new(), Vec::new(), 0);
    for (at, message) in stream.iter().map(read).enumerate() {
        match message {
            Followed::Opened(opened) => assert!(at == 0 && !opened.resumed),
            Followed::Chunk(chunk) => changes.extend(chunk.changes),
            Followed::End(end) => {
                reached = end.revision;
                ends.push(end);
            }
            Followed::Commit(commit) => {
                assert_eq!(commit.revision, reached + 1);
                reached = commit.revision;
            }
            Followed::Bookmark(bookmark) => {
                assert_eq!((bookmark.revision, bookmark.digest.len()), (reached, 32));
                assert!(bookmark.clock_ms > 0 && bookmark.connected.contains(&counter.terminal));
            }
            Followed::Reset(reset) => panic!("{}", reset.reason),
        }
    }
    assert!(ends.len() == 1 && ends[0].records == changes.len() as u64 && ends[0].digest.len() == 32 && reached >= done);
    assert!(changes.iter().any(|change| change.reference == "run/kept-run" && !change.record.is_empty()));
}

#[test]
fn a_kiosk_of_every_kept_version_is_greeted_answered_and_shown_the_lobby() {
    for (version, dir) in versions() {
        let property = Property::new();
        let kiosk = Credential::enrolled(&property, Station::Kiosk, "kiosk 1");
        let greeting: GreetResponse = say(&property, &kiosk, "KioskService/Greet", read(&dir, "greet"));
        assert_eq!((greeting.protocol, greeting.expected_seq, &greeting.terminal), (version, 1, &kiosk.terminal));
        assert!((1..=99).contains(&greeting.number));

        let plain = read(&dir, "submission");
        let deliver = filled(read(&dir, "deliver"), &filling_of(&plain), &sealed(&greeting.seal_to, &plain));
        let done: DeliverResponse = say(&property, &kiosk, "KioskService/Deliver", deliver.clone());
        let again: DeliverResponse = say(&property, &kiosk, "KioskService/Deliver", deliver);
        assert_eq!((done.outcome, done.replayed, again.outcome, again.replayed), (COMMITTED, false, COMMITTED, true));
        let shown: WatchLobbyResponse = say(&property, &kiosk, "KioskService/WatchLobby", read(&dir, "watch_lobby"));
        let lobby = shown.lobby.unwrap();
        assert!(lobby.call_waiting && !lobby.counter_telephone.is_empty());
    }
}

/// As the kiosk seals it.
fn sealed(seal_to: &[u8], plain: &[u8]) -> Vec<u8> {
    let recipient = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(seal_to).unwrap();
    let place = proto::seal_place(&INCARNATION, 1);
    let (encapsulated, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &recipient,
        proto::SEAL_INFO,
        plain,
        &place,
    )
    .unwrap();
    [encapsulated.to_bytes().as_slice(), &ciphertext].concat()
}
