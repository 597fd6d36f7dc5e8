//! The visitors' screen (V-1, V-2, B-03, B-09), the overview (S-3) and the sign-in card,
//! used as staff use them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Connection, Desk};
use counter_client::frame::frame_ui;
use counter_client::frame::told_once::told_once;
use counter_client::screens::today::today_ui;
use counter_client::screens::visits::{visits_ui, waiting};
use domain::registers::handover::{Command as Handover, Post};
use domain::registers::visits::{Command, Host, Purpose};
use domain::{Command as Any, Station};
use duty::{NOBODY, act};
use egui_kittest::Harness;
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, asked, at, fill, id, name, press, screen, shows, telephone, told};
use look::words::{Language, words};
use terminal::{ConsoleAnswer, ConsoleQuestion, Zeroizing};
use values::{PassNumber, Personal, VisitCode};

const ZH: Language = Language::ZhHans;

fn registered(house: &mut House, visit: &str, who: &str, count: u64) {
    let register = Command::Register {
        visit: id(visit),
        code: VisitCode::made_by(1, count),
        name: name(who),
        telephone: Some(telephone("13800005521")),
        host: Host { unit: Some(id("1206")), whom: None },
        purpose: Purpose::Meeting,
        people: 2,
        children: 1,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    act(house, at(-30), Station::Kiosk, NOBODY, register);
}

/// One waits for the identity check, one is inside with a pass.
fn two_inside() -> House {
    let mut house = House::new();
    registered(&mut house, "v1", "王样本", 1);
    registered(&mut house, "v2", "李样本", 2);
    act(&mut house, at(-20), Station::Counter, CLERK, Command::IssuePass { visit: id("v2"), pass: pass("P7") });
    house
}

fn pass(number: &str) -> PassNumber {
    PassNumber::parse(number).unwrap()
}

fn visits_asked(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    asked(harness).into_iter().map(|c| if let Any::Visits(c) = c { c } else { panic!("{}", c.name()) }).collect()
}

/// Chooses the visit whose row begins with this name.
fn choose(harness: &mut Harness<'_, Desk>, who: &str) {
    use egui_kittest::kittest::Queryable;
    harness.query_all_by_label_contains(who).next().unwrap().click();
    harness.run();
}

#[test]
fn it_draws_empty_and_full_in_both_languages() {
    for language in Language::ALL {
        let words = &words(language).visits;
        let empty = screen(House::empty().desk(Station::Counter, CLERK, language), visits_ui);
        assert!(shows(&empty, words.empty) && shows(&empty, words.choose));
        let mut harness = screen(two_inside().desk(Station::ControlRoom, OPERATOR, language), visits_ui);
        choose(&mut harness, "王样本");
        assert!(shows(&harness, words.facts) && shows(&harness, words.awaiting_check));
    }
}

#[test]
fn v1_the_identity_is_checked_and_a_numbered_pass_issued() {
    let house = two_inside();
    assert_eq!(waiting(&house.desk(Station::Counter, CLERK, ZH)), 1);
    for station in [Station::Counter, Station::ControlRoom] {
        let mut harness = screen(house.desk(station, CLERK, ZH), visits_ui);
        choose(&mut harness, "王样本");
        press(&mut harness, "身份已核验，发放出入证");
        assert_eq!(visits_asked(&mut harness), [], "not without a number");
        fill(&mut harness, "出入证号", "P7");
        press(&mut harness, "身份已核验，发放出入证");
        assert_eq!(visits_asked(&mut harness), [], "that pass is with somebody else");
    }
    let mut harness = screen(house.desk(Station::Counter, CLERK, ZH), visits_ui);
    choose(&mut harness, "王样本");
    fill(&mut harness, "出入证号", "P8");
    press(&mut harness, "身份已核验，发放出入证");
    assert_eq!(visits_asked(&mut harness), [Command::IssuePass { visit: id("v1"), pass: pass("P8") }]);
}

#[test]
fn b09_a_visitor_is_signed_out_with_one_click_and_the_pass_is_asked_for() {
    for (button, pass_returned) in [("签出（证已交回）", true), ("签出（证未交回）", false)] {
        let mut harness = screen(two_inside().desk(Station::Counter, CLERK, ZH), visits_ui);
        press(&mut harness, "在访 2");
        choose(&mut harness, "李样本");
        press(&mut harness, button);
        assert_eq!(visits_asked(&mut harness), [Command::SignOut { visit: id("v2"), pass_returned }]);
    }
}

#[test]
fn v1_a_pass_that_was_kept_comes_back_later() {
    let mut house = two_inside();
    act(&mut house, at(-5), Station::Counter, CLERK, Command::SignOut { visit: id("v2"), pass_returned: false });
    let mut harness = screen(house.desk(Station::Counter, CLERK, ZH), visits_ui);
    press(&mut harness, "已离开 1");
    choose(&mut harness, "李样本");
    assert!(shows(&harness, words(ZH).visits.pass_out));
    press(&mut harness, "补收出入证");
    assert_eq!(visits_asked(&mut harness), [Command::SignOut { visit: id("v2"), pass_returned: true }]);
}

#[test]
fn b03_who_will_not_use_the_kiosk_is_registered_at_the_desk_with_four_things() {
    let mut harness = screen(House::new().desk(Station::Counter, CLERK, ZH), visits_ui);
    press(&mut harness, "登记访客");
    fill(&mut harness, "姓名", "赵样本");
    fill(&mut harness, "房号", "9999");
    assert!(shows(&harness, words(ZH).visits.unit_advice), "no such unit");
    assert_eq!(visits_asked(&mut harness), []);
    press(&mut harness, "取消");
    press(&mut harness, "登记访客");
    fill(&mut harness, "姓名", "赵样本");
    fill(&mut harness, "拜访对象", "市场部");
    press(&mut harness, "送货取件");
    let save = |harness: &mut Harness<'_, Desk>| {
        use egui_kittest::kittest::Queryable;
        harness.query_all_by_label("登记访客").rfind(|n| n.rect().left() > 430.0).unwrap().click();
        harness.run();
    };
    save(&mut harness);
    let register = Command::Register {
        visit: id("counter-1-a-1"),
        code: VisitCode::made_by(2, 1),
        name: name("赵样本"),
        telephone: None,
        host: Host { unit: None, whom: Some(told("市场部")) },
        purpose: Purpose::Delivery,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    assert_eq!(visits_asked(&mut harness), [register]);
}

#[test]
fn a_search_finds_a_visitor_by_code_whatever_the_filter() {
    let house = two_inside();
    let code = VisitCode::made_by(1, 2);
    let mut harness = screen(house.desk(Station::Counter, CLERK, ZH), visits_ui);
    assert!(!shows(&harness, "李样本"), "she has her pass");
    fill(&mut harness, words(ZH).visits.search, code.as_str());
    assert!(shows(&harness, "李样本") && !shows(&harness, "王样本"));
}

#[test]
fn s3_the_overview_says_who_is_on_duty_and_what_is_open() {
    let mut house = two_inside();
    for language in Language::ALL {
        let words = &words(language).today;
        let nobody = screen(house.desk(Station::Counter, CLERK, language), today_ui);
        assert!(shows(&nobody, &format!("{} {}", words.posts[0], words.nobody)));
        assert!(shows(&nobody, &format!("{} 2", words.inside)));
    }
    act(&mut house, at(-10), Station::Counter, LEAD, Handover::TakeUp { post: Post::Desk });
    for station in [Station::Counter, Station::ControlRoom] {
        let held = screen(house.desk(station, CLERK, ZH), today_ui);
        assert!(shows(&held, "客服值班 乙领班 · 客服前台 · 自 09:50"));
    }
}

/// The whole window with nobody signed in.
fn card(connection: Connection) -> Harness<'static, Desk> {
    let mut desk = House::new().desk(Station::Counter, NOBODY, ZH);
    desk.connection = connection;
    screen(desk, frame_ui)
}

