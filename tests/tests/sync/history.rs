//! The archive over the real wire: a page that the screens can read, its line in the log, and
//! no page for whoever may not.

use domain::registers::visits::{Command, Host, Purpose};
use domain::rights::Refusal as Right;
use domain::{Record, Refusal, Station};
use std::time::Duration;
use terminal::{HistoryAnswer, HistoryQuestion};
use tests::harness::{CLERK, Property, Staff, name, person, telephone, told};
use values::VisitCode;

fn ask(staff: &mut Staff, kind: &str, term: &str) -> HistoryAnswer {
    let question = HistoryQuestion {
        kind: kind.into(),
        term: term.into(),
        reason: "客户来电核对来访".into(),
        before: 0,
        limit: 10,
    };
    let id = staff.link.history(question);
    staff.until_some("the archive's answer", |s| s.told.pages.get(&id).cloned())
}

#[test]
fn q3_the_archive_is_read_over_the_wire_by_its_reader_and_leaves_a_line() {
    let property = Property::new();
    let mut counter = property.staff(Station::Counter, "counter 1");
    let refusal = |answer: HistoryAnswer| match answer {
        HistoryAnswer::Refused(refusal) => serde_json::from_slice::<Refusal>(&refusal).unwrap(),
        HistoryAnswer::Page { .. } | HistoryAnswer::Offline | HistoryAnswer::Failed(_) => panic!("{answer:?}"),
    };
    assert_eq!(refusal(ask(&mut counter, "visit", "")), Refusal::Right(Right::SignInFirst));
    counter.sign_in(CLERK);
    assert!(matches!(refusal(ask(&mut counter, "sheet", "")), Refusal::Right(Right::NotYourRole { .. })));

    let code = VisitCode::made_by(9, 1);
    let register = Command::Register {
        visit: counter.new_id(),
        code: code.clone(),
        name: name("王样本"),
        telephone: Some(telephone("13800005521")),
        host: Host { unit: None, whom: Some(told("市场部")) },
        purpose: Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    let revision = counter.ask(register).done();
    assert!(property.desk().archive.until_covered(0, Duration::from_secs(30)));
    let HistoryAnswer::Page { versions, next_before, covered } = ask(&mut counter, "visit", code.as_str()) else {
        panic!("no page");
    };
    assert_eq!((versions.len(), versions[0].revision, next_before), (1, revision, 0));
    assert!(covered >= revision);
    // What the screen reads is a record in its one spelling, with its personal fields in clear.
    let Record::Visit(visit) = serde_json::from_slice(&versions[0].record).unwrap() else { panic!("no visit") };
    assert_eq!((&visit.code, visit.name.clear().unwrap().as_str()), (&code, "王样本"));

    counter.until("the line of the reading", |s| {
        let state = s.state();
        state.log_line.iter().any(|l| l.what == "archive.consult" && l.actor.person() == Some(&person(CLERK)))
    });
}
