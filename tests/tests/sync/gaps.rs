//! B-10: a view without gaps, whatever happens to the network and the server.

use domain::registers::{matters, property, staff};
use domain::{Command, Station};
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::follow_response::Message;
use proto::v1::{Cursor, FollowRequest, FollowResponse};
use tests::harness::{CLERK, CLERK_TWO, Connection, Credential, Kiosk, Property, Staff, request, within};
use tonic::Streaming;
use values::Text;

/// A matter of made-up contents, taken at this terminal.
pub fn take(staff: &mut Staff) -> u64 {
    let command = request(staff.new_id());
    staff.submit(command)
}

/// An entry that changes nothing.
pub fn nothing() -> Command {
    property::Command::Import { records: Vec::new(), source: Text::parse("nothing").unwrap() }.into()
}

#[test]
fn b10_a_cut_terminal_resumes_and_its_digest_equals_the_servers() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    control.until_level(&property);
    let (snapshots, resumed) = (control.told.snapshots, control.told.resumed);

    control.cable.cut();
    control.until("its word that it is cut off", |s| s.told.connection == Connection::Offline);
    assert!(!control.link.online(), "a cut terminal says that what it shows may be old");
    let before = control.replica.revision();
    for _ in 0..25 {
        let seq = take(&mut counter);
        counter.answer(seq).done();
    }
    // Records that change, and one that goes.
    for matter in counter.state().open_matters() {
        counter.ask(matters::Command::Claim { matter: matter.id.clone() }).done();
    }
    counter.ask(staff::Command::SignOut {}).done();
    control.look();
    assert_eq!(control.replica.revision(), before);

    control.cable.heal();
    control.until_level(&property);
    counter.until_level(&property);
    assert_eq!((control.told.snapshots, control.told.resumed), (snapshots, resumed + 1), "it goes on from its own revision");
    assert_eq!((control.state().matter.len(), control.state().session.len()), (25, 0));
    assert_eq!((control.told.differed, counter.told.differed), (0, 0));
}

#[test]
fn b10_a_bookmark_tells_the_digest_that_the_replica_has() {
    let property = Property::new();
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    take(&mut counter);
    for staff in [&mut control, &mut counter] {
        let compared = staff.told.digests;
        staff.until("a bookmark with the digest", |s| s.told.digests > compared && s.state().matter.len() == 1);
        assert_eq!(staff.told.differed, 0);
    }
}

#[test]
fn b10_after_a_gap_it_loads_a_snapshot() {
    let property = Property::new();
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    control.until_level(&property);
    let (snapshots, resumed) = (control.told.snapshots, control.told.resumed);
    control.cable.cut();
    control.until("its word that it is cut off", |s| s.told.connection == Connection::Offline);
    let behind = control.replica.revision();
    let seq = take(&mut counter);
    counter.answer(seq).done();

    // More entries than the server keeps for those who come back.
    let desk = property.desk().clone();
    property.runtime().block_on(async move {
        while desk.shelf().floor() <= behind {
            let many: Vec<_> = (0..512).map(|_| tokio::spawn(submit(desk.clone()))).collect();
            for one in many {
                one.await.unwrap();
            }
        }
    });
    control.cable.heal();
    control.until_level(&property);
    assert_eq!((control.told.snapshots, control.told.resumed), (snapshots + 1, resumed), "a gap is never papered over");
    assert_eq!(control.state().matter.len(), 1);
    counter.until_level(&property);
    assert_eq!(counter.told.snapshots, 1, "who was never cut off needs no second snapshot");
}

pub async fn submit(desk: std::sync::Arc<server::desk::Desk>) {
    drop(desk.submit_own(Station::Operator, nothing()).await);
}

#[test]
fn b10_a_cursor_of_another_epoch_view_or_future_gets_a_snapshot_and_says_why() {
    let property = Property::new();
    let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
    let epoch = property.desk().identity.epoch.to_vec();
    let revision = property.revision();
    let good = Cursor { epoch: epoch.clone().into(), revision, view_tag: b"counter/0".to_vec().into() };
    let table = [
        (good.clone(), ""),
        (Cursor { revision: 0, ..good.clone() }, "nothing yet"),
        (Cursor { epoch: vec![7; 16].into(), ..good.clone() }, "epoch"),
        (Cursor { view_tag: b"control_room/0".to_vec().into(), ..good.clone() }, "view"),
        (Cursor { revision: revision + 1_000, ..good.clone() }, "ahead"),
    ];
    property.runtime().block_on(async {
        let mut server = DeskServiceClient::new(counter.channel(property.address()).await.unwrap());
        for (from, why) in table {
            let mut stream = server.follow(FollowRequest { from: Some(from), ..FollowRequest::default() }).await.unwrap().into_inner();
            let Some(Message::Opened(opened)) = within(stream.message()).await.unwrap().unwrap().message else {
                panic!("{why}: no opening")
            };
            assert_eq!(opened.resumed, why.is_empty(), "{why}");
            assert!(opened.why_not.contains(why), "{why}: {}", opened.why_not);
            let next = within(stream.message()).await.unwrap().unwrap().message;
            assert_eq!(matches!(next, Some(Message::Chunk(_))), !why.is_empty(), "{why}");
        }
    });
}

