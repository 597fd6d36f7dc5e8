//! The keys' screen (K-1 to K-4, B-16), used as staff use it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use counter_client::alarms::{Kind, Severity, Signal, alarms};
use counter_client::desk::{Desk, Signed};
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use counter_client::screens::keys::{keys_ui, waiting};
use domain::registers::keys::{Command, KeyKind, KeyPlace, LossRole};
use domain::{Command as Any, Station};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fixture::{CLERK, House, LEAD, SECURITY, TECHNICIAN, asked, at, fill, id, line, name, press, screen, shows, telephone, told};
use look::words::{Language, words};
use values::LocalDay;

fn known(loss: &str, role: LossRole, person: &str) -> Command {
    Command::AcknowledgeLoss { loss: id(loss), role, person: id(person) }
}

fn lost_card(house: &mut House, loss: &str, minutes: i64) {
    let report = Command::ReportLoss {
        loss: id(loss),
        unit: Some(id("1206")),
        unit_said: None,
        kind: KeyKind::AccessCard,
        reporter: name("王样本"),
        telephone: Some(telephone("13800005521")),
        lost_when: told("今天 08:30"),
        lost_where: line("一层大堂").into(),
        reference: None,
    };
    house.did(minutes, Station::Kiosk, "", report);
}

fn issued(house: &mut House, issue: &str, key: &str, minutes: i64, due: i64) {
    let entry = Command::Issue {
        issue: id(issue),
        key: id(key),
        to: name("李样本"),
        telephone: Some(telephone("13800001234")),
        why: told("入户维修"),
        due_at: at(due),
        person: Some(id(LEAD)),
        second: Some(id(TECHNICIAN)),
    };
    house.did(minutes, Station::Counter, LEAD, entry);
}

/// A card lost and known to the lead, a key out and late, one damaged, an old loss settled.
fn full() -> House {
    let mut house = House::new();
    lost_card(&mut house, "old", -3_000);
    for (person, role) in [(LEAD, LossRole::Lead), (TECHNICIAN, LossRole::Engineering), (SECURITY, LossRole::Security)] {
        house.did(-2_990, Station::Counter, person, known("old", role, person));
    }
    house.did(-2_900, Station::Counter, TECHNICIAN, Command::ChangeLock { loss: id("old"), note: told("已注销门禁卡") });
    house.did(-2_800, Station::Counter, LEAD, Command::CloseLoss { loss: id("old"), result: line("卡已补发").into() });
    lost_card(&mut house, "new", -24);
    house.did(-20, Station::Counter, LEAD, known("new", LossRole::Lead, LEAD));
    issued(&mut house, "i1", "D-003", -300, -20);
    issued(&mut house, "i2", "D-004", -60, 120);
    house.did(-50, Station::Counter, CLERK, Command::MarkDamaged { key: id("R-001") });
    house
}

fn at_desk(house: &House, station: Station, person: &str) -> Harness<'static, Desk> {
    screen(house.desk(station, person, Language::ZhHans), keys_ui)
}

fn keys_asked(harness: &mut Harness<'_, Desk>) -> Vec<Command> {
    asked(harness).into_iter().map(|c| if let Any::Keys(c) = c { c } else { panic!("{}", c.name()) }).collect()
}

/// What these people sign in the dialog that is open.
fn signed(harness: &mut Harness<'_, Desk>, person: &str, second: Option<&str>) -> Command {
    let to_sign = harness.state_mut().to_sign.take().unwrap();
    let Signed::Command(make) = to_sign.then else { panic!("a command is signed") };
    let command = make(id(person), second.map(id));
    if let Any::Keys(command) = command { command } else { panic!("{}", command.name()) }
}

#[test]
fn it_draws_empty_and_full_in_both_languages() {
    for language in Language::ALL {
        let words = &words(language).keys;
        let empty = screen(House::empty().desk(Station::Counter, LEAD, language), keys_ui);
        assert!(shows(&empty, words.no_losses));
        let mut harness = screen(full().desk(Station::ControlRoom, SECURITY, language), keys_ui);
        assert!(shows(&harness, words.who_knows) && shows(&harness, "L-20261123-001"));
        press(&mut harness, &format!("{} 8", words.register));
        assert!(shows(&harness, "C-001") && shows(&harness, words.suspended));
    }
}

