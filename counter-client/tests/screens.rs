//! Every screen in the whole window, in every language: empty, full, and while it burns.
//! Each draws without a character that no font has, with a name on everything that can be
//! used, and with nothing beside the window.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::desk::Desk;
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use domain::Station;
use domain::registers::handover::{Command as Handover, Post};
use domain::registers::keys::{Command as Keys, KeyKind};
use domain::registers::matters::{Class, Command as Matters, MatterKind};
use domain::registers::notices::{Command as Notices, NoticeKind, Wording};
use domain::registers::releases::{Check, Command as Releases, Fees, Goods, Standing};
use domain::registers::surveys::{Command as Surveys, Face};
use domain::registers::visits::{Command as Visits, Host, Purpose};
use domain::registers::{calls, emergencies};
use duty::{NOBODY, SIZES, act, sees};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, NOW, OPERATOR, at, id, line, name, telephone, text, told};
use look::words::{Language, words};
use terminal::{Bytes, Event};
use values::{PassNumber, Text, VisitCode};

/// The longest name that a form takes, and a character of Extension B (B-04).
const LONG: &str = "阿卜杜热合曼·买买提依明江·阿不力克木𠮷";

fn visits(house: &mut House) {
    for (count, (visit, who)) in (0_u64..).zip([("v1", LONG), ("v2", "王样本"), ("v3", "Dr. Alexandra Featherstonehaugh")]) {
        let register = Visits::Register {
            visit: id(visit),
            code: VisitCode::made_by(1, count),
            name: name(who),
            telephone: Some(telephone("13800005521")),
            host: Host { unit: Some(id("1206")), whom: Some(told("市场部样本经理")) },
            purpose: Purpose::Work,
            people: 12,
            children: 3,
            notice: None,
            mark: None,
            particulars: domain::registers::visits::Particulars::default(),
        };
        act(house, at(-50), Station::Counter, CLERK, register);
    }
    act(
        house,
        at(-40),
        Station::Counter,
        CLERK,
        Visits::IssuePass { visit: id("v2"), pass: PassNumber::parse("P12").unwrap() },
    );
    act(house, at(-30), Station::Counter, CLERK, Visits::SignOut { visit: id("v2"), pass_returned: false });
}

fn keys(house: &mut House) {
    let report = |loss: &str| Keys::ReportLoss {
        loss: id(loss),
        unit: None,
        unit_said: Some(told("十二楼最里面那一间，牌子上写的是远景样本科技")),
        kind: KeyKind::AccessCard,
        reporter: name(LONG),
        telephone: Some(telephone("13800005521")),
        lost_when: told("昨天傍晚下班之后到今天早上之间"),
        lost_where: told("地下二层停车场到大堂的路上"),
        reference: None,
    };
    act(house, at(-45), Station::Kiosk, NOBODY, report("l1"));
    let issue = Keys::Issue {
        issue: id("i1"),
        key: id("D-001"),
        to: name(LONG),
        telephone: None,
        why: told("入户维修厨房水龙头，业主电话同意，工程同行"),
        due_at: at(-5),
        person: Some(id(LEAD)),
        second: Some(id(CLERK)),
    };
    act(house, at(-120), Station::Counter, LEAD, issue);
}

/// Two slips as long as they get: one good, one that the gate has flagged.
fn releases(house: &mut House) {
    let goods = |n: u32| Goods {
        name: told(&format!("第 {n} 箱：会议室投影机、音响和话筒，连同全部线材和遥控器，外包装有裂口")),
        count: 999,
    };
    for release in ["s1", "s2"] {
        let issue = Releases::Issue {
            release: id(release),
            unit: id("1206"),
            carrier: name(LONG),
            telephone: Some(telephone("13800005521")),
            standing: Standing::ForOwner,
            checks: [Check::Declaration, Check::OwnerTelephoned].into(),
            goods: (1..=20).map(goods).collect(),
            plate: Some(told("样A00001")),
            exit: told("地下二层停车场三号柱旁的货运出口，经东侧货梯"),
            fees: Fees::Owed {
                reason: told("业主电话承诺月底前付清，客服经理同意先行放行")
            },
            replaces: None,
            person: id(LEAD),
        };
        act(house, at(-60), Station::Counter, LEAD, issue);
    }
    act(house, at(-50), Station::ControlRoom, OPERATOR, Releases::Confirm { release: id("s2"), counted: vec![1; 20] });
}

