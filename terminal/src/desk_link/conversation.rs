//! How a staff terminal speaks with the server.

use super::follower::{Broken, Follower};
use super::questions::{Answer, Question};
use super::seen::Seen;
use super::view_cache::ViewCache;
use super::{Desk, Event, HistoryAnswer, HistoryQuestion, HistoryVersion, Outcome};
use crate::backoff::Backoff;
use crate::channel::MAX_MESSAGE_BYTES;
use crate::courier::{ANSWER, Conversation, Ended, Reply, Standing, is_gone};
use crate::environment::{Dialer, Environment, Wire};
use crate::line::{QUIET, in_time};
use crate::plant::{self, Bug};
use journal::chance::Chance;
use prost::bytes::Bytes;
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{FollowRequest, FollowResponse, HelloRequest, HistoryRequest, Outcome as WireOutcome, SubmitRequest};
use std::cell::{Cell, RefCell};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use tokio::time::{sleep, timeout};
use tonic::{Code, Status, Streaming};

pub(super) struct DeskConversation {
    desk: Arc<Desk>,
    station: String,
    dialer: Arc<dyn Dialer>,
    chance: Arc<dyn Chance>,
    follower: RefCell<Follower>,
    seen: RefCell<Seen>,
    cache: RefCell<ViewCache>,
    /// How many connections were greeted.
    greeted: Cell<u64>,
}

/// One greeted connection.
pub(super) struct Talk {
    pub(super) client: DeskServiceClient<Wire>,
    epoch: Bytes,
    number: u64,
}

/// Why one stream is no longer read.
enum Over {
    /// The connection is gone or useless.
    Connection(Ended),
    /// Follow again on the same connection.
    Stream,
}

impl DeskConversation {
    pub(super) fn new(desk: Arc<Desk>, environment: &Environment, cache: ViewCache) -> DeskConversation {
        DeskConversation {
            desk,
            station: environment.station.clone(),
            dialer: Arc::clone(&environment.dialer),
            chance: Arc::clone(&environment.chance),
            seen: RefCell::new(Seen::load(Arc::clone(&environment.disk))),
            follower: RefCell::new(Follower::after(cache.cursor())),
            cache: RefCell::new(cache),
            greeted: Cell::new(0),
        }
    }

    async fn follow(&self, talk: &Talk) -> Over {
        let gave_up = std::mem::take(&mut *self.desk.gave_up.lock().unwrap_or_else(PoisonError::into_inner));
        let request = FollowRequest { from: self.follower.borrow().cursor(), gave_up };
        self.follower.borrow_mut().begin();
        let mut client = talk.client.clone();
        let mut stream = match in_time(client.follow(request)).await {
            Ok(stream) => stream,
            Err(why) => return Over::Connection(why),
        };
        loop {
            let next = tokio::select! {
                biased;
                () = self.desk.resync.notified() => {
                    self.follower.borrow_mut().forget();
                    return Over::Stream;
                }
                next = next_message(&mut stream) => next,
            };
            let message = match next {
                Ok(message) => message,
                Err(over) => return over,
            };
            if let Err(over) = self.read(message) {
                return over;
            }
            self.desk.inbox.room().await;
        }
    }

    async fn keep_following(&self, talk: &Talk) -> Ended {
        let mut backoff = Backoff::for_station(&self.station, Arc::clone(&self.chance));
        loop {
            match self.follow(talk).await {
                Over::Connection(why) => return why,
                // A server that breaks every stream, or whose digests never match, is asked for
                // snapshots at longer and longer intervals.
                Over::Stream => sleep(backoff.next()).await,
            }
        }
    }

