//! Looking for bytes on a disk as a thief would: in the raw device, not in files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many bytes of what is looked for are compared first.
const FIRST: usize = 8;
/// A block of zeros is passed over.
const BLOCK: usize = 4_096;

/// What is looked for, each with the person or thing it belongs to.
#[derive(Default)]
pub struct Wanted {
    by_first: BTreeMap<[u8; FIRST], Vec<(Vec<u8>, usize)>>,
    /// Whether anything begins with these two bytes.
    begins: BTreeSet<[u8; 2]>,
}

impl Wanted {
    /// Looks for these bytes too, of which there are eight or more.
    pub fn add(&mut self, bytes: &[u8], of: usize) {
        let Some(first) = bytes.first_chunk::<FIRST>() else { return };
        self.begins.insert([first[0], first[1]]);
        self.by_first.entry(*first).or_default().push((bytes.to_vec(), of));
    }

    /// Whose bytes are there.
    #[must_use]
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut begins = vec![false; 1 << 16];
        self.begins.iter().for_each(|pair| begins[usize::from(u16::from_be_bytes(*pair))] = true);
        let (mut found, mut at) = (BTreeSet::new(), 0);
        while at + FIRST <= bytes.len() {
            if at % BLOCK == 0 && bytes[at..].iter().take(BLOCK + FIRST).all(|byte| *byte == 0) {
                at += BLOCK;
                continue;
            }
            if begins[usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))]
                && let Some(first) = bytes[at..].first_chunk::<FIRST>()
                && let Some(candidates) = self.by_first.get(first)
            {
                found.extend(candidates.iter().filter(|(whole, _)| bytes[at..].starts_with(whole)).map(|(_, of)| *of));
            }
            at += 1;
        }
        found
    }
}

/// Every byte of every file below a directory, where there is no device of its own to read.
///
/// # Errors
/// One of them cannot be read.
pub fn files(dir: &Path) -> Result<Vec<u8>, String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let more = if path.is_dir() { files(&path) } else { std::fs::read(&path).map_err(|e| e.to_string()) };
        all.extend(more.map_err(|e| format!("{}: {e}", path.display()))?);
    }
    Ok(all)
}
