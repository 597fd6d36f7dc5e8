//! What a backup, a mirror and a restore hold.

use crate::fixture::{PATIENCE, put, settings, stopped};
use server::clock::Source;
use server::copies::backup::{self, Keep};
use server::copies::restore::restore;
use server::data_dir::DataDir;
use server::identity::secrets::Master;
use server::operation::export::{Clear, export};
use server::operation::verify::verify;
use server::serve::start;
use server::storage::vault::Vault;
use std::fs;
use std::path::Path;

const KEEP: Keep = Keep { data: 2, keys: 1 };

/// What this machine's clock shows.
fn now() -> values::At {
    (Source::system().read)().0
}

fn dir_of(path: &Path) -> DataDir {
    DataDir::existing(path).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_while_serving_restores_to_the_same_head_in_a_new_epoch() {
    let place = tempfile::tempdir().unwrap();
    let (data, into, empty) = (place.path().join("data"), place.path().join("backups"), place.path().join("spare"));
    let mut settings = settings();
    settings.segment_entries = 10;
    let running = start(&data, &settings, Source::system()).await.unwrap();
    for n in 0..25 {
        put(&running, &format!("before-{n}")).await;
    }
    let head = running.desk.chain();
    let (name, manifest) = backup::take(&dir_of(&data), &into, head.revision, KEEP, now()).unwrap();
    let epoch = running.desk.identity.epoch;
    put(&running, "afterwards").await;
    running.stop().await.unwrap();
    assert_eq!((manifest.revision, manifest.head), (head.revision.0, head.hash.to_string()));

    let restored = restore(&into, Some(&name), None, &empty).unwrap();
    assert_eq!((restored.revision, restored.head), (head.revision.0, head.hash.to_string()));
    assert!(verify(&dir_of(&empty)).unwrap().sound);
    let spare = start(&empty, &settings, Source::system()).await.unwrap();
    assert_eq!(spare.desk.chain(), head);
    assert_eq!(spare.desk.state().privacy_notice.len(), 25);
    assert_ne!(spare.desk.identity.epoch, epoch);
    assert_eq!(fs::read(data.join("ca.der")).unwrap(), fs::read(empty.join("ca.der")).unwrap());
    put(&spare, "goes-on").await;
    spare.stop().await.unwrap();
    assert!(verify(&dir_of(&empty)).unwrap().sound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_never_overwrites_and_a_damaged_or_keyless_backup_is_refused_with_a_sentence() {
    let place = tempfile::tempdir().unwrap();
    let (data, into) = (place.path().join("data"), place.path().join("backups"));
    let last = stopped(&data, &settings(), 5).await;
    let upto = journal::Revision(last);
    let (name, _) = backup::take(&dir_of(&data), &into, upto, KEEP, now()).unwrap();
    assert!(restore(&into, None, None, &data).unwrap_err().to_string().contains("not empty"));
    assert!(restore(&into, Some("another"), None, &place.path().join("a")).unwrap_err().to_string().contains(&name));

    let file = into.join("data").join(&name).join("journal/000000000001.log");
    let whole = fs::read(&file).unwrap();
    let mut harmed = whole.clone();
    harmed[whole.len() / 2] ^= 1;
    fs::write(&file, harmed).unwrap();
    assert!(restore(&into, None, None, &place.path().join("b")).unwrap_err().to_string().contains("000000000001.log"));
    fs::write(&file, whole).unwrap();
    fs::remove_dir_all(into.join("keys")).unwrap();
    assert!(restore(&into, None, None, &place.path().join("c")).unwrap_err().to_string().contains("keys"));
    for untouched in ["a", "b", "c"] {
        assert!(!place.path().join(untouched).exists(), "a refused restore left {untouched}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_oldest_backups_are_given_up_and_keys_sooner_than_data() {
    let place = tempfile::tempdir().unwrap();
    let (data, into) = (place.path().join("data"), place.path().join("backups"));
    let last = stopped(&data, &settings(), 3).await;
    for second in 0..4 {
        let at = values::At(1_790_000_000_000 + second * 1_000);
        backup::take(&dir_of(&data), &into, journal::Revision(last), KEEP, at).unwrap();
    }
    let kept = backup::list(&into).unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(fs::read_dir(into.join("keys")).unwrap().count(), 1);
    assert!(kept.iter().all(|backup| !backup.keys.is_empty()), "later keys open earlier data");
    assert!(kept.iter().all(|backup| backup.verified().unwrap().revision == last));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newest_backup_that_rotted_is_told_and_another_is_taken() {
    for (part, name) in [("data", "journal/000000000001.log"), ("keys", "keys.slots"), ("keys", "ca.key")] {
        let place = tempfile::tempdir().unwrap();
        let (data, into) = (place.path().join("data"), place.path().join("backups"));
        let mut settings = settings();
        let last = stopped(&data, &settings, 3).await;
        let an_hour_ago = values::At(now().0 - 3_600_000);
        let (rotten, _) = backup::take(&dir_of(&data), &into, journal::Revision(last), KEEP, an_hour_ago).unwrap();
        let file = into.join(part).join(&rotten).join(name);
        let mut bytes = fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&file, bytes).unwrap();

        settings.backup_dir = into;
        let running = start(&data, &settings, Source::system()).await.unwrap();
        let told = |faults: &std::collections::BTreeMap<_, String>| faults.get("newest backup").is_some_and(|f| f.contains(name));
        let replaced = running.care.until(PATIENCE, |f| told(&f.faults) && f.backup.as_ref().is_some_and(|(name, _)| *name > rotten));
        assert!(replaced, "{name}: {:?}", running.care.findings());
        running.stop().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_from_the_future_is_neither_the_newest_nor_young() {
    let place = tempfile::tempdir().unwrap();
    let (data, into) = (place.path().join("data"), place.path().join("backups"));
    let mut settings = settings();
    let last = stopped(&data, &settings, 3).await;
    let in_ten_years = values::At(now().0 + 10 * 365 * 86_400_000);
    backup::take(&dir_of(&data), &into, journal::Revision(last), KEEP, in_ten_years).unwrap();

    settings.backup_dir = into.clone();
    let running = start(&data, &settings, Source::system()).await.unwrap();
    let this_year = now().local(0).format("-%Y").to_string();
    let is_of_today = |f: &server::care::Findings| f.backup.as_ref().is_some_and(|(name, _)| name.contains(&this_year));
    assert!(running.care.until(PATIENCE, is_of_today), "{:?}", running.care.findings());
    running.stop().await.unwrap();
    let newest = backup::list(&into).unwrap().pop().unwrap();
    assert!(newest.name.contains(&this_year), "{}", newest.name);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mirror_has_the_same_entries_and_segments_and_can_be_served_after_a_restore() {
    for in_step in [false, true] {
        let place = tempfile::tempdir().unwrap();
        let (data, second, spare) = (place.path().join("data"), place.path().join("second"), place.path().join("spare"));
        let mut settings = settings();
        (settings.mirror_dir, settings.mirror_in_step, settings.segment_entries) = (second.clone(), in_step, 10);
        let running = start(&data, &settings, Source::system()).await.unwrap();
        for n in 0..25 {
            let revision = put(&running, &format!("notice-{n}")).await;
            if in_step {
                assert!(running.care.findings().mirror >= Some(revision), "answered before it was in the mirror");
            }
        }
        let head = running.desk.chain();
        assert!(running.care.until(PATIENCE, |findings| findings.mirror == Some(head.revision.0)), "in step: {in_step}");
        running.stop().await.unwrap();

        let report = verify(&dir_of(&second)).unwrap();
        assert!(report.sound, "{:?}", report.damage);
        assert_eq!((report.entries, report.head.as_str()), (head.revision.0, head.hash.to_string().as_str()));
        assert_eq!(restore(&second, None, None, &spare).unwrap().revision, head.revision.0);
        let served = start(&spare, &crate::fixture::settings(), Source::system()).await.unwrap();
        assert_eq!(served.desk.state().privacy_notice.len(), 25);
        served.stop().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mirror_of_another_history_is_not_touched_and_the_server_serves() {
    let place = tempfile::tempdir().unwrap();
    let (data, second) = (place.path().join("data"), place.path().join("second"));
    stopped(&second, &settings(), 3).await;
    let before = fs::read(second.join("journal/000000000001.log")).unwrap();
    let mut settings = settings();
    settings.mirror_dir = second.clone();
    let running = start(&data, &settings, Source::system()).await.unwrap();
    put(&running, "a").await;
    assert!(
        running
            .care
            .until(PATIENCE, |findings| findings.faults.get("mirror").is_some_and(|f| f.contains("another history")))
    );
    put(&running, "b").await;
    running.stop().await.unwrap();
    assert_eq!(fs::read(second.join("journal/000000000001.log")).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_makes_the_same_property_again_and_a_changed_line_is_named() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    let mut settings = settings();
    settings.segment_entries = 10;
    let last = stopped(&at("data"), &settings, 25).await;
    let before = verify(&dir_of(&at("data"))).unwrap();
    let master = Master::read(&at("data")).unwrap().unwrap();
    let opened = Clear { vault: Vault::read_only(&at("data"), &master).unwrap(), upto: last };
    for (name, clear) in [("sealed", None), ("clear", Some(&opened))] {
        let mut lines = Vec::new();
        assert_eq!(export(&dir_of(&at("data")), clear, &mut lines).unwrap(), last);
        let file = at(&format!("{name}.jsonl"));
        fs::write(&file, &lines).unwrap();
        let keys = clear.is_none().then(|| at("data"));
        let checked = server::copies::restore::verify(&file).unwrap();
        assert!(
            checked.sound && checked.head == before.head && checked.digest == before.digest,
            "{name}: {:?}",
            checked.damage
        );
        let restored = restore(&file, None, keys.as_deref(), &at(name)).unwrap();
        assert_eq!((restored.revision, &restored.head), (last, &before.head), "{name}");
        let after = verify(&dir_of(&at(name))).unwrap();
        assert!(after.sound, "{name}: {:?}", after.damage);
        assert_eq!(after.digest, before.digest, "{name}");

        let text = String::from_utf8(lines).unwrap();
        let without_a_line: String = text.lines().enumerate().filter(|(n, _)| *n != 7).map(|(_, line)| format!("{line}\n")).collect();
        let cut = text[..text.len() / 2].to_owned();
        for (what, harmed) in [("a changed word", text.replace("notice-7", "notice-8")), ("a line missing", without_a_line), ("cut", cut)] {
            fs::write(&file, harmed).unwrap();
            let refused = restore(&file, None, keys.as_deref(), &at("refused")).unwrap_err().to_string();
            assert!(refused.contains("line "), "{what}: {refused}");
            assert!(!at("refused").exists() && !at("refused.restoring").exists(), "{what}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b12_a_backup_of_the_history_that_was_left_lets_no_terminal_forget() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    let early = stopped(&at("data"), &settings(), 3).await;
    backup::take(&dir_of(&at("data")), &at("old"), journal::Revision(early), KEEP, now()).unwrap();
    let later = stopped(&at("data"), &settings(), 20).await;
    backup::take(&dir_of(&at("data")), &at("new"), journal::Revision(later), KEEP, now()).unwrap();

    restore(&at("old"), None, None, &at("spare")).unwrap();
    let mut settings = settings();
    settings.backup_dir = at("new");
    let running = start(&at("spare"), &settings, Source::system()).await.unwrap();
    assert!(running.care.until(PATIENCE, |findings| findings.backup.is_some()), "it takes one of its own");
    let kept = running.care.kept_elsewhere();
    assert!((early..later).contains(&kept), "{kept} is of the history that went on from {early} to {later}");
    running.stop().await.unwrap();
}
