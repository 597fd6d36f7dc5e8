//! What is wrong with a kiosk's device is seen at every desk, also what was found out while the
//! server was away, and goes when the device works again.

use domain::Station;
use domain::registers::devices::{Device, Trouble};
use proto::v1::submission::What;
use proto::v1::{self, KioskDevice};
use terminal::LobbyOutcome;
use tests::harness::{Property, Staff};

fn told(device: KioskDevice, trouble: v1::Trouble) -> What {
    What::DeviceTrouble(v1::DeviceTrouble { device: device.into(), trouble: trouble.into() })
}

/// Kiosk, device and trouble of everything that is wrong.
fn wrong(staff: &Staff) -> Vec<(String, Device, Trouble)> {
    staff.state().device_trouble.iter().map(|d| (d.terminal.to_string(), d.device, d.trouble)).collect()
}

#[test]
fn a_trouble_of_a_kiosks_device_is_seen_at_both_stations_until_it_works_again() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut counter = property.staff(Station::Counter, "counter 1");
    let mut control = property.staff(Station::ControlRoom, "control room");
    kiosk.cable.cut();
    kiosk.until("word that the server is away", |k| !k.is_online());
    let first = kiosk.submit(told(KioskDevice::Printer, v1::Trouble::PaperLow));
    let last = kiosk.submit(told(KioskDevice::Printer, v1::Trouble::OutOfPaper));
    kiosk.cable.heal();
    for seq in [first, last] {
        assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    }
    let empty = [(kiosk.id.to_string(), Device::Printer, Trouble::OutOfPaper)];
    counter.until("the trouble", |s| wrong(s) == empty);
    control.until("the trouble", |s| wrong(s) == empty);
    let seq = kiosk.submit(told(KioskDevice::Printer, v1::Trouble::Unspecified));
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    control.until("its end", |s| wrong(s).is_empty());
}

#[test]
fn a_word_of_a_newer_kiosk_is_never_taken_for_nothing() {
    let property = Property::new();
    let mut kiosk = property.kiosk("kiosk 1");
    let mut counter = property.staff(Station::Counter, "counter 1");
    let newer = |device, trouble| What::DeviceTrouble(v1::DeviceTrouble { device, trouble });
    let seq = kiosk.submit(newer(KioskDevice::Light.into(), 99));
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Committed);
    counter.until("the trouble", |s| wrong(s) == [(kiosk.id.to_string(), Device::Light, Trouble::NotReady)]);
    let seq = kiosk.submit(newer(99, v1::Trouble::Unplugged.into()));
    assert_eq!(kiosk.answer(seq).0, LobbyOutcome::Unreadable, "nobody could say of which device");
}
