//! The matters' screen (C-1, C-2, R-1, S-5, B-11), used as staff use it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use counter_client::desk::Desk;
use counter_client::screens::matters::{matters_ui, waiting};
use domain::registers::matters::{Class, Command, Department, MatterKind, Part};
use domain::{Command as Any, Station};
use egui_kittest::Harness;
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, SECURITY, asked, at, fill, id, line, name, press, screen, shows, telephone, text};
use look::words::{Language, words};
use values::LocalDay;

const LEAK: &str = "1206 · 王样本 厨房水龙头漏水，水已流到走廊";
const NOISE: &str = "1801 · 李样本 楼上装修噪声太大，影响办公";
const TROLLEY: &str = "赵样本 想借一辆手推车";

/// A repair that nobody has taken up and that is late, a complaint that the control room
/// has taken up, and a request that is done.
fn full() -> House {
    let mut house = House::new();
    for (matter, minutes, kind, class, unit, contact, what) in [
        ("done", -200, MatterKind::Request, Class::Minor, None, "赵样本", "想借一辆手推车"),
        ("noise", -90, MatterKind::Complaint, Class::Important, Some("1801"), "李样本", "楼上装修噪声太大，影响办公"),
        ("leak", -40, MatterKind::Repair, Class::Minor, Some("1206"), "王样本", "厨房水龙头漏水，水已流到走廊"),
    ] {
        let take = Command::Take {
            matter: id(matter),
            kind,
            class,
            unit: unit.map(id),
            contact: name(contact),
            telephone: Some(telephone("13800005521")),
            what: text(what),
            about: None,
            due_at: None,
        };
        house.did(minutes, Station::Counter, CLERK, take);
    }
    house.did(-190, Station::Counter, CLERK, Command::Claim { matter: id("done") });
    house.did(-180, Station::Counter, CLERK, Command::Finish { matter: id("done"), result: line("已借出，已归还").into() });
    house.did(-80, Station::ControlRoom, OPERATOR, Command::Claim { matter: id("noise") });
    house.did(-75, Station::ControlRoom, OPERATOR, Command::HandTo { matter: id("noise"), department: Department::Security });
    house.did(
        -70,
        Station::ControlRoom,
        OPERATOR,
        Command::AddNote {
            note: id("n1"), matter: id("noise"), text: text("已请施工队改到 18 点后作业")
        },
    );
    house
}

fn at_desk(house: &House, station: Station, person: &str) -> Harness<'static, Desk> {
    screen(house.desk(station, person, Language::ZhHans), matters_ui)
}

fn matters_asked(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    asked(harness).into_iter().map(|c| if let Any::Matters(c) = c { c } else { panic!("{}", c.name()) }).collect()
}

#[test]
fn it_draws_empty_and_full_in_both_languages() {
    for language in Language::ALL {
        let words = &words(language).matters;
        let empty = screen(House::empty().desk(Station::Counter, CLERK, language), matters_ui);
        assert!(shows(&empty, words.none));
        for station in [Station::Counter, Station::ControlRoom] {
            let harness = screen(full().desk(station, LEAD, language), matters_ui);
            assert!(shows(&harness, words.facts) && shows(&harness, LEAK) && shows(&harness, words.owner));
        }
    }
}

#[test]
fn what_waits_is_what_nobody_has_taken_up_and_what_is_late() {
    let mut house = full();
    assert_eq!(waiting(&House::new().desk(Station::Counter, CLERK, Language::ZhHans)), 0);
    assert_eq!(waiting(&house.desk(Station::Counter, CLERK, Language::ZhHans)), 1);
    house.did(-2, Station::Counter, CLERK, Command::Claim { matter: id("leak") });
    assert_eq!(waiting(&house.desk(Station::Counter, CLERK, Language::ZhHans)), 1, "taken up, and still late");
}

#[test]
fn what_is_late_comes_first_and_says_how_late() {
    let harness = at_desk(&full(), Station::Counter, CLERK);
    assert!(shows(&harness, "已超时 25 分钟，请尽快处理并回复客户"));
    assert!(shows(&harness, "厨房水龙头漏水，水已流到走廊"));
}

#[test]
fn b11_the_first_claim_wins_and_notes_are_still_welcome() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    press(&mut harness, "接手");
    assert_eq!(matters_asked(&mut harness), [Command::Claim { matter: id("leak") }]);
    press(&mut harness, NOISE);
    assert!(shows(&harness, "庚值班 已接手"));
    assert!(shows(&harness, "您仍可补充记录"));
    fill(&mut harness, "补充记录", "客户来电催问");
    press(&mut harness, "添加记录");
    let note = Command::AddNote { note: id("counter-1-a-1"), matter: id("noise"), text: text("客户来电催问") };
    assert_eq!(matters_asked(&mut harness), [note]);
}

#[test]
fn notes_stand_in_the_history_with_their_words() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    press(&mut harness, NOISE);
    assert!(shows(&harness, "记录：已请施工队改到 18 点后作业 庚值班 · 监控室"));
    assert!(shows(&harness, "等待 庚值班 办结"));
}

#[test]
fn s5_work_is_handed_on_and_ended_and_the_owner_stays() {
    let mut harness = at_desk(&full(), Station::ControlRoom, OPERATOR);
    press(&mut harness, "办结");
    assert!(!shows(&harness, "请写明处理结果"), "nobody has taken it up");
    press(&mut harness, NOISE);
    assert!(shows(&harness, "首问责任人 甲文员"));
    press(&mut harness, "转交部门");
    press(&mut harness, "工程");
    press(&mut harness, "确认");
    press(&mut harness, "办结");
    fill(&mut harness, "处理结果", "已协调，客户满意");
    press(&mut harness, "确认");
    let hand = Command::HandTo { matter: id("noise"), department: Department::Engineering };
    let finish = Command::Finish { matter: id("noise"), result: line("已协调，客户满意").into() };
    assert_eq!(matters_asked(&mut harness), [hand, finish]);
}

