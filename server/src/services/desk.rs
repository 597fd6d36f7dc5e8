//! What staff terminals ask: hello, submit, follow, history.

use super::console::Console;
use super::{CROWDED, Standing, command, expected, greeted, incarnation, outcome, protocol, proven, standing};
use crate::clock::Clock;
use crate::desk::answers::Key;
use crate::desk::archive::log_lines;
use crate::desk::shelf::{view_of, view_tag};
use crate::desk::witnesses::Claim;
use crate::desk::{Answer, Desk, Origin, Proofs};
use crate::identity::pin::{PinDesk, Proven};
use crate::net::claims::Claims;
use crate::net::gate::{Caller, Gate};
use crate::net::presence::Presence;
use crate::plant::{self, Bug};
use crate::storage::entry::{Verdict, record_in_clear};
use crate::storage::space::Room;
use crate::storage::vault::veil;
use domain::registers::staff::Person;
use domain::registers::{archive, staff};
use domain::rights::{Who, right, second};
use domain::view::{Sight, followed, sight};
use domain::{Command, Kind, Offline, Station};
use journal::Hash;
use proto::v1::desk_service_server::DeskService;
use proto::v1::follow_response::Message;
use proto::v1::{self, Outcome};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status};
use values::{Id, Line};

pub(super) const DESKS: &[Station] = &[Station::Counter, Station::ControlRoom];
/// A command is at most this long.
const LONGEST: usize = 64 * 1024;
/// A snapshot travels in chunks of about this size.
const CHUNK: usize = 192 * 1024;
/// A sign of life at least this often.
const BOOKMARK: Duration = Duration::from_secs(5);

/// The service for staff terminals.
pub struct Service {
    pub(super) desk: Arc<Desk>,
    pub(super) gate: Gate,
    pub(super) pins: Arc<PinDesk>,
    pub(super) console: Console,
    presence: Presence,
    pub(super) clock: Clock,
    claims: Claims,
}

impl Service {
    /// Serves a desk.
    #[must_use]
    pub fn new(
        desk: Arc<Desk>,
        gate: Gate,
        (pins, console): (Arc<PinDesk>, Console),
        presence: Presence,
        clock: Clock,
        claims: Claims,
    ) -> Self {
        Self { desk, gate, pins, console, presence, clock, claims }
    }

    /// Has a terminal's command decided.
    async fn take(&self, caller: &Caller, key: &Key, submit: &v1::SubmitRequest) -> Answer {
        let command = command::read(&submit.command);
        let made_at = || self.claims.at(&caller.terminal, submit.made_at_ms, self.clock.moment());
        let offline = submit.offline.then(|| Offline { made_at: made_at() });
        let origin = Origin::Terminal {
            key: key.clone(),
            station: caller.station,
            oldest: submit.oldest_seq,
            body: self.desk.bodies.digest(&submit.command),
        };
        let to_give_way = submit.before_emergency.then(|| (origin.clone(), command.clone(), offline.clone()));
        let waits = command.as_ref().filter(|_| !submit.pin.is_empty()).and_then(|command| self.desk.waits_for_room(key, command));
        let answer = match waits {
            Some(later) => later,
            None => {
                let proofs = match &command {
                    Some(wanted) => self.prove(caller, wanted, &submit.pin, &submit.second_pin).await,
                    None => Proofs::default(),
                };
                self.desk.receive(origin, command, proofs, offline).await
            }
        };
        if let (Answer::RetryLater(_), Some((origin, Some(command), offline))) = (&answer, to_give_way) {
            return self.desk.give_way(origin, command, offline, answer).await;
        }
        answer
    }

