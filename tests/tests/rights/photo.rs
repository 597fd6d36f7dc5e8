//! A visitor's photo: only where the property takes any, never sent to anybody by itself, shown to
//! whoever is signed in at a desk with a line in the log, and erased with the visit (B-03, B-27).

use domain::registers::erasures::{Command as Erase, Erasure};
use domain::registers::visits::{Command, Visit};
use domain::rights::Refusal as Right;
use domain::{Kind, Record, RecordRef, Refusal, Station};
use prost::Message;
use proto::v1::{KioskRefusal, RegisterVisit};
use server::storage::entry::Entry;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use terminal::{ConsoleAnswer, ConsoleQuestion, HistoryAnswer, HistoryQuestion, LobbyOutcome};
use tests::harness::{self, CLERK, Kiosk, LEAD, OPERATOR, Operator, Property, Staff, entries_of, id, pin, verified};
use values::{Id, Personal, Photo};

/// Whose photo it is.
const TELEPHONE: &str = "13811112222";

/// As large as a kiosk sends one.
fn jpeg() -> Vec<u8> {
    harness::photo::jpeg(11 * 1024)
}

/// A property that offers photos, and says so.
fn property() -> Property {
    let property = Property::new();
    let mut files = Operator::small();
    files.get_mut("property.toml").unwrap().extend(b"\n[visits]\nphoto = true\n");
    let notice = String::from_utf8(files["notice.toml"].clone()).unwrap();
    let notice = notice.replacen("2026-1", "2026-photo", 1).replacen("[text]", "covers = [\"photo\"]\n\n[text]", 1);
    files.insert("notice.toml".into(), notice.into_bytes());
    assert_eq!(property.operator().offer(&files), Vec::<String>::new());
    property
}

fn comes(kiosk: &mut Kiosk, photo: &[u8]) -> (LobbyOutcome, KioskRefusal) {
    let with = |register| RegisterVisit { photo: photo.to_vec().into(), ..register };
    let (seq, _) = kiosk.register_with("马克样本", TELEPHONE, with);
    kiosk.answer(seq)
}

fn visit_of(record: Record) -> Option<Visit> {
    if let Record::Visit(visit) = record { Some(*visit) } else { None }
}

fn only(staff: &Staff) -> Visit {
    let state = staff.state();
    assert_eq!(state.visit.len(), 1);
    state.visit.iter().next().unwrap().clone()
}

fn desk(property: &Property, station: Station, name: &str, person: &str) -> Staff {
    let mut staff = property.staff(station, name);
    staff.sign_in(person);
    staff
}

fn look(staff: &mut Staff, visit: &Id<Visit>) -> ConsoleAnswer {
    staff.console(ConsoleQuestion::VisitPhoto { visit: visit.to_string() })
}

fn seen(answer: ConsoleAnswer) -> Vec<u8> {
    let ConsoleAnswer::Photo(jpeg) = answer else { panic!("expected a photo, got {answer:?}") };
    jpeg.to_vec()
}

/// Every file below a directory.
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Whether any file below a directory holds a part of the photo, as it is or as text.
fn holds(dir: &Path) -> bool {
    let (raw, text) = (jpeg()[200..260].to_vec(), data_encoding::BASE64.encode(&jpeg()).as_bytes()[300..360].to_vec());
    files_below(dir).iter().any(|file| {
        let bytes = fs::read(file).unwrap();
        [&raw, &text].iter().any(|part| bytes.windows(part.len()).any(|window| window == part.as_slice()))
    })
}

#[test]
fn b03_a_property_that_takes_no_photos_is_sent_none_and_keeps_none() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    assert!(!kiosk.lobby().unwrap().questions.unwrap().photo);
    // One that had not heard yet: the visitor comes in, the photo does not.
    let mut counter = desk(&property, Station::Counter, "counter 1", CLERK);
    assert_eq!(comes(&mut kiosk, &jpeg()).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let visit = only(&counter);
    assert_eq!(visit.particulars.photo, None);
    assert!(seen(look(&mut counter, &visit.id)).is_empty());
    assert_eq!(comes(&mut kiosk, &[]).0, LobbyOutcome::Committed, "and who has none taken comes in");
    // Nor does one whose notice does not say so offer any, also where the files came one by one.
    let mut files = Operator::small();
    files.retain(|name, _| name == "property.toml");
    files.get_mut("property.toml").unwrap().extend(b"\n[visits]\nphoto = true\nidentity = true\ncompany = true\n");
    assert_eq!(property.operator().offer(&files), Vec::<String>::new());
    kiosk.until("the new settings", |k| k.lobby().is_some_and(|lobby| lobby.questions.unwrap().company));
    let questions = kiosk.lobby().unwrap().questions.unwrap();
    assert!(!questions.photo && !questions.identity);
}

