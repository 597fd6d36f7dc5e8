//! The survey's screen (U-2, U-3, B-18, B-19).
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use counter_client::screens::surveys::{surveys_ui, waiting};
use domain::Station;
use domain::registers::surveys::{Command, Face};
use fixture::{House, LEAD, OPERATOR, asked, at, id, press, screen, shows, survey_form, text};
use look::words::{Language, words};

/// So many answers in an area, a minute apart and ending at `until`; the first of them with words.
fn answered(house: &mut House, area: &str, faces: &[(Face, usize)], said: usize, until: i64) {
    let all = faces.iter().flat_map(|(face, count)| std::iter::repeat_n(*face, *count));
    for (place, face) in all.enumerate() {
        let answer = format!("{area}-{}-{until}", place);
        let minutes = until - place as i64;
        let sitting = id(&format!("s-{answer}"));
        house.did(
            minutes,
            Station::Kiosk,
            "",
            Command::Answer {
                answer: id(&answer),
                form: id("2026-1"),
                area: area.into(),
                face,
                sitting,
                matter: None,
            },
        );
        if place < said {
            house.did(
                minutes,
                Station::Kiosk,
                "",
                Command::AddWord { answer: id(&answer), word: text(&format!("意见{area}{place}")) },
            );
        }
    }
}

fn full() -> House {
    let mut house = House::new();
    answered(&mut house, "front_desk", &[(Face::VeryHappy, 30), (Face::Happy, 9), (Face::Unhappy, 1)], 6, -100);
    answered(&mut house, "repair", &[(Face::Happy, 8), (Face::VeryUnhappy, 2)], 2, -100);
    answered(&mut house, "cleaning", &[(Face::Unhappy, 4)], 1, -100);
    house
}

#[test]
fn it_draws_empty_and_full_in_both_languages() {
    for language in Language::ALL {
        let words = &words(language).surveys;
        let none = screen(House::empty().desk(Station::Counter, LEAD, language), surveys_ui);
        assert!(shows(&none, words.none));
        let unanswered = screen(House::new().desk(Station::Counter, LEAD, language), surveys_ui);
        assert!(shows(&unanswered, words.no_answers));
        let mut harness = screen(full().desk(Station::Counter, LEAD, language), surveys_ui);
        assert!(shows(&harness, words.rates) && shows(&harness, "97% n = 40") && shows(&harness, "80% n = 10"));
        assert_eq!(asked(&mut harness), []);
    }
}

#[test]
fn b18_both_totals_are_shown() {
    let mut house = full();
    let again = |answer: &str| Command::Answer {
        answer: id(answer),
        form: id("2026-1"),
        area: "front_desk".into(),
        face: Face::Unhappy,
        sitting: id("s"),
        matter: None,
    };
    house.did(-50, Station::Kiosk, "", again("once"));
    house.did(-50, Station::Kiosk, "", again("twice"));
    let harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "计入 55 份评价"));
    assert!(shows(&harness, "另有 1 份未计入（重复或改选）"));
}

#[test]
fn b19_small_groups_show_neither_rates_nor_words() {
    let mut house = full();
    let harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "保洁 — n = 4"));
    assert!(shows(&harness, "意见front_desk0"), "six words of one service are a group");
    assert!(!shows(&harness, "意见repair") && !shows(&harness, "意见cleaning"));
    assert!(shows(&harness, "有 3 条留言暂不显示"));

    answered(&mut house, "security", &[(Face::Happy, 2)], 2, -90);
    let harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "其他各项") && shows(&harness, "意见repair1") && shows(&harness, "意见cleaning0"));
}

#[test]
fn q3_what_people_wrote_is_not_for_the_control_room() {
    let harness = screen(full().desk(Station::ControlRoom, OPERATOR, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, words(Language::ZhHans).surveys.words_hidden));
    assert!(!shows(&harness, "意见front_desk0"));
}

#[test]
fn b18_many_unhappy_people_alert_the_desk() {
    let mut house = full();
    assert_eq!(waiting(&house.desk(Station::Counter, LEAD, Language::ZhHans)), 0);
    answered(&mut house, "charges", &[(Face::Unhappy, 3), (Face::Happy, 1)], 0, -1);
    let desk = house.desk(Station::Counter, LEAD, Language::ZhHans);
    assert_eq!(waiting(&desk), 1);
    let harness = screen(desk, surveys_ui);
    assert!(shows(&harness, "4 份评价中有 3 份不满意"));
    assert!(shows(&harness, "自 09:56 起"));
}

#[test]
fn an_earlier_version_of_the_form_keeps_its_own_figures() {
    let mut house = full();
    house.put(survey_form("2026-2", at(-10)));
    let mut harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "还没有评价"));
    press(&mut harness, "版本 2026-1");
    assert!(shows(&harness, "计入 54 份评价"));
}

#[test]
fn u2_a_form_that_begins_later_is_announced_and_not_in_use() {
    let mut house = full();
    house.put(survey_form("2026-2", at(60)));
    let mut harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "计入 54 份评价"), "the form in use, not the one to come");
    assert!(shows(&harness, "版本 2026-2 将自 2026-11-23 11:00 起使用"));
    press(&mut harness, "版本 2026-2");
    assert!(!shows(&harness, "版本 2026-2，自"), "it is not in use yet");
}

#[test]
fn u3_the_target_and_the_smallest_group_are_the_propertys() {
    let mut house = full();
    let mut settings = house.state.property().unwrap().clone();
    (settings.survey.target_percent, settings.survey.group_at_least) = (80, 11);
    house.put(settings);
    let harness = screen(house.desk(Station::Counter, LEAD, Language::ZhHans), surveys_ui);
    assert!(shows(&harness, "竖线为目标 80%") && shows(&harness, "不足 11 份评价的项目不显示"));
    assert!(shows(&harness, "维修 — n = 10") && shows(&harness, "97% n = 40"));
    assert!(shows(&harness, "达到目标"), "87 of 100 is enough for 80");
    assert!(shows(&harness, "匿名留言满 11 条后按组显示"));
}
