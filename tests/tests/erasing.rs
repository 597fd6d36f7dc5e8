//! What is about people goes when its time is over or they ask for it (B-27, Q-3): from the server,
//! its copies, and every terminal's disk; everything else stays and verifies.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod erasing {
    mod person;
}

use domain::registers::emergencies::{self, Run};
use domain::registers::erasures::{Command, Erasure, Keeps, Waiting};
use domain::registers::visits::{Command as VisitCommand, Visit};
use domain::{RecordRef, Station};
use server::storage::entry::Entry;
use std::fs;
use std::path::Path;
use tests::harness::{CLERK, LEAD, Property, Staff, copy_dir, entries_of, id, name, told, verified, words};
use values::Id;

/// Seconds of a day.
const DAY: i64 = 24 * 3_600;
const NAME: &str = "马克样本";
const TELEPHONE: &str = "13800000123";

/// A visitor came in at the kiosk and has left again; the visit's name.
fn visited(property: &Property, counter: &mut Staff, kiosk: &str) -> RecordRef {
    let mut kiosk = property.kiosk(kiosk);
    let (seq, code) = kiosk.register(NAME, TELEPHONE);
    kiosk.answer(seq);
    counter.until_level(property);
    let visit = counter.state().visit.iter().find(|v| v.code == code).unwrap().id.clone();
    counter.ask(VisitCommand::SignOut { visit: visit.clone(), pass_returned: false }).done();
    RecordRef::to::<Visit>(&visit)
}

/// Two people of the day, and the counter with the lead signed in.
fn furnished() -> (Property, Staff) {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(LEAD);
    (property, counter)
}

fn erase(counter: &mut Staff, families: Vec<RecordRef>) -> Erasure {
    let erasure: Id<Erasure> = counter.new_id();
    let revision = counter.sign(LEAD, Command::Erase { erasure: erasure.clone(), families, person: id(LEAD) }).done();
    counter.until("the erasure", |c| c.replica.revision() >= revision);
    counter.state().erasure.get(&erasure).unwrap().clone()
}

/// Whether a visit's name can be read on a terminal.
fn is_readable(staff: &Staff, visit: &RecordRef) -> bool {
    staff.state().visit.get(&visit.id_of().unwrap()).is_some_and(|v| v.name.clear().is_some())
}

/// Everything that the keys of a data directory open, as text.
fn opened(data: &Path) -> String {
    let master = server::identity::secrets::Master::read(data).unwrap().unwrap();
    let vault = server::storage::vault::Vault::read_only(data, &master).unwrap();
    let mut all = String::new();
    for stored in entries_of(data) {
        let entry = Entry::read(&stored.payload).unwrap();
        all += &serde_json::to_string(&(entry.open_changes(&vault).unwrap(), entry.open_command(&vault).unwrap())).unwrap();
    }
    all
}

#[test]
fn q3_whose_time_is_over_is_erased_by_the_clock_at_the_desks_in_the_archive_and_on_the_disk() {
    let (mut property, mut counter) = furnished();
    let visit = visited(&property, &mut counter, "kiosk 1");
    assert!(opened(&property.data()).contains(NAME) && opened(&property.data()).contains(TELEPHONE));
    // After a week it leaves for the archive: nobody sees it, and its key is still there.
    property.clock().seconds_pass(9 * DAY);
    counter.until("the sweep", |c| c.state().visit.is_empty());
    assert!(opened(&property.data()).contains(NAME));
    property.clock().seconds_pass(23 * DAY);
    counter.until("the erasing", |c| c.state().erasure.iter().any(|e| e.families.contains(&visit)));
    let text = opened(&property.data());
    assert!(!text.contains(NAME) && !text.contains(TELEPHONE));
    property.stop();
    let report = property.verified();
    assert!(report.sound, "{:?}", report.damage);
    assert_eq!(report.erased, 1);
    property.start();
    counter.until_level(&property);
    assert!(!opened(&property.data()).contains(NAME), "nor after a restart");
}

