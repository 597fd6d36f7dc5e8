//! Loading the property's own files into a desk.

use crate::desk::{Answer, Desk, in_place};
use crate::fault::Fault;
use crate::identity::pin::PinDesk;
use crate::import;
use crate::storage::entry::Verdict;
use domain::registers::staff::Person;
use domain::registers::{property, staff};
use domain::{Actor, Command, Record, Refusal, Stamp, Station};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::{At, Id, Text};

/// So many bytes of records go into one entry.
const ENTRY_BYTES: usize = 32 * 1024;

/// Checks the files as a whole, then puts their records. Returns how many of each kind; or
/// every error with its place, in which case nothing was changed: every part is decided
/// before the first is sent, so a rule that says no to the last one leaves none behind.
pub async fn load(desk: &Arc<Desk>, pins: &PinDesk, files: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, u32>, Vec<String>> {
    let import = import::read(files).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let first = desk.state().property().is_none();
    if first && !import.records.iter().any(|r| matches!(r, Record::Settings(_))) {
        return Err(vec!["the first import needs property.toml: put it beside the other files".into()]);
    }
    let mut counted = BTreeMap::new();
    for record in &import.records {
        *counted.entry(record.reference().kind.name().to_owned()).or_insert(0) += 1;
    }
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    names.sort_unstable();
    let source = Text::parse(&names.join(", ")).map_err(|e| vec![e.to_string()])?;
    let said = |r: &Record| if let Record::Settings(s) = r { Some(s.made_up) } else { None };
    let made_up = import.records.iter().find_map(said).unwrap_or_else(|| desk.state().property().is_some_and(|s| s.made_up));
    let records = parts(import.records)
        .into_iter()
        .map(|records| property::Command::Import { records, source: source.clone() }.into());
    let mut commands: Vec<Command> = records.collect();
    commands.extend(first_credentials(desk, pins, import.pins, !made_up)?);
    rehearse(desk, &commands).map_err(|refusal| vec![sentence(&refusal)])?;
    for command in commands {
        put(desk, command).await?;
    }
    Ok(counted)
}

/// An import gives a first PIN and never replaces one that the person has.
fn first_credentials(
    desk: &Arc<Desk>,
    pins: &PinDesk,
    first: Vec<(Id<Person>, String)>,
    to_be_changed: bool,
) -> Result<Vec<Command>, Vec<String>> {
    let lacking = first.into_iter().filter(|(person, _)| desk.state().credential.get(&person.beside()).is_none());
    let made = lacking.collect::<Vec<_>>().into_iter().map(|(person, pin)| {
        let credential = in_place(|| pins.credential(&person, &pin, to_be_changed))?;
        Ok(staff::Command::SetCredential { credential: Box::new(credential), by: None }.into())
    });
    made.collect::<Result<_, Fault>>().map_err(|fault| vec![fault.to_string()])
}

/// Decides the commands one after the other on a copy of the state; nothing is kept.
fn rehearse(desk: &Arc<Desk>, commands: &[Command]) -> Result<(), Refusal> {
    let (mut state, head) = (desk.state().clone(), desk.chain().revision.0);
    for (command, revision) in commands.iter().zip(head + 1..) {
        // The rules of an import ask neither the time nor the terminal.
        let stamp = Stamp {
            revision,
            at: At(0),
            actor: Actor::Operator,
            station: Station::Operator,
            terminal: desk.own_terminal.clone(),
            seq: revision,
            incarnation: String::new(),
            offline: None,
            proof: None,
            second: None,
            holder: None,
            expected: None,
            clock_shows: None,
        };
        let changes = domain::decide(&state, command, &stamp)?;
        state.apply(&changes);
    }
    Ok(())
}

async fn put(desk: &Arc<Desk>, command: Command) -> Result<(), Vec<String>> {
    match desk.submit_own(Station::Operator, command).await {
        Answer::Final { verdict: Verdict::Committed, .. } => Ok(()),
        Answer::Final { verdict: Verdict::Refused(refusal), .. } => Err(vec![sentence(&refusal)]),
        Answer::Final { verdict: Verdict::Unreadable, .. } => {
            Err(vec!["a part of the import is too large for one entry: split the longest file".into()])
        }
        Answer::Gap { .. } | Answer::KeyTaken => Err(vec!["the server is out of step with itself: restart it".into()]),
        Answer::RetryLater(why) => Err(vec![format!("not everything is imported yet ({why}): import again, what is there stays")]),
    }
}

fn sentence(refusal: &Refusal) -> String {
    if let Refusal::Property(property::Refusal::VersionIsTaken { record }) = refusal {
        return format!("{record} is in use and never changes: give the new contents a new version and import again");
    }
    format!("a rule refused a part of the import ({refusal:?}): import again after mending it")
}

fn parts(records: Vec<Record>) -> Vec<Vec<Record>> {
    let (mut parts, mut part, mut bytes) = (Vec::new(), Vec::new(), 0);
    for record in records {
        bytes += serde_json::to_vec(&record).map_or(0, |b| b.len());
        part.push(record);
        if bytes > ENTRY_BYTES {
            parts.push(std::mem::take(&mut part));
            bytes = 0;
        }
    }
    parts.push(part);
    parts.retain(|p| !p.is_empty());
    parts
}
