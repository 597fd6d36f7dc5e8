//! B-02: who comes again at a kiosk is recognised by the code of then and what goes with it, also when
//! the visit has left for the archive, until it is erased.

use domain::registers::emergencies::{self, Run};
use domain::registers::erasures::Command as Erase;
use domain::registers::visits::{Command, Visit};
use domain::{RecordRef, Station};
use proto::v1::submission::What;
use proto::v1::{ComeByCode, KioskRefusal};
use terminal::LobbyOutcome;
use tests::harness::{CLERK, Kiosk, LEAD, MARK, MONDAY, Property, id, told};
use values::{Id, VisitCode};

/// Seconds of a day.
const DAY: i64 = 24 * 3_600;
const RECOGNISED: (LobbyOutcome, KioskRefusal) = (LobbyOutcome::Committed, KioskRefusal::Unspecified);
const NOT_RECOGNISED: (LobbyOutcome, KioskRefusal) = (LobbyOutcome::Refused, KioskRefusal::UnknownCode);

fn comes(kiosk: &mut Kiosk, known: &VisitCode, shown: &str, place: u64) -> (LobbyOutcome, KioskRefusal) {
    let number = u8::try_from(kiosk.link.number().unwrap()).unwrap();
    let seq = kiosk.submit(What::ComeByCode(ComeByCode {
        code: VisitCode::made_by(number, 100 + place).to_string(),
        known: known.as_str().into(),
        shown: shown.into(),
        notice_version: "2026-1".into(),
        agreed_at_ms: MONDAY.0,
        mark: MARK.into(),
    }));
    kiosk.answer(seq)
}

#[test]
fn b02_who_was_here_is_recognised_also_from_the_archive_and_no_longer_once_erased() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(CLERK);
    let mut kiosk = property.kiosk("kiosk 1");
    let (seq, code) = kiosk.register("样本访客", "13800000111");
    assert_eq!(kiosk.answer(seq), RECOGNISED);
    assert_eq!(comes(&mut kiosk, &code, "0111", 1), NOT_RECOGNISED, "who is inside does not come");
    counter.until_level(&property);
    let visit: Id<Visit> = counter.state().visit.iter().find(|v| v.code == code).unwrap().id.clone();
    counter.ask(Command::SignOut { visit, pass_returned: false }).done();

    property.clock().seconds_pass(9 * DAY);
    counter.until("the sweep", |c| c.state().visit.is_empty());
    assert_eq!(comes(&mut kiosk, &code, "0112", 2), NOT_RECOGNISED);
    assert_eq!(comes(&mut kiosk, &code, "0111", 3), RECOGNISED);
    counter.until_level(&property);
    let again = counter.state().visit.iter().next().cloned().unwrap();
    assert_eq!(again.name.clear().unwrap().as_str(), "样本访客");
    assert_ne!(again.code, code, "a code of its own");
    assert_eq!(counter.state().visit.iter().count(), 1, "the visit of then stays in the archive");

    property.clock().seconds_pass(23 * DAY);
    counter.until("the erasing", |c| c.state().erasure.iter().next().is_some());
    assert_eq!(comes(&mut kiosk, &code, "0111", 4), NOT_RECOGNISED, "nobody is left to recognise");
}

#[test]
fn b02_b27_whose_visit_is_blocked_from_use_is_recognised_at_no_kiosk() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    counter.sign_in(LEAD);
    let mut kiosk = property.kiosk("kiosk 1");
    let (seq, code) = kiosk.register("样本访客", "13800000111");
    assert_eq!(kiosk.answer(seq), RECOGNISED);
    counter.until_level(&property);
    let visit: Id<Visit> = counter.state().visit.iter().find(|v| v.code == code).unwrap().id.clone();
    let run: Id<Run> = counter.new_id();
    let start = emergencies::Command::Start { run: run.clone(), procedure: id("fire"), place: None, drill: false, name: None };
    counter.ask(start).done();
    counter.ask(emergencies::Command::StandDown { run, reason: told("样本原因") }).done();
    counter.ask(Command::SignOut { visit: visit.clone(), pass_returned: false }).done();
    assert_eq!(comes(&mut kiosk, &code, "0111", 1), RECOGNISED, "an alarm alone hides nobody");
    counter.until_level(&property);
    let again = counter.state().visit.iter().find(|v| v.is_inside()).unwrap().id.clone();
    counter.ask(Command::SignOut { visit: again, pass_returned: false }).done();

    let erase = Erase::Erase {
        erasure: counter.new_id(),
        families: vec![RecordRef::to(&visit)],
        person: id(LEAD),
    };
    counter.sign(LEAD, erase).done();
    assert_eq!(comes(&mut kiosk, &code, "0111", 2), NOT_RECOGNISED, "nobody uses it");
}