    /// Checks the PINs that came with a command which signs or signs in; the second only where the
    /// first is right.
    async fn prove(&self, caller: &Caller, command: &Command, pin: &str, second_pin: &str) -> Proofs {
        let person = match (command, right(command).who) {
            // What proves a person is made by the server: whatever PIN comes with a terminal's own,
            // it does not count.
            (Command::Staff(staff::Command::SetCredential { .. }), _) => return Proofs::default(),
            (Command::Staff(staff::Command::SignIn { person } | staff::Command::Unlock { person, .. }), _) | (_, Who::Signs(person, _)) => {
                person
            }
            (_, Who::Station | Who::VisitorOrSignedIn | Who::SignedIn(_)) => return Proofs::default(),
        };
        let first = self.proven(caller, person, pin).await;
        let second = match second(command).filter(|other| first.is_some() && *other != person) {
            Some(other) => self.proven(caller, other, second_pin).await,
            None => None,
        };
        Proofs { first, second, shown: None }
    }

    pub(super) async fn proven(&self, caller: &Caller, person: &Id<Person>, pin: &str) -> Option<Proven> {
        proven(&self.desk, &self.pins, caller, person, pin).await
    }

    fn identity(&self) -> v1::Identity {
        v1::Identity {
            store: self.desk.identity.store.to_vec().into(),
            epoch: self.desk.identity.epoch.to_vec().into(),
        }
    }
}

#[tonic::async_trait]
impl DeskService for Service {
    async fn hello(&self, request: Request<v1::HelloRequest>) -> Result<Response<v1::HelloResponse>, Status> {
        let caller = self.gate.caller(&request, DESKS)?;
        let hello = request.into_inner();
        let protocol = protocol(hello.protocol_min, hello.protocol_max)?;
        // First: nothing is added to a history that a terminal contradicts.
        if let Some(claim) = claim(&hello, &self.desk.identity.epoch) {
            self.desk.hear(&caller.terminal, claim).await;
            self.gate.refuse_contradicted()?;
        }
        let Standing { expected_seq, kept_seq, erased_seq } = standing(&self.desk, &caller.terminal, &hello.outbox)?;
        greeted(&self.desk, &caller.terminal, &hello.outbox).await?;
        let revision = self.desk.shelf().revision();
        let (now, passed) = self.clock.moment();
        self.claims.greeted(&caller.terminal, hello.clock_ms, (now, passed));
        let build: String = hello.build.chars().filter(char::is_ascii_graphic).take(100).collect();
        tracing::info!(terminal = %caller.terminal, build, "hello");
        Ok(Response::new(v1::HelloResponse {
            identity: Some(self.identity()),
            protocol,
            revision,
            clock_ms: now.0,
            station: caller.station.name().to_owned(),
            terminal: caller.terminal.as_str().to_owned(),
            name: caller.name,
            expected_seq,
            kept_seq,
            erased_seq,
        }))
    }

    async fn submit(&self, request: Request<v1::SubmitRequest>) -> Result<Response<v1::SubmitResponse>, Status> {
        let caller = self.gate.caller(&request, DESKS)?;
        let submit = request.into_inner();
        if submit.epoch != self.desk.identity.epoch.as_slice() {
            return Ok(Response::new(v1::SubmitResponse { outcome: Outcome::EpochChanged.into(), ..Default::default() }));
        }
        if submit.command.len() > LONGEST {
            return Err(Status::invalid_argument("a command has at most 64 KiB"));
        }
        let key = Key {
            terminal: caller.terminal.clone(),
            incarnation: incarnation(&submit.incarnation)?,
            seq: submit.seq,
        };
        let goes_on = || submit.before_emergency || command::read(&submit.command).is_some_and(|c| c.is_emergency());
        if self.desk.is_crowded() && !goes_on() {
            return Err(Status::resource_exhausted(CROWDED));
        }
        let answer = self.take(&caller, &key, &submit).await;
        if let Answer::RetryLater(why) = &answer {
            tracing::warn!(terminal = %caller.terminal, %why, "try again later");
        }
        let (outcome, revision, refusal, replayed) = outcome(&answer, submit.protocol);
        let refusal = refusal.map(serde_json::to_vec).transpose().map_err(|e| Status::internal(e.to_string()))?;
        Ok(Response::new(v1::SubmitResponse {
            outcome: outcome.into(),
            revision,
            refusal: refusal.unwrap_or_default().into(),
            replayed,
            expected_seq: expected(&answer),
            kept_seq: self.desk.kept(&caller.terminal, &key.incarnation),
            erased_seq: self.desk.erased(&caller.terminal, &key.incarnation),
        }))
    }

