//! The kiosk's link.

use crate::property::Property;
use crate::submitting::found_below;
use crate::told::{self, Told};
use proto::v1::submission::What;
use proto::v1::{KioskRefusal, LeaveVisit, Phrase, RegisterVisit, Submission};
use terminal::{Identity, LobbyEvent, LobbyLink, LobbyOutcome, SubmitError};

const NAME: &str = "测试·甲乙丙丁";
const TELEPHONE: &str = "00000000042";

fn registration(number: u32) -> Submission {
    let visit = RegisterVisit {
        code: format!("07{number:04}"),
        name: NAME.to_owned(),
        telephone: TELEPHONE.to_owned(),
        people: 1,
        ..RegisterVisit::default()
    };
    Submission { made_at_ms: 9, what: Some(What::RegisterVisit(visit)) }
}

fn answers(events: &[LobbyEvent]) -> Vec<(u64, LobbyOutcome, KioskRefusal)> {
    let answer = |event: &LobbyEvent| {
        let LobbyEvent::Answered { seq, outcome, refusal } = event else { return None };
        Some((*seq, *outcome, *refusal))
    };
    events.iter().filter_map(answer).collect()
}

fn until_shown(kiosk: &mut Told<LobbyLink, LobbyEvent>) {
    kiosk.until_any("a sign of life", |event| matches!(event, LobbyEvent::Alive { .. }));
}

#[test]
fn b07_what_a_visitor_said_is_unreadable_on_the_kiosk_and_arrives_exactly_once() {
    let property = Property::start();
    let (dir, identity) = property.terminal("kiosk");
    let mut kiosk = told::lobby(identity);
    until_shown(&mut kiosk);
    property.house.relay.unplug();
    kiosk.until_any("the absence", |event| matches!(event, LobbyEvent::Offline { .. }));
    for number in 1..=3 {
        assert_eq!(kiosk.link.submit(registration(number)).unwrap(), u64::from(number));
    }
    for marker in [NAME.as_bytes(), &NAME.as_bytes()[..6], TELEPHONE.as_bytes(), b"070001"] {
        assert!(!found_below(dir.path(), marker));
    }
    // Also what is in memory after a restart came from the disk: sealed.
    drop(kiosk);
    let mut kiosk = told::lobby(Identity::load(dir.path()).unwrap());
    assert_eq!(kiosk.link.pending(), [1, 2, 3]);
    let waiting = kiosk.link.waiting();
    assert!(waiting.is_some_and(|(count, since)| count == 3 && since > 0), "{waiting:?}");
    property.house.relay.plug_in();
    let events = kiosk.until("the answers", |events| answers(events).len() == 3);
    let committed = |seq| (seq, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert_eq!(answers(&events), [committed(1), committed(2), committed(3)]);
    assert!(kiosk.link.pending().is_empty() && kiosk.link.waiting().is_none());
    let delivered = property.house.state().delivered.clone();
    assert_eq!(delivered, (1..=3).map(|number| (registration(number), true)).collect::<Vec<_>>());
    assert!(!found_below(dir.path(), NAME.as_bytes()));
}

#[test]
fn b07_a_kiosk_works_after_a_restart_without_the_server() {
    let property = Property::start();
    let (dir, identity) = property.terminal("kiosk");
    let shown = Phrase { zh: "测试大厦".into(), en: "Test House".into(), hant: String::new() };
    property.house.change(|state| state.lobby.property = Some(shown.clone()));
    let mut kiosk = told::lobby(identity);
    until_shown(&mut kiosk);
    let online = LobbyEvent::Online { number: 7, terminal: "kiosk1".to_owned() };
    assert!(kiosk.events.contains(&online));
    drop(kiosk);

    property.house.relay.unplug();
    let mut kiosk = told::lobby(Identity::load(dir.path()).unwrap());
    let first = kiosk.until("what was shown last", |events| !events.is_empty());
    assert!(matches!(&first[0], LobbyEvent::Lobby(lobby) if lobby.property == Some(shown)));
    assert_eq!(kiosk.link.number(), Some(7));
    assert_eq!(kiosk.link.submit(registration(1)).unwrap(), 1);
    property.house.relay.plug_in();
    kiosk.until("the answer", |events| answers(events).len() == 1);
}

#[test]
fn b07_a_kiosk_that_never_met_its_server_says_so_and_keeps_nothing() {
    let property = Property::start();
    let (dir, identity) = property.terminal("kiosk");
    property.house.relay.unplug();
    let mut kiosk = told::lobby(identity);
    assert_eq!(kiosk.link.number(), None);
    let error = kiosk.link.submit(registration(1)).unwrap_err();
    assert!(matches!(error, SubmitError::NeverConnected));
    assert!(kiosk.link.pending().is_empty() && !found_below(dir.path(), NAME.as_bytes()));
}

#[test]
fn a_refusal_reaches_the_visitor_and_an_endless_word_is_not_saved() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("kiosk");
    property.house.change(|state| state.kiosk_refuses = true);
    let mut kiosk = told::lobby(identity);
    until_shown(&mut kiosk);
    let leave = |code: String| Submission {
        made_at_ms: 9,
        what: Some(What::LeaveVisit(LeaveVisit { code, shown: "0111".into() })),
    };
    let error = kiosk.link.submit(leave("0".repeat(17_000))).unwrap_err();
    assert!(matches!(error, SubmitError::TooLarge { .. }));
    assert_eq!(kiosk.link.submit(leave("070001".to_owned())).unwrap(), 1);
    let events = kiosk.until("the answer", |events| !answers(events).is_empty());
    assert_eq!(answers(&events), [(1, LobbyOutcome::Refused, KioskRefusal::UnknownCode)]);
}
