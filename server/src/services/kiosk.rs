//! What the kiosk asks: greet, deliver, watch the lobby.

use super::lobby::lobby;
use super::submission::command;
use super::{CROWDED, Standing, expected, greeted, incarnation, outcome, protocol, proven, standing};
use crate::clock::Clock;
use crate::desk::answers::Key;
use crate::desk::{Answer, Desk, Origin, Proofs};
use crate::identity::pin::PinDesk;
use crate::identity::secrets::Secrets;
use crate::net::claims::Claims;
use crate::net::gate::{Caller, Gate};
use crate::net::presence::Presence;
use crate::net::quota::Quota;
use crate::storage::entry::Verdict;
use domain::registers::staff::Person;
use domain::registers::{terminals, visits};
use domain::{Offline, Refusal, Station};
use prost::Message as _;
use proto::v1::kiosk_service_server::KioskService;
use proto::v1::submission::What;
use proto::v1::{self, KioskRefusal};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status};
use values::Id;

const LOBBY: &[Station] = &[Station::Kiosk];
/// A sealed submission is at most this long.
const LONGEST: usize = 16 * 1024;
/// So many registrations at most wait undelivered on a kiosk whose disk is lost.
const UNDELIVERED: u64 = 200;
/// So many visitors at most register while a kiosk asks for more codes.
const KEPT_BACK: u64 = 20;
/// A sign of life at least this often.
const ALIVE: Duration = Duration::from_secs(5);

/// The service for kiosks.
pub struct Service {
    desk: Arc<Desk>,
    gate: Gate,
    secrets: Arc<Secrets>,
    pins: Arc<PinDesk>,
    presence: Presence,
    clock: Clock,
    claims: Claims,
    quota: Quota,
}

impl Service {
    /// Serves a desk.
    #[must_use]
    pub fn new(
        desk: Arc<Desk>,
        gate: Gate,
        (secrets, pins): (Arc<Secrets>, Arc<PinDesk>),
        presence: Presence,
        clock: Clock,
        claims: Claims,
        quota: Quota,
    ) -> Self {
        Self { desk, gate, secrets, pins, presence, clock, claims, quota }
    }

    /// Whether this is something new that a visitor enters; what waited on the kiosk's disk and
    /// what was answered before is not.
    fn is_new(&self, key: &Key, deliver: &v1::DeliverRequest) -> bool {
        !deliver.offline && key.seq >= self.desk.expected(&key.terminal, &key.incarnation)
    }

    /// The codes that a kiosk may give out. What the disk before a new one gave out and never
    /// delivered is passed over; the last few are kept back for while the kiosk asks for more.
    fn free_codes(&self, number: u8, expected_seq: u64) -> (u32, u32) {
        let unknown = if expected_seq <= 1 { UNDELIVERED } else { 0 };
        let free = visits::free_codes(&self.desk.state(), number, unknown, self.clock.now());
        let room = if free.room > 2 * KEPT_BACK { free.room - KEPT_BACK } else { free.room };
        (u32::try_from(free.from).unwrap_or_default(), u32::try_from(room).unwrap_or_default())
    }
}

#[tonic::async_trait]
impl KioskService for Service {
    async fn greet(&self, request: Request<v1::GreetRequest>) -> Result<Response<v1::GreetResponse>, Status> {
        let caller = self.gate.caller(&request, LOBBY)?;
        let greet = request.into_inner();
        let protocol = protocol(greet.protocol_min, greet.protocol_max)?;
        let Standing { expected_seq, kept_seq, erased_seq } = standing(&self.desk, &caller.terminal, &greet.outbox)?;
        let (now, passed) = self.clock.moment();
        self.claims.greeted(&caller.terminal, greet.clock_ms, (now, passed));
        greeted(&self.desk, &caller.terminal, &greet.outbox).await?;
        let (code_from, code_room) = self.free_codes(caller.number, expected_seq);
        Ok(Response::new(v1::GreetResponse {
            identity: Some(v1::Identity {
                store: self.desk.identity.store.to_vec().into(),
                epoch: self.desk.identity.epoch.to_vec().into(),
            }),
            protocol,
            number: u32::from(caller.number),
            terminal: caller.terminal.as_str().to_owned(),
            seal_to: self.secrets.seal_public().to_vec().into(),
            clock_ms: now.0,
            expected_seq,
            kept_seq,
            erased_seq,
            code_from,
            code_room,
        }))
    }

