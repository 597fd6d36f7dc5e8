//! Terminals whose clocks are ten years off: they work, their screens show the server's time,
//! and what they claim puts no nonsense into records.

use super::gaps::take;
use domain::registers::{calls, emergencies};
use domain::{Command, Station};
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::submission::What;
use proto::v1::{AnswerSurvey, Face, HelloRequest, Outcome, Submission, SubmitRequest};
use serde_json::Value;
use server::clock::Source;
use terminal::LobbyOutcome;
use tests::harness::{CLERK, Credential, Property, entries_of, id, within};
use values::{At, MINUTE_MS};

const TEN_YEARS: i64 = 3_652 * 24 * 60 * MINUTE_MS;

/// This machine's clock, which the terminals of these tests have.
fn here() -> i64 {
    (Source::system().read)().0.0
}

/// When the last entry was made, as it stands in the journal.
fn made_at(property: &Property) -> At {
    let last = entries_of(&property.data()).pop().unwrap();
    let entry: Value = serde_json::from_slice(&last.payload).unwrap();
    At(entry["stamp"]["offline"]["made_at"].as_i64().unwrap())
}

#[test]
fn a_desk_that_is_ten_years_off_either_way_claims_when_by_how_long_ago_it_was() {
    let property = Property::new();
    let terminal = Credential::enrolled(&property, Station::Counter, "counter 1");
    let epoch = Bytes::from(property.desk().identity.epoch.to_vec());
    let now = property.clock().now();
    for (seq, off) in (1..).zip([TEN_YEARS, -TEN_YEARS]) {
        let hello = HelloRequest {
            protocol_min: 1,
            protocol_max: 1,
            clock_ms: now.0 + off,
            ..HelloRequest::default()
        };
        let run = id(&format!("{}-aaaaaaaa-{seq}", terminal.terminal));
        let start: Command = emergencies::Command::Start { run, procedure: id("fire"), place: None, drill: true, name: None }.into();
        let submit = SubmitRequest {
            epoch: epoch.clone(),
            incarnation: vec![0xaa; 16].into(),
            seq,
            command: serde_json::to_vec(&start).unwrap().into(),
            made_at_ms: now.0 + off - 5 * MINUTE_MS,
            offline: true,
            ..SubmitRequest::default()
        };
        let (greeted, answer) = property.runtime().block_on(within(async {
            let mut server = DeskServiceClient::new(terminal.channel(property.address()).await.unwrap());
            let greeted = server.hello(hello).await.unwrap().into_inner();
            (greeted, server.submit(submit).await.unwrap().into_inner())
        }));
        assert_eq!((greeted.clock_ms, answer.outcome()), (now.0, Outcome::Committed));
        assert_eq!(made_at(&property), now.plus(-5 * MINUTE_MS), "{off}");
    }
}

#[test]
fn a_kiosk_and_a_desk_ten_years_behind_work_and_show_the_servers_time() {
    let property = Property::new();
    property.clock().minutes_pass(TEN_YEARS / MINUTE_MS);
    property.until_nothing_is_due();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut kiosk = property.kiosk("kiosk 1");
    assert!(property.clock().now().0 - here() > TEN_YEARS / 2, "this machine is far behind the property");
    counter.sign_in(CLERK);
    let seq = take(&mut counter);
    counter.answer(seq).done();
    assert_eq!(counter.told.clock, property.clock().now());
    assert!(
        counter.state().matter.iter().all(|m| m.due_at >= property.clock().now()),
        "no deadline by the terminal's clock"
    );

    kiosk.cable.cut();
    kiosk.until("word that the server is away", |k| !k.is_online());
    let touched: Vec<u64> = (1..=4)
        .map(|minutes| {
            let (form, area) = ("2026-1".to_owned(), "front_desk".to_owned());
            let answer = AnswerSurvey {
                form,
                area,
                face: Face::Happy.into(),
                sitting: format!("s{minutes}"),
                matter: String::new(),
            };
            let made_at_ms = here() - minutes * MINUTE_MS;
            kiosk.link.submit(Submission { made_at_ms, what: Some(What::AnswerSurvey(answer)) }).unwrap()
        })
        .collect();
    kiosk.cable.heal();
    for seq in touched {
        assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    }
    let state = property.desk().state();
    let ago = |at: At| property.clock().now().since(at) / MINUTE_MS;
    let mut given: Vec<(i64, bool)> = state.survey_answer.iter().map(|a| (ago(a.at), a.suppressed)).collect();
    given.sort_unstable();
    assert!(
        given.iter().zip(1..).all(|((ago, suppressed), minutes)| (minutes - 1..=minutes).contains(ago) && !suppressed),
        "{given:?}"
    );
    assert_eq!(given.len(), 4);
    drop(state);
    let call = kiosk.submit(What::RingCounter(proto::v1::RingCounter {}));
    assert_eq!(kiosk.answer(call).0, LobbyOutcome::Committed);
    counter.until("the call", |s| s.state().ringing().next().is_some());
    let call = counter.state().ringing().next().unwrap().id.clone();
    counter.ask(calls::Command::Answer { call }).done();
}
