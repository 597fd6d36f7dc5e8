//! Images of a journal with one thing wrong in them.

use journal::disk::Disk;
use journal::file::{FileJournal, Old, Options, seal_closed, verify};
use journal::simulated::{Random, SimulatedDisk, checkpoint};
use journal::{BatchId, Identity, Journal, Replay, Revision, Stored};
use seen::Seen;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

#[path = "../file/seen.rs"]
mod seen;

const BLOCK: usize = 512;
const HEADER: usize = 142;
const RECORD: usize = 72;
const STORE: [u8; 16] = [1; 16];

type Image = BTreeMap<String, Vec<u8>>;

/// A journal of four segments: two sealed, one closed, one active; and what it was before.
struct Scene {
    whole: Image,
    old: Vec<Image>,
    entries: Vec<Stored>,
}

fn open(disk: &SimulatedDisk, replay: &mut dyn Replay) -> Result<FileJournal, String> {
    let options = Options { step_bytes: 4096, identity: Identity { store: STORE, epoch: [2; 16] } };
    FileJournal::open(Arc::new(disk.clone()), options, replay).map_err(|error| error.to_string())
}

fn image(disk: &SimulatedDisk) -> Image {
    let names = disk.list().unwrap();
    let read = |name: &String| {
        let file = disk.open(name).unwrap().unwrap();
        let mut bytes = vec![0; file.length().unwrap() as usize];
        file.read_at(&mut bytes, 0).unwrap();
        bytes
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

fn disk(image: &Image) -> SimulatedDisk {
    let disk = SimulatedDisk::new();
    for (name, bytes) in image {
        disk.create(name).unwrap().write_at(bytes, 0).unwrap();
    }
    disk
}

fn scene() -> &'static Scene {
    static SCENE: OnceLock<Scene> = OnceLock::new();
    SCENE.get_or_init(|| {
        let disk = SimulatedDisk::new();
        let mut random = Random::new(1);
        let mut journal = open(&disk, &mut ()).unwrap();
        let mut old = Vec::new();
        for segment in 0..4 {
            for _ in 0..8 {
                let at = journal.head().revision;
                let entry = |random: &mut Random| (0..40 + random.below(700)).map(|_| random.below(255) as u8 + 1).collect();
                let batch: Vec<Vec<u8>> = (0..1 + random.below(3)).map(|_| entry(&mut random)).collect();
                journal.append(at, BatchId(at.0.into()), &batch).unwrap();
                old.push(image(&disk));
            }
            if segment < 3 {
                let head = journal.head().revision.0;
                journal.rotate(&checkpoint(head), Old::Keep).unwrap();
            }
            if segment == 1 {
                seal_closed(&disk).unwrap();
            }
            if segment == 2 {
                // The third stays closed, and is not sealed.
                let closed = image(&disk);
                let third = closed.keys().rfind(|name| name.ends_with(".log") && **name != newest(&closed)).unwrap().clone();
                let bytes = closed[&third].clone();
                seal_closed(&disk).unwrap();
                disk.remove(&third.replace(".log", ".sealed")).unwrap();
                disk.create(&third).unwrap().write_at(&bytes, 0).unwrap();
            }
        }
        let entries = journal.read(Revision::EMPTY, usize::MAX).unwrap();
        journal.close().unwrap();
        Scene { whole: image(&disk), old, entries }
    })
}

fn newest(image: &Image) -> String {
    image.keys().rfind(|name| name.ends_with(".log")).unwrap().clone()
}

/// Does one thing to one file, and says what.
fn damage(image: &mut Image, random: &mut Random) -> String {
    let names: Vec<String> = image.keys().cloned().collect();
    let name = names[random.below(names.len() as u64) as usize].clone();
    let bytes = image.get_mut(&name).unwrap();
    // Where something was written, for most: the rest is zeros.
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(1, |at| at + 1) as u64;
    let at = random.below(written) as usize;
    let kind = random.below(8);
    match kind {
        0 | 1 => bytes[at] ^= 1 << random.below(8),
        2 => {
            let start = at / BLOCK * BLOCK;
            let end = (start + BLOCK).min(bytes.len());
            bytes[start..end].fill(0);
        }
        3 => {
            let (one, other) = (at / BLOCK, random.below(written) as usize / BLOCK);
            for offset in 0..BLOCK {
                let (one, other) = (one * BLOCK + offset, other * BLOCK + offset);
                if one.max(other) < bytes.len() {
                    bytes.swap(one, other);
                }
            }
        }
        4 => bytes.truncate(at),
        5 => {
            let old = &scene().old[random.below(scene().old.len() as u64) as usize];
            match old.get(&name) {
                Some(old) => bytes.clone_from(old),
                None => bytes.truncate(at),
            }
        }
        6 if name.ends_with(".log") => forge(bytes),
        _ => {
            image.remove(&name);
        }
    }
    format!("{name}, damage {kind} at {at}")
}

/// Changes the first entry of a log and makes its CRC right again: only the chain knows.
fn forge(log: &mut [u8]) {
    let checkpoint = u64::from_be_bytes(log[98..106].try_into().unwrap()) as usize;
    let at = HEADER + checkpoint;
    let end = at + RECORD + u32::from_be_bytes(log[at..at + 4].try_into().unwrap()) as usize;
    log[at + RECORD] ^= 1;
    let covered = [&STORE[..], &log[at..at + 4], &log[at + 8..end]].concat();
    log[at + 4..at + 8].copy_from_slice(&crc32fast::hash(&covered).to_be_bytes());
}

/// Whether what was seen is what was written, as far as it goes.
fn true_so_far(seen: &Seen) -> bool {
    let entries = &scene().entries;
    let first = seen.entries.first().map_or(0, |stored| stored.revision.0 as usize - 1);
    let same = entries.get(first..first + seen.entries.len()) == Some(&seen.entries);
    same && seen.checkpoints.iter().all(|(at, bytes)| *bytes == checkpoint(at.revision.0))
}

/// Damages the image that belongs to `seed`, and verifies, opens and reads it. Answers whether the
/// damage was named; if it was not, everything reads as it was written.
pub fn damaged_image_is_named(seed: u64) -> Result<bool, String> {
    let mut random = Random::new(seed);
    let mut image = scene().whole.clone();
    let what = damage(&mut image, &mut random);
    let told = |law: &str| Err(format!("seed {seed}, {what}: {law}"));
    let disk = disk(&image);
    let entries = &scene().entries;

    let mut seen = Seen::default();
    let verified = verify(&disk, &mut seen);
    let sound = verified.is_ok_and(|report| report.damage.is_none());
    if !true_so_far(&seen) {
        return told("verifying gave what was never written");
    }
    if sound && (seen.entries.len() != entries.len() || seen.checkpoints.len() != 3) {
        return told("verifying missed something and named nothing");
    }
    let mut seen = Seen::default();
    let opened = open(&disk, &mut seen);
    if !true_so_far(&seen) {
        return told("opening replayed what was never written");
    }
    let Ok(journal) = opened else {
        return if sound { told("what verifies does not open") } else { Ok(true) };
    };
    if Some(journal.head().revision) != entries.last().map(|stored| stored.revision) {
        return told("opening lost entries and named nothing");
    }
    match journal.read(Revision::EMPTY, usize::MAX) {
        Ok(read) if read == *entries => Ok(!sound),
        Ok(_) => told("reading gave what was never written"),
        Err(_) if sound => told("what verifies does not read"),
        Err(_) => Ok(true),
    }
}
