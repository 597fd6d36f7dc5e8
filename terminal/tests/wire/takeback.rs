//! A restored server gets back what its copy lacks, by itself, in order, and nothing else.

use crate::property::{Fate, Property, State};
use crate::told::{self, Told};
use proto::v1::submission::What;
use proto::v1::{RingCounter, Submission};
use std::fs;
use std::path::Path;
use terminal::{DeskLink, Event, Identity, LobbyEvent, MAX_COMMAND_BYTES, Outcome};

fn command(number: u64) -> Vec<u8> {
    format!("{{\"test\":{number}}}").into_bytes()
}

fn answered(events: &[Event]) -> Vec<u64> {
    let seq = |event: &Event| if let Event::Answered { seq, .. } = event { Some(*seq) } else { None };
    events.iter().filter_map(seq).collect()
}

fn submit(desk: &mut Told<DeskLink, Event>, count: u64) {
    for _ in 0..count {
        let seq = desk.link.next_seq();
        desk.link.submit(command(seq), Some(format!("pin {seq}"))).unwrap();
    }
    let last = desk.link.next_seq() - 1;
    desk.until("the answers", |events| answered(events).contains(&last));
}

/// The server loses what it has done after `seq`, and every connection.
fn restore(property: &Property, seq: u64) {
    property.house.change(|state| {
        state.done.retain(|(_, done), _| *done <= seq);
        state.epoch = b"epoch two";
        state.arrivals.clear();
    });
    property.house.relay.cut();
}

fn until_whole(property: &Property, last: u64) -> Vec<(u64, Vec<u8>)> {
    let state = property.house.wait("what it lacks", |state| state.done.keys().any(|(_, seq)| *seq == last));
    state.done.iter().map(|((_, seq), command)| (*seq, command.clone())).collect()
}

fn all(last: u64) -> Vec<(u64, Vec<u8>)> {
    (1..=last).map(|seq| (seq, command(seq))).collect()
}

fn arrived(state: &State) -> Vec<(u64, bool, &str)> {
    state.arrivals.iter().map(|a| (a.seq, a.offline, a.pin.as_str())).collect()
}

#[test]
fn b12_a_restored_server_is_told_again_what_it_lacks_also_when_there_is_nothing_new() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("control_room");
    let mut desk = told::desk(identity);
    submit(&mut desk, 5);
    restore(&property, 2);
    assert_eq!(until_whole(&property, 5), all(5));
    desk.until("each answer, and again those that were lost", |events| answered(events) == [1, 2, 3, 4, 5, 3, 4, 5]);
    assert!(desk.link.pending().is_empty());
    submit(&mut desk, 1);
    let state = property.house.state();
    let expected = [(3, true, ""), (4, true, ""), (5, true, ""), (6, false, "pin 6")];
    assert_eq!(arrived(&state), expected, "in order, made before, and no PIN was kept");
    assert!(state.arrivals.iter().all(|a| a.oldest_seq == 1));
}

#[test]
fn b12_a_gap_is_filled_at_once_and_what_is_new_comes_after_it() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    submit(&mut desk, 4);
    property.house.change(|state| state.hello_says_nothing = true);
    restore(&property, 1);
    submit(&mut desk, 1);
    assert_eq!(until_whole(&property, 5), all(5));
    let state = property.house.state();
    let seqs: Vec<u64> = state.arrivals.iter().map(|a| a.seq).collect();
    assert_eq!(seqs, [5, 2, 3, 4, 5]);
}

#[test]
fn b12_what_a_server_lacks_outlives_a_restart_of_the_terminal() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    submit(&mut desk, 3);
    drop(desk);
    restore(&property, 0);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    desk.until("the answers again", |events| answered(events) == [1, 2, 3]);
    assert_eq!(until_whole(&property, 3), all(3));
    drop(desk);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    submit(&mut desk, 1);
    let seqs: Vec<u64> = property.house.state().arrivals.iter().map(|a| a.seq).collect();
    assert_eq!(seqs, [1, 2, 3, 4], "each once");
}

#[test]
fn b12_a_terminal_that_has_lost_what_is_lacking_says_so_and_goes_on() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    submit(&mut desk, 3);
    drop(desk);
    // Nobody can open what was answered; what is new is sealed with a new key.
    fs::remove_file(dir.path().join("outbox.key")).unwrap();
    restore(&property, 1);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    submit(&mut desk, 2);
    let sent: Vec<_> = property.house.state().arrivals.iter().map(|a| (a.seq, a.oldest_seq)).collect();
    assert_eq!(sent, [(4, 4), (5, 4)]);
}

