//! A terminal over a wire that loses replies and doubles requests, and whose disk is behind what it
//! was told when it dies.

use super::ledger::Ledger;
use super::press::Told;
use crate::harness::{CLERK, Credential, Random, id, pin, request};
use domain::Command;
use domain::registers::staff;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{HelloRequest, Outcome, SubmitRequest, SubmitResponse};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tonic::transport::Channel;

/// Of a hundred replies so many are lost, of a hundred requests so many are sent twice at once.
const LOST: u64 = 30;
const DOUBLED: u64 = 10;
/// One of so many numbers is tried again with another command.
const OTHERS: u64 = 50;
/// One death in so many commands.
const DEATHS: u64 = 150;
/// What a disk may be behind, in answers.
const BEHIND: u64 = 4;
/// An answer that takes longer is asked for again.
const ANSWER: Duration = Duration::from_secs(5);

/// What was met by chance.
#[derive(Clone, Copy, Default)]
pub struct Chances {
    sent: u64,
    lost: u64,
    doubled: u64,
    deaths: u64,
    /// Other commands under an answered number.
    others: u64,
    /// Answers that were not the first one's.
    pub changed: u64,
}

impl Chances {
    /// Adds what another one met.
    pub fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.deaths += other.deaths;
        self.others += other.others;
        self.changed += other.changed;
    }
}

impl fmt::Display for Chances {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, lost, doubled, deaths, others, changed } = self;
        write!(
            f,
            "sent {sent}, replies lost {lost}, sent twice at once {doubled}, terminals ended {deaths}, other commands refused {others}, answers changed {changed}"
        )
    }
}

/// Such a terminal.
pub struct Caller {
    credential: Credential,
    incarnation: [u8; 16],
    seq: u64,
    /// What the server said of each command, whether or not it arrived.
    said: BTreeMap<u64, (Outcome, u64)>,
    /// What arrived.
    pub ledger: Ledger,
    /// What it met.
    pub chances: Chances,
    random: Random,
    sent: Arc<AtomicU64>,
}

impl Caller {
    /// With a fresh disk; counts what it sends.
    #[must_use]
    pub fn new(credential: Credential, seed: u64, sent: Arc<AtomicU64>) -> Self {
        let mut random = Random::new(seed);
        let incarnation = [(); 16].map(|()| u8::try_from(random.below(256)).unwrap_or_default());
        let (said, ledger, chances) = (BTreeMap::new(), Ledger::default(), Chances::default());
        Self { credential, incarnation, seq: 1, said, ledger, chances, random, sent }
    }

