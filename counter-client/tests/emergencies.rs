//! The emergencies screen and the alarm bars: one press starts, every button asks for the
//! command it names, and nobody need be signed in for any of it but the end.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::alarms::{Action, Alarm, Kind, Severity, Signal, alarms};
use counter_client::desk::{Connection, Desk};
use counter_client::screens::emergencies::{emergencies_ui, waiting};
use counter_client::screens::handover::handover_ui;
use domain::registers::calls;
use domain::registers::emergencies::{Command, Found, Ring};
use domain::registers::handover::{Command as Handover, Post};
use domain::registers::keys::{Command as Keys, KeyKind};
use domain::registers::terminals::Command as Terminals;
use domain::registers::visits::{Command as Visits, Host, Purpose};
use domain::{Command as Any, Station};
use duty::{NOBODY, act, desk, everything_lies_inside, house, place_of, second, sees, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, asked, at, fill, id, line, name, told};
use look::words::{Language, words};
use values::VisitCode;

const ZH: Language = Language::ZhHans;

/// Three visits inside, one of them a party of three.
fn visitors(house: &mut House) {
    for (count, (visitor, people, children)) in [("访客一", 1, 0), ("访客二", 2, 1), ("访客三", 1, 0)].into_iter().enumerate() {
        let register = Visits::Register {
            visit: id(&format!("visit-{count}")),
            code: VisitCode::made_by(1, count as u64),
            name: name(visitor),
            telephone: None,
            host: Host { unit: Some(id("1206")), whom: None },
            purpose: Purpose::Meeting,
            people,
            children,
            notice: None,
            mark: None,
            particulars: domain::registers::visits::Particulars::default(),
        };
        act(house, at(-30 + count as i64), Station::Counter, CLERK, register);
    }
}

fn start(procedure: &str, run: &str, drill: bool) -> Command {
    Command::Start {
        run: id(run),
        procedure: id(procedure),
        place: Some(told("B2 停车场 3 号柱")),
        drill,
        name: None,
    }
}

/// A fire, rung at the control room at `NOW`, with visitors inside.
fn fire() -> House {
    let mut house = duty::house();
    visitors(&mut house);
    act(&mut house, NOW, Station::Counter, NOBODY, start("fire", "fire-1", false));
    house
}

/// That fire, heard after ten seconds and confirmed after thirty.
fn fire_heard() -> House {
    let mut house = fire();
    let heard = Command::Acknowledge {
        acknowledgement: id("ack-1"),
        run: id("fire-1"),
        ring: Ring::ControlRoom,
        name: Some(name("样本戊")),
    };
    act(&mut house, second(10), Station::ControlRoom, NOBODY, heard);
    let confirm = Command::TickStep { tick: id("tick-1"), run: id("fire-1"), step: "confirm".into(), name: None };
    act(&mut house, second(30), Station::ControlRoom, OPERATOR, confirm);
    house
}

fn house_with_drill() -> House {
    let mut house = duty::house();
    act(&mut house, NOW, Station::Counter, NOBODY, start("fire", "drill-1", true));
    house
}

fn shown(house: &House, station: Station, person: &str, seconds: i64) -> Harness<'static, Desk> {
    window(desk(house, station, person, ZH, second(seconds)), emergencies_ui)
}

fn press(harness: &mut Harness<'_, Desk>, label: &str) -> Vec<Any> {
    harness.get_by_label(label).click();
    harness.run_ok();
    asked(harness)
}

