//! What the kiosk knows of its devices and wants of them: slips, sounds, the light's signal, and
//! what the control room is to be told. Pure: it is told what a device says, and the time.
//! [`machine`] ties it to the real ones.

pub mod machine;
pub mod scanning;
pub mod viewing;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use ::devices::slip::Slip;
use ::devices::speaker::{Prompt, Sound};
use ::devices::{Device, Report, Trouble};
use proto::v1::{self, KioskDevice};
use viewing::Viewing;

/// A device that comes and goes is reported no oftener than this.
const REPORTS_APART: Duration = Duration::from_secs(60);

/// How the slip of this visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printing {
    /// It is on its way.
    Waiting,
    /// It has come out.
    Printed,
    /// It has not.
    Failed(Trouble),
}

/// The devices of this kiosk.
#[derive(Debug, Default)]
pub struct Devices {
    has_printer: bool,
    known: BTreeMap<Device, Known>,
    last_number: u64,
    wanted: VecDeque<(u64, Slip)>,
    /// The slip of this visit.
    slip: Option<(u64, Printing)>,
    sounds: VecDeque<Sound>,
    evacuating: bool,
    has_camera: bool,
    viewing: Viewing,
}

/// How a device is, and how it was reported.
#[derive(Debug)]
struct Known {
    now: Option<Trouble>,
    /// As it was told last; `None`: not yet, or it was not saved.
    told: Option<Option<Trouble>>,
    tried_at: Option<Duration>,
}

impl Known {
    /// After how long it is to be reported; `None`: there is nothing new.
    fn due_in(&self, up: Duration) -> Option<Duration> {
        let wait = self.tried_at.map_or(Duration::ZERO, |at| (at + REPORTS_APART).saturating_sub(up));
        (self.told != Some(self.now)).then_some(wait)
    }
}

impl Devices {
    /// What a device says.
    pub fn hear(&mut self, report: Report) {
        match report {
            Report::State(device, now) => {
                self.has_printer |= device == Device::Printer;
                self.has_camera |= device == Device::Camera;
                self.is(device, now);
            }
            Report::Absent(device) => self.is(device, None),
            Report::Printed(number, printed) => {
                if let Some((_, standing)) = self.slip.as_mut().filter(|(of_this_visit, _)| *of_this_visit == number) {
                    *standing = printed.map_or_else(Printing::Failed, |()| Printing::Printed);
                }
            }
        }
    }

    fn is(&mut self, device: Device, now: Option<Trouble>) {
        self.known
            .entry(device)
            .and_modify(|known| known.now = now)
            .or_insert(Known { now, told: None, tried_at: None });
    }

    /// Whether slips are printed here.
    #[must_use]
    pub fn has_printer(&self) -> bool {
        self.has_printer
    }

    /// Whether a photo can be taken here now.
    #[must_use]
    pub fn has_camera(&self) -> bool {
        self.has_camera && self.known.get(&Device::Camera).is_some_and(|known| known.now.is_none())
    }

    /// What the camera shows.
    pub fn viewing(&mut self) -> &mut Viewing {
        &mut self.viewing
    }

    /// Whether a page wants the camera.
    #[must_use]
    pub fn wants_camera(&self) -> bool {
        self.viewing.is_wanted()
    }

    /// Asks for the slip of this visit; one that was asked for before is another's from now on.
    pub fn print(&mut self, slip: Slip) {
        self.last_number += 1;
        self.wanted.push_back((self.last_number, slip));
        self.slip = Some((self.last_number, Printing::Waiting));
    }

    /// The next slip that somebody asked for, with its number.
    pub fn next_slip(&mut self) -> Option<(u64, Slip)> {
        self.wanted.pop_front()
    }

    /// How the slip of this visit stands; `None`: none was asked for.
    #[must_use]
    pub fn printing(&self) -> Option<Printing> {
        self.slip.map(|(_, printing)| printing)
    }

    /// Asks for a sound.
    pub fn play(&mut self, sound: Sound) {
        self.sounds.push_back(sound);
    }

    /// The next sound that is to be heard.
    pub fn next_sound(&mut self) -> Option<Sound> {
        self.sounds.pop_front()
    }

    /// Whether the page that asks people to leave is shown; it is spoken once, in this language.
    pub fn evacuates(&mut self, evacuating: bool, language: &'static str) {
        if evacuating && !self.evacuating {
            self.play(Sound::Say(Prompt::Evacuation, language));
        }
        self.evacuating = evacuating;
    }

    /// Whether somebody should look after a device that visitors need.
    #[must_use]
    pub fn need_somebody(&self) -> bool {
        self.known.iter().any(|(device, known)| match device {
            Device::Printer | Device::Scanner => known.now.is_some(),
            Device::Light | Device::Speaker | Device::Camera => false,
        })
    }

    /// What the control room is to be told at `up`: changes, and how each device is at the start.
    pub fn due(&mut self, up: Duration) -> Vec<v1::DeviceTrouble> {
        let due = self.known.iter_mut().filter(|(_, known)| known.due_in(up) == Some(Duration::ZERO));
        due.map(|(device, known)| {
            (known.told, known.tried_at) = (Some(known.now), Some(up));
            v1::DeviceTrouble { device: named(*device).into(), trouble: spelt(known.now).into() }
        })
        .collect()
    }

