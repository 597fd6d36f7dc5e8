//! The kiosk: sealed on its disk, delivered once, seen at both stations (V-1, B-07).

use domain::Station;
use domain::registers::visits::Visit;
use proto::v1::KioskRefusal;
use terminal::{LobbyOutcome, ProgramEnd};
use tests::harness::{CLERK, Kiosk, Property, Staff, person, pin};
use values::VisitCode;

fn visit(staff: &Staff, code: &VisitCode) -> Option<Visit> {
    staff.state().visit.iter().find(|v| &v.code == code).cloned()
}

#[test]
fn v2_a_registration_sealed_by_the_kiosk_arrives_at_both_stations() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    let (seq, code) = kiosk.register("样本访客", "13800000111");
    assert_eq!(kiosk.answer(seq), (LobbyOutcome::Committed, KioskRefusal::Unspecified));
    for staff in [&mut counter, &mut control] {
        let visit = staff.until_some("the visitor", |s| visit(s, &code));
        assert!(visit.name.clear().is_some_and(|n| n.as_str() == "样本访客"));
        assert!(visit.telephone.as_ref().and_then(|t| t.clear()).is_some_and(|t| t.as_str() == "13800000111"));
        assert_eq!((visit.registered_at, visit.is_inside()), (Station::Kiosk, true));
    }
    let seq = kiosk.leave(code.as_str(), "0111");
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    counter.until("the visitor's leaving", |s| visit(s, &code).is_some_and(|v| !v.is_inside()));
    let seq = kiosk.leave(code.as_str(), "0111");
    assert_eq!(kiosk.answer(seq), (LobbyOutcome::Refused, KioskRefusal::UnknownCode));
}

#[test]
fn b07_what_a_kiosk_takes_without_the_server_is_delivered_once_when_it_is_back() {
    let mut property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut counter = property.staff(Station::Counter, "counter 1");
    let kiosk_id = kiosk.id.clone();
    property.stop();
    kiosk.until("its word that the server is away", |k| !k.is_online());
    let (seq, code) = kiosk.register("样本访客", "13800000111");
    assert_eq!(kiosk.link.pending(), [seq], "it waits on the kiosk's disk");
    for file in files(&property.beside("kiosk 1")) {
        let bytes = std::fs::read(&file).unwrap();
        let marker = "样本访客".as_bytes();
        assert!(!bytes.windows(marker.len()).any(|w| w == marker), "{} holds a name that can be read", file.display());
    }
    property.start();
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    assert!(kiosk.link.pending().is_empty());
    counter.until("the visitor", |s| visit(s, &code).is_some());

    // Delivered, but the answer is lost on the way: it is sent again and exists once.
    let revision = property.revision();
    kiosk.cable.swallow_answers();
    let (second, other) = kiosk.register("样本访客乙", "13800000112");
    counter.until("the second visitor", |s| visit(s, &other).is_some());
    assert_eq!(kiosk.link.pending(), [second]);
    kiosk.cable.cut();
    kiosk.until("its word that it is cut off", |k| !k.is_online());
    counter.until("word that the kiosk is gone", |s| !s.told.connected.contains(&kiosk_id));
    kiosk.cable.heal();
    assert_eq!(kiosk.answer(second).0, LobbyOutcome::Committed);
    counter.until_level(&property);
    assert_eq!((counter.state().visit.len(), property.revision()), (2, revision + 1));
    kiosk.until("the server", Kiosk::is_online);
}

fn files(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

#[test]
fn s1_a_colleague_ends_the_kiosks_program_with_a_pin_and_it_stands_in_the_duty_log() {
    let mut property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    kiosk.until("the server", Kiosk::is_online);
    let tried = [(CLERK, "000000"), ("nobody", "000000"), (CLERK, ""), (CLERK, pin(CLERK).as_str())].map(|(number, pin)| {
        let before = kiosk.ends.len();
        kiosk.link.may_end(number.to_owned(), pin.to_owned().into());
        kiosk.until("the answer", |k| k.ends.len() > before);
        kiosk.ends[before]
    });
    assert_eq!(tried, [ProgramEnd::Refused, ProgramEnd::Refused, ProgramEnd::Refused, ProgramEnd::Admitted]);
    let lines: Vec<_> = property.desk().state().log_line.iter().filter(|l| l.what == "terminals.end_program").cloned().collect();
    assert_eq!(lines.iter().map(|l| l.actor.person()).collect::<Vec<_>>(), [Some(&person(CLERK))]);
    property.stop();
    kiosk.until("its word that the server is away", |k| !k.is_online());
    kiosk.link.may_end(CLERK.to_owned(), pin(CLERK).into());
    kiosk.until("that nobody can look", |k| k.ends.len() == 5);
    assert_eq!(kiosk.ends[4], ProgramEnd::Offline);
}
