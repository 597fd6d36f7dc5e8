//! What every record has: a kind, an identity, a family for sealing.

use crate::registers::property::ArchiveFigures;
use crate::registers::{Kind as K, Record, State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use values::{At, Id};

pub use crate::registers::Kind;

/// A record: a thing with an identity and a current version. Applying a change is
/// putting the whole record; nothing else changes a state.
pub trait Recorded: Sized {
    /// Which kind it is.
    const KIND: K;
    /// Its identity.
    fn id(&self) -> &Id<Self>;
    /// The family under whose key its personal fields are sealed: records that are kept
    /// and erased together. A note belongs to its matter.
    fn family(&self) -> RecordRef {
        RecordRef::to(self.id())
    }
    /// The record with which it leaves the working set: what stands under one head leaves
    /// together or stays together.
    fn head(&self) -> RecordRef {
        self.family()
    }
    /// For how many days a closed record of this kind stays in the working set, by the
    /// property's figures; `None`: the kind never leaves.
    fn kept_days(_figures: &ArchiveFigures) -> Option<u32> {
        None
    }
    /// Since when it is closed, with nothing in the working set that still needs it for a
    /// rule to answer the same; `None`: it is open, or needed.
    fn closed_at(&self, _state: &State) -> Option<At> {
        None
    }
    /// The words by which it is found once it has left: numbers, codes, units, staff;
    /// never a personal field.
    fn found_by(&self) -> Vec<String> {
        Vec::new()
    }
}

impl Record {
    /// The same without what it says about people: that is erased.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let emptied = serde_json::to_value(self).map(|mut form| {
            empty(&mut form);
            form
        });
        // Every record reads back from its form; what did not would lose its key all the same.
        emptied.and_then(serde_json::from_value).unwrap_or_else(|_| self.clone())
    }
}

/// Erases the contents of every personal value of a form, however it is spelt.
fn empty(form: &mut Value) {
    let personal =
        |fields: &Map<String, Value>| fields.len() == 1 && ["personal", "sealed", "hidden"].iter().any(|s| fields.contains_key(*s));
    match form {
        Value::Object(fields) if personal(fields) => *form = serde_json::json!({ "erased": true }),
        Value::Object(fields) => fields.values_mut().for_each(empty),
        Value::Array(items) => items.iter_mut().for_each(empty),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The words that are there, each once: what [`Recorded::found_by`] returns.
pub(crate) fn words<'a>(words: impl IntoIterator<Item = Option<&'a str>>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.into_iter().flatten() {
        if !found.iter().any(|w| w == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// Names a record of any kind: `visit/k1-…`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordRef {
    /// Which kind.
    pub kind: Kind,
    /// Which one.
    pub id: Box<str>,
}

impl RecordRef {
    /// The reference to a record whose id is `id`.
    #[must_use]
    pub fn to<T: Recorded>(id: &Id<T>) -> Self {
        Self { kind: T::KIND, id: id.as_str().into() }
    }
    /// The typed id, if this names a `T`.
    #[must_use]
    pub fn id_of<T: Recorded>(&self) -> Option<Id<T>> {
        if self.kind == T::KIND { Id::parse(&self.id).ok() } else { None }
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.name(), self.id)
    }
}
impl fmt::Debug for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl From<RecordRef> for String {
    fn from(r: RecordRef) -> String {
        r.to_string()
    }
}
impl TryFrom<String> for RecordRef {
    type Error = UnknownKind;
    fn try_from(text: String) -> Result<Self, UnknownKind> {
        let (kind, id) = text.split_once('/').unwrap_or((&text, ""));
        let kind = Kind::named(kind).ok_or(UnknownKind)?;
        Ok(Self { kind, id: id.into() })
    }
}

/// A record reference names a kind that this build does not know: a newer server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind of record that this version does not know")
    }
}
impl std::error::Error for UnknownKind {}

/// A command's fixed name, `visits.register`, as the log and the rights table know it.
pub trait Named {
    /// The name within its register.
    fn name(&self) -> &'static str;
}
