//! Damaged images of everything that is kept: a flipped bit, a zeroed block, two blocks
//! exchanged, a cut, an old copy. What is wrong is named, or it made no difference; nothing
//! panics, and the newest backup is back in time.

use super::harm::{clear, harm};
use super::load::Load;
use super::server::Place;
use super::store_image::StoreImages;
use super::{Reach, Tally, images};
use crate::harness::{Random, copy_dir};
use server::copies::backup;
use server::copies::restore::restore;
use server::data_dir::DataDir;
use server::identity::inventory;
use server::identity::secrets::Secrets;
use server::operation::verify::verify;
use server::storage::vault::Vault;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Back to the last verified point within this.
const BACK: Duration = Duration::from_secs(60);
/// Of so many images in a row one is a whole data directory, one a store, one the backups; the
/// rest are journals.
const TURN: u64 = 10;

/// What the images came to.
#[derive(Default)]
struct Found {
    named: u64,
    /// Stores that gave everything as before, mended or not.
    whole: u64,
    harmless: u64,
    slowest: Duration,
}

/// A property's data at one moment, what it comes to, and its backup.
struct Original {
    data: PathBuf,
    older: PathBuf,
    holds: Vec<Vec<u8>>,
    backups: Backups,
}

/// Two backups of it, and what each restores to.
struct Backups {
    dir: PathBuf,
    /// The newer one's files, as the older one has them.
    older: PathBuf,
    names: [String; 2],
    hold: [Vec<Vec<u8>>; 2],
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let images = reach.rounds(2_000, 40);
    let mut random = Random::new(reach.seed);
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let original = prepare(reach, beside.path())?;
    let stores = StoreImages::prepare(reach, beside.path())?;
    let copy = beside.path().join("image");
    let mut found = Found::default();
    for image in 0..images {
        let seed = reach.seed.wrapping_add(image);
        let came_to = match image % TURN {
            7 => backup_image(&original.backups, &copy, &mut random, &mut found),
            8 => stores.one(&copy, &mut random).map(|took| found.store(took)),
            9 => data_image(&original, &copy, &mut random, &mut found),
            _ => images::damaged_image_is_named(seed).map(|named| found.journal(named)),
        };
        came_to.map_err(|why| format!("image {image}, seed {seed}: {why}"))?;
    }
    let Found { named, whole, harmless, slowest } = found;
    let notes = vec![
        format!("named {named}"),
        format!("stores whole again {whole}"),
        format!("without effect {harmless}"),
        "silently wrong 0".into(),
        format!("back after {} ms at most", slowest.as_millis()),
    ];
    if !reach.short && slowest > BACK {
        Err(format!("too slow: {}", slowest.as_millis()))
    } else {
        Ok(Tally { rounds: images, notes, ..Tally::default() })
    }
}

impl Found {
    fn journal(&mut self, named: bool) {
        *(if named { &mut self.named } else { &mut self.harmless }) += 1;
    }
    fn store(&mut self, took: Duration) {
        self.whole += 1;
        self.slowest = self.slowest.max(took);
    }
}

/// A property with several segments, a backup, and an older copy of its files.
fn prepare(reach: &Reach, beside: &Path) -> Result<Original, String> {
    let (data, older, backups) = (beside.join("data"), beside.join("older"), beside.join("backups"));
    let figures = format!("segment_entries = 120\nbackup_dir = {:?}\n", backups.display().to_string());
    let place = Place::new(reach, &data, beside, &figures)?;
    let (program, address) = place.serve()?;
    let load = Load::start(place.furnish(address, 3)?)?;
    load.at(Some(address));
    load.until_acked(200)?;
    place.operate(&["backup"])?;
    program.kill();
    copy_dir(&data, &older);
    let (program, address) = place.serve()?;
    load.at(Some(address));
    load.until_acked(load.acked() + 200)?;
    place.operate(&["backup"])?;
    load.stop()?;
    place.operate(&["status"])?;
    program.kill();
    // A start and an orderly end leave nothing to be repaired.
    let holds = holds(&data)?;
    Ok(Original { data, older, holds, backups: Backups::of(backups, beside)? })
}

