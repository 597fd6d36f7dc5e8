//! A start reads one segment, whatever the age of the property, and comes to the same state.

use crate::fixture::{PATIENCE, put, settings, stopped};
use domain::registers::visits;
use domain::{Kind, Station};
use server::clock::Source;
use server::data_dir::DataDir;
use server::desk::answers::Key;
use server::desk::archive::log_lines;
use server::desk::{Answer, Origin, Proofs};
use server::operation::verify::verify;
use server::serve::start;
use server::settings::Settings;
use std::fs;
use std::path::Path;
use values::{Id, PersonName, VisitCode};

fn short_segments() -> Settings {
    let mut settings = settings();
    settings.segment_entries = 10;
    settings
}

/// The segments in a data directory, by name.
fn segments(dir: &Path) -> Vec<String> {
    let files = fs::read_dir(dir.join("journal")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut segments: Vec<String> = files.filter(|name| name.ends_with(".log") || name.ends_with(".sealed")).collect();
    segments.sort();
    segments
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_from_a_checkpoint_comes_to_the_state_of_the_whole_journal() {
    let (divided, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let last = stopped(divided.path(), &short_segments(), 47).await;
    assert_eq!(stopped(whole.path(), &settings(), 47).await, last);
    assert!(segments(divided.path()).len() >= 4, "{:?}", segments(divided.path()));
    assert_eq!(segments(whole.path()).len(), 1);

    let (one, other) = (
        start(divided.path(), &short_segments(), Source::system()).await.unwrap(),
        start(whole.path(), &settings(), Source::system()).await.unwrap(),
    );
    assert_eq!(one.desk.chain().revision.0, last);
    assert_eq!(one.desk.state().privacy_notice.len(), 47);
    let view = server::desk::shelf::view_of(Station::Counter).unwrap();
    // Each has an operator's certificate of its own; everything else is the same.
    assert_eq!(one.desk.shelf().record_count(), other.desk.shelf().record_count());
    assert_ne!(one.desk.shelf().digest(view), [0; 32]);
    assert!(one.desk.archive.until_covered(0, PATIENCE));
    assert_eq!(one.desk.archive.history(Kind::PrivacyNotice, None, 0, 100).unwrap().versions.len(), 47);
    put(&one, "afterwards").await;
    one.stop().await.unwrap();
    other.stop().await.unwrap();
    let report = verify(&DataDir::existing(divided.path()).unwrap()).unwrap();
    assert!(report.sound, "{:?}", report.damage);
    assert_eq!(report.entries, last + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_servers_own_answers_go_on_behind_a_checkpoint() {
    let dir = tempfile::tempdir().unwrap();
    for round in 0..3 {
        let running = start(dir.path(), &short_segments(), Source::system()).await.unwrap();
        for n in 0..8 {
            put(&running, &format!("notice-{round}-{n}")).await;
        }
        running.stop().await.unwrap();
    }
    let report = verify(&DataDir::existing(dir.path()).unwrap()).unwrap();
    assert!(report.sound, "{:?}", report.damage);
    assert_eq!((report.entries, report.committed), (25, 25), "24 notices and the operator's certificate, each once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b22_one_changed_byte_in_an_old_segment_is_found_at_start_up_and_by_verify() {
    let dir = tempfile::tempdir().unwrap();
    stopped(dir.path(), &short_segments(), 35).await;
    let oldest = dir.path().join("journal").join(&segments(dir.path())[0]);
    let mut bytes = fs::read(&oldest).unwrap();
    // In the compressed form any byte; before that one that is no preallocated room.
    let place = bytes.windows(8).position(|word| word == b"notice-3").unwrap_or(bytes.len() / 2);
    bytes[place] ^= 1;
    fs::write(&oldest, bytes).unwrap();
    let found = verify(&DataDir::existing(dir.path()).unwrap()).unwrap();
    assert!(!found.sound);
    assert!(found.damage[0].contains("000000000001"), "{:?}", found.damage);
    match start(dir.path(), &short_segments(), Source::system()).await {
        // The newest segment is whole, so it serves; it says at once what is wrong with the old one.
        Ok(running) => {
            assert!(running.care.until(PATIENCE, |findings| findings.faults.contains_key("journal")));
            running.stop().await.unwrap();
        }
        Err(fault) => assert!(fault.to_string().contains("damaged"), "{fault}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_of_the_duty_log_are_read_from_the_journal_page_by_page() {
    let dir = tempfile::tempdir().unwrap();
    let running = start(dir.path(), &short_segments(), Source::system()).await.unwrap();
    let mut expected = Vec::new();
    for seq in 1..=45 {
        let key = Key { terminal: Id::parse("lobby-1").unwrap(), incarnation: "00".into(), seq };
        let register = visits::Command::Register {
            visit: Id::parse(&format!("visit-{seq}")).unwrap(),
            code: VisitCode::made_by(1, seq),
            name: PersonName::parse("样本访客").unwrap().into(),
            telephone: None,
            host: visits::Host { unit: None, whom: None },
            purpose: visits::Purpose::Delivery,
            people: 1,
            children: 0,
            notice: None,
            mark: None,
            particulars: domain::registers::visits::Particulars::default(),
        };
        let origin = Origin::Terminal {
            key,
            station: Station::Kiosk,
            oldest: 0,
            body: running.desk.bodies.digest(b"a command"),
        };
        match running.desk.submit(origin, Some(register.into()), Proofs::default(), None).await {
            Answer::Final { revision, .. } if seq == 1 => expected.push(revision),
            Answer::Final { .. } => {}
            other => panic!("{other:?}"),
        }
        put(&running, &format!("notice-{seq}")).await;
    }
    let (mut found, mut before, mut pages) = (Vec::new(), 0, 0);
    loop {
        let page = log_lines(&running.desk, None, before, 7).unwrap();
        found.extend(page.versions.iter().map(|(revision, ..)| *revision));
        pages += 1;
        if page.next_before == 0 {
            break;
        }
        before = page.next_before;
    }
    assert!(found.is_sorted_by(|a, b| a > b), "{found:?}");
    let lines = running.desk.state().log_line.len();
    assert_eq!((found.len(), found.last()), (lines, expected.last()), "{pages} pages");
    running.stop().await.unwrap();
}
