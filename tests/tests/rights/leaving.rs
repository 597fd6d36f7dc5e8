//! B-02, B-09: who leaves at a kiosk is recognised by the code and what goes with it.

use proto::v1::KioskRefusal;
use proto::v1::submission::What;
use terminal::LobbyOutcome;
use tests::harness::{Kiosk, MARK, Property};

const RECOGNISED: (LobbyOutcome, KioskRefusal) = (LobbyOutcome::Committed, KioskRefusal::Unspecified);
const NOT_RECOGNISED: (LobbyOutcome, KioskRefusal) = (LobbyOutcome::Refused, KioskRefusal::UnknownCode);

fn leaves(kiosk: &mut Kiosk, code: &str, shown: &str) -> (LobbyOutcome, KioskRefusal) {
    let seq = kiosk.leave(code, shown);
    kiosk.answer(seq)
}

#[test]
fn b09_a_visitor_leaves_by_telephone_or_mark_and_without_a_telephone_by_the_marks_last_four() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    for (telephone, wrong, right) in [
        ("13800000111", "0112", "0111"),
        ("13800000111", &MARK[4..], MARK),
        ("", "0111", &MARK[4..]),
        ("", "", MARK),
        ("0755-12345678转801", "0801", "5678"),
    ] {
        let (seq, code) = kiosk.register("样本访客", telephone);
        assert_eq!(kiosk.answer(seq), RECOGNISED);
        assert_eq!(leaves(&mut kiosk, code.as_str(), wrong), NOT_RECOGNISED, "{wrong}");
        assert_eq!(leaves(&mut kiosk, code.as_str(), right), RECOGNISED, "{right}");
        assert_eq!(leaves(&mut kiosk, code.as_str(), right), NOT_RECOGNISED, "who has left");
    }
}

#[test]
fn b02_five_wrong_tries_close_a_code_at_every_kiosk_for_ten_minutes_also_over_a_restart() {
    let mut property = Property::new();
    let mut kiosks = [property.kiosk("kiosk 1"), property.kiosk("kiosk 2")];
    let (seq, code) = kiosks[0].register("样本访客", "13800000111");
    assert_eq!(kiosks[0].answer(seq), RECOGNISED);
    let mut others = Vec::new();
    for wrong in 0..5 {
        assert_eq!(leaves(&mut kiosks[wrong % 2], code.as_str(), "0112"), NOT_RECOGNISED);
        others.push(leaves(&mut kiosks[wrong % 2], "990000", "0112"));
    }
    assert_eq!(others, [NOT_RECOGNISED; 5]);
    assert_eq!(leaves(&mut kiosks[0], code.as_str(), "0111"), NOT_RECOGNISED, "closed");
    property.stop();
    property.start();
    property.clock().minutes_pass(9);
    assert_eq!(leaves(&mut kiosks[1], code.as_str(), "0111"), NOT_RECOGNISED, "still closed");
    property.clock().seconds_pass(61);
    assert_eq!(leaves(&mut kiosks[1], code.as_str(), "0111"), RECOGNISED);
}

#[test]
fn b02_what_was_shown_is_kept_nowhere() {
    let mut property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let seq = kiosk.submit(What::LeaveVisit(proto::v1::LeaveVisit { code: "990000".into(), shown: "马克七七七".into() }));
    assert_eq!(kiosk.answer(seq), NOT_RECOGNISED);
    property.stop();
    let journal = std::fs::read_dir(property.data().join("journal")).unwrap();
    let kept: Vec<Vec<u8>> = journal.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    let holds = |mark: &str| kept.iter().any(|bytes| bytes.windows(mark.len()).any(|w| w == mark.as_bytes()));
    assert!(holds("990000"), "the code is on record");
    assert!(!holds("马克七七七"));
}
