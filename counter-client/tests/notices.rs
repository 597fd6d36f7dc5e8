//! The screen of notices (G-12), used as a clerk, a superior and the control room use it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::Desk;
use counter_client::frame::frame_ui;
use counter_client::screens::notices::{notices_ui, waiting};
use domain::registers::notices::{Command, NoticeKind, Wording};
use domain::{Command as Any, Station};
use duty::{everything_lies_inside, place_of};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, MANAGER, NOW, OPERATOR, asked, at, fill, id, line, picture, press, screen, shows};
use look::words::notices::Notices;
use look::words::{Language, words};
use values::Text;

const ZH: Language = Language::ZhHans;
const DAY: i64 = 24 * 60;

fn zh() -> &'static Notices {
    &words(ZH).notices
}
fn wording(title: &str, text: &str) -> Wording {
    Wording { title: line(title), text: Text::parse(text).unwrap() }
}
fn write(notice: &str, title: &str, from: i64, until: i64) -> Command {
    Command::Write {
        notice: id(notice),
        kind: NoticeKind::Stoppage,
        zh: wording(title, "因检修生活水箱，全楼停水，请您提前储水。恢复供水后，请先放水片刻再使用，谢谢您的理解与配合。"),
        en: wording("No water on Wednesday morning", "The water tank is repaired. Please store some water beforehand, thank you."),
        from: at(from),
        until: at(until),
    }
}

/// One that waits, one that is shown, one to come, one withdrawn, one whose time is over.
fn full() -> House {
    let mut house = duty::house();
    house.did(-90, Station::Counter, CLERK, write("over", "昨日的通知", -60, -10));
    for (notice, title, from) in [("shown", "周三上午停水通知", -60), ("coming", "元旦活动", DAY), ("gone", "错误的通知", -60)]
    {
        house.did(-60, Station::Counter, CLERK, write(notice, title, from, 3 * DAY));
        house.did(-50, Station::Counter, LEAD, Command::Confirm { notice: id(notice), written_at: at(-60) });
    }
    house.did(-40, Station::Counter, CLERK, Command::Withdraw { notice: id("gone") });
    house.did(-30, Station::Counter, CLERK, write("waits", "周四电梯检修", 0, DAY));
    house
}
fn at_desk(house: &House, station: Station, person: &str) -> Harness<'static, Desk> {
    screen(house.desk(station, person, ZH), notices_ui)
}
fn notices_asked(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    asked(harness).into_iter().map(|c| if let Any::Notices(c) = c { c } else { panic!("{}", c.name()) }).collect()
}
fn is_ready(harness: &Harness<'_, Desk>, label: &str) -> bool {
    !harness.get_by_label(label).accesskit_node().is_disabled()
}

/// Why a button would do nothing.
fn reason(harness: &Harness<'_, Desk>, label: &str) -> Option<String> {
    harness.get_by_label(label).accesskit_node().description()
}

#[test]
fn it_draws_empty_and_full_in_every_language_at_both_stations() {
    for language in Language::ALL {
        let w = &words(language).notices;
        for (station, person) in [(Station::Counter, LEAD), (Station::ControlRoom, OPERATOR)] {
            let empty = screen(House::empty().desk(station, person, language), notices_ui);
            assert!(shows(&empty, w.none));
            let house = full();
            let full = screen(house.desk(station, person, language), notices_ui);
            assert!(shows(&full, w.states[0]) && shows(&full, w.unconfirmed_line), "what waits is shown first");
            assert_eq!(waiting(full.state()), 1);
            everything_lies_inside(|| house.desk(station, person, language), notices_ui);
        }
    }
}

