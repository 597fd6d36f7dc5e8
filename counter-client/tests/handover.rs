//! The handover screen: who answers for each post, and a sheet that always offers the one
//! thing to do next, from the first count to the lead's reading.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::{Desk, Signed};
use counter_client::screens::handover::{handover_ui, waiting};
use domain::registers::handover::{Command, Ground, Post};
use domain::registers::matters::{Class, Command as Matters, MatterKind};
use domain::registers::staff::{Hand, Signature};
use domain::{Command as Any, RecordRef, Station};
use duty::{CLERK_TWO, act, desk, everything_lies_inside, house, window};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, MANAGER, OPERATOR, asked, at, fill, id, line, name, text};
use look::words::Language;
use values::Digest;

const ZH: Language = Language::ZhHans;
const EVENING: i64 = 450;

/// The clerk has the desk since 08:30, an urgent matter and an ordinary one are open.
fn on_duty() -> House {
    let mut house = house();
    act(&mut house, at(-90), Station::Counter, CLERK, Command::TakeUp { post: Post::Desk });
    for (matter, class, what) in [("matter-1", Class::Urgent, "B1 水管爆裂"), ("matter-2", Class::Minor, "大堂灯不亮")] {
        let take = Matters::Take {
            matter: id(matter),
            kind: MatterKind::Repair,
            class,
            unit: Some(id("B1-01")),
            contact: name("样本访客"),
            telephone: None,
            what: text(what),
            about: None,
            due_at: Some(at(9_999)),
        };
        act(&mut house, at(-30), Station::Counter, CLERK, take);
    }
    house
}

fn open() -> House {
    let mut house = on_duty();
    act(
        &mut house,
        at(EVENING - 15),
        Station::Counter,
        CLERK,
        Command::Open { sheet: id("sheet-1"), post: Post::Desk },
    );
    house
}

fn counted() -> House {
    let mut house = open();
    for (item, found, note) in
        [("desk-telephone", 1, None), ("desk-keys", 2, None), ("desk-passes", 58, Some(line("两张在访客手中"))), ("desk-binder", 1, None)]
    {
        act(
            &mut house,
            at(EVENING - 10),
            Station::Counter,
            CLERK,
            Command::Count { sheet: id("sheet-1"), item: id(item), found, note: note.map(Into::into) },
        );
    }
    house
}

/// The outgoing clerk has signed at 17:28.
fn signed() -> House {
    let mut house = counted();
    let special = Command::Special {
        sheet: id("sheet-1"),
        special: id("special-1"),
        what: line("消防检查明早 9 点").into(),
        told: line("样本领班").into(),
    };
    act(&mut house, at(EVENING - 5), Station::Counter, CLERK, special);
    act(
        &mut house,
        at(EVENING - 2),
        Station::Counter,
        CLERK,
        Command::SignOutgoing { sheet: id("sheet-1"), person: id(CLERK) },
    );
    seal(&mut house, Hand::Outgoing, CLERK, 1, EVENING - 2);
    house
}

fn refused() -> House {
    let mut house = signed();
    let object = Command::Object {
        sheet: id("sheet-1"),
        objection: id("objection-1"),
        ground: Ground::PostDirty,
        note: line("柜台没有清理").into(),
    };
    act(&mut house, at(EVENING - 1), Station::ControlRoom, OPERATOR, object);
    house
}

fn said() -> House {
    let mut house = signed();
    let about = RecordRef::to(&id::<domain::registers::matters::Matter>("matter-1"));
    let back = Command::ReadBack {
        sheet: id("sheet-1"),
        about,
        owner: id(OPERATOR),
        next_step: line("每半小时看一次阀门").into(),
    };
    act(&mut house, at(EVENING), Station::ControlRoom, OPERATOR, back);
    house
}

fn complete() -> House {
    let mut house = said();
    act(
        &mut house,
        at(EVENING + 1),
        Station::ControlRoom,
        OPERATOR,
        Command::SignIncoming { sheet: id("sheet-1"), person: id(OPERATOR) },
    );
    seal(&mut house, Hand::Incoming, OPERATOR, 2, EVENING + 1);
    house
}

