//! Which crate may know which (ARCHITECTURE.md), over `cargo metadata`.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};
use tests::harness::source;

/// The arrows, and no others. Only what a program or library is built from counts; what its
/// own tests use beside it does not.
const ARROWS: [(&str, &[&str]); 13] = [
    ("values", &[]),
    ("domain", &["values"]),
    ("proto", &[]),
    ("journal", &[]),
    ("pinyin", &[]),
    ("devices", &[]),
    ("look", &["pinyin"]),
    ("terminal", &["proto", "journal"]),
    ("verifier", &["domain", "values", "journal"]),
    ("server", &["domain", "values", "proto", "journal", "verifier"]),
    ("kiosk", &["look", "terminal", "proto", "values", "devices"]),
    ("counter-client", &["look", "terminal", "domain", "values"]),
    (
        "tests",
        &["values", "domain", "proto", "journal", "verifier", "terminal", "look", "server", "kiosk", "counter-client"],
    ),
];

/// Crates from outside that only these rooms may use.
const OUTSIDE: [(&[&str], &[&str]); 8] = [
    (&["egui", "eframe", "egui_extras", "egui_material_icons"], &["look", "kiosk", "counter-client", "tests"]),
    (&["egui_kittest"], &["look", "kiosk", "counter-client", "tests"]),
    (&["sled"], &["server"]),
    (&["tonic", "tonic-prost"], &["proto", "terminal", "server", "tests"]),
    (&["tokio", "rustls", "tokio-rustls", "rcgen", "hyper-util", "tower"], &["terminal", "server", "tests"]),
    (&["getrandom"], &["journal", "server", "kiosk", "tests"]),
    (&["rodio"], &["counter-client", "devices"]),
    (&["serial2", "pdf-writer", "skrifa", "vello_cpu"], &["devices"]),
];

fn metadata() -> Metadata {
    // The lock file says it all; nothing is fetched.
    let mut command = MetadataCommand::new();
    command.manifest_path(source::root().join("Cargo.toml")).no_deps();
    command.exec().unwrap()
}

fn built_from(package: &Package) -> BTreeSet<String> {
    let built = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
    built.map(|d| d.name.clone()).collect()
}

#[test]
fn every_arrow_between_the_rooms_is_one_of_the_houses_and_every_one_of_them_is_there() {
    let metadata = metadata();
    let rooms: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let found: BTreeMap<String, BTreeSet<String>> = metadata
        .workspace_packages()
        .into_iter()
        .map(|p| (p.name.to_string(), built_from(p).into_iter().filter(|d| rooms.contains(d.as_str())).collect()))
        .collect();
    let expected = ARROWS.map(|(room, to)| (room.to_owned(), to.iter().map(|t| (*t).to_owned()).collect()));
    assert_eq!(found, BTreeMap::from(expected));
}

#[test]
fn what_comes_from_outside_stays_in_its_rooms() {
    for package in metadata().workspace_packages() {
        let built = built_from(package);
        for (crates, rooms) in OUTSIDE {
            let strangers: Vec<&&str> = crates.iter().filter(|c| built.contains(**c)).collect();
            let allowed = rooms.contains(&package.name.as_str());
            assert!(allowed || strangers.is_empty(), "{} uses {strangers:?}", package.name);
        }
    }
}

/// Where something may be named at all, in code.
const NAMED_ONLY_IN: [(&str, &[&str]); 6] = [
    ("sled::", &["server/src/storage/store/month.rs"]),
    ("Color32::from_", &["look/src/", "look/tests/"]),
    ("FontId::new", &["look/src/", "look/tests/"]),
    ("FontId::proportional", &["look/src/", "look/tests/"]),
    ("argon2::", &["server/src/identity/pin.rs", "terminal/src/remembered_pin.rs"]),
    ("SystemTime::now", &["terminal/src/clock.rs", "kiosk/src/app.rs", "counter-client/src/app.rs"]),
];

#[test]
fn some_things_are_named_in_one_place_only() {
    let mut wrong = Vec::new();
    for source in source::all() {
        for (what, places) in NAMED_ONLY_IN {
            if !places.iter().any(|p| source.path.starts_with(p)) {
                wrong.extend(source::find(&source.code, what).map(|at| format!("{}:{}: {what}", source.path, source.line(at))));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for (what, places) in NAMED_ONLY_IN {
        let there = source::all().iter().any(|s| places.iter().any(|p| s.path.starts_with(p)) && s.code.contains(what));
        assert!(there || what.starts_with("FontId") || what.starts_with("Color32"), "{what} is named nowhere: mend this list");
    }
}

/// What the rules must never reach for: they would no longer give equal states; nor what letters
/// may mean: a name would stand elsewhere tomorrow.
#[test]
fn the_rules_know_no_clock_no_chance_no_file_and_no_float() {
    let forbidden = [
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "HashMap",
        "HashSet",
        "Utc::now",
        "Local::now",
        "f32",
        "f64",
        "async ",
    ];
    let mut wrong = Vec::new();
    let pure = ["domain/src/", "pinyin/src/"];
    for source in source::all().iter().filter(|s| pure.iter().any(|room| s.path.starts_with(room))) {
        for what in forbidden {
            wrong.extend(source::find(&source.code, what).map(|at| format!("{}:{}: {what}", source.path, source.line(at))));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
