//! Restoring a property from a backup, a mirror, another data directory or an export, on a
//! machine that has nothing. CA and keys come along, so nobody enrols again; a new epoch begins, so that
//! terminals notice and bring back what the copy lacks.

use super::{backup, bring_keys, entries, make_dir, sync_dir};
use crate::data_dir::DataDir;
use crate::desk::{Replayed, replay};
use crate::fault::Fault;
use crate::identity::secrets::{Secrets, random};
use crate::operation::stopped::append;
use crate::operation::verify;
use crate::plant::{self, Bug};
use crate::storage::entry::{read_record, stored_form};
use crate::storage::vault::{self, Vault, holds};
use domain::registers::erasures::{self, MOST};
use journal::Journal;
use journal::disk::RealDisk;
use journal::file::{self, FileJournal};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was restored.
#[derive(Debug, Serialize)]
pub struct Restored {
    /// From where.
    pub from: PathBuf,
    /// The last entry that the copy holds: later ones come back from the terminals, as far as
    /// these have them.
    pub revision: u64,
    /// The hash of that entry.
    pub head: String,
}

/// Where the parts of a copy lie.
enum Copy {
    /// A journal, and the directories of what opens it, the best first.
    Files { journal: PathBuf, keys: Vec<PathBuf> },
    /// An export; its keys lie elsewhere or are in it.
    Export { file: PathBuf, keys: Option<PathBuf> },
}

impl Copy {
    fn opened_with(self, keys: &Path) -> Self {
        match self {
            Copy::Files { journal, .. } => Copy::Files { journal, keys: vec![keys.to_owned()] },
            Copy::Export { file, .. } => Copy::Export { file, keys: Some(keys.to_owned()) },
        }
    }
}

/// Restores into `to`, which must not exist or be empty. `name` names one backup of several;
/// otherwise the newest is taken. `keys` is where the keys lie, if not beside the data.
///
/// # Errors
/// The copy is damaged, its keys are gone, or `to` is in use. Nothing is left half done.
pub fn restore(from: &Path, name: Option<&str>, keys: Option<&Path>, to: &Path) -> Result<Restored, Fault> {
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Fault::Input(format!("{} is not empty: restore into a directory of its own", to.display())));
    }
    let copy = match keys {
        _ if from.is_file() => Copy::Export { file: from.to_owned(), keys: keys.map(Path::to_owned) },
        None => find(from, name)?,
        Some(keys) => find(from, name)?.opened_with(keys),
    };
    let parent = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = to.file_name().ok_or_else(|| Fault::Input("name the directory to restore into".into()))?;
    let part = parent.join(format!("{}.restoring", name.to_string_lossy()));
    let restored = match &copy {
        Copy::Export { file, keys } => build(&part, || {
            entries::rebuild(file, &part)?;
            keys.as_ref().map_or(Ok(()), |keys| bring(keys, &part))
        }),
        Copy::Files { journal, keys } => first_that_opens(keys, |keys| {
            build(&part, || {
                copy_journal(journal, &part.join("journal"))?;
                bring(keys, &part)?;
                reapply_erasures(&part, &backup::keys_in(from)?)
            })
        }),
    }?;
    // An empty directory gives way; one that cannot, as where a disk is mounted, says so.
    let renamed = fs::rename(&part, to).map_err(Fault::file(to));
    renamed.inspect_err(|_| drop(fs::remove_dir_all(&part)))?;
    sync_dir(parent)?;
    Ok(Restored { from: from.to_owned(), revision: restored.0, head: restored.1 })
}

/// Checks whatever can be restored, without restoring it: an export is made a journal of in a
/// directory of its own for the while.
///
/// # Errors
/// There is nothing of the kind there. What is wrong with it stands in the report.
pub fn verify(from: &Path) -> Result<verify::Report, Fault> {
    if !from.is_file() {
        return match find(from, None)? {
            Copy::Files { journal, keys } => verify::verify_copy(&journal, keys.first().map_or(from, PathBuf::as_path)),
            Copy::Export { file, .. } => verify(&file),
        };
    }
    let name = from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let part = std::env::temp_dir().join(format!("dutydesk-verify-{name}-{}", std::process::id()));
    make_dir(&part)?;
    let report = entries::rebuild(from, &part).and_then(|()| verify::verify_copy(&part.join("journal"), &part));
    fs::remove_dir_all(&part).map_err(Fault::file(&part))?;
    report
}