/// The server's seal of a signature.
fn seal(house: &mut House, hand: Hand, person: &str, digest: u8, minutes: i64) {
    house.put(Signature {
        id: id(&format!("seal-{digest}")),
        of: RecordRef::to(&id::<domain::registers::handover::Sheet>("sheet-1")),
        hand,
        person: id(person),
        at: at(minutes),
        digest: Digest::of(&[digest; 32]),
        previous: None,
        public_key: String::new(),
        signature: String::new(),
    });
}

/// As high as the sheet is long: what would have to be scrolled to can be pressed.
fn shown(house: &House, station: Station, person: &str, minutes: i64) -> Harness<'static, Desk> {
    let mut harness = window(desk(house, station, person, ZH, at(minutes)), handover_ui);
    harness.set_size(egui::vec2(1_440.0, 2_600.0));
    harness.run_ok();
    harness
}

fn press(harness: &mut Harness<'_, Desk>, label: &str) -> Vec<Any> {
    harness.get_by_label(label).click();
    harness.run_ok();
    asked(harness)
}

/// Presses what opens the signature dialog, and signs as this person.
fn sign(harness: &mut Harness<'_, Desk>, label: &str, person: &str) -> Any {
    assert_eq!(press(harness, label), [], "{label} asks for a signature first");
    let to_sign = harness.state_mut().to_sign.take().unwrap_or_else(|| panic!("{label} opens no dialog"));
    let Signed::Command(make) = to_sign.then else { panic!("a command is signed") };
    make(id(person), None)
}

#[test]
fn s3_each_post_names_who_answers_for_it_since_when() {
    let harness = shown(&on_duty(), Station::Counter, CLERK, 0);
    harness.get_by_label("客服值班 甲文员 · 08:30 起 · 客服前台");
    harness.get_by_label("前台岗 无人值班，请先上岗");
    harness.get_by_label("监控岗 无人值班，请先上岗");
}

#[test]
fn a_post_that_nobody_holds_is_taken_up_at_its_own_station() {
    let mut harness = shown(&on_duty(), Station::Counter, CLERK, 0);
    press(&mut harness, "前台岗 无人值班，请先上岗");
    assert_eq!(press(&mut harness, "上岗"), [Command::TakeUp { post: Post::Counter }.into()]);
    press(&mut harness, "监控岗 无人值班，请先上岗");
    assert_eq!(press(&mut harness, "上岗"), [], "not at this station");
}

#[test]
fn b20_before_it_is_opened_the_sheet_shows_what_it_would_hold() {
    let mut harness = shown(&on_duty(), Station::Counter, CLERK, 0);
    for said in ["受理事项 2", "上岗 1", "在内访客 0 批", "未结事项 2"] {
        harness.get_by_label(said);
    }
    harness.get_by_label_contains("报修：B1 水管爆裂 红色 第 1 班未结");
    let asked = press(&mut harness, "开始交班");
    assert!(matches!(asked.as_slice(), [Any::Handover(Command::Open { post: Post::Desk, .. })]), "{asked:?}");
    assert_eq!(press(&mut shown(&on_duty(), Station::ControlRoom, OPERATOR, 0), "开始交班"), [], "it is held at the counter");
}

/// As `on_duty`; a request came in too and is finished, with a note and a result.
fn finished() -> House {
    let mut house = on_duty();
    let matter = || id("matter-4");
    let take = Matters::Take {
        matter: matter(),
        kind: MatterKind::Request,
        class: Class::Minor,
        unit: Some(id("1206")),
        contact: name("样本租户"),
        telephone: None,
        what: text("请送两把雨伞\n放在门口"),
        about: None,
        due_at: Some(at(9_999)),
    };
    let note = Matters::AddNote { note: id("note-1"), matter: matter(), text: text("雨伞已从库房取出") };
    let finish = Matters::Finish { matter: matter(), result: line("已送到并登记").into() };
    for (minutes, command) in [(-20, take), (-15, note), (-12, Matters::Claim { matter: matter() }), (-10, finish)] {
        act(&mut house, at(minutes), Station::Counter, CLERK, command);
    }
    house
}