#[test]
fn what_waits_is_the_open_losses_and_the_late_keys() {
    assert_eq!(waiting(&House::new().desk(Station::Counter, LEAD, Language::ZhHans)), 0);
    assert_eq!(waiting(&full().desk(Station::Counter, LEAD, Language::ZhHans)), 2);
}

/// The whole window, at the keys' screen.
fn window(house: &House, station: Station, person: &str) -> Harness<'static, Desk> {
    let mut desk = house.desk(station, person, Language::ZhHans);
    desk.screen = SCREENS.iter().position(|s| std::ptr::fn_addr_eq(s.ui, keys_ui as fn(&mut egui::Ui, &mut Desk))).unwrap();
    screen(desk, frame_ui)
}

#[test]
fn k4_each_side_acknowledges_with_its_own_pin_and_the_clerk_stays_signed_in() {
    let zh = words(Language::ZhHans);
    for station in [Station::Counter, Station::ControlRoom] {
        let mut harness = window(&full(), station, CLERK);
        assert!(shows(&harness, "乙领班 09:40 已知悉"));
        press(&mut harness, "确认知悉（工程）");
        assert!(shows(&harness, "工程已知悉 L-20261123-001"));
        assert!(harness.state_mut().take_asked().is_empty(), "nothing is asked for before the PIN");
        fill(&mut harness, zh.desk.number, TECHNICIAN);
        fill(&mut harness, zh.desk.pin, "135246");
        press(&mut harness, zh.desk.sign);
        let asked: Vec<_> = harness.state_mut().take_asked().into_iter().map(|a| (a.command, a.pins.first().to_owned())).collect();
        assert_eq!(asked, [(known("new", LossRole::Engineering, TECHNICIAN).into(), "135246".to_owned())]);
        assert_eq!(harness.state().person().map(|p| p.id), Some(id(CLERK)));
    }
}

#[test]
fn k4_who_has_not_the_role_cannot_sign_for_that_side() {
    let zh = words(Language::ZhHans);
    let mut harness = window(&full(), Station::Counter, LEAD);
    press(&mut harness, "确认知悉（安保）");
    fill(&mut harness, zh.desk.number, TECHNICIAN);
    fill(&mut harness, zh.desk.pin, "135246");
    press(&mut harness, zh.desk.sign);
    assert!(harness.state_mut().take_asked().is_empty());
    assert!(shows(&harness, "需由安保人员确认"));
}

#[test]
fn k4_the_bar_stays_until_all_three_know_and_names_who_is_missing() {
    let mut house = House::new();
    lost_card(&mut house, "new", -5);
    let bar = |house: &House, station| {
        let found = alarms(&house.desk(station, CLERK, Language::ZhHans));
        found.into_iter().find(|a| a.kind == Kind::Loss).map(|a| (a.severity, a.signal, a.line))
    };
    let sides = [(LossRole::Security, SECURITY, "领班、工程"), (LossRole::Lead, LEAD, "工程"), (LossRole::Engineering, TECHNICIAN, "")];
    for station in [Station::Counter, Station::ControlRoom] {
        let (severity, signal, _) = bar(&house, station).unwrap();
        assert_eq!((severity, signal), (Severity::Red, Some(Signal::Loss)));
    }
    for (role, person, missing) in sides {
        house.did(-1, Station::Counter, person, known("new", role, person));
        for station in [Station::Counter, Station::ControlRoom] {
            let shown = bar(&house, station);
            if missing.is_empty() {
                assert_eq!(shown, None, "all three know");
                continue;
            }
            let (severity, signal, line) = shown.unwrap();
            assert_eq!((severity, signal), (Severity::Amber, None));
            assert!(line.contains(&format!("尚待{missing}确认")), "{line}");
        }
    }
}

