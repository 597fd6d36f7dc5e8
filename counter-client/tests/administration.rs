//! The screen of people and machines: what managers may change, and how they sign for it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use counter_client::console::Told;
use counter_client::desk::{Desk, Signed};
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use counter_client::screens::administration::administration_ui;
use domain::registers::staff::Command as Staff;
use domain::registers::terminals::Command as Terminals;
use domain::rights::Role;
use domain::{Command, Station};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fixture::{CLERK, House, LEAD, MANAGER, asked, at, fill, id, line, picture, press, screen, shows};
use look::words::{Language, words};
use terminal::{ConsoleAnswer, ConsoleQuestion};
use values::{PersonName, StaffNumber};

fn opened(language: Language) -> Harness<'static, Desk> {
    screen(House::new().desk(Station::Counter, CLERK, language), administration_ui)
}

/// The command that the manager's signature would make.
fn signed(harness: &mut Harness<'_, Desk>) -> Command {
    let to_sign = harness.state_mut().to_sign.take().expect("a signature is asked for");
    let Signed::Command(make) = to_sign.then else { panic!("a command is signed") };
    let command = make(id(MANAGER), None);
    assert_eq!(harness.state().why_not(&command), None, "{}", command.name());
    command
}

fn question(harness: &mut Harness<'_, Desk>) -> ConsoleQuestion {
    let to_sign = harness.state_mut().to_sign.take().expect("a signature is asked for");
    let Signed::Question(_, make) = to_sign.then else { panic!("a question is signed") };
    make(MANAGER.into(), "48291573".to_owned().into())
}

#[test]
fn s2_a_colleague_is_added_changed_and_marked_as_left_by_a_managers_signature() {
    let w = words(Language::ZhHans);
    let roles = &w.refusals.roles;
    let mut harness = opened(Language::ZhHans);
    press(&mut harness, w.staff.add_person);
    fill(&mut harness, w.desk.number, "2001");
    fill(&mut harness, w.staff.name, "样本新人");
    press(&mut harness, roles[0]);
    press(&mut harness, w.staff.save);
    let name = PersonName::parse("样本新人").unwrap();
    let (by, number) = (id(MANAGER), StaffNumber::parse("2001").unwrap());
    let added = Staff::Add { by, number, name, roles: [Role::Clerk].into() };
    assert_eq!(signed(&mut harness), added.into());

    press(&mut harness, "1001 · 甲文员 客服助理");
    press(&mut harness, roles[10]);
    press(&mut harness, w.staff.presence[1]);
    press(&mut harness, w.staff.save);
    let (by, name) = (id(MANAGER), PersonName::parse("甲文员").unwrap());
    let edited = Staff::Edit {
        by,
        person: id(CLERK),
        name,
        roles: [Role::Clerk, Role::Finance].into(),
        left: true,
    };
    assert_eq!(signed(&mut harness), edited.into());
    assert!(harness.query_by_label(w.staff.give_pin).is_none(), "no PIN for who has left");
}

#[test]
fn s2_a_fresh_pin_is_shown_once_and_gone_when_it_is_closed() {
    let w = words(Language::ZhHans);
    let mut harness = opened(Language::ZhHans);
    press(&mut harness, "1001 · 甲文员 客服助理");
    press(&mut harness, w.staff.give_pin);
    let ConsoleQuestion::GivePin { number, to, .. } = question(&mut harness) else { panic!("another question") };
    assert_eq!((number.as_str(), to.as_str()), (MANAGER, CLERK));
    let mut desk = House::new().desk(Station::Counter, CLERK, Language::ZhHans);
    desk.console.sent(3, "甲文员".into());
    desk.hear_console(2, &ConsoleAnswer::Pin("111111".into()));
    assert!(desk.console.told.is_none(), "the answer to another question");
    desk.hear_console(3, &ConsoleAnswer::Pin("482915".into()));
    let mut harness = screen(desk, frame_ui);
    assert!(shows(&harness, "482915") && shows(&harness, &(w.staff.pin_given)("甲文员")));
    press(&mut harness, w.common.close);
    assert!(!shows(&harness, "482915"));
}