#[test]
fn q3_who_asks_is_erased_at_once_and_no_terminal_shows_or_keeps_it() {
    let (mut property, mut counter) = furnished();
    let control = property.staff(Station::ControlRoom, "control room");
    let (gone, stays) = (visited(&property, &mut counter, "kiosk 1"), visited(&property, &mut counter, "kiosk 2"));
    let mut control = control;
    control.until_level(&property);
    assert!(is_readable(&control, &gone));
    let erasure = erase(&mut counter, vec![gone.clone()]);
    assert_eq!((&erasure.families[..], &erasure.waiting[..]), (&[gone.clone()][..], &[][..]));
    control.until_level(&property);
    for staff in [&counter, &control] {
        assert!(!is_readable(staff, &gone) && is_readable(staff, &stays), "{}", staff.id);
    }
    // A terminal that starts without its server shows what it was last told.
    let alone = property.restart(control, "control room");
    property.stop();
    let mut alone = property.restart(alone, "control room");
    alone.until("what it was told", |s| s.replica.revision() > 0);
    assert!(!is_readable(&alone, &gone) && is_readable(&alone, &stays));
    assert!(property.verified().sound);
}

#[test]
fn b27_a_start_finishes_what_a_crash_between_the_entry_and_the_key_left() {
    let (mut property, mut counter) = furnished();
    let gone = visited(&property, &mut counter, "kiosk 1");
    let keys = fs::read(property.data().join("keys.slots")).unwrap();
    erase(&mut counter, vec![gone]);
    property.stop();
    fs::write(property.data().join("keys.slots"), keys).unwrap();
    assert!(opened(&property.data()).contains(NAME), "as the crash left it");
    property.start();
    counter.until_level(&property);
    assert!(!opened(&property.data()).contains(NAME));
    property.stop();
    assert!(property.verified().sound);
}

#[test]
fn q3_a_restored_property_does_not_bring_back_who_was_erased_since_nor_do_its_terminals() {
    let (mut property, mut counter) = furnished();
    let gone = visited(&property, &mut counter, "kiosk 1");
    let _revision = property.back_up();
    // This one is in no backup: the terminals bring it back.
    let later = visited(&property, &mut counter, "kiosk 2");
    erase(&mut counter, vec![gone.clone(), later.clone()]);
    let places = property.beside("backups");
    assert_eq!(server::copies::backup::forget(&property.data(), &places).unwrap(), 1, "the backup forgets at once");
    assert_eq!(server::copies::backup::forget(&property.data(), &places).unwrap(), 0);
    let _revision = property.back_up();
    let newest = fs::read_dir(places.join("data")).unwrap().map(|e| e.unwrap().path()).max().unwrap();
    fs::remove_dir_all(newest).unwrap();
    property.lose_and_restore();
    counter.until_level(&property);
    let mut kiosk = property.kiosk("kiosk 3");
    let (seq, _) = kiosk.register("样本乙", "13800000124");
    kiosk.answer(seq);
    counter.until_level(&property);
    assert!(!is_readable(&counter, &gone) && !is_readable(&counter, &later));
    let text = opened(&property.data());
    assert!(!text.contains(NAME) && !text.contains(TELEPHONE) && text.contains("样本乙"));
    property.stop();
    let report = property.verified();
    assert!(report.sound, "{:?}", report.damage);
}

#[test]
fn b27_an_alarm_s_visitors_are_blocked_from_use_for_thirty_days_and_then_erased() {
    let (mut property, mut counter) = furnished();
    let mut kiosk = property.kiosk("kiosk 1");
    let (seq, code) = kiosk.register(NAME, TELEPHONE);
    kiosk.answer(seq);
    counter.until_level(&property);
    let visit = counter.state().visit.iter().find(|v| v.code == code).unwrap().id.clone();
    let run: Id<Run> = counter.new_id();
    let start = emergencies::Command::Start { run: run.clone(), procedure: id("fire"), place: None, drill: false, name: None };
    counter.ask(start).done();
    counter.ask(emergencies::Command::StandDown { run, reason: told("样本原因") }).done();
    counter.ask(VisitCommand::SignOut { visit: visit.clone(), pass_returned: false }).done();
    let family = RecordRef::to::<Visit>(&visit);
    let erasure = erase(&mut counter, vec![family.clone()]);
    assert_eq!(erasure.waiting, [Waiting { family: family.clone(), why: Keeps::Alarm }]);
    let copy = property.beside("as it was");
    counter.until_level(&property);
    assert!(!is_readable(&counter, &family), "nobody uses it");
    property.stop();
    assert!(opened(&property.data()).contains(NAME), "and it is kept");
    copy_dir(&property.data(), &copy);
    property.start();
    counter.until_level(&property);
    assert!(!is_readable(&counter, &family), "nor after a restart");
    property.clock().seconds_pass(33 * DAY);
    counter.until("the erasing", |c| c.state().erasure.iter().any(|e| e.families.contains(&family)));
    assert!(!opened(&property.data()).contains(NAME));
    property.stop();
    assert!(property.verified().sound && verified(&copy).unwrap().sound);
}

