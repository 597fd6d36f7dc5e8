//! Somebody asks at the counter: a lead shows them what there is, puts it right, erases it.

use crate::{DAY, NAME, TELEPHONE, erase, furnished, opened, visited};
use domain::registers::corrections::{self, Correction};
use domain::registers::emergencies;
use domain::registers::matters::{self, Matter};
use domain::registers::visits::Visit;
use domain::rights::Refusal as Right;
use domain::{Record, RecordRef, Refusal, Station};
use std::fs;
use std::path::Path;
use terminal::{AboutPerson, ConsoleAnswer, ConsoleQuestion, FoundFamily};
use tests::harness::{CLERK, LEAD, Property, Staff, id, name, pin, telephone, told, words};
use values::Id;

/// Whom it should have said.
const RIGHT: &str = "马克改正";
const NUMBER: &str = "13900000222";

fn question(by: &str, pin: &str, number: &str, after: &str) -> ConsoleQuestion {
    ConsoleQuestion::AboutPerson {
        number: by.into(),
        pin: pin.to_owned().into(),
        telephone: number.to_owned().into(),
        reason: "本人查阅".into(),
        after: after.into(),
    }
}

#[track_caller]
fn about(counter: &mut Staff, number: &str, after: &str) -> AboutPerson {
    // Just after a start the journal is still being read: it says so, and is asked again.
    for _ in 0..100 {
        let answer = counter.console(question(LEAD, &pin(LEAD), number, after));
        if let ConsoleAnswer::About(part) = answer {
            return part;
        }
        let reads = matches!(&answer, ConsoleAnswer::Failed(why) if why.contains("still being read"));
        assert!(reads, "expected what there is, got {answer:?}");
    }
    panic!("the journal is never read")
}

fn refused(answer: ConsoleAnswer) -> Refusal {
    let ConsoleAnswer::Refused(refusal) = answer else { panic!("expected a refusal, got {answer:?}") };
    serde_json::from_slice(&refusal).unwrap()
}

fn named(part: &AboutPerson) -> Vec<RecordRef> {
    part.families
        .iter()
        .flat_map(|f| &f.named_in)
        .map(|name| RecordRef::try_from(name.clone()).unwrap())
        .collect()
}

fn shown(family: &FoundFamily) -> String {
    family.records.iter().map(|record| String::from_utf8_lossy(record).into_owned()).collect()
}

/// A request of somebody at the counter; its number stands in a sentence, or in its place too.
fn taken(counter: &mut Staff, contact: &str, number: Option<&str>) -> RecordRef {
    let matter: Id<Matter> = counter.new_id();
    let take = matters::Command::Take {
        matter: matter.clone(),
        kind: matters::MatterKind::Request,
        class: matters::Class::Minor,
        unit: None,
        contact: name(contact),
        telephone: number.map(telephone),
        what: words(&format!("样本事项，请回电 {TELEPHONE}")),
        about: None,
        due_at: None,
    };
    counter.ask(take).done();
    RecordRef::to(&matter)
}

fn finish(counter: &mut Staff, name: &RecordRef) {
    let matter: Id<Matter> = name.id_of().unwrap();
    counter.ask(matters::Command::Claim { matter: matter.clone() }).done();
    counter.ask(matters::Command::Finish { matter, result: told("样本") }).done();
}

fn correct(counter: &Staff, of: Vec<RecordRef>) -> corrections::Command {
    corrections::Command::Correct {
        correction: counter.new_id(),
        of,
        name: Some(name(RIGHT)),
        telephone: Some(telephone(NUMBER)),
        person: id(LEAD),
    }
}

/// Whether any file below holds these bytes.
fn is_written(below: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(below).unwrap().map(|e| e.unwrap().path()).any(|path| {
        if path.is_dir() { is_written(&path, bytes) } else { fs::read(&path).is_ok_and(|f| f.windows(bytes.len()).any(|w| w == bytes)) }
    })
}

/// Nine days pass: what is closed leaves for the archive.
fn archived(property: &Property, counter: &mut Staff) {
    property.clock().seconds_pass(9 * DAY);
    counter.until("the sweep", |c| c.state().visit.is_empty());
    counter.sign_in(CLERK);
}

