//! Copies of a data directory, to look at or to damage.

use super::journal_of;
use journal::disk::RealDisk;
use std::fs;
use std::path::Path;

/// Copies a directory with everything in it.
pub fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Copies a stopped server's data directory without the room that its files keep ahead, and
/// without what is rebuilt or made anew anyway.
pub fn copy_without_room(from: &Path, to: &Path) {
    let head = journal::file::verify(&journal_of(from), &mut ()).unwrap().head;
    journal::file::copy(&journal_of(from), &RealDisk::new(&to.join("journal")).unwrap(), head.revision).unwrap();
    for name in server::copies::key_files() {
        let mut bytes = fs::read(from.join(name)).unwrap();
        if name == "keys.slots" {
            let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            bytes.truncate(used.next_multiple_of(128));
        }
        fs::write(to.join(name), bytes).unwrap();
    }
}
