//! From the outbox to the server: in order, one at a time, until each has its final answer.

use crate::backoff::Backoff;
use crate::channel::DialError;
use crate::environment::Wire;
use crate::plant::{self, Bug};
use crate::shelf::Shelf;
use std::error::Error;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tonic::{Code, Status};

/// An answer that takes longer is asked for again; that is always safe.
pub(crate) const ANSWER: Duration = Duration::from_secs(10);

/// One station's way of speaking with the server. Both links run the same loops over it.
pub(crate) trait Conversation: Send + 'static {
    /// What the greeting settled, for as long as the connection lasts.
    type Talk;
    /// A final answer.
    type Answer;

    /// Introduces the terminal; tells the program that it is online.
    async fn greet(&self, wire: Wire) -> Result<(Self::Talk, Standing), Ended>;
    /// Passes on what comes down until that is over.
    async fn listen(&self, talk: &Self::Talk) -> Ended;
    /// Gives one item to the server.
    async fn deliver(&self, talk: &Self::Talk, seq: u64, item: Vec<u8>) -> Result<(Reply<Self::Answer>, Standing), Status>;
    /// Tells the program about a final answer.
    fn answered(&self, seq: u64, answer: Self::Answer);
    /// Tells the program that there is no connection, and why.
    fn ended(&self, why: &Ended);
}

/// What the server says to an item.
pub(crate) enum Reply<A> {
    /// The item is done with, for ever.
    Final(A),
    /// Not now, for this reason; the same again later.
    NotNow(&'static str),
    /// Earlier items are missing there; the standing says from where on.
    Gap,
    /// The history is another one: greet again.
    GreetAgain,
}

/// What the server says of this terminal's outbox, beside anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What it expects next, where it said so.
    pub(crate) expected: Option<u64>,
    /// Up to here the items lie in a second place too; 0: unknown.
    pub(crate) kept: u64,
    /// Something was erased that items up to here may tell; 0: nothing was.
    pub(crate) erased: u64,
}

impl Standing {
    /// As it travels: 0 is nothing said.
    pub(crate) fn of(expected_seq: u64, kept_seq: u64, erased_seq: u64) -> Standing {
        Standing {
            expected: Some(expected_seq).filter(|seq| *seq > 0),
            kept: kept_seq,
            erased: erased_seq,
        }
    }
}

/// How a connection ended, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The server does not know this terminal, or no longer.
    NotAdmitted,
    /// Anything else, in a sentence.
    Lost(String),
}

impl Ended {
    /// How a failed call is to be understood.
    pub(crate) fn by(status: &Status) -> Ended {
        if status.code() == Code::Unauthenticated {
            Ended::NotAdmitted
        } else if status.source().is_some() {
            Ended::Lost("the connection to the server was lost".to_owned())
        } else if status.message().is_empty() {
            Ended::Lost(format!("the server ended the call ({:?})", status.code()))
        } else {
            Ended::Lost(status.message().to_owned())
        }
    }

    /// Nothing came for longer than a live server is ever silent.
    pub(crate) fn silence() -> Ended {
        Ended::Lost("the server has gone silent".to_owned())
    }
}

impl From<DialError> for Ended {
    fn from(error: DialError) -> Ended {
        match error {
            DialError::NotAdmitted => Ended::NotAdmitted,
            DialError::Unreachable { .. } | DialError::Slow { .. } | DialError::AnotherServer { .. } | DialError::Tls { .. } => {
                Ended::Lost(error.to_string())
            }
        }
    }
}

/// Delivers what is on the shelf for as long as the connection lasts. What cannot be delivered now
/// is tried again and holds up nothing that comes down. A server that lacks what it has answered
/// before is told it again, in order, before anything new.
pub(crate) async fn carry<C: Conversation>(
    conversation: &C,
    talk: &C::Talk,
    greeted: Standing,
    shelf: &Shelf,
    mut backoff: Backoff,
) -> Ended {
    let mut standing = greeted;
    loop {
        if let Err(error) = shelf.follow(standing) {
            tracing::error!(%error, "the outbox could not note what the server lacks; it is tried again");
            sleep(backoff.next()).await;
            continue;
        }
        standing.expected = None;
        let (seq, item) = shelf.next().await;
        if plant::is(Bug::SettledUnanswered) {
            shelf.answered(seq);
        }
        let why = match timeout(ANSWER, conversation.deliver(talk, seq, item)).await {
            Ok(Ok((reply, said))) => {
                standing = said;
                match reply {
                    Reply::Final(answer) => {
                        shelf.answered(seq);
                        conversation.answered(seq, answer);
                        backoff.reset();
                        continue;
                    }
                    Reply::GreetAgain => return Ended::Lost("the server's history was replaced".to_owned()),
                    Reply::NotNow(why) => why.to_owned(),
                    // What it lacks is here: on with it. A server that then still asks waits.
                    Reply::Gap if said.expected.is_some_and(|expected| expected < seq) && shelf.oldest_seq() < seq => continue,
                    Reply::Gap => "it lacks an earlier submission of this terminal".to_owned(),
                }
            }
            Ok(Err(status)) if ends_connection(&status) => return Ended::by(&status),
            Ok(Err(status)) => status.message().to_owned(),
            Err(_) => "no answer came".to_owned(),
        };
        tracing::warn!(seq, why, "the server did not take a submission; it is sent again");
        sleep(backoff.next()).await;
    }
}

fn ends_connection(status: &Status) -> bool {
    is_gone(status) || status.code() == Code::Unavailable
}

/// A status that was made here, not sent by the server, has a source; and who is not admitted
/// has nothing more to say on this connection.
pub(crate) fn is_gone(status: &Status) -> bool {
    status.source().is_some() || status.code() == Code::Unauthenticated
}
