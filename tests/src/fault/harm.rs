//! Damage to a file: a flipped bit, a zeroed block, two blocks exchanged, a cut, an old copy.

use crate::harness::Random;
use std::fs;
use std::path::{Path, PathBuf};

const BLOCK: usize = 512;

/// Harms one file of a directory, by chance; `older` holds the same files as they were before.
/// Says which file, and how.
pub(super) fn harm(dir: &Path, older: &Path, random: &mut Random) -> Result<String, String> {
    let mut files = Vec::new();
    collect(dir, &mut files)?;
    files.retain(|file| fs::metadata(file).is_ok_and(|m| m.len() > 0));
    files.sort();
    let file = &files[usize::try_from(random.below(files.len() as u64)).unwrap_or_default()];
    let name = file.strip_prefix(dir).unwrap_or(file);
    let older = older.join(name);
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

/// Takes the last image away, if there was one.
pub(super) fn clear(image: &Path) -> Result<(), String> {
    if image.exists() { fs::remove_dir_all(image).map_err(|e| e.to_string()) } else { Ok(()) }
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in fs::read_dir(dir).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
