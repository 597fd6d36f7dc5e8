//! Fetching from the archive what a command names and the working set no longer has.

use super::Desk;
use crate::fault::Fault;
use crate::storage::entry::{Entry, Given, record_in_clear, stored_form};
use crate::storage::store::Page;
use domain::registers::visits;
use domain::{Command, Kind, Record, RecordRef};
use journal::Revision;
use journal::file::Reader;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;
use values::VisitCode;

/// What has left the working set: versions of records, and the answers that were settled.
pub trait Archive: Send + Sync {
    /// The answer once given under this key.
    ///
    /// # Errors
    /// It cannot be read now.
    fn answer(&self, key: &str) -> Result<Option<Given>, Fault>;
    /// The last version of a record that any entry put.
    ///
    /// # Errors
    /// It cannot be read now.
    fn newest(&self, reference: &RecordRef) -> Result<Option<Vec<u8>>, Fault>;
    /// The versions of a kind of record before a revision (0: from the newest), only those found by
    /// `word` if there is one; newest first.
    ///
    /// # Errors
    /// It cannot be read now.
    fn history(&self, kind: Kind, word: Option<&str>, before: u64, limit: usize) -> Result<Page, Fault>;
    /// How many entries of the journal are not in it yet.
    fn missing(&self) -> u64;
    /// Waits until nothing up to a durable revision (0: as far as it has heard) is missing; `false`:
    /// it still is after so long.
    fn until_covered(&self, last: u64, patience: Duration) -> bool;
}

/// So many entries are looked at for one page; the next page goes on there.
const SCANNED: u64 = 5_000;
/// So many versions are looked at for one visit code: a visit has three or four, and codes come again by chance.
const BY_CODE: usize = 40;
/// So long a command that names an archived record waits for the store to come level.
const PATIENCE: Duration = Duration::from_secs(5);

/// The archived records that the command names: those of a kind by their ids, those of any kind in
/// full ("visit/k1-7"). Which of its words are ids is asked of the archive itself, so no register
/// has to say it twice.
pub(super) fn named_in(desk: &Desk, command: Option<&Command>, kind: Kind) -> Result<Vec<Record>, Fault> {
    if let Some(Command::Visits(visits::Command::ComeByCode { known, .. })) = command {
        return held(desk, known);
    }
    let form = serde_json::to_value(command).map_err(|e| Fault::Machine(format!("a command could not be written as JSON: {e}")))?;
    let mut words = Vec::new();
    collect(&form, &mut words);
    // An older version from a store that lacks the newest would be decided upon as if it stood.
    if !desk.archive.until_covered(desk.chain().revision.0, PATIENCE) {
        return Err(Fault::Machine("the archive is being rebuilt: try again in a minute".into()));
    }
    let mut found = Vec::new();
    for word in words {
        let in_full = RecordRef::try_from(word.to_owned()).ok().filter(|name| !name.id.is_empty());
        let name = in_full.unwrap_or_else(|| RecordRef { kind, id: word.into() });
        found.extend(desk.newest_stored(&name)?);
    }
    Ok(found)
}

/// The visits that had this code: who comes again after weeks is recognised by it too (B-02). While
/// the archive is being rebuilt it knows nobody, and the counter helps.
fn held(desk: &Desk, code: &VisitCode) -> Result<Vec<Record>, Fault> {
    if !desk.archive.until_covered(desk.chain().revision.0, PATIENCE) {
        return Ok(Vec::new());
    }
    let versions = desk.archive.history(Kind::Visit, Some(code.as_str()), 0, BY_CODE)?.versions;
    let visits: BTreeSet<RecordRef> = versions.into_iter().map(|(_, visit, _)| visit).collect();
    visits.iter().filter_map(|visit| desk.newest_stored(visit).transpose()).collect()
}

impl Desk {
    /// The newest version of a record that the archive has, in clear.
    ///
    /// # Errors
    /// The store cannot be read, or what it holds is no record.
    pub(crate) fn newest_stored(&self, name: &RecordRef) -> Result<Option<Record>, Fault> {
        let form = self.archive.newest(name)?;
        form.map(|form| record_in_clear(stored_form(&form)?, &self.vault)).transpose()
    }
}

/// Lines of the duty log before a revision (0: from the newest), newest first, as they stand in
/// the journal itself; only those found by `word`, if there is one.
pub fn log_lines(desk: &Desk, word: Option<&str>, before: u64, limit: usize) -> Result<Page, Fault> {
    let said = |e: &dyn std::fmt::Display| Fault::Journal(e.to_string());
    let mut reader = Reader::open(desk.journal.clone()).map_err(|e| said(&e))?;
    let head = desk.chain().revision.0;
    let mut to = if before == 0 { head } else { head.min(before.saturating_sub(1)) };
    let (mut lines, mut looked_at) = (Vec::new(), 0);
    while to > 0 && lines.len() < limit && looked_at < SCANNED {
        let after = to.saturating_sub(limit as u64);
        let mut page = Vec::new();
        while after + (page.len() as u64) < to {
            let next = reader.read(Revision(after + page.len() as u64), usize::try_from(to - after).unwrap_or(limit) - page.len());
            let next = next.map_err(|e| said(&e))?;
            if next.is_empty() {
                break;
            }
            page.extend(next);
        }
        for stored in page.iter().rev() {
            for (record, form) in Entry::read(&stored.payload)?.puts()? {
                let wanted = word.is_none_or(|word| record.found_by().iter().any(|found| found == word));
                if record.reference().kind == Kind::LogLine && wanted && lines.len() < limit {
                    lines.push((stored.revision.0, record.reference(), form));
                }
            }
        }
        looked_at += to - after;
        to = after;
    }
    let next_before = match lines.last() {
        Some((revision, ..)) if lines.len() == limit => *revision,
        Some(_) | None if to > 0 => to + 1,
        Some(_) | None => 0,
    };
    Ok(Page { versions: lines, next_before })
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
