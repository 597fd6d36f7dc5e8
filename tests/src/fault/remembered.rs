//! What a store must remember, by the journal, and what it does: every version of every record,
//! the newest of each, and every answer.

use super::life::{PAGE, in_this_process};
use domain::{Kind, RecordRef, Stamp};
use journal::Revision;
use journal::disk::RealDisk;
use journal::file::Reader;
use server::clock::Source;
use server::desk::Desk;
use server::desk::answers::Key;
use server::storage::entry::{Entry, Given};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A store is whole again within this.
pub(super) const WHOLE: Duration = Duration::from_secs(60);

/// What can be asked of a store.
#[derive(Default, PartialEq)]
struct Remembered {
    /// Up to here; what the served clock adds is not asked for.
    head: u64,
    versions: BTreeMap<(u64, RecordRef), Vec<u8>>,
    newest: BTreeMap<RecordRef, Vec<u8>>,
    answers: BTreeMap<String, String>,
}

/// Serves a data directory and asks its store for all that the journal says, again and again
/// while it says that it is being rebuilt; in the end it must give exactly that.
pub(super) fn store_gives_all(data: &Path, settings: Option<&Path>, clock: Source) -> Result<(), String> {
    let wanted = Arc::new(Remembered::by_journal(data)?);
    in_this_process(data, settings, clock, async |desk| {
        let begun = Instant::now();
        loop {
            let (wanted, rest) = (wanted.clone(), WHOLE.saturating_sub(begun.elapsed()));
            let asked = desk.from_store(move |desk| {
                Ok(desk
                    .archive
                    .until_covered(0, rest)
                    .then(|| Remembered::by_store(desk, &wanted).map(|given| wanted.held_against(&given))))
            });
            match asked.await.map_err(|e| e.to_string())? {
                None => return Err("the store was never whole".into()),
                Some(Ok(compared)) => return compared,
                Some(Err(said)) if begun.elapsed() > WHOLE => return Err(said),
                Some(Err(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    })
}

impl Remembered {
    fn by_journal(data: &Path) -> Result<Self, String> {
        let said = |e: &dyn std::fmt::Display| e.to_string();
        let disk = RealDisk::read_only(&data.join("journal"));
        let mut reader = Reader::open(Arc::new(disk)).map_err(|e| said(&e))?;
        let (mut all, mut after) = (Self::default(), Revision(reader.first().0 - 1));
        loop {
            let page = reader.read(after, PAGE).map_err(|e| said(&e))?;
            let Some(last) = page.last() else { return Ok(all) };
            (after, all.head) = (last.revision, last.revision.0);
            for stored in page {
                let (revision, entry) = (stored.revision.0, Entry::read(&stored.payload).map_err(|e| said(&e))?);
                // A line of the duty log is its entry told again: it is read from the journal.
                for (record, form) in
                    entry.puts().map_err(|e| said(&e))?.into_iter().filter(|(record, _)| record.reference().kind != Kind::LogLine)
                {
                    all.newest.insert(record.reference(), form.clone());
                    all.versions.insert((revision, record.reference()), form);
                }
                let given = format!("{:?}", Given::by(&entry));
                let Stamp { terminal, incarnation, seq, .. } = entry.stamp;
                all.answers.insert(Key { terminal, incarnation, seq }.stored(), given);
            }
        }
    }

    /// What the store gives of it, and whatever else it has of any kind up to there.
    fn by_store(desk: &Desk, wanted: &Self) -> Result<Self, String> {
        let said = |e: server::fault::Fault| e.to_string();
        let mut all = Self { head: wanted.head, ..Self::default() };
        for kind in Kind::ALL {
            let mut before = wanted.head + 1;
            loop {
                let page = desk.archive.history(*kind, None, before, PAGE).map_err(said)?;
                all.versions
                    .extend(page.versions.into_iter().map(|(revision, reference, form)| ((revision, reference), form)));
                before = page.next_before;
                if before == 0 {
                    break;
                }
            }
        }
        for reference in wanted.newest.keys() {
            all.newest.extend(desk.archive.newest(reference).map_err(said)?.map(|form| (reference.clone(), form)));
        }
        for key in wanted.answers.keys() {
            let answer = desk.archive.answer(key).map_err(said)?;
            all.answers.extend(answer.map(|given| (key.clone(), format!("{given:?}"))));
        }
        Ok(all)
    }

    fn held_against(&self, given: &Self) -> Result<(), String> {
        if self == given {
            return Ok(());
        }
        let count = |given: usize, wanted: usize, same: bool| format!("{given} of {wanted}{}", if same { "" } else { ", not the same" });
        Err(format!(
            "the store is silently wrong: versions {}; newest {}; answers {}",
            count(given.versions.len(), self.versions.len(), given.versions == self.versions),
            count(given.newest.len(), self.newest.len(), given.newest == self.newest),
            count(given.answers.len(), self.answers.len(), given.answers == self.answers),
        ))
    }
}
