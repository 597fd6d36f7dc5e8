//! A terminal's disk that is another one, or went back in time, or lacks what it had saved: nothing
//! is mixed up, and people see what is missing until a lead has seen to it (B-07, B-12, H-7).

use super::gaps::take;
use domain::registers::terminals::{Command, Gap};
use domain::{Refusal, Station};
use proto::v1::desk_service_client::DeskServiceClient;
use proto::v1::{HelloRequest, Outcome, SubmitRequest};
use terminal::{Identity, LobbyOutcome};
use tests::harness::{CLERK, Credential, LEAD, Property, Staff, within};

/// The gaps that nobody has seen to, as a terminal sees them.
fn open_gaps(staff: &Staff) -> Vec<Gap> {
    staff.state().open_gaps().cloned().collect()
}

/// Loses the outbox of a terminal that is enrolled under this name, and starts it again.
fn with_a_new_disk(property: &Property, name: &str, staff: Staff) -> Staff {
    let cable = staff.cable.clone();
    drop(staff);
    let dir = property.beside(name);
    std::fs::remove_dir_all(dir.join("outbox")).unwrap();
    Staff::start(Identity::load(&dir).unwrap(), cable)
}

#[test]
fn h7_a_replaced_disk_is_shown_at_the_desks_from_the_greeting_on_until_a_lead_has_seen_to_it() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    let seq = take(&mut counter);
    let last = counter.answer(seq).done();
    control.until_level(&property);
    assert_eq!(open_gaps(&control), [], "a first disk is no gap");

    let mut counter = with_a_new_disk(&property, "counter 1", counter);
    control.until("the gap", |c| !open_gaps(c).is_empty());
    let gaps = open_gaps(&control);
    let [gap] = gaps.as_slice() else { panic!("{gaps:?}") };
    assert_eq!((gap.terminal.as_str(), gap.last_seq, gap.missing), (counter.id.as_str(), seq, None));
    assert!(gap.last_at.is_some_and(|at| at <= gap.found_at) && last > 0);

    // It is the same gap however often that terminal greets or submits, and after a restart.
    counter.until_level(&property);
    let seq = take(&mut counter);
    counter.answer(seq).done();
    property.stop();
    property.start();
    let seq = take(&mut counter);
    counter.answer(seq).done();
    counter.until_level(&property);
    assert_eq!(open_gaps(&counter), std::slice::from_ref(gap));

    let note = || Command::NoteGap { gap: gap.id.clone() };
    assert!(matches!(counter.ask(note()).refusal(), Refusal::Right(_)), "a clerk does not note it");
    counter.sign_in(LEAD);
    counter.ask(note()).done();
    control.until("word that somebody has seen to it", |c| open_gaps(c).is_empty());
    property.stop();
    assert!(property.verified().sound);
}

#[test]
fn h7_commands_that_are_passed_over_are_on_record_before_what_comes_behind_them() {
    let property = Property::new();
    let who = Credential::enrolled(&property, Station::Counter, "counter 1");
    let send = |seq: u64, oldest_seq| {
        let request = SubmitRequest {
            epoch: property.desk().identity.epoch.to_vec().into(),
            incarnation: vec![0xA1; 16].into(),
            seq,
            command: b"no json".to_vec().into(),
            protocol: proto::PROTOCOL,
            before_emergency: false,
            second_pin: String::new(),
            oldest_seq,
            ..SubmitRequest::default()
        };
        property.runtime().block_on(async {
            let mut server = DeskServiceClient::new(who.channel(property.address()).await.unwrap());
            within(server.submit(request)).await.unwrap().into_inner()
        })
    };
    for (seq, oldest, expected) in
        [(1, 1, Outcome::Unreadable), (5, 1, Outcome::Gap), (5, 5, Outcome::Unreadable), (5, 5, Outcome::Unreadable)]
    {
        assert_eq!(send(seq, oldest).outcome(), expected, "{seq} of {oldest}");
    }
    let state = property.desk().state().clone();
    let found: Vec<_> = state.open_gaps().map(|g| (g.last_seq, g.missing)).collect();
    assert_eq!(found, [(1, Some(3))]);
    let behind = send(6, 1).revision;
    let line = state.log_line.iter().find(|l| l.what == "terminals.find_gap").unwrap();
    assert!(line.revision + 1 < behind);
    for disk in [0xA1, 0xB2, 0xB2] {
        let request = HelloRequest {
            protocol_min: 1,
            protocol_max: 1,
            outbox: vec![disk; 16].into(),
            ..HelloRequest::default()
        };
        property.runtime().block_on(async {
            let mut server = DeskServiceClient::new(who.channel(property.address()).await.unwrap());
            within(server.hello(request)).await.unwrap();
        });
    }
    let found: Vec<_> = property.desk().state().open_gaps().map(|g| (g.last_seq, g.missing)).collect();
    assert_eq!(found.len(), 2, "a greeting with another disk is one gap more, once");
    assert!(found.contains(&(6, None)));
}