#[test]
fn h1_what_came_in_is_listed_finished_or_not_and_opens_to_its_full_text() {
    let row = "M-20261123-003 · 1206 一般 已办结 需求：请送两把雨伞 放在门口";
    let mut house = finished();
    let mut preview = shown(&house, Station::Counter, CLERK, 0);
    preview.get_by_label("本班受理 3");
    preview.get_by_label_contains("M-20261123-001 · B1-01 紧急 未办结 报修：B1 水管爆裂");
    assert!(preview.query_by_label_contains("记录：雨伞已从库房取出").is_none(), "it is closed");
    press(&mut preview, row);
    for said in ["请送两把雨伞\n放在门口", "联系人 样本租户", "记录：雨伞已从库房取出", "处理结果 已送到并登记"]
    {
        preview.get_by_label(said);
    }
    press(&mut preview, row);
    assert!(preview.query_by_label_contains("记录：雨伞已从库房取出").is_none(), "and closed again");

    // The signed sheet lists it as it was; the same row opens there.
    let open = Command::Open { sheet: id("sheet-1"), post: Post::Desk };
    act(&mut house, at(EVENING - 15), Station::Counter, CLERK, open);
    for (item, found) in [("desk-telephone", 1), ("desk-keys", 2), ("desk-passes", 60), ("desk-binder", 1)] {
        let count = Command::Count { sheet: id("sheet-1"), item: id(item), found, note: None };
        act(&mut house, at(EVENING - 10), Station::Counter, CLERK, count);
    }
    let sign = Command::SignOutgoing { sheet: id("sheet-1"), person: id(CLERK) };
    act(&mut house, at(EVENING - 2), Station::Counter, CLERK, sign);
    let mut signed = shown(&house, Station::ControlRoom, OPERATOR, EVENING);
    press(&mut signed, row);
    signed.get_by_label("记录：雨伞已从库房取出");
    assert!(shown(&house, Station::Counter, CLERK, EVENING).query_by_label("本班受理 3").is_some());
}

#[test]
fn h1_h2_b23_the_hour_counts_down_and_then_tells_how_late_it_is() {
    for (minutes, told) in
        [(0, "还剩 7 小时 30 分"), (EVENING - 5, "还剩 5 分钟"), (EVENING + 16, "已超时 16 分钟"), (EVENING + 31, "已超时 31 分钟")]
    {
        let harness = shown(&on_duty(), Station::Counter, CLERK, minutes);
        harness.get_by_label("17:30 交给监控室");
        assert!(harness.query_all_by_label(told).next().is_some(), "{told}");
        assert_eq!(waiting(harness.state()), usize::from(minutes >= EVENING), "{told}");
    }
}

#[test]
fn the_filled_button_always_names_the_next_thing() {
    for (house, station, person, next) in [
        (open(), Station::Counter, CLERK, "继续清点（还差 4 项）"),
        (counted(), Station::Counter, CLERK, "交班人签字"),
        (refused(), Station::Counter, CLERK, "处理不接理由"),
        (signed(), Station::ControlRoom, OPERATOR, "复述红色事项（还差 1 项）"),
        (said(), Station::ControlRoom, OPERATOR, "接班人签字"),
    ] {
        let harness = shown(&house, station, person, EVENING);
        harness.get_by_label(next);
        assert_eq!(waiting(harness.state()), 1, "{next}");
    }
}

#[test]
fn h8_each_item_is_counted_alone() {
    let mut harness = shown(&open(), Station::Counter, CLERK, EVENING - 10);
    let asked = press(&mut harness, "确认数量 钥匙柜钥匙");
    assert_eq!(asked, [Command::Count { sheet: id("sheet-1"), item: id("desk-keys"), found: 2, note: None }.into()]);
}

