//! Questions to the server's archive.

use crate::property::{Page, Property};
use crate::submitting::found_below;
use crate::told::{self, Told};
use proto::v1::{HistoryResponse, Version};
use terminal::{DeskLink, Event, HistoryAnswer, HistoryQuestion, HistoryVersion};

const REASON: &str = "a client asks about it";
const RECORD: &[u8] = br#"{"visit":{"name":"archived marker"}}"#;

fn question() -> HistoryQuestion {
    HistoryQuestion {
        kind: "visit".to_owned(),
        term: "1206".to_owned(),
        reason: REASON.to_owned(),
        before: 40,
        limit: 50,
    }
}

fn page() -> HistoryResponse {
    let record = Version { revision: 39, reference: "visit/k1-1".to_owned(), record: RECORD.into() };
    HistoryResponse { records: vec![record], next_before: 39, covered: 41, refusal: Default::default() }
}

fn answers(events: &[Event]) -> Vec<(u64, HistoryAnswer)> {
    let answer = |event: &Event| if let Event::History { id, answer } = event { Some((*id, answer.clone())) } else { None };
    events.iter().filter_map(answer).collect()
}

fn until_answered(desk: &mut Told<DeskLink, Event>, count: usize) -> Vec<(u64, HistoryAnswer)> {
    answers(&desk.until("the archive's answers", |events| answers(events).len() >= count))
}

fn until_online(desk: &mut Told<DeskLink, Event>) {
    desk.until_any("the greeting", |event| matches!(event, Event::Online { .. }));
}

#[test]
fn q3_the_archive_is_asked_as_said_and_each_question_has_its_one_answer() {
    let property = Property::start();
    let (dir, identity) = property.terminal("counter");
    let refused = HistoryResponse { refusal: br#"{"why":"test"}"#.as_slice().into(), ..HistoryResponse::default() };
    property.house.change(|state| state.pages.extend([Page::Of(page()), Page::Of(refused)]));
    let mut desk = told::desk(identity);
    until_online(&mut desk);
    let ids = [(); 3].map(|()| desk.link.history(question()));
    let answered = until_answered(&mut desk, 3);
    let version = HistoryVersion { revision: 39, reference: "visit/k1-1".to_owned(), record: RECORD.into() };
    let expected = [
        HistoryAnswer::Page { versions: vec![version], next_before: 39, covered: 41 },
        HistoryAnswer::Refused(br#"{"why":"test"}"#.to_vec()),
        HistoryAnswer::Failed("the reading could not be recorded".to_owned()),
    ];
    assert_eq!(answered, ids.into_iter().zip(expected).collect::<Vec<_>>());
    assert!(desk.link.online(), "a page that does not come ends no connection");

    let state = property.house.state();
    assert_eq!(state.questions.len(), 3);
    for asked in &state.questions {
        let told = (asked.kind.as_str(), asked.term.as_str(), asked.reason.as_str(), asked.before, asked.limit);
        assert_eq!(told, ("visit", "1206", REASON, 40, 50));
    }
    drop(state);
    drop(desk);
    for marker in [b"archived marker".as_slice(), REASON.as_bytes()] {
        assert!(!found_below(dir.path(), marker), "what was read lies on the disk");
    }
}

#[test]
fn q3_a_reading_is_never_asked_for_again_by_itself() {
    let property = Property::start();
    let (_dir, identity) = property.terminal("counter");
    property.house.relay.unplug();
    let mut desk = told::desk(identity);
    desk.until_any("the failure", |event| matches!(event, Event::Offline { .. }));
    let offline = desk.link.history(question());
    assert_eq!(answers(&desk.link.drain()), [(offline, HistoryAnswer::Offline)], "at once");

    property.house.change(|state| state.pages.push_back(Page::Lost));
    property.house.relay.plug_in();
    until_online(&mut desk);
    assert_eq!(property.house.state().questions.len(), 0, "what was asked off line is not asked later");
    desk.clear();
    let (lost, behind) = (desk.link.history(question()), desk.link.history(question()));
    let lost_line = HistoryAnswer::Failed("the connection was lost".to_owned());
    assert_eq!(until_answered(&mut desk, 2), [(lost, lost_line), (behind, HistoryAnswer::Offline)]);

    until_online(&mut desk);
    property.house.change(|state| state.pages.push_back(Page::Of(page())));
    let again = desk.link.history(question());
    assert_eq!(until_answered(&mut desk, 3).last().map(|(id, _)| *id), Some(again));
    assert_eq!(property.house.state().questions.len(), 2, "the lost one, and the one that the reader asked again");
}
