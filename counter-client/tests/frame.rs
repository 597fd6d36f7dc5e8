//! What stands around every screen: who is on duty, at every station, before sign-in too.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Connection, Desk};
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use domain::Station;
use domain::registers::clock;
use domain::registers::handover::{Command, Post};
use duty::{NOBODY, SIZES, act, desk, house};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, at};
use look::words::Language;
use terminal::{Bytes, Event};

/// The clerk holds the book and the counter's crew, the operator the control room's, since
/// yesterday.
fn held() -> House {
    let mut house = house();
    act(&mut house, at(-1_000), Station::ControlRoom, OPERATOR, Command::TakeUp { post: Post::ControlRoom });
    act(&mut house, at(-90), Station::Counter, CLERK, Command::TakeUp { post: Post::Desk });
    act(&mut house, at(-85), Station::Counter, CLERK, Command::TakeUp { post: Post::Counter });
    house
}

fn whole(desk: Desk, size: (f32, f32)) -> Harness<'static, Desk> {
    let setup = |context: &egui::Context| look::theme::install(context, look::theme::DESK);
    let builder = Harness::builder().with_size(egui::vec2(size.0, size.1)).with_context_setup(setup);
    let mut harness = builder.build_ui_state(frame_ui, desk);
    harness.run_ok();
    harness
}

#[test]
fn s3_h10_every_screen_says_who_holds_the_book_and_the_crew_before_sign_in_too() {
    for (language, station, lines) in [
        (Language::ZhHans, Station::Counter, ["客服值班：甲文员（客服前台） 08:30 起", "前台岗：甲文员 08:35 起"]),
        (
            Language::ZhHans,
            Station::ControlRoom,
            ["客服值班：甲文员（客服前台） 08:30 起", "监控岗：庚值班 11-22 17:20 起"],
        ),
        (
            Language::En,
            Station::Counter,
            ["Duty desk: 甲文员 (Counter) since 08:30", "Counter crew: 甲文员 since 08:35"],
        ),
        (
            Language::En,
            Station::ControlRoom,
            ["Duty desk: 甲文员 (Counter) since 08:30", "Control room crew: 庚值班 since 11-22 17:20"],
        ),
    ] {
        let house = held();
        for person in [NOBODY, if station == Station::Counter { CLERK } else { OPERATOR }] {
            for screen in 0..SCREENS.len() {
                let mut desk = desk(&house, station, person, language, at(0));
                desk.screen = screen;
                let harness = whole(desk, (1_280.0, 800.0));
                for line in lines {
                    harness.get_by_label(line);
                }
            }
        }
    }
}

#[test]
fn s3_a_post_that_nobody_holds_says_so() {
    let harness = whole(desk(&house(), Station::ControlRoom, NOBODY, Language::ZhHans, at(0)), (1_280.0, 800.0));
    harness.get_by_label("客服值班：无人值班");
    harness.get_by_label("监控岗：无人值班");
}

#[test]
fn s3_the_bar_fits_at_every_size_also_while_the_server_is_away() {
    for size in SIZES {
        for language in Language::ALL {
            for connection in [Connection::Online, Connection::Offline { since: at(-2_000) }] {
                let mut desk = desk(&held(), Station::ControlRoom, OPERATOR, language, at(0));
                (desk.connection, desk.can_sound) = (connection, false);
                let harness = whole(desk, size);
                let bar = |n: &egui_kittest::Node<'_>| n.rect().top() < 60.0 && n.rect().width() > 1.0;
                let nodes = [Role::Label, Role::Button].into_iter().flat_map(|role| harness.query_all_by_role(role));
                let placed: Vec<_> = nodes.filter(bar).map(|n| (n.accesskit_node().label().unwrap_or_default(), n.rect())).collect();
                assert!(placed.len() >= 7, "{placed:?}");
                for (index, (name, rect)) in placed.iter().enumerate() {
                    assert!(rect.left() >= 0.0 && rect.right() <= size.0, "{name} at {rect:?} in {size:?}");
                    for (other, taken) in &placed[index + 1..] {
                        let both = rect.intersect(*taken);
                        assert!(both.width() < 1.0 || both.height() < 1.0, "{name} and {other} in {size:?} {language:?}");
                    }
                }
            }
        }
    }
}

/// The server's clock is in doubt and shows ten hours more.
fn doubted(station: Station, person: &str, language: Language) -> Desk {
    let mut house = held();
    let doubt = clock::Command::Doubt { why: clock::Why::Moved, shown: at(600) };
    act(&mut house, at(0), Station::Clock, "", doubt);
    let mut desk = desk(&house, station, person, language, at(0));
    let revision = desk.replica.revision();
    desk.replica.take(Event::Bookmark {
        revision,
        digest: Bytes::new(),
        clock_ms: NOW.0,
        connected: Vec::new(),
        resume_floor: 1,
        emergencies_only: false,
        doubted_clock_ms: at(600).0,
        head: Bytes::new(),
    });
    desk
}

#[test]
fn a_clock_in_doubt_is_told_on_every_desk_and_confirmed_with_a_pin() {
    for (language, title, button, heading) in [
        (Language::ZhHans, "服务器时钟存疑：显示 2026-11-23 20:00", "确认时间", "确认服务器时间为 2026-11-23 20:00"),
        (
            Language::En,
            "The server's clock is in doubt: it shows 2026-11-23 20:00",
            "Confirm the time",
            "Confirm that it is 2026-11-23 20:00",
        ),
    ] {
        for (station, size) in [(Station::Counter, SIZES[0]), (Station::ControlRoom, SIZES[2])] {
            let mut harness = whole(doubted(station, NOBODY, language), size);
            harness.get_by_label_contains(title);
            harness.get_by_label(button).click();
            harness.run_ok();
            assert!(harness.query_all_by_label(heading).next().is_some());
            let to_sign = harness.state_mut().to_sign.take().unwrap();
            let asked = |person: &str| (to_sign.command)(fixture::id(person));
            assert_eq!(asked(LEAD), clock::Command::Confirm { person: fixture::id(LEAD), time: at(600) }.into());
            assert_eq!(harness.state().why_not(&asked(LEAD)), None);
            assert!(harness.state().why_not(&asked(CLERK)).is_some(), "the rules say who may before the PIN is sent");
        }
    }
}

#[test]
fn a_contradicted_history_is_told_above_every_screen_until_the_server_is_greeted_again() {
    for (language, title) in
        [(Language::ZhHans, "服务器数据与终端已见记录不符"), (Language::En, "The server's data is not what the terminals have seen")]
    {
        let mut desk = desk(&held(), Station::Counter, NOBODY, language, at(0));
        desk.replica.take(Event::Contradicted);
        desk.replica.take(Event::Offline { why: "refused".into() });
        desk.connection = Connection::Offline { since: at(-2) };
        let mut harness = whole(desk, SIZES[0]);
        harness.get_by_label_contains(title);
        let greeted = Event::Online {
            revision: 1,
            clock_ms: NOW.0,
            station: "counter".into(),
            terminal: "counter-1".into(),
            name: "Counter".into(),
        };
        harness.state_mut().replica.take(greeted);
        harness.run_ok();
        assert!(harness.query_by_label_contains(title).is_none());
    }
}
