//! B-12: whatever is sent twice takes effect once and answers the same both times. Calls of
//! the test's own, because the link is built never to do this.

use domain::registers::emergencies::Command;
use domain::registers::staff;
use domain::{Refusal, Station};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{HelloRequest, Outcome, SubmitRequest, SubmitResponse};
use std::time::Instant;
use tests::harness::{Credential, PATIENCE, Property, id, told, within};

const INCARNATION: [u8; 16] = [0xA1; 16];

/// A terminal whose submissions the test writes itself.
struct Sender {
    who: Credential,
    epoch: Bytes,
}

impl Sender {
    fn new(property: &Property) -> Self {
        let who = Credential::enrolled(property, Station::Counter, "counter 1");
        Self { who, epoch: property.desk().identity.epoch.to_vec().into() }
    }

    fn request(&self, seq: u64, command: &[u8]) -> SubmitRequest {
        SubmitRequest {
            epoch: self.epoch.clone(),
            incarnation: INCARNATION.to_vec().into(),
            seq,
            command: command.to_vec().into(),
            protocol: proto::PROTOCOL,
            before_emergency: false,
            second_pin: String::new(),
            ..SubmitRequest::default()
        }
    }

    fn send(&self, property: &Property, requests: Vec<SubmitRequest>) -> Vec<SubmitResponse> {
        property.runtime().block_on(async {
            let mut server = DeskServiceClient::new(self.who.channel(property.address()).await.unwrap());
            let mut answers = Vec::new();
            for request in requests {
                let end = Instant::now() + PATIENCE;
                let answer = loop {
                    let answer = within(server.submit(request.clone())).await.unwrap().into_inner();
                    // The store takes answers over a moment later; "try again" is no answer.
                    if answer.outcome() != Outcome::RetryLater || Instant::now() > end {
                        break answer;
                    }
                };
                answers.push(answer);
            }
            answers
        })
    }
}

/// An emergency, started at the counter: nobody need be signed in.
fn start(n: u64) -> Vec<u8> {
    let command = Command::Start {
        run: id(&format!("test-run-{n}")),
        procedure: id("flooding"),
        place: Some(told("样本机房")),
        drill: true,
        name: None,
    };
    serde_json::to_vec(&domain::Command::from(command)).unwrap()
}

/// Refused: nobody is signed in.
fn refused() -> Vec<u8> {
    serde_json::to_vec(&domain::Command::from(staff::Command::SignOut {})).unwrap()
}

#[track_caller]
fn same_again(first: &SubmitResponse, again: &SubmitResponse) {
    assert!(!first.replayed && again.replayed);
    assert_eq!(again, &SubmitResponse { replayed: true, ..first.clone() });
}

#[test]
fn b12_a_resend_gets_the_same_answer() {
    let mut property = Property::new();
    let sender = Sender::new(&property);
    let commands = [(1, start(1), Outcome::Committed), (2, refused(), Outcome::Refused), (3, b"no json".to_vec(), Outcome::Unreadable)];
    let requests: Vec<_> = commands.iter().map(|(seq, command, _)| sender.request(*seq, command)).collect();
    let first = sender.send(&property, requests.clone());
    for ((.., outcome), answer) in commands.iter().zip(&first) {
        assert_eq!(answer.outcome(), *outcome);
    }
    let refusal: Refusal = serde_json::from_slice(&first[1].refusal).unwrap();
    assert_eq!(refusal, staff::Refusal::NobodySignedIn.into());
    property.until_nothing_is_due();
    let revision = property.revision();

    let again = sender.send(&property, requests.clone());
    first.iter().zip(&again).for_each(|(first, again)| same_again(first, again));
    assert_eq!(property.revision(), revision, "nothing happened twice");

    property.stop();
    property.start();
    let restarted = sender.send(&property, requests);
    first.iter().zip(&restarted).for_each(|(first, again)| same_again(first, again));
    assert_eq!(property.desk().state().run.len(), 1);
    assert_eq!(property.revision(), revision);
}

