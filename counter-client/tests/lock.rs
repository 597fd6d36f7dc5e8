//! The locked screen, and the dialog in which somebody changes their PIN.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use counter_client::console::Told;
use counter_client::desk::{Asked, Connection, Desk};
use counter_client::frame::frame_ui;
use counter_client::screens::SCREENS;
use domain::registers::staff::Command as Staff;
use domain::registers::visits::{Command as Visits, Host, Purpose};
use domain::{Command, Station};
use egui::{Event, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fixture::{CLERK, House, LEAD, MANAGER, OPERATOR, asked, fill, id, name, press, shows};
use look::theme::DESK;
use look::words::{Language, words};
use terminal::{ConsoleAnswer, ConsoleQuestion, Pins, RememberedPin};
use values::VisitCode;

fn whole(desk: Desk) -> Harness<'static, Desk> {
    drawn(desk, 1.0 / 60.0)
}

/// So many seconds pass with each frame.
fn drawn(desk: Desk, seconds: f32) -> Harness<'static, Desk> {
    let setup = |context: &egui::Context| look::theme::install(context, DESK);
    let builder = Harness::builder().with_size(vec2(1_440.0, 840.0)).with_step_dt(seconds).with_context_setup(setup);
    let mut harness = builder.build_ui_state(frame_ui, desk);
    harness.step();
    harness
}

fn seconds(harness: &mut Harness<'_, Desk>, count: usize) {
    for _ in 0..count {
        harness.step();
    }
}

fn touch(harness: &mut Harness<'_, Desk>, x: f32) {
    harness.event(Event::PointerMoved(pos2(x, 500.0)));
    harness.step();
}

/// A visitor is inside, whose name stands on the visitors' screen.
fn house() -> House {
    let mut house = House::new();
    let register = Visits::Register {
        visit: id("v1"),
        code: VisitCode::parse("010001").unwrap(),
        name: name("样本来客"),
        telephone: None,
        host: Host { unit: Some(id("1206")), whom: None },
        purpose: Purpose::Meeting,
        people: 1,
        children: 0,
        notice: None,
        mark: None,
        particulars: domain::registers::visits::Particulars::default(),
    };
    house.did(-30, Station::Counter, CLERK, register);
    house
}

fn at_visitors(station: Station, person: &str) -> Desk {
    let mut desk = house().desk(station, person, Language::ZhHans);
    desk.screen = 1;
    desk
}

/// The terminal locked since a minute, as the server has it.
fn locked() -> Harness<'static, Desk> {
    let mut house = house();
    house.did(-60, Station::Counter, CLERK, Staff::SignIn { person: id(CLERK) });
    house.did(-1, Station::Counter, "", Staff::Lock {});
    let mut desk = house.desk(Station::Counter, "", Language::ZhHans);
    desk.screen = 1;
    whole(desk)
}

fn with_pins(harness: &mut Harness<'_, Desk>) -> Vec<(Command, Option<String>)> {
    let all = harness.state_mut().take_asked().into_iter();
    let pin = |pins: Pins| Some(pins.first().to_owned()).filter(|pin| !pin.is_empty());
    all.map(|Asked { command, pins }| (command, pin(pins))).collect()
}

#[test]
fn after_five_minutes_without_a_touch_nothing_personal_is_shown_and_nothing_is_asked_twice() {
    for station in [Station::Counter, Station::ControlRoom] {
        let person = if station == Station::Counter { CLERK } else { OPERATOR };
        let mut harness = drawn(at_visitors(station, person), 1.0);
        seconds(&mut harness, 290);
        assert!(shows(&harness, "样本来客") && asked(&mut harness).is_empty());
        touch(&mut harness, 600.0);
        seconds(&mut harness, 290);
        assert!(shows(&harness, "样本来客"), "a touch begins the five minutes anew");
        seconds(&mut harness, 20);
        assert!(!shows(&harness, "样本来客"));
        assert!(shows(&harness, words(Language::ZhHans).staff.locked_line));
        assert_eq!(asked(&mut harness), [Command::from(Staff::Lock {})]);
        touch(&mut harness, 700.0);
        assert!(!shows(&harness, "样本来客"), "a touch does not unlock");
    }
}

#[test]
fn whoever_goes_locks_by_hand_and_open_dialogs_close() {
    let mut harness = whole(at_visitors(Station::Counter, CLERK));
    harness.state_mut().ask_to_sign("签字".into(), |_| Staff::SignOut {}.into());
    harness.state_mut().outbox_open = true;
    harness.state_mut().console.told = Some(Told::Pin { of: "甲文员".into(), pin: "482915".into() });
    harness.step();
    harness.state_mut().lock();
    harness.step();
    assert_eq!(asked(&mut harness), [Command::from(Staff::Lock {})]);
    assert!(!shows(&harness, "样本来客") && !shows(&harness, "482915") && harness.state().to_sign.is_none());
    let mut harness = whole(at_visitors(Station::Counter, CLERK));
    press(&mut harness, words(Language::ZhHans).staff.lock);
    assert!(!shows(&harness, "样本来客"));
}

