//! An entry: one final answer, as it stands in the journal.

use super::body::Body;
use super::vault::Vault;
use crate::fault::Fault;
use crate::plant::{self, Bug};
use domain::{Change, Record, RecordRef, Refusal, Stamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use values::At;

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Done.
    Committed,
    /// A rule said no.
    Refused(Refusal),
    /// The command could not be read.
    Unreadable,
}

/// An answer as it was given: a repetition gets the same, another command under its number none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// The entry's revision.
    pub revision: u64,
    /// How the command ended.
    pub verdict: Verdict,
    /// Of the command's bytes; `None`: it came with none, or before there were digests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The entry's stamp; `None`: kept before that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

impl Given {
    /// What an entry answers.
    #[must_use]
    pub fn by(entry: &Entry) -> Self {
        let Entry { stamp, verdict, body, .. } = entry;
        Self {
            revision: stamp.revision,
            verdict: verdict.clone(),
            body: *body,
            at: Some(stamp.at),
        }
    }

    /// Whether it answers a command with these bytes.
    #[must_use]
    pub fn is_of(&self, body: Option<Body>) -> bool {
        Body::may_be(body, self.body) || plant::is(Bug::AnotherBodyAnswered)
    }
}

/// The entry in its stored form: personal values are sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Who, when, where, and its revision.
    pub stamp: Stamp,
    /// The command's name ("visits.register").
    pub name: String,
    /// The command, sealed; without its personal values where it was refused; null where
    /// it could not be read.
    pub command: Value,
    /// How it ended.
    pub verdict: Verdict,
    /// Tells whether a command that comes again under the same number is the same one; `None`:
    /// one of the server's own, or from before there were digests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// What changed, sealed: `{"put": {"visit": {…}}}` or `{"remove": "visit/…"}`.
    pub changes: Vec<Value>,
}

/// A changed record's reference with its stored form; `None`: removed.
pub type StoredRecord = (RecordRef, Option<Vec<u8>>);

impl Entry {
    /// Reads an entry from its stored bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        serde_json::from_slice(bytes).map_err(|e| Fault::Newer(format!("an entry of the journal ({e})")))
    }

    /// The changes in clear, for the state.
    pub fn open_changes(&self, vault: &Vault) -> Result<Vec<Change>, Fault> {
        self.changes.iter().map(|form| open_change(form, vault)).collect()
    }

    /// The changes as they stand there, personal values sealed: enough for whatever does not
    /// need to read them.
    pub fn sealed_changes(&self) -> Result<Vec<Change>, Fault> {
        self.changes.iter().map(change_of).collect()
    }

    /// Opens the command's personal values, to see whether they open.
    pub fn open_command(&self, vault: &Vault) -> Result<Value, Fault> {
        let mut form = self.command.clone();
        if let Some(family) = family_of(&self.sealed_changes()?) {
            vault.open_form(&mut form, &family, &place_of(&self.stamp))?;
        }
        Ok(form)
    }

    /// The records that it put, each with its stored form's bytes. Personal values are sealed.
    pub fn puts(&self) -> Result<Vec<(Record, Vec<u8>)>, Fault> {
        let puts = self.changes.iter().filter_map(|form| form.get("put"));
        puts.map(|form| Ok((read_record(form)?, form.to_string().into_bytes()))).collect()
    }

    /// The changed records as stored.
    pub fn stored_records(&self) -> Result<Vec<StoredRecord>, Fault> {
        self.changes
            .iter()
            .map(|form| Ok((reference_of(form)?, form.get("put").map(|r| r.to_string().into_bytes()))))
            .collect()
    }
}

/// Seals one change: the form that is stored, and the record's reference.
pub fn seal_change(change: &Change, vault: &Vault) -> Result<Value, Fault> {
    let mut form = form_of(change)?;
    if let Change::Put(record) = change {
        let reference = record.reference().to_string();
        vault.seal(&mut form["put"], &record.family(), &reference)?;
    }
    Ok(form)
}

