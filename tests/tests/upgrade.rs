//! Data directories as earlier versions of this program left them: each opens, verifies and
//! comes to what it came to then; one of a newer version is refused with a sentence.
//!
//! `upgrade/NNNN/` is a small data directory, `upgrade/NNNN.json` what it comes to. They are
//! only added to: when a format changes, run
//! `cargo test -p tests --test upgrade -- --ignored`, which writes the next pair.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::RecordRef;
use domain::registers::erasures;
use domain::registers::handover::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tests::harness::hand_over::{desks, hand_over};
use tests::harness::{CLERK, LEAD, Property, copy_dir, copy_without_room, person, verified};

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("upgrade")
}

/// The directories, oldest first.
fn directories() -> Vec<PathBuf> {
    let found = fs::read_dir(kept()).into_iter().flatten().map(|e| e.unwrap().path());
    let mut directories: Vec<PathBuf> = found.filter(|p| p.is_dir()).collect();
    directories.sort();
    directories
}

/// What a data directory comes to: everything that no clock and no key of today changes.
fn comes_to(data: &Path) -> Value {
    let report = verified(data).unwrap();
    assert!(report.sound, "{}: {:?}", data.display(), report.damage);
    let mut comes_to = json!({ "entries": report.entries, "head": report.head, "digest": report.digest, "signatures": report.signatures, "records": report.records });
    if report.erased > 0 {
        comes_to["erased"] = report.erased.into();
    }
    comes_to
}

/// Without the kinds of which there are none: later versions know more kinds.
fn without_none(mut comes_to: Value) -> Value {
    if let Some(records) = comes_to["records"].as_object_mut() {
        records.retain(|_, count| *count != 0);
    }
    comes_to
}

/// A private copy: files that git keeps have no rights of their own.
fn copied(directory: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_dir(directory, &copy.path().join("data"));
    copy
}

#[test]
fn q1_a_directory_of_every_earlier_version_comes_to_what_it_came_to_then() {
    let directories = directories();
    assert!(!directories.is_empty(), "no directory of any version");
    for directory in directories {
        let expected: Value = serde_json::from_slice(&fs::read(directory.with_extension("json")).unwrap()).unwrap();
        let copy = copied(&directory);
        assert_eq!(without_none(comes_to(&copy.path().join("data"))), without_none(expected), "{}", directory.display());
    }
}

#[test]
fn a_property_of_every_earlier_version_is_served_and_goes_on() {
    for directory in directories() {
        let copy = copied(&directory);
        let before = verified(&copy.path().join("data")).unwrap();
        let mut property = Property::at(copy);
        let mut counter = property.staff(domain::Station::Counter, "a new counter");
        counter.sign_in(CLERK);
        property.stop();
        let after = property.verified();
        assert!(after.sound, "{}: {:?}", directory.display(), after.damage);
        assert!(after.entries > before.entries);
    }
}

#[test]
fn files_of_a_newer_version_are_refused_with_a_sentence_and_left_alone() {
    // The version stands behind the magic bytes of each file.
    let files = [("keys.slots", 15), ("journal/000000000001.sealed", 9)];
    for (name, place) in files {
        for directory in directories() {
            let copy = copied(&directory);
            let data = copy.path().join("data");
            let path = data.join(name);
            let mut bytes = fs::read(&path).unwrap();
            bytes[place] = u8::MAX;
            if name.ends_with(".sealed") {
                let crc = crc32fast::hash(&bytes[..138]).to_be_bytes();
                bytes[138..142].copy_from_slice(&crc);
            }
            fs::write(&path, &bytes).unwrap();
            let said = verified(&data).map(|report| report.damage.join("; ")).unwrap_or_else(|fault| fault.to_string());
            assert!(said.contains("newer version"), "{name}: {said}");
            assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
        }
    }
}

/// A property that was handed over once, in several segments of which some are sealed.
fn lived() -> Property {
    let mut settings = tests::harness::settings();
    settings.segment_entries = 15;
    let mut property = Property::with(tempfile::tempdir().unwrap(), settings);
    property.operator().import_small();
    let (mut counter, mut control) = desks(&property);
    let sheet = hand_over(&mut counter, &mut control);
    counter.sign(LEAD, Command::Review { sheet, person: person(LEAD) }).done();
    let mut kiosk = property.kiosk("kiosk");
    let (seq, code) = kiosk.register("样本访客", "13800000111");
    kiosk.answer(seq);
    let seq = kiosk.leave(code.as_str(), "0111");
    kiosk.answer(seq);
    counter.until_level(&property);
    let families: Vec<RecordRef> = counter.state().visit.iter().map(|v| RecordRef::to(&v.id)).collect();
    let erasure = counter.new_id();
    counter.sign(LEAD, erasures::Command::Erase { erasure, families, person: person(LEAD) }).done();
    property.stop();
    journal::file::seal_closed(&journal::disk::RealDisk::new(&property.data().join("journal")).unwrap()).unwrap();
    property.start();
    property
}

#[test]
#[ignore = "writes the directory of this version"]
fn the_directory_of_this_version_is_written() {
    let number = directories().len() + 1;
    let to = kept().join(format!("{number:04}"));
    let mut property = lived();
    property.stop();
    let data = property.data();
    fs::create_dir_all(&to).unwrap();
    // The room that a journal keeps ahead, and what is rebuilt anyway, need not be kept here.
    copy_without_room(&data, &to);
    let expected = serde_json::to_vec_pretty(&comes_to(&to)).unwrap();
    fs::write(to.with_extension("json"), expected).unwrap();
}
