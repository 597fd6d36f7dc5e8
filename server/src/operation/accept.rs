//! Going on with a history that a terminal contradicts, with the server stopped: one entry that
//! says who answers for it, then a new epoch, as after a restore.

use crate::clock::{Clock, Source};
use crate::data_dir::DataDir;
use crate::desk::replay;
use crate::desk::witnesses::Witnesses;
use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use crate::operation::stopped::append;
use crate::storage::vault::Vault;
use domain::registers::archive;
use domain::{Command, State};
use journal::Journal;
use serde::Serialize;
use std::sync::Arc;
use values::{Line, StaffNumber};

/// What was accepted.
#[derive(Debug, Serialize)]
pub struct Accepted {
    /// The terminal that has seen another history.
    pub witness: String,
    /// Up to which revision it has.
    pub seen: u64,
    /// The entry that records it, from which the new epoch goes on.
    pub revision: u64,
}

/// Records that this person goes on with this history, and begins its new epoch.
///
/// # Errors
/// No terminal contradicts it, the server runs, nobody has that number, or the disk fails. Until
/// the new epoch has begun, the contradiction stands; asking again is safe.
pub fn accept(dir: &DataDir, number: &str, reason: &str, source: Source) -> Result<Accepted, Fault> {
    let input = |e: values::Invalid| Fault::Input(e.to_string());
    let number = StaffNumber::parse(number).map_err(input)?;
    let reason = Line::parse(reason).ok().filter(|r| r.as_str().chars().count() >= 4);
    let reason = reason.ok_or_else(|| Fault::Input("say in 4 to 200 characters why this history is the one to go on with".into()))?;
    if dir.path().join("address").exists() && std::net::TcpStream::connect(address(dir)?).is_ok() {
        return Err(Fault::Input("the server runs: stop it first".into()));
    }
    let vault = Arc::new(Vault::open(dir.path(), Secrets::open(dir.path())?.master())?);
    let (mut journal, mut replayed) = replay(dir, &vault)?;
    let witnesses = Witnesses::open(dir, &journal.identity().epoch)?;
    let contradiction = witnesses.standing();
    let contradiction =
        contradiction.ok_or_else(|| Fault::Input("no terminal contradicts this history: there is nothing to accept".into()))?;
    must_be_known(&replayed.state, &number)?;
    let command: Command =
        archive::Command::AcceptHistory { number, reason, witness: contradiction.witness.clone(), seen: contradiction.seen }.into();

    let last_entry = (journal.head().revision.0 > 0).then_some(replayed.reached.last_at);
    let reading = Clock::start(source, last_entry, replayed.state.doubt_in_clock().map(|d| d.why)).read();
    let shows = reading.doubt.map(|_| reading.shown);
    let head = append(&mut journal, &mut replayed, &vault, &command, (reading.now, shows))?;
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("accepting this history: {e}"));
    journal.begin_epoch(random()?, &replayed.reached.write()?).map_err(|e| said(&e))?;
    journal.close().map_err(|e| said(&e))?;
    witnesses.settled()?;
    Ok(Accepted {
        witness: contradiction.witness.to_string(),
        seen: contradiction.seen,
        revision: head.revision.0,
    })
}

/// Who answers for it must be somebody, where anybody is known.
fn must_be_known(state: &State, number: &StaffNumber) -> Result<(), Fault> {
    if state.person.is_empty() || state.person.iter().any(|p| &p.number == number) {
        return Ok(());
    }
    Err(Fault::Input(format!("nobody has the staff number {number}: name who answers for this history")))
}

fn address(dir: &DataDir) -> Result<String, Fault> {
    let path = dir.path().join("address");
    std::fs::read_to_string(&path).map(|address| address.trim().to_owned()).map_err(Fault::file(&path))
}
