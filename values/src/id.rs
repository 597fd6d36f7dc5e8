//! The identity of a record.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

/// The identity of a record of type `T`: 1 to 64 of `A-Z a-z 0-9 . _ : -`.
/// Ids of new records are made by the terminal from its own name, incarnation and
/// sequence, so two terminals never make the same one, also offline.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String", into = "String", bound = "")]
pub struct Id<T> {
    text: Box<str>,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Parses an id; refuses other characters and lengths.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let fine = |b: u8| b.is_ascii_alphanumeric() || b"._:-".contains(&b);
        if text.is_empty() || text.len() > 64 || !text.bytes().all(fine) {
            return Err(Invalid::new("record id", "use 1 to 64 letters, digits, dots, colons or hyphens"));
        }
        Ok(Self { text: text.into(), of: PhantomData })
    }
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
    /// The same text as the identity of another kind of record, for records that stand
    /// one to one beside each other (a person and their credential).
    #[must_use]
    pub fn beside<U>(&self) -> Id<U> {
        Id { text: self.text.clone(), of: PhantomData }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), of: PhantomData }
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl<T> TryFrom<String> for Id<T> {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}
impl<T> From<Id<T>> for String {
    fn from(id: Id<T>) -> String {
        id.text.into_string()
    }
}
