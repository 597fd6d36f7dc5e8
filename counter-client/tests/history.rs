//! The archive's screen (Q-1, Q-3): asked with a reason, read by page, forgotten with its
//! reader.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "history/archived.rs"]
mod archived;
#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use archived::{OF_EVERY_KIND, house, of_every_kind, version};
use counter_client::desk::{Connection, Desk};
use counter_client::frame::frame_ui;
use counter_client::screens::history::{OFFERED, history_ui};
use counter_client::screens::visits::visits_ui;
use domain::registers::archive::Command;
use domain::registers::staff::Session;
use domain::registers::visits::Visit;
use domain::rights::{Refusal as Right, Role as StaffRole};
use domain::{Kind, Record, Refusal, Station};
use duty::{NOBODY, SIZES, everything_lies_inside, place_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, at, fill, id, line, press, screen, shows};
use look::words::{Language, words};
use terminal::{Bytes, Event, HistoryAnswer, HistoryQuestion, HistoryVersion};
use values::MINUTE_MS;

const ZH: Language = Language::ZhHans;
const WHY: &str = "客户来电核对来访";

/// This screen alone, at the counter.
fn shown(person: &str, language: Language) -> Harness<'static, Desk> {
    screen(house().desk(Station::Counter, person, language), history_ui)
}

/// The whole window, on this screen.
fn window(house: &House, person: &str, language: Language, (width, height): (f32, f32)) -> Harness<'static, Desk> {
    let mut desk = house.desk(Station::Counter, person, language);
    desk.screen = place_of(history_ui);
    let setup = |context: &egui::Context| look::theme::install(context, look::theme::DESK);
    let builder = Harness::builder().with_size(egui::vec2(width, height)).with_context_setup(setup);
    let mut harness = builder.build_ui_state(frame_ui, desk);
    harness.run_ok();
    harness
}

/// The button of this name; a tab may have the same.
fn press_button(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run_ok();
}

/// What is to be asked now, as the program would ask it.
fn question(harness: &Harness<'_, Desk>) -> Option<HistoryQuestion> {
    harness.state().drafts.history.question_to_send()
}

fn told(harness: &mut Harness<'_, Desk>, answer: HistoryAnswer) {
    let draft = &mut harness.state_mut().drafts.history;
    draft.sent(7);
    draft.told(7, answer);
    harness.run_ok();
}

fn page(versions: Vec<HistoryVersion>, next_before: u64) -> HistoryAnswer {
    HistoryAnswer::Page { versions, next_before, covered: u64::MAX }
}

/// Chooses a kind, gives a reason and asks.
fn ask(harness: &mut Harness<'_, Desk>, kind: Kind) {
    let words = harness.state().words;
    let place = OFFERED.iter().position(|k| *k == kind).unwrap();
    press_button(harness, words.history.kinds[place]);
    fill(harness, words.history.reason, WHY);
    press_button(harness, words.history.read);
}

/// Asked and answered with one page.
fn read(harness: &mut Harness<'_, Desk>, kind: Kind, versions: Vec<HistoryVersion>) {
    ask(harness, kind);
    told(harness, page(versions, 0));
}

fn visits(house: &House) -> Vec<Visit> {
    house.state.visit.iter().cloned().collect()
}

fn open_row(harness: &mut Harness<'_, Desk>, index: usize) {
    harness.query_all_by_role(Role::ListItem).nth(index).unwrap().click();
    harness.run_ok();
}

#[test]
fn q3_every_kind_that_leaves_is_offered_and_no_other() {
    let figures = domain::registers::property::ArchiveFigures::default();
    let leaves: Vec<Kind> = Kind::ALL.iter().copied().filter(|k| k.kept_days(&figures).is_some()).collect();
    let mut offered = OFFERED.to_vec();
    offered.sort_unstable();
    assert_eq!(offered, leaves);
    assert_eq!(OF_EVERY_KIND, OFFERED.len());
}