    async fn change_pin(&self, request: Request<v1::ChangePinRequest>) -> Result<Response<v1::ChangePinResponse>, Status> {
        let refusal = self.own_pin(request).await?.err().unwrap_or_default();
        Ok(Response::new(v1::ChangePinResponse { refusal }))
    }

    async fn give_pin(&self, request: Request<v1::GivePinRequest>) -> Result<Response<v1::GivePinResponse>, Status> {
        let refused = |refusal| v1::GivePinResponse { refusal, pin: String::new() };
        let given = self.colleagues_pin(request).await?;
        Ok(Response::new(given.map_or_else(refused, |pin| v1::GivePinResponse { pin, ..Default::default() })))
    }

    async fn offer_terminal(&self, request: Request<v1::OfferTerminalRequest>) -> Result<Response<v1::OfferTerminalResponse>, Status> {
        let refused = |refusal| v1::OfferTerminalResponse { refusal, ..Default::default() };
        Ok(Response::new(self.new_terminal(request).await?.unwrap_or_else(refused)))
    }

    async fn about_person(&self, request: Request<v1::AboutPersonRequest>) -> Result<Response<v1::AboutPersonResponse>, Status> {
        let refused = |refusal| v1::AboutPersonResponse { refusal, ..Default::default() };
        Ok(Response::new(self.about(request).await?.unwrap_or_else(refused)))
    }

    async fn visit_photo(&self, request: Request<v1::VisitPhotoRequest>) -> Result<Response<v1::VisitPhotoResponse>, Status> {
        let refused = |refusal| v1::VisitPhotoResponse { refusal, ..Default::default() };
        let photo = self.photo_of(request).await?;
        Ok(Response::new(photo.map_or_else(refused, |jpeg| v1::VisitPhotoResponse { jpeg, ..Default::default() })))
    }

    type FollowStream = ReceiverStream<Result<v1::FollowResponse, Status>>;

    async fn follow(&self, request: Request<v1::FollowRequest>) -> Result<Response<Self::FollowStream>, Status> {
        let caller = self.gate.caller(&request, DESKS)?;
        let view = view_of(caller.station).ok_or_else(|| Status::permission_denied("this station follows no view"))?;
        let (to, stream) = mpsc::channel(16);
        let stay = self.presence.enter(&caller.terminal);
        let follower = Follower {
            desk: self.desk.clone(),
            gate: self.gate.clone(),
            presence: self.presence.clone(),
            caller,
            view,
            clock: self.clock.clone(),
            to,
        };
        let v1::FollowRequest { from, gave_up } = request.into_inner();
        if !gave_up.is_empty() {
            let why: String = gave_up.chars().filter(|c| !c.is_control()).take(200).collect();
            tracing::error!(terminal = %follower.caller.terminal, why, "this terminal gave its copy of the state up and loads it again");
        }
        let from = from.unwrap_or_default();
        tokio::spawn(async move {
            let terminal = follower.caller.terminal.clone();
            let to = follower.to.clone();
            tokio::select! {
                biased;
                // Who reads slowly enough misses that it ended, and learns it by the silence.
                lost = stay.lost() => drop(to.try_send(Err(lost))),
                ended = follower.run(from) => {
                    if ended.is_none() {
                        tracing::info!(%terminal, "stopped following");
                    }
                }
            }
        });
        Ok(Response::new(ReceiverStream::new(stream)))
    }

