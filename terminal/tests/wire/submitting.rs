//! From the outbox to the server, exactly once.

use crate::property::{Fate, Property};
use crate::told::{self, Told};
use std::fs;
use std::path::Path;
use terminal::{DeskLink, Event, Identity, MAX_COMMAND_BYTES, Outcome, StartError, SubmitError};

fn command(number: u64) -> Vec<u8> {
    format!("{{\"test\":{number}}}").into_bytes()
}

fn answers(events: &[Event]) -> Vec<(u64, Outcome)> {
    let answer = |event: &Event| {
        let Event::Answered { seq, outcome, .. } = event else { return None };
        Some((*seq, outcome.clone()))
    };
    events.iter().filter_map(answer).collect()
}

fn until_answered(desk: &mut Told<DeskLink, Event>, count: usize) -> Vec<(u64, Outcome)> {
    answers(&desk.until("the answers", |events| answers(events).len() >= count))
}

/// Whether any file below `dir` holds these bytes.
pub fn found_below(dir: &Path, marker: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return found_below(&path, marker);
        }
        fs::read(&path).unwrap().windows(marker.len()).any(|window| window == marker)
    })
}

#[test]
fn b12_each_command_is_done_and_answered_once_in_order_whatever_is_lost() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("control_room");
    let fates = [Fate::AnswerLost, Fate::RequestLost, Fate::Later, Fate::AnswerLost, Fate::Error, Fate::EpochChanged, Fate::AnswerLost];
    property.house.change(|state| state.fates.extend(fates));
    let mut desk = told::desk(identity);
    let count = 24;
    for number in 1..=count {
        assert_eq!(desk.link.next_seq(), number);
        assert_eq!(desk.link.submit(command(number), Some(format!("pin {number}"))).unwrap(), number);
    }
    let answered = until_answered(&mut desk, 24);
    let expected: Vec<_> = (1..=count).map(|seq| (seq, Outcome::Committed)).collect();
    assert_eq!(answered, expected);
    assert!(desk.link.pending().is_empty());

    let state = property.house.state();
    assert!(state.fates.is_empty() && state.arrivals.len() > 24, "everything was tried");
    let done: Vec<_> = state.done.values().cloned().collect();
    assert_eq!(done, (1..=count).map(command).collect::<Vec<_>>());
    let seqs: Vec<u64> = state.arrivals.iter().map(|arrival| arrival.seq).collect();
    assert!(seqs.is_sorted(), "a later command never overtakes: {seqs:?}");
    for arrival in &state.arrivals {
        assert_eq!(arrival.command, command(arrival.seq), "the same again is the same");
        assert_eq!(arrival.pin, format!("pin {}", arrival.seq), "also its PIN");
        assert_eq!(arrival.incarnation, desk.link.incarnation().as_slice());
    }
}

#[test]
fn b12_saved_is_told_before_the_answer_and_refusals_are_final() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    property.house.change(|state| state.fates.extend([Fate::Refused, Fate::Unreadable]));
    let mut desk = told::desk(identity);
    for number in 1..=2 {
        desk.link.submit(command(number), None).unwrap();
    }
    let answered = until_answered(&mut desk, 2);
    let refusal = Outcome::Refused(b"{\"why\":\"test\"}".to_vec());
    assert_eq!(answered, [(1, refusal), (2, Outcome::Unreadable)]);
    for seq in 1..=2 {
        let place = |wanted: &dyn Fn(&Event) -> bool| desk.events.iter().position(wanted).unwrap();
        let saved = place(&|event| matches!(event, Event::Saved { seq: s } if *s == seq));
        let answered = place(&|event| matches!(event, Event::Answered { seq: s, .. } if *s == seq));
        assert!(saved < answered);
    }
    assert!(desk.link.pending().is_empty());
    assert_eq!(property.house.state().arrivals.len(), 2, "neither was sent again");
}