/// A notice as long as it gets, in long words, and one that is shown.
fn notices(house: &mut House) {
    let wording = |title: &str, text: String| Wording { title: line(title), text: Text::parse(&text).unwrap() };
    for notice in ["g1", "g2"] {
        let write = Notices::Write {
            notice: id(notice),
            kind: NoticeKind::Stoppage,
            zh: wording(&"关于大厦全楼停水检修生活水箱的通知".repeat(3), "恢复供水后请先放水片刻再使用，".repeat(20)),
            en: wording("No water on Wednesday morning: the tank is being repaired", "Please store some water. ".repeat(12)),
            from: at(0),
            until: at(9_000),
        };
        act(house, at(-60), Station::Counter, CLERK, write);
    }
    act(house, at(-50), Station::Counter, LEAD, Notices::Confirm { notice: id("g1"), written_at: at(-60) });
}

fn matters(house: &mut House) {
    let take = Matters::Take {
        matter: id("m1"),
        kind: MatterKind::Complaint,
        class: Class::Major,
        unit: Some(id("1206")),
        contact: name(LONG),
        telephone: None,
        what: text("会议室空调噪音很大，已经影响客户会议，上周报过一次没有人来看，这次要求当天答复"),
        about: Some(told("空调机组和夜班值班人员")),
        due_at: Some(at(30)),
    };
    act(house, at(-35), Station::ControlRoom, OPERATOR, take);
    act(house, at(-34), Station::ControlRoom, OPERATOR, Matters::Claim { matter: id("m1") });
}

/// Something of everything, as long as it gets.
fn full() -> House {
    let mut house = duty::house();
    act(&mut house, at(-90), Station::Counter, CLERK, Handover::TakeUp { post: Post::Desk });
    visits(&mut house);
    keys(&mut house);
    releases(&mut house);
    notices(&mut house);
    matters(&mut house);
    for (minute, face) in (0..).zip([Face::VeryHappy, Face::Happy, Face::Happy, Face::VeryHappy, Face::Unhappy, Face::Happy]) {
        let answer = format!("a{minute}");
        let touch = Surveys::Answer {
            answer: id(&answer),
            form: id("2026-1"),
            area: "repair".into(),
            face,
            sitting: id(&format!("s{minute}")),
            matter: None,
        };
        act(&mut house, at(minute - 100), Station::Kiosk, NOBODY, touch);
        act(
            &mut house,
            at(minute - 100),
            Station::Kiosk,
            NOBODY,
            Surveys::AddWord { answer: id(&answer), word: text("师傅很快就到了") },
        );
    }
    act(&mut house, at(-20), Station::Counter, CLERK, Handover::Open { sheet: id("sheet-1"), post: Post::Desk });
    let special = Handover::Special {
        sheet: id("sheet-1"),
        special: id("special-1"),
        what: told("消防检查明早 9 点"),
        told: told("样本领班"),
    };
    act(&mut house, at(-19), Station::Counter, CLERK, special);
    house
}

/// As full, and a fire rings, a visitor calls, nobody knows of the loss, a kiosk is away.
fn alarm() -> House {
    let mut house = full();
    let start = emergencies::Command::Start {
        run: id("r1"),
        procedure: id("fire"),
        place: Some(told("地下二层停车场三号柱旁的配电间")),
        drill: false,
        name: Some(name(LONG)),
    };
    act(&mut house, NOW, Station::ControlRoom, NOBODY, start);
    act(&mut house, NOW, Station::Kiosk, NOBODY, calls::Command::Ring { call: id("c1") });
    house
}

/// Everything that somebody can use.
const USED: [Role; 12] = [
    Role::Button,
    Role::DefaultButton,
    Role::Link,
    Role::Tab,
    Role::ListItem,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::PasswordInput,
    Role::SearchInput,
];

#[track_caller]
fn is_fine(harness: &Harness<'_, Desk>, width: f32, what: &str) {
    let mut used = 0;
    for role in USED {
        for node in harness.query_all_by_role(role) {
            used += 1;
            let named = node.accesskit_node().label().is_some_and(|name| !name.trim().is_empty());
            assert!(named, "{what}: a nameless {role:?} at {:?}", node.rect());
        }
    }
    assert!(used >= SCREENS.len() - 1, "{what}: the tabs at least can be used");
    for role in USED.into_iter().chain([Role::Label, Role::Heading, Role::Alert]) {
        for node in harness.query_all_by_role(role) {
            let rect = node.rect();
            let inside = rect.left() >= -0.5 && rect.right() <= width + 0.5;
            assert!(inside, "{what}: {:?} at {rect:?} in a window of {width}", node.accesskit_node().label());
        }
    }
}