    async fn history(&self, request: Request<v1::HistoryRequest>) -> Result<Response<v1::HistoryResponse>, Status> {
        let caller = self.gate.caller(&request, DESKS)?;
        let asked = request.into_inner();
        let kind = Kind::named(&asked.kind).ok_or_else(|| Status::invalid_argument("there is no such kind of record"))?;
        let seen = sight(caller.station, kind);
        if seen == Sight::Nothing {
            return Err(Status::permission_denied("this station does not see such records"));
        }
        let reason = Line::parse(&asked.reason).ok().filter(|r| r.as_str().chars().count() >= 4);
        let reason = reason.ok_or_else(|| Status::invalid_argument("say in 4 to 200 characters why you need it"))?;
        let term =
            if asked.term.is_empty() { None } else { Some(Line::parse(&asked.term).map_err(|e| Status::invalid_argument(e.to_string()))?) };
        let consult = archive::Command::Consult { kind, term: term.clone().map(Into::into), reason };
        let origin = Origin::OnBehalf { terminal: caller.terminal.clone(), station: caller.station };
        match self.desk.submit(origin, Some(consult.into()), Proofs::default(), None).await {
            Answer::Final { verdict: Verdict::Committed, .. } => {}
            Answer::Final { verdict: Verdict::Refused(refusal), .. } => {
                let refusal = serde_json::to_vec(&refusal).map_err(|e| Status::internal(e.to_string()))?;
                return Ok(Response::new(v1::HistoryResponse { refusal: refusal.into(), ..Default::default() }));
            }
            Answer::Final { .. } | Answer::Gap { .. } | Answer::KeyTaken | Answer::RetryLater(_) => {
                return Err(Status::unavailable("the reading could not be recorded: try again"));
            }
        }
        let limit = asked.limit.clamp(1, 200) as usize;
        let before = asked.before;
        let page = self.desk.from_store(move |desk| {
            let word = term.as_ref().map(Line::as_str);
            let page =
                if kind == Kind::LogLine { log_lines(desk, word, before, limit) } else { desk.archive.history(kind, word, before, limit) };
            Ok((page?, desk.chain().revision.0.saturating_sub(desk.archive.missing())))
        });
        let (page, covered) = page.await.map_err(|f| Status::unavailable(f.to_string()))?;
        let mut records = Vec::with_capacity(page.versions.len());
        for (revision, reference, form) in page.versions {
            let form = serde_json::from_slice(&form).map_err(|e| Status::internal(e.to_string()))?;
            let record = record_in_clear(form, &self.desk.vault).map_err(|f| Status::internal(f.to_string()))?;
            let mut form = serde_json::to_value(followed(&record)).map_err(|e| Status::internal(e.to_string()))?;
            if seen == Sight::Veiled {
                veil(&mut form);
            }
            let record = form.to_string().into_bytes().into();
            records.push(v1::Version { revision, reference: reference.to_string(), record });
        }
        Ok(Response::new(v1::HistoryResponse {
            records,
            next_before: page.next_before,
            refusal: prost::bytes::Bytes::new(),
            covered,
        }))
    }
}

/// What a terminal has seen of this epoch; nothing of another one counts.
fn claim(hello: &v1::HelloRequest, epoch: &[u8; 16]) -> Option<Claim> {
    let seen = hello.seen.as_ref().filter(|seen| seen.epoch == epoch.as_slice())?;
    let witnessed = hello.witnessed.as_ref().and_then(|w| Some((w.revision, Hash(w.hash.as_ref().try_into().ok()?))));
    Some(Claim { seen: seen.revision, witnessed })
}

/// One open stream of one terminal.
struct Follower {
    desk: Arc<Desk>,
    gate: Gate,
    presence: Presence,
    caller: Caller,
    view: usize,
    clock: Clock,
    to: mpsc::Sender<Result<v1::FollowResponse, Status>>,
}

impl Follower {
    /// Follows until the terminal hangs up (`None`), is too slow, or is admitted no longer.
    async fn run(self, from: v1::Cursor) -> Option<()> {
        let (mut moves, mut company) = (self.desk.moves(), self.presence.changes());
        let mut at = self.begin(&from).await?;
        // What was missed comes at once, before anything is waited for.
        loop {
            if let Err(ended) = self.gate.still_admits(&self.caller) {
                drop(self.to.send(Err(ended)).await);
                return Some(());
            }
            if plant::is(Bug::BookmarkAhead) {
                let ahead = self.desk.shelf().revision();
                self.bookmark(ahead).await?;
            }
            loop {
                let frames = self.desk.shelf().after(at, 64);
                let Some(frames) = frames else {
                    self.send(Message::Reset(v1::Reset { reason: "the terminal was too slow".into() })).await?;
                    return Some(());
                };
                let Some(last) = frames.last().map(|f| f.revision) else { break };
                for frame in frames {
                    if plant::is(Bug::CommitTwice) {
                        self.send(Message::Commit(frame.seen(self.view).clone())).await?;
                    }
                    self.send(Message::Commit(frame.seen(self.view).clone())).await?;
                }
                at = last;
            }
            self.bookmark(at).await?;
            tokio::select! {
                biased;
                () = self.to.closed() => return None,
                moved = moves.moved() => moved?,
                changed = company.moved() => changed?,
                () = tokio::time::sleep(BOOKMARK) => {}
            }
        }
    }

