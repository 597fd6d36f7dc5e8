//! A forgotten PIN is not the end, and a changed setting is none.

use domain::registers::staff::Command as Staff;
use domain::registers::{handover, staff};
use domain::{Refusal, Station};
use terminal::ConsoleAnswer;
use tests::harness::{CLERK, LEAD, Property, Site, person, pin};
use tonic::Code;

/// A PIN that its owner has chosen.
const OWN: &str = "482915";

fn sign_in(who: &str) -> Staff {
    Staff::SignIn { person: person(who) }
}

#[test]
fn a_pin_that_was_reset_takes_the_place_of_the_forgotten_one_at_once() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let unknown = Refusal::from(staff::Refusal::NotRecognised);
    let key = |p: &Property| p.desk().state().credential.get(&person(CLERK).beside()).unwrap().public_key.clone();
    let before = key(&property);
    // Forgotten: guessed until the terminal is closed to this person.
    for _ in 0..6 {
        assert_eq!(counter.ask_with_pin(sign_in(CLERK), "000000").refusal(), unknown);
    }
    let fresh = property.operator().reset_pin(CLERK).unwrap();
    assert!(fresh.len() == 6 && fresh.bytes().all(|b| b.is_ascii_digit()));
    assert_ne!(key(&property), before, "another signing key");
    assert_eq!(counter.sign(CLERK, sign_in(CLERK)).refusal(), unknown, "the old PIN has ended");
    // The operator has seen it: it signs nobody in before its owner has changed it.
    let change_first = Refusal::from(staff::Refusal::ChangePinFirst);
    assert_eq!(counter.ask_with_pin(sign_in(CLERK), &fresh).refusal(), change_first);
    assert_eq!(counter.change_pin(CLERK, &fresh, OWN), ConsoleAnswer::Changed);
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
    counter.sign(LEAD, sign_in(LEAD)).done();

    // An import gives first PINs only.
    property.operator().import_small();
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
    property.stop();
    let report = property.verified();
    assert!(report.sound, "{:?}", report.damage);
    property.start();
    counter.until_level(&property);
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
}

#[test]
fn what_was_signed_before_a_reset_still_verifies() {
    let mut property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let post = handover::Post::Counter;
    counter.ask(handover::Command::TakeUp { post }).done();
    let sheet = counter.new_id();
    counter.ask(handover::Command::Open { sheet: sheet.clone(), post }).done();
    counter
        .ask(handover::Command::Count {
            sheet: sheet.clone(),
            item: tests::harness::id("counter-radio"),
            found: 2,
            note: None,
        })
        .done();
    counter.sign(CLERK, handover::Command::SignOutgoing { sheet, person: person(CLERK) }).done();
    property.operator().reset_pin(CLERK).unwrap();
    property.stop();
    let report = property.verified();
    assert!(report.sound && report.signatures == 1, "{:?}", report.damage);
}

#[test]
fn a_reset_for_nobody_changes_nothing() {
    let property = Property::new();
    let before = property.revision();
    let unknown = property.operator().reset_pin("9999").unwrap_err();
    assert_eq!((unknown.code(), property.revision()), (Code::FailedPrecondition, before));
    assert!(unknown.message().contains("nobody has the staff number 9999"));
    assert_eq!(property.operator().reset_pin("x").unwrap_err().code(), Code::InvalidArgument);
    let mut files = tests::harness::Operator::small();
    let staff = String::from_utf8(files["staff.csv"].clone()).unwrap();
    let header =
        staff
            .replacen("first pin\n", "first pin,left\n", 1)
            .replacen(&format!("{}\n", pin(CLERK)), &format!("{},yes\n", pin(CLERK)), 1);
    files.insert("staff.csv".into(), header.into_bytes());
    assert_eq!(property.operator().offer(&files), Vec::<String>::new());
    assert!(property.operator().reset_pin(CLERK).unwrap_err().message().contains("has left"));
}

#[test]
fn pins_are_recognised_after_the_settings_have_made_guessing_dearer() {
    let site = Site::new();
    let program = site.serve();
    site.operator().import_small();
    let mut counter = site.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    program.kill();
    site.set("pin_memory_kib = 128\npin_passes = 2\n");
    let _program = site.serve();
    counter.sign(LEAD, sign_in(LEAD)).done();
    let fresh = site.operator().reset_pin(CLERK).unwrap();
    assert_eq!(counter.change_pin(CLERK, &fresh, OWN), ConsoleAnswer::Changed);
    counter.ask_with_pin(sign_in(CLERK), OWN).done();
}