fn window(desk: Desk, (width, height): (f32, f32)) -> Harness<'static, Desk> {
    let setup = |context: &egui::Context| look::theme::install(context, look::theme::DESK);
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_context_setup(setup)
        .build_ui_state(frame_ui, desk);
    harness.run_ok();
    harness
}

/// Every screen of one house, at the smallest and at the usual size, at both stations.
fn every_screen_is_fine(house: &House, what: &str, there: &[Station]) {
    for language in Language::ALL {
        for (station, person) in [(Station::Counter, LEAD), (Station::ControlRoom, OPERATOR)] {
            let size = if station == Station::Counter { SIZES[0] } else { SIZES[1] };
            for (index, screen) in SCREENS.iter().enumerate() {
                let mut desk = house.desk(station, person, language);
                sees(&mut desk, there);
                desk.screen = index;
                let harness = window(desk, size);
                let tab = (screen.name)(words(language));
                let has_tab = screen.stations.contains(&station);
                is_fine(&harness, size.0, &format!("{what}, {station:?}, {tab}"));
                let shown = harness.query_all_by_role(Role::Tab).any(|n| n.accesskit_node().label().as_deref() == Some(tab));
                assert_eq!(shown, has_tab, "{tab} at {station:?}");
            }
        }
    }
}

const ALL: [Station; 3] = [Station::Kiosk, Station::Counter, Station::ControlRoom];

#[test]
fn every_screen_draws_while_there_is_nothing() {
    every_screen_is_fine(&House::empty(), "empty", &ALL);
}

#[test]
fn every_screen_draws_while_there_is_everything() {
    every_screen_is_fine(&full(), "full", &ALL);
}

#[test]
fn every_screen_draws_under_its_alarms() {
    every_screen_is_fine(&alarm(), "alarm", &[Station::Counter, Station::ControlRoom]);
}

#[test]
fn every_screen_but_the_alarms_asks_who_is_there_and_the_card_draws() {
    for language in Language::ALL {
        for (index, screen) in SCREENS.iter().enumerate() {
            let mut desk = alarm().desk(Station::Counter, NOBODY, language);
            desk.screen = index;
            let harness = window(desk, SIZES[0]);
            is_fine(&harness, SIZES[0].0, "nobody signed in");
            let card = harness.query_by_label(words(language).desk.sign_in_title).is_some();
            assert_eq!(card, !screen.without_sign_in, "{}", (screen.name)(words(language)));
        }
    }
}

#[test]
fn what_cannot_be_read_is_kept_counted_and_told_at_the_foot() {
    for language in Language::ALL {
        let mut desk = full().desk(Station::Counter, LEAD, language);
        let told = (words(language).desk.unreadable)(1);
        assert!(window(full().desk(Station::Counter, LEAD, language), SIZES[0]).query_by_label(&told).is_none());
        let revision = desk.replica.revision() + 1;
        let newer = Some(Bytes::from_static(br#"{"parcel":{"id":"p1"}}"#));
        let commit = Event::Commit {
            revision,
            at_ms: NOW.0,
            changes: vec![("parcel/p1".into(), newer)],
            command: "parcels.take".into(),
            terminal: "counter-2".into(),
            incarnation: Bytes::new(),
            seq: 1,
        };
        assert_eq!(desk.replica.take(commit), None);
        assert_eq!(desk.replica.unreadable(), 1);
        assert!(window(desk, SIZES[0]).query_by_label(&told).is_some());
    }
}

#[test]
fn a_server_without_room_is_told_on_every_desk_until_it_has_some() {
    for language in Language::ALL {
        let told = words(language).desk.emergencies_only;
        for (emergencies_only, size) in [(true, SIZES[0]), (false, SIZES[0])] {
            let mut desk = full().desk(Station::Counter, LEAD, language);
            let revision = desk.replica.revision();
            let bookmark = Event::Bookmark {
                revision,
                digest: Bytes::new(),
                clock_ms: NOW.0,
                connected: Vec::new(),
                resume_floor: 1,
                emergencies_only,
                doubted_clock_ms: 0,
                head: Bytes::new(),
            };
            assert_eq!(desk.replica.take(bookmark), None);
            assert_eq!(window(desk, size).query_by_label(told).is_some(), emergencies_only);
        }
    }
}
