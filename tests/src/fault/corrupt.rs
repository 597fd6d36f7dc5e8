//! Damaged images of everything that is kept: a flipped bit, a zeroed block, two blocks
//! exchanged, a cut, an old copy. What is wrong is named, or it made no difference; nothing
//! panics, and the newest backup is back in time.

use super::load::Load;
use super::server::Place;
use super::{Reach, Tally, images};
use crate::harness::{Random, copy_dir};
use server::copies::restore::restore;
use server::data_dir::DataDir;
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
/// Images of the journal alone, for each image of a whole data directory.
const JOURNALS: u64 = 9;
const BLOCK: usize = 512;

/// What an image came to.
#[derive(Default)]
struct Found {
    named: u64,
    harmless: u64,
    slowest: Duration,
}

/// A property's data at one moment, what it comes to, and its backup.
struct Original {
    data: PathBuf,
    older: PathBuf,
    backups: PathBuf,
    digest: Vec<u8>,
}

pub(super) fn run(reach: &Reach) -> Result<Tally, String> {
    let images = reach.rounds(2_000, 40);
    let mut random = Random::new(reach.seed);
    let beside = tempfile::tempdir().map_err(|e| e.to_string())?;
    let original = prepare(reach, beside.path())?;
    let mut found = Found::default();
    for image in 0..images {
        let seed = reach.seed.wrapping_add(image);
        if image % (JOURNALS + 1) == JOURNALS {
            data_image(&original, &beside.path().join("image"), &mut random, &mut found)
                .map_err(|why| format!("image {image}, seed {seed}: {why}"))?;
        } else if images::damaged_image_is_named(seed)? {
            found.named += 1;
        } else {
            found.harmless += 1;
        }
    }
    let Found { named, harmless, slowest } = found;
    let notes = vec![
        format!("named {named}"),
        format!("without effect {harmless}"),
        "silently wrong 0".into(),
        format!("back from the backup in {} ms at most", slowest.as_millis()),
    ];
    if !reach.short && slowest > BACK {
        Err(format!("too slow: {}", slowest.as_millis()))
    } else {
        Ok(Tally { rounds: images, notes, ..Tally::default() })
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
    while load.acked() < 200 {
        super::pause(5);
    }
    place.operate(&["backup"])?;
    program.kill();
    copy_dir(&data, &older);
    let (program, address) = place.serve()?;
    load.at(Some(address));
    let more = load.acked() + 200;
    while load.acked() < more {
        super::pause(5);
    }
    place.operate(&["backup"])?;
    load.stop()?;
    place.operate(&["status"])?;
    program.kill();
    // A start and an orderly end leave nothing to be repaired.
    let digest = comes_to(&data)?;
    Ok(Original { data, older, backups, digest })
}

/// One damaged copy of the whole data directory.
fn data_image(original: &Original, image: &Path, random: &mut Random, found: &mut Found) -> Result<(), String> {
    if image.exists() {
        fs::remove_dir_all(image).map_err(|e| e.to_string())?;
    }
    copy_dir(&original.data, image);
    let what = harm(original, image, random)?;
    let opened = catch_unwind(AssertUnwindSafe(|| comes_to(image))).map_err(|_| format!("{what}: opening panicked"))?;
    let dir = DataDir::existing(image).map_err(|e| e.to_string())?;
    let verified = catch_unwind(AssertUnwindSafe(|| verify(&dir))).map_err(|_| format!("{what}: verify panicked"))?;
    let sound = verified.as_ref().is_ok_and(|report| report.sound);
    match opened {
        Ok(digest) if digest == original.digest => {}
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
    if spare.exists() {
        fs::remove_dir_all(&spare).map_err(|e| e.to_string())?;
    }
    restore(&original.backups, None, None, &spare).map_err(|e| format!("{what}: the backup does not restore: {e}"))?;
    found.slowest = found.slowest.max(begun.elapsed());
    Ok(())
}

/// Harms one file; says which and how.
fn harm(original: &Original, image: &Path, random: &mut Random) -> Result<String, String> {
    let mut files = Vec::new();
    collect(image, &mut files)?;
    files.retain(|file| fs::metadata(file).is_ok_and(|m| m.len() > 0));
    files.sort();
    let file = &files[usize::try_from(random.below(files.len() as u64)).unwrap_or_default()];
    let name = file.strip_prefix(image).unwrap_or(file);
    let older = original.older.join(name);
    let mut bytes = fs::read(file).map_err(|e| e.to_string())?;
    let how = match random.below(5) {
        4 if older.exists() => {
            bytes = fs::read(&older).map_err(|e| e.to_string())?;
            "an old copy"
        }
        how => harm_bytes(&mut bytes, how, random),
    };
    fs::write(file, bytes).map_err(|e| e.to_string())?;
    Ok(format!("{} ({how})", name.display()))
}

/// A flipped bit, a zeroed block, two blocks exchanged, or the end cut off.
fn harm_bytes(bytes: &mut Vec<u8>, how: u64, random: &mut Random) -> &'static str {
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(1, |at| at + 1);
    let mut place = |below: usize| usize::try_from(random.below(below as u64)).unwrap_or_default();
    let at = place(written);
    let (block, blocks) = (at / BLOCK * BLOCK, written / BLOCK);
    match how {
        1 => {
            let end = (block + BLOCK).min(bytes.len());
            bytes[block..end].fill(0);
            "a zeroed block"
        }
        2 if blocks > 1 => {
            let (one, other) = (place(blocks) * BLOCK, place(blocks) * BLOCK);
            (0..BLOCK).for_each(|byte| bytes.swap(one + byte, other + byte));
            "two blocks exchanged"
        }
        3 => {
            bytes.truncate(at);
            "cut"
        }
        _ => {
            bytes[at] ^= 1 << place(8);
            "a flipped bit"
        }
    }
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in fs::read_dir(dir).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
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