#[test]
fn b12_an_answer_that_only_the_store_knows_is_the_same() {
    let mut property = Property::new();
    let sender = Sender::new(&property);
    let first = sender.send(&property, vec![sender.request(1, &start(1)), sender.request(2, &refused())]);
    // More answers than the server keeps in memory.
    let many = sender.send(&property, (3..=300).map(|seq| sender.request(seq, b"no json")).collect());
    assert!(many.iter().all(|a| a.outcome() == Outcome::Unreadable && !a.replayed));
    let revision = property.revision();
    for restart in [false, true] {
        if restart {
            property.stop();
            property.start();
        }
        let again = sender.send(&property, vec![sender.request(1, &start(1)), sender.request(2, &refused())]);
        first.iter().zip(&again).for_each(|(first, again)| same_again(first, again));
        assert_eq!((property.revision(), property.desk().state().run.len()), (revision, 1));
    }
}

#[test]
fn b12_another_command_under_an_answered_number_is_not_done_and_is_told_so_for_ever() {
    let mut property = Property::new();
    let sender = Sender::new(&property);
    let first = sender.send(&property, vec![sender.request(1, &start(1)), sender.request(2, &refused())]);
    let taken = SubmitResponse { outcome: Outcome::KeyTaken.into(), ..SubmitResponse::default() };
    let others = || vec![sender.request(1, &start(99)), sender.request(2, &start(99)), sender.request(1, b"no json")];
    assert_eq!(sender.send(&property, others()), vec![taken.clone(); 3], "from memory");
    let older = sender.send(&property, vec![SubmitRequest { protocol: 0, ..sender.request(1, &start(99)) }]);
    assert_eq!(older[0].outcome(), Outcome::Unreadable, "a terminal of version 1 knows no better word");
    property.until_nothing_is_due();
    let revision = property.revision();
    property.stop();
    property.start();
    assert_eq!(sender.send(&property, others()), vec![taken.clone(); 3], "after a restart");
    sender.send(&property, (3..=300).map(|seq| sender.request(seq, b"no json")).collect());
    assert_eq!(sender.send(&property, others()), vec![taken; 3], "when only the store knows");
    let again = sender.send(&property, vec![sender.request(1, &start(1)), sender.request(2, &refused())]);
    first.iter().zip(&again).for_each(|(first, again)| same_again(first, again));
    assert_eq!((property.revision(), property.desk().state().run.len()), (revision + 298, 1));
}

#[test]
fn b12_of_different_commands_that_arrive_at_once_under_one_number_one_is_done() {
    let property = Property::new();
    let sender = Sender::new(&property);
    for seq in 1..=20 {
        let answers = property.runtime().block_on(async {
            let server = DeskServiceClient::new(sender.who.channel(property.address()).await.unwrap());
            let taps: Vec<_> = (0..4)
                .map(|n| {
                    let (mut server, request) = (server.clone(), sender.request(seq, &start(seq * 10 + n)));
                    tokio::spawn(async move { server.submit(request).await.unwrap().into_inner().outcome() })
                })
                .collect();
            let mut answers = Vec::new();
            for tap in taps {
                answers.push(tap.await.unwrap());
            }
            answers
        });
        let count = |outcome| answers.iter().filter(|a| **a == outcome).count();
        assert_eq!((count(Outcome::Committed), count(Outcome::KeyTaken)), (1, 3), "seq {seq}");
    }
    assert_eq!(property.desk().state().run.len(), 20);
}

#[test]
fn b12_a_double_tap_at_the_same_moment_takes_effect_once() {
    let property = Property::new();
    let sender = Sender::new(&property);
    for seq in 1..=20 {
        let request = sender.request(seq, &start(seq));
        let answers = property.runtime().block_on(async {
            let server = DeskServiceClient::new(sender.who.channel(property.address()).await.unwrap());
            let taps: Vec<_> = (0..4)
                .map(|_| {
                    let (mut server, request) = (server.clone(), request.clone());
                    tokio::spawn(async move { server.submit(request).await.unwrap().into_inner() })
                })
                .collect();
            let mut answers = Vec::new();
            for tap in taps {
                answers.push(tap.await.unwrap());
            }
            answers
        });
        assert_eq!(answers.iter().filter(|a| !a.replayed).count(), 1, "seq {seq}");
        assert!(answers.iter().all(|a| (a.outcome(), a.revision) == (Outcome::Committed, answers[0].revision)), "seq {seq}");
    }
    assert_eq!(property.desk().state().run.len(), 20);
}