#[test]
fn s5_ownership_passes_to_a_named_colleague_with_a_reason() {
    let mut house = full();
    let mut harness = at_desk(&house, Station::Counter, CLERK);
    press(&mut harness, NOISE);
    press(&mut harness, "移交他人");
    press(&mut harness, "确认");
    assert_eq!(matters_asked(&mut harness), [], "to whom, and why?");
    fill(&mut harness, "移交给", "乙");
    press(&mut harness, "乙领班");
    fill(&mut harness, "原因", "明日休假");
    press(&mut harness, "确认");
    let (note, matter, to) = (id("counter-1-a-1"), id("noise"), id(LEAD));
    let transfer = Command::Transfer { note, matter, part: Part::Owner, to, reason: text("明日休假") };
    assert_eq!(matters_asked(&mut harness), std::slice::from_ref(&transfer));
    house.did(-1, Station::Counter, CLERK, transfer);
    let mut harness = at_desk(&house, Station::ControlRoom, OPERATOR);
    press(&mut harness, NOISE);
    assert!(shows(&harness, "首问责任人 乙领班") && shows(&harness, "首问责任由 甲文员 移交给 乙领班：明日休假"));
}

#[test]
fn s5_a_claim_passes_on_or_is_given_back_by_who_holds_it() {
    let mut harness = at_desk(&full(), Station::ControlRoom, OPERATOR);
    press(&mut harness, NOISE);
    press(&mut harness, "移交他人");
    fill(&mut harness, "移交给", "1008");
    press(&mut harness, "辛队长");
    fill(&mut harness, "原因", "换班");
    press(&mut harness, "确认");
    press(&mut harness, "退回待接手");
    fill(&mut harness, "原因", "另有任务");
    press(&mut harness, "确认");
    let (note, matter) = (id("control_room-1-a-1"), id("noise"));
    let transfer = Command::Transfer { note, matter, part: Part::Claim, to: id(SECURITY), reason: text("换班") };
    let release = Command::Release {
        note: id("control_room-1-a-2"), matter: id("noise"), reason: text("另有任务")
    };
    assert_eq!(matters_asked(&mut harness), [transfer, release]);

    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    press(&mut harness, NOISE);
    press(&mut harness, "退回待接手");
    assert!(!shows(&harness, "退回后，其他同事可以接手"), "it is not hers to give back");
}

#[test]
fn an_ended_matter_can_only_be_read() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    press(&mut harness, "已办结 1");
    press(&mut harness, TROLLEY);
    assert!(shows(&harness, "处理结果 已借出，已归还"));
    assert!(!shows(&harness, "转交部门"));
}

#[test]
fn c1_a_matter_is_taken_with_everything_that_the_form_asks_for() {
    let mut harness = at_desk(&House::new(), Station::ControlRoom, OPERATOR);
    press(&mut harness, "受理事项");
    press(&mut harness, "报修");
    press(&mut harness, "紧急");
    fill(&mut harness, "单元", "2605");
    press(&mut harness, "2605 住户2605");
    fill(&mut harness, "联系人", "钱样本");
    press(&mut harness, "受理");
    assert_eq!(matters_asked(&mut harness), [], "without what happened it is no matter");
    fill(&mut harness, "事项内容", "主卧天花板漏水");
    press(&mut harness, "受理");
    let take = |due_at| Command::Take {
        matter: id("control_room-1-a-1"),
        kind: MatterKind::Repair,
        class: Class::Urgent,
        unit: Some(id("2605")),
        contact: name("钱样本"),
        telephone: None,
        what: text("主卧天花板漏水"),
        about: None,
        due_at,
    };
    assert_eq!(matters_asked(&mut harness), [take(None)]);
}

#[test]
fn c2_the_deadline_is_by_class_unless_another_was_told() {
    let mut harness = at_desk(&House::new(), Station::Counter, CLERK);
    press(&mut harness, "受理事项");
    for (class, by_class) in [("一般", "按级别 11-24 10:00"), ("重要", "按级别 11-26 10:00"), ("紧急", "按级别 10:01")] {
        press(&mut harness, class);
        assert!(shows(&harness, by_class), "{class}");
    }
    fill(&mut harness, "联系人", "钱样本");
    fill(&mut harness, "事项内容", "门口有积水");
    press(&mut harness, "明天 12:00");
    press(&mut harness, "受理");
    let noon = LocalDay::of(at(1_440), 480).at(12 * 60, 480);
    assert!(noon > NOW);
    let due: Vec<_> = matters_asked(&mut harness)
        .into_iter()
        .map(|c| if let Command::Take { due_at, .. } = c { due_at } else { None })
        .collect();
    assert_eq!(due, [Some(noon)]);
}

#[test]
fn what_is_typed_wrongly_is_said_below_its_field() {
    let zh = words(Language::ZhHans);
    let mut harness = at_desk(&House::new(), Station::Counter, CLERK);
    press(&mut harness, "受理事项");
    fill(&mut harness, "联系人", "123");
    fill(&mut harness, "联系电话", "110");
    fill(&mut harness, "单元", "9999");
    for sentence in [zh.forms.name_wrong, zh.forms.telephone_wrong, zh.matters.unit_none] {
        assert!(shows(&harness, sentence), "{sentence}");
    }
    press(&mut harness, "受理");
    assert_eq!(matters_asked(&mut harness), []);
}
