//! B-10: from where a terminal goes on, and when it has to begin anew.

use super::gaps::{level, submit};
use super::log::LOG;
use domain::Station;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::follow_response::Message;
use proto::v1::{Cursor, FollowRequest, FollowResponse};
use terminal::Event;
use tests::harness::{Credential, Property, within};
use tonic::Streaming;

/// Lets the server commit until what `enough` says of its floor holds.
fn commits_until(property: &Property, enough: impl Fn(u64) -> bool + Send + 'static) {
    let desk = property.desk().clone();
    property.runtime().block_on(async move {
        while !enough(desk.shelf().floor()) {
            let many: Vec<_> = (0..256).map(|_| tokio::spawn(submit(desk.clone()))).collect();
            for one in many {
                one.await.unwrap();
            }
        }
    });
}

async fn next(stream: &mut Streaming<FollowResponse>) -> Message {
    within(stream.message()).await.unwrap().unwrap().message.unwrap()
}

#[test]
fn b10_resuming_reaches_back_to_the_floor_and_not_one_commit_further() {
    let property = Property::new();
    let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
    commits_until(&property, |floor| floor > 1_000);
    let (floor, epoch) = (property.desk().shelf().floor(), property.desk().identity.epoch.to_vec());
    property.runtime().block_on(async {
        let mut server = DeskServiceClient::new(counter.channel(property.address()).await.unwrap());
        for (revision, resumes) in [(floor - 1, false), (floor, true), (floor + 1, true)] {
            let from = Some(Cursor { epoch: epoch.clone().into(), revision, view_tag: b"counter/0".to_vec().into() });
            let mut stream = server.follow(FollowRequest { from, ..FollowRequest::default() }).await.unwrap().into_inner();
            let Message::Opened(opened) = next(&mut stream).await else { panic!("no opening") };
            assert_eq!(opened.resumed, resumes, "from {revision}, the floor is {floor}: {}", opened.why_not);
            match next(&mut stream).await {
                Message::Commit(commit) => assert_eq!((commit.revision, resumes), (revision + 1, true)),
                Message::Chunk(_) => assert!(!resumes),
                other @ (Message::Opened(_) | Message::End(_) | Message::Bookmark(_) | Message::Reset(_)) => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn b10_a_slow_terminal_is_parked_and_gets_the_current_state_and_nobody_waits_for_it() {
    let property = Property::new();
    let (slow, quick) = ["counter 1", "counter 2"].map(|name| Credential::enrolled(&property, Station::Counter, name)).into();
    let mut slowly = property.runtime().block_on(level(slow.clone(), property.address()));
    let mut quickly = property.runtime().block_on(level(quick, property.address()));
    let begun = property.revision();
    let reader = property.runtime().spawn(async move {
        let mut last = 0;
        loop {
            match next(&mut quickly).await {
                Message::Commit(commit) => {
                    assert!(last == 0 || commit.revision == last + 1, "{} came after {last}", commit.revision);
                    last = commit.revision;
                    // Others are served while one does not read.
                    if last > begun + 12_000 {
                        return last;
                    }
                }
                Message::Bookmark(_) => {}
                other @ (Message::Opened(_) | Message::Chunk(_) | Message::End(_) | Message::Reset(_)) => panic!("{other:?}"),
            }
        }
    });
    // Who does not read is left behind by more than is kept, and more than its connection holds.
    commits_until(&property, move |floor| floor > begun + 6_000);
    assert!(property.runtime().block_on(reader).unwrap() > begun + 12_000);

    let property = &property;
    property.runtime().block_on(async move {
        let mut last = 0;
        let reset = loop {
            match next(&mut slowly).await {
                Message::Commit(commit) => {
                    assert!(last == 0 || commit.revision == last + 1, "a silent gap: {} came after {last}", commit.revision);
                    last = commit.revision;
                }
                Message::Reset(reset) => break reset,
                Message::Bookmark(_) => {}
                other @ (Message::Opened(_) | Message::Chunk(_) | Message::End(_)) => panic!("{other:?}"),
            }
        };
        assert!(reset.reason.contains("slow"), "{}", reset.reason);
        let mut stream = level(slow, property.address()).await;
        let Message::Bookmark(bookmark) = next(&mut stream).await else { panic!("no bookmark") };
        assert_eq!(bookmark.revision, property.revision(), "the current state instead of the missed steps");
    });
}

#[test]
fn b10_a_replica_that_differs_is_loaded_again_once_and_the_server_is_told() {
    let log = LOG.clone();
    let property = Property::new();
    let mut control = property.staff(Station::ControlRoom, "control room");
    let snapshots = control.told.snapshots;
    // A record that the server does not have, as after a fault of this terminal's memory.
    let records = vec![("matter/nobody".to_owned(), terminal::Bytes::from_static(b"{}"))];
    let revision = control.replica.revision();
    drop(
        control
            .replica
            .take(Event::Snapshot { revision, records, digest: terminal::Bytes::new(), head: terminal::Bytes::new() }),
    );
    assert_ne!(control.replica.digest(), property.view(Station::ControlRoom).1);
    control.until("its word that it differed", |s| s.told.differed == 1);
    control.until_level(&property);
    assert_eq!((control.told.snapshots, control.told.differed), (snapshots + 1, 1), "one snapshot, one report");
    assert!(log.says("gave its copy of the state up"), "the operator is told nothing");
    assert!(log.says("the digests differ"));
}