#[test]
fn k4_a_loss_closes_only_after_all_know_and_the_lock_is_changed() {
    let mut house = full();
    let mut harness = at_desk(&house, Station::Counter, LEAD);
    press(&mut harness, "结案");
    assert!(!shows(&harness, "处理结果"));
    press(&mut harness, "已换锁");
    fill(&mut harness, "处理情况", "已注销旧卡");
    press(&mut harness, "确认");
    assert_eq!(keys_asked(&mut harness), [Command::ChangeLock { loss: id("new"), note: told("已注销旧卡") }]);

    for (person, role) in [(TECHNICIAN, LossRole::Engineering), (SECURITY, LossRole::Security)] {
        house.did(-5, Station::ControlRoom, person, known("new", role, person));
    }
    house.did(-4, Station::Counter, TECHNICIAN, Command::ChangeLock { loss: id("new"), note: told("已注销旧卡") });
    let mut harness = at_desk(&house, Station::Counter, LEAD);
    press(&mut harness, "结案");
    fill(&mut harness, "处理结果", "已补发新卡");
    press(&mut harness, "确认");
    assert_eq!(keys_asked(&mut harness), [Command::CloseLoss { loss: id("new"), result: line("已补发新卡").into() }]);
}

#[test]
fn b16_the_desk_says_which_keys_are_lost() {
    let mut harness = at_desk(&full(), Station::Counter, CLERK);
    press(&mut harness, "确定钥匙");
    press(&mut harness, "D-001 · 1206 正门 1206 远景样本科技有限公司");
    press(&mut harness, "C-001 · 1206 门禁卡（蓝色） 1206 远景样本科技有限公司");
    press(&mut harness, "确定（1 把）");
    assert_eq!(keys_asked(&mut harness), [Command::NameKeys { loss: id("new"), keys: [id("D-001")].into() }]);
}

#[test]
fn k2_a_key_leaves_against_a_complete_entry_due_by_the_evening() {
    let mut harness = at_desk(&full(), Station::Counter, LEAD);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "D-001 · 1206 正门 1206 远景样本科技有限公司");
    press(&mut harness, "领用登记");
    fill(&mut harness, "领用人", "赵样本");
    fill(&mut harness, "联系电话", "123");
    assert!(shows(&harness, words(Language::ZhHans).forms.telephone_wrong));
    press(&mut harness, "登记并发放");
    assert_eq!(keys_asked(&mut harness), []);
    fill(&mut harness, "领用事由", "看房");
    press(&mut harness, "登记并发放");
    assert_eq!(keys_asked(&mut harness), [], "a telephone number that cannot be called is not an entry");
    let evening = LocalDay::of(fixture::NOW, 480).at(18 * 60, 480);
    press(&mut harness, "取消");
    press(&mut harness, "领用登记");
    fill(&mut harness, "领用人", "赵样本");
    fill(&mut harness, "领用事由", "看房");
    press(&mut harness, "登记并发放");
    assert_eq!(keys_asked(&mut harness), [], "nobody has signed yet");
    let issue = id("counter-1-a-1");
    let entry = Command::Issue {
        issue,
        key: id("D-001"),
        to: name("赵样本"),
        telephone: None,
        why: told("看房"),
        due_at: evening,
        person: Some(id(LEAD)),
        second: Some(id(TECHNICIAN)),
    };
    assert_eq!(signed(&mut harness, LEAD, Some(TECHNICIAN)), entry);
}

#[test]
fn k7_two_sign_for_the_key_of_a_tenants_room_and_one_for_any_other() {
    for (key, two) in [("D-001", true), ("C-001", false)] {
        let mut harness = at_desk(&House::new(), Station::Counter, CLERK);
        press(&mut harness, "钥匙登记 8");
        harness.query_all_by_label_contains(&format!("{key} ·")).next().unwrap().click();
        harness.run();
        // A clerk's desk: who may hand keys out comes and signs there.
        press(&mut harness, "领用登记");
        fill(&mut harness, "领用人", "赵样本");
        fill(&mut harness, "领用事由", "看房");
        press(&mut harness, "登记并发放");
        let to_sign = harness.state().to_sign.as_ref().unwrap();
        assert_eq!(to_sign.second.is_some(), two, "{key}");
    }
}

