//! What is open or recent, exactly as it is stored, and the digest over it.

use super::entry::StoredRecord;
use domain::RecordRef;
use journal::digest::ViewDigest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The current records in stored form. Personal values are sealed, so neither the digest
/// nor a checkpoint made of it depends on any key.
#[derive(Clone, Default)]
pub struct WorkingSet {
    records: BTreeMap<RecordRef, Arc<[u8]>>,
    digest: ViewDigest,
}

impl WorkingSet {
    /// Applies what an entry changed.
    pub fn take(&mut self, changes: Vec<StoredRecord>) {
        for (reference, form) in changes {
            let name = reference.to_string();
            let before = match form {
                Some(form) => {
                    self.digest.add(&name, &form);
                    self.records.insert(reference, form.into())
                }
                None => self.records.remove(&reference),
            };
            if let Some(before) = before {
                self.digest.remove(&name, &before);
            }
        }
    }
    /// An order-free sum over all records: equal sets, equal digests.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest.to_bytes()
    }
    /// Every record with its stored form, in the order of their references.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&RecordRef, &[u8])> {
        self.records.iter().map(|(reference, form)| (reference, form.as_ref()))
    }
    /// The stored form of a record.
    #[must_use]
    pub fn get(&self, reference: &RecordRef) -> Option<&[u8]> {
        self.records.get(reference).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_depends_on_what_is_there_and_not_on_how_it_came() {
        let reference = |id: &str| RecordRef { kind: domain::Kind::Visit, id: id.into() };
        let (mut one, mut other) = (WorkingSet::default(), WorkingSet::default());
        one.take(vec![(reference("a"), Some(b"1".to_vec())), (reference("b"), Some(b"2".to_vec()))]);
        other.take(vec![(reference("b"), Some(b"0".to_vec())), (reference("c"), Some(b"3".to_vec()))]);
        assert_ne!(one.digest(), other.digest());
        other.take(vec![(reference("c"), None), (reference("b"), Some(b"2".to_vec())), (reference("a"), Some(b"1".to_vec()))]);
        assert_eq!(one.digest(), other.digest());
        assert!(one.iter().eq(other.iter()));
        one.take(vec![(reference("a"), None), (reference("b"), None), (reference("never"), None)]);
        assert_eq!(one.digest(), [0; 32]);
    }
}
