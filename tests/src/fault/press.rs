//! One terminal that presses: the next command as soon as the last is answered, or at a pace,
//! the same again where no answer came.

use super::ledger::Ledger;
use crate::harness::{Credential, request};
use domain::Command;
use domain::registers::emergencies;
use domain::registers::staff;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{HelloRequest, Outcome, SubmitRequest};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tonic::transport::Channel;
use values::{Id, Line, Personal};

/// Who presses; a clerk of the small property.
const PERSON: &str = "1001";
/// An answer that takes longer is asked for again.
const ANSWER: Duration = Duration::from_secs(5);

/// A terminal's disk: its numbering, and what it knows to be done.
pub struct Press {
    credential: Credential,
    incarnation: [u8; 16],
    seq: u64,
    /// The highest number that was ever acknowledged.
    highest: u64,
    signed_in: bool,
    /// What was acknowledged.
    pub ledger: Ledger,
    /// How often the server said "try again later".
    pub later: u64,
    work: Work,
    pace: Duration,
    count: Arc<AtomicU64>,
}

/// What a terminal presses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Requests, which stay open.
    Matters,
    /// Drills, as when the disk is full.
    Emergencies,
    /// Drills with as many words as there may be, so that room is soon used up.
    Flood,
}

/// What the presses are told: where the server is, if it is there, and when to stop.
#[derive(Clone, Copy, Default)]
pub struct Told {
    /// Where it serves.
    pub address: Option<SocketAddr>,
    /// No more commands.
    pub stop: bool,
}

impl Press {
    /// A terminal with a fresh disk, each of whose acknowledgements is counted; it rests for
    /// `pace` after each.
    #[must_use]
    pub fn new(credential: Credential, work: Work, pace: Duration, count: Arc<AtomicU64>) -> Self {
        let mut incarnation = [0; 16];
        getrandom::fill(&mut incarnation).unwrap_or_default();
        Self {
            credential,
            incarnation,
            seq: 1,
            highest: 0,
            signed_in: false,
            ledger: Ledger::default(),
            later: 0,
            work,
            pace,
            count,
        }
    }

    /// Presses until told to stop; gives itself back with what it knows.
    pub async fn run(mut self, mut told: watch::Receiver<Told>) -> Self {
        loop {
            let now = *told.borrow_and_update();
            if now.stop {
                return self;
            }
            let Some(address) = now.address else {
                if told.changed().await.is_err() {
                    return self;
                }
                continue;
            };
            let talk = self.talk(address, told.clone());
            tokio::select! {
                () = talk => {}
                _ = told.changed() => {}
            }
            tokio::task::yield_now().await;
        }
    }

    /// Talks with one server until the connection ends.
    async fn talk(&mut self, address: SocketAddr, told: watch::Receiver<Told>) {
        let Ok(channel) = self.credential.channel(address).await else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            return;
        };
        let mut client = DeskServiceClient::new(channel);
        let Ok(epoch) = self.greet(&mut client).await else { return };
        while !told.borrow().stop && self.press(&mut client, &epoch).await.is_some() {
            if !self.pace.is_zero() {
                tokio::time::sleep(self.pace).await;
            }
        }
    }

    async fn greet(&mut self, client: &mut DeskServiceClient<Channel>) -> Result<prost::bytes::Bytes, tonic::Status> {
        let hello = HelloRequest {
            protocol_min: proto::PROTOCOL,
            protocol_max: proto::PROTOCOL,
            build: "press".into(),
            outbox: self.incarnation.to_vec().into(),
            ..Default::default()
        };
        Ok(client.hello(hello).await?.into_inner().identity.unwrap_or_default().epoch)
    }

    /// One command to its final answer; `None`: the connection is of no use any more.
    async fn press(&mut self, client: &mut DeskServiceClient<Channel>, epoch: &prost::bytes::Bytes) -> Option<()> {
        let command = self.command()?;
        let request = SubmitRequest {
            epoch: epoch.clone(),
            incarnation: self.incarnation.to_vec().into(),
            seq: self.seq,
            command: serde_json::to_vec(&command).ok()?.into(),
            pin: if self.signed_in { String::new() } else { crate::harness::pin(PERSON) },
            made_at_ms: 0,
            offline: false,
            oldest_seq: 1,
            protocol: proto::PROTOCOL,
            before_emergency: false,
            second_pin: String::new(),
        };
        let answer = tokio::time::timeout(ANSWER, client.submit(request)).await.ok()?.ok()?.into_inner();
        match answer.outcome() {
            Outcome::Committed | Outcome::Refused | Outcome::Unreadable => {
                let incarnation = data_encoding::HEXLOWER.encode(&self.incarnation);
                self.ledger.acked((self.credential.terminal.clone(), incarnation, self.seq), answer.revision);
                self.signed_in = true;
                // What is told a restored server again was counted before.
                self.count.fetch_add(u64::from(self.seq > self.highest), Ordering::Relaxed);
                self.highest = self.highest.max(self.seq);
                self.seq += 1;
                Some(())
            }
            Outcome::RetryLater => {
                self.later += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
                Some(())
            }
            // A restored server holds less than this terminal has told it: it is told again.
            Outcome::Gap => {
                self.seq = answer.expected_seq;
                Some(())
            }
            // It never sends another command under a number: a server that says so is wrong.
            Outcome::KeyTaken | Outcome::EpochChanged | Outcome::Unspecified => None,
        }
    }

    fn command(&self) -> Option<Command> {
        if !self.signed_in && self.work == Work::Matters {
            return Some(staff::Command::SignIn { person: Id::parse(PERSON).ok()? }.into());
        }
        match self.work {
            Work::Matters => Some(request(Id::parse(&self.id(self.seq)).ok()?).into()),
            Work::Emergencies => drill(&self.id(self.seq), None),
            Work::Flood => drill(&self.id(self.seq), Line::parse(&"样".repeat(200)).ok()),
        }
    }

    /// The id of the record that the command with this seq makes.
    fn id(&self, seq: u64) -> String {
        format!("{}-{}-{seq}", self.credential.terminal, hex(&self.incarnation))
    }
}

fn hex(incarnation: &[u8; 16]) -> String {
    data_encoding::HEXLOWER.encode(&incarnation[..4])
}

/// Taken also when the disk is nearly full, and started by the station itself.
fn drill(id: &str, place: Option<Line>) -> Option<Command> {
    let start = emergencies::Command::Start {
        run: Id::parse(id).ok()?,
        procedure: Id::parse("fire").ok()?,
        place: place.map(Personal::from),
        drill: true,
        name: None,
    };
    Some(start.into())
}
