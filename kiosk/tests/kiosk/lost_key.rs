//! 钥匙挂失.

use proto::v1::submission::What;
use proto::v1::{FoundPlace, KeyKind, KioskRefusal, ReportLoss};
use terminal::LobbyOutcome;

use crate::hall::{NUMBER, answer, hall, keys, said, sent, shows, tap};
use crate::stops::{found_key, lost_key, lost_summary, next, reported, type_name};

#[test]
fn k4_a_lost_card_is_reported_by_touches() {
    let mut screen = hall();
    reported(&mut screen);
    let expected = ReportLoss {
        unit: "1206".to_owned(),
        unit_said: String::new(),
        kind: KeyKind::AccessCard.into(),
        name: "王伟".to_owned(),
        telephone: String::new(),
        lost_when: "今天".to_owned(),
        lost_where: "大楼内".to_owned(),
        reference: format!("{NUMBER:02}-{:03}", screen.state().next_seq - 1),
    };
    let number = expected.reference.clone();
    assert_eq!(sent(&screen), [What::ReportLoss(expected)]);
    assert!(shows(&screen, &(said(&screen).kiosk.lost_key.reference)(&number)), "also before the server has it");
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    let words = &said(&screen).kiosk.lost_key;
    assert!(shows(&screen, words.confirmed));
    for line in words.next_steps {
        assert!(shows(&screen, line));
    }
}

#[test]
fn a_unit_that_is_not_in_the_directory_is_reported_as_typed() {
    let mut screen = hall();
    lost_key(&mut screen);
    keys(&mut screen, "9-9");
    assert!(shows(&screen, said(&screen).kiosk.typing.not_in_directory));
    next(&mut screen);
    let words = &said(&screen).kiosk.lost_key;
    tap(&mut screen, words.kinds[0]);
    tap(&mut screen, words.whens[3]);
    tap(&mut screen, words.places[3]);
    next(&mut screen);
    type_name(&mut screen);
    next(&mut screen);
    tap(&mut screen, words.submit);
    let Some(What::ReportLoss(report)) = sent(&screen).pop() else { panic!() };
    assert_eq!((report.unit.as_str(), report.unit_said.as_str()), ("", "9-9"));
}

#[test]
fn a_line_of_the_report_is_corrected_and_leads_back() {
    let mut screen = hall();
    lost_summary(&mut screen);
    let words = &said(&screen).kiosk.lost_key;
    let change = said(&screen).kiosk.visitor.change;
    tap(&mut screen, &change(words.kind_label));
    tap(&mut screen, words.kinds[3]);
    assert!(shows(&screen, words.summary) && shows(&screen, words.kinds[3]) && shows(&screen, "王伟"));
}

#[test]
fn k4_a_found_key_is_reported_without_a_name() {
    let mut screen = hall();
    found_key(&mut screen);
    let words = &said(&screen).kiosk.lost_key;
    tap(&mut screen, words.kinds[1]);
    type_name(&mut screen);
    next(&mut screen);
    tap(&mut screen, words.found_places[1]);
    tap(&mut screen, words.found_submit);
    let Some(What::ReportFound(report)) = sent(&screen).pop() else { panic!() };
    assert_eq!((report.kind(), report.place()), (KeyKind::AccessCard, FoundPlace::Left));
    assert_eq!((report.found_where.as_str(), report.name.as_str(), report.telephone.as_str()), ("王伟", "", ""));
    assert!(shows(&screen, &(words.reference)(&report.reference)));
    assert!(shows(&screen, words.found_steps_left[0]));
}
