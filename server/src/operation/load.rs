//! Loading the property's own files into a desk.

use crate::desk::{Answer, Desk};
use crate::identity::pin::PinDesk;
use crate::import;
use crate::storage::entry::Verdict;
use domain::registers::{property, staff};
use domain::{Command, Record, Refusal, Station};
use std::collections::BTreeMap;
use values::Text;

/// So many bytes of records go into one entry.
const ENTRY_BYTES: usize = 32 * 1024;

/// Checks the files as a whole, then puts their records. Returns how many of each kind;
/// or every error with its place, in which case nothing was changed.
pub async fn load(desk: &Desk, pins: &PinDesk, files: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, u32>, Vec<String>> {
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
    for records in parts(import.records) {
        put(desk, property::Command::Import { records, source: source.clone() }.into()).await?;
    }
    for (person, pin) in import.pins {
        // An import gives a first PIN and never replaces one that the person has chosen.
        if desk.state().credential.get(&person.beside()).is_some() {
            continue;
        }
        let credential = tokio::task::block_in_place(|| pins.credential(&person, &pin)).map_err(|f| vec![f.to_string()])?;
        put(desk, staff::Command::SetCredential { credential: Box::new(credential) }.into()).await?;
    }
    Ok(counted)
}

async fn put(desk: &Desk, command: Command) -> Result<(), Vec<String>> {
    match desk.submit_own(Station::Operator, command).await {
        Answer::Final { verdict: Verdict::Committed, .. } => Ok(()),
        Answer::Final {
            verdict: Verdict::Refused(Refusal::Property(property::Refusal::VersionIsTaken { record })),
            ..
        } => Err(vec![format!("{record} is in use and never changes: give the new contents a new version and import again")]),
        Answer::Final { verdict, .. } => {
            Err(vec![format!("the server refused a part of the import ({verdict:?}): import again after mending it")])
        }
        Answer::Gap { .. } => Err(vec!["the server is out of step with itself: restart it".into()]),
        Answer::RetryLater(why) => Err(vec![format!("not everything is imported yet ({why}): import again, what is there stays")]),
    }
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