/// Puts the outbox's disk back to what was copied from it.
fn put_back(dir: &Path, copy: &Path) {
    let outbox = dir.join("outbox");
    fs::remove_dir_all(&outbox).unwrap();
    copy_files(copy, &outbox);
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

#[test]
fn b12_a_terminal_whose_disk_went_back_in_time_sends_what_waits_and_goes_on_behind_what_was_answered() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let image = tempfile::tempdir().unwrap();
    let mut desk = told::desk(identity);
    submit(&mut desk, 2);
    copy_files(&dir.path().join("outbox"), image.path());
    submit(&mut desk, 3);
    drop(desk);
    put_back(dir.path(), image.path());
    property.house.change(|state| state.arrivals.clear());
    property.house.relay.unplug();
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    assert_eq!(desk.link.submit(command(3), None).unwrap(), 3, "it knows no better yet");
    property.house.relay.plug_in();
    desk.until("the answer that it had", |events| answered(events) == [3]);
    assert_eq!(desk.link.next_seq(), 6);
    submit(&mut desk, 2);
    drop(desk);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    submit(&mut desk, 1);
    assert_eq!(until_whole(&property, 8), all(8));
    let sent: Vec<u64> = property.house.state().arrivals.iter().map(|a| a.seq).collect();
    assert_eq!(sent, [3, 6, 7, 8], "also after a restart");
    // A restored server gets back what is still here, on both sides of what was skipped.
    property.house.change(|state| state.hello_says_nothing = true);
    restore(&property, 1);
    submit(&mut desk, 1);
    let state = property.house.wait("the rest", |state| state.done.keys().any(|(_, seq)| *seq == 9));
    let done: Vec<u64> = state.done.keys().map(|(_, seq)| *seq).collect();
    assert_eq!(done, [1, 2, 3, 6, 7, 8, 9], "4 and 5 are on no disk any more");
}

#[test]
fn b12_what_was_saved_under_used_numbers_before_the_greeting_is_sent_under_them_once() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let image = tempfile::tempdir().unwrap();
    let mut desk = told::desk(identity);
    submit(&mut desk, 1);
    copy_files(&dir.path().join("outbox"), image.path());
    submit(&mut desk, 3);
    drop(desk);
    put_back(dir.path(), image.path());
    property.house.change(|state| {
        state.arrivals.clear();
        state.fates.extend([Fate::KeyTaken, Fate::KeyTaken]);
    });
    property.house.relay.unplug();
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    for seq in 2..=3 {
        assert_eq!(desk.link.submit(command(seq), None).unwrap(), seq, "it knows no better yet");
    }
    property.house.relay.plug_in();
    desk.until("both answers", |events| answered(events) == [2, 3]);
    let taken = |event: &&Event| matches!(event, Event::Answered { outcome: Outcome::KeyTaken, .. });
    assert_eq!(desk.events.iter().filter(taken).count(), 2);
    assert_eq!((desk.link.next_seq(), desk.link.pending().len()), (5, 0));
    submit(&mut desk, 1);
    let sent: Vec<u64> = property.house.state().arrivals.iter().map(|a| a.seq).collect();
    assert_eq!(sent, [2, 3, 5]);
}

#[test]
fn b12_what_lies_elsewhere_is_forgotten_when_the_log_is_long() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    let large = vec![b' '; MAX_COMMAND_BYTES];
    for _ in 0..70 {
        desk.link.submit(large.clone(), None).unwrap();
    }
    desk.until("the answers", |events| answered(events).len() == 70);
    property.house.change(|state| state.kept_seq = 69);
    submit(&mut desk, 2);
    let state = property.house.state();
    // A slow machine may deliver one of them twice.
    let (last, before): (Vec<_>, Vec<_>) = state.arrivals.iter().partition(|a| a.seq == 72);
    assert!(before.iter().all(|a| a.oldest_seq == 1), "nothing is forgotten before it lies elsewhere");
    assert!(!last.is_empty() && last.iter().all(|a| a.oldest_seq == 70));
}

#[test]
fn b07_a_kiosk_delivers_again_the_very_bytes_that_a_restored_server_lacks() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("kiosk");
    let mut kiosk = told::lobby(identity);
    kiosk.until_any("a sign of life", |event| matches!(event, LobbyEvent::Alive { .. }));
    let ring = || Submission { made_at_ms: 9, what: Some(What::RingCounter(RingCounter {})) };
    for seq in 1..=3 {
        assert_eq!(kiosk.link.submit(ring()).unwrap(), seq);
    }
    let answers = |events: &[LobbyEvent]| events.iter().filter(|event| matches!(event, LobbyEvent::Answered { .. })).count();
    kiosk.until("the answers", |events| answers(events) == 3);
    property.house.change(|state| state.kiosk_expects = 2);
    property.house.relay.cut();
    kiosk.until("two of them again", |events| answers(events) == 5);
    assert!(kiosk.link.pending().is_empty());
    let state = property.house.state();
    assert_eq!(state.sealed[3..], state.sealed[1..3], "never sealed again");
    let offline: Vec<bool> = state.delivered.iter().map(|(_, offline)| *offline).collect();
    assert_eq!(offline, [false, false, false, true, true], "what comes again was not made now");
}