#[test]
fn q3_the_archive_is_asked_only_with_a_reason_and_says_that_it_is_recorded() {
    for language in Language::ALL {
        let h = &words(language).history;
        let mut harness = shown(CLERK, language);
        assert!(shows(&harness, h.recorded), "before anything is asked");
        press(&mut harness, h.read);
        assert_eq!(question(&harness), None, "not without a reason");
        fill(&mut harness, h.reason, "abc");
        assert!(shows(&harness, h.reason_advice));
        press(&mut harness, h.read);
        assert_eq!(question(&harness), None, "three characters are none");
        fill(&mut harness, h.reason, "d");
        fill(&mut harness, h.term, " 1206 ");
        press(&mut harness, h.kinds[6]);
        press(&mut harness, h.read);
        let expected = HistoryQuestion {
            kind: "matter".into(),
            term: "1206".into(),
            reason: "abcd".into(),
            before: 0,
            limit: 50,
        };
        assert!(question(&harness) == Some(expected), "{:?}", question(&harness));
        assert!(shows(&harness, h.asking));
        harness.state_mut().drafts.history.sent(1);
        press(&mut harness, h.read);
        assert_eq!(question(&harness), None, "one at a time");
    }
}

#[test]
fn q1_the_archive_is_listed_from_the_newest_and_goes_on_where_the_page_ended() {
    let house = house();
    let h = &words(ZH).history;
    let [v1, v2] = <[Visit; 2]>::try_from(visits(&house)).unwrap();
    let inside = Visit { left: None, ..v1.clone() };
    let mut harness = shown(CLERK, ZH);
    ask(&mut harness, Kind::Visit);
    told(&mut harness, page(vec![version(90, v2), version(80, v1)], 80));
    let rows = |harness: &Harness<'_, Desk>| -> Vec<String> {
        harness.query_all_by_role(Role::ListItem).map(|n| n.accesskit_node().label().unwrap()).collect()
    };
    let both = rows(&harness);
    assert_eq!(both.len(), 2);
    assert!(both[0].starts_with("李样本 ") && both[1].starts_with("王样本 "), "{both:?}");
    assert!(both[1].contains("1206"), "with its unit: {both:?}");
    press(&mut harness, h.older);
    let asked = question(&harness).unwrap();
    assert_eq!((asked.before, asked.reason.as_str(), asked.kind.as_str()), (80, WHY, "visit"));
    told(&mut harness, page(vec![version(60, inside)], 0));
    assert_eq!(rows(&harness), both, "an earlier version is no other visit");
    assert!(shows(&harness, h.no_older));
    open_row(&mut harness, 1);
    assert!(shows(&harness, &(h.version)(80)) && shows(&harness, &(h.version_of)(2, 2)));
    assert!(shows(&harness, words(ZH).visits.left), "the newest first: gone");
    press(&mut harness, h.earlier);
    assert!(shows(&harness, &(h.version)(60)) && shows(&harness, &(h.version_of)(1, 2)));
    press(&mut harness, h.later);
    assert!(shows(&harness, &(h.version)(80)));
}

#[test]
fn q1_a_record_of_every_kind_opens_whole_and_cannot_be_changed() {
    for language in Language::ALL {
        for (record, held) in of_every_kind() {
            let kind = record.reference().kind;
            let mut harness = window(&house(), LEAD, language, SIZES[0]);
            read(&mut harness, kind, vec![version(50, record)]);
            let buttons = |harness: &Harness<'_, Desk>| harness.query_all_by_role(Role::Button).count();
            let before = buttons(&harness);
            open_row(&mut harness, 0);
            assert!(shows(&harness, words(language).history.read_only), "{kind:?}");
            assert_eq!(buttons(&harness), before, "{kind:?}: nothing to press in it");
            for text in held {
                assert!(shows(&harness, text), "{kind:?} without {text}");
            }
            for node in [Role::Button, Role::Label, Role::ListItem].into_iter().flat_map(|role| harness.query_all_by_role(role)) {
                let (rect, name) = (node.rect(), node.accesskit_node().label());
                assert!(rect.left() >= -0.5 && rect.right() <= SIZES[0].0 + 0.5, "{kind:?}: {name:?} at {rect:?}");
            }
            assert!(harness.state_mut().take_asked().is_empty());
        }
    }
}

#[test]
fn b19_one_anonymous_answer_shows_neither_words_nor_hour() {
    let answer = of_every_kind().into_iter().map(|(record, _)| record).find(|r| matches!(r, Record::SurveyAnswer(_))).unwrap();
    let mut harness = shown(LEAD, ZH);
    read(&mut harness, Kind::SurveyAnswer, vec![version(50, answer)]);
    open_row(&mut harness, 0);
    assert!(shows(&harness, words(ZH).history.anonymous));
    assert!(!shows(&harness, "师傅很快就到了") && !shows(&harness, "08:"));
}