#[test]
fn b24_one_press_starts_a_procedure_without_sign_in_and_without_a_question() {
    let mut harness = shown(&house(), Station::ControlRoom, NOBODY, 0);
    let asked = press(&mut harness, "启动 火警");
    let [Any::Emergencies(Command::Start { procedure, drill, place, name, .. })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((procedure, *drill, place, name), (&id("fire"), false, &None, &None));
}

#[test]
fn a_place_and_a_claimed_name_travel_with_the_start() {
    let mut harness = shown(&house(), Station::Counter, NOBODY, 0);
    fill(&mut harness, "地点", "B2 停车场");
    fill(&mut harness, "您的姓名", "样本戊");
    let asked = press(&mut harness, "启动 跑水");
    let [Any::Emergencies(Command::Start { place, name: given, .. })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(place, &Some(told("B2 停车场")));
    assert_eq!(given, &Some(name("样本戊")));
}

#[test]
fn a_name_that_is_none_holds_no_alarm_up() {
    let mut harness = shown(&house(), Station::Counter, NOBODY, 0);
    fill(&mut harness, "您的姓名", "138!!");
    let asked = press(&mut harness, "启动 火警");
    assert!(matches!(asked.as_slice(), [Any::Emergencies(Command::Start { name: None, .. })]), "{asked:?}");
}

#[test]
fn b26_a_drill_starts_only_from_drill_mode_which_ends_by_itself() {
    let mut harness = shown(&house(), Station::Counter, CLERK, 0);
    press(&mut harness, "演练");
    let asked = press(&mut harness, "启动演练 火警");
    assert!(matches!(asked.as_slice(), [Any::Emergencies(Command::Start { drill: true, .. })]), "{asked:?}");
    harness.get_by_label("启动 火警");
    press(&mut harness, "演练");
    harness.get_by_label("启动演练 火警");
    harness.state_mut().now = second(121);
    harness.run_ok();
    harness.get_by_label("启动 火警");
}

#[test]
fn b24_each_post_that_is_rung_has_its_button_until_somebody_has_heard() {
    let mut harness = shown(&fire(), Station::ControlRoom, NOBODY, 5);
    assert!(harness.query_by_label("客服前台 确认收到").is_none(), "not rung yet");
    let asked = press(&mut harness, "监控室 确认收到");
    let [Any::Emergencies(Command::Acknowledge { run, ring: Ring::ControlRoom, .. })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(run, &id("fire-1"));
    let harness = shown(&fire_heard(), Station::ControlRoom, NOBODY, 40);
    assert!(harness.query_by_label("监控室 确认收到").is_none());
    harness.get_by_label_contains("样本戊（未登录）");
}

#[test]
fn b25_a_step_is_ticked_in_its_turn_and_says_what_comes_first() {
    let mut harness = shown(&fire_heard(), Station::ControlRoom, NOBODY, 40);
    let asked = press(&mut harness, "2. 确认火灾：立即把消防联动控制开关转到“自动”（与拨打 119 同时进行）");
    assert!(
        matches!(asked.as_slice(), [Any::Emergencies(Command::TickStep { step, .. })] if step == "linkage"),
        "{asked:?}"
    );
    let early = press(&mut harness, "8. 原因记录完成后，复位火灾报警主机，恢复设备");
    assert_eq!(early, [], "the panel is not reset before the cause is recorded");
}

#[test]
fn b25_the_card_for_119_and_the_sentences_are_on_the_page() {
    let harness = shown(&fire(), Station::ControlRoom, OPERATOR, 5);
    for said in ["119 报警卡", "单位 样本大厦", "地址 样本路 1 号", "报警人 庚值班", "回拨电话 021-55550002", "消防 119"]
    {
        harness.get_by_label(said);
    }
    let said: Vec<_> = harness.query_all_by_label("着火部位").filter_map(|n| n.value()).collect();
    assert!(said.contains(&"B2 停车场 3 号柱".to_owned()), "{said:?}");
}

#[test]
fn b26_the_card_of_a_drill_says_not_to_call_119() {
    let mut house = house_with_drill();
    visitors(&mut house);
    shown(&house, Station::ControlRoom, OPERATOR, 5).get_by_label("这是演练，请勿真正拨打 119！");
    assert!(shown(&fire(), Station::ControlRoom, OPERATOR, 5).query_by_label("这是演练，请勿真正拨打 119！").is_none());
}

#[test]
fn v6_the_roll_names_who_is_inside_and_ticks_them() {
    let mut harness = shown(&fire(), Station::Counter, NOBODY, 40);
    harness.get_by_label("在内 3 批 5 人 · 安全 0 · 未找到 0 · 未清点 5");
    let safe = press(&mut harness, "安全 访客二");
    assert!(
        matches!(safe.as_slice(), [Any::Emergencies(Command::TickRoll { visit, found: Found::Safe, .. })] if visit == &id("visit-1")),
        "{safe:?}"
    );
    let missing = press(&mut harness, "未找到 访客三");
    assert!(
        matches!(missing.as_slice(), [Any::Emergencies(Command::TickRoll { found: Found::Missing, .. })]),
        "{missing:?}"
    );
}

#[test]
fn b26_only_somebody_signed_in_makes_the_missing_safe() {
    let mut house = fire();
    let missing = Command::TickRoll {
        roll_call: id("roll-1"),
        run: id("fire-1"),
        visit: id("visit-0"),
        found: Found::Missing,
        name: None,
    };
    act(&mut house, second(20), Station::Counter, NOBODY, missing);
    assert_eq!(press(&mut shown(&house, Station::Counter, NOBODY, 40), "安全 访客一"), []);
    assert_eq!(press(&mut shown(&house, Station::Counter, CLERK, 40), "安全 访客一").len(), 1);
}

#[test]
fn a_run_is_ended_by_somebody_signed_in_with_a_reason() {
    let mut harness = shown(&fire_heard(), Station::Counter, NOBODY, 60);
    press(&mut harness, "解除应急");
    assert!(harness.query_by_label("解除原因").is_none(), "nobody is signed in");
    let mut harness = shown(&fire_heard(), Station::Counter, CLERK, 60);
    press(&mut harness, "解除应急");
    harness.get_by_label("还有 7 个步骤没有完成");
    harness.get_by_label("访客中 0 人未找到，5 人未清点");
    press(&mut harness, "误报");
    let end = harness.get_all_by_label("解除应急").last().unwrap();
    end.click();
    harness.run_ok();
    let asked = asked(&mut harness);
    assert!(
        matches!(asked.as_slice(), [Any::Emergencies(Command::StandDown { reason, .. })] if reason == &told("误报")),
        "{asked:?}"
    );
}

#[test]
fn a_run_that_ended_leaves_its_record_in_the_list() {
    let mut house = fire_heard();
    act(
        &mut house,
        second(90),
        Station::Counter,
        CLERK,
        Command::StandDown { run: id("fire-1"), reason: told("误报") },
    );
    let mut harness = shown(&house, Station::Counter, CLERK, 120);
    assert_eq!(waiting(harness.state()), 0);
    press(&mut harness, "火警 E-20261123-001 · B2 停车场 3 号柱");
    harness.get_by_label("历时 01:30");
    harness.get_by_label_contains("解除应急：误报");
    harness.get_by_label_contains("完成第 1 步");
}

#[test]
fn a_new_run_brings_its_page_up_whatever_was_read() {
    let mut harness = shown(&house(), Station::Counter, CLERK, 0);
    harness.get_by_label("启动应急预案");
    let desk = desk(&fire(), Station::Counter, CLERK, ZH, second(5));
    harness.state_mut().replica = desk.replica;
    harness.run_ok();
    harness.get_by_label("处置步骤");
}

/// The house of the alarms: each kind that there is.
fn alarmed() -> House {
    let mut house = fire();
    act(&mut house, at(-1), Station::Kiosk, NOBODY, calls::Command::Ring { call: id("call-1") });
    let loss = Keys::ReportLoss {
        loss: id("loss-1"),
        unit: Some(id("1207")),
        unit_said: None,
        kind: KeyKind::Door,
        reporter: name("访客一"),
        telephone: None,
        lost_when: told("今早"),
        lost_where: line("大堂").into(),
        reference: None,
    };
    act(&mut house, at(-5), Station::Counter, CLERK, loss);
    house
}

fn kinds(alarms: &[Alarm]) -> Vec<(Kind, Severity, Option<Signal>)> {
    alarms.iter().map(|a| (a.kind, a.severity, a.signal)).collect()
}

#[test]
fn the_gravest_alarm_stands_first_and_each_has_its_signal() {
    let desk = desk(&alarmed(), Station::ControlRoom, OPERATOR, ZH, second(38));
    let expected = [
        (Kind::Emergency, Severity::Red, Some(Signal::Emergency)),
        (Kind::Loss, Severity::Red, Some(Signal::Loss)),
        (Kind::Call, Severity::Amber, Some(Signal::Call)),
    ];
    assert_eq!(kinds(&alarms(&desk)), expected);
    let first = &alarms(&desk)[0];
    assert_eq!(first.title, "火警：B2 停车场 3 号柱");
    assert_eq!(first.line, "10:00:00 启动 · 已响铃 00:38 · 尚无人确认，请立即确认");
    assert!(
        matches!(&first.actions[0].1, Action::Ask(c) if matches!(**c, Any::Emergencies(Command::Acknowledge { ring: Ring::ControlRoom, .. })))
    );
}

#[test]
fn b24_a_post_that_is_not_rung_yet_sees_the_alarm_and_does_not_hear_it() {
    let signal = |house: &House, station| alarms(&desk(house, station, NOBODY, ZH, second(70)))[0].signal;
    let mut house = fire();
    assert_eq!((signal(&house, Station::ControlRoom), signal(&house, Station::Counter)), (Some(Signal::Emergency), None));
    act(&mut house, second(60), Station::Clock, NOBODY, Command::RingNext { run: id("fire-1") });
    assert_eq!(signal(&house, Station::Counter), Some(Signal::Emergency));
}

#[test]
fn b24_a_post_without_a_terminal_is_heard_at_both_desks() {
    let mut house = duty::house();
    act(&mut house, NOW, Station::Counter, NOBODY, start("flooding", "flood-1", false));
    for station in [Station::Counter, Station::ControlRoom] {
        assert_eq!(alarms(&desk(&house, station, NOBODY, ZH, second(1)))[0].signal, Some(Signal::Emergency));
    }
}

#[test]
fn b24_what_is_heard_is_silent_but_stays_on_top_until_it_is_ended() {
    let mut shown = desk(&fire_heard(), Station::Counter, CLERK, ZH, second(40));
    assert_eq!(kinds(&alarms(&shown)), [(Kind::Emergency, Severity::Amber, None)]);
    shown.screen = place_of(emergencies_ui);
    assert_eq!(kinds(&alarms(&shown)), [], "its own page says it all");
}

#[test]
fn b26_a_drill_is_marked_in_the_bar_and_is_never_red() {
    let mut house = duty::house();
    act(&mut house, NOW, Station::Counter, NOBODY, start("fire", "drill-1", true));
    let alarm = &alarms(&desk(&house, Station::ControlRoom, NOBODY, ZH, second(5)))[0];
    assert_eq!((alarm.severity, alarm.title.as_str()), (Severity::Amber, "【演练】火警：B2 停车场 3 号柱"));
}

#[test]
fn b23_a_late_handover_is_amber_after_15_minutes_and_red_after_30() {
    let mut house = duty::house();
    act(&mut house, at(-300), Station::ControlRoom, OPERATOR, Handover::TakeUp { post: Post::Desk });
    // Taken up at 05:00 in the control room, due at 08:30.
    for (minute, expected) in [(-76, None), (-75, Some(Severity::Amber)), (-61, Some(Severity::Amber)), (-60, Some(Severity::Red))] {
        let desk = desk(&house, Station::Counter, CLERK, ZH, at(minute));
        let found = alarms(&desk).into_iter().find(|a| a.kind == Kind::HandoverLate);
        assert_eq!(found.as_ref().map(|a| a.severity), expected, "{minute}");
        let shows = |a: &Alarm| matches!(a.actions[0].1, Action::Show(screen) if std::ptr::fn_addr_eq(screen, handover_ui as fn(&mut egui::Ui, &mut Desk)));
        assert!(found.iter().all(shows));
    }
}

#[test]
fn a_kiosk_is_missed_only_by_a_desk_that_is_itself_connected() {
    let kiosk_away = |desk: &Desk| alarms(desk).iter().any(|a| a.kind == Kind::KioskOffline);
    let mut house = duty::house();
    let mut shown = desk(&house, Station::Counter, CLERK, ZH, NOW);
    assert!(!kiosk_away(&shown));
    sees(&mut shown, &[Station::Counter]);
    assert!(kiosk_away(&shown));
    shown.connection = Connection::Offline { since: NOW };
    assert!(!kiosk_away(&shown));
    act(
        &mut house,
        NOW,
        Station::Operator,
        NOBODY,
        Terminals::Revoke { terminal: duty::terminal(Station::Kiosk), by: None },
    );
    let mut shown = desk(&house, Station::Counter, CLERK, ZH, NOW);
    sees(&mut shown, &[Station::Counter]);
    assert!(!kiosk_away(&shown), "it is not admitted any more");
}

#[test]
fn nothing_lies_beside_the_window_or_over_another_at_any_size() {
    for language in Language::ALL {
        for (house, person) in [(house(), NOBODY), (fire(), NOBODY), (fire_heard(), CLERK), (house_with_drill(), CLERK)] {
            everything_lies_inside(|| desk(&house, Station::ControlRoom, person, language, second(40)), emergencies_ui);
        }
    }
}

#[test]
fn every_page_draws_in_every_language_empty_and_full() {
    for language in Language::ALL {
        for (house, seconds) in [(house(), 0), (fire(), 70), (fire_heard(), 7_200), (alarmed(), 1)] {
            for person in [NOBODY, CLERK] {
                let mut harness = window(desk(&house, Station::Counter, person, language, second(seconds)), emergencies_ui);
                let desk = harness.state();
                assert_eq!(waiting(desk), usize::from(seconds > 0));
                assert!(alarms(desk).iter().all(|a| !a.title.is_empty() && !a.line.is_empty()));
                let tab = words(language).emergencies.tab;
                assert!(!tab.is_empty());
                assert_eq!(asked(&mut harness), []);
            }
        }
    }
}

#[test]
fn h7_a_gap_says_what_to_ask_at_both_desks_and_only_a_lead_says_that_it_is_done() {
    let mut house = duty::house();
    for (gap, last_at, missing) in [("g1", Some(at(-50)), None), ("g2", None, Some(3))] {
        let found = Terminals::FindGap { gap: id(gap), terminal: id("counter-1"), last_seq: 9, last_at, missing };
        act(&mut house, at(-5), Station::Clock, NOBODY, found);
    }
    for (station, person, buttons) in [(Station::ControlRoom, OPERATOR, 0), (Station::Counter, CLERK, 0), (Station::Counter, LEAD, 1)] {
        let desk = desk(&house, station, person, ZH, NOW);
        let shown: Vec<Alarm> = alarms(&desk).into_iter().filter(|a| a.kind == Kind::Gap).collect();
        assert_eq!(kinds(&shown), [(Kind::Gap, Severity::Amber, None); 2]);
        assert!(shown.iter().all(|a| a.actions.len() == buttons), "{station:?} {person}");
        assert_eq!(shown[0].title, "counter-1：已保存而未送达的记录已丢失");
        assert_eq!(shown[0].line, "请询问该岗位 09:10 至 09:55 之间办理了什么，对照纸质记录重新登记，再由领班确认");
        assert!(shown[1].line.starts_with("缺 3 项 · 请询问该岗位 09:55 之前"), "{}", shown[1].line);
    }
    act(&mut house, NOW, Station::Counter, LEAD, Terminals::NoteGap { gap: id("g1") });
    let left = alarms(&desk(&house, Station::Counter, LEAD, ZH, NOW));
    assert_eq!(left.iter().filter(|a| a.kind == Kind::Gap).count(), 1);
}
