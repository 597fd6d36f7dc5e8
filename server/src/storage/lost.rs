//! Families whose key is gone although nobody erased them.
//!
//! Without its key a sealed value reads as erased. Whether it was is said by the journal
//! alone: erasing is an entry that puts the family's records emptied. A record that still
//! stands there with sealed values, and no key for them, is damage; so is a command whose
//! family was never emptied.

use super::entry::{Entry, family_of};
use super::vault::{Vault, holds};
use domain::{Change, Record, RecordRef};
use std::collections::BTreeMap;

/// What no key opens, while the journal is read from its beginning; each with its revision.
#[derive(Default)]
pub struct Lost {
    /// By record, with its family.
    records: BTreeMap<RecordRef, (RecordRef, u64)>,
    /// By family.
    commands: BTreeMap<RecordRef, u64>,
}

impl Lost {
    /// Notes an entry with its changes.
    pub fn take(&mut self, entry: &Entry, changes: &[Change], vault: &Vault) {
        let revision = entry.stamp.revision;
        for (form, change) in entry.changes.iter().zip(changes) {
            let Change::Put(record) = change else { continue };
            if let Record::Erasure(erasure) = record {
                self.are_erased(&erasure.families);
            }
            let (reference, family) = (record.reference(), record.family());
            if holds("erased", form) {
                self.commands.remove(&family);
            }
            if holds("sealed", form) && !is_accounted_for(&family, vault) {
                self.records.insert(reference, (family, revision));
            } else {
                self.records.remove(&reference);
            }
        }
        let sealed = holds("sealed", &entry.command);
        if let Some(family) = family_of(changes).filter(|family| sealed && !is_accounted_for(family, vault)) {
            self.commands.insert(family, revision);
        }
    }

    /// Notes a record that stands in a checkpoint with sealed values.
    pub fn begin(&mut self, record: &Record, vault: &Vault) {
        let family = record.family();
        if !is_accounted_for(&family, vault) {
            self.records.insert(record.reference(), (family, 0));
        }
    }

    /// An entry says so: their keys are destroyed, and what left the working set is not emptied.
    fn are_erased(&mut self, families: &[RecordRef]) {
        self.records.retain(|_, (family, _)| !families.contains(family));
        self.commands.retain(|family, _| !families.contains(family));
    }

    /// Families whose key is there after all: a running server handed them out meanwhile.
    pub fn are_found_in(&mut self, vault: &Vault) {
        self.records.retain(|_, (family, _)| !is_accounted_for(family, vault));
        self.commands.retain(|family, _| !is_accounted_for(family, vault));
    }

    /// Each family without its key, with the last revision that has sealed values of it.
    #[must_use]
    pub fn families(&self) -> BTreeMap<&RecordRef, u64> {
        let mut families = BTreeMap::new();
        let of_records = self.records.values().map(|(family, revision)| (family, *revision));
        for (family, revision) in of_records.chain(self.commands.iter().map(|(family, revision)| (family, *revision))) {
            let last = families.entry(family).or_insert(0);
            *last = revision.max(*last);
        }
        families
    }
}

/// Whether the key is there, or its slot says that it was destroyed: by an entry of this journal,
/// or of the history behind a copy that was restored.
fn is_accounted_for(family: &RecordRef, vault: &Vault) -> bool {
    vault.has_key(family) || vault.is_erased(family)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::secrets::Secrets;
    use serde_json::json;

    /// An entry that puts a unit whose occupant is spelt like this.
    fn entry(revision: u64, unit: &str, occupant: &str, command: &str) -> Entry {
        let form = json!({
            "stamp": {
                "revision": revision, "at": 0, "actor": "operator", "station": "operator", "terminal": "server", "seq": revision, "incarnation": "",
            },
            "name": "property.import", "command": { "import": { command: "AAAA" } }, "verdict": "committed",
            "changes": [{ "put": { "unit": {
                "id": unit, "number": unit, "floor": "1F", "company": null, "occupant": { occupant: if occupant == "erased" { json!(true) } else { json!("AAAA") } },
                "telephone": null, "emergency_contact": null,
            } } }],
        });
        serde_json::from_value(form).unwrap()
    }

    #[test]
    fn without_its_key_a_family_is_lost_until_an_entry_empties_it() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(dir.path(), Secrets::open(dir.path()).unwrap().master()).unwrap();
        let mut lost = Lost::default();
        let mut take = |entry: &Entry| {
            lost.take(entry, &entry.sealed_changes().unwrap(), &vault);
            lost.families().into_iter().map(|(family, revision)| format!("{family} {revision}")).collect::<Vec<_>>()
        };
        assert_eq!(take(&entry(1, "101", "sealed", "nothing")), ["unit/101 1"]);
        assert_eq!(take(&entry(2, "102", "sealed", "sealed")), ["unit/101 1", "unit/102 2"]);
        assert_eq!(take(&entry(3, "101", "erased", "nothing")), ["unit/102 2"]);
        assert_eq!(take(&entry(4, "102", "erased", "nothing")), Vec::<String>::new(), "with its command");
        assert_eq!(take(&entry(5, "103", "personal", "sealed")), ["unit/103 5"], "a command alone");
    }

    #[test]
    fn a_family_with_its_key_is_not_lost() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(dir.path(), Secrets::open(dir.path()).unwrap().master()).unwrap();
        let entry = entry(1, "101", "sealed", "sealed");
        vault
            .seal(&mut json!({ "personal": 1 }), &family_of(&entry.sealed_changes().unwrap()).unwrap(), "anywhere")
            .unwrap();
        let mut lost = Lost::default();
        lost.take(&entry, &entry.sealed_changes().unwrap(), &vault);
        assert!(lost.families().is_empty());
    }
}
