use super::*;
use crate::fixture::*;
use crate::{Kind, Stamp};
use Face::{Happy, Unhappy, VeryHappy, VeryUnhappy};

fn answer(answer: &str, area: &str, face: Face, sitting: &str) -> Command {
    Command::Answer {
        answer: id(answer),
        form: id("2026-1"),
        area: area.into(),
        face,
        sitting: id(sitting),
        matter: None,
    }
}
fn word(answer: &str) -> Command {
    Command::AddWord { answer: id(answer), word: text("谢谢前台") }
}
/// The state after touches: seconds, sitting, face, all on the front desk; ids `a0`, `a1` …
fn touched(touches: &[(i64, &str, Face)]) -> State {
    let mut state = state();
    for (n, (second, sitting, face)) in touches.iter().enumerate() {
        done(&mut state, answer(&format!("a{n}"), "front_desk", *face, sitting), &kiosk().second(*second));
    }
    state
}
fn counted(state: &State) -> Vec<&str> {
    state.survey_answer.iter().filter(|a| !a.suppressed).map(|a| a.id.as_str()).collect()
}

#[test]
fn b18_a_touch_on_a_face_alone_is_a_valid_answer() {
    for face in Face::ALL {
        let state = touched(&[(0, "s1", face)]);
        let rate = &rates(&state, &id("2026-1"))[0];
        assert_eq!((rate.area.as_str(), rate.counted, rate.suppressed), ("front_desk", 1, 0));
        assert_eq!(rate.happy == 1, face.is_happy());
        assert_eq!(rate.by_face.iter().sum::<u32>(), 1);
    }
}

#[test]
fn b18_repeats_are_stored_but_not_counted_and_both_totals_are_told() {
    for (touches, expected) in [
        (vec![(0, "s1", Happy), (1, "s1", Happy), (5, "s2", Unhappy)], vec!["a0"]),
        (vec![(0, "s1", Happy), (6, "s2", Unhappy)], vec!["a0", "a1"]),
        (vec![(0, "s1", Happy), (4, "s2", Happy), (6, "s3", Happy)], vec!["a0", "a2"]),
    ] {
        let state = touched(&touches);
        assert_eq!(counted(&state), expected, "{touches:?}");
        let rate = overall(&state, &id("2026-1"));
        assert_eq!((rate.counted as usize, (rate.counted + rate.suppressed) as usize), (expected.len(), touches.len()));
    }
}

#[test]
fn b18_a_later_touch_of_the_same_sitting_is_a_change_of_mind() {
    for (touches, expected) in [
        (vec![(0, "s1", Happy), (6, "s1", VeryUnhappy)], vec!["a1"]),
        (vec![(0, "s1", Happy), (6, "s1", Unhappy), (12, "s1", Happy)], vec!["a2"]),
        // Within the time of a repeat the later one is suppressed, whatever the face.
        (vec![(0, "s1", Happy), (5, "s1", VeryUnhappy)], vec!["a0"]),
        (vec![(0, "s1", Happy), (60, "s2", Happy), (120, "s1", Unhappy)], vec!["a1", "a2"]),
    ] {
        assert_eq!(counted(&touched(&touches)), expected, "{touches:?}");
    }
}

#[test]
fn b18_another_area_another_kiosk_another_form_is_no_repeat() {
    let mut state = touched(&[(0, "s1", Happy)]);
    state.put(survey_form("2026-2", at(0)).into());
    done(&mut state, answer("b1", "repair", Happy, "s1"), &kiosk().second(1));
    done(&mut state, answer("b2", "front_desk", Happy, "s9"), &kiosk().terminal("kiosk-2").second(1));
    let next = Command::Answer {
        answer: id("b3"),
        form: id("2026-2"),
        area: "front_desk".into(),
        face: Happy,
        sitting: id("s1"),
        matter: None,
    };
    done(&mut state, next, &kiosk().second(1));
    assert_eq!(counted(&state), ["a0", "b1", "b2", "b3"]);
}

#[test]
fn b07_answers_that_waited_on_the_disk_are_judged_by_when_they_were_touched() {
    let mut state = state();
    for (n, made) in [-40, -30, -20, -19].into_iter().enumerate() {
        let queued = Stamp { at: at(0), ..kiosk().second(made).offline() };
        done(&mut state, answer(&format!("a{n}"), "front_desk", Unhappy, &format!("s{n}")), &queued);
    }
    assert_eq!(counted(&state), ["a0", "a1", "a2"]);
    let ahead = Stamp { at: at(0), ..kiosk().minute(60).offline() };
    done(&mut state, answer("a9", "repair", Unhappy, "s9"), &ahead);
    assert_eq!(state.survey_answer.get(&id("a9")).unwrap().at, at(0), "a kiosk's clock may not lie ahead");
}