fn find(from: &Path, name: Option<&str>) -> Result<Copy, Fault> {
    if from.join("journal").is_dir() {
        return Ok(Copy::Files { journal: from.join("journal"), keys: vec![from.to_owned()] });
    }
    let backups = backup::list(from)?;
    let wanted = match name {
        Some(name) => backups.iter().find(|b| b.name == name),
        None => backups.last(),
    };
    let Some(backup) = wanted else {
        let names: Vec<&str> = backups.iter().map(|b| b.name.as_str()).collect();
        let there = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(Fault::Input(format!("{} holds no property and no such backup; backups there: {there}", from.display())));
    };
    backup.verified()?;
    Ok(Copy::Files { journal: backup.data.join("journal"), keys: backup.keys.clone() })
}

/// Keys that are damaged are passed over for older ones; of what is wrong, the first is said.
fn first_that_opens<T>(keys: &[PathBuf], try_with: impl Fn(&Path) -> Result<T, Fault>) -> Result<T, Fault> {
    let mut first = None;
    for keys in keys {
        match try_with(keys) {
            Ok(opened) => return Ok(opened),
            Err(fault) => drop(first.get_or_insert(fault)),
        }
    }
    Err(first.unwrap_or_else(|| {
        Fault::Input(
            "the keys that open this backup are gone, they live shorter than the data: take a newer one, or say with --keys where they lie"
                .into(),
        )
    }))
}

fn bring(keys: &Path, part: &Path) -> Result<(), Fault> {
    bring_keys(&RealDisk::read_only(keys), &RealDisk::new(part).map_err(Fault::file(part))?)
}

/// Who was erased after the copy was made stays erased: every other key file that lies about
/// names them. What comes back of them from terminals is not sealed again either.
fn reapply_erasures(part: &Path, others: &[PathBuf]) -> Result<(), Fault> {
    if plant::is(Bug::ErasuresNotReapplied) {
        return Ok(());
    }
    let mut erased = BTreeSet::new();
    for other in others {
        match vault::erased_in(other) {
            Ok(families) => erased.extend(families),
            Err(fault) => tracing::warn!(%fault, "who was erased by these keys cannot be read"),
        }
    }
    let erased: Vec<_> = erased.into_iter().collect();
    Vault::open(part, Secrets::open(part)?.master())?.erase_hashed(&erased).map(drop)
}

/// Builds the data directory beside its place, and leaves nothing if that fails; its last
/// revision and hash.
fn build(part: &Path, bring_parts: impl FnOnce() -> Result<(), Fault>) -> Result<(u64, String), Fault> {
    if part.exists() {
        fs::remove_dir_all(part).map_err(Fault::file(part))?;
    }
    make_dir(part)?;
    bring_parts().and_then(|()| begin_epoch(part)).inspect_err(|_| drop(fs::remove_dir_all(part)))
}

/// What was brought is sound, and from here on its own history.
fn begin_epoch(part: &Path) -> Result<(u64, String), Fault> {
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("restoring: {e}"));
    let dir = DataDir::existing(part)?;
    let report = verify::verify(&dir)?;
    if !report.sound {
        return Err(said(&report.in_short()));
    }
    let vault = Arc::new(Vault::open(part, Secrets::open(part)?.master())?);
    let (mut journal, mut replayed) = replay(&dir, &vault)?;
    let copied = journal.head();
    empty_erased(&mut journal, &mut replayed, &vault)?;
    let epoch = if plant::is(Bug::RestoreKeepsEpoch) { journal.identity().epoch } else { random()? };
    journal.begin_epoch(epoch, &replayed.reached.write()?).map_err(|e| said(&e))?;
    journal.close().map_err(|e| said(&e))?;
    vault.sync()?;
    sync_dir(part)?;
    Ok((copied.revision.0, copied.hash.to_string()))
}

/// Empties, by an entry, what the copy still holds about families that were erased after it.
fn empty_erased(journal: &mut FileJournal, replayed: &mut Replayed, vault: &Vault) -> Result<(), Fault> {
    loop {
        let mut families = BTreeSet::new();
        for (_, form) in replayed.reached.records.iter() {
            let form = stored_form(form)?;
            if holds("sealed", &form) {
                let family = read_record(&form)?.family();
                families.extend(vault.is_erased(&family).then_some(family));
            }
        }
        if families.is_empty() {
            return Ok(());
        }
        let families = families.into_iter().take(MOST).collect();
        let at = replayed.reached.last_at;
        append(journal, replayed, vault, &erasures::Command::Reapply { families }.into(), (at, None))?;
    }
}

fn copy_journal(from: &Path, to: &Path) -> Result<(), Fault> {
    let said = |e: &dyn std::fmt::Display| Fault::Journal(format!("restoring: {e}"));
    let source = RealDisk::read_only(from);
    let found = file::verify(&source, &mut ()).map_err(|e| said(&e))?;
    if let Some(damage) = found.damage {
        return Err(said(&damage));
    }
    let disk = RealDisk::new(to).map_err(Fault::file(to))?;
    file::copy(&source, &disk, found.head.revision).map(drop).map_err(|e| said(&e))
}
