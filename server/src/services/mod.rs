//! The gRPC services, one file each.

pub mod command;
pub mod console;
pub mod desk;
pub mod enrol;
pub mod kiosk;
mod lobby;
pub mod operator;
mod person;
mod photo;
pub mod submission;

use crate::desk::{Answer, Desk};
use crate::identity::pin::{PinDesk, Proven};
use crate::net::gate::Caller;
use crate::storage::entry::Verdict;
use domain::registers::staff::Person;
use domain::registers::terminals::Terminal;
use proto::v1::Outcome;
use std::sync::Arc;
use tonic::Status;
use values::Id;

/// What a terminal is told whose command finds too many before it.
pub(crate) const CROWDED: &str = "the server has too much to do: it is tried again";

/// Protocol versions this server speaks.
pub(crate) const SPOKEN: std::ops::RangeInclusive<u32> = proto::OLDEST_PROTOCOL..=proto::PROTOCOL;
/// The first version whose terminals understand that a key is taken.
const KNOWS_KEY_TAKEN: u32 = 2;

/// The person, if this PIN is theirs; a wrong one counts against them at this terminal.
pub(crate) async fn proven(desk: &Desk, pins: &PinDesk, caller: &Caller, person: &Id<Person>, pin: &str) -> Option<Proven> {
    // Nobody guesses nothing: such a command comes again without its PIN, after a restart of
    // the terminal or a restore, and must not lock anybody out.
    if pin.is_empty() {
        return None;
    }
    let credential = desk.state().credential.get(&person.beside()).cloned();
    pins.check(person, caller.terminal.as_str(), credential, pin.to_owned()).await
}

/// The highest version that both sides speak.
pub(crate) fn protocol(min: u32, max: u32) -> Result<u32, Status> {
    let shared = max.min(*SPOKEN.end());
    if shared >= min.max(*SPOKEN.start()) {
        return Ok(shared);
    }
    let (from, to) = (SPOKEN.start(), SPOKEN.end());
    let what_to_do = if max < *from {
        "update the program on this terminal"
    } else if min > *to {
        "update the server"
    } else {
        "install the program on this terminal again"
    };
    Err(Status::failed_precondition(format!(
        "this terminal speaks protocol {min} to {max}, the server {from} to {to}: {what_to_do}"
    )))
}

/// An answer as it travels to a terminal of a protocol version: the outcome, the revision, the
/// refusal, and whether repeated.
pub(crate) fn outcome(answer: &Answer, protocol: u32) -> (Outcome, u64, Option<&domain::Refusal>, bool) {
    match answer {
        Answer::Final { revision, verdict: Verdict::Committed, replayed } => (Outcome::Committed, *revision, None, *replayed),
        Answer::Final { revision, verdict: Verdict::Refused(refusal), replayed } => (Outcome::Refused, *revision, Some(refusal), *replayed),
        Answer::Final { revision, verdict: Verdict::Unreadable, replayed } => (Outcome::Unreadable, *revision, None, *replayed),
        // An older terminal would ask for ever; it understands that this is final, and says so.
        Answer::KeyTaken if protocol < KNOWS_KEY_TAKEN => (Outcome::Unreadable, 0, None, false),
        Answer::KeyTaken => (Outcome::KeyTaken, 0, None, false),
        Answer::Gap { .. } => (Outcome::Gap, 0, None, false),
        Answer::RetryLater(_) => (Outcome::RetryLater, 0, None, false),
    }
}

/// The seq to be sent first, where an earlier one is missing; otherwise 0.
pub(crate) fn expected(answer: &Answer) -> u64 {
    match answer {
        Answer::Gap { expected } => *expected,
        Answer::Final { .. } | Answer::KeyTaken | Answer::RetryLater(_) => 0,
    }
}

/// How a terminal's own outbox stands: what is expected next of it, and up to where it may forget.
pub(crate) fn standing(desk: &Desk, terminal: &Id<Terminal>, outbox: &[u8]) -> Result<Standing, Status> {
    if outbox.is_empty() {
        return Ok(Standing::default());
    }
    let incarnation = incarnation(outbox)?;
    Ok(Standing {
        expected_seq: desk.expected(terminal, &incarnation),
        kept_seq: desk.kept(terminal, &incarnation),
        erased_seq: desk.erased(terminal, &incarnation),
    })
}

/// What a greeting says of a terminal's outbox; all 0 where it names none.
#[derive(Default)]
pub(crate) struct Standing {
    pub expected_seq: u64,
    pub kept_seq: u64,
    pub erased_seq: u64,
}

/// What the disk that a terminal greets with says of the one before is on record then.
pub(crate) async fn greeted(desk: &Arc<Desk>, terminal: &Id<Terminal>, outbox: &[u8]) -> Result<(), Status> {
    if !outbox.is_empty() {
        desk.greeted(terminal, incarnation(outbox)?).await;
    }
    Ok(())
}

/// An incarnation as it stands in keys and stamps.
pub(crate) fn incarnation(bytes: &[u8]) -> Result<String, Status> {
    if bytes.len() == 16 { Ok(data_encoding::HEXLOWER.encode(bytes)) } else { Err(Status::invalid_argument("an incarnation has 16 bytes")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_that_both_speak_is_spoken_and_otherwise_the_older_side_is_named() {
        let newest = proto::PROTOCOL;
        for (min, max, spoken) in [(1, 1, 1), (newest - 1, newest - 1, newest - 1), (1, newest, newest), (newest, newest + 3, newest)] {
            assert_eq!(protocol(min, max).unwrap(), spoken, "{min} to {max}");
        }
        let (terminal, server, neither) = ("update the program on this terminal", "update the server", "install the program");
        for (min, max, says) in [(0, 0, terminal), (newest + 1, newest + 2, server), (u32::MAX, u32::MAX, server), (2, 1, neither)] {
            let refused = protocol(min, max).unwrap_err();
            assert_eq!(refused.code(), tonic::Code::FailedPrecondition);
            assert!(refused.message().ends_with(says) || refused.message().contains(says), "{}", refused.message());
        }
    }
}