#[test]
fn a_locked_terminal_is_unlocked_by_the_pin_of_who_is_signed_in_or_by_another_person_signing_in() {
    let w = words(Language::ZhHans);
    let mut harness = locked();
    assert!(shows(&harness, &(w.staff.locked_for)("甲文员")) && !shows(&harness, "样本来客"));
    fill(&mut harness, w.desk.pin, "482915");
    press(&mut harness, w.staff.unlock);
    let unlock = Staff::Unlock { person: id(CLERK), remembered: false };
    assert_eq!(with_pins(&mut harness), [(unlock.into(), Some("482915".to_owned()))]);

    let mut harness = locked();
    press(&mut harness, w.staff.somebody_else);
    fill(&mut harness, w.desk.number, LEAD);
    fill(&mut harness, w.desk.pin, "739164");
    press(&mut harness, w.desk.sign_in);
    assert_eq!(with_pins(&mut harness), [(Staff::SignIn { person: id(LEAD) }.into(), Some("739164".to_owned()))]);
}

#[test]
fn b28_without_the_server_the_screen_is_unlocked_by_what_it_remembers_and_not_otherwise() {
    let w = words(Language::ZhHans);
    let unlocked = |remembered: Option<RememberedPin>, pin: &str| {
        let mut harness = locked();
        harness.state_mut().connection = Connection::Offline { since: fixture::at(-2) };
        harness.state_mut().remembered = remembered;
        fill(&mut harness, w.desk.pin, pin);
        press(&mut harness, w.staff.unlock);
        with_pins(&mut harness)
    };
    let of = |person| RememberedPin::of(person, "482915");
    let unlock = Command::from(Staff::Unlock { person: id(CLERK), remembered: true });
    assert_eq!(unlocked(of(CLERK), "482915"), [(unlock, None)]);
    assert_eq!(unlocked(of(CLERK), "482916"), []);
    assert_eq!(unlocked(of(LEAD), "482915"), [], "of another person");
    assert_eq!(unlocked(None, "482915"), []);
}

#[test]
fn an_emergency_is_never_held_up_by_a_locked_screen() {
    let mut harness = locked();
    harness.state_mut().screen = SCREENS.iter().position(|s| s.without_sign_in).unwrap();
    harness.step();
    assert!(!shows(&harness, words(Language::ZhHans).staff.locked_line));
    assert!(shows(&harness, words(Language::ZhHans).emergencies.tab));
}

#[test]
fn who_signs_in_after_somebody_else_finds_nothing_that_was_typed() {
    let mut harness = whole(at_visitors(Station::Counter, CLERK));
    harness.state_mut().drafts.sign_in.number = "1001".into();
    let next = house().desk(Station::Counter, LEAD, Language::ZhHans);
    harness.state_mut().replica = next.replica;
    harness.step();
    assert_eq!(harness.state().drafts.sign_in.number, "");
}

#[test]
fn s2_a_new_pin_goes_to_the_server_once_it_is_fit_and_typed_twice() {
    let w = words(Language::ZhHans);
    let mut desk = house().desk(Station::Counter, "", Language::ZhHans);
    desk.drafts.sign_in.number = MANAGER.into();
    let mut harness = whole(desk);
    press(&mut harness, w.staff.change_pin);
    fill(&mut harness, w.staff.old_pin, "27100455");
    fill(&mut harness, w.staff.new_pin, "482915");
    assert!(shows(&harness, &(w.staff.pin_too_short)(8)), "told while it is typed");
    fill(&mut harness, w.staff.new_pin, "73");
    fill(&mut harness, w.staff.new_pin_again, "48291574");
    assert!(shows(&harness, w.staff.pins_differ));
    harness.state_mut().drafts.change_pin = None;
    harness.step();
    press(&mut harness, w.staff.change_pin);
    fill(&mut harness, w.staff.old_pin, "27100455");
    fill(&mut harness, w.staff.new_pin, "48291573");
    fill(&mut harness, w.staff.new_pin_again, "48291573");
    let button = harness.query_all_by_label(w.staff.change_pin).last().unwrap();
    button.click();
    harness.run();
    assert!(asked(&mut harness).is_empty(), "no command of the outbox carries a PIN for good");
    let (_, question) = harness.state_mut().console.take_asked().pop().unwrap();
    let ConsoleQuestion::ChangePin { number, pin, new_pin } = question else { panic!("another question") };
    assert_eq!((number.as_str(), pin.as_str(), new_pin.as_str()), (MANAGER, "27100455", "48291573"));
    harness.state_mut().console.sent(7, String::new());
    harness.state_mut().hear_console(7, &ConsoleAnswer::Changed);
    harness.run();
    assert!(harness.state().drafts.change_pin.is_none() && shows(&harness, w.staff.pin_changed));
}