    /// Resumes, or sends the whole view; returns the revision reached.
    async fn begin(&self, from: &v1::Cursor) -> Option<u64> {
        let epoch = self.desk.identity.epoch;
        let (revision, why_not, snapshot, digest, head) = {
            let shelf = self.desk.shelf();
            let why_not = if from.revision == 0 {
                "the terminal has nothing yet"
            } else if from.epoch != epoch.as_slice() {
                "the epoch changed"
            } else if from.view_tag != view_tag(self.view) {
                "the view changed"
            } else if from.revision > shelf.revision() {
                "the terminal is ahead of the server"
            } else if from.revision < shelf.floor() && !plant::is(Bug::NoRelist) {
                "the terminal was away too long"
            } else {
                ""
            };
            let snapshot = if why_not.is_empty() { Vec::new() } else { shelf.snapshot(self.view) };
            (shelf.revision(), why_not, snapshot, shelf.digest(self.view), self.desk.chain().hash)
        };
        let resumed = why_not.is_empty();
        let at = v1::Cursor {
            epoch: epoch.to_vec().into(),
            revision: if resumed { from.revision } else { 0 },
            view_tag: view_tag(self.view).into(),
        };
        self.send(Message::Opened(v1::Opened { resumed, why_not: why_not.into(), at: Some(at) })).await?;
        if resumed {
            let floor = if plant::is(Bug::NoRelist) { self.desk.shelf().floor() } else { 0 };
            let late = u64::from(plant::is(Bug::ResumeOneLate) && from.revision < revision);
            return Some(from.revision.max(floor) + late);
        }
        let records = snapshot.len() as u64;
        let (mut chunk, mut size) = (Vec::new(), 0);
        for change in snapshot {
            size += change.record.len() + change.reference.len();
            chunk.push(change);
            if size > CHUNK {
                self.send(Message::Chunk(v1::SnapshotChunk { changes: std::mem::take(&mut chunk) })).await?;
                size = 0;
            }
        }
        self.send(Message::Chunk(v1::SnapshotChunk { changes: chunk })).await?;
        let (digest, head) = (digest.to_vec().into(), head.0.to_vec().into());
        self.send(Message::End(v1::SnapshotEnd { revision, digest, records, head })).await?;
        Some(revision)
    }

    /// A sign of life, with the digest where the stream is level with the shelf.
    async fn bookmark(&self, at: u64) -> Option<()> {
        let (level, digest, floor, head) = {
            let shelf = self.desk.shelf();
            // Both move together, while the shelf is held for writing.
            (shelf.revision() == at, shelf.digest(self.view), shelf.floor(), self.desk.chain().hash)
        };
        let (digest, head) = if level { (digest.to_vec(), head.0.to_vec()) } else { Default::default() };
        let reading = self.clock.read();
        let bookmark = v1::Bookmark {
            revision: at,
            digest: digest.into(),
            clock_ms: reading.now.0,
            doubted_clock_ms: reading.doubt.map_or(0, |_| reading.shown.0),
            connected: self.presence.connected(),
            resume_floor: floor,
            emergencies_only: self.desk.space.room() == Room::EmergenciesOnly,
            head: head.into(),
        };
        self.send(Message::Bookmark(bookmark)).await
    }

    async fn send(&self, message: Message) -> Option<()> {
        self.to.send(Ok(v1::FollowResponse { message: Some(message) })).await.ok()
    }
}