#[test]
fn q3_what_somebody_may_not_read_is_grey_and_says_why() {
    let h = &words(ZH).history;
    let clerk = shown(CLERK, ZH);
    assert!(shows(&clerk, "灰色的种类暂不能查阅：此项需由"));
    let mut harness = clerk;
    press(&mut harness, h.kinds[17]);
    fill(&mut harness, h.reason, WHY);
    press(&mut harness, h.read);
    assert_eq!(question(&harness).unwrap().kind, "visit", "a grey kind is not chosen");
    let mut harness = shown(LEAD, ZH);
    assert!(!shows(&harness, "灰色的种类"));
    ask(&mut harness, Kind::SurveyAnswer);
    assert_eq!(question(&harness).unwrap().kind, "survey_answer");
}

#[test]
fn q3_a_refusal_of_the_server_is_told_in_words_and_the_form_stays() {
    for language in Language::ALL {
        let words = words(language);
        let roles = vec![StaffRole::Lead];
        let right = Refusal::Right(Right::NotYourRole { roles });
        let never = Refusal::Archive(domain::registers::archive::Refusal::NeverLeaves { kind: Kind::Visit });
        let lead = (words.refusals.not_your_role)(words.refusals.roles[1]);
        for (answer, sentence) in [
            (HistoryAnswer::Refused(serde_json::to_vec(&right).unwrap()), lead.as_str()),
            (HistoryAnswer::Refused(serde_json::to_vec(&never).unwrap()), words.refusals.never_leaves),
            (HistoryAnswer::Refused(b"{}".to_vec()), words.history.failed),
            (HistoryAnswer::Failed("h2 protocol error".into()), words.history.failed),
            (HistoryAnswer::Offline, words.history.offline),
        ] {
            let mut harness = shown(CLERK, language);
            ask(&mut harness, Kind::Visit);
            told(&mut harness, answer);
            assert!(shows(&harness, sentence), "{sentence}");
            assert_eq!(harness.state().drafts.history.held(), 0);
            press(&mut harness, words.history.read);
            assert_eq!(question(&harness).unwrap().reason, WHY, "it can be asked again as it stands");
        }
    }
}

#[test]
fn b10_off_line_the_archive_says_so_and_keeps_what_was_typed() {
    for language in Language::ALL {
        let h = &words(language).history;
        let mut harness = shown(CLERK, language);
        fill(&mut harness, h.reason, WHY);
        harness.state_mut().connection = Connection::Offline { since: NOW };
        harness.run_ok();
        assert!(shows(&harness, h.offline));
        press(&mut harness, h.read);
        assert_eq!(question(&harness), None);
        harness.state_mut().connection = Connection::Online;
        harness.run_ok();
        assert!(!shows(&harness, h.offline));
        press(&mut harness, h.read);
        assert_eq!(question(&harness).unwrap().reason, WHY);
    }
}

#[test]
fn q1_while_the_archive_is_rebuilt_the_screen_says_that_results_may_lack_some() {
    for (short, incomplete) in [(0, false), (1, true)] {
        let mut harness = shown(CLERK, ZH);
        let known = harness.state().replica.revision();
        assert!(known > 0);
        ask(&mut harness, Kind::Visit);
        let versions = visits(&house()).into_iter().map(|v| version(3, v)).collect();
        told(&mut harness, HistoryAnswer::Page { versions, next_before: 0, covered: known - short });
        assert_eq!(shows(&harness, words(ZH).history.incomplete), incomplete);
    }
}

