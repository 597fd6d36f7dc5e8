//! The real devices: each on a thread of its own, so that the window never waits.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use ::devices::camera::v4l::Webcam;
use ::devices::camera::{self, Frame, Live};
use ::devices::light::{self, Lamp, Led, Light, SerialLamp};
use ::devices::printer::{EscPos, SlipPrinter, Spool, SystemPrinter, spool};
use ::devices::scanner::{Plug, Watch};
use ::devices::settings::{self, Settings};
use ::devices::slip::Faces;
use ::devices::speaker::{Loudspeaker, Voice};
use ::devices::{Device, Report, Tell};
use look::theme;

use crate::kiosk::{Kiosk, Now};

/// Where recorded prompts lie, under a kiosk's directory.
const PROMPTS: &str = "prompts";

/// Which devices there are, and the kiosk's directory.
#[derive(Clone, Debug)]
pub struct Setup {
    settings: Settings,
    prompts: PathBuf,
}

impl Setup {
    /// As `devices.toml` of a directory says. What is wrong there is logged with its place, and the
    /// kiosk starts without that device.
    #[must_use]
    pub fn of_directory(directory: &Path) -> Self {
        let (settings, faults) = settings::of_directory(directory).unwrap_or_else(|error| {
            tracing::warn!(%error, "{} cannot be read: the kiosk starts without devices", directory.join(settings::FILE).display());
            Default::default()
        });
        for fault in faults {
            tracing::warn!("{fault}; the kiosk starts without this device");
        }
        Self { settings, prompts: directory.join(PROMPTS) }
    }
}

type Newest = Arc<Mutex<Option<Frame>>>;

/// The devices at work.
pub struct Machine {
    spool: Option<Spool>,
    light: Option<Light>,
    voice: Option<Voice>,
    _watch: Option<Watch>,
    camera: Option<Live>,
    /// The newest picture of the camera, until the window takes it.
    newest: Newest,
    /// Whether the camera was told to be open.
    open: bool,
    reports: Receiver<Report>,
    /// For what cannot be handed to a device.
    own: Sender<Report>,
    shown: Option<light::Signal>,
}

impl Machine {
    /// Starts them; whatever one of them says wakes the window.
    #[must_use]
    pub fn start(setup: &Setup, wake: impl Fn() + Clone + Send + 'static) -> Self {
        let (own, reports) = channel();
        let tell = || -> Tell {
            let (own, wake) = (own.clone(), wake.clone());
            Box::new(move |report| {
                // The window is gone: then nobody needs to know.
                own.send(report).unwrap_or_default();
                wake();
            })
        };
        let absent = |device: Device| own.send(Report::Absent(device)).unwrap_or_default();
        let Settings { printer, scanner, light, speaker, camera } = &setup.settings;
        let spool = printer
            .as_ref()
            .and_then(slip_printer)
            .and_then(|printer| started("printer", Spool::start(printer, spool::ASKS, tell())));
        let light = light.as_ref().map(lamp).and_then(|lamp| started("light", Light::start(lamp, tell())));
        let watch = scanner.clone().and_then(|file| started("scanner", Watch::start(Plug(file), spool::ASKS, tell())));
        let prompts = setup.prompts.clone();
        let voice = speaker
            .then(|| Voice::start(move || Loudspeaker::open(prompts), tell()))
            .and_then(|voice| started("loudspeaker", voice));
        let newest = Newest::default();
        let show = {
            let (newest, wake) = (newest.clone(), wake.clone());
            Box::new(move |frame| {
                *newest.lock().unwrap_or_else(PoisonError::into_inner) = Some(frame);
                wake();
            })
        };
        let webcam = camera.clone().map(|file| Box::new(Webcam::new(file)));
        let camera = webcam.and_then(|webcam| started("camera", Live::start(webcam, camera::LOOKS, show, tell())));
        for (device, there) in [
            (Device::Printer, spool.is_some()),
            (Device::Scanner, watch.is_some()),
            (Device::Light, light.is_some()),
            (Device::Speaker, voice.is_some()),
            (Device::Camera, camera.is_some()),
        ] {
            if !there {
                absent(device);
            }
        }
        Self {
            spool,
            light,
            voice,
            _watch: watch,
            camera,
            newest,
            open: false,
            reports,
            own,
            shown: None,
        }
    }

    /// Tells the kiosk what its devices say.
    pub fn tell(&self, kiosk: &mut Kiosk, now: Now) {
        for report in self.reports.try_iter() {
            kiosk.hear_device(report, now);
        }
        if let Some(frame) = self.newest.lock().unwrap_or_else(PoisonError::into_inner).take() {
            kiosk.see(frame);
        }
    }

    /// Gives the devices what the kiosk wants of them.
    pub fn serve(&mut self, kiosk: &mut Kiosk) {
        while let Some((number, slip)) = kiosk.next_slip() {
            let Some(spool) = &self.spool else { continue };
            if let Err(trouble) = spool.print(number, slip) {
                self.own.send(Report::Printed(number, Err(trouble))).unwrap_or_default();
            }
        }
        while let Some(sound) = kiosk.next_sound() {
            if let Some(voice) = &self.voice {
                voice.play(sound);
            }
        }
        let wanted = kiosk.wants_camera();
        if let Some(camera) = self.camera.as_ref().filter(|_| std::mem::replace(&mut self.open, wanted) != wanted) {
            camera.want(wanted);
        }
        let signal = kiosk.signal();
        if self.shown != Some(signal) {
            self.shown = Some(signal);
            if let Some(light) = &self.light {
                light.show(signal);
            }
        }
    }
}

fn started<T>(name: &str, device: std::io::Result<T>) -> Option<T> {
    device.map_err(|error| tracing::error!(%error, "the {name} did not start: the kiosk goes on without it")).ok()
}

fn slip_printer(printer: &settings::Printer) -> Option<Box<dyn SlipPrinter>> {
    let Some(faces) = Faces::new(theme::REGULAR, theme::BOLD) else {
        tracing::error!("the font cannot be read: no slips are printed");
        return None;
    };
    Some(match printer {
        settings::Printer::EscPos(address, width) => Box::new(EscPos::new(address.clone(), faces, *width)),
        settings::Printer::System(name) => Box::new(SystemPrinter::new(name.clone(), faces)),
    })
}

fn lamp(lamp: &settings::Lamp) -> Box<dyn Lamp> {
    match lamp {
        settings::Lamp::Led(directory) => Box::new(Led::new(directory.clone())),
        settings::Lamp::Serial(path, baud) => Box::new(SerialLamp::new(path.clone(), *baud)),
    }
}
