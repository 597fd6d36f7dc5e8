//! Whose data there is: for each family that has a key, since when nothing has happened to it and
//! which telephones stand in it. In memory alone, filled from the journal: on no disk does a
//! telephone number lead to a person, not even by its hash.

use super::checkpoint::Checkpoint;
use super::entry::{Entry, record_in_clear, stored_form};
use super::vault::Vault;
use crate::fault::Fault;
use domain::registers::erasures::{Erasure, Lapsed, lapses_at};
use domain::registers::property::Settings;
use domain::{Change, Record, RecordRef};
use journal::file::Reader;
use journal::{Revision, Stored};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use values::{At, MINUTE_MS, Telephone};

/// So many entries are read at once.
const PAGE: usize = 1_000;
/// A run of digits of this length or more in what somebody wrote may be a telephone.
const DIGITS: usize = 7;
/// What is over and must still be kept is looked at again after so long.
const AGAIN_MS: i64 = 10 * MINUTE_MS;

/// The index. Empty until it was filled, and level with the journal from then on.
#[derive(Default)]
pub struct Families(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    of: BTreeMap<RecordRef, Known>,
    by_telephone: BTreeMap<Telephone, BTreeSet<RecordRef>>,
    is_filled: bool,
    /// The revision of the last entry that erased something.
    last_erasure: u64,
    /// Nothing is due before this by these figures.
    quiet: Option<(Settings, At)>,
}

struct Known {
    since: At,
    members: BTreeSet<RecordRef>,
}

impl Families {
    /// Follows a durable entry with its changes in clear.
    pub fn take(&self, at: At, changes: &[Change], vault: &Vault) {
        let mut inner = self.inner();
        let corrected = corrected(changes);
        for change in changes {
            match change {
                Change::Put(Record::Erasure(erasure)) => {
                    inner.last_erasure = inner.last_erasure.max(erasure.revision);
                    erasure.families.iter().for_each(|family| inner.forget(family));
                }
                Change::Put(record) => inner.note_as(at, record, vault, !corrected.contains(&record.reference())),
                Change::Remove(_) => {}
            }
        }
    }

    /// Reads the journal from its beginning up to a durable revision, beside serving; `stop` ends
    /// it early. What comes meanwhile is taken as it comes.
    ///
    /// # Errors
    /// The journal or a key cannot be read.
    pub fn fill(&self, mut journal: Reader, upto: u64, vault: &Vault, stop: impl Fn() -> bool) -> Result<(), Fault> {
        let first = journal.first();
        if first.0 > 1 {
            let bytes = journal.checkpoint(first).map_err(|e| Fault::Journal(e.to_string()))?;
            let Checkpoint { last_at, records, .. } = Checkpoint::read(&bytes)?;
            for (_, form) in records.iter() {
                let record = record_in_clear(stored_form(form)?, vault)?;
                self.inner().note(last_at, &record, vault);
            }
        }
        let mut after = first.0.saturating_sub(1);
        while after < upto && !stop() {
            let page = journal.read(Revision(after), PAGE).map_err(|e| Fault::Journal(e.to_string()))?;
            let Some(last) = page.last() else { break };
            after = last.revision.0;
            page.iter().try_for_each(|stored| self.read(stored, vault))?;
        }
        self.inner().is_filled = !stop();
        Ok(())
    }

    /// An entry whose changes an erasure may have overtaken: what has no key is passed over.
    fn read(&self, stored: &Stored, vault: &Vault) -> Result<(), Fault> {
        let entry = Entry::read(&stored.payload)?;
        let changes = entry.open_changes(vault)?;
        let mut inner = self.inner();
        let corrected = corrected(&changes);
        for change in &changes {
            if let Change::Put(record) = change {
                inner.note_as(entry.stamp.at, record, vault, !corrected.contains(&record.reference()));
            }
            if let Change::Put(Record::Erasure(erasure)) = change {
                inner.last_erasure = inner.last_erasure.max(erasure.revision);
            }
        }
        Ok(())
    }

