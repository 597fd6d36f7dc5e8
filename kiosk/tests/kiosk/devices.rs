//! What hangs on the kiosk: the slip of a visit, one scan that signs out, and what the control room is told.

use std::sync::mpsc::channel;
use std::time::Duration;

use ::devices::light::Signal;
use ::devices::printer::Address;
use ::devices::printer::simulated::{Condition, Simulated};
use ::devices::slip::Slip;
use ::devices::speaker::{Chime, Prompt, Sound};
use ::devices::{Device, Report, Trouble};
use egui::{Event, Key};
use kiosk::devices::machine::{Machine, Setup};
use look::words::Language;
use proto::v1::submission::What;
use proto::v1::{self, KioskDevice, KioskRefusal, LeaveVisit};
use terminal::LobbyOutcome;

use crate::hall::{Screen, answer, evacuation, hall, hear, keys, lobby, offline, restart, said, sent, shows, silent, tap, wait};
use crate::stops::{leave, name, registered};

const CODE: &str = "07123440506070";

/// A device says something.
pub fn says(screen: &mut Screen, report: Report) {
    let hall = screen.state_mut();
    hall.kiosk.hear_device(report, hall.now);
    screen.run();
}

pub fn with_printer(screen: &mut Screen) {
    says(screen, Report::State(Device::Printer, None));
}

fn slip(screen: &mut Screen) -> Option<(u64, Slip)> {
    screen.state_mut().kiosk.next_slip()
}

fn sounds(screen: &mut Screen) -> Vec<Sound> {
    std::iter::from_fn(|| screen.state_mut().kiosk.next_sound()).collect()
}

/// As a scanner types it.
fn scan(screen: &mut Screen, digits: &str) {
    for digit in digits.chars() {
        screen.event(Event::Text(digit.into()));
    }
    screen.key_press(Key::Enter);
    screen.run();
}

fn troubles(screen: &Screen) -> Vec<(KioskDevice, v1::Trouble)> {
    let trouble = |what: What| if let What::DeviceTrouble(told) = what { Some((told.device(), told.trouble())) } else { None };
    sent(screen).into_iter().filter_map(trouble).collect()
}

/// What is in the QR codes of the visits that were registered.
fn codes(screen: &Screen) -> Vec<String> {
    let scanned = |what: What| if let What::RegisterVisit(visit) = what { Some(format!("{}{}", visit.code, visit.mark)) } else { None };
    sent(screen).into_iter().filter_map(scanned).collect()
}

#[test]
fn v1_the_slip_of_a_visit_is_printed_by_itself_and_the_visitor_is_told_what_became_of_it() {
    let words = &look::words::words(Language::ZhHans).kiosk.devices;
    for (printed, told) in
        [(Ok(()), words.take_slip), (Err(Trouble::OutOfPaper), words.out_of_paper), (Err(Trouble::Unplugged), words.no_slip)]
    {
        let mut screen = hall();
        with_printer(&mut screen);
        registered(&mut screen);
        assert!(slip(&mut screen).is_none(), "the server has not taken the code yet");
        answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        assert!(shows(&screen, words.printing));
        let (number, slip_of_it) = slip(&mut screen).unwrap();
        assert_eq!(codes(&screen), std::slice::from_ref(&slip_of_it.scanned));
        assert_eq!(slip_of_it.code.replace(' ', ""), slip_of_it.scanned[..6]);
        assert!(
            slip_of_it.property == "云塔大厦" && slip_of_it.facts.iter().any(|fact| fact.contains("1206")),
            "{:?}",
            slip_of_it.facts
        );
        says(&mut screen, Report::Printed(number, printed));
        assert!(shows(&screen, told) && !shows(&screen, words.printing), "{printed:?}");
        assert!(slip(&mut screen).is_none(), "once");
    }
}

