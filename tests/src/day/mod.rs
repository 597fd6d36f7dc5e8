//! A day of the property, acted on the real programs: `./dev demo --day`.
//!
//! The server, a kiosk, a counter and a control room run as they would in a building, each
//! window on a display of its own; everything is read from the windows' own descriptions
//! and done with the mouse, the touch keyboard and the keys. After each step the other
//! stations must show what happened, and the report says after how many milliseconds.

pub(crate) mod display;
mod fault;
mod hand;
pub(crate) mod patience;
pub(crate) mod property;
mod report;
mod running;
mod speed;
mod staff;
mod steps;
mod touch;
pub(crate) mod window;
mod witness;

pub use fault::Fault;
pub use patience::{stop, stop_on_signal};
pub use speed::measure;

use property::Property;
use report::Report;
use staff::Cast;
use std::fs;
use std::path::PathBuf;
use window::{Opening, Window};

/// Where everything is.
pub struct Places {
    /// The directory with the programs.
    pub programs: PathBuf,
    /// The property's files.
    pub property: PathBuf,
    /// The day's data: emptied first.
    pub data: PathBuf,
    /// Where the pictures go.
    pub pictures: PathBuf,
}

/// A running property with its three windows.
pub struct Day {
    kiosk: Window,
    counter: Window,
    control_room: Window,
    property: Property,
    cast: Cast,
    report: Report,
}

/// Acts the whole day.
///
/// # Errors
/// The step that failed, and what was on the screen instead. Whatever was started has ended.
pub fn act(places: &Places) -> Result<(), Fault> {
    let mut day = Day::begin(places)?;
    let acted = steps::all(&mut day);
    if acted.is_err() && !patience::stopped() {
        // The first fault is the one to tell; a failed picture of it is not.
        let _ = day.report.pictures("FAILED", &day.windows());
    }
    acted?;
    day.report.end()
}

impl Day {
    fn begin(places: &Places) -> Result<Self, Fault> {
        if places.data.exists() {
            fs::remove_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
        }
        fs::create_dir_all(&places.data).map_err(Fault::system(places.data.display()))?;
        let cast = Cast::read(&places.property)?;
        let report = Report::begin(places.pictures.clone())?;
        let property = Property::start(&places.programs, &places.data)?;
        property.import(&places.property)?;
        let open = |name, program: &str, station, label, size| {
            let code = property.pair(station, label)?;
            let program = places.programs.join(program);
            Window::open(&Opening {
                name,
                program,
                size,
                dir: &places.data,
                server: property.address(),
                code: Some(&code),
            })
        };
        let kiosk = open("kiosk", "dutydesk-kiosk", "kiosk", "大堂自助机", (1080, 1920))?;
        let counter = open("counter", "dutydesk-counter", "counter", "前台一号", (1440, 900))?;
        let control_room = open("control room", "dutydesk-counter", "control_room", "监控室", (1440, 900))?;
        Ok(Self { kiosk, counter, control_room, property, cast, report })
    }

    fn windows(&self) -> [&Window; 3] {
        [&self.kiosk, &self.counter, &self.control_room]
    }

    /// Pictures of all three screens, named after the last step.
    fn pictures(&self, name: &str) -> Result<(), Fault> {
        self.report.pictures(name, &self.windows())
    }
}
