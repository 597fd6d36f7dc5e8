//! The staff terminals' service, as scripted.

use super::{House, State};
use proto::v1::desk_service_server::DeskService;
use proto::v1::follow_response::Message;
use proto::v1::{
    AboutPersonRequest, AboutPersonResponse, Bookmark, Change, ChangePinRequest, ChangePinResponse, Commit, Cursor, FollowRequest,
    FollowResponse, GivePinRequest, GivePinResponse, HelloRequest, HelloResponse, HistoryRequest, HistoryResponse, Identity,
    OfferTerminalRequest, OfferTerminalResponse, Opened, Outcome, SnapshotChunk, SnapshotEnd, SubmitRequest, SubmitResponse,
    VisitPhotoRequest, VisitPhotoResponse,
};
use std::pin::Pin;
use tokio_stream::{Stream as Streaming, StreamExt, iter, pending};
use tonic::{Request, Response, Status};

/// What happens to one submission that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Done, but the cable is cut before the answer.
    AnswerLost,
    /// The cable is cut before anything is done.
    RequestLost,
    /// Nothing done, and the server says so.
    Later,
    /// Nothing done, by an error of the call.
    Error,
    /// Nothing done: the terminal's epoch is stale.
    EpochChanged,
    /// A rule says no.
    Refused,
    /// It cannot be read.
    Unreadable,
    /// Another command has the number.
    KeyTaken,
}

/// What comes of one question to the archive.
pub enum Page {
    /// This.
    Of(HistoryResponse),
    /// The cable is cut before the answer.
    Lost,
}

/// What one `Follow` stream says, and how it goes on.
pub struct Stream {
    pub messages: Vec<Message>,
    /// Otherwise it ends.
    pub stays_open: bool,
}

impl Stream {
    pub fn open(messages: Vec<Message>) -> Stream {
        Stream { messages, stays_open: true }
    }

    pub fn opened(resumed: bool) -> Message {
        let at = Cursor {
            epoch: b"epoch one".as_slice().into(),
            revision: 0,
            view_tag: b"counter".as_slice().into(),
        };
        Message::Opened(Opened { resumed, why_not: String::new(), at: Some(at) })
    }

    pub fn chunk(references: &[&str]) -> Message {
        let change = |reference: &&str| Change { reference: (*reference).to_owned(), record: b"{}".as_slice().into() };
        Message::Chunk(SnapshotChunk { changes: references.iter().map(change).collect() })
    }

    pub fn end(revision: u64, records: u64) -> Message {
        Message::End(SnapshotEnd { revision, digest: b"d".as_slice().into(), records, ..SnapshotEnd::default() })
    }

    pub fn commit(revision: u64) -> Message {
        Message::Commit(Commit { revision, command: "test".to_owned(), ..Commit::default() })
    }

    pub fn bookmark(revision: u64) -> Message {
        Message::Bookmark(Bookmark { revision, ..Bookmark::default() })
    }
}

#[tonic::async_trait]
impl DeskService for House {
    type FollowStream = Pin<Box<dyn Streaming<Item = Result<FollowResponse, Status>> + Send>>;

    async fn hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloResponse>, Status> {
        self.admit(&request)?;
        self.change(|state| {
            let hello = request.into_inner();
            let expected_seq = if state.hello_says_nothing { 0 } else { state.expected(&hello.outbox) };
            state.hellos.push(hello);
            let (store, epoch) = (b"store".as_slice().into(), state.epoch.into());
            Ok(Response::new(HelloResponse {
                identity: Some(Identity { store, epoch }),
                protocol: 1,
                revision: if state.is_rolled_back { 0 } else { 1_000 },
                clock_ms: 1,
                station: "counter".to_owned(),
                terminal: "counter1".to_owned(),
                name: "东门柜台".to_owned(),
                expected_seq,
                kept_seq: state.kept_seq,
                erased_seq: 0,
            }))
        })
    }

