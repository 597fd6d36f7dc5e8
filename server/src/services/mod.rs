//! The gRPC services, one file each.

pub mod desk;
pub mod enrol;
pub mod kiosk;
mod lobby;
pub mod operator;

use crate::desk::Answer;
use crate::storage::entry::Verdict;
use proto::v1::Outcome;
use tonic::Status;

/// Protocol versions this server speaks.
pub(crate) const SPOKEN: std::ops::RangeInclusive<u32> = 1..=proto::PROTOCOL;

/// The highest version that both sides speak.
pub(crate) fn protocol(min: u32, max: u32) -> Result<u32, Status> {
    let shared = max.min(*SPOKEN.end());
    if shared >= min.max(*SPOKEN.start()) {
        return Ok(shared);
    }
    let sentence = format!(
        "this terminal speaks protocol {min} to {max}, the server {} to {}: update the older of the two",
        SPOKEN.start(),
        SPOKEN.end()
    );
    Err(Status::failed_precondition(sentence))
}

/// An answer as it travels: the outcome, the revision, the refusal, and whether repeated.
pub(crate) fn outcome(answer: &Answer) -> (Outcome, u64, Option<&domain::Refusal>, bool) {
    match answer {
        Answer::Final { revision, verdict: Verdict::Committed, replayed } => (Outcome::Committed, *revision, None, *replayed),
        Answer::Final { revision, verdict: Verdict::Refused(refusal), replayed } => (Outcome::Refused, *revision, Some(refusal), *replayed),
        Answer::Final { revision, verdict: Verdict::Unreadable, replayed } => (Outcome::Unreadable, *revision, None, *replayed),
        Answer::Gap { .. } => (Outcome::Gap, 0, None, false),
        Answer::RetryLater(_) => (Outcome::RetryLater, 0, None, false),
    }
}

/// An incarnation as it stands in keys and stamps.
pub(crate) fn incarnation(bytes: &[u8]) -> Result<String, Status> {
    if bytes.len() == 16 { Ok(data_encoding::HEXLOWER.encode(bytes)) } else { Err(Status::invalid_argument("an incarnation has 16 bytes")) }
}
