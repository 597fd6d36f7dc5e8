//! The real program, killed at random moments while terminals submit (B-12, B-27): what was
//! acknowledged is there afterwards, exactly once, and the chain verifies.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use domain::Station;
use domain::registers::matters::Matter;
use proto::v1::KioskRefusal;
use server::data_dir::DataDir;
use server::operation::export::export;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use terminal::LobbyOutcome;
use tests::harness::{Answer, CLERK, Kiosk, Random, Site, Staff, request, verified};
use values::Id;

const KILLS: usize = 20;

/// What the two terminals have submitted so far.
#[derive(Default)]
struct Submitted {
    matters: BTreeMap<u64, Id<Matter>>,
    registrations: BTreeSet<u64>,
}

#[test]
fn b12_after_twenty_kills_every_acknowledged_command_is_there_once_and_the_chain_verifies() {
    let mut random = Random::seeded("kills");
    let site = Site::new();
    let mut program = site.serve();
    site.operator().import_small();
    let (mut counter, mut kiosk) = (site.staff(Station::Counter, "counter 1"), site.kiosk("kiosk 1"));
    let mut watcher = site.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    let mut submitted = Submitted::default();
    for kill in 0..KILLS {
        work(&mut counter, &mut kiosk, &mut submitted, &mut random);
        if random.below(3) == 0 {
            lose_an_answer(&mut counter, &mut watcher, &mut submitted);
        }
        program.kill();
        counter.cable.heal();
        let report = verified(&site.data()).unwrap();
        assert!(report.sound, "after kill {kill}: {:?}", report.damage);
        if random.below(4) == 0 {
            // Killed again while it opens.
            let opening = site.launch();
            opening.kill();
        }
        program = site.serve();
    }

    counter.until("every answer", |s| {
        s.replica.waiting() == 0 && submitted.matters.keys().all(|seq| s.told.answers.contains_key(seq))
    });
    kiosk.until("every answer", |k| submitted.registrations.iter().all(|seq| k.answers.contains_key(seq)));
    let (matters, visits) = (submitted.matters.len(), submitted.registrations.len());
    println!("{matters} matters and {visits} visits over {KILLS} kills");
    counter.until("every record", |s| s.state().matter.len() >= matters && s.state().visit.len() >= visits);
    program.kill();
    for staff in [&mut counter, &mut watcher] {
        staff.was_told_right(&site.data());
    }
    check(&site.data(), &counter, &kiosk, &submitted);
}

/// Submits at both terminals, then waits until some are answered: the rest is on its way.
fn work(counter: &mut Staff, kiosk: &mut Kiosk, submitted: &mut Submitted, random: &mut Random) {
    let answered = counter.told.answers.len();
    let many = 3 + random.below(20);
    for n in 0..many {
        let matter: Id<Matter> = counter.new_id();
        submitted.matters.insert(take(counter, &matter), matter);
        if n % 3 == 0 {
            submitted.registrations.insert(kiosk.register("样本访客", "13800000111").0);
        }
    }
    let enough = answered + 1 + usize::try_from(random.below(many)).unwrap();
    counter.until("some answers", |s| s.told.answers.len() >= enough);
}

/// Lets the server do something whose answer never arrives: after the kill the counter sends
/// it again to a server that has done it already.
fn lose_an_answer(counter: &mut Staff, watcher: &mut Staff, submitted: &mut Submitted) {
    counter.cable.swallow_answers();
    let matter: Id<Matter> = counter.new_id();
    submitted.matters.insert(take(counter, &matter), matter);
    counter.look();
    let open: Vec<_> = submitted.matters.iter().filter(|(seq, _)| !counter.told.answers.contains_key(seq)).collect();
    watcher.until("what the counter is not told", |s| open.iter().any(|(_, matter)| s.state().matter.get(matter).is_some()));
}

fn take(counter: &mut Staff, matter: &Id<Matter>) -> u64 {
    counter.submit(request(matter.clone()))
}

/// The revision of each entry, by who submitted it under which number.
fn entries(data: &Path) -> BTreeMap<(String, u64), u64> {
    let mut lines = Vec::new();
    export(&DataDir::existing(data).unwrap(), None, &mut lines).unwrap();
    let mut entries = BTreeMap::new();
    for line in String::from_utf8(lines).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(revision) = line["revision"].as_u64() else { continue };
        let stamp = &line["entry"]["stamp"];
        let key = (stamp["terminal"].as_str().unwrap().to_owned(), stamp["seq"].as_u64().unwrap());
        assert_eq!(entries.insert(key.clone(), revision), None, "{key:?} stands in the journal twice");
    }
    entries
}

fn check(data: &Path, counter: &Staff, kiosk: &Kiosk, submitted: &Submitted) {
    let report = verified(data).unwrap();
    assert!(report.sound, "{:?}", report.damage);
    assert_eq!((report.records["matter"], report.records["visit"]), (submitted.matters.len(), submitted.registrations.len()));
    let (entries, state) = (entries(data), counter.state());
    for (seq, matter) in &submitted.matters {
        let revision = entries.get(&(counter.id.to_string(), *seq)).copied().expect("an acknowledged command is gone");
        assert_eq!(counter.told.answers[seq], Answer::Committed(revision), "seq {seq} was acknowledged as another entry");
        assert!(state.matter.get(matter).is_some(), "{matter}");
    }
    for seq in &submitted.registrations {
        assert!(entries.contains_key(&(kiosk.id.clone(), *seq)), "an acknowledged registration is gone");
        assert_eq!(kiosk.answers[seq], (LobbyOutcome::Committed, KioskRefusal::Unspecified));
    }
}