#[test]
fn q3_a_lead_sees_at_the_counter_what_there_is_also_in_the_archive_and_as_what_it_names_the_person() {
    let (property, mut counter) = furnished();
    let old = visited(&property, &mut counter, "kiosk 1");
    archived(&property, &mut counter);
    let own = taken(&mut counter, NAME, Some(TELEPHONE));
    let mentioned = taken(&mut counter, "样本乙", None);
    let part = about(&mut counter, "+86 138-0000-0123", "");
    let mut all = [old.clone(), own.clone(), mentioned.clone()];
    all.sort();
    let families: Vec<String> = part.families.iter().map(|f| f.family.clone()).collect();
    assert_eq!(families, all.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!((part.in_all, part.next_after.as_str()), (3, ""));
    let mut names = vec![old.clone(), own];
    names.sort();
    assert_eq!(named(&part), names, "in a sentence the number may stand for somebody else");
    let of = |name: &RecordRef| part.families.iter().find(|f| f.family == name.to_string()).unwrap();
    assert!(shown(of(&old)).contains(NAME) && of(&old).kept.is_empty() && of(&old).lapses_ms > 0);
    assert_eq!(of(&mentioned).kept, "open");
}

#[test]
fn q3_that_it_was_read_by_whom_and_why_stands_in_the_journal_and_the_number_on_no_disk() {
    let (property, mut counter) = furnished();
    let _part = about(&mut counter, "13911112222", "");
    counter.until_level(&property);
    let state = counter.state();
    let line = state.log_line.iter().next_back().unwrap();
    assert_eq!((line.what.as_str(), line.actor.person().map(Id::as_str)), ("erasures.consult", Some(LEAD)));
    let text = opened(&property.data());
    assert!(text.contains("本人查阅") && !text.contains("13911112222"));
    for below in [property.data(), property.beside("counter 1")] {
        assert!(!is_written(&below, b"13911112222"), "{}", below.display());
    }
}

#[test]
fn s2_nobody_reads_about_a_person_without_a_leads_pin_or_away_from_the_counter() {
    let (property, mut counter) = furnished();
    let _visit = visited(&property, &mut counter, "kiosk 1");
    assert_eq!(refused(counter.console(question(LEAD, "000000", TELEPHONE, ""))), Right::PinNeeded.into());
    let clerks = refused(counter.console(question(CLERK, &pin(CLERK), TELEPHONE, "")));
    assert!(matches!(clerks, Refusal::Right(Right::NotYourRole { .. })), "{clerks:?}");
    let mut control = property.staff(Station::ControlRoom, "control room");
    control.until_level(&property);
    let elsewhere = control.console(question(LEAD, &pin(LEAD), TELEPHONE, ""));
    assert!(matches!(elsewhere, ConsoleAnswer::Failed(_)), "{elsewhere:?}");
    let unreadable = counter.console(question(LEAD, &pin(LEAD), "12", ""));
    assert!(matches!(unreadable, ConsoleAnswer::Failed(_)), "{unreadable:?}");
}

#[test]
fn q3_more_than_fits_is_shown_in_parts_each_family_once() {
    let (_property, mut counter) = furnished();
    let mut taken: Vec<String> = (0..45).map(|_| taken(&mut counter, NAME, Some(TELEPHONE)).to_string()).collect();
    let first = about(&mut counter, TELEPHONE, "");
    let second = about(&mut counter, TELEPHONE, &first.next_after);
    assert_eq!((first.families.len(), first.in_all, second.next_after.as_str()), (40, 45, ""));
    let mut families: Vec<String> = first.families.into_iter().chain(second.families).map(|f| f.family).collect();
    taken.sort();
    families.sort();
    assert_eq!(families, taken);
}

#[test]
fn q3_what_is_wrong_is_put_right_everywhere_at_once_and_what_stood_before_goes_with_the_person() {
    let (mut property, mut counter) = furnished();
    let visit = visited(&property, &mut counter, "kiosk 1");
    let finished = taken(&mut counter, NAME, Some(TELEPHONE));
    finish(&mut counter, &finished);
    archived(&property, &mut counter);
    let open = taken(&mut counter, NAME, Some(TELEPHONE));
    let mut of = vec![visit, finished, open.clone()];
    of.sort();
    let part = about(&mut counter, TELEPHONE, "");
    assert_eq!(named(&part), of);
    let command = correct(&counter, of.clone());
    counter.sign(LEAD, command).done();
    counter.until_level(&property);
    for number in [TELEPHONE, NUMBER] {
        let part = about(&mut counter, number, "");
        assert_eq!(part.families.len(), of.len(), "found by the old number, which the journal still has, and by the new");
        for family in &part.families {
            assert!(shown(family).contains(RIGHT) && !shown(family).contains(NAME), "{}", family.family);
        }
    }
    assert_eq!(named(&about(&mut counter, NUMBER, "")), of);
    assert!(opened(&property.data()).contains(NAME), "nothing is changed in silence");
    property.stop();
    property.start();
    counter.until_level(&property);
    finish(&mut counter, &open);
    let erasure = erase(&mut counter, of.clone());
    assert_eq!((erasure.families, erasure.waiting), (of, vec![]));
    let text = opened(&property.data());
    assert!([NAME, RIGHT, NUMBER].iter().all(|said| !text.contains(said)));
    property.stop();
    assert!(property.verified().sound);
}

#[test]
fn q1_a_correction_is_a_record_with_who_and_when_and_the_history_has_both_versions() {
    let (property, mut counter) = furnished();
    let matter = taken(&mut counter, NAME, Some(TELEPHONE));
    let command = correct(&counter, vec![matter.clone()]);
    let revision = counter.sign(LEAD, command).done();
    counter.until("it", |c| c.replica.revision() >= revision);
    let state = counter.state();
    let correction = state.correction.iter().next().unwrap();
    assert_eq!(
        (correction.by.as_str(), &correction.of[..], correction.name && correction.telephone),
        (LEAD, &[matter][..], true)
    );
    let puts = tests::harness::entries_of(&property.data()).into_iter();
    let puts = puts.flat_map(|stored| server::storage::entry::Entry::read(&stored.payload).unwrap().puts().unwrap());
    assert_eq!(puts.filter(|(record, _)| matches!(record, Record::Matter(_))).count(), 2);
}

#[test]
fn b27_a_visitor_on_an_alarms_list_is_not_altered_and_the_refusal_names_what_waits() {
    let (property, mut counter) = furnished();
    let mut kiosk = property.kiosk("kiosk 1");
    let (seq, _) = kiosk.register(NAME, TELEPHONE);
    kiosk.answer(seq);
    counter.until_level(&property);
    let visit = RecordRef::to::<Visit>(&counter.state().visit.iter().next().unwrap().id);
    let start = emergencies::Command::Start {
        run: counter.new_id(),
        procedure: id("fire"),
        place: None,
        drill: false,
        name: None,
    };
    counter.ask(start).done();
    let matter = taken(&mut counter, NAME, Some(TELEPHONE));
    let command = correct(&counter, vec![visit.clone(), matter.clone()]);
    let refusal = counter.sign(LEAD, command).refusal();
    assert_eq!(refusal, corrections::Refusal::OfAnAlarm { of: vec![visit.clone()] }.into());
    counter.until_level(&property);
    let state = counter.state();
    assert_eq!(state.visit.get(&visit.id_of().unwrap()).unwrap().name, name(NAME), "all of it or nothing");
    assert_eq!(state.matter.get(&matter.id_of().unwrap()).unwrap().contact, name(NAME));
}

#[test]
fn q3_a_correction_keeps_nobodys_data_longer_also_after_a_restart() {
    let (mut property, mut counter) = furnished();
    let visit = visited(&property, &mut counter, "kiosk 1");
    let before = about(&mut counter, TELEPHONE, "").families[0].lapses_ms;
    archived(&property, &mut counter);
    let command = correct(&counter, vec![visit]);
    counter.sign(LEAD, command).done();
    assert_eq!(about(&mut counter, NUMBER, "").families[0].lapses_ms, before);
    property.stop();
    property.start();
    counter.sign_in(LEAD);
    assert_eq!(about(&mut counter, NUMBER, "").families[0].lapses_ms, before);
}

#[test]
fn q3_a_signed_correction_that_no_server_answered_is_not_done_without_its_pin() {
    let (mut property, mut counter) = furnished();
    let matter = taken(&mut counter, NAME, Some(TELEPHONE));
    property.stop();
    let correction: Id<Correction> = counter.new_id();
    let seq = counter.submit(correct(&counter, vec![matter.clone()]));
    property.start();
    let refusal = counter.answer(seq).refusal();
    assert_eq!(refusal, Right::PinNeeded.into(), "a PIN is on no disk");
    counter.until_level(&property);
    assert!(counter.state().correction.get(&correction).is_none());
}