#[test]
fn b12_what_waits_survives_a_restart_with_its_numbers_and_without_its_pin() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    property.house.relay.unplug();
    let mut desk = told::desk(identity);
    for number in 1..=3 {
        desk.link.submit(command(number), Some("246810".to_owned())).unwrap();
    }
    let incarnation = desk.link.incarnation();
    drop(desk);
    assert!(!found_below(dir.path(), b"\"test\":"), "a command lies readable on the disk");
    assert!(!found_below(dir.path(), b"246810"), "a PIN lies on the disk");

    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    assert_eq!(desk.link.incarnation(), incarnation);
    assert_eq!(desk.link.next_seq(), 4);
    let waiting: Vec<_> = (1..=3).map(|number| (number, command(number))).collect();
    assert_eq!(desk.link.pending().into_iter().map(|w| (w.seq, w.command)).collect::<Vec<_>>(), waiting);
    assert!(!desk.link.online());
    property.house.relay.plug_in();
    desk.until_any("the greeting", |event| matches!(event, Event::Online { .. }));
    desk.link.submit(command(4), Some("135790".to_owned())).unwrap();
    until_answered(&mut desk, 4);

    let state = property.house.state();
    let sent: Vec<_> = state.arrivals.iter().map(|a| (a.seq, a.offline, a.pin.as_str())).collect();
    assert_eq!(sent, [(1, true, ""), (2, true, ""), (3, true, ""), (4, false, "135790")]);
    assert!(state.arrivals.iter().all(|arrival| arrival.made_at_ms > 0));
}

#[test]
fn what_lies_before_an_emergency_says_so_and_stays_on_the_list_when_it_is_refused() {
    let property = Property::start();
    let (dir, identity) = property.terminal("control_room");
    property.house.relay.unplug();
    let refused = [Fate::Refused, Fate::Refused, Fate::Refused];
    property.house.change(|state| state.fates.extend([Fate::Later].into_iter().chain(refused)));
    let mut desk = told::desk(identity);
    for item in [command(1), told::URGENT.to_vec(), command(3)] {
        desk.link.submit(item, None).unwrap();
    }
    drop(desk);
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    property.house.relay.plug_in();
    until_answered(&mut desk, 3);
    let said: Vec<_> = property.house.state().arrivals.iter().map(|a| (a.seq, a.before_emergency)).collect();
    assert_eq!(said, [(1, true), (1, true), (2, false), (3, false)]);

    let returned: Vec<_> = desk.link.returned().into_iter().map(|returned| returned.command).collect();
    assert_eq!(returned, [command(1), told::URGENT.to_vec(), command(3)]);
}

#[test]
fn b28_what_could_not_be_delivered_as_it_was_made_arrives_as_made_offline() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("control_room");
    let mut desk = told::desk(identity);
    desk.until_any("the greeting", |event| matches!(event, Event::Online { .. }));
    for (seq, fate) in [(1, None), (2, Some(Fate::RequestLost)), (3, Some(Fate::Later)), (4, Some(Fate::AnswerLost)), (5, None)] {
        property.house.change(|state| state.fates.extend(fate));
        assert!(desk.link.online(), "nobody has noticed anything yet");
        desk.link.submit(command(seq), None).unwrap();
        until_answered(&mut desk, usize::try_from(seq).unwrap());
    }
    let state = property.house.state();
    let sent: Vec<_> = state.arrivals.iter().map(|a| (a.seq, a.offline)).collect();
    let expected = [(1, false), (2, false), (2, true), (3, false), (3, true), (4, false), (4, true), (5, false)];
    assert_eq!(sent, expected, "the first try says \"online\", and was not done or is answered again");
}

