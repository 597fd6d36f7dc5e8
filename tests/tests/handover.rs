//! The handover over the wire (H-1 to H-10, B-20 to B-22): counted, objected to, read back,
//! signed with two hands, chained, and checkable by anybody with a copy.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod handover {
    mod copies;
    mod forged;
}

use domain::registers::handover::{Command, Duty, Ground, Post, Refusal, Sheet};
use domain::registers::staff::{self, Hand, Signature};
use domain::{Actor, RecordRef, Refusal as Any, Station, rights};
use server::data_dir::DataDir;
use server::operation::verify::verify;
use server::settings::Settings;
use std::path::Path;
use tests::harness::hand_over::{counted_sheet, desks, hand_back, hand_over, incoming, outgoing, read_back, red_matter};
use tests::harness::{CLERK, CLERK_TWO, LEAD, MANAGER, OPERATOR, Property, Random, Staff, copy_dir, line, person};
use values::{Id, Text};

fn duty(staff: &Staff) -> Option<Duty> {
    staff.state().duty_of(Post::Desk).cloned()
}

fn signatures(staff: &Staff, sheet: &Id<Sheet>) -> Vec<Signature> {
    let of = RecordRef::to(sheet);
    staff.state().signature.iter().filter(|s| s.of == of).cloned().collect()
}

#[test]
fn h10_with_the_second_signature_and_not_before_duty_passes_everywhere() {
    let property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let mut second = property.staff(Station::Counter, "counter 2");
    let red = red_matter(&mut counter);
    let sheet = counted_sheet(&mut counter);
    let held_by = |who: &'static str, at: Station| move |s: &Staff| duty(s).is_some_and(|d| d.person == person(who) && d.station == at);
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    // What comes after the cut is read back too, and belongs to the next sheet (B-20).
    let late = red_matter(&mut counter);
    for staff in [&mut counter, &mut control, &mut second] {
        staff.until_level(&property);
        assert!(held_by(CLERK, Station::Counter)(staff), "one signature passes nothing");
    }
    assert!(control.state().sheet.get(&sheet).and_then(|s| s.cut.clone()).is_some_and(|c| c.open.len() == 1));

    let missing = |items: Vec<RecordRef>| Any::from(Refusal::ReadBackMissing { items });
    assert_eq!(control.sign(OPERATOR, incoming(&sheet, OPERATOR)).refusal(), missing(vec![red.clone(), late.clone()]));
    control.ask(read_back(&sheet, &red)).done();
    assert_eq!(control.sign(OPERATOR, incoming(&sheet, OPERATOR)).refusal(), missing(vec![late.clone()]));
    control.ask(read_back(&sheet, &late)).done();
    control.sign(OPERATOR, incoming(&sheet, OPERATOR)).done();
    for staff in [&mut counter, &mut control, &mut second] {
        staff.until("the new holder", held_by(OPERATOR, Station::ControlRoom));
    }
    assert_eq!(duty(&second).map(|d| d.sheets), Some(1));
}

#[test]
fn b22_two_hands_each_with_its_own_pin() {
    let property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let sheet = counted_sheet(&mut counter);
    let pin_needed = Any::Right(rights::Refusal::PinNeeded);
    assert_eq!(counter.ask(outgoing(&sheet, CLERK)).refusal(), pin_needed, "without a PIN");
    assert_eq!(counter.sign(LEAD, outgoing(&sheet, CLERK)).refusal(), pin_needed, "with somebody else's PIN");
    assert_eq!(
        counter.sign(CLERK_TWO, outgoing(&sheet, CLERK_TWO)).refusal(),
        Refusal::NotOnDuty { person: person(CLERK) }.into()
    );
    assert_eq!(control.sign(OPERATOR, incoming(&sheet, OPERATOR)).refusal(), Refusal::OutgoingNotSigned.into());
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    assert_eq!(counter.sign(CLERK, incoming(&sheet, CLERK)).refusal(), Refusal::SameHand.into());
    assert_eq!(control.sign(CLERK, incoming(&sheet, OPERATOR)).refusal(), pin_needed);
    control.sign(OPERATOR, incoming(&sheet, OPERATOR)).done();

    counter.until("both signatures", |s| signatures(s, &sheet).len() == 2);
    let made = signatures(&counter, &sheet);
    let by = |hand: Hand| made.iter().find(|s| s.hand == hand).unwrap().person.clone();
    assert_eq!((by(Hand::Outgoing), by(Hand::Incoming)), (person(CLERK), person(OPERATOR)));
    assert_ne!(made[0].public_key, made[1].public_key);
    let of_counter = RecordRef::to(&sheet);
    assert!(made.iter().all(|s| s.of == of_counter && s.previous.is_none()), "the chain begins here");
}