#[test]
fn b17_a_number_that_differs_is_kept_only_with_its_reason() {
    let mut harness = shown(&open(), Station::Counter, CLERK, EVENING - 10);
    press(&mut harness, "减少 钥匙柜钥匙");
    assert_eq!(press(&mut harness, "确认数量 钥匙柜钥匙"), []);
    fill(&mut harness, "差异原因（钥匙柜钥匙）", "工程部借出一把");
    let asked = press(&mut harness, "确认数量 钥匙柜钥匙");
    let count = Command::Count {
        sheet: id("sheet-1"),
        item: id("desk-keys"),
        found: 1,
        note: Some(line("工程部借出一把").into()),
    };
    assert_eq!(asked, [count.into()]);
}

#[test]
fn h4_something_special_names_who_was_told() {
    let mut harness = shown(&counted(), Station::Counter, CLERK, EVENING - 5);
    fill(&mut harness, "特别事项", "电梯检修");
    assert_eq!(press(&mut harness, "登记特别事项"), [], "nobody was told yet");
    fill(&mut harness, "已报告何人", "样本领班");
    let asked = press(&mut harness, "登记特别事项");
    let special = Command::Special {
        sheet: id("sheet-1"),
        special: id("counter-1-a-1"),
        what: line("电梯检修").into(),
        told: line("样本领班").into(),
    };
    assert_eq!(asked, [special.into()]);
}

#[test]
fn the_outgoing_side_writes_a_remark() {
    let mut harness = shown(&counted(), Station::Counter, CLERK, EVENING - 5);
    fill(&mut harness, "备注", "一切正常");
    assert_eq!(
        press(&mut harness, "保存备注"),
        [Command::Remark { sheet: id("sheet-1"), remark: line("一切正常").into() }.into()]
    );
}

#[test]
fn h8_b22_the_outgoing_signature_waits_for_the_counts() {
    let mut harness = shown(&open(), Station::Counter, CLERK, EVENING - 10);
    press(&mut harness, "在此签字 交班人");
    assert!(harness.state().to_sign.is_none(), "nothing is counted");
    let mut harness = shown(&counted(), Station::Counter, CLERK, EVENING - 5);
    let command = sign(&mut harness, "交班人签字", CLERK);
    assert_eq!(command, Command::SignOutgoing { sheet: id("sheet-1"), person: id(CLERK) }.into());
}

#[test]
fn h9_the_incoming_side_refuses_on_a_ground_and_the_outgoing_may_not() {
    for (station, person, may) in [(Station::ControlRoom, OPERATOR, true), (Station::Counter, CLERK, false)] {
        let mut harness = shown(&signed(), station, person, EVENING);
        let ground = counter_client::phrases::ground(harness.state().words, Ground::ItemsMissing);
        press(&mut harness, ground);
        fill(&mut harness, "具体情况", "少一部电话");
        let asked = press(&mut harness, "提出不接");
        let object = Command::Object {
            sheet: id("sheet-1"),
            objection: id("control_room-1-a-1"),
            ground: Ground::ItemsMissing,
            note: line("少一部电话").into(),
        };
        assert_eq!(asked, if may { vec![object.into()] } else { Vec::new() });
    }
}

#[test]
fn h9_a_ground_is_dealt_with_or_overridden_by_a_manager_in_writing() {
    let mut harness = shown(&refused(), Station::ControlRoom, OPERATOR, EVENING);
    assert_eq!(press(&mut harness, "经理批准接班"), [], "not without words");
    assert!(harness.state().to_sign.is_none());
    fill(&mut harness, "处理结果", "已经清理");
    let clear = Command::Clear { sheet: id("sheet-1"), index: 0, note: line("已经清理").into() };
    assert_eq!(press(&mut harness, "确认已处理"), [clear.into()]);
    let command = sign(&mut harness, "经理批准接班", MANAGER);
    assert_eq!(
        command,
        Command::Override {
            sheet: id("sheet-1"),
            index: 0,
            note: line("已经清理").into(),
            person: id(MANAGER)
        }
        .into()
    );
}