#[test]
fn g12_a_clerk_writes_in_both_languages_and_with_a_time() {
    let mut harness = at_desk(&House::empty(), Station::Counter, CLERK);
    let w = zh();
    press(&mut harness, w.write);
    assert!(!is_ready(&harness, w.save));
    press(&mut harness, w.kinds[2]);
    for (field, typed) in
        [(w.title_zh, "中秋活动"), (w.text_zh, "一楼大堂，欢迎参加"), (w.title_en, "Autumn party"), (w.text_en, "Come to the lobby")]
    {
        assert!(!is_ready(&harness, w.save), "{field} is missing");
        fill(&mut harness, field, typed);
    }
    press(&mut harness, w.save);
    let asked = notices_asked(&mut harness);
    let [Command::Write { kind, zh, en, from, until, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(
        (*kind, zh, en),
        (NoticeKind::Event, &wording("中秋活动", "一楼大堂，欢迎参加"), &wording("Autumn party", "Come to the lobby"))
    );
    assert_eq!(
        (*from, until.since(NOW)),
        (NOW, 3 * DAY * values::MINUTE_MS),
        "from now, for three days, unless somebody says otherwise"
    );
}

#[test]
fn a_time_that_cannot_be_is_told_before_it_is_saved() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    let w = zh();
    press(&mut harness, w.correct);
    for (typed, advice) in [("x", w.time_wrong), ("", w.time_out_of_bounds)] {
        let field = harness.query_all_by_label(w.until).find(|n| n.accesskit_node().is_text_input()).unwrap();
        field.focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        harness.run();
        fill(&mut harness, w.until, if typed.is_empty() { "2026-11-20 10:00" } else { typed });
        let told = shows(&harness, advice) || reason(&harness, w.save).as_deref() == Some(advice);
        assert!(told && !is_ready(&harness, w.save), "{advice}");
    }
    assert!(notices_asked(&mut harness).is_empty());
}

#[test]
fn g12_a_superior_confirms_what_another_wrote_and_a_clerk_cannot() {
    let house = full();
    let w = zh();
    let clerk = at_desk(&house, Station::Counter, CLERK);
    assert!(!is_ready(&clerk, w.confirm) && is_ready(&clerk, w.withdraw));
    let mut lead = at_desk(&house, Station::Counter, LEAD);
    press(&mut lead, w.confirm);
    assert_eq!(notices_asked(&mut lead), [Command::Confirm { notice: id("waits"), written_at: at(-30) }]);
    press(&mut lead, w.withdraw);
    assert_eq!(notices_asked(&mut lead), [Command::Withdraw { notice: id("waits") }]);

    let mut own = House::empty();
    own.did(-5, Station::Counter, MANAGER, write("own", "经理的通知", 0, DAY));
    let manager = at_desk(&own, Station::Counter, MANAGER);
    assert_eq!(reason(&manager, w.confirm).as_deref(), Some(w.own_words));
}

#[test]
fn what_is_over_is_listed_only_where_it_is_wanted() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    assert!(!shows(&harness, "昨日的通知") && !shows(&harness, "错误的通知") && shows(&harness, "元旦活动"));
    press(&mut harness, zh().filters[1]);
    assert!(shows(&harness, "昨日的通知") && shows(&harness, "错误的通知"));
}

#[test]
fn the_control_room_reads_and_writes_nothing() {
    let harness = at_desk(&full(), Station::ControlRoom, OPERATOR);
    let w = zh();
    assert!(shows(&harness, w.read_only) && shows(&harness, "周四电梯检修"));
    for button in [w.write, w.confirm, w.correct, w.withdraw] {
        assert!(harness.query_by_label(button).is_none(), "{button}");
    }
}

#[test]
#[ignore = "draws pictures, for people to look at"]
fn draws_notices() {
    for language in Language::ALL {
        let mut desk = full().desk(Station::Counter, LEAD, language);
        desk.screen = place_of(notices_ui);
        let mut harness = screen(desk, frame_ui);
        picture(&mut harness, &format!("notices-{language:?}"));
        press(&mut harness, words(language).notices.correct);
        picture(&mut harness, &format!("notices-form-{language:?}"));
    }
}
