//! Who is signed in where, who is locked out, and how an admission ends.

use super::gaps::take;
use domain::registers::staff::{Command, Refusal};
use domain::rights;
use domain::{Refusal as Any, Station};
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::follow_response::Message;
use proto::v1::{FollowRequest, HelloRequest};
use std::error::Error as _;
use tests::harness::{Answer, CLERK, Connection, Credential, Kiosk, OPERATOR, Property, Staff, person, pin, within};
use tonic::Code;

fn sign_in(staff: &mut Staff, who: &str, pin: &str) -> Answer {
    staff.ask_with_pin(Command::SignIn { person: person(who) }, pin)
}

#[test]
fn s3_who_is_at_which_desk_is_seen_at_every_station() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    let seq = take(&mut counter);
    assert_eq!(counter.answer(seq).refusal(), Any::Right(rights::Refusal::SignInFirst));
    sign_in(&mut counter, CLERK, &pin(CLERK)).done();
    let here = counter.id.clone();
    control.until("the clerk at the counter", |s| s.state().signed_in(&here).is_some_and(|p| p.id == person(CLERK)));
    let seq = take(&mut counter);
    counter.answer(seq).done();
    // A new person takes the place of the one before; signing out ends it.
    sign_in(&mut counter, OPERATOR, &pin(OPERATOR)).done();
    control.until("the other person", |s| s.state().signed_in(&here).is_some_and(|p| p.id == person(OPERATOR)));
    counter.ask(Command::SignOut {}).done();
    control.until("nobody", |s| s.state().signed_in(&here).is_none());
    let seq = take(&mut counter);
    assert_eq!(counter.answer(seq).refusal(), Any::Right(rights::Refusal::SignInFirst));
}

#[test]
fn b22_only_the_right_pin_signs_in_and_the_fifth_wrong_one_locks() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut other = property.staff(Station::Counter, "counter 2");
    let not_recognised = Any::from(Refusal::NotRecognised);
    for (who, typed) in [(CLERK, "000000"), (CLERK, ""), (CLERK, &pin(OPERATOR)), ("1999", &pin(CLERK))] {
        assert_eq!(sign_in(&mut counter, who, typed).refusal(), not_recognised, "{who}");
    }
    // The fourth wrong try was not the last: the right one still signs in, and counts anew.
    sign_in(&mut counter, CLERK, &pin(CLERK)).done();
    for _ in 0..5 {
        assert_eq!(sign_in(&mut counter, CLERK, "000000").refusal(), not_recognised);
    }
    assert_eq!(sign_in(&mut counter, CLERK, &pin(CLERK)).refusal(), not_recognised, "locked, and not told that it is");
    sign_in(&mut counter, OPERATOR, &pin(OPERATOR)).done();
    sign_in(&mut other, CLERK, &pin(CLERK)).done();
    assert!(
        !format!("{:?}", property.desk().state().credential).contains("argon2"),
        "what proves a person is never printed"
    );
}

#[test]
fn s1_a_pin_alone_is_not_enough_it_is_bound_to_an_admitted_terminal() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut kiosk = property.kiosk("kiosk 1");
    counter.sign_in(CLERK);
    control.until_level(&property);
    property.revoke(counter.id.as_str());
    property.revoke(&kiosk.id);
    counter.until("the end of its admission", |s| s.told.connection == Connection::NotAdmitted);
    kiosk.until("the end of its admission", Kiosk::is_turned_away);
    // What it wants from now on stays on its disk, and nothing reaches it any more.
    let last = counter.replica.revision();
    let seq = take(&mut counter);
    control.sign_in(OPERATOR);
    let theirs = take(&mut control);
    control.answer(theirs).done();
    control.until("word that the others are gone", |s| s.told.connected == [s.id.to_string()]);
    counter.look();
    assert!(!counter.told.answers.contains_key(&seq) && counter.replica.revision() <= last + 1);
    assert_eq!(control.state().matter.len(), 1);
}

#[test]
fn s1_revoking_ends_an_open_stream_and_every_call_of_an_open_connection() {
    let property = Property::new();
    let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
    let hello = || HelloRequest { protocol_min: 1, protocol_max: 1, ..HelloRequest::default() };
    let (mut server, mut stream) = property.runtime().block_on(async {
        let mut server = DeskServiceClient::new(counter.channel(property.address()).await.unwrap());
        server.hello(hello()).await.unwrap();
        let stream = server.follow(FollowRequest::default()).await.unwrap().into_inner();
        (server, stream)
    });
    property.revoke(&counter.terminal);
    property.runtime().block_on(async {
        let ending = async {
            loop {
                match stream.message().await {
                    Ok(Some(message)) => assert!(!matches!(message.message, Some(Message::Commit(_))), "a commit after the end"),
                    Ok(None) => panic!("the stream ended without a word"),
                    Err(status) => return status,
                }
            }
        };
        let ended = within(ending).await;
        assert_eq!(ended.code(), Code::Unauthenticated);
        // Told so, or cut off already.
        let refused = server.hello(hello()).await.unwrap_err();
        assert!(refused.code() == Code::Unauthenticated || refused.source().is_some(), "{refused:?}");
    });
}

#[test]
fn s1_who_is_turned_out_and_reads_nothing_is_cut_off() {
    let property = Property::new();
    let slow = Credential::enrolled(&property, Station::ControlRoom, "control room");
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let unread = property.runtime().block_on(super::gaps::level(slow.clone(), property.address()));
    let with_it = |counter: &Staff| counter.told.connected.contains(&slow.terminal);
    counter.until("word that it follows", with_it);
    // More than its window takes: the server waits for it to read.
    for _ in 0..40 {
        take(&mut counter);
    }
    counter.until_level(&property);
    property.revoke(&slow.terminal);
    counter.until("word that it is gone", |c| !with_it(c));
    drop(unread);
}

#[test]
fn s1_a_one_time_code_admits_once_and_dies_with_the_fifth_wrong_try() {
    let property = Property::new();
    let code = property.pair(Station::Counter, "counter 1");
    let address = property.address().to_string();
    let enrol = |dir: &str, code: &str| terminal::enrol(&property.beside(dir), &address, code);
    enrol("first", &code).unwrap();
    assert!(enrol("second", &code).is_err(), "spent");
    let code = property.pair(Station::Counter, "counter 2");
    let other = property.pair(Station::Kiosk, "kiosk 1");
    let wrong = wrong_secret(&code);
    for n in 0..5 {
        assert!(enrol(&format!("wrong {n}"), &wrong).is_err());
    }
    assert!(enrol("third", &code).is_err() && enrol("fourth", &other).is_err(), "no code outlives the fifth wrong try");
}

/// The same CA, another secret.
fn wrong_secret(code: &str) -> String {
    let mut code = terminal::pairing::PairingCode::decode(code).unwrap();
    code.secret[0] ^= 1;
    code.encode().unwrap()
}
