//! The bar that says at both desks what is wrong with a device of a kiosk.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "fixture/duty.rs"]
mod duty;
mod fixture;

use counter_client::alarms::{Alarm, Kind, Severity, alarms};
use domain::Station;
use domain::registers::devices::{Command, Device, Trouble};
use duty::{NOBODY, act, desk, house};
use fixture::{House, NOW, OPERATOR, at, id};
use look::words::Language;

fn report(house: &mut House, minute: i64, device: Device, trouble: Trouble) {
    let command = Command::Report { report: id("d1"), device, trouble: Some(trouble) };
    act(house, at(minute), Station::Kiosk, NOBODY, command);
}

fn bars(house: &House, station: Station, person: &str, language: Language) -> Vec<Alarm> {
    alarms(&desk(house, station, person, language, NOW))
        .into_iter()
        .filter(|alarm| alarm.kind == Kind::Device)
        .collect()
}

#[test]
fn both_desks_see_which_device_has_what_and_since_when() {
    let mut house = house();
    report(&mut house, -18, Device::Printer, Trouble::OutOfPaper);
    for (station, person) in [(Station::Counter, NOBODY), (Station::ControlRoom, OPERATOR)] {
        let bars = bars(&house, station, person, Language::ZhHans);
        assert_eq!(bars.len(), 1);
        assert!(bars[0].title.ends_with("：打印机缺纸"), "{}", bars[0].title);
        assert!(bars[0].line.starts_with("09:42 起"), "{}", bars[0].line);
        assert!(bars[0].severity == Severity::Amber && bars[0].signal.is_none() && bars[0].actions.is_empty());
    }
}

#[test]
fn every_device_and_every_trouble_has_its_words_in_every_language() {
    for language in Language::ALL {
        let mut titles = std::collections::BTreeSet::new();
        for device in Device::ALL {
            for trouble in Trouble::ALL {
                let mut house = house();
                report(&mut house, -1, device, trouble);
                titles.extend(bars(&house, Station::Counter, NOBODY, language).into_iter().map(|bar| bar.title));
            }
        }
        assert_eq!(titles.len(), Device::ALL.len() * Trouble::ALL.len(), "{language:?}: {titles:?}");
    }
}