#[test]
fn b27_nothing_is_erased_by_a_clock_that_is_in_doubt() {
    let (property, mut counter) = furnished();
    let visit = visited(&property, &mut counter, "kiosk 1");
    property.clock().jumps(40 * 24 * 60);
    counter.until("the doubt", |c| c.state().doubt_in_clock().is_some());
    property.clock().seconds_pass(3_600);
    let refused = counter
        .sign(LEAD, Command::Erase { erasure: counter.new_id(), families: vec![visit], person: id(LEAD) })
        .refusal();
    assert_eq!(refused, domain::registers::erasures::Refusal::ClockInDoubt.into());
    counter.sign_in(CLERK);
    counter.until_level(&property);
    assert!(counter.state().erasure.is_empty() && opened(&property.data()).contains(NAME));
}

#[test]
fn a_matter_s_words_go_and_its_number_stays() {
    let (property, mut counter) = furnished();
    let matter = counter.new_id();
    let take = domain::registers::matters::Command::Take {
        matter: matter.clone(),
        kind: domain::registers::matters::MatterKind::Request,
        class: domain::registers::matters::Class::Minor,
        unit: None,
        contact: name(NAME),
        telephone: None,
        what: words("请回电 138 0000 0123"),
        about: None,
        due_at: None,
    };
    counter.ask(take).done();
    counter.ask(domain::registers::matters::Command::Claim { matter: matter.clone() }).done();
    counter
        .ask(domain::registers::matters::Command::Finish { matter: matter.clone(), result: told("样本") })
        .done();
    erase(&mut counter, vec![RecordRef::to(&matter)]);
    let state = counter.state();
    let left = state.matter.get(&matter).unwrap();
    assert!(left.contact.clear().is_none() && !left.number.is_empty() && left.finished.is_some());
    assert!(!opened(&property.data()).contains(NAME));
}

#[test]
fn q3_a_person_s_data_is_shown_and_erased_by_telephone_with_a_receipt_and_no_trace_of_the_number() {
    let (mut property, mut counter) = furnished();
    let old = visited(&property, &mut counter, "kiosk 1");
    property.clock().seconds_pass(9 * DAY);
    counter.until("the sweep", |c| c.state().visit.is_empty());
    let mut kiosk = property.kiosk("kiosk 2");
    let (seq, _) = kiosk.register(NAME, TELEPHONE);
    kiosk.answer(seq);
    counter.until_level(&property);
    let inside = RecordRef::to(&counter.state().visit.iter().next().unwrap().id);
    let ask = |by: &str, erase: bool| property.operator().person("+86 138-0000-0123", by, erase);
    assert!(ask(CLERK, false).unwrap_err().message().contains("no lead"), "a clerk answers for nobody");
    let receipt = |erase: bool| -> Vec<(String, bool, String)> {
        let families = ask(LEAD, erase).unwrap();
        let shown = families.iter().flat_map(|f| &f.records).map(|r| String::from_utf8_lossy(r).into_owned()).collect::<String>();
        assert_eq!(shown.matches(NAME).count(), families.len());
        let mut said: Vec<_> = families.into_iter().map(|f| (f.family, f.erased, f.kept)).collect();
        said.sort();
        said
    };
    let mut shown = vec![(old.to_string(), false, String::new()), (inside.to_string(), false, "open".to_owned())];
    shown.sort();
    assert_eq!(receipt(false), shown, "the archive's too");
    let mut erased = vec![(old.to_string(), true, String::new()), (inside.to_string(), false, "open".to_owned())];
    erased.sort();
    assert_eq!(receipt(true), erased);
    assert_eq!(receipt(false), [(inside.to_string(), false, "open".to_owned())]);
    assert_eq!(ask(LEAD, false).unwrap().len(), 1);
    let visit = inside.id_of().unwrap();
    counter.sign_in(CLERK);
    counter.ask(VisitCommand::SignOut { visit, pass_returned: false }).done();
    counter.until("the rest", |c| c.state().erasure.iter().any(|e| e.families.contains(&inside)));
    assert_eq!(receipt(false), []);
    assert!(!opened(&property.data()).contains(TELEPHONE));
    property.stop();
    assert!(property.verified().sound);
}