#[test]
fn b10_what_was_missed_comes_before_the_first_sign_of_life() {
    let property = Property::new();
    let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
    let (missed, last) = (5, property.revision());
    property.runtime().block_on(async {
        for _ in 0..missed {
            submit(property.desk().clone()).await;
        }
        let epoch = property.desk().identity.epoch.to_vec();
        let from = Cursor { epoch: epoch.into(), revision: last, view_tag: b"counter/0".to_vec().into() };
        let mut server = DeskServiceClient::new(counter.channel(property.address()).await.unwrap());
        let mut stream = server.follow(FollowRequest { from: Some(from), ..FollowRequest::default() }).await.unwrap().into_inner();
        let mut commits = 0;
        loop {
            match within(stream.message()).await.unwrap().unwrap().message.unwrap() {
                Message::Opened(opened) => assert!(opened.resumed, "{}", opened.why_not),
                Message::Commit(_) => commits += 1,
                Message::Bookmark(bookmark) => {
                    assert!(commits >= missed && bookmark.revision >= last + missed, "{commits} commits before {bookmark:?}");
                    assert!(!bookmark.digest.is_empty(), "level at once");
                    return;
                }
                other @ (Message::Chunk(_) | Message::End(_) | Message::Reset(_)) => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn b10_frames_arrive_dense_and_in_order_at_every_follower() {
    let property = Property::new();
    let follower = Credential::enrolled(&property, Station::ControlRoom, "control room");
    let mut counters = ["counter 1", "counter 2"].map(|n| property.staff(Station::Counter, n));
    for (counter, clerk) in counters.iter_mut().zip([CLERK, CLERK_TWO]) {
        counter.sign_in(clerk);
    }
    let first = property.revision();
    // Before the first change: what comes earlier than the stream is in its snapshot, and no frame.
    let stream = property.runtime().block_on(level(follower, property.address()));
    let watching = property.runtime().spawn(revisions(stream, first, 80));
    for _ in 0..40 {
        for counter in &mut counters {
            take(counter);
        }
    }
    let revisions = property.runtime().block_on(watching).unwrap();
    assert_eq!(revisions, (first + 1..=first + 80).collect::<Vec<_>>());
    counters.iter_mut().for_each(|c| c.until_level(&property));
}

/// A stream that has brought its whole snapshot.
pub async fn level(who: Credential, server: std::net::SocketAddr) -> Streaming<FollowResponse> {
    let mut server = DeskServiceClient::new(who.narrow_channel(server).await.unwrap());
    let mut stream = server.follow(FollowRequest::default()).await.unwrap().into_inner();
    while !matches!(within(stream.message()).await.unwrap().unwrap().message, Some(Message::End(_))) {}
    stream
}

/// The revisions of the next commits after `from`, as they come.
async fn revisions(mut stream: Streaming<FollowResponse>, from: u64, many: usize) -> Vec<u64> {
    let mut revisions = Vec::new();
    while revisions.len() < many {
        if let Some(Message::Commit(commit)) = within(stream.message()).await.unwrap().unwrap().message
            && commit.revision > from
        {
            revisions.push(commit.revision);
        }
    }
    revisions
}

#[test]
fn b10_after_the_server_was_away_every_terminal_is_level_again_by_itself() {
    let mut property = Property::new();
    let mut counters = ["counter 1", "counter 2"].map(|n| property.staff(Station::Counter, n));
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut kiosk = property.kiosk("kiosk 1");
    counters[0].sign_in(CLERK);
    for round in 0..2 {
        property.stop();
        control.until("its word that the server is away", |s| s.told.connection == Connection::Offline);
        kiosk.until("its word that the server is away", |k| !k.is_online());
        // Taken while the server is away: on the disk of the counter, and shown there at once.
        take(&mut counters[0]);
        assert_eq!(counters[0].state().matter.len(), round + 1);
        property.start();
        let [one, two] = &mut counters;
        for staff in [one, two, &mut control] {
            staff.until("the matter", |s| s.state().matter.len() == round + 1 && s.replica.waiting() == 0);
            staff.until_level(&property);
            assert_eq!((staff.told.snapshots, staff.told.differed), (1, 0), "{} was loaded again", staff.id);
        }
        kiosk.until("the server", Kiosk::is_online);
    }
    assert!(counters[0].state().signed_in(&counters[0].id).is_some(), "a restarted server has forgotten nobody");
}