impl Backups {
    fn of(dir: PathBuf, beside: &Path) -> Result<Self, String> {
        let mut names: Vec<String> = backup::list(&dir).map_err(|e| e.to_string())?.into_iter().map(|backup| backup.name).collect();
        // Before the two that were asked for, the server took one of its own when it started.
        let names = names.split_off(names.len().saturating_sub(2));
        let names: [String; 2] = names.try_into().map_err(|names| format!("of two backups {names:?} are there"))?;
        let older = beside.join("backups-before");
        for part in ["data", "keys"] {
            copy_dir(&dir.join(part).join(&names[0]), &older.join(part).join(&names[1]));
        }
        let restored = |name: &str| {
            let spare = beside.join(format!("restored-{name}"));
            restore(&dir, Some(name), None, &spare).map_err(|e| e.to_string())?;
            holds(&spare)
        };
        let hold = [restored(&names[0])?, restored(&names[1])?];
        Ok(Self { dir, older, names, hold })
    }
}

/// One damaged copy of the whole data directory.
fn data_image(original: &Original, image: &Path, random: &mut Random, found: &mut Found) -> Result<(), String> {
    clear(image)?;
    copy_dir(&original.data, image);
    // The store has images of its own.
    fs::remove_dir_all(image.join("store")).map_err(|e| e.to_string())?;
    let what = harm(image, &original.older, random)?;
    let opened = catch_unwind(AssertUnwindSafe(|| holds(image))).map_err(|_| format!("{what}: opening panicked"))?;
    let dir = DataDir::existing(image).map_err(|e| e.to_string())?;
    let verified = catch_unwind(AssertUnwindSafe(|| verify(&dir))).map_err(|_| format!("{what}: verify panicked"))?;
    let sound = verified.as_ref().is_ok_and(|report| report.sound);
    match opened {
        Ok(held) if held == original.holds => {}
        Ok(_) if sound => return Err(format!("{what}: silently wrong")),
        Ok(_) | Err(_) => {}
    }
    if sound {
        found.harmless += 1;
        return Ok(());
    }
    found.named += 1;
    let begun = Instant::now();
    let spare = image.with_extension("spare");
    clear(&spare)?;
    restore(&original.backups.dir, None, None, &spare).map_err(|e| format!("{what}: the backup does not restore: {e}"))?;
    found.slowest = found.slowest.max(begun.elapsed());
    Ok(())
}

/// One damaged copy of the two backups: the newest restores to what it was, or the damage is
/// named and the one before restores.
fn backup_image(backups: &Backups, image: &Path, random: &mut Random, found: &mut Found) -> Result<(), String> {
    clear(image)?;
    copy_dir(&backups.dir, image);
    let what = harm(image, &backups.older, random)?;
    let begun = Instant::now();
    let spare = image.with_extension("spare");
    let restored = |name: Option<&str>| {
        clear(&spare)?;
        let restored = catch_unwind(AssertUnwindSafe(|| restore(image, name, None, &spare)));
        restored.map_err(|_| format!("backups/{what}: restoring panicked"))?.map_err(|e| e.to_string())?;
        holds(&spare)
    };
    match restored(None) {
        Ok(held) if held == backups.hold[1] => found.harmless += 1,
        Ok(_) => return Err(format!("backups/{what}: silently wrong")),
        Err(_) => {
            found.named += 1;
            let held = restored(Some(&backups.names[0])).map_err(|e| format!("backups/{what}: the one before does not restore: {e}"))?;
            if held != backups.hold[0] {
                return Err(format!("backups/{what}: the one before is silently wrong"));
            }
        }
    }
    found.slowest = found.slowest.max(begun.elapsed());
    Ok(())
}

/// What a property is: the digest of its records, and the files that make it this one.
fn holds(data: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut held = vec![comes_to(data)?];
    for name in inventory::FILES {
        held.push(fs::read(data.join(name)).map_err(|e| format!("{name}: {e}"))?);
    }
    Ok(held)
}

/// The digest over all records that a data directory comes to when it is opened.
fn comes_to(data: &Path) -> Result<Vec<u8>, String> {
    let dir = DataDir::existing(data).map_err(|e| e.to_string())?;
    let secrets = Secrets::open(data).map_err(|e| e.to_string())?;
    let vault = Arc::new(Vault::open(data, secrets.master()).map_err(|e| e.to_string())?);
    let (journal, replayed) = server::desk::replay(&dir, &vault).map_err(|e| e.to_string())?;
    journal.close().map_err(|e| e.to_string())?;
    Ok(replayed.reached.records.digest().to_vec())
}