#[test]
fn b07_without_a_connection_the_slip_is_printed_at_once_and_without_a_printer_nothing_is_said() {
    let mut screen = hall();
    with_printer(&mut screen);
    registered(&mut screen);
    assert!(slip(&mut screen).is_none(), "the server may still say that the code is taken");
    offline(&mut screen);
    assert!(slip(&mut screen).is_some());
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert!(slip(&mut screen).is_none(), "once");

    let mut screen = hall();
    registered(&mut screen);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    let words = &said(&screen).kiosk.devices;
    assert!(slip(&mut screen).is_none() && !shows(&screen, words.printing));
}

#[test]
fn a_code_that_was_taken_is_on_no_slip() {
    let mut screen = hall();
    with_printer(&mut screen);
    registered(&mut screen);
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::AskTheCounter);
    assert!(slip(&mut screen).is_none());
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    let (_, printed) = slip(&mut screen).unwrap();
    let [first, second] = codes(&screen).try_into().unwrap();
    assert!(printed.scanned == second && first != second);
}

#[test]
fn b09_one_scan_on_the_home_page_signs_out() {
    let mut screen = hall();
    scan(&mut screen, CODE);
    assert_eq!(sent(&screen), [What::LeaveVisit(LeaveVisit { code: "071234".to_owned(), shown: "40506070".to_owned() })]);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert!(shows(&screen, said(&screen).kiosk.leave.thanks));
    assert_eq!(screen.state().taps, 0);
}

#[test]
fn b09_a_scan_on_the_leaving_page_takes_the_place_of_what_was_typed() {
    let mut screen = hall();
    leave(&mut screen);
    keys(&mut screen, "99");
    scan(&mut screen, CODE);
    assert_eq!(sent(&screen), [What::LeaveVisit(LeaveVisit { code: "071234".to_owned(), shown: "40506070".to_owned() })]);
    scan(&mut screen, CODE);
    assert_eq!(sent(&screen).len(), 1, "while the server looks, another scan is nothing new");
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    scan(&mut screen, "07654310203040");
    assert_eq!(sent(&screen).len(), 2, "the next visitor need not wait for the farewell to go");
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
    scan(&mut screen, CODE);
    assert_eq!(sent(&screen).len(), 3, "whoever was not recognised scans again");
}

#[test]
fn a_scan_that_is_none_of_ours_or_on_another_page_changes_nothing() {
    let mut screen = hall();
    scan(&mut screen, "6901234567892");
    assert!(screen.state().kiosk.is_home() && sent(&screen).is_empty());

    name(&mut screen);
    scan(&mut screen, CODE);
    assert!(!shows(&screen, "0712") && sent(&screen).is_empty());

    let mut screen = hall();
    let mut burning = lobby();
    burning.evacuation = Some(evacuation(false));
    hear(&mut screen, terminal::LobbyEvent::Lobby(burning));
    scan(&mut screen, CODE);
    assert!(sent(&screen).is_empty(), "nobody signs out by a scan while the building is left");
}

#[test]
fn the_control_room_is_told_of_a_trouble_once_and_of_its_end() {
    let mut screen = hall();
    says(&mut screen, Report::Absent(Device::Light));
    says(&mut screen, Report::State(Device::Printer, Some(Trouble::OutOfPaper)));
    screen.run();
    let first = [(KioskDevice::Light, v1::Trouble::Unspecified), (KioskDevice::Printer, v1::Trouble::OutOfPaper)];
    assert_eq!(troubles(&screen), first);
    says(&mut screen, Report::State(Device::Printer, None));
    assert_eq!(troubles(&screen).len(), 2, "not oftener than once a minute");
    wait(&mut screen, 60);
    assert_eq!(troubles(&screen)[2..], [(KioskDevice::Printer, v1::Trouble::Unspecified)]);
}

