//! A table of records of one kind.

use crate::record::Recorded;
use crate::registers::Refusal;
use std::collections::BTreeMap;
use std::sync::Arc;
use values::Id;

/// Who looks at every table, whatever its kind.
pub(crate) trait Tables {
    /// Looks at one of them.
    fn table<T: Recorded>(&mut self, table: &Table<T>);
}

/// All current records of one kind, by id. Cloning shares the records, so that a
/// terminal can lay its pending commands over the replica for the price of pointers.
#[derive(Clone, Debug)]
pub struct Table<T>(BTreeMap<Id<T>, Arc<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Recorded> Table<T> {
    /// The record, if it exists.
    #[must_use]
    pub fn get(&self, id: &Id<T>) -> Option<&T> {
        self.0.get(id).map(Arc::as_ref)
    }
    /// The record, or the refusal that names what was looked for.
    pub fn find(&self, id: &Id<T>) -> Result<&T, Refusal> {
        self.get(id).ok_or(Refusal::NotFound { kind: T::KIND })
    }
    /// Refuses an id that is already taken: ids are made once, by one terminal.
    pub fn vacant(&self, id: &Id<T>) -> Result<(), Refusal> {
        if self.0.contains_key(id) { Err(Refusal::IdTaken { kind: T::KIND }) } else { Ok(()) }
    }
    /// All records in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.values().map(Arc::as_ref)
    }
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub(crate) fn put(&mut self, record: T) {
        self.0.insert(record.id().clone(), Arc::new(record));
    }
    pub(crate) fn remove(&mut self, id: &Id<T>) {
        self.0.remove(id);
    }
}
