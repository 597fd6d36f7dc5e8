//! What a start repairs by itself, and what it refuses to touch.
#![allow(clippy::unwrap_used, clippy::wildcard_enum_match_arm, reason = "a test may panic")]

use domain::registers::property::{Command, Phrase, PrivacyNotice};
use domain::{Kind, Station};
use server::data_dir::DataDir;
use server::desk::Answer;
use server::operation::verify::verify;
use server::serve::{Running, now, start};
use server::settings::Settings;
use server::storage::entry::Verdict;
use std::fs;
use std::path::Path;
use values::{At, Id, Text};

fn settings() -> Settings {
    let mut settings = Settings::read(None).unwrap();
    settings.listen = "127.0.0.1:0".parse().unwrap();
    (settings.pin_memory_kib, settings.pin_passes) = (64, 1);
    settings
}

async fn serving(dir: &Path) -> Running {
    start(dir, &settings(), now).await.unwrap()
}

/// Puts one notice; returns the revision of the answer.
async fn put(running: &Running, version: &str) -> u64 {
    let text = Phrase { zh: version.into(), en: version.into() };
    let notice = PrivacyNotice { id: Id::parse(version).unwrap(), text, from: At(0) };
    let command = Command::Import { records: vec![notice.into()], source: Text::parse("notice.toml").unwrap() };
    match running.desk.submit_own(Station::Operator, command.into()).await {
        Answer::Final { revision, verdict: Verdict::Committed, .. } => revision,
        other => panic!("{other:?}"),
    }
}

/// A property with three notices, stopped in order; its last revision.
async fn stopped(dir: &Path) -> u64 {
    let running = serving(dir).await;
    for version in ["a", "b"] {
        put(&running, version).await;
    }
    let last = put(&running, "c").await;
    running.stop().await.unwrap();
    last
}

/// Starts again and holds the state and the store against what was answered.
async fn is_whole(dir: &Path, last: u64) {
    let running = serving(dir).await;
    assert_eq!(running.desk.chain().revision.0, last);
    assert_eq!(running.desk.state().privacy_notice.len(), 3);
    assert_eq!(running.desk.store.covered(), last);
    assert_eq!(running.desk.store.history(Kind::PrivacyNotice, 0, 10).unwrap().len(), 3);
    running.stop().await.unwrap();
    assert!(verify(&DataDir::existing(dir).unwrap()).unwrap().sound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_is_filled_again_from_the_journal_whatever_happened_to_it() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm); 5] = [
        ("nothing", |_| {}),
        ("deleted", |store| fs::remove_dir_all(store).unwrap()),
        ("a leftover of a kill", |store| fs::write(store.join("snap.00000000.generating"), b"half").unwrap()),
        ("its file is rubbish", |store| fs::write(store.join("conf"), b"rubbish").unwrap()),
        ("emptied", |store| {
            fs::remove_dir_all(store).unwrap();
            fs::create_dir(store).unwrap();
        }),
    ];
    for (what, harm) in harms {
        let dir = tempfile::tempdir().unwrap();
        let last = stopped(dir.path()).await;
        harm(&dir.path().join("store"));
        eprintln!("the store: {what}");
        is_whole(dir.path(), last).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_is_ahead_of_the_journal_is_not_believed() {
    let (older, newer) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let last = stopped(older.path()).await;
    stopped(newer.path()).await;
    let running = serving(newer.path()).await;
    put(&running, "d").await;
    running.stop().await.unwrap();
    fs::remove_dir_all(older.path().join("store")).unwrap();
    fs::rename(newer.path().join("store"), older.path().join("store")).unwrap();
    is_whole(older.path(), last).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_on_the_same_data_is_refused_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let running = serving(dir.path()).await;
    let before = put(&running, "a").await;
    let refused = start(dir.path(), &settings(), now).await.err().unwrap().to_string();
    assert!(refused.contains("in use"), "{refused}");
    assert_eq!(put(&running, "b").await, before + 1);
    running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_of_a_newer_version_or_with_other_keys_is_refused_with_a_sentence() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm, &str); 2] = [
        (
            "a newer key file",
            |dir| {
                let path = dir.join("keys.slots");
                let mut bytes = fs::read(&path).unwrap();
                bytes[15] = 1;
                fs::write(&path, bytes).unwrap();
            },
            "newer version",
        ),
        ("a short secret", |dir| fs::write(dir.join("master.key"), b"short").unwrap(), "exactly 32 bytes"),
    ];
    for (what, harm, sentence) in harms {
        let dir = tempfile::tempdir().unwrap();
        stopped(dir.path()).await;
        let journal = fs::read(dir.path().join("journal/journal.log")).unwrap();
        harm(dir.path());
        let refused = start(dir.path(), &settings(), now).await.err().unwrap().to_string();
        assert!(refused.contains(sentence), "{what}: {refused}");
        assert_eq!(fs::read(dir.path().join("journal/journal.log")).unwrap(), journal, "{what}");
    }
}
