//! People, PINs and machines, as managers and everybody look after them at a desk.

use super::gaps::take;
use domain::registers::staff::{Command, Credential, Refusal};
use domain::registers::terminals;
use domain::rights::{self, Role};
use domain::{Refusal as Any, Station};
use std::fs;
use std::path::Path;
use terminal::{ConsoleAnswer, ConsoleQuestion};
use tests::harness::{CLERK, Connection, MANAGER, OPERATOR, Property, Staff, line, person, pin};
use values::{PersonName, Personal};

/// A PIN that stands in no file by chance.
const OWN: &str = "zq82kk71";

fn sign_in(who: &str) -> Command {
    Command::SignIn { person: person(who) }
}

fn left(who: &str, left: bool) -> Command {
    Command::Edit {
        by: person(MANAGER),
        person: person(who),
        name: PersonName::parse("样本改名").unwrap(),
        roles: [Role::Clerk].into(),
        left,
    }
}

fn refused(answer: ConsoleAnswer) -> Any {
    let ConsoleAnswer::Refused(refusal) = answer else { panic!("expected a refusal, got {answer:?}") };
    serde_json::from_slice(&refusal).unwrap()
}

fn give(counter: &mut Staff, by: &str, to: &str) -> ConsoleAnswer {
    counter.console(ConsoleQuestion::GivePin { number: by.into(), pin: pin(by).into(), to: to.into() })
}

/// Whether any file below holds these bytes.
fn is_written(below: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(below).unwrap().map(|e| e.unwrap().path()).any(|path| {
        if path.is_dir() { is_written(&path, bytes) } else { fs::read(&path).is_ok_and(|f| f.windows(bytes.len()).any(|w| w == bytes)) }
    })
}

#[test]
fn s2_a_person_changes_their_pin_with_the_old_one_and_neither_is_on_any_disk() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    for (old, new, told) in [
        ("000000", OWN, Refusal::NotRecognised),
        (&*pin(CLERK), "123456", Refusal::PinTooPlain),
        (&*pin(CLERK), "48291", Refusal::PinTooShort { least: 6 }),
        (&*pin(CLERK), "100182", Refusal::PinTooPlain),
    ] {
        assert_eq!(refused(counter.change_pin(CLERK, old, new)), Any::Staff(told), "{new}");
    }
    assert_eq!(counter.change_pin(CLERK, &pin(CLERK), OWN), ConsoleAnswer::Changed);
    assert_eq!(refused(counter.change_pin(CLERK, OWN, OWN)), Any::Staff(Refusal::SamePin));
    assert_eq!(counter.sign(CLERK, sign_in(CLERK)).refusal(), Refusal::NotRecognised.into(), "the old one has ended");
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
    for below in [property.data(), property.beside("counter 1")] {
        assert!(!is_written(&below, OWN.as_bytes()), "{}", below.display());
    }
}

#[test]
fn s2_a_pin_that_a_manager_gave_signs_nobody_in_before_its_owner_has_changed_it() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    assert!(matches!(refused(give(&mut counter, CLERK, OPERATOR)), Any::Right(rights::Refusal::NotYourRole { .. })));
    let ConsoleAnswer::Pin(fresh) = give(&mut counter, MANAGER, CLERK) else { panic!("no PIN") };
    assert_eq!(counter.sign(CLERK, sign_in(CLERK)).refusal(), Refusal::NotRecognised.into());
    assert_eq!(counter.ask_with_pin(sign_in(CLERK), &fresh).refusal(), Refusal::ChangePinFirst.into());
    assert_eq!(counter.change_pin(CLERK, &fresh, OWN), ConsoleAnswer::Changed);
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
}

