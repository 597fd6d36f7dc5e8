//! `devices.toml` of a kiosk's directory: which devices there are and where they are plugged in. A
//! wrong line is a sentence with its place; the kiosk starts without that device.

use std::fmt;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::printer::Address;

/// The file's name.
pub const FILE: &str = "devices.toml";

/// The devices of a kiosk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The slip printer.
    pub printer: Option<Printer>,
    /// The scanner's device file, where it is to be watched.
    pub scanner: Option<PathBuf>,
    /// The status light.
    pub light: Option<Lamp>,
    /// Whether there is a loudspeaker.
    pub speaker: bool,
    /// The camera's device file.
    pub camera: Option<PathBuf>,
}

/// A slip printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printer {
    /// One that speaks ESC/POS, and its paper's width in dots.
    EscPos(Address, usize),
    /// One of the system, by name.
    System(String),
}

/// A status light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lamp {
    /// A directory under `/sys/class/leds`.
    Led(PathBuf),
    /// A serial line, and its bits a second.
    Serial(PathBuf, u32),
}

/// What is wrong with the file, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is to be written there.
    pub sentence: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FILE}, line {}: {}", self.line, self.sentence)
    }
}

const SECTIONS: &str = "unknown: use printer, scanner, light, speaker or camera";
const PRINTER: &str = "write port = \"usb:/dev/usb/lp0\", \"serial:/dev/ttyUSB0@9600\", \"tcp:192.168.1.50:9100\" or \"system:NAME\", and perhaps paper = 58 or 80";
const SCANNER: &str = "write file = \"/dev/input/by-id/NAME\"";
const CAMERA: &str = "write file = \"/dev/video0\", or a link under /dev/v4l/by-id";
const LIGHT: &str = "write port = \"led:/sys/class/leds/NAME\" or \"serial:/dev/ttyUSB1@9600\"";
const SPEAKER: &str = "write on = true or on = false";

/// Reads the file of a directory; one that is not there names no device.
///
/// # Errors
/// It is there and cannot be read.
pub fn of_directory(directory: &Path) -> io::Result<(Settings, Vec<Fault>)> {
    match fs::read_to_string(directory.join(FILE)) {
        Ok(text) => Ok(read(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(<(Settings, Vec<Fault>)>::default()),
        Err(error) => Err(error),
    }
}

/// What a text says, and what is wrong in it. A device with a wrong line is left out.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let line = |span: Range<usize>| text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1);
    if let Some(error) = errors.first() {
        let place = error.span().map_or(1, line);
        let sentence = format!("this is no TOML ({}): mend it; until then the kiosk has no device", error.message().replace('\n', ", "));
        return (Settings::default(), vec![Fault { line: place, sentence }]);
    }
    let mut settings = Settings::default();
    let mut faults = Vec::new();
    for (name, value) in root.get_ref() {
        let section = Section { table: value.get_ref().as_table(), place: name.span() };
        let wrong = match name.get_ref().as_ref() {
            "printer" => section.printer().map(|printer| settings.printer = Some(printer)),
            "scanner" => section.file(SCANNER).map(|file| settings.scanner = Some(file)),
            "camera" => section.file(CAMERA).map(|file| settings.camera = Some(file)),
            "light" => section.light().map(|lamp| settings.light = Some(lamp)),
            "speaker" => section.speaker().map(|on| settings.speaker = on),
            _ => Err((name.span(), SECTIONS)),
        };
        if let Err((span, sentence)) = wrong {
            faults.push(Fault { line: line(span), sentence: sentence.to_owned() });
        }
    }
    faults.sort_by_key(|fault| fault.line);
    (settings, faults)
}

struct Section<'t> {
    table: Option<&'t DeTable<'t>>,
    place: Range<usize>,
}

type Wrong = (Range<usize>, &'static str);

impl Section<'_> {
    /// The values of these keys; there may be no others.
    fn values<const N: usize>(&self, keys: [&str; N], sentence: &'static str) -> Result<[Option<&Spanned<DeValue<'_>>>; N], Wrong> {
        let table = self.table.ok_or((self.place.clone(), sentence))?;
        match table.iter().find(|(key, _)| !keys.contains(&key.get_ref().as_ref())) {
            Some((key, _)) => Err((key.span(), sentence)),
            None => Ok(keys.map(|key| table.get(key))),
        }
    }

    /// The text of a key that must be there.
    fn text<'v>(&self, value: Option<&'v Spanned<DeValue<'_>>>, sentence: &'static str) -> Result<(&'v str, Range<usize>), Wrong> {
        let value = value.ok_or((self.place.clone(), sentence))?;
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        text.map(|text| (text, value.span())).ok_or((value.span(), sentence))
    }

    fn printer(&self) -> Result<Printer, Wrong> {
        let [port, paper] = self.values(["port", "paper"], PRINTER)?;
        let (port, place) = self.text(port, PRINTER)?;
        let width = match paper.map(|paper| (paper.get_ref().as_integer().map(|number| number.as_str()), paper.span())) {
            None => 576,
            Some((Some("80"), _)) => 576,
            Some((Some("58"), _)) => 384,
            Some((_, place)) => return Err((place, PRINTER)),
        };
        let address = match port.split_once(':') {
            Some(("usb", path)) if path.starts_with('/') => Address::Usb(path.into()),
            Some(("serial", line)) => {
                let (path, baud) = serial(line).ok_or((place, PRINTER))?;
                Address::Serial(path, baud)
            }
            Some(("tcp", host)) if is_host(host) => Address::Tcp(host.to_owned()),
            Some(("system", name)) if !name.is_empty() && !name.starts_with('-') => return Ok(Printer::System(name.to_owned())),
            Some(_) | None => return Err((place, PRINTER)),
        };
        Ok(Printer::EscPos(address, width))
    }

    /// A device's file, and nothing else.
    fn file(&self, sentence: &'static str) -> Result<PathBuf, Wrong> {
        let [file] = self.values(["file"], sentence)?;
        let (file, place) = self.text(file, sentence)?;
        if file.starts_with('/') { Ok(file.into()) } else { Err((place, sentence)) }
    }

    fn light(&self) -> Result<Lamp, Wrong> {
        let [port] = self.values(["port"], LIGHT)?;
        let (port, place) = self.text(port, LIGHT)?;
        match port.split_once(':') {
            Some(("led", directory)) if directory.starts_with('/') => Ok(Lamp::Led(directory.into())),
            Some(("serial", line)) => {
                let (path, baud) = serial(line).ok_or((place, LIGHT))?;
                Ok(Lamp::Serial(path, baud))
            }
            Some(_) | None => Err((place, LIGHT)),
        }
    }

    fn speaker(&self) -> Result<bool, Wrong> {
        let [on] = self.values(["on"], SPEAKER)?;
        let on = on.ok_or((self.place.clone(), SPEAKER))?;
        on.get_ref().as_bool().ok_or((on.span(), SPEAKER))
    }
}