#[test]
fn k7_the_second_is_another_colleague_with_a_pin_of_their_own() {
    let zh = words(Language::ZhHans);
    for (second, goes) in [("", false), (LEAD, false), (TECHNICIAN, true)] {
        let mut harness = window(&full(), Station::Counter, CLERK);
        press(&mut harness, "钥匙登记 8");
        press(&mut harness, "D-001 · 1206 正门 1206 远景样本科技有限公司");
        press(&mut harness, "领用登记");
        fill(&mut harness, "领用人", "赵样本");
        fill(&mut harness, "领用事由", "看房");
        press(&mut harness, "登记并发放");
        assert!(shows(&harness, zh.desk.sign_two_line));
        for (field, said) in [("发放人 · 工号", LEAD), ("发放人 · 密码", "135246"), ("同行人 · 工号", second), ("同行人 · 密码", "246135")]
        {
            fill(&mut harness, field, said);
        }
        press(&mut harness, zh.desk.sign);
        let pins: Vec<_> = harness
            .state_mut()
            .take_asked()
            .iter()
            .map(|a| (a.pins.first().to_owned(), a.pins.second().to_owned()))
            .collect();
        let expected = goes.then(|| ("135246".to_owned(), "246135".to_owned()));
        assert_eq!(pins, Vec::from_iter(expected), "{second}");
    }
}

#[test]
fn k2_the_hour_at_which_a_key_is_due_is_the_propertys() {
    let mut house = full();
    let mut settings = house.state.property().unwrap().clone();
    settings.keys.due_minute = 16 * 60 + 30;
    house.put(settings);
    for (language, shown) in [(Language::ZhHans, "今天 16:30"), (Language::En, "Tomorrow 16:30")] {
        let mut harness = screen(house.desk(Station::Counter, LEAD, language), keys_ui);
        press(&mut harness, &format!("{} 8", words(language).keys.register));
        harness.query_all_by_label_contains("D-001 ·").next().unwrap().click();
        harness.run();
        press(&mut harness, words(language).keys.issue);
        assert!(shows(&harness, shown));
    }
}

#[test]
fn late_in_the_day_a_key_is_due_in_four_hours() {
    let mut desk = full().desk(Station::Counter, LEAD, Language::ZhHans);
    desk.now = at(7 * 60 + 45);
    let mut harness = screen(desk, keys_ui);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "D-001 · 1206 正门 1206 远景样本科技有限公司");
    press(&mut harness, "领用登记");
    fill(&mut harness, "领用人", "赵样本");
    fill(&mut harness, "领用事由", "看房");
    press(&mut harness, "登记并发放");
    let signed = signed(&mut harness, LEAD, Some(TECHNICIAN));
    assert!(matches!(signed, Command::Issue { due_at, .. } if due_at == at(7 * 60 + 45 + 240)));
}

#[test]
fn a_suspended_key_is_not_handed_out_and_says_why() {
    let mut harness = at_desk(&full(), Station::Counter, LEAD);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "C-001 · 1206 门禁卡（蓝色） 1206 远景样本科技有限公司");
    assert!(shows(&harness, "挂失 L-20261123-001 未结案，暂停发放"));
    press(&mut harness, "领用登记");
    assert!(!shows(&harness, "领用事由"));
    press(&mut harness, "查看挂失报告");
    assert!(shows(&harness, "报失信息"));
}

#[test]
fn a_key_comes_back_with_one_click_and_a_damaged_one_is_put_out_of_use() {
    let mut harness = at_desk(&full(), Station::ControlRoom, CLERK);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "借出 2");
    press(&mut harness, "D-003 · 1207 正门 1207 蓝山样本会计师事务所");
    press(&mut harness, "收回钥匙");
    press(&mut harness, "损坏停用");
    assert_eq!(keys_asked(&mut harness), [Command::Return { issue: id("i1") }, Command::MarkDamaged { key: id("D-003") }]);
}