#[test]
fn b07_a_kiosk_with_a_new_disk_is_a_gap_too() {
    let property = Property::new();
    let mut control = property.staff(Station::ControlRoom, "control room");
    let mut kiosk = property.kiosk("kiosk 1");
    let (seq, _) = kiosk.register("样本访客", "13800000111");
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    let cable = kiosk.cable.clone();
    drop(kiosk);
    let dir = property.beside("kiosk 1");
    std::fs::remove_dir_all(dir.join("outbox")).unwrap();
    let kiosk = tests::harness::Kiosk::start(Identity::load(&dir).unwrap(), cable);
    control.until("the gap", |c| open_gaps(c).iter().any(|g| g.terminal.as_str() == kiosk.id));
}

/// Copies a terminal's outbox away, or back.
fn copied(from: &std::path::Path, to: &std::path::Path) {
    if to.exists() {
        std::fs::remove_dir_all(to).unwrap();
    }
    tests::harness::copy_dir(from, to);
}

#[test]
fn b12_a_disk_that_went_back_in_time_never_gets_the_answer_to_another_command() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let (cable, outbox, image) = (counter.cable.clone(), property.beside("counter 1").join("outbox"), property.beside("image"));
    drop(counter);
    copied(&outbox, &image);
    let identity = || Identity::load(&property.beside("counter 1")).unwrap();
    let mut counter = Staff::start(identity(), cable.clone());
    let seqs: Vec<u64> = (0..3).map(|_| take(&mut counter)).collect();
    for seq in &seqs {
        counter.answer(*seq).done();
    }
    drop(counter);

    copied(&image, &outbox);
    cable.cut();
    let mut counter = Staff::start(identity(), cable.clone());
    let reused = counter.submit(domain::registers::staff::Command::SignOut {});
    assert_eq!(reused, seqs[0], "it knows no better");
    cable.heal();
    assert_eq!(counter.answer(reused), tests::harness::Answer::KeyTaken);
    let seq = take(&mut counter);
    counter.answer(seq).done();
    counter.until_level(&property);
    assert_eq!((seq, counter.state().matter.len()), (seqs[2] + 1, 4));
    assert!(counter.state().signed_in(&counter.id).is_some(), "the sign-out was not done");
}

#[test]
fn b07_no_two_visitors_inside_or_of_one_day_hold_one_code_whatever_becomes_of_a_kiosks_disk() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut codes = std::collections::BTreeSet::new();
    let mut register = |kiosk: &mut tests::harness::Kiosk, offline: bool| {
        let (seq, code) = kiosk.register("样本访客", "13800000111");
        assert!(codes.insert(code.clone()), "{code} was given twice");
        if !offline {
            assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
        }
        seq
    };
    // Faces and calls use numbers up, and no codes.
    for _ in 0..3 {
        register(&mut kiosk, false);
        let seq = kiosk.submit(proto::v1::submission::What::RingCounter(proto::v1::RingCounter {}));
        kiosk.answer(seq);
    }
    let start = |cable: tests::harness::Cable| {
        let mut kiosk = tests::harness::Kiosk::start(Identity::load(&property.beside("kiosk 1")).unwrap(), cable);
        kiosk.until("the greeting", |k| k.is_online());
        kiosk
    };
    let outbox = property.beside("kiosk 1").join("outbox");
    for lost in [vec!["outbox"], vec!["lobby.bin"], vec!["outbox", "lobby.bin"]] {
        let cable = kiosk.cable.clone();
        cable.cut();
        kiosk.until("word that the server is away", |k| !k.is_online());
        let waiting = register(&mut kiosk, true);
        cable.heal();
        kiosk.answer(waiting);
        drop(kiosk);
        for name in lost {
            let path = outbox.with_file_name(name);
            if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
        }
        kiosk = start(cable);
        for _ in 0..3 {
            register(&mut kiosk, false);
        }
    }
    let state = property.desk().state().clone();
    assert_eq!((codes.len(), state.inside().count()), (15, 15));
}
