//! One person's PIN guessed by somebody who holds a desk's certificate.

use super::{Reach, Tally};
use crate::harness::settings;
use crate::harness::{CLERK, Credential, Property, id, pin};
use domain::registers::{emergencies, staff};
use domain::{Command, Refusal, Station};
use journal::simulated::Random;
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{ChangePinRequest, Outcome, Proof, SubmitRequest};
use serde_json::Value;
use std::time::{Duration, Instant};
use tonic::transport::Channel;

/// The guesses come over so many connections: with the one that raises an emergency, as many as a
/// terminal may have.
const CONNECTIONS: u64 = 3;
/// Nobody's number.
const UNKNOWN: &str = "9999";

/// Guesses.
///
/// # Errors
/// The property's records of the tries cannot be read.
pub fn run(reach: &Reach) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let mut property = dear(reach);
    let counter = Credential::enrolled(&property, Station::Counter, "counter 1");
    let control = Credential::enrolled(&property, Station::ControlRoom, "control room");
    let count = reach.rounds(1_000, 100);
    at_once(&mut tally, &property, &counter, &mut Random::new(reach.seed), count);
    let evaluated = counted(&property, &counter)?;
    tally.must_hold((1..=5).contains(&evaluated), || format!("{evaluated} guesses were evaluated"));
    tally.notes.push(format!("evaluated {evaluated}"));
    let right = |property: &Property, at: &Credential| {
        property.runtime().block_on(async { proves(&mut desk(at, property).await, CLERK, &pin(CLERK)).await })
    };
    tally.must_refuse(!right(&property, &counter), || "the right PIN after too many wrong ones".into());
    property.stop();
    property.start();
    tally.must_refuse(!right(&property, &counter), || "the right PIN after too many wrong ones and a restart".into());
    tally.must_admit(right(&property, &control), || "at another desk it counts".into());
    property.clock().minutes_pass(6);
    tally.must_admit(right(&property, &counter), || "after the five minutes it counts".into());
    compare_times(reach, &mut tally, &property, &control);
    Ok(tally)
}

/// A property whose PINs cost what they cost; less in the short form.
fn dear(reach: &Reach) -> Property {
    let mut settings = settings();
    (settings.pin_memory_kib, settings.pin_passes) = if reach.short { (4 * 1024, 1) } else { (64 * 1024, 3) };
    let property = Property::with(tempfile::tempdir().unwrap(), settings);
    property.operator().import_small();
    property
}

async fn desk(at: &Credential, property: &Property) -> DeskServiceClient<Channel> {
    DeskServiceClient::new(at.channel(property.address()).await.unwrap())
}

/// Whether a PIN counts for this person. It is asked for with a new PIN that is not fit, so that
/// nothing changes.
async fn proves(server: &mut DeskServiceClient<Channel>, number: &str, pin: &str) -> bool {
    let by = Some(Proof { number: number.to_owned(), pin: pin.to_owned() });
    let Ok(answer) = server.change_pin(ChangePinRequest { by, new_pin: "1".into() }).await else { return false };
    let refusal: Refusal = serde_json::from_slice(&answer.into_inner().refusal).unwrap();
    refusal != Refusal::Staff(staff::Refusal::NotRecognised)
}

/// So many wrong guesses at once; the terminal from which they come raises an emergency meanwhile.
fn at_once(tally: &mut Tally, property: &Property, counter: &Credential, random: &mut Random, count: u64) {
    let guesses: Vec<String> = (0..count).map(|_| format!("{:06}", random.below(1_000_000))).collect();
    let right = pin(CLERK);
    let (found, raised) = property.runtime().block_on(async {
        let mut guessing = tokio::task::JoinSet::new();
        for part in guesses.chunks(guesses.len().div_ceil(CONNECTIONS as usize)) {
            let server = desk(counter, property).await;
            for guess in part.iter().filter(|guess| **guess != right) {
                let (mut server, guess) = (server.clone(), guess.clone());
                guessing.spawn(async move { proves(&mut server, CLERK, &guess).await });
            }
        }
        let raised = raise(&mut desk(counter, property).await, property).await;
        (guessing.join_all().await, raised)
    });
    for one in found {
        tally.must_refuse(!one, || "a wrong PIN counted".into());
    }
    tally.must_admit(raised, || "an emergency was held up by guesses".into());
}

/// Starts a drill; nobody is signed in.
async fn raise(server: &mut DeskServiceClient<Channel>, property: &Property) -> bool {
    let start = emergencies::Command::Start {
        run: id("guessed-1"),
        procedure: id("fire"),
        place: None,
        drill: true,
        name: None,
    };
    let request = SubmitRequest {
        epoch: Bytes::from(property.desk().identity.epoch.to_vec()),
        incarnation: vec![9; 16].into(),
        seq: 1,
        command: serde_json::to_vec(&Command::from(start)).unwrap().into(),
        ..SubmitRequest::default()
    };
    server.submit(request).await.is_ok_and(|answer| answer.into_inner().outcome() == Outcome::Committed)
}

/// How many of the guesses the server has evaluated, as it keeps it.
fn counted(property: &Property, counter: &Credential) -> Result<u64, String> {
    let kept = std::fs::read(property.data().join("pin-tries.json")).map_err(|e| e.to_string())?;
    let kept: Value = serde_json::from_slice(&kept).map_err(|e| e.to_string())?;
    let of = |one: &&Value| one[0] == CLERK && one[1] == counter.terminal.as_str();
    let tries = kept["tries"].as_array().and_then(|all| all.iter().find(of));
    tries.and_then(|one| one[2].as_u64()).ok_or_else(|| format!("no count of {CLERK} in {kept}"))
}

/// An unknown number and a wrong PIN, in turn. Only the long form fails for a time.
fn compare_times(reach: &Reach, tally: &mut Tally, property: &Property, at: &Credential) {
    let (mut unknown, mut wrong) = (Vec::new(), Vec::new());
    property.runtime().block_on(async {
        let mut server = desk(at, property).await;
        for _ in 0..reach.rounds(100, 5) {
            property.clock().minutes_pass(6);
            for (number, times) in [(UNKNOWN, &mut unknown), (CLERK, &mut wrong)] {
                let begun = Instant::now();
                let counts = proves(&mut server, number, "000000").await;
                times.push(begun.elapsed());
                tally.must_refuse(!counts, || format!("{number} with a wrong PIN"));
            }
        }
    });
    let (unknown, wrong) = (median(unknown), median(wrong));
    tally.notes.push(format!("unknown number {} us, wrong PIN {} us", unknown.as_micros(), wrong.as_micros()));
    let apart = unknown.abs_diff(wrong);
    tally.must_hold(reach.short || apart * 5 < wrong, || format!("the time tells an unknown number: {unknown:?} and {wrong:?}"));
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
