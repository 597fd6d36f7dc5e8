//! The only retry: exactly once over an engine that may lose its answer.

use crate::{AppendError, BatchId, Head, Journal, Revision};

/// An engine that keeps losing answers is broken; then the caller is told so.
const ATTEMPTS: usize = 8;

/// What lies where the batch would begin.
enum Slot {
    Ours(Head),
    Taken,
    Empty,
    Unreadable(String),
}

/// Appends, and settles doubt by reading the slot behind `expected`, never by guessing: always the
/// same batch id and the same expected revision. A batch that is already there, from this call or
/// from any earlier one, is answered with the head that it made; nothing is ever there twice.
///
/// # Errors
/// As [`Journal::append`]. [`AppendError::Unknown`] remains only when the slot could not be read:
/// call again with the same arguments once the journal is open. A batch id that was used before for
/// other entries is a [`AppendError::Conflict`].
pub fn append_settled<J: Journal + ?Sized>(
    journal: &mut J,
    expected: Revision,
    batch: BatchId,
    entries: &[Vec<u8>],
) -> Result<Head, AppendError> {
    let mut doubt: Option<String> = None;
    for _ in 0..ATTEMPTS {
        let answer = journal.append(expected, batch, entries);
        let why = match answer {
            Ok(head) => return Ok(head),
            Err(AppendError::Unknown(why)) => why,
            Err(AppendError::Conflict { head }) => {
                return match slot(journal, expected, batch, entries) {
                    Slot::Ours(ours) => Ok(ours),
                    Slot::Taken | Slot::Empty => Err(AppendError::Conflict { head }),
                    Slot::Unreadable(why) => Err(AppendError::Unknown(why)),
                };
            }
            // An earlier try of this call may still be there: its doubt outlives this refusal.
            Err(refused @ (AppendError::NotApplied(_) | AppendError::TooLarge { .. } | AppendError::Unavailable(_))) => {
                return Err(doubt.map_or(refused, AppendError::Unknown));
            }
        };
        match slot(journal, expected, batch, entries) {
            Slot::Ours(ours) => return Ok(ours),
            Slot::Taken => {
                return Err(AppendError::Conflict { head: journal.head() });
            }
            Slot::Empty | Slot::Unreadable(_) => doubt = Some(why),
        }
    }
    Err(AppendError::Unknown(doubt.unwrap_or_default()))
}

fn slot<J: Journal + ?Sized>(journal: &J, expected: Revision, batch: BatchId, entries: &[Vec<u8>]) -> Slot {
    // One more than the batch: it must end where ours ends.
    let found = match journal.read(expected, entries.len() + 1) {
        Ok(found) => found,
        Err(why) => return Slot::Unreadable(why.to_string()),
    };
    let (slot, beyond) = found.split_at(entries.len().min(found.len()));
    let ours = slot.len() == entries.len()
        && beyond.iter().all(|stored| stored.batch != batch)
        && slot.iter().zip(entries).all(|(stored, entry)| stored.batch == batch && stored.payload == *entry);
    match slot.last() {
        Some(last) if ours => Slot::Ours(Head { revision: last.revision, hash: last.hash }),
        Some(_) => Slot::Taken,
        None => Slot::Empty,
    }
}