/// SHA-256 of a put record's stored bytes: what a signature covers.
#[must_use]
pub fn stored_digest(form: &Value) -> Option<[u8; 32]> {
    form.get("put").map(|record| Sha256::digest(record.to_string()).into())
}

fn open_change(form: &Value, vault: &Vault) -> Result<Change, Fault> {
    let mut form = form.clone();
    if let Some(put) = form.get_mut("put") {
        let clear = open_record(put.take(), vault)?;
        *put = clear;
    }
    serde_json::from_value(form).map_err(|e| Fault::Newer(format!("a record of the journal ({e})")))
}

/// Opens a stored record's form.
pub fn open_record(mut form: Value, vault: &Vault) -> Result<Value, Fault> {
    // The family is a matter of unsealed fields, so it can be asked of the sealed record.
    let record = read_record(&form)?;
    vault.open_form(&mut form, &record.family(), &record.reference().to_string())?;
    Ok(form)
}

/// A record as it is stored: personal values sealed.
pub fn read_record(form: &Value) -> Result<Record, Fault> {
    Record::deserialize(form).map_err(|e| Fault::Newer(format!("a record of the journal ({e})")))
}

/// A stored record as JSON, its personal values sealed.
pub fn stored_form(bytes: &[u8]) -> Result<Value, Fault> {
    serde_json::from_slice(bytes).map_err(|e| Fault::Newer(format!("a record of the journal ({e})")))
}

/// A stored record in clear.
pub fn record_in_clear(form: Value, vault: &Vault) -> Result<Record, Fault> {
    serde_json::from_value(open_record(form, vault)?).map_err(|e| Fault::Newer(format!("a record of the journal ({e})")))
}

/// Which record a change is about, told without reading the record: `{"put": {"visit": {"id": …}}}`.
fn reference_of(form: &Value) -> Result<RecordRef, Fault> {
    let put = form.get("put").and_then(Value::as_object).and_then(|put| put.iter().next());
    let name = match put {
        Some((kind, record)) => record.get("id").and_then(Value::as_str).map(|id| format!("{kind}/{id}")),
        None => form.get("remove").and_then(Value::as_str).map(str::to_owned),
    };
    let reference = name.and_then(|name| RecordRef::try_from(name).ok());
    reference.ok_or_else(|| Fault::Newer("a record of the journal (its kind is not known)".into()))
}

fn change_of(form: &Value) -> Result<Change, Fault> {
    Change::deserialize(form).map_err(|e| Fault::Newer(format!("a record of the journal ({e})")))
}

/// Under whose key a command is sealed: that of the first record it put.
pub(super) fn family_of(changes: &[Change]) -> Option<RecordRef> {
    changes.iter().find_map(|c| match c {
        Change::Put(record) => Some(record.family()),
        Change::Remove(_) => None,
    })
}

/// Where a command's personal values stand; they open nowhere else.
fn place_of(stamp: &Stamp) -> String {
    format!("command/{}/{}/{}", stamp.terminal, stamp.incarnation, stamp.seq)
}

fn form_of<T: Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(|e| Fault::Machine(format!("a record could not be written as JSON: {e}")))
}

/// The command's stored form: sealed under the family of the first record it changed, or,
/// where there is none, without its personal values (a refused command keeps nobody's data).
pub fn seal_command(command: &domain::Command, stamp: &Stamp, changes: &[Change], vault: &Vault) -> Result<Value, Fault> {
    let mut form = form_of(command)?;
    match family_of(changes) {
        Some(family) => vault.seal(&mut form, &family, &place_of(stamp))?,
        None => super::vault::veil(&mut form),
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b12_an_answer_reads_as_every_version_of_the_store_wrote_it() {
        let older: Given = serde_json::from_str(r#"[7,"unreadable"]"#).unwrap();
        assert_eq!(older, Given { revision: 7, verdict: Verdict::Unreadable, body: None, at: None });
        let given = Given { body: Body::try_from("a".repeat(32)).ok(), at: Some(At(9)), ..older };
        let written = serde_json::to_vec(&given).unwrap();
        assert_eq!(serde_json::from_slice::<Given>(&written).unwrap(), given);
    }
}