#[test]
fn h9_the_outgoing_side_sees_why_it_cannot_clear_a_ground_itself() {
    for (person, why) in [(CLERK, "交班人处理完毕后，请由接班方确认"), (CLERK_TWO, "此项由接班方在监控室办理")]
    {
        let mut harness = shown(&refused(), Station::Counter, person, EVENING);
        fill(&mut harness, "处理结果", "已经清理");
        assert_eq!(press(&mut harness, "确认已处理"), [], "{person}");
        assert!(is_told(&mut harness, "确认已处理", why), "{person}");
    }
}

#[test]
fn h1_h2_the_incoming_place_is_grey_at_the_wrong_side_and_says_where() {
    let mut there = shown(&said(), Station::Counter, CLERK_TWO, EVENING);
    press(&mut there, "在此签字 接班人");
    assert!(there.state().to_sign.is_none(), "the book passes to the control room");
    assert!(is_told(&mut there, "在此签字 接班人", "此项由接班方在监控室办理"));
    let mut here = shown(&said(), Station::ControlRoom, OPERATOR, EVENING);
    assert!(!is_told(&mut here, "在此签字 接班人", "此项由接班方在监控室办理"));
}

/// Whether this is said with the mouse over a button.
fn is_told(harness: &mut Harness<'_, Desk>, button: &str, why: &str) -> bool {
    harness.get_by_label(button).hover();
    harness.run_steps(4);
    harness.query_all_by_label(why).next().is_some()
}