#[test]
fn h9_an_objection_takes_the_signature_back_until_it_is_cleared_or_a_manager_signs() {
    let property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let sheet = counted_sheet(&mut counter);
    let object = |objection, ground| Command::Object { sheet: sheet.clone(), objection, ground, note: line("样本理由").into() };
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    let first = control.new_id();
    control.ask(object(first, Ground::PostDirty)).done();
    counter.until("the objection", |s| s.state().sheet.get(&sheet).is_some_and(|s| s.outgoing_signed.is_none()));
    assert_eq!(
        counter.sign(CLERK, outgoing(&sheet, CLERK)).refusal(),
        Refusal::ObjectionOpen { ground: Ground::PostDirty }.into()
    );
    let clear = || Command::Clear { sheet: sheet.clone(), index: 0, note: line("已打扫").into() };
    assert_eq!(counter.ask(clear()).refusal(), Refusal::OutgoingMayNotClear.into());
    control.ask(clear()).done();
    let second = control.new_id();
    control.ask(object(second, Ground::ItemsMissing)).done();
    let overrule = |who: &str| Command::Override {
        sheet: sheet.clone(),
        index: 1,
        note: line("样本批准").into(),
        person: person(who),
    };
    assert!(matches!(counter.sign(LEAD, overrule(LEAD)).refusal(), Any::Right(rights::Refusal::NotYourRole { .. })));
    counter.sign(MANAGER, overrule(MANAGER)).done();
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    control.sign(OPERATOR, incoming(&sheet, OPERATOR)).done();
    counter.until("all four signatures", |s| signatures(s, &sheet).len() == 4);
    assert!(signatures(&counter, &sheet).iter().any(|s| s.hand == Hand::Override && s.person == person(MANAGER)));
}

#[test]
fn q1_what_a_pin_proves_is_logged_as_done_by_whoever_has_the_pin() {
    let property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let sheet = counted_sheet(&mut counter);
    counter.sign(CLERK, outgoing(&sheet, CLERK)).done();
    let object = Command::Object {
        sheet: sheet.clone(),
        objection: control.new_id(),
        ground: Ground::PostDirty,
        note: line("样本理由").into(),
    };
    control.ask(object).done();
    // All of them at desks where somebody else is signed in.
    let overrule = Command::Override {
        sheet: sheet.clone(),
        index: 0,
        note: line("样本批准").into(),
        person: person(MANAGER),
    };
    let overruled = counter.sign(MANAGER, overrule).done();
    let handed = control.sign(CLERK, outgoing(&sheet, CLERK)).done();
    let taken = control.sign(OPERATOR, incoming(&sheet, OPERATOR)).done();
    let reviewed = counter.sign(LEAD, Command::Review { sheet: sheet.clone(), person: person(LEAD) }).done();
    let taken_up = counter.sign(CLERK_TWO, staff::Command::SignIn { person: person(CLERK_TWO) }).done();
    for (revision, who) in [(overruled, MANAGER), (handed, CLERK), (taken, OPERATOR), (reviewed, LEAD), (taken_up, CLERK_TWO)] {
        counter.until("the line in the duty log", |s| s.replica.revision() >= revision);
        let line = counter.state().log_line.iter().find(|l| l.revision == revision).cloned().unwrap();
        assert_eq!(line.actor, Actor::Person(person(who)), "{}", line.what);
    }
}

