//! What every record has: a kind, an identity, a family for sealing.

use crate::registers::Kind as K;
use serde::{Deserialize, Serialize};
use std::fmt;
use values::Id;

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