#[test]
fn b22_the_sign_in_card_asks_for_number_and_pin_and_keeps_no_pin() {
    let zh = &words(ZH).desk;
    let mut harness = card(Connection::Online);
    assert!(shows(&harness, zh.sign_in_title) && shows(&harness, zh.alarm_without_sign_in));
    press(&mut harness, zh.sign_in);
    assert!(harness.state_mut().take_asked().is_empty(), "both are needed");
    fill(&mut harness, zh.number, "12");
    assert!(shows(&harness, zh.number_advice));
    fill(&mut harness, zh.number, "34");
    fill(&mut harness, zh.pin, "135246");
    press(&mut harness, zh.sign_in);
    let asked = harness.state_mut().take_asked();
    let [one] = asked.as_slice() else { panic!("{} commands", asked.len()) };
    let signs_in = domain::registers::staff::Command::SignIn { person: id("1234") };
    assert_eq!((&one.command, one.pins.first()), (&signs_in.into(), "135246"));
    assert!(harness.state().drafts.sign_in.pin.is_empty(), "it stays nowhere else");
}

#[test]
fn b10_nobody_signs_in_without_the_server_and_the_card_says_why() {
    let zh = &words(ZH).desk;
    let mut harness = card(Connection::Offline { since: NOW });
    fill(&mut harness, zh.number, CLERK);
    fill(&mut harness, zh.pin, "135246");
    press(&mut harness, zh.sign_in);
    assert!(harness.state_mut().take_asked().is_empty());
    assert!(shows(&harness, zh.sign_in_title));
}