#[test]
fn b03_the_largest_photo_fits_into_a_submission_with_the_longest_texts() {
    let property = property();
    let mut counter = desk(&property, Station::Counter, "counter 1", CLERK);
    let mut kiosk = property.kiosk("kiosk 1");
    let longest = "\u{20000}".repeat(200);
    let (name, line) = ("\u{20000}".repeat(50), longest.clone());
    let with = |register| RegisterVisit {
        photo: jpeg().into(),
        whom: line.clone(),
        company: line.clone(),
        plate: "粤ZF0235港".into(),
        identity: "34052419800101001X".into(),
        people: 99,
        children: 99,
        ..register
    };
    let (seq, _) = kiosk.register_with(&name, "13811112222", with);
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let visit = only(&counter);
    assert_eq!(visit.particulars.company.unwrap().clear().unwrap().as_str(), longest);
    assert_eq!(seen(look(&mut counter, &visit.id)), jpeg());
}

#[test]
fn b03_what_is_no_photo_of_the_picture_alone_is_not_taken() {
    let property = property();
    let mut kiosk = property.kiosk("kiosk 1");
    kiosk.until("that photos are offered", |k| k.lobby().is_some_and(|lobby| lobby.questions.unwrap().photo));
    let with_place = [&jpeg()[..2], b"\xFF\xE1\x00\x08Exif\0\0", &jpeg()[2..]].concat();
    for photo in [with_place, b"GIF89a".to_vec(), vec![0; 100]] {
        assert_ne!(comes(&mut kiosk, &photo).0, LobbyOutcome::Committed, "{:?}", &photo[..6]);
    }
    assert_eq!(comes(&mut kiosk, &[]).0, LobbyOutcome::Committed, "nobody has to");
}

#[test]
fn b03_a_photo_is_in_no_view_and_on_no_terminals_disk_and_one_look_leaves_a_line() {
    let property = property();
    let mut counter = desk(&property, Station::Counter, "counter 1", CLERK);
    let mut control = desk(&property, Station::ControlRoom, "control room", OPERATOR);
    let mut nobody = property.staff(Station::Counter, "counter 2");
    let mut kiosk = property.kiosk("kiosk 1");
    assert_eq!(comes(&mut kiosk, &jpeg()).0, LobbyOutcome::Committed);
    let part = data_encoding::BASE64.encode(&jpeg())[300..360].to_owned();
    for staff in [&mut counter, &mut control, &mut nobody] {
        staff.until_level(&property);
        let visit = only(staff);
        assert_eq!(visit.particulars.photo, Some(Box::new(Personal::hidden())), "{}: that there is one, and no more", staff.id);
        assert!(visit.name.clear().is_some());
        assert!(!serde_json::to_string(&visit).unwrap().contains(&part));
    }
    let shelf = property.desk().shelf();
    let views = [0, 1].map(|view| shelf.snapshot(view).iter().map(|change| change.encode_to_vec()).collect::<Vec<_>>().concat());
    drop(shelf);
    assert!(views.iter().all(|view| !String::from_utf8_lossy(view).contains(&part)));

    let visit = only(&counter).id;
    let before = property.revision();
    assert_eq!(seen(look(&mut counter, &visit)), jpeg());
    assert_eq!(seen(look(&mut control, &visit)), jpeg());
    let ConsoleAnswer::Refused(refusal) = look(&mut nobody, &visit) else { panic!("nobody is signed in there") };
    assert_eq!(serde_json::from_slice::<Refusal>(&refusal).unwrap(), Refusal::Right(Right::SignInFirst));
    let none = look(&mut counter, &id("kiosk-9-00000000-1"));
    assert!(matches!(&none, ConsoleAnswer::Refused(_)), "{none:?}");
    counter.until_level(&property);
    let said: Vec<String> = entries_of(&property.data())
        .iter()
        .filter(|stored| stored.revision.0 > before)
        .map(|stored| String::from_utf8_lossy(&stored.payload).into_owned())
        .collect();
    let lines = said.iter().filter(|entry| entry.contains(&format!("photo of visit {visit}"))).count();
    assert_eq!(lines, 3, "two looks, and the one that was refused: {said:?}");

    // It leaves with nothing else.
    let dirs = ["counter 1", "control room", "counter 2", "kiosk 1"].map(|name| property.beside(name));
    assert!(dirs.iter().all(|dir| !holds(dir)), "a terminal's disk holds it");
    assert!(!holds(&property.data()), "the server's disk holds it sealed only");
}