#[test]
fn q1_what_cannot_be_read_and_what_was_not_found_are_told() {
    let h = &words(ZH).history;
    let mut harness = shown(CLERK, ZH);
    read(&mut harness, Kind::Visit, Vec::new());
    assert!(shows(&harness, h.nothing) && shows(&harness, h.nothing_line));
    press(&mut harness, h.again);
    let newer = HistoryVersion {
        revision: 5,
        reference: "visit/v9".into(),
        record: Bytes::from_static(br#"{"visit":{"id":"v9"}}"#),
    };
    press(&mut harness, h.read);
    told(&mut harness, page(vec![newer], 0));
    assert!(shows(&harness, h.unreadable));
    open_row(&mut harness, 0);
    assert!(shows(&harness, h.unreadable_line));
}

/// Who is signed in at the counter's terminal as the server has it from now on.
fn session(desk: &mut Desk, person: &str) {
    let spelled = |person| {
        let session = Session {
            id: desk.terminal.beside(),
            person: id(person),
            station: Station::Counter,
            since: NOW,
            locked_at: None,
            ended_at: None,
        };
        Bytes::from(serde_json::to_vec(&Record::from(session)).unwrap())
    };
    let reference = format!("session/{}", desk.terminal);
    let record = (person != NOBODY).then(|| spelled(person));
    let commit = Event::Commit {
        revision: desk.replica.revision() + 1,
        at_ms: NOW.0,
        changes: vec![(reference, record)],
        command: "staff.sign_in".into(),
        terminal: "counter-1".into(),
        incarnation: Bytes::new(),
        seq: 1,
    };
    assert_eq!(desk.replica.take(commit), None);
    let (terminal, station) = (desk.terminal.clone(), desk.station);
    desk.replica.settle(&terminal, station);
}

#[test]
fn q3_what_was_read_is_forgotten_when_the_reader_leaves() {
    let house = house();
    let h = &words(ZH).history;
    type Leaving = fn(&mut Harness<'_, Desk>);
    let leave: [(&str, Leaving); 4] = [
        ("another screen", |harness| harness.state_mut().screen = place_of(visits_ui)),
        ("signed out here", |harness| press(harness, words(ZH).desk.sign_out)),
        ("signed out elsewhere", |harness| session(harness.state_mut(), NOBODY)),
        ("somebody else", |harness| session(harness.state_mut(), LEAD)),
    ];
    for (how, go) in leave {
        let mut harness = window(&house, CLERK, ZH, SIZES[0]);
        let versions = || visits(&house).into_iter().map(|v| version(3, v)).collect::<Vec<_>>();
        read(&mut harness, Kind::Visit, versions());
        assert_eq!(harness.state().drafts.history.held(), 2, "{how}");
        assert!(shows(&harness, "王样本"), "{how}");
        go(&mut harness);
        harness.run_ok();
        assert_eq!(harness.state().drafts.history.held(), 0, "{how}");
        harness.state_mut().screen = place_of(history_ui);
        harness.run_ok();
        assert!(!shows(&harness, "王样本"), "{how}: nothing is left to come back to");
        let form_stays = how == "another screen";
        if form_stays {
            press_button(&mut harness, h.read);
            assert_eq!(question(&harness).unwrap().reason, WHY, "what was typed stays with who typed it");
        }
    }
}

#[test]
fn q3_an_answer_that_comes_after_its_reader_has_gone_is_shown_to_nobody() {
    let house = house();
    let mut harness = window(&house, CLERK, ZH, SIZES[0]);
    ask(&mut harness, Kind::Visit);
    harness.state_mut().drafts.history.sent(7);
    session(harness.state_mut(), LEAD);
    harness.run_ok();
    let versions = visits(&house).into_iter().map(|v| version(3, v)).collect();
    harness.state_mut().drafts.history.told(7, page(versions, 0));
    harness.run_ok();
    assert_eq!(harness.state().drafts.history.held(), 0);
    assert!(!shows(&harness, "王样本"));
    ask(&mut harness, Kind::Visit);
    let versions = visits(&house).into_iter().map(|v| version(3, v)).collect();
    harness.state_mut().drafts.history.sent(8);
    harness.state_mut().drafts.history.told(7, page(versions, 0));
    assert_eq!(harness.state().drafts.history.held(), 0, "the answer to another question");
}

#[test]
fn q3_the_control_room_reads_what_its_people_may() {
    let harness = screen(house().desk(Station::ControlRoom, OPERATOR, ZH), history_ui);
    assert!(shows(&harness, "灰色的种类"));
    let consult = |kind| Command::Consult { kind, term: None, reason: line(WHY) };
    assert_eq!(harness.state().why_not(&consult(Kind::Visit).into()), None);
}

#[test]
fn a_time_of_another_year_says_which() {
    let desk = house().desk(Station::Counter, CLERK, ZH);
    assert_eq!(desk.time(NOW), "10:00");
    assert_eq!(desk.time(at(-1_440)), "11-22 10:00");
    assert_eq!(desk.time(NOW.plus(-365 * 24 * 60 * MINUTE_MS)), "2025-11-23 10:00");
}

#[test]
fn nothing_lies_beside_the_window_or_over_another() {
    for language in Language::ALL {
        for person in [CLERK, LEAD] {
            everything_lies_inside(|| house().desk(Station::Counter, person, language), history_ui);
        }
    }
}