    /// Asks what the program wants to know, one question at a time, until the connection turns
    /// out to be gone.
    async fn ask_questions(&self, talk: &Talk) -> Ended {
        loop {
            let (id, question) = self.desk.questions.next().await;
            let failed = question.fails();
            let answer = match timeout(ANSWER, answer(talk, question)).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(status)) if is_gone(&status) => return Ended::by(&status),
                Ok(Err(status)) => failed(status.message().to_owned()),
                Err(_) => failed("no answer came".to_owned()),
            };
            if let Some(why) = answer.failure() {
                tracing::warn!(id, why, "a question was not answered");
            }
            self.desk.questions.answered(id, answer, &self.desk.inbox);
        }
    }

    fn read(&self, message: FollowResponse) -> Result<(), Over> {
        let taken = self.follower.borrow_mut().take(message);
        let event = match taken {
            Ok(event) => event,
            Err(broken) => {
                tracing::warn!(%broken, "the state is loaded again");
                if !matches!(broken, Broken::Reset(_)) {
                    self.desk.gives_up(&broken.to_string());
                }
                self.follower.borrow_mut().forget();
                return Err(Over::Stream);
            }
        };
        let Some(event) = event else { return Ok(()) };
        let cursor = self.follower.borrow().cursor();
        if let Some(cursor) = &cursor {
            let head: &[u8] = match &event {
                Event::Snapshot { head, .. } | Event::Bookmark { head, .. } => head,
                Event::Online { .. } | Event::Offline { .. } | Event::Contradicted | Event::NotAdmitted | Event::Opened { .. } => &[],
                Event::Commit { .. } | Event::Saved { .. } | Event::Answered { .. } | Event::Remembered { .. } => &[],
                Event::History { .. } | Event::Console { .. } => &[],
            };
            self.seen.borrow_mut().note(cursor, head);
        }
        self.desk.inbox.push(event.clone());
        // Bookmarks set the pace of the disk, not commits; and the program has been told by then.
        self.cache.borrow_mut().note(&event, cursor.as_ref());
        if matches!(event, Event::Snapshot { .. } | Event::Bookmark { .. }) {
            self.seen.borrow_mut().keep();
        }
        Ok(())
    }
}

async fn answer(talk: &Talk, question: Question) -> Result<Answer, Status> {
    match question {
        Question::History(question) => page(talk, question).await.map(Answer::History),
        Question::Console(question) => question.put(talk).await.map(Answer::Console),
    }
}

/// One question to the archive.
async fn page(talk: &Talk, question: HistoryQuestion) -> Result<HistoryAnswer, Status> {
    let HistoryQuestion { kind, term, reason, before, limit } = question;
    let request = HistoryRequest { kind, before, limit, reason, term };
    let answer = talk.client.clone().history(request).await?.into_inner();
    if !answer.refusal.is_empty() {
        return Ok(HistoryAnswer::Refused(answer.refusal.to_vec()));
    }
    let version = |v: proto::v1::Version| HistoryVersion { revision: v.revision, reference: v.reference, record: v.record };
    Ok(HistoryAnswer::Page {
        versions: answer.records.into_iter().map(version).collect(),
        next_before: answer.next_before,
        covered: answer.covered,
    })
}

/// Whether a command came back that nobody at the screen is waiting for any more.
fn comes_back(outcome: &Outcome, as_made: bool) -> bool {
    match outcome {
        Outcome::Committed => false,
        Outcome::Refused(_) => !as_made,
        Outcome::Unreadable | Outcome::KeyTaken => true,
    }
}

async fn next_message(stream: &mut Streaming<FollowResponse>) -> Result<FollowResponse, Over> {
    match timeout(QUIET, stream.message()).await {
        Ok(Ok(Some(message))) => Ok(message),
        Ok(Ok(None)) => Err(Over::Stream),
        Ok(Err(status)) => Err(Over::Connection(Ended::by(&status))),
        Err(_) => Err(Over::Connection(Ended::silence())),
    }
}

impl Conversation for DeskConversation {
    type Talk = Talk;
    type Answer = (Outcome, u64);

    async fn greet(&self, wire: Wire) -> Result<(Talk, Standing), Ended> {
        let mut client = DeskServiceClient::new(wire)
            .max_decoding_message_size(MAX_MESSAGE_BYTES)
            .max_encoding_message_size(MAX_MESSAGE_BYTES);
        let request = HelloRequest {
            protocol_min: proto::OLDEST_PROTOCOL,
            protocol_max: proto::PROTOCOL,
            build: env!("CARGO_PKG_VERSION").to_owned(),
            clock_ms: (self.desk.clock)(),
            seen: self.seen.borrow().cursor(),
            witnessed: self.seen.borrow().witnessed(),
            outbox: Bytes::copy_from_slice(&self.desk.shelf.incarnation()),
        };
        let contradicted = || self.desk.inbox.push(Event::Contradicted);
        let asked = async { client.hello(request).await.inspect_err(|status| _ = (status.code() == Code::DataLoss).then(contradicted)) };
        let hello = in_time(asked).await?;
        let epoch = hello.identity.as_ref().map(|identity| identity.epoch.clone()).unwrap_or_default();
        if self.seen.borrow().is_beyond(&epoch, hello.revision) {
            contradicted();
            return Err(Ended::Lost("the server holds less than this terminal has seen".to_owned()));
        }
        self.dialer.is_called(&hello.name);
        let number = self.greeted.get() + 1;
        self.greeted.set(number);
        self.desk.connection.store(number, Ordering::Release);
        self.desk.questions.open();
        self.desk.inbox.push(Event::Online {
            revision: hello.revision,
            clock_ms: hello.clock_ms,
            station: hello.station,
            terminal: hello.terminal,
            name: hello.name,
        });
        let standing = Standing::of(hello.expected_seq, hello.kept_seq, hello.erased_seq);
        Ok((Talk { client, epoch, number }, standing))
    }

