use super::*;
use crate::fixture::*;
use crate::registers::terminals;
use crate::rights;

fn report(report: &str, device: Device, trouble: Option<Trouble>) -> Command {
    Command::Report { report: id(report), device, trouble }
}

/// Kiosk, device, trouble and since when, of everything that is wrong.
fn wrong(state: &State) -> Vec<(&str, Device, Trouble, At)> {
    state.device_trouble.iter().map(|d| (d.terminal.as_str(), d.device, d.trouble, d.since)).collect()
}

#[test]
fn a_trouble_stands_once_for_each_kiosk_and_device_until_the_device_works_again() {
    let mut state = state();
    let printer = |id, trouble| report(id, Device::Printer, trouble);
    check(&state, printer("d0", None), &kiosk(), Expect::Already);
    done(&mut state, printer("d1", Some(Trouble::PaperLow)), &kiosk().minute(1));
    check(&state, printer("d2", Some(Trouble::PaperLow)), &kiosk().minute(2), Expect::Already);
    done(&mut state, printer("d3", Some(Trouble::OutOfPaper)), &kiosk().minute(3));
    done(&mut state, report("d4", Device::Light, Some(Trouble::Unplugged)), &kiosk().minute(4));
    done(&mut state, printer("d5", Some(Trouble::CoverOpen)), &kiosk().terminal("kiosk-2").minute(5));
    let all = [
        ("kiosk-1", Device::Printer, Trouble::OutOfPaper, at(3)),
        ("kiosk-1", Device::Light, Trouble::Unplugged, at(4)),
        ("kiosk-2", Device::Printer, Trouble::CoverOpen, at(5)),
    ];
    assert_eq!(wrong(&state), all);
    done(&mut state, printer("d6", None), &kiosk().minute(6));
    assert_eq!(wrong(&state), all[1..], "only this kiosk's own printer works again");
    check(&state, printer("d7", None), &kiosk().minute(7), Expect::Already);
}

#[test]
fn the_troubles_of_a_kiosk_go_with_its_admission() {
    let mut state = state();
    done(&mut state, report("d1", Device::Printer, Some(Trouble::Unplugged)), &kiosk());
    done(&mut state, report("d2", Device::Printer, Some(Trouble::Unplugged)), &kiosk().terminal("kiosk-2"));
    let revoke = terminals::Command::Revoke { terminal: id("kiosk-1"), by: None };
    done(&mut state, revoke, &stamp(crate::Station::Operator, ""));
    assert_eq!(wrong(&state).iter().map(|(kiosk, ..)| *kiosk).collect::<Vec<_>>(), ["kiosk-2"]);
}

#[test]
fn only_a_kiosk_reports_its_devices() {
    let state = state();
    for stamp in [counter(CLERK), control_room(OPERATOR), clock()] {
        let law = crate::Refusal::Right(rights::Refusal::NotAtThisStation);
        check(&state, report("d1", Device::Printer, Some(Trouble::Unplugged)), &stamp, Expect::No(law));
    }
}