    async fn deliver(&self, request: Request<v1::DeliverRequest>) -> Result<Response<v1::DeliverResponse>, Status> {
        let caller = self.gate.caller(&request, LOBBY)?;
        let _in_hand = self.quota.enter(&caller.terminal)?;
        let deliver = request.into_inner();
        if deliver.sealed.len() > LONGEST {
            return Err(Status::invalid_argument("a submission has at most 16 KiB"));
        }
        let key = Key {
            terminal: caller.terminal.clone(),
            incarnation: incarnation(&deliver.incarnation)?,
            seq: deliver.seq,
        };
        if self.desk.is_crowded() {
            return Err(Status::resource_exhausted(CROWDED));
        }
        let place = proto::seal_place(&deliver.incarnation, deliver.seq);
        let opened = self.secrets.open_sealed(&deliver.sealed, &place);
        let submission = opened.and_then(|bytes| v1::Submission::decode(bytes.as_slice()).ok());
        let claimed = |ms| self.claims.at(&caller.terminal, ms, self.clock.moment());
        let made_at = claimed(submission.as_ref().map_or(0, |s| s.made_at_ms));
        let new = self.is_new(&key, &deliver);
        if new {
            self.quota.count(&caller.terminal, submission.as_ref().and_then(sitting), self.clock.moment().1)?;
        }
        let what = submission.and_then(|s| s.what);
        let proofs = Proofs { shown: what.as_ref().and_then(shown), ..Proofs::default() };
        let command = what.and_then(|what| command(what, &key, claimed));
        if command.is_none() {
            tracing::warn!(terminal = %caller.terminal, seq = deliver.seq, "a submission could not be read");
        }
        let offline = deliver.offline.then_some(Offline { made_at });
        let origin = Origin::Terminal {
            key: key.clone(),
            station: Station::Kiosk,
            oldest: deliver.oldest_seq,
            body: self.desk.bodies.digest(&deliver.sealed),
        };
        let answer = self.desk.receive(origin, command, proofs, offline).await;
        if new && !matches!(answer, Answer::Final { .. }) {
            self.quota.give_back(&caller.terminal);
        }
        let (outcome, _, refusal, replayed) = outcome(&answer, deliver.protocol);
        let refusal = match refusal {
            None => KioskRefusal::Unspecified,
            Some(Refusal::Visits(visits::Refusal::NotRecognised)) => KioskRefusal::UnknownCode,
            Some(_) => KioskRefusal::AskTheCounter,
        };
        Ok(Response::new(v1::DeliverResponse {
            outcome: outcome.into(),
            refusal: refusal.into(),
            replayed,
            expected_seq: expected(&answer),
            kept_seq: self.desk.kept(&caller.terminal, &key.incarnation),
            erased_seq: self.desk.erased(&caller.terminal, &key.incarnation),
        }))
    }