#[test]
fn s2_what_proves_a_person_never_comes_from_a_terminal_whatever_pin_comes_with_it() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let credential = Credential {
        id: person(CLERK).beside(),
        pin: Personal::Clear("made up".into()),
        public_key: "made up".into(),
        wrapped_key: Personal::Clear("made up".into()),
        to_be_changed: false,
    };
    let forged = Command::SetCredential { credential: Box::new(credential), by: Some(person(MANAGER)) };
    assert_eq!(counter.sign(MANAGER, forged).refusal(), rights::Refusal::PinNeeded.into());
    counter.sign(CLERK, sign_in(CLERK)).done();
}

#[test]
fn s2_who_has_left_is_out_at_every_station_at_once() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    control.sign(MANAGER, left(CLERK, true)).done();
    counter.until("nobody", |s| s.state().signed_in(&s.id).is_none());
    let seq = take(&mut counter);
    assert_eq!(counter.answer(seq).refusal(), rights::Refusal::SignInFirst.into());
    assert_eq!(counter.sign(CLERK, sign_in(CLERK)).refusal(), Refusal::NotRecognised.into());
    control.sign(MANAGER, left(CLERK, false)).done();
    assert_eq!(counter.sign(CLERK, sign_in(CLERK)).refusal(), Refusal::NotRecognised.into(), "back, and without the old PIN");
}

#[test]
fn s3_the_server_takes_nothing_in_the_name_of_whoever_locked_their_terminal() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    counter.ask(Command::Lock {}).done();
    let seq = take(&mut counter);
    assert_eq!(counter.answer(seq).refusal(), rights::Refusal::SignInFirst.into());
    let unlock = Command::Unlock { person: person(CLERK), remembered: false };
    assert_eq!(counter.ask_with_pin(unlock.clone(), "000000").refusal(), Refusal::NotRecognised.into());
    counter.sign(CLERK, unlock).done();
    let seq = take(&mut counter);
    counter.answer(seq).done();
}

#[test]
fn s3_a_session_ends_after_twelve_hours_at_every_station() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    counter.sign_in(CLERK);
    let here = counter.id.clone();
    property.clock().minutes_pass(12 * 60 - 1);
    control.until_level(&property);
    assert!(property.desk().state().signed_in(&here).is_some());
    property.clock().minutes_pass(1);
    control.until("the end", |s| s.replica.is_loaded() && s.state().sessions().next().is_none());
    let seq = take(&mut counter);
    assert_eq!(counter.answer(seq).refusal(), rights::Refusal::SignInFirst.into());
    counter.sign_in(CLERK);
}

#[test]
fn s1_a_manager_lets_a_machine_in_calls_it_otherwise_and_turns_it_out_and_its_streams_end() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let offer = |number: &str| ConsoleQuestion::OfferTerminal {
        number: number.into(),
        pin: pin(number).into(),
        station: "control_room".into(),
        name: "east gate".into(),
    };
    assert!(matches!(refused(counter.console(offer(CLERK))), Any::Right(rights::Refusal::NotYourRole { .. })));
    let ConsoleAnswer::Code { code, .. } = counter.console(offer(MANAGER)) else { panic!("no code") };
    assert!(!is_written(&property.data(), code.as_bytes()), "the code is on no disk");
    let cable = property.cable();
    let identity = terminal::enrol(&property.beside("east gate"), &cable.address(), &code).unwrap();
    let mut gate = Staff::start(identity, cable);
    gate.until_level(&property);
    assert_eq!(gate.station, Station::ControlRoom);
    let (terminal, by) = (gate.id.clone(), || Some(person(MANAGER)));
    let rename = terminals::Command::Rename { terminal: terminal.clone(), name: line("west gate"), by: by() };
    counter.sign(MANAGER, rename).done();
    gate.until("its name", |s| s.state().terminal.get(&s.id).is_some_and(|t| t.name.as_str() == "west gate"));
    counter.sign(MANAGER, terminals::Command::Revoke { terminal, by: by() }).done();
    gate.until("the end of its admission", |s| s.told.connection == Connection::NotAdmitted);
}