#[test]
fn b28_what_was_pressed_on_a_dead_line_before_a_restart_arrives_as_made_offline() {
    let property = Property::start();
    let (dir, identity) = property.terminal("control_room");
    let mut desk = told::desk(identity);
    desk.until_any("the greeting", |event| matches!(event, Event::Online { .. }));
    property.house.relay.freeze();
    assert!(desk.link.online(), "a dead line looks like a live one");
    desk.link.submit(command(1), None).unwrap();
    drop(desk);
    property.house.relay.thaw();
    let mut desk = told::desk(Identity::load(dir.path()).unwrap());
    until_answered(&mut desk, 1);
    let sent: Vec<_> = property.house.state().arrivals.iter().map(|a| (a.seq, a.offline)).collect();
    assert_eq!(sent, [(1, true)]);
}

#[test]
fn an_outbox_whose_key_is_lost_is_not_passed_over() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    property.house.relay.unplug();
    let mut desk = told::desk(identity);
    desk.link.submit(command(1), None).unwrap();
    drop(desk);
    fs::remove_file(dir.path().join("outbox.key")).unwrap();
    let start = DeskLink::start(Identity::load(dir.path()).unwrap(), |_| false, Box::new(|| {}));
    assert!(matches!(start.err(), Some(StartError::OutboxKey)));
}

#[test]
fn a_command_that_the_server_could_never_take_is_not_saved() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let mut desk = told::desk(identity);
    let error = desk.link.submit(vec![b' '; MAX_COMMAND_BYTES + 1], None).unwrap_err();
    assert!(matches!(error, SubmitError::TooLarge { .. }));
    assert_eq!(desk.link.submit(vec![b' '; MAX_COMMAND_BYTES], None).unwrap(), 1);
    until_answered(&mut desk, 1);
}

#[test]
fn ids_are_made_of_terminal_disk_and_command() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    let desk = told::desk(identity);
    let disk: String = desk.link.incarnation()[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(desk.link.new_id(7, 0), format!("counter1-{disk}-7"));
    assert_eq!(desk.link.new_id(7, 2), format!("counter1-{disk}-7.2"));
}

#[test]
fn what_comes_back_to_an_empty_chair_stays_on_the_disk_until_it_is_noted() {
    let property = Property::start();
    let (dir, identity) = property.terminal("control_room");
    let mut desk = told::desk(identity);
    desk.until_any("the greeting", |event| matches!(event, Event::Online { .. }));
    property.house.relay.unplug();
    desk.until_any("the absence", |event| matches!(event, Event::Offline { .. }));
    for seq in 1..=3 {
        desk.link.submit(command(seq), None).unwrap();
    }
    property.house.change(|state| {
        state.hello_says_nothing = true;
        state.fates.extend([Fate::Refused, Fate::Unreadable, Fate::KeyTaken]);
    });
    property.house.relay.plug_in();
    until_answered(&mut desk, 3);
    assert!(desk.link.pending().is_empty(), "each lets the next one through");
    // Refused at the first try: whoever pressed is still there.
    property.house.change(|state| state.fates.push_back(Fate::Refused));
    desk.link.submit(command(4), None).unwrap();
    until_answered(&mut desk, 4);
    desk.link.made_by(2, "1001");
    drop(desk);
    assert!(!found_below(dir.path(), b"\"test\":"));
    let desk = told::desk(Identity::load(dir.path()).unwrap());
    let refused = || Outcome::Refused(b"{\"why\":\"test\"}".to_vec());
    let came_back: Vec<_> = desk.link.returned().into_iter().map(|r| (r.command, r.outcome, r.by)).collect();
    let expected = [(1, refused(), ""), (2, Outcome::Unreadable, "1001"), (3, Outcome::KeyTaken, "")];
    assert!(came_back == expected.map(|(seq, outcome, by)| (command(seq), outcome, by.to_owned())));
    let first = desk.link.returned()[0].number;
    desk.link.note_returned(first);
    drop(desk);
    let desk = told::desk(Identity::load(dir.path()).unwrap());
    assert_eq!(desk.link.returned().len(), 2);
}