#[test]
fn b21_each_red_item_gets_an_owner_and_a_next_step() {
    let mut harness = shown(&signed(), Station::ControlRoom, OPERATOR, EVENING);
    let button = "确认复述 M-20261123-001 · B1-01";
    assert_eq!(press(&mut harness, button), [], "nothing said yet");
    fill(&mut harness, "责任人", "庚");
    press(&mut harness, "庚值班");
    fill(&mut harness, "下一步", "每半小时看一次阀门");
    let asked = press(&mut harness, button);
    let [Any::Handover(Command::ReadBack { owner, next_step, .. })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((owner, next_step), (&id(OPERATOR), &line("每半小时看一次阀门").into()));
}

#[test]
fn b21_the_outgoing_person_cannot_read_back() {
    let mut harness = shown(&signed(), Station::Counter, CLERK, EVENING);
    harness.get_by_label("请接班人先在本机登录，再逐项复述。");
    fill(&mut harness, "责任人", "1007");
    fill(&mut harness, "下一步", "看阀门");
    assert_eq!(press(&mut harness, "确认复述 M-20261123-001 · B1-01"), []);
}

#[test]
fn b20_what_turns_red_after_the_cut_is_read_back_too() {
    let mut house = said();
    let take = Matters::Take {
        matter: id("matter-3"),
        kind: MatterKind::Complaint,
        class: Class::Major,
        unit: None,
        contact: name("样本访客"),
        telephone: None,
        what: text("电梯困人投诉"),
        about: None,
        due_at: Some(at(9_999)),
    };
    act(&mut house, at(EVENING), Station::ControlRoom, OPERATOR, take);
    let harness = shown(&house, Station::ControlRoom, OPERATOR, EVENING + 1);
    harness.get_by_label("截止后新增");
    harness.get_by_label("复述红色事项（还差 1 项）");
}

#[test]
fn h10_the_incoming_signature_comes_last() {
    let mut early = shown(&signed(), Station::ControlRoom, OPERATOR, EVENING);
    press(&mut early, "在此签字 接班人");
    assert!(early.state().to_sign.is_none(), "a red item is not read back");
    let mut harness = shown(&said(), Station::ControlRoom, OPERATOR, EVENING);
    let command = sign(&mut harness, "接班人签字", OPERATOR);
    assert_eq!(command, Command::SignIncoming { sheet: id("sheet-1"), person: id(OPERATOR) }.into());
}

#[test]
fn a_sheet_opened_by_mistake_is_withdrawn_before_the_signature_only() {
    let withdraw: Any = Command::Withdraw { sheet: id("sheet-1") }.into();
    assert_eq!(press(&mut shown(&open(), Station::Counter, CLERK, EVENING), "撤回本单"), [withdraw]);
    assert!(shown(&signed(), Station::Counter, CLERK, EVENING).query_by_label("撤回本单").is_none());
}

#[test]
fn b22_a_complete_sheet_shows_both_hands_and_takes_only_more_words() {
    let mut harness = shown(&complete(), Station::Counter, CLERK, EVENING + 5);
    press(&mut harness, "第 1 号 甲文员 → 庚值班");
    for said in ["签名摘要 010101010101…", "签名摘要 020202020202…", "应有 60 · 实有 58 · 甲文员", "庚值班：每半小时看一次阀门"]
    {
        harness.get_by_label(said);
    }
    harness.get_by_label_contains("内容截至 2026-11-23 17:28。");
    fill(&mut harness, "补记内容", "水管已修好");
    let asked = press(&mut harness, "添加补记");
    let [Any::Handover(Command::AddAddendum { text: added, .. })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(added, &text("水管已修好"));
}

#[test]
fn h6_b23_a_sheet_that_the_lead_has_not_read_says_so_and_is_read_at_the_counter() {
    let mut harness = shown(&complete(), Station::Counter, CLERK, EVENING + 5);
    press(&mut harness, "第 1 号 甲文员 → 庚值班");
    assert!(harness.query_all_by_label("待日审").next().is_some());
    let command = sign(&mut harness, "领班日审签字", LEAD);
    assert_eq!(command, Command::Review { sheet: id("sheet-1"), person: id(LEAD) }.into());
    let mut elsewhere = shown(&complete(), Station::ControlRoom, OPERATOR, EVENING + 5);
    press(&mut elsewhere, "第 1 号 甲文员 → 庚值班");
    press(&mut elsewhere, "领班日审签字");
    assert!(elsewhere.state().to_sign.is_none());
}

#[test]
fn h6_b23_what_the_lead_has_not_read_is_listed_and_counted_on_the_tab_at_the_counter() {
    let unread = "第 1 号 · 客服值班 甲文员 → 庚值班";
    let mut house = complete();
    for (station, person, badge) in [(Station::Counter, CLERK, 1), (Station::ControlRoom, OPERATOR, 0)] {
        let harness = shown(&house, station, person, EVENING + 5);
        assert_eq!(waiting(harness.state()), badge, "{station:?}");
        harness.get_by_label("待领班日审 1");
        assert_eq!(harness.get_by_label(unread).accesskit_node().description().as_deref(), Some("17:31 待日审"));
    }
    // Two days on, a working day has passed.
    let mut late = shown(&house, Station::Counter, LEAD, 2 * 1_440);
    assert_eq!(late.get_by_label(unread).accesskit_node().description().as_deref(), Some("11-23 17:31 逾期未审"));
    let earlier = late.get_by_label("第 1 号 甲文员 → 庚值班").accesskit_node().description();
    assert_eq!(earlier.as_deref(), Some("11-23 17:31 逾期未审"));
    press(&mut late, unread);
    late.get_by_label("签名摘要 020202020202…");
    let command = Command::Review { sheet: id("sheet-1"), person: id(LEAD) };
    assert_eq!(sign(&mut late, "领班日审签字", LEAD), command.clone().into());
    act(&mut house, at(2 * 1_440), Station::Counter, LEAD, command);
    let read = shown(&house, Station::Counter, LEAD, 2 * 1_440);
    assert!(read.query_by_label(unread).is_none() && read.query_by_label_contains("待领班日审").is_none());
}

#[test]
fn h3_a_crew_passes_its_post_at_its_own_station() {
    let mut house = house();
    act(&mut house, at(-90), Station::Counter, CLERK, Command::TakeUp { post: Post::Counter });
    act(&mut house, at(0), Station::Counter, CLERK, Command::Open { sheet: id("crew-1"), post: Post::Counter });
    act(
        &mut house,
        at(1),
        Station::Counter,
        CLERK,
        Command::Count { sheet: id("crew-1"), item: id("counter-radio"), found: 2, note: None },
    );
    act(&mut house, at(2), Station::Counter, CLERK, Command::SignOutgoing { sheet: id("crew-1"), person: id(CLERK) });
    let mut harness = shown(&house, Station::Counter, CLERK_TWO, 3);
    press(&mut harness, "前台岗 甲文员 · 08:30 起 · 客服前台");
    let command = sign(&mut harness, "接班人签字", CLERK_TWO);
    assert_eq!(command, Command::SignIncoming { sheet: id("crew-1"), person: id(CLERK_TWO) }.into());
}

#[test]
fn what_was_typed_on_one_sheet_never_reaches_another() {
    let mut harness = shown(&counted(), Station::Counter, CLERK, EVENING - 5);
    fill(&mut harness, "特别事项", "只属于这一张");
    press(&mut harness, "前台岗 无人值班，请先上岗");
    press(&mut harness, "客服值班 甲文员 · 08:30 起 · 客服前台");
    assert!(harness.query_by_label("登记特别事项").is_none());
}

#[test]
fn nothing_lies_beside_the_window_or_over_another_at_any_size() {
    for language in Language::ALL {
        for (house, station, person) in
            [(open(), Station::Counter, CLERK), (refused(), Station::Counter, CLERK), (signed(), Station::ControlRoom, OPERATOR)]
        {
            everything_lies_inside(|| desk(&house, station, person, language, at(EVENING + 31)), handover_ui);
        }
    }
}

#[test]
fn every_page_draws_in_every_language_empty_and_full() {
    for language in Language::ALL {
        for house in [house(), on_duty(), open(), counted(), refused(), signed(), said(), complete()] {
            for (station, person) in [(Station::Counter, CLERK), (Station::ControlRoom, OPERATOR), (Station::Counter, LEAD)] {
                let mut harness = window(desk(&house, station, person, language, at(EVENING + 20)), handover_ui);
                assert_eq!(asked(&mut harness), []);
            }
        }
    }
}
#[test]
fn b21_what_was_read_back_stays_on_the_sheet_when_the_matter_is_long_finished() {
    let mut house = said();
    let take = Matters::Take {
        matter: id("matter-3"),
        kind: MatterKind::Complaint,
        class: Class::Major,
        unit: None,
        contact: name("样本访客"),
        telephone: None,
        what: text("电梯困人投诉"),
        about: None,
        due_at: Some(at(9_999)),
    };
    act(&mut house, at(EVENING), Station::ControlRoom, OPERATOR, take);
    let about = RecordRef::to(&id::<domain::registers::matters::Matter>("matter-3"));
    let back = Command::ReadBack {
        sheet: id("sheet-1"),
        about,
        owner: id(OPERATOR),
        next_step: line("马上回电话").into(),
    };
    act(&mut house, at(EVENING), Station::ControlRoom, OPERATOR, back);
    act(
        &mut house,
        at(EVENING + 1),
        Station::ControlRoom,
        OPERATOR,
        Command::SignIncoming { sheet: id("sheet-1"), person: id(OPERATOR) },
    );
    for command in [Matters::Claim { matter: id("matter-3") }, Matters::Finish { matter: id("matter-3"), result: line("已回复").into() }]
    {
        act(&mut house, at(EVENING + 2), Station::ControlRoom, OPERATOR, command);
    }
    let mut harness = shown(&house, Station::Counter, CLERK, EVENING + 5);
    press(&mut harness, "第 1 号 甲文员 → 庚值班");
    harness.get_by_label("庚值班：马上回电话");
    harness.get_by_label("已复述 2 / 2");
}
