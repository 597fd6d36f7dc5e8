//! Fetching from the archive what a command names and the working set no longer has.

use super::Desk;
use crate::fault::Fault;
use crate::storage::entry::record_in_clear;
use domain::{Command, Kind, Record, RecordRef};
use serde_json::Value;

/// The archived records of a kind whose ids stand in the command. Which of its words are ids
/// is asked of the archive itself, so no register has to say it twice.
pub(super) fn named_in(desk: &Desk, command: Option<&Command>, kind: Kind) -> Result<Vec<Record>, Fault> {
    let form = serde_json::to_value(command).map_err(|e| Fault::Machine(format!("a command could not be written as JSON: {e}")))?;
    let mut words = Vec::new();
    collect(&form, &mut words);
    let mut found = Vec::new();
    for id in words {
        if let Some(form) = desk.store.newest(&RecordRef { kind, id: id.into() })? {
            found.push(record_in_clear(&form, &desk.vault)?);
        }
    }
    if found.is_empty() && desk.store.missing() > 0 {
        return Err(Fault::Machine("the archive is being rebuilt: try again in a minute".into()));
    }
    Ok(found)
}

fn collect<'v>(form: &'v Value, words: &mut Vec<&'v str>) {
    match form {
        Value::String(word) => words.push(word),
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        // What is personal names a person, never a record.
        Value::Object(fields) if fields.contains_key("personal") => {}
        Value::Object(fields) => fields.values().for_each(|field| collect(field, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