    async fn submit(&self, request: Request<SubmitRequest>) -> Result<Response<SubmitResponse>, Status> {
        self.admit(&request)?;
        let request = request.into_inner();
        let fate = self.change(|state| {
            state.arrivals.push(request.clone());
            state.fates.pop_front()
        });
        let committed = |house: &House| house.change(|state| state.commit(&request));
        let say = |outcome: Outcome| {
            let revision = request.seq;
            let expected_seq = if outcome == Outcome::Gap { self.state().expected(&request.incarnation) } else { 0 };
            Ok(Response::new(SubmitResponse {
                outcome: outcome.into(),
                revision,
                refusal: b"{\"why\":\"test\"}".as_slice().into(),
                replayed: false,
                expected_seq,
                kept_seq: self.state().kept_seq,
                erased_seq: 0,
            }))
        };
        match fate {
            None => say(committed(self)),
            Some(Fate::AnswerLost) => {
                committed(self);
                self.relay.cut();
                std::future::pending().await
            }
            Some(Fate::RequestLost) => {
                self.relay.cut();
                std::future::pending().await
            }
            Some(Fate::Later) => say(Outcome::RetryLater),
            Some(Fate::Error) => Err(Status::internal("test")),
            Some(Fate::EpochChanged) => {
                self.change(|state| state.epoch = b"epoch two");
                say(Outcome::EpochChanged)
            }
            Some(Fate::Refused) => say(Outcome::Refused),
            Some(Fate::Unreadable) => say(Outcome::Unreadable),
            Some(Fate::KeyTaken) => say(Outcome::KeyTaken),
        }
    }

    async fn follow(&self, request: Request<FollowRequest>) -> Result<Response<Self::FollowStream>, Status> {
        self.admit(&request)?;
        let empty = || Stream::open(vec![Stream::opened(false), Stream::end(0, 0), Stream::bookmark(0)]);
        let stream = self.change(|state| {
            state.follows.push(request.into_inner().from);
            state.streams.pop_front().unwrap_or_else(empty)
        });
        let said = iter(stream.messages).map(|message| Ok(FollowResponse { message: Some(message) }));
        Ok(Response::new(if stream.stays_open { Box::pin(said.chain(pending())) } else { Box::pin(said) }))
    }

    async fn change_pin(&self, request: Request<ChangePinRequest>) -> Result<Response<ChangePinResponse>, Status> {
        self.admit(&request)?;
        Err(Status::unimplemented("not scripted"))
    }

    async fn give_pin(&self, request: Request<GivePinRequest>) -> Result<Response<GivePinResponse>, Status> {
        self.admit(&request)?;
        Err(Status::unimplemented("not scripted"))
    }

    async fn offer_terminal(&self, request: Request<OfferTerminalRequest>) -> Result<Response<OfferTerminalResponse>, Status> {
        self.admit(&request)?;
        Err(Status::unimplemented("not scripted"))
    }

    async fn about_person(&self, request: Request<AboutPersonRequest>) -> Result<Response<AboutPersonResponse>, Status> {
        self.admit(&request)?;
        Err(Status::unimplemented("not scripted"))
    }

    async fn visit_photo(&self, request: Request<VisitPhotoRequest>) -> Result<Response<VisitPhotoResponse>, Status> {
        self.admit(&request)?;
        Err(Status::unimplemented("not scripted"))
    }

    async fn history(&self, request: Request<HistoryRequest>) -> Result<Response<HistoryResponse>, Status> {
        self.admit(&request)?;
        let page = self.change(|state| {
            state.questions.push(request.into_inner());
            state.pages.pop_front()
        });
        match page {
            Some(Page::Of(response)) => Ok(Response::new(response)),
            Some(Page::Lost) => {
                self.relay.cut();
                std::future::pending().await
            }
            None => Err(Status::unavailable("the reading could not be recorded")),
        }
    }
}

impl State {
    /// The number after the highest that was done.
    pub fn expected(&self, incarnation: &[u8]) -> u64 {
        self.done.keys().filter(|(of, _)| of == incarnation).map(|(_, seq)| seq + 1).max().unwrap_or(1)
    }

    /// As the real server: dense but for what the terminal has lost, and each number once.
    fn commit(&mut self, request: &SubmitRequest) -> Outcome {
        let place = (request.incarnation.to_vec(), request.seq);
        let before = (place.0.clone(), request.seq - 1);
        if request.seq > 1 && request.seq != request.oldest_seq && !self.done.contains_key(&before) {
            return Outcome::Gap;
        }
        self.done.entry(place).or_insert_with(|| request.command.to_vec());
        Outcome::Committed
    }
}