/// Who waits for the identity check has had a photo taken.
fn with_photo() -> House {
    let mut house = two_inside();
    let mut visit = house.desk(Station::Counter, CLERK, ZH).state().visit.get(&id("v1")).unwrap().clone();
    visit.particulars.photo = Some(Box::new(Personal::hidden()));
    house.put(visit);
    house
}

/// A grey slope.
fn jpeg() -> Vec<u8> {
    let (mut jpeg, dots) = (Vec::new(), (0..240 * 320 * 3_u32).map(|at| u8::try_from(at / 3 % 240).unwrap()).collect::<Vec<u8>>());
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .encode(&dots, 240, 320, image::ExtendedColorType::Rgb8)
        .unwrap();
    jpeg
}

#[test]
fn b03_a_photo_is_fetched_when_it_is_asked_for_and_gone_when_it_is_closed() {
    for (station, person) in [(Station::Counter, CLERK), (Station::ControlRoom, OPERATOR)] {
        let mut harness = screen(with_photo().desk(station, person, ZH), |ui, desk| {
            visits_ui(ui, desk);
            told_once(ui, desk);
        });
        press(&mut harness, "在访 2");
        choose(&mut harness, "李样本");
        assert!(!shows(&harness, "照片"), "there is none");
        choose(&mut harness, "王样本");
        let before = harness.ctx.tex_manager().read().num_allocated();
        press(&mut harness, "照片");
        let mut questions = harness.state_mut().console.take_asked();
        let Some((of, ConsoleQuestion::VisitPhoto { visit })) = questions.pop() else { panic!("nothing was asked") };
        assert_eq!((of.as_str(), visit.as_str(), questions.len()), ("王样本", "v1", 0));
        harness.state_mut().console.sent(7, of);
        harness.run();
        press(&mut harness, "照片");
        assert!(harness.state_mut().console.take_asked().is_empty(), "one at a time");
        harness.state_mut().hear_console(7, &ConsoleAnswer::Photo(Zeroizing::new(jpeg())));
        harness.run();
        let words = &words(ZH).visits;
        assert!(shows(&harness, "王样本的照片") && shows(&harness, words.photo_line));
        assert_eq!(harness.ctx.tex_manager().read().num_allocated(), before + 1);
        press(&mut harness, "关闭");
        harness.run();
        assert!(harness.state().console.told.is_none() && !shows(&harness, "王样本的照片"));
        assert_eq!(harness.ctx.tex_manager().read().num_allocated(), before, "the screen still holds it");
    }
}

#[test]
fn b27_a_photo_that_is_gone_is_said_to_be_and_one_that_was_erased_is_not_offered() {
    let mut harness = screen(with_photo().desk(Station::Counter, CLERK, ZH), visits_ui);
    harness.state_mut().console.sent(7, "王样本".into());
    harness.state_mut().hear_console(7, &ConsoleAnswer::Photo(Zeroizing::new(Vec::new())));
    assert!(harness.state().console.told.is_none());
    let mut house = with_photo();
    let visit = house.desk(Station::Counter, CLERK, ZH).state().visit.get(&id("v1")).unwrap().clone();
    house.put(domain::Record::from(visit).emptied());
    let mut harness = screen(house.desk(Station::Counter, CLERK, ZH), visits_ui);
    choose(&mut harness, "已删除");
    assert!(!shows(&harness, "照片"));
}