    async fn end_program(&self, request: Request<v1::EndProgramRequest>) -> Result<Response<v1::EndProgramResponse>, Status> {
        let caller = self.gate.caller(&request, LOBBY)?;
        let v1::EndProgramRequest { number, pin } = request.into_inner();
        let by: Id<Person> = Id::parse(&number).map_err(|_| Status::invalid_argument("that is no staff number"))?;
        self.quota.count(&caller.terminal, None, self.clock.moment().1)?;
        let first = proven(&self.desk, &self.pins, &caller, &by, &pin).await;
        let origin = Origin::OnBehalf { terminal: caller.terminal, station: Station::Kiosk };
        let command = terminals::Command::EndProgram { by };
        match self.desk.submit(origin, Some(command.into()), Proofs { first, ..Proofs::default() }, None).await {
            Answer::Final { verdict, .. } => Ok(Response::new(v1::EndProgramResponse { admitted: verdict == Verdict::Committed })),
            Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => Err(Status::unavailable("nothing was done: try again")),
        }
    }

    type WatchLobbyStream = ReceiverStream<Result<v1::WatchLobbyResponse, Status>>;

    async fn watch_lobby(&self, request: Request<v1::WatchLobbyRequest>) -> Result<Response<Self::WatchLobbyStream>, Status> {
        let caller = self.gate.caller(&request, LOBBY)?;
        let (to, stream) = mpsc::channel(4);
        let stay = self.presence.enter(&caller.terminal);
        let (desk, gate, clock) = (self.desk.clone(), self.gate.clone(), self.clock.clone());
        tokio::spawn(async move {
            tokio::select! {
                biased;
                // Who reads slowly enough misses that it ended, and learns it by the silence.
                lost = stay.lost() => drop(to.try_send(Err(lost))),
                _ = watch(&desk, &gate, &caller, &clock, &to) => {}
            }
        });
        Ok(Response::new(ReceiverStream::new(stream)))
    }
}

/// Sends the lobby whenever it differs from what was sent last.
async fn watch(
    desk: &Desk,
    gate: &Gate,
    caller: &Caller,
    clock: &Clock,
    to: &mpsc::Sender<Result<v1::WatchLobbyResponse, Status>>,
) -> Option<()> {
    let mut moves = desk.moves();
    let mut sent: Option<v1::Lobby> = None;
    loop {
        if let Err(ended) = gate.still_admits(caller) {
            return to.send(Err(ended)).await.ok();
        }
        let current = lobby(&desk.state(), &caller.terminal, clock.now());
        let changed = (sent.as_ref() != Some(&current)).then(|| current.clone());
        to.send(Ok(v1::WatchLobbyResponse { lobby: changed, clock_ms: clock.now().0 })).await.ok()?;
        sent = Some(current);
        // A lobby that did not change is a sign of life only: wait for a change or the time.
        let life = tokio::time::sleep(ALIVE);
        tokio::pin!(life);
        loop {
            tokio::select! {
                biased;
                () = to.closed() => return None,
                moved = moves.moved() => {
                    moved?;
                    if gate.still_admits(caller).is_err() || sent.as_ref() != Some(&lobby(&desk.state(), &caller.terminal, clock.now())) {
                        break;
                    }
                }
                () = &mut life => break,
            }
        }
    }
}

/// What somebody who leaves, or comes by a code, shows beside it.
fn shown(what: &What) -> Option<String> {
    match what {
        What::LeaveVisit(leave) => Some(leave.shown.clone()),
        What::ComeByCode(come) => Some(come.shown.clone()),
        What::RegisterVisit(_) | What::ReportLoss(_) | What::ReportFound(_) | What::RingCounter(_) | What::DeviceTrouble(_) => None,
        What::AnswerSurvey(_) | What::AddSurveyReasons(_) | What::AddSurveyWord(_) => None,
    }
}

/// The survey that it is an answer in.
fn sitting(submission: &v1::Submission) -> Option<&str> {
    match &submission.what {
        Some(What::AnswerSurvey(answer)) => Some(&answer.sitting),
        Some(What::RegisterVisit(_) | What::ComeByCode(_) | What::LeaveVisit(_) | What::ReportLoss(_) | What::ReportFound(_)) => None,
        Some(What::AddSurveyReasons(_) | What::AddSurveyWord(_) | What::RingCounter(_) | What::DeviceTrouble(_)) | None => None,
    }
}
