//! How the kiosk speaks with the server.

use super::{LobbyEvent, LobbyOutcome, ProgramEnd, Shared};
use crate::channel::MAX_MESSAGE_BYTES;
use crate::courier::{Conversation, Ended, Reply, Standing};
use crate::environment::Wire;
use crate::line::{QUIET, in_time};
use prost::bytes::Bytes;
use proto::v1::kiosk_service_client::KioskServiceClient;
use proto::v1::{DeliverRequest, GreetRequest, KioskRefusal, Outcome, WatchLobbyRequest};
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::time::timeout;
use tonic::{Code, Status};

pub(super) struct LobbyConversation {
    lobby: Arc<Shared>,
    /// Whether the last greeting told of free codes: otherwise asking again is of no use.
    more_codes: Cell<bool>,
}

impl LobbyConversation {
    pub(super) fn new(lobby: Arc<Shared>) -> LobbyConversation {
        LobbyConversation { lobby, more_codes: Cell::new(false) }
    }

    async fn watch(&self, mut client: KioskServiceClient<Wire>) -> Ended {
        let mut stream = match in_time(client.watch_lobby(WatchLobbyRequest {})).await {
            Ok(stream) => stream,
            Err(why) => return why,
        };
        let mut first = true;
        loop {
            let message = match timeout(QUIET, stream.message()).await {
                Ok(Ok(Some(message))) => message,
                Ok(Ok(None)) => return Ended::Lost("the server ended the connection".to_owned()),
                Ok(Err(status)) => return Ended::by(&status),
                Err(_) => return Ended::silence(),
            };
            let alive = LobbyEvent::Alive { clock_ms: message.clock_ms };
            let changes = message.lobby.is_some() || std::mem::take(&mut first);
            if let Some(shown) = message.lobby {
                self.lobby.memory().shows(&shown);
                self.lobby.inbox.push(LobbyEvent::Lobby(shown));
            }
            if changes {
                self.lobby.inbox.push(alive);
            } else {
                // A sign of life changes nothing on the screen before the clock's next minute, and an idle
                // kiosk is not drawn for it.
                self.lobby.inbox.push_unheard(alive);
            }
            if self.more_codes.get() && self.lobby.memory().codes_are_used_up() {
                return Ended::Lost("the visit codes are used up: it asks for more".to_owned());
            }
            self.lobby.inbox.room().await;
        }
    }

    async fn ask_to_end(&self, mut client: KioskServiceClient<Wire>) -> Ended {
        loop {
            let request = self.lobby.program_end.next().await;
            let answer = client.end_program(request).await;
            let end = match &answer {
                Ok(answer) if answer.get_ref().admitted => ProgramEnd::Admitted,
                Ok(_) => ProgramEnd::Refused,
                Err(status) if status.code() == Code::InvalidArgument => ProgramEnd::Refused,
                Err(_) => ProgramEnd::Offline,
            };
            if self.lobby.program_end.is_over() {
                self.lobby.inbox.push(LobbyEvent::ProgramEnd(end));
            }
        }
    }

    fn incarnation(&self) -> Bytes {
        Bytes::copy_from_slice(&self.lobby.shelf.incarnation())
    }
}

impl Conversation for LobbyConversation {
    type Talk = KioskServiceClient<Wire>;
    type Answer = (LobbyOutcome, KioskRefusal);

    async fn greet(&self, wire: Wire) -> Result<(KioskServiceClient<Wire>, Standing), Ended> {
        let mut client = KioskServiceClient::new(wire)
            .max_decoding_message_size(MAX_MESSAGE_BYTES)
            .max_encoding_message_size(MAX_MESSAGE_BYTES);
        let request = GreetRequest {
            protocol_min: proto::OLDEST_PROTOCOL,
            protocol_max: proto::PROTOCOL,
            clock_ms: (self.lobby.clock)(),
            outbox: self.incarnation(),
        };
        let greeting = in_time(client.greet(request)).await?;
        self.more_codes.set(greeting.code_room > 0);
        self.lobby.memory().greeted(&greeting, self.lobby.shelf.next_seq());
        self.lobby.online.store(true, Ordering::Release);
        let standing = Standing::of(greeting.expected_seq, greeting.kept_seq, greeting.erased_seq);
        let (number, terminal) = (greeting.number, greeting.terminal);
        self.lobby.inbox.push(LobbyEvent::Online { number, terminal });
        Ok((client, standing))
    }

    async fn listen(&self, client: &KioskServiceClient<Wire>) -> Ended {
        tokio::select! {
            biased;
            why = self.watch(client.clone()) => why,
            why = self.ask_to_end(client.clone()) => why,
        }
    }

    async fn deliver(
        &self,
        client: &KioskServiceClient<Wire>,
        seq: u64,
        item: Vec<u8>,
    ) -> Result<(Reply<(LobbyOutcome, KioskRefusal)>, Standing), Status> {
        let mut sealed = Bytes::from(item);
        let waited = sealed.split_to(1.min(sealed.len())).first() == Some(&1);
        let request = DeliverRequest {
            incarnation: self.incarnation(),
            seq,
            sealed,
            offline: waited || self.lobby.shelf.is_told_again(seq),
            oldest_seq: self.lobby.shelf.oldest_seq(),
            protocol: proto::PROTOCOL,
        };
        let answer = client.clone().deliver(request).await?.into_inner();
        let done = |outcome| Reply::Final((outcome, answer.refusal()));
        let reply = match answer.outcome() {
            Outcome::Committed => done(LobbyOutcome::Committed),
            Outcome::Refused => done(LobbyOutcome::Refused),
            Outcome::Unreadable => done(LobbyOutcome::Unreadable),
            Outcome::KeyTaken => done(LobbyOutcome::KeyTaken),
            Outcome::RetryLater => Reply::NotNow("it takes nothing now"),
            Outcome::Gap => Reply::Gap,
            Outcome::EpochChanged => Reply::GreetAgain,
            Outcome::Unspecified => Reply::NotNow("its answer cannot be read"),
        };
        Ok((reply, Standing::of(answer.expected_seq, answer.kept_seq, answer.erased_seq)))
    }

    fn answered(&self, seq: u64, (outcome, refusal): (LobbyOutcome, KioskRefusal)) {
        self.lobby.note_waiting();
        self.lobby.inbox.push(LobbyEvent::Answered { seq, outcome, refusal });
    }

    fn ended(&self, why: &Ended) {
        self.lobby.online.store(false, Ordering::Release);
        if self.lobby.program_end.is_over() {
            self.lobby.inbox.push(LobbyEvent::ProgramEnd(ProgramEnd::Offline));
        }
        self.lobby.note_waiting();
        self.lobby.inbox.push(match why {
            Ended::NotAdmitted => LobbyEvent::NotAdmitted,
            Ended::Lost(why) => LobbyEvent::Offline { why: why.clone() },
        });
    }
}
