//! Backups on disks of which one operation after another fails. Whatever a backup that failed
//! leaves behind, each backup that is listed is whole, and the next one succeeds.

use super::Reach;
use super::load::Load;
use super::server::Place;
use journal::Revision;
use journal::disk::{Disk, Failure, FaultyDisk, Lasting, RealDisk};
use server::copies::backup::{self, Keep};
use server::copies::restore;
use server::data_dir::DataDir;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;
use values::At;

const KEEP: Keep = Keep { data: 2, keys: 2 };
/// Segments are short, so that a backup has several.
const FIGURES: &str = "segment_entries = 40\n";
/// Entries to be backed up, at least.
const ENTRIES: u64 = 100;

/// A property that rests, and the place of its backups.
pub(super) struct Resting {
    data: DataDir,
    head: Revision,
    into: PathBuf,
    /// One backup follows another by a second.
    taken: i64,
    _dir: TempDir,
}

impl Resting {
    pub(super) fn prepare(reach: &Reach) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
        let place = Place::new(reach, &dir.path().join("data"), dir.path(), FIGURES)?;
        let (program, address) = place.serve()?;
        let load = Load::start(place.furnish(address, 1)?)?;
        load.at(Some(address));
        load.until_acked(ENTRIES)?;
        load.stop()?;
        let head = place.operate(&["status"])?["revision"].as_u64().ok_or("no revision")?;
        program.kill();
        let data = DataDir::existing(&place.data).map_err(|e| e.to_string())?;
        Ok(Self {
            data,
            head: Revision(head),
            into: dir.path().join("backups"),
            taken: 0,
            _dir: dir,
        })
    }

    /// Lets each `every`-th operation fail in turn; how many there are.
    pub(super) fn each_operation(&mut self, failure: Failure, lasting: Lasting, every: usize) -> Result<u64, String> {
        self.is_kept_by(None)?.map_err(|fault| format!("a backup without faults failed: {fault}"))?;
        for n in (1..).step_by(every) {
            let told = |what: String| format!("backup, {failure:?} {lasting:?} at operation {n}: {what}");
            let before = backup::list(&self.into).map_err(|e| told(e.to_string()))?.len();
            let disk = FaultyDisk::new(Arc::new(RealDisk::read_only(&self.into)));
            disk.fail_at(n, failure, lasting);
            let taken = self.is_kept_by(Some(&disk)).map_err(told)?;
            let reached = disk.operations() >= n;
            let whole = self.whole().map_err(told)?;
            if taken.is_err() && (!reached || whole < before) {
                return Err(told(format!("{taken:?}, and {whole} of {before} backups are left")));
            }
            if !reached {
                return Ok(disk.operations());
            }
        }
        Ok(0)
    }

    /// Takes a backup on a disk; what came of it.
    fn is_kept_by(&mut self, disk: Option<&FaultyDisk>) -> Result<Result<(), String>, String> {
        self.taken += 1_000;
        let now = At(self.taken);
        let taken = match disk {
            None => backup::take(&self.data, &self.into, self.head, KEEP, now),
            Some(disk) => {
                let open = |path: &std::path::Path| {
                    let path = path.to_owned();
                    let opened = disk.beside(|| Ok(Arc::new(RealDisk::new(&path)?) as Arc<dyn Disk>))?;
                    Ok(Box::new(opened) as Box<dyn Disk>)
                };
                backup::take_on(&open, &self.data, &self.into, self.head, KEEP, now)
            }
        };
        match taken {
            Ok((_, manifest)) if manifest.revision != self.head.0 => {
                Err(format!("it ends at {} and not at {}", manifest.revision, self.head))
            }
            Ok(_) => Ok(Ok(())),
            Err(fault) => Ok(Err(fault.to_string())),
        }
    }

    /// Holds every backup that is listed against itself; how many there are.
    fn whole(&self) -> Result<usize, String> {
        let backups = backup::list(&self.into).map_err(|e| e.to_string())?;
        for backup in &backups {
            let manifest = backup.verified().map_err(|e| format!("{} is listed, but: {e}", backup.name))?;
            if manifest.revision != self.head.0 || backup.keys.is_empty() {
                return Err(format!("{} is listed and lacks something", backup.name));
            }
        }
        let report = restore::verify(&self.into).map_err(|e| e.to_string())?;
        if report.sound { Ok(backups.len()) } else { Err(format!("the newest backup: {}", report.in_short())) }
    }
}
