//! What a start repairs by itself, and what it refuses to touch.

use crate::fixture::{PATIENCE, put, serving, settings, stopped};
use domain::Kind;
use server::clock::Source;
use server::data_dir::DataDir;
use server::operation::verify::verify;
use server::serve::start;
use std::fs;
use std::path::{Path, PathBuf};

/// Starts again and holds the state and the store against what was answered.
async fn is_whole(dir: &Path, last: u64) {
    let running = serving(dir).await;
    assert_eq!(running.desk.chain().revision.0, last);
    assert_eq!(running.desk.state().privacy_notice.len(), 3);
    assert!(running.desk.archive.until_covered(0, PATIENCE), "{} entries are missing", running.desk.archive.missing());
    assert_eq!(running.desk.archive.history(Kind::PrivacyNotice, None, 0, 10).unwrap().versions.len(), 3);
    running.stop().await.unwrap();
    assert!(verify(&DataDir::existing(dir).unwrap()).unwrap().sound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_is_filled_again_from_the_journal_whatever_happened_to_it() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm); 9] = [
        ("nothing", |_| {}),
        ("deleted", |store| fs::remove_dir_all(store).unwrap()),
        ("a leftover of a kill", |store| fs::write(month(store).join("snap.00000000.generating"), b"half").unwrap()),
        ("its file is rubbish", |store| fs::write(month(store).join("conf"), b"rubbish").unwrap()),
        ("a wrong byte in each block", |store| spoil(&month(store).join("db"), 512)),
        ("a wrong byte now and then", |store| spoil(&month(store).join("db"), 5_000)),
        ("a month is gone", |store| fs::remove_dir_all(month(store)).unwrap()),
        ("of another epoch", |store| fs::write(store.join("epoch"), b"another").unwrap()),
        ("emptied", |store| {
            fs::remove_dir_all(store).unwrap();
            fs::create_dir(store).unwrap();
        }),
    ];
    for (what, harm) in harms {
        let dir = tempfile::tempdir().unwrap();
        let last = stopped(dir.path(), &settings(), 3).await;
        harm(&dir.path().join("store"));
        eprintln!("the store: {what}");
        is_whole(dir.path(), last).await;
    }
}

/// A wrong byte after each so many.
fn spoil(path: &Path, after: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes.iter_mut().skip(after / 2).step_by(after).for_each(|byte| *byte ^= 0x20);
    fs::write(path, bytes).unwrap();
}

/// The one month that there is.
fn month(store: &Path) -> PathBuf {
    let mut months = fs::read_dir(store).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir());
    months.next().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_is_ahead_of_the_journal_is_not_believed() {
    let (older, newer) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let last = stopped(older.path(), &settings(), 3).await;
    stopped(newer.path(), &settings(), 3).await;
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
    let refused = start(dir.path(), &settings(), Source::system()).await.err().unwrap().to_string();
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
                bytes[15] = u8::MAX;
                fs::write(&path, bytes).unwrap();
            },
            "newer version",
        ),
        ("a short secret", |dir| fs::write(dir.join("master.key"), b"short").unwrap(), "master.key is damaged"),
    ];
    for (what, harm, sentence) in harms {
        let dir = tempfile::tempdir().unwrap();
        stopped(dir.path(), &settings(), 3).await;
        let journal = fs::read(dir.path().join("journal/000000000001.log")).unwrap();
        harm(dir.path());
        let refused = start(dir.path(), &settings(), Source::system()).await.err().unwrap().to_string();
        assert!(refused.contains(sentence), "{what}: {refused}");
        assert_eq!(fs::read(dir.path().join("journal/000000000001.log")).unwrap(), journal, "{what}");
    }
}