#[test]
fn b12_a_gap_in_the_numbers_is_refused_and_nothing_is_done() {
    let property = Property::new();
    let sender = Sender::new(&property);
    let revision = property.revision();
    let answers = sender.send(&property, [0, 2, 5].map(|seq| sender.request(seq, &start(seq))).into());
    assert!(answers.iter().all(|a| a.outcome() == Outcome::Gap && a.revision == 0));
    assert_eq!(property.revision(), revision);
    let ordered = sender.send(&property, vec![sender.request(1, &start(1)), sender.request(3, &start(3)), sender.request(2, &start(2))]);
    let outcomes: Vec<_> = ordered.iter().map(|a| (a.outcome(), a.expected_seq)).collect();
    assert_eq!(outcomes, [(Outcome::Committed, 0), (Outcome::Gap, 2), (Outcome::Committed, 0)]);
}

#[test]
fn b12_a_terminal_that_has_lost_commands_goes_on_behind_them_and_nothing_happens_twice() {
    let property = Property::new();
    let sender = Sender::new(&property);
    let request = |seq, oldest_seq| SubmitRequest { oldest_seq, ..sender.request(seq, &start(seq)) };
    let asked = [(1, 1), (5, 4), (5, 6), (5, 5), (6, 5), (5, 5), (8, 5), (u64::MAX, u64::MAX), (u64::MAX, u64::MAX)];
    let answers = sender.send(&property, asked.map(|(seq, oldest)| request(seq, oldest)).into());
    let said: Vec<_> = answers.iter().map(|a| (a.outcome(), a.expected_seq, a.replayed)).collect();
    let (done, gap) = (|replayed| (Outcome::Committed, 0, replayed), |expected| (Outcome::Gap, expected, false));
    assert_eq!(said, [done(false), gap(2), gap(2), done(false), done(false), done(true), gap(7), done(false), done(true)]);
    assert_eq!(property.desk().state().run.len(), 4);
}

#[test]
fn b12_a_terminal_is_told_what_is_expected_next_and_what_lies_in_a_backup_too() {
    let mut property = Property::new();
    let sender = Sender::new(&property);
    sender.send(&property, (1..=3).map(|seq| sender.request(seq, &start(seq))).collect());
    let hello = |property: &Property, outbox: &[u8]| {
        let request = HelloRequest {
            protocol_min: 1,
            protocol_max: 1,
            outbox: outbox.to_vec().into(),
            ..HelloRequest::default()
        };
        let answer = property.runtime().block_on(async {
            let mut server = DeskServiceClient::new(sender.who.channel(property.address()).await.unwrap());
            within(server.hello(request)).await.unwrap().into_inner()
        });
        (answer.expected_seq, answer.kept_seq)
    };
    assert_eq!(hello(&property, &INCARNATION), (4, 0), "there is no backup");
    property.stop();
    property.settings().backup_dir = property.beside("backups");
    property.start();
    assert!(property.care().until(PATIENCE, |findings| findings.backup.is_some()), "none was taken");
    assert_eq!(hello(&property, &INCARNATION), (4, 3));
    assert_eq!(hello(&property, &[0xB2; 16]), (1, 0), "another disk");
    assert_eq!(hello(&property, &[]), (0, 0));
    let answer = sender.send(&property, vec![sender.request(4, &start(4))]).remove(0);
    assert_eq!((answer.outcome(), answer.kept_seq), (Outcome::Committed, 3), "the newest is not in the backup yet");
}

#[test]
fn b12_each_disk_counts_by_itself() {
    let property = Property::new();
    let sender = Sender::new(&property);
    sender.send(&property, vec![sender.request(1, &start(1)), sender.request(2, &start(2))]);
    let mut new_disk = sender.request(1, &start(3));
    new_disk.incarnation = vec![0xB2; 16].into();
    let answer = sender.send(&property, vec![new_disk]).remove(0);
    assert!(answer.outcome() == Outcome::Committed && !answer.replayed, "a new disk begins at 1");
    assert_eq!(property.desk().state().run.len(), 3);
}

#[test]
fn b12_a_command_of_another_epoch_is_not_done() {
    let property = Property::new();
    let sender = Sender::new(&property);
    let mut request = sender.request(1, &start(1));
    request.epoch = vec![9; 16].into();
    let answer = sender.send(&property, vec![request]).remove(0);
    assert_eq!((answer.outcome(), property.desk().state().run.len()), (Outcome::EpochChanged, 0));
}