#[test]
fn b22_signed_sheets_are_chained_and_verify_on_any_copy() {
    let mut property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let first = hand_over(&mut counter, &mut control);
    counter.sign(LEAD, Command::Review { sheet: first.clone(), person: person(LEAD) }).done();
    let words = Command::AddAddendum {
        addendum: counter.new_id(),
        sheet: first.clone(),
        text: Text::parse("样本补记").unwrap().into(),
    };
    counter.ask(words).done();

    // And back again in the morning: the second sheet names the first one's digest.
    let red = RecordRef::to(&control.state().open_matters().next().unwrap().id);
    let second = hand_back(&property, &mut counter, &mut control);
    counter.until("the second sheet's signatures", |s| signatures(s, &second).len() == 2);
    let sealed = signatures(&counter, &first).into_iter().find(|s| s.hand == Hand::Incoming).unwrap();
    assert!(signatures(&counter, &second).iter().all(|s| s.previous.as_ref() == Some(&sealed.digest)));
    let state = counter.state();
    let open = &state.sheet.get(&second).unwrap().cut.as_ref().unwrap().open;
    assert!(open.iter().any(|i| i.about == red && i.shifts == 2), "still open, and in its second sheet");

    // A copy, taken while the server runs, verifies anywhere; so does the directory itself.
    let copy = property.beside("copy");
    copy_dir(&property.data(), &copy);
    property.stop();
    for report in [property.verified(), verify(&DataDir::existing(&copy).unwrap()).unwrap()] {
        assert!(report.sound, "{:?}", report.damage);
        assert_eq!(report.signatures, 5, "two sheets with two hands each, and a review");
        assert_eq!((report.records["sheet"], report.records["addendum"]), (2, 1));
    }
}

/// Whether the damaged copy is noticed by `verify`, and by a server that is to start on it.
fn noticed(data: &Path) -> (bool, bool) {
    let verified = DataDir::existing(data).and_then(|d| verify(&d));
    let mut settings = Settings::read(None).unwrap();
    settings.listen = "127.0.0.1:0".parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let started = runtime.block_on(async {
        let running = server::serve::start(data, &settings, server::clock::Source::system()).await?;
        running.stop().await
    });
    (!verified.is_ok_and(|r| r.sound), started.is_err())
}

#[test]
fn b22_one_changed_byte_in_the_journal_is_found_by_verify_and_at_start() {
    let mut property = Property::new();
    let (mut counter, mut control) = desks(&property);
    let sheet = hand_over(&mut counter, &mut control);
    counter.sign(LEAD, Command::Review { sheet: sheet.clone(), person: person(LEAD) }).done();
    property.stop();
    assert!(property.verified().sound);
    let journal = journal_file(&property.data().join("journal"));
    let bytes = std::fs::read(&journal).unwrap();
    let used = bytes.iter().rposition(|b| *b != 0).unwrap();
    let named = |marker: &str| bytes.windows(marker.len()).position(|w| w == marker.as_bytes()).expect("it stands there");

    let mut random = Random::seeded("one changed byte");
    let mut places = vec![named(sheet.as_str()), named("outgoing_signed"), named("public_key") + 20];
    // The very last record may be taken for one that was torn; the rest may not.
    places.extend((0..12).map(|_| 200 + usize::try_from(random.below(used as u64 - 2_000)).unwrap()));
    for (n, place) in places.into_iter().enumerate() {
        let copy = property.beside(&format!("damaged {n}"));
        copy_dir(&property.data(), &copy);
        let mut changed = bytes.clone();
        changed[place] ^= 1 << random.below(8);
        std::fs::write(copy.join("journal").join(journal.file_name().unwrap()), changed).unwrap();
        assert_eq!(noticed(&copy), (true, true), "byte {place} of {used}: (verify, start)");
    }
}

/// The journal's one large file.
fn journal_file(dir: &Path) -> std::path::PathBuf {
    let files = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap());
    files.max_by_key(|e| e.metadata().unwrap().len()).unwrap().path()
}