    /// Calls until told to stop.
    pub async fn run(mut self, mut told: watch::Receiver<Told>) -> Self {
        loop {
            let now = *told.borrow_and_update();
            if now.stop {
                return self;
            }
            let talk = async {
                match now.address {
                    Some(address) => drop(self.talk(address).await),
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = talk => sleep(Duration::from_millis(5)).await,
                changed = told.changed() => if changed.is_err() { return self },
            }
        }
    }

    async fn talk(&mut self, address: std::net::SocketAddr) -> Option<()> {
        let channel = self.credential.channel(address).await.ok()?;
        let mut client = DeskServiceClient::new(channel);
        let hello = HelloRequest {
            protocol_min: proto::PROTOCOL,
            protocol_max: proto::PROTOCOL,
            ..HelloRequest::default()
        };
        let epoch = client.hello(hello).await.ok()?.into_inner().identity?.epoch;
        loop {
            self.call(&client, &epoch).await?;
            if self.random.below(DEATHS) == 0 {
                // Whatever it was told last is not on its disk.
                self.chances.deaths += 1;
                self.seq = self.seq.saturating_sub(self.random.below(BEHIND)).max(1);
                return None;
            }
        }
    }

    /// One request; `None`: the connection is of no use any more.
    async fn call(&mut self, client: &DeskServiceClient<Channel>, epoch: &prost::bytes::Bytes) -> Option<()> {
        let request = self.request(epoch)?;
        let lost = self.random.below(100) < LOST;
        self.chances.lost += u64::from(lost);
        if lost && self.random.below(3) == 0 {
            // Not even waited for: the server may be anywhere with it.
            self.count(1);
            let patience = Duration::from_micros(self.random.below(3_000));
            drop(timeout(patience, client.clone().submit(request)).await);
            return Some(());
        }
        let answer = if self.random.below(100) < DOUBLED {
            self.chances.doubled += 1;
            self.count(2);
            let (one, other) = tokio::join!(ask(client, request.clone()), ask(client, request));
            let answers = [one, other].into_iter().flatten();
            answers.inspect(|answer| self.compare(answer)).last()?
        } else {
            self.count(1);
            let answer = ask(client, request).await?;
            self.compare(&answer);
            answer
        };
        if self.said.contains_key(&self.seq) && self.random.below(OTHERS) == 0 {
            self.try_another_body(client, epoch).await?;
        }
        if !lost {
            self.settle(&answer).await?;
        }
        Some(())
    }

    /// Another command under a number that had its answer is not done.
    async fn try_another_body(&mut self, client: &DeskServiceClient<Channel>, epoch: &prost::bytes::Bytes) -> Option<()> {
        let other = staff::Command::SignOut {};
        let command = serde_json::to_vec(&Command::from(other)).ok()?.into();
        self.count(1);
        let answer = ask(client, SubmitRequest { command, ..self.request(epoch)? }).await?;
        self.chances.others += 1;
        if !matches!(answer.outcome(), Outcome::KeyTaken | Outcome::RetryLater) {
            eprintln!(
                "TAKEN: seq {} of {} was answered {:?} to another command",
                self.seq,
                self.credential.terminal,
                answer.outcome()
            );
            self.chances.changed += 1;
        }
        Some(())
    }

    fn count(&mut self, requests: u64) {
        self.chances.sent += requests;
        self.sent.fetch_add(requests, Ordering::Relaxed);
    }

    /// The first final answer is the answer.
    fn compare(&mut self, answer: &SubmitResponse) {
        let said = (answer.outcome(), answer.revision);
        if matches!(said.0, Outcome::Committed | Outcome::Refused | Outcome::Unreadable) {
            let first = *self.said.entry(self.seq).or_insert(said);
            if first != said {
                eprintln!("CHANGED: seq {} of {} was answered {first:?}, then {said:?}", self.seq, self.credential.terminal);
                self.chances.changed += 1;
            }
        }
    }

    async fn settle(&mut self, answer: &SubmitResponse) -> Option<()> {
        match answer.outcome() {
            Outcome::Committed | Outcome::Refused | Outcome::Unreadable => {
                let incarnation = data_encoding::HEXLOWER.encode(&self.incarnation);
                self.ledger.acked((self.credential.terminal.clone(), incarnation, self.seq), answer.revision);
                self.seq += 1;
            }
            Outcome::RetryLater => sleep(Duration::from_millis(20)).await,
            // Only a server that lost what it answered lacks anything.
            Outcome::Gap => {
                eprintln!("LOST: {} is asked for seq {} and is at {}", self.credential.terminal, answer.expected_seq, self.seq);
                self.chances.changed += 1;
                self.seq = answer.expected_seq;
            }
            // No two commands of this terminal have one number.
            Outcome::KeyTaken => {
                eprintln!("REFUSED: seq {} of {} is said to be another command", self.seq, self.credential.terminal);
                self.chances.changed += 1;
                self.seq += 1;
            }
            Outcome::EpochChanged | Outcome::Unspecified => return None,
        }
        Some(())
    }

    /// The request with the seq of now: the same bytes whenever it is made.
    fn request(&self, epoch: &prost::bytes::Bytes) -> Option<SubmitRequest> {
        let disk = data_encoding::HEXLOWER.encode(&self.incarnation[..4]);
        let command: Command = match self.seq {
            1 => staff::Command::SignIn { person: id(CLERK) }.into(),
            seq => request(id(&format!("{}-{disk}-{seq}", self.credential.terminal))).into(),
        };
        Some(SubmitRequest {
            epoch: epoch.clone(),
            incarnation: self.incarnation.to_vec().into(),
            seq: self.seq,
            command: serde_json::to_vec(&command).ok()?.into(),
            pin: if self.seq == 1 { pin(CLERK) } else { String::new() },
            made_at_ms: 0,
            offline: false,
            oldest_seq: 1,
            protocol: proto::PROTOCOL,
            before_emergency: false,
            second_pin: String::new(),
        })
    }
}

async fn ask(client: &DeskServiceClient<Channel>, request: SubmitRequest) -> Option<SubmitResponse> {
    timeout(ANSWER, client.clone().submit(request)).await.ok()?.ok().map(tonic::Response::into_inner)
}
