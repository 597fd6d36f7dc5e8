//! 满意度评价.

use proto::v1::submission::What;
use proto::v1::{AddSurveyWord, AnswerSurvey, Face, KioskRefusal};
use terminal::{LobbyEvent, LobbyOutcome};

use crate::hall::{can_tap, hall, hear, keys, said, sent, shows, tap, wait};
use crate::stops::{next, survey, survey_matter, survey_reasons, survey_word};

fn touch(area: &str, face: Face) -> What {
    let text = str::to_owned;
    What::AnswerSurvey(AnswerSurvey {
        form: text("2026-1"),
        area: text(area),
        face: face.into(),
        sitting: text("00000000026a12d6"),
        matter: String::new(),
    })
}

#[test]
fn b18_a_touch_on_a_face_alone_is_an_answer() {
    let mut screen = hall();
    survey(&mut screen);
    let faces = said(&screen).kiosk.survey.faces;
    tap(&mut screen, faces[3]);
    assert_eq!(sent(&screen), [touch("front_desk", Face::VeryUnhappy)]);
    // Who walks away now has answered.
    wait(&mut screen, 45);
    wait(&mut screen, 20);
    assert!(screen.state().kiosk.is_home());
    assert_eq!(sent(&screen).len(), 1);
}

#[test]
fn b18_every_touch_is_sent_at_once_also_a_second_thought() {
    let mut screen = hall();
    survey(&mut screen);
    let words = said(&screen);
    tap(&mut screen, words.kiosk.survey.faces[0]);
    tap(&mut screen, words.common.back);
    tap(&mut screen, words.kiosk.survey.faces[1]);
    assert_eq!(sent(&screen), [touch("front_desk", Face::VeryHappy), touch("front_desk", Face::Happy)]);
}

#[test]
fn a_word_belongs_to_the_least_happy_answer_unless_another_is_chosen() {
    for (chosen, offset) in [(None, 1), (Some("投诉处理"), 2)] {
        let mut screen = hall();
        let first = screen.state().next_seq;
        survey_word(&mut screen);
        for seq in first..first + 3 {
            hear(
                &mut screen,
                LobbyEvent::Answered { seq, outcome: LobbyOutcome::Committed, refusal: KioskRefusal::Unspecified },
            );
        }
        let about = said(&screen).kiosk.survey.word_about;
        assert!(can_tap(&screen, &about("维修")));
        if let Some(area) = chosen {
            tap(&mut screen, &about("维修"));
            assert!(can_tap(&screen, &about(area)));
        }
        keys(&mut screen, "haohao");
        let space = said(&screen).keyboard.space;
        tap(&mut screen, space);
        let submit = said(&screen).kiosk.survey.submit;
        tap(&mut screen, submit);
        let Some(What::AddSurveyWord(AddSurveyWord { answer_seq, word })) = sent(&screen).pop() else { panic!() };
        assert_eq!(answer_seq, first + offset);
        assert!(!word.is_empty());
        assert!(shows(&screen, said(&screen).kiosk.survey.thanks));
    }
}

#[test]
fn an_area_can_be_skipped_and_the_survey_ended() {
    let mut screen = hall();
    survey(&mut screen);
    let words = &said(&screen).kiosk.survey;
    tap(&mut screen, words.skip);
    assert!(shows(&screen, "维修"));
    tap(&mut screen, words.enough);
    assert!(shows(&screen, words.nothing_line) && sent(&screen).is_empty());
}

#[test]
fn where_no_survey_runs_nobody_is_asked() {
    let mut screen = hall();
    hear(&mut screen, LobbyEvent::Lobby(proto::v1::Lobby { survey: None, ..crate::hall::lobby() }));
    let tile = said(&screen).kiosk.shell.survey;
    tap(&mut screen, tile);
    assert!(shows(&screen, said(&screen).kiosk.survey.none));
    assert!(!can_tap(&screen, said(&screen).kiosk.survey.faces[0]));
}

#[test]
fn u2_what_it_was_is_touched_and_belongs_to_the_least_happy_answer() {
    let mut screen = hall();
    let first = screen.state().next_seq;
    survey_reasons(&mut screen);
    assert!(shows(&screen, said(&screen).kiosk.survey.reasons_unhappy));
    tap(&mut screen, "价格");
    tap(&mut screen, "上门速度");
    tap(&mut screen, "价格");
    next(&mut screen);
    let Some(What::AddSurveyReasons(said)) = sent(&screen).pop() else { panic!() };
    assert_eq!((said.answer_seq, said.reasons), (first + 1, vec!["speed".to_owned()]));
}

#[test]
fn b19_who_names_a_matter_rates_it_with_every_touch() {
    let mut screen = hall();
    survey_matter(&mut screen);
    crate::stops::write(&mut screen, "m-20261123-004");
    next(&mut screen);
    let words = &said(&screen).kiosk.survey;
    assert!(can_tap(&screen, &(words.matter_chosen)("M-20261123-004")));
    tap(&mut screen, words.faces[0]);
    let Some(What::AnswerSurvey(answer)) = sent(&screen).pop() else { panic!() };
    assert_eq!(answer.matter, "M-20261123-004");
}

#[test]
fn b19_the_number_of_a_matter_can_be_scanned() {
    let mut screen = hall();
    survey_matter(&mut screen);
    for sign in "M-20261123-004".chars() {
        screen.event(egui::Event::Text(sign.into()));
    }
    screen.key_press(egui::Key::Enter);
    screen.run();
    let words = &said(&screen).kiosk.survey;
    assert!(can_tap(&screen, &(words.matter_chosen)("M-20261123-004")));
}
