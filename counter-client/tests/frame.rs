//! What stands around every screen: who is on duty, at every station, before sign-in too.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Connection, Desk, Signed};
use counter_client::frame::frame_ui;
use counter_client::returned::{Returned, Why};
use counter_client::screens::SCREENS;
use domain::registers::handover::{Command as Handover, Post};
use domain::registers::matters::{self, Class, MatterKind};
use domain::registers::{clock, emergencies, staff};
use domain::{Command, Refusal, Station};
use duty::{NOBODY, SIZES, act, desk, house};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, at, id, name, picture, press, shows, text, told};
use look::words::{Language, words};
use terminal::{Bytes, Event};

/// The clerk holds the book and the counter's crew, the operator the control room's, since
/// yesterday.
fn held() -> House {
    let mut house = house();
    act(&mut house, at(-1_000), Station::ControlRoom, OPERATOR, Handover::TakeUp { post: Post::ControlRoom });
    act(&mut house, at(-90), Station::Counter, CLERK, Handover::TakeUp { post: Post::Desk });
    act(&mut house, at(-85), Station::Counter, CLERK, Handover::TakeUp { post: Post::Counter });
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

/// The server's last word came at 09:55; since then two things were done without it.
fn without_server(language: Language, person: &str) -> Desk {
    let mut desk = desk(&held(), Station::ControlRoom, person, language, at(0));
    desk.hear(&Event::Remembered { revision: 9, clock_ms: at(-5).0, records: Vec::new() });
    desk.hear(&Event::Offline { why: "the server cannot be reached".into() });
    desk.replica.expect(7, matter("电梯停在 5 层，里面有人，已经通知维保单位").into(), at(-4));
    desk.replica.expect(
        8,
        emergencies::Command::TickStep { tick: id("t1"), run: id("r1"), step: "confirm".into(), name: None }.into(),
        at(-2),
    );
    settle(&mut desk);
    desk
}

fn matter(what: &str) -> matters::Command {
    matters::Command::Take {
        matter: id("m9"),
        kind: MatterKind::Repair,
        class: Class::Urgent,
        unit: None,
        contact: name("王样本"),
        telephone: None,
        what: text(what),
        about: None,
        due_at: None,
    }
}

fn settle(desk: &mut Desk) {
    let (terminal, station) = (desk.terminal.clone(), desk.station);
    desk.replica.settle(&terminal, station);
}

/// Two that came back: one as its maker's colleague will find it, one that nobody can read.
fn came_back() -> Vec<Returned> {
    let refusal = Refusal::Matters(matters::Refusal::FinishedAlready { by: id(CLERK), at: at(-3) });
    let finish = matters::Command::Finish { matter: id("m9"), result: told("已更换灯管") };
    let why = Why::Refused(Box::new(refusal));
    vec![
        Returned {
            number: 4,
            made_at: at(-60),
            by: Some(id(OPERATOR)),
            command: Some(finish.into()),
            why,
        },
        Returned { number: 5, made_at: at(-1_500), by: None, command: None, why: Why::NotTaken },
    ]
}

#[test]
fn b10_a_start_without_the_server_says_as_of_when_until_the_server_says_that_this_is_all() {
    let mut desk = without_server(Language::ZhHans, OPERATOR);
    assert_eq!(desk.connection, Connection::Offline { since: at(-5) }, "the server's last word, not the program's start");
    whole(without_server(Language::ZhHans, OPERATOR), (1_280.0, 800.0)).get_by_label("离线，显示的是 09:55 的数据");
    whole(without_server(Language::En, OPERATOR), (1_280.0, 800.0)).get_by_label("Offline, showing data as of 09:55");
    let greeting = Event::Online {
        revision: 20,
        clock_ms: at(0).0,
        station: "control_room".into(),
        terminal: "control_room-1".into(),
        name: "监控室".into(),
    };
    desk.hear(&greeting);
    desk.hear(&Event::Opened { resumed: true });
    assert_eq!(desk.connection, Connection::Offline { since: at(-5) }, "greeted, and what is shown is as old as before");
    let bookmark = Event::Bookmark {
        revision: 20,
        digest: Bytes::new(),
        clock_ms: at(1).0,
        connected: Vec::new(),
        resume_floor: 1,
        emergencies_only: false,
        doubted_clock_ms: 0,
        head: Bytes::new(),
    };
    desk.hear(&bookmark);
    assert_eq!(desk.connection, Connection::Online);
    desk.hear(&Event::Offline { why: "again".into() });
    assert_eq!(desk.connection, Connection::Offline { since: at(1) });
}

#[test]
fn what_waits_is_counted_on_every_screen_with_since_when_and_listed_in_words() {
    let list = |language| {
        let mut harness = whole(without_server(language, OPERATOR), (1_280.0, 800.0));
        press(&mut harness, words(language).desk.outbox_show);
        harness
    };
    for screen in 0..SCREENS.len() {
        let mut desk = without_server(Language::ZhHans, NOBODY);
        desk.screen = screen;
        whole(desk, (1_280.0, 800.0)).get_by_label("2 项待送达 · 自 09:56");
    }
    let harness = list(Language::ZhHans);
    for said in ["受理事项", "电梯停在 5 层，里面有人，已经通知维保单位", "09:56", "完成应急步骤", "09:58"] {
        assert!(shows(&harness, said), "{said}");
    }
    let harness = list(Language::En);
    assert!(shows(&harness, "2 waiting since 09:56") && shows(&harness, "Matter taken"));
    // Whoever passes by an empty chair reads no names.
    let mut harness = whole(without_server(Language::ZhHans, NOBODY), (1_280.0, 800.0));
    press(&mut harness, words(Language::ZhHans).desk.outbox_show);
    assert!(shows(&harness, "受理事项") && !shows(&harness, "电梯停在"));
}

#[test]
fn what_is_answered_in_a_moment_is_not_spoken_of() {
    let mut desk = desk(&held(), Station::Counter, CLERK, Language::ZhHans, at(0));
    desk.replica.expect(7, matter("走廊灯不亮").into(), desk.now);
    settle(&mut desk);
    assert_eq!(desk.waiting(), None);
    desk.now = desk.now.plus(2_999);
    assert_eq!(desk.waiting(), None);
    desk.now = desk.now.plus(1);
    assert_eq!(desk.waiting(), Some((1, at(0))));
}

#[test]
fn what_came_back_stays_until_somebody_who_is_signed_in_notes_it() {
    let open = |language, person| {
        let mut desk = desk(&held(), Station::ControlRoom, person, language, at(0));
        desk.returned = came_back();
        let mut harness = whole(desk, (1_280.0, 800.0));
        press(&mut harness, words(language).desk.outbox_show);
        harness
    };
    for (language, count, what, by) in
        [(Language::ZhHans, "2 项退回", "事项办结", "09:00 · 庚值班"), (Language::En, "2 returned", "Matter finished", "09:00 · 庚值班")]
    {
        let mut harness = open(language, OPERATOR);
        let desk_words = &words(language).desk;
        for said in [count, what, by, "已更换灯管", desk_words.not_taken, desk_words.not_readable] {
            assert!(shows(&harness, said), "{said}");
        }
        press(&mut harness, &(desk_words.noted_named)(what));
        assert_eq!((harness.state_mut().take_noted(), harness.state().returned.len()), (vec![4], 1));
        press(&mut harness, &(desk_words.noted_named)(desk_words.not_readable));
        assert!(harness.state_mut().take_noted() == [5] && !harness.state().outbox_open);
        assert!(!shows(&harness, desk_words.returned_title));
    }
    let mut harness = open(Language::ZhHans, NOBODY);
    assert!(shows(&harness, "事项办结") && !shows(&harness, "已更换"));
    let noted = (words(Language::ZhHans).desk.noted_named)("事项办结");
    press(&mut harness, &noted);
    assert!(harness.state_mut().take_noted().is_empty() && harness.state().returned.len() == 2);
}

#[test]
fn a_sign_in_that_failed_late_waits_for_nobody() {
    let returned = |command: Command| {
        let outcome = terminal::Outcome::Refused(serde_json::to_vec(&Refusal::Right(domain::rights::Refusal::PinNeeded)).unwrap());
        let command = serde_json::to_vec(&command).unwrap();
        Returned::read(&terminal::Returned { number: 1, made_at_ms: 5, command, outcome, by: String::new() })
    };
    assert!(!returned(staff::Command::SignIn { person: id(CLERK) }.into()).matters());
    let kept = returned(matter("走廊灯不亮").into());
    assert!(kept.matters() && matches!(kept.why, Why::Refused(_)) && kept.by.is_none());
}

/// Long lists stay inside the window, and their end can be reached.
#[test]
fn a_long_list_of_what_waits_and_what_came_back_lies_inside_the_window() {
    for size in SIZES {
        for language in Language::ALL {
            let mut desk = without_server(language, OPERATOR);
            for n in 0..60_u64 {
                desk.replica.expect(
                    20 + n,
                    matter("会议室空调噪音很大，已经影响客户会议，上周报过一次没有人来看，这次要求当天答复").into(),
                    at(1),
                );
            }
            settle(&mut desk);
            desk.returned = (0..20).flat_map(|_| came_back()).zip(0..).map(|(r, number)| Returned { number, ..r }).collect();
            desk.outbox_open = true;
            let mut harness = whole(desk, size);
            picture(&mut harness, &format!("outbox-long-{}-{language:?}", size.0));
            let close = harness.get_by_label(words(language).common.close).rect();
            assert!(close.top() > 0.0 && close.bottom() < size.1, "{close:?} in {size:?}");
        }
    }
}

#[test]
#[ignore = "draws pictures, for people to look at"]
fn draws_what_waits_and_what_came_back() {
    for language in Language::ALL {
        let mut harness = whole(without_server(language, OPERATOR), (1_280.0, 800.0));
        picture(&mut harness, &format!("waiting-{language:?}"));
        press(&mut harness, words(language).desk.outbox_show);
        picture(&mut harness, &format!("waiting-list-{language:?}"));
        let mut desk = without_server(language, OPERATOR);
        desk.returned = came_back();
        let mut harness = whole(desk, (1_280.0, 800.0));
        picture(&mut harness, &format!("returned-{language:?}"));
        press(&mut harness, words(language).desk.outbox_show);
        picture(&mut harness, &format!("returned-list-{language:?}"));
        let mut desk = without_server(language, NOBODY);
        desk.returned = came_back();
        desk.outbox_open = true;
        picture(&mut whole(desk, (1_280.0, 800.0)), &format!("nobody-{language:?}"));
    }
}

/// The server's clock is in doubt and shows ten hours more; and its history is contradicted.
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
            let Signed::Command(make) = &to_sign.then else { panic!("a command is signed") };
            let asked = |person: &str| make(fixture::id(person), None);
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