#[test]
fn k2_every_open_entry_has_its_own_way_back_also_of_a_lost_key() {
    let mut house = full();
    house.did(-10, Station::Counter, CLERK, Command::NameKeys { loss: id("new"), keys: [id("C-001"), id("D-003")].into() });
    assert_eq!(waiting(&house.desk(Station::Counter, LEAD, Language::ZhHans)), 2);
    let mut harness = at_desk(&house, Station::Counter, CLERK);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "遗失 2");
    press(&mut harness, "D-003 · 1207 正门 1207 蓝山样本会计师事务所");
    press(&mut harness, "收回钥匙");
    assert_eq!(keys_asked(&mut harness), [Command::Return { issue: id("i1") }]);

    // A second entry, made without the server: each is taken back by itself.
    let mut second = house.state.key_issue.get(&id("i2")).unwrap().clone();
    (second.id, second.to) = (id("i3"), name("钱样本"));
    house.put(second);
    let mut harness = at_desk(&house, Station::Counter, CLERK);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "D-004 · 2605 入户门 2605 住户2605");
    press(&mut harness, "收回钥匙（钱样本）");
    press(&mut harness, "收回钥匙（李样本）");
    assert_eq!(keys_asked(&mut harness), [Command::Return { issue: id("i3") }, Command::Return { issue: id("i2") }]);
}

#[test]
fn k4_an_entry_that_ended_with_a_loss_says_so_and_waits_for_nobody() {
    let mut house = full();
    house.did(-10, Station::Counter, CLERK, Command::NameKeys { loss: id("new"), keys: [id("D-003")].into() });
    for (role, person) in [(LossRole::Engineering, TECHNICIAN), (LossRole::Security, SECURITY)] {
        house.did(-9, Station::Counter, person, known("new", role, person));
    }
    house.did(-8, Station::Counter, TECHNICIAN, Command::ChangeLock { loss: id("new"), note: told("已换锁芯") });
    house.did(-7, Station::Counter, LEAD, Command::CloseLoss { loss: id("new"), result: line("已换锁").into() });
    assert_eq!(waiting(&house.desk(Station::Counter, LEAD, Language::ZhHans)), 0);
    let mut harness = at_desk(&house, Station::Counter, LEAD);
    press(&mut harness, "钥匙登记 8");
    press(&mut harness, "D-003 · 1207 正门 1207 蓝山样本会计师事务所");
    assert!(shows(&harness, "随挂失 L-20261123-001 结案核销") && !shows(&harness, "收回钥匙"));
}

#[test]
fn filters_count_what_they_show() {
    let house = full();
    let mut harness = at_desk(&house, Station::Counter, LEAD);
    press(&mut harness, "钥匙登记 8");
    for (pill, shown, hidden) in
        [("停发 1", "C-001 ·", "D-001 ·"), ("损坏 1", "R-001 ·", "D-001 ·"), ("遗失 0", "没有符合条件的记录", "D-001 ·")]
    {
        press(&mut harness, pill);
        let row = |words: &str| harness.query_all_by_label_contains(words).count() > 0;
        assert!(row(shown) && !row(hidden), "{pill}");
    }
    assert_eq!(house.state.key.iter().filter(|k| k.place == KeyPlace::Cabinet).count(), 6);
}

#[test]
fn a_loss_told_at_the_desk_is_reported_with_its_unit() {
    let mut harness = at_desk(&House::new(), Station::Counter, CLERK);
    press(&mut harness, "登记挂失");
    press(&mut harness, "房门钥匙");
    fill(&mut harness, "单元", "远景");
    press(&mut harness, "1206 远景样本科技有限公司");
    fill(&mut harness, "报失人", "王样本");
    fill(&mut harness, "遗失时间", "今天上午");
    fill(&mut harness, "遗失地点", "停车场");
    press(&mut harness, "确认挂失");
    let report = Command::ReportLoss {
        loss: id("counter-1-a-1"),
        unit: Some(id("1206")),
        unit_said: None,
        kind: KeyKind::Door,
        reporter: name("王样本"),
        telephone: None,
        lost_when: told("今天上午"),
        lost_where: line("停车场").into(),
        reference: None,
    };
    assert_eq!(keys_asked(&mut harness), [report]);
}