#[test]
fn u2_an_answer_belongs_to_the_form_that_was_shown() {
    let mut given = state();
    check(&given, answer("a1", "lifts", Happy, "s1"), &kiosk(), no(Refusal::UnknownArea));
    let old = Command::Answer {
        answer: id("a1"),
        form: id("1999-1"),
        area: "repair".into(),
        face: Happy,
        sitting: id("s1"),
        matter: None,
    };
    check(&given, old, &kiosk(), no(Refusal::UnknownForm));
    done(&mut given, answer("a1", "repair", Happy, "s1"), &kiosk());
    check(&given, answer("a1", "repair", Happy, "s1"), &kiosk(), Expect::No(Any::IdTaken { kind: Kind::SurveyAnswer }));

    given.put(survey_form("2026-2", at(10)).into());
    assert_eq!(given.current_survey_form(at(10)).map(|f| f.id.as_str()), Some("2026-2"));
    assert_eq!(overall(&given, &id("2026-1")).counted, 1);
    assert_eq!(overall(&given, &id("2026-2")).counted, 0);
}

#[test]
fn u2_a_form_is_shown_from_its_beginning_on_and_not_before() {
    let mut given = state();
    given.put(survey_form("2026-2", at(10)).into());
    given.put(survey_form("2026-3", at(20)).into());
    for (minute, current, coming) in [
        (-1_441, None, Some("2026-1")),
        (-1_440, Some("2026-1"), Some("2026-2")),
        (9, Some("2026-1"), Some("2026-2")),
        (10, Some("2026-2"), Some("2026-3")),
        (20, Some("2026-3"), None),
    ] {
        let version = |form: Option<&SurveyForm>| form.map(|f| f.id.to_string());
        assert_eq!(version(given.current_survey_form(at(minute))).as_deref(), current, "at {minute}");
        assert_eq!(version(given.coming_survey_form(at(minute))).as_deref(), coming, "at {minute}");
    }
}

#[test]
fn u2_a_word_is_added_on_the_kiosk_of_its_sitting_only() {
    let given = touched(&[(0, "s1", Unhappy)]);
    check(&given, word("a0"), &kiosk().terminal("kiosk-2"), no(Refusal::NotThisTerminal));
    check(&given, word("a9"), &kiosk(), no_such(Kind::SurveyAnswer));
    let after = check(&given, word("a0"), &kiosk().second(20), Expect::Done);
    assert!(after.survey_answer.get(&id("a0")).unwrap().word.is_some());
    assert_eq!(counted(&after), ["a0"]);
}

#[test]
fn u3_rates_are_per_area_in_whole_numbers() {
    let mut state = touched(&[(0, "s1", VeryHappy), (10, "s2", Happy), (20, "s3", VeryUnhappy)]);
    done(&mut state, answer("b1", "cleaning", Unhappy, "s3"), &kiosk().second(21));
    let rates = rates(&state, &id("2026-1"));
    let rows: Vec<_> = rates.iter().map(|r| (r.area.as_str(), r.counted, r.by_face, r.per_mille_happy())).collect();
    assert_eq!(
        rows,
        [("front_desk", 3, [1, 1, 0, 1], Some(666)), ("repair", 0, [0; 4], None), ("cleaning", 1, [0, 0, 1, 0], Some(0))]
    );
    assert_eq!(overall(&state, &id("2026-1")).per_mille_happy(), Some(500));
    assert!(super::rates(&state, &id("1999-1")).is_empty());
}

#[test]
fn b18_half_or_more_unhappy_of_at_least_four_within_a_quarter_of_an_hour_alerts() {
    let minute = 60;
    let touches = |faces: &[Face]| -> State {
        let sittings: Vec<String> = (0..faces.len()).map(|n| format!("s{n}")).collect();
        let times = (0_i64..).map(|n| n * minute);
        touched(&faces.iter().zip(&sittings).zip(times).map(|((f, s), t)| (t, s.as_str(), *f)).collect::<Vec<_>>())
    };
    for (faces, now, expected) in [
        (vec![Unhappy, Happy, VeryUnhappy, Happy], 3, Some((2, 4))),
        (vec![Unhappy, Happy, Happy, Happy], 3, None),
        (vec![Unhappy, Unhappy, Unhappy], 3, None),
        (vec![Unhappy, Unhappy, Happy, Happy, Happy], 4, None),
        (vec![Unhappy, Unhappy, Happy, Happy], 15, Some((2, 4))),
        // The first has left the window: three are too few to say so.
        (vec![Unhappy, Unhappy, Happy, Happy], 16, None),
        (vec![], 0, None),
    ] {
        let found = alert(&touches(&faces), at(now));
        assert_eq!(found.map(|a| (a.unhappy, a.answers)), expected, "{faces:?} at {now}");
        assert!(found.is_none_or(|a| a.since == at(0)));
    }
    // An answer that was taken back is not the first of them, and none lies ahead of now.
    let changed = touched(&[(0, "s1", Unhappy), (60, "s1", Unhappy), (120, "s2", Unhappy), (180, "s3", Happy), (240, "s4", Happy)]);
    assert_eq!(alert(&changed, at(4)), Some(Alert { unhappy: 2, answers: 4, since: at(1) }));
    assert_eq!(alert(&changed, at(3)), None);
    // What is not counted raises no alert.
    let hammered: Vec<(i64, &str, Face)> = (0..5).map(|n| (n, "s1", VeryUnhappy)).collect();
    assert_eq!(alert(&touched(&hammered), at(1)), None);
}
