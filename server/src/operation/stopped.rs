//! An entry of the operator's own in the journal of a server that does not run.

use crate::desk::Replayed;
use crate::fault::Fault;
use crate::storage::entry::{Entry, Verdict, seal_change, seal_command};
use crate::storage::vault::Vault;
use data_encoding::HEXLOWER;
use domain::registers::terminals::Terminal;
use domain::{Actor, Command, Refusal, Stamp, Station, decide};
use journal::file::FileJournal;
use journal::{BatchId, Head, Journal, Revision, append_settled};
use values::{At, Id};

/// Decides a command as the operator and appends it, durably; what was replayed follows. `at` is
/// the time of the entry, and `clock_shows` what a clock in doubt shows.
///
/// # Errors
/// A rule says no, or the disk fails.
pub fn append(
    journal: &mut FileJournal,
    replayed: &mut Replayed,
    vault: &Vault,
    command: &Command,
    (at, clock_shows): (At, Option<At>),
) -> Result<Head, Fault> {
    let terminal: Id<Terminal> = Id::parse("server").map_err(|e| Fault::Input(e.to_string()))?;
    let (before, incarnation) = (journal.head().revision, HEXLOWER.encode(&journal.identity().epoch));
    let stamp = Stamp {
        revision: before.next().0,
        at: at.max(replayed.reached.last_at),
        actor: Actor::Operator,
        station: Station::Operator,
        seq: replayed.reached.answers.last(&terminal, &incarnation) + 1,
        terminal,
        incarnation,
        offline: None,
        proof: None,
        second: None,
        holder: None,
        expected: None,
        clock_shows,
    };
    let refused = |refusal: Refusal| Fault::Machine(format!("{} was refused: {refusal:?}", command.name()));
    let changes = decide(&replayed.state, command, &stamp).map_err(refused)?;
    let batch = BatchId((u128::from(stamp.revision) << 64) | u128::from(stamp.seq));
    let forms = changes.iter().map(|change| seal_change(change, vault)).collect::<Result<_, _>>()?;
    let form = seal_command(command, &stamp, &changes, vault)?;
    let entry = Entry {
        stamp,
        name: command.name(),
        command: form,
        body: None,
        verdict: Verdict::Committed,
        changes: forms,
    };
    let bytes = serde_json::to_vec(&entry).map_err(|e| Fault::Machine(format!("an entry could not be written as JSON: {e}")))?;
    vault.sync()?;
    let head = append_settled(journal, before, batch, &[bytes]).map_err(|e| Fault::Journal(e.to_string()))?;
    for stored in journal.read(Revision(head.revision.0 - 1), 1).map_err(|e| Fault::Journal(e.to_string()))? {
        replayed.also(&stored)?;
    }
    Ok(head)
}