    async fn listen(&self, talk: &Talk) -> Ended {
        tokio::select! {
            biased;
            why = self.keep_following(talk) => why,
            why = self.ask_questions(talk) => why,
        }
    }

    async fn deliver(&self, talk: &Talk, seq: u64, item: Vec<u8>) -> Result<(Reply<(Outcome, u64)>, Standing), Status> {
        let Some(kept) = self.desk.open_item(seq, &item) else {
            // Checked at the start and sealed by this program since: memory has failed.
            return Ok((Reply::NotNow("it can no longer be decrypted"), Standing::default()));
        };
        let (pins, as_made) = self.desk.first_try(seq, talk.number);
        let before_emergency = seq < self.desk.last_urgent.load(Ordering::Acquire);
        let request = SubmitRequest {
            epoch: talk.epoch.clone(),
            incarnation: Bytes::copy_from_slice(&self.desk.shelf.incarnation()),
            seq,
            command: kept.command.clone().into(),
            pin: pins.first().to_owned(),
            made_at_ms: kept.made_at_ms,
            offline: !as_made && !plant::is(Bug::OfflineUnsaid),
            oldest_seq: self.desk.shelf.oldest_seq(),
            protocol: proto::PROTOCOL,
            before_emergency,
            second_pin: pins.second().to_owned(),
        };
        let answer = talk.client.clone().submit(request).await?.into_inner();
        let done = |outcome| Reply::Final((outcome, answer.revision));
        let reply = match answer.outcome() {
            WireOutcome::Committed => done(Outcome::Committed),
            WireOutcome::Refused => done(Outcome::Refused(answer.refusal.to_vec())),
            WireOutcome::Unreadable => done(Outcome::Unreadable),
            WireOutcome::KeyTaken => done(Outcome::KeyTaken),
            WireOutcome::RetryLater => Reply::NotNow("it takes nothing now"),
            WireOutcome::Gap => Reply::Gap,
            WireOutcome::EpochChanged => Reply::GreetAgain,
            WireOutcome::Unspecified => Reply::NotNow("its answer cannot be read"),
        };
        if let Reply::Final((outcome @ (Outcome::Refused(_) | Outcome::Unreadable | Outcome::KeyTaken), _)) = &reply {
            let place = (self.desk.shelf.incarnation(), seq, self.desk.shelf.oldest_seq());
            // Whoever has an emergency in hand reads nothing else.
            if !comes_back(outcome, as_made && !before_emergency) {
                self.desk.returned.told_at_the_screen(place);
            } else if !self.desk.returned.park(place, &kept, outcome) {
                return Ok((Reply::NotNow("what came back could not be kept on this terminal's disk"), Standing::default()));
            }
        }
        Ok((reply, Standing::of(answer.expected_seq, answer.kept_seq, answer.erased_seq)))
    }

    fn answered(&self, seq: u64, (outcome, revision): (Outcome, u64)) {
        self.desk.fresh().remove(&seq);
        self.desk.inbox.push(Event::Answered { seq, outcome, revision });
    }

    fn ended(&self, why: &Ended) {
        self.desk.connection.store(0, Ordering::Release);
        self.desk.questions.close("the connection was lost", &self.desk.inbox);
        match why {
            Ended::NotAdmitted => {
                self.desk.inbox.push(Event::NotAdmitted);
                self.cache.borrow_mut().destroy();
                self.follower.borrow_mut().forget();
            }
            Ended::Lost(why) => self.desk.inbox.push(Event::Offline { why: why.clone() }),
        }
    }
}