    /// Begins with what a start found of erasures.
    pub fn begin<'e>(&self, erasures: impl Iterator<Item = &'e Erasure>) {
        let last = erasures.map(|erasure| erasure.revision).max().unwrap_or_default();
        self.inner().last_erasure = last;
    }

    /// The revision of the last entry that erased something; 0: none has, as far as it is known.
    #[must_use]
    pub fn last_erasure(&self) -> u64 {
        self.inner().last_erasure
    }

    /// Whether it has all that the journal has.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.inner().is_filled
    }

    /// The families in which a telephone stands, each with its records and since when nothing has
    /// happened to it; `None`: the journal is still being read.
    #[must_use]
    pub fn with_telephone(&self, telephone: &Telephone) -> Option<Vec<Found>> {
        let inner = self.inner();
        let families = inner.by_telephone.get(telephone).into_iter().flatten();
        let found = families.filter_map(|family| {
            let known = inner.of.get(family)?;
            Some(Found {
                family: family.clone(),
                since: known.since,
                records: known.members.iter().cloned().collect(),
            })
        });
        inner.is_filled.then(|| found.collect())
    }

    /// The families whose time is over at `now` and that may go, the oldest first, at most so many.
    pub fn lapsed(&self, settings: &Settings, now: At, most: usize, may_go: impl Fn(&RecordRef) -> bool) -> Vec<Lapsed> {
        let mut inner = self.inner();
        if !inner.is_filled || inner.quiet.as_ref().is_some_and(|(of, until)| of == settings && now < *until) {
            return Vec::new();
        }
        let (mut over, mut until) = (Vec::new(), now.plus(i64::MAX));
        for (family, known) in &inner.of {
            match lapses_at(settings, family, known.since) {
                // What is still open is looked at again from time to time.
                Some(at) if at <= now && !may_go(family) => until = until.min(now.plus(AGAIN_MS)),
                Some(at) if at <= now => over.push(Lapsed { family: family.clone(), since: known.since }),
                Some(at) => until = until.min(at),
                None => {}
            }
        }
        if over.is_empty() {
            inner.quiet = Some((settings.clone(), until));
        }
        over.sort_by_key(|lapsed| lapsed.since);
        over.truncate(most);
        over
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A family in which a telephone stands.
pub struct Found {
    /// Which.
    pub family: RecordRef,
    /// The last entry that put one of its records was stamped then.
    pub since: At,
    /// Its records, also those in the archive.
    pub records: Vec<RecordRef>,
}

impl Inner {
    fn note(&mut self, at: At, record: &Record, vault: &Vault) {
        self.note_as(at, record, vault, true);
    }

    /// `happened`: something has happened to the family. That somebody's name was put right keeps
    /// nothing of theirs any longer.
    fn note_as(&mut self, at: At, record: &Record, vault: &Vault, happened: bool) {
        let family = record.family();
        if !vault.has_key(&family) {
            return;
        }
        for telephone in telephones(record) {
            self.by_telephone.entry(telephone).or_default().insert(family.clone());
        }
        if !self.of.contains_key(&family) {
            self.quiet = None;
        }
        let known = self.of.entry(family).or_insert_with(|| Known { since: at, members: BTreeSet::new() });
        if happened {
            known.since = known.since.max(at);
        }
        known.members.insert(record.reference());
    }

    fn forget(&mut self, family: &RecordRef) {
        self.of.remove(family);
        self.by_telephone.retain(|_, families| {
            families.remove(family);
            !families.is_empty()
        });
    }
}

/// The records that an entry has corrected.
fn corrected(changes: &[Change]) -> BTreeSet<RecordRef> {
    let corrections = changes.iter().filter_map(|change| match change {
        Change::Put(Record::Correction(correction)) => Some(&correction.of),
        Change::Put(_) | Change::Remove(_) => None,
    });
    corrections.flatten().cloned().collect()
}

/// The telephones that stand in the personal values of a record, also in what somebody wrote.
fn telephones(record: &Record) -> BTreeSet<Telephone> {
    let mut found = BTreeSet::new();
    if let Ok(form) = serde_json::to_value(record) {
        collect(&form, &mut found);
    }
    found
}

fn collect(form: &Value, found: &mut BTreeSet<Telephone>) {
    match form {
        Value::Object(fields) => match fields.get("personal") {
            Some(Value::String(said)) if fields.len() == 1 => found.extend(telephones_in(said)),
            Some(_) | None => fields.values().for_each(|field| collect(field, found)),
        },
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn telephones_in(said: &str) -> Vec<Telephone> {
    let whole = Telephone::parse(said).ok();
    let numbers = said.split(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | ' '));
    let numbers = numbers.filter(|n| n.chars().filter(char::is_ascii_digit).count() >= DIGITS);
    whole.into_iter().chain(numbers.filter_map(|number| Telephone::parse(number).ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_where_it_is_written_into_a_sentence() {
        for (said, numbers) in [
            ("13800000111", vec!["13800000111"]),
            ("请回电 138-0000-0111，谢谢", vec!["13800000111"]),
            ("1503 室，电话+8613800000111或02162888888", vec!["13800000111", "02162888888"]),
            ("房号 1503，12 点", vec![]),
        ] {
            let found: BTreeSet<String> = telephones_in(said).iter().map(ToString::to_string).collect();
            assert_eq!(found, numbers.into_iter().map(str::to_owned).collect(), "{said}");
        }
    }
}