#[test]
fn b03_neither_history_nor_what_there_is_about_a_person_carries_the_photo() {
    let property = property();
    let mut counter = desk(&property, Station::Counter, "counter 1", LEAD);
    let mut kiosk = property.kiosk("kiosk 1");
    assert_eq!(comes(&mut kiosk, &jpeg()).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let part = data_encoding::BASE64.encode(&jpeg())[300..360].to_owned();
    let question = HistoryQuestion {
        kind: "visit".into(),
        term: String::new(),
        reason: "样本原因".into(),
        before: 0,
        limit: 10,
    };
    assert!(property.desk().archive.until_covered(0, Duration::from_secs(30)));
    let asked = counter.link.history(question);
    let HistoryAnswer::Page { versions, .. } = counter.until_some("the archive's answer", |s| s.told.pages.get(&asked).cloned()) else {
        panic!("no page")
    };
    let visits: Vec<Visit> = versions
        .iter()
        .filter_map(|version| serde_json::from_slice::<Record>(&version.record).ok())
        .filter_map(visit_of)
        .collect();
    assert_eq!(visits.iter().map(|v| v.particulars.photo.as_deref()).collect::<Vec<_>>(), [Some(&Personal::hidden())]);
    let about = counter.console(ConsoleQuestion::AboutPerson {
        number: LEAD.into(),
        pin: pin(LEAD).into(),
        telephone: TELEPHONE.to_owned().into(),
        reason: "样本原因".into(),
        after: String::new(),
    });
    let ConsoleAnswer::About(about) = about else { panic!("expected what there is, got {about:?}") };
    let records: Vec<String> = about
        .families
        .iter()
        .flat_map(|f| &f.records)
        .map(|record| String::from_utf8_lossy(record).into_owned())
        .collect();
    assert!(!records.is_empty() && records.iter().all(|record| !record.contains(&part)));
}

#[test]
fn b03_who_comes_again_by_a_code_brings_no_photo_from_before() {
    let property = property();
    let mut counter = desk(&property, Station::Counter, "counter 1", CLERK);
    let mut kiosk = property.kiosk("kiosk 1");
    assert_eq!(comes(&mut kiosk, &jpeg()).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let first = only(&counter);
    counter.ask(Command::SignOut { visit: first.id.clone(), pass_returned: false }).done();
    let come = proto::v1::ComeByCode {
        code: "019999".into(),
        known: first.code.to_string(),
        shown: "2222".into(),
        mark: "40506070".into(),
        ..Default::default()
    };
    let seq = kiosk.submit(proto::v1::submission::What::ComeByCode(come));
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let again = counter.state().visit.iter().find(|visit| visit.id != first.id).unwrap().clone();
    assert_eq!(again.particulars.photo, None);
}

#[test]
fn b27_the_photo_is_erased_with_its_visit_and_archived_with_it() {
    let mut property = property();
    let mut counter = desk(&property, Station::Counter, "counter 1", LEAD);
    let mut kiosk = property.kiosk("kiosk 1");
    assert_eq!(comes(&mut kiosk, &jpeg()).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    let visit = only(&counter).id;
    counter.ask(Command::SignOut { visit: visit.clone(), pass_returned: false }).done();
    property.clock().seconds_pass(9 * 24 * 3_600);
    counter.until("the sweep", |c| c.state().visit.is_empty());
    counter.sign_in(LEAD);
    assert_eq!(seen(look(&mut counter, &visit)), jpeg(), "from the archive");
    let history = counter.state().count(Kind::Visit);
    assert_eq!(history, 0);

    let erasure: Id<Erasure> = counter.new_id();
    let families = vec![RecordRef::to(&visit)];
    counter.sign(LEAD, Erase::Erase { erasure, families, person: id(LEAD) }).done();
    assert!(seen(look(&mut counter, &visit)).is_empty(), "there is none any more");
    property.stop();
    assert!(verified(&property.data()).unwrap().sound);
    let master = server::identity::secrets::Master::read(&property.data()).unwrap().unwrap();
    let vault = server::storage::vault::Vault::read_only(&property.data(), &master).unwrap();
    for stored in entries_of(&property.data()) {
        let entry = Entry::read(&stored.payload).unwrap();
        let opened = serde_json::to_string(&(entry.open_changes(&vault).unwrap(), entry.open_command(&vault).unwrap())).unwrap();
        assert!(!opened.contains(&String::from(Photo::parse(&jpeg()).unwrap())), "revision {}", stored.revision.0);
    }
}