#[test]
fn s1_machines_are_renamed_revoked_and_paired_by_a_managers_signature() {
    let w = words(Language::En);
    let mut harness = opened(Language::En);
    press(&mut harness, w.staff.sides[1]);
    press(&mut harness, "kiosk-1 Kiosk");
    fill(&mut harness, w.staff.machine_name, " east");
    press(&mut harness, w.staff.rename);
    let renamed = Terminals::Rename { terminal: id("kiosk-1"), name: line("kiosk-1 east"), by: Some(id(MANAGER)) };
    assert_eq!(signed(&mut harness), renamed.into());
    press(&mut harness, w.staff.revoke);
    assert_eq!(signed(&mut harness), Terminals::Revoke { terminal: id("kiosk-1"), by: Some(id(MANAGER)) }.into());

    press(&mut harness, w.staff.add_machine);
    press(&mut harness, w.staff.stations[2]);
    fill(&mut harness, w.staff.machine_name, "East gate");
    press(&mut harness, w.staff.get_code);
    let ConsoleQuestion::OfferTerminal { station, name, .. } = question(&mut harness) else { panic!("another question") };
    assert_eq!((station.as_str(), name.as_str()), ("control_room", "East gate"));
}

#[test]
fn a_lead_takes_a_kiosk_out_of_service_and_back_at_the_counter() {
    let w = words(Language::ZhHans);
    let mut house = House::new();
    let kiosk = || id("kiosk-1");
    let page = |house: &House, station: Station, person: &str| {
        let mut harness = screen(house.desk(station, person, Language::ZhHans), administration_ui);
        press(&mut harness, w.staff.sides[1]);
        let row = harness.query_all_by_label_contains("kiosk-1").next().unwrap();
        row.click();
        harness.run();
        harness
    };
    let mut lead = page(&house, Station::Counter, LEAD);
    press(&mut lead, w.staff.begin_maintenance);
    assert_eq!(asked(&mut lead), [Terminals::BeginMaintenance { terminal: kiosk() }.into()]);
    let clerk = page(&house, Station::Counter, CLERK);
    assert!(clerk.get_by_label(w.staff.begin_maintenance).accesskit_node().is_disabled());
    let control_room = page(&house, Station::ControlRoom, LEAD);
    assert!(!shows(&control_room, w.staff.begin_maintenance));

    house.did(0, Station::Counter, LEAD, Terminals::BeginMaintenance { terminal: kiosk() });
    let mut lead = page(&house, Station::Counter, LEAD);
    let row = lead.query_all_by_label_contains("kiosk-1").find_map(|node| node.accesskit_node().description());
    assert_eq!(row.as_deref(), Some(w.staff.in_maintenance));
    assert!(shows(&lead, &(w.staff.maintained_by)("乙领班", "10:00")));
    press(&mut lead, w.staff.end_maintenance);
    assert_eq!(asked(&mut lead), [Terminals::EndMaintenance { terminal: kiosk() }.into()]);
}

#[test]
fn s1_a_code_is_shown_as_a_picture_and_in_groups_with_its_end() {
    for language in Language::ALL {
        let w = words(language);
        let mut desk = House::new().desk(Station::Counter, CLERK, language);
        let (of, code) = ("East gate".to_owned(), "ABCDE-FGHJK-MNPQR-STVWX-YZ012-3456".to_owned());
        desk.console.told = Some(Told::Code { of, code: code.clone(), until: at(10) });
        let harness = screen(desk, frame_ui);
        assert!(shows(&harness, &code) && shows(&harness, w.staff.code_picture));
        assert!(shows(&harness, &(w.staff.code_given_line)("10:10")));
    }
}

#[test]
fn the_screen_has_its_tab() {
    let screens: Vec<&str> = SCREENS.iter().map(|s| (s.name)(words(Language::En))).collect();
    assert!(screens.contains(&words(Language::En).staff.tab), "{screens:?}");
}

#[test]
#[ignore = "draws pictures, for people to look at"]
fn draws_people_machines_and_what_is_told_once() {
    for language in Language::ALL {
        let w = words(language);
        let whole = |desk: Desk| screen(desk, frame_ui);
        let opened = || {
            let mut desk = House::new().desk(Station::Counter, CLERK, language);
            desk.screen = SCREENS.iter().position(|s| (s.name)(w) == w.staff.tab).unwrap();
            desk
        };
        let mut harness = whole(opened());
        let role = w.refusals.roles[0];
        press(&mut harness, &format!("1001 · 甲文员 {role}"));
        picture(&mut harness, &format!("people-{language:?}"));
        press(&mut harness, w.staff.sides[1]);
        press(&mut harness, w.staff.add_machine);
        picture(&mut harness, &format!("machines-{language:?}"));
        let mut desk = opened();
        let code = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-3456".to_owned();
        desk.console.told = Some(Told::Code { of: "East gate".into(), code, until: at(10) });
        picture(&mut whole(desk), &format!("code-{language:?}"));
        let mut desk = opened();
        desk.lock();
        let mut harness = whole(desk);
        picture(&mut harness, &format!("locked-{language:?}"));
        harness.state_mut().change_own_pin();
        harness.run();
        picture(&mut harness, &format!("change-pin-{language:?}"));
    }
}
