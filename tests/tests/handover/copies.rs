//! What `verify` says about a copy: that it is whole, what is wrong with it, and what such a
//! copy does not allow to be checked. It never writes.

use crate::journal_file;
use domain::Station;
use domain::registers::handover::Command;
use server::operation::verify::Report;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tests::harness::hand_over::{desks, hand_over};
use tests::harness::{LEAD, Property, copy_dir, entries_of, person, verified};

/// A stopped property in whose journal a whole handover stands, and the signed sheet's id.
fn handed_over() -> (Property, String) {
    let mut property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let sheet = hand_over(&mut counter, &mut control);
    counter.sign(LEAD, Command::Review { sheet: sheet.clone(), person: person(LEAD) }).done();
    property.stop();
    (property, sheet.to_string())
}

fn copied(property: &Property, name: &str) -> PathBuf {
    let copy = property.beside(name);
    copy_dir(&property.data(), &copy);
    copy
}

fn report(data: &Path) -> Report {
    verified(data).unwrap()
}

/// Every file below a directory with its bytes and its time, and every directory.
fn seen(dir: &Path, into: &mut BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)>) {
    for entry in fs::read_dir(dir).unwrap().map(|e| e.unwrap()) {
        let (path, modified) = (entry.path(), entry.metadata().unwrap().modified().unwrap());
        if path.is_dir() {
            seen(&path, into);
        }
        let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
        into.insert(path, (bytes, modified));
    }
}

fn make_read_only(dir: &Path, read_only: bool) {
    let (of_dir, of_file) = if read_only { (0o500, 0o400) } else { (0o700, 0o600) };
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).unwrap();
    for path in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
        if path.is_dir() {
            make_read_only(&path, read_only);
        } else {
            fs::set_permissions(&path, fs::Permissions::from_mode(of_file)).unwrap();
        }
    }
    fs::set_permissions(dir, fs::Permissions::from_mode(of_dir)).unwrap();
}

#[test]
fn b22_a_copy_that_nobody_may_write_verifies_and_nothing_in_it_changes() {
    let (property, _) = handed_over();
    let whole = copied(&property, "whole");
    let journal_only = property.beside("journal only");
    copy_dir(&property.data().join("journal"), &journal_only.join("journal"));
    for (copy, unchecked) in [(&whole, 0), (&journal_only, 2)] {
        make_read_only(copy, true);
        // Root may write all the same: so the files are compared too.
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        seen(copy, &mut before);
        let report = report(copy);
        seen(copy, &mut after);
        make_read_only(copy, false);
        assert!(report.sound, "{:?}", report.damage);
        assert_eq!((report.signatures, report.records["sheet"]), (3, 1));
        assert_eq!(report.unchecked.len(), unchecked, "{:?}", report.unchecked);
        assert!(before == after, "verify has written in {}", copy.display());
    }
    let unchecked = report(&journal_only).unchecked;
    assert!(unchecked[0].contains("master.key") && unchecked[1].contains("identity.sha256"), "{unchecked:?}");
}

#[test]
fn b22_a_changed_byte_in_an_old_sheet_is_named_with_its_revision() {
    let (property, sheet) = handed_over();
    let mut revisions = Vec::new();
    for stored in entries_of(&property.data()) {
        let entry: serde_json::Value = serde_json::from_slice(&stored.payload).unwrap();
        if entry["changes"].as_array().unwrap().iter().any(|c| c["put"]["sheet"]["id"] == sheet.as_str()) {
            revisions.push((stored.revision, stored.payload.clone()));
        }
    }
    let journal = journal_file(&property.data().join("journal"));
    let bytes = fs::read(&journal).unwrap();
    assert!(revisions.len() >= 5, "opened, counted twice, signed twice, reviewed");
    for (revision, payload) in &revisions {
        let copy = copied(&property, &format!("changed at {revision}"));
        let mut changed = bytes.clone();
        let place = bytes.windows(payload.len()).position(|w| w == payload).unwrap() + payload.len() / 2;
        changed[place] ^= 1;
        fs::write(copy.join("journal").join(journal.file_name().unwrap()), changed).unwrap();
        let report = report(&copy);
        assert!(!report.sound);
        assert!(
            report
                .damage
                .iter()
                .any(|d| d.split_whitespace().any(|word| word.trim_end_matches([',', ':']) == revision.to_string())),
            "{revision}: {:?}",
            report.damage
        );
    }
}

/// Slots of 128 bytes behind a header of the same length.
fn without_slot(keys: &[u8], slot: usize, how: fn(&mut [u8])) -> Vec<u8> {
    let mut keys = keys.to_vec();
    how(&mut keys[slot * 128..(slot + 1) * 128]);
    keys
}

#[test]
fn a_key_that_is_gone_is_damage_and_is_never_taken_for_erased() {
    let (property, _) = handed_over();
    let keys = fs::read(property.data().join("keys.slots")).unwrap();
    // Behind the last key there is only room for more.
    let slots = keys.iter().rposition(|byte| *byte != 0).unwrap() / 128;
    let emptied: fn(&mut [u8]) = |slot| slot.fill(0);
    let torn: fn(&mut [u8]) = |slot| slot[60] ^= 1;
    let mut named = Vec::new();
    for (slot, how) in (1..=slots).flat_map(|slot| [(slot, emptied), (slot, torn)]) {
        let copy = copied(&property, &format!("slot {slot} {}", named.len()));
        fs::write(copy.join("keys.slots"), without_slot(&keys, slot, how)).unwrap();
        let report = report(&copy);
        assert_eq!(report.damage.len(), 1, "slot {slot}: {:?}", report.damage);
        assert!(report.damage[0].contains("no key in keys.slots"), "{:?}", report.damage);
        named.push(report.damage[0].clone());
    }
    assert!(named.chunks(2).all(|both| both[0] == both[1]), "emptied or torn, it is the same family: {named:?}");
    assert!(named.iter().any(|d| d.contains("of matter/")), "{named:?}");
    let first = copied(&property, "to serve");
    fs::write(first.join("keys.slots"), without_slot(&keys, 1, emptied)).unwrap();
    assert!(refused(&first).contains("keys of 1 families"));
}

#[test]
fn keys_that_are_missing_are_named_and_never_made_anew_for_an_old_journal() {
    let (property, _) = handed_over();
    for (missing, damage) in [("master.key", 0), ("keys.slots", 1), ("seal.key", 0)] {
        let copy = copied(&property, &format!("without {missing}"));
        fs::remove_file(copy.join(missing)).unwrap();
        assert_eq!(report(&copy).damage.len(), damage, "{missing}: {:?}", report(&copy).damage);
        assert!(refused(&copy).contains("it is missing"), "{missing}");
        assert!(!copy.join(missing).exists(), "{missing} was made anew");
    }
}

/// What a server says that is to start there.
fn refused(data: &Path) -> String {
    let mut settings = server::settings::Settings::read(None).unwrap();
    settings.listen = "127.0.0.1:0".parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let started = runtime.block_on(server::serve::start(data, &settings, server::clock::Source::system()));
    started.err().expect("it must not serve").to_string()
}

#[test]
fn a_property_without_people_in_it_needs_no_key() {
    let mut property = Property::empty();
    drop(property.staff(Station::Counter, "counter 1"));
    property.stop();
    let keys = fs::read(property.data().join("keys.slots")).unwrap();
    assert!(keys[128..].iter().all(|byte| *byte == 0), "only the header, and room");
    assert!(property.verified().sound);
}