#[test]
fn the_light_says_whether_the_kiosk_can_be_used() {
    let mut screen = silent(Language::ZhHans, [1080.0, 1920.0], 1.0);
    assert_eq!(screen.state().kiosk.signal(), Signal::Off);
    screen = hall();
    assert_eq!(screen.state().kiosk.signal(), Signal::Ready);
    says(&mut screen, Report::State(Device::Printer, Some(Trouble::PaperLow)));
    assert_eq!(screen.state().kiosk.signal(), Signal::Attention);
    with_printer(&mut screen);
    assert_eq!(screen.state().kiosk.signal(), Signal::Ready);
    let call = said(&screen).kiosk.shell.call;
    tap(&mut screen, call);
    assert_eq!(screen.state().kiosk.signal(), Signal::Attention);
    let mut burning = lobby();
    burning.evacuation = Some(evacuation(true));
    hear(&mut screen, terminal::LobbyEvent::Lobby(burning));
    assert_eq!(screen.state().kiosk.signal(), Signal::Evacuation);
    assert!(sounds(&mut screen).contains(&Sound::Say(Prompt::Evacuation, "zh")));
}

#[test]
fn what_was_done_and_what_was_not_is_heard_and_a_report_of_a_device_is_not() {
    let mut screen = hall();
    with_printer(&mut screen);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert_eq!(sounds(&mut screen), [], "nobody waits for that answer");
    scan(&mut screen, CODE);
    answer(&mut screen, LobbyOutcome::Refused, KioskRefusal::UnknownCode);
    assert_eq!(sounds(&mut screen), [Sound::Chime(Chime::NotDone), Sound::Say(Prompt::NotDone, "zh")]);
    screen.state_mut().now.up += Duration::from_secs(5);
    scan(&mut screen, CODE);
    answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
    assert_eq!(sounds(&mut screen), [Sound::Chime(Chime::Done), Sound::Say(Prompt::SignedOut, "zh")]);
}

/// The whole way, but for the window and the link: from the file to what lies in the printer's tray.
#[test]
fn v1_a_kiosk_whose_file_names_a_printer_prints_on_it_and_says_when_its_paper_is_out() {
    let printer = Simulated::start(Condition::Fine).unwrap();
    let Address::Tcp(address) = printer.address() else { panic!("a simulated printer is on the loopback") };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("devices.toml"), format!("[printer]\nport = \"tcp:{address}\"\n")).unwrap();
    let (wake, woken) = channel();
    let mut machine = Machine::start(&Setup::of_directory(folder.path()), move || wake.send(()).unwrap_or_default());
    let mut screen = hall();
    let words = &said(&screen).kiosk.devices;
    for (condition, told) in [(Condition::Fine, words.take_slip), (Condition::OutOfPaper, words.out_of_paper)] {
        printer.becomes(condition);
        restart(&mut screen, Language::ZhHans);
        with_printer(&mut screen);
        registered(&mut screen);
        answer(&mut screen, LobbyOutcome::Committed, KioskRefusal::Unspecified);
        assert!(shows(&screen, words.printing), "the page is there before the slip");
        machine.serve(&mut screen.state_mut().kiosk);
        while !shows(&screen, told) {
            woken.recv_timeout(Duration::from_secs(60)).expect(told);
            let hall = screen.state_mut();
            machine.tell(&mut hall.kiosk, hall.now);
            screen.run();
        }
        assert_eq!(printer.printed().len(), 1);
    }
}

#[test]
fn what_a_kiosk_cannot_yet_tell_or_its_disk_does_not_take_is_told_later() {
    let mut screen = silent(Language::ZhHans, [1080.0, 1920.0], 1.0);
    says(&mut screen, Report::State(Device::Printer, Some(Trouble::Unplugged)));
    assert_eq!(troubles(&screen), [], "it was never connected");
    screen.state_mut().disk = false;
    crate::stops::connect(&mut screen);
    let told = (KioskDevice::Printer, v1::Trouble::Unplugged);
    assert_eq!(troubles(&screen), [told]);
    screen.state_mut().disk = true;
    wait(&mut screen, 60);
    assert_eq!(troubles(&screen), [told, told]);
    wait(&mut screen, 600);
    assert_eq!(troubles(&screen).len(), 2);
}
