//! After a restore every terminal comes level by itself and brings back what the backup lacks.

use super::gaps::take;
use super::log::LOG;
use domain::Station;
use domain::registers::handover;
use server::data_dir::DataDir;
use server::operation::export::export;
use std::collections::BTreeMap;
use terminal::{Identity, LobbyOutcome};
use tests::harness::{Answer, CLERK, Connection, Kiosk, OPERATOR, Property, Staff, id, person};

/// How often each command stands in the journal, by terminal, incarnation and seq.
fn entries(property: &Property) -> BTreeMap<(String, String, u64), usize> {
    let mut lines = Vec::new();
    export(&DataDir::existing(&property.data()).unwrap(), None, &mut lines).unwrap();
    let mut entries = BTreeMap::new();
    for line in String::from_utf8(lines).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let stamp = &line["entry"]["stamp"];
        let Some(seq) = stamp["seq"].as_u64() else { continue };
        let text = |field: &str| stamp[field].as_str().unwrap_or_default().to_owned();
        *entries.entry((text("terminal"), text("incarnation"), seq)).or_default() += 1;
    }
    entries
}

fn hex(incarnation: [u8; 16]) -> String {
    data_encoding::HEXLOWER.encode(&incarnation)
}

/// What each terminal was answered so far; from here on it may be answered anew.
fn acknowledged(staff: &mut [&mut Staff], kiosk: &mut Kiosk) -> Vec<(String, String, u64)> {
    let mut all = Vec::new();
    for staff in staff {
        staff.until("word that the server is away", |s| s.told.connection == Connection::Offline);
        let answers = std::mem::take(&mut staff.told.answers);
        all.extend(answers.keys().map(|seq| (staff.id.to_string(), hex(staff.link.incarnation()), *seq)));
    }
    kiosk.until("word that the server is away", |k| !k.is_online());
    let answers = std::mem::take(&mut kiosk.answers);
    all.extend(answers.keys().map(|seq| (kiosk.id.clone(), hex(kiosk.link.incarnation()), *seq)));
    all
}

#[test]
fn b12_after_a_restore_every_terminal_comes_level_and_brings_back_what_the_backup_lacks() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut kiosk = property.kiosk("kiosk 1");
    counter.sign_in(CLERK);
    control.sign_in(OPERATOR);
    let work = |counter: &mut Staff, control: &mut Staff, kiosk: &mut Kiosk| {
        for staff in [counter, control] {
            let seq = take(staff);
            staff.answer(seq).done();
        }
        let (seq, _) = kiosk.register("样本访客", "13800000111");
        assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    };
    (0..3).for_each(|_| work(&mut counter, &mut control, &mut kiosk));
    let backed_up = property.back_up();
    (0..4).for_each(|_| work(&mut counter, &mut control, &mut kiosk));
    // One signs again, after the backup: the PIN that proved it is nowhere any more.
    let signed = counter.sign(OPERATOR, signature());
    let enrolled = property.desk().state().terminal.len();
    let lost = property.revision() - backed_up;

    property.lose_and_restore();
    let acked = acknowledged(&mut [&mut counter, &mut control], &mut kiosk);
    assert!(lost >= 13, "the backup lacks little: {lost}");
    for (staff, lacking) in [(&mut counter, 5), (&mut control, 4)] {
        staff.until("the answers to what the backup lacked", |s| s.told.answers.len() == lacking);
        assert!(staff.link.pending().is_empty());
    }
    kiosk.until("the answers to what the backup lacked", |k| k.answers.len() == 4);
    assert!(kiosk.answers.values().all(|(outcome, _)| *outcome == LobbyOutcome::Committed));
    let last = *counter.told.answers.keys().next_back().unwrap();
    let again = counter.answer(last).refusal();
    assert!(matches!(signed, Answer::Refused(..)) && is_about_the_pin(&again), "{again:?}");
    counter.until_level(&property);
    control.until_level(&property);

    let entries = entries(&property);
    assert!(entries.values().all(|count| *count == 1), "something is there twice");
    let missing: Vec<_> = acked.iter().filter(|key| !entries.contains_key(key)).collect();
    assert!(missing.is_empty() && acked.len() >= 24, "{missing:?} of {}", acked.len());
    assert_eq!(
        (property.desk().state().visit.len(), property.desk().state().terminal.len()),
        (7, enrolled),
        "nobody enrolled again"
    );
    // Work goes on, with the numbers that come next.
    work(&mut counter, &mut control, &mut kiosk);
    property.stop();
    assert!(property.verified().sound);
}

/// There is no such sheet: a rule says no, after the PIN was right.
fn signature() -> handover::Command {
    handover::Command::SignOutgoing { sheet: id("no-such-sheet"), person: person(OPERATOR) }
}

fn is_about_the_pin(refusal: &domain::Refusal) -> bool {
    matches!(refusal, domain::Refusal::Right(domain::rights::Refusal::PinNeeded))
}

#[test]
fn b12_a_terminal_that_has_lost_what_the_backup_lacks_goes_on_and_the_log_says_so() {
    let log = LOG.clone();
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let _backed_up = property.back_up();
    for _ in 0..30 {
        let seq = take(&mut counter);
        counter.answer(seq).done();
    }
    let (cable, id) = (counter.cable.clone(), counter.id.clone());
    drop(counter);
    // Without its key nothing of what was answered can be opened.
    std::fs::remove_file(property.beside("counter 1").join("outbox.key")).unwrap();
    property.lose_and_restore();
    let mut counter = Staff::start(Identity::load(&property.beside("counter 1")).unwrap(), cable);
    counter.until_level(&property);
    let seq = take(&mut counter);
    counter.answer(seq).done();
    counter.until_level(&property);
    assert_eq!((seq, counter.state().matter.len()), (32, 1));
    assert!(
        log.says(&format!("commands from 2 to 31 are lost: it has them no longer terminal={id}")),
        "the log names nothing"
    );
}