    /// The disk did not take what was to be told of this device: it is tried again.
    pub fn not_told(&mut self, device: KioskDevice) {
        for (_, known) in self.known.iter_mut().filter(|(known, _)| named(**known) == device) {
            known.told = None;
        }
    }

    /// After how long something is to be told.
    #[must_use]
    pub fn due_in(&self, up: Duration) -> Option<Duration> {
        self.known.values().filter_map(|known| known.due_in(up)).min()
    }

    /// The visit ends: its slip is nobody's here any more (B-01). One that is in the printer still
    /// comes out.
    pub fn visit_ended(&mut self) {
        self.slip = None;
        self.viewing.begin();
        self.viewing.settle();
    }
}

fn named(device: Device) -> KioskDevice {
    match device {
        Device::Printer => KioskDevice::Printer,
        Device::Scanner => KioskDevice::Scanner,
        Device::Light => KioskDevice::Light,
        Device::Speaker => KioskDevice::Speaker,
        Device::Camera => KioskDevice::Camera,
    }
}

fn spelt(trouble: Option<Trouble>) -> v1::Trouble {
    match trouble {
        None => v1::Trouble::Unspecified,
        Some(Trouble::PaperLow) => v1::Trouble::PaperLow,
        Some(Trouble::OutOfPaper) => v1::Trouble::OutOfPaper,
        Some(Trouble::CoverOpen) => v1::Trouble::CoverOpen,
        Some(Trouble::NotReady) => v1::Trouble::NotReady,
        Some(Trouble::Unplugged) => v1::Trouble::Unplugged,
        Some(Trouble::WrongDevice) => v1::Trouble::WrongDevice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn told(devices: &mut Devices, up: u64) -> Vec<(KioskDevice, v1::Trouble)> {
        devices.due(at(up)).iter().map(|told| (told.device(), told.trouble())).collect()
    }

    #[test]
    fn the_control_room_is_told_how_each_device_is_at_the_start_and_then_changes_only() {
        let mut devices = Devices::default();
        assert_eq!(told(&mut devices, 0), []);
        devices.hear(Report::State(Device::Printer, None));
        devices.hear(Report::Absent(Device::Light));
        let works = v1::Trouble::Unspecified;
        assert_eq!(told(&mut devices, 1), [(KioskDevice::Printer, works), (KioskDevice::Light, works)]);
        devices.hear(Report::State(Device::Printer, None));
        assert_eq!((told(&mut devices, 100), devices.due_in(at(100))), (vec![], None));
        devices.hear(Report::State(Device::Printer, Some(Trouble::OutOfPaper)));
        assert_eq!(told(&mut devices, 101), [(KioskDevice::Printer, v1::Trouble::OutOfPaper)]);
    }

    #[test]
    fn a_device_that_comes_and_goes_is_told_once_a_minute_as_it_then_is() {
        let mut devices = Devices::default();
        devices.hear(Report::State(Device::Printer, Some(Trouble::Unplugged)));
        assert_eq!(told(&mut devices, 0).len(), 1);
        for second in 1..60 {
            let state = (second % 2 == 0).then_some(Trouble::Unplugged);
            devices.hear(Report::State(Device::Printer, state));
            assert_eq!(told(&mut devices, second), [], "after {second} s");
        }
        assert_eq!(devices.due_in(at(59)), Some(at(1)));
        assert_eq!(told(&mut devices, 60), [(KioskDevice::Printer, v1::Trouble::Unspecified)]);
    }

    #[test]
    fn what_the_disk_did_not_take_is_told_again() {
        let mut devices = Devices::default();
        devices.hear(Report::State(Device::Printer, None));
        assert_eq!(told(&mut devices, 0).len(), 1);
        devices.not_told(KioskDevice::Printer);
        assert_eq!((told(&mut devices, 59), devices.due_in(at(59))), (vec![], Some(at(1))));
        assert_eq!(told(&mut devices, 60), [(KioskDevice::Printer, v1::Trouble::Unspecified)]);
    }

    #[test]
    fn b01_what_became_of_a_slip_is_told_to_its_own_visitor_only() {
        let mut devices = Devices::default();
        let slip = || Slip {
            property: String::new(),
            title: String::new(),
            code: String::new(),
            scanned: String::new(),
            facts: vec![],
            leaving: vec![],
        };
        devices.print(slip());
        let (first, _) = devices.next_slip().unwrap();
        assert_eq!(devices.printing(), Some(Printing::Waiting));
        devices.visit_ended();
        assert_eq!(devices.printing(), None);
        devices.print(slip());
        devices.hear(Report::Printed(first, Err(Trouble::OutOfPaper)));
        assert_eq!(devices.printing(), Some(Printing::Waiting), "that was the slip of somebody else");
        let (second, _) = devices.next_slip().unwrap();
        devices.hear(Report::Printed(second, Ok(())));
        assert_eq!((devices.printing(), devices.next_slip()), (Some(Printing::Printed), None));
    }

    #[test]
    fn b24_leaving_the_building_is_spoken_once() {
        let mut devices = Devices::default();
        for evacuating in [false, true, true, false, true] {
            devices.evacuates(evacuating, "en");
        }
        let said = Sound::Say(Prompt::Evacuation, "en");
        assert_eq!([devices.next_sound(), devices.next_sound(), devices.next_sound()], [Some(said), Some(said), None]);
    }
}