/// "/dev/ttyUSB0@9600".
fn serial(line: &str) -> Option<(PathBuf, u32)> {
    let (path, baud) = line.split_once('@')?;
    let baud = baud.parse().ok().filter(|baud| (300..=1_000_000).contains(baud))?;
    path.starts_with('/').then(|| (path.into(), baud))
}

fn is_host(host: &str) -> bool {
    host.rsplit_once(':')
        .is_some_and(|(name, port)| !name.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_device_is_read_from_its_line() {
        let (settings, faults) = read(
            "[printer]\nport = \"tcp:192.168.1.50:9100\"\npaper = 58\n\n[scanner]\nfile = \"/dev/input/by-id/scanner\"\n\
             [light]\nport = \"led:/sys/class/leds/lobby\"\n[speaker]\non = true\n[camera]\nfile = \"/dev/video0\"\n",
        );
        assert_eq!(faults, []);
        let printer = Some(Printer::EscPos(Address::Tcp("192.168.1.50:9100".into()), 384));
        let light = Some(Lamp::Led("/sys/class/leds/lobby".into()));
        assert_eq!(
            settings,
            Settings {
                printer,
                scanner: Some("/dev/input/by-id/scanner".into()),
                light,
                speaker: true,
                camera: Some("/dev/video0".into())
            }
        );
        for (port, printer) in [
            ("usb:/dev/usb/lp0", Printer::EscPos(Address::Usb("/dev/usb/lp0".into()), 576)),
            ("serial:/dev/ttyS0@19200", Printer::EscPos(Address::Serial("/dev/ttyS0".into(), 19_200), 576)),
            ("tcp:[fe80::1]:9100", Printer::EscPos(Address::Tcp("[fe80::1]:9100".into()), 576)),
            ("system:lobby", Printer::System("lobby".into())),
        ] {
            assert_eq!(
                read(&format!("[printer]\nport = \"{port}\"")),
                (Settings { printer: Some(printer), ..Settings::default() }, vec![])
            );
        }
    }

    #[test]
    fn a_wrong_line_is_told_with_its_place_and_costs_its_own_device_only() {
        let fine = "[speaker]\non = true\n";
        for (text, line, sentence) in [
            ("[printer]\nport = \"usb:lp0\"", 4, PRINTER),
            ("[printer]\nport = \"parallel:/dev/lp0\"", 4, PRINTER),
            ("[printer]\nport = 9100", 4, PRINTER),
            ("[printer]\nport = \"serial:/dev/ttyS0\"", 4, PRINTER),
            ("[printer]\nport = \"serial:/dev/ttyS0@fast\"", 4, PRINTER),
            ("[printer]\nport = \"tcp:host\"", 4, PRINTER),
            ("[printer]\nport = \"tcp:host:0\"", 4, PRINTER),
            ("[printer]\nport = \"system:-o\"", 4, PRINTER),
            ("[printer]\npaper = 80", 3, PRINTER),
            ("[printer]\nport = \"tcp:a:1\"\npaper = 70", 5, PRINTER),
            ("[printer]\nport = \"tcp:a:1\"\ncolour = true", 5, PRINTER),
            ("[scanner]\nfile = \"scanner\"", 4, SCANNER),
            ("[light]\nport = \"led:lobby\"", 4, LIGHT),
            ("[light]", 3, LIGHT),
            ("[camera]\nport = \"usb\"", 4, CAMERA),
            ("[camera]\nfile = \"video0\"", 4, CAMERA),
            ("[door]\nport = \"usb\"", 3, SECTIONS),
        ] {
            let (settings, faults) = read(&format!("{fine}{text}\n"));
            assert_eq!(faults, [Fault { line, sentence: sentence.to_owned() }], "{text}");
            assert_eq!(settings, Settings { speaker: true, ..Settings::default() }, "{text}");
        }
        assert_eq!(read("[speaker]\non = \"yes\"").1, [Fault { line: 2, sentence: SPEAKER.to_owned() }]);
        assert_eq!(read("printer = 1").1, [Fault { line: 1, sentence: PRINTER.to_owned() }]);
    }

    #[test]
    fn what_is_no_toml_at_all_is_told_with_its_line() {
        let (settings, faults) = read("[speaker]\non = true\n[printer\n");
        assert_eq!(settings, Settings::default());
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3]);
        assert!(faults[0].to_string().starts_with("devices.toml, line 3: "));
    }

    #[test]
    fn a_directory_without_the_file_has_no_device() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(of_directory(folder.path()).unwrap(), (Settings::default(), vec![]));
    }
}
